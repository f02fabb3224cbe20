"""Limits of another sum, classes of a rate, levels got before, what is denied in other words."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 企业实施{n}烘干节能改造，年节约标煤200吨以上的，按年节约量每吨250元给予奖励。\
单个项目奖励不超过改造投入的20%，最高300万元。
第二条 企业更新达到一级水效的{n}设备，改造投入30万元以上的，按改造投入的10%补助；\
更新达到二级水效的{n}设备，按6%补助。每家企业每年最高150万元。
第三条 新列入国家级{n}工坊、{n}街区名单的，分别奖励60万元、90万元；\
新列入省级{n}工坊、{n}街区名单的，分别奖励20万元、30万元。同一称号由省级升为国家级的，补足差额。
第四条 新建或者改造{n}作坊5间以上的，每间补助2000元，每家最高8万元；\
利用废弃祠堂改造的，每间补助4000元，每家最高12万元。
第五条 企业为{n}项目取得的银行贷款，按上一年度实际支付利息的40%贴息，每年最高50万元。\
因逾期产生的罚息、复利不计入贴息范围。
第六条 （一）{n}馆内设讲习所并登记的，一次性奖励5万元。
（二）前项讲习所纳入研学名录的，另奖励3万元。
第七条 研学机构全年组织{n}学员2000人（含）以上的，住1晚的每人奖励10元，\
住2晚（含）以上的每人奖励25元；其中境外学员按上述标准的2倍计算。每家每年最高50万元。
第八条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (4, 10))


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, ["安吉做某某烘干节能改造，年节约标煤4000吨，改造投入300万元，奖励多少？"], 600_000),
        (
            2,
            [
                "安吉企业更新某某设备，一级水效的改造投入200万元，"
                "二级水效的改造投入100万元，合计补助多少？"
            ],
            260_000,
        ),
        (
            3,
            ["安吉原来领过省级某某工坊20万元，今年升为国家级某某工坊，还能拿多少？"],
            400_000,
        ),
        (
            4,
            [
                "安吉利用废弃祠堂改造某某作坊20间，补多少？",
                "不是老祠堂，是新建的20间，那补多少？",
            ],
            40_000,
        ),
        (
            5,
            ["安吉的某某项目贷款，去年付了利息80万元，这80万元里有5万元是罚息，贴息多少？"],
            300_000,
        ),
        (
            7,
            ["安吉去年组织国内某某学员1600人住1晚、700人住2晚，境外学员200人住2晚，奖励多少？"],
            43_500,
        ),
    ],
)
def test_what_is_paid(town: Town, article: int, turns: list[str], amount: int) -> None:
    assert total(town.ask(*turns), article) == amount


def test_what_the_next_item_adds_is_told(town: Town) -> None:
    answer = town.ask("安吉的某某馆内设了讲习所，已登记，奖励多少？")
    told = "".join(f"{u.text}{u.say}" for u in answer.unused)
    assert total(answer, 6) == 80_000 or "另奖励3万元" in told


def test_an_article_that_a_project_is_of_is_not_asked_about(town: Town) -> None:
    answer = town.ask("安吉的某某项目（符合第一条）贷款，去年付了利息50万元，贴息多少？")
    assert total(answer, 5) == 200_000
