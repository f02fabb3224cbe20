"""A message that goes on with what was spoken of and then opens a matter of its own.

数错了,是60台。另外示范项目6个,这笔又是多少: the first half corrects, the second asks anew.
Each half is read as a message; offsets stay those of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.acts import Act
from assistant.dialogue.gather import Gathered
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Matter
from assistant.dialogue.turn import Turn
from assistant.text.expressions import find_expressions
from assistant.text.pattern import lazy
from assistant.text.units import Quantity

_OPENS = lazy(
    "(?:^|(?<=[,。;!?、\n]))(?:还有|又是)|另外|此外|再有|再就是|再问|顺便|顺带|外加|再加上?(?![\\d一二两三四五六七八九十百千万点])|再说|至于"
)
"""Words by which a speaker opens another matter; 再加200万 only adds."""
_STOP = lazy("[。;!?\n]+")
_COMMA = lazy(",+")
_MARK = lazy("[,。;!?\n]+")
_BLANK = " ,。;!?\n"
_TRIED = 4
NEW = -1
"""What a comma clause points to that is about no matter spoken of before."""
_LONGEST = 400
"""Longer messages are read as one: each cut that is tried reads them again."""


def cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the first half of a folded message may end and the second begin.

    Between them stands what opens the second (另外, 再加上), first such words, then stops.
    """
    if len(text) > _LONGEST:
        return ()
    opened = [m.span() for m in _OPENS.finditer(text)]
    stopped = [(m.end(), m.end()) for m in _STOP.finditer(text)]
    places = dict.fromkeys([*opened, *stopped])
    return tuple((a, b) for a, b in places if a > 0 and b < len(text))[:_TRIED]


def comma_cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where only a comma parts the halves: the second must say by itself that it is another.

    不是初创的话第一个是多少,活动审定总投入900万又给多少: the last commas first, so that the
    second half is one sum of its own.
    """
    if len(text) > _LONGEST:
        return ()
    ends = [m.end() for m in _COMMA.finditer(text)]
    return tuple((end, end) for end in reversed(ends) if end < len(text))[:2]


def segments(text: str) -> tuple[tuple[int, int], ...]:
    """The comma clauses of a folded message, each with the mark behind it.

    What opens another matter (再加上机器人那个是96万) stands before its clause, as between halves.
    Empty where there is but one, or where there are more than ``_TRIED`` + 2: each is read.
    """
    ends = [m.end() for m in _MARK.finditer(text)]
    bounds = list(dict.fromkeys([0, *ends, len(text)]))
    opened = {m.start(): m.end() for m in _OPENS.finditer(text)}
    found = tuple(
        (opened.get(start, start), end)
        for start, end in pairwise(bounds)
        if text[slice(opened.get(start, start), end)].strip(_BLANK)
    )
    found = _with_values(text, found)
    return found if 1 < len(found) <= _TRIED + 2 and len(text) <= _LONGEST else ()


_IS_VALUE = lazy(
    "(?:应该|其实|实际)?(?:应?[是为]|改[成为]|变[成为])[^,。;!?]{0,4}?[0-9一二两三四五六七八九十百千]"
)
_HAS_NUMBER = lazy("[0-9一二两三四五六七八九十百千]+[万亿元个项台家]")


def _with_values(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Clauses without a number, joined with the next that only tells it (…漏了,应该是240万)."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        told = found and _HAS_NUMBER.search(text, *found[-1])
        if found and not told and _IS_VALUE.match(text, start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def pieces(
    spans: Sequence[tuple[int, int]], pointed: Sequence[int | None]
) -> tuple[tuple[int, int, int], ...]:
    """Comma clauses joined to stretches: (start, end, the matter that each points to).

    A clause that points nowhere belongs to the one before, those at the start to the first that
    points. Empty where they do not point to two different matters, or to one of them twice.
    """
    found: list[tuple[int, int, int]] = []
    for (start, end), n in zip(spans, pointed, strict=True):
        if found and (n is None or n == found[-1][2]):
            found[-1] = (found[-1][0], end, found[-1][2])
        elif n is not None:
            found.append((start if found else 0, end, n))
    kinds = {n for _, _, n in found}
    is_kept = len(kinds - {NEW}) > 1 or (len(found) > 1 and found[0][2] != NEW)
    return tuple(found) if is_kept and len(found) == len(kinds) else ()


def is_opened(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins with, or right behind, words that open another matter."""
    return any(
        m.start() == start or m.end() == start
        for m in _OPENS.finditer(text, max(0, start - 4), end)
    )


