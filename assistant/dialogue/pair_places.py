"""Where the words of facts stand around a number, for the scores of pairs.

Pure functions on places in a text: what is before and behind a number, the nearest label, the year
it is said with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from assistant.dialogue.words import Found
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_BOUNDARY = lazy(r"[,。;!?、\n()]|而且|并且|但是|不过|另外|还有|以及|但(?!凡)")
_SENTENCE = lazy(r"[。;!?\n]+")
_REACH = 16
_FAR = 200
_MOST = 4
_LONGEST = 8
_GENERIC = frozenset("个项")
_UNITS = frozenset("月年天日")
_COUNTED = lazy(r"[\d一二两三四五六七八九十]个?$")
_LAST_YEAR = lazy("(?<!再)(?:去年|上一?(?:整?个)?年度?|本年|今年)")
_YEAR_BEFORE = lazy("前年|再上一?年|再前一?个?年|前一个?年|上上年")


@dataclass(frozen=True, slots=True)
class Around:
    """One number's own part of the message: (start, end) of the words before and after it."""

    before: tuple[int, int]
    after: tuple[int, int]
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one number, whichever fact it is held against.

    ``left``, ``right``: characters of unknown words in its part, ``near`` and ``beside`` of those
    within four characters before and after; ``of_clause``: the clauses in question know some of
    them; ``spends``, ``asks``: words of spending or asking stand there. The last three are 0 or 1.
    """

    left: int
    right: int
    near: int
    beside: int
    of_clause: float
    spends: float
    asks: float


def longest(
    places: Mapping[str, tuple[Found, ...]],
    every: Collection[tuple[int, int]],
    inside: Collection[tuple[int, int]],
    needed: frozenset[str],
) -> Mapping[str, tuple[Found, ...]]:
    """Words that stand inside a longer word of another fact are no words: 投入 in 财政投入.

    A word of a fact that is needed gives way only to that of another that is.
    """
    wanted = {(s, e) for name in needed for s, e, _ in places.get(name, ())}
    inside_wanted = inside_longer(every, wanted)
    return {
        name: tuple(
            hit for hit in found if hit[:2] not in (inside_wanted if name in needed else inside)
        )
        for name, found in places.items()
    }


def inside_longer(
    spans: Collection[tuple[int, int]], others: Collection[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """The spans that stand inside a longer one of others; both are gone through once, in order."""
    waiting = sorted(others, key=lambda span: (span[0], -span[1]), reverse=True)
    inside = set()
    reach = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while waiting and (waiting[-1][0], -waiting[-1][1]) < (start, -end):
            reach = max(reach, waiting.pop()[1])
        if reach >= end:
            inside.add((start, end))
    return frozenset(inside)


def undenied(text: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """Words less those with 非 right before, and those that begin with another number's unit.

    非财政投入 is no 财政投入, and 12个月租金 no 月租金.
    """
    return tuple(
        f
        for f in found
        if (f[0] == 0 or text[f[0] - 1] != "非")
        and not (f[2][:1] in _UNITS and _COUNTED.search(text, max(0, f[0] - 6), f[0]))
    )


def arounds(text: str, quantities: Sequence[Quantity], every: Sequence[Quantity]) -> list[Around]:
    """The words that each number shares its comma clause with, up to the numbers beside it.

    一年 parts nothing: in 房租一年实付30万 the rent is what is paid.
    """
    every = [q for q in every if q.unit is not Unit.YEAR or q.value != 1]
    ends, starts = sorted(q.end for q in every), sorted(q.start for q in every)
    sentences = _sentences(text)
    return [_around(text, q, ends, starts, sentences) for q in quantities]


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where sentences stop; every list of numbers of a message asks again."""
    return tuple(m.span() for m in _SENTENCE.finditer(text))


def _around(
    text: str,
    quantity: Quantity,
    ends: Sequence[int],
    starts: Sequence[int],
    sentences: Sequence[tuple[int, int]],
) -> Around:
    """``ends`` and ``starts`` of all numbers and the ``sentences``' stops, in order."""
    before, after = bisect_right(ends, quantity.start), bisect_left(starts, quantity.end)
    low = max(ends[before - 1] if before else 0, quantity.start - 2 * _REACH)
    high = min(starts[after] if after < len(starts) else len(text), quantity.end + 2 * _REACH)
    cut = [m.end() for m in _BOUNDARY.finditer(text, low, quantity.start)]
    start = cut[-1] if cut else low
    stop = _BOUNDARY.search(text, quantity.end, high)
    end = stop.start() if stop else high
    behind = bisect_right(sentences, quantity.start, key=itemgetter(1))
    ahead = bisect_left(sentences, (quantity.end,))
    sentence = (
        sentences[behind - 1][1] if behind else 0,
        sentences[ahead][0] if ahead < len(sentences) else len(text),
    )
    return Around((start, quantity.start), (quantity.end, end), sentence)


