"""Sums over several years: of which year what is told later is, and what moves to another."""

from __future__ import annotations

import random

import pytest

from assistant.answer.answer import Role
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from tests.real_assistant import DAY, real, understand

WAN = 10_000
FUTIAN_RATE, FUTIAN_CAP = 30, 50 * WAN


def amount(rule: str, *turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id == rule)
    assert estimate.amount is not None
    assert not check_provenance(answer, real().corpus, turns)
    return int(estimate.amount)


def futian(wan: int) -> int:
    return min(wan * WAN * FUTIAN_RATE // 100, FUTIAN_CAP)


def model(*turns: str) -> int:
    return amount("futian-2024#1.2:model-purchase", *turns)


@pytest.mark.parametrize("total", ["今明两年一共", "今年明年两年合计多少", "今明两年"])
def test_one_more_contract_of_next_year_is_a_year_of_its_own(total: str) -> None:
    rng = random.Random(total)
    first, second = rng.randint(90, 160), rng.randint(60, 150)
    told = f"福田，买备案大模型的服务合同{first}万，今年能拿多少"
    assert model(told, f"明年再签一份{second}万的，{total}") == futian(first) + futian(second)


def test_the_year_before_stays_beside_the_one_asked_about_alone() -> None:
    turns = (
        "福田买备过案的大模型，今年合同110万，能补多少",
        "明年还要买二百三十万的，单看明年呢",
        "两年加一块",
    )
    assert model(*turns[:2]) == futian(230)
    assert model(*turns) == futian(110) + futian(230)


def test_the_year_may_stand_in_the_clause_before_or_after() -> None:
    first = "龙岗软件公司，买备过案的大模型服务，今年合同完成370万，补多少"
    rule, rate = "longgang-2025#6:model-service", 30
    alone = (first, "明年的框架也签了，预计完成510万，明年单独看")
    assert amount(rule, *alone) == 510 * WAN * rate // 100
    assert amount(rule, *alone, "两年总共多少") == (370 + 510) * WAN * rate // 100


@pytest.mark.parametrize("moves", ["算明年的", "拖到明年", "划到明年了", "其实是明年的"])
def test_a_part_that_is_of_another_year_leaves_the_rest(moves: str) -> None:
    turns = (
        "福田，买备案大模型的服务合同190万，今年能拿多少",
        f"里头有80万{moves}，今明两年合起来多少",
    )
    assert model(*turns) == futian(110) + futian(80)


def test_some_of_a_count_are_of_next_year() -> None:
    turns = (
        "龙岗，今年过了国家生成式备案登记的模型有6个，最多多少",
        "里头有2个其实是明年1月的，今明两年合计",
    )
    each, most = 50 * WAN, 200 * WAN
    rule = "longgang-2025#5:filed-model"
    assert amount(rule, *turns) == min(4 * each, most) + min(2 * each, most)


def test_every_kind_counts_in_its_own_year() -> None:
    standards = "longhua-2025#11:standards"
    told = "龙华，今年主导了2个国家标准，明年主导1个国际标准，都是机器人的，两年一共奖多少"
    assert amount(standards, told) == 2 * 40 * WAN + 60 * WAN
    turns = (
        "龙华，今年主导了2个国家标准，机器人的，奖多少",
        "还有一个国际标准也是今年发布",
        "国际的那个延到明年才发布，今年明年两年一共拿多少",
    )
    assert amount(standards, *turns[:2]) == 100 * WAN
    assert amount(standards, *turns) == 2 * 40 * WAN + 60 * WAN


def test_what_does_not_count_goes_off_the_year_that_is_named() -> None:
    turns = (
        "龙华，今年有四个算法进深度合成备案清单，奖励顶多少",
        "明年计划还有七个，光明年呢",
        "今明两年合一块",
        "今年那四个里有一个被打回来了，两年合一块变多少",
    )
    rule, each, most = "longhua-2025#8:algorithm", 100 * WAN, 500 * WAN
    assert amount(rule, *turns[:3]) == 4 * each + most
    assert amount(rule, *turns) == 3 * each + most


def test_a_day_with_its_month_is_the_day_asked_about_and_no_year_of_the_sum() -> None:
    turns = (
        "龙岗买算力1000万，2027年12月去申请，补多少",
        "那2027年10月去呢，同样1000万",
    )
    assert amount("longgang-2025#2:compute-service", *turns) == 300 * WAN


def test_two_pieces_are_no_two_yuan() -> None:
    turns = (
        "龙岗，我们的具身机器人样机首次试用，研发2000万，另外首次卖出一批，制备成本60万",
        "研发是1900万，两块一年合着最多多少",
    )
    answer = real().ask(Conversation("", turns), as_of=DAY)
    sums = {e.rule_id: e.amount for e in answer.estimates}
    assert sums["longgang-2025#7:prototype"] == 1900 * WAN * 5 // 100


def test_the_years_are_named_where_each_is_asked_about() -> None:
    turns = (
        "福田，买备案大模型的服务合同120万，今年能拿多少",
        "明年再签一份90万的，今明两年一共",
        "供应商把模型那份退了一半",
        "两年各是多少",
    )
    answer = real().ask(Conversation("", turns), as_of=DAY)
    lead = answer.sentences[0]  # 2026年 is no figure that anybody said: it would not stand
    assert lead.role is Role.LEAD
    assert all(word in lead.text for word in ("今年", "18万元", "明年", "13.5万元"))
    cases = {e.label: e.amount for e in answer.estimates}
    assert cases["今年"] == 60 * WAN * FUTIAN_RATE // 100
    assert cases["明年"] == 45 * WAN * FUTIAN_RATE // 100


def test_sums_that_have_no_year_are_named_as_people_write_them() -> None:
    turns = (
        "福田，买备案大模型的服务合同120万，第一年能拿多少",
        "第二年90万，两年一共",
        "各年分别多少",
    )
    lead = real().ask(Conversation("", turns), as_of=DAY).sentences[0]
    assert lead.role is Role.LEAD
    assert all(word in lead.text for word in ("120万元", "36万元", "90万元", "27万元"))


_SPACE = "龙岗园区的产业空间归我们运营，符合AI企业集聚条件，集聚达到了一定规模，一年最高给多少"
_MODELS = "福田软件企业，买了备案大模型做应用，今年花120万，能补多少"


@pytest.mark.parametrize(
    ("turns", "years"),
    [
        ((_SPACE, "2025到2027连着三年都这样，三年呢"), "3"),
        ((_SPACE, "拿满三年是多少"), "3"),
        ((_SPACE, "四年都保持住，合计多少"), "4"),
        ((_MODELS, "照这样用满两年，总数是多少"), "2"),
        ((_MODELS, "三年都维持这个量，合计"), "3"),
        ((_MODELS, "2025至2028每年都照这个花，加总"), "4"),
    ],
)
def test_years_in_which_all_stays_the_same_are_counted(turns: tuple[str, ...], years: str) -> None:
    found = understand(*turns)
    told = {s.name: str(s.value) for f in found.focus for _, facts in f.cases for s in facts}
    assert told["years"] == years


@pytest.mark.parametrize("said", ["公司成立三年了，有影响吗", "我们是三年前成立的"])
def test_years_of_something_else_are_not_paid(said: str) -> None:
    told = {s.name for f in understand(_MODELS, said).focus for _, own in f.cases for s in own}
    assert "years" not in told
