"""What was agreed and what arrived of it, told side by side: 协议3000万,目前到账2200万.

A rule that pays on what arrived takes what was agreed in its place while nothing else is known.
Where a message tells both, each is its own fact, whatever the words around them make likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.numbers.members import members_of
from assistant.dialogue.turn import Turn
from assistant.rules.base import Base
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_AGREED = lazy("协议|约定|合同|签|认缴|承诺|名义|说好|谈好|谈的")
_PART = lazy("其中|里[面头边]?|当中|基金|政府")
_PLAIN = (Relation.PLAIN, Relation.APPROXIMATE)
_SEVERAL = 2


def agreed_and_arrived(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> Sequence[Given]:
    """The numbers, two of which are what was agreed and what arrived as the facts of each."""
    whole = given
    given = [one for g in given for one in _apart(g)] if len(given) == 1 else given
    sums = [
        n
        for n, g in enumerate(given)
        if g.expression.unit is Unit.YUAN and g.expression.relation in _PLAIN
    ]
    pairs = _pairs(ctx, part)
    if len(sums) != _SEVERAL or len(pairs) != 1:
        return whole
    arrived, agreed = pairs[0]
    leads = {n: _lead(turn, given[n]) for n in sums}
    came = [
        n
        for n in sums
        if ctx.near[arrived].within(leads[n])
        and not (_AGREED.search(leads[n]) or _PART.search(leads[n]))
    ]
    told = [n for n in sums if _AGREED.search(leads[n]) and n not in came]
    if len(came) != 1 or len(told) != 1:
        return whole
    values = given[told[0]].expression.value, given[came[0]].expression.value
    if values[0] is None or values[1] is None or values[0] <= values[1]:
        return whole
    own = {told[0]: agreed, came[0]: arrived}
    return [
        replace(g, fact=own[n], best=own[n], probability=1.0, rival=False) if n in own else g
        for n, g in enumerate(given)
    ]


def _apart(given: Given) -> list[Given]:
    """The two sums of a list, each by itself: 会计纠正:协议3000万,目前到账2200万."""
    whole = given.expression
    members = members_of(whole)
    if whole.relation is Relation.INSTEAD:  # 合同签3000万,现在只到账2200万
        members = tuple(_alone(whole, operand) for operand in whole.operands)
    if whole.relation not in (Relation.LIST, Relation.INSTEAD) or len(members) != _SEVERAL:
        return [given]
    return [replace(given, expression=one) for one in members]


def _alone(whole: Expression, operand: Operand) -> Expression:
    q = operand.quantity
    return replace(
        whole,
        relation=Relation.PLAIN,
        value=q.value,
        start=q.start,
        end=q.end,
        operands=(replace(operand, role="term"),),
    )


def _pairs(ctx: GatherContext, part: Part) -> list[tuple[str, str]]:
    """The sums that rules pay on, each with the one that stands in for it."""
    bases = (getattr(rule.amount, "base", None) for rule in ctx.rules_of(part))
    found = {
        (fact, others[0])
        for base in bases
        if isinstance(base, Base)
        for fact, others in base.instead.items()
        if len(others) == 1
    }
    return sorted(found)


def _lead(turn: Turn, given: Given) -> str:
    start = given.expression.start
    return turn.folded[clause_around(turn.folded, start, start)[0] : start]
