"""Several items under a cap per item."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answer.totals import with_total
from assistant.rules.estimate import Estimate, EstimateStatus
from tests.fakes import estimate


def item(label: str, amount: int | None, **changes: object) -> Estimate:
    value = None if amount is None else Decimal(amount)
    return replace(estimate(), label=label, amount=value, uncapped=value, **changes)  # type: ignore[arg-type]


def test_items_are_led_by_their_sum_with_the_sum_as_last_step() -> None:
    one, other = item("300万", 900_000), item("500万", 1_500_000)
    total, *rest = with_total((one, other))
    assert rest == [one, other]
    assert total.amount == 900_000 + 1_500_000
    assert total.label == "合计"
    assert total.steps[-1].text == "90万元 + 150万元 = 240万元"
    assert total.steps[:-1] == (*one.steps, *other.steps)


def test_one_item_alone_has_no_total() -> None:
    one = item("300万", 900_000)
    assert with_total((one,)) == (one,)
    assert with_total(()) == ()


def test_items_without_label_or_amount_are_not_added() -> None:
    plain, unknown = item("", 900_000), item("500万", None, status=EstimateStatus.FACTS_MISSING)
    assert with_total((plain, unknown, plain)) == (plain, unknown, plain)


def test_rules_are_never_added_into_one_sum() -> None:
    one, other = (
        item("甲", 900_000),
        item("乙", 1_500_000, rule_id="longhua-2025#4:compute-voucher"),
    )
    assert with_total((one, other)) == (one, other)


def test_what_misses_a_condition_counts_as_nothing() -> None:
    met, missed = item("甲", 900_000), item("乙", 0, status=EstimateStatus.CONDITION_NOT_MET)
    assert with_total((met, missed))[0].amount == 900_000 + 0
