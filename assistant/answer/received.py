"""What was paid before by one of several rules of a clause is taken off that one alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.relations import facts_told
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus
from assistant.policy.policy import Policy
from assistant.rules.estimate import Estimate
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.read.names import choices_of
from assistant.rules.rulebook import Rulebook


def of_own_rule(
    estimates: Sequence[Estimate],
    focus: Focus,
    stated: Sequence[Stated],
    policy: Policy,
    as_of: date,
    rulebook: Rulebook,
) -> tuple[Estimate, ...]:
    """The estimates, those of other rules worked out without what one of them paid before."""
    received = {e.rule_id: rulebook.rule(e.rule_id).received for e in estimates if e.rule_id}
    own = {s.name: s.rules for s in stated if s.rules and s.name in received.values()}
    others = {name for name, fact in received.items() if fact in own and name not in own[fact]}
    if not others:
        return tuple(estimates)
    rest = facts_told([s for s in stated if s.name not in own])
    anew = estimate_clause(
        str(focus.clause_id), rest, policy=policy, as_of=as_of, rulebook=rulebook
    )
    known = {e.rule_id: e for e in anew}
    return tuple(known.get(e.rule_id, e) if e.rule_id in others else e for e in estimates)


def only_rules(
    estimates: Sequence[Estimate], stated: Sequence[Stated], rulebook: Rulebook
) -> frozenset[str]:
    """The only rules that a part of what was told is for; none where all may pay for it."""
    received = {rulebook.rule(e.rule_id).received for e in estimates if e.rule_id}
    return frozenset(rule for s in stated if s.name not in received for rule in s.rules)


def of_told_ladders(
    estimates: Sequence[Estimate], stated: Sequence[Stated], rulebook: Rulebook
) -> tuple[Estimate, ...]:
    """Of several ladders with one kind of levels those whose level is told; () where not so."""
    own = {rule for s in stated for rule in s.rules}
    received = {rulebook.rule(e.rule_id).received for e in estimates if e.rule_id}
    if not own or not any(s.rules and s.name in received for s in stated):
        return ()
    names = {s.name for s in stated}
    found = tuple(
        e for e in estimates if e.rule_id and names & {*choices_of(rulebook.rule(e.rule_id))}
    )
    return found if {e.rule_id for e in found} > own else ()
