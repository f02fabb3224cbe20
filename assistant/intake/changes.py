"""What changed between two versions of a policy, clause by clause, and what that touches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz

from assistant.policy.clause import Clause
from assistant.policy.policy import Policy
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold

_SAME_MATTER = 60.0
"""Two clauses whose folded texts agree less than this (0 to 100) are not the same clause."""


class ChangeKind(StrEnum):
    """What happened to a clause."""

    EDITED = "edited"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


CHANGE_WORDS = {
    ChangeKind.EDITED: "改动",
    ChangeKind.MOVED: "换了编号",
    ChangeKind.ADDED: "新增",
    ChangeKind.REMOVED: "删去",
}
"""What people read for each kind."""


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that is not the same in both versions; MOVED keeps its words, not its number."""

    kind: ChangeKind
    old: Clause | None
    new: Clause | None

    @property
    def label(self) -> str:
        """The clause as people call it."""
        clause = self.new or self.old
        assert clause is not None
        return f"{clause.label}{clause.heading}"


_SAME_NUMBER = 30.0
"""The same for clauses of the same number that nothing else agrees with."""


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """The changes in the order of the new text, what was removed last.

    A clause is matched with the one of the same number if the words agree, else with the one whose
    words agree best.
    """
    before = [clause for clause in old.clauses if clause.is_leaf]
    after = [clause for clause in new.clauses if clause.is_leaf]
    pairs = _pairs(before, after)
    changes = []
    for n, clause in enumerate(after):
        if n not in pairs:
            changes.append(Change(ChangeKind.ADDED, None, clause))
            continue
        other = before[pairs[n]]
        if fold(_body(other)) != fold(_body(clause)):
            changes.append(Change(ChangeKind.EDITED, other, clause))
        elif (other.id.article, other.id.item) != (clause.id.article, clause.id.item):
            changes.append(Change(ChangeKind.MOVED, other, clause))
    kept = set(pairs.values())
    changes += [
        Change(ChangeKind.REMOVED, clause, None) for n, clause in enumerate(before) if n not in kept
    ]
    return tuple(changes)


def _pairs(before: list[Clause], after: list[Clause]) -> dict[int, int]:
    """Places in the new version → places in the old one; the closest pairs first."""
    scored = []
    for n, new in enumerate(after):
        for m, old in enumerate(before):
            score = fuzz.ratio(fold(_body(new)), fold(_body(old)), score_cutoff=_SAME_MATTER)
            if score:
                same_number = (new.id.article, new.id.item) == (old.id.article, old.id.item)
                scored.append((score, same_number, n, m))
    pairs: dict[int, int] = {}
    for _, _, n, m in sorted(scored, reverse=True):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    # 第八条 that was written anew is 第八条, not one removed and one added.
    numbers = {(old.id.article, old.id.item): m for m, old in enumerate(before)}
    for n, new in enumerate(after):
        m = numbers.get((new.id.article, new.id.item), -1)
        if n not in pairs and m >= 0 and m not in pairs.values() and _is_rewritten(before[m], new):
            pairs[n] = m
    return pairs


def _is_rewritten(old: Clause, new: Clause) -> bool:
    return fuzz.ratio(fold(_body(old)), fold(_body(new))) >= _SAME_NUMBER


def _body(clause: Clause) -> str:
    """The words without the number in front."""
    return clause.text.removeprefix(clause.label)


def touched_rules(changes: Iterable[Change], corpus: Path) -> tuple[str, ...]:
    """The rules of the old version whose clause was edited or removed."""
    ids = set(lost_clauses(changes))
    policies = {clause_id.partition("#")[0] for clause_id in ids}
    found = []
    for policy in sorted(policies):
        path = corpus / policy / "rules.yaml"
        content = read_yaml(path) if path.exists() else {}
        rules = content.get("rules") if isinstance(content, dict) else None
        found += [str(rule["id"]) for rule in rules or () if isinstance(rule, dict)
                  and str(rule["id"]).partition(":")[0] in ids]  # fmt: skip
    return tuple(found)


def touched_questions(changes: Iterable[Change], questions: Path) -> tuple[str, ...]:
    """The questions of the workspace's sets that expect an edited or removed clause."""
    ids = set(lost_clauses(changes))
    found = []
    for path in sorted(questions.glob("*.jsonl")) if questions.is_dir() else ():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            expected = {*row.get("cite", ()), *row.get("amounts", {})}
            if ids & expected:
                found.append(str(row["id"]))
    return tuple(found)


def lost_clauses(changes: Iterable[Change]) -> Iterator[str]:
    """The clauses of the old version that no longer stand there as they did."""
    for change in changes:
        if change.old is not None and change.kind in (ChangeKind.EDITED, ChangeKind.REMOVED):
            yield str(change.old.id)
