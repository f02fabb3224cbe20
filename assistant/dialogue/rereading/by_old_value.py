"""A number that is again what it was: told with a word of return, and equal to an earlier value.

不砍了,1.6亿照旧; 软硬件照1180不动; 不吓自己,就7000: that a value was told of just one fact before,
and is not its value now, says of which fact it is, whatever the first reading took it for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import Candidate
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.roles import told
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.understanding import Reread, Understanding
from assistant.retrieval.role_reader import Figure, Told
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_RETURNS = lazy(
    "还是|照旧|照样|恢复|(?<![打驳撤收退])回到?(?!报|复|头|本|款|收|来再)|原[来先]|当初|[不没]动|[不没]变|仍|依旧"
    "|照着?#|就(?:按|是)?#"
)
"""What says that a number is as it was; # stands for the number."""
_COUNTED = frozenset({Unit.YUAN, Unit.COUNT, Unit.NUMBER, Unit.SQUARE_METRE})
_WAN = Decimal(10_000)
_LIKELY = 0.7


def by_old_value(found: Understanding, before: Ledger) -> Understanding | None:
    """With the one fact that a message puts back to a value that it had before."""
    if not before.turn or {Act.DOUBT, Act.ALL_MATTERS} & found.turn.acts.all:
        return None
    own = told(found.turn.text)
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        if was is None:
            continue
        back = [(f, s) for f in _returning(own) for s in _had(was, f)]
        if len(back) != 1:
            continue
        (figure, old), numbers = back[0], {s.name: s for s in now.numbers}
        if old.name in numbers and numbers[old.name].value == old.value:
            continue
        if _reckons_from(own, figure, numbers.get(old.name), old, found.ledger.turn):
            continue
        is_whole = own.text == found.turn.folded
        start, end = (figure.start, figure.end) if is_whole else (0, 0)
        again = replace(
            old,
            turn=found.ledger.turn,
            start=start,
            end=end,
            text=own.text[figure.start : figure.end],
            places=(),
        )
        chosen = Candidate(place, False, (), (*_others(found, was, now, old), again))
        read = applied(found, before, chosen, (), _LIKELY)
        left = _left(own, figure, chosen.numbers, found) if is_whole else ()
        unused = [u for u in read.unused if u.kind != "number"]
        span = Reread(_LIKELY, 0, len(found.turn.folded))
        return replace(read, unused=(*unused, *left), reread=span)
    return None


def _reckons_from(own: Told, figure: Figure, now: Stated | None, old: Stated, turn: int) -> bool:
    """Whether the first reading has what the message makes of the old value.

    还是700万,并且退了100万: 600万 is no other value.
    """
    if now is None or now.turn != turn or now.total is None or old.total is None:
        return False
    others = {v for f in own.figures if f is not figure for v in _values(f)}
    return abs(now.total - old.total) in others


def _returning(own: Told) -> Iterator[Figure]:
    """The numbers of a message in whose clause a word of return stands."""
    for figure in own.figures:
        if figure.value is None or figure.unit not in _COUNTED:
            continue
        low, high = stretch_around(own.text, figure.start, figure.end)
        if _RETURNS.search(f"{own.text[low : figure.start]}#{own.text[figure.end : high]}"):
            yield figure


def _had(was: Matter, figure: Figure) -> Iterator[Stated]:
    """The facts of a matter that had a value before which they have no more."""
    values = _values(figure)
    if any(s.value in values or s.total in values for s in was.numbers):
        return
    current = {s.name: s for s in was.numbers}
    before = (s for past in was.pasts for s in (*past.before, *past.after))
    had = {s.name: s for s in (*was.first, *before) if s.name in current and s.value in values}
    yield from had.values()


def _values(figure: Figure) -> set[Decimal]:
    """What a number may be worth: told without a unit, of 万 as well."""
    value = figure.value or Decimal(0)
    return {value} if figure.unit is Unit.YUAN else {value, value * _WAN}


def _others(found: Understanding, was: Matter, now: Matter, old: Stated) -> Iterator[Stated]:
    """The other numbers, as before where the first reading put the old value there."""
    held = {s.name: s for s in was.numbers}
    for s in now.numbers:
        if s.name == old.name:
            continue
        if s.turn == found.ledger.turn and s.value == old.value:
            if s.name in held:
                yield held[s.name]
        else:
            yield s


def _left(
    own: Told, figure: Figure, numbers: tuple[Stated, ...], found: Understanding
) -> Iterator[Unused]:
    """The other sums of a message that no number was told with, or is."""
    turn = found.ledger.turn
    used = {s.value for s in numbers} | {s.total for s in numbers}
    places = {(s, e) for n in numbers for t, s, e in n.every_place if t == turn}
    for other in own.figures:
        if other is figure or other.unit is not Unit.YUAN or _values(other) & used:
            continue
        if any(s < other.end and other.start < e for s, e in places):
            continue
        low, high = stretch_around(own.text, other.start, other.end)
        yield Unused(own.text[low:high], low, high, "number")
