"""A question for each of several asks for all that it names, also what was spoken of before."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.understand.another import load_another
from assistant.errors import EncoderError
from tests.real_assistant import DAY, real

WAN = 10_000
SCENE = "福田，场景示范我们公司有4个项目过了评审，最多多少"
PARK = "我们在福田还运营一个人工智能特色园区，刚被认定市级软件名园，最多多少"


def found(*turns: str) -> dict[str, int]:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    return {e.rule_id: int(e.amount) for e in answer.estimates if e.amount is not None}


@pytest.mark.parametrize("asked", ["场景和园区各多少", "场景跟园区分别是多少"])
def test_what_is_named_is_asked_about(asked: str) -> None:
    sums = found(SCENE, PARK, f"有一个项目评审没过。{asked}")
    assert sums["futian-2024#4.1:scene"] == 3 * 30 * WAN
    assert sums["futian-2024#5.1:park"] == 100 * WAN


def test_all_are_asked_about_where_as_many_are_counted() -> None:
    sums = found(SCENE, PARK, "场景里有一个没过评审，这两样各多少")
    assert sums["futian-2024#4.1:scene"] == 3 * 30 * WAN
    assert sums["futian-2024#5.1:park"] == 100 * WAN


def test_a_question_about_one_asks_for_one() -> None:
    sums = found(SCENE, PARK, "那园区最多多少")
    assert "futian-2024#4.1:scene" not in sums


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (
            "龙岗，我有两件事，先说算力，花了300万，补多少",
            "再说语料，交易平台上从外人手里买的，合同150万",
            ("longgang-2025#3:corpus-purchase", 150 * WAN * 20 // 100),
        ),
        (
            "龙岗，算力我们准备花500万，先看一眼",
            "另外办一场备案的AI展，花400万，补多少",
            ("longgang-2025#16:event", 400 * WAN * 30 // 100),
        ),
    ],
)
def test_a_message_about_another_clause_opens_another_matter(
    first: str, second: str, rule: tuple[str, int]
) -> None:
    sums = found(first, second)
    assert sums == dict([rule])


@pytest.mark.parametrize("content", ["{", '{"weights": 3}', '{"intercept": 1, "weights": {}}'])
def test_a_broken_fit_is_told_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "another.json"
    assert load_another(path) is None
    load_another.cache_clear()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"another\.json：拟合参数读不出来"):
        load_another(path)
