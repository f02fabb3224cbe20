"""actions_of(): what the reader can do next, from what the corpus has of the clauses cited."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.answer import Action, ActionKind, Results
from assistant.answer.evidence import Evidence
from assistant.answer.speaker import Speaker
from assistant.policy.policy import PolicyKind


def actions_of(evidence: Evidence, results: Results | None, speaker: Speaker) -> tuple[Action, ...]:
    """Bodies, links and last days of the clauses, then what to ask the bodies; each once."""
    found = dict.fromkeys([*_of_clauses(evidence), *_to_confirm(results, speaker)])
    return tuple(found)


def _of_clauses(evidence: Evidence) -> Iterator[Action]:
    for finding in evidence.findings:
        policy, clause = finding.policy, finding.clause
        if policy.kind is not PolicyKind.MEASURE:
            continue
        name = str(clause.id)
        if clause.bodies:
            yield Action(ActionKind.BODY, "、".join(clause.bodies), clause_id=name)
        if policy.url:
            yield Action(ActionKind.SOURCE, policy.short_title, policy.url, clause_id=policy.id)
        if policy.last_day is not None:
            yield Action(
                ActionKind.DEADLINE, policy.short_title, day=policy.last_day, clause_id=policy.id
            )


def _to_confirm(results: Results | None, speaker: Speaker) -> Iterator[Action]:
    """The conditions that a sum takes as met."""
    for row in results.rows if results else ():
        for condition in row.open:
            label = speaker.say("confirm", who=row.who, condition=condition)
            yield Action(ActionKind.CONFIRM, label, clause_id=row.clause_id)
