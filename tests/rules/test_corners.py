"""Corners of the readers that no rule of the corpus reaches by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from pydantic import TypeAdapter, ValidationError

from assistant.errors import FactError
from assistant.rules.break_even import break_even
from assistant.rules.calculate import calculate
from assistant.rules.check_rule import check_rule
from assistant.rules.cliffs import with_cliffs
from assistant.rules.curve import curve
from assistant.rules.estimate import Estimate, EstimateStatus, fact_json
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.parse_facts import parse_fact, parse_facts
from assistant.rules.per_rule import PerRule
from assistant.rules.profile import Profile
from assistant.rules.program import parts_of
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import amount_at
from assistant.rules.solve import distances_of, solve
from assistant.rules.spread import spread
from assistant.rules.variation import vary
from assistant.rules.worksheet import Worksheet
from tests.rules.case_files import policy_of, rulebook
from tests.rules.interviewed import DAY
from tests.rules.small_book import small_book, worked_out

WAN = Decimal(10_000)
FEN = Decimal("0.01")


def estimate_of(rule_id: str, **stated: object) -> Estimate:
    book = rulebook()
    facts = parse_facts(book, stated)
    return calculate(book.rule(rule_id), facts, policy=policy_of(rule_id), as_of=DAY, rulebook=book)


def said(rule_id: str, unknown: str, target: Decimal, **facts: FactValue) -> list[str]:
    """The distances that a way back tells."""
    found = solve(
        rulebook().rule(rule_id), target, facts, unknown=unknown, policy=policy_of(rule_id),
        as_of=DAY, rulebook=rulebook(),
    )  # fmt: skip
    return [one.say for one in found.distances]


def test_the_next_tier_is_told_while_there_is_one() -> None:
    rule, fact = "qianhai-2024#3:rd-increase", "prior_rd_spend_yuan"
    told = {
        spend: " ".join(said(rule, fact, 10 * WAN, rd_spend_yuan=spend * WAN))
        for spend in (2999, 3000, 4999, 5000, 9999, 10000)
    }
    assert "达到3000万元一档" in told[2999]
    assert "达到5000万元一档" in told[3000]
    assert "达到5000万元一档" in told[4999]
    assert "达到1亿元一档" in told[5000]
    assert "达到1亿元一档" in told[9999]
    assert "一档" not in told[10000]


def test_how_far_a_condition_is_goes_to_the_fen_or_the_next_item() -> None:
    far = said("futian-2024#1.1:own-model", "cases", 50 * WAN, contract_done_yuan=1000 * WAN)
    assert far == ["实际完成合同额还差0.01元：实际完成合同额超过1000万元（不含1000万元）"]
    assert said("futian-2024#1.1:own-model", "cases", 50 * WAN, contract_done_yuan=1001 * WAN) == []


@pytest.mark.parametrize(
    ("fact", "told"),
    [("nothing", "没有这个事实"), ("is_startup", "不是数字"), ("filed_models", "无关")],
)
def test_why_a_fact_cannot_be_varied(fact: str, told: str) -> None:
    with pytest.raises(FactError, match=told):
        vary(rulebook().rule("longgang-2025#2:compute-service"), fact, {}, rulebook())


def test_a_straight_line_is_drawn_to_a_round_number() -> None:
    book = rulebook()
    rule = book.rule("qianhai-2024#2:talent-tax")
    facts: dict[str, FactValue] = {"taxable_income_yuan": Decimal(0)}
    drawn = curve(rule, "income_tax_paid_yuan", facts, rulebook=book)
    assert drawn.points[-1].x == 1000 * WAN
    assert drawn.points[-1].y == 1000 * WAN


def test_an_estimate_is_read_back_from_its_json() -> None:
    adapter = TypeAdapter(Estimate)
    listed = {"annual_rent_yuan[2025,A座]": "30万", "annual_rent_yuan[2026,×2]": "4.5万"}
    for made in (
        estimate_of("longhua-2025#6:rent", **listed),
        estimate_of("longgang-2025#2:compute-service", compute_fee_yuan="800万"),
        estimate_of("shenzhen-pioneer-2024#2:compute-voucher", compute_use="推理", is_startup="是"),
    ):
        assert adapter.validate_json(adapter.dump_json(made)) == made


def test_a_range_of_numbers_shares_its_unit() -> None:
    found = [(n.value, n.unit) for n in quoted_numbers("100-200万元、3万-5万元、3-5个、10-20%")]
    assert found[:4] == [
        (100 * WAN, "万元"), (200 * WAN, "万元"), (3 * WAN, "万元"), (5 * WAN, "万元"),
    ]  # fmt: skip
    assert found[4:] == [
        (Decimal(3), "个"), (Decimal(5), "个"), (Decimal("0.1"), "%"), (Decimal("0.2"), "%"),
    ]  # fmt: skip


def test_an_open_product_says_how_high_it_can_go() -> None:
    one = estimate_of("qianhai-2024#10:vehicles", vehicle_price_yuan="30万")
    assert (one.missing, one.range, one.amount) == ((), None, 15 * WAN)
    open_price = estimate_of("qianhai-2024#10:vehicles", vehicles="3")
    assert open_price.missing == ("vehicle_price_yuan",)
    assert open_price.range == (Decimal(0), 60 * WAN)


def test_the_only_year_of_a_list_is_not_named_in_the_steps() -> None:
    alone = estimate_of("longhua-2025#6:rent", **{"annual_rent_yuan[2025]": "30万"})
    assert not any(step.text.startswith("2025年") for step in alone.steps)
    listed = {"annual_rent_yuan[2025]": "30万", "annual_rent_yuan[2026]": "60万"}
    both = estimate_of("longhua-2025#6:rent", **listed)
    assert any(step.text.startswith("2025年") for step in both.steps)
    assert any(step.text.startswith("2026年") for step in both.steps)


def test_what_is_shown_of_an_estimate_follows_from_its_numbers() -> None:
    made = estimate_of("longgang-2025#2:compute-service", compute_fee_yuan="800万")
    assert made.amount_text == "240万元"
    assert replace(made, amount=None).amount_text == ""
    assert replace(made, confirmed=False).amount_text == "240万元（待核定）"
    assert replace(made, amount=None, confirmed=False).amount_text == ""
    assert replace(made, range=(Decimal(0), 10 * WAN)).range_text == ("0元", "10万元")


def test_what_follows_from_a_rule_is_worked_out_once_for_each_object() -> None:
    asked: list[str] = []

    def length(rule: Rule) -> int:
        asked.append(rule.id)
        return len(rule.quote)

    remembered = PerRule(length)
    first, second = rulebook().rules[:2]
    assert [remembered(first), remembered(second), remembered(first)] == [
        len(first.quote), len(second.quote), len(first.quote),
    ]  # fmt: skip
    assert asked == [first.id, second.id]
    copy = first.model_copy()
    assert remembered(copy) == len(first.quote)
    assert asked[2:] == [first.id]


def test_items_of_two_facts_belong_together_by_their_kind_not_by_their_place() -> None:
    listed = {
        "vehicle_price_yuan[甲]": "10万",
        "vehicle_price_yuan[乙]": "30万",
        "vehicle_conversion_yuan[乙]": "20万",
        "vehicle_conversion_yuan[甲]": "2万",
    }
    made = estimate_of("qianhai-2024#10:vehicles", **listed)
    assert [(line.kind, line.amount) for line in made.lines] == [("甲", 6 * WAN), ("乙", 20 * WAN)]
    assert made.amount == 26 * WAN


def test_the_whole_is_a_share_and_more_is_not() -> None:
    share = FactSpec(name="share", label="占比", kind=FactKind.FRACTION, ask="占比多少？")
    assert parse_fact(share, "100%") == 1
    with pytest.raises(FactError, match="100%"):
        parse_fact(share, "100.01%")
    assert parse_fact(share, "0.123456") == Decimal("0.123456")
    with pytest.raises(FactError, match="6位"):
        parse_fact(share, "0.1234567")


def test_only_a_yearly_cap_holds_each_year_of_rent() -> None:
    rule = """
  - id: longgang-2025#1:{name}
    title: 租金
    topic: rent
    quote: 租金
    amount: {{kind: area, unit_yuan: "60", area: area_sqm, months: months, most_months: "36",
      paid: rent_paid_yuan, paid_rate: "0.5"}}
    cap: {{yuan: "1000000", period: {period}}}"""
    book = small_book(rule.format(name="each-year", period="year") +
                      rule.format(name="in-all", period="total"))  # fmt: skip
    stated = {"area_sqm": "1000", "months": "24"}
    assert worked_out(book, "each-year", **stated).amount == 144 * WAN
    assert worked_out(book, "in-all", **stated).amount == 100 * WAN
    stated = {"area_sqm": "2000", "months": "24"}
    assert worked_out(book, "each-year", **stated).amount == 200 * WAN
    assert worked_out(book, "in-all", **stated).amount == 100 * WAN


def test_a_line_is_read_at_each_of_its_steps_and_ends_where_its_number_ends() -> None:
    book = rulebook()
    facts: dict[str, FactValue] = {"prior_rd_spend_yuan": 1000 * WAN}
    spend = vary(book.rule("qianhai-2024#3:rd-increase"), "rd_spend_yuan", facts, book)
    pieces = spend.segments()
    assert len(pieces) > 4
    for piece in pieces:
        for step in {piece.first, (piece.first + piece.last) // 2, piece.last}:
            assert amount_at(pieces, step) == spend.amount(step) == piece.at(step)
    models = vary(book.rule("longgang-2025#5:filed-model"), "filed_models", {}, book)
    assert [amount_at(models.segments(9), n) for n in range(6)] == [
        min(n, 4) * 50 * WAN for n in range(6)
    ]
    assert models.segments(models.last + 5)[-1].last == models.last


def test_a_line_is_found_once_whatever_else_is_told_that_the_rule_does_not_look_at() -> None:
    book = rulebook()
    rule = book.rule("qianhai-2024#3:rd-increase")
    before: dict[str, FactValue] = {"prior_rd_spend_yuan": 1000 * WAN}
    found = vary(rule, "rd_spend_yuan", before, book).segments()
    beside = {**before, "filed_models": Decimal(3), "annual_rent_yuan": 30 * WAN}
    assert vary(rule, "rd_spend_yuan", beside, book).segments() is found
    other = {**before, "prior_rd_spend_yuan": 1001 * WAN}
    assert vary(rule, "rd_spend_yuan", other, book).segments() != found


def test_what_a_sum_of_rules_looks_at_is_what_its_parts_look_at() -> None:
    book = rulebook()
    sums = [rule for rule in book.rules if parts_of(rule)]
    assert sums
    for rule in book.rules:
        assert book.looked_at[rule.id] >= book.needs[rule.id]
        received = {cap.less for cap in rule.caps if cap.less} & book.facts.keys()
        assert book.looked_at[rule.id] >= received
        for part in parts_of(rule):
            assert book.looked_at[rule.id] >= book.looked_at[part]


@pytest.mark.parametrize(
    ("year", "fits"),
    [
        (0, False),
        (1, True),
        (50, True),
        (51, False),
        (1989, False),
        (1990, True),
        (2099, True),
        (2100, False),
    ],
)
def test_years_that_make_no_sense_are_refused(year: int, *, fits: bool) -> None:
    given = {"annual_rent_yuan": [{"value": "30万", "year": year}]}
    if fits:
        assert parse_facts(rulebook(), given)
    else:
        with pytest.raises(FactError, match=f"{year} 不合情理"):
            parse_facts(rulebook(), given)


def test_where_a_rule_may_bend_is_known_through_derived_facts_too() -> None:
    book = rulebook()
    rule = book.rule("longhua-2025#13:financing")  # the round less the district's part: 2000万元
    part: dict[str, FactValue] = {"district_fund_yuan": 500 * WAN}
    whole = vary(rule, "round_investment_yuan", part, book)
    assert 2500 * WAN in {whole.value(step) for step in whole._cuts()}
    less = vary(rule, "district_fund_yuan", {"round_investment_yuan": 3000 * WAN}, book)
    assert 1000 * WAN in {less.value(step) for step in less._cuts()}


def test_what_carries_a_sum_by_tiers_is_its_base_and_what_chooses_the_tier() -> None:
    found = main_facts(rulebook().rule("qianhai-2024#3:rd-increase"))
    assert set(found) == {"rd_increase_yuan", "rd_spend_yuan"}


@pytest.mark.parametrize(
    ("rule_id", "stated"),
    [
        ("qianhai-2024#1:rent", {"area_sqm": "500", "months": "24", "monthly_rent_yuan": "6万"}),
        (
            "qianhai-2024#1:rent",
            {"area_sqm": "500", "months": "40", "rent_per_sqm_month_yuan": "120"},
        ),
        (
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "8000万", "prior_rd_spend_yuan": "5000万"},
        ),
        (
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "7200万", "prior_rd_spend_yuan": "8000万"},
        ),
        (  # the condition is missed: what lies beyond rests on the base all the same
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "2900万", "prior_rd_spend_yuan": "1000万"},
        ),
        (
            "futian-2024#3.2:asset-entry",
            {"asset_entry_yuan": "98万", "asset_service_fee_yuan": "30万"},
        ),
        ("longhua-2025#6:rent", {"area_sqm": "300"}),  # what is missing depends on what is told
        ("qianhai-2024#1:rent", {"area_sqm": "300", "months": "12"}),
        # how long is not told, so that no rent follows from the price either
        ("qianhai-2024#1:rent", {"area_sqm": "300", "rent_per_sqm_month_yuan": "160"}),
        (  # what lies beyond the threshold rests on what was received before
            "qianhai-2024#5:compute-centre",
            {"total_investment_yuan": "9000万", "approved_beforehand": "是",
             "last_year_investment_yuan": "8000万", "received_yuan": "1700万"},
        ),
        ("longhua-2025#5:growth", {"revenue_yuan": "6000万", "prior_revenue_yuan": "5500万"}),
        ("futian-2024#1.2:model-purchase", {"model_fee_yuan": [
            {"value": "300万", "year": 1, "kind": "今年", "start": 3, "end": 7},
            {"value": "300万", "year": 2},
        ]}),
    ],
)  # fmt: skip
def test_an_estimate_worked_out_again_from_its_own_facts_is_the_same(
    rule_id: str, stated: dict[str, object]
) -> None:
    def made(facts: Mapping[str, object]) -> Estimate:
        book, rule = rulebook(), rulebook().rule(rule_id)
        read = parse_facts(book, facts)
        found = calculate(rule, read, policy=policy_of(rule_id), as_of=DAY, rulebook=book)
        return with_cliffs(found, rule, read, book)

    first = made(stated)
    assert made({name: fact_json(value) for name, value in first.facts}) == first


def test_what_is_stated_against_what_it_follows_from_stands_as_stated() -> None:
    both = {
        "rd_spend_yuan": "8000万",
        "prior_rd_spend_yuan": "5000万",
        "rd_increase_yuan": "1000万",
    }
    made = estimate_of("qianhai-2024#3:rd-increase", **both)
    assert made.amount == 50 * WAN
    assert not any("再上一年度" in step.text for step in made.steps)


def test_two_things_of_one_year_have_their_own_lasting_cap_each() -> None:
    listed = {
        "last_year_investment_yuan[2025,甲]": "3亿",
        "last_year_investment_yuan[2025,乙]": "3亿",
        "total_investment_yuan": "4亿",
    }
    made = estimate_of("qianhai-2024#5:compute-centre", **listed)
    assert [line.amount for line in made.lines] == [1500 * WAN, 1500 * WAN]
    assert made.amount == 3000 * WAN


def test_what_is_just_enough_is_not_far() -> None:
    told = said("futian-2024#1.1:own-model", "contract_done_yuan", 50 * WAN, cases=Decimal(5))
    assert told == []


def test_things_of_which_there_are_none_stand_in_no_sum() -> None:
    stated = {"international_standards": "1", "national_standards": "0"}
    made = estimate_of("longhua-2025#11:standards", **stated)
    assert made.steps[0].text == "60万元 × 1项国际标准 = 60万元"


def test_a_year_of_rent_may_be_just_the_cap_of_a_year() -> None:
    book = small_book("""
  - id: longgang-2025#1:just
    title: 租金
    topic: rent
    quote: 租金
    amount: {kind: area, unit_yuan: "60", area: area_sqm, months: months, most_months: "36",
      paid: rent_paid_yuan, paid_rate: "1"}
    cap: {yuan: "720000", period: year}""")
    told = {
        area: _by_year(worked_out(book, "just", area_sqm=area, months="24"))
        for area in ("999", "1000", "1001")
    }
    assert told["999"].startswith("按年计未超过每年上限 72万元")
    assert told["1000"].startswith("按年计正好等于每年上限 72万元")
    assert told["1001"].startswith("按年计超过每年上限 72万元")
    short = _by_year(worked_out(book, "just", area_sqm="1000", months="11"))
    assert short.startswith("按年计未超过")


def _by_year(made: Estimate) -> str:
    return next(step.text for step in made.steps if step.text.startswith("按年计"))


def test_a_sum_of_rules_that_waits_for_facts_says_how_high_it_can_go() -> None:
    parts = """
  - id: longgang-2025#1:one
    title: 甲
    topic: rent
    quote: 甲
    amount: {{kind: rate, rate: "0.1", base: {{plus: [annual_rent_yuan], say: 租金}}}}
    {cap}
  - id: longgang-2025#1:two
    title: 乙
    topic: rent
    quote: 乙
    amount: {{kind: rate, rate: "0.1", base: {{plus: [compute_fee_yuan], say: 算力费}}}}
    cap: {{yuan: "300000"}}
  - id: longgang-2025#1:both
    title: 合计
    topic: rent
    quote: 合计
    amount: {{kind: sum, rules: ["longgang-2025#1:one", "longgang-2025#1:two"]}}"""
    capped = worked_out(small_book(parts.format(cap='cap: {yuan: "200000"}')), "both")
    assert (capped.amount, capped.range) == (None, (Decimal(0), 50 * WAN))
    endless = worked_out(small_book(parts.format(cap="")), "both")
    assert (endless.amount, endless.range) == (None, None)


def test_a_rulebook_is_the_same_whatever_was_worked_out_with_it() -> None:
    rules = """
  - id: longgang-2025#1:same
    title: 租金
    topic: rent
    quote: 租金
    amount: {kind: rate, rate: "0.1", base: {plus: [annual_rent_yuan], say: 租金}}"""
    book = small_book(rules)
    other = Rulebook.of(book.facts, book.rules)
    vary(book.rule("longgang-2025#1:same"), "annual_rent_yuan", {}, book).segments()
    assert book.worked_out
    assert not other.worked_out
    assert book == other
    assert "worked_out" not in repr(book)


def test_the_number_a_year_is_worked_out_on_is_what_its_items_come_to() -> None:
    facts = parse_facts(
        rulebook(), {"annual_rent_yuan[2025,A]": "10万", "annual_rent_yuan[2025,B]": "20万"}
    )
    rent = frozenset({"annual_rent_yuan"})
    (year,) = spread(facts, rent, rulebook().facts, by_year=True, each=False)
    assert [case.base for case in year.cases] == [30 * WAN]
    assert [case.base for case in year.single] == [10 * WAN, 20 * WAN]


def test_a_difference_bends_where_it_begins() -> None:
    book = rulebook()
    spent: dict[str, FactValue] = {"rd_spend_yuan": 7200 * WAN}
    prior = vary(
        book.rule("qianhai-2024#3:rd-increase"), "prior_rd_spend_yuan", spent, book
    )  # no threshold of the rule leads to it
    assert [prior.value(cut) for cut in prior._cuts()] == [7200 * WAN, 7200 * WAN + FEN]
    before: dict[str, FactValue] = {"prior_revenue_yuan": 7200 * WAN}
    revenue = vary(book.rule("longhua-2025#5:growth"), "revenue_yuan", before, book)
    assert {7200 * WAN, 5000 * WAN} <= {revenue.value(cut) for cut in revenue._cuts()}


def test_a_product_bends_where_its_factor_makes_it_reach_the_threshold() -> None:
    book = small_book("""
  - id: longgang-2025#1:rent
    title: 租金
    topic: rent
    quote: 租金
    conditions:
      - {fact: annual_rent_yuan, at_least: "240000", say: 年租金24万元以上, quote: 租金}
    amount: {kind: fixed, yuan: "10000"}""")
    monthly = vary(book.rule("longgang-2025#1:rent"), "monthly_rent_yuan", {}, book)
    assert [monthly.value(cut) for cut in monthly._cuts()] == [2 * WAN, 2 * WAN + FEN]
    area: dict[str, FactValue] = {"rent_per_sqm_month_yuan": Decimal(100)}
    room = vary(book.rule("longgang-2025#1:rent"), "area_sqm", area, book)
    assert room.value(next(room._cuts())) == 200


@pytest.mark.parametrize(
    ("rule_id", "fact", "furthest"),
    [
        ("qianhai-2024#1:rent", "months", Decimal(1200)),
        ("longhua-2025#6:rent", "years", Decimal(100)),
        ("longgang-2025#5:filed-model", "filed_models", Decimal(10) ** 6),
        ("qianhai-2024#1:rent", "area_sqm", Decimal(10) ** 8),
        ("longhua-2025#6:rent", "annual_rent_yuan", Decimal(10) ** 13),
    ],
)
def test_a_hundred_years_and_ten_trillion_are_looked_at(
    rule_id: str, fact: str, furthest: Decimal
) -> None:
    line = vary(rulebook().rule(rule_id), fact, {}, rulebook())
    assert line.value(line.last) == furthest


def test_what_leads_leaves_no_gap() -> None:
    book = rulebook()
    rules = [
        book.rule(name) for name in ("longgang-2025#2:compute-service", "futian-2024#2:compute")
    ]
    for first, second in (rules, rules[::-1]):
        leads = break_even(first, second, "compute_fee_yuan", {}, rulebook=book).leads
        assert leads[0].first == 0
        assert leads[-1].last is None
        for one, after in pairwise(leads):
            assert one.last is not None
            assert after.first == one.last + FEN


def test_a_stated_fact_that_no_rule_knows_is_what_was_stated() -> None:
    sheet = Worksheet({"unheard_of": Decimal(3)}, {})
    assert sheet.number("unheard_of") == 3
    assert sheet.number("not_stated") is None


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"district": "龙岗区", "colour": "红"}, "不认识 'colour'"),
        ({"name": "甲公司"}, "缺少 district"),
        ({"district": ""}, "district 的值 '' 不合适"),
        (["龙岗区"], "键: 值"),
    ],
)
def test_what_is_wrong_with_a_company_is_told(mapping: object, told: str) -> None:
    with pytest.raises(FactError, match=told):
        Profile.from_mapping(mapping)


def test_a_fact_is_of_one_matter_unless_it_is_said_to_be_of_the_company() -> None:
    assert not FactSpec(name="x", label="甲", kind=FactKind.YUAN, ask="甲多少？").lasting
    assert rulebook().facts["applicant_kind"].lasting
    assert not rulebook().facts["compute_fee_yuan"].lasting


def test_what_is_missing_is_the_rest_of_what_was_begun() -> None:
    begun = estimate_of("longhua-2025#6:rent", area_sqm="300")
    assert begun.missing == ("rent_per_sqm_month_yuan",)
    assert begun.facts == (("area_sqm", Decimal(300)),)
    assert estimate_of("longhua-2025#6:rent").missing == ("annual_rent_yuan",)
    nearer = estimate_of("longhua-2025#6:rent", area_sqm="300", rent_per_sqm_month_yuan="50")
    assert nearer.amount == 9 * WAN


def test_a_value_that_is_worked_back_to_is_a_plain_number() -> None:
    found = solve(
        rulebook().rule("longgang-2025#2:compute-service"), "cap", {}, unknown="compute_fee_yuan",
        policy=policy_of("longgang-2025#2"), as_of=DAY, rulebook=rulebook(),
    )  # fmt: skip
    assert str(found.value) == "20000000"
    assert found.estimate is not None
    assert [str(step.value) for step in found.estimate.steps] == ["6000000.00", "6000000.00"]


def test_a_sum_of_rules_none_of_which_is_met_says_why_of_each() -> None:
    part = """
  - id: longgang-2025#1:{name}
    title: {name}
    topic: rent
    quote: 奖励
    conditions:
      - {{fact: {fact}, at_least: "1000000", say: {said}100万元以上, quote: 奖励}}
    amount: {{kind: fixed, yuan: "10000"}}"""
    book = small_book(
        part.format(name="one", fact="annual_rent_yuan", said="租金")
        + part.format(name="two", fact="compute_fee_yuan", said="算力费")
        + """
  - id: longgang-2025#1:both
    title: 合计
    topic: rent
    quote: 合计
    amount: {kind: sum, rules: ["longgang-2025#1:one", "longgang-2025#1:two"]}"""
    )
    stated = {"annual_rent_yuan": "1万", "compute_fee_yuan": "1万"}
    neither = worked_out(book, "both", **stated)
    assert neither.status is EstimateStatus.CONDITION_NOT_MET
    assert len(neither.reasons) == 1
    assert all(said in neither.reasons[0] for said in ("租金100万元以上", "算力费100万元以上"))
    one = worked_out(book, "both", **stated | {"compute_fee_yuan": "100万"})
    assert (one.status, one.amount) == (EstimateStatus.PAYABLE, WAN)
    both = worked_out(book, "both", annual_rent_yuan="100万", compute_fee_yuan="100万")
    assert both.amount == 2 * WAN
    assert both.steps[-1].text == "one 1万元 + two 1万元 = 2万元"


@pytest.mark.parametrize(("lasts", "fits"), [("3年", True), ("3个月", False), ("36个月", True)])
def test_three_years_of_the_text_are_thirty_six_months_and_three_months_are_not(
    lasts: str, *, fits: bool
) -> None:
    quote = f"每平方米每月60元，连续支持{lasts}，不超过实际租金的50%"
    book = small_book(f"""
  - id: longgang-2025#1:rent
    title: 租金
    topic: rent
    quote: {quote}
    amount: {{kind: area, unit_yuan: "60", area: area_sqm, months: months, most_months: "36",
      paid: rent_paid_yuan, paid_rate: "0.5"}}""")
    (rule,) = book.rules
    wrong = list(check_rule(rule, quote, book.facts, {rule.id}))
    assert (wrong == []) is fits


def test_a_sum_for_each_month_asks_for_the_months_only_where_it_needs_them() -> None:
    rule = """
  - id: longgang-2025#1:{name}
    title: 奖励
    topic: rent
    quote: 奖励
    amount: {{kind: per, items: [{{fact: filed_models, yuan: "1000"}}], count: months,
      most_count: "6", needs_count: "{needs}"}}"""
    book = small_book(
        rule.format(name="needed", needs="true") + rule.format(name="once", needs="false")
    )
    for name in ("needed", "once"):
        assert worked_out(book, name, filed_models="2", months="5").amount == WAN
        assert worked_out(book, name, filed_models="2", months="8").amount == Decimal(12000)
    assert worked_out(book, "needed", filed_models="2").missing == ("months",)
    assert worked_out(book, "once", filed_models="2").amount == Decimal(2000)


def test_what_was_received_before_never_decides_alone() -> None:
    needs = rulebook().needs["qianhai-2024#5:compute-centre"]
    assert "total_investment_yuan" in needs
    assert "received_yuan" not in needs
    assert "years" not in rulebook().needs["longhua-2025#6:rent"]


def test_words_of_a_fact_are_a_list_and_a_word_alone_is_none() -> None:
    spec = {"name": "x_yuan", "label": "甲", "kind": "yuan", "ask": "多少？"}
    assert FactSpec.model_validate({**spec, "words": ["甲", "乙"]}).words == ("甲", "乙")
    with pytest.raises(ValidationError):
        FactSpec.model_validate({**spec, "words": "甲乙"})


MORE_THAN = """
  - id: longgang-2025#1:room
    title: 用房
    topic: rent
    quote: 面积超过100平方米、有3个以上典型案例的奖励10万元
    conditions:
      - {fact: area_sqm, more_than: "100", say: 面积超过100平方米}
      - {fact: typical_cases, more_than: "3", say: 超过3个案例}
    amount: {kind: fixed, yuan: "100000"}
"""


def test_what_must_be_passed_is_passed_by_the_smallest_step_of_its_kind() -> None:
    """A hundredth of a square metre, one case: not a whole square metre."""
    book = small_book(MORE_THAN)
    rule = book.rule("longgang-2025#1:room")
    facts = {"area_sqm": Decimal(99), "typical_cases": Decimal(1)}
    found = {one.fact: (one.needed, one.gap) for one in distances_of(rule, facts, book)}
    assert found == {"area_sqm": (Decimal("100.01"), Decimal("1.01")), "typical_cases": (4, 3)}
