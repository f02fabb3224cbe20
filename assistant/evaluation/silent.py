"""Silently wrong: a wrong amount or clause stated without a doubt (contract, section 6).

An answer is silently wrong if its outcome is ``answered``, an amount or a clause is wrong, and
nothing in it puts exactly that in doubt: no range or alternative holds the right amount, the
question back does not ask for the disputed fact, and ``unused`` does not hold the disputed words.
General notes and assumptions are no doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import Expectation
from assistant.evaluation.judge import (
    FIGURE,
    estimates_for,
    is_said,
    is_same,
    missing_clauses,
    needless_clauses,
    wrong_amounts,
)
from assistant.evaluation.reply import GivenUnused, Reply
from assistant.policy.clause import ClauseId


def silently_wrong(reply: Reply, wanted: Expectation) -> str:
    """What is wrong without a doubt, "" if nothing."""
    if reply.outcome != Outcome.ANSWERED:
        return ""
    return "；".join(_undoubted(reply, wanted))


def _undoubted(reply: Reply, wanted: Expectation) -> Iterator[str]:
    if Outcome.ANSWERED not in wanted.outcome:
        if _states_what_it_should_not(reply, wanted) and reply.clarify is None:
            yield f"不该回答而回答了（应为 {'或'.join(wanted.outcome)}）"
        return
    yield from _wrong_sums(reply, wanted)
    yield from _wrong_clauses(reply, wanted)
    doubted = reply.clarify is not None or _leaves_out(reply, wanted, but="matter")
    for words in () if doubted else wanted.avoid:
        if FIGURE.search(words) and is_said(words, reply.spoken):
            yield f"说了 {words}"


def _wrong_sums(reply: Reply, wanted: Expectation) -> Iterator[str]:
    for clause, yuan, fault in wrong_amounts(reply, wanted):
        if _gives_a_sum(reply, clause) and not _doubts_amount(reply, wanted, clause, yuan):
            yield f"{clause} {fault}"


def _wrong_clauses(reply: Reply, wanted: Expectation) -> Iterator[str]:
    clauses = dict.fromkeys(clause for clause, _ in wanted.amounts)
    left_out = [clause for clause in clauses if not _is_about(reply, clause)]
    left_out += [clause for clause in missing_clauses(reply, wanted) if clause not in left_out]
    doubts = _asks(reply, None) or any(u.kind == "matter" for u in _new_unused(reply, wanted))
    for clause in () if doubts else left_out:
        yield f"没有提 {clause}"
    for clause in needless_clauses(reply, wanted) if wanted.only else ():
        if not _asks(reply, clause):
            yield f"用了无关的 {clause}"


def dropped_matters(reply: Reply, wanted: Expectation) -> tuple[ClauseId, ...]:
    """Of several matters asked about at once, those that are neither answered nor named.

    A matter is named if ``unused`` holds it or the question back asks which one is meant; each
    stretch left out excuses one matter. Only answers to two or more matters can drop any.
    """
    if not is_of_several(wanted) or reply.outcome != Outcome.ANSWERED:
        return ()
    missing = [clause for clause in matters_of(wanted) if not _is_about(reply, clause)]
    named = sum(item.kind == "matter" for item in _new_unused(reply, wanted))
    return () if _asks(reply, None) else tuple(missing[named:])


def matters_of(wanted: Expectation) -> tuple[ClauseId, ...]:
    """The clauses that an answer is expected to deal with, each once."""
    return tuple(dict.fromkeys((*wanted.cite, *(clause for clause, _ in wanted.amounts))))


def is_of_several(wanted: Expectation) -> bool:
    """Whether the answer is expected to deal with two or more clauses."""
    return len(matters_of(wanted)) > 1 and Outcome.ANSWERED in wanted.outcome


def _states_what_it_should_not(reply: Reply, wanted: Expectation) -> bool:
    """An amount, or a clause beyond those that may be cited."""
    has_amount = any(e.amount is not None for e in reply.estimates)
    return has_amount or (
        bool(needless_clauses(reply, wanted)) if wanted.cite else bool(reply.cited)
    )


def _is_about(reply: Reply, clause: ClauseId) -> bool:
    return any(clause.covers(got) for got in reply.cited) or bool(estimates_for(reply, clause))


def _gives_a_sum(reply: Reply, clause: ClauseId) -> bool:
    return any(e.amount is not None or e.range for e in estimates_for(reply, clause))


def _doubts_amount(
    reply: Reply, wanted: Expectation, clause: ClauseId, yuan: tuple[Decimal, ...]
) -> bool:
    estimates = estimates_for(reply, clause)
    ranges = [e.range for e in estimates if e.range]
    alternatives = {e.amount for e in estimates}
    held = all(y in alternatives or any(low <= y <= high for low, high in ranges) for y in yuan)
    return held or _asks(reply, clause) or _leaves_out(reply, wanted, but="matter")


def _leaves_out(reply: Reply, wanted: Expectation, *, but: str) -> bool:
    return any(u.kind != but for u in _new_unused(reply, wanted))


def _new_unused(reply: Reply, wanted: Expectation) -> tuple[GivenUnused, ...]:
    """What is left out beyond what had to be left out: only that puts the answer in doubt."""
    return tuple(
        u for u in reply.unused or () if not any(is_same(w.text, u.text) for w in wanted.unused)
    )


def _asks(reply: Reply, clause: ClauseId | None) -> bool:
    """Whether the question back is about this clause's facts, or about which clause is meant.

    A question for a fact of other clauses only leaves this one undoubted.
    """
    if reply.clarify is None:
        return False
    fact = reply.clarify.fact
    users = [e for e in reply.estimates if fact in e.facts]
    if clause is None:
        return not users
    return not users or any(clause.covers(e.clause_id) for e in users)
