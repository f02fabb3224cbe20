"""The estimates of a clause: applicable rules, best known first, or a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.facts import FactValue
from tests.rules.case_files import policy_of, rulebook


def estimates(clause_id: str, **facts: FactValue) -> tuple[Estimate, ...]:
    return estimate_clause(
        clause_id,
        facts,
        policy=policy_of(clause_id),
        as_of=date(2025, 6, 1),
        rulebook=rulebook(),
    )


def slugs(found: tuple[Estimate, ...]) -> list[str]:
    return [estimate.rule_id.partition(":")[2] for estimate in found]


def test_a_rule_known_to_be_about_another_case_is_left_out() -> None:
    assert slugs(estimates("longhua-2025#10", project_party="issuer")) == ["issuer"]
    assert set(slugs(estimates("longhua-2025#10"))) == {"issuer", "solver"}


def test_a_sum_stands_only_when_two_parts_are_stated() -> None:
    one = {"product_rd_yuan": Decimal(20_000_000)}
    assert "total" not in slugs(estimates("longgang-2025#7", **one))
    both = estimates("longgang-2025#7", **one, product_cost_yuan=Decimal(3_000_000))
    total = next(e for e in both if e.rule_id.endswith(":total"))
    # 2000万 × 5% + min(300万 × 50%, 50万)
    assert total.amount == Decimal(1_000_000) + Decimal(500_000)


def test_rules_whose_facts_are_stated_come_first() -> None:
    found = estimates("longhua-2025#6", annual_rent_yuan=Decimal(100_000))
    assert slugs(found) == ["rent", "park-operation"]


def test_a_clause_without_rules_gives_its_reason() -> None:
    (found,) = estimates("longhua-2025#14")
    assert found.status is EstimateStatus.NOT_QUANTIFIED
    assert found.amount is None
    assert "没有写金额" in found.reasons[0]
