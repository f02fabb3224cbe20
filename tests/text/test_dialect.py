"""Cantonese words of grammar as those of the common language."""

from __future__ import annotations

import pytest

from assistant.text.dialect import in_common_words


@pytest.mark.parametrize("told", ["我哋租咗一个号头", "佢哋三个号头先至畀钱"])
def test_a_word_of_another_dialect_is_left_as_it_is(told: str) -> None:
    assert "个号头" in in_common_words(told)
    assert "个月" not in in_common_words(told)


@pytest.mark.parametrize(
    ("told", "common"),
    [
        ("那份莫算进去", "那份别算进去"),
        ("定金莫要算", "定金别要算"),
        ("勿要算", "不要算"),
        ("约莫算三百万", "约莫算三百万"),
        ("莫非不行", "莫非不行"),
        ("休要管它", "别要管它"),
        ("佢啱啱话系五个", "他刚刚说是五个"),
        ("呢两笔可唔可以一齐攞", "呢两笔可不可以一起拿"),
    ],
)
def test_words_of_forbidding(told: str, common: str) -> None:
    assert in_common_words(told) == common
