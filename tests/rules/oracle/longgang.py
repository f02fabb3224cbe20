"""What Longgang's clauses pay, read from their text."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.oracle.reading import (
    MISSING,
    ORACLE,
    WAN,
    ZERO,
    Answer,
    Facts,
    denied,
    left,
    money,
    not_company,
    not_operator,
    pays,
    years_of,
)


@pays("longgang-2025#2:compute-service")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    fee = money(f, "compute_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 600 * WAN)


@pays("longgang-2025#3:corpus-purchase")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 20 / 100, 100 * WAN) * years_of(f)


@pays("longgang-2025#4:open-corpus")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "on_recognised_platform"):
        return ZERO
    cost = money(f, "corpus_production_cost_yuan")
    return MISSING if cost is None else min(cost * 20 / 100, 30 * WAN) * years_of(f)


@pays("longgang-2025#5:filed-model")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    count = money(f, "filed_models")
    return MISSING if count is None else min(count * 50 * WAN, 200 * WAN) * years_of(f)


@pays("longgang-2025#6:model-service")
def _(f: Facts) -> Answer:
    neither = f.get("model_filed") is False and f.get("model_assessed") is False
    if not_company(f) or denied(f, "is_software_company") or neither:
        return ZERO
    fee = money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 200 * WAN) * years_of(f)


def _trial(f: Facts) -> Decimal | None:
    spent = money(f, "product_rd_yuan", "rd_spend_yuan")
    return None if spent is None else min(spent * 5 / 100, 200 * WAN)


def _sale(f: Facts) -> Decimal | None:
    if denied(f, "first_sale"):
        return ZERO
    cost = money(f, "product_cost_yuan")
    return None if cost is None else min(cost / 2, 50 * WAN)


@pays("longgang-2025#7:prototype")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    trial = _trial(f)
    return MISSING if trial is None else trial


@pays("longgang-2025#7:first-sale")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    sale = _sale(f)
    return MISSING if sale is None else sale


@pays("longgang-2025#7:total")
def _(f: Facts) -> Answer:
    trial, sale = _trial(f), _sale(f)
    if not_company(f):
        return ZERO
    if trial is None and sale is None:
        return MISSING
    if sale is None and f.get("first_sale") is True:
        return MISSING  # something was sold, and nobody told what it cost
    return min((trial or ZERO) + (sale or ZERO), 200 * WAN)


@pays("longgang-2025#8:product")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "reaches_scale"):
        return ZERO
    spent = money(f, "product_rd_yuan", "rd_spend_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 30 * WAN) * years_of(f)


@pays("longgang-2025#10:scene")
def _(f: Facts) -> Answer:
    if denied(f, "non_government", "review_passed"):
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent * 30 / 100, 200 * WAN)


@pays("longgang-2025#11:research")
def _(f: Facts) -> Answer:
    if denied(f, "review_passed"):
        return ZERO
    spent = money(f, "project_investment_yuan", "total_investment_yuan")
    return MISSING if spent is None else min(spent / 2, 300 * WAN, left(f, 500 * WAN))


@pays("longgang-2025#11:matching")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    count = money(f, "matching_projects")
    return min(200 * WAN * (Decimal(1) if count is None else count), left(f, 500 * WAN))


@pays("longgang-2025#12:platform")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "review_passed"):
        return ZERO
    return min(400 * WAN, left(f, 500 * WAN))


@pays("longgang-2025#12:milestones")
def _(f: Facts) -> Answer:
    if not_company(f):
        return ZERO
    met = money(f, "milestones_met")
    return MISSING if met is None else min(min(met, Decimal(4)) * 50 * WAN, left(f, 500 * WAN))


@pays("longgang-2025#13:park-recognised")
def _(f: Facts) -> Answer:
    if not_operator(f) or denied(f, "review_passed", "recognised_city_level"):
        return ZERO
    return 100 * WAN


@pays("longgang-2025#13:space")
def _(f: Facts) -> Answer:
    at_scale = f.get("reaches_scale") is True
    return ZERO if not_operator(f) or at_scale else 200 * WAN * years_of(f)


@pays("longgang-2025#13:space-at-scale")
def _(f: Facts) -> Answer:
    small = denied(f, "reaches_scale")
    return ZERO if not_operator(f) or small else 400 * WAN * years_of(f)


@pays("longgang-2025#16:event")
def _(f: Facts) -> Answer:
    if denied(f, "market_organised", "filed_with_department"):
        return ZERO
    cost = money(f, "event_cost_yuan", "project_investment_yuan")
    return MISSING if cost is None else min(cost * 30 / 100, 300 * WAN)


def _both(f: Facts, first: str, second: str, most: Decimal) -> Answer:
    """Two payments of one clause under their common cap; for facts that state both."""
    parts = [ORACLE[first](f), ORACLE[second](f)]
    sums = [part for part in parts if isinstance(part, Decimal)]
    return min(sum(sums, ZERO), most) if len(sums) == 2 else MISSING


@pays("longgang-2025#11:total")
def _(f: Facts) -> Answer:
    most = left(f, 500 * WAN)
    return _both(f, "longgang-2025#11:research", "longgang-2025#11:matching", most)


@pays("longgang-2025#12:total")
def _(f: Facts) -> Answer:
    most = left(f, 500 * WAN)
    return _both(f, "longgang-2025#12:platform", "longgang-2025#12:milestones", most)
