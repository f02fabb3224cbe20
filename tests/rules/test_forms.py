"""Forms that other policies need: bands, classes, floors, shares, foreign money, rounding, or."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.errors import FactError
from assistant.rules.check_rule import check_rule
from assistant.rules.estimate import EstimateStatus
from assistant.rules.parse_facts import parse_facts
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.rules.read.words import rule_words
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.variation import vary
from tests.rules.formulas import compute
from tests.rules.small_book import small_book, worked_out

WAN = Decimal(10_000)

# Text: 温州市鹿城区开放型经济政策（2019）第一条、第三条；外贸政策
RULES = """
  - id: longgang-2025#1:foreign
    title: 外资项目第一年
    topic: rent
    quote: >-
      第一年实到外资200万-500万（不含）美元、500万-1000万（不含）美元、1000万美元以上的，分别按人民币30万元、50万元、
      实到外资额的8‰折合人民币给予奖励，每个项目三年奖励累计不超过300万元
    amount:
      kind: bands
      by: foreign_capital
      base: {plus: [foreign_capital], say: 实到外资额}
      exchange: exchange_rate
      bands:
        - {at_least: "2000000", yuan: "300000"}
        - {at_least: "5000000", yuan: "500000"}
        - {at_least: "10000000", rate: "0.008"}
    cap: {yuan: "3000000", period: total, per: 每个项目}
  - id: longgang-2025#1:grades
    title: 示范企业
    topic: rent
    quote: 国家级按费用的50%、最高30万元，省级按费用的30%、最高20万元，均不少于5万元
    amount:
      kind: classes
      fact: project_grade
      base: {plus: [rd_spend_yuan], say: 费用}
      classes:
        - {key: benchmark, rate: "0.50", cap_yuan: "300000", floor_yuan: "50000"}
        - {key: demonstration, rate: "0.30", cap_yuan: "200000", floor_yuan: "50000"}
  - id: longgang-2025#1:more
    title: 收入再增长
    topic: rent
    quote: 年收入1000万元以上的，奖励30万元，每增加500万元再奖励10万元，最高100万元
    amount: {kind: growing, by: revenue_yuan, at_least: "10000000", yuan: "300000",
             step: "5000000", each_yuan: "100000"}
    cap: {yuan: "1000000"}
  - id: longgang-2025#1:cut
    title: 分段补助
    topic: rent
    quote: 研发投入300万元以内部分按10%，超过300万元至1000万元部分按6%，超过1000万元部分按3%补助
    amount:
      kind: slices
      base: {plus: [rd_spend_yuan], say: 研发投入}
      slices:
        - {rate: "0.10", upto_yuan: "3000000"}
        - {rate: "0.06", beyond_yuan: "3000000", upto_yuan: "10000000"}
        - {rate: "0.03", beyond_yuan: "10000000"}
  - id: longgang-2025#1:floor
    title: 租金补贴
    topic: rent
    quote: 按租金的50%补贴，每平方米每月不超过10元，补贴面积不超过3000平方米，期限不超过24个月
    amount:
      kind: rent
      rate: "0.50"
      base: {plus: [rent_paid_yuan], say: 租金}
      area: area_sqm
      months: months
      price: rent_per_sqm_month_yuan
      most_area: "3000"
      unit_yuan: "10"
      most_months: "24"
  - id: longgang-2025#1:within
    title: 更新补助
    topic: rent
    quote: 每个模型补助45万元，补助不超过研发投入的30%
    amount: {kind: per, items: [{fact: filed_models, yuan: "450000"}]}
    within: {fact: rd_spend_yuan, rate: "0.30", quote: 补助不超过研发投入的30%}
  - id: longgang-2025#1:parts
    title: 分年拨付
    topic: rent
    quote: 按研发投入的20%补助，最高100万元，分两年按60%、40%拨付
    amount: {kind: rate, rate: "0.20", base: {plus: [rd_spend_yuan], say: 研发投入}}
    cap: {yuan: "1000000"}
    paid_in:
      - when: {fact: project_grade, is: benchmark, say: 第一年拨付}
        share: "0.6"
        quote: 分两年按60%、40%拨付
      - when: {fact: project_grade, is: demonstration, say: 第二年拨付}
        share: "0.4"
        quote: 分两年按60%、40%拨付
  - id: longgang-2025#1:raised
    title: 等级奖励
    topic: rent
    quote: 国家级奖励70万元、省级奖励30万元；由省级升为国家级的补足差额
    amount: {kind: levels, fact: project_grade,
             levels: [{key: benchmark, yuan: "700000"}, {key: demonstration, yuan: "300000"}]}
    received: received_yuan
  - id: longgang-2025#1:interest
    title: 按月贴息
    topic: rent
    quote: 按年利率2%给予贴息，贴息本金不超过1000万元，期限最长6个月
    amount:
      kind: rate
      rate: "0.02"
      base: {plus: [rd_spend_yuan], say: 贷款本金}
      most_base_yuan: "10000000"
      months: months
      most_months: "6"
  - id: longgang-2025#1:half
    title: 减半奖励
    topic: rent
    quote: 每个模型奖励10万元，最高25万元，初创企业以外的减半
    amount: {kind: per, items: [{fact: filed_models, yuan: "100000"}]}
    factors:
      - when: {fact: is_startup, is: "false", say: 初创企业以外}
        factor: "0.5"
        quote: 初创企业以外的减半
    cap: {yuan: "250000"}
  - id: longgang-2025#1:match
    title: 国家奖励配套
    topic: rent
    quote: >-
      对获得上级资助的项目按1:1配套，单个项目最高100万元，每家企业每年最高150万元，累计不超过200万元，
      金额以1万元为单位，四舍五入
    amount:
      kind: rate
      rate: "1"
      base: {plus: [fiscal_funds_yuan], say: 上级资助}
    cap: {yuan: "1000000", per: 单个项目, each_item: "true"}
    more_caps:
      - {yuan: "1500000", period: year, per: 每家企业, quote: 每家企业每年最高150万元}
      - {yuan: "2000000", period: total, quote: 累计不超过200万元}
    rounding: {unit: "10000", mode: half_up, quote: 金额以1万元为单位，四舍五入}
  - id: longgang-2025#1:either
    title: 规模奖励
    topic: rent
    quote: 营业收入2000万元以上或研发投入超过300万元的，奖励20万元
    conditions:
      - fact: revenue_yuan
        at_least: "20000000"
        or: [{fact: rd_spend_yuan, more_than: "3000000"}]
        say: 营业收入2000万元以上或研发投入超过300万元
    amount: {kind: fixed, yuan: "200000"}
