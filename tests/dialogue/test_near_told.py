"""A later message that only tells a sum is of the sum told before that it comes near."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.folding import fold_message
from tests.real_assistant import amounts, ask

WAN = 10_000
G_COMPUTE, G_CORPUS = "longgang-2025#2:compute-service", "longgang-2025#3:corpus-purchase"
ENTRY = "福田做数据入表，首次入表310万，数交所挂牌交易了，服务费52万，能补多少"
ROUND = "龙华机器人公司融了一轮4100万，里面区引导基金出了600万，补多少"
CENTRE = "前海算力中心总投资5.6亿，管理局同意的，去年投了1.9亿，能补多少"
BUSES = "前海7辆获批载人运营的无人小巴，裸车一辆25万，改造每辆11万，补多少"
RESEARCH = "前海纳统企业，去年研发7500万，前年5200万，补多少"
SCENE = "龙华场景揭榜方，项目总投入1700万，里面财政投了400万，能拿多少"
BOTH = "龙岗算力930万，语料88万，各补多少"


def paid(*turns: str) -> dict[str, object]:
    """Rule → what is paid by it, where that is known."""
    return {rule: amount for rule, amount in amounts(ask(*turns)).items() if amount is not None}


@pytest.mark.parametrize(
    ("told", "later", "amount"),
    [
        (ENTRY, "打完折46万", Decimal(46) * WAN * 20 / 100),
        (ENTRY, "评估下来是340万", Decimal(52) * WAN * 20 / 100),
        (ROUND, "改了条款，最后是700万", Decimal(4100 - 700) * WAN * 5 / 100),
        (ROUND, "实际到了3800万", Decimal(3800 - 600) * WAN * 5 / 100),
        (CENTRE, "概算调成5.1亿", Decimal(19000) * WAN * 5 / 100),
        (CENTRE, "改成2.2亿", Decimal(22000) * WAN * 5 / 100),
        (BUSES, "后来谈到23万", Decimal(23 + 11) * WAN * 50 / 100 * 7),
        (BUSES, "最后定的10万", Decimal(25 + 10) * WAN * 50 / 100 * 7),
        (RESEARCH, "改成7100万呢", Decimal(7100 - 5200) * WAN * 5 / 100),
        (RESEARCH, "会计说应该是5600万", Decimal(7500 - 5600) * WAN * 5 / 100),
        (SCENE, "批复变成360万了", Decimal(1700 - 360) * WAN * 20 / 100),
        (SCENE, "核下来只有1500万", Decimal(1500 - 400) * WAN * 20 / 100),
    ],
)  # fmt: skip
def test_of_several_sums_of_a_matter_it_is_the_one_it_comes_near(
    told: str, later: str, amount: Decimal
) -> None:
    assert list(paid(told, later).values()) == [amount]


@pytest.mark.parametrize(
    ("later", "compute", "corpus"),
    [
        ("变成990万了", 990, 88),
        ("最后按81万走", 930, 81),
        ("调整以后是95万", 930, 95),
        ("语料改成97万", 930, 97),
    ],
)
def test_of_several_matters_as_well(later: str, compute: int, corpus: int) -> None:
    assert paid(BOTH, later) == {
        G_COMPUTE: compute * WAN * 30 // 100,
        G_CORPUS: corpus * WAN * 20 // 100,
    }


def test_what_was_told_last_is_put_right_whatever_is_nearer() -> None:
    after = paid(BOTH, "算力改成200万", "不对，是130万")
    assert after == {G_COMPUTE: 39 * WAN, G_CORPUS: Decimal(88) * WAN * 20 / 100}


def test_a_sum_far_from_every_one_is_read_as_before() -> None:
    assert paid(CENTRE, "变成900万") != paid(CENTRE, "变成2亿")


def test_what_was_asked_for_takes_the_number() -> None:
    after = paid("福田做数据入表，服务费52万，数交所挂牌交易了，能补多少", "60万")
    assert list(after.values()) == [0], "the entry asked for is at most 100万, the fee stays"


@pytest.mark.parametrize("row", ["640 130 210", "640，130，210", "640万、130万、210万"])
def test_a_row_of_numbers_is_of_the_matters_in_their_order(row: str) -> None:
    after = paid("龙岗租算力、买语料、采购模型服务，能补多少", row)
    assert after == {
        G_COMPUTE: 192 * WAN,
        G_CORPUS: 26 * WAN,
        "longgang-2025#6:model-service": 63 * WAN,
    }


def test_a_chinese_comma_between_three_digits_and_three_groups_nothing() -> None:
    assert fold_message("分别是640，130，210")[0] == "分别是640、130、210"
    assert fold_message("合同1，200，000元")[0] == "合同1,200,000元"


@pytest.mark.parametrize(
    ("told", "later", "is_doubtful"),
    [
        ("龙岗算力520万，语料490万，各补多少", "变成505万了", True),
        ("龙岗算力520万，语料490万，各补多少", "语料变成505万了", False),
        ("龙岗算力520万，语料80万，各补多少", "变成505万了", False),
        ("前海纳统企业，去年研发6200万，前年5600万，奖励多少", "改成5900万", True),
    ],
)
def test_where_two_are_as_near_the_reading_is_doubtful(
    told: str, later: str, is_doubtful: bool
) -> None:
    assert bool(ask(told, later).unused) is is_doubtful
