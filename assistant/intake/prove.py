"""Proof of a draft: what it pays, computed from its own parts, and sentences at its boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from assistant.intake.draft import Bound, Draft, Row, SliceOf, Threshold, alternatives

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one applicant; None = not stated."""

    base: Decimal | None = None
    measure: Decimal | None = None
    label: str = ""
    count: Decimal = Decimal(1)
    thresholds: Mapping[int, Decimal] = field(default_factory=dict)
    """Place of a threshold's figure → the value; one that is missing is met."""
    months: Decimal = Decimal(1)


def pay(draft: Draft, case: Case) -> Decimal | None:
    """The most that a draft pays in a case; None where a needed number is missing.

    The same sums as the calculator's, from the draft alone: a second way to the same figure.
    """
    for group in alternatives(draft.thresholds):
        known = [(one, case.thresholds.get(one.figure.at)) for one in group]
        if all(value is not None and not one.holds(value) for one, value in known):
            return _NOTHING
    row = _row(draft, case)
    if row is None:
        return _NOTHING
    amount = _amount(draft, row, case)
    if amount is None:
        return None
    for factor in draft.factors:
        if case.label == factor.label:
            amount *= factor.factor
    if row.cap is not None:
        amount = min(amount, row.cap.value)
    if draft.cap is not None:
        amount = min(amount, draft.cap.figure.value)
    return amount


_FEN = Decimal("0.01")
_WRITTEN_OUT = -12


def _to_the_fen(amount: Decimal) -> Decimal:
    """A third that no decimal holds, as the calculator gives it: down to the fen."""
    exponent = amount.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < _WRITTEN_OUT
    return amount.quantize(_FEN, ROUND_DOWN) if is_long else amount


def _row(draft: Draft, case: Case) -> Row | None:
    banded = [row for row in draft.rows if row.band is not None]
    if banded and case.measure is not None:
        fitting = [row for row in banded if row.band is not None and row.band.holds(case.measure)]
        # Bands that are open above (200万元以上) give the highest one that is reached.
        return max(
            fitting, key=lambda r: (r.band.lower or _NOTHING) if r.band else _NOTHING, default=None
        )
    if case.label:
        named = [row for row in draft.rows if row.label == case.label]
        if named:
            return named[0]
    return draft.rows[0] if draft.rows else None


def _amount(draft: Draft, row: Row, case: Case) -> Decimal | None:
    if row.fixed is not None and draft.slices:
        return sum((_of_slice(one, case.count) for one in draft.slices), _NOTHING)
    if row.fixed is not None:
        if draft.per_figure is not None:
            times = case.count / draft.per_figure.value
            whole = times if draft.per_figure.value == 1 else times // 1
            return row.fixed.value * whole
        return row.fixed.value * (case.count if draft.per else 1) * case.months
    base = case.base if case.base is not None else case.measure
    if base is None:
        return None
    if draft.slices:
        return sum((_of_slice(one, base) for one in draft.slices), _NOTHING)
    if draft.beyond is not None:
        base = max(_NOTHING, base - draft.beyond.value)
    amount = base * (row.rate.value if row.rate is not None else 1)
    if draft.floor is not None:
        amount = max(amount, draft.floor.value)
    if draft.item_cap is not None:
        amount = min(amount, draft.item_cap.value * case.count)
    return amount


def _of_slice(one: SliceOf, base: Decimal) -> Decimal:
    top = base if one.upto is None else min(base, one.upto)
    return max(_NOTHING, top - (one.beyond or _NOTHING)) * one.rate.value


def boundaries(draft: Draft) -> Iterator[tuple[str, Case]]:
    """One below, at, one above each threshold, cap and band, with the words for it."""
    for n, row in enumerate(draft.rows):
        yield from _row_boundaries(draft, row, n)
    first = _typical(draft, draft.rows[0]) if draft.rows else Case()
    for group in alternatives(draft.thresholds):
        missed = {one.figure.at: _missing(one) for one in group}
        for threshold in group:
            step = _step(threshold.figure.value)
            for off in (-1, 0, 1):
                value = threshold.figure.value + off * step
                stated = missed | {threshold.figure.at: value}
                case = Case(first.base, first.measure, first.label, first.count, stated)
                yield f"{threshold.subject}{_shown(value, threshold.figure.unit)}", case


def _missing(threshold: Threshold) -> Decimal:
    """A value that does not meet a threshold."""
    limit = threshold.figure.value
    is_least = threshold.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    return _NOTHING if is_least else limit + _step(limit)


def _row_boundaries(draft: Draft, row: Row, n: int) -> Iterator[tuple[str, Case]]:
    name = row.label or (f"第{n + 1}档" if row.band is not None else "")
    if row.band is not None:
        for edge in (row.band.lower, row.band.upper):
            if edge is None:
                continue
            for off in (-1, 0, 1):
                value = edge + off * _step(edge)
                shown = f"{draft.measure or '数值'}{_shown(value, row.band.figure.unit)}"
                base = Decimal(1_000_000) if row.rate is not None else None
                yield shown, Case(base, value, row.label)
    cap = row.cap or (draft.cap.figure if draft.cap is not None else None) or draft.item_cap
    if row.rate is not None and row.rate.value and cap is not None:
        edge = cap.value / row.rate.value
        inside = row.band.lower if row.band is not None else None
        for off in (-1, 0, 1):
            base = edge + off
            yield f"{name}{draft.base or '基数'}{_shown(base, '元')}", Case(base, inside, row.label)
    elif row.rate is not None or row.fixed is not None:
        yield name or "一般情形", _typical(draft, row)


def _typical(draft: Draft, row: Row) -> Case:
    inside = row.band.lower if row.band is not None else None
    return Case(Decimal(1_000_000), inside, row.label)


def _step(value: Decimal) -> Decimal:
    return Decimal(1) if value == value.to_integral_value() and value >= 1 else Decimal("0.01")


def _shown(value: Decimal, unit: str) -> str:
    if unit in ("%", "‰", ":"):
        return f"{value * 100:f}%"
    whole = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return f"{whole}{unit}"


def sentences(draft: Draft) -> list[str]:
    """The boundary cases as an editor reads them: 合同金额4000001元 → 2000000元."""
    told = []
    for words, case in boundaries(draft):
        amount = pay(draft, case)
        shown = "算不出" if amount is None else _shown(_to_the_fen(amount), "元")
        told.append(f"{words} → {shown}")
    return list(dict.fromkeys(told))
