"""Numbers that decide a sum and that no rule takes: read where that is clear, told where it is not.

The place and the trade are made up: no vocabulary knows them.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from tests.dialogue.made_up_town import Town, town_of

POLICY = """标题: 安吉县促进篾匠产业发展若干措施

安吉县人民政府关于印发促进篾匠产业发展若干措施的通知
安政发〔2025〕9号

各乡镇人民政府：
现印发给你们，请认真贯彻执行。
安吉县人民政府
2025年2月5日

第一章 总则
第一条 本措施适用于在安吉县登记的篾匠企业和篾匠工坊。
第二章 支持内容
第二条 支持设备更新。
（一）工坊新购剖竹车的，按购置价的12%给予补助，单台最高30万元。
（二）工坊新购编篾机的，每台补助3万元。
第三条 支持篾编基地。新落地的篾编基地项目，固定资产实际投资2000万元以上（含2000万元）的，\
按固定资产实际投资额的4%给予补助，最高600万元。补助自投产后分三年拨付，比例为50%、30%、20%。
第四条 支持技能提升。职工新取得职业技能等级证书的，给予个人一次性奖励，标准如下：
等级　　普通工种　　稀缺工种
高级工（三级）　　1200元　　1800元
技师（二级）　　2500元　　3600元
高级技师（一级）　　4500元　　6400元
第五条 支持驻坊研究。新获批设立篾艺研究站的，给予一次性补助40万元。\
在坊研究员给予个人每年7万元生活补助，最长3年。研究员出站后与本县企业签订4年以上劳动合同的，\
给予个人一次性安家补助15万元。
第六条 支持篾艺认证。首次通过QZM-7篾材认证的，奖励20万元；\
首次通过境外BLV、HTC篾材认证的，各奖励35万元。
第七条 支持游学。工坊组织县外游客来本县游学并住宿，一年内合计1500人次以上的，\
住宿1晚的每人次奖励15元，\
住宿2晚以上的每人次奖励40元，同一工坊每年最高30万元。
第八条 支持标准研制。主导制定国际标准、国家标准、行业标准的，每项分别奖励40万元、20万元、10万元；\
参与制定（排名前三）的，按主导制定标准的30%奖励。每家每年标准奖励最高80万元。
第三章 附则
第九条 本措施自2025年3月1日起施行，有效期至2028年2月29日，由安吉县工业和信息化局负责解释。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return town_of("篾匠", POLICY, tmp_path_factory.mktemp("town"))


def amounts(answer: Answer) -> set[Decimal]:
    return {e.amount for e in answer.estimates if e.amount is not None}


def left(answer: Answer) -> str:
    return "".join(one.text for one in answer.unused)


@pytest.mark.parametrize(
    "question",
    [
        "我们在安吉的工坊新买了4台剖竹车和9台编篾机，设备补助多少？",
        "安吉的工坊新购4台剖竹车，每台60万元，再加9台编篾机，能补多少？",
    ],
)
def test_things_of_another_clause_are_not_counted(town: Town, question: str) -> None:
    answer = town.ask(question)
    assert Decimal(270_000) in amounts(answer)
    assert Decimal(390_000) not in amounts(answer)


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("安吉的篾编基地项目固定资产实际投资5000万元，补助总额多少？第一年拨百分之几？", 2_000_000),
        ("安吉的篾编基地项目固定资产实际投资5000万元，一共补多少，头一年拨多少？", 2_000_000),
        ("安吉的篾编基地项目固定资产实际投资5000万元，第一年拨多少？", 1_000_000),
        ("安吉的篾编基地项目固定资产一共投了5000万元，第二年能拨多少？", 600_000),
    ],
)
def test_the_whole_asked_beside_a_part_is_answered(town: Town, question: str, sum_: int) -> None:
    assert amounts(town.ask(question)) == {Decimal(sum_)}


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("安吉的企业有7名职工新拿了普通工种技师证，技能奖励加起来多少？", 7 * 2500),
        ("安吉企业今年有5名职工新拿了稀缺工种高级技师证，奖励多少？", 5 * 6400),
    ],
)
def test_people_that_are_paid_each_are_counted(town: Town, question: str, sum_: int) -> None:
    assert amounts(town.ask(question)) == {Decimal(sum_)}


def test_people_that_no_rule_counts_are_told(town: Town) -> None:
    assert "3名" in left(town.ask("安吉的企业有3名在坊研究员，生活补助一共多少？"))


def test_the_staff_of_the_asker_decides_nothing(town: Town) -> None:
    answer = town.ask("我们公司有300名职工，我新拿了普通工种技师证，技能奖励多少？")
    assert amounts(answer) == {Decimal(2500)}


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        (
            "我是安吉的在坊研究员，在坊满2年，出站后又和这家企业签了5年劳动合同，在坊生活补助和安家补助个人一共多少？",
            140_000,
        ),
        (
            "我是安吉的在坊研究员，在坊已经3年，出站后又和这家企业签了6年劳动合同，在坊生活补助和安家补助个人总共多少？",
            210_000,
        ),
    ],
)
def test_years_of_what_is_paid_yearly(town: Town, question: str, sum_: int) -> None:
    assert {Decimal(sum_), Decimal(150_000)} <= amounts(town.ask(question))


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        (
            "安吉的工坊组织县外游客来游学，住1晚的900人次，住2晚的1100人次，奖励多少？",
            {13_500, 44_000},
        ),
        ("安吉的工坊组织县外游客来游学，住1晚的500人次，住2晚的600人次，奖励多少？", {0}),
    ],
)
def test_a_bound_on_the_whole_is_of_all_cases(town: Town, question: str, sums: set[int]) -> None:
    assert amounts(town.ask(question)) == set(map(Decimal, sums))


def test_cases_that_pass_their_limit_together_are_told(town: Town) -> None:
    asked = "安吉的工坊组织县外游客来游学，住1晚的6000人次，住2晚的7000人次，奖励一共多少？"
    answer = town.ask(asked)
    assert any("30万元" in one.say for one in answer.unused)


@pytest.mark.parametrize(
    "question",
    [
        "我们在安吉首次通过QZM-7认证，又首次通过BLV认证，认证奖励多少？",
        "安吉的工坊今年首次通过BLV认证，另外还首次通过了QZM-7认证，认证奖励多少？",
    ],
)
def test_another_case_told_beside_is_not_silent(town: Town, question: str) -> None:
    answer = town.ask(question)
    assert sum(amounts(answer)) == 550_000 or any("20万元" in one.say for one in answer.unused)


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        (
            "我们在安吉去年牵头定了一个国家标准，另外一个行业标准是参与的，奖多少？",
            {200_000, 30_000},
        ),
        ("我们在安吉弄成了2项行业标准，还参与了1项国家标准，奖多少？", {200_000, 60_000}),
        ("我们在安吉参与制定了1项国家标准、2项行业标准，奖多少？", {120_000}),
    ],
)
def test_a_share_told_of_the_later_one_alone(town: Town, question: str, sums: set[int]) -> None:
    assert amounts(town.ask(question)) == set(map(Decimal, sums))
