"""Some of a member goes off it: 那80万里头一半…,扣掉; 追的那300有60没到账; 按退完的算.

Compute in 龙岗 is paid 30 %, corpora that a start-up in 福田 buys on an exchange 10 %.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_members import COMPUTE, amount
from tests.dialogue.test_numbers import WAN

_CORPUS = "futian-2024#3.1"
_COMPUTE = ("龙岗的,租智算算力,合同500万", "又续签了300万")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("那300万里头一半是给总公司用的,扣掉", 650),
        ("续的那300一半是给子公司用的,剔出去", 650),
        ("那300里三成是电费,不能算", 710),
        ("那500万里有两成没用上,退了", 700),
        ("续的那300有60没到账", 740),
        ("续的那三百有六十没到账", 740),
        ("那300里有40没用完,退了", 760),
        ("刚开始那笔其实只花了420", 720),
        ("刚开始那份其实也只用了420万,后续的按扣完的算", 720),
    ],
)
def test_some_of_a_member_called_by_its_value(words: str, left: int) -> None:
    assert amount(COMPUTE, *_COMPUTE, words) == left * WAN * 30 // 100


@pytest.mark.parametrize(
    "words", ["续的那300一半是预付的", "那300万里头一半已经付了", "那300万里头一半是第一季度付的"]
)
def test_a_share_that_nothing_takes_off(words: str) -> None:
    assert amount(COMPUTE, *_COMPUTE, words) == 800 * WAN * 30 // 100


def test_the_others_stay_as_they_were_lessened() -> None:
    told = (*_COMPUTE, "那300里有40没用完,退了", "后签的按退完的算,最早那笔改成450万")
    assert amount(COMPUTE, *told) == (450 + 260) * WAN * 30 // 100


def test_of_what_was_added_by_a_start_up() -> None:
    told = ("福田的初创公司,语料采购花了200万,从数交所买的", "后来又补买了80万")
    now = amounts_of(*told, "那80万里头一半是给总公司买的,扣掉")
    assert now[_CORPUS] == [240 * WAN // 10]


def test_what_was_not_got_is_no_choice() -> None:
    told = (
        "深圳的,给医院做AI应用示范项目,总投资900万",
        "后追了300万",
        "要是评上标杆呢",
        "标杆没评上,就普通示范。追的那300有120没付,撤了",
    )
    assert amounts_of(*told)["shenzhen-pioneer-2024#5"] == [200 * WAN]
