"""Everything about a company on one sheet (企业一档): what it can claim, what is lacking, by when.

Every rule of its place that it has to do with stands in exactly one of the lists; nothing is added
up but what the texts let one add up (``combination``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.best import combined
from assistant.rules.cliffs import with_cliffs
from assistant.rules.combine import Combination
from assistant.rules.condition import Comparison
from assistant.rules.conditions import compares, is_numeric
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.expr import Add, Count, Fact, walk
from assistant.rules.facts import FactKind, Facts
from assistant.rules.match import Match, MatchReport
from assistant.rules.program import compile_rule, parts_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.show import show_items, show_of


class Place(StrEnum):
    """Where a rule stands on the sheet."""

    NOW = "now"
    ONE_MORE = "one_more"
    MORE = "more"
    MISSED = "missed"
    ENDED = "ended"

    @property
    def text(self) -> str:
        """The heading a reader sees."""
        return _HEADINGS[self]


_HEADINGS = {
    Place.NOW: "现在就能申请",
    Place.ONE_MORE: "再确认一件事就能定",
    Place.MORE: "还要确认几件事",
    Place.MISSED: "差在哪里",
    Place.ENDED: "不在有效期内",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that the clause asks to be the case, so that it will have to be shown."""

    say: str
    met: Met
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule for the company.

    ``lacks`` are the facts that are still open, ``gaps`` by how much a condition is missed,
    ``last_day`` the last day on which the policy holds (None: not stated) and ``days_left`` until
    then, ``bodies`` who is responsible (none: the collected text names none), ``to_show`` what the
    clause asks for, ``to_confirm`` what its words leave to the department.
    """

    estimate: Estimate
    place: Place
    policy: Policy
    clause: Clause
    lacks: tuple[str, ...]
    gaps: tuple[str, ...]
    last_day: date | None
    days_left: int | None
    bodies: tuple[str, ...]
    to_show: tuple[Shown, ...]
    to_confirm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The sheet: entries by place, the largest amount first, and the best lawful combination.

    The combination is of what can be claimed now. ``untouched`` counts the rules of the place
    that are about other matters.
    """

    report: MatchReport
    entries: tuple[Entry, ...]
    combination: Combination
    untouched: int

    def at(self, place: Place) -> tuple[Entry, ...]:
        """The entries of one list."""
        return tuple(entry for entry in self.entries if entry.place is place)


def dossier(report: MatchReport, rulebook: Rulebook, corpus: Corpus) -> Dossier:
    """The sheet of a match report."""
    single = [found for found in report.matches if not _is_sum(found, rulebook)]
    spoken = [found for found in single if found.is_spoken_of and not _is_other(found, rulebook)]
    entries = tuple(_entry(found, report.as_of, rulebook, corpus) for found in spoken)
    now = [entry.estimate for entry in entries if entry.place is Place.NOW]
    return Dossier(report, entries, combined(now, rulebook), len(single) - len(spoken))


def _is_sum(found: Match, rulebook: Rulebook) -> bool:
    """Whether the rule only adds others up, which stand here themselves."""
    return bool(parts_of(rulebook.rule(found.estimate.rule_id)))


def _is_other(found: Match, rulebook: Rulebook) -> bool:
    """Whether the rule is known to be about another case of its clause."""
    rule = rulebook.rule(found.estimate.rule_id)
    cases = found.conditions[: len(rule.when)]
    return any(test.met is Met.NO for test in cases)


def place_of(found: Match) -> Place:
    """Where a rule stands."""
    if found.estimate.status is EstimateStatus.NOT_IN_FORCE:
        return Place.ENDED
    if found.met is Met.NO:
        return Place.MISSED
    if not found.unstated:
        return Place.NOW
    return Place.ONE_MORE if len(found.unstated) == 1 else Place.MORE


