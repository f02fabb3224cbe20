"""Things counted without their kind, where a rule pays by kind: 主导了3个标准.

Nobody knows what they get: the number waits under the fact that counts things of any kind
(`kinds` of `facts.yaml`) until a message names the kind (国家的, 都是行标); it is never taken for
the kind that is asked about first. Beside numbers of kinds it is told as unused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.polarity import either
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_SEVERAL = 2


def of_no_kind(
    ctx: GatherContext, turn: Turn, part: Part, new: tuple[Stated, ...], used: set[int]
) -> tuple[Stated, ...]:
    """What a message states, each count of a kind only where its kind is named."""
    kinds, any_kind = _kinds(ctx, part)
    if not any_kind:
        return new
    told = _named(kinds, turn.folded)
    counts = {s.name for s in new if s.name in kinds.values()}
    waiting = next((s for s in part.matter.numbers if s.name == any_kind), None)
    if waiting is not None and not counts and len(told) == 1:
        ((name, (start, end)),) = told.items()
        return (*new, replace(waiting, name=name, start=start, end=end, turn=0))
    if waiting is not None and _REST.search(turn.folded):
        return (*new, *_rest_of(waiting, new, told, kinds.values()))
    known = [s for s in part.matter.numbers if s.name in kinds.values() and s.total]
    if part.index is not None and known:
        return new
    before = _named(kinds, part.matter.text) if part.index is not None else {}
    kept = []
    for stated in new:
        is_one = stated.name in kinds.values() and isinstance(stated.value, Decimal)
        if not is_one or stated.name in told or not stated.value:
            kept.append(stated)
        elif told:
            used.discard(stated.start)
        elif len(before) == 1:
            kept.append(replace(stated, name=next(iter(before))))
        else:
            kept.append(replace(stated, name=any_kind))
    return tuple(kept)


_REST = lazy("其余|剩下|剩余|余下|另外|其[他它]")


def _rest_of(
    waiting: Stated,
    new: Sequence[Stated],
    told: Mapping[str, tuple[int, int]],
    kinds: Collection[str],
) -> tuple[Stated, ...]:
    """What is left of the number without a kind, of the only kind told without one: 其余是行标."""
    counts = {s.name: s.total or Decimal(0) for s in new if s.name in kinds}
    open_ = [name for name in told if name not in counts]
    left = (waiting.total or Decimal(0)) - sum(counts.values())
    if len(open_) != 1 or not counts or left <= 0:
        return ()
    start, end = told[open_[0]]
    return (replace(waiting, name=open_[0], value=left, start=start, end=end, turn=0),)


def without_waiting_kinds(
    ctx: GatherContext, part: Part, numbers: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """The numbers, less the one without a kind once kinds are told."""
    kinds, any_kind = _kinds(ctx, part)
    if not any(s.name in kinds.values() for s in numbers):
        return numbers
    return tuple(s for s in numbers if s.name != any_kind)


def _kinds(ctx: GatherContext, part: Part) -> tuple[Mapping[str, str], str]:
    """What things of each kind are called, and the fact that counts those of any kind."""
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    for spec in ctx.rulebook.facts.values():
        own = {fold(word): fact for word, fact in spec.kinds.items()}
        if len(every & set(own.values())) >= _SEVERAL:
            return own, spec.name
    return {}, ""


def _named(kinds: Mapping[str, str], text: str) -> dict[str, tuple[int, int]]:
    """The kinds that a text names, each with its first place."""
    found: dict[str, tuple[int, int]] = {}
    for match in lazy(either(kinds)).finditer(text):
        found.setdefault(kinds[match.group()], match.span())
    return found
