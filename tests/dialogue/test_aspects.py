"""Words of an aspect are asked about, or only said in passing."""

from __future__ import annotations

import pytest

from assistant.dialogue.aspects import asked_of, clause_around, content_of
from assistant.dialogue.words import Phrases

BODY = Phrases.of(["主管部门", "责任单位", "归谁管"])


@pytest.mark.parametrize(
    "text",
    [
        "归谁管",
        "主管部门是哪个?",
        "龙岗的算力补贴,主管部门是谁",
        "责任单位",
        "龙岗花了300万,责任单位是什么",
        "主管部门是工信局,对吧",
    ],
)
def test_what_is_asked_about_counts(text: str) -> None:
    assert asked_of(BODY, text)


@pytest.mark.parametrize(
    "text",
    [
        "列入国家有关主管部门的典型案例4个,能奖多少",
        "主管部门批复了我们的项目,能补多少",
        "责任单位已经受理了材料,算力花了300万",
    ],
)
def test_what_is_said_in_passing_does_not(text: str) -> None:
    assert not asked_of(BODY, text)


def test_a_place_is_nothing_beside_the_phrase() -> None:
    text = "龙岗责任单位"
    assert not asked_of(BODY, text)
    assert asked_of(BODY, text, [(0, 2)])


def test_a_clause_ends_at_commas_and_stops() -> None:
    text = "一二,三四五。六"
    assert clause_around(text, 4, 5) == (3, 6)
    assert clause_around(text, 0, 1) == (0, 2)
    assert clause_around(text, 7, 8) == (7, 8)


def test_content_is_what_the_language_does_not_know() -> None:
    assert content_of("我们能补多少") == 0
    assert content_of("甲骨文") > 0
