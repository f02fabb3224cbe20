"""The readings that take back what earlier messages did to a matter: one of them, or all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.effects import BACK
from assistant.dialogue.ledger import Matter, Past
from assistant.dialogue.rereading.candidate import Back, Candidate, values_of
from assistant.dialogue.stated import Stated


def taken_back(place: int, was: Matter, turn: int) -> Iterator[Candidate]:
    """What takes back one of the messages that changed a matter, or all of them."""
    now = {s.name: s for s in was.numbers}
    first = {s.name: s for s in was.first}
    for n, past in enumerate(was.pasts):
        is_last = n == len(was.pasts) - 1
        old, new = values_of(past.before), values_of(past.after)
        restored = []
        for before in past.before:
            held, after = now.get(before.name), new.get(before.name)
            if held is None or after is None or after == old[before.name]:
                continue
            if held.value == after:
                restored.append(replace(before, turn=turn))
                continue
            values = [v for v in (held.value, after, before.value) if isinstance(v, Decimal)]
            if len(values) == 3:  # what was changed since stays
                value = values[0] - values[1] + values[2]
                restored.append(replace(held, value=value, parts=(), terms=(), turn=turn, say=""))
        flags = _flags_restored(was, past, turn)
        yield from _restoring(place, was, restored, Back(past, Decimal(0), is_last), flags)
    if len(was.pasts) > 1:
        restored = [
            replace(first[s.name], turn=turn)
            for s in was.numbers
            if s.name in first and first[s.name].value != s.value
        ]
        back = Back(None, Decimal(0), is_last=False)
        yield from _restoring(place, was, restored, back, was.flags)


def told_back(place: int, was: Matter, turn: int) -> Iterator[Candidate]:
    """What takes back the last message, where it told a number that nobody had told before."""
    if not was.pasts:
        return
    past = was.pasts[-1]
    old, new, now = (values_of(numbers) for numbers in (past.before, past.after, was.numbers))
    told = {name for name, value in new.items() if name not in old and now.get(name) == value}
    changed = any(name in old and value != old[name] for name, value in new.items())
    if not told or changed or len(told) == len(new):
        return
    numbers = tuple(s for s in was.numbers if s.name not in told)
    flags = _flags_restored(was, past, turn)
    back = Back(past, Decimal(0), is_last=True)
    yield Candidate(place, True, (), numbers, back, effect=BACK, flags=flags)


def _flags_restored(was: Matter, past: Past, turn: int) -> tuple[Stated, ...]:
    """The conditions of a matter without what one message said of them."""
    old, new = ({s.name: s for s in flags} for flags in (past.flags_before, past.flags_after))
    gone = {
        name
        for name, s in new.items()
        if name not in old or old[name].value != s.value
        if any(f.name == name and f.value == s.value for f in was.flags)
    }
    kept = tuple(f for f in was.flags if f.name not in gone)
    return (*kept, *(replace(old[n], turn=turn) for n in sorted(gone) if n in old))


def _restoring(
    place: int,
    was: Matter,
    restored: Sequence[Stated],
    back: Back,
    flags: tuple[Stated, ...],
) -> Iterator[Candidate]:
    """The reading that puts facts back, if it changes any."""
    now = values_of(was.numbers)
    by = [
        s.total - old
        for s in restored
        if isinstance(old := now[s.name], Decimal) and s.total is not None
    ]
    if any(s.total is None or s.total < 0 for s in restored):
        return
    if not restored and values_of(flags) == values_of(was.flags):
        return
    names = {s.name: s for s in restored}
    numbers = tuple(names.get(s.name, s) for s in was.numbers)
    most = max(by, key=abs, default=Decimal(0))
    back = replace(back, by=most)
    yield Candidate(place, True, (), numbers, back, effect=BACK, flags=flags)
