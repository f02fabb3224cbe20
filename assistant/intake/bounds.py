"""Conditions and drafts compared: bands of one number, what a limit may be of, what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.intake.draft import Band, Bound, Draft, Row, Span, Threshold
from assistant.intake.figures import Figure, Skeleton
from assistant.text.pattern import lazy


def has_other(conditions: Sequence[Threshold | Band]) -> bool:
    """Whether one of the conditions may hold in place of the one before it."""
    return any(isinstance(one, Threshold) and one.is_other for one in conditions)


def with_second(
    rows: tuple[Row, ...], row: Row, draft: Draft, conditions: tuple[Threshold | Band, ...]
) -> tuple[tuple[Row, ...], Row, Draft]:
    """10家以上且客房100间以上的…;20家以上且客房200间以上的…: each case demands two numbers."""
    band = row.band
    others = tuple(
        one
        for one in conditions
        if isinstance(one, Threshold) and band is not None and one.figure is not band.figure
    )
    first = rows[0].also or draft.thresholds
    units = [one.figure.unit for one in others]
    own = tuple(one for one in first if one.figure.unit in units)
    if not others or [one.figure.unit for one in own] != units:
        return rows, row, draft
    kept = tuple(one for one in draft.thresholds if one not in own)
    # One name for one number: 客房总数 here and 总房数 there.
    named = tuple(
        replace(one, subject=known.subject) for one, known in zip(others, own, strict=True)
    )
    rows = (replace(rows[0], also=own), *rows[1:])
    return rows, replace(row, also=named), replace(draft, thresholds=kept)


def are_same(one: Threshold | Band, other: Threshold | Band) -> bool:
    """Whether two conditions compare with one number in the same way."""
    if one.figure.unit != other.figure.unit:
        return False
    if isinstance(one, Band) or isinstance(other, Band):
        lower = isinstance(one, Band) and isinstance(other, Threshold) and one.upper is None
        return bool(lower) and one.figure.value == other.figure.value
    return (one.bound, one.figure.value) == (other.bound, other.figure.value)


def band_of(conditions: tuple[Threshold | Band, ...]) -> Band | None:
    """The first condition as a band; None without conditions."""
    if not conditions:
        return None
    first = conditions[0]
    if isinstance(first, Band):
        return first
    figure = first.figure
    if first.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return Band(figure, figure.value, None, first.bound is Bound.AT_LEAST)
    return Band(figure, None, figure.value, True, first.bound is Bound.AT_MOST)


def beside_band(band: Band) -> Band | None:
    """All that is not in a band open at one end; None for one that is open at none."""
    if band.lower is None and band.upper is not None:
        return Band(band.figure, band.upper, None, not band.includes_upper)
    if band.upper is None and band.lower is not None:
        return Band(band.figure, None, band.lower, True, not band.includes_lower)
    return None


def counts_only(draft: Draft, unit: str) -> bool:
    """每箱补助900元。年发运不足100箱的,不予补助: what is counted, and in one case.

    Of several classes the text means the sum of their counts, which no condition of one tests.
    """
    is_one = len(draft.rows) == 1 or all(row.band is not None for row in draft.rows)
    return is_one and not draft.period and bool(draft.per) and draft.per == unit


def takes_limit(draft: Draft, per: Sequence[str]) -> bool:
    """Whether months limit a draft, or so many of what it pays for each of."""
    return bool(draft.period) or draft.per in per


def is_yearly(draft: Draft) -> bool:
    """Whether a sum or its limit is one of each year."""
    return draft.span is Span.YEAR or (draft.cap is not None and draft.cap.span is Span.YEAR)


def lacks_cap(draft: Draft) -> bool:
    """Whether a limit may still be read for a draft."""
    if draft.cap is not None or (draft.is_ceiling and not draft.per and len(draft.rows) == 1):
        return False
    return any(row.cap is None for row in draft.rows)


def is_finite(share: Fraction) -> bool:
    """Whether a share can be written as a decimal number."""
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def is_thing(per: str) -> bool:
    """Things that are counted, not the project that is one application."""
    return bool(per) and "项目" not in per and "活动" not in per


_SAYS_OF_BELOW = lazy(
    "[^，。；;\n]*以下[^，。；;\n]{0,16}?(?P<no>不)?(?:均)?(?:都)?(?P<not>不)?(?:含|包括|包含|计入)(?:本[数级]|该数)"
)


def includes_below(source: str) -> bool | None:
    """Whether a document says that 以下 includes the number itself; None where it does not say.

    >>> includes_below("本政策所称“以上”含本数，“以下”“不足”不含本数。")
    False
    """
    found = _SAYS_OF_BELOW.search(source)
    if found is None:
        return None
    return found["no"] is None and found["not"] is None


def begins_another(skeleton: Skeleton, figure: Figure) -> bool:
    """Whether the end of a band is where another begins: …50个以下的…, 50个以上的…."""
    return any(
        one.at != figure.at and (one.value, one.unit) == (figure.value, figure.unit)
        for one in skeleton.figures
    )
