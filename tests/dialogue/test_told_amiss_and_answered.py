"""What was told too much or too little, payments of a sum, and bare answers to what was asked.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

VOUCHER, CORPUS_VOUCHER, MODEL_VOUCHER = (f"shenzhen-pioneer-2024#{n}" for n in (2, 3, 4))
PLATFORM, EVENT = "shenzhen-pioneer-2024#12", "longgang-2025#16"
COMPUTE, ROBOTS, FILED = "longgang-2025#2", "longgang-2025#7", "longgang-2025#5"
HELD = "龙岗办了一场峰会,花了620万,能补多少?"


@pytest.mark.parametrize("said", ["报多了{}", "刚才算多了{}", "多写了{}", "我填高了{}"])
def test_too_much_that_was_told_goes_off(said: str) -> None:
    assert by_clause(HELD, said.format("120万")) == {EVENT: {(620 - 120) * 30 * WAN / 100}}


@pytest.mark.parametrize("said", ["报少了{}", "前面登记少了{}", "少说了{}", "写低了{}"])
def test_too_little_that_was_told_comes_on_top(said: str) -> None:
    assert by_clause(HELD, said.format("70万")) == {EVENT: {(620 + 70) * 30 * WAN / 100}}


@pytest.mark.parametrize("said", ["少了,是{}", "哦,报少了,是{}", "其实是{}"])
def test_what_puts_right_is_no_sum_that_lacks(said: str) -> None:
    told = by_clause("前海研发去年投了7100万", said.format("7700万"), "前年5200万")
    assert told == {"qianhai-2024#3": {(7700 - 5200) * 5 * WAN / 100}}


@pytest.mark.parametrize(
    "said", ["还有{}没付", "还欠{}", "已付{}", "目前付了{}", "发票{}", "另一家出了{}"]
)
def test_a_payment_of_the_sum_changes_nothing_and_is_told(said: str) -> None:
    answer = ask(HELD, said.format("180万"))
    assert [e.amount for e in answer.estimates] == [620 * 30 * WAN / 100]
    assert ["180万" in one.text for one in answer.unused] == [True]


@pytest.mark.parametrize("said", ["我们又付了{}", "再付{}"])
def test_more_that_was_paid_still_comes_on_top(said: str) -> None:
    assert by_clause(HELD, said.format("180万")) == {EVENT: {(620 + 180) * 30 * WAN / 100}}


@pytest.mark.parametrize(
    ("said", "number"),
    [("两家公司平分", 2), ("和另一家公司一家一半", 2), ("三家单位平摊", 3)],
)
def test_a_sum_shared_with_others_counts_with_our_share(said: str, number: int) -> None:
    told = by_clause(f"市里训力券合同960万,{said}")
    assert told == {VOUCHER: {960 * 50 * WAN / 100 / number}}


def test_the_sum_of_all_is_asked_for_in_one_word() -> None:
    told = by_clause("龙岗算力710万", "语料230万", "一共")
    assert told[COMPUTE] == {710 * 30 * WAN / 100}
    assert told["longgang-2025#3"] == {230 * 20 * WAN / 100}


def test_what_was_missed_is_met_in_one_word() -> None:
    answer = ask("龙岗公共平台评审没过", "过了")
    assert [e.amount for e in answer.estimates if e.rule_id.startswith("longgang")] != [0]
    assert str(answer.outcome) != "refused"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("市里平台", "新建", "2700万", "已建的呢", "1300万"), {PLATFORM: {390 * WAN}}),
        (("市里平台", "已建", "1300万", "新建呢", "2700万"), {PLATFORM: {1350 * WAN}}),
        (("龙岗机器人", "第一次卖", "70万"), {ROBOTS: {35 * WAN}}),
        (("入表", "230万", "40万"), {"futian-2024#3.2": {8 * WAN}}),
        (("算力中心", "2.4亿", "6000万"), {"qianhai-2024#5": {300 * WAN}}),
        (("训力券", "900万", "模型券", "450万"), {MODEL_VOUCHER: {135 * WAN}}),
        (("福田算力", "500万", "语料", "350万"), {"futian-2024#3.1": {35 * WAN}}),
    ],
)
def test_a_bare_number_answers_what_was_asked(
    turns: tuple[str, ...], told: dict[str, set[int]]
) -> None:
    found = {c: a - {None} for c, a in by_clause(*turns).items()}
    assert {c: a for c, a in found.items() if a} == told


@pytest.mark.parametrize("said", ["顶多{}", "不超过{}", "最多{}", "最多也就{}吧"])
def test_a_bound_answers_what_was_asked(said: str) -> None:
    assert by_clause("龙岗算力", said.format("640万")) == {COMPUTE: {640 * 30 * WAN / 100}}


@pytest.mark.parametrize(
    ("turns", "clause"),
    [
        (("龙岗算力", "900万", "展会"), EVENT),
        (("龙岗算力", "900万", "备案"), FILED),
        (("训力券", "900万", "买模型"), MODEL_VOUCHER),
        (("训力券", "900万", "语料采购"), CORPUS_VOUCHER),
        (("福田算力", "500万", "语料采购"), "futian-2024#3.1"),
        (("福田算力", "500万", "模型采购"), "futian-2024#1.2"),
        (("福田算力", "500万", "办公房租"), "futian-2024#6.1"),
    ],
)
def test_the_bare_name_of_another_matter_opens_it(turns: tuple[str, ...], clause: str) -> None:
    assert clause in {str(c.clause_id) for c in ask(*turns).citations}


@pytest.mark.parametrize("said", ["初创", "训练", "租的"])
def test_a_bare_condition_names_no_other_matter(said: str) -> None:
    assert {str(c.clause_id) for c in ask("训力券", "900万", said).citations} == {VOUCHER}


@pytest.mark.parametrize(
    "said", ["财务更正了，应纳税所得额320万，已缴96万", "所得额320万，已缴96万"]
)
def test_a_payment_that_a_rule_works_with_is_told_anew(said: str) -> None:
    first = "前海，境外紧缺人才，应纳税所得额300万，已缴个税90万"
    assert by_clause(first, said)["qianhai-2024#2"] == {(96 - 320 * 15 // 100) * WAN}


def test_a_name_that_several_clauses_share_is_not_sure() -> None:
    answer = ask("做AI公共技术服务平台，平台最多给多少", "产业融合呢")
    assert any("产业融合" in one.text for one in answer.unused)


def test_whose_numbers_are_counted_in_tells_of_no_seller() -> None:
    answer = ask(
        "龙华AI企业，有自主核心技术，营收5600万，比上年涨了，奖多少",
        "把子公司合进来就有5900万，不过去年合并口径是6100万",
    )
    assert any("5900万" in one.text for one in answer.unused)
