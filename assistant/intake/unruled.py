"""The clauses of a policy that state money and have no rule: an editor has to write theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.intake.written import PASSED_OVER, UNRULED
from assistant.policy.corpus import load_policy
from assistant.policy.policy import Policy
from assistant.policy.yaml_file import read_yaml
from assistant.rules.measure import Measure
from assistant.rules.quoted_numbers import quoted_numbers

_SHOWN = 36


@dataclass(frozen=True, slots=True)
class Unruled:
    """A clause, or a sentence of one, whose sum nothing works out."""

    clause_id: str
    words: str

    def __str__(self) -> str:
        """As a line of a list."""
        return f"{self.clause_id} {self.words}"


def unruled_in(folder: Path) -> tuple[Unruled, ...]:
    """Those of the policy in a folder; () where it has no rules at all to look at."""
    path = folder / "rules.yaml"
    content = read_yaml(path) if path.is_file() else None
    if not isinstance(content, dict):
        return ()
    return tuple(_unruled(load_policy(folder), content))


def _unruled(policy: Policy, content: Mapping[str, Any]) -> Iterator[Unruled]:
    stated = {str(one.get("clause", "")) for one in content.get("combine") or ()}
    for clause in policy.clauses:
        if not clause.is_leaf:
            continue
        name = str(clause.id)
        own = [r for r in content.get("rules") or () if str(r["id"]).rpartition(":")[0] == name]
        unread = [r for r in own if str(r["amount"].get("say", "")).startswith(UNRULED)]
        for rule in unread:
            yield Unruled(name, _short(str(rule["quote"])))
        notes = [n for n in content.get("not_ruled") or () if str(n["clause"]) == name]
        if not own and name not in stated and _grants(notes):
            yield Unruled(name, _short(clause.heading or clause.text))


def _grants(notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the notes on a clause without a rule say that a sum was not read.

    What an editor wrote down there with a reason is no rule on purpose.
    """
    return any(
        str(note["reason"]).startswith(UNRULED)
        or (str(note["reason"]) == PASSED_OVER and _is_money(note.get("quotes") or ()))
        for note in notes
    )


def _is_money(quotes: Sequence[str]) -> bool:
    return any(n.measure is Measure.MONEY for quote in quotes for n in quoted_numbers(str(quote)))


def _short(text: str) -> str:
    words = text.strip().replace("\n", " ")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
