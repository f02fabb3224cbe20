"""Sums told side by side, each behind a noun of its own: 场地费120万,搭建80万,嘉宾差旅30万.

Only the shape is read here: a short noun and a sum, and nothing else, between two marks. Whether
they are parts of one cost is for ``numbers.cost_parts``; so long as one of a row bears on what is
asked, none of it is an aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_LONGEST = 12
_NOUN = (
    "(?!(?:[^,、;。:!?]{0,6})(?:计划|预计|预算|实际|[定售单报标]价|眼下|目前|卖))"
    "(?P<label>(?:(?![一二两三四五六七八九十我你您他她它这那哪去今明年月日不没第共总剩其余另又再还改变成原现各每个倍])"
    "[\u4e00-\u9fffa-z]){2,8}?)(?:花了?|用了?|付了?|支出|投了?|是|要|:)?"
)
_FIRST = lazy(f"(?:^|(?<=[,、;。:!?(\n])){_NOUN}$")
_NEXT = lazy(f"元?(?:[,、;+]|(?=[和加及还另]))(?:还有|另外|外加|再加|加上|以及|和|加)?{_NOUN}")
_END = lazy("元?(?:[,、;。!?)\n+和加]|以及|还有|另外|$)")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class CostItem:
    """One sum of a row: where its noun begins and its number ends, and the noun."""

    start: int
    end: int
    number: int
    label: str


def cost_rows(text: str, quantities: Sequence[Quantity]) -> tuple[tuple[CostItem, ...], ...]:
    """Each run of at least two sums that stand side by side, each behind its noun alone."""
    rows: list[list[CostItem]] = []
    last: CostItem | None = None
    for quantity in quantities:
        start, goes_on = quantity.start, False
        item = None
        if quantity.unit is Unit.YUAN and _END.match(text, quantity.end):
            item = _NEXT.fullmatch(text, last.end, start) if last is not None else None
            goes_on = item is not None
            item = item or _FIRST.search(text, max(0, start - _LONGEST), start)
        if item is None:
            last = None
            continue
        last = CostItem(item.start("label"), quantity.end, start, item["label"])
        if goes_on:
            rows[-1].append(last)
        else:
            rows.append([last])
    return tuple(tuple(row) for row in rows if len({i.label for i in row}) >= _FEWEST)
