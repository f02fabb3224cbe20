"""Two numbers of a message that add up with one told before.

只考虑其中实际发生的1400万,其余500万没用 after 1900万; 500万取消了,剩下1400万都是真的: the two
come to the number told before, one of them is said to count and the other to have come to nothing.
改成15台,另外3台月初上了牌 after 12台: the larger is the whole now, the smaller what came on top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.items import called_by, summed
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_REST = lazy("(?:其余|剩下?|余下|剩余|另外?|其[他它])[^,。;!?\\d]{0,6}$")

_FAILS = lazy(
    "没(?!错|问题|关系)|未(?!来|必)|(?<!差)不(?!过|错|变|动|但|仅|只|够格的?才)|取消|作废|[退撤砍免](?!休|役)"
    "|泡汤|黄了|停了|吹了|无效|剔|扣[掉除了]|核减|注销|失败|终止|下线"
)
_ONLY = lazy(
    "(?:[只光单仅](?:有|是|能|就)?(?:考虑|算|认|看|说|论|按|报|计|要|用|付|花)|[只才就仅](?:有|是)?)[^,。;!?\\d]{0,16}$"
)
_REAL = lazy("实际|真|确实|有效|[算作]数|都[算是]|能算|落实|完成|发生")
_WHOLE = lazy("[改变到成为]|[一总]?共|合计|总|现在|目前|应该|实际|其实|最[后终]|是")
_MORE = lazy("另|新|又|再|多|加|补|漏|增|追|还|后来|忘")
_PUT_IN = lazy("[并合加纳补算计放][进入到上并在]|也")
_OF_TIMES = lazy("[前去今明后]年|上年|次年|来年|第[一二三四五]年|预计|计划|目标")
_ASKS = lazy("算不算|能不能|要不要|是不是|会不会|万一")
_LATER = lazy(
    "[明后来次]年|下(?:半?年|个?月|季)|[以往随之]后|后(?:面|续|期)|[再分]|年[底末]|第[二三四]年"
)
_COUNTS = "算认看说论按报计要用是有了的为成到"
"""What stands before a number and says nothing of what is done with it."""
_TWO, _WAN = 2, Decimal(10_000)


@dataclass(frozen=True, slots=True)
class _Told:
    """One of the two numbers, with the comma clause that says what becomes of it."""

    number: Quantity
    value: Decimal
    low: int
    high: int
    is_rest: bool
    is_only: bool
    fails: bool
    is_real: bool
    is_more: bool = False

    @property
    def spent(self) -> tuple[int, int]:
        """What of the message says no more: the clause that fails, the number that came on top."""
        return (self.number.start, self.number.end) if self.is_more else (self.low, self.high)


def with_sums_made(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The message less the two numbers, and the matters with the one of them that counts."""
    if _ASKS.search(turn.folded):
        return turn, tuple(parts)
    found = list(parts)
    for n, part in enumerate(parts):
        for old, own, gone in (*_splits(ctx, turn, part), *_grown(ctx, turn, part)):
            now = replace(
                old, value=own.value, parts=(), terms=(), alternatives=(), say="", beside=(),
                turn=number, start=own.number.start, end=own.number.end, text=own.number.text,
                places=old.every_place,
            )  # fmt: skip
            if gone.is_more:  # what came on top may go again: 二期被剔除
                more = replace(now, value=gone.value, text=gone.number.text)
                called = called_by(turn.folded, gone.number.start)
                now = replace(now, parts=summed(old, more, ("", called)))
            numbers = tuple(now if s is old else s for s in part.matter.numbers)
            found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
            spans = [(own.number.start, own.number.end), gone.spent]
            spans += [
                (q.start, q.end)
                for q in turn.quantities
                if _value(q, old) == old.total and q not in (own.number, gone.number)
            ]
            return without_spans(turn, spans), tuple(found)
    return turn, tuple(parts)


