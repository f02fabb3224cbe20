"""As many sums as things were counted: 我们有两个示范项目,渔业的1450万,养老那个1600万.

Only the shape is read here: so many things counted, and as many sums behind it, each behind a noun
of its own. What the things are called is open. Whether they are what a clause pays for is for
``numbers.as_counted``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.aspects import clause_around
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE
from assistant.text.units import Quantity, Unit

_FEWEST, _MOST = 2, 6
_SELLERS = "家"
_ITEM = lazy(
    f"(?:^|[,、;。:!?])(?:一{MEASURE}是?|其中)?"
    f"(?P<label>[\u4e00-\u9fffa-z]{{1,8}}?)(?P<pointed>的?[那这]一?{MEASURE})?(?:的|{MEASURE}|项目)?"
    "(?:我们|自己|实际|一共|总共|合同|投资|投入|大概){0,3}(?:额|金额)?[花用付投签是有为要]?[了过]?$"
)
_NO_NAME = lazy(
    "[又再还另共总余剩不没改变成应补奖给能可我你他她它这那]|合计|其余|封顶|上限|最[高多]|[去今明前后]年|预算|计划|实际"
)
_IS_COST = lazy("(?:[费款钱薪税金]|工资|成本|开支)$")
"""What is spent, no thing that it is spent on: 电费30万, 水费20万."""
_END = lazy("元?(?:[,、;。!?]|$)")


@dataclass(frozen=True, slots=True)
class CountedItem:
    """One sum of a row: where its clause begins and its number stands, and what it is called."""

    start: int
    number: int
    end: int
    label: str
    is_pointed: bool = False


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A count and as many sums behind it."""

    count: Quantity
    items: tuple[CountedItem, ...]


def counted_row(text: str, quantities: Sequence[Quantity]) -> CountedRow | None:
    """The one row of a folded text in which all of its sums stand; None where there is none."""
    sums = [q for q in quantities if q.unit is Unit.YUAN and q.role == "amount"]
    if not _FEWEST <= len(sums) <= _MOST:
        return None
    items = [_item(text, q) for q in sums]
    row = tuple(item for item in items if item is not None)
    if len(row) < len(sums) or len({item.label for item in row}) < len(row):
        return None
    counts = [
        q
        for q in quantities
        if q.unit is Unit.COUNT and q.value == len(row) and q.end <= row[0].start
    ]
    if not counts or (counts[-1].classifier == _SELLERS and not all(i.is_pointed for i in row)):
        return None  # 租了两家的算力,食堂30万,广告20万: nothing says that these are the two
    return CountedRow(counts[-1], row)


def _item(text: str, quantity: Quantity) -> CountedItem | None:
    low, _ = clause_around(text, quantity.start, quantity.start)
    found = _ITEM.search(text, max(0, low - 1), quantity.start)
    if found is None or not _END.match(text, quantity.end):
        return None
    label = found["label"]
    if _NO_NAME.match(label) or _IS_COST.search(label):
        return None
    return CountedItem(low, quantity.start, quantity.end, label, found["pointed"] is not None)
