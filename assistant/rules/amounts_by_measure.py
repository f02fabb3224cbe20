"""Amount kinds measured by another quantity: tiers, area and months, excess of a rate."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from assistant.rules.amounts import base_of, pay
from assistant.rules.payment import ZERO, Payment, known, nothing
from assistant.rules.rule import AreaAmount, ExcessAmount, Period, Rule, Tier, TierAmount
from assistant.rules.show import show_fact, show_limit
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_fraction, format_yuan
from assistant.text.numerals import plain

YEAR = 12


@pay.register
def _(amount: TierAmount, rule: Rule, sheet: Worksheet) -> Payment:
    measure = sheet.needed(amount.by)
    top = max(tier.cap_yuan for tier in amount.tiers)
    if measure is None:
        base_of(amount.base, sheet)
        return Payment(highest=top)
    tier = tier_of(amount, measure)
    shown = sheet.show(amount.by, measure)
    if tier is None:
        lowest = show_fact(sheet.specs[amount.by], min(t.at_least for t in amount.tiers))
        return nothing(f"{sheet.label(amount.by)}为{shown}，未达到最低一档 {lowest}")
    total = base_of(amount.base, sheet)
    if total is None:
        return Payment(highest=tier.cap_yuan)
    if total == 0:
        return nothing(f"{amount.base.say}为0，没有可计算的基数")
    floor = show_fact(sheet.specs[amount.by], tier.at_least)
    sheet.step(
        f"{sheet.label(amount.by)}{shown}，适用 {floor} 以上一档："
        f"{format_fraction(tier.rate)}，最高 {format_yuan(tier.cap_yuan)}",
        measure,
        rule.quote,
    )
    uncapped = total * tier.rate
    sheet.step(
        f"{format_yuan(total)} × {format_fraction(tier.rate)} = {format_yuan(uncapped)}",
        uncapped,
        rule.quote,
    )
    return known(uncapped, _limit(uncapped, tier.cap_yuan, "本档上限", rule.quote, sheet))


def tier_of(amount: TierAmount, measure: Decimal) -> Tier | None:
    """The highest tier that the measure reaches."""
    reached = [tier for tier in amount.tiers if measure >= tier.at_least]
    return max(reached, key=lambda tier: tier.at_least) if reached else None


def _limit(value: Decimal, cap: Decimal, name: str, quote: str, sheet: Worksheet) -> Decimal:
    kept = min(value, cap)
    sheet.step(show_limit(value, name, cap), kept, quote)
    return kept


@pay.register
def _(amount: AreaAmount, rule: Rule, sheet: Worksheet) -> Payment:
    area, months = sheet.needed(amount.area), sheet.needed(amount.months)
    if area is None or months is None:
        return Payment(highest=_area_bound(amount, rule, sheet, area, months), is_capped=True)
    span = _paid_months(amount, months, rule, sheet)
    monthly = amount.unit_yuan * area
    uncapped = monthly * span
    sheet.step(
        f"{format_yuan(amount.unit_yuan)} × {plain(area):f}平方米 × {plain(span):f}个月"
        f" = {format_yuan(uncapped)}",
        uncapped,
        rule.quote,
    )
    value = uncapped
    per_year = _per_year(rule)
    if per_year is not None:
        value = _yearly_limit(monthly, span, per_year, rule, sheet)
    paid = _paid_within(amount, span, sheet)
    if paid is None:
        share = format_fraction(amount.paid_rate)
        sheet.assume(f"未说明{sheet.label(amount.paid)}：补贴不超过它的{share}，这一限制未计入")
    else:
        value = _paid_limit(amount, value, paid, rule, sheet)
    return Payment(uncapped, value, is_capped=True, period=f"{plain(span):f}个月合计")


def _per_year(rule: Rule) -> Decimal | None:
    return rule.cap.yuan if rule.cap and rule.cap.period is Period.YEAR else None


def _area_bound(
    amount: AreaAmount, rule: Rule, sheet: Worksheet, area: Decimal | None, months: Decimal | None
) -> Decimal | None:
    """The most that is possible while area or months are missing; None is no bound."""
    span = min(months, Decimal(amount.most_months)) if months else Decimal(amount.most_months)
    per_year = _per_year(rule)
    paid = sheet.number(amount.paid)
    bounds = [] if paid is None else [paid * amount.paid_rate]
    if area is not None:
        bounds.append(_by_year(amount.unit_yuan * area, span, per_year))
    elif per_year is not None:
        bounds.append(per_year * (span / YEAR).to_integral_value(ROUND_CEILING))
    return min(bounds) if bounds else None


def _paid_months(amount: AreaAmount, months: Decimal, rule: Rule, sheet: Worksheet) -> Decimal:
    if months <= amount.most_months:
        return months
    most = f"{amount.most_months}个月"
    span = Decimal(amount.most_months)
    sheet.step(f"{plain(months):f}个月超过最长{most}，按{most}计算", span, rule.quote)
    return span


def _paid_within(amount: AreaAmount, span: Decimal, sheet: Worksheet) -> Decimal | None:
    """What was paid within the months that count, if it has to be derived from a monthly sum."""
    stated = sheet.used[amount.months]
    sheet.used[amount.months] = span
    paid = sheet.number(amount.paid)
    sheet.used[amount.months] = stated
    return paid


def _by_year(monthly: Decimal, months: Decimal, per_year: Decimal | None) -> Decimal:
    """Month by month payments under a cap for each year of twelve months."""
    if per_year is None:
        return monthly * months
    years, rest = divmod(months, YEAR)
    return years * min(monthly * YEAR, per_year) + min(monthly * rest, per_year)


def _yearly_limit(
    monthly: Decimal, months: Decimal, per_year: Decimal, rule: Rule, sheet: Worksheet
) -> Decimal:
    value = _by_year(monthly, months, per_year)
    full = monthly * months
    quote = rule.cap.quote if rule.cap and rule.cap.quote else rule.quote
    word = "超过" if value < full else "未超过"
    if months >= YEAR and monthly * YEAR == per_year:
        word = "正好等于"
    text = f"按年计{word}每年上限 {format_yuan(per_year)}，合计取 {format_yuan(value)}"
    sheet.step(text, value, quote)
    return value


def _paid_limit(
    amount: AreaAmount, value: Decimal, paid: Decimal, rule: Rule, sheet: Worksheet
) -> Decimal:
    limit = paid * amount.paid_rate
    sheet.step(
        f"{sheet.label(amount.paid)}{format_yuan(paid)} × {format_fraction(amount.paid_rate)}"
        f" = {format_yuan(limit)}",
        limit,
        rule.quote,
    )
    return _limit(value, limit, "实际支付的限额", rule.quote, sheet)


@pay.register
def _(amount: ExcessAmount, rule: Rule, sheet: Worksheet) -> Payment:
    paid, whole = sheet.needed(amount.paid), sheet.needed(amount.base)
    if paid is None:
        return Payment()
    if whole is None:
        return Payment(highest=paid)
    line = whole * amount.rate
    sheet.step(
        f"{sheet.label(amount.base)}{format_yuan(whole)} × {format_fraction(amount.rate)}"
        f" = {format_yuan(line)}",
        line,
        rule.quote,
    )
    if paid <= line:
        return nothing(
            f"{sheet.label(amount.paid)}{format_yuan(paid)} 没有超过 {format_yuan(line)}"
        )
    over = paid - line
    sheet.step(f"{format_yuan(paid)} − {format_yuan(line)} = {format_yuan(over)}", over, rule.quote)
    return known(max(over, ZERO))
