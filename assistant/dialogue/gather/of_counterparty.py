"""What a later message tells of the business of who sells or lets: 供应商去年做了3000万生意.

Its takings, its capital, what it does for others are no cost of the asker's, whatever the scores
say of the number. What it charges, cuts or gives back (供应商让到210万) is, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import APART, Unused
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_MONEY = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH)
_CLAUSE = lazy("[^,。;!?]+")
_THEY = lazy(
    "^(?:那|但是?|不过|而|听说|据说|对了|另外|还有|我们的?|咱们的?|这[家个]|那[家个]|[\\u4e00-\\u9fff]{0,4}?)?"
    "(?:供应商|服务商|供货商|厂商|厂家|卖家|卖方|房东|业主|出租方|平台方|合作方|中介|代理商|运营商)"
)
_THEIR_OWN = lazy(
    "营收|营业额|营业收入|收入|注册资本|注册资金|净?资产|估值|市值|利润|产值|流水|生意|融了?资|上市|年销|销售额|体量"
    "|[给卖供租](?:给|了)*(?:别[的家人处]|其[他它]|另)|[给为帮](?:别[的家人]|其[他它]|另)"
)
_OURS = lazy("[给跟和向找帮替为][我咱]们?(?!看|说|讲|听)|我们?(?:的)?(?:付|花|买|合同|订单)")


def without_counterparty(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, tuple[Unused, ...]]:
    """A later message less the sums of the other side's own business, which are told as unused."""
    if not parts or any(part.index is None for part in parts):
        return turn, ()
    spans = [
        match.span()
        for match in _CLAUSE.finditer(turn.folded)
        if _THEY.search(match.group())
        and _THEIR_OWN.search(match.group())
        and not _OURS.search(match.group())
        and any(
            q.unit in _MONEY and match.start() <= q.start < match.end() for q in turn.quantities
        )
    ]
    if not spans:
        return turn, ()
    left = tuple(Unused(turn.folded[low:high], low, high, APART) for low, high in spans)
    return without_spans(turn, spans), left
