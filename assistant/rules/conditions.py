"""Test the conditions of a rule against the facts: 满足, 不满足 or 缺信息."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.condition import Comparison, Condition
from assistant.rules.estimate import Met, Tested
from assistant.rules.facts import FactValue, ScalarValue, still_open
from assistant.rules.worksheet import Worksheet


def is_numeric(condition: Condition) -> bool:
    """Whether the condition compares a number; unstated numbers are missing, not assumed."""
    return not (condition.is_ is not None or condition.one_of)


def holds(condition: Condition, value: FactValue) -> bool:
    """Whether a known value satisfies the comparison; "以上" includes its number, "超过" not."""
    if condition.is_ is not None:
        return value == condition.is_
    if condition.one_of:
        return value in condition.one_of
    return isinstance(value, Decimal) and compares(condition, value)


def compares(test: Comparison, value: Decimal) -> bool:
    """Whether a number satisfies the bounds."""
    return (
        (test.at_least is None or value >= test.at_least)
        and (test.more_than is None or value > test.more_than)
        and (test.at_most is None or value <= test.at_most)
        and (test.less_than is None or value < test.less_than)
    )


def met(condition: Condition, sheet: Worksheet) -> Met:
    """The three-valued outcome; ``or_facts`` that are true and ``or`` that hold satisfy it too.

    Where only one choice was ruled out, it holds if it does for all that are left.
    """
    value = sheet.value(condition.fact)
    left: frozenset[ScalarValue | None] = frozenset({value})
    if isinstance(value, str):
        left = frozenset(still_open(sheet.specs[condition.fact], value))
    outcomes = {one is not None and holds(condition, one) for one in left}
    if outcomes == {True}:
        return Met.YES
    unknown = value is None or True in outcomes
    for name in condition.or_facts:
        other = sheet.value(name)
        if other is True:
            return Met.YES
        unknown = unknown or other is None
    for test in condition.or_:
        number = sheet.number(test.fact)
        if number is not None and compares(test, number):
            return Met.YES
        unknown = unknown or number is None
    return Met.UNKNOWN if unknown else Met.NO


def tested(condition: Condition, sheet: Worksheet) -> Tested:
    """The condition with its outcome, for display."""
    return Tested(condition.say, met(condition, sheet), condition.fact, condition.quote)


def reason(condition: Condition, sheet: Worksheet) -> str:
    """Why a condition failed, naming the stated value."""
    if condition.or_:
        names = (condition.fact, *(test.fact for test in condition.or_))
        stated = [(name, sheet.value(name)) for name in names]
        shown = "、".join(
            f"{sheet.label(name)}为{sheet.show(name, value)}"
            for name, value in stated
            if value is not None
        )
        return f"{shown}，不满足条件“{condition.say}”"
    value = sheet.value(condition.fact)
    if value is None:
        return f"不满足条件“{condition.say}”"
    if isinstance(value, bool):
        return f"不满足条件“{condition.say}”"
    shown = sheet.show(condition.fact, value)
    return f"{sheet.label(condition.fact)}为{shown}，不满足条件“{condition.say}”"