"""


@pytest.mark.parametrize(
    ("stated", "amount"),
    [
        ("199.99万美元", 0),
        ("200万美元", 30),
        ("499.99万美元", 30),
        ("500万美元", 50),
        ("999万美元", 50),
    ],
)
def test_a_band_of_a_number_decides_a_sum(stated: str, amount: int) -> None:
    assert worked_out(small_book(RULES), "foreign", foreign_capital=stated).amount == amount * WAN


@pytest.mark.parametrize("before", [None, 0, 180_000, 300_000, 900_000])
def test_only_the_difference_to_what_was_received_before_is_paid(before: int | None) -> None:
    stated = {} if before is None else {"received_yuan": before}
    book = small_book(RULES)
    estimate = worked_out(book, "raised", project_grade="benchmark", **stated)
    assert estimate.amount == max(700_000 - (before or 0), 0)
    assert any("尚未获得" in text for text in estimate.assumptions) == (before is None)
    formula = sheet_formula(estimate, book)
    assert formula is not None
    assert compute(formula) == estimate.amount


def test_foreign_money_is_named_and_never_converted_by_itself() -> None:
    book = small_book(RULES)
    found = worked_out(book, "foreign", foreign_capital="2000万美元")
    assert found.status is EstimateStatus.FACTS_MISSING
    assert found.missing == ("exchange_rate",)
    assert found.range == (0, 300 * WAN)
    known = worked_out(book, "foreign", foreign_capital="2000万美元", exchange_rate="7.1")
    assert known.amount == 2000 * WAN * Decimal("0.008") * Decimal("7.1")
    assert [step.text for step in known.steps][1:3] == [
        "2000万美元 × 0.8% = 16万美元",
        "16万美元 × 7.1 = 113.6万元",
    ]
    with pytest.raises(FactError, match="没有写美元"):
        parse_facts(book, {"foreign_capital": "2000万元"})


def test_a_named_class_decides_rate_cap_and_floor() -> None:
    book = small_book(RULES)
    for grade, fee, amount in (
        ("benchmark", 40, 20), ("benchmark", 90, 30), ("benchmark", 5, 5),
        ("demonstration", 40, 12), ("demonstration", 1, 5),
    ):  # fmt: skip
        found = worked_out(book, "grades", project_grade=grade, rd_spend_yuan=f"{fee}万")
        assert found.amount == amount * WAN, (grade, fee)
    open_class = worked_out(book, "grades", rd_spend_yuan="40万")
    assert open_class.amount == 20 * WAN
    assert open_class.range == (12 * WAN, 20 * WAN)
    assert worked_out(book, "grades", project_grade="benchmark").range == (0, 30 * WAN)


def test_a_share_is_paid_in_some_cases_before_the_cap() -> None:
    book = small_book(RULES)
    assert worked_out(book, "half", filed_models="3", is_startup="是").amount == 25 * WAN
    half = worked_out(book, "half", filed_models="3", is_startup="否")
    assert half.amount == 15 * WAN
    assert "30万元 × 50% = 15万元" in [step.text for step in half.steps]
    unsaid = worked_out(book, "half", filed_models="1")
    assert unsaid.amount == 10 * WAN
    assert any("初创企业以外" in text for text in unsaid.assumptions)


def test_a_sum_is_cut_at_its_bounds_and_each_slice_has_its_rate() -> None:
    book = small_book(RULES)
    for spent, amount in ((200, 20), (300, 30), (500, 42), (1000, 72), (1500, 87)):
        found = worked_out(book, "cut", rd_spend_yuan=f"{spent}万")
        assert found.amount == amount * WAN, spent
    assert [step.text for step in worked_out(book, "cut", rd_spend_yuan="500万").steps] == [
        "500万元 超过第1段止 300万元，取 300万元",
        "300万元 × 10% = 30万元",
        "500万元 未超过第2段止 1000万元，取 500万元",
        "500万元 − 300万元 = 200万元",
        "200万元 × 6% = 12万元",
        "30万元 + 12万元 = 42万元",
    ]


def test_a_part_of_what_is_paid_out_is_that_of_the_sum_under_its_cap() -> None:
    book = small_book(RULES)
    for grade, amount in (("benchmark", 60), ("demonstration", 40)):
        found = worked_out(book, "parts", rd_spend_yuan="900万", project_grade=grade)
        assert found.amount == amount * WAN
        formula = sheet_formula(found, book)
        assert formula is not None
        assert compute(formula) == found.amount
    whole = worked_out(book, "parts", rd_spend_yuan="900万")
    assert whole.amount == 100 * WAN
    assert not any("拨付" in text for text in whole.assumptions)


def test_a_share_of_another_sum_limits_what_is_paid() -> None:
    book = small_book(RULES)
    for spent, amount in ((130, 39), (150, 45), (200, 45)):
        found = worked_out(book, "within", filed_models="1", rd_spend_yuan=f"{spent}万")
        assert found.amount == amount * WAN
        formula = sheet_formula(found, book)
        assert formula is not None
        assert compute(formula) == found.amount
    unsaid = worked_out(book, "within", filed_models="1")
    assert unsaid.amount == 45 * WAN
    assert any("这一限制未计入" in text for text in unsaid.assumptions)


def test_a_rent_is_paid_for_so_much_space_and_so_long() -> None:
    book = small_book(RULES)
    for area, price, months, amount in (
        (3600, 16, 12, 3000 * 8 * 12), (2000, 30, 36, 2000 * 10 * 24), (1000, 10, 12, 60_000),
    ):  # fmt: skip
        stated = {
            "area_sqm": f"{area}",
            "rent_per_sqm_month_yuan": f"{price}",
            "months": f"{months}",
        }
        found = worked_out(book, "floor", **stated)
        assert found.amount == amount
        formula = sheet_formula(found, book)
        assert formula is not None
        assert compute(formula) == found.amount
    whole = worked_out(book, "floor", rent_paid_yuan="20万")
    assert whole.amount == 10 * WAN
    assert any("未计入" in text for text in whole.assumptions)


def test_caps_each_year_and_in_all_and_the_statutory_rounding() -> None:
    book = small_book(RULES)
    assert worked_out(book, "match", fiscal_funds_yuan="123456.78").amount == 12 * WAN
    assert worked_out(book, "match", fiscal_funds_yuan="125000").amount == 13 * WAN
    stated = {
        "fiscal_funds_yuan[甲,2024]": "80万", "fiscal_funds_yuan[乙,2024]": "120万",
        "fiscal_funds_yuan[丙,2025]": "30万",
    }  # fmt: skip
    found = worked_out(book, "match", **stated)
    assert found.amount == (150 + 30) * WAN
    stated["fiscal_funds_yuan[丁,2025]"] = "90万"
    assert worked_out(book, "match", **stated).amount == 200 * WAN


def test_either_of_two_numbers_satisfies_a_condition() -> None:
    book = small_book(RULES)
    for revenue, spent, amount in ((2000, 0, 20), (1999, 301, 20), (1999, 300, 0)):
        stated = {"revenue_yuan": f"{revenue}万", "rd_spend_yuan": f"{spent}万"}
        assert worked_out(book, "either", **stated).amount == amount * WAN
    assert worked_out(book, "either", revenue_yuan="2000万").amount == 20 * WAN
    found = worked_out(book, "either", revenue_yuan="100万")
    assert found.missing == ("rd_spend_yuan",)


def test_sheets_recompute_the_forms() -> None:
    book = small_book(RULES)
    for found in (
        worked_out(book, "foreign", foreign_capital="2000万美元", exchange_rate="7.1234"),
        worked_out(book, "foreign", foreign_capital="600万美元"),
        worked_out(book, "grades", project_grade="demonstration", rd_spend_yuan="1万"),
        worked_out(book, "grades", rd_spend_yuan="41.37万"),
        worked_out(book, "half", filed_models="3", is_startup="否"),
        worked_out(book, "cut", rd_spend_yuan="200万"),
        worked_out(book, "cut", rd_spend_yuan="1234.5万"),
        worked_out(book, "match", fiscal_funds_yuan="125000"),
    ):
        formula = sheet_formula(found, book)
        assert formula is not None
        assert compute(formula) == found.amount


def test_the_forms_in_words() -> None:
    book = small_book(RULES)
    said = {rule.title: rule_words(rule, book.facts) for rule in book.rules}
    assert said["外资项目第一年"] == (
        "按实到外资额计算：达 200万美元 以上的，30万元；达 500万美元 以上的，50万元；"
        "达 1000万美元 以上的，0.8%，每个项目累计最高 300万元"
    )
    assert said["减半奖励"] == "每个备案模型 10万元（初创企业以外的，按 50%计），最高 25万元"
    assert said["分段补助"] == (
        "研发投入 300万元以内的部分的 10%与研发投入 300万元至1000万元的部分的 6%"
        "与研发投入超过 1000万元的部分的 3%"
    )
    assert said["国家奖励配套"] == (
        "按上级资助的 100%，单个项目最高 100万元，每家企业每年最高 150万元，累计最高 200万元"
    )


def test_numbers_of_the_forms_are_found_in_their_quotes() -> None:
    book = small_book(RULES)
    for rule in book.rules:
        text = "".join((rule.quote, *(factor.quote for factor in rule.factors)))
        ids = {one.id for one in book.rules}
        assert list(check_rule(rule, text, book.facts, ids)) == []


def test_a_condition_may_be_quoted_from_another_clause() -> None:
    rule = small_book(RULES).rules[-1]
    other = rule.conditions[0].model_copy(
        update={"clause": "longgang-2025#9", "quote": "营业收入2000万元以上或研发投入超过300万元"}
    )
    moved = rule.model_copy(update={"conditions": (other,), "quote": "奖励20万元"})
    texts = {"longgang-2025#9": "条件：营业收入2000万元以上或研发投入超过300万元。"}
    facts = small_book(RULES).facts
    assert list(check_rule(moved, "奖励20万元", facts, {rule.id}, lambda c: texts.get(c, ""))) == []
    wrong = list(check_rule(moved, "奖励20万元", facts, {rule.id}))
    assert "longgang-2025#9" in wrong[0][1]


def test_the_rounding_may_be_quoted_from_another_clause() -> None:
    book = small_book(RULES)
    rule = next(one for one in book.rules if one.id.endswith(":match"))
    said = "金额以1万元为单位，四舍五入"
    moved = rule.model_copy(
        update={
            "quote": rule.quote.removesuffix(f"，\n{said}").removesuffix(said),
            "rounding": rule.rounding.model_copy(update={"clause": "longgang-2025#9"}),
        }
    )
    text, texts = moved.quote, {"longgang-2025#9": f"附则：{said}。"}
    assert said not in text
    ids = {rule.id}
    assert list(check_rule(moved, text, book.facts, ids, lambda c: texts.get(c, ""))) == []
    wrong = list(check_rule(moved, text, book.facts, ids))
    assert [place for place, _ in wrong] == [("rounding", "quote")]
    bare = moved.rounding.model_copy(update={"quote": ""})
    unquoted = moved.model_copy(update={"rounding": bare})
    told = [what for _, what in check_rule(unquoted, text, book.facts, ids, lambda c: "")]
    assert any("写在另一条款里的" in one for one in told)


def test_shares_and_foreign_money_are_read_from_text() -> None:
    found = [(n.value, n.measure.value) for n in quoted_numbers("8‰、减半、1000万美元、1:1")]
    assert found == [
        (Decimal("0.008"), "fraction"), (Decimal("0.5"), "fraction"),
        (1000 * WAN, "foreign"), (Decimal(1), "fraction"),
    ]  # fmt: skip


COUNTED = """
  - id: longgang-2025#1:level
    title: 每档
    topic: rent
    quote: 重大项目每个1.5万元、重点项目每个2.5万元，金额以1万元为单位，四舍五入
    amount:
      kind: levels
      fact: research_grade
      count: filed_models
      levels: [{key: major, yuan: "15000"}, {key: key, yuan: "25000"}]
    rounding: {unit: "10000", mode: half_up, quote: 金额以1万元为单位，四舍五入}
  - id: longgang-2025#1:level-of-each
    title: 每个每档
    topic: rent
    quote: 每个重大项目1.5万元
    amount:
      kind: levels
      fact: research_grade
      count: filed_models
      needs_count: "true"
      levels: [{key: major, yuan: "15000"}]
  - id: longgang-2025#1:class
    title: 按类别的比例
    topic: rent
    quote: 国家级33.3%，省级11.1%
    amount:
      kind: classes
      fact: project_grade
      base: {plus: [rd_spend_yuan], say: 费用}
      classes: [{key: benchmark, rate: "0.333"}, {key: demonstration, rate: "0.111"}]
  - id: longgang-2025#1:all
    title: 合计有上限
    topic: rent
    quote: 按租金的50%，最高10万元
    amount: {kind: rate, rate: "0.5", base: {plus: [annual_rent_yuan], say: 租金}}
    cap: {yuan: "100000"}
