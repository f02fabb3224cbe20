"""What one message tells of each of several askers, each read with that one's matters alone.

甲300万乙1800万: askers by the names that people call each other by (``askers``). 星桥科技租算力
800万,北辰智能租了2200万: firms that the message counts or asks for each of (``firms``). What is
told of one in short (租了2200万) is of the matter of the one before. 市级|900万 / 福田|600万: rows
of places (``place_rows``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue import askers
from assistant.dialogue.firm_labels import Names
from assistant.dialogue.firms import Firm, Spans, firms_told
from assistant.dialogue.language import own_pairs
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.place_rows import place_rows
from assistant.dialogue.stated import Unused
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Focus, Reread, Understanding
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SEVERAL = 2
_WHO = ("家", "位", "人")
_CELLS = lazy("[|｜\t]")
Read = Callable[[UnderstandContext, str, Ledger, date], Understanding]


@dataclass(frozen=True, slots=True)
class _Each:
    """What a message tells of one: text for that one alone, with the place of each character."""

    who: str
    text: str
    places: tuple[int, ...]


def of_each(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date, read: Read
) -> Understanding | None:
    """What a message tells of each of several askers.

    None where it does not tell them apart, or one of them is not understood.
    """
    if not ledger.matters:
        found = _of_rows(ctx, text, ledger, as_of, read)
        found = found or _of_firms(ctx, text, ledger, as_of, read)
        if found is not None:
            return found
    known = {m.asker for m in ledger.matters if m.asker}
    told = [
        _Each(one.who, one.text, tuple(range(len(one.text))))
        for one in askers.told_of_each(text, known)
    ]
    readings: list[tuple[_Each, Understanding]] = []
    now = ledger
    for each in told:
        own = replace(askers.view(now, each.who), turn=ledger.turn)
        one = read(ctx, each.text, own, as_of)
        is_new = each.who not in known
        if one.refusal or not one.focus or (is_new and not one.tells_number):
            return None
        readings.append((each, one))
        now = replace(askers.merged(now, one.ledger, each.who), turn=ledger.turn)
    return _together(ctx, text, ledger, as_of, read, readings) if readings else None


def _of_rows(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date, read: Read
) -> Understanding | None:
    """What a first message tells in rows of places, each read with what heads them all."""

    def is_place(words: str) -> bool:
        marks = ctx.reader.read(words, as_of=as_of).scope.marks
        return bool(marks) and marks[0].start == 0

    readings: list[tuple[_Each, Understanding]] = []
    for row in place_rows(text, is_place):
        kept: list[tuple[str, int]] = []
        for start, end in row.spans:
            if kept and text[start - 1] == "\n":
                is_open = kept[-1][0].isalnum() or kept[-1][0] in ")）"
                kept += [("，", start)] if is_open and not _CELLS.search(text, start, end) else []
                kept.append(("\n", start))
            for at in range(start, end):
                kept += (
                    [("级", at - 1), (text[at], at)] if at == row.level_end else [(text[at], at)]
                )
        each = _Each(
            row.place or f"行{len(readings)}",
            "".join(c for c, _ in kept),
            tuple(at for _, at in kept),
        )
        found = ctx.completer.complete(read(ctx, each.text, ledger, as_of), ledger)
        name = row.place if row.level_end < 0 else "市级"
        marks = ctx.reader.read(name, as_of=as_of).scope.marks if name else ()
        found = _only_there(found, {p for mark in marks[:1] for p in mark.policies})
        is_read = _is_read(found) if row.place else bool(found.focus) and not found.refusal
        if not is_read or _untaken(found) or not found.ledger.current:
            return None
        readings.append((each, found))
    if not readings:
        return None
    return _together(ctx, text, ledger, as_of, read, readings, are_askers=False)


def _only_there(found: Understanding, policies: set[str]) -> Understanding:
    """What was read of a row, less what is asked elsewhere; all of it where nothing is there."""
    if not policies:
        return found
    own = []
    for matter in found.ledger.in_question:
        there = tuple(c for c in matter.clauses if c.policy in policies)
        own += [replace(matter, clauses=there, trail=there)] if there else []
    ledger = replace(found.ledger, matters=tuple(own), current=tuple(range(len(own))))
    focus = tuple(f for f in found.focus if f.clause_id.policy in policies)
    return replace(found, ledger=ledger, focus=focus)


def _of_firms(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date, read: Read
) -> Understanding | None:
    """What a first message tells of firms, each by a name of its own."""
    folded, offsets = askers.folded(text)
    held = ctx.selector.held()
    names = Names(
        lambda words: (
            start for start, _, _ in (*ctx.topics.words_in(words), *ctx.hints.places(words))
        ),
        lambda words: ctx.reader.read(words, as_of=as_of).scope.is_named,
        lambda words: any(pair not in held for pair in own_pairs(words)),
    )
    readings: list[tuple[_Each, Understanding]] = []
    before: Matter | None = None
    for firm in firms_told(folded, names):
        ways = _ways(firm, text, offsets)
        found = _of_firm(ctx, ways, before, as_of, read, is_short=firm.is_short)
        if found is None:
            return None
        readings.append(found)
        before = found[1].ledger.in_question[0]
    if not readings:
        return None
    left = sum(_untaken(one) for _, one in readings)
    if left and left > _untaken(read(ctx, text, ledger, as_of)):
        return None
    return _together(ctx, text, ledger, as_of, read, readings)


def _ways(firm: Firm, text: str, offsets: Sequence[int]) -> list[_Each]:
    """What is told of a firm, and the same with the words of the one before it."""

    def each(spans: Spans) -> _Each:
        kept = (at for start, end in spans for at in range(start, end))
        places = [n for at in kept for n in _typed(offsets, at)]
        return _Each(firm.who, "".join(text[n] for n in places), tuple(places))

    return [each(spans) for spans in (firm.spans, firm.filled) if spans]


def _typed(offsets: Sequence[int], at: int) -> range:
    """The characters typed for one folded character, with blanks behind it."""
    end = offsets[at + 1] if at + 1 < len(offsets) else offsets[at] + 1
    return range(offsets[at], max(end, offsets[at] + 1))


def _of_firm(
    ctx: UnderstandContext,
    ways: Sequence[_Each],
    before: Matter | None,
    as_of: date,
    read: Read,
    *,
    is_short: bool,
) -> tuple[_Each, Understanding] | None:
    """What is told of one firm: by itself, in the words of the one before, or of its matter."""
    best: tuple[_Each, Understanding] | None = None
    tries = [(each, Ledger()) for each in (reversed(ways) if is_short else ways)]
    if before is not None:
        tries.append((ways[0], Ledger(matters=(_opened(ctx, before),), current=(0,))))
    for each, ledger in tries:
        found = read(ctx, each.text, ledger, as_of)
        if ledger.matters:
            found = replace(found, ledger=_current(found.ledger))
        elif _left(found):
            found = ctx.completer.complete(found, ledger)
        if found.refusal or not found.focus:
            continue
        if best is not None and _worth(best[1]) <= _worth(found):
            continue
        best = each, found
        if not _untaken(found):
            break
    return best


def _untaken(found: Understanding) -> int:
    """How many figures of a message are told of no fact."""
    return len(_idle(found))


def _idle(found: Understanding) -> tuple[Quantity, ...]:
    """The figures of a message that are told of no fact."""
    told = [
        (s.start, s.end)
        for m in found.ledger.in_question
        for s in (*m.numbers, *m.flags)
        if s.turn == found.ledger.turn
    ]
    return tuple(
        q
        for q in found.turn.quantities
        if q.role == "amount"
        and (q.unit is Unit.YUAN or (q.unit is Unit.COUNT and q.classifier not in _WHO))
        and not any(low <= q.start and q.end <= high for low, high in told)
    )


def _is_read(found: Understanding) -> bool:
    return not found.refusal and bool(found.focus) and found.tells_number


def _worth(found: Understanding) -> tuple[int, bool]:
    """How little was made of what is told: what is least is best."""
    return _untaken(found), not found.tells_number


def _left(found: Understanding) -> int:
    """How many numbers of a message nothing used."""
    return sum(u.kind == "number" for u in found.unused)


def _opened(ctx: UnderstandContext, was: Matter) -> Matter:
    """The matter of the firm before, with all that was told of that one left open."""
    cases = ctx.facts.cases(was.clauses)
    flags = [f for f in was.flags if f.name in cases]
    lasting = {f.name for f in ctx.facts.lasting(flags)}
    return Matter(
        was.clauses,
        was.policies,
        was.topics,
        flags=tuple(replace(f, turn=0) for f in flags if f.name not in lasting),
        trail=was.clauses,
    )


def _current(ledger: Ledger) -> Ledger:
    """The ledger with the matters in question alone."""
    own = tuple(ledger.matters[n] for n in ledger.current)
    return replace(ledger, matters=own, current=tuple(range(len(own))))


def _together(
    ctx: UnderstandContext,
    text: str,
    ledger: Ledger,
    as_of: date,
    read: Read,
    readings: Sequence[tuple[_Each, Understanding]],
    *,
    are_askers: bool = True,
) -> Understanding | None:
    """What was told of all of them, each with the matters of its own."""
    whole = ctx.reader.read(text, as_of=as_of, in_question=ctx.tested(ledger))
    at = dict(zip(whole.offsets, range(len(whole.offsets)), strict=True))
    now = ledger
    current: list[int] = []
    left: list[Unused] = []
    for each, found in readings:
        now = replace(askers.merged(now, found.ledger, each.who), turn=ledger.turn)
        current += now.current
        left += _placed(each, found, at)
    if not are_askers:
        now = replace(now, matters=tuple(replace(m, asker="") for m in now.matters))
    own = askers.of_places(now, current)
    again = read(ctx, askers.EACH_AGAIN, own, as_of)
    if again.refusal or len(again.focus) < len(own.matters):
        return None
    after = replace(again.ledger, matters=now.matters, current=tuple(current))
    turn = replace(again.turn, text=text, folded=whole.folded, offsets=whole.offsets)
    focus = called_by_whose(again.focus, again.ledger.in_question)
    doubts = [doubt for each, found in readings if (doubt := _doubted(each, found, at))]
    return replace(
        again,
        focus=focus,
        ledger=after,
        turn=turn,
        unused=tuple(dict.fromkeys(left)),
        reread=doubts[0] if doubts else again.reread,
    )


def called_by_whose(focus: tuple[Focus, ...], matters: Sequence[Matter]) -> tuple[Focus, ...]:
    """The clauses answered, each called by whose it is where it is called nothing else.

    Only where they are of several askers.
    """
    owners = [m.asker for m in matters for _ in m.clauses]
    if len(owners) != len(focus) or len(set(owners) - {""}) < _SEVERAL:
        return focus
    return tuple(
        replace(
            one, cases=tuple((label or askers.shown_name(who), facts) for label, facts in one.cases)
        )
        for one, who in zip(focus, owners, strict=True)
    )


def _doubted(each: _Each, found: Understanding, at: dict[int, int]) -> Reread | None:
    """What was read a second time of one's text, where it stands in the whole message."""
    if found.reread is None:
        return None
    span = _span(each, found, found.reread.start, found.reread.end, at)
    return replace(found.reread, start=span[0], end=span[1]) if span else None


def _placed(each: _Each, found: Understanding, at: dict[int, int]) -> Iterable[Unused]:
    """What was left over of one's text, where it stands in the whole message."""
    for one in found.unused:
        span = _span(each, found, one.start, one.end, at)
        if span:
            yield replace(one, start=span[0], end=span[1])
    for idle in _idle(found):
        told = any(u.start <= idle.start < u.end for u in found.unused)
        span = _span(each, found, idle.start, idle.end, at)
        if idle.unit is Unit.YUAN and not told and span:
            yield Unused(idle.text, *span, "number")


def _span(
    each: _Each, found: Understanding, start: int, end: int, at: dict[int, int]
) -> tuple[int, int] | None:
    """Where a stretch of one's text stands in the whole message."""
    low, high = found.turn.to_source(start, end)
    typed = each.places[low:high]
    is_there = typed and typed[0] in at and typed[-1] in at and typed[0] <= typed[-1]
    return (at[typed[0]], at[typed[-1]] + 1) if is_there else None
