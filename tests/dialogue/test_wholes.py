"""Sums that are told with their parts: which of them a clause pays on, by random sums and nouns."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import ask

NOUNS = ("伞架", "绿萝", "搬运", "灯箱", "押运", "围挡", "门禁", "茶歇")
"""Nouns that no clause and no list of the program has."""


def yuan(text: str, fact: str = FEE) -> Decimal:
    return value(stated(text)[fact])


@pytest.mark.parametrize("seed", range(12))
def test_a_total_that_the_parts_come_to_is_what_was_spent(seed: int) -> None:
    dice = random.Random(seed)
    one, other = dice.sample(range(11, 480), 2)
    first, second = dice.sample(NOUNS, 2)
    total = dice.choice(["一共", "合计", "总共", "加起来"])
    said = (
        f"龙岗企业，买算力的费用：{first}{one}万，{second}{other}万，{total}{one + other}万，补多少"
    )
    assert yuan(said) == (one + other) * WAN


@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_of_the_whole_is_paid_where_the_rest_is_something_else(seed: int) -> None:
    dice = random.Random(seed)
    other, own = dice.randrange(20, 300), dice.randrange(30, 900)
    noun = dice.choice(NOUNS)
    said = (
        f"龙岗买算力的合同总价{own + other}万，其中{noun}{other}万，剩下{own}万是算力服务，补多少"
    )
    assert yuan(said) == own * WAN


@pytest.mark.parametrize("seed", range(8))
def test_the_part_that_the_asker_bears_is_paid(seed: int) -> None:
    dice = random.Random(seed)
    theirs, ours = dice.randrange(20, 300), dice.randrange(30, 900)
    verb = dice.choice(["扛", "出", "承担", "掏"])
    said = (
        f"深圳的模型迁移适配，总费用{theirs + ours}万，创新中心{verb}了{theirs}万，"
        f"剩下{ours}万我们公司{verb}的，给多少"
    )
    assert yuan(said, "migration_fee_yuan") == ours * WAN


@pytest.mark.parametrize(
    ("how", "share"),
    [
        ("跟中心各出一半", Decimal("0.5")),
        ("中心出40%，剩下我们出", Decimal("0.6")),
        ("我们承担七成", Decimal("0.7")),
    ],
)
def test_a_share_is_taken_of_the_whole(how: str, share: Decimal) -> None:
    said = f"深圳的模型迁移适配，费用460万，{how}，给多少"
    assert yuan(said, "migration_fee_yuan") == 460 * WAN * share


@pytest.mark.parametrize(
    ("how", "wan"),
    [
        ("前面付了300万，尾款420万也打过去了", 300 + 420),
        ("首付付了120万，尾款是80万", 120 + 80),
        ("定金30万，二期又付了50万，尾款20万", 30 + 50 + 20),
        ("先期花了1100万，后来又加了700万，共一千八", 1100 + 700),
        ("是700万，哦不对700万是含了机柜的，算力采购就450万", 450),
        ("花了800万，是含机柜的，扣掉机柜是600万", 600),
        ("原来预算800万，实际花了560万", 560),
    ],
)
def test_what_was_paid_in_parts_and_what_was_told_with_more(how: str, wan: int) -> None:
    assert yuan(f"龙岗企业买算力，{how}，能补多少") == wan * WAN


@pytest.mark.parametrize(
    "how", ["完成了380万，还有120万要明年才付", "首付付了380万，尾款120万还没付"]
)
def test_what_is_not_paid_yet_is_not_added(how: str) -> None:
    assert yuan(f"龙岗企业买算力，{how}，能补多少") == 380 * WAN


def test_parts_of_two_matters_stay_apart() -> None:
    answer = ask("龙岗租算力800万，采购语料300万，一共1100万，各补多少")
    amounts = {e.clause_id: e.amount for e in answer.estimates}
    assert amounts["longgang-2025#2"] == 800 * WAN * Decimal("0.3")


def test_parts_by_year_stay_years() -> None:
    found = stated("龙岗买算力2025年300万，2026年600万，一共900万，两年补多少")[FEE]
    assert isinstance(found.value, tuple)
    assert sorted(item.value for item in found.value) == [300 * WAN, 600 * WAN]


@pytest.mark.parametrize("seed", range(6))
def test_software_and_hardware_are_parts_of_what_was_invested(seed: int) -> None:
    dice = random.Random(seed)
    soft, hard = dice.randrange(30, 900), dice.randrange(30, 900)
    said = f"前海世界500强牵头的人工智能创新中心，软件投入{soft}万，硬件{hard}万，给多少"
    assert yuan(said, "hardware_software_yuan") == (soft + hard) * WAN


@pytest.mark.parametrize("seed", range(6))
def test_sums_that_add_up_by_chance_are_a_list(seed: int) -> None:
    dice = random.Random(seed)
    one, other = dice.sample(range(11, 480), 2)
    said = f"龙岗，我们跟三家买算力：甲家{one + other}万，乙家{one}万，丙家{other}万，合起来补多少"
    assert yuan(said) == 2 * (one + other) * WAN


def test_the_part_that_is_named_as_the_fact_is_paid() -> None:
    said = "福田企业买备案大模型一体机，总价200万，里面大模型部分90万，服务器110万，能支持多少？"
    assert yuan(said, "model_fee_yuan") == 90 * WAN


@pytest.mark.parametrize("seed", range(6))
def test_levels_are_counted_each(seed: int) -> None:
    dice = random.Random(seed)
    key, general = dice.randrange(1, 5), dice.randrange(1, 5)
    between = dice.choice(["、", "，", "和"])
    said = f"市里的基础研究项目，我们院批了{key}个重点{between}{general}个面上，最多能拿多少"
    answer = ask(said)
    amounts = [e.amount for e in answer.estimates if e.amount is not None]
    assert amounts == [key * 300 * WAN, general * 60 * WAN]
    assert not answer.unused


@pytest.mark.parametrize("seed", range(6))
def test_a_number_that_points_back_tells_nothing_new(seed: int) -> None:
    dice = random.Random(seed)
    whole, part = dice.randrange(2600, 3900), dice.randrange(100, 500)
    said = (
        f"龙华，今年A轮融资{whole}万都到账了，其中{part}万是龙华区政府股权投资基金出的，"
        f"这{part}万算不算进去，奖励多少"
    )
    assert yuan(said, "district_fund_yuan") == part * WAN
    assert not stated(said).get("round_arrived_yuan") or yuan(said, "round_arrived_yuan") == (
        whole * WAN
    )


def test_what_one_gets_counts_none() -> None:
    said = "龙华有六个算法进了深度合成备案清单，一个算法给多少，六个加起来最多多少"
    assert yuan(said, "filed_algorithms") == 6


def test_what_the_state_gave_is_no_part_of_what_is_paid() -> None:
    said = (
        "龙华的场景揭榜，我们是揭榜方，项目总投入1500万，里面财政给了300万，"
        "剩下1200万是我们跟甲方一起出的，能资助多少"
    )
    assert yuan(said, "project_investment_yuan") == 1200 * WAN


@pytest.mark.parametrize("verb", ["完成", "付", "执行"])
@pytest.mark.parametrize("is_later", [False, True])
def test_only_a_share_of_it_was_done(verb: str, *, is_later: bool) -> None:
    said = ["龙岗企业买算力合同600万", "补多少"]
    told = f"只{verb}了60%"
    turns = ("，".join(said), "其实" + told) if is_later else ("，".join([said[0], told, said[1]]),)
    assert value(stated(*turns)[FEE]) == 600 * WAN * Decimal("0.6")


def test_a_share_that_changes_nothing_is_told() -> None:
    answer = ask("龙岗企业买算力花了600万，补多少", "有三成是隔壁园区代买的")
    assert answer.estimates[0].amount != 600 * WAN * Decimal("0.3") or answer.unused


@pytest.mark.parametrize("each", ["per month 60万", "monthly 60万", "每月60万", "60万/month"])
def test_a_price_of_a_month_in_either_language(each: str) -> None:
    assert yuan(f"福田租算力训练，{each}，租8个月，补多少") == 60 * 8 * WAN


@pytest.mark.parametrize(("told", "wan"), [("少报了120万", 920), ("少花了120万", 680)])
def test_what_was_left_out_is_added_and_what_was_saved_taken_off(told: str, wan: int) -> None:
    assert value(stated("龙岗买算力花了800万，补多少", told)[FEE]) == wan * WAN
