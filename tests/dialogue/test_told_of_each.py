"""What is told of each: how many are in each, what one costs, whose child it is, who asks.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    """A policy that has every form once."""
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 托班补助。{n}园开设托班，每班收托10人以上、20人以下的，全日制托班每班一次性补助4万元，\
半日制托班每班一次性补助2万元。
第二条 更新补助。{n}机构购置单台（套）价格50万元以上的{n}仪器，按购置价格的15%补助；\
其中属于省首台（套）目录的国产仪器，按购置价格的20%补助。单个机构每年最高200万元。
第三条 入托补贴。父母一方具有安吉县户籍，第二个子女在本县{n}园全日托的，每月补贴200元；\
第三个及以上子女在本县{n}园全日托的，每月补贴400元。第一个子女不享受本条补贴。
第四条 运营补助。{n}园收托婴幼儿的，按每人每月300元补助，每年最多计11个月。\
非普惠{n}园不享受本条补助。
第五条 研发补助。{n}企业研发费用（以加计扣除口径为准）占营业收入比例不低于3%，且比上年度增长的，\
按研发费用增量的15%给予补助，每年最高150万元。
第六条 保险补助。{n}园投保责任险的，按实际保费的50%补助，每个托位每年不超过60元。
第七条 本措施自2025年3月1日起施行，至2027年12月31日止。本措施所称“以上”“以下”含本数。
"""


town = towns(policy, (7,))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (
            1,
            "安吉一家某某园开了3个全日制托班、2个半日制托班，每班都收了15个孩子，补多少？",
            160_000,
        ),
        (1, "安吉一家某某园开了3个全日制托班，每个班收8个孩子，托班补助多少？", 0),
        (1, "安吉一家某某园开了2个全日制托班，每班18人，托班补助多少？", 80_000),
        (
            2,
            "安吉某某机构买了3台仪器每台120万，又买了2台列入省首台套目录的国产仪器每台200万，"
            "更新补助合计多少？",
            1_340_000,
        ),
        (2, "安吉某某机构买了4台某某仪器每台30万，更新补助多少？", 0),
        (2, "安吉某某机构买了2台60万的、3台20万的某某仪器，更新补助多少？", 180_000),
        (2, "安吉一家开了三年的某某机构，买了一台80万的某某仪器，更新补助多少？", 120_000),
        (3, "安吉户口，老二在某某园全日托上了18个月，入托补贴一共多少？", 3_600),
        (3, "安吉户籍，家里四孩在某某园全日托10个月，入托补贴一共多少？", 4_000),
        (3, "安吉户籍，老大在某某园全日托10个月，入托补贴有多少？", 0),
        (
            3,
            "安吉户籍，家里两个小的一个是老二，一个是老三，都在某某园全日托10个月，"
            "入托补贴一共多少？",
            6_000,
        ),
        (5, "安吉企业去年研发费用1300万，前年900万，去年营业收入3亿元，研发补助多少？", 600_000),
        (
            5,
            "安吉企业去年营业收入3亿元，研发费用1300万，前年研发费用900万，研发补助多少？",
            600_000,
        ),
        (6, "安吉某某园60个托位，去年每个托位买责任险花了150块，保险补助多少？", 3_600),
        (6, "安吉某某园有80个托位，责任险保费花了12000元，保险补助多少？", 4_800),
        (4, "安吉一家某某园，不是普惠园，收了20个孩子，都收了10个月，运营补助多少？", 0),
        (4, "安吉一家普惠某某园收了20个孩子，都收了10个月，运营补助多少？", 60_000),
    ],
)
def test_each_form_is_worked_out(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_things_too_cheap_are_told(town: Town) -> None:
    answer = town.ask("安吉某某机构买了2台60万的、3台20万的某某仪器，更新补助多少？")
    assert any("20万" in left.text for left in answer.unused)


def test_what_one_costs_is_asked_for(town: Town) -> None:
    answer = town.ask("安吉某某机构买某某仪器一共花了300万，更新补助多少？")
    assert [e.status for e in answer.estimates if e.clause_id.endswith("#2")] == ["facts_missing"]


@pytest.mark.parametrize(
    ("turn", "may"),
    [
        ("安吉的入托补贴，我们夫妻户口都在德清县，老二全日托，能领吗？", False),
        ("安吉的入托补贴，我们两口子都是外地户口，老二全日托，能领吗？", False),
        ("安吉的入托补贴，孩子爸爸是安吉县户口，我是德清县户口，老二全日托，能领吗？", True),
        ("安吉的入托补贴，我是德清县户口，老二全日托，能领吗？", True),
    ],
)
def test_where_a_household_is_registered(town: Town, turn: str, may: bool) -> None:
    assert town.ask(turn).text.startswith("不能") is not may
