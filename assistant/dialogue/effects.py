"""What a message does without a number: takes back, a condition holds or fails, one more or fewer.

没撤,我瞎操心; 省里那份刚更新,咱在上面了; 那个算法也在里头: how it is said is as open a class as
what a number does (``roles``). Here stand the readings there may be of a message, each with the
numbers and the conditions that would hold then; which of them is meant, if any, the role network
says (``rereading.by_effect``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.retrieval.role_reader import EFFECTS
from assistant.rules.facts import FactKind, FactSpec

NOTHING, BACK, HOLDS, FAILS, MORE, FEWER = EFFECTS


@dataclass(frozen=True, slots=True)
class Turned:
    """What a message makes of a matter: all its numbers and conditions then.

    ``fact`` is the one that it changes.
    """

    effect: str
    fact: str
    numbers: tuple[Stated, ...]
    flags: tuple[Stated, ...]


def turned(
    matter: Matter,
    tested: Iterable[str],
    counts: Iterable[str],
    specs: Mapping[str, FactSpec],
    turn: int,
) -> Iterator[Turned]:
    """Every condition that may hold or fail now, and every count that may be one more or fewer.

    ``tested`` are the conditions of the rules in question that are met by holding, ``counts`` what
    the rules count: beside one that was told, the first of another kind may be.
    """
    yield from _of_conditions(matter, tested, turn)
    yield from _of_counts(matter, tuple(counts), specs, turn)


def _of_conditions(matter: Matter, tested: Iterable[str], turn: int) -> Iterator[Turned]:
    known = {s.name: s for s in matter.flags}
    for name in tested:
        held = known.get(name)
        for value, effect in ((True, HOLDS), (False, FAILS)):
            if held is not None and held.value is value:
                continue
            if held is None and value:
                continue  # what nobody denied is taken to hold
            flag = Stated(name, value, 0, 0, "", turn=turn)
            rest = tuple(s for s in matter.flags if s.name != name)
            yield Turned(effect, name, matter.numbers, (*rest, flag))


def _of_counts(
    matter: Matter, counts: Collection[str], specs: Mapping[str, FactSpec], turn: int
) -> Iterator[Turned]:
    for place, stated in enumerate(matter.numbers):
        spec, had = specs.get(stated.name), stated.value
        if spec is None or spec.kind is not FactKind.COUNT or stated.alternatives:
            continue
        if not isinstance(had, Decimal):
            continue
        for by, effect in ((Decimal(1), MORE), (Decimal(-1), FEWER)):
            if had + by < 0:
                continue
            count = replace(stated, value=had + by, parts=(), terms=(), say="", turn=turn)
            numbers = (*matter.numbers[:place], count, *matter.numbers[place + 1 :])
            yield Turned(effect, stated.name, numbers, matter.flags)
    told = {s.name for s in matter.numbers}
    for name in counts if told & {*counts} else ():
        if name not in told:
            first = Stated(name, Decimal(1), 0, 0, "", turn=turn)
            yield Turned(MORE, name, (*matter.numbers, first), matter.flags)
