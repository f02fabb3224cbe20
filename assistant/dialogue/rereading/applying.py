"""What a second reading makes of the understanding of a message."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.members import lost_of
from assistant.dialogue.rereading.candidate import Candidate
from assistant.dialogue.rereading.candidates import with_members
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.rereading.sights import Sight
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus, Reread, Understanding


def applied(
    found: Understanding,
    before: Ledger,
    chosen: Candidate,
    sights: Sequence[Sight],
    probability: float,
) -> Understanding:
    """The understanding with a second reading: its focus, its ledger, what is told as unused."""
    chosen = _in_members(found, chosen, sights)
    matter = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, matter) or matter
    gone = {s.name for s in matter.numbers} | {s.name for s in chosen.numbers}
    facts = chosen.numbers
    if chosen.flags is not None:
        gone |= {s.name for s in matter.flags} | {s.name for s in chosen.flags}
        facts = (*chosen.flags, *chosen.numbers)
    focus = tuple(
        _with_numbers(f, gone, facts) if f.clause_id in matter.clauses else f for f in found.focus
    )
    changed = replace(
        matter,
        flags=matter.flags if chosen.flags is None else chosen.flags,
        numbers=chosen.numbers,
        undo=(was.numbers, was.flags),
        said=found.turn.folded,
        turn=found.ledger.turn,
    )
    changed = replace(changed, lost=lost_of(was, changed))
    matters = list(found.ledger.matters)
    matters[chosen.place] = changed
    flags = found.ledger.flags
    if chosen.flags is not None:
        flags = _as_in(matter.flags, chosen.flags, flags)
    told = [sights[e.number] for e in chosen.edits]
    names = {e.name for e in chosen.edits}
    if chosen.back is not None:
        told = [s for s in sights if s.expression.value == abs(chosen.back.by)]
    does = chosen.back is not None or chosen.effect
    unused = tuple(
        u
        for u in found.unused
        if not any(u.start < s.end and s.start < u.end for s in told)
        and not (does and u.kind in ("condition", "number"))
    )
    return replace(
        found,
        focus=focus,
        ledger=replace(found.ledger, matters=tuple(matters), left=(), flags=flags),
        unused=unused,
        doubtful=tuple(name for name in found.doubtful if name not in names),
        reread=Reread(probability, *_words_of(found, told, chosen)),
    )


def _as_in(
    first: Sequence[Stated], now: Sequence[Stated], lasting: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The flags of the conversation, those that a matter had as the second reading has them.

    Else the next message would bring back what was read anew.
    """
    read, told = {s.name for s in first}, {s.name: s for s in now}
    kept = (told.get(s.name) if s.name in read or s.name in told else s for s in lasting)
    return tuple(s for s in kept if s is not None)


def _words_of(found: Understanding, told: Sequence[Sight], chosen: Candidate) -> tuple[int, int]:
    """The stretch of the first number that the first reading left over."""
    if chosen.back is not None or chosen.effect:
        return 0, len(found.turn.folded)
    first = next((s for s in told if s.is_idle), told[0] if told else None)
    return stretch_around(found.turn.folded, first.start, first.end) if first else (0, 0)


def _with_numbers(focus: Focus, gone: Collection[str], numbers: Sequence[Stated]) -> Focus:
    """A clause asked with other numbers than before."""
    cases = (
        (label, (*(s for s in stated if s.name not in gone), *numbers))
        for label, stated in focus.cases
    )
    return Focus(focus.clause_id, tuple(cases))


def _in_members(found: Understanding, chosen: Candidate, sights: Sequence[Sight]) -> Candidate:
    """A reading that adds one number, which a later message may name: 补的那批是关联方的."""
    if len(chosen.edits) != 1 or not sights or chosen.edits[0].value.parts:
        return chosen
    (edit,) = chosen.edits
    own = with_members(found.turn.folded, sights[edit.number], edit)
    numbers = tuple(own.value if s is edit.value else s for s in chosen.numbers)
    return replace(chosen, edits=(own,), numbers=numbers)
