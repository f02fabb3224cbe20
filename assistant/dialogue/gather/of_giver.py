"""A part of a sum that was given by who is named in the clause before it.

股东里有区政府基金,它出了其中的500万: some clauses pay on a sum less what somebody gave of it. Who
that is may stand in a clause of its own, and the number behind it points back to him, or only says
that it is of the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.read.names import taken_off_of
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_GAVE = (
    "(?:跟投|领投|投资|出资|认购|拿出|掏出|认缴|实缴|投|出|占|拿|认|掏|给|贡献)(?:了|出|进|资|过)*"
)
_HE = "(?:它们?|他们?|人家|对方|[这那该]家?(?:基金|机构|股东|单位|一家)?)"
_GIVES = lazy(
    f"[,;](?P<he>(?:[这那]一?[轮次]?里?(?:面|头|边)?)?{_HE})?(?:这[一次]?轮)?(?:里|一共|共|总共|就|也|只|大概|大约)*"
    f"{_GAVE}(?P<of>其中的?|当中的?|里面的?|里头的?)?(?:有|约|大约|差不多)*$"
)
_NOT_ALL = lazy(
    "没有?(?:全|都|能)?(?:用|花|拨|到|批|给|发|下|付|打)(?:完|足|满|齐|够|全|那么多|这么多)[^,。;!?]{0,3},"
    "(?:最后|实际|其实|结果|总共|一共)*(?:只|就|才|仅|实际|最后)(?:用|花|拨|到|批|给|发|下|付|打|拿)(?:来|下来|账|位|掉|了|到)*(?:有|约)?$"
)
"""财政资金没有用完,只用了200万: how much of it there was."""
_ASKS = lazy("[吗么?]|是不是|算不算")


def part_of_giver(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """Message and matters with the one sum that it tells as what goes off, where it is such."""
    for n, part in enumerate(parts):
        given = _given(ctx, turn, part, number)
        if given is not None:
            return given[0], (*parts[:n], given[1], *parts[n + 1 :])
    return turn, tuple(parts)


def _given(ctx: GatherContext, turn: Turn, part: Part, number: int) -> tuple[Turn, Part] | None:
    """Message and one matter so."""
    names = frozenset[str]().union(*(taken_off_of(rule) for rule in ctx.rules_of(part)))
    if part.index is None or len(names) != 1:
        return None
    (name,) = names
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN and part.holds(e.start)]
    wholes = [s.total for s in part.matter.numbers if s.name != name and ctx.is_sum(s.name)]
    known = {total for total in wholes if total is not None}
    own = [e for e in sums if e.value not in known]
    if len(own) != 1 or own[0].value is None or any(own[0].value >= total for total in known):
        return None
    if not known or not _is_of_giver(ctx, turn, own[0], name):
        return None
    e = own[0]
    text = turn.folded[e.start : e.end]
    told = Stated(name, own[0].value, e.start, e.end, text, turn=number)
    kept = tuple(s for s in part.matter.numbers if s.name != name)
    after = replace(part, matter=replace(part.matter, numbers=(*kept, told)))
    return without_spans(turn, [(s.start, s.end) for s in sums]), after


def _is_of_giver(ctx: GatherContext, turn: Turn, told: Expression, name: str) -> bool:
    """Whether a sum is of who is named before, by a word of the fact that goes off."""
    text = turn.folded
    low = 1 + max(text.rfind(mark, 0, told.start) for mark in "。;!?")
    gives = _GIVES.search(text, low, told.start)
    less = _NOT_ALL.search(text, low, told.start)
    found = less or (gives if gives and (gives["he"] or gives["of"]) else None)
    if found is None or _ASKS.search(text, low, told.end):
        return False
    words: Sequence[str] = ctx.label_words(name)
    return any(word in text[low : found.start()] for word in words)
