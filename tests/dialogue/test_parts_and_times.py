"""Who plays a part, and what was done beforehand, said the other way round."""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

WON = "我们拿下了国家人工智能创新任务揭榜挂帅的揭榜优胜单位，龙华奖多少"
PLATFORM = "前海数据要素创新公共服务平台，事前管理局同意建的，软硬件实际投了2100万，资助多少"


@pytest.mark.parametrize(
    "later", ["弄错了，牵头的是一家研究所，我们算参与", "牵头的单位是隔壁学院"]
)
def test_another_one_leads(later: str) -> None:
    assert by_clause(WON, "牵头单位是我们", later) == {"longhua-2025#7": {0}}


def test_we_lead() -> None:
    assert by_clause(WON, "牵头的是我们") == {"longhua-2025#7": {200 * WAN}}


@pytest.mark.parametrize("later", ["项目经理才说，事前根本没去找管理局", "事先没人跟管理局通过气"])
def test_what_was_not_done_beforehand(later: str) -> None:
    assert by_clause(PLATFORM, later)["qianhai-2024#6"] == {0}


def test_what_was_done_beforehand() -> None:
    later = "项目经理才说，事前根本没去找管理局"
    found = by_clause(PLATFORM, later, "翻出会议纪要，事前是同意过的")
    assert found["qianhai-2024#6"] == {210 * WAN}


@pytest.mark.parametrize("rank", ["排第二参与", "名列第四", "排在第三"])
def test_who_comes_later_does_not_lead(rank: str) -> None:
    told = f"国家AI揭榜挂帅优胜，龙华企业，我们{rank}，奖励有份没"
    assert by_clause(told) == {"longhua-2025#7": {0}}


COMPUTE = "longgang-2025#2"


@pytest.mark.parametrize(
    ("told", "later", "wan"),
    [
        ("一季度60万、二季度75万", "三季度要付95万", 60 + 75 + 95),
        ("一季度60万、二季度75万", "三季度95万，四季度105万，全年看呢", 60 + 75 + 95 + 105),
        ("上半年85万", "下半年预计125万，全年呢", 85 + 125),
        ("上半年85万", "只看下半年的125万呢", 125),
        ("上半年85万", "上半年其实是90万", 90),
    ],
)
def test_another_part_of_the_year_comes_on_top(told: str, later: str, wan: int) -> None:
    first = f"龙岗，我们算力服务费{told}，目前能拿多少"
    assert by_clause(first, later)[COMPUTE] == {wan * WAN * 30 // 100}


def test_the_first_quarter_is_no_price_of_a_quarter() -> None:
    assert by_clause("龙岗，算力服务费一季度70万，二季度90万，能补多少")[COMPUTE] == {48 * WAN}


@pytest.mark.parametrize(
    "later",
    [
        "我们还另外买了一台140万元的机柜。这笔钱并不是算力费用，加进来结果会变吗？",
        "另外交了35万认证费，这笔不是算力的钱",
        "顺带装修花了60万，那部分不属于算力服务支出",
    ],
)
def test_what_is_said_to_be_none_of_it_is_not_added(later: str) -> None:
    assert by_clause("龙岗买算力花了300万，能补多少", later)[COMPUTE] == {90 * WAN}


def test_whose_money_it_is_takes_no_sum_away() -> None:
    told = "龙华揭榜挂帅的场景，我们揭榜，项目总投入900万，这笔不是财政的钱，能补多少"
    assert by_clause(told)["longhua-2025#10"] == {180 * WAN}


@pytest.mark.parametrize(
    "told",
    [
        "龙岗租算力花了300万，其实没花，能补多少",
        "龙岗买算力花了420万，后来没买成，补多少",
        "龙岗，算力服务费签了500万，其实一分钱都没付",
    ],
)
def test_what_is_said_never_to_have_been_is_not_paid(told: str) -> None:
    assert by_clause(told).get(COMPUTE, set()) == set()


@pytest.mark.parametrize(
    "told",
    [
        "龙岗租算力花了300万，还没付款，能补多少",
        "龙岗租算力花了300万，电费没花，能补多少",
        "龙岗租算力花了300万，最后没超预算，补多少",
    ],
)
def test_what_is_not_yet_paid_and_what_another_thing_cost_still_is(told: str) -> None:
    assert by_clause(told)[COMPUTE] == {90 * WAN}
