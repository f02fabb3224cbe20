"""Lines as markdown."""

from __future__ import annotations

import pytest

from assistant.answer.draft import Layout, Line
from assistant.answer.layout import to_text

TEXT, ITEM, QUOTE = Layout.TEXT, Layout.ITEM, Layout.QUOTE


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        ([Line("甲")], "甲"),
        ([Line("甲", citations=(1, 3))], "甲[1][3]"),
        ([Line("甲"), Line("乙")], "甲\n\n乙"),
        ([Line("甲", ITEM), Line("乙", ITEM, (2,))], "- 甲\n- 乙[2]"),
        ([Line("甲", QUOTE), Line("乙", QUOTE, (1,))], "> 甲\n> 乙[1]"),
        ([Line("甲"), Line("乙", ITEM), Line("丙", QUOTE), Line("丁")], "甲\n\n- 乙\n\n> 丙\n\n丁"),
    ],
)
def test_a_blank_line_stands_between_kinds_and_paragraphs(lines: list[Line], text: str) -> None:
    assert to_text(lines) == text
