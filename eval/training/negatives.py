"""Choose the clauses that a question is *not* about, though they look alike.

A question that names its place, or a word only one policy uses, has the same matter in other
districts as hard negatives. A question that names neither could be answered by those just as
well: they are told as `also_right` and are no negatives. Siblings in the same policy always are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from asking import is_placed
from subjects import Subject

TOPICS = Path(__file__).parents[2] / "corpus" / "topics.yaml"
MOST = 8
MOST_ELSEWHERE = 4
REACH = 2


class Neighbours:
    """The topics of the corpus, asked for the neighbours of a clause."""

    def __init__(self, wording: dict[str, Any], clauses: list[str]) -> None:
        """Read the topics; `clauses` are in the order of the corpus."""
        topics = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
        self._members: dict[str, list[str]] = {topic["id"]: topic["clauses"] for topic in topics}
        self._confused: list[list[str]] = wording["confused"]
        self._exclusive: dict[str, str] = wording["exclusive"]
        self._clauses = clauses

    def same_matter(self, clause: str) -> list[str]:
        """Return the clauses of other policies that share a topic with this one."""
        shared = [c for members in self._members.values() if clause in members for c in members]
        return _unique(c for c in shared if _policy(c) != _policy(clause))

    def judge(self, subject: Subject, question: str) -> tuple[list[str], list[str]]:
        """Return the question's hard negatives and the clauses that are right as well."""
        if subject.clause is None:
            near = _unique(c for topic in subject.near for c in self._members[topic])
            return near[:MOST], []
        clause, same = subject.clause, self.same_matter(subject.clause)
        sharing, adjacent = self._siblings(clause)
        sounding = [c for group in self._confused if clause in group for c in group if c != clause]
        if self._is_particular(subject, question):
            elsewhere = same[:MOST_ELSEWHERE]
            return _unique([*sounding, *sharing, *elsewhere, *adjacent])[:MOST], []
        alike = _unique([*sounding, *sharing, *adjacent])
        return [c for c in alike if c not in same][:MOST], same

    def _is_particular(self, subject: Subject, question: str) -> bool:
        named = any(
            word in question and owner == subject.clause for word, owner in self._exclusive.items()
        )
        return named or is_placed(question, subject.places)

    def _siblings(self, clause: str) -> tuple[list[str], list[str]]:
        """Return the clauses of the same policy that share a topic, and those standing around."""
        own = [c for c in self._clauses if _policy(c) == _policy(clause)]
        topics = [members for members in self._members.values() if clause in members]
        sharing = [c for members in topics for c in members if c in own and c != clause]
        at = own.index(clause)
        around = own[max(at - REACH, 0) : at + REACH + 1]
        return sharing, [c for c in around if c != clause]


def _policy(clause: str) -> str:
    return clause.partition("#")[0]


def _unique(clauses: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(clauses))
