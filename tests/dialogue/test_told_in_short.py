"""Short messages that leave out a unit, a place or a word: what they say of what was told before.

Futian pays 30 % of compute (500万), 10 % of corpus bought, 20 % of what opened corpus cost (15万);
Longhua 30 % of compute and half of a rent (20万); Qianhai 12万 a vehicle at most.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.conversation import Conversation
from tests.dialogue.test_halves import by_clause
from tests.real_assistant import DAY, real

WAN = 10_000
COMPUTE, BOUGHT, OPENED = "futian-2024#2", "futian-2024#3.1", "futian-2024#3.3"
RENTED, HERE, PARTIES = "longhua-2025#4", "longhua-2025#6", "longhua-2025#10"
CITY, VEHICLES, SPENT = "shenzhen-pioneer-2024#2", "qianhai-2024#10", "qianhai-2024#3"


def said(*turns: str) -> str:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    return "".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("只考虑其中真正执行了的800万，其余400万取消了", 240),
        ("有400万是虚的没发生，剩下800万都是实打实的", 240),
        ("账上800万算数，另外400万被剔掉了", 240),
        ("改成1500万，另外300万是上周补的账单", 450),
    ],
)
def test_two_numbers_add_up_with_the_one_told(says: str, wan: int) -> None:
    talk = ("福田租用算力训练大模型，实际发生合同额1200万，支持多少", says)
    assert wan * WAN in by_clause(*talk)[COMPUTE]


def test_what_came_on_top_may_go_again() -> None:
    talk = (
        "前海企业获批载人智能网联车商业化运营，10台车，每台购置改造20万",
        "改成14台，另外4台刚上牌",
    )
    assert 140 * WAN in by_clause(*talk)[VEHICLES]
    assert 100 * WAN in by_clause(*talk, "那4台被退回了")[VEHICLES]


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("房东涨价，没搬成，还在龙华", 72),
        ("计划作罢，公司留在龙华，不过账单退了40万", 60),
        ("领导没同意迁，人还待在龙华，又付了60万", 90),
    ],
)
def test_who_stays_says_so_anywhere(says: str, wan: int) -> None:
    talk = ("龙华租算力训大模型240万", "下月搬福田，按福田的算是多少", says)
    assert wan * WAN in by_clause(*talk)[RENTED]


@pytest.mark.parametrize("asks", ["哪个部门负责", "由哪个部门受理？", "请问哪个部门在管"])
def test_who_is_asked_for_names_no_matter(asks: str) -> None:
    assert "市科技创新局" in said("罗湖 租算力训大模型430万", asks)


@pytest.mark.parametrize("asks", ["最后有效日是哪天", "最晚哪天到期", "最后一日是几号"])
def test_the_last_day_is_of_the_policy_spoken_of(asks: str) -> None:
    talk = "前海建智能算力调度平台,项目总投资1.2亿,去年投了4000万,管理局同意的"
    assert "2027年9月13日" in said(talk, asks)


@pytest.mark.parametrize(
    ("says", "wan"), [("生产费用46", 9.2), ("做这批语料花了46", 9.2), ("整理这批语料用了46万", 9.2)]
)
def test_a_bare_sum_that_was_asked_for(says: str, wan: float) -> None:
    assert int(wan * WAN) in by_clause("福田首次开放语料", says)[OPENED]


@pytest.mark.parametrize("says", ["总投入900，里面财政的是200", "项目总投900，里头财政出了200"])
def test_bare_sums_told_together(says: str) -> None:
    assert 70 * WAN in by_clause("场景揭榜挂帅 龙华 我们是发榜方", says)[PARTIES]


@pytest.mark.parametrize("says", ["那200万改成自筹了", "财政那200万没到位，改成自筹了"])
def test_what_is_of_ones_own_now_goes_off_no_more(says: str) -> None:
    talk = ("场景揭榜挂帅 龙华 我们是发榜方", "项目总投入900万，里头财政出了200万", says)
    assert 90 * WAN in by_clause(*talk)[PARTIES]


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("实际24万", "今年36万"), 30),
        (("今年换大的，一年38万",), 34),
        (("今年36万", "哦是34万"), 32),
    ],
)
def test_a_correction_stays_in_its_year(says: tuple[str, ...], wan: int) -> None:
    talk = ("龙华 机器人公司 评估过 去年租金30万", *says, "两年一共多少")
    assert wan * WAN in by_clause(*talk)[HERE]


@pytest.mark.parametrize(
    "says", ["前年也调了，3600万", "哦前年的也改了，3600", "前年也重新审了，3600万"]
)
def test_what_was_changed_is_told_anew(says: str) -> None:
    talk = ("前海纳统的 AI公司 去年研发4800万，前年4000万", says)
    assert by_clause(*talk)[SPENT] != {0}


@pytest.mark.parametrize(
    ("says", "wan"),
    [("那80万是私下买的，没走平台", 20), ("那80万取消了", 20), ("那单没走平台", 20)],
)
def test_a_sum_that_is_pointed_at_names_its_member(says: str, wan: int) -> None:
    talk = ("福田 数据交易平台 非关联方买语料 200万 训大模型", "又买了80万", says)
    assert wan * WAN in by_clause(*talk)[BOUGHT]


@pytest.mark.parametrize(
    "says", ["账单补了一张60万的", "对方补寄了一张60万的", "另一单结清了60万，发票在手"]
)
def test_one_more_paper_comes_on_top(says: str) -> None:
    assert 78 * WAN in by_clause("福田租算力训大模型200万", says)[COMPUTE]


def test_numbers_put_right_are_no_new_start() -> None:
    assert 57 * WAN in by_clause("福田租算力训大模型200万", "数错了，是190万，重来")[COMPUTE]


@pytest.mark.parametrize("who", ["我二叔", "我大姑", "我发小", "我三舅"])
def test_kin_of_every_rank_has_matters_of_its_own(who: str) -> None:
    talk = (
        "福田公司，数据交易平台向非关联方买语料训大模型，合同额340万",
        f"{who}在龙岗有家公司，同样方式买了700万的语料，他能得多少",
        "我这边再核对一遍，还是340万，多少",
    )
    assert 34 * WAN in by_clause(*talk)[BOUGHT]


def test_short_pieces_between_blanks_are_clauses() -> None:
    talk = "我做示范应用 有推广价值 投了490 在大鹏"
    assert 147 * WAN in by_clause(talk)["shenzhen-pioneer-2024#5"]
