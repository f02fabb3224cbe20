"""Baseline: which questions were right before, to see what a change gained and lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import GoldError, system_reason
from assistant.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Baseline:
    """Ids of the questions asked, and of those wholly right."""

    name: str
    asked: frozenset[str]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ids in the order of the question set; ``before`` counts only questions asked both times."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    before: int
    now: int
    shared: int

    @property
    def is_worse(self) -> bool:
        """Fewer of the shared questions are right than before."""
        return self.now < self.before


def baseline_of(report: Report) -> Baseline:
    """What a report would leave as a baseline."""
    asked = frozenset(result.question.id for result in report.results)
    return Baseline(report.name, asked, asked - {r.question.id for r in report.failures})


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Write it, sorted, so that a change of the file shows which answers changed.

    Raises:
        GoldError: the file cannot be written.
    """
    content = {
        "name": baseline.name,
        "right": sorted(baseline.right),
        "wrong": sorted(baseline.asked - baseline.right),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as cause:
        raise GoldError(f"{path}：写不了基线（{system_reason(cause)}），请换一个位置。") from cause


def load_baseline(path: Path) -> Baseline:
    """Read what save_baseline wrote.

    Raises:
        GoldError: the file is missing or is no baseline.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        name, right, wrong = content["name"], content["right"], content["wrong"]
    except OSError as cause:
        raise GoldError(f"{path}：读不到基线（{system_reason(cause)}），请检查路径。") from cause
    except (ValueError, KeyError, TypeError) as cause:
        raise GoldError(f"{path}：不是基线文件，请重新生成。") from cause
    if not isinstance(name, str) or not all(
        isinstance(ids, list) and all(isinstance(i, str) for i in ids) for ids in (right, wrong)
    ):
        raise GoldError(f"{path}：不是基线文件，请重新生成。")
    return Baseline(name, frozenset(right) | frozenset(wrong), frozenset(right))


def compare(report: Report, baseline: Baseline) -> Comparison:
    """What changed on the questions that both asked."""
    shared = [r for r in report.results if r.question.id in baseline.asked]
    now = [r.question.id for r in shared if r.is_right]
    before = [r.question.id for r in shared if r.question.id in baseline.right]
    return Comparison(
        lost=tuple(i for i in before if i not in set(now)),
        gained=tuple(i for i in now if i not in baseline.right),
        before=len(before),
        now=len(now),
        shared=len(shared),
    )
