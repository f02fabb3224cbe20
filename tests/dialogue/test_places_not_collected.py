"""What is told of a place whose measures are not collected is no other place's.

The figures and the wordings here stand in no question set.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_laid_out import (
    F_CORPUS,
    G_COMPUTE,
    G_EVENT,
    L_ALGORITHM,
    S_COMPUTE,
    paid,
)
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

S_EVENT = "shenzhen-pioneer-2024#18:event"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盐田办展会130万,龙岗买算力320万", {S_EVENT: 65 * WAN, G_COMPUTE: 96 * WAN}),
        ("大鹏租了280万算力训练,龙华备案了2个算法", {S_COMPUTE: 140 * WAN, L_ALGORITHM: 200 * WAN}),
        ("福田语料210万,坪山那边活动180万", {F_CORPUS: 21 * WAN, S_EVENT: 90 * WAN}),
    ],
)
def test_a_firm_in_a_place_without_measures_has_the_citys(
    text: str, expected: dict[str, object]
) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("惠州办展会210万,龙岗办展会330万", {G_EVENT: 99 * WAN}, "惠州"),
        ("珠海租算力520万,福田买语料130万", {F_CORPUS: 13 * WAN}, "珠海"),
        ("龙岗和盐田都办活动170万", {G_EVENT: 51 * WAN}, "盐田"),
        ("一家在坪山一家在龙岗,都买算力410万", {G_COMPUTE: 123 * WAN}, "坪山"),
        ("龙岗算力420万,罗湖给多少", {G_COMPUTE: 126 * WAN}, "罗湖"),
        ("龙华备案了3个算法,光明房租24万", {L_ALGORITHM: 300 * WAN}, "光明"),
    ],
)
def test_what_is_of_no_policy_is_told(text: str, expected: dict[str, object], left: str) -> None:
    assert paid(text) == expected
    assert any(left in one.text for one in ask(text).unused)


def test_a_place_that_was_left_asks_nothing() -> None:
    answer = ask("我们公司从光明搬到龙岗,买算力420万")
    assert not answer.unused


@pytest.mark.parametrize(
    "text",
    [
        "买语料610万,福田、龙岗、市里各补多少",
        "语料花了610万,市里、福田、龙岗分别报多少",
    ],
)
def test_the_end_of_a_row_of_places_is_no_matter(text: str) -> None:
    answer = ask(text)
    assert {(str(c.clause_id)) for c in answer.citations} == {
        "futian-2024#3.1",
        "longgang-2025#3",
        "shenzhen-pioneer-2024#3",
    }
