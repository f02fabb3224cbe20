"""What a later message may do to the conversation so far: cut it, or tell one of its numbers anew.

An edit leads to the messages as they would be told now: 那俩也撤了 after 三个过了备案 leaves
一个过了备案. They are read again from the start, so that whatever a first telling can say (years,
things one by one, shares, conditions) can be changed later, and nothing has to know how it was
worked with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.retrieval.role_reader import Figure, Told
from assistant.text.units import Unit

_NUMERAL = re.compile("[0-9][0-9.,]*|[零〇一二两俩仨三四五六七八九十百千]+")
_WAN = Decimal(10_000)
_COUNTS = frozenset({Unit.COUNT, Unit.NUMBER})
_RATES = frozenset({Unit.PERCENT, Unit.YEAR, Unit.DAY})
"""What is never told anew: shares and lengths of time that no sum is told in."""
_CALENDAR = re.compile("[年月日号条款届期岁]$|^第")
_RANKS = re.compile("[级轮次届期代档楼层名等]$")
_PAIRS = re.compile("[俩仨]")
_NEXT = re.compile("[年月日号条款项届期岁]")
_MOST_COUNTED = 1000
_LEAST_IN_WAN = Decimal(10_000)
_MOST = 24
"""Of so many earlier numbers one may be changed: the latest."""


class Op(StrEnum):
    """What an edit does: to all that came later, to one message, to one number, to its kind."""

    BACK = "back"
    VOID = "void"
    SET = "set"
    ADD = "add"
    LESS = "less"
    DROP = "drop"
    RESTORE = "restore"
    FEWER = "fewer"
    MORE = "more"
    ONLY = "only"
    SWAP = "swap"


BY_NUMBER = (Op.SET, Op.ADD, Op.LESS)
"""What a number of the message does to one told before."""
BY_MESSAGE = (Op.DROP, Op.RESTORE, Op.FEWER, Op.MORE, Op.ONLY, Op.SWAP)
"""What a message does to a number told before without one of its own."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the messages before.

    ``turn`` is the message that stands last (BACK), is void (VOID), or whose number at ``figure``
    is told anew; ``number`` is the place of the number of the message that does it, None for none.
    """

    op: Op
    turn: int
    figure: int | None = None
    number: int | None = None


def edits_of(earlier: Sequence[Told], now: Told) -> Iterator[Edit]:
    """Every edit that a message may be, of the messages before it."""
    count = len(earlier)
    for turn in range(count - 1):
        yield Edit(Op.BACK, turn)
    for turn in range(1, count - 1):
        yield Edit(Op.VOID, turn)
    told = [
        (turn, place)
        for turn, message in enumerate(earlier)
        for place, figure in enumerate(message.figures)
        if may_change(message, figure)
    ][-_MOST:]
    for number, own in enumerate(now.figures):
        if may_change(now, own):
            for turn, place in told:
                yield from _by_number(earlier[turn].figures[place], own, turn, place, number)
    for turn, place in told:
        yield from _by_message(earlier[turn], turn, place)


def _by_number(there: Figure, own: Figure, turn: int, place: int, number: int) -> Iterator[Edit]:
    """What one number of the message may do to one told before."""
    value = value_beside(own, there)
    if value is None or there.value is None:
        return
    if value != there.value:
        yield Edit(Op.SET, turn, place, number)
    yield Edit(Op.ADD, turn, place, number)
    if value <= there.value:
        yield Edit(Op.LESS, turn, place, number)


def _by_message(message: Told, turn: int, place: int) -> Iterator[Edit]:
    """What a message may do without a number of its own to one told before."""
    figure = message.figures[place]
    if figure.value is None:
        return
    yield Edit(Op.DROP, turn, place)
    if figure.unit in _COUNTS and 0 < figure.value < _MOST_COUNTED:
        if figure.value > 1:
            yield Edit(Op.FEWER, turn, place)
        yield Edit(Op.MORE, turn, place)
    if _siblings(message, place):
        yield Edit(Op.ONLY, turn, place)
    if _next_of_kind(message, place) is not None:
        yield Edit(Op.SWAP, turn, place)


def retold(earlier: Sequence[Told], now: Told, edit: Edit) -> tuple[str, ...]:
    """The messages before as an edit leaves them."""
    texts = tuple(message.text for message in earlier)
    if edit.op is Op.BACK:
        return texts[: edit.turn + 1]
    if edit.op is Op.VOID:
        return texts[: edit.turn] + texts[edit.turn + 1 :]
    message = earlier[edit.turn]
    changed = _with_values(message, values_of(message, now, edit))
    return (*texts[: edit.turn], changed, *texts[edit.turn + 1 :])


def values_of(message: Told, now: Told, edit: Edit) -> dict[int, Decimal]:
    """What the numbers of the edited message are then, by their places."""
    place = edit.figure
    had = message.figures[place].value if place is not None else None
    if place is None or had is None:
        return {}
    own = now.figures[edit.number] if edit.number is not None else None
    told = value_beside(own, message.figures[place]) if own is not None else None
    by = told if told is not None else Decimal(1)
    match edit.op:
        case Op.SET:
            return {place: by}
        case Op.ADD | Op.MORE:
            return {place: had + by}
        case Op.LESS | Op.FEWER:
            return {place: had - by}
        case Op.DROP:
            return {place: Decimal(0)}
        case Op.ONLY:
            return dict.fromkeys(_siblings(message, place), Decimal(0))
        case Op.SWAP:
            other = _next_of_kind(message, place)
            value = message.figures[other].value if other is not None else None
            return {place: value, other: had} if other is not None and value is not None else {}
        case _:
            return {}


def may_change(message: Told, figure: Figure) -> bool:
    """Whether a number is one that may be told anew, or tell another anew: no day, no share."""
    if figure.value is None or figure.unit is None or figure.unit in _RATES:
        return False
    if figure.unit not in _COUNTS:
        return True
    own = message.text[figure.start : figure.end]
    if figure.unit is Unit.COUNT:
        return _RANKS.search(own) is None
    return not (_CALENDAR.search(own) or _NEXT.match(message.text, figure.end))


def value_beside(own: Figure, other: Figure) -> Decimal | None:
    """The value of a number in the unit of one told before; None where they have none in common.

    A bare number beside sums of 万 is of 万 (实际五百, of 六百万).
    """
    if own.value is None or other.value is None:
        return None
    if own.unit is other.unit:
        return own.value
    in_wan = other.unit is Unit.YUAN and other.value >= _LEAST_IN_WAN
    if own.unit is Unit.NUMBER and in_wan and own.value < _LEAST_IN_WAN:
        return own.value * _WAN
    return None


def _siblings(message: Told, place: int) -> tuple[int, ...]:
    """The other numbers of a message of the same unit."""
    unit = message.figures[place].unit
    return tuple(
        n
        for n, f in enumerate(message.figures)
        if n != place and f.unit is unit and f.value is not None
    )


def _next_of_kind(message: Told, place: int) -> int | None:
    """The next number of a message with the same unit and another value."""
    own = message.figures[place]
    for n in range(place + 1, len(message.figures)):
        figure = message.figures[n]
        if figure.unit is own.unit and figure.value is not None:
            return n if figure.value != own.value else None
    return None


def _with_values(message: Told, values: dict[int, Decimal]) -> str:
    """A folded message with some of its numbers told as others."""
    text, done = "", 0
    for place, value in sorted(values.items()):
        figure = message.figures[place]
        text += message.text[done : figure.start] + written(message.text, figure, value)
        done = figure.end
    return text + message.text[done:]


def written(text: str, figure: Figure, value: Decimal) -> str:
    """A value in the words of the number that it takes the place of."""
    old = text[figure.start : figure.end]
    if figure.unit is not None and "yuan" in figure.unit.value:
        wan = figure.unit is Unit.YUAN and (value >= _WAN or not value or "万" in old)
        behind = re.sub("^[^/每元]*", "", old) if "元" in old else ""
        return f"{_plain(value / _WAN)}万{behind}" if wan else f"{_plain(value)}{behind or '元'}"
    said = _plain(value)
    return _NUMERAL.sub(f"{said}个" if _PAIRS.search(old) else said, old, count=1)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
