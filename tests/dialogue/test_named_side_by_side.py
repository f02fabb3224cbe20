"""Two matters that are named side by side, and a number of people above a table."""

from __future__ import annotations

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}企业参展若干措施
安吉县支持{n}企业参展若干措施
1 外出参展
1.1 {n}展位费。企业外出参加{n}展会的，按展位费的60%补助，每家企业每年最高20万元。
1.2 {n}差旅费。对享受1.1补助的企业，按不超过3人给予差旅费补助，标准如下：

展会所在地｜每人标准
省内｜800元
省外｜2000元

1.3 {n}检测费。企业开展{n}检测的，按检测费用的40%补助，最高8万元。
2 施行
2.1 本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (4, 12))


def test_each_that_is_named_is_answered(town: Town) -> None:
    answer = town.ask(
        "安吉企业去省外参加某某展会，展位费5万元，去了2个人，展位费和差旅费各能补多少？"
    )
    found = {str(e.clause_id).partition("#")[2]: e.amount for e in answer.estimates if e.amount}
    assert found == {"1.1": 30_000, "1.2": 4_000}


def test_so_many_people_are_paid_for(town: Town) -> None:
    assert total(town.ask("安吉企业去省内参加某某展会，去了5个人，差旅费补多少？"), 1) == 2_400


def test_one_that_is_named_is_one(town: Town) -> None:
    answer = town.ask("安吉企业参加某某展会，展位费5万元，展位费能补多少？")
    assert {str(e.clause_id).partition("#")[2] for e in answer.estimates} == {"1.1"}
