"""What rules state as ceilings, as rates and in kind: the cells that corpus queries filter by.

A ceiling is a sum that the text calls the most (最高, 不超过, 上限): the cap of an applicant or of
an item, or the highest of a level or tier. A fixed sum and a yearly pot (每年投入5亿元) are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.terms import PERIODS
from assistant.rules.facts import FactSpec
from assistant.rules.rule import (
    AreaAmount,
    CeilingAmount,
    FixedAmount,
    InKindAmount,
    LevelAmount,
    PerAmount,
    Period,
    RateAmount,
    Rule,
    SumAmount,
    TierAmount,
    UnquantifiedAmount,
)
from assistant.rules.show import each
from assistant.text.money import format_fraction, format_yuan


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a rule: ``value`` in yuan or as a fraction, ``quotes`` the words that say it.

    ``whose`` is what it holds for (每家企业每年, 重大项目), "" where the text says no more;
    ``said`` are the very words of the number, ``quotes`` all that carry it.
    """

    rule: Rule
    value: Decimal
    whose: str
    shown: str
    said: str
    quotes: tuple[str, ...]
    is_rate: bool = False


def ceilings_of(rule: Rule, specs: Mapping[str, FactSpec]) -> tuple[Figure, ...]:
    """Every ceiling that a rule states, each sum once."""
    found: dict[Decimal, Figure] = {}
    for value, whose, quote in _ceilings(rule, specs):
        quotes = (quote, *rule.more_quotes) if quote not in rule.quote else (rule.quote,)
        figure = Figure(rule, value, whose, format_yuan(value), quote, quotes)
        found.setdefault(value, figure)
    return tuple(found.values())


def _ceilings(rule: Rule, specs: Mapping[str, FactSpec]) -> Iterator[tuple[Decimal, str, str]]:
    cap, amount = rule.cap, rule.amount
    if cap is not None and not isinstance(amount, FixedAmount):
        period = PERIODS[cap.period] or (PERIODS[Period.YEAR] if rule.yearly else "")
        yield cap.yuan, f"{cap.per}{period}", cap.quote or rule.quote
    match amount:
        case CeilingAmount():
            yield amount.yuan, each(specs[amount.per]) if amount.per else "", rule.quote
        case RateAmount() if amount.item_cap_yuan is not None:
            whose = each(specs[amount.count]) if amount.count else ""
            yield amount.item_cap_yuan, whose, rule.quote
        case PerAmount() if amount.is_ceiling:
            for item in amount.items:
                yield item.yuan, each(specs[item.fact]), rule.quote
        case LevelAmount() if amount.is_ceiling:
            choices = specs[amount.fact].choices
            for level in amount.levels:
                yield level.yuan, choices[level.key].label, rule.quote
        case TierAmount():
            for tier in amount.tiers:
                label = specs[amount.by].label
                yield tier.cap_yuan, f"{label}{format_yuan(tier.at_least)}以上的", rule.quote


def rates_stated(rule: Rule, specs: Mapping[str, FactSpec]) -> tuple[Figure, ...]:
    """Every rate of support that a rule states, each once."""
    found: dict[Decimal, Figure] = {}
    for value, whose, quote in _rates(rule, specs):
        quotes = (quote,) if quote == rule.quote else (rule.quote, quote)
        figure = Figure(rule, value, whose, format_fraction(value), quote, quotes, True)
        found.setdefault(value, figure)
    return tuple(found.values())


def _rates(rule: Rule, specs: Mapping[str, FactSpec]) -> Iterator[tuple[Decimal, str, str]]:
    match rule.amount:
        case RateAmount():
            yield rule.amount.rate, rule.amount.base.say, rule.quote
            for variant in rule.amount.variants:
                yield variant.rate, variant.when.say, variant.quote
        case TierAmount():
            for tier in rule.amount.tiers:
                yield tier.rate, rule.amount.base.say, rule.quote
        case AreaAmount():
            yield rule.amount.paid_rate, specs[rule.amount.paid].label, rule.quote


def once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure for each sum said once in a clause: that of the rule for all items together."""
    kept: dict[tuple[Decimal, str], Figure] = {}
    for figure in figures:
        key = (figure.value, figure.said)
        if key not in kept or isinstance(figure.rule.amount, SumAmount):
            kept[key] = figure
    return tuple(kept.values())


def is_money(rule: Rule) -> bool:
    """Whether a rule pays a sum that the text puts in numbers."""
    return not isinstance(rule.amount, InKindAmount | UnquantifiedAmount | SumAmount)


def is_in_kind(rule: Rule) -> bool:
    """Whether a rule gives something that is no sum of money."""
    return isinstance(rule.amount, InKindAmount)


def in_kind_words(rule: Rule) -> str:
    """What a rule gives that is no sum of money; "" where it gives money."""
    return rule.amount.say if isinstance(rule.amount, InKindAmount) else ""
