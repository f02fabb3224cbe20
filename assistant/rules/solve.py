"""Backwards: which value of a fact gives a target amount, or the most a rule can give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assistant.errors import FactsMissingError
from assistant.policy.policy import Policy
from assistant.rules.calculate import calculate
from assistant.rules.condition import Condition
from assistant.rules.estimate import Estimate
from assistant.rules.expr import Steps, walk
from assistant.rules.facts import Facts, scalar
from assistant.rules.read.words import rule_words
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment
from assistant.rules.show import show_number
from assistant.rules.variation import Variation, smallest, vary
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan
from assistant.text.numerals import plain


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a stated number is from the next threshold or tier, which ``aim`` names."""

    fact: str
    now: Decimal
    needed: Decimal
    gap: Decimal
    aim: str
    say: str


@dataclass(frozen=True, slots=True)
class Solution:
    """The value of ``fact`` that gives ``target``; None if none does, with the reasons.

    ``value`` is the least that does, rounded up to the fen or a whole item, so that the target is
    met and one step less misses it. ``most`` is the largest value that still does, None without
    limit. ``highest`` is the most the rule gives for the other facts, None without limit.
    ``estimate`` is the estimate at ``value``.
    """

    rule_id: str
    fact: str
    target: Decimal | None
    value: Decimal | None
    most: Decimal | None
    highest: Decimal | None
    estimate: Estimate | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    distances: tuple[Distance, ...]


def solve(
    rule: Rule,
    target: Decimal | Literal["cap"],
    facts: Facts,
    *,
    unknown: str,
    policy: Policy,
    as_of: date,
    rulebook: Rulebook,
) -> Solution:
    """The least value of ``unknown`` for which the rule gives ``target``, or all it can ("cap").

    Conditions not stated are assumed, as in calculate. Validity is left to the estimate.

    Raises:
        FactError: ``unknown`` is no number that the rule looks at.
    """
    others = {name: value for name, value in facts.items() if name != unknown}
    variation = vary(rule, unknown, others, rulebook)
    distances = distances_of(rule, facts, rulebook)
    try:
        pieces = variation.segments()
    except FactsMissingError as gap:
        reasons = _gap_reasons(gap.missing, rulebook)
        return _unsolved(rule, unknown, target, None, reasons, gap.missing, distances)
    highest = _highest(pieces)
    goal = highest if target == "cap" else Fraction(target)
    if goal is None:
        reasons = (f"{rule.title}没有写上限，金额随{variation.spec.label}增加",)
        return _unsolved(rule, unknown, target, None, reasons, (), distances)
    step = _first_reaching(pieces, goal) if goal > 0 else None
    if step is None:
        reasons = (_too_high(rule, highest, variation),)
        return _unsolved(rule, unknown, target, highest, reasons, (), distances)
    value = plain(variation.value(step))
    estimate = calculate(
        rule, variation.with_value(value), policy=policy, as_of=as_of, rulebook=rulebook
    )
    most = _last_reaching(pieces, goal)
    return Solution(
        rule_id=rule.id,
        fact=unknown,
        target=_yuan(goal),
        value=value,
        most=None if most is None else variation.value(most),
        highest=None if highest is None else _yuan(highest),
        estimate=estimate,
        reasons=(),
        missing=(),
        steps=_steps(rule, variation, value, goal, rulebook),
        distances=distances,
    )


def distances_of(rule: Rule, facts: Facts, rulebook: Rulebook) -> tuple[Distance, ...]:
    """How far the stated numbers are from thresholds not yet reached and from the next tier."""
    sheet = Worksheet(scalar(facts), rulebook.facts)
    found = []
    for condition in (*rule.when, *rule.conditions):
        needed = _threshold(condition, sheet)
        now = sheet.number(condition.fact) if needed is not None else None
        if needed is not None and now is not None and now < needed:
            found.append(_distance(condition.fact, now, needed, condition.say, sheet))
    for node in walk(rulebook.programs[rule.id].amount):
        if isinstance(node, Steps):
            by = node.by.name
            now = sheet.number(by)
            floors = [band.at_least.value for band in node.bands]
            above = [floor for floor in floors if now is not None and floor > now]
            if now is not None and above:
                shown = sheet.show(by, min(above))
                found.append(_distance(by, now, min(above), f"达到{shown}一档", sheet))
    return tuple(found)


def _threshold(condition: Condition, sheet: Worksheet) -> Decimal | None:
    if condition.at_least is not None:
        return condition.at_least
    if condition.more_than is None:
        return None
    return condition.more_than + smallest(sheet.specs[condition.fact].kind)


def _distance(fact: str, now: Decimal, needed: Decimal, aim: str, sheet: Worksheet) -> Distance:
    gap = needed - now
    shown = sheet.show(fact, gap)
    return Distance(fact, now, needed, gap, aim, f"{sheet.label(fact)}还差{shown}：{aim}")


def _highest(pieces: tuple[Segment, ...]) -> Fraction | None:
    """The most over all pieces; None if the last one still rises."""
    if pieces[-1].slope > 0:
        return None
    return max(max(piece.at_first, piece.at_last) for piece in pieces)


def _first_reaching(pieces: tuple[Segment, ...], goal: Fraction) -> int | None:
    for piece in pieces:
        if piece.at_first >= goal:
            return piece.first
        if piece.at_last >= goal:
            return piece.first + -int(-(goal - piece.at_first) // piece.slope)
    return None


def _last_reaching(pieces: tuple[Segment, ...], goal: Fraction) -> int | None:
    """The last step that reaches the goal; None if all further ones do."""
    if pieces[-1].at_last >= goal:
        return None
    for piece in reversed(pieces):
        if piece.at_last >= goal:
            return piece.last
        if piece.at_first >= goal:
            return piece.first + int((goal - piece.at_first) / piece.slope)
    return None


def _yuan(value: Fraction) -> Decimal:
    """To the fen, downwards."""
    return Decimal(int(value * 100)).scaleb(-2)


def _unsolved(
    rule: Rule,
    fact: str,
    target: Decimal | Literal["cap"],
    highest: Fraction | None,
    reasons: tuple[str, ...],
    missing: tuple[str, ...],
    distances: tuple[Distance, ...],
) -> Solution:
    goal = None if target == "cap" else target
    top = None if highest is None else _yuan(highest)
    return Solution(rule.id, fact, goal, None, None, top, None, reasons, missing, (), distances)


def _gap_reasons(missing: tuple[str, ...], rulebook: Rulebook) -> tuple[str, ...]:
    if not missing:
        return ("原文没有写出可计算的金额",)
    labels = "、".join(rulebook.facts[name].label for name in missing)
    return (f"还缺少{labels}，无法反推",)


def _too_high(rule: Rule, highest: Fraction | None, variation: Variation) -> str:
    if highest is None:
        return f"{variation.spec.label}再大也达不到"
    if highest == 0:
        return f"按已说明的情况，{rule.title}的金额为0"
    return f"{rule.title}最多{format_yuan(_yuan(highest))}，达不到目标金额"


def _steps(
    rule: Rule, variation: Variation, value: Decimal, goal: Fraction, rulebook: Rulebook
) -> tuple[str, ...]:
    shown = show_number(variation.spec.kind, value)
    less = show_number(variation.spec.kind, value - variation.grid)
    steps = [
        f"公式：{rule_words(rule, rulebook.facts)}",
        f"{variation.spec.label}至少{shown}时，金额达到{format_yuan(_yuan(goal))}",
    ]
    if value > 0:
        steps.append(f"少一点（{less}）就达不到")
    return tuple(steps)
