"""actions_of(): what the reader can do next, from what the corpus has of the clauses cited."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.answer import Action, ActionKind, Results
from assistant.answer.evidence import Evidence
from assistant.answer.speaker import Speaker
from assistant.policy.policy import PolicyKind
from assistant.policy.site import Site


def actions_of(
    evidence: Evidence, results: Results | None, speaker: Speaker, site: Site
) -> tuple[Action, ...]:
    """Bodies, links and last days of the clauses, then what to ask the bodies; each once."""
    clauses = list(_of_clauses(evidence, site))
    contact = contact_of(site) if clauses else ()
    return tuple(dict.fromkeys([*clauses, *contact, *_to_confirm(results, speaker)]))


def contact_of(site: Site) -> tuple[Action, ...]:
    """The number to ask at; () while the operator has not given one."""
    return (Action(ActionKind.CONTACT, site.phone),) if site.phone else ()


def _of_clauses(evidence: Evidence, site: Site) -> Iterator[Action]:
    if not evidence.findings:
        yield from _of_policies(evidence)
    for finding in evidence.findings:
        policy, clause = finding.policy, finding.clause
        if policy.kind is not PolicyKind.MEASURE:
            continue
        name = str(clause.id)
        if clause.bodies:
            yield Action(ActionKind.BODY, "、".join(clause.bodies), clause_id=name)
        if address := site.apply.get(policy.id):
            yield Action(ActionKind.APPLY, policy.short_title, address, clause_id=policy.id)
        if policy.url:
            yield Action(ActionKind.SOURCE, policy.short_title, policy.url, clause_id=policy.id)
        if policy.last_day is not None:
            yield Action(
                ActionKind.DEADLINE, policy.short_title, day=policy.last_day, clause_id=policy.id
            )


def _of_policies(evidence: Evidence) -> Iterator[Action]:
    """Where the policies in question can be read, when no clause of them is cited."""
    for policy in evidence.policies:
        if policy.kind is PolicyKind.MEASURE and policy.url:
            yield Action(ActionKind.SOURCE, policy.short_title, policy.url, clause_id=policy.id)


def _to_confirm(results: Results | None, speaker: Speaker) -> Iterator[Action]:
    """The conditions that a sum takes as met."""
    for row in results.rows if results else ():
        for condition in row.open:
            label = speaker.say("confirm", who=row.who, condition=condition)
            yield Action(ActionKind.CONFIRM, label, clause_id=row.clause_id)
