"""Cliffs: where a little more or less of a number changes what a rule gives, and how near that is.

They are the corners of the exact line of the rule (read off its expression, see variation.py), so
none is written by hand and none is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from assistant.errors import FactError, FactsMissingError
from assistant.rules.calculate import EXACT
from assistant.rules.estimate import Estimate, Near
from assistant.rules.facts import FactKind, Facts, FactSpec, FactValue, scalar
from assistant.rules.read.figures import bends_of
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment, amount_at
from assistant.rules.settle import settle
from assistant.rules.show import show_of
from assistant.rules.told import is_range, plain
from assistant.rules.variation import Variation, vary
from assistant.text.money import format_yuan

NEAR = Decimal("0.1")
"""A cliff is near while the number is within this share of it."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """A value of a fact at which the amount jumps or its line bends.

    ``last`` is the value one step (a fen, one item) below ``at``, ``before`` the amount at it and
    ``there`` the amount at ``at``. ``is_jump``: the amount jumps there; ``is_top``: from there on
    it rises no more; ``slopes``: the rise per step on either side.
    """

    rule_id: str
    fact: str
    last: Decimal
    at: Decimal
    before: Decimal
    there: Decimal
    is_jump: bool
    is_top: bool
    slopes: tuple[Fraction, Fraction]

    @property
    def bound(self) -> Decimal | None:
        """The figure that has to be exceeded, where the rule says 超过 and not 达到."""
        is_above = self.is_jump and self.at % 1 != 0 and self.last % 1 == 0
        return self.last if is_above else None


def cliffs(rule: Rule, fact: str, facts: Facts, rulebook: Rulebook) -> tuple[Cliff, ...]:
    """The cliffs of a rule along one fact, all others as given.

    Raises:
        FactError: the rule does not look at the fact.
        FactsMissingError: other facts are missing.
    """
    others = {name: value for name, value in scalar(facts).items() if name != fact}
    variation = vary(rule, fact, others, rulebook)
    pieces = variation.segments()
    return tuple(_corners(rule, fact, variation, pieces))


def cliff_facts(rule: Rule, rulebook: Rulebook) -> tuple[str, ...]:
    """The numbers along which the rule may have cliffs: what carries its sum, what it compares."""
    names = dict.fromkeys((*main_facts(rule), *(name for name, _ in bends_of(rule))))
    kinds = {name: rulebook.facts[name].kind for name in names}
    return tuple(n for n in names if kinds[n] not in (FactKind.FLAG, FactKind.CHOICE))


def with_cliffs(estimate: Estimate, rule: Rule, facts: Facts, rulebook: Rulebook) -> Estimate:
    """The estimate with the cliffs that are near the stated numbers; none for a range of them."""
    if any(is_range(value) for _, value in estimate.facts):
        return estimate
    told, facts = facts, _free(rule, plain(facts), rulebook)
    stated = scalar(facts)
    found: list[Near] = []
    for name in cliff_facts(rule, rulebook):
        now = stated.get(name)
        if not isinstance(now, Decimal) or isinstance(facts.get(name), tuple):
            continue
        try:
            corners = cliffs(rule, name, facts, rulebook)
        except (FactError, FactsMissingError):
            continue
        found += [_near(cliff, now, rulebook) for cliff in corners if _is_near(cliff, now)]
    if not found:
        return estimate
    return replace(
        estimate, near=tuple(found), facts=_with_stated(estimate, rule, facts, told, rulebook)
    )


def _with_stated(
    estimate: Estimate, rule: Rule, facts: Facts, stated: Facts, rulebook: Rulebook
) -> tuple[tuple[str, FactValue], ...]:
    """The facts of the estimate and those that only what is near rests on.

    A sum that a condition keeps at nought does not look at its base, nor at what was received
    before; what lies beyond does.
    """
    told = {name for name, _ in estimate.facts}
    received = {name for name in (*(cap.less for cap in rule.caps), rule.received) if name}
    others = sorted(((rulebook.needs[rule.id] | received) & facts.keys()) - told)
    return (*estimate.facts, *((name, stated[name]) for name in others))


def _free(rule: Rule, facts: Facts, rulebook: Rulebook) -> Facts:
    """The facts without those that only follow from the others, which change with them."""
    kept = dict(facts)
    for name in reversed(tuple(facts)):
        spec = rulebook.facts.get(name)
        if spec is None or not any(kept.keys() >= set(way.sources) for way in spec.derive):
            continue
        others = {other: value for other, value in kept.items() if other != name}
        with localcontext(EXACT):
            found = settle(rule, scalar(others), rulebook)
        if found.sheet.used.get(name) == facts[name]:
            kept = others
    return kept


def _corners(
    rule: Rule, fact: str, variation: Variation, pieces: tuple[Segment, ...]
) -> Iterator[Cliff]:
    for left, right in pairwise(pieces):
        rise = right.at_first - left.at_last
        slopes = sorted((left.slope, right.slope))
        is_jump = not slopes[0] <= rise <= slopes[1]
        step = right.first if is_jump else _first_on(left, right)
        yield Cliff(
            rule_id=rule.id,
            fact=fact,
            last=variation.value(step - 1),
            at=variation.value(step),
            before=_fen(amount_at(pieces, step - 1)),
            there=_fen(amount_at(pieces, step)),
            is_jump=is_jump,
            is_top=right is pieces[-1] and right.slope == 0 and left.slope > 0,
            slopes=(left.slope, right.slope),
        )


def _first_on(left: Segment, right: Segment) -> int:
    """The first step of the right piece; the last of the left one if it lies on both."""
    return left.last if right.at(left.last) == left.at_last and left.last > 0 else right.first


def _fen(value: Fraction) -> Decimal:
    return Decimal(int(value * 100)).scaleb(-2)


def _is_near(cliff: Cliff, now: Decimal) -> bool:
    return cliff.at > 0 and abs(cliff.at - now) <= cliff.at * NEAR


def _shown(spec: FactSpec, value: Decimal) -> str:
    """A number with its unit; of what is counted only the measure word, the label has the noun."""
    return show_of(spec, value) + (spec.unit_name[:1] if spec.kind is FactKind.COUNT else "")


def _near(cliff: Cliff, now: Decimal, rulebook: Rulebook) -> Near:
    spec = rulebook.facts[cliff.fact]
    said = _ahead(cliff, now, spec) if now < cliff.at else _passed(cliff, now, spec)
    return Near(cliff.fact, now, cliff.at, cliff.before, cliff.there, f"{spec.label}{said}")


def _ahead(cliff: Cliff, now: Decimal, spec: FactSpec) -> str:
    """How far it is, and what is there: 再多120万元就到5000万元：金额变为200万元."""
    there = format_yuan(cliff.there)
    if (bound := cliff.bound) is not None:
        more = f"再多{_shown(spec, bound - now)}、" if now < bound else ""
        return f"{more}超过{_shown(spec, bound)}：金额变为{there}"
    head = f"再多{_shown(spec, cliff.at - now)}就到{_shown(spec, cliff.at)}"
    if cliff.is_top:
        return f"{head}，金额到顶：{there}"
    if cliff.is_jump:
        return f"{head}：金额变为{there}"
    return f"{head}（那时{there}），{_onward(cliff)}"


def _passed(cliff: Cliff, now: Decimal, spec: FactSpec) -> str:
    """By how much it was passed, and what a little less would give."""
    at, there = _shown(spec, cliff.at), format_yuan(cliff.there)
    if cliff.is_jump:
        word = "就只有" if cliff.before < cliff.there else "却有"
        less = f"{word}{format_yuan(cliff.before)}"
        if (bound := cliff.bound) is not None:
            over = _shown(spec, bound)
            if now == cliff.at:
                return f"刚超过{over}，再少一点{less}"
            return f"只比{over}多{_shown(spec, now - bound)}：不超过{over}{less}"
        if now == cliff.at:
            return f"正好到{at}，再少一点{less}"
        return f"只比{at}多{_shown(spec, now - cliff.at)}：少于{at}{less}"
    if cliff.is_top:
        return f"到{at}金额已到顶（{there}），再多也不增加"
    reached = "正好到" if now == cliff.at else "刚过"
    return f"{reached}{at}（那时{there}），{_onward(cliff)}"


def _onward(cliff: Cliff) -> str:
    """How the amount goes on behind a bend."""
    before, after = cliff.slopes
    if after == 0:
        return "再往上暂不增加"
    if before == 0:
        return "从那里起开始增加"
    return f"再往上每多一点加得{'更多' if before < after else '少些'}"
