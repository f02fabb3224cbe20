"""Facts of several years, kinds and items: one capped total, a line for each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.render import to_json as estimate_json
from assistant.errors import FactError
from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, fact_json
from assistant.rules.facts import FactItem
from assistant.rules.parse_facts import parse_facts
from assistant.rules.sheet_formula import sheet_formula
from tests.rules.case_files import policy_of, rulebook
from tests.rules.formulas import compute
from tests.rules.small_book import small_book, worked_out

WAN = Decimal(10_000)


def estimate(rule_id: str, stated: dict[str, object]) -> Estimate:
    book = rulebook()
    facts = parse_facts(book, stated)
    rule = book.rule(rule_id)
    day = date(2025, 6, 1)
    found = calculate(rule, facts, policy=policy_of(rule_id), as_of=day, rulebook=book)
    assert recomputed(found) in (None, found.amount)
    return found


def recomputed(found: Estimate) -> Decimal | None:
    formula = sheet_formula(found, rulebook())
    return None if formula is None else compute(formula)


def lines(found: Estimate) -> list[tuple[str, int | None, Decimal | None, Decimal]]:
    return [(line.kind, line.year, line.count, line.amount / WAN) for line in found.lines]


def test_each_year_stays_under_its_own_cap_and_the_best_years_are_paid() -> None:
    stated = {f"annual_rent_yuan[{year}]": f"{rent}万" for year, rent in
              ((2025, 30), (2026, 60), (2027, 50), (2028, 20))}  # fmt: skip
    found = estimate("longhua-2025#6:rent", stated)
    assert found.amount == (15 + 20 + 20) * WAN
    assert lines(found) == [("", 2025, None, 15), ("", 2026, None, 20), ("", 2027, None, 20)]
    assert found.period == "3年合计"
    assert any("最长3年" in step.text for step in found.steps)


def test_kinds_share_the_yearly_cap_and_each_has_a_line() -> None:
    found = estimate("longhua-2025#11:standards", {"standards[国际]": "1", "standards[国家]": "2"})
    assert found.amount == 100 * WAN
    assert lines(found) == [("国际标准", None, 1, 60), ("国家标准", None, 2, 80)]
    assert dict(found.facts)["international_standards"] == 1


def test_kinds_of_several_years() -> None:
    stated = {"standards[国际,2025]": "1", "standards[2026、国标]": "3"}
    found = estimate("longhua-2025#11:standards", stated)
    assert found.amount == (60 + 100) * WAN
    assert lines(found) == [("国际标准", 2025, 1, 60), ("国家标准", 2026, 3, 100)]


def test_a_cap_without_a_period_is_one_for_all_years() -> None:
    stated = {"compute_fee_yuan[2025]": "800万", "compute_fee_yuan[2026]": "2000万"}
    found = estimate("longgang-2025#2:compute-service", stated)
    assert found.amount == min(Decimal(2800) * 30 / 100, Decimal(600)) * WAN
    assert lines(found) == [("", 2025, None, 240), ("", 2026, None, 600)]


def test_items_that_are_counted_one_by_one_have_their_own_cap() -> None:
    stated = {"vehicle_price_yuan[轿车,×3]": "30万", "vehicle_price_yuan[大巴,x2]": "50万"}
    found = estimate("qianhai-2024#10:vehicles", stated)
    assert found.amount == (3 * 15 + 2 * 20) * WAN
    assert lines(found) == [("轿车", None, 3, 45), ("大巴", None, 2, 40)]


def test_projects_are_capped_one_by_one() -> None:
    projects = [{"value": "1000万", "kind": "甲"}, {"value": "500万", "kind": "乙", "count": 2}]
    found = estimate("longgang-2025#10:scene", {"project_investment_yuan": projects})
    assert found.amount == (200 + 2 * 150) * WAN
    assert lines(found) == [("甲", None, None, 200), ("乙", None, 2, 300)]


def test_of_several_rounds_only_the_best_is_paid_and_each_meets_the_threshold_alone() -> None:
    stated = {"round_arrived_yuan[天使轮]": "1000万", "round_arrived_yuan[A轮]": "3000万"}
    found = estimate("longhua-2025#13:financing", stated)
    assert found.amount == 150 * WAN
    assert lines(found) == [("天使轮", None, None, 0), ("A轮", None, None, 150)]
    alone = {"round_arrived_yuan[天使轮]": "1500万", "round_arrived_yuan[A轮]": "1500万"}
    assert estimate("longhua-2025#13:financing", alone).amount == 0


def test_a_row_of_years_gives_the_year_before() -> None:
    stated = {"rd_spend_yuan[2023]": "3000万", "rd_spend_yuan[2024]": "6000万"}
    assert estimate("qianhai-2024#3:rd-increase", stated).amount == 3000 * WAN * 5 / 100
    grown = {"revenue_yuan[2023]": "4000万", "revenue_yuan[2024]": "6000万"}
    assert estimate("longhua-2025#5:growth", grown).amount == 10 * WAN
    shrunk = {"revenue_yuan[2023]": "7000万", "revenue_yuan[2024]": "6000万"}
    assert estimate("longhua-2025#5:growth", shrunk).amount == 0


def test_undated_items_are_added_and_the_stated_years_multiply() -> None:
    stated = {"annual_rent_yuan[甲园区]": "10万", "annual_rent_yuan[乙园区]": "20万", "years": "2"}
    found = estimate("longhua-2025#6:rent", stated)
    assert found.amount == 2 * 15 * WAN
    assert [line.kind for line in found.lines] == ["甲园区", "乙园区"]


def test_stated_years_do_not_multiply_dated_items_and_what_lacks_is_asked_for() -> None:
    stated = {"annual_rent_yuan[2025]": "30万", "years": "2"}
    assert estimate("longhua-2025#6:rent", stated).amount == 15 * WAN
    found = estimate("qianhai-2024#10:vehicles", {"vehicle_conversion_yuan[甲]": "3万"})
    assert found.amount is None
    assert found.missing == ("vehicle_price_yuan",)


def test_items_keep_the_words_they_came_from_in_json() -> None:
    item = {"value": "3000000", "year": 2025, "turn": 1, "start": 4, "end": 9}
    facts = parse_facts(rulebook(), {"annual_rent_yuan": [item]})
    assert fact_json(facts["annual_rent_yuan"]) == [item]
    assert facts["annual_rent_yuan"] == (
        FactItem(Decimal(3_000_000), year=2025, turn=1, start=4, end=9),
    )
    shown = estimate_json(estimate("longhua-2025#6:rent", {"annual_rent_yuan": [item]}))
    assert shown["confirmed"] is True
    assert [line["amount"] for line in shown["lines"]] == ["200000.00"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"standards[星际]": "1"}, "没有 '星际' 这一种"),
        ({"is_startup[2025]": "是"}, "不是数"),
        ({"annual_rent_yuan": []}, "空的"),
        ({"annual_rent_yuan": [{"worth": "1万"}]}, "worth"),
        ({"annual_rent_yuan": [{"value": "1万", "year": "去年"}]}, "year"),
        ({"annual_rent_yuan": [{"value": "1万", "year": 1066}]}, "不合情理"),
        ({"annual_rent_yuan[2025,2026]": "1万"}, "多余"),
        ({"annual_rent_yuan": "1万", "annual_rent_yuan[2025]": "1万"}, "两次"),
        ({"standards[国际]": "1", "international_standards": "2"}, "两次"),
    ],
)
def test_items_that_cannot_be_read_are_refused(stated: dict[str, object], told: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_facts(rulebook(), stated)
    assert told in str(caught.value)


GRADES = """
  - id: longgang-2025#1:grades
    title: 按类别
    topic: rent
    quote: 重大项目50%，重点项目30%，面上项目10%
    several: each
    amount:
      kind: classes
      fact: research_grade
      base: {plus: [rd_spend_yuan], say: 费用}
      classes: [{key: major, rate: "0.5"}, {key: key, rate: "0.3"}, {key: general, rate: "0.1"}]
