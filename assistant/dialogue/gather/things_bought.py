"""A thing that a later message says was got, whose price alone stands behind it.

还买了台咖啡机,3万: the sum is the price of that thing. Where no policy in question knows the thing,
it takes the place of nothing and is told as unused. 加了台服务器,200万 of hardware that the clause
speaks of is for whoever adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.items import is_for_one_more
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_THING = lazy(
    r"(?<![没未不])[\u4e00-\u9fff](?:了|过|[回进上下]了?)[\d一两俩二三四五六七八九十几]{0,3}[台辆套架部组批款块]"
    r"(?P<what>[^,。;!?\d]{1,10})$"
)
"""买了台咖啡机: a verb, how many, and the thing; a contract (份, 张, 笔) is a sum itself."""
_PRICE = lazy("(?:要|花了?|是|才|就|值|付了?|一共|总共|共|合计|大概|差不多)*$")
_BEHIND = lazy("(?:元|块钱?|左右|上下|多)*[。;!?]*$|(?:元|块钱?)*,")
_CLAUSE = lazy("[^,。;!?]+")
_PAIR = 2


def priced_things(turn: Turn) -> Iterator[tuple[int, int, int]]:
    """(start, end, where its price stands) of the clauses that only tell what was got."""
    clauses = [m.span() for m in _CLAUSE.finditer(turn.folded)]
    sums = {q.start: q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount"}
    for (low, high), (start, end) in pairwise(clauses):
        own = [q for at, q in sums.items() if start <= at < end]
        if turn.folded[high] != "," or len(own) != 1 or any(low <= at < high for at in sums):
            continue
        told = own[0]
        is_bare = _PRICE.fullmatch(turn.folded[start : told.start]) is not None
        is_last = _BEHIND.match(turn.folded, told.end) and told.end >= end - _PAIR
        if is_bare and is_last and _THING.search(turn.folded[low:high]):
            yield low, high, told.start


def without_strange_things(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """A later message less the prices of things that the policies in question do not know."""
    if not parts or any(part.index is None for part in parts):
        return turn, ()
    known = "".join(
        (*(ctx.texts[c] for part in parts for c in part.matter.clauses),
         *(part.matter.text.removesuffix(turn.matter) for part in parts),
         *(word for part in parts for s in part.matter.numbers for word in ctx.label_words(s.name)))
    )  # fmt: skip
    gone: dict[int, Unused] = {}
    for low, high, at in priced_things(turn):
        match = _THING.search(turn.folded[low:high])
        what = match["what"] if match else ""
        pairs = {what[n : n + _PAIR] for n in range(len(what) - 1)} or {what}
        pairs = {p for p in pairs if content_of(p)}
        is_known = any(p in known for p in pairs)
        if not pairs or (is_known and is_for_one_more(turn.folded, at)):
            continue
        end = next(q.end for q in turn.quantities if q.start == at)
        gone[at] = Unused(turn.folded[low:end], low, end, "number")
    if not gone:
        return turn, ()
    kept = tuple(
        e for e in turn.expressions if not any(o.quantity.start in gone for o in e.operands)
    )
    return replace(turn, expressions=kept), tuple(gone.values())
