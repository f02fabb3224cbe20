"""What is said of sums that are no plain product: several items, support that is no money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real_assistant import ask
from tests.rules.case_files import rulebook

WAN = Decimal(10000)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        (
            "前海评定的示范项目有两个，一个投了800万，一个投了2500万，一共能拿多少？",
            800 * WAN * 10 / 100 + min(2500 * WAN * 10 / 100, 200 * WAN),
        ),
        (
            "深圳市里示范应用项目两个，一个投了300万，一个投了900万，一共能补多少？",
            300 * WAN * 30 / 100 + min(900 * WAN * 30 / 100, 200 * WAN),
        ),
    ],
)
def test_items_with_a_cap_each_are_capped_apart_and_added(question: str, total: Decimal) -> None:
    (estimate,) = ask(question).estimates
    assert estimate.amount == total
    assert sum(line.amount for line in estimate.lines) == total
    assert len(estimate.lines) == 2


def test_only_a_cap_of_something_named_holds_for_each() -> None:
    for rule in rulebook().rules:
        if rule.cap is not None and rule.cap.each_item:
            assert rule.cap.per, rule.id


def test_support_that_is_no_money_is_said_as_what_it_is() -> None:
    text = ask("福田租政府产业用房怎么支持？").text
    assert "给的不是现金：按市场评估价的40%租赁政府产业用房" in text
    assert "没有写明金额或比例" not in text


def test_a_promise_without_a_figure_says_its_terms() -> None:
    text = ask("成功申报国家产业创新中心，市里配套多少？").text
    assert "最高1:1配套" in text
    assert "没有写明金额或比例" not in text
    assert "无法计算" in text


def test_own_hardware_is_not_rented_compute() -> None:
    text = ask("福田公司自建机房训练大模型花了800万，能补多少？").text
    assert "0元" in text
    assert "租用算力平台上的智能算力资源" in text


@pytest.mark.parametrize(
    ("question", "label", "value"),
    [
        ("福田租算力800万用来训练，补多少？", "算力用途", "训练大模型"),
        ("福田租算力800万用来训练，补多少？", "算力是否租用", "是"),
        ("福田租算力800万用来训练，补多少？", "算力服务费用", "800万"),
        ("龙华揭榜方投入1000万补多少？", "揭榜挂帅中的一方", "揭榜方（场景能力提供方）"),
        ("龙华主导制定国际标准、国家标准合计多少？", "主导制定的国际标准项数", "1项国际标准"),
    ],
)
def test_what_was_understood_is_shown_in_words(question: str, label: str, value: str) -> None:
    assert (label, value) in [(chip.label, chip.value) for chip in ask(question).understood]


def test_what_is_told_later_and_changes_no_sum_is_said_so() -> None:
    said = (
        "“初创企业：是”不改变这里的金额：收录的龙华区人工智能及机器人措施第四条没有为此另作规定。"
    )
    rent, startup = "租1200万算力，能补多少？", "如果是初创企业呢？"
    texts = [s.text for s in ask(f"龙华{rent}", startup).sentences]
    assert said in texts
    assert not any("不改变" in s.text for s in ask(f"深圳市{rent}", startup).sentences)
    assert not any("不改变" in s.text for s in ask(f"我们是初创企业，龙华{rent}").sentences)
    another = ask("龙华的政策什么时候到期？", "龙岗租800万算力，能补多少？")
    assert not any("不改变" in s.text for s in another.sentences)


@pytest.mark.parametrize("later", ["去年领过8万", "前年拿过6万补贴", "今年上半年已经领了12万"])
def test_what_was_got_is_told_once(later: str) -> None:
    text = ask("福田买大模型花了90万", later).text
    assert text.count("已经领到的钱") == 1
    assert "不改变这里的金额" not in text
