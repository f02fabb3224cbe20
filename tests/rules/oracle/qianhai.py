"""What Qianhai's clauses pay, read from their text."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from tests.rules.oracle.reading import (
    MISSING,
    NO_SUM,
    WAN,
    YI,
    ZERO,
    Answer,
    Facts,
    denied,
    left,
    money,
    monthly_rent,
    not_company,
    pays,
    projects_of,
)


@pays("qianhai-2024#1:rent")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "in_cluster", "not_sublet"):
        return ZERO
    area, months = money(f, "area_sqm"), money(f, "months")
    if area is not None and area < 150:
        return ZERO
    if area is None or months is None:
        return MISSING
    counted = min(months, Decimal(36))
    total = ZERO
    for year in range(ceil(counted / 12)):
        in_year = min(counted - 12 * year, Decimal(12))
        total += min(60 * area * in_year, 300 * WAN)
    paid, monthly = money(f, "rent_paid_yuan"), monthly_rent(f)
    if paid is None and monthly is not None:
        paid = monthly * counted
    if paid is not None:
        total = min(total, paid / 2)
    return total


@pays("qianhai-2024#2:enterprise-tax")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "meets_tax_terms") else NO_SUM


@pays("qianhai-2024#2:talent-tax")
def _(f: Facts) -> Answer:
    if denied(f, "talent_qualified"):
        return ZERO
    paid, income = money(f, "income_tax_paid_yuan"), money(f, "taxable_income_yuan")
    return MISSING if paid is None or income is None else max(paid - income * 15 / 100, ZERO)


@pays("qianhai-2024#3:rd-increase")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "registered_statistics"):
        return ZERO
    now, before = money(f, "rd_spend_yuan"), money(f, "prior_rd_spend_yuan")
    if now is None:
        return MISSING
    if now < 3000 * WAN:
        return ZERO
    if before is None:
        return MISSING
    more = max(now - before, ZERO)
    if now < 5000 * WAN:
        return min(more * 3 / 100, 100 * WAN)
    if now < YI:
        return min(more * 5 / 100, 200 * WAN)
    return min(more * 5 / 100, 500 * WAN)


@pays("qianhai-2024#5:compute-centre")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "approved_beforehand"):
        return ZERO
    whole, last = money(f, "total_investment_yuan"), money(f, "last_year_investment_yuan")
    if (whole is not None and whole < YI) or last == 0:
        return ZERO
    return MISSING if whole is None or last is None else min(last / 20, left(f, 2000 * WAN))


@pays("qianhai-2024#6:platform")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "approved_beforehand"):
        return ZERO
    return _tenth_of_equipment(f)


def _tenth_of_equipment(f: Facts) -> Answer:
    spent = money(f, "hardware_software_yuan")
    if spent is None:
        return MISSING
    return min(spent / 10, 300 * WAN) if spent >= 1000 * WAN else ZERO


@pays("qianhai-2024#6:cases")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    cases, projects = money(f, "typical_cases"), money(f, "demonstration_projects")
    if cases is None and projects is None:
        return MISSING
    total = 5 * WAN * (cases or ZERO) + 10 * WAN * (projects or ZERO)
    return min(total, left(f, 50 * WAN))


@pays("qianhai-2024#8:industry-model")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "self_developed", "publicly_released"):
        return ZERO
    cases = money(f, "cases")
    if cases is None:
        return MISSING
    return 100 * WAN if cases >= 10 else ZERO


@pays("qianhai-2024#9:scene")
def _(f: Facts) -> Answer:
    if denied(f, "review_passed"):
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 10, 200 * WAN)


@pays("qianhai-2024#10:vehicles")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "passenger_service", "own_vehicles", "officially_approved"):
        return ZERO
    price = money(f, "vehicle_price_yuan")
    if price is None:
        return MISSING
    cost = price + (money(f, "vehicle_conversion_yuan") or ZERO)
    count = money(f, "vehicles")
    one = min(cost / 2, 20 * WAN)
    return min(one * (Decimal(1) if count is None else count), left(f, 1000 * WAN))


@pays("qianhai-2024#11:evtol")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "lands_in_qianhai", "officially_approved"):
        return ZERO
    return 100 * WAN if f.get("route_kind") == "domestic" else 200 * WAN


@pays("qianhai-2024#12:innovation-centre")
def _(f: Facts) -> Answer:
    return ZERO if denied(f, "is_qualified_lead") else _tenth_of_equipment(f)


@pays("qianhai-2024#13:research")
def _(f: Facts) -> Answer:
    return 500 * WAN * projects_of(f)


@pays("qianhai-2024#14:organisation")
def _(f: Facts) -> Answer:
    return ZERO if denied(f, "is_national_organisation") else 50 * WAN
