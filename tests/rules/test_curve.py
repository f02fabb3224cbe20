"""Curves and break-even: exact corners, jumps where thresholds are."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import FactsMissingError
from assistant.rules import variation
from assistant.rules.break_even import _stretches, break_even
from assistant.rules.calculate import calculate
from assistant.rules.curve import curve
from assistant.rules.segments import Segment, amount_at, segments
from tests.rules.case_files import policy_of, rulebook
from tests.rules.test_calculate import DAY, quick

RD = "qianhai-2024#3:rd-increase"


def test_a_rate_under_a_cap_has_one_kink() -> None:
    rule = rulebook().rule("longgang-2025#2:compute-service")
    found = curve(rule, "compute_fee_yuan", {}, rulebook=rulebook())
    assert found.kinks == (Decimal(6_000_000) / Decimal("0.30"),)
    assert [point.y for point in found.points] == [0, 6_000_000, 6_000_000]


def test_tiers_jump_at_their_thresholds() -> None:
    facts = {"prior_rd_spend_yuan": Decimal(40_000_000)}
    found = curve(rulebook().rule(RD), "rd_spend_yuan", facts, rulebook=rulebook())
    points = {point.x: point.y for point in found.points}
    assert points[Decimal("50000000.00")] == Decimal(10_000_000) * Decimal("0.05")
    assert points[Decimal("49999999.99")] == Decimal("299999.99")  # 9999999.99 × 3%, cut
    assert Decimal(100_000_000) in found.kinks


@quick
@given(st.integers(0, 175_000_000))
def test_points_between_corners_lie_on_the_lines(yuan: int) -> None:
    facts = {"prior_rd_spend_yuan": Decimal(40_000_000)}
    found = curve(rulebook().rule(RD), "rd_spend_yuan", facts, rulebook=rulebook())
    left = max((p for p in found.points if p.x <= yuan), key=lambda p: p.x)
    right = min((p for p in found.points if p.x >= yuan), key=lambda p: p.x)
    share = (yuan - left.x) / (right.x - left.x) if right.x > left.x else Decimal(0)
    estimate = calculate(
        rulebook().rule(RD),
        facts | {"rd_spend_yuan": Decimal(yuan)},
        policy=policy_of(RD),
        as_of=DAY,
        rulebook=rulebook(),
    )
    assert estimate.amount is not None
    assert abs(left.y + share * (right.y - left.y) - estimate.amount) <= Decimal("0.02")


def test_missing_facts_are_named() -> None:
    with pytest.raises(FactsMissingError, match="prior_rd_spend_yuan"):
        curve(rulebook().rule(RD), "rd_spend_yuan", {}, rulebook=rulebook())


def test_break_even_is_where_the_lower_cap_ends() -> None:
    longgang = rulebook().rule("longgang-2025#2:compute-service")
    futian = rulebook().rule("futian-2024#2:compute")
    found = break_even(longgang, futian, "compute_fee_yuan", {}, rulebook=rulebook())
    assert [lead.rule_id for lead in found.leads] == ["", longgang.id]
    # 30% of both; Futian stops at 500万 ÷ 30% = 16666666.66…
    assert found.leads[1].first == Decimal("16666666.67")


@quick
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(-5, 5)), min_size=1, max_size=6),
    st.integers(1, 400),
)
def test_segments_equal_the_function_everywhere(kinks: list[tuple[int, int]], last: int) -> None:
    from fractions import Fraction

    def amount(step: int) -> Fraction:
        return Fraction(sum(max(0, step - at) * slope for at, slope in kinks))

    pieces = segments(amount, last, [at for at, _ in kinks])
    assert pieces[0].first == 0
    assert pieces[-1].last == last
    for before, after in itertools.pairwise(pieces):
        assert after.first == before.last + 1
    for piece in pieces:
        for step in range(piece.first, piece.last + 1):
            assert piece.at(step) == amount(step)


def test_the_amount_at_a_step_is_worked_out_once() -> None:
    asked: list[int] = []

    def amount(step: int) -> Fraction:
        asked.append(step)
        return Fraction(min(step, 300) * 2)

    assert [piece.last for piece in segments(amount, 1000, [100])] == [300, 1000]
    assert len(asked) == len(set(asked))


def _pieces(slopes: list[tuple[int, int]], last: int) -> tuple[Segment, ...]:
    """Straight pieces up to a step; where one begins the amount may jump."""
    starts = sorted({0, *(at for at, _ in slopes if at <= last)})
    ends = [start - 1 for start in starts[1:]] + [last]
    return tuple(
        Segment(first, end, Fraction(slope), Fraction(slope - 3, 2))
        for first, end, (_, slope) in zip(starts, ends, itertools.cycle(slopes), strict=False)
    )


_LINES = st.lists(st.tuples(st.integers(0, 40), st.integers(-4, 9)), min_size=1, max_size=4)


@quick
@given(_LINES, _LINES, st.integers(0, 40))
def test_which_of_two_lines_is_higher_is_known_at_every_step(
    one: list[tuple[int, int]], other: list[tuple[int, int]], last: int
) -> None:
    """Also where they cross on a step, between two, at an end, or run side by side."""
    a, b = _pieces(one, last), _pieces(other, last)
    found = list(_stretches(a, b))
    assert [step for first, end, _ in found for step in range(first, end + 1)] == [*range(last + 1)]
    for first, end, sign in found:
        for step in range(first, end + 1):
            gap = amount_at(a, step) - amount_at(b, step)
            assert sign == (gap > 0) - (gap < 0)


def test_only_so_many_curves_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is asked for ever does not grow for ever."""
    monkeypatch.setattr(variation, "_MOST_KEPT", 3)
    book = rulebook()
    rule, kept = book.rule(RD), book.worked_out
    kept.clear()
    sizes = []
    for wan in range(3000, 3007):
        facts = {"prior_rd_spend_yuan": Decimal(wan * 10_000)}
        first = curve(rule, "rd_spend_yuan", facts, rulebook=book)
        assert curve(rule, "rd_spend_yuan", facts, rulebook=book) == first
        sizes.append(len(kept))
    kept.clear()
    assert sizes == [1, 2, 3, 1, 2, 3, 1]
