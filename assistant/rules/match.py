"""Match a company's profile against every rule of the policies that apply where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.errors import FactError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.best import combined
from assistant.rules.calculate import calculate
from assistant.rules.combine import Combination
from assistant.rules.compare import STACKING
from assistant.rules.condition import Condition
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Tested
from assistant.rules.estimate_clause import is_worth_adding
from assistant.rules.facts import Facts, FactValue
from assistant.rules.order import order_key
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import Profile
from assistant.rules.read.names import choices_of, main_facts, names_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.settle import states_any
from assistant.rules.told import plain
from assistant.text.gazetteer import Level, Place, children, lookup

MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Match:
    """One rule against the profile.

    ``unstated`` are the facts that would decide it; ``is_spoken_of``: the profile names the rule's
    matter or states a fact that it looks at, so that a page can set the others apart. ``facts`` are
    what it was worked out for: those of the company, and those of the matter.
    """

    estimate: Estimate
    policy_id: str
    policy_title: str
    conditions: tuple[Tested, ...]
    met: Met
    unstated: tuple[str, ...]
    is_spoken_of: bool
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A fact worth asking for: how many rules wait for it and the most one of them gives."""

    fact: str
    label: str
    ask: str
    rules: tuple[str, ...]
    highest: Decimal


@dataclass(frozen=True, slots=True)
class MatchReport:
    """All rules that may apply, the largest amount first; never a total (``note``).

    ``combination`` is the best set that the texts themselves allow, with why others are left out;
    it is about the rules that the profile speaks of.
    """

    name: str
    district: str
    as_of: date
    policies: tuple[str, ...]
    facts: tuple[tuple[str, FactValue], ...]
    matches: tuple[Match, ...]
    next_questions: tuple[NextQuestion, ...]
    note: str = STACKING
    combination: Combination | None = None
    matters: Mapping[str, Facts] | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """Who applies, with typed facts: its own, and those of each matter it has to do with.

    ``matters`` None: nobody asked which ones.
    """

    district: str
    name: str = ""
    facts: Facts = field(default_factory=dict)
    matters: Mapping[str, Facts] | None = None

    @classmethod
    def of(cls, profile: Profile, rulebook: Rulebook) -> Company:
        """The company of a profile.

        Raises:
            FactError: an unknown fact or matter, or a value that cannot be read.
        """
        matters: dict[str, Facts] | None = None
        if profile.matters is not None:
            known = {rule.topic for rule in rulebook.rules}
            for name in profile.matters:
                if name not in known:
                    raise FactError(
                        f"没有事项 {name[:40]!r}：matters 可写 {'、'.join(sorted(known))}。"
                    )
            matters = {
                n: plain(parse_facts(rulebook, facts)) for n, facts in profile.matters.items()
            }
        facts = plain(parse_facts(rulebook, profile.facts))
        return cls(profile.district, profile.name, facts, matters)

    def facts_for(self, rule: Rule) -> Facts:
        """What a rule is worked out for: facts of the matter stand before the company's."""
        own = (self.matters or {}).get(rule.topic)
        return {**self.facts, **own} if own else self.facts

    def speaks_of(self, rule: Rule, rulebook: Rulebook) -> bool:
        """Whether the rule is about something that the company has to do with.

        Where its matters are known, facts of its own count only if they settle what the rule is
        about: the number that carries the sum, or all that is asked of the company.
        """
        if self.matters is None:
            return states_any(rule, self.facts, rulebook)
        if rule.topic in self.matters:
            return True
        main = main_facts(rule)
        if main:
            return any(name in self.facts for name in main)
        carrying = names_of(rule).carrying
        return bool(carrying) and all(name in self.facts for name in carrying)


def match(profile: Profile, rulebook: Rulebook, corpus: Corpus, as_of: date) -> MatchReport:
    """Every rule of the policies of the profile's district and the regions above it.

    Raises:
        FactError: an unknown district or fact, or a value that cannot be read.
    """
    return match_company(Company.of(profile, rulebook), rulebook, corpus, as_of)


def match_company(company: Company, rulebook: Rulebook, corpus: Corpus, as_of: date) -> MatchReport:
    """As ``match``, for facts that are typed already.

    Raises:
        FactError: an unknown district.
    """
    policies = policies_for(company.district, corpus)
    matches = [found for policy in policies for found in _matches(policy, company, as_of, rulebook)]
    matches.sort(key=lambda found: order_key(found.estimate))
    return MatchReport(
        name=company.name,
        district=company.district,
        as_of=as_of,
        policies=tuple(policy.id for policy in policies),
        facts=tuple(company.facts.items()),
        matches=tuple(matches),
        next_questions=next_questions(tuple(matches), rulebook),
        combination=combined((m.estimate for m in matches if m.is_spoken_of), rulebook),
        matters=company.matters,
    )


