"""A table under the limit of its head, sums for each of those counted before, all the rest."""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业更新若干措施
安吉县支持{n}产业更新若干措施
第一条 淘汰旧设备。企业主动报废使用超过8年的旧设备并完成处置的，按下表给予补助，\
每家企业每年最高40万元。

设备类别｜计量单位｜补助标准
{n}刨床｜台｜3000元
{n}拉丝机、{n}压边机｜台｜7000元
{n}蒸煮炉｜蒸吨｜2万元

第二条 节点接入。{n}平台年度新增接入企业15家以上的，按每家4000元给予平台运营单位奖励，\
每年最高30万元；\
年度新增接入不足15家的，不予奖励。
第三条 园区招商。入驻{n}企业15家以上的园区，每家给予20万元奖励。
第四条 参展补助。企业参加{n}展会，列入《安吉县{n}重点展会目录》的展会按展位费的70%补助，\
其他展会按展位费的40%补助。每家企业每年补助最高20万元。
第五条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (4, 9))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (
            1,
            "安吉工厂报废了用了9年的旧设备并已处置：某某刨床10台、某某拉丝机4台，能补多少？",
            58_000,
        ),
        (
            1,
            "安吉工厂报废了用了9年的旧设备并已处置：某某刨床10台、6蒸吨的某某蒸煮炉一台、某某拉丝机4台，能补多少？",
            178_000,
        ),
        (1, "安吉工厂报废了用了9年的某某刨床100台、某某蒸煮炉30蒸吨，总共能补多少？", 400_000),
        (2, "我们运营某某平台，今年新接入安吉企业32家，能奖励多少？", 128_000),
        (2, "我们运营某某平台，今年新接入安吉企业12家，能奖励多少？", 0),
        (4, "安吉企业去了一个列入重点目录的某某展会，展位费5万，补多少？", 35_000),
        (4, "安吉企业去了一个某某展会，没列入重点目录，展位费5万，补多少？", 20_000),
        (4, "安吉企业去了一个不在目录里的某某展会，展位费5万，补多少？", 20_000),
    ],
)
def test_what_is_counted_is_paid_for(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_a_park_is_not_paid_for_each_firm_in_it(town: Town) -> None:
    assert total(town.ask("安吉一个园区入驻某某企业30家，奖励多少？"), 3) in (200_000, None)


def test_whichever_fair_it_is_no_case_is_taken_for_sure(town: Town) -> None:
    answer = town.ask("安吉企业去了一个某某展会，展位费5万，补多少？")
    found = [e for e in answer.estimates if e.clause_id.endswith("#4")]
    assert [e.status for e in found] == [EstimateStatus.CEILING]
