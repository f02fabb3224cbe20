"""Floors, rents by year, limits of a raised rate and shares below a number, as people ask.

The nouns are put together from characters: no word list of this project can know the trade.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, town_of


def policy(seed: int) -> str:
    """A policy that has every form once."""
    n = noun(seed)
    return f"""标题: 安吉县支持{n}行业发展若干措施
安吉县支持{n}行业发展若干措施
第一条 租用{n}标准厂房的企业，第一年按照实际租金全额补贴，第二年、第三年按照实际租金的50%补贴。\
补贴面积不超过3000平方米，补贴所依据的租金标准每平方米每月不超过12元。
第二条 {n}企业年度检测费用比上年增加的，按增加额的20%补助，最高50万元；\
计算结果不足3万元的，按3万元补助。
第三条 网络销售{n}的，年网络零售额300万元以上的，按网络零售额的1%奖励，最高30万元。\
其中在乡镇设立收购点3个以上的，奖励比例提高至1.5%，最高45万元。
第四条 {n}馆年开放300天以上的，每年补贴40万元；年开放240天以上不满300天的，减半补贴；\
不满240天的，不予补贴。
第五条 {n}窑集中连片三百亩以上、不足一千亩的，每亩补助四百元；一千亩以上的，每亩补助五百元。
第六条 拆解{n}船的，按总吨补助：
船龄10年以上不满15年 ｜ 每总吨500元
船龄15年以上不满20年 ｜ 每总吨350元
单艘最高120万元。
第七条 新建{n}项目的，按以下比例补助：
（一）设备投资500万元以上、2000万元以下的，补助8%；
（二）设备投资2000万元以上的，补助10%。
单个项目最高补助800万元。补助资金在竣工验收后拨付60%，投产满一年后拨付40%。
第八条 {n}企业年产值首次突破5000万元、2亿元、5亿元的，分别奖励15万元、50万元、150万元。\
跨档突破的，各档奖励累计发放。
第九条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module", params=[5, 17])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One made-up policy, taken in by the command."""
    trade = noun(request.param)
    return town_of(trade, policy(request.param), tmp_path_factory.mktemp("whole"))


_RENTED = "安吉某某企业租了2400平标准厂房，房租每平每月10块，第一年能补多少？"


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, (_RENTED,), 288_000),
        (1, (_RENTED, "那第二年呢？"), 144_000),
        (1, (_RENTED, "要是当初租的是4000平，第一年补多少"), 360_000),
        (2, ("安吉某某企业，前年检测费用120万，去年130万，补多少？",), 30_000),
        (2, ("安吉某某企业，前年检测费用120万，去年160万，补多少？",), 80_000),
        (3, ("安吉网上卖某某，一年零售额2600万，奖多少？",), 260_000),
        (3, ("安吉网上卖某某，一年零售额2600万，在乡镇设了4个收购点，奖多少？",), 390_000),
        (3, ("安吉网上卖某某，一年零售额4000万，在乡镇设了4个收购点，奖多少？",), 450_000),
        (4, ("安吉某某馆，去年开放了265天，补贴多少？",), 200_000),
        (4, ("安吉某某馆，去年开放了310天，补贴多少？",), 400_000),
        (4, ("安吉某某馆，去年只开放了200天，补贴多少？",), 0),
        (5, ("安吉某某窑连片做了999亩，补多少？",), 399_600),
        (6, ("安吉拆解了一条某某船，船龄12年，1600总吨，补多少？",), 800_000),
        (7, ("安吉新建某某项目，设备投资3000万，补多少？",), 3_000_000),
        (7, ("安吉新建某某项目，设备投资3000万，竣工验收后能拿多少？",), 1_800_000),
        (7, ("安吉新建某某项目，设备投资1.2亿，补多少？",), 8_000_000),
        (8, ("安吉某某企业年产值头一次到2.3亿，奖多少？",), 650_000),
    ],
)
def test_the_whole_rule_is_applied(
    town: Town, article: int, turns: tuple[str, ...], amount: int
) -> None:
    assert total(town.ask(*turns), article) == amount
