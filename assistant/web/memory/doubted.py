"""The desk: which questions were not answered, or answered in doubt, grouped; most asked first.

Only what is kept anyway is read: questions with private numbers masked, for as long as answers are
kept. Nothing of a conversation's id is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sql
from rapidfuzz import fuzz, process

from assistant.answer.render import Json
from assistant.text.normalise import fold
from assistant.web.memory.schema import ANSWERS, FEEDBACK
from assistant.web.memory.store import Store

MOST = 2_000
"""Answers that are looked at, the newest ones."""
_HERE = timedelta(hours=8)
_ALIKE = 70.0
"""Likeness (0 to 100, rapidfuzz) beyond which two questions are one."""
_EXAMPLES = 5

WHY = {
    "unanswered": "没有答上",
    "asked_back": "只能反问",
    "partial": "有话没有用上",
    "rated_down": "用户说没用",
}
"""Why a question lies on the desk, worst first."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One kept question with what is doubtful about its answer."""

    question: str
    why: str
    day: str
    reason: str
    nearest: tuple[str, ...]
    unused: tuple[str, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike and doubted for the same reason; ``questions`` are examples."""

    why: str
    reason: str
    count: int
    last_day: str
    questions: tuple[str, ...]
    nearest: tuple[str, ...]
    unused: tuple[str, ...]
    comments: tuple[str, ...]

    def to_json(self) -> Json:
        """For the HTTP interface and ``--json``; ``test`` is the start of a question for a set."""
        return {
            "why": self.why,
            "why_text": WHY[self.why],
            "reason": self.reason,
            "count": self.count,
            "last_day": self.last_day,
            "questions": list(self.questions),
            "nearest": list(self.nearest),
            "unused": list(self.unused),
            "comments": list(self.comments),
            "test": {
                "turns": [self.questions[0]],
                "outcome": ["answered"],
                "cite": list(self.nearest[:1]),
            },
        }


def desk(store: Store, oldest: str = "") -> list[Group]:
    """What lies on the desk since a day (2025-06-01; "": all that is kept).

    Raises:
        StoreError: the database cannot be read.
    """
    return grouped(_doubted(store, oldest))


def grouped(found: Iterable[Doubted]) -> list[Group]:
    """The questions in groups, the largest first; the first of a group is its newest."""
    buckets: dict[tuple[str, str], tuple[list[str], list[list[Doubted]]]] = {}
    for one in found:
        firsts, groups = buckets.setdefault((one.why, one.reason), ([], []))
        words = fold(one.question)
        near = process.extractOne(words, firsts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near is None:
            firsts.append(words)
            groups.append([one])
        else:
            groups[near[2]].append(one)
    order = list(WHY)
    made = [_group(members) for _, groups in buckets.values() for members in groups]
    return sorted(made, key=lambda g: (-g.count, order.index(g.why), g.questions[0]))


def _group(members: Sequence[Doubted]) -> Group:
    def often(parts: Iterable[str]) -> tuple[str, ...]:
        return tuple(part for part, _ in Counter(filter(None, parts)).most_common(_EXAMPLES))

    return Group(
        why=members[0].why,
        reason=members[0].reason,
        count=len(members),
        last_day=max(one.day for one in members),
        questions=tuple(dict.fromkeys(one.question for one in members))[:_EXAMPLES],
        nearest=often(clause for one in members for clause in one.nearest),
        unused=often(words for one in members for words in one.unused),
        comments=often(one.comment for one in members),
    )


def _doubted(store: Store, oldest: str) -> list[Doubted]:
    query = (
        sql.select(ANSWERS.c.body, ANSWERS.c.created_at, FEEDBACK.c.rating, FEEDBACK.c.comment)
        .select_from(ANSWERS.outerjoin(FEEDBACK, FEEDBACK.c.answer_id == ANSWERS.c.id))
        .where(ANSWERS.c.created_at >= max(oldest, store.oldest()))
        .order_by(ANSWERS.c.seq.desc())
        .limit(MOST)
    )
    rows = store.change(lambda connection: connection.execute(query).all())
    read = (_read(row.body, row.created_at, row.rating, row.comment) for row in rows)
    return [one for one in read if one is not None]


def _read(body: str, at: str, rating: str | None, comment: str | None) -> Doubted | None:
    """The question if it is doubted; None if it is not, or the row cannot be read."""
    try:
        answer = json.loads(body)
        refusal = answer.get("refusal") or {}
        reason = str(refusal.get("reason") or "")
        why = _why(str(answer["outcome"]), reason, str(answer.get("completeness")), rating)
        if not why:
            return None
        cited = [str(c["clause_id"]) for c in answer.get("citations") or ()]
        return Doubted(
            question=str(answer["question"]),
            why=why,
            day=(datetime.fromisoformat(at) + _HERE).date().isoformat(),
            reason=reason,
            nearest=tuple(map(str, refusal.get("nearest") or cited)),
            unused=tuple(str(part["text"]) for part in answer.get("unused") or ()),
            comment=comment or "",
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _why(outcome: str, reason: str, completeness: str, rating: str | None) -> str:
    if reason == "not_a_question":
        return ""
    if outcome == "refused":
        return "unanswered"
    if outcome == "clarify":
        return "asked_back"
    if rating == "down":
        return "rated_down"
    return "partial" if completeness == "partial" else ""