"""


def test_a_count_that_is_not_stated_is_one_unless_the_text_needs_it() -> None:
    book = small_book(COUNTED)
    one = worked_out(book, "level", research_grade="重点")
    assert (one.amount, one.missing) == (3 * WAN, ())  # 2.5万元, to the next 1万元
    assert worked_out(book, "level", research_grade="重点", filed_models="3").amount == 8 * WAN
    each = worked_out(book, "level-of-each", research_grade="重大")
    assert (each.amount, each.missing) == (None, ("filed_models",))
    two = worked_out(book, "level-of-each", research_grade="重大", filed_models="2")
    assert two.amount == 3 * WAN


def test_the_ends_of_a_range_are_rounded_like_the_sum() -> None:
    book = small_book(COUNTED)
    by_level = worked_out(book, "level")
    assert (by_level.amount, by_level.range) == (3 * WAN, (2 * WAN, 3 * WAN))
    by_class = worked_out(book, "class", rd_spend_yuan="1.01元")
    assert by_class.range == (Decimal("0.11"), Decimal("0.33"))
    assert by_class.amount == Decimal("0.33")


def test_a_cap_that_says_nothing_of_items_holds_over_all_of_them() -> None:
    book = small_book(COUNTED)
    found = worked_out(
        book, "all", **{"annual_rent_yuan[甲]": "15万", "annual_rent_yuan[乙]": "15万"}
    )
    assert found.amount == 10 * WAN


@pytest.mark.parametrize(
    ("revenue", "amount"),
    [("999万", 0), ("1000万", 30), ("1499万", 30), ("1500万", 40), ("2600万", 60), ("9000万", 100)],
)
def test_a_sum_grows_by_whole_steps(revenue: str, amount: int) -> None:
    book = small_book(RULES)
    found = worked_out(book, "more", revenue_yuan=revenue)
    assert found.amount == amount * WAN
    formula = sheet_formula(found, book)
    assert amount == 0 or (formula is not None and compute(formula) == found.amount)


@pytest.mark.parametrize(
    ("loan", "months", "amount"),
    [
        ("800万", 3, "40000"),
        ("800万", 5, "66666.66"),
        ("900万", 12, "90000"),
        ("3000万", 6, "100000"),
    ],
)
def test_interest_of_a_year_for_some_months(loan: str, months: int, amount: str) -> None:
    book = small_book(RULES)
    found = worked_out(book, "interest", rd_spend_yuan=loan, months=str(months))
    assert found.amount == Decimal(amount)
    formula = sheet_formula(found, book)
    assert formula is not None
    assert found.amount is not None
    assert abs(compute(formula) - found.amount) < Decimal("0.01")
    assert "按月数折算" in rule_words(book.rule("longgang-2025#1:interest"), book.facts)


def test_a_sum_that_grows_without_end_is_looked_at_so_far() -> None:
    for cap in ("", '\n    cap: {yuan: "1000000"}'):
        text = RULES.replace('each_yuan: "100000"}\n    cap: {yuan: "1000000"}',
                             f'each_yuan: "100000"}}{cap}')  # fmt: skip
        book = small_book(text)
        rule = book.rule("longgang-2025#1:more")
        pieces = vary(rule, "revenue_yuan", {}, book).segments()
        assert len(pieces) == (9 if cap else 62)  # below, and one for every step there is
