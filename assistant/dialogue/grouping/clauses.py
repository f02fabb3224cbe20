"""The clauses and sentences of a message, and the numbers that stand in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache

from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

ATOM = lazy(r"[^,。;!?、\n]+(?:[,。;!?、\n]+|$)")
_MARK_RUN = lazy(r"[,。;!?、\n]+")
"""What ends a clause, as in _ATOM."""
STRONG = lazy(r"[。;!?\n]")
ASKED = lazy("(?:补|奖|给|拿|报|领|资助)(?:多少|几)(?:钱|万|成)?|(?:多少|几成)(?:钱)?(?!的)")
"""A question that ends one matter where the next begins without a mark."""
_SEMICOLON = lazy(r"[;\n]+|。;")
_PIECE = lazy("和|与|及|以及|还有|或者|加上|再加|外加|[、/]")


def items_between(text: str) -> list[tuple[int, int]]:
    """The stretches between semicolons."""
    ends = [m.end() for m in _SEMICOLON.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def clause_of(text: str, place: int) -> tuple[int, int]:
    """The clause between marks that holds a place, with the marks that end it.

    A long message asks for this at every word: its marks are found once.
    """
    starts, ends = _mark_runs(text)
    at = bisect_right(starts, place) - 1
    inside = at >= 0 and place < ends[at]  # a mark belongs to the clause that it ends
    if inside and starts[at] == 0:
        return place, len(text)
    before, ending = (at - 1, at) if inside else (at, at + 1)
    return (
        ends[before] if before >= 0 else 0,
        ends[ending] if ending < len(ends) else len(text),
    )


@lru_cache(maxsize=16)
def _mark_runs(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where runs of marks begin and where they end."""
    runs = [m.span() for m in _MARK_RUN.finditer(text)]
    return tuple(start for start, _ in runs), tuple(end for _, end in runs)


def sentence_of(text: str, place: int, *, by_comma: bool = False) -> tuple[int, int]:
    """The sentence, or the clause, around a place."""
    if by_comma:
        return clause_of(text, place)
    ends = [m.end() for m in STRONG.finditer(text, 0, place)]
    after = STRONG.search(text, place)
    return (ends[-1] if ends else 0), (after.end() if after else len(text))


def counts_on(turn: Turn, place: int) -> bool:
    """Whether a number or a question follows a place within its clause (…500万办展会花了200万)."""
    end = clause_of(turn.folded, place)[1]
    return own_claim(turn, place, end) or bool(ASKED.search(turn.folded, place, end))


def own_claim(turn: Turn, start: int, end: int, units: Collection[Unit] = ()) -> bool:
    """Whether a number, of some units where they are given, stands in a stretch."""
    return any(
        start <= q.start < end and q.role == "amount" and (not units or q.unit in units)
        for q in turn.quantities
    )


def has_number(turn: Turn, start: int, end: int) -> bool:
    """Whether a number that is no claim stands in a stretch."""
    others = {claim.start for claim in turn.claims}
    return any(
        start <= q.start < end and q.role == "amount" and q.start not in others
        for q in turn.quantities
    )


def asked_clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses between marks of a text with more than one, each with the mark that ends it."""
    found = tuple(m.span() for m in ATOM.finditer(text))
    return found if len(found) > 1 else ()


def pieces(text: str) -> list[tuple[int, int]]:
    """The clauses of a text, parted at joining words as well."""
    found = []
    for match in ATOM.finditer(text):
        start = match.start()
        for joint in _PIECE.finditer(text, *match.span()):
            found.append((start, joint.start()))
            start = joint.end()
        found.append((start, match.end()))
    return [(low, high) for low, high in found if low < high]
