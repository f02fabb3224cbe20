"""Things counted of which all are still under way: 三个算法正在备案中, 报了两个还没公布.

Nothing is paid for what is not decided yet, so the count is none. Told is it in the clause of the
count, or in the next one where that says nothing else (四个模型,都还在审). What is done already
(备案好了,正在准备材料), what waits for the money only (奖金还没下来), and what goes on for some of
them (四个,有两个还在审) is read elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.pending import DONE, MONEY, PENDING, STEP
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SOME = lazy("(?:其中|里面?|里头|剩下的?|另外?|还有|第)[^,。;!?]{0,3}$")
_SOME_OF = lazy("其中|里面|里头|另外|剩下|还有|部分|有的|有些|第|[那这]个")
_STEPS = lazy(f"{STEP}|(?:批|号|证)文?|结果|名单|手续")
_MOST = 1


def still_pending(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers, a count of which all are still under way as none."""
    if not PENDING.search(turn.folded):
        return numbers
    counted = [q for q in turn.quantities if q.unit is Unit.COUNT and q.role == "amount"]
    if not turn.quantities:
        return _all_pending(ctx, turn, numbers)
    if len(counted) != 1 or part.index is not None:  # 有两个还在审: some of those told before
        return numbers
    told = [s for s in numbers if s.turn == number and s.start == counted[0].start]
    return tuple(
        replace(s, value=Decimal(0), parts=(), say="", terms=())
        if s in told and isinstance(s.value, Decimal) and ctx.is_count(s.name)
        and _is_pending(turn.folded, s.start, s.end)
        else s
        for s in numbers
    )  # fmt: skip


def _all_pending(ctx: GatherContext, turn: Turn, numbers: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The only count told before as none, where a message only says that they are under way."""
    counts = [s for s in numbers if ctx.is_count(s.name) and isinstance(s.value, Decimal)]
    said = PENDING.search(turn.folded)
    if len(counts) != 1 or said is None or MONEY.search(turn.folded) or DONE.search(turn.folded):
        return numbers
    rest = turn.folded[: said.start()] + "," + turn.folded[said.end() :]
    if content_of(_STEPS.sub("", rest)) > _MOST or _SOME_OF.search(turn.folded):
        return numbers
    none = replace(counts[0], value=Decimal(0), parts=(), say="", terms=())
    return tuple(none if s is counts[0] else s for s in numbers)


def _is_pending(text: str, start: int, end: int) -> bool:
    low, high = clause_around(text, start, end)
    if _SOME.search(text, low, start):
        return False
    said = PENDING.search(text, low, high)
    if said is None and high < len(text) and text[high] == ",":
        first, last = high + 1, clause_around(text, high + 1, high + 1)[1]
        found = PENDING.search(text, first, last)
        rest = "" if found is None else text[first : found.start()] + text[found.end() : last]
        if _SOME_OF.search(text, first, last):
            return False  # 两个,第三个还在审
        if found is not None and content_of(_STEPS.sub("", rest)) <= _MOST:
            said, high = found, last
    if said is None or MONEY.search(text, said.start(), min(high, said.end() + 4)):
        return False
    return not (
        DONE.search(text, low, high) or MONEY.search(text, max(low, said.start() - 4), said.start())
    )
