"""Backwards: the value found gives the target, and one step less does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import FactError
from assistant.rules.calculate import calculate
from assistant.rules.curve import curve
from assistant.rules.facts import FactKind, FactValue
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.solve import Solution, solve
from tests.rules.case_files import policy_of, rulebook
from tests.rules.test_calculate import DAY, RULES, quick, rule_and_facts

NUMERIC = (FactKind.YUAN, FactKind.COUNT, FactKind.SQUARE_METRES, FactKind.MONTHS)
STEP = {FactKind.YUAN: Decimal("0.01"), FactKind.SQUARE_METRES: Decimal("0.01")}


def solved(
    rule_id: str, target: Decimal | str, unknown: str, as_of: date = DAY, **facts: FactValue
) -> Solution:
    return solve(
        rulebook().rule(rule_id),
        target,  # type: ignore[arg-type]
        facts,
        unknown=unknown,
        policy=policy_of(rule_id),
        as_of=as_of,
        rulebook=rulebook(),
    )


VOUCHER = "shenzhen-pioneer-2024#2:compute-voucher"


def test_the_contract_that_reaches_the_cap() -> None:
    assert solved(VOUCHER, "cap", "compute_fee_yuan").value == Decimal(10_000_000) / Decimal("0.50")


def test_a_startup_needs_a_fen_more_than_the_rounded_quotient() -> None:
    found = solved(VOUCHER, "cap", "compute_fee_yuan", is_startup=True)
    assert found.value == Decimal("16666666.67")  # 1000万 ÷ 60% = 16666666.666…


def test_more_than_the_cap_cannot_be_reached() -> None:
    found = solved(VOUCHER, Decimal(20_000_000), "compute_fee_yuan")
    assert found.value is None
    assert found.highest == Decimal(10_000_000)
    assert "1000万元" in found.reasons[0]


def test_tiers_are_crossed_and_the_distance_is_told() -> None:
    rule = "qianhai-2024#3:rd-increase"
    found = solved(rule, "cap", "rd_spend_yuan", prior_rd_spend_yuan=Decimal(40_000_000))
    assert found.value == Decimal(40_000_000) + Decimal(5_000_000) / Decimal("0.05")
    stated = {"rd_spend_yuan": Decimal(60_000_000), "prior_rd_spend_yuan": Decimal(10_000_000)}
    found = solved(rule, Decimal(1_000_000), "rd_spend_yuan", **stated)
    assert found.distances[0].gap == Decimal(100_000_000) - Decimal(60_000_000)


def test_months_are_whole_and_follow_the_yearly_cap() -> None:
    found = solved("qianhai-2024#1:rent", "cap", "months", area_sqm=Decimal(6000))
    assert found.value == 24 + 9  # 36万元 a month: 300万 is reached in the 9th month of each year


def test_a_falling_fact_gives_the_largest_value_that_still_does() -> None:
    rule = "qianhai-2024#3:rd-increase"
    found = solved(
        rule, Decimal(1_000_000), "prior_rd_spend_yuan", rd_spend_yuan=Decimal(60_000_000)
    )
    assert found.value == 0
    assert found.most == Decimal(60_000_000) - Decimal(1_000_000) / Decimal("0.05")


def test_other_missing_facts_are_named() -> None:
    found = solved("qianhai-2024#3:rd-increase", "cap", "rd_spend_yuan")
    assert found.value is None
    assert found.missing == ("prior_rd_spend_yuan",)


def test_no_limit_is_said() -> None:
    facts = {"taxable_income_yuan": Decimal(1_000_000)}
    found = solved("qianhai-2024#2:talent-tax", "cap", "income_tax_paid_yuan", **facts)
    assert "没有写上限" in found.reasons[0]


def test_a_fact_the_rule_does_not_look_at_is_refused() -> None:
    with pytest.raises(FactError, match="area_sqm"):
        solved(VOUCHER, "cap", "area_sqm")


def test_a_vocabulary_without_years_refuses_it_in_words_too() -> None:
    book = rulebook()
    rule = book.rule("longgang-2025#2:compute-service")
    facts = {name: spec for name, spec in book.facts.items() if name != "years"}
    with pytest.raises(FactError, match="可用的有 compute_fee_yuan"):
        curve(rule, "area_sqm", {}, rulebook=Rulebook.of(facts, (rule,)))


@quick
@given(rule_and_facts(), st.data())
def test_solve_inverts_calculate(
    drawn: tuple[Rule, dict[str, FactValue]], data: st.DataObject
) -> None:
    rule, facts = drawn
    specs = rulebook().facts
    names = sorted(n for n in rulebook().needs[rule.id] if specs[n].kind in NUMERIC)
    if not names:
        return
    unknown = data.draw(st.sampled_from(names))
    target = Decimal(data.draw(st.integers(1, 10**9))).scaleb(-2)
    found = solved(rule.id, target, unknown, **facts)
    others = {name: value for name, value in facts.items() if name != unknown}

    def amount(value: Decimal) -> Decimal | None:
        return calculate(
            rule,
            others | {unknown: value},
            policy=policy_of(rule.id),
            as_of=DAY,
            rulebook=rulebook(),
        ).amount

    if found.value is None:
        assert found.reasons
        probe = amount(Decimal(data.draw(st.integers(0, 10**9))))
        assert probe is None or probe < target
        return
    reached = amount(found.value)
    assert reached is not None
    assert reached >= target
    less = found.value - STEP.get(specs[unknown].kind, Decimal(1))
    if less >= 0:
        before = amount(less)
        assert before is None or before < target


def test_every_rate_rule_can_be_solved_for_its_cap() -> None:
    for rule in RULES:
        if rule.amount.kind == "rate" and rule.cap is not None:
            facts = {"cases": Decimal(9), "asset_entry_yuan": Decimal(10**9)}
            facts |= {"total_investment_yuan": Decimal(10**9), "vehicles": Decimal(50)}
            facts |= {"round_investment_yuan": Decimal(10**9), "area_sqm": Decimal(500)}
            unknown = rule.amount.base.plus[0]
            found = solved(rule.id, "cap", unknown, **facts)
            assert found.value is not None, (rule.id, found.reasons)
            assert found.estimate is not None
            assert found.estimate.amount == found.highest
