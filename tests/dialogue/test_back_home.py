"""A matter that was asked in another place for a while, and is meant again where it was before.

Corpora are paid 20 % in 龙岗, at most 100万, and 10 % in 福田, at most 50万. Compute is paid 30 %
in both.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

LONGGANG, FUTIAN = "longgang-2025#3", "futian-2024#3.1"
COMPUTE = "longgang-2025#2"
CORPORA = "龙岗，数据交易平台买非关联语料训模型，300万"


@pytest.mark.parametrize(
    "back",
    [
        "不搬",
        "不迁，还是龙岗，多少",
        "不去福田，龙岗多少",
        "公司留在龙岗不动，多少",
        "股东谈完了，还待在龙岗，给多少",
        "那继续留在龙岗",
    ],
)
def test_what_was_supposed_elsewhere_holds_no_more_at_home(back: str) -> None:
    found = by_clause(CORPORA, "假如公司搬到福田，语料买到420万呢", back)
    assert found == {LONGGANG: {60 * WAN}}


@pytest.mark.parametrize(
    ("back", "wan"),
    [("不搬。可供应商退了50万", 135), ("留在龙岗不动，另外再加签100万", 180)],
)
def test_what_is_told_behind_is_of_the_place_of_before(back: str, wan: int) -> None:
    talk = ["龙岗租算力训模型，合同500万，给多少", "假如搬到福田，算力签800万呢", back]
    assert by_clause(*talk)[COMPUTE] == {wan * WAN}


@pytest.mark.parametrize("back", ["龙岗那边", "回到龙岗，给多少", "那还是在龙岗，多少"])
def test_what_is_told_of_the_thing_holds_in_every_place(back: str) -> None:
    found = by_clause(CORPORA, "放福田呢", "合同最后定在380万，福田多少", back)
    assert found == {LONGGANG: {76 * WAN}}


@pytest.mark.parametrize("told", ["福田那份合同最后定在380万", "要是合同做到380万呢"])
def test_what_is_told_of_the_other_place_stays_there(told: str) -> None:
    assert by_clause(CORPORA, "放福田呢", told, "龙岗那边") == {LONGGANG: {60 * WAN}}


def test_what_is_given_up_is_no_place() -> None:
    talk = [CORPORA, "福田呢", "不换供应商，再买80万"]
    assert by_clause(*talk) == {FUTIAN: {38 * WAN}}
