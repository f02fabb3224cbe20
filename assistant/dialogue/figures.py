"""The numbers that a matter was told, each with the words it was told with.

What is kept of a number is its value; what tells it from others of its kind is what its message
said around it (会展中心的导览…实际投了1700万, 智慧停车的…2600万). A later message that says one of
those words means that number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression
from assistant.text.units import Quantity, Unit

_MOST = 32
"""So many numbers of a matter are remembered, the latest."""
_WORD = 3
"""A word of a fact of at most so many characters is one noun (大会, 黑客松)."""
_COUNTED = frozenset(
    {
        Unit.YUAN,
        Unit.NUMBER,
        Unit.YUAN_PER_UNIT,
        Unit.YUAN_PER_MONTH,
        Unit.YUAN_PER_YEAR,
    }
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was told: its value, where, the clause before it and all words around it."""

    value: Decimal
    turn: int
    start: int
    end: int
    text: str
    lead: str = ""
    words: str = ""
    before: str = ""


def figures_of(turn: Turn, number: int, before: str = "") -> tuple[Figure, ...]:
    """The numbers of a message; ``before`` are words that named what the first of them is of.

    The words of a number begin behind the number before it and reach to the end of its clause, or
    of the next one where its own names nothing (花了30万,标注的).
    """
    told = {q for e in turn.expressions for q in _quantities(e)}
    found = [
        Figure(q.value, number, q.start, q.end, turn.folded[q.start : q.end], before=before)
        for q in sorted(told, key=lambda q: q.start)
    ]
    return tuple(_in_words(found, turn.folded))


def retold(figures: Sequence[Figure], number: int, said: str) -> tuple[Figure, ...]:
    """The numbers, those of one message with the words of all of it: 尾款才付,20万.

    What was cut before the message was read names a number as well.
    """
    own = [_placed(f, said) for f in figures if f.turn == number]
    if not own or any(said[f.start : f.end] != f.text for f in own):
        return tuple(figures)
    return (*(f for f in figures if f.turn != number), *_in_words(own, said))


def _placed(figure: Figure, said: str) -> Figure:
    """A number at its place in the whole message, where a piece of it was read alone."""
    if said[figure.start : figure.end] == figure.text or said.count(figure.text) != 1:
        return figure
    start = said.index(figure.text)
    return replace(figure, start=start, end=start + len(figure.text))


def _in_words(figures: Sequence[Figure], text: str) -> Iterator[Figure]:
    """The numbers of one message with the words that its text tells them in."""
    spans = sorted({(f.start, f.end) for f in figures})
    for figure in figures:
        n = spans.index((figure.start, figure.end))
        start, end = spans[n]
        low = spans[n - 1][1] if n else 0
        high = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        lead = text[max(low, clause_around(text, start, start)[0]) : start]
        words = text[low:start] + text[end : _reach(text, start, end, high)]
        first = f"{figure.before} " if n == 0 and figure.before else ""
        yield replace(figure, lead=lead, words=first + words)


def remembered(before: Sequence[Figure], new: Sequence[Figure]) -> tuple[Figure, ...]:
    """The numbers told so far with those of one more message."""
    return (*before, *new)[-_MOST:]


def are_told(figures: Sequence[Figure], numbers: Sequence[Stated]) -> bool:
    """Whether any of the numbers told so far still stands; else what is told is the first again."""
    values = {s.value for s in numbers if isinstance(s.value, Decimal)}
    for stated in numbers:
        items = stated.value if isinstance(stated.value, tuple) else ()
        values |= {v for i in (*items, *stated.parts) for v in (i.value, i.total)}
    return any(figure.value in values for figure in figures)


def by_their_words(
    members: Sequence[FactItem],
    clause: str,
    figures: Sequence[Figure],
    names: Sequence[str],
    pointed: str = "",
) -> tuple[int, ...]:
    """The one of several members that a clause names by words of the message that told it.

    Words of the fact itself (``names``), those that two of them were told with, and those right
    before another number tell none apart; those of the fact do where each was told with one of its
    own (大会, 展览). ``pointed`` are the words behind which the clause points (会展那个): one that
    has a function word in it is a word there.
    """
    said = naming_pairs(clause)
    if not said:
        return ()
    found_of = [_told_with(member, n, members, figures) for n, member in enumerate(members)]
    if any(own is not None and not own for own in found_of):
        return ()  # 12万、25万、31万 in a row: what stands before them names none
    told = [own or frozenset() for own in found_of]
    values = {v for m in members for v in (m.value, m.total)}
    strangers = [naming_pairs(f.lead) for f in figures if f.value not in values]
    found = []
    apart = [
        own.difference(*strangers, *(t for m, t in enumerate(told) if m != n))
        for n, own in enumerate(told)
    ]
    short = [name for name in names if len(name) <= _WORD]
    kinds = {pair for own in apart for pair in own if any(pair in name for name in short)}
    if not all(own & kinds for own in apart):
        kinds = set()
    for n, own in enumerate(apart):
        hits = said & own
        if hits & kinds or any(_says_something(p, names, is_pointed=p in pointed) for p in hits):
            found.append(n)
    return tuple(found) if len(found) == 1 else ()


def _says_something(pair: str, names: Sequence[str], *, is_pointed: bool) -> bool:
    """Whether two characters are of a word that names, and of none that names the fact."""
    if any(pair in name for name in names):
        return False
    return content_of(pair) >= (1 if is_pointed else len(pair))


def _told_with(
    member: FactItem, place: int, members: Sequence[FactItem], figures: Sequence[Figure]
) -> frozenset[str] | None:
    """The pairs that name a member: of what it is called, and of the message that told it.

    None where nobody told it (what several messages came to).
    """
    values = (member.value, member.total)
    own = [f for f in figures if f.value in values]
    if member.turn is not None and any(f.turn == member.turn for f in own):
        own = [f for f in own if f.turn == member.turn]
    alike = [n for n, m in enumerate(members) if m.value == member.value]
    if len(alike) > 1 and len(own) == len(alike):
        own = [own[alike.index(place)]]
    elif len(alike) > 1:
        own = []
    if not own and not member.kind:
        return None
    return naming_pairs(member.kind).union(*(naming_pairs(f.words) for f in own))


def _reach(text: str, start: int, end: int, limit: int) -> int:
    """How far behind a number its words reach, before the next one."""
    low, high = clause_around(text, start, end)
    if high >= limit:
        return min(high, limit)
    names_nothing = not naming_pairs(text[low:start] + " " + text[end:high])
    if not names_nothing or text[high : high + 1] != ",":
        return high
    close = clause_around(text, high + 1, high + 1)[1]
    return close if close <= limit else high


def _quantities(e: Expression) -> tuple[Quantity, ...]:
    return tuple(o.quantity for o in e.operands if o.quantity.unit in _COUNTED)
