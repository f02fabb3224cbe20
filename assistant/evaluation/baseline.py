"""Baseline: how every seen question stood, kept to see what a change gained and lost."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import GoldError, system_reason
from assistant.evaluation.compare import Standing
from assistant.evaluation.report import Report


def baseline_of(report: Report) -> Standing:
    """What a report would leave as a baseline."""
    return Standing(
        report.name,
        tuple(sorted(result.question.id for result in report.results)),
        frozenset(result.question.id for result in report.results if result.is_right),
        frozenset(result.question.id for result in report.results if result.is_silently_wrong),
    )


def save_baseline(path: Path, baseline: Standing) -> None:
    """Write it, sorted, so that a change of the file shows which answers changed.

    Raises:
        GoldError: the file cannot be written.
    """
    content = {
        "name": baseline.name,
        "silent_wrong": sorted(baseline.silent),
        "wrong": sorted(set(baseline.asked) - baseline.right),
        "right": sorted(baseline.right),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as cause:
        raise GoldError(f"{path}：写不了基线（{system_reason(cause)}），请换一个位置。") from cause


def load_baseline(path: Path) -> Standing:
    """Read what save_baseline wrote.

    Raises:
        GoldError: the file is missing or is no baseline.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        name = content["name"]
        lists = [content[key] for key in ("right", "wrong", "silent_wrong")]
    except OSError as cause:
        raise GoldError(f"{path}：读不到基线（{system_reason(cause)}），请检查路径。") from cause
    except (ValueError, KeyError, TypeError) as cause:
        raise GoldError(f"{path}：不是基线文件，请重新生成。") from cause
    if not isinstance(name, str) or not all(
        isinstance(ids, list) and all(isinstance(i, str) for i in ids) for ids in lists
    ):
        raise GoldError(f"{path}：不是基线文件，请重新生成。")
    right, wrong, silent = map(frozenset, lists)
    return Standing(name, tuple(sorted(right | wrong)), right, silent)
