"""Every question set has a card, and a set is the very file that its card sealed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluation.gold import load_gold
from tests.fakes import ROOT

EVAL = ROOT / "eval"
CARDS: list[dict[str, Any]] = yaml.safe_load((EVAL / "sets.yaml").read_text(encoding="utf-8"))
FOLDERS = {"questions": "regression", "tuning": "tuning", "report": "report"}
TOO_EASY = {"free": 0.60, "mild": 0.85}
"""Share of last turns that 65260b1 may get right at most (issue: such a set does not count)."""
SMALLEST = 75


def test_every_set_has_one_card_and_lies_where_its_kind_lies() -> None:
    files = [card["file"] for card in CARDS]
    assert len(set(files)) == len(files)
    there = {f"{p.parent.name}/{p.name}" for f in FOLDERS for p in (EVAL / f).glob("*.jsonl")}
    assert there <= set(files)
    assert set(files) - there <= {card["file"] for card in CARDS if card["kind"] == "report"}
    for card in CARDS:
        assert FOLDERS[Path(card["file"]).parent.name] == card["kind"], card["file"]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: str(card["file"]))
def test_a_set_is_what_its_card_says(card: dict[str, Any]) -> None:
    path = EVAL / card["file"]
    if card["kind"] != "regression":
        assert (EVAL / card["brief"]).is_file()
        assert len(card["sha256"]) == 64
    if not path.exists():
        pytest.skip("sealed: the file is committed when the set is retired")
    content = path.read_bytes()
    assert content.count(b"\n") == card["n"]
    if "sha256" in card:
        assert hashlib.sha256(content).hexdigest() == card["sha256"]


def test_the_sealed_conversations_are_many_and_hard_enough() -> None:
    for style, most in TOO_EASY.items():
        cards = [c for c in CARDS if c["kind"] == "report" and c.get("style") == style]
        assert sum(card["n"] for card in cards) >= SMALLEST
        for card in cards:
            first = card["runs"][0]
            right, n = first["last"]
            assert first["version"] == "65260b1"
            assert right / n <= most, card["file"]


def test_every_corrected_expectation_is_of_a_question_there_is() -> None:
    text = (EVAL / "corrections.md").read_text(encoding="utf-8")
    corrected = re.findall(r"^\| `([^`]+)` \| .+ \| .+ \|$", text, re.MULTILINE)
    known = {q.id for path in (EVAL / "questions").glob("*.jsonl") for q in load_gold(path)}
    assert corrected
    assert set(corrected) <= known
