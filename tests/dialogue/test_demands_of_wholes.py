"""Demands on the whole of a year, names in brackets, limits of each band, shares of one case."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 【窖藏建设】企业新建{n}窖，单个项目总容积500立方米以上的，建成后按容积补助：\
干窖（5℃以上）每立方米80元，湿窖（-2℃及以下）每立方米150元。单个项目最高200万元。
第二条 【修缮补助】学徒为16至25周岁的，按工具费用的40%给予补助，每人最高2000元；\
学徒为26周岁（含）以上的，按工具费用的50%给予补助，每人最高3500元。
第三条 【标志认证】产品首次通过{n}原产地认证的，每个产品奖励3万元；\
首次通过古法制作认证的，每个产品奖励5万元。标志到期续展的，每个产品按首次认证标准的50%奖励。每家企业每年最高60万元。
第四条 【研学接待】研学机构全年组织{n}研学学员2000人（含）以上的，住1晚的每人奖励8元，\
住2晚（含）以上的每人奖励20元。每家每年最高40万元。
第五条 【采种奖励】采种站上年度出种达到以下数量的，分档奖励：
（一）300万粒以上、不足800万粒的，奖励6万元；
（二）800万粒以上的，奖励15万元。
采种站须建立采种台账，未建立台账的不予奖励。
第六条 【外运增量】货主全年外运重箱达到500标箱以上的，对比上一年度增加的箱量，\
干箱每标箱奖励90元，冷箱每标箱奖励160元。
第七条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (3, 8))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉新建某某窖，干窖2000立方米、湿窖3000立方米，补多少？", 610_000),
        (2, "安吉的学徒30岁，工具费用花了6000元，补多少？", 3_000),
        (2, "安吉的学徒20岁，工具费用花了6000元，补多少？", 2_000),
        (
            3,
            "安吉4个产品首次通过某某原产地认证、2个产品首次通过古法制作认证，分别能拿多少？",
            220_000,
        ),
        (4, "安吉去年组织某某研学学员1500人住1晚、900人住2晚，奖励多少？", 30_000),
        (4, "安吉去年组织某某研学学员1200人住1晚、700人住2晚，奖励多少？", 0),
        (5, "安吉的采种站去年出种500万粒，采种台账也建立了，奖励多少？", 60_000),
        (5, "安吉的采种站去年出种500万粒，没有建立台账，奖励多少？", 0),
    ],
)
def test_what_is_paid(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_an_increase_is_not_paid_for_all_that_there_is(town: Town) -> None:
    answer = town.ask("安吉去年外运某某干箱900标箱、冷箱600标箱，外运增量奖励多少？")
    assert not any(e.amount for e in answer.estimates if e.clause_id.endswith("#6"))
