"""What each rule pays, once more: one formula a rule, written from the policy texts alone.

Nothing here reads rules.yaml or calls the engine. A formula takes the facts (Decimal, bool, str;
absent means not stated) and returns yuan, or MISSING when the sum cannot be known, or NO_SUM where
the text names no sum. Zero stands for every reason to pay nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal as D
from math import ceil

Facts = Mapping[str, D | bool | str]
MISSING = "missing"
NO_SUM = "no sum"
Answer = D | str
WAN = D(10000)
YI = D(100000000)
ZERO = D(0)

Formula = Callable[[Facts], Answer]
ORACLE: dict[str, Formula] = {}


def _of(rule_id: str) -> Callable[[Formula], Formula]:
    def note(formula: Formula) -> Formula:
        ORACLE[rule_id] = formula
        return formula

    return note


def _money(f: Facts, *names: str) -> D | None:
    """The first stated of several names for the same sum."""
    for name in names:
        value = f.get(name)
        if isinstance(value, D):
            return value
    return None


def _denied(f: Facts, *names: str) -> bool:
    return any(f.get(name) is False for name in names)


def _kind(f: Facts, *allowed: str) -> bool:
    """Whether the applicant is none of those the text names."""
    return f.get("applicant_kind", allowed[0]) not in allowed


def _not_company(f: Facts) -> bool:
    return _kind(f, "enterprise")


def _not_operator(f: Facts) -> bool:
    return _kind(f, "park_operator", "enterprise")


def _years(f: Facts, most: int | None = None) -> D:
    years = _money(f, "years") or D(1)
    return min(years, D(most)) if most else years


# --- 深圳市 ---
@_of("shenzhen-pioneer-2024#2:compute-voucher")
def _(f: Facts) -> Answer:
    if _kind(f, "enterprise", "university", "research_institute"):
        return ZERO
    if f.get("compute_use", "training") != "training":
        return ZERO
    fee = _money(f, "compute_fee_yuan", "purchase_yuan")
    if fee is None:
        return MISSING
    share = D(60) if f.get("is_startup") is True else D(50)
    return min(fee * share / 100, 1000 * WAN)


@_of("shenzhen-pioneer-2024#3:corpus-purchase")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = _money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN)


@_of("shenzhen-pioneer-2024#3:open-corpus")
def _(f: Facts) -> Answer:
    return 100 * WAN * _years(f)


@_of("shenzhen-pioneer-2024#4:model-voucher")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "model_filed", "reaches_scale"):
        return ZERO
    fee = _money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN)


@_of("shenzhen-pioneer-2024#5:demonstration")
def _(f: Facts) -> Answer:
    if f.get("project_grade", "demonstration") != "demonstration":
        return ZERO
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 200 * WAN)


@_of("shenzhen-pioneer-2024#5:benchmark")
def _(f: Facts) -> Answer:
    return 1000 * WAN if f.get("project_grade", "benchmark") == "benchmark" else ZERO


@_of("shenzhen-pioneer-2024#6:government-scene")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) or _denied(f, "in_real_use") else 500 * WAN


@_of("shenzhen-pioneer-2024#7:bestseller")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) or _denied(f, "reaches_scale") else 300 * WAN


@_of("shenzhen-pioneer-2024#8:first-edition")
def _(f: Facts) -> Answer:
    return ZERO if _denied(f, "self_developed", "first_commercial_use") else 1000 * WAN


@_of("shenzhen-pioneer-2024#9:basic-research")
def _(f: Facts) -> Answer:
    return {"key": 300 * WAN, "general": 60 * WAN}.get(str(f.get("research_grade")), 1000 * WAN)


@_of("shenzhen-pioneer-2024#9:research-project")
def _(f: Facts) -> Answer:
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 3000 * WAN)


@_of("shenzhen-pioneer-2024#10:migration")
def _(f: Facts) -> Answer:
    fee = _money(f, "migration_fee_yuan")
    return MISSING if fee is None else min(fee / 2, 300 * WAN)


@_of("shenzhen-pioneer-2024#11:open-source")
def _(f: Facts) -> Answer:
    return 100 * WAN


@_of("shenzhen-pioneer-2024#12:new-platform")
def _(f: Facts) -> Answer:
    if f.get("platform_stage", "new") != "new":
        return ZERO
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 2000 * WAN)


@_of("shenzhen-pioneer-2024#12:existing-platform")
def _(f: Facts) -> Answer:
    if f.get("platform_stage", "existing") != "existing":
        return ZERO
    cost = _money(f, "operating_cost_yuan")
    return MISSING if cost is None else min(cost * 30 / 100, 500 * WAN)


@_of("shenzhen-pioneer-2024#12:national-centre")
def _(f: Facts) -> Answer:
    return NO_SUM


@_of("shenzhen-pioneer-2024#13:new-lab")
def _(f: Facts) -> Answer:
    return 500 * WAN if f.get("lab_stage", "new") == "new" else ZERO


@_of("shenzhen-pioneer-2024#13:lab-review")
def _(f: Facts) -> Answer:
    good = f.get("review_grade", "good") in ("good", "excellent")
    return 300 * WAN if good and f.get("lab_stage", "existing") == "existing" else ZERO


@_of("shenzhen-pioneer-2024#14:zero-rent")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else NO_SUM


@_of("shenzhen-pioneer-2024#14:park-recognised")
def _(f: Facts) -> Answer:
    return ZERO if _not_operator(f) or _denied(f, "review_passed") else 200 * WAN


@_of("shenzhen-pioneer-2024#14:park-excellent")
def _(f: Facts) -> Answer:
    excellent = f.get("review_grade", "excellent") == "excellent"
    return 50 * WAN if excellent and not _not_operator(f) else ZERO


@_of("shenzhen-pioneer-2024#15:returnee-startup")
def _(f: Facts) -> Answer:
    age = _money(f, "company_age_months")
    if age is None and "company_age_years" in f:
        age = D(12) * D(str(f["company_age_years"]))
    if _not_company(f) or _denied(f, "is_returnee"):
        return ZERO
    if age is None:
        return MISSING
    if age < 6 or age > 48:
        return ZERO
    return {"second": 50 * WAN, "third": 30 * WAN}.get(str(f.get("startup_grade")), 100 * WAN)


@_of("shenzhen-pioneer-2024#18:event")
def _(f: Facts) -> Answer:
    cost = _money(f, "event_cost_yuan", "project_investment_yuan")
    return MISSING if cost is None else min(cost / 2, 300 * WAN)


# --- 龙华区 ---
@_of("longhua-2025#4:compute-voucher")
def _(f: Facts) -> Answer:
    fee = _money(f, "compute_fee_yuan", "purchase_yuan")
    if _not_company(f):
        return ZERO
    return MISSING if fee is None else min(fee * 30 / 100, 300 * WAN)


@_of("longhua-2025#5:growth")
def _(f: Facts) -> Answer:
    now, before = _money(f, "revenue_yuan"), _money(f, "prior_revenue_yuan")
    growing = f.get("revenue_growing")
    if growing is None and now is not None and before is not None:
        growing = now > before
    if _not_company(f) or growing is False:
        return ZERO
    if now is None:
        return MISSING
    return 10 * WAN if now >= 5000 * WAN else ZERO


@_of("longhua-2025#6:park-operation")
def _(f: Facts) -> Answer:
    if _not_operator(f) or _denied(f, "review_passed"):
        return ZERO
    cost = _money(f, "operating_cost_yuan")
    return MISSING if cost is None else min(cost / 10, 100 * WAN) * _years(f)


@_of("longhua-2025#6:rent")
def _(f: Facts) -> Answer:
    if _denied(f, "review_passed"):
        return ZERO
    rent = _money(f, "annual_rent_yuan")
    monthly = _money(f, "monthly_rent_yuan")
    if rent is None and monthly is not None:
        rent = monthly * 12
    if rent is None:
        rent = _money(f, "rent_paid_yuan")
    return MISSING if rent is None else min(rent / 2, 20 * WAN) * _years(f, 3)


@_of("longhua-2025#7:national-challenge")
def _(f: Facts) -> Answer:
    return ZERO if _denied(f, "challenge_won", "led") else 200 * WAN


@_of("longhua-2025#8:algorithm")
def _(f: Facts) -> Answer:
    count = _money(f, "filed_algorithms")
    if _not_company(f):
        return ZERO
    return MISSING if count is None else min(count * 100 * WAN, 500 * WAN) * _years(f)


@_of("longhua-2025#9:filed-model")
def _(f: Facts) -> Answer:
    if _denied(f, "filed_last_year"):
        return ZERO
    count = _money(f, "filed_models")
    return MISSING if count is None else min(count * 50 * WAN, 200 * WAN) * _years(f)


@_of("longhua-2025#9:embodied-model")
def _(f: Facts) -> Answer:
    if _denied(f, "embodied_landed"):
        return ZERO
    spent = _money(f, "product_rd_yuan", "rd_spend_yuan")
    return MISSING if spent is None else min(spent / 2, 100 * WAN)


def _scene(f: Facts, party: str, share: int, most: D) -> Answer:
    if f.get("project_party", party) != party:
        return ZERO
    whole = _money(f, "project_investment_yuan", "total_investment_yuan")
    if whole is None:
        return MISSING
    own = max(whole - (_money(f, "fiscal_funds_yuan") or ZERO), ZERO)
    return min(own * share / 100, most)


@_of("longhua-2025#10:issuer")
def _(f: Facts) -> Answer:
    return _scene(f, "issuer", 10, 200 * WAN)


@_of("longhua-2025#10:solver")
def _(f: Facts) -> Answer:
    return _scene(f, "solver", 20, 400 * WAN)


@_of("longhua-2025#11:standards")
def _(f: Facts) -> Answer:
    if _denied(f, "led"):
        return ZERO
    paid = [_money(f, f"{level}_standards") for level in ("international", "national", "industry")]
    if all(count is None for count in paid):
        others = [_money(f, f"{level}_standards") for level in ("group", "local", "company")]
        return ZERO if any(others) else MISSING
    sums = [(count or ZERO) * unit * WAN for count, unit in zip(paid, (60, 40, 20), strict=True)]
    return min(sum(sums, ZERO), 100 * WAN) * _years(f)


@_of("longhua-2025#12:platform")
def _(f: Facts) -> Answer:
    return 2000 * WAN


@_of("longhua-2025#13:financing")
def _(f: Facts) -> Answer:
    if _not_company(f) or f.get("rewarded_before") is True:
        return ZERO
    district = _money(f, "district_fund_yuan") or ZERO
    round_sum = _money(f, "round_investment_yuan", "round_arrived_yuan")
    arrived = _money(f, "round_arrived_yuan", "round_investment_yuan")
    if round_sum is None or arrived is None:
        return MISSING
    if round_sum - district < 2000 * WAN:
        return ZERO
    return min(max(arrived - district, ZERO) * 5 / 100, 200 * WAN)


# --- 福田区 ---
@_of("futian-2024#1.1:own-model")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "self_developed", "publicly_released"):
        return ZERO
    cases, contracts = _money(f, "cases"), _money(f, "contract_done_yuan")
    if (cases is not None and cases < 5) or (contracts is not None and contracts <= 1000 * WAN):
        return ZERO
    return MISSING if cases is None or contracts is None else 50 * WAN


@_of("futian-2024#1.2:model-purchase")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "model_filed"):
        return ZERO
    fee = _money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 50 * WAN) * _years(f)


@_of("futian-2024#2:compute")
def _(f: Facts) -> Answer:
    fee = _money(f, "compute_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 500 * WAN)


@_of("futian-2024#3.1:corpus-purchase")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = _money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee / 10, 50 * WAN)


@_of("futian-2024#3.2:asset-entry")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "asset_traded"):
        return ZERO
    entered, fee = _money(f, "asset_entry_yuan"), _money(f, "asset_service_fee_yuan")
    if entered is not None and entered <= 100 * WAN:
        return ZERO
    if fee == 0:
        return ZERO
    return MISSING if entered is None or fee is None else min(fee * 20 / 100, 20 * WAN)


@_of("futian-2024#3.3:open-corpus")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    cost = _money(f, "corpus_production_cost_yuan")
    return MISSING if cost is None else min(cost * 20 / 100, 15 * WAN)


@_of("futian-2024#4.1:scene")
def _(f: Facts) -> Answer:
    if _denied(f, "review_passed"):
        return ZERO
    return 30 * WAN * _projects(f)


def _projects(f: Facts) -> D:
    count = _money(f, "projects")
    return D(1) if count is None else count


@_of("futian-2024#4.2:first-edition")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) or _denied(f, "listed_in_catalogue") else 50 * WAN


@_of("futian-2024#4.3:hardware")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) or _denied(f, "reaches_scale") else 100 * WAN


@_of("futian-2024#5.1:park")
def _(f: Facts) -> Answer:
    return ZERO if _not_operator(f) or _denied(f, "review_passed") else 100 * WAN


@_of("futian-2024#5.2:building")
def _(f: Facts) -> Answer:
    return ZERO if _not_operator(f) else 100 * WAN


@_of("futian-2024#5.2:building-operation")
def _(f: Facts) -> Answer:
    return ZERO if _not_operator(f) or _denied(f, "reaches_scale") else 500 * WAN


@_of("futian-2024#6.1:government-premises")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else NO_SUM


@_of("futian-2024#6.2:private-premises")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else 500 * WAN


@_of("futian-2024#7:incubator")
def _(f: Facts) -> Answer:
    return 500 * WAN


@_of("futian-2024#8:growth")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else 300 * WAN


@_of("futian-2024#9.2:finance")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else 300 * WAN


@_of("futian-2024#10:consortium")
def _(f: Facts) -> Answer:
    return 200 * WAN


@_of("futian-2024#11:platform")
def _(f: Facts) -> Answer:
    return 1000 * WAN


# --- 前海 ---
@_of("qianhai-2024#1:rent")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "in_cluster", "not_sublet"):
        return ZERO
    area, months = _money(f, "area_sqm"), _money(f, "months")
    if area is not None and area < 150:
        return ZERO
    if area is None or months is None:
        return MISSING
    counted = min(months, D(36))
    total = ZERO
    for year in range(ceil(counted / 12)):
        in_year = min(counted - 12 * year, D(12))
        total += min(60 * area * in_year, 300 * WAN)
    paid, monthly = _money(f, "rent_paid_yuan"), _money(f, "monthly_rent_yuan")
    if paid is None and monthly is not None:
        paid = monthly * months
    if paid is not None:
        within = paid if months <= 36 else (paid * 36 / months).quantize(D("0.01"), "ROUND_DOWN")
        total = min(total, within / 2)
    return total


@_of("qianhai-2024#2:enterprise-tax")
def _(f: Facts) -> Answer:
    return ZERO if _not_company(f) else NO_SUM


@_of("qianhai-2024#2:talent-tax")
def _(f: Facts) -> Answer:
    if _denied(f, "talent_qualified"):
        return ZERO
    paid, income = _money(f, "income_tax_paid_yuan"), _money(f, "taxable_income_yuan")
    return MISSING if paid is None or income is None else max(paid - income * 15 / 100, ZERO)


@_of("qianhai-2024#3:rd-increase")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "registered_statistics"):
        return ZERO
    now, before = _money(f, "rd_spend_yuan"), _money(f, "prior_rd_spend_yuan")
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


def _left(f: Facts, most: D) -> D:
    return max(most - (_money(f, "received_yuan") or ZERO), ZERO)


@_of("qianhai-2024#5:compute-centre")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "approved_beforehand"):
        return ZERO
    whole, last = _money(f, "total_investment_yuan"), _money(f, "last_year_investment_yuan")
    if (whole is not None and whole < YI) or last == 0:
        return ZERO
    return MISSING if whole is None or last is None else min(last / 20, _left(f, 2000 * WAN))


@_of("qianhai-2024#6:platform")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "approved_beforehand"):
        return ZERO
    return _tenth_of_equipment(f)


def _tenth_of_equipment(f: Facts) -> Answer:
    spent = _money(f, "hardware_software_yuan")
    if spent is None:
        return MISSING
    return min(spent / 10, 300 * WAN) if spent >= 1000 * WAN else ZERO


@_of("qianhai-2024#6:cases")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    cases, projects = _money(f, "typical_cases"), _money(f, "demonstration_projects")
    if cases is None and projects is None:
        return MISSING
    total = 5 * WAN * (cases or ZERO) + 10 * WAN * (projects or ZERO)
    return min(total, _left(f, 50 * WAN))


@_of("qianhai-2024#8:industry-model")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "self_developed", "publicly_released"):
        return ZERO
    cases = _money(f, "cases")
    if cases is None:
        return MISSING
    return 100 * WAN if cases >= 10 else ZERO


@_of("qianhai-2024#9:scene")
def _(f: Facts) -> Answer:
    if _denied(f, "review_passed"):
        return ZERO
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 10, 200 * WAN)


@_of("qianhai-2024#10:vehicles")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "passenger_service", "own_vehicles", "officially_approved"):
        return ZERO
    price = _money(f, "vehicle_price_yuan")
    if price is None:
        return MISSING
    cost = price + (_money(f, "vehicle_conversion_yuan") or ZERO)
    count = _money(f, "vehicles")
    one = min(cost / 2, 20 * WAN)
    return min(one * (D(1) if count is None else count), _left(f, 1000 * WAN))


@_of("qianhai-2024#11:evtol")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "lands_in_qianhai", "officially_approved"):
        return ZERO
    return 100 * WAN if f.get("route_kind") == "domestic" else 200 * WAN


@_of("qianhai-2024#12:innovation-centre")
def _(f: Facts) -> Answer:
    return ZERO if _denied(f, "is_qualified_lead") else _tenth_of_equipment(f)


@_of("qianhai-2024#13:research")
def _(f: Facts) -> Answer:
    return 500 * WAN * _projects(f)


@_of("qianhai-2024#14:organisation")
def _(f: Facts) -> Answer:
    return ZERO if _denied(f, "is_national_organisation") else 50 * WAN


# --- 龙岗区 ---
@_of("longgang-2025#2:compute-service")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    fee = _money(f, "compute_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 600 * WAN)


@_of("longgang-2025#3:corpus-purchase")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = _money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 20 / 100, 100 * WAN) * _years(f)


@_of("longgang-2025#4:open-corpus")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "on_recognised_platform"):
        return ZERO
    cost = _money(f, "corpus_production_cost_yuan")
    return MISSING if cost is None else min(cost * 20 / 100, 30 * WAN) * _years(f)


@_of("longgang-2025#5:filed-model")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    count = _money(f, "filed_models")
    return MISSING if count is None else min(count * 50 * WAN, 200 * WAN) * _years(f)


@_of("longgang-2025#6:model-service")
def _(f: Facts) -> Answer:
    neither = f.get("model_filed") is False and f.get("model_assessed") is False
    if _not_company(f) or _denied(f, "is_software_company") or neither:
        return ZERO
    fee = _money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN) * _years(f)


def _trial(f: Facts) -> D | None:
    spent = _money(f, "product_rd_yuan", "rd_spend_yuan")
    return None if spent is None else min(spent * 5 / 100, 200 * WAN)


def _sale(f: Facts) -> D | None:
    cost = _money(f, "product_cost_yuan")
    return None if cost is None else min(cost / 2, 50 * WAN)


@_of("longgang-2025#7:prototype")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    trial = _trial(f)
    return MISSING if trial is None else trial


@_of("longgang-2025#7:first-sale")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    sale = _sale(f)
    return MISSING if sale is None else sale


@_of("longgang-2025#7:total")
def _(f: Facts) -> Answer:
    trial, sale = _trial(f), _sale(f)
    if _not_company(f):
        return ZERO
    if trial is None and sale is None:
        return MISSING
    return min((trial or ZERO) + (sale or ZERO), 200 * WAN)


@_of("longgang-2025#8:product")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "reaches_scale"):
        return ZERO
    spent = _money(f, "product_rd_yuan", "rd_spend_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 30 * WAN) * _years(f)


@_of("longgang-2025#10:scene")
def _(f: Facts) -> Answer:
    if _denied(f, "non_government", "review_passed"):
        return ZERO
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 200 * WAN)


@_of("longgang-2025#11:research")
def _(f: Facts) -> Answer:
    if _denied(f, "review_passed"):
        return ZERO
    spent = _money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 300 * WAN)


@_of("longgang-2025#11:matching")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    count = _money(f, "matching_projects")
    return min(200 * WAN * (D(1) if count is None else count), 500 * WAN)


@_of("longgang-2025#12:platform")
def _(f: Facts) -> Answer:
    if _not_company(f) or _denied(f, "review_passed"):
        return ZERO
    return min(400 * WAN, _left(f, 500 * WAN))


@_of("longgang-2025#12:milestones")
def _(f: Facts) -> Answer:
    if _not_company(f):
        return ZERO
    met = _money(f, "milestones_met")
    return MISSING if met is None else min(min(met, D(4)) * 50 * WAN, _left(f, 500 * WAN))


@_of("longgang-2025#13:park-recognised")
def _(f: Facts) -> Answer:
    return ZERO if _not_operator(f) or _denied(f, "review_passed") else 100 * WAN


@_of("longgang-2025#13:space")
def _(f: Facts) -> Answer:
    at_scale = f.get("reaches_scale") is True
    return ZERO if _not_operator(f) or at_scale else 200 * WAN * _years(f)


@_of("longgang-2025#13:space-at-scale")
def _(f: Facts) -> Answer:
    small = _denied(f, "reaches_scale")
    return ZERO if _not_operator(f) or small else 400 * WAN * _years(f)


@_of("longgang-2025#16:event")
def _(f: Facts) -> Answer:
    if _denied(f, "market_organised", "filed_with_department"):
        return ZERO
    cost = _money(f, "event_cost_yuan", "project_investment_yuan")
    return MISSING if cost is None else min(cost * 30 / 100, 300 * WAN)


def _both(f: Facts, first: str, second: str, most: D) -> Answer:
    """Two payments of one clause under their common cap; for facts that state both."""
    parts = [ORACLE[first](f), ORACLE[second](f)]
    sums = [part for part in parts if isinstance(part, D)]
    return min(sum(sums, ZERO), most) if len(sums) == 2 else MISSING


@_of("longgang-2025#11:total")
def _(f: Facts) -> Answer:
    return _both(f, "longgang-2025#11:research", "longgang-2025#11:matching", 500 * WAN)


@_of("longgang-2025#12:total")
def _(f: Facts) -> Answer:
    most = _left(f, 500 * WAN)
    return _both(f, "longgang-2025#12:platform", "longgang-2025#12:milestones", most)
