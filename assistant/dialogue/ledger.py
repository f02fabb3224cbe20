"""The ledger: the state of a conversation as matters with what was stated of each.

It is frozen and follows from the messages alone: the same messages give the same ledger. A matter
keeps its clauses, its places and its facts, also while another is spoken of, so that a later
message may go back to it, correct it, or ask for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from threading import Lock

from assistant.dialogue.corpus_query import CorpusQuery
from assistant.dialogue.figures import Figure, retold, with_heirs
from assistant.dialogue.retelling.standing import Stands
from assistant.dialogue.rows import rows_in
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent
from assistant.policy.clause import ClauseId

_PLACES = 3
"""In so many places before a matter is remembered."""
_ROWS = 4
"""So many rows of names are remembered, the latest."""
_PASTS = 8
"""So many messages that changed a matter are remembered, the latest."""


@dataclass(frozen=True, slots=True)
class Past:
    """A message that changed a matter: its words, numbers and flags before and after it."""

    turn: int
    said: str
    before: tuple[Stated, ...]
    after: tuple[Stated, ...]
    flags_before: tuple[Stated, ...] = ()
    flags_after: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a conversation.

    ``clauses`` in every policy in question (none: the texts have nothing on it there), ``policies``
    the scope it was last asked in, ``topics`` with their weights, ``text`` the words that named it,
    ``numbers`` and ``flags`` what was stated for it, ``turn`` when it was last spoken of, ``real``
    the matter as it stood before what-ifs, to go back to, ``rivals`` clauses that its words may
    mean as well, ``undo`` its numbers and flags before the message that changed them last,
    ``said`` that message, ``lost`` facts as they were before something was taken off them,
    ``first`` its numbers as each was told first,
    ``asker`` whose it is, where one asks for several by name, ``pasts`` the messages that changed
    it, ``there`` the same as it stood in the places where it was asked before, the last one last,
    ``figures`` the numbers that its messages told, ``rows`` what they called things that they told
    one by one (客服、质检、排产三个).
    """

    clauses: tuple[ClauseId, ...]
    policies: tuple[str, ...] = ()
    topics: tuple[tuple[str, float], ...] = ()
    text: str = ""
    numbers: tuple[Stated, ...] = ()
    flags: tuple[Stated, ...] = ()
    absent: tuple[str, ...] = ()
    trail: tuple[ClauseId, ...] = ()
    turn: int = 0
    real: Matter | None = None
    rivals: tuple[ClauseId, ...] = ()
    undo: tuple[tuple[Stated, ...], tuple[Stated, ...]] | None = None
    said: str = ""
    lost: tuple[Stated, ...] = ()
    first: tuple[Stated, ...] = ()
    asker: str = ""
    pasts: tuple[Past, ...] = ()
    there: tuple[Matter, ...] = ()
    figures: tuple[Figure, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All matters in the order they came up; ``current`` are the places of those in question.

    ``flags`` are facts of the company that last (初创), ``policies`` the scope last named, ``day``
    the day asked about, ``asked`` the fact that was asked back for, ``query`` the last question
    over tables, ``spoken`` the messages so far; ``in_wan``: sums were told in 万 before, by others;
    ``left`` are the numbers that the last message told and nothing used, ``earlier`` the messages
    before the one that is being read, as typed: only while it is read. ``retold`` are the messages
    that stood after those (by number) that took back earlier ones.
    """

    matters: tuple[Matter, ...] = ()
    current: tuple[int, ...] = ()
    policies: tuple[str, ...] = ()
    flags: tuple[Stated, ...] = ()
    intents: frozenset[Intent] = frozenset()
    day: date | None = None
    asked: str = ""
    turn: int = 0
    query: CorpusQuery | None = None
    spoken: tuple[Spoken, ...] = ()
    in_wan: bool = False
    left: tuple[Decimal, ...] = ()
    earlier: tuple[str, ...] = ()
    retold: tuple[tuple[int, Stands], ...] = ()

    @property
    def in_question(self) -> tuple[Matter, ...]:
        """The matters in question."""
        return tuple(self.matters[n] for n in self.current)

    @property
    def live(self) -> tuple[int, ...]:
        """The places of the matters in question that have clauses; else of the last that has."""
        found = tuple(n for n in self.current if self.matters[n].clauses)
        return found or tuple(n for n, m in enumerate(self.matters) if m.clauses)[-1:]

    def with_matters(self, changed: Sequence[tuple[int | None, Matter]]) -> Ledger:
        """The ledger with matters changed in place (by index) or added; they become current.

        One that turned to another clause of the same policies is a matter of its own: the one it
        came from stays as it was.
        """
        matters = list(self.matters)
        current: list[int] = []
        for index, matter in changed:
            if index is None or _is_other(matters[index], matter):
                current.append(len(matters))
                matters.append(matter)
            else:
                matters[index] = _from_there(matters[index], matter)
                current.append(index)
        return replace(self, matters=tuple(matters), current=tuple(dict.fromkeys(current)))

    def without(self, removed: Iterable[int]) -> Ledger:
        """The ledger less some matters."""
        gone = set(removed)
        kept = [n for n in range(len(self.matters)) if n not in gone]
        place = {old: new for new, old in enumerate(kept)}
        return replace(
            self,
            matters=tuple(self.matters[n] for n in kept),
            current=tuple(place[n] for n in self.current if n in place),
        )


def with_pasts(before: Ledger, after: Ledger, said: str) -> Ledger:
    """The ledger after a message, which every matter remembers that it changed.

    A message that ends a what-if changed what was real before it: what was only supposed is never
    taken back to (不假设了,实际就300万 → 其实还没付).
    """
    rows = tuple(rows_in(said))
    matters = [
        replace(m, figures=retold(m.figures, after.turn, said)) if m.figures else m
        for m in after.matters
    ]
    if rows:
        matters = [
            replace(m, rows=(*m.rows, *rows)[-_ROWS:]) if m.turn == after.turn else m
            for m in matters
        ]
    for place, now in enumerate(matters[: len(before.matters)]):
        was = before.matters[place]
        if not (set(was.clauses) & set(now.clauses) or _changed_on_the_way(was, now)):
            continue
        if was.real is not None and now.real is None:
            was = was.real
            matters[place] = now = replace(now, pasts=was.pasts)
        old, new = ({s.name: s.value for s in m.numbers} for m in (was, now))
        flags, own = ({s.name: s.value for s in m.flags} for m in (was, now))
        if (old and old != new) or flags != own:
            past = Past(after.turn, said, was.numbers, now.numbers, was.flags, now.flags)
            figures = with_heirs(now.figures, was.numbers, now.numbers)
            matters[place] = replace(now, pasts=(*was.pasts, past)[-_PASTS:], figures=figures)
    return replace(after, matters=tuple(matters))


def _changed_on_the_way(was: Matter, now: Matter) -> bool:
    """Whether a message that asks in another place changed a number by so much as well."""
    moved = bool(now.there) and now.there[-1].clauses == was.clauses
    had = {s.name: s.value for s in was.numbers}
    return moved and any(
        s.turn == now.turn and had.get(s.name, s.value) != s.value and _BY_SO_MUCH & set(s.text)
        for s in now.numbers
    )


_BY_SO_MUCH = frozenset("+−")


class Ledgers:
    """The ledgers of messages that were replayed before, the latest ``most`` of them.

    Threads share it: one that forgets while another does once broke both, and a ledger that was
    found and then forgotten left the next message without its conversation.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[date, tuple[str, ...]], Ledger] = {}
        self._lock = Lock()

    def longest(self, as_of: date, turns: tuple[str, ...]) -> tuple[int, Ledger]:
        """How many of the messages before the last are replayed, and the ledger after them."""
        with self._lock:
            for n in range(len(turns) - 1, 0, -1):
                if found := self._kept.get((as_of, turns[:n])):
                    return n, found
        return 0, Ledger()

    def keep(self, as_of: date, turns: tuple[str, ...], ledger: Ledger) -> None:
        """Remember the ledger after these messages; the oldest is forgotten."""
        with self._lock:
            self._kept[as_of, turns] = ledger
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]


def _from_there(before: Matter, after: Matter) -> Matter:
    """A matter with how it stood in the place that it was asked in before, if it is another now."""
    old, new = ({c.policy for c in m.clauses} for m in (before, after))
    if not old or old & new:
        return after
    known = tuple(m for m in before.there if {c.policy for c in m.clauses} not in (old, new))
    return replace(after, there=(*known, replace(before, there=(), real=None))[-_PLACES:])


def _is_other(before: Matter, after: Matter) -> bool:
    """Whether a matter has turned to other clauses of the policies it was asked in."""
    old, new = set(before.clauses), set(after.clauses)
    same = {c.policy for c in old} == {c.policy for c in new}
    return bool(old and new and same and not old & new)
