"""Cantonese words of grammar as those of the common language."""

from __future__ import annotations

import pytest

from assistant.text.dialect import in_common_words


@pytest.mark.parametrize("told", ["我哋租咗一个号头", "佢哋三个号头先至畀钱"])
def test_a_word_of_another_dialect_is_left_as_it_is(told: str) -> None:
    assert "个号头" in in_common_words(told)
    assert "个月" not in in_common_words(told)
