"""How numbers, sums and comparisons are written in rules.yaml and told to readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.intake.draft import Bound
from assistant.intake.figures import Currency
from assistant.text.money import format_fraction

Mapped = dict[str, Any]
_COMPARED = {
    Bound.AT_LEAST: "不低于",
    Bound.MORE_THAN: "超过",
    Bound.AT_MOST: "不超过",
    Bound.LESS_THAN: "低于",
}
UNRULED = "尚未核定计算规则"
PASSED_OVER = "写在条款里，没有归到规则。"
"""Why a number that the grammar passed over is in no rule."""
"""A clause that states an amount which no rule works out yet: the answer says so and quotes."""
TITLE = 24
"""So many characters at the most are a title."""
_WRITTEN_OUT = 60
"""A longer number has no end: it is written as a fraction."""


@dataclass(slots=True)
class Emitted:
    """The content of a policy's rules.yaml and facts.yaml."""

    rules: list[Mapped] = field(default_factory=list)
    not_ruled: list[Mapped] = field(default_factory=list)
    facts: dict[str, Mapped] = field(default_factory=dict)


def decimal_text(value: Decimal | None) -> str:
    """A number as rules.yaml has it: no zeros behind, a fraction where it has no end."""
    text = f"{value or Decimal(0):f}"
    if len(text) > _WRITTEN_OUT:
        return format_fraction(value or Decimal(0))  # 1/3
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_words(value: Decimal, unit: str) -> str:
    """A number with its unit, as readers are told it: 500万元, 15%."""
    if unit == "个百分点":
        return f"{decimal_text(value * 100)}{unit}"
    if unit in ("%", "‰"):
        return f"{decimal_text(value * 100)}%"
    if unit == "/":
        return decimal_text(value)  # 占全片时长三分之一以上
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if unit in set(Currency) and value >= scale and value % (scale // 100) == 0:
            return f"{decimal_text(value / scale)}{name}{unit}"
    return f"{decimal_text(value)}{unit}"


def comparison_words(subject: str, key: str, value: Decimal, unit: str) -> str:
    """A comparison, as readers are told it: 投资额不低于500万元."""
    subject = subject or f"{unit}数"
    return f"{subject}{_COMPARED[Bound(key)]}{amount_words(value, unit)}"


def told_case(name: str, is_: str, label: str) -> Mapped:
    """That a case holds, or that it does not."""
    return {"fact": name, "is": is_, "say": label if is_ == "true" else f"不属于“{label}”"}
