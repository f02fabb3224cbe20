"""The share of the seen questions that are wholly right never falls below the kept baseline."""

from __future__ import annotations

from assistant.evaluation.baseline import baseline_of, load_baseline
from assistant.evaluation.compare import Standing, change
from tests.fakes import ROOT
from tests.real_assistant import QUESTION_SETS, report

BASELINE = ROOT / "eval" / "baseline.json"
SLACK = 0.005
"""One of two hundred questions may change sides without a word."""


def now() -> Standing:
    """All seen sets in one."""
    each = [baseline_of(report(path)) for path in QUESTION_SETS]
    return Standing(
        "",
        tuple(i for standing in each for i in standing.asked),
        frozenset().union(*(standing.right for standing in each)),
        frozenset().union(*(standing.silent for standing in each)),
    )


def test_no_fewer_questions_are_right_than_in_the_baseline() -> None:
    found = change(load_baseline(BASELINE), now())
    floor = found.before - SLACK * found.shared
    assert found.now >= floor, f"no longer right: {', '.join(found.lost)}"


def test_no_more_questions_are_silently_wrong_than_in_the_baseline() -> None:
    found = change(load_baseline(BASELINE), now())
    more = len(found.newly_silent) - len(found.no_longer_silent)
    assert more <= SLACK * found.shared, f"now silently wrong: {', '.join(found.newly_silent)}"


def test_the_baseline_is_about_the_questions_there_are() -> None:
    made, kept = now(), load_baseline(BASELINE)
    assert len(set(kept.asked) & set(made.asked)) >= 0.95 * len(made.asked)
    assert len(kept.right) / len(kept.asked) >= 0.95
