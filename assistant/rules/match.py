"""Match a company's profile against every rule of the policies that apply where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Tested
from assistant.rules.estimate_clause import is_worth_adding
from assistant.rules.facts import Facts, FactValue
from assistant.rules.order import order_key
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import Profile
from assistant.rules.rulebook import Rulebook
from assistant.rules.settle import states_any

MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Match:
    """One rule against the profile.

    ``unstated`` are the facts that would decide it; ``is_spoken_of``: the profile states a fact
    that the rule looks at, so that a page can set the others apart.
    """

    estimate: Estimate
    policy_id: str
    policy_title: str
    conditions: tuple[Tested, ...]
    met: Met
    unstated: tuple[str, ...]
    is_spoken_of: bool


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


def match(profile: Profile, rulebook: Rulebook, corpus: Corpus, as_of: date) -> MatchReport:
    """Every rule of the policies of the profile's district and the regions above it.

    Raises:
        FactError: an unknown district or fact, or a value that cannot be read.
    """
    facts = parse_facts(rulebook, profile.facts)
    policies = policies_for(profile.district, corpus)
    matches = [found for policy in policies for found in _matches(policy, facts, as_of, rulebook)]
    matches.sort(key=lambda found: order_key(found.estimate))
    return MatchReport(
        name=profile.name,
        district=profile.district,
        as_of=as_of,
        policies=tuple(policy.id for policy in policies),
        facts=tuple(facts.items()),
        matches=tuple(matches),
        next_questions=next_questions(tuple(matches), rulebook),
        combination=combined((m.estimate for m in matches if m.is_spoken_of), rulebook),
    )


def policies_for(district: str, corpus: Corpus) -> tuple[Policy, ...]:
    """The measures and drafts of the region that the words name, and of the regions above it.

    Raises:
        FactError: no policy is about this region; names the known ones.
    """
    measures = [policy for policy in corpus.policies if policy.kind is not PolicyKind.COMMENTARY]
    regions = {p.region for p in measures if district in (p.region, *p.region_words)}
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


def _matches(policy: Policy, facts: Facts, as_of: date, rulebook: Rulebook) -> Iterator[Match]:
    for rule in rulebook.rules:
        if ClauseId.parse(rule.clause_id).policy != policy.id:
            continue
        if not is_worth_adding(rule, facts, rulebook):
            continue
        estimate = calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook)
        open_facts = [test.fact for test in estimate.conditions if test.met is Met.UNKNOWN]
        unstated = tuple(dict.fromkeys((*estimate.missing, *open_facts)))
        yield Match(
            estimate=estimate,
            policy_id=policy.id,
            policy_title=policy.title,
            conditions=estimate.conditions,
            met=_met(estimate, unstated),
            unstated=unstated,
            is_spoken_of=states_any(rule, facts, rulebook),
        )


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
