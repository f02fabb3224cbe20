"""How the formulas read the facts, and where they are noted down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

Facts = Mapping[str, Decimal | bool | str]
MISSING = "missing"
NO_SUM = "no sum"
Answer = Decimal | str
WAN = Decimal(10000)
YI = Decimal(100000000)
ZERO = Decimal(0)

Formula = Callable[[Facts], Answer]
ORACLE: dict[str, Formula] = {}


def pays(rule_id: str) -> Callable[[Formula], Formula]:
    """Note the formula of a rule."""

    def note(formula: Formula) -> Formula:
        ORACLE[rule_id] = formula
        return formula

    return note


def money(f: Facts, *names: str) -> Decimal | None:
    """The first stated of several names for the same sum."""
    for name in names:
        value = f.get(name)
        if isinstance(value, Decimal):
            return value
    return None


def denied(f: Facts, *names: str) -> bool:
    """Whether one of the flags is stated to be false."""
    return any(f.get(name) is False for name in names)


def other_kind(f: Facts, *allowed: str) -> bool:
    """Whether the applicant is none of those the text names."""
    return f.get("applicant_kind", allowed[0]) not in allowed


def not_company(f: Facts) -> bool:
    """Whether the applicant is stated to be no company."""
    return other_kind(f, "enterprise")


def not_operator(f: Facts) -> bool:
    """Whether the applicant is neither an operator nor a company."""
    return other_kind(f, "park_operator", "enterprise")


def years_of(f: Facts, most: int | None = None) -> Decimal:
    """How many years are asked about, one if not stated."""
    years = money(f, "years") or Decimal(1)
    return min(years, Decimal(most)) if most else years


def left(f: Facts, most: Decimal) -> Decimal:
    """What is left of a cap after what was received under it."""
    return max(most - (money(f, "received_yuan") or ZERO), ZERO)


def projects_of(f: Facts) -> Decimal:
    """How many projects, one if not stated."""
    count = money(f, "projects")
    return Decimal(1) if count is None else count


def monthly_rent(f: Facts) -> Decimal | None:
    """The rent a month, stated or from the price per square metre."""
    price, area = money(f, "rent_per_sqm_month_yuan"), money(f, "area_sqm")
    monthly = money(f, "monthly_rent_yuan")
    if monthly is None and price is not None and area is not None:
        return price * area
    return monthly
