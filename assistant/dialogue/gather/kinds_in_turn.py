"""Counts of several kinds, each behind the name of its kind, without a mark between them.

国标主导了两个行标主导了一个; 国标两个行标一个都是我们主导: every number is of the kind right before
it.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_PAIRS = 2
_SENTENCE = lazy("[^。;!?]+")
_NONE = lazy("参[与编]|挂名|[没未](?!有?财)")
_PARTS = lazy("[,、]|其中|里面|另外?一")


def kinds_in_turn(
    ctx: GatherContext, turn: Turn, part: Part, new: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """What a message states, each of the counts that follow the names of kinds by turns."""
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    kinds = {word: name for name in sorted(every) if ctx.is_count(name)
             for word in ctx.kinds_of(name)}  # fmt: skip
    if len(set(kinds.values())) < _PAIRS:
        return new
    for sentence in _SENTENCE.finditer(turn.folded):
        pairs = _pairs(turn, kinds, *sentence.span())
        if len(pairs) < _PAIRS or len({name for name, _ in pairs}) != len(pairs):
            continue
        ends = [*(q.start for _, q in pairs[1:]), sentence.end()]
        told = tuple(
            Stated(name, Decimal(q.value), q.start, q.end, q.text)
            for (name, q), low, high in zip(
                pairs, [sentence.start(), *(q.end for _, q in pairs)], ends, strict=False
            )
            if not (
                _NONE.search(turn.folded, low, q.start) or _NONE.match(turn.folded, q.end, high)
            )
        )
        places = {q.start for _, q in pairs}
        names = {name for name, _ in pairs}
        kept = tuple(s for s in new if s.name not in names and s.start not in places)
        return (*kept, *told)
    return new


def _pairs(
    turn: Turn, kinds: dict[str, str], start: int, end: int
) -> tuple[tuple[str, Quantity], ...]:
    """Kind and number by turns, the kind first and nothing between that parts them; else ()."""
    named: list[tuple[int, int, str]] = []
    for word in sorted(kinds, key=len, reverse=True):
        at = turn.folded.find(word, start, end)
        while at >= 0:
            if not any(low < at + len(word) and at < high for low, high, _ in named):
                named.append((at, at + len(word), kinds[word]))
            at = turn.folded.find(word, at + len(word), end)
    named.sort()
    counts = [q for q in turn.quantities if q.unit is Unit.COUNT and start <= q.start < end]
    if len(named) != len(counts) or len(named) < _PAIRS:
        return ()
    found: list[tuple[str, Quantity]] = []
    for n, ((low, high, name), q) in enumerate(zip(named, counts, strict=True)):
        after = named[n + 1][0] if n + 1 < len(named) else end
        if q.end == low and (n == 0 or found[-1][1].end <= q.start):
            found.append((name, q))  # 一个行标是我们主导的国标也主导了一个
            continue
        if not high <= q.start < after or _PARTS.search(turn.folded, low, q.start):
            return ()
        found.append((name, q))
    # 国标两个,行标一个 is parted by marks and read as it stands.
    is_run_on = any(
        not _PARTS.search(turn.folded, max(q.end, named[n][1]), named[n + 1][0])
        for n, (_, q) in enumerate(found[:-1])
    )
    is_behind = any(q.start >= high for (_, high, _), (_, q) in zip(named, found, strict=True))
    return tuple(found) if is_run_on and is_behind else ()
