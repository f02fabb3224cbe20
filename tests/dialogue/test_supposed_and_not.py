"""What was supposed turns out not to be, or what was denied was made up for, in few words.

认不成, 没刷没刷, 放心纳了的, 备案昨天补上了 were once no end of a what-if.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, facts

COMPUTE, EVENT, GROWTH = "longgang-2025#2", "longgang-2025#16", "qianhai-2024#3"
VOUCHER, EDITION = "shenzhen-pioneer-2024#2", "futian-2024#4.2"


@pytest.mark.parametrize(
    "back", ["算喽不添了，还是前头那三份", "不加了，就按那三份", "唉不续了，这三份是多少"]
)
def test_a_supposed_addition_to_several_is_off(back: str) -> None:
    talk = ["龙岗跟三家买算力，110万、230万、90万，三份合同", "假如再添一份340万的呢"]
    assert by_clause(*talk)[COMPUTE] == {770 * WAN * 30 // 100}
    assert by_clause(*talk, back)[COMPUTE] == {430 * WAN * 30 // 100}


@pytest.mark.parametrize("end", ["问过了，认不成", "打听了下，认不了", "区里说认不下来"])
def test_what_cannot_be_ends_the_what_if(end: str) -> None:
    """A start-up gets 60 % of its compute, others 50 %."""
    talk = [
        "租智算训大模型，不是初创，两份合同，一份420万，一份380万，市里训力券能批多少",
        "假如说我们被认成初创了呢",
    ]
    assert 480 * WAN in set(amounts_of(*talk)[VOUCHER])
    assert set(amounts_of(*talk, end)[VOUCHER]) == {400 * WAN}
    less = f"{end}。另外第一份退了七十万，现在呢"
    assert set(amounts_of(*talk, less)[VOUCHER]) == {365 * WAN}


@pytest.mark.parametrize(
    "end", ["没刷没刷，名单今天出了，福田的再说一遍", "没刷，放心，福田是多少"]
)
def test_what_was_supposed_did_not_happen(end: str) -> None:
    talk = [
        "福田的软件进了深圳市首版次软件推广应用指导目录，区里给多少",
        "假如最后把我们刷下来了，目录没进呢",
    ]
    assert set(amounts_of(*talk)[EDITION]) == {0}
    assert 50 * WAN in set(amounts_of(*talk, end)[EDITION])


@pytest.mark.parametrize("end", ["放心纳了的，照实算一遍", "其实早就纳了，再算一遍"])
def test_the_bare_verb_of_what_was_denied(end: str) -> None:
    talk = ["前海，去年纳统了，去年研发9000万，前年7000万，奖多少", "如果去年其实没在前海纳统呢"]
    assert by_clause(*talk)[GROWTH] == {0}
    assert by_clause(*talk, end)[GROWTH] == {100 * WAN}


@pytest.mark.parametrize(
    "end", ["备案昨天补上了", "备案后来办好了，实际花了220万", "备案又补下来了，一共220万"]
)
def test_what_was_denied_was_made_up_for(end: str) -> None:
    talk = ["龙岗办具身智能机器人大赛，市场化办，备过案，花了180万", "同事说其实没去产业部门备案"]
    assert set(amounts_of(*talk)[EVENT]) == {0}
    spent = 220 if "220" in end else 180
    assert spent * WAN * 30 // 100 in set(amounts_of(*talk, end)[EVENT])


@pytest.mark.parametrize("slip", ["{}万是打错了", "那个{}万是会计看错的", "{}万是我记错，还是{}万"])
def test_the_value_told_last_is_a_slip(slip: str) -> None:
    talk = ["龙岗买算力410万，补多少", "合同改成830万了"]
    assert by_clause(*talk)[COMPUTE] == {830 * WAN * 30 // 100}
    assert by_clause(*talk, slip.format(830, 410))[COMPUTE] == {410 * WAN * 30 // 100}


def test_two_sums_of_before_without_their_years() -> None:
    talk = ["前海纳统的AI企业，去年研发4800万，前年3800万，奖多少", "假设去年冲到6000万呢"]
    first, supposed = by_clause(talk[0])[GROWTH], by_clause(*talk)[GROWTH]
    assert first != supposed
    assert by_clause(*talk, "没那么厉害，就是4800和3800")[GROWTH] == first


def test_a_year_of_registration_takes_the_place_of_the_months() -> None:
    talk = ["留学回来创业，公司到现在刚好两年，市里给多少", "其实2017年就注册了，这样还行吗"]
    rule = "shenzhen-pioneer-2024#15:returnee-startup"
    assert ("company_age_months", 24) in facts(ask(talk[0]))
    found = ask(*talk)
    assert ("company_age_months", 24) not in facts(found)
    assert all(e.amount is None for e in found.estimates if e.rule_id == rule)


def test_a_question_whether_there_is_more_adds_nothing() -> None:
    talk = ["市里模型券，我们买模型做智能体花了190万", "福田还有吗，模型是备案过的，同样110万"]
    assert by_clause(*talk)["futian-2024#1.2"] == {33 * WAN}


def test_a_whole_year_is_twelve_months() -> None:
    talk = ["前海集聚区租办公，面积300平，每平每月租金90元，租10个月，补多少", "要是租满一整年呢"]
    assert by_clause(*talk)["qianhai-2024#1"] == {300 * 90 * 12 // 2}


@pytest.mark.parametrize(
    "end",
    [
        "备案确实是办妥了的，最后花了640万",
        "备案肯定是有的，花费改成640万",
        "当然备了案的，实际花了640万",
        "备案手续办了，最后花了640万",
    ],
)
def test_what_was_supposed_to_lack_is_there(end: str) -> None:
    """What is said to be done, in words of doing and of being sure."""
    talk = ["龙岗办AI大会，市场化举办，备过案，花了510万，给多少", "假如没备案，这笔还有吗"]
    assert by_clause(*talk)[EVENT] == {0}
    assert by_clause(*talk, end)[EVENT] == {192 * WAN}


@pytest.mark.parametrize("end", ["备案还没办，花费是640万", "备案办了没有，花费是640万"])
def test_what_is_not_done_or_asked_about_is_not_there(end: str) -> None:
    talk = ["龙岗办AI大会，市场化举办，备过案，花了510万，给多少", "假如没备案，这笔还有吗"]
    assert by_clause(*talk, end)[EVENT] == {0}


def test_what_a_verb_ends_with_thanks_nobody() -> None:
    talk = ["龙岗办AI大会，市场化举办，备过案，花了510万，给多少", "假如没备案，这笔还有吗"]
    assert by_clause(*talk, "备案是办好的")[EVENT] == {153 * WAN}


@pytest.mark.parametrize(
    "said",
    [
        "我们学会要办一场有全国影响力的机器人大赛，项目审定总投入420万，按市里的规定能给多少",
        "办一场面向全国高校的大模型应用大赛，审定总投入420万，市里给多少",
    ],
)
def test_an_event_is_what_is_held_whatever_it_is_about(said: str) -> None:
    assert by_clause(said) == {"shenzhen-pioneer-2024#18": {210 * WAN}}
