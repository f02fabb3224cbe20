"""Some of an area that is rented no more: 退租2000平, 1500平不租了, 退了一半, 房东收回三分之一.

It is so much less, never the area that is left; what is given back of anything else (押金退了一半)
is told by its noun and is none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BACK = (
    "(?:退租|退还|退回|退掉|退|少租|减租|腾退|腾还|腾出|交还|归还|还|收回|缩减|缩小|砍掉?|减掉?|减少|少)"
    "(?:了|掉|去|来|给(?:房东|业主|物业)|出|回)*"
)
_BEFORE = lazy(f"(?<!没)(?<!不){_BACK}(?:其中|里面)?的?$")
_BEHIND = lazy(
    "(?:的)?(?:面积|地方|场地|[那这]?[一半][层间块边])?(?:我们|后来|已经|现在|全|都|也|就|给)*"
    "(?:不(?:再)?租了|退租|退了|退掉|退还|不要了|交还|腾退|腾出去|还给|还回|到期不续|被[^,。;!?\\d]{0,4}收[回走])"
)
_LEFT = lazy("(?:只|还|就|仅)?剩|[到成为]了?$|只(?:租|留|要|有)|留[下了]?$")
_OF_ITS_OWN = lazy("面积|地方|场地|[层间平块]|房东|业主|物业|办公室?|那边|有|又|再|还|先|其中|里面")
_SHARES = (Unit.PERCENT,)


def without_given_back(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters with the area that is left, and the message less what tells what went back."""
    if Act.DOUBT in turn.acts:
        return turn, tuple(parts)
    found, spans = list(parts), list[tuple[int, int]]()
    for n, part in enumerate(parts):
        areas = [
            s
            for s in part.matter.numbers
            if ctx.rulebook.facts[s.name].kind is FactKind.SQUARE_METRES
            and isinstance(s.value, Decimal)
            and not s.is_assumed
        ]
        if part.index is None or len(areas) != 1:
            continue
        area, told = areas[0], [e for e in turn.expressions if _goes_back(ctx, turn, part, e)]
        if len(told) != 1:
            continue
        left = _left_of(area, told[0])
        if left is None:
            continue
        now = replace(area, value=left, alternatives=(), say="", parts=(), terms=())
        numbers = tuple(now if s is area else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        spans.append(clause_around(turn.folded, told[0].start, told[0].end))
    return (without_spans(turn, spans) if spans else turn), tuple(found)


def _left_of(area: Stated, told: Expression) -> Decimal | None:
    """What is left of an area; None where more is told to go back than there is."""
    value, gone = area.value, told.operands[-1].quantity.value
    if not isinstance(value, Decimal):
        return None
    left = value * (1 - gone) if told.unit in _SHARES else value - gone
    return left.quantize(Decimal(1)) if left > 0 else None


def _goes_back(ctx: GatherContext, turn: Turn, part: Part, e: Expression) -> bool:
    """Whether a number is an area, or a share of it, that is told to be rented no more."""
    if len(e.operands) != 1 or e.relation not in (Relation.PLAIN, Relation.DIFFERENCE):
        return False
    text, start = turn.folded, e.operands[0].quantity.start
    low, high = clause_around(text, start, start)
    before = _BEFORE.search(text, low, start)
    behind = _BEHIND.match(text, e.end)
    if (before is None and behind is None) or _LEFT.search(text, low, start):
        return False
    if e.unit is Unit.SQUARE_METRE:
        return True
    if e.unit not in _SHARES or not any(
        ctx.rulebook.facts[s.name].per.value == "square_metre_month" for s in part.matter.numbers
    ):
        return False  # of a rent that is told as a whole it says nothing
    lead = text[low : before.start() if before else start]
    rest = text[max(e.end, behind.end() if behind else e.end) : high]
    return content_of(_OF_ITS_OWN.sub("", lead + rest)) == 0
