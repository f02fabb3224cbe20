"""The interview: at most seven questions, each the one whose answer moves most money.

A question is about one matter and asks for at most four things of it: numbers, choices, and what is
so or not. The first one asks what the company is and which matters it has to do with. Where more
matters wait than questions are left, small ones share a question, still with four things at most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.dossier import Place, place_of
from assistant.rules.facts import APPLICANT, FactKind, FactValue, still_open
from assistant.rules.match import Company, Match, MatchReport, policies_for
from assistant.rules.program import parts_of
from assistant.rules.read.figures import caps_of
from assistant.rules.read.names import variants_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook

MOST_QUESTIONS = 7
MOST_FIELDS = 4
"""Things that one question asks for."""

Field: TypeAlias = tuple[str, str]
"""Something to ask for: (matter, fact); the matter is "" for a fact of the first question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next, and which rules wait for the answer; ``highest`` is the most one gives."""

    fields: tuple[Field, ...]
    rules: tuple[str, ...]
    highest: Decimal
    asks_matters: bool = False

    @property
    def topics(self) -> tuple[str, ...]:
        """The matters it is about."""
        return tuple(dict.fromkeys(topic for topic, _ in self.fields if topic))


@dataclass(frozen=True, slots=True)
class Offered:
    """A matter of the place: what its rules give at the most."""

    topic: str
    rules: tuple[str, ...]
    highest: Decimal


def offered(company: Company, rulebook: Rulebook, corpus: Corpus) -> tuple[Offered, ...]:
    """The matters that the rules of the company's place are about, the most money first.

    Raises:
        FactError: an unknown district.
    """
    policies = {policy.id for policy in policies_for(company.district, corpus)}
    found: dict[str, list[Rule]] = {}
    for rule in rulebook.rules:
        inside = ClauseId.parse(rule.clause_id).policy in policies
        if inside and not parts_of(rule) and _may_apply(rule, company, rulebook):
            found.setdefault(rule.topic, []).append(rule)
    matters = (
        Offered(topic, tuple(r.id for r in rules), max(map(most_of, rules)))
        for topic, rules in found.items()
    )
    return tuple(sorted(matters, key=lambda one: (-one.highest, one.topic)))


def _may_apply(rule: Rule, company: Company, rulebook: Rulebook) -> bool:
    kind = company.facts.get(APPLICANT)
    if not rule.applicants or not isinstance(kind, str):
        return True
    return not still_open(rulebook.facts[APPLICANT], kind).isdisjoint(rule.applicants)


def most_of(rule: Rule) -> Decimal:
    """The most that a rule can give in one go, as far as its text says; 0 where it says nothing."""
    own = [cap.yuan for cap in rule.caps]
    return min(own) if own else max(caps_of(rule), default=Decimal(0))


def next_question(
    company: Company, report: MatchReport, asked: Collection[Field], rulebook: Rulebook, n: int
) -> Question | None:
    """The next question after ``n`` others, None where none is left or none would decide.

    ``asked`` was asked already: what the company does not know stays open and is not asked again.
    """
    if company.matters is None:
        fields = () if APPLICANT in company.facts else (("", APPLICANT),)
        return Question(fields, (), Decimal(0), asks_matters=True)
    if n >= MOST_QUESTIONS:
        return None
    waiting: dict[str, list[Match]] = {}
    for found in report.matches:
        rule = rulebook.rule(found.estimate.rule_id)
        if found.is_spoken_of and not parts_of(rule) and _is_open(found, rule, asked):
            waiting.setdefault(rule.topic, []).append(found)
    ready = [_about(topic, found, asked, rulebook) for topic, found in waiting.items()]
    ready.sort(key=lambda q: (-q.highest, -len(q.rules), q.topics))
    if not ready:
        return None
    return _shared(ready) if len(ready) > MOST_QUESTIONS - n else ready[0]


def _shared(questions: Sequence[Question]) -> Question:
    """The first question with as many of the others as fit whole."""
    first, *others = questions
    for other in others:
        fields = tuple(dict.fromkeys((*first.fields, *other.fields)))
        if len(fields) <= MOST_FIELDS:
            first = Question(fields, (*first.rules, *other.rules), first.highest)
    return first


def _is_open(found: Match, rule: Rule, asked: Collection[Field]) -> bool:
    is_open = place_of(found) in (Place.ONE_MORE, Place.MORE)
    return is_open and any((rule.topic, name) not in asked for name in found.unstated)


def _about(
    topic: str, found: Iterable[Match], asked: Collection[Field], rulebook: Rulebook
) -> Question:
    """What a matter is asked: what the dearest of its rules lack, then what changes their rate."""
    by_money = sorted(found, key=lambda one: (-at_stake(one, rulebook), one.estimate.rule_id))
    names = dict.fromkeys(
        name
        for one in by_money
        for name in (*_by_kind(one.unstated, rulebook), *_variants(one, rulebook))
        if (topic, name) not in asked
    )
    return Question(
        tuple((topic, name) for name in names)[:MOST_FIELDS],
        tuple(one.estimate.rule_id for one in by_money),
        at_stake(by_money[0], rulebook),
    )


def _by_kind(names: Iterable[str], rulebook: Rulebook) -> list[str]:
    """Choices first, for they tell cases apart; then numbers, then what is so or not."""
    order = {FactKind.CHOICE: 0, FactKind.FLAG: 2}
    return sorted(names, key=lambda name: order.get(rulebook.facts[name].kind, 1))


def _variants(found: Match, rulebook: Rulebook) -> Iterator[str]:
    """What would change the rate and is not stated."""
    for condition in variants_of(rulebook.rule(found.estimate.rule_id)):
        if condition.fact not in found.facts:
            yield condition.fact


def at_stake(found: Match, rulebook: Rulebook) -> Decimal:
    """The most a rule may give for what is known of the company."""
    estimate = found.estimate
    if estimate.amount is not None:
        return estimate.amount
    if estimate.range is not None:
        return estimate.range[1]
    return most_of(rulebook.rule(estimate.rule_id))


def answered(company: Company, told: Mapping[Field, FactValue], rulebook: Rulebook) -> Company:
    """The company with the answer to a question; what lasts is its own, the rest its matter's."""
    own: dict[str, FactValue] = dict(company.facts)
    matters: dict[str, dict[str, FactValue]] = {
        name: dict(held) for name, held in (company.matters or {}).items()
    }
    for (topic, name), value in told.items():
        if not topic or rulebook.facts[name].lasting:
            own[name] = value
        else:
            matters.setdefault(topic, {})[name] = value
    known = None if company.matters is None and not matters else matters
    return Company(company.district, company.name, own, known)
