"""A choice of which only one is ruled out (不是训练): what holds for all that are left, holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import FactValue, excluding, still_open
from tests.rules.case_files import policy_of, rulebook

FEE = Decimal(1_000_000)


def estimate(rule_id: str, name: str, key: str, **facts: FactValue) -> Estimate:
    """The estimate where one choice of a fact is ruled out."""
    book = rulebook()
    rule = book.rule(rule_id)
    stated = {**facts, name: excluding(book.facts[name], key)}
    day = date(2025, 6, 1)
    return calculate(rule, stated, policy=policy_of(rule_id), as_of=day, rulebook=book)


def test_a_choice_ruled_out_leaves_the_others() -> None:
    spec = rulebook().facts["compute_use"]
    left = still_open(spec, excluding(spec, "training"))
    assert left == {"inference", "research"}
    assert still_open(spec, "training") == {"training"}


def test_where_only_that_choice_counts_nothing_is_paid() -> None:
    rule = "shenzhen-pioneer-2024#2:compute-voucher"
    found = estimate(rule, "compute_use", "training", compute_fee_yuan=FEE)
    assert found.status is EstimateStatus.CONDITION_NOT_MET
    assert any("非训练大模型" in reason for reason in found.reasons)


def test_where_all_that_are_left_count_it_is_paid() -> None:
    found = estimate("futian-2024#2:compute", "compute_use", "training", compute_fee_yuan=FEE)
    assert found.status is EstimateStatus.PAYABLE
    assert found.amount == FEE * 3 / 10


def test_an_applicant_ruled_out_leaves_the_others_that_may_apply() -> None:
    rule = "shenzhen-pioneer-2024#2:compute-voucher"
    found = estimate(rule, "applicant_kind", "park_operator", compute_fee_yuan=FEE)
    assert found.status is EstimateStatus.PAYABLE


def test_a_level_ruled_out_leaves_the_highest_of_the_others() -> None:
    rule = "shenzhen-pioneer-2024#15:returnee-startup"
    found = estimate(rule, "startup_grade", "first", company_age_months=Decimal(24))
    assert found.amount == Decimal(500_000)
