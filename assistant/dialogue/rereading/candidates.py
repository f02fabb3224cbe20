"""Every second reading there may be of a message: what its numbers do, what it does without one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.effects import BACK, HOLDS, turned
from assistant.dialogue.items import called_by, summed
from assistant.dialogue.ledger import Ledger, Matter, Past
from assistant.dialogue.rereading.candidate import (
    ADD,
    LESS,
    SET,
    Back,
    Candidate,
    Edit,
    values_of,
    with_edits,
)
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import counts_beside, matter_before
from assistant.dialogue.rereading.sights import Sight
from assistant.dialogue.rereading.taking_back import taken_back, told_back
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_MOST = 4
"""Of messages with more numbers only the sums are read a second time, of more sums none."""
_CANDIDATES = 60


def readings_of(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> tuple[Candidate, ...]:
    """Every second reading, the one that changes nothing first."""
    if sum(s.expression.unit is Unit.YUAN for s in sights) > _MOST:
        return ()
    given: list[Candidate] = []
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        starts = [(True, was.numbers if was else ())]
        if values_of(now.numbers) != values_of(starts[0][1]):
            starts.append((False, now.numbers))
        for anew, numbers in starts:
            given.append(Candidate(place, anew, (), numbers))
            for edits in _edits(ctx, now.clauses, numbers, sights, found, anew=anew):
                own = Candidate(place, anew, edits, with_edits(numbers, edits))
                given.append(own)
                flags = less_told_of(found, was, now, sights, edits) if was else now.flags
                if anew and flags != now.flags:
                    given.append(replace(own, flags=flags))
        if was is not None:
            back = taken_back(place, was, found.ledger.turn)
            given += (replace(c, flags=None) for c in back if c.numbers != was.numbers)
    return tuple(given[:_CANDIDATES])


def readings_without_number(
    ctx: RereadContext, found: Understanding, before: Ledger
) -> tuple[Candidate, ...]:
    """What a message may do without a number to the matters in question, and doing nothing."""
    given: list[Candidate] = []
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        if was is None:
            continue
        tested = ctx.facts.conditions(now.clauses)
        counts = ctx.facts.counts(now.clauses)
        if counts_beside(found, was, now):  # 那家不买了,改找一家毫无关系的,180万
            given += _met_beside(place, was, now, tested, found.ledger.turn)
            continue
        given.append(Candidate(place, True, (), was.numbers, flags=was.flags))
        given += taken_back(place, was, found.ledger.turn)
        given += told_back(place, was, found.ledger.turn)
        for t in turned(was, tested, counts, ctx.facts.specs, found.ledger.turn):
            own = Candidate(place, True, (), t.numbers, effect=t.effect, fact=t.fact)
            given.append(replace(own, flags=t.flags))
    return tuple(given)


def _edits(
    ctx: RereadContext,
    clauses: Sequence[ClauseId],
    numbers: Sequence[Stated],
    sights: Sequence[Sight],
    found: Understanding,
    *,
    anew: bool,
) -> Iterator[tuple[Edit, ...]]:
    """What one or two numbers may do: any of the message, or only those that are left over."""
    turn = found.ledger.turn
    may = [n for n, sight in enumerate(sights) if anew or sight.is_idle]
    if len(sights) > _MOST:
        may = [n for n in may if sights[n].expression.unit is Unit.YUAN]
    single = {n: tuple(edits_of(ctx, clauses, numbers, n, sights[n], turn)) for n in may}
    for n in may:
        yield from ((edit,) for edit in single[n])
    if not anew:
        return
    for first, second in combinations(may, 2):
        for one in single[first]:
            behind = with_edits(numbers, (one,))
            for two in edits_of(ctx, clauses, behind, second, sights[second], turn):
                yield one, two


def edits_of(
    ctx: RereadContext,
    clauses: Sequence[ClauseId],
    numbers: Sequence[Stated],
    place: int,
    sight: Sight,
    turn: int,
) -> Iterator[Edit]:
    """What one number, the one at ``place`` of the message, may do to the facts told before."""
    role = sight.expression.operands[0].role
    is_minus = role == "minus"
    is_in_all = role == "total" and sight.expression.unit is Unit.COUNT  # 两个合计
    told = {s.name for s in numbers}
    for name in ctx.facts.taking(clauses, sight.expression, told):
        if _is_of_other_year(ctx, name, told, sight):
            continue
        old = next((s for s in numbers if s.name == name), None)
        new = ctx.facts.stated_as(sight.expression, name, turn)
        had, more = old.total if old else None, new.total
        if not is_minus:
            yield Edit(SET, name, place, old, new)
        if old is None or had is None or more is None or not isinstance(old.value, Decimal):
            continue
        if is_in_all:
            continue
        if not is_minus:
            yield Edit(ADD, name, place, old, ctx.facts.summed(old, new, 1))
        if had > more:
            yield Edit(LESS, name, place, old, ctx.facts.summed(old, new, -1))


def _is_of_other_year(ctx: RereadContext, name: str, told: Collection[str], sight: Sight) -> bool:
    """Whether a fact is of the other of two years than the one that its number is told for."""
    if sight.of_year_before is None:
        return False
    later = ctx.facts.specs[name].year_before
    earlier = any(ctx.facts.specs[n].year_before == name for n in told)
    is_of_pair = later in told or earlier
    return is_of_pair and bool(later) is not sight.of_year_before


def with_members(text: str, sight: Sight, edit: Edit) -> Edit:
    """What a number adds as one member with the words before it, by which it may go again."""
    value = sight.expression.value
    if edit.op == SET and edit.old is not None:
        return _in_its_year(text, sight, edit, edit.old)
    if edit.op != ADD or edit.old is None or value is None:
        return edit
    told = called_by(text, sight.start)
    new = replace(edit.value, value=value, parts=())
    return replace(edit, value=replace(edit.value, parts=summed(edit.old, new, ("", told))))


def _in_its_year(text: str, sight: Sight, edit: Edit, old: Stated) -> Edit:
    """A number in the place of that of the year which its clause names (明年的目标下调为三个)."""
    low, _ = stretch_around(text, sight.start, sight.end)
    named = set(_YEAR_WORD.findall(text, low, sight.start))
    items = old.value if isinstance(old.value, tuple) else ()
    own = [n for n, item in enumerate(items) if len(named) == 1 and item.kind[:2] in named]
    if len(own) != 1 or not isinstance(edit.value.value, Decimal):
        return edit
    mine = replace(items[own[0]], value=edit.value.value, turn=edit.value.turn)
    kept = (*items[: own[0]], mine, *items[own[0] + 1 :])
    return replace(edit, value=replace(edit.value, value=kept))


_YEAR_WORD = lazy("前年|去年|今年|明年|后年")


def less_told_of(
    found: Understanding,
    was: Matter,
    now: Matter,
    sights: Sequence[Sight],
    edits: Sequence[Edit],
) -> tuple[Stated, ...]:
    """The conditions of a matter without what is told in the clause of a number that is less.

    里面推理用掉500: said of a part, not of the whole.
    """
    text, turn = found.turn.folded, found.ledger.turn
    around = [
        stretch_around(text, sights[e.number].start, sights[e.number].end)
        for e in edits
        if e.op == LESS
    ]
    told = {
        f.name
        for f in now.flags
        if f.turn == turn and any(low <= f.start < high for low, high in around)
    }
    before = {f.name: f for f in was.flags}
    kept = tuple(f for f in now.flags if f.name not in told)
    return (*kept, *(before[name] for name in sorted(told) if name in before))


def _met_beside(
    place: int, was: Matter, now: Matter, tested: Collection[str], turn: int
) -> Iterator[Candidate]:
    """What a message may say of conditions that are missed, beside the numbers that it tells."""
    yield Candidate(place, False, (), now.numbers, flags=now.flags)
    for flag in now.flags:
        if flag.name in tested and flag.value is False:
            rest = tuple(f for f in now.flags if f is not flag)
            met = (*rest, replace(flag, value=True, turn=turn))
            yield Candidate(place, False, (), now.numbers, effect=HOLDS, fact=flag.name, flags=met)
            past = next((p for p in reversed(was.pasts) if _changed_flag(p, flag.name)), None)
            if past is not None:
                back = Back(past, Decimal(0), past is was.pasts[-1])
                yield Candidate(
                    place, False, (), now.numbers, back, effect=BACK, fact=flag.name, flags=met
                )


def _changed_flag(past: Past, name: str) -> bool:
    """Whether a message said something else of a condition than was told before."""
    before, after = ({s.name: s.value for s in f} for f in (past.flags_before, past.flags_after))
    return before.get(name, True) != after.get(name, True)
