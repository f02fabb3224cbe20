"""What numbers surely do by the network of roles: one that was left over, or all of a message."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.items import is_only, year_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import (
    is_asked_alone,
    is_for_each,
    is_of_a_year,
    is_of_condition,
    is_paid_by_another,
    is_sum_told,
    may_add,
    may_belong,
    takes_back,
)
from assistant.dialogue.rereading.candidate import (
    ADD,
    LESS,
    SET,
    Candidate,
    Edit,
    likeliest,
    values_of,
    with_edits,
)
from assistant.dialogue.rereading.candidates import (
    edits_of,
    less_told_of,
    readings_of,
    with_members,
)
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.features import shares_of
from assistant.dialogue.rereading.first_reading import (
    comes_to_the_same,
    leaves_all,
    matter_before,
    takes_its_place,
)
from assistant.dialogue.rereading.fit import RereadFit
from assistant.dialogue.rereading.sights import SAID, Sight, does_surely, share_said
from assistant.dialogue.understanding import Understanding
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy

_TRUSTED = 0.75
"""From here on a reading holds that the network alone is sure of, for every number. Read off
authors that the network did not learn from."""
_LEFT = "left"
_ASKS_IF = lazy("([要算该用])不\\1")
_IN_ALL = lazy("(?:[总一]共|合计|最[后终])[^,。;!?]{0,6}$")
_OF_MATTERS = frozenset({"件", "样", "条", "事"})
_YEAR_WORDS = lazy("前年|去年|今年|明年")


def by_role(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With what a number left over surely adds or takes off, where one fact alone has it.

    The words around it decide, where it is taken off also beside a noun that nobody knows
    (保洁那80万不给计). Not where the message changes a fact that may have it by another number.
    """
    idle = [(n, s) for n, s in enumerate(sights) if s.is_idle]
    text = found.turn.folded
    sure = [
        (n, op)
        for n, s in idle
        for op in (ADD, LESS)
        if does_surely(s, op) and is_sum_told(text, s)
    ]
    if not before.turn or len(sure) != 1:
        return None
    place, op = sure[0]
    sight = sights[place]
    if is_of_others(text, sight.expression) or (op == ADD and not may_add(text, sight)):
        return None
    if is_waiting(text, 0, sight.expression):
        return None
    if (op == LESS and is_of_condition(found, sight, every=True)) or _ASKS_IF.search(
        text, sight.end
    ):
        return None  # 有八十平分租给朋友公司了 tells a condition, 要不要剔掉 nothing yet
    given = []
    for at in found.ledger.current:
        now = found.ledger.matters[at]
        matter = matter_before(before, at, now)
        was = values_of(matter.numbers) if matter else {}
        is_gone = matter is not None and op == LESS and not values_of(now.numbers).keys() & was
        # 把50万的鱼缸也塞进来了,要剔掉: what goes is that part, not the whole
        numbers = matter.numbers if matter is not None and is_gone else now.numbers
        for edit in edits_of(ctx, now.clauses, numbers, place, sight, found.ledger.turn):
            if edit.old and was.get(edit.name) != edit.old.value:
                return None
            if edit.op == op:
                own = with_members(text, sight, edit)
                flags = less_told_of(found, matter, now, sights, (own,)) if matter else now.flags
                now_read = None if flags == now.flags else flags
                new = with_edits(numbers, (own,))
                given.append(Candidate(at, is_gone, (own,), new, flags=now_read))
    if len(given) != 1 or Act.DOUBT in found.turn.acts:
        return None
    result = given[0].edits[0].value.total
    others = (s.expression for n, s in idle if n != place)
    if not leaves_all(found, before, given[0].place):
        return None
    if any(e.unit is sight.expression.unit and e.value != result for e in others):
        return None  # 里头300万的票退掉了,按1100万算, of 1500万: one of them is wrong
    return applied(found, before, given[0], sights, math.exp(sight.roles[op]))


