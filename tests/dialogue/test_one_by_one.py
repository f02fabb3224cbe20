"""Sums of several things that are paid one by one, and what one year has more than another."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业更新改造措施
安吉县支持{n}产业更新改造措施
第一条 购置{n}机具的，按机具销售价格的15%给予累加补助，单台最高3万元。
第二条 新建{n}烘干生产线的，按设备投资的30%给予补助，每条生产线最高20万元。
第三条 {n}企业年度研发费用较上年增长15%以上的，按增量部分的8%给予奖励，最高100万元。
第四条 {n}企业技术改造的，按设备购置费的10%给予补助，最高500万元。
第五条 参加{n}专业展会的，按照展位费的50%给予补助，每个标准展位最高4000元。
第六条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉购置某某机具，销售价格一台12万元、另一台30万元，补多少？", 48_000),
        (1, "安吉买了8台某某机具，5台每台20万元，3台每台10万元，补多少？", 195_000),
        (2, "安吉新建了两条某某烘干线，设备投资一条50万元、另一条80万元，补多少？", 350_000),
        (2, "安吉新建了某某烘干线，设备投资80万元，补多少？", 200_000),
        (5, "安吉去参加某某展会，订了6个标准展位，一个1万块，补多少？", 24_000),
        (5, "安吉去参加某某展会，订了3个标准展位，展位费总共7.2万，补多少？", 12_000),
        (3, "安吉某某企业前年研发费用1500万元，去年2000万元，奖多少？", 400_000),
        (3, "安吉某某企业前年研发费用1000万元，去年1100万元，奖多少？", 0),
    ],
)
def test_each_thing_is_paid_for_by_itself(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount
