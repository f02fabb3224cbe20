"""Limits and slices in lines of an item of their own: of that item, and of no other.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.test_cases_behind import emitted
from tests.intake.test_lists_and_behind import of, taken_in

Mapped = dict[str, Any]

ITEMS = """标题: 安吉县支持瑚膜产业若干措施

安吉县支持瑚膜产业若干措施
一、支持瑚膜企业
（一）新建瑚窑奖励。瑚膜企业新增瑚窑的，按以下标准奖励：
1. 自建瑚窑的，每座2万元；
2. 收购旧瑚窑的，每座1万元。
同一企业每年度新建瑚窑奖励最高50万元。
（二）瑚膜交易奖励。瑚膜交易机构年度瑚膜交易额超过2亿元的，实行分段累进奖励：
1. 2亿元以内的部分，不予奖励；
2. 超过2亿元至8亿元的部分，按0.1%奖励；
3. 超过8亿元的部分，按0.2%奖励。
每家机构每年最高90万元。
（三）出口奖励。瑚膜企业出口瑚釉的，每吨奖励1200元。
二、附则。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[Mapped]:
    return taken_in(ITEMS, tmp_path_factory.mktemp("items"))


def test_a_limit_behind_the_lines_of_an_item_is_not_of_the_items_behind(
    items: list[Mapped],
) -> None:
    assert [one["cap"]["yuan"] for one in of(items, "1.1")] == ["500000"]
    assert [one["cap"]["yuan"] for one in of(items, "1.2")] == ["900000"]
    assert not any("cap" in one or "more_caps" in one for one in of(items, "1.3"))


def test_slices_in_lines_of_which_the_lowest_is_not_paid(items: list[Mapped]) -> None:
    (rule,) = of(items, "1.2")
    slices = [(one["beyond_yuan"], one["rate"]) for one in rule["amount"]["slices"]]
    assert slices == [("200000000", "0.001"), ("800000000", "0.002")]
    assert rule["conditions"][0]["more_than"] == "200000000"
    assert rule["amount"]["base"]["plus"] == [rule["conditions"][0]["fact"]]


@pytest.mark.parametrize(
    ("limit", "item", "cap"),
    [
        ("单窑最高8万元，同一企业每年最高40万元", "80000", "400000"),
        ("单艇不超过8万元", "80000", None),
        ("单企最高8万元", None, "80000"),
        ("单一主体最高8万元", None, "80000"),
    ],
)
def test_a_limit_of_one_thing_without_a_measure_word(
    limit: str, item: str | None, cap: str | None
) -> None:
    (rule,) = emitted(f"瑚膜企业开展检测的，按检测费用的50%补助，{limit}。")
    assert (rule["amount"].get("item_cap_yuan"), rule.get("cap", {}).get("yuan")) == (item, cap)


def test_a_case_with_a_higher_rate_in_another_sentence_has_its_own_limit() -> None:
    whole, case = emitted(
        "改造瑚窑的，按投资额的20%给予补助，单个项目最高80万元。"
        "其中整体更换为电热瑚窑的，补助比例提高至25%，单个项目最高120万元。"
    )
    assert (whole["amount"]["rate"], whole["cap"]["yuan"]) == ("0.2", "800000")
    assert (case["amount"]["rate"], case["cap"]["yuan"]) == ("0.25", "1200000")
    assert whole["when"][0]["fact"] == case["when"][0]["fact"]
