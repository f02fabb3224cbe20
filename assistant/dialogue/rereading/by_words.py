"""What closed words around a number bear out: on top, off, or another fact by its label."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.borne_out import (
    comes_on_top,
    goes_off,
    goes_off_of_it,
    is_mixed_in,
    is_turned_down,
    rest_is_ours,
    some_are,
    stands_inside,
    told_wrongly,
    was_not_in,
)
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.language import pairs_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import is_for_each, is_of_unknown
from assistant.dialogue.rereading.candidate import (
    ADD,
    LESS,
    SET,
    Candidate,
    Edit,
    tells_new,
    values_of,
)
from assistant.dialogue.rereading.candidates import readings_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import (
    comes_to_the_same,
    matter_before,
    takes_its_place,
)
from assistant.dialogue.rereading.sights import LEAST_ROLE, Sight
from assistant.dialogue.understanding import Understanding
from assistant.text.units import Unit

_BORNE_OUT = 0.9
"""How sure a reading is that the words around its number bear out."""
_LIKELY = math.log(0.6)
"""From here on the role of a number is believed that the words before it bear out."""


def by_words(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With what the words around a number bear out that it does, where one fact has it."""
    if not before.turn or Act.DOUBT in found.turn.acts:
        return None
    given: dict[int, list[Candidate]] = {}
    for c in readings_of(ctx, found, before, sights):
        is_one = c.anew and len(c.edits) == 1 and not comes_to_the_same(found, c)
        if not is_one or (Act.CORRECT in found.turn.acts and c.edits[0].op == ADD):
            continue
        if _is_borne_out(found, sights, c.edits[0]) and (
            takes_its_place(found, before, sights, c) or _gives_way(found, before, sights, c)
        ):
            given.setdefault(c.place, []).append(c)
    done = found
    for readings in given.values():
        # 里面推理用掉五百,不是训练: the condition was of that part alone
        whole = [c for c in readings if c.flags is not None] or readings
        if len(whole) != 1:
            return None
        done = applied(done, before, whole[0], sights, _BORNE_OUT)
    return done if given else None


def by_label(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With a number as the sum that its clause still lacks and whose name stands beside it.

    头一次入表,金额正好100万, after the fee: 金额 is no word of 服务费用, whose place it took.
    改造费我报少了,每台其实是15万: the clause before says which one was told wrongly.
    """
    sums = [s for s in sights if s.expression.unit in (Unit.YUAN, Unit.YUAN_PER_UNIT)]
    if not before.turn or len(sums) != 1 or Act.DOUBT in found.turn.acts:
        return None
    slip = told_wrongly(found.turn.folded, sums[0].start)
    if not slip and {Act.CORRECT, Act.ADD} & found.turn.acts.all:
        return None
    said = {*pairs_of(slip or sums[0].clause.replace("#", ","))}
    given = []
    for c in readings_of(ctx, found, before, sights):
        is_one = c.anew and c.flags is None and len(c.edits) == 1 and c.edits[0].op == SET
        if not is_one or not (slip or tells_new(c)) or sights[c.edits[0].number] is not sums[0]:
            continue
        (edit,) = c.edits
        now = found.ledger.matters[c.place]
        was = matter_before(before, c.place, now)
        had, held = values_of(was.numbers) if was else {}, values_of(now.numbers)
        put = [n for n, v in held.items() if v == edit.value.value and n in had]
        lacking = {n for k in now.clauses for n in ctx.facts.lacking_sums(k, had)}
        if len(put) != 1 or had.get(put[0]) == held[put[0]] or edit.name == put[0]:
            continue
        if not (slip or edit.name in lacking):
            continue
        spec = ctx.facts.specs[put[0]]
        if slip and any(said & {*pairs_of(word)} for word in (spec.label, *spec.words)):
            continue  # 投资额看错了,是1.2亿: of the fact that it took
        own, taken = ({*pairs_of(ctx.facts.specs[n].label)} for n in (edit.name, put[0]))
        if said & (own - taken) and not said & (taken - own):
            given.append(c)
    return applied(found, before, given[0], sights, _BORNE_OUT) if len(given) == 1 else None


def _gives_way(
    found: Understanding, before: Ledger, sights: Sequence[Sight], chosen: Candidate
) -> bool:
    """Whether the first reading only counted one more, or told the same again, where fewer are."""
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    (edit,) = chosen.edits
    own = sights[edit.number].expression
    had, value = edit.old.total if edit.old else None, own.value
    if own.unit is not Unit.COUNT or edit.op != LESS or was is None or had is None or not value:
        return False
    held, others = values_of(now.numbers), values_of(was.numbers)
    own_now = held.pop(edit.name, None)
    others.pop(edit.name, None)
    return own_now in (had, value, had + value) and held == others


def _is_borne_out(found: Understanding, sights: Sequence[Sight], edit: Edit) -> bool:
    """Whether words bear out what one number does: another thing together, a part of a whole."""
    text = found.turn.folded
    own = sights[edit.number]
    if edit.old is not None and own.expression.unit is Unit.COUNT and edit.op == LESS:
        surely = own.roles.get(LESS, LEAST_ROLE) >= _LIKELY
        counts = [s for s in sights if s.expression.unit is Unit.COUNT]  # 一家退了,变10个
        return surely and len(counts) == 1 and some_are(text, own.start, own.end)
    if edit.old is None or own.expression.unit is not Unit.YUAN or is_for_each(text, own):
        return False
    if edit.op == LESS and rest_is_ours(text, own.start, own.end):
        return True  # 中心贴了130,剩下的我们掏
    if is_of_others(text, own.expression) or is_waiting(text, 0, own.expression):
        return False
    rest = [s for n, s in enumerate(sights) if n != edit.number and s.expression.unit is Unit.YUAN]
    if edit.op == ADD:
        is_new = was_not_in(text, own.start) and not is_of_unknown(text, own)
        return not rest and (is_new or comes_on_top(text, own.start, own.end))
    if edit.op != LESS:
        return False
    part = own.start, own.end
    had = edit.old.total
    if not rest and is_turned_down(text, own.end) and had is not None:
        return (own.expression.value or had) < had
    if not rest:
        return goes_off_of_it(text, *part)
    whole = rest[0].start, rest[0].end
    is_of_it = len(rest) == 1 and rest[0].expression.value == edit.old.total
    low, high = stretch_around(text, *part)
    is_denied = any(low <= f.start < high and f.value is False for f in found.turn.flags)
    is_likely = own.roles.get(LESS, LEAST_ROLE) >= _LIKELY
    if not (is_denied or is_likely or goes_off(text, own.end)):
        return False  # 1300里头1000万是训练,别的是推理; 500万里面80万是上个月付的
    return is_of_it and (stands_inside(text, whole, part) or is_mixed_in(text, whole, part))
