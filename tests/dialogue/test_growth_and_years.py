"""So much for each step of what was counted in two years; how long it lasted and for how long.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业若干措施
安吉县支持{n}产业若干措施
第一条 周转量奖励。{n}企业年度货物周转量比上年增长10%以上的，\
以上年为基数，每增加1亿吨公里奖励2万元，\
增量不足1亿吨公里的部分不计，每家企业每年最高60万元。
第二条 产量奖励。{n}企业年产量比上年增长5%以上的，每增加1000吨奖励3万元，每家企业每年最高60万元。
第三条 {n}工津贴。在县内{n}企业连续服务满2年并由该企业缴纳社会保险的，\
按{n}师、{n}长每人每年1.2万元，\
副{n}师、副{n}长每人每年8000元发放津贴，每人累计发放不超过3年。
第四条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (7, 15))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某企业前年货物周转量40亿吨公里，去年47.6亿吨公里，周转量奖励多少？", 140_000),
        (1, "安吉某某企业前年货物周转量40亿吨公里，去年43亿吨公里，周转量奖励多少？", 0),
        (2, "安吉某某企业去年产量2万吨，今年2.35万吨，产量奖励多少？", 90_000),
        (2, "安吉某某企业今年产量2.35万吨，去年是2万吨，产量奖励多少？", 90_000),
        (2, "安吉某某企业去年产量2万吨，今年2.05万吨，产量奖励多少？", 0),
        (3, "安吉有3名某某师、4名副某某师，某某工津贴合计多少？", 68_000),
        (3, "安吉有3名某某长，在公司连续服务满2年，一年的津贴合计多少？", 36_000),
        (3, "安吉有3名某某长，在公司连续服务满4年，3年津贴合计多少？", 108_000),
        (3, "安吉有3名某某长，在公司连续服务满1年，一年的津贴合计多少？", 0),
    ],
)
def test_growth_and_years(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_one_year_alone_is_no_growth(town: Town) -> None:
    assert total(town.ask("安吉某某企业今年产量2.35万吨，产量奖励多少？"), 2) is None
