"""Apply the years and the cap of the applicant to a payment."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.facts import YEARS
from assistant.rules.payment import ZERO
from assistant.rules.rule import Cap, Period, Rule
from assistant.rules.show import show_limit
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan
from assistant.text.numerals import plain

PERIOD_WORDS = {
    Period.NONE: "",
    Period.ONCE: "一次性",
    Period.YEAR: "每年",
    Period.TOTAL: "累计",
}


def cap_name(cap: Cap) -> str:
    """What the cap is called in a step: 每家企业每年上限."""
    return f"{cap.per}{PERIOD_WORDS[cap.period]}上限"


def room_under(cap: Cap, sheet: Worksheet, *, is_told: bool) -> Decimal:
    """What is left under the cap after what was already received."""
    if cap.less is None:
        return cap.yuan
    received = sheet.number(cap.less)
    if received is None:
        if is_told:
            sheet.assume(f"未说明{sheet.label(cap.less)}，按尚未获得计算")
        return cap.yuan
    room = max(cap.yuan - received, ZERO)
    if is_told:
        text = (
            f"{cap_name(cap)} {format_yuan(cap.yuan)} − {sheet.label(cap.less)}"
            f"{format_yuan(received)} = {format_yuan(room)}"
        )
        sheet.step(text, room, cap.quote)
    return room


def capped(value: Decimal, rule: Rule, sheet: Worksheet) -> Decimal:
    """The value under the cap of the applicant, with its step."""
    cap = rule.cap
    if cap is None:
        return value
    room = room_under(cap, sheet, is_told=True)
    name = cap_name(cap) if room == cap.yuan else "剩余额度"
    kept = min(value, room)
    sheet.step(show_limit(value, name, room), kept, cap.quote or rule.quote)
    return kept


def _years(rule: Rule, sheet: Worksheet) -> Decimal:
    """How many years are paid: the stated number, at most ``most_years``; 1 if none is stated."""
    if not rule.yearly or YEARS not in sheet.specs:
        return Decimal(1)
    years = sheet.number(YEARS)
    if years is None:
        return Decimal(1)
    if rule.most_years is not None and years > rule.most_years:
        text = f"{plain(years):f}年超过最长{rule.most_years}年，按{rule.most_years}年计算"
        sheet.step(text, Decimal(rule.most_years), rule.quote)
    return paid_years(rule, sheet)


def paid_years(rule: Rule, sheet: Worksheet) -> Decimal:
    """As the years that were used on the sheet; 1 for a rule that is not per year."""
    years = sheet.used.get(YEARS)
    if not rule.yearly or not isinstance(years, Decimal):
        return Decimal(1)
    return years if rule.most_years is None else min(years, Decimal(rule.most_years))


def with_caps(value: Decimal, rule: Rule, sheet: Worksheet) -> Decimal:
    """Yearly cap, then years, then any other cap: the order in which the texts limit."""
    is_yearly = rule.cap is not None and rule.cap.period is Period.YEAR
    if is_yearly:
        value = capped(value, rule, sheet)
    value = with_years(value, rule, sheet)
    return value if is_yearly else capped(value, rule, sheet)


def with_years(value: Decimal, rule: Rule, sheet: Worksheet) -> Decimal:
    """What is paid over all years that are asked about, each alike."""
    years = _years(rule, sheet)
    if years == 1:
        return value
    total = value * years
    text = f"{format_yuan(value)} × {plain(years):f}年 = {format_yuan(total)}"
    sheet.step(text, total, rule.quote)
    return total


def bound(value: Decimal | None, rule: Rule, sheet: Worksheet) -> Decimal | None:
    """As with_caps for the end of a range, without steps; None is no bound."""
    cap = rule.cap
    if rule.yearly and YEARS in sheet.specs:
        sheet.number(YEARS)
    times = paid_years(rule, sheet)
    if cap is None:
        return None if value is None else value * times
    room = room_under(cap, sheet, is_told=False)
    if cap.period is Period.YEAR:
        return (room if value is None else min(value, room)) * times
    return room if value is None else min(value * times, room)


def period_of(rule: Rule, sheet: Worksheet) -> str:
    """What the amount covers: 每年, 3年合计, 一次性, 累计 or nothing stated."""
    if rule.yearly:
        years = paid_years(rule, sheet)
        return PERIOD_WORDS[Period.YEAR] if years == 1 else f"{plain(years):f}年合计"
    return PERIOD_WORDS[rule.cap.period] if rule.cap else ""
