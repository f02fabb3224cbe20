"""Whether a clause of a first message says what is asked about, so that it is no aside."""

from __future__ import annotations

from assistant.dialogue.grouping.asks_there import only_asks_there
from assistant.dialogue.grouping.clauses import ASKED, clause_of, own_claim
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_HEADS = lazy("[那这][套个块件样桩]一?(?:事|东西)?")
_WRONG = lazy(
    "(?:^|[,。;!?])(?:哦|噢|啊|呃|哎)?,?(?:不对|不是|错了|[说记写打]错了|更正一?下?|口误)[,:]+$"
)
"""What a clause behind it puts right: 1200万,不对,财务说是1120万."""
_DONE = lazy("[了过],$")
_MOST = lazy("封顶|顶格|最高|最多")
_CONTRACT = lazy("合同|花了|付了|总共|一共|投了|交了")


def says_what_is_asked(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause heads the message, or what follows it only asks (销量上规模了,顶格多少).

    So does what puts right what was said before it. A sum with a condition beside it
    (挂了个交易所的合同110万) is of a matter too.
    """
    text = turn.folded
    if _WRONG.search(text, 0, start):
        return True
    if own_claim(turn, start, end):
        told = any(
            start <= f.start and f.end <= end for f in turn.flags if isinstance(f.value, bool)
        )
        counts = own_claim(turn, start, end, frozenset({Unit.YUAN}))
        return told and counts and _CONTRACT.search(text, start, end) is not None
    if start == 0 and _HEADS.search(text, start, end):
        return True
    if not _DONE.search(text, start, end) or end >= len(text):
        return False  # 科里搞ai读片: who asks
    low, high = clause_of(text, end)
    is_of_sum = ASKED.search(text, low, high) or _MOST.search(text, low, high)
    return bool(is_of_sum) and only_asks_there(text, low, high, turn.scope.spans)
