"""What Futian's clauses pay, read from their text."""

from __future__ import annotations

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
    pays,
    projects_of,
    years_of,
)


@pays("futian-2024#1.1:own-model")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "self_developed", "publicly_released"):
        return ZERO
    cases, contracts = money(f, "cases"), money(f, "contract_done_yuan")
    if (cases is not None and cases < 5) or (contracts is not None and contracts <= 1000 * WAN):
        return ZERO
    return MISSING if cases is None or contracts is None else 50 * WAN


@pays("futian-2024#1.2:model-purchase")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "model_filed"):
        return ZERO
    fee = money(f, "model_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 50 * WAN) * years_of(f)


@pays("futian-2024#2:compute")
def _(f: Facts) -> Answer:
    if denied(f, "compute_rented"):
        return ZERO
    fee = money(f, "compute_fee_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee * 30 / 100, 500 * WAN)


@pays("futian-2024#3.1:corpus-purchase")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "via_exchange", "non_affiliate"):
        return ZERO
    fee = money(f, "corpus_purchase_yuan", "purchase_yuan")
    return MISSING if fee is None else min(fee / 10, 50 * WAN)


@pays("futian-2024#3.2:asset-entry")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "asset_traded"):
        return ZERO
    entered, fee = money(f, "asset_entry_yuan"), money(f, "asset_service_fee_yuan")
    if entered is not None and entered <= 100 * WAN:
        return ZERO
    if fee == 0:
        return ZERO
    return MISSING if entered is None or fee is None else min(fee * 20 / 100, 20 * WAN)


@pays("futian-2024#3.3:open-corpus")
def _(f: Facts) -> Answer:
    if not_company(f) or denied(f, "first_opening"):
        return ZERO
    cost = money(f, "corpus_production_cost_yuan")
    return MISSING if cost is None else min(cost * 20 / 100, 15 * WAN)


@pays("futian-2024#4.1:scene")
def _(f: Facts) -> Answer:
    if denied(f, "review_passed"):
        return ZERO
    return 30 * WAN * projects_of(f)


@pays("futian-2024#4.2:first-edition")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "listed_in_catalogue") else 50 * WAN


@pays("futian-2024#4.3:hardware")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "reaches_scale") else 100 * WAN


@pays("futian-2024#5.1:park")
def _(f: Facts) -> Answer:
    if not_operator(f) or denied(f, "review_passed", "recognised_city_level"):
        return ZERO
    return 100 * WAN


@pays("futian-2024#5.2:building")
def _(f: Facts) -> Answer:
    return ZERO if not_operator(f) else 100 * WAN


@pays("futian-2024#5.2:building-operation")
def _(f: Facts) -> Answer:
    return ZERO if not_operator(f) or denied(f, "reaches_scale") else 500 * WAN


@pays("futian-2024#6.1:government-premises")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) else NO_SUM


@pays("futian-2024#6.2:private-premises")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) or denied(f, "in_cluster") else 500 * WAN


@pays("futian-2024#7:incubator")
def _(f: Facts) -> Answer:
    return 500 * WAN


@pays("futian-2024#8:growth")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) else 300 * WAN


@pays("futian-2024#9.2:finance")
def _(f: Facts) -> Answer:
    return ZERO if not_company(f) else 300 * WAN


@pays("futian-2024#10:consortium")
def _(f: Facts) -> Answer:
    return 200 * WAN


@pays("futian-2024#11:platform")
def _(f: Facts) -> Answer:
    return 1000 * WAN
