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


def test_bodies_under_a_comparison_say_whose_they_are() -> None:
    """One body below four rows read as that of them all."""
    of_four = view(to_json(ask("租算力500万，市里、龙华、福田、龙岗哪个补得多")))
    bodies = [one["text"] for one in of_four.next if one["kind"] == "body"]
    assert bodies == ["责任单位：市科技创新局（深圳市）"]
    alone = view(to_json(ask("我们租了500万算力训练大模型，市里的训力券补多少")))
    assert len(alone.rows) == 1
    bodies = [one["text"] for one in alone.next if one["kind"] == "body"]
    assert bodies == ["责任单位：市科技创新局"]


def test_bodies_of_two_matters_of_one_place_are_told_apart() -> None:
    """The place alone would not tell of which row; one body of all rows needs no telling."""
    seen = view(to_json(ask("市里的训力券和语料券分别补多少")))
    (text,) = (one["text"] for one in seen.next if one["kind"] == "body")
    assert [row["who"] for row in seen.rows] == ["深圳市", "深圳市"]
    assert all(f"（深圳市“{row['matter']}”）" in text for row in seen.rows)
    of_all = view(to_json(ask("市里的训力券和重点实验室分别补多少，租算力500万")))
    assert len(of_all.rows) > 1
    assert "责任单位：市科技创新局" in [one["text"] for one in of_all.next]
    many = view(to_json(ask("各区模型备案、算力、房租补贴分别是多少")))
    assert many.rest
    (text,) = (one["text"] for one in many.next if one["kind"] == "body")
    assert "（深圳市" not in text  # the names of eleven rows took two lines of the 900 pixels


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("福田的备案指导和龙岗的模型备案奖励", "futian-2024#13"),
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
