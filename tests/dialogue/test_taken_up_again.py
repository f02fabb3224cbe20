"""What was taken off or added before is taken up again by the words that told it.

福田 pays 30% of the compute fee (at most 500万); 前海 60 yuan a square metre and month of rent, at
most half of what is paid, and 5% or 3% of how much more was spent on research than the year before.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, RENT, RESEARCH = "futian-2024#2", "qianhai-2024#1", "qianhai-2024#3"
_COMPUTE = "福田租算力平台的卡，训练加推理，合同900万"
_RENT = "前海集聚区的合规写字楼租了400平自用，每月租金三万，租一年能补多少"
_RESEARCH = "前海纳统的AI企业，研发费用去年7000万，前年5000万"


@pytest.mark.parametrize(
    ("off", "back", "fee"),
    [
        ("里面有90万是存储，不算", "存储的又认了", 900),
        ("测试那批60万别算进去", "测试的还是算进去", 900),
        ("测试那批60万别算进去", "测试的还是算进去，而且他们多收了10万", 910),
        ("有80万退款", "退的那笔又补回来了", 900),
        ("其中120万没完成", "没完成的里面，上周收尾了一个40万的", 820),
        ("其中120万没完成", "没完成的又做完了50万", 830),
        ("里面有90万是培训，不算", "培训是专门教调卡的，财务同意算进三分之一", 840),
    ],
)
def test_what_was_taken_off_counts_again(off: str, back: str, fee: int) -> None:
    assert by_clause(_COMPUTE, off, back) == {COMPUTE: {fee * WAN * 30 // 100}}


@pytest.mark.parametrize("told", ["添的那块没谈拢", "添的后来没签成"])
def test_what_was_added_falls_through_as_a_whole(told: str) -> None:
    more = by_clause(_RENT, "再添100平，租金每月多一万")
    assert more == {RENT: {24 * WAN}}
    assert by_clause(_RENT, "再添100平，租金每月多一万", told) == {RENT: {18 * WAN}}


def test_a_change_of_the_year_that_the_clause_before_names() -> None:
    less = "去年那7000里有一千万没认"
    assert by_clause(_RESEARCH, less, "前年的也重审了，减五百万") == {RESEARCH: {75 * WAN}}
    assert by_clause(_RESEARCH, less, "前年的也重审了，减五百万", "去年没认的又认回两百万") == {
        RESEARCH: {85 * WAN}
    }


def test_what_nothing_used_may_be_changed_to_what_counts() -> None:
    told = ("我们自己还买了200万的显卡", "显卡退了，那200万改成租")
    assert by_clause(_COMPUTE, *told) == {COMPUTE: {1100 * WAN * 30 // 100}}


def test_one_more_goes_to_what_grew_just_now() -> None:
    first = "福田科技公司首次数据入表150万，交易所也流通了，服务费20万"
    told = ("还有会计所的15万", "另有一家律所30万")
    assert by_clause(first, *told) == {"futian-2024#3.2": {65 * WAN * 20 // 100}}


def test_a_sum_that_is_only_reckoned_with_takes_nothing_back() -> None:
    found = by_clause(_COMPUTE, "里面有90万是存储，不算", "那就按这810万算")
    assert found == {COMPUTE: {810 * WAN * 30 // 100}}


@pytest.mark.parametrize(
    ("told", "fee"),
    [("实际执行了七成", 630), ("目前付了六成", 540), ("到现在只用了三分之一", 300)],
)
def test_a_share_that_was_done_is_what_counts(told: str, fee: int) -> None:
    assert by_clause(_COMPUTE, told) == {COMPUTE: {fee * WAN * 30 // 100}}


def test_one_more_that_fails_a_condition_leaves_those_of_before() -> None:
    first = "龙华评估过的巡检机器狗具身模型，去年在工地落地了，研发花了90万，给多少"
    told = "另有个分拣机械臂的模型，研发50万，一直没落地。一起算"
    assert by_clause(first, told) == {"longhua-2025#9": {45 * WAN}}


def test_a_company_of_any_trade_is_a_company() -> None:
    told = "福田的物业公司，首次数据入表150万，交易所流通了，服务费30万"
    assert by_clause(told) == {"futian-2024#3.2": {6 * WAN}}


@pytest.mark.parametrize("told", ["剩下的上周也付了", "另一半昨天也付清了", "余款都结清了"])
def test_the_rest_of_a_share_came_as_well(told: str) -> None:
    assert by_clause(_COMPUTE, "目前付了一半", told) == {COMPUTE: {900 * WAN * 30 // 100}}


def test_what_was_added_fails_a_condition_of_its_own() -> None:
    first = "福田做题库的，交易平台买语料练大模型，合同200万"
    told = ("后来又补了100万的货", "补的那批，卖方是我们控股的公司")
    assert by_clause(first, *told) == {"futian-2024#3.1": {20 * WAN}}


def test_the_name_of_the_support_is_no_name_of_a_sum() -> None:
    told = "科技公司头一回数据入表，才95万，福田那笔服务费补助给不给"
    assert by_clause(told) == {"futian-2024#3.2": {0}}


def test_what_is_done_is_not_undone_by_the_next_thing() -> None:
    told = ("龙岗建机器人公共技术服务平台", "评审认定过了，考核还没做")
    assert 400 * WAN in by_clause(*told)["longgang-2025#12"]


@pytest.mark.parametrize(
    ("told", "area"),
    [
        ("协议没签，两间还是我们自己坐，租金也还是那个价，一年补贴多少", 240),
        ("朋友没搬来，两间还是咱们自己用，租金没变，一年能补多少", 240),
        ("大间160平还是自己用，一年能补多少", 160),
    ],
)
def test_what_was_let_is_of_own_use_after_all(told: str, area: int) -> None:
    talk = [
        "前海集聚区里租了一层，160平，月租一平150，AI公司",
        "隔壁小间也签下来了，多80平，都自己用没转租",
    ]
    assert by_clause(*talk, "那个小间我又分租给朋友的律所了", told) == {RENT: {area * 60 * 12}}
