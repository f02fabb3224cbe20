"""Write facts the way a reader expects them: 800万元, 500平方米, 是, 初创企业."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.facts import FactItem, FactKind, FactSpec, FactValue
from assistant.text.money import format_fraction, format_yuan
from assistant.text.numerals import plain

_UNITS = {
    FactKind.COUNT: "",
    FactKind.SQUARE_METRES: "平方米",
    FactKind.MONTHS: "个月",
    FactKind.YEARS: "年",
}


def show_number(kind: FactKind, value: Decimal) -> str:
    """Write a number of this kind, exactly.

    >>> show_number(FactKind.YUAN, Decimal("8000000")), show_number(FactKind.MONTHS, Decimal(36))
    ('800万元', '36个月')
    """
    if kind is FactKind.YUAN:
        return format_yuan(value)
    if kind is FactKind.FRACTION:
        return format_fraction(value)
    return f"{plain(value):f}{_UNITS.get(kind, '')}"


def show_of(spec: FactSpec, value: Decimal) -> str:
    """Write a number of this fact, foreign money with its name: 500万美元."""
    shown = show_number(spec.kind, value)
    if spec.kind is not FactKind.FOREIGN:
        return shown
    return f"{format_yuan(value).removesuffix('元')}{spec.currency}"


def show_limit(value: Decimal, name: str, limit: Decimal) -> str:
    """A sum held against a limit: over it, just at it, or under it.

    >>> show_limit(Decimal(3000000), "上限", Decimal(3000000))
    '300万元 正好等于上限 300万元'
    >>> show_limit(Decimal(9000000), "上限", Decimal(6000000))
    '900万元 超过上限 600万元，取 600万元'
    """
    shown = format_yuan(value)
    if value == limit:
        return f"{shown} 正好等于{name} {format_yuan(limit)}"
    word = "超过" if value > limit else "未超过"
    kept = format_yuan(min(value, limit))
    return f"{shown} {word}{name} {format_yuan(limit)}，取 {kept}"


def show_items(spec: FactSpec, count: Decimal) -> str:
    """So many of what the fact counts: 3项国际标准."""
    return f"{plain(count):f}{spec.unit_name}"


def each(spec: FactSpec) -> str:
    """Each one of what the fact counts: 每项国际标准."""
    return f"每{spec.unit_name or '项' + spec.label}"


def _show_item(spec: FactSpec, item: FactItem) -> str:
    year = f"{item.year}年" if item.year is not None else ""
    times = f"×{item.count}" if item.count is not None else ""
    return f"{year}{item.kind}{show_of(spec, item.value)}{times}"


def show_fact(spec: FactSpec, value: FactValue) -> str:
    """Write the value of a fact; several numbers with what each is about."""
    if isinstance(value, tuple):
        return "、".join(_show_item(spec, item) for item in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return show_of(spec, value)
    choice = spec.choices.get(value)
    return value if choice is None else choice.label
