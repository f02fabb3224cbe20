"""Questions that lay several matters of the conversation side by side are about each of them."""

from __future__ import annotations

import pytest

from assistant.dialogue.had_together import asks_together
from tests.real_assistant import understand

_SCENE = "龙岗园区企业，场景示范项目选上了，投了400万，不是政府投资，能拿多少"
_EVENT = "另外我们办了场人工智能大会，市场化的，备过案，花了300万，能给多少"
_RENT = "前海，租了300平，合规楼里，集聚区的，租金一年20万，补多少"
_GROWTH = "研发投入上年5000万，前年3000万，研发奖多少"
_COMPUTE = "龙岗的公司，给大模型训练买算力，服务费900万，区里补多少"
_VOUCHER = "市里的训力券呢，合同就按700万，不是初创"


def focus(*turns: str) -> set[str]:
    return {str(f.clause_id) for f in understand(*turns).focus}


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (
            (_SCENE, _EVENT, "示范项目跟大会，允许都申领吗"),
            {"longgang-2025#10", "longgang-2025#16"},
        ),
        (
            (_SCENE, _EVENT, "示范项目和大会是不是同一个科室管"),
            {"longgang-2025#10", "longgang-2025#16"},
        ),
        ((_RENT, _GROWTH, "这两样我们一块儿去报，行不行"), {"qianhai-2024#1", "qianhai-2024#3"}),
        ((_RENT, _GROWTH, "有没有规定只能选一个"), {"qianhai-2024#1", "qianhai-2024#3"}),
    ],
)
def test_matters_side_by_side_are_both_answered(turns: tuple[str, ...], clauses: set[str]) -> None:
    assert focus(*turns) == clauses


@pytest.mark.parametrize("last", ["市、区两头能都拿吗", "区里和市里的这两份都申请，允许不"])
def test_what_was_asked_of_city_and_district_is_held_together(last: str) -> None:
    found = understand(_COMPUTE, _VOUCHER, last)
    assert {str(f.clause_id) for f in found.focus} == {
        "longgang-2025#2",
        "shenzhen-pioneer-2024#2",
    }
    told = {
        f.clause_id.policy: {str(s.value) for _, st in f.cases for s in st} for f in found.focus
    }
    assert "9000000" in told["longgang-2025"]
    assert "7000000" in told["shenzhen-pioneer-2024"]


def test_a_question_about_one_stays_with_it() -> None:
    assert focus(_SCENE, _EVENT, "大会的合同和发票要同时提供吗") == {"longgang-2025#16"}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("两边都申请的话,文件允许吗", True),
        ("一起去申报可以吗", True),
        ("只能挑一样领吗", True),
        ("有没有规定只能选一个", True),
        ("两个都报,合计多少", False),
        ("我们都申请好了", False),
    ],
)
def test_whether_several_may_be_had_together(text: str, asks: bool) -> None:
    assert asks_together(text) is asks
