"""Second readings as data: what each number of a message does to what was told before."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.ledger import Past
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactValue

SET, ADD, LESS = "set", "add", "less"


@dataclass(frozen=True, slots=True)
class Edit:
    """What one number does to one fact: ``op`` set, add or less; ``old`` its total before.

    ``number`` is its place among the numbers of the message, ``value`` the fact behind it.
    """

    op: str
    name: str
    number: int
    old: Stated | None
    value: Stated


@dataclass(frozen=True, slots=True)
class Candidate:
    """One second reading: what it does to the matter at ``place`` of the ledger.

    ``anew``: the numbers start from those before the message, else from what the first reading
    made of them. Without edits, the message leaves them as they are, or has an ``effect`` on
    ``fact`` (a condition, a count), or takes back what an earlier one did: ``back``. ``flags`` are
    all conditions of the matter then; None: as the first reading has them.
    """

    place: int
    anew: bool
    edits: tuple[Edit, ...]
    numbers: tuple[Stated, ...]
    back: Back | None = None
    effect: str = ""
    fact: str = ""
    flags: tuple[Stated, ...] | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """What a message takes back: what ``past`` did, or all of them (None: as told first).

    ``by`` is by how much the sum that changes most changes; ``is_last``: nothing came after it.
    """

    past: Past | None
    by: Decimal
    is_last: bool


def values_of(numbers: Sequence[Stated]) -> dict[str, FactValue]:
    """What was told of each fact, by its name."""
    return {s.name: s.value for s in numbers}


def with_edits(numbers: Sequence[Stated], edits: Sequence[Edit]) -> tuple[Stated, ...]:
    """The facts with what each edit makes of its own, a new one at the end."""
    names = {e.name: e.value for e in edits}
    kept = tuple(names.pop(s.name, s) for s in numbers)
    return (*kept, *names.values())


def tells_new(candidate: Candidate) -> bool:
    """Whether a reading only tells one number as a fact that nothing told before."""
    edits = candidate.edits
    return len(edits) == 1 and edits[0].op == SET and edits[0].old is None


def likeliest(candidates: Sequence[Candidate], shares: Sequence[float]) -> tuple[int, float]:
    """The likeliest reading of those that come to the likeliest numbers, and their share.

    要减掉200万,按1000万算, of 1200万: either number says the same, which speaks for both readings.
    """
    of: dict[Hashable, list[int]] = {}
    for n, c in enumerate(candidates):
        told = tuple(sorted((s.name, str(s.value)) for s in (*c.numbers, *(c.flags or ()))))
        of.setdefault((c.place, c.flags is None, told), []).append(n)
    whole = {key: math.fsum(shares[n] for n in alike) for key, alike in of.items()}
    key = max(of, key=lambda one: (whole[one], -of[one][0]))
    return max(of[key], key=lambda n: (shares[n], -n)), whole[key]
