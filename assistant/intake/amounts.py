"""What a draft pays in one case, as the amount of a rule."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.intake.amounts_of_rates import rate_amount
from assistant.intake.comparisons import start_of_growth
from assistant.intake.draft import Draft, Row
from assistant.intake.figures import AREA, RATE, Currency, Figure
from assistant.intake.grown_steps import increased
from assistant.intake.labels import words_for_number
from assistant.intake.measured import (
    counted_one_by_one,
    in_months,
    measured_fact,
    months_of,
    things_fact,
)
from assistant.intake.vocabulary import GROWN, Vocabulary
from assistant.intake.written import Mapped, decimal_text

_ACTUAL_SUM = re.compile("^实际.*(?:费用|支出|投入|成本|价款)$")


def amount_of(draft: Draft, row: Row, facts: Vocabulary) -> Mapped:
    """The amount of one case: a rate, a sum, so much for each, or a maximum."""
    if draft.floor is not None and row.rate is None and row.fixed is None:
        least = decimal_text(draft.floor.value)
        return {"kind": "unquantified", "say": f"不少于{least}元，没有写明上限"}
    if draft.is_actual:
        return _actual(draft, facts)
    if row.rate is not None:
        return rate_amount(draft, row.rate, facts)
    assert row.fixed is not None
    yuan = decimal_text(row.fixed.value)
    if draft.period:
        return _monthly(draft, yuan, facts) | _floor(draft)
    if draft.more is not None and draft.more_step is not None:
        return _growing(draft, yuan, facts)
    if draft.is_whole and whole_ones(draft) is None:
        return _each_whole(draft, yuan, facts)
    if draft.per_figure is not None and draft.per_figure.value != 1:
        return _for_each(draft, draft.per_figure, row.fixed.value, facts)
    if draft.per_figure is not None:
        fact = counted_one_by_one(draft, draft.per_figure.unit, facts)
        fact = facts.grown(fact) if draft.is_grown else fact
        return {"kind": "per", "items": [_item(draft, fact, yuan)]}
    if draft.is_ceiling and draft.per:
        return {"kind": "ceiling", "yuan": yuan, "per": facts.count(draft.per)}
    if draft.is_ceiling:
        return {"kind": "ceiling", "yuan": yuan}
    if draft.per and "项目" not in draft.per:
        return _for_things(draft, yuan, facts) | _floor(draft)
    return {"kind": "fixed", "yuan": yuan}


def _actual(draft: Draft, facts: Vocabulary) -> Mapped:
    """The whole of what was spent, up to a limit; only that where it is not named."""
    top = draft.item_cap or (draft.cap.figure if draft.cap else None)
    if top is None:
        return {"kind": "unquantified", "say": "按实际支出补助，没有写明上限"}
    if draft.base and _ACTUAL_SUM.search(draft.base):
        whole = Figure(RATE, Decimal(1), "全额", 0, 0, top.at)
        return rate_amount(draft, whole, facts)
    amount = {"kind": "ceiling", "yuan": decimal_text(top.value)}
    return amount | ({"per": facts.count(draft.per)} if draft.per else {})


def _floor(draft: Draft) -> Mapped:
    """不足5万元的按5万元补, of so much for each."""
    return {"floor_yuan": decimal_text(draft.floor.value)} if draft.floor is not None else {}


def _growing(draft: Draft, yuan: str, facts: Vocabulary) -> Mapped:
    """20万元 from 5000吨 on, and 3万元 for every 1000吨 more."""
    start = start_of_growth(draft)
    assert start is not None
    assert draft.more is not None
    assert draft.more_step is not None
    return {
        "kind": "growing",
        "by": measured_fact(draft, start.subject, start.figure.unit, facts),
        "at_least": decimal_text(start.figure.value),
        "yuan": yuan,
        "step": decimal_text(draft.more_step.value),
        "each_yuan": decimal_text(draft.more.value),
    }


def _for_things(draft: Draft, yuan: str, facts: Vocabulary) -> Mapped:
    """So much for each thing, and what is added to it."""
    if draft.beyond is not None:
        subject = next(
            (t.subject for t in draft.thresholds if t.figure is draft.beyond), draft.measure
        )
        whole = measured_fact(draft, subject, draft.beyond.unit, facts)
        if subject and draft.per in _DAYS:
            whole = facts.number(subject, draft.per)  # what the sum before it is demanded of
        return {"kind": "per", "items": [{"fact": facts.beyond(whole, draft.beyond), "yuan": yuan}]}
    item = _item(draft, things_fact(draft, facts), yuan)
    if draft.slices:
        return {"kind": "per", "items": _in_slices(draft, item["fact"], facts)}
    if draft.upto is not None and draft.above is not None:
        # 每吨150元;超出1万吨的部分每吨200元
        above = {
            "fact": facts.beyond(item["fact"], draft.upto),
            "yuan": decimal_text(draft.above.value),
        }
        return {"kind": "per", "items": [{**item, "most": decimal_text(draft.upto.value)}, above]}
    items = [item]
    if draft.added is not None:
        items.append({**item, "yuan": decimal_text(draft.added.value)})
    return {"kind": "per", "items": items}


_DAYS = ("天", "日")


def _in_slices(draft: Draft, whole: str, facts: Vocabulary) -> list[Mapped]:
    """100千瓦以内每千瓦2500元,超过100至300千瓦的部分每千瓦1800元: so much for each part of them."""
    facts.also(whole, words_for_number(draft.measure) if draft.measure else ())
    items: list[Mapped] = []
    for one in draft.slices:
        item: Mapped = {"fact": whole, "yuan": decimal_text(one.rate.value)}
        if one.beyond is None and one.upto is not None:
            item["most"] = decimal_text(one.upto)
        elif one.beyond is not None:
            item["fact"] = facts.beyond(whole, replace(one.bounds[0], value=one.beyond))
            if one.upto is not None:
                above = facts.beyond(whole, replace(one.bounds[-1], value=one.upto))
                item["fact"] = facts.between(item["fact"], above)
        items.append(item)
    return items


def _item(draft: Draft, fact: str, yuan: str) -> Mapped:
    """So much for each of a fact, of which so many are paid for."""
    item: Mapped = {"fact": fact, "yuan": yuan}
    if draft.most_things is not None:
        item["most"] = decimal_text(draft.most_things.value)
    return item


def _for_each(draft: Draft, each: Figure, sum_: Decimal, facts: Vocabulary) -> Mapped:
    """每100万元奖励1万元: as a share of the sum, or so much for one of what is counted."""
    noun = draft.base or next(
        (t.subject for t in draft.thresholds if t.figure.unit == each.unit), ""
    )
    share = decimal_text(sum_ / each.value)
    if each.unit == Currency.YUAN.value and draft.is_grown:
        fact = increased(draft, facts)
        return {"kind": "rate", "rate": share, "base": {"plus": [fact], "say": noun}}
    if each.unit == Currency.YUAN.value:
        beside = next((t.subject for t in draft.thresholds if t.figure.unit == "元"), "")
        is_grown = GROWN.search(noun) is not None and noun != beside
        fact = (
            facts.increase_of(noun, beside, str(draft.clause_id))
            if is_grown
            else facts.sum_of(noun)
        )
        return {"kind": "rate", "rate": share, "base": {"plus": [fact], "say": noun}}
    fact = facts.number(noun, each.unit) if noun else facts.count(each.unit)
    fact = facts.grown(fact) if draft.is_grown else fact
    return {"kind": "per", "items": [{"fact": fact, "yuan": share}]}


def _each_whole(draft: Draft, yuan: str, facts: Vocabulary) -> Mapped:
    """每满1000万元奖励1.2万元,不满的部分不计,最高50万元: the first of them, and each one more."""
    each = draft.per_figure
    assert each is not None
    noun = draft.base or next(
        (t.subject for t in draft.thresholds if t.figure.unit == each.unit), ""
    )
    step = decimal_text(each.value)
    by = facts.number(noun, each.unit) if noun else facts.count(each.unit)
    by = facts.grown(by) if draft.is_grown else by
    return {
        "kind": "growing", "by": by, "at_least": step, "yuan": yuan, "step": step,
        "each_yuan": yuan,
    }  # fmt: skip


def whole_ones(draft: Draft) -> Decimal | None:
    """The sum of which only whole multiples are paid, where a limit lets them be; None without."""
    sums = [row.fixed.value for row in draft.rows if row.fixed is not None]
    if draft.per_figure is None or draft.per_figure.value == 1 or len(sums) != 1:
        return None
    caps = [one.figure.value for one in (draft.cap, draft.beside) if one is not None]
    return sums[0] if all(cap % sums[0] == 0 for cap in caps) else None


def _monthly(draft: Draft, yuan: str, facts: Vocabulary) -> Mapped:
    """So much for each month, and for each person or square metre."""
    fact = months_of(draft, facts)
    item = {"fact": fact, "yuan": yuan}
    if draft.most_months is not None:
        item["most"] = decimal_text(in_months(draft.most_months))
    amount: Mapped = {"kind": "per", "items": [item]}
    if draft.per in AREA:
        amount |= {"count": things_fact(draft, facts), "needs_count": "true"}
    elif draft.per:
        amount["count"] = facts.count(draft.per, of=draft.counted)
    if "count" in amount and draft.most_things is not None:
        amount["most_count"] = decimal_text(draft.most_things.value)
    return amount