def half(turn: Turn, piece: Turn, start: int, end: int) -> Turn:
    """A message as one half of it reads it: ``piece`` is ``folded[start:end]`` read by itself.

    All else is blanked out with stops, so that offsets stay.
    """
    text = "。" * start + turn.folded[start:end] + "。" * (len(turn.folded) - end)
    quantities = tuple(q for q in turn.quantities if start <= q.start < end)
    return replace(
        turn,
        folded=text,
        quantities=quantities,
        expressions=find_expressions(text, quantities),
        multiples=tuple(m for m in turn.multiples if start <= m.start < end),
        claims=tuple(c for c in turn.claims if start <= c.start < end),
        flags=tuple(f for f in turn.flags if start <= f.start < end),
        dates=tuple(d for d in turn.dates if start <= d.start < end),
        named=tuple(n for n in turn.named if start <= n[0] < end),
        intents=piece.intents,
        acts=piece.acts,
        topics=piece.topics,
        matter=piece.matter,
        is_leaning=piece.is_leaning,
        is_correction=piece.is_correction,
        is_addition=piece.is_addition,
    )


def says_something(turn: Turn) -> bool:
    """Whether a half tells or asks anything: a number, a place, a condition, a question."""
    acts = {Act.CORRECT, Act.REMOVE, Act.DOUBT}
    numbers = any(q.role == "amount" for q in turn.quantities)
    told = numbers or turn.flags or turn.scope.is_named or acts & turn.acts.all
    return bool(told or ASKS.search(turn.folded))


def changes(turn: Turn, gathered: Gathered, before: Sequence[Matter]) -> bool:
    """Whether a half that goes on asks, or leaves any of its matters other than it was.

    ``before``: the matters of the ledger.
    """
    if ASKS.search(turn.folded):
        return True
    for index, matter in gathered.parts:
        kept = before[index] if index is not None else None
        if kept is None:
            return True
        told = (matter.clauses, matter.numbers, matter.flags)
        if told != (kept.clauses, kept.numbers, kept.flags):
            return True
    return False


_IN_ORDER = lazy("(?:分别|依次|各自?)(?:都)?(?:是|为|花了?|用了?|有|:)?$")
_NEXT = lazy("(?:元|块钱?)?(?:、|,|和|与|及|以及|/| )$|(?:元|块钱?)?$")


def respectively(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The numbers that a folded text lists behind 分别是, in order; () where it lists none."""
    found: list[Quantity] = []
    for quantity in quantities:
        if not found:
            if _IN_ORDER.search(text, 0, quantity.start) and quantity.role == "amount":
                found.append(quantity)
        elif _NEXT.fullmatch(text[found[-1].end : quantity.start]):
            found.append(quantity)
        else:
            break
    return tuple(found) if len(found) > 1 else ()


def with_one_of(turn: Turn, own: Quantity) -> Turn:
    """A message as it reads with one number alone, the conditions that it tells kept."""
    rest = len(turn.folded) - own.end
    folded = "。" * own.start + turn.folded[own.start : own.end] + "。" * rest
    return replace(
        turn,
        folded=folded,
        quantities=(own,),
        expressions=find_expressions(folded, (own,)),
        topics={},
        matter="",
        is_addition=False,
    )


def together(first: Gathered, second: Gathered) -> Gathered:
    """What both halves gathered."""
    names = {s.name for s in second.flags}
    return Gathered(
        (*first.parts, *second.parts),
        (*first.focus, *second.focus),
        (*first.unused, *second.unused),
        (*(s for s in first.flags if s.name not in names), *second.flags),
        (*first.doubtful, *second.doubtful),
        "",
    )