def policies_for(district: str, corpus: Corpus) -> tuple[Policy, ...]:
    """The measures and drafts of the region that the words name, and of the regions above it.

    A place without measures of its own has those of the nearest region around it.

    Raises:
        FactError: no policy is about this region or one around it; names the known ones.
    """
    measures = [policy for policy in corpus.policies if policy.kind is not PolicyKind.COMMENTARY]
    regions = {p.region for p in measures if district in (p.region, *p.region_words)}
    regions = regions or _around(district, {p.region for p in measures})
    if not regions:
        known = "、".join(dict.fromkeys(policy.region for policy in measures))
        raise FactError(f"没有收录 {district[:40]!r} 的政策：district 可写 {known}。")
    above = {p.region: p.parent_region for p in measures}
    pending = list(regions)
    while pending:
        parent = above.get(pending.pop(), "")
        if parent and parent not in regions:
            regions.add(parent)
            pending.append(parent)
    return tuple(policy for policy in measures if policy.region in regions)


def _around(district: str, known: set[str]) -> set[str]:
    """The nearest known region around a place of this name; none if two places differ in it."""
    found = {
        next((name for name in place.parents if name in known), "") for place in lookup(district)
    }
    found.discard("")
    return found if len(found) == 1 else set()


def districts(corpus: Corpus) -> tuple[str, ...]:
    """Every place one may choose: regions with measures first, then all others inside them."""
    measures = [policy for policy in corpus.policies if policy.kind is PolicyKind.MEASURE]
    drafts = [policy for policy in corpus.policies if policy.kind is PolicyKind.DRAFT]
    names = dict.fromkeys(policy.region for policy in (*measures, *drafts))
    cities = [place for name in names for place in lookup(name) if place.level is Level.CITY]
    return tuple(dict.fromkeys((*names, *(below.name for city in cities for below in _in(city)))))


def _in(city: Place) -> Iterator[Place]:
    return (place for place in children(city) if place.level in (Level.COUNTY, Level.ZONE))


def _matches(policy: Policy, company: Company, as_of: date, rulebook: Rulebook) -> Iterator[Match]:
    for rule in rulebook.rules:
        if ClauseId.parse(rule.clause_id).policy != policy.id:
            continue
        facts = company.facts_for(rule)
        if not is_worth_adding(rule, facts, rulebook):
            continue
        estimate = calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook)
        unstated = _unstated(estimate, rule, facts, rulebook)
        yield Match(
            estimate=estimate,
            policy_id=policy.id,
            policy_title=policy.title,
            conditions=estimate.conditions,
            met=_met(estimate, unstated),
            unstated=unstated,
            is_spoken_of=company.speaks_of(rule, rulebook),
            facts=facts,
        )


def _unstated(estimate: Estimate, rule: Rule, facts: Facts, rulebook: Rulebook) -> tuple[str, ...]:
    """What would decide it; a number that only follows from what is missing is not asked itself."""
    tests = zip((*rule.when, *rule.conditions), estimate.conditions, strict=False)
    open_facts = [_open_fact(one, facts) for one, test in tests if test.met is Met.UNKNOWN]
    missing = set(estimate.missing)
    classes = _open_classes(estimate, rule, facts, rulebook)
    return tuple(
        name
        for name in dict.fromkeys((*estimate.missing, *open_facts, *classes))
        if name in missing
        or not any(missing & set(way.sources) for way in rulebook.facts[name].derive)
    )


def _open_classes(
    estimate: Estimate, rule: Rule, facts: Facts, rulebook: Rulebook
) -> Iterator[str]:
    """The classes that decide how much is paid and are not told: the amount is of the best."""
    if estimate.amount is not None and estimate.range is None:
        return
    for name in choices_of(rule):
        if facts.get(name) not in rulebook.facts[name].choices:
            yield name


def _open_fact(condition: Condition, facts: Facts) -> str:
    """The fact to ask for where a condition is open; another one that satisfies it may be left."""
    others = (*condition.or_facts, *(test.fact for test in condition.or_))
    left = (name for name in (condition.fact, *others) if name not in facts)
    return next(left, condition.fact)


def _met(estimate: Estimate, unstated: tuple[str, ...]) -> Met:
    failed = any(test.met is Met.NO for test in estimate.conditions)
    if failed or estimate.status is EstimateStatus.CONDITION_NOT_MET:
        return Met.NO
    return Met.UNKNOWN if unstated else Met.YES


def next_questions(matches: tuple[Match, ...], rulebook: Rulebook) -> tuple[NextQuestion, ...]:
    """The facts that would decide most next: by the number of rules, then by what is at stake."""
    waiting: dict[str, list[Match]] = {}
    for found in matches:
        if found.met is Met.UNKNOWN and found.estimate.status is not EstimateStatus.NOT_IN_FORCE:
            for fact in found.unstated:
                waiting.setdefault(fact, []).append(found)
    questions = [
        NextQuestion(
            fact=fact,
            label=rulebook.facts[fact].label,
            ask=rulebook.facts[fact].ask,
            rules=tuple(found.estimate.rule_id for found in rules),
            highest=max(_at_stake(found.estimate) for found in rules),
        )
        for fact, rules in waiting.items()
    ]
    questions.sort(key=lambda question: (-len(question.rules), -question.highest, question.fact))
    return tuple(questions[:MOST_QUESTIONS])


def _at_stake(estimate: Estimate) -> Decimal:
    if estimate.amount is not None:
        return estimate.amount
    return estimate.range[1] if estimate.range else Decimal(0)
