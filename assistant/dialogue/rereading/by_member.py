"""What comes on top of one of several sums, or off it, where it was put in the place of one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.borne_out import left_out
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.items import is_only
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import is_sum_told
from assistant.dialogue.rereading.candidate import ADD, LESS, Candidate, Edit, values_of, with_edits
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.rereading.sights import Sight, does_surely
from assistant.dialogue.understanding import Understanding


def by_member(
    found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With what comes on top of one of several sums, or off it, where it was put in its place.

    今年的合同还没把部署那40万加进去: the first reading knows which year is meant.
    """
    text = found.turn.folded
    if not before.turn or {Act.DOUBT, Act.CORRECT} & found.turn.acts.all:
        return None
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        for n, sight in enumerate(sights):
            op = next((op for op in (ADD, LESS) if does_surely(sight, op)), None)
            if was is None or op is None or not is_sum_told(text, sight) or is_only(text):
                continue
            waits = is_waiting(text, 0, sight.expression) and not left_out(text, sight.end)
            if is_of_others(text, sight.expression) or waits or len(sight.expression.operands) > 1:
                continue
            for edit in _of_members(was, now, n, sight, op):
                chosen = Candidate(place, True, (edit,), with_edits(now.numbers, (edit,)))
                return applied(found, before, chosen, sights, math.exp(sight.roles[op]))
    return None


def changes_member(found: Understanding, before: Ledger, place: int) -> bool:
    """Whether the first reading changed one of several sums of a fact."""
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    had = values_of(was.numbers) if was is not None else {}
    return any(
        isinstance(s.value, tuple) and isinstance(had.get(s.name), tuple) and had[s.name] != s.value
        for s in now.numbers
    )


def _of_members(was: Matter, now: Matter, number: int, sight: Sight, op: str) -> Iterator[Edit]:
    """What a number does to the one of several sums whose place the first reading gave it."""
    value = sight.expression.value
    had = {s.name: s for s in was.numbers}
    for stated in now.numbers:
        old = had.get(stated.name)
        if old is None or value is None or stated.name not in had:
            continue
        if not (isinstance(old.value, tuple) and isinstance(stated.value, tuple)):
            continue
        if len(old.value) != len(stated.value):
            continue
        pairs = [*zip(old.value, stated.value, strict=True)]
        changed = [n for n, (a, b) in enumerate(pairs) if (a.value, a.count) != (b.value, b.count)]
        if len(changed) != 1 or any(a.year != b.year for a, b in pairs):
            continue
        (at,) = changed
        before, after = pairs[at]
        if after.value != value or before.value is None or before.count != after.count:
            continue
        total = before.value + value if op == ADD else before.value - value
        if total < 0:
            continue
        members = list(stated.value)
        members[at] = replace(after, value=total)
        yield Edit(op, stated.name, number, old, replace(stated, value=tuple(members)))