"""


@pytest.mark.parametrize(
    ("kinds", "amount"),
    [
        (("major", "general"), 50 + 10),  # by key
        (("重大项目", "面上项目"), 50 + 10),  # by label
        (("重大", "面上"), 50 + 10),  # by word
        (("重点", "重点"), 30 + 30),
        (("甲", "乙"), 50 + 50),  # no option: the highest is taken
    ],
)
def test_the_kind_of_an_item_names_the_option_that_it_is_paid_as(
    kinds: tuple[str, str], amount: int
) -> None:
    items = [{"value": "100万", "kind": kind} for kind in kinds]
    assert worked_out(small_book(GRADES), "grades", rd_spend_yuan=items).amount == amount * WAN


STANDS = """
  - id: longgang-2025#1:stands
    title: 展位
    topic: rent
    quote: 按费用的80%补助，每个最高1万元，最多补助4个
    several: each
    most_items: 4
    amount:
      kind: rate
      rate: "0.8"
      item_cap_yuan: "10000"
      base: {plus: [rd_spend_yuan], say: 费用}
"""


@pytest.mark.parametrize(
    ("items", "amount", "is_written"),
    [
        ([{"value": "1万", "count": 6}], 4 * 8000, True),
        ([{"value": "1万", "count": 3}], 3 * 8000, True),
        (
            [{"value": "5000", "count": 3}, {"value": "2万", "count": 2}],
            2 * 10_000 + 2 * 4000,
            False,
        ),
    ],
)
def test_only_so_many_items_are_paid_for_and_they_are_the_best(
    items: list[dict[str, object]], amount: int, is_written: bool
) -> None:
    book = small_book(STANDS)
    found = worked_out(book, "stands", rd_spend_yuan=items)
    assert found.amount == amount
    formula = sheet_formula(found, book)
    assert (formula is not None) is is_written
    if formula is not None:
        assert compute(formula) == amount
