"""What is drawn of an answer at once, and what is folded."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer.render import to_json
from assistant.answer.view import MOST_ROWS, places, view
from tests.real_assistant import ask


def rows_of(topics: str) -> dict[str, Any]:
    """An answer with one row a letter, the letter its matter."""
    rows = [
        {"rule_id": f"{topic}{n}", "topic": topic, "clause_id": "a#1", "n": 1}
        for n, topic in enumerate(topics)
    ]
    figures = [{"kind": "results", "rows": rows}]
    lists: dict[str, Any] = {"sentences": [], "actions": [], "estimates": [], "warnings": []}
    return {"figures": figures, "outcome": "answered", "refusal": None, **lists}


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


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("福田区和龙岗区的模型备案奖励有什么区别", "futian-2024#13"),
    ],
)
def test_a_text_that_is_announced_is_drawn(question: str, clause: str) -> None:
    """Beside rows of other clauses as well: 原文如下 is never followed by nothing."""
    made = to_json(ask(question))
    n = next(c["n"] for c in made["citations"] if c["clause_id"] == clause)
    seen = view(made)
    assert seen.rows
    said = [s["role"] for s in seen.said if s["citations"] == [n]]
    assert said[:2] == ["lead", "quote"]


@pytest.mark.parametrize(
    "question",
    [
        "龙岗租800万算力，能补多少？",
        "各区模型备案、算力、房租补贴分别是多少",
        "福田区和龙岗区的模型备案奖励有什么区别",
        "今天天气怎么样",
    ],
)
def test_places_point_at_the_parts_of_the_view(question: str) -> None:
    made = to_json(ask(question))
    seen, found = view(made), places(made)
    lists = {
        "said": made["sentences"],
        "readings": made["sentences"],
        "warnings": made["warnings"],
        "worked": made["estimates"],
        "first": seen.rows,
        "rest": seen.rows,
    }
    for name, whole in lists.items():
        assert tuple(whole[at] for at in found[name]) == getattr(seen, name), name
    assert [bool(query) for query in found["change"]] == [bool(row["topic"]) for row in seen.rows]
    assert (found["title"], found["who"]) == (seen.title, seen.who)
    assert found["next"] == seen.next