def _splits(ctx: GatherContext, turn: Turn, part: Part) -> Iterator[tuple[Stated, _Told, _Told]]:
    """(a number told before, what of it counts, what does not)."""
    for old, rest in _pairs(ctx, turn, part):
        if sum((_value(q, old) for q in rest), Decimal(0)) != old.total:
            continue
        first, second = (_told(turn.folded, q, old) for q in rest)
        kept = None if first.low == second.low else _which_counts(turn.folded, first, second)
        if kept is not None:
            yield old, kept, second if kept is first else first


def _grown(ctx: GatherContext, turn: Turn, part: Part) -> Iterator[tuple[Stated, _Told, _Told]]:
    """(a number told before, what it is now, what came on top of it)."""
    for old, rest in _pairs(ctx, turn, part):
        more, whole = sorted(rest, key=lambda q: _value(q, old))
        if (old.total or 0) + _value(more, old) != _value(whole, old):
            continue
        own, other = (_told(turn.folded, q, old) for q in (whole, more))
        units = list(ctx.units_told_in(part).values())
        is_whole = _WHOLE.search(turn.folded, own.low, whole.start) is not None
        is_more = _MORE.search(turn.folded, other.low, more.start) is not None
        is_more = is_more or _PUT_IN.search(turn.folded, more.end, other.high) is not None
        is_alone = units.count(ctx.units_told_in(part)[old.name]) == 1
        said = (is_whole or is_more) if is_alone else (is_whole and is_more)
        if said and not (own.fails or other.fails or _OF_TIMES.search(turn.folded)):
            yield old, own, replace(other, is_more=True)


def _pairs(
    ctx: GatherContext, turn: Turn, part: Part
) -> Iterator[tuple[Stated, tuple[Quantity, Quantity]]]:
    """(a number told before, the only two others of its unit that the message tells)."""
    units = ctx.units_told_in(part)
    for old in part.matter.numbers if part.index is not None else ():
        unit, whole = units.get(old.name), old.total
        if unit is None or not whole or old.is_assumed or old.alternatives:
            continue
        told = [
            q
            for q in turn.quantities
            if q.unit in (unit, Unit.NUMBER) and q.role in ("amount", "old", "minus", "plus")
        ]
        rest = [q for q in told if _value(q, old) != whole]
        items = {i.value for i in old.value} if isinstance(old.value, tuple) else set()
        # which of several members goes, their own reader says
        if len(rest) == _TWO and not items & {_value(q, old) for q in rest}:
            yield old, (rest[0], rest[1])


def _value(quantity: Quantity, old: Stated) -> Decimal:
    """The value of a number, in 万 where it is bare beside a sum that is."""
    whole = old.total or Decimal(0)
    is_bare = quantity.unit is Unit.NUMBER and whole >= _WAN
    return quantity.value * _WAN if is_bare else quantity.value


def _told(text: str, quantity: Quantity, old: Stated) -> _Told:
    low, high = clause_around(text, quantity.start, quantity.start)
    return _Told(
        quantity,
        _value(quantity, old),
        low,
        high,
        _REST.search(text, low, quantity.start) is not None,
        _ONLY.search(text, low, quantity.start) is not None,
        _FAILS.search(text, low, high) is not None,
        _REAL.search(text, low, high) is not None,
    )


def _which_counts(text: str, first: _Told, second: _Told) -> _Told | None:
    """The one of two that is said to count, where the other is said not to."""
    if first.is_only != second.is_only:
        own, other = (first, second) if first.is_only else (second, first)
        is_gone = other.is_rest and not _is_done_as_well(text, own, other)
        return own if other.fails or is_gone else None
    if first.fails == second.fails:
        return None
    own, other = (second, first) if first.fails else (first, second)
    return own if own.is_real or own.is_rest or other.is_rest else None


def _is_done_as_well(text: str, own: _Told, rest: _Told) -> bool:
    """Whether the rest is only left for later (今年只签300,明年签剩下的320), or for another one."""
    if _LATER.search(text, rest.low, rest.high):
        return True
    done = text[max(own.low, own.number.start - 2) : own.number.start].rstrip(_COUNTS)[-1:]
    return bool(done) and done not in "只就仅才" and done in text[rest.low : rest.high]
