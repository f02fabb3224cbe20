"""What was not in a sum yet, what dropped out and counts again, what is called off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.borne_out import counted_again, drops_out_once_more, was_not_in
from assistant.dialogue.heard import asks_of_the_heard
from tests.real_assistant import understand

WAN = 10_000
COMPUTE = "龙岗租算力花了300万"
CORPUS = "福田，买了语料300万"
PARK = "龙华的人工智能机器人专业园区，区里评估过，上年度运营费用640万，我们是运营公司"
CASES = "福田，给民宿定价的行业大模型，自研公开的，应用案例八个，完成合同额1000万整"
SCENE = "前海的AI示范项目，管理局评定了，实际投资1700万"
MODEL = "软件公司，龙岗坂田，买备案模型的服务，完成合同350万"
CARS = "自动驾驶公交，前海批了载人商业化，公司自己的车，8台，每台35万"
SUMMIT = "盐田港AI航运峰会，符合条件，审定总投入540万"


def _told(*turns: str) -> dict[str, object]:
    """What the last message leaves of every fact; items come to what they come to."""
    found = understand(*turns)
    return {
        s.name: s.total if s.total is not None else s.value
        for focus in found.focus
        for _, facts in focus.cases
        for s in facts
    }


@pytest.mark.parametrize(
    ("first", "text", "fact", "expected"),
    [
        (CORPUS, "里头还没算标注的一百万", "corpus_purchase_yuan", 400),
        (COMPUTE, "刚才没算第二家的130万", "compute_fee_yuan", 430),
        (COMPUTE, "这还没算上后来的120万", "compute_fee_yuan", 420),
        (PARK, "没统计保洁的40万", "operating_cost_yuan", 680),
        (COMPUTE, "没算错，300万", "compute_fee_yuan", 300),
        (COMPUTE, "还没算完，先按260万", "compute_fee_yuan", 260),
    ],
)
def test_what_was_not_in_comes_on_top(first: str, text: str, fact: str, expected: int) -> None:
    assert _told(first, text)[fact] == expected * WAN


@pytest.mark.parametrize("text", ["审计没算标注的一百万", "里头有没有算运维的60万", "没算过那60万"])
def test_what_others_did_not_count_is_no_more(text: str) -> None:
    assert not was_not_in(text, text.index("的") if "的" in text else text.index("60"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("又核减，说只认五百一十万", 510), ("又被砍了一刀，只剩500万", 500)],
)
def test_what_is_cut_to_more_than_a_member_is_the_whole(text: str, expected: int) -> None:
    assert _told(PARK, "水电没算进去，加240万", text)["operating_cost_yuan"] == expected * WAN


def test_a_condition_that_another_stands_in_for_is_not_missed() -> None:
    told = _told(MODEL, "我们买的那家没备案，但做过第三方测评，金额", "第三方测评没通过")
    assert told["model_filed"] is False
    assert told["model_assessed"] is False


@pytest.mark.parametrize(
    ("first", "second", "text", "flag"),
    [
        (SCENE, "又追投800万", "评定结果撤了", "review_passed"),
        (SCENE, "实际是1800万", "评定作废了", "review_passed"),
        (MODEL, "再加50万", "模型的备案被注销了", "model_filed"),
    ],
)
def test_what_was_awarded_is_called_off(first: str, second: str, text: str, flag: str) -> None:
    assert _told(first, second, text)[flag] is False


@pytest.mark.parametrize("text", ["评定没取消，说错了", "评定会不会被取消"])
def test_what_is_not_called_off_holds(text: str) -> None:
    assert _told(SCENE, "又追投800万", text)["review_passed"] is True


@pytest.mark.parametrize(
    ("second", "text", "expected"),
    [
        ("有三个没验收", "没验收的那三个验收了两个", 7),
        ("有三个没落地，不算", "没落地的里面有两个后来落地了", 7),
        ("有四个客户不认，不算，剩四个", "不认的当中又有一个认了", 5),
    ],
)
def test_some_of_those_out_count_again(second: str, text: str, expected: int) -> None:
    assert _told(CASES, second, text)["cases"] == expected


def test_those_out_that_fall_away_change_nothing() -> None:
    text = "没发布的里头有一个撤了"
    assert not counted_again(text, 7, 9)
    assert drops_out_once_more(text, 7, 9)
    assert not counted_again("里头有三家又认了", 3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("听说标杆项目给得更多,多少", True),
        ("据说标杆的封顶更高,是多少", True),
        ("听说评了标杆,我们能拿多少", False),
        ("听说标杆要求更高,我们够吗", False),
        ("听说标杆给得多", False),
    ],
)
def test_of_what_was_heard_it_is_asked(text: str, expected: bool) -> None:
    assert asks_of_the_heard(text, text.index("标杆") + 2) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这个月新增了三辆，一辆28万", {(35, 8), (28, 3)}),
        ("追加了5台，单价40万", {(35, 8), (40, 5)}),
    ],
)
def test_new_ones_at_a_price_of_their_own(text: str, expected: set[tuple[int, int]]) -> None:
    found = understand(CARS, text)
    stated = next(s for _, facts in found.focus[0].cases for s in facts if "price" in s.name)
    assert isinstance(stated.value, tuple)
    assert {(int(i.value / WAN), i.count) for i in stated.value} == expected


def test_new_ones_told_anew_are_no_more() -> None:
    told = _told(CARS, "重新数了，是6台，每台36万")
    assert (told["vehicles"], told["vehicle_price_yuan"]) == (6, Decimal(36 * WAN))


@pytest.mark.parametrize("text", ["嘉宾退了，还砍了场次，审定480万", "还减了场地，审定480万"])
def test_what_is_cut_besides_adds_nothing(text: str) -> None:
    assert _told(SUMMIT, text)["event_cost_yuan"] == 480 * WAN
