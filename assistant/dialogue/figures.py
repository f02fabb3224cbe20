"""The numbers that a matter was told, each with the words it was told with.

What is kept of a number is its value; what tells it from others of its kind is what its message
said around it (会展中心的导览…实际投了1700万, 智慧停车的…2600万). A later message that says one of
those words means that number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity, Unit

_MOST = 32
"""So many numbers of a matter are remembered, the latest."""
_WORD = 3
"""A word of a fact of at most so many characters is one noun (大会, 黑客松)."""
_OF_IT = lazy(
    "(?:但是?|可是?|不过|结果|后来|其实)?(?P<name>[\u4e00-\u9fff]{2})"
    "(?:[的那这只才就]|最[后终]|后来|其实|实际|结果|目前|现在)"
)
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
    """A number that was told: its value, where, the clause before it and all words around it.

    ``is_heir``: the value is what a later message made of it.
    """

    value: Decimal
    turn: int
    start: int
    end: int
    text: str
    lead: str = ""
    words: str = ""
    before: str = ""
    is_heir: bool = False


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


def with_heirs(
    figures: Sequence[Figure], before: Sequence[Stated], after: Sequence[Stated]
) -> tuple[Figure, ...]:
    """The numbers with what members that a message changed were told with before it.

    泊车那个 is still what was told as 900万 after 有200万没付出去 made it 700万.
    """
    now = {s.name: _members_of(s) for s in after}
    found = []
    for stated in before:
        old, new = _members_of(stated), now.get(stated.name, ())
        if len(old) != len(new):
            continue
        values = [m.value for m in old]
        for was, own in zip(old, new, strict=True):
            if own.value != was.value and values.count(was.value) == 1:
                told = [f for f in figures if f.value in (was.value, was.total)]
                found += [replace(f, value=own.value, is_heir=True) for f in told]
    return (*figures, *found)[-_MOST:]


def _members_of(stated: Stated) -> tuple[FactItem, ...]:
    if isinstance(stated.value, tuple):
        return stated.value
    parts = stated.parts if sum((p.total for p in stated.parts), Decimal(0)) == stated.value else ()
    if parts:
        return parts
    return (FactItem(stated.value),) if isinstance(stated.value, Decimal) else ()


def was_part_of(
    figures: Sequence[Figure], value: Decimal, totals: Collection[Decimal | None], number: int
) -> bool:
    """Whether a number was told before message ``number`` with what makes one of the totals.

    备案那家才90万,另外60万…, after 150万: both are what was told, so 60万 comes not on top.
    """
    own = [f for f in figures if f.value == value and f.turn < number]
    beside = {q.value for f in own for q in find_quantities(f.words)}
    return any(one + value in totals for one in beside)


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
    figured = [_figures_of(member, n, members, figures) for n, member in enumerate(members)]
    found_of = [_told_with(m, own) for m, own in zip(members, figured, strict=True)]
    if any(own is not None and not own for own in found_of):
        return ()  # 12万、25万、31万 in a row: what stands before them names none
    told = [own or frozenset() for own in found_of]
    values = {v for m in members for v in (m.value, m.total)}
    strangers = [(f.turn, naming_pairs(f.lead)) for f in figures if f.value not in values]
    found, head, apart = [], _head_of(clause, names), []
    for n, own in enumerate(told):
        # 泊车的有200万没付: a number told of it later does not take its name from it.
        first = min((f.turn for f in figured[n]), default=None)
        beside = (pairs for turn, pairs in strangers if first is None or turn <= first)
        apart.append(own.difference(*beside, *(t for m, t in enumerate(told) if m != n)))
    short = [name for name in names if len(name) <= _WORD]
    kinds = {pair for own in apart for pair in own if any(pair in name for name in short)}
    if not all(own & kinds for own in apart):
        kinds = set()
    for n, own in enumerate(apart):
        hits = said & own
        if hits & kinds or any(
            pair == head or _says_something(pair, names, is_pointed=pair in pointed)
            for pair in hits
        ):
            found.append(n)
    return tuple(found) if len(found) == 1 else ()


def _head_of(clause: str, names: Sequence[str]) -> str:
    """The two characters that a clause begins with, where they alone are what it is about.

    点钞的有300万没花: whatever 点 is elsewhere, here it is of a name.
    """
    match = _OF_IT.match(clause)
    if match is None or not content_of(match["name"]):
        return ""
    return "" if any(match["name"] in name for name in names) else match["name"]


def _says_something(pair: str, names: Sequence[str], *, is_pointed: bool) -> bool:
    """Whether two characters are of a word that names, and of none that names the fact."""
    if any(pair in name for name in names):
        return False
    return content_of(pair) >= (1 if is_pointed else len(pair))


def _figures_of(
    member: FactItem, place: int, members: Sequence[FactItem], figures: Sequence[Figure]
) -> list[Figure]:
    """The numbers that a member was told as."""
    values = (member.value, member.total)
    own = [f for f in figures if f.value in values]
    if member.turn is not None and any(f.turn == member.turn for f in own):
        own = [f for f in own if f.is_heir or f.turn == member.turn]
    alike = [n for n, m in enumerate(members) if m.value == member.value]
    if len(alike) > 1:
        return [own[alike.index(place)]] if len(own) == len(alike) else []
    return own


def _told_with(member: FactItem, own: Sequence[Figure]) -> frozenset[str] | None:
    """The pairs that name a member: of what it is called, and of the messages that told it.

    None where nobody told it (what several messages came to).
    """
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


def called_by_one(
    figures: Sequence[Figure], clause: str, names: Sequence[str] = ()
) -> tuple[Figure, ...]:
    """The figures that a clause calls by words which no other figure was told with (扩容包).

    Words of the fact itself (``names``) call none.
    """
    said = naming_pairs(clause)
    if not said:
        return ()
    own = [words_of(f) for f in figures]
    found = []
    for n, figure in enumerate(figures):
        others = (w for m, w in enumerate(own) if figures[m].value != figure.value)
        hits = said & own[n].difference(*others)
        if any(content_of(p) and not any(p in name for name in names) for p in hits):
            found.append(figure)
    return tuple(found)


def words_of(figure: Figure) -> frozenset[str]:
    """The pairs of the words that a figure was told with, those of messages before left out."""
    own = figure.words.removeprefix(f"{figure.before} ") if figure.before else figure.words
    return naming_pairs(figure.lead) | naming_pairs(own)


def _quantities(e: Expression) -> tuple[Quantity, ...]:
    return tuple(o.quantity for o in e.operands if o.quantity.unit in _COUNTED)
