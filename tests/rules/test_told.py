"""Facts that say how they were told: sums of the words, and ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.errors import FactError
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import FactItem, Facts, numbers_in
from assistant.rules.parse_facts import parse_facts
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.told import HIGH, LOW, between, is_told, plain, ranged, with_sum
from assistant.text.sums import gives
from tests.rules.case_files import policy_of, rulebook
from tests.rules.interviewed import DAY

WAN = Decimal(10_000)
FEE = "compute_fee_yuan"
COMPUTE = "longgang-2025#2:compute-service"


def estimate(facts: Facts, rule_id: str = COMPUTE) -> Estimate:
    rule = rulebook().rule(rule_id)
    done = calculate(rule, facts, policy=policy_of(rule_id), as_of=DAY, rulebook=rulebook())
    return with_cliffs(done, rule, facts, rulebook())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("25万元 × 10台 = 250万元", 250 * WAN),
        ("120万 + 100万", 220 * WAN),
        ("600万元 − 120万元 = 480万元", 480 * WAN),
        ("10台各50万、20台各28万", 1060 * WAN),
        ("每月6.5万元 × 12个月 = 约78万元", 78 * WAN),
        ("300万元 + 400万元至500万元 = 700万元至800万元", 800 * WAN),
        ("300万元 + 400万元至500万元 = 700万元至800万元", 700 * WAN),
    ],
)
def test_a_written_sum_is_worked_out(written: str, value: Decimal) -> None:
    assert gives(written, value)
    assert not gives(written, value + 1)


@pytest.mark.parametrize("written", ["", "从", "25万元 × 很多", "25万元 × 10台 = 250万元 = 3万元"])
def test_words_that_come_to_nothing_give_no_value(written: str) -> None:
    assert not gives(written, 250 * WAN)


def test_a_sum_that_does_not_come_to_the_fact_is_not_told() -> None:
    assert with_sum(7 * WAN, "7万元 + 8万元 = 15万元") == 7 * WAN
    assert with_sum(True, "1 + 1 = 2") is True
    assert with_sum(7 * WAN, "") == 7 * WAN
    told = with_sum(15 * WAN, "7万元 + 8万元 = 15万元")
    assert told == (FactItem(15 * WAN, relation="7万元 + 8万元 = 15万元"),)
    assert is_told({FEE: told})
    assert plain({FEE: told, "is_startup": True}) == {FEE: 15 * WAN, "is_startup": True}


def test_a_told_sum_leads_the_steps_and_changes_nothing_else() -> None:
    said = "950万元 × 2份 = 1900万元"
    bare, told = estimate({FEE: 1900 * WAN}), estimate({FEE: with_sum(1900 * WAN, said)})
    assert [step.text for step in told.steps] == [said, *(step.text for step in bare.steps)]
    assert told.steps[0].value == 1900 * WAN
    assert (told.amount, told.near, told.conditions) == (bare.amount, bare.near, bare.conditions)
    assert bare.near, "近上限 is what this number was chosen for"
    formulas = [sheet_formula(one, rulebook()) for one in (bare, told)]
    assert formulas[0] is not None
    assert formulas[1] is not None
    assert formulas[0].text == formulas[1].text


def test_years_keep_what_they_say_beside_the_sum() -> None:
    rents = (FactItem(30 * WAN, year=2025), FactItem(60 * WAN, year=2026))
    told = with_sum(rents, "30万元 + 60万元 = 90万元")
    found = estimate({"annual_rent_yuan": told}, "longhua-2025#6:rent")
    assert dict(found.facts)["annual_rent_yuan"] == told
    assert plain({"annual_rent_yuan": told}) == {"annual_rent_yuan": rents}
    assert [line.year for line in found.lines] == [2025, 2026]
    assert found.steps[0].value == 90 * WAN


def test_a_range_gives_both_ends_and_no_cliff() -> None:
    found = estimate({FEE: ranged(1500 * WAN, 1900 * WAN)})
    assert (found.amount, found.uncapped) == (None, None)
    assert found.range == (450 * WAN, 570 * WAN)
    assert found.status is EstimateStatus.PAYABLE
    assert found.near == ()
    assert [i.relation for i in dict(found.facts)[FEE]] == [LOW, HIGH]  # type: ignore[union-attr]


def test_a_range_above_the_cap_has_one_amount_and_stays_a_range() -> None:
    found = estimate({FEE: ranged(3000 * WAN, 4000 * WAN)})
    assert (found.amount, found.range) == (600 * WAN, None)
    assert dict(found.facts)[FEE] == ranged(3000 * WAN, 4000 * WAN)


def test_between_two_estimates_only_what_differs_is_a_range() -> None:
    kind = ("applicant_kind", "enterprise")
    low, high = (estimate({FEE: fee, kind[0]: kind[1]}) for fee in (100 * WAN, 200 * WAN))
    found = dict(between(low, high).facts)
    assert found[FEE] == ranged(100 * WAN, 200 * WAN)
    assert all(found[name] == value for name, value in low.facts if name != FEE)
    assert between(low, low) == low


def test_a_range_that_decides_nothing_is_the_high_end() -> None:
    rule = "qianhai-2024#10:vehicles"
    open_price = estimate({"vehicles": ranged(Decimal(2), Decimal(3))}, rule)
    assert open_price.status is EstimateStatus.FACTS_MISSING
    assert open_price.range == (0, 60 * WAN)


def test_a_long_relation_is_named_by_its_beginning() -> None:
    written = "1元 + " * 20 + "2元"
    with pytest.raises(FactError) as told:
        parse_facts(rulebook(), {"compute_fee_yuan": [{"value": "5", "relation": written}]})
    assert repr(written[:40]) in str(told.value)


def test_a_written_sum_has_two_hundred_characters_at_most() -> None:
    for length, is_kept in ((200, True), (201, False)):
        written = "5元" + " " * (length - 6) + "+ 0元"
        assert len(written) == length
        assert (with_sum(Decimal(5), written) == (FactItem(Decimal(5), relation=written),)) is (
            is_kept
        )


def test_the_numbers_of_a_fact_are_those_it_holds() -> None:
    item = FactItem(Decimal(3), year=2025, count=2)
    assert numbers_in((item,)) == (3, 2, 2025)
    assert numbers_in(Decimal(7)) == (7,)
    assert numbers_in(True) == numbers_in("training") == ()
