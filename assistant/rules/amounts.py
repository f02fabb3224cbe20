"""Work out each amount kind on a worksheet: rate, fixed, per, ceiling, levels.

Kinds with a shape of their own stand in amounts_by_measure.py; ``sum`` stands in calculate.py,
because it needs the other rules.
"""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from assistant.rules.conditions import met
from assistant.rules.estimate import Met, Part
from assistant.rules.facts import still_open
from assistant.rules.payment import ZERO, Payment, known, nothing
from assistant.rules.rule import (
    Amount,
    Base,
    CeilingAmount,
    FixedAmount,
    InKindAmount,
    LevelAmount,
    PerAmount,
    RateAmount,
    Rule,
    UnquantifiedAmount,
)
from assistant.rules.show import show_items, show_limit
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_fraction, format_yuan


@singledispatch
def pay(amount: Amount, rule: Rule, sheet: Worksheet) -> Payment:
    """The payment of one amount kind; registered by kind.

    Raises:
        NotImplementedError: the kind has no implementation.
    """
    raise NotImplementedError(amount.kind)


def base_of(base: Base, sheet: Worksheet) -> Decimal | None:
    """The sum a rate is applied to, shown as a step when it has several parts; None if missing.

    A negative base counts as zero.
    """
    terms: list[tuple[str, Decimal]] = []
    for name in base.plus:
        value = _plus(name, base, sheet)
        if value is None:
            return None
        terms.append((name, value))
    for name in base.optional:
        value = sheet.number(name)
        if value is None:
            sheet.assume(f"未说明{sheet.label(name)}，按没有计算")
        else:
            terms.append((name, value))
    for name in base.minus:
        value = sheet.number(name)
        if value is None:
            sheet.assume(f"未说明{sheet.label(name)}，按没有计算")
        else:
            terms.append((name, -value))
    total = sum((value for _, value in terms), ZERO)
    if len(terms) > 1:
        signed = "".join(
            f" {'−' if value < 0 else '+'} {sheet.label(name)}{sheet.show(name, abs(value))}"
            for name, value in terms
        )
        sheet.step(f"{base.say}：{signed[3:]} = {format_yuan(total)}", total)
    sheet.base = max(total, ZERO)
    return sheet.base


def _plus(name: str, base: Base, sheet: Worksheet) -> Decimal | None:
    value = sheet.number(name)
    if value is not None:
        return value
    for other in base.instead.get(name, ()):
        value = sheet.number(other)
        if value is not None:
            sheet.assume(f"把{sheet.label(other)}当作{sheet.label(name)}计算")
            return value
    sheet.miss(name)
    return None


def items_of(name: str | None, sheet: Worksheet) -> Decimal:
    """How many items are paid for; one if the number is not stated, which is told."""
    if name is None:
        return Decimal(1)
    count = sheet.number(name)
    if count is None:
        sheet.assume(f"未说明{sheet.label(name)}，按1计算")
        return Decimal(1)
    return count


def _rate(amount: RateAmount, sheet: Worksheet, quote: str) -> tuple[Decimal, str]:
    for variant in amount.variants:
        outcome = met(variant.when, sheet)
        if outcome is Met.YES:
            return variant.rate, variant.quote
        if outcome is Met.UNKNOWN:
            sheet.assume(
                f"未说明是否{variant.when.say}，按{format_fraction(amount.rate)}计算"
                f"（{variant.when.say}为{format_fraction(variant.rate)}）"
            )
    return amount.rate, quote


@pay.register
def _(amount: RateAmount, rule: Rule, sheet: Worksheet) -> Payment:
    rate, quote = _rate(amount, sheet, rule.quote)
    total = base_of(amount.base, sheet)
    if total is None:
        bound = amount.item_cap_yuan
        if bound is not None and amount.count is not None:
            count = sheet.number(amount.count)
            bound = None if count is None else bound * count
        return Payment(highest=bound)
    if total == 0:
        return nothing(f"{amount.base.say}为0，没有可计算的基数")
    count = items_of(amount.count, sheet)
    item = total * rate
    sheet.step(f"{format_yuan(total)} × {format_fraction(rate)} = {format_yuan(item)}", item, quote)
    uncapped = item * count
    if amount.item_cap_yuan is not None:
        item = _item_cap(item, amount.item_cap_yuan, rule, sheet)
    return known(uncapped, _times(item, count, amount.count, sheet))


def _item_cap(item: Decimal, cap: Decimal, rule: Rule, sheet: Worksheet) -> Decimal:
    kept = min(item, cap)
    sheet.step(show_limit(item, "单项上限", cap), kept, rule.quote)
    return kept


def _times(
    item: Decimal, count: Decimal, counted: str | None, sheet: Worksheet, quote: str = ""
) -> Decimal:
    """So many items of the fact ``counted``; one item needs no step."""
    total = item * count
    if counted is not None and count != 1:
        items = show_items(sheet.specs[counted], count)
        sheet.step(f"{format_yuan(item)} × {items} = {format_yuan(total)}", total, quote)
    return total


