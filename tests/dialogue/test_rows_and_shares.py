"""Sums told in a row as many as were counted, and shares of a sum or of one member of it."""

from __future__ import annotations

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from tests.real_assistant import DAY, real

WAN = 10_000
COMPUTE = "longgang-2025#2:compute-service"
EVENT = "shenzhen-pioneer-2024#18:event"


def amount(rule: str, *turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id == rule)
    assert estimate.amount is not None
    assert not check_provenance(answer, real().corpus, turns)
    return int(estimate.amount)


def fee(*turns: str) -> int:
    """The fee in 万 that the estimate of Longgang pays 30 per cent of."""
    return amount(COMPUTE, "龙岗租算力训模型，怎么补", *turns) * 10 // 3 // WAN


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("合同两张，头一张310万，后一张120万", 430),
        ("账单三笔，头一笔90万，第二笔80万，末一笔70万", 240),
        ("跟两家采购的，甲家260万，乙家150万", 410),
        ("合同两张，一张三百万，一张一百一十万", 410),
        ("分两批付的，头批二百四十万，二批一百八十万", 420),
        ("从三家租的，甲家100万，乙家90万，丙家80万", 270),
    ],
)
def test_as_many_sums_as_were_counted_are_one_sum(told: str, sum_: int) -> None:
    assert fee(told) == sum_


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("花了两笔，头一笔算力310万，后一笔食堂120万", 310),
        ("单子两张，头一张310万，后一张120万是装修", 310),
    ],
)
def test_a_noun_of_its_own_is_of_no_row(told: str, sum_: int) -> None:
    assert fee(told) == sum_


ROW = "跟两家采购的，甲家260万，乙家150万"


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("乙家机器没开起来，退了一半", 335),
        ("乙家只付了六成", 350),
        ("甲家打了八折", 358),
        ("甲家加了40万", 450),
        ("乙家不租了", 260),
        ("甲家有一半是替兄弟单位租的，得划出去", 280),
    ],
)
def test_one_of_a_row_is_called_by_its_letter(told: str, sum_: int) -> None:
    assert fee(ROW, told) == sum_


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ("里面推理用的占两成，只有训练的算吧", 400),
        ("推理占了四成", 300),
        ("真正训练的占七成", 350),
        ("推理占掉200万", 400),
        ("租的那部分还有一半是上机课用的，跟训练不沾边", 250),
        ("那块有250万是上机课用的，跟训练不沾边", 375),
    ],
)
def test_what_a_part_takes_up_is_said_before_its_share(told: str, paid: int) -> None:
    first = "市里训力券，我们租智算中心训练大模型，合同1000万，补多少"
    assert amount("shenzhen-pioneer-2024#2:compute-voucher", first, told) == paid * WAN


def test_shares_of_a_company_are_no_share_of_a_sum() -> None:
    first = "市里训力券，我们租智算中心训练大模型，合同1000万，补多少"
    for told in ("大股东占股六成", "我们在这个圈子里占了三成份额"):
        assert amount("shenzhen-pioneer-2024#2:compute-voucher", first, told) == 500 * WAN


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("漏了舞台搭建，60万", 560),
        ("少报了音响租赁，30万", 530),
        ("忘了算安保，四十万", 540),
        ("总投入漏了安保，是540万", 540),
        ("漏了个零，1000万", 1000),
    ],
)
def test_what_was_left_out_is_added(told: str, whole: int) -> None:
    first = "深圳市里办人工智能大赛，审定总投入500万，补多少"
    assert amount(EVENT, first, told) == min(whole * WAN // 2, 3_000_000)


def test_a_sum_that_took_the_place_of_another_keeps_the_words_of_its_matter() -> None:
    turns = (
        "深圳市里语料券，从交易所买闽南话录音训大模型，卖家没关系，补多少",
        "合同300万",
        "不对，换了一家，200万",
        "又搭了一批苗语，40万",
    )
    city = "shenzhen-pioneer-2024#3:corpus-purchase"
    assert amount(city, *turns) == 72 * WAN
    assert amount(city, *turns, "闽南话那批砍到一半") == 42 * WAN
