import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EncoderError
from assistant.policy.chunk import Chunk
from assistant.retrieval.thesaurus import Thesaurus
from assistant.retrieval.training.tune import Asked, asked_held_out, asked_in, tune
from assistant.retrieval.tuning import Tuning, load_tuning
from tests.retrieval.stand_ins import CountingEncoder


def test_relevance_by_hand() -> None:
    tuning = Tuning(intercept=-1.0, sparse=2.0, dense=4.0)
    assert tuning.relevance(0.5, 0.25) == pytest.approx(
        1 / (1 + np.exp(-(-1 + 2 * 0.5 + 4 * 0.25)))
    )


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(0, 1))
def test_relevance_is_a_probability_and_rises_with_the_signals(
    sparse: float, dense: float, more: float
) -> None:
    tuning = Tuning()
    low, high = tuning.relevance(sparse, dense), tuning.relevance(sparse, dense + more)
    assert 0.0 <= low <= high <= 1.0


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_tuning(tmp_path) == Tuning()


def test_the_file_is_read(tmp_path: Path) -> None:
    tuning = Tuning(dense_weight=0.7)
    (tmp_path / "search.json").write_text(json.dumps({"tuning": asdict(tuning)}), "utf-8")
    assert load_tuning(tmp_path) == tuning


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"tuning": {"dense_weight": "x"}}', '{"tuning": {"a": 1}}']
)
def test_a_damaged_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "search.json").write_text(content, "utf-8")
    with pytest.raises(EncoderError, match=r"search.json 损坏"):
        load_tuning(tmp_path)


def test_only_questions_with_one_clause_or_a_refusal_are_tuned_on(tmp_path: Path) -> None:
    rows = [
        {"turns": ["甲"], "outcome": ["answered"], "cite": ["alpha-2025#1"]},
        {"turns": ["乙"], "outcome": ["answered"], "cite": ["alpha-2025#1", "alpha-2025#2"]},
        {"turns": ["丙", "丁"], "outcome": ["answered"], "cite": ["alpha-2025#1"]},
        {"turns": ["戊"], "outcome": ["refused"]},
        {"turns": ["己"], "outcome": ["refused", "answered"]},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert [asked.question for asked in asked_in(path)] == ["甲", "戊"]


def test_a_question_on_a_passage_outside_the_corpus_is_to_be_refused(
    tmp_path: Path, chunks: list[Chunk]
) -> None:
    common = {"hard_negatives": [], "also_right": [], "made": "hand", "subject": "s"}
    rows = [
        {"question": "租算力", "clause": "alpha-2025#1", "passage": None, **common},
        {"question": "育儿津贴", "clause": None, "passage": "每孩每年3600元", **common},
    ]
    rows[0]["also_right"] = ["beta-2025#1"]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    inside, outside = asked_held_out(path, chunks, 1)
    assert {str(clause) for clause in inside.right} == {"alpha-2025#1", "beta-2025#1"}
    assert outside.right == frozenset()


def test_fitted_relevance_tells_answerable_from_foreign_questions(
    chunks: list[Chunk], encoder: CountingEncoder
) -> None:
    asked = [Asked(chunk.text[:14], frozenset({chunk.clause_id})) for chunk in chunks]
    asked += [Asked(text, frozenset()) for text in ("今晚吃什么", "护照丢了", "写首情诗", "天气")]
    tuning, measured = tune(tuple(chunks), encoder, Thesaurus(()), asked)
    assert measured["recall@1"] == 1.0
    assert tuning.relevance(0.8, 0.9) > 0.5 > tuning.relevance(0.0, 0.1)