def _entry(found: Match, as_of: date, rulebook: Rulebook, corpus: Corpus) -> Entry:
    estimate, place = found.estimate, place_of(found)
    rule = rulebook.rule(estimate.rule_id)
    policy = corpus.policy(found.policy_id)
    clause = corpus.require(ClauseId.parse(estimate.clause_id))
    if place is Place.NOW:
        estimate = with_cliffs(estimate, rule, found.facts, rulebook)
    last = policy.last_day
    return Entry(
        estimate=estimate,
        place=place,
        policy=policy,
        clause=clause,
        lacks=found.unstated if place in (Place.ONE_MORE, Place.MORE) else (),
        gaps=tuple(_gaps(rule, found, rulebook)) if place is Place.MISSED else (),
        last_day=last,
        days_left=None if last is None else (last - as_of).days,
        bodies=clause.bodies,
        to_show=tuple(_to_show(rule, found, rulebook)),
        to_confirm=tuple(_to_confirm(rule, policy, clause)),
    )


def _gaps(rule: Rule, found: Match, rulebook: Rulebook) -> Iterator[str]:
    """How much is lacking of every number that misses its bound; else why nothing is paid."""
    told = False
    for condition, test in zip((*rule.when, *rule.conditions), found.conditions, strict=False):
        if test.met is not Met.NO or not is_numeric(condition):
            continue
        for one in (condition, *condition.or_):
            if words := _gap(one, found.facts, found, rulebook):
                told = True
                yield words
    if not told:
        yield from found.estimate.reasons


def _gap(test: Comparison, facts: Facts, found: Match, rulebook: Rulebook) -> str:
    value = dict(found.estimate.facts).get(test.fact, facts.get(test.fact))
    if not isinstance(value, Decimal) or compares(test, value):
        return ""
    spec = rulebook.facts[test.fact]
    bound, word = _bound(test, value)
    shown = show_items if spec.kind is FactKind.COUNT else show_of
    gap = abs(bound - value)
    high, low = (shown(spec, one) for one in (max(bound, value), min(bound, value)))
    how = f"差{shown(spec, gap)}（{high} − {low}）" if gap else "要超过才算"
    return f"{spec.label}{shown(spec, value)}，条文要求{word}{shown(spec, bound)}：{how}"


def _bound(test: Comparison, value: Decimal) -> tuple[Decimal, str]:
    """The bound that a value misses, and what the text asks there."""
    if test.at_least is not None and value < test.at_least:
        return test.at_least, "不低于"
    if test.more_than is not None and value <= test.more_than:
        return test.more_than, "超过"
    if test.at_most is not None and value > test.at_most:
        return test.at_most, "不超过"
    return test.less_than or value, "低于"


def _to_show(rule: Rule, found: Match, rulebook: Rulebook) -> Iterator[Shown]:
    """The conditions of the clause and what its sum is built on, each in the clause's words."""
    for condition, test in zip((*rule.when, *rule.conditions), found.conditions, strict=False):
        yield Shown(condition.say, test.met, condition.quote)
    nodes = walk(compile_rule(rule).amount)
    stated = dict(found.estimate.facts)
    for node in nodes:
        if isinstance(node, Add) and node.is_base:
            names = [one.name for one in node.terms if isinstance(one, Fact)]
            met = Met.YES if any(name in stated for name in names) else Met.UNKNOWN
            yield Shown(node.say, met, rule.quote)
        elif isinstance(node, Count):
            names = [item.fact.name for item in node.items]
            counted = [name for name in names if name in stated]
            met = Met.YES if counted else Met.UNKNOWN
            for name in counted or names:
                yield Shown(rulebook.facts[name].label, met, rule.quote)


def _to_confirm(rule: Rule, policy: Policy, clause: Clause) -> Iterator[str]:
    """What is read into the words, what limits the pot, what is not collected, what is a draft."""
    yield from rule.readings
    for pool in rule.pools:
        yield f"{pool.say}，先到或择优由主管部门定"
    for name in policy.references_of(clause):
        yield f"条文依据的《{name}》没有收录，具体条件以它为准"
    if not clause.bodies:
        yield "收录的文本没有写责任单位，请向发文单位询问受理的部门"
    if policy.kind is PolicyKind.DRAFT:
        yield "这是征求意见稿，不能据以申请"
