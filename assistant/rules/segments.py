"""The amount of a rule as an exact piecewise-linear function of one fact.

A rule's amount is straight between its thresholds, caps and tiers. ``segments`` finds the straight
pieces without knowing the rule: it compares the lines at both ends of a stretch, takes their
crossing for the kink if the amounts beside it agree, and halves the stretch otherwise. All values
are fractions on the grid of the fact (a fen, one item), so nothing is approximated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

Amount = Callable[[int], Fraction]
"""The amount at a grid step."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece over the grid steps ``first``…``last``, both included.

    ``at_first`` is the amount at ``first``; ``slope`` the rise per grid step.
    """

    first: int
    last: int
    at_first: Fraction
    slope: Fraction

    def at(self, step: int) -> Fraction:
        """The amount at a grid step of the piece."""
        return self.at_first + self.slope * (step - self.first) if self.slope else self.at_first

    @property
    def at_last(self) -> Fraction:
        """The amount at the end of the piece."""
        return self.at(self.last)


def amount_at(pieces: Sequence[Segment], step: int) -> Fraction:
    """The amount at a grid step of the pieces that ``segments`` found; the last one goes on."""
    return pieces[max(bisect_right(pieces, step, key=lambda piece: piece.first) - 1, 0)].at(step)


def segments(amount: Amount, last: int, cuts: Iterable[int]) -> tuple[Segment, ...]:
    """The straight pieces of ``amount`` over the steps 0…last, in order and joined where straight.

    ``cuts`` are steps at which a piece may begin (thresholds): they spare the search for jumps and
    let it see what rises and falls back between two ends.
    """
    amount = cache(amount)  # the ends of pieces beside each other are looked at again and again
    starts = sorted({0, *(cut for cut in cuts if 0 < cut <= last)})
    ends = [start - 1 for start in starts[1:]] + [last]
    found = [
        piece
        for first, end in zip(starts, ends, strict=True)
        for piece in _split(amount, first, end)
    ]
    return tuple(_joined(found))


def _split(amount: Amount, first: int, last: int) -> Iterator[Segment]:
    at_first, at_last = amount(first), amount(last)
    if last - first < 2:
        yield Segment(first, last, at_first, at_last - at_first)
        return
    left = amount(first + 1) - at_first
    right = at_last - amount(last - 1)
    middle = (first + last) // 2
    if left == right:
        straight = Segment(first, last, at_first, left)
        probes = (last, middle, (first + middle) // 2, (middle + last) // 2)
        if all(amount(step) == straight.at(step) for step in probes):
            yield straight
            return
    else:
        kink = _crossing(first, at_first, left, last, at_last, right)
        if first <= kink < last:
            step = kink.__floor__()
            if (
                amount(step) == at_first + left * (step - first)
                and amount(step + 1) == at_last - right * (last - step - 1)
                and step + 1 <= last
            ):
                yield from _split(amount, first, step)
                yield from _split(amount, step + 1, last)
                return
    yield from _split(amount, first, middle)
    yield from _split(amount, middle + 1, last)


def _crossing(
    first: int, at_first: Fraction, left: Fraction, last: int, at_last: Fraction, right: Fraction
) -> Fraction:
    """Where the line through the beginning meets the line through the end."""
    return ((at_last - right * last) - (at_first - left * first)) / (left - right)


def _joined(pieces: list[Segment]) -> Iterator[Segment]:
    """Neighbours on one line made one; a lone step joins the line that goes through it."""
    current: Segment | None = None
    for piece in pieces:
        if current is None:
            current = piece
            continue
        joined = _one_line(current, piece)
        if joined is None:
            yield current
            current = piece
        else:
            current = joined
    if current is not None:
        yield current


def _one_line(before: Segment, after: Segment) -> Segment | None:
    rise = after.at_first - before.at_last
    slopes = {piece.slope for piece in (before, after) if piece.last > piece.first}
    if not slopes:
        slopes = {rise}
    if slopes != {rise}:
        return None
    return Segment(before.first, after.last, before.at_first, rise)
