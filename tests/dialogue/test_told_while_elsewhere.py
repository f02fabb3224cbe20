"""What became of a contract while it was asked elsewhere, and places that are named in passing."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_CORPUS = "龙岗，交易平台买非关联方语料训大模型，合同{}万，区里给多少"


def told(*talk: str) -> dict[str, object]:
    found = understand(*talk).focus
    return {s.name: s.value for focus in found for _, stated in focus.cases for s in stated}


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [
        ("卖家少给一个库，合同减了六十万，市里变多少", 240),
        ("合同追加了80万", 380),
        ("合同刚改签成310万了", 310),
        ("供应商退了45万", 255),
    ],
)
@pytest.mark.parametrize("back", ["不去福田了，留龙岗，龙岗给多少", "不搬了，还是龙岗"])
def test_what_became_of_it_elsewhere_holds_at_home(meanwhile: str, left: int, back: str) -> None:
    talk = _CORPUS.format(300), "如果注册在福田，同一份合同福田给多少", meanwhile, back
    assert told(*talk)["corpus_purchase_yuan"] == left * 10_000


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("要是在福田买，合同410万呢",),
        ("要是在福田呢", "如果合同谈到400万呢"),
        ("要是在福田呢", "福田那边再多买一百万"),
    ],
)
def test_what_was_only_supposed_does_not(elsewhere: tuple[str, ...]) -> None:
    talk = _CORPUS.format(300), *elsewhere, "不搬了，龙岗多少"
    assert told(*talk)["corpus_purchase_yuan"] == 3_000_000


_CASES = "前海企业自研并公开发布的纺织行业大模型，11个市场应用案例，奖多少"


@pytest.mark.parametrize(
    ("later", "cases"),
    [
        ("罗湖一家刚签并用上了，多一个", 12),
        ("大鹏两家新签的也上线了，再加两个", 13),
        ("盐田那家布厂不用了，少一个", 10),
    ],
)
def test_a_district_in_passing_asks_for_nothing(later: str, cases: int) -> None:
    assert told(_CASES, later)["cases"] == cases


@pytest.mark.parametrize("later", ["罗湖呢", "光明的话给多少", "我们搬去光明了"])
def test_a_district_that_is_asked_about_does(later: str) -> None:
    assert "cases" not in told(_CASES, later)


def test_one_more_takes_back_nothing() -> None:
    talk = _CASES, "有两个染厂说不用了，案例撤走", "有一家刚签并用上了，多一个"
    assert told(*talk)["cases"] == 10


_COMPUTE = "龙华做仓储机器人，采购算力820万，算力券能有多少"


@pytest.mark.parametrize(
    "later",
    [
        "我们在光明有个兄弟公司，租算力训大模型合同320万，它能拿什么",
        "我们在坪山有个子公司，租算力训大模型合同320万，它能拿多少",
        "盐田开了一家分公司，租算力训大模型合同320万，能拿多少",
    ],
)
def test_a_firm_in_a_district_is_asked_of_the_city(later: str) -> None:
    assert {str(f.clause_id) for f in understand(_COMPUTE, later).focus} == {
        "shenzhen-pioneer-2024#2"
    }


@pytest.mark.parametrize(
    ("later", "fee"),
    [
        ("老板一高兴又签了一单，三百五", 1170),
        ("后来又签了一份，200万", 1020),
        ("又签了一份补充协议，总价改成900万", 900),
    ],
)
def test_one_more_contract_needs_no_noun(later: str, fee: int) -> None:
    assert told(_COMPUTE, later)["compute_fee_yuan"] == fee * 10_000
