"""The training pairs are many, point to clauses that exist, and repeat no evaluation question."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "eval" / "training"
TOPICS = ROOT / "corpus" / "topics.yaml"
EVALUATION = [
    *sorted((ROOT / "eval" / "questions").glob("*.jsonl")),
    ROOT.parent / "shared" / "questions" / "dev.jsonl",
]
FIELDS = {
    "question", "clause", "passage", "hard_negatives", "also_right", "subject", "made", "source",
}  # fmt: skip


def normalise(question: str) -> str:
    folded = unicodedata.normalize("NFKC", question).lower()
    return "".join(character for character in folded if character.isalnum())


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, Any]]:
    lines = (TRAINING / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def clauses() -> set[str]:
    topics = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return {clause for topic in topics for clause in topic["clauses"]}


def test_pairs_are_at_least_as_many_as_promised(pairs: list[dict[str, Any]]) -> None:
    inside = [pair for pair in pairs if pair["clause"] is not None]
    assert len(pairs) >= 3000
    assert len(inside) >= 1800
    assert len(pairs) - len(inside) >= 1200


def test_every_clause_has_at_least_eight_questions_written_by_hand(
    pairs: list[dict[str, Any]], clauses: set[str]
) -> None:
    by_hand = Counter(pair["clause"] for pair in pairs if pair["made"] == "hand")
    assert {clause: by_hand[clause] for clause in clauses if by_hand[clause] < 8} == {}


def test_every_clause_has_about_twenty_questions(
    pairs: list[dict[str, Any]], clauses: set[str]
) -> None:
    count = Counter(pair["clause"] for pair in pairs)
    assert {clause: count[clause] for clause in clauses if count[clause] < 20} == {}


def test_clause_ids_are_clauses_of_the_corpus(
    pairs: list[dict[str, Any]], clauses: set[str]
) -> None:
    named = {pair["clause"] for pair in pairs} - {None}
    named |= {c for pair in pairs for c in (*pair["hard_negatives"], *pair["also_right"])}
    assert named <= clauses


def test_each_pair_has_either_a_clause_or_a_passage(pairs: list[dict[str, Any]]) -> None:
    for pair in pairs:
        assert set(pair) == FIELDS
        assert (pair["clause"] is None) != (pair["passage"] is None)
        assert pair["source"] == "own"


def test_no_right_clause_is_a_hard_negative(pairs: list[dict[str, Any]]) -> None:
    for pair in pairs:
        assert pair["hard_negatives"]
        assert not {pair["clause"], *pair["also_right"]} & set(pair["hard_negatives"])


def test_no_question_stands_twice(pairs: list[dict[str, Any]]) -> None:
    count = Counter(normalise(pair["question"]) for pair in pairs)
    assert [question for question, times in count.items() if times > 1] == []


@pytest.mark.parametrize("path", EVALUATION, ids=lambda path: path.stem)
def test_no_question_stands_in_an_evaluation_set(pairs: list[dict[str, Any]], path: Path) -> None:
    if not path.exists():
        pytest.skip("this evaluation set is not in this checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    turns = [turn for line in lines if line.strip() for turn in json.loads(line)["turns"]]
    assert {normalise(pair["question"]) for pair in pairs} & set(map(normalise, turns)) == set()


def test_no_placeholder_is_left(pairs: list[dict[str, Any]]) -> None:
    assert [pair["question"] for pair in pairs if set("{}") & set(pair["question"])] == []


def test_pairs_and_readme_figures_are_what_the_generator_writes() -> None:
    command = [sys.executable, str(TRAINING / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