def by_roles(
    ctx: RereadContext,
    fit: RereadFit,
    found: Understanding,
    before: Ledger,
    sights: Sequence[Sight],
) -> Understanding | None:
    """With what every number of a later message does by the network, where it is sure of all.

    Which fact they change is what the fit finds likeliest among the readings that do just that.
    """
    text, acts = found.turn.folded, found.turn.acts.all
    if not before.turn or not ctx.roles.reads_earlier:
        return None
    if {Act.DOUBT, Act.CORRECT} & acts or takes_back(text) or fit.least > 1:
        return None
    done = {n: role for n, s in enumerate(sights) if (role := _done_surely(text, s)) != _LEFT}
    if None in done.values() or set(done.values()) <= {SET}:
        return None
    fitting = [
        c
        for c in readings_of(ctx, found, before, sights)
        if c.edits and c.anew and {e.number: e.op for e in c.edits} == done
    ]
    fitting = [c for c in fitting if all(e.old is not None for e in c.edits)]
    if SET in done.values():  # 有300万退掉了,按1100万算, of 1500万: one of them is wrong
        fitting = _of_one_fact(fitting)
    fitting = _as_paired(found, before, sights, fitting) or fitting
    if set(done.values()) == {LESS}:  # 有50万那份没走平台: what is missed is of what goes off
        fitting = [c for c in fitting if c.flags is not None] or fitting
    fitting = _of_its_year(text, sights, fitting) or fitting
    if not fitting:
        return None
    shares = shares_of(ctx, fit, found, before, sights, fitting)
    best, share = likeliest(fitting, shares)
    chosen = fitting[best]
    if share < SAID or comes_to_the_same(found, chosen):
        return None
    if chosen.place >= len(before.matters):
        return None  # 兄弟单位投了70万 opens a matter of its own
    if not takes_its_place(found, before, sights, chosen):
        return None
    sure = min(share_said(sights[e.number], e) for e in chosen.edits)
    return applied(found, before, chosen, sights, sure)


def _done_surely(text: str, sight: Sight) -> str | None:
    """What a number surely does to a sum told before (`_LEFT`: nothing); None: nobody knows."""
    if not sight.roles:
        return None
    role = max(sight.roles, key=lambda r: sight.roles[r])
    if math.exp(sight.roles[role]) < _TRUSTED or sight.expression.classifier in _OF_MATTERS:
        return None
    if role not in (SET, ADD, LESS):
        return _LEFT
    if not is_sum_told(text, sight) or is_waiting(text, 0, sight.expression):
        return None
    if is_of_others(text, sight.expression) or is_of_a_year(text, sight):
        return None
    if sight.expression.relation is not Relation.PLAIN or is_for_each(text, sight):
        return None
    if role == LESS and is_paid_by_another(text, sight):
        return None  # 箍桶铺子出了60万: whether it goes off depends on what the text pays
    if role == ADD and (is_only(text) or _YEAR_WORDS.search(sight.clause)):
        return None  # 明年还有七个,光明年呢
    if role == ADD and (is_asked_alone(text) or _IN_ALL.search(text, 0, sight.start)):
        return None  # 备案又补下来了,一共220万
    return role if role != ADD or may_belong(text, sight) else None


def _of_one_fact(readings: Sequence[Candidate]) -> list[Candidate]:
    """Those of two numbers that say the same of one fact: 有3000万不归我们,去年变2.1亿."""
    return [
        c
        for c in readings
        if len(c.edits) == len({e.number for e in c.edits}) == 2
        and len({e.name for e in c.edits}) == 1
        and len({e.value.total for e in c.edits}) == 1
    ]


def _as_paired(
    found: Understanding, before: Ledger, sights: Sequence[Sight], readings: Sequence[Candidate]
) -> list[Candidate]:
    """Those that change the facts which the first reading took the numbers for."""

    def fits(candidate: Candidate) -> bool:
        now = found.ledger.matters[candidate.place]
        was = matter_before(before, candidate.place, now)
        held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
        return all(
            sights[e.number].is_idle
            or (
                held.get(e.name) == sights[e.number].expression.value
                and had.get(e.name) != held.get(e.name)
            )
            for e in candidate.edits
        )

    return [c for c in readings if fits(c)]


def _of_its_year(
    text: str, sights: Sequence[Sight], readings: Sequence[Candidate]
) -> list[Candidate]:
    """Those that change what was told of the year which stands before the number."""

    def fits(edit: Edit) -> bool:
        sight = sights[edit.number]
        low = 1 + max(text.rfind(mark, 0, sight.start) for mark in "。;!?")
        years = _YEAR_WORDS.findall(text[low : sight.start])
        return bool(years) and edit.old is not None and edit.old.year == year_of(None, years[-1])

    return [c for c in readings if all(map(fits, c.edits))]
