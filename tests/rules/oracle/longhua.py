"""What Longhua's clauses pay, read from their text."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.oracle.reading import (
    MISSING,
    WAN,
    ZERO,
    Answer,
    Facts,
    denied,
    money,
    monthly_rent,
    not_company,
    not_operator,
    pays,
    years_of,
)


@pays("longhua-2025#4:compute-voucher")
def _(f: Facts) -> Answer:
    fee = money(f, "compute_fee_yuan", "purchase_yuan")
    if not_company(f):
        return ZERO
    return MISSING if fee is None else min(fee * 30 / 100, 300 * WAN)


@pays("longhua-2025#5:growth")
def _(f: Facts) -> Answer:
    now, before = money(f, "revenue_yuan"), money(f, "prior_revenue_yuan")
    growing = f.get("revenue_growing")
    if growing is None and now is not None and before is not None:
        growing = now > before
    if not_company(f) or growing is False:
        return ZERO
    if now is None:
        return MISSING
    return 10 * WAN if now >= 5000 * WAN else ZERO


@pays("longhua-2025#6:park-operation")
def _(f: Facts) -> Answer:
    if not_operator(f) or denied(f, "review_passed"):
        return ZERO
    cost = money(f, "operating_cost_yuan")
    return MISSING if cost is None else min(cost / 10, 100 * WAN) * years_of(f)


@pays("longhua-2025#6:rent")
def _(f: Facts) -> Answer:
    if denied(f, "review_passed"):
        return ZERO
    rent = money(f, "annual_rent_yuan")
    monthly = monthly_rent(f)
    if rent is None and monthly is not None:
        rent = monthly * 12
    if rent is None:
        rent = money(f, "rent_paid_yuan")
    return MISSING if rent is None else min(rent / 2, 20 * WAN) * years_of(f, 3)


@pays("longhua-2025#7:national-challenge")
def _(f: Facts) -> Answer:
    return ZERO if denied(f, "challenge_won", "led") else 200 * WAN


@pays("longhua-2025#8:algorithm")
def _(f: Facts) -> Answer:
    count = money(f, "filed_algorithms")
    if not_company(f):
        return ZERO
    return MISSING if count is None else min(count * 100 * WAN, 500 * WAN) * years_of(f)


@pays("longhua-2025#9:filed-model")
def _(f: Facts) -> Answer:
    if denied(f, "filed_last_year"):
        return ZERO
    count = money(f, "filed_models")
    return MISSING if count is None else min(count * 50 * WAN, 200 * WAN) * years_of(f)


@pays("longhua-2025#9:embodied-model")
def _(f: Facts) -> Answer:
    if denied(f, "embodied_landed") or denied(f, "review_passed"):
        return ZERO
    spent = money(f, "product_rd_yuan", "rd_spend_yuan")
    return MISSING if spent is None else min(spent / 2, 100 * WAN)


def _scene(f: Facts, party: str, share: int, most: Decimal) -> Answer:
    if f.get("project_party", party) != party:
        return ZERO
    whole = money(f, "project_investment_yuan", "total_investment_yuan")
    if whole is None:
        return MISSING
    own = max(whole - (money(f, "fiscal_funds_yuan") or ZERO), ZERO)
    return min(own * share / 100, most)


@pays("longhua-2025#10:issuer")
def _(f: Facts) -> Answer:
    return _scene(f, "issuer", 10, 200 * WAN)


@pays("longhua-2025#10:solver")
def _(f: Facts) -> Answer:
    return _scene(f, "solver", 20, 400 * WAN)


@pays("longhua-2025#11:standards")
def _(f: Facts) -> Answer:
    if denied(f, "led"):
        return ZERO
    paid = [money(f, f"{level}_standards") for level in ("international", "national", "industry")]
    if all(count is None for count in paid):
        others = [money(f, f"{level}_standards") for level in ("group", "local", "company")]
        return ZERO if any(others) else MISSING
    sums = [(count or ZERO) * unit * WAN for count, unit in zip(paid, (60, 40, 20), strict=True)]
    return min(sum(sums, ZERO), 100 * WAN) * years_of(f)


@pays("longhua-2025#12:platform")
def _(f: Facts) -> Answer:
    return 2000 * WAN


@pays("longhua-2025#13:financing")
def _(f: Facts) -> Answer:
    if not_company(f) or f.get("rewarded_before") is True or denied(f, "invested_lately"):
        return ZERO
    if denied(f, "review_passed"):
        return ZERO
    district = money(f, "district_fund_yuan") or ZERO
    round_sum = money(f, "round_investment_yuan", "round_arrived_yuan")
    arrived = money(f, "round_arrived_yuan", "round_investment_yuan")
    if round_sum is None or arrived is None:
        return MISSING
    if round_sum - district < 2000 * WAN:
        return ZERO
    return min(max(arrived - district, ZERO) * 5 / 100, 200 * WAN)
