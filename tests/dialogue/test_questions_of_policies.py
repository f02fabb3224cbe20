"""What a question says of a policy that was taken in: classes, cases, what no rule works with.

As in test_forms_of_policies.py the trades are put together from characters.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(n: str) -> str:
    """The text for the trade ``n``."""
    return f"""标题: 安吉县促进{n}行业发展办法
安吉县促进{n}行业发展办法
第一条 主导制定{n}国际标准、国家标准、行业标准的，每项分别奖励40万元、20万元、10万元；\
参与制定的，按主导制定标准的30%奖励。每家企业每年最高70万元。
第二条 首次取得{n}甲等认证、乙等认证的，每个产品分别奖励6万元、4万元，每家企业每年最高20万元。
第三条 购置{n}烘房的，按购置费用的20%给予补助，最高90万元。翻修旧窑改作烘房的，视翻修程度核减。\
租赁{n}晒场的，补助2万元。
第四条 {n}工坊新增工位的，每个工位补助3000元；设置{n}体验区且体验区工位20个以上的，另给10万元。
第五条 引进的{n}匠人，每人补助12万元，分4年等额发放。
第六条 新建{n}陈列馆的，补助90万元，分三年按50%、30%、20%发放。
第七条 首次列入规上的{n}企业奖励8万元；{n}企业次年产值增长20%以上的，再奖励3万元。
第八条 {n}企业年产值首次达到3000万元、2亿元、6亿元的，分别奖励10万元、40万元、90万元。
第九条 {n}企业添置{n}陈列架的，每组补助2000元。
第十条 本办法自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (5, 23)


town = towns(lambda seed: policy(noun(seed)), SEEDS)


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, ("安吉今年主导制定1项国家标准，还参与了1项国际标准，合计奖多少？",), 320_000),
        (1, ("安吉今年参与了2项国家标准、1项行业标准，合计奖多少？",), 150_000),
        (1, ("安吉今年主导了1项国际标准、2项国家标准，合计奖多少？",), 700_000),
        (2, ("安吉拿到3个甲等认证，外加2个乙等认证，一共奖多少？",), 200_000),
        (3, ("安吉买某某烘房花了160万，补多少？",), 320_000),
        (4, ("安吉某某工坊新增了45个工位，体验区有24个工位，一共补多少？",), 235_000),
        (5, ("安吉引进2个某某匠人，补多少？",), 240_000),
        (5, ("安吉引进2个某某匠人，补多少？", "每年发多少？"), 60_000),
        (6, ("安吉新建某某陈列馆，开馆第一年发到手的是多少？",), 450_000),
        (6, ("安吉新建某某陈列馆，第二年能拿多少？", "总共补多少？"), 900_000),
        (8, ("安吉某某企业过3000万那年领过10万，今年产值头一次做到6.5亿，奖多少？",), 900_000),
        (8, ("安吉某某企业产值从5000万冲到2.4亿，奖多少？",), 400_000),
        (9, ("安吉一家公司装了30组某某陈列架，补多少？",), 60_000),
        (7, ("安吉某某企业次年产值涨了25%，奖多少？", "要是只涨了14%呢？"), 0),
    ],
)
def test_what_was_told_for_each_class(
    town: Town, article: int, turns: tuple[str, ...], amount: int
) -> None:
    assert total(town.ask(*turns), article) == amount


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("安吉买某某烘房花了160万，其中一间是旧窑改的，补多少？",), ["其中一间是旧窑改的"]),
        (("安吉买某某烘房花了160万，没有旧窑，补多少？",), []),
        (("安吉买某某烘房花了160万，补多少？",), []),
        (("安吉买某某烘房花了160万，补多少？", "要是旧窑改的呢？"), ["要是旧窑改的呢"]),
    ],
)
def test_a_sentence_that_no_rule_works_with_is_told(
    town: Town, turns: tuple[str, ...], told: list[str]
) -> None:
    answer = town.ask(*turns)
    assert total(answer, 3) == 320_000
    assert [one.text for one in answer.unused] == told
    assert all("视翻修程度核减" in one.say for one in answer.unused)


def test_what_was_got_before_is_told_where_no_rule_takes_it_off(town: Town) -> None:
    answer = town.ask("安吉某某企业过3000万那年领过10万，今年产值头一次做到6.5亿，奖多少？")
    assert ["领过10万" in one.text for one in answer.unused] == [True]


@pytest.mark.parametrize("when", ["那会儿拿过", "的时候领了", "那一年得过"])
def test_when_something_was_got_is_told_once(town: Town, when: str) -> None:
    answer = town.ask(f"安吉某某企业到2亿{when}40万，今年产值头一次做到6.2亿，奖多少？")
    assert ["40万" in one.text for one in answer.unused] == [True]


def test_what_is_counted_for_another_clause_is_told_as_a_matter(town: Town) -> None:
    answer = town.ask("安吉新建某某陈列馆，另外进了26组展柜和木台，补多少？")
    named = [one.kind for one in answer.unused] == ["matter"]
    assert named or total(answer, 9) == 52_000
