"""So much for each step of growth in another currency, and a month's limit that rent may miss."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}外贸和人才若干措施
安吉县支持{n}外贸和人才若干措施
第一条 出口增量奖励。上年出口额200万欧元以上的企业，当年出口额增速不低于8%的，\
出口额每增加50万欧元奖励3万元，\
不足50万欧元的部分不计，最高45万元。
第二条 {n}师傅租房补贴。{n}师傅在县城租房的，高级师傅每月最高900元、中级师傅每月最高700元，\
实际租金低于上述标准的按实际租金发放，最长18个月。
第三条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (6, 11))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某企业去年出口400万欧元，今年出口680万欧元，出口增量奖励多少？", 150_000),
        (1, "安吉某某企业今年出口680万欧元，去年是400万欧元，出口增量奖励多少？", 150_000),
        (1, "安吉某某企业去年出口额3000万欧元，今年3100万欧元，增量奖励能拿多少？", 0),
        (1, "安吉某某企业去年出口150万欧元，今年出口680万欧元，出口增量奖励多少？", 0),
        (1, "安吉某某企业出口比去年多了260万欧元，去年900万欧元，出口增量奖励多少？", 150_000),
        (2, "安吉高级某某师傅在县城租房，每月租金1200元，租了12个月，补贴总共多少？", 10_800),
        (2, "安吉中级某某师傅在县城租房，每月租金500元，租了12个月，补贴总共多少？", 6_000),
        (2, "安吉中级某某师傅在县城租房，每月租金500元，租了30个月，补贴总共多少？", 9_000),
    ],
)
def test_growth_and_months(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_the_year_before_alone_gives_no_growth(town: Town) -> None:
    assert total(town.ask("安吉某某企业今年出口680万欧元，出口增量奖励多少？"), 1) is None
