"""Another matter in a segment of its own, classes told in short, prices that no rule works with."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 首次评定为省级精品{n}庄园的，一次性奖励30万元。
第二条 职工取得国际品质鉴定师证书并连续工作满一年的，按每人5000元给予用人单位奖励。
第三条 网络电影在重点平台上线，分账收入1000万元以上的，按分账收入的3%奖励，最高300万元。
第四条 备案微短剧上线12个月内净收入达到500万元、1000万元、3000万元以上的，\
分别奖励10万元、20万元、40万元。
第五条 新建{n}回收站的，城区每个补助1.5万元，镇村每个补助1万元。
第六条 新增{n}床位的，护理型床位每张1.2万元，普通床位每张6000元。
第七条 {n}生产线改造为水性涂装的，每条补助25万元，且不超过该条生产线改造投资的30%。
第八条 民宿内开设{n}工坊的，每个奖励2万元。咖啡馆、酒吧等经营性餐饮场所不奖励。
第九条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


@pytest.mark.parametrize(
    ("turn", "amounts"),
    [
        (
            "安吉的某某庄园今年首次评上省级精品某某庄园；另外有4名员工考下国际品质鉴定师证书，"
            "在我们这连续干满一年了。各能拿多少？",
            {1: 300_000, 2: 20_000},
        ),
        (
            "安吉有一部网络电影在重点平台上线，分账收入2600万；还有一部备案微短剧，"
            "上线12个月内净收入1500万。两部各奖多少？",
            {3: 780_000, 4: 200_000},
        ),
    ],
)
def test_a_segment_of_another_matter_is_answered(
    town: Town, turn: str, amounts: dict[int, int]
) -> None:
    answer = town.ask(turn)
    assert {article: total(answer, article) for article in amounts} == amounts


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (5, "安吉的某某回收站，在城里新建了6个、在镇上新建了5个，补多少？", 140_000),
        (6, "安吉一次新添能做护理的某某床60张、一般的床40张，补多少？", 960_000),
    ],
)
def test_the_class_left_is_that_of_the_other(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount


def test_a_price_that_no_rule_works_with_is_told(town: Town) -> None:
    answer = town.ask("安吉把3条某某生产线都改成水性涂装了，每条改造花70万，能拿多少？")
    assert any("70万" in u.text for u in answer.unused)


def test_what_is_barred_besides_bars_nothing_else(town: Town) -> None:
    answer = town.ask("安吉的民宿内开设了2个某某工坊，还有个咖啡馆，奖励一共多少？")
    assert total(answer, 8) == 40_000
    assert any("咖啡馆" in u.text for u in answer.unused)


def test_what_is_barred_itself_gets_nothing(town: Town) -> None:
    assert total(town.ask("安吉的民宿内开设了2个咖啡馆，某某奖励多少？"), 8) == 0


def test_what_only_asks_is_no_matter_of_its_own(town: Town) -> None:
    answer = town.ask("安吉今年首次评上省级精品某某庄园。奖励一共是多少？")
    assert {e.clause_id for e in answer.estimates} == {"anji-x-2025#1"}
