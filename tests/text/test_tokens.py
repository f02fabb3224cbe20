from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("训力券", ["训", "力", "券", "训力", "力券"]),
        ("训力，券", ["训", "力", "训力", "券"]),
        ("人工 智能", ["人", "工", "智", "能", "人工", "工智", "智能"]),
        ("1,200万", ["1200", "万"]),
        ("30%", ["30%", "30"]),
        ("0.5", ["0.5"]),
        ("GPT-4", ["gpt4", "gpt", "4"]),
        ("A100", ["a100", "a", "100"]),
        ("Open Source", ["open", "source"]),
        ("ＡＰＩ调用", ["api", "调", "用", "调用"]),
        ("", []),
        ("，。 \n", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


@given(st.text())
def test_any_text_gives_the_same_non_empty_tokens_twice(text: str) -> None:
    tokens = tokenise(text)
    assert all(tokens)
    assert tokenise(text) == tokens
