"""Rates as amounts: what each is of, the increase of a sum, a rent, slices."""

from __future__ import annotations

import re

from assistant.intake.draft import Draft, SliceOf
from assistant.intake.figures import AREA, Figure
from assistant.intake.interest import LPR_INTEREST
from assistant.intake.labels import words_for_number
from assistant.intake.measured import in_months, measured_fact
from assistant.intake.rates_of_parts import base_of_rate
from assistant.intake.vocabulary import GROWN, Vocabulary
from assistant.intake.written import UNRULED, Mapped, decimal_text

_MORE_THAN_BEFORE = re.compile(
    "(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,14}?)(?:同?比|较)(?:上一?年度?|前一年度?|去年|同期)[^,;。ⓂⓅⒸⒷ]{0,2}(?:有所)?(?:增加|增长|新增)(?:的|$)"
)
"""企业年度研发费用比上年增加的,按增加额: of what there is more."""
_BEFORE_NOUN = re.compile(
    "^(?:较|比)(?:上一?年度?|前一年度?|去年)(?:同期)?的?(?=.{2,}?(?:增量|增长额|增加额|新增额))"
)
"""较上年采购额增量: what has grown stands behind the year."""


def rate_amount(draft: Draft, rate: Figure, facts: Vocabulary) -> Mapped:
    """A share of a sum, with what limits the sum, the share or the months."""
    base = draft.base or draft.measure or "费用"
    clause = str(draft.clause_id)
    fact = _paid_of(draft, base, facts)
    if not fact:
        return {"kind": "unquantified", "say": f"{UNRULED}，请以原文为准"}
    if draft.is_rent and (draft.most_area or draft.unit_cap or draft.price_cap):
        return _rent(draft, rate, fact, facts)
    if draft.slices:
        slices = [_slice(one) for one in draft.slices]
        return {"kind": "slices", "base": {"plus": [fact], "say": base}, "slices": slices}
    amount: Mapped = {
        "kind": "rate",
        "rate": decimal_text(rate.value),
        "base": base_of_rate(draft, fact, base, facts),
    }
    if draft.beyond is not None:
        amount["beyond_yuan"] = decimal_text(draft.beyond.value)
    if draft.most_base is not None:
        amount["most_base_yuan"] = decimal_text(draft.most_base.value)
    if draft.period:
        amount["months"] = facts.months(clause)
        if draft.most_months is not None:
            amount["most_months"] = decimal_text(in_months(draft.most_months))
    if draft.item_cap is not None:
        amount["item_cap_yuan"] = decimal_text(draft.item_cap.value)
    if draft.each_cap is not None:
        amount["each_cap_yuan"] = decimal_text(draft.each_cap.value)
        amount["each_cap_of"] = _each_of(draft, facts)
    if draft.floor is not None:
        amount["floor_yuan"] = decimal_text(draft.floor.value)
    return amount


def _each_of(draft: Draft, facts: Vocabulary) -> str:
    """The fact with which a limit of a rate grows: 每亩不超过1万元, 每月最高500元."""
    if draft.each_cap_of in AREA:
        return facts.number("面积", "平方米")
    if draft.each_cap_of == "月":
        return facts.months(str(draft.clause_id))
    return facts.count(draft.each_cap_of)


def _paid_of(draft: Draft, base: str, facts: Vocabulary) -> str:
    """The fact for what a rate is of; "" where nobody says."""
    if GROWN.search(base):
        return _increase(draft, base, facts)
    if base == LPR_INTEREST:
        return facts.lpr_interest(str(draft.clause_id))
    return facts.sum_of(base, str(draft.clause_id))


def _increase(draft: Draft, base: str, facts: Vocabulary) -> str:
    """The fact for an increase that a rate is of; "" where nobody says what has grown.

    按增量的8%: the whole of it must not stand for what there is more of.
    """
    beside = next((t.subject for t in draft.thresholds if t.figure.unit == "元"), draft.measure)
    grown = _MORE_THAN_BEFORE.search(draft.who)
    beside = beside or (grown["noun"] if grown is not None else "") or _grown_noun(draft)
    base = _BEFORE_NOUN.sub("", base)
    if not (GROWN.split(base)[0] or beside):
        return ""
    fact = facts.increase_of(base, beside, str(draft.clause_id))
    _tell_growth(draft, fact, facts)
    return fact


def _grown_noun(draft: Draft) -> str:
    """年度研发费用 of 年度研发费用较上年增长15%以上的,按增量部分的8%; "" without."""
    for one in draft.thresholds:
        noun = GROWN.split(one.subject)[0]
        if one.figure.unit in ("%", "个百分点") and noun and noun != one.subject:
            return noun
    return ""


_RENTED = re.compile("(?:租[用赁入]?|自用|使用|办公)[^,;。ⓂⓅⒸⒷ建]{0,8}面积$")


def _area_of(draft: Draft, facts: Vocabulary) -> str:
    """How much is rented: 自用面积200平方米以上的 demands so much of the same."""
    asked = [t.subject for t in draft.thresholds if t.figure.unit in AREA]
    own = next((one for one in asked if _RENTED.search(one) is not None), "面积")
    area = facts.number(own, "平方米")
    facts.also(area, words_for_number("面积"))
    return area


def _rent(draft: Draft, rate: Figure, fact: str, facts: Vocabulary) -> Mapped:
    """按租金的50%补贴,每平方米每月不超过30元,面积不超过1000平方米."""
    area = _area_of(draft, facts)
    months = facts.months(str(draft.clause_id))
    price = facts.rent_of(fact, area, months)
    amount: Mapped = {
        "kind": "rent", "rate": decimal_text(rate.value),
        "base": {"plus": [fact], "say": draft.base}, "area": area, "months": months, "price": price,
    }  # fmt: skip
    amount |= limits_of_rent(draft)
    if draft.most_months is not None:
        amount["most_months"] = decimal_text(in_months(draft.most_months))
        amount["monthly"] = f"{fact}_monthly"
    return amount


def _slice(one: SliceOf) -> Mapped:
    """超过300万元至1000万元部分按6%."""
    written: Mapped = {"rate": decimal_text(one.rate.value)}
    if one.beyond is not None:
        written["beyond_yuan"] = decimal_text(one.beyond)
    if one.upto is not None:
        written["upto_yuan"] = decimal_text(one.upto)
    return written


def _tell_growth(draft: Draft, increase: str, facts: Vocabulary) -> None:
    """同比增长10%以上…,对增量部分: how much it has grown by follows from the sums of both years."""
    before = f"{increase.removesuffix('_more')}_before"
    for one in draft.thresholds:
        if one.figure.unit == "%" and "增" in one.subject and before in facts.out.facts:
            spec = facts.out.facts[measured_fact(draft, one.subject, one.figure.unit, facts)]
            if spec["kind"] == "fraction":
                spec.setdefault("derive", [{"share": [increase, before]}])


def limits_of_rent(draft: Draft) -> Mapped:
    """How many square metres count, and how much for each of them and month."""
    limits = {
        "most_area": draft.most_area, "unit_yuan": draft.unit_cap, "price_yuan": draft.price_cap
    }  # fmt: skip
    return {key: decimal_text(one.value) for key, one in limits.items() if one is not None}
