"""Some of what was told that a later message finds to be something else: 有110万是软件,不是语料.

Told with 其中 the text says itself that it is a part; here only that a larger sum was told before
says so. The part is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.relations import Relation
from assistant.text.units import Unit

_SOME = lazy(
    "^(?:[^,。;!?\\d]{0,8}?(?:发现|里[面头边]?|中|看|查|对|才|还是|确实|原来|其实)|(?:大?前年|去年|今年|明年|上年|本年)[那的这笔块边]{0,4})?"
    "有[个笔块]?$"
)
_ONE_MORE = lazy("另|还|又|再|此外")
_OTHER = lazy(
    "(?:元|块)?的?[^,。;!?\\d不没未非]{0,12},?(?:[这那](?:块|笔|部分)?|就|也|其实|压根|根本|并|都|可|所以|应该|得)*"
    "(?:不(?:是|算|属|该算|能算|应算|作数|在)(?![不没]|一定|多|少|小|低|高|太)[^,。;!?]{0,8}"
    "|(?:还|尚|都|目前|现在|暂时)*(?:没有?|未)(?:实际)?(?:花|付|用|支出|发生|投|给|结)(?:出去|掉|完|清)?了?)"
    "(?=[,。;!?]|$)"
)
_ASKS = lazy("[吗?]|是不是|算不算")


def less_said_not_in(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, its one sum taken off where it is said to be none of that before."""
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    going_on = [part for part in parts if part.index is not None]
    if len(sums) != 1 or not going_on or not _is_plain(sums[0]):
        return turn
    (e,) = sums
    low, _ = clause_around(turn.folded, e.start, e.end)
    told = [s.total for part in going_on for s in part.matter.numbers if s.total is not None]
    behind = _OTHER.match(turn.folded, e.end)
    lead = turn.folded[low : e.start]
    if behind is None or not _SOME.search(lead) or _ONE_MORE.search(lead):
        return turn
    if _ASKS.search(turn.folded, e.end) or not any(total > (e.value or 0) for total in told):
        return turn
    less = (replace(e.operands[0], role="minus"),)
    now = replace(e, relation=Relation.DIFFERENCE, value=None, operands=less)
    return replace(turn, expressions=tuple(now if o is e else o for o in turn.expressions))


def _is_plain(e: Expression) -> bool:
    single = e.relation in (Relation.PLAIN, Relation.APPROXIMATE) and len(e.operands) == 1
    return single and e.operands[0].role == "term"


def is_more_of_other(text: str, start: int, end: int) -> bool:
    """Whether one more sum is none of what is asked about: 另外有100万是培训费,不是算力."""
    low, _ = clause_around(text, start, end)
    is_more = MORE_THERE.search(text, low, start) is not None
    is_more = is_more and not _IN_IT.search(text, end)  # 还有一笔40万的罚款在里面,不算投资
    return is_more and _OTHER.match(text, end) is not None and not _ASKS.search(text, end)


_IN_IT = lazy("里[面头边]|在内|包含|包括|算进|其中")
MORE_THERE = lazy("(?:另外?|还|又|此外)(?:还|又)?有(?:一?[个笔块])?$")
"""What stands before one more sum: 另外有一笔."""
