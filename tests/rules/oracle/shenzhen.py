"""What Shenzhen's clauses pay, read from their text."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.oracle.reading import (
    MISSING,
    NO_SUM,
    WAN,
    ZERO,
    Answer,
    Facts,
    denied,
    money,
    not_company,
    not_operator,
    other_kind,
    pays,
    years_of,
)


@pays("shenzhen-pioneer-2024#2:compute-voucher")
def _(f: Facts) -> Answer:
    if other_kind(f, "enterprise", "university", "research_institute"):
        return ZERO
    if denied(f, "compute_rented") or f.get("compute_use", "training") != "training":
        return ZERO
    fee = money(f, "compute_fee_yuan", "purchase_yuan")
    if fee is None:
        return MISSING
    share = Decimal(60) if f.get("is_startup") is True else Decimal(50)
    return min(fee * share / 100, 1000 * WAN)


@pays("shenzhen-pioneer-2024#3:corpus-purchase")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN)


@pays("shenzhen-pioneer-2024#3:open-corpus")
def _(f: Facts) -> Answer:
    return 100 * WAN * years_of(f)


@pays("shenzhen-pioneer-2024#4:model-voucher")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "model_filed", "reaches_scale"):
        return ZERO
    fee = money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN)


@pays("shenzhen-pioneer-2024#5:demonstration")
def _(f: Facts) -> Answer:
    if f.get("project_grade", "demonstration") != "demonstration":
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 200 * WAN)


@pays("shenzhen-pioneer-2024#5:benchmark")
def _(f: Facts) -> Answer:
    return 1000 * WAN if f.get("project_grade", "benchmark") == "benchmark" else ZERO


@pays("shenzhen-pioneer-2024#6:government-scene")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "in_real_use") else 500 * WAN


@pays("shenzhen-pioneer-2024#7:bestseller")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "reaches_scale") else 300 * WAN


@pays("shenzhen-pioneer-2024#8:first-edition")
def _(f: Facts) -> Answer:
    return ZERO if denied(f, "self_developed", "first_commercial_use") else 1000 * WAN


@pays("shenzhen-pioneer-2024#9:basic-research")
def _(f: Facts) -> Answer:
    each = {"key": 300 * WAN, "general": 60 * WAN}.get(str(f.get("research_grade")), 1000 * WAN)
    count = money(f, "research_projects")
    return each if count is None else each * count


@pays("shenzhen-pioneer-2024#9:research-project")
def _(f: Facts) -> Answer:
    if denied(f, "is_city_major_project"):
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 3000 * WAN)


@pays("shenzhen-pioneer-2024#10:migration")
def _(f: Facts) -> Answer:
    fee = money(f, "migration_fee_yuan")
    return MISSING if fee is None else min(fee / 2, 300 * WAN)


@pays("shenzhen-pioneer-2024#11:open-source")
def _(f: Facts) -> Answer:
    return 100 * WAN


@pays("shenzhen-pioneer-2024#12:new-platform")
def _(f: Facts) -> Answer:
    if f.get("platform_stage", "new") != "new":
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 2000 * WAN)


@pays("shenzhen-pioneer-2024#12:existing-platform")
def _(f: Facts) -> Answer:
    if f.get("platform_stage", "existing") != "existing":
        return ZERO
    cost = money(f, "operating_cost_yuan")
    return MISSING if cost is None else min(cost * 30 / 100, 500 * WAN)


@pays("shenzhen-pioneer-2024#12:national-centre")
def _(f: Facts) -> Answer:
    return ZERO if denied(f, "won_national_centre") else NO_SUM


@pays("shenzhen-pioneer-2024#13:new-lab")
def _(f: Facts) -> Answer:
    return 500 * WAN if f.get("lab_stage", "new") == "new" else ZERO


@pays("shenzhen-pioneer-2024#13:lab-review")
def _(f: Facts) -> Answer:
    good = f.get("review_grade", "good") in ("good", "excellent")
    return 300 * WAN if good and f.get("lab_stage", "existing") == "existing" else ZERO


@pays("shenzhen-pioneer-2024#14:zero-rent")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) else NO_SUM


@pays("shenzhen-pioneer-2024#14:park-recognised")
def _(f: Facts) -> Answer:
    return ZERO if not_operator(f) or denied(f, "review_passed") else 200 * WAN


@pays("shenzhen-pioneer-2024#14:park-excellent")
def _(f: Facts) -> Answer:
    excellent = f.get("review_grade", "excellent") == "excellent"
    return 50 * WAN if excellent and not not_operator(f) else ZERO


@pays("shenzhen-pioneer-2024#15:returnee-startup")
def _(f: Facts) -> Answer:
    age = money(f, "company_age_months")
    if age is None and "company_age_years" in f:
        age = Decimal(12) * Decimal(str(f["company_age_years"]))
    if not_company(f) or denied(f, "is_returnee"):
        return ZERO
    if age is None:
        return MISSING
    if age < 6 or age > 48:
        return ZERO
    return {"second": 50 * WAN, "third": 30 * WAN}.get(str(f.get("startup_grade")), 100 * WAN)


@pays("shenzhen-pioneer-2024#18:event")
def _(f: Facts) -> Answer:
    cost = money(f, "event_cost_yuan", "project_investment_yuan")
    return MISSING if cost is None else min(cost / 2, 300 * WAN)