@pay.register
def _(amount: FixedAmount, rule: Rule, sheet: Worksheet) -> Payment:
    sheet.step(f"原文金额 {format_yuan(amount.yuan)}", amount.yuan, rule.quote)
    return known(amount.yuan)


@pay.register
def _(amount: CeilingAmount, rule: Rule, sheet: Worksheet) -> Payment:
    count = items_of(amount.per, sheet)
    if count == 0:
        return nothing(f"{sheet.label(amount.per or '')}为0")
    sheet.step(f"原文只写了最高 {format_yuan(amount.yuan)}", amount.yuan, rule.quote)
    total = _times(amount.yuan, count, amount.per, sheet, rule.quote)
    return known(total, is_ceiling=True)


@pay.register
def _(amount: LevelAmount, rule: Rule, sheet: Worksheet) -> Payment:
    count = items_of(amount.count, sheet)
    chosen = sheet.value(amount.fact)
    for level in amount.levels:
        if level.key == chosen:
            shown = sheet.show(amount.fact, level.key)
            most = "最高 " if amount.is_ceiling else ""
            sheet.step(f"{shown}：{most}{format_yuan(level.yuan)}", level.yuan, rule.quote)
            total = _times(level.yuan, count, amount.count, sheet, rule.quote)
            return known(total, is_ceiling=amount.is_ceiling)
    levels = amount.levels
    if isinstance(chosen, str):
        left = still_open(sheet.specs[amount.fact], chosen)
        levels = tuple(level for level in levels if level.key in left)
    elif chosen is not None:
        levels = ()
    if not levels and chosen is not None:
        shown = sheet.show(amount.fact, chosen)
        return nothing(f"{sheet.label(amount.fact)}为{shown}，不在原文列出的档次内")
    return _open_level(amount.model_copy(update={"levels": levels}), rule, sheet, count)


def _open_level(amount: LevelAmount, rule: Rule, sheet: Worksheet, count: Decimal) -> Payment:
    sums = [level.yuan for level in amount.levels]
    shown = "、".join(
        f"{sheet.show(amount.fact, level.key)} {format_yuan(level.yuan)}" for level in amount.levels
    )
    label = sheet.label(amount.fact)
    sheet.assume(f"未说明{label}，按最高一档计算（{shown}）")
    sheet.step(f"{label}未说明，取最高一档 {format_yuan(max(sums))}", max(sums), rule.quote)
    total = _times(max(sums), count, amount.count, sheet, rule.quote)
    return Payment(
        total, total, min(sums) * count, total, is_ceiling=True, is_open=len(set(sums)) > 1
    )


@pay.register
def _(amount: PerAmount, rule: Rule, sheet: Worksheet) -> Payment:
    lines: list[tuple[str, Decimal, Decimal]] = []
    for item in amount.items:
        count = sheet.number(item.fact)
        if count is None:
            continue
        paid = count if item.most is None else min(count, Decimal(item.most))
        if paid < count:
            items = show_items(sheet.specs[item.fact], count)
            sheet.step(f"{items}，最多按{item.most}计算", paid, rule.quote)
        lines.append((item.fact, paid, item.yuan))
    if any(count for _, count, _ in lines):
        return _per_total(amount, lines, rule, sheet)
    stated = [name for name in amount.excluded if sheet.number(name)]
    if stated:
        shown = "、".join(
            show_items(sheet.specs[name], sheet.number(name) or ZERO) for name in stated
        )
        return nothing(f"{shown}，不属于原文奖励的范围")
    if lines:
        counted = "、".join(
            sheet.label(item.fact) for item in amount.items if item.fact in sheet.used
        )
        return nothing(f"{counted}为0")
    for item in amount.items:
        sheet.miss(item.fact)
    return Payment(is_ceiling=amount.is_ceiling)


def _per_total(
    amount: PerAmount, lines: list[tuple[str, Decimal, Decimal]], rule: Rule, sheet: Worksheet
) -> Payment:
    counted = [line for line in lines if line[1]]
    total = sum((count * yuan for _, count, yuan in counted), ZERO)
    terms = " + ".join(
        f"{format_yuan(yuan)} × {show_items(sheet.specs[fact], count)}"
        for fact, count, yuan in counted
    )
    sheet.step(f"{terms} = {format_yuan(total)}", total, rule.quote)
    sheet.lines.extend(
        Part(sheet.specs[fact].kind_name, None, count, yuan, count * yuan)
        for fact, count, yuan in counted
    )
    return known(total, is_ceiling=amount.is_ceiling)


@pay.register
def _(amount: InKindAmount | UnquantifiedAmount, rule: Rule, sheet: Worksheet) -> Payment:
    return Payment(unquantified=amount.say)
