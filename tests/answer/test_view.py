"""What is drawn of an answer at once, and what is folded."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer.view import MOST_ROWS, view


def rows_of(topics: str) -> dict[str, Any]:
    """An answer with one row a letter, the letter its matter."""
    rows = [
        {"rule_id": f"{topic}{n}", "topic": topic, "clause_id": "a#1"}
        for n, topic in enumerate(topics)
    ]
    figures = [{"kind": "results", "rows": rows}]
    return {"figures": figures, "sentences": [], "actions": [], "estimates": [], "warnings": []}


@pytest.mark.parametrize(
    ("topics", "first"),
    [
        ("aaaa", "a0 a1 a2 a3"),
        ("aaaaa", "a0 a1 a2"),
        ("aabbb", "a0 b2"),
        ("abcabc", "a0 b1 c2"),
        ("abcdef", "a0 b1 c2"),
        ("abab", "a0 b1 a2 b3"),
    ],
)
def test_of_many_rows_the_first_of_each_matter_are_drawn(topics: str, first: str) -> None:
    seen = view(rows_of(topics))
    assert [row["rule_id"] for row in seen.first] == first.split()
    assert len(seen.first) + len(seen.rest) == len(seen.rows) == len(topics)
    assert not seen.rest or len(topics) > MOST_ROWS
