"""Parts of what is counted that miss a bound, ranks told in one list, and one thing of a measure.

The trade is made up by a program: no word list of this project can know it.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, town_of

TRADE = noun(31)

POLICY = f"""标题: 安吉县支持{TRADE}产业发展若干措施
安吉县支持{TRADE}产业发展若干措施
第一条 新建{TRADE}门店，完成备案且正常运营满8个月的，大型店每个补助9万元，小型店每个补助3万元。\
单个企业每年最高200万元。
第二条 {TRADE}储能项目装机容量达到2兆瓦时的，按装机容量每千瓦时补助70元，单个项目最高300万元。
第三条 主导制定（排名第一）的{TRADE}标准，国家标准每项奖励30万元，行业标准每项奖励10万元；\
参与制定（排名第二、第三）的，按相应标准的50%给予奖励；排名第四及以后的不予奖励。每年最高100万元。
第四条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The made-up policy, taken in by the command."""
    return town_of(TRADE, POLICY, tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        (
            "我们在安吉新建了7个小型店和3个大型店，都是某某门店，其中2个小型店才运营5个月，其余都满8个月了，补多少？",
            420_000,
        ),
        ("我们在安吉新建了7个小型店和3个大型店，都是某某门店，都运营了5个月，补多少？", 0),
        ("安吉建成了一个3.5兆瓦时的某某储能项目，补多少？", 245_000),
    ],
)
def test_a_part_that_misses_a_bound_is_left_off(town: Town, question: str, amount: int) -> None:
    estimates = town.ask(question).estimates
    assert [int(one.amount) for one in estimates if one.amount is not None] == [amount]


def test_ranks_that_a_sum_was_not_worked_out_for_are_told(town: Town) -> None:
    answer = town.ask(
        "安吉的企业，排名第一的某某国家标准1项、排名第三的某某行业标准2项，一共奖多少？"
    )
    total = sum(int(one.amount) for one in answer.estimates if one.amount is not None)
    assert total == 400_000 or "排名第三" in {one.text for one in answer.unused}
