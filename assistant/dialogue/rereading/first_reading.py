"""What the first reading made of a message, beside what was told before and what a second would."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.rereading.candidate import SET, Candidate, values_of
from assistant.dialogue.rereading.sights import Sight
from assistant.dialogue.stated import NOT_REREAD
from assistant.dialogue.understanding import Understanding


def matter_before(before: Ledger, place: int, now: Matter) -> Matter | None:
    """The matter as it stood before the message."""
    if place < len(before.matters) and set(before.matters[place].clauses) & set(now.clauses):
        return before.matters[place]
    return next((m for m in reversed(before.matters) if set(m.clauses) & set(now.clauses)), None)


def is_open(found: Understanding) -> bool:
    """Whether a message left something of it over."""
    return any(part.kind not in {"matter", *NOT_REREAD} for part in found.unused)


def leaves_all(found: Understanding, before: Ledger, place: int) -> bool:
    """Whether the first reading changed no number of a matter."""
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    return was is not None and values_of(was.numbers) == values_of(now.numbers)


def counts_beside(found: Understanding, was: Matter, now: Matter) -> bool:
    """Whether a message changed numbers of a matter by numbers that it tells."""
    amounts = any(q.role == "amount" for q in found.turn.quantities)
    return amounts and values_of(now.numbers) != values_of(was.numbers)


def comes_to_the_same(found: Understanding, chosen: Candidate) -> bool:
    """Whether a second reading comes to what the first one has, which may hold single items."""
    now = found.ledger.matters[chosen.place]
    held = {s.name: s.total for s in now.numbers}
    if chosen.flags is not None and values_of(chosen.flags) != values_of(now.flags):
        return False
    return {s.name: s.total for s in chosen.numbers} == held


def drops_used(was: Matter, now: Matter, chosen: Candidate, own: Decimal | None = None) -> bool:
    """Whether a reading leaves out what the first one made of another number of the message.

    ``own`` is the value of the number that the reading itself uses, for whatever fact.
    """
    had, held, new = values_of(was.numbers), values_of(now.numbers), values_of(chosen.numbers)
    edited = {e.name for e in chosen.edits}
    return any(
        value != had.get(name) and new.get(name) != value and (own is None or value != own)
        for name, value in held.items()
        if name not in edited
    )


def takes_its_place(
    found: Understanding, before: Ledger, sights: Sequence[Sight], chosen: Candidate
) -> bool:
    """Whether the first reading left what a second one changes, or put just its number there.

    A number that it used for another fact, or that tells one again, changes nothing else.
    """
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
    names = {e.name for e in chosen.edits}
    if all(held.get(s.name) == s.value for s in chosen.numbers if s.name in names):
        return False
    told = {sights[e.number].expression.value for e in chosen.edits if e.op != SET}
    if any(e.value.total in told for e in chosen.edits):
        return False  # 还有一笔400万,这下单轮2200万: what it comes to, no more of it
    for edit in chosen.edits:
        own = sights[edit.number]
        value = own.expression.value
        put = {sights[e.number].expression.value for e in chosen.edits if e.name == edit.name}
        if held.get(edit.name) not in (had.get(edit.name), *put):
            return False
        if not own.is_idle and held.get(edit.name) != value:
            return False
        if any(v == value for name, v in had.items() if name not in names):
            return False
    untouched = all(held.get(n) == v for n, v in had.items() if n not in names)
    return untouched and all(n in had or n in names for n in held)
