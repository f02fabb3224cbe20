"""Openings never leaves out a thing whose word stands in the text, and keeps their order."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.text.openings import Openings

TEXT = st.text("算力备案模型a", max_size=8)


@given(st.lists(TEXT, max_size=8), TEXT)
def test_what_stands_in_a_text_is_possible_in_the_order_given(words: list[str], text: str) -> None:
    numbered = [(word, n) for n, word in enumerate(words)]
    possible = Openings(numbered).possible(text)
    assert possible == sorted(possible)
    assert {n for word, n in numbered if word in text} <= set(possible)


def test_what_begins_otherwise_is_not_possible() -> None:
    assert Openings([("备案", 1), ("备用", 2), ("案", 3), ("力", 4)]).possible("已备案") == [1, 3]
