"""The estimates of a clause: applicable rules, best known first, or a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.facts import FactValue
from tests.rules.case_files import corpus, policy_of, rulebook
from tests.rules.small_book import small_book


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


TWO_CASES = """
  - id: longgang-2025#1:both
    title: 两种情形都要
    topic: rent
    quote: 初创企业租用算力的奖励10万元
    when:
      - {fact: is_startup, is: "true", say: 初创企业}
      - {fact: compute_rented, is: "true", say: 租用算力}
    amount: {kind: fixed, yuan: "100000"}
  - id: longgang-2025#1:fee
    title: 按费用
    topic: rent
    quote: 按费用的10%
    amount: {kind: rate, rate: "0.10", base: {plus: [compute_fee_yuan], say: 费用}}
  - id: longgang-2025#1:spend
    title: 按研发投入和营收
    topic: rent
    quote: 按研发投入的10%
    conditions: [{fact: revenue_yuan, at_least: "1", say: 有营收}]
    amount: {kind: rate, rate: "0.10", base: {plus: [rd_spend_yuan], say: 研发投入}}
"""


def _of_two(**facts: FactValue) -> list[str]:
    book = small_book(TWO_CASES)
    return slugs(
        estimate_clause(
            "longgang-2025#1",
            facts,
            policy=corpus().policy("longgang-2025"),
            as_of=date(2025, 6, 1),
            rulebook=book,
        )
    )


def test_one_missed_case_of_several_leaves_a_rule_out() -> None:
    assert "both" in _of_two()
    assert "both" in _of_two(is_startup=True)
    assert "both" not in _of_two(is_startup=False)
    assert "both" not in _of_two(is_startup=True, compute_rented=False)


def test_of_rules_that_are_spoken_of_the_ones_that_can_be_worked_out_come_first() -> None:
    spend: dict[str, FactValue] = {"rd_spend_yuan": Decimal(1), "compute_fee_yuan": Decimal(1)}
    # the revenue is not known: what waits for it comes after what is known
    assert _of_two(is_startup=False, **spend) == ["fee", "spend"]
    assert _of_two(is_startup=False, rd_spend_yuan=Decimal(1)) == ["spend", "fee"]
    waiting = {"revenue_yuan": Decimal(5), "compute_fee_yuan": Decimal(1)}
    assert _of_two(is_startup=False, **waiting) == ["fee", "spend"]
