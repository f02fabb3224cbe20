"""Two evaluations of the same questions: what changed sides, and whether by chance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy.stats import binomtest

from assistant.errors import GoldError, system_reason

_CHANCE = 0.05
"""A difference with a smaller p is said not to look like chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one evaluation left each question: ids asked, wholly right, silently wrong."""

    name: str
    asked: tuple[str, ...]
    right: frozenset[str]
    silent: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """From one standing to another, over the questions that both asked, in the later one's order.

    ``p`` is McNemar's exact two-sided p-value: how likely so uneven a split of the questions
    that changed sides is if the two are equally good (McNemar 1947, Note on the sampling error
    of the difference between correlated proportions).
    """

    before_name: str
    now_name: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    newly_silent: tuple[str, ...]
    no_longer_silent: tuple[str, ...]
    before: int
    now: int
    shared: int
    p: float

    @property
    def is_worse(self) -> bool:
        """Fewer of the shared questions are right than before."""
        return self.now < self.before


def change(before: Standing, now: Standing) -> Change:
    """What changed on the questions that both asked."""
    known = set(before.asked)
    shared = [i for i in now.asked if i in known]
    lost = tuple(i for i in shared if i in before.right and i not in now.right)
    gained = tuple(i for i in shared if i in now.right and i not in before.right)
    return Change(
        before_name=before.name,
        now_name=now.name,
        lost=lost,
        gained=gained,
        newly_silent=tuple(i for i in shared if i in now.silent and i not in before.silent),
        no_longer_silent=tuple(i for i in shared if i in before.silent and i not in now.silent),
        before=sum(i in before.right for i in shared),
        now=sum(i in now.right for i in shared),
        shared=len(shared),
        p=mcnemar(len(lost), len(gained)),
    )


def mcnemar(lost: int, gained: int) -> float:
    """The exact p-value of so many questions lost and gained; 1 if none changed sides.

    >>> round(mcnemar(1, 9), 4)
    0.0215
    """
    changed = lost + gained
    return float(binomtest(lost, changed).pvalue) if changed else 1.0


def standing_of(report: Mapping[str, Any]) -> Standing:
    """The standing in a report's JSON.

    Raises:
        GoldError: it is no report of this program.
    """
    try:
        questions = [
            (str(q["id"]), bool(q["right"]), bool(q["silent"])) for q in report["questions"]
        ]
        program = report["program"]
        name = f"{report['name']}（{program}）" if program else str(report["name"])
    except (KeyError, TypeError) as cause:
        raise GoldError("不是 cewen eval --json 写的结果，或版本太旧：请重新评测。") from cause
    return Standing(
        name,
        tuple(i for i, _, _ in questions),
        frozenset(i for i, right, _ in questions if right),
        frozenset(i for i, _, silent in questions if silent),
    )


def load_standing(path: Path) -> Standing:
    """The standing in a report's file.

    Raises:
        GoldError: the file is missing or is no report.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise GoldError(
            f"{path}：读不到评测结果（{system_reason(cause)}），请检查路径。"
        ) from cause
    except ValueError as cause:
        raise GoldError(f"{path}：不是 JSON，请用 cewen eval --json 重新生成。") from cause
    try:
        return standing_of(content)
    except GoldError as cause:
        raise GoldError(f"{path}：{cause}") from cause


def to_text(found: Change) -> str:
    """What changed, regressions first."""
    lists = (
        ("新错的", found.lost),
        ("新的无声答错", found.newly_silent),
        ("不再无声答错", found.no_longer_silent),
        ("新对的", found.gained),
    )
    lines = [
        f"{found.before_name} → {found.now_name}：共同的 {found.shared} 题，"
        f"全对 {found.before} → {found.now}",
        *(f"{name}（{len(ids)}）：{'、'.join(ids) or '无'}" for name, ids in lists),
        f"McNemar 精确检验 p = {found.p:.4f}"
        + ("，差别不像是偶然" if found.p < _CHANCE else "，可能只是偶然"),
    ]
    return "\n".join(lines) + "\n"
