from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.sentences import split_sentences


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "给予50万元。另行通知；见附件！好吗？",
            ["给予50万元。", "另行通知；", "见附件！", "好吗？"],
        ),
        ("一行\n两行\r\n\n三行", ["一行", "两行", "三行"]),
        ("单位(市局；区局)负责。完", ["单位(市局；区局)负责。", "完"]),
        ("他说“好。走！”然后走了。", ["他说“好。走！”然后走了。"]),
        ('"甲；乙"丙；丁', ['"甲；乙"丙；', "丁"]),
        ("（甲（乙；）丙；）丁；戊", ["（甲（乙；）丙；）丁；", "戊"]),
        ("没有（右括号；就照常分。完", ["没有（右括号；", "就照常分。", "完"]),
        ("真的？！不会吧", ["真的？！", "不会吧"]),
        ("3.5万元, v2.0 not split", ["3.5万元, v2.0 not split"]),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@given(st.text(alphabet='甲乙。；！？()（）“”"《》\n\r a1.', max_size=60))
def test_spans_are_in_order_and_cover_everything_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    end = 0
    covered = ""
    for span in spans:
        assert not text[end : span.start].strip()
        assert end <= span.start < span.end
        covered += text[span.start : span.end]
        end = span.end
    assert not text[end:].strip()
    assert "".join(covered.split()) == "".join(text.split())