def stands_beside(
    text: str,
    quantity: Quantity,
    part: Around,
    known: bytearray,
    own: bytearray,
    spent: Sequence[Found],
    asks: Sequence[Found],
) -> Beside:
    """What stands beside one number, whichever fact it is held against."""
    left = _unknown(text, own, *part.before)
    right = _unknown(text, own, *part.after)
    every = _unknown(text, known, *part.before) + _unknown(text, known, *part.after)
    return Beside(
        left,
        right,
        _unknown(text, own, max(part.before[0], quantity.start - 4), quantity.start),
        _unknown(text, own, quantity.end, min(part.after[1], quantity.end + 4)),
        float(every > left + right),
        float(_inside(spent, part.before) or _inside(spent, part.after)),
        float(_inside(asks, part.after) or _inside(asks, part.before)),
    )


def label_beside(found: Sequence[Found], part: Around) -> tuple[float, float]:
    """Where the word of a fact that stands nearest to a number begins and ends."""
    before = after = 0.0
    low = bisect_left(found, (part.before[0] - _LONGEST,))
    high = bisect_right(found, (part.after[1],))
    for start, end, word in found[low:high]:
        weight = 0.4 + 0.15 * min(len(word), _MOST)
        if part.before[0] < end <= part.before[1]:
            before = max(before, weight)
        elif part.after[0] <= start and end <= part.after[1]:
            after = max(after, weight * max(0.0, 1 - (start - part.after[0]) / _REACH))
    return max(before, after), after


def label_places(
    found: Sequence[Found], part: Around, quantity: Quantity, plain: bytearray
) -> tuple[float, float, float]:
    """How strongly a fact's words stand before, after and right beside a number.

    ``plain`` marks the characters of closed-class words: a label touches a number when nothing else
    stands between (入表金额刚好100万).
    """
    before = after = touching = 0.0
    low = bisect_left(found, (part.before[0] - _FAR,))
    high = bisect_right(found, (part.after[1],))
    for start, end, word in found[low:high]:
        weight = 0.4 + 0.15 * min(len(word), _MOST)
        if part.before[0] < end <= part.before[1]:  # 去年一年房租: it may begin in a number
            before = max(before, weight * (1 - 0.5 * min(quantity.start - end, _REACH) / _REACH))
            touching = max(touching, float(all(plain[end : quantity.start])))
        elif part.after[0] <= start and end <= part.after[1]:
            gap = start - quantity.end
            after = max(after, weight * max(0.0, 1 - gap / _REACH))
            touching = max(touching, float(all(plain[quantity.end : start])))
        elif start < quantity.start and end > quantity.end:
            touching = before = 1.0
    return before, after, touching


def nearby(
    found: Sequence[Found], part: Around, quantity: Quantity, starts: Sequence[int]
) -> tuple[float, float]:
    """Words of a fact in other clauses of the message, before and after, with none between.

    ``starts`` are those of every number of the message, sorted; what stands farther away than
    `_FAR` characters weighs next to nothing.
    """
    earlier = later = 0.0
    here = bisect_left(starts, quantity.start)
    low = bisect_left(found, (part.before[0] - _FAR,))
    high = bisect_right(found, (part.after[1] + _FAR,))
    for start, end, word in found[low:high]:
        weight = 0.4 + 0.15 * min(len(word), _MOST)
        if end <= part.before[0]:
            gap = part.before[0] - end
            others = here - bisect_left(starts, end)
            earlier = max(earlier, weight / (1 + others) * max(0.1, 1 - gap / 40))
        elif start >= part.after[1]:
            gap = start - part.after[1]
            others = bisect_left(starts, start) - bisect_right(starts, quantity.start)
            later = max(later, weight / (1 + others) * max(0.1, 1 - gap / 40))
    return earlier, later


def _unknown(text: str, known: bytearray, start: int, end: int) -> int:
    """Characters of words that are neither of the language nor of the policies."""
    return sum(1 for i in range(start, end) if not known[i] and text[i].isalnum())


def _inside(found: Sequence[Found], part: tuple[int, int]) -> bool:
    low, high = bisect_left(found, (part[0],)), bisect_right(found, (part[1],))
    return any(end <= part[1] for _, end, _ in found[low:high])


def classifier_of(spec: FactSpec, quantity: Quantity) -> tuple[float, float]:
    """Whether the measure word of a count is the fact's own, or another than a general one."""
    if spec.kind is not FactKind.COUNT or not quantity.classifier:
        return 0.0, 0.0
    own = spec.unit_name[:1]
    if quantity.classifier == own:
        return 1.0, 0.0
    return 0.0, float(quantity.classifier not in _GENERIC)


def says_year_before(lead: str) -> bool | None:
    """Whether words name the year before the last (前年), the last one, or neither (None)."""
    if _YEAR_BEFORE.search(lead):
        return True
    return False if _LAST_YEAR.search(lead) else None


def year_beside(text: str, part: Around, *, is_prior: bool) -> tuple[float, float]:
    """Whether the year before a number is the fact's, for facts compared over two years."""
    says_prior = says_year_before(text[part.before[0] : part.before[1]])
    if says_prior is None:
        return 0.0, 0.0
    fits = says_prior == is_prior
    return float(fits), float(not fits)
