"""Cards are read, shown and added to; a version meets a set for the first time once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import GoldError
from assistant.evaluation.cards import RECORDED, load_cards, tables, with_run
from tests.fakes import ROOT

TEXT = """\
- file: report/x.jsonl
  kind: report
  style: free
  author: x
  n: 2
- file: questions/y.jsonl
  kind: regression
  author: y
  n: 3
  runs:
    - {version: one, last: [2, 3]}
"""


def report(n: int) -> dict[str, Any]:
    figures = {name: {"right": 0, "n": 0} for name in RECORDED}
    return {"n": n, "figures": {**figures, "last": {"right": 1, "n": n}}}


def cards_of(tmp_path: Path, text: str) -> Path:
    (tmp_path / "eval").mkdir(exist_ok=True)
    (tmp_path / "eval" / "sets.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_run_is_recorded_with_what_was_asked_for(tmp_path: Path) -> None:
    text = with_run(TEXT, "report/x.jsonl", "two", report(2))
    text = with_run(text, "questions/y.jsonl", "two", report(3))
    x, y = load_cards(cards_of(tmp_path, text))
    assert [(run.version, run.figures) for run in x.runs] == [("two", {"last": (1, 2)})]
    assert [(run.version, run.figures["last"]) for run in y.runs] == [
        ("one", (2, 3)),
        ("two", (1, 3)),
    ]
    shown = tables((x, y))
    assert "| `x` | 自由多轮 | 2 | two | 1/2 = 50.0%（9%～91%） |" in shown


@pytest.mark.parametrize(
    ("file", "version", "n", "words"),
    [
        ("report/z.jsonl", "two", 2, "没有 report/z.jsonl"),
        ("questions/y.jsonl", "one", 3, "不算首次"),
        ("report/x.jsonl", "two", 3, "2 题"),
    ],
)
def test_a_run_that_is_no_first_run_is_refused(file: str, version: str, n: int, words: str) -> None:
    with pytest.raises(GoldError, match=words):
        with_run(TEXT, file, version, report(n))


@pytest.mark.parametrize("text", ["[", "- file: a\n", "1"])
def test_broken_cards_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(GoldError, match=r"sets\.yaml"):
        load_cards(cards_of(tmp_path, text))
    with pytest.raises(GoldError, match=r"sets\.yaml"):
        load_cards(tmp_path / "none")


def test_the_documented_tables_are_those_of_the_cards() -> None:
    documented = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    made = tables(load_cards(ROOT))
    assert all(line in documented for line in made.splitlines()), (
        "run python -m assistant.evaluation.cards and put its tables into docs/evaluation.md"
    )
