"""What lists of years, kinds and items pay, by plain loops written from the policy texts.

Nothing here reads rules.yaml or calls the engine. An entry is (year, kind, count, value): the year
and kind may be None and "". A formula takes the entries of one fact and returns yuan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

WAN = Decimal(10000)
Entry = tuple[int | None, str, int, Decimal]
Entries = Sequence[Entry]


@dataclass(frozen=True)
class Listed:
    """A rule, the fact its entries are of, and the loop; ``kinds`` are what entries may be called.

    ``is_counted``: the values are numbers of things, small and whole. ``fixed`` are further facts.
    """

    rule: str
    fact: str
    pays: Callable[[Entries], Decimal]
    is_counted: bool = False
    kinds: tuple[str, ...] = ("",)
    fixed: tuple[tuple[str, str], ...] = ()
    has_years: bool = True
    has_counts: bool = True


def every_year(rate: str, most: int, years: int | None = None) -> Callable[[Entries], Decimal]:
    """A share of each year's sum under the cap of a year; only so many years are paid."""

    def pays(entries: Entries) -> Decimal:
        spent: dict[int | None, Decimal] = {}
        for year, _, count, value in entries:
            spent[year] = spent.get(year, Decimal(0)) + count * value
        paid = []
        for sum_of_year in spent.values():
            share = sum_of_year * Decimal(rate)
            paid.append(share if share < most * WAN else most * WAN)
        paid.sort()
        while years is not None and len(paid) > years:
            paid.pop(0)
        total = Decimal(0)
        for amount in paid:
            total = total + amount
        return total

    return pays


def all_together(rate: str, most: int) -> Callable[[Entries], Decimal]:
    """A share of everything under one cap."""

    def pays(entries: Entries) -> Decimal:
        spent = Decimal(0)
        for _, _, count, value in entries:
            for _ in range(count):
                spent = spent + value
        share = spent * Decimal(rate)
        return share if share < most * WAN else most * WAN

    return pays


def one_by_one(rate: str, most: int) -> Callable[[Entries], Decimal]:
    """A share of each project or event under its own cap."""

    def pays(entries: Entries) -> Decimal:
        total = Decimal(0)
        for _, _, count, value in entries:
            share = value * Decimal(rate)
            for _ in range(count):
                total = total + (share if share < most * WAN else most * WAN)
        return total

    return pays


def things(prices: dict[str, int], most: int, *, yearly: bool) -> Callable[[Entries], Decimal]:
    """So much for each thing by its kind, under a cap of each year or of all."""

    def pays(entries: Entries) -> Decimal:
        by_year: dict[int | None, Decimal] = {}
        for year, kind, count, value in entries:
            key = year if yearly else None
            gain = count * value * prices.get(kind, 0) * WAN
            by_year[key] = by_year.get(key, Decimal(0)) + gain
        total = Decimal(0)
        for amount in by_year.values():
            total = total + (amount if amount < most * WAN else most * WAN)
        return total

    return pays


def vehicles(entries: Entries) -> Decimal:
    """前海十：每台50%、最高20万元，每家企业累计1000万元."""
    total = Decimal(0)
    for _, _, count, value in entries:
        for _ in range(count):
            half = value / 2
            total = total + (half if half < 20 * WAN else 20 * WAN)
    return total if total < 1000 * WAN else 1000 * WAN


def rounds(entries: Entries) -> Decimal:
    """龙华十三：单轮2000万元及以上，5%、最高200万元，只奖励一次."""
    best = Decimal(0)
    for _, _, _, value in entries:
        if value >= 2000 * WAN:
            share = value * 5 / 100
            share = share if share < 200 * WAN else 200 * WAN
            best = share if share > best else best
    return best


def growth(entries: Entries) -> Decimal:
    """前海三：最近一年比前一年的增量，按最近一年的总额分档."""
    spent: dict[int, Decimal] = {}
    for year, _, count, value in entries:
        assert year is not None
        spent[year] = spent.get(year, Decimal(0)) + count * value
    with_year_before = [year for year in spent if year - 1 in spent]
    last = max(with_year_before)
    now, more = spent[last], spent[last] - spent[last - 1]
    if more <= 0 or now < 3000 * WAN:
        return Decimal(0)
    if now < 5000 * WAN:
        rate, most = Decimal("0.03"), 100
    else:
        rate, most = Decimal("0.05"), 200 if now < 10000 * WAN else 500
    return min(more * rate, most * WAN)


CITY = "shenzhen-pioneer-2024"
STANDARDS = {"国际": 60, "国家": 40, "行业": 20}
LISTED = (
    Listed("longhua-2025#6:rent", "annual_rent_yuan", every_year("0.5", 20, 3)),
    Listed("longhua-2025#6:park-operation", "operating_cost_yuan", every_year("0.1", 100)),
    Listed("futian-2024#1.2:model-purchase", "model_fee_yuan", every_year("0.3", 50)),
    Listed("longgang-2025#3:corpus-purchase", "corpus_purchase_yuan", every_year("0.2", 100)),
    Listed("longgang-2025#4:open-corpus", "corpus_production_cost_yuan", every_year("0.2", 30)),
    Listed("longgang-2025#6:model-service", "model_fee_yuan", every_year("0.3", 200)),
    Listed("longgang-2025#8:product", "product_rd_yuan", every_year("0.3", 30)),
    Listed("longgang-2025#2:compute-service", "compute_fee_yuan", all_together("0.3", 600)),
    Listed("longhua-2025#4:compute-voucher", "compute_fee_yuan", all_together("0.3", 300)),
    Listed(f"{CITY}#2:compute-voucher", "compute_fee_yuan", all_together("0.5", 1000)),
    Listed("longgang-2025#10:scene", "project_investment_yuan", one_by_one("0.3", 200)),
    Listed("longgang-2025#16:event", "event_cost_yuan", one_by_one("0.3", 300)),
    Listed("qianhai-2024#9:scene", "project_investment_yuan", one_by_one("0.1", 200)),
    Listed(f"{CITY}#18:event", "event_cost_yuan", one_by_one("0.5", 300)),
    Listed(f"{CITY}#9:research-project", "project_investment_yuan", one_by_one("0.5", 3000)),
    Listed(
        "longhua-2025#11:standards", "standards", things(STANDARDS, 100, yearly=True),
        is_counted=True, kinds=("国际", "国家", "行业"),
    ),
    Listed(
        "longhua-2025#8:algorithm", "filed_algorithms", things({"": 100}, 500, yearly=True),
        is_counted=True,
    ),
    Listed(
        "longhua-2025#9:filed-model", "filed_models", things({"": 50}, 200, yearly=True),
        is_counted=True,
    ),
    Listed(
        "longgang-2025#5:filed-model", "filed_models", things({"": 50}, 200, yearly=True),
        is_counted=True,
    ),
    Listed(
        "qianhai-2024#6:cases", "typical_cases", things({"": 5}, 50, yearly=False),
        is_counted=True,
    ),
    Listed("qianhai-2024#10:vehicles", "vehicle_price_yuan", vehicles, has_years=False),
    Listed(
        "longhua-2025#13:financing", "round_arrived_yuan", rounds, has_years=False,
        has_counts=False,
    ),
    Listed("qianhai-2024#3:rd-increase", "rd_spend_yuan", growth, has_counts=False),
)  # fmt: skip
