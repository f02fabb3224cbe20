"""Lines as markdown."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Role, Sentence
from assistant.answer.layout import to_text

ITEM, QUOTE = Role.STEP, Role.QUOTE


def line(text: str, role: Role = Role.LEAD, citations: tuple[int, ...] = ()) -> Sentence:
    return Sentence(text, citations, role=role)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        ([line("甲")], "甲"),
        ([line("甲", citations=(1, 3))], "甲[1][3]"),
        ([line("甲"), line("乙")], "甲\n\n乙"),
        ([line("甲", ITEM), line("乙", ITEM, (2,))], "- 甲\n- 乙[2]"),
        ([line("甲", QUOTE), line("乙", QUOTE, (1,))], "> 甲\n> 乙[1]"),
        ([line("甲"), line("乙", ITEM), line("丙", QUOTE), line("丁")], "甲\n\n- 乙\n\n> 丙\n\n丁"),
    ],
)
def test_a_blank_line_stands_between_kinds_and_paragraphs(lines: list[Sentence], text: str) -> None:
    assert to_text(lines) == text
