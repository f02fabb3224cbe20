"""The public page on quality: the last evaluation that the operator put beside the records.

`cewen eval --json 数据文件夹/quality.json` writes it; without that file the page says that there
is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from assistant.web.drawing.page import render_page
from assistant.web.services import Shared, limited

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])

FILE = "quality.json"
_CHINA = timezone(timedelta(hours=8))
_KINDS = {
    "whole": "整题全对",
    "amounts": "金额正确",
    "not_refused": "能答的没有拒答",
    "refused": "不能答的拒答了",
    "several": "一句几件事都答到或说明",
    "later": "追问答对",
    "silent": "没有说明存疑而答错（越少越好）",
}
"""Figure of the evaluation → what it is, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``right`` of ``n``, with the interval that holds the true share 19 times of 20, in words."""

    name: str
    right: int
    n: int
    share: str
    interval: str


@dataclass(frozen=True, slots=True)
class Quality:
    """One evaluation: when the file was written, of which questions and corpus."""

    day: str
    name: str
    corpus_version: str
    n: int
    figures: tuple[Figure, ...]


def read_quality(file: Path) -> Quality | None:
    """The evaluation in a file; None if there is none, or it cannot be read."""
    try:
        written = datetime.fromtimestamp(file.stat().st_mtime, _CHINA)
        report: Any = json.loads(file.read_text(encoding="utf-8"))
        figures = (_figure(kind, report["figures"].get(kind)) for kind in _KINDS)
        return Quality(
            day=written.date().isoformat(),
            name=str(report["name"])[:60],
            corpus_version=str(report["corpus_version"]),
            n=int(report["n"]),
            figures=tuple(one for one in figures if one is not None),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _figure(kind: str, stated: Mapping[str, Any] | None) -> Figure | None:
    """A figure in words; None if nothing was asked about it."""
    if not stated or not int(stated["n"]):
        return None
    right, n = int(stated["right"]), int(stated["n"])
    low, high = (f"{float(bound):.1%}" for bound in stated["interval_95"])
    return Figure(_KINDS[kind], right, n, f"{right / n:.1%}", f"{low} 到 {high}")


@router.get("/quality")
def quality(request: Request, shared: Shared) -> HTMLResponse:
    """How often answers are right, measured on questions that are public."""
    found = read_quality(shared.settings.data_dir / FILE)
    is_now = found is not None and shared.dataset is not None
    same = is_now and found.corpus_version == shared.dataset.version  # type: ignore[union-attr]
    return render_page(request, "quality.html", {"quality": found, "same": same, "here": "quality"})
