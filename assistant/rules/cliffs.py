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
from assistant.rules.facts import FactKind, Facts, FactSpec, scalar
from assistant.rules.read.figures import bends_of
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment
from assistant.rules.settle import settle
from assistant.rules.show import show_items, show_of
from assistant.rules.variation import Variation, vary
from assistant.text.money import format_yuan

NEAR = Decimal("0.1")
"""A cliff is near while the number is within this share of it."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """A value of a fact at which the amount jumps or its line bends.

    ``before`` is the amount one step (a fen, one item) below ``at``, ``there`` the amount at it.
    ``is_jump``: it jumps there; ``is_top``: from there on it rises no more.
    """

    rule_id: str
    fact: str
    at: Decimal
    before: Decimal
    there: Decimal
    is_jump: bool
    is_top: bool


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
    """The estimate with the cliffs that are near the stated numbers."""
    facts = _free(rule, facts, rulebook)
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
    return replace(estimate, near=tuple(found))


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
            at=variation.value(step),
            before=_fen(variation.amount(step - 1)),
            there=_fen(variation.amount(step)),
            is_jump=is_jump,
            is_top=right is pieces[-1] and right.slope == 0 and left.slope > 0,
        )


def _first_on(left: Segment, right: Segment) -> int:
    """The first step of the right piece; the last of the left one if it lies on both."""
    return left.last if right.at(left.last) == left.at_last and left.last > 0 else right.first


def _fen(value: Fraction) -> Decimal:
    return Decimal(int(value * 100)).scaleb(-2)


def _is_near(cliff: Cliff, now: Decimal) -> bool:
    return cliff.at > 0 and abs(cliff.at - now) <= cliff.at * NEAR


def _shown(spec: FactSpec, value: Decimal) -> str:
    return show_items(spec, value) if spec.kind is FactKind.COUNT else show_of(spec, value)


def _near(cliff: Cliff, now: Decimal, rulebook: Rulebook) -> Near:
    spec = rulebook.facts[cliff.fact]
    gap, at = (_shown(spec, value) for value in (abs(cliff.at - now), cliff.at))
    there, before = format_yuan(cliff.there), format_yuan(cliff.before)
    if now < cliff.at:
        head = f"{spec.label}再多{gap}就到{at}"
        said = f"{head}，金额到顶：{there}" if cliff.is_top else f"{head}：金额变为{there}"
        if not cliff.is_jump and not cliff.is_top:
            said = f"{head}，从那里起算法不同（那时{there}）"
    elif cliff.is_jump:
        margin = "正好" if now == cliff.at else f"只比{at}多{gap}："
        said = f"{spec.label}{margin}到{at}，再少一点就只有{before}"
        if now > cliff.at:
            said = f"{spec.label}{margin}少于{at}就只有{before}"
    elif cliff.is_top:
        said = f"{spec.label}到{at}金额已到顶（{there}），再多也不增加"
    else:
        said = f"{spec.label}刚过{at}，从那里起算法不同（那时{there}）"
    return Near(cliff.fact, now, cliff.at, cliff.before, cliff.there, said)
