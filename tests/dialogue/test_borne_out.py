"""What words alone bear out of a number of a later message: on top, off a whole, fewer of some.

Compute in 龙岗 is paid 30 %, at most 600万; the city pays half of what training costs, at most
1000万; algorithms in 龙华 are paid 100万 each, at most 500万.
"""

from __future__ import annotations

import random

import pytest

from assistant.dialogue.borne_out import (
    comes_on_top,
    goes_off_of_it,
    is_mixed_in,
    some_are,
    stands_inside,
)
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, TRAINING, ALGORITHMS = "longgang-2025#2", "shenzhen-pioneer-2024#2", "longhua-2025#8"


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    "text",
    [
        "另有一份木偶剧用的合同70万,一起",
        "plus还有另一家的70万,total?",
        "同一年又租了一批,花了70万",
        "后来又签了一单70万,两单合计呢",
        "另外分社也以总社的名义租了70万,同样拿来训练",
    ],
)
def test_what_comes_on_top(text: str) -> None:
    assert comes_on_top(text, *span(text, "70万"))


@pytest.mark.parametrize(
    "text",
    [
        "另有一份合同70万,单独算是多少",
        "后来又加了一点,一共70万",
        "明年又要花70万,两年一起",
        "又改成70万,一起",
        "木偶剧花了70万",
        "再多给一些,这一轮正好做到70万,一起算",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not comes_on_top(text, *span(text, "70万"))


@pytest.mark.parametrize(
    "text",
    ["300万里70万是给木偶剧用的,得拿出来", "但300万里头有70万是运维人工", "300万其中70万不算"],
)
def test_what_stands_inside_a_whole(text: str) -> None:
    assert stands_inside(text, span(text, "300万"), span(text, "70万"))


@pytest.mark.parametrize(
    "text",
    [
        "300万里只有70万是租的",
        "300万里70万是木偶剧,要不要剔出来",
        "300万里70万是人工,也算算力",
        "300万。里面70万",
        "300万,还有70万",
    ],
)
def test_what_stands_not_inside_or_is_only_asked(text: str) -> None:
    assert not stands_inside(text, span(text, "300万"), span(text, "70万"))


def test_a_part_told_before_its_whole() -> None:
    text = "有70万是上一个剧组的尾款,混在300万里了,得拿掉"
    assert is_mixed_in(text, span(text, "300万"), span(text, "70万"))
    apart = "有70万是上一个剧组的尾款,另外300万"
    assert not is_mixed_in(apart, span(apart, "300万"), span(apart, "70万"))


def test_a_part_of_what_was_told_before() -> None:
    for text, goes in (
        ("里面推理用掉70万,不是训练", True),
        ("其中木偶剧70万要剔掉", True),
        ("里面70万也是训练", False),
        ("当年花了70万,不算多", False),
        ("里面70万能不能不算?", False),
    ):
        assert goes_off_of_it(text, *span(text, "70万")) is goes, text


def test_some_of_what_was_counted() -> None:
    assert some_are("换脸的有一个被注销了", *span("换脸的有一个被注销了", "一个"))
    assert not some_are("有一个能不能算?", *span("有一个能不能算?", "一个"))
    assert not some_are("又过了一个", *span("又过了一个", "一个"))


@pytest.mark.parametrize("seed", range(3))
def test_sums_on_top_and_off(seed: int) -> None:
    dice = random.Random(seed)
    whole, part = dice.randint(30, 50) * 10, dice.randint(5, 20) * 10
    told = f"我们在龙岗租算力花了{whole}万，区里能补多少"
    more = by_clause(told, f"另有一份皮影戏那边的合同{part}万，一起")
    assert more == {COMPUTE: {(whole + part) * WAN * 3 // 10}}
    less = by_clause(told, f"{whole}万里{part}万是给皮影戏用的，跟AI没关系，得拿出来")
    assert less == {COMPUTE: {(whole - part) * WAN * 3 // 10}}
    behind = by_clause(told, f"有{part}万是上一个剧组的尾款，混在{whole}万里了，得拿掉")
    assert behind == {COMPUTE: {(whole - part) * WAN * 3 // 10}}


def test_both_sides_change() -> None:
    found = by_clause(
        "公司在龙岗，训大模型买算力，服务费1200万，龙岗区里给多少",
        "同样这笔，是租的智算，合同额也是1200万，不是初创，去市里报训力券呢",
        "那两边都拿，行不行",
        "有250万是上一个项目的尾款，混在1200万里了，得拿掉。区里和市里各变成多少",
    )
    assert found == {COMPUTE: {950 * WAN * 3 // 10}, TRAINING: {950 * WAN // 2}}


def test_a_condition_of_the_part_alone() -> None:
    told = "罗湖刚起步的初创，租卡训模型，一千七百万"
    assert by_clause(told, "里面推理用掉五百，不是训练") == {TRAINING: {1200 * WAN * 6 // 10}}


def test_fewer_of_some() -> None:
    told = "我们龙华的，今年有四个算法进了深度合成备案清单，奖多少"
    assert by_clause(told, "里面有一个被注销备案了") == {ALGORITHMS: {3 * 100 * WAN}}


def test_a_coincidence_of_two_facts_is_no_sum() -> None:
    """180 = 60 + 120, of two facts: each number is told for its own."""
    found = by_clause(
        "福田数据首次入表150万元，也在数据交易机构流通交易了，服务费用花了60万元，能补多少",
        "最后定稿，首次入表金额是180万元，服务费用一共120万元，最终能支持多少",
    )
    assert found == {"futian-2024#3.2": {20 * WAN}}


@pytest.mark.parametrize("seed", range(3))
def test_more_of_one_year_of_several(seed: int) -> None:
    """Model services in 福田 are paid 30 % of a year's contract, at most 50万 a year."""
    dice = random.Random(seed)
    now, then, more = dice.randint(5, 9) * 10, dice.randint(10, 15) * 10, dice.randint(2, 6) * 10
    told = (
        f"福田，买备案过的大模型做客服应用推广，今年服务采购合同{now}万，"
        f"明年打算{then}万，两年合起来"
    )
    left = f"今年的合同还没把私有化部署那{more}万加进去"
    found = by_clause(told, left)
    assert found == {"futian-2024#1.2": {((now + more) * 3 + then * 3) * WAN // 10}}


@pytest.mark.parametrize("seed", range(2))
def test_a_difference_of_one_of_two_sums(seed: int) -> None:
    dice = random.Random(seed)
    first, more, back = (
        dice.randint(30, 50) * 10,
        dice.randint(10, 25) * 10,
        dice.randint(1, 9) * 10,
    )
    talk = (f"龙岗租算力花了{first}万，能补多少", f"又买了{more}万")
    for said in (f"最早那{first}万里头退了{back}万", f"那{first}万里有{back}万退了"):
        found = by_clause(*talk, said)
        assert found == {COMPUTE: {min((first + more - back) * WAN * 3 // 10, 600 * WAN)}}, said


@pytest.mark.parametrize("seed", range(2))
def test_back_to_what_it_was(seed: int) -> None:
    """A city project is paid half of what is invested, at most 3 000万."""
    dice = random.Random(seed)
    first, more = dice.randint(20, 40) * 100, dice.randint(5, 15) * 100
    found = by_clause(
        f"坪山的车企，做自动驾驶的科技重大专项，项目投资额{first}万，市里能资助多少",
        f"追加了路测，投资额到{first + more}万",
        f"路测那块取消，投资额退回{first}万",
    )
    assert first * WAN // 2 in found["shenzhen-pioneer-2024#9"]


def test_reported_shares_change_no_sum() -> None:
    found = by_clause(
        "职业技术学院，租智能算力训教学用的大模型，服务合同1560万，市里有多少资助",
        "有人说能按六成给，可我们是学校不是初创企业，到底多少",
    )
    assert found["shenzhen-pioneer-2024#2"] == {780 * WAN}


def test_each_project_is_capped_alone() -> None:
    """Shown scenes in 龙岗 are paid 30 % of what is invested, at most 200万 a project."""
    found = by_clause(
        "龙岗区里遴选的示范场景项目，我们企业自己投，实际投入420万",
        "第二个也选上了，企业自投900万，两个项目一起",
    )
    assert found == {"longgang-2025#10": {420 * WAN * 3 // 10 + 200 * WAN}}


def test_a_chinese_comma_parts_two_numbers() -> None:
    told = "前海集聚区达标的楼，租200平，自用，每月实付2万，一年补多少"
    assert by_clause(told, "租赁面积写的是148，200是我自己量的") == {"qianhai-2024#1": {0}}
    for typed in ("3，500，000元", "3,500,000元"):
        assert by_clause(f"龙岗租算力花了{typed}，区里补多少") == {COMPUTE: {105 * WAN}}


def test_the_only_count_beside_a_price_each() -> None:
    """Cars in 前海 are paid half of what one costs, at most 20万 each."""
    found = by_clause(
        "12台自动驾驶小客，都拿到主管部门批准在前海载人运营了，公司名下，"
        "每台购置38万加智能化改造6万，补多少"
    )
    assert found == {"qianhai-2024#10": {12 * 20 * WAN}}


def test_the_rest_is_ours() -> None:
    """Moving a model is paid half of what the firm bears, at most 300万."""
    told = "国产AI生态创新中心给我们做模型迁移适配，费用480万，市里补多少"
    found = by_clause(told, "中心自己贴了130万，剩下的我们掏")
    assert found["shenzhen-pioneer-2024#10"] == {350 * WAN // 2}


def test_a_part_whose_seller_is_related() -> None:
    told = "市里语料券，从数据交易平台买语料训模型，非关联的，合同450万，补多少"
    found = by_clause(told, "你等下，那450里有150万的卖家是我们大股东")
    assert 300 * WAN * 3 // 10 in found["shenzhen-pioneer-2024#3"]


@pytest.mark.parametrize("seed", range(2))
def test_the_sum_that_lacks_by_a_word_of_its_name(seed: int) -> None:
    """Fees of an entry above 100万 that is traded are paid 20 %, at most 20万."""
    dice = random.Random(seed)
    fee, entry = dice.randint(3, 9) * 10, dice.randint(11, 30) * 10
    found = by_clause(
        f"福田，公司想把数据资产弄进报表，请律所评估所花了{fee}万服务费，补不补",
        f"头一次入表，金额正好{entry}万，在数据交易所也流通交易了",
    )
    assert found["futian-2024#3.2"] == {fee * WAN // 5}


@pytest.mark.parametrize("said", ["改造费我报少了，每台其实是15万元", "改造费写错了，每台15万"])
def test_what_was_told_wrongly_is_named_before_the_number(said: str) -> None:
    told = "前海自动驾驶巴士，获批载人，自有12台，每台购置28万元，智能化改造8万元，补多少"
    found = by_clause(told, said)
    assert found == {"qianhai-2024#10": {12 * 20 * WAN}}


def test_a_firm_of_the_group_that_signs_sells_nothing() -> None:
    """Corpora in 龙岗 are paid 20 %, at most 100万; not where a related firm sells."""
    told = "我们通过数据交易平台向非关联方采购语料训大模型，合同额380万元，公司在福田，最多多少"
    signs = "母公司考虑让龙岗的子公司来签这份合同，其他条件都一样，那龙岗最多支持多少"
    assert by_clause(told, signs)["longgang-2025#3"] == {76 * WAN}
    sells = by_clause(told, "卖方其实是我们的子公司")
    assert sells["futian-2024#3.1"] == {0}
