"""Which numbers of a message go with what it denies, where a later one says that it is so.

结算是450万,但没备案 → 备上了: what was corrected beside the denial stays, 450万. 把80平转租了 →
没转租, 其中40平好像转租了 → 没有的事: what the very clause told goes with it, and so does what was
taken off for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.stated import Stated
from assistant.text.pattern import lazy

_PART = lazy("其中|里[面头边]?|有$|有[^,。;!?]{0,3}$|[那这]$")
"""Before a number: so much of what was told (里面有40平)."""
_TURNS = lazy("但是?|不过|只是|可惜|可是?(?!以|能)|就是(?=没|还没|未)|然而|而且|偏偏")
"""What a clause says behind these is a clause of its own (涨到450万但没备案)."""


def before_denied(
    said: str,
    before: Sequence[Stated],
    after: Sequence[Stated],
    denied: Sequence[Stated],
    turn: int,
) -> tuple[Stated, ...]:
    """The numbers after a message, those that go with what it denies as they were before it.

    ``said`` is the message, the ``turn``-th, folded; ``denied`` what it denies.
    """
    was = {s.name: s for s in before}
    spans = {_clause(said, s.start) for s in denied if s.text and _stands_in(said, s)}
    spans = spans or {_clause(said, start) for start, _ in denials_of(said)}
    return tuple(
        was[s.name] if s.name in was and _goes(said, was[s.name], s, spans, turn) else s
        for s in after
    )


def _goes(
    said: str, was: Stated, now: Stated, spans: Collection[tuple[int, int]], turn: int
) -> bool:
    if was.value == now.value:
        return False
    if now.turn != turn:
        return False
    told = now.text if _stands_in(said, now) else now.text.rpartition("−")[2]
    place = now.start if _stands_in(said, now) else said.find(told)
    if place < 0:
        return (now.total or Decimal(0)) < (was.total or Decimal(0))
    low, high = own = _clause(said, place)
    if own in spans:
        return True
    # 其中40平,转租给别人了: what the clause behind a part says is of that part
    is_part = _PART.search(said, low, place) is not None
    return is_part and any(start == high + 1 for start, _ in spans)


def _stands_in(said: str, stated: Stated) -> bool:
    return said[stated.start : stated.end] == stated.text


def _clause(said: str, place: int) -> tuple[int, int]:
    """The clause around a place, one behind 但 apart."""
    low, high = clause_around(said, place, place)
    for turn in _TURNS.finditer(said, low, high):
        if turn.start() > place:
            return low, turn.start()
        low = turn.end()
    return low, high
