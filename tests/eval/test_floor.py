"""The share of the tuning questions that are wholly right never falls below the kept baseline."""

from __future__ import annotations

from assistant.evaluation.baseline import baseline_of, compare, load_baseline
from tests.fakes import ROOT
from tests.real_assistant import report

BASELINE = ROOT / "eval" / "baseline.json"
TUNING = ROOT / "eval" / "questions" / "tuning.jsonl"
SLACK = 0.005
"""Two of four hundred questions may change sides without a word."""


def test_no_fewer_tuning_questions_are_right_than_in_the_baseline() -> None:
    made, kept = report(TUNING), load_baseline(BASELINE)
    found = compare(made, kept)
    floor = found.before - SLACK * found.shared
    assert found.now >= floor, f"no longer right: {', '.join(found.lost)}"


def test_the_baseline_is_about_the_questions_there_are() -> None:
    made, kept = baseline_of(report(TUNING)), load_baseline(BASELINE)
    assert kept.name == made.name
    assert len(kept.asked & made.asked) >= 0.95 * len(made.asked)
    assert len(kept.right) / len(kept.asked) >= 0.95
