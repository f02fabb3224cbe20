"""What a message is about: its parts with their clauses, joined, moved, lessened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.acts import Act
from assistant.dialogue.gather import Gathered, Part
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId

UNRELATED, FORGE, ELSEWHERE = "unrelated", "forge", "elsewhere"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about: parts with their clauses, and how sure that is."""

    parts: tuple[Part, ...]
    absent: tuple[str, ...] = ()
    relevance: float = 1.0
    nearest: tuple[ClauseId, ...] = ()
    refusal: str = ""
    is_policy_level: bool = False
    policies: tuple[str, ...] = ()
    unmatched: tuple[Unused, ...] = ()


def only_there(part: Part) -> Part:
    """A part whose matter was asked about in no other place."""
    own = {c.policy for c in part.matter.clauses}
    trail = tuple(c for c in part.matter.trail if c.policy in own)
    return replace(part, matter=replace(part.matter, trail=trail))


def moved(subject: Subject, by: int) -> Subject:
    """The subject of a half, with its places in the whole message."""
    parts = tuple(
        replace(part, stretches=tuple((s + by, e + by) for s, e in part.stretches))
        for part in subject.parts
    )
    unmatched = tuple(replace(u, start=u.start + by, end=u.end + by) for u in subject.unmatched)
    return replace(subject, parts=parts, unmatched=unmatched)


def joint(first: Subject, second: Subject) -> Subject:
    """What both halves of a message are about."""
    return replace(
        first,
        parts=(*first.parts, *second.parts),
        absent=(*first.absent, *second.absent),
        policies=tuple(dict.fromkeys((*first.policies, *second.policies))),
        unmatched=(*first.unmatched, *second.unmatched),
    )


def without_used(subject: Subject, gathered: Gathered, number: int) -> tuple[Unused, ...]:
    """The unmatched stretches less those with a number that a matter uses: they belong to it.

    Of 8台,每台每月3万,用了12个月 every stretch has a part.
    """
    used = [
        (s.start, max(s.end, s.start + 1))
        for _, m in gathered.parts
        for s in m.numbers
        if s.turn == number
    ]
    return tuple(
        u
        for u in subject.unmatched
        if not any(start < u.end and u.start < end for start, end in used)
    )


def one_each(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Stretches about the same clauses are one matter."""
    found: dict[tuple[ClauseId, ...], Part] = {}
    for part in parts:
        known = found.get(part.matter.clauses)
        if known is None:
            part, known = _without_known(part, list(found.values()))
        if known is None:
            found[part.matter.clauses] = part
            continue
        topics = {**dict(known.matter.topics), **dict(part.matter.topics)}
        matter = replace(
            known.matter,
            topics=tuple(sorted(topics.items())),
            text=f"{known.matter.text} {part.matter.text}"[:300],
        )
        key = known.matter.clauses
        found[key] = Part(known.index, matter, (*known.stretches, *part.stretches))
    return tuple(found.values())


def _without_known(part: Part, before: Sequence[Part]) -> tuple[Part, Part | None]:
    """A part less the clauses that one before it is about; with that one, where none is left."""
    known = {c: other for other in before for c in other.matter.clauses}
    own = tuple(c for c in part.matter.clauses if c not in known)
    if own or not part.matter.clauses:
        matter = replace(part.matter, clauses=own, trail=own)
        return (replace(part, matter=matter) if own else part), None
    return part, known[part.matter.clauses[0]]


def without_gaps(parts: Sequence[Part], length: int) -> tuple[Part, ...]:
    """Stretches between matters belong to the matter before, those at the start to the first."""
    if len({part.stretches for part in parts}) < len(parts):
        return tuple(parts)  # clauses named together, of which each is asked the whole message
    pieces = sorted(
        (start, end, n) for n, part in enumerate(parts) for start, end in part.stretches
    )
    grown: dict[int, list[tuple[int, int]]] = {n: [] for n in range(len(parts))}
    for place, (start, _, n) in enumerate(pieces):
        begin = 0 if place == 0 else start
        stop = pieces[place + 1][0] if place + 1 < len(pieces) else length
        grown[n].append((begin, stop))
    return tuple(Part(part.index, part.matter, tuple(grown[n])) for n, part in enumerate(parts))


def less_strays(part: Part, strays: Sequence[tuple[int, int]]) -> Part:
    """A matter without the stretches that are about none: no number there is its own."""
    stretches: list[tuple[int, int]] = []
    for start, end in part.stretches:
        for low, high in strays:
            if start <= low and high <= end:
                stretches.append((start, low))
                start = high
        stretches.append((start, end))
    kept = tuple((start, end) for start, end in stretches if start < end)
    return Part(part.index, part.matter, kept) if kept else part


def same_matters(subject: Subject, ledger: Ledger) -> Subject:
    """A matter with the clauses of one that is kept is that one: its facts hold on."""
    known = {m.clauses: n for n, m in enumerate(ledger.matters) if m.clauses}
    parts = []
    for part in subject.parts:
        index = known.get(part.matter.clauses) if part.index is None else None
        if index is None:
            parts.append(part)
            continue
        kept = ledger.matters[index]
        matter = replace(
            part.matter,
            numbers=kept.numbers,
            flags=kept.flags,
            lost=kept.lost,
            first=kept.first,
            pasts=kept.pasts,
            there=kept.there,
            figures=kept.figures,
        )
        parts.append(Part(index, matter, part.stretches))
    return replace(subject, parts=tuple(parts))


def with_twins(turn: Turn, ledger: Ledger, subject: Subject) -> Subject:
    """The matter with the others on the same clause, where each is asked for (园区和企业各多少).

    Of as many matters as were spoken of, the others too where one is changed and all are asked for
    again (营收其实是5600万，两块再报一遍).
    """
    if len(subject.parts) != 1 or subject.parts[0].index is None:
        return subject
    (part,) = subject.parts
    each = Intent.EACH in turn.intents and not turn.quantities
    again = Act.REPEAT in turn.acts and turn.acts.counted == len(ledger.matters) > 1
    twins = [
        Part(n, matter, part.stretches)
        for n, matter in enumerate(ledger.matters)
        if n != part.index
        and matter.numbers
        and (again or (each and matter.clauses == part.matter.clauses))
    ]
    both = sorted((part, *twins), key=lambda one: one.index or 0)
    return replace(subject, parts=tuple(both)) if twins else subject


def goes_on(subject: Subject) -> bool:
    """Whether a part is of a matter that was spoken of before."""
    return any(part.index is not None for part in subject.parts)
