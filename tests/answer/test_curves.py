"""The curve of an answer: the same rules as its rows, the user's own number on it."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer, Curve, Results
from tests.real_assistant import ask

FOUR = "租算力500万，市里、龙华、福田、龙岗哪个补得多"


def curve_in(answer: Answer) -> Curve | None:
    return next((figure for figure in answer.figures if isinstance(figure, Curve)), None)


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("龙岗租800万算力，能补多少？", "800万元"),
        (FOUR, "500万元"),
        ("龙岗和龙华备案2个大模型，哪个奖得多？", "2"),
        ("福田做了4个大模型应用案例，合同实际完成2000万，能奖多少？", "4"),
    ],
)
def test_every_row_has_its_line_through_its_own_amount(question: str, own: str) -> None:
    answer = ask(question)
    found = curve_in(answer)
    assert found is not None
    drawing = found.drawing
    assert drawing.own is not None
    assert drawing.own.shown == own
    (results,) = (figure for figure in answer.figures if isinstance(figure, Results))
    paid = {row.who: row.amount_text for row in results.rows}
    assert {line.label: line.own_words for line in drawing.lines} == paid
    shown = {cells[0]: cells[1:] for cells in found.rows}
    assert shown[own] == tuple(line.own_words for line in drawing.lines)


def test_without_a_number_the_lines_show_where_they_stop_rising() -> None:
    found = curve_in(ask("各区租算力的补贴哪个区最高？"))
    assert found is not None
    assert found.drawing.own is None
    words = {line.label: line.top_words for line in found.drawing.lines}
    assert words["龙岗区"] == "最高600万元，从2000万元起"
    assert words["福田区"] == "最高500万元，从约1666.67万元起"  # 500 ÷ 30 %


@pytest.mark.parametrize(
    "question",
    [
        "今天天气怎么样",
        "龙岗的政策什么时候到期？",
        "我们在龙岗买算力花了500万，又有2个大模型过了备案，各能拿多少？",
    ],
)
def test_nothing_is_drawn_that_would_show_only_a_part(question: str) -> None:
    assert curve_in(ask(question)) is None
