"""The clause around a place is what a pattern over the whole text would find there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.grouping.clauses import clause_of

CLAUSE = re.compile(r"[^,。;!?、\n]+(?:[,。;!?、\n]+|$)")


@given(st.text(alphabet="a龙1,。;!?、\n", max_size=20), st.data())
def test_the_clause_is_that_of_the_pattern(text: str, data: st.DataObject) -> None:
    if not text:
        return
    place = data.draw(st.integers(0, len(text) - 1))
    spans = [m.span() for m in CLAUSE.finditer(text) if m.start() <= place < m.end()]
    assert clause_of(text, place) == (spans[0] if spans else (place, len(text)))
