"""One end of a range that was told before: 按低的那头算, after 500万到650万.

Also where a number was settled on in between (定了,575万): the end takes its place, in a sum that
was added to since as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

RANGE_END = lazy(
    "(?:按照?|取|就|用|算|定在?|报|照|选|拿)[^,。;!?\\d补奖给]{0,8}?"
    "(?P<end>最?[低小少高大多](?:的)?(?:那|这)?一?(?:头|端|边|档|个数|数)|[上下]限)"
)
_LOW = "低小少下"
_ASKS = lazy("[?吗]|多少|会不会|要是|如果|假如|万一")
_ENDS = 2


def of_range_end(turn: Turn, parts: Sequence[Part], number: int) -> tuple[Turn, tuple[Part, ...]]:
    """The message less what says which end is meant, and the matters with that end."""
    match = RANGE_END.search(turn.folded)
    if match is None or _ASKS.search(turn.folded, 0, match.start()):
        return turn, tuple(parts)
    is_low = any(sign in match["end"] for sign in _LOW)
    found, spans = list(parts), []
    for n, part in enumerate(parts):
        done = _settled(part.matter, number, is_low=is_low) if part.index is not None else None
        if done is None:
            continue
        old, new, was = done
        numbers = tuple(new if s is old else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        spans.append(clause_around(turn.folded, match.start(), match.end()))
        spans += (  # 575作废: what is settled on no more
            clause_around(turn.folded, e.start, e.end)
            for e in turn.expressions
            if e.value is not None and was in (e.value, e.value * _WAN)
        )
    return (without_spans(turn, spans) if spans else turn), tuple(found)


_WAN = 10_000


def _settled(
    matter: Matter, number: int, *, is_low: bool
) -> tuple[Stated, Stated, Decimal | None] | None:
    """(a number, as it is with one end of its range, what it was settled on before)."""
    known = [(s, r, was) for s in matter.numbers for r, was in _ranges(matter, s)]
    if len(known) != 1:
        return None
    stated, told, was = known[0]
    values = [value for _, value in told.alternatives]
    end = min(values) if is_low else max(values)
    now = replace(stated, alternatives=(), is_range=False, say="", turn=number)
    if was is None or stated.value == was:
        return stated, replace(now, value=end, parts=()), was
    members = [p.value for p in stated.parts]
    if members.count(was) != 1:
        return None
    parts = tuple(replace(p, value=end) if p.value == was else p for p in stated.parts)
    total = sum((p.total for p in parts), Decimal(0))
    return stated, replace(now, value=total, parts=parts), was


def _ranges(matter: Matter, stated: Stated) -> Iterator[tuple[Stated, Decimal | None]]:
    """The range that a number is or was, with what was settled on instead of it."""
    if _is_range(stated):
        yield stated, None
        return
    for past in reversed(matter.pasts):
        before = next((s for s in past.before if s.name == stated.name), None)
        after = next((s for s in past.after if s.name == stated.name), None)
        if before is not None and after is not None and _is_range(before):
            if isinstance(after.value, Decimal):
                yield before, after.value
            return


def _is_range(stated: Stated) -> bool:
    return stated.is_range and len(stated.alternatives) == _ENDS
