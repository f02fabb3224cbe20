"""What was spent on something that the text leaves out of what it pays for: 软装开支不算在内.

A policy that was taken in says so beside its rate. A sum that a message tells with such words is
no part of what the rate is paid of, and is told as unused. So is what the message itself says to be
none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.borne_out import is_said_to_be_none, said_to_be_never
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.own_measures import INSIDE, is_whole_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.money import format_yuan
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.relations import Expression
from assistant.text.units import Unit

_LEFT_OUT = lazy(
    "(?P<what>[^,。;:()]{2,40}?)(?:等[^,。;:()]{0,6})?(?:的,)?(?:均|都|一律|也)?"
    "(?:不(?:计算|算|包括|包含)?在内|不(?:计入|算入|列入|纳入)[^,。;]{0,8})(?=[,。;\\s]|$)"
)
_WITHOUT = lazy(
    "(?:支出|费用?|投入|投资额?|金额|成本|购置额|造价|价款|总额|基数)[(]?(?:中|均|都|一律|也)?"
    "(?:不含|不包括|不包含|不计|剔除|扣除)(?P<what>[^,。;:()Ⓜ0-9]{2,40}?)(?:等[^,。;:()]{0,6})?(?=[,。;)\\s]|$)"
)
"""实际支出不含奖金和接待费用, 投资额(不含土地款): what a base is told to be without."""
_HOLDS = lazy(
    "(?:里面|里头|里边|里还?(?=有|含)|其中|当中|(?<![不没未])(?:包括|包含|含有?))[^,。;!?]{0,12}$"
)
"""总共700万元,里面有奖金60万元: the whole was told first."""
_APART = lazy("另外?(?:又|还)?(?:花|付|投|买|用|有)|此外|除此")
"""里头60万元是二手的,厂房土建另花了500万元: the second is no part of the whole."""
_LISTED = lazy("[、和及与]|以及")
_SHORTEST = 2


def without_not_counted(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the sums for what the clauses in question leave out."""
    if not any(ctx.is_taken_in(part) for part in parts):
        return turn, ()
    words = {w for part in parts for c in part.matter.clauses for w in _words_of(ctx, c)}
    counted = _less_counted(turn, words)
    if counted is not None:
        return counted, ()
    sums = _sums(turn, words)
    gone = []
    for one in sums if words else ():
        low, high = clause_around(turn.folded, one.start, one.end)
        rivals = [e for e in sums if e is not one and low <= e.start < high]
        at = [p for word in words if (p := turn.folded.find(word, low, high)) >= 0]
        if any(all(_gap(one, p) < _gap(e, p) for e in rivals) for p in at):
            gone.append((one, low, high))  # 96万元里有6万元是罚息: the nearer of the two
    left_out = [one for one, _, _ in gone]
    if not gone or len(left_out) == len(sums):
        return turn, ()
    told = tuple(Unused(turn.folded[low:high], low, high, "number") for _, low, high in gone)
    starts = {one.start for one in left_out}
    whole, less = _whole_without(turn, sums, left_out)
    # 付了利息80万元,这80万元里有5万元是罚息: the whole is told twice
    again = [e for e in sums if whole is not None and e.value == whole.value]
    kept = tuple(
        less if e is whole and less is not None else e
        for e in turn.expressions
        if e.start not in starts and not (less is not None and e in again and e is not whole)
    )
    if less is None:
        return replace(turn, expressions=kept), told
    # 里面20万元是罚息: what is left is worked out, and is no case of 罚息
    flags = tuple(
        replace(f, value=False)
        if f.value is True and any(a <= f.start < b for _, a, b in gone)
        else f
        for f in turn.flags
    )
    return replace(turn, expressions=kept, flags=flags), ()


def _sums(turn: Turn, words: Collection[str]) -> list[Expression]:
    """The sums of a message, or the areas where what is left out is told as one.

    A bare number beside such a word (里面有5000是罚息) is a part of the sum before it.
    """
    told = [_as_bare(turn, e, words) for e in turn.expressions if e.value is not None]
    sums = [e for e in told if e.unit is Unit.YUAN]
    areas = [e for e in told if e.unit is Unit.SQUARE_METRE]
    if len(areas) == _SHORTEST and any(_is_beside(turn, e, words) for e in areas):
        return areas
    bare = [
        e
        for e in told
        if e.unit is Unit.NUMBER
        and _is_beside(turn, e, words)
        and _HOLDS.search(turn.folded, 0, e.start)
        and any(one.end <= e.start and (one.value or 0) > (e.value or 0) for one in sums)
    ]
    return sorted((*sums, *bare), key=lambda e: e.start)


def _as_bare(turn: Turn, one: Expression, words: Collection[str]) -> Expression:
    """A bare number beside such a word in yuan, whatever unit the numbers before it are told in."""
    text = one.operands[0].quantity.text
    is_bare = text.isdigit() and len(one.operands) == 1 and one.unit is Unit.YUAN
    if not is_bare or not _is_beside(turn, one, words) or one.value == Decimal(text):
        return one
    return replace(one, value=Decimal(text), low=None, high=None)


def _is_beside(turn: Turn, one: Expression, words: Collection[str]) -> bool:
    """Whether the comma clause of a number says one of some words."""
    low, high = clause_around(turn.folded, one.start, one.end)
    return any(word in turn.folded[low:high] for word in words)


def with_the_rest(ctx: GatherContext, part: Part, given: Sequence[Given]) -> tuple[Given, ...]:
    """The same, what is left of a whole for the only sum that the rules of a matter lack.

    The part that does not count was told beside it, in words of the clause: it is of that sum.
    """
    if not ctx.is_taken_in(part):
        return tuple(given)
    idle = [g for g in given if not g.fact and not g.rival and _LESS.search(g.expression.say)]
    stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    facts = {name for c in part.matter.clauses for name in ctx.needs(c).main}
    lacking = [f for f in facts - stated if ctx.rulebook.facts[f].kind is FactKind.YUAN]
    if len(idle) != 1 or len(lacking) != 1 or idle[0].expression.unit is not Unit.YUAN:
        return tuple(given)
    return tuple(replace(g, fact=lacking[0]) if g is idle[0] else g for g in given)


_LESS = lazy("元 - .*= ")


def _less_counted(turn: Turn, words: Collection[str]) -> Turn | None:
    """320万度,其中20万度是站里食堂用的: what is counted, less what the text does not count.

    None where no number is told to be such a part of the one before it.
    """
    told = [e for e in turn.expressions if e.value is not None and len(e.operands) == 1]
    for n, e in enumerate(told):
        low, high = clause_around(turn.folded, e.start, e.end)
        wholes = [w for w in told[:n] if is_whole_of(w, e)]
        if e.unit is not Unit.COUNT or not wholes or e.bound or wholes[-1].bound:
            continue
        is_inside = INSIDE.search(turn.folded, low, e.start) is not None
        if not is_inside or not any(word in turn.folded[e.start : high] for word in words):
            continue
        whole = wholes[-1]
        of_all, part = whole.value or Decimal(0), e.value or Decimal(0)
        rest = of_all - part
        say = f"{of_all:f} - {part:f} = {rest:f}"
        (operand,) = whole.operands
        left = replace(operand, quantity=replace(operand.quantity, value=rest))
        less = replace(whole, value=rest, low=rest, high=rest, say=say, operands=(left,))
        kept = tuple(less if x is whole else x for x in turn.expressions if x is not e)
        flags = tuple(f for f in turn.flags if not low <= f.start < high)
        every = (
            left.quantity if q.start == left.quantity.start else q
            for q in turn.quantities
            if not e.start <= q.start < e.end
        )
        return replace(turn, expressions=kept, flags=flags, quantities=tuple(every))
    return None


def _gap(one: Expression, place: int) -> int:
    return place - one.end if place >= one.end else one.start - place


def without_said_to_be_none(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the sums that it says itself are none of what is asked about.

    买了一台120万元的服务器。这笔钱并不是算力费用, 花了300万,其实没花: they are told as unused.
    """
    facts = {name for part in parts for c in part.matter.clauses for name in ctx.needs(c).main}
    words = [w for n in sorted(facts) for w in (ctx.rulebook.facts[n].label, *ctx.label_words(n))]
    gone = [
        e
        for e in turn.expressions
        if e.unit is Unit.YUAN
        and e.value is not None
        and (
            is_said_to_be_none(turn.folded, e.end, words)
            or said_to_be_never(turn.folded, e.start, e.end) >= 0
        )
    ]
    if not gone:
        return turn, ()
    around = [clause_around(turn.folded, one.start, one.end) for one in gone]
    spans = [
        (low, max(high, said_to_be_never(turn.folded, one.start, one.end)))
        for one, (low, high) in zip(gone, around, strict=True)
    ]
    told = tuple(Unused(turn.folded[low:high], low, high, "number") for low, high in spans)
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in gone)), told


def _whole_without(
    turn: Turn, sums: Sequence[Expression], left_out: Sequence[Expression]
) -> tuple[Expression | None, Expression | None]:
    """花了700万元,里面有奖金60万元: the one sum that holds those left out, and what remains of it.

    Only where nothing else is told: a sum of its own may be another one, and then none is changed.
    """
    others = [one for one in sums if one not in left_out]
    if len({one.value for one in others}) != 1 or others[-1].start > left_out[0].start:
        return None, None
    whole, last = others[0], others[-1]
    first = left_out[0]
    if _HOLDS.search(turn.folded, last.end, first.start) is None or whole.value is None:
        return None, None
    inside = [one for one in left_out if not _APART.search(turn.folded, whole.end, one.start)]
    parts = [one.value for one in inside if one.value is not None]
    rest = whole.value - sum(parts)
    if rest <= 0 or whole.bound or any(one.bound for one in left_out):
        return None, None
    taken = " - ".join(map(format_yuan, parts))
    say = f"{format_yuan(whole.value)} - {taken} = {format_yuan(rest)}"
    last_told = whole.operands[-1]
    told = replace(last_told, quantity=replace(last_told.quantity, value=rest))
    return whole, replace(
        whole, value=rest, low=rest, high=rest, say=say, operands=(*whole.operands[:-1], told)
    )


def _words_of(ctx: GatherContext, clause: ClauseId) -> Iterator[str]:
    """The names in what a clause, or an item beside it, leaves out and says nowhere else."""
    folded = fold(ctx.texts[clause])
    beside = [
        fold(text)
        for other, text in ctx.texts.items()
        if other != clause
        and clause.item is not None
        and (other.policy, other.article) == (clause.policy, clause.article)
        and not ctx.rulebook.rules_of(str(other))
    ]
    for text in (folded, *beside):
        for match in (*_LEFT_OUT.finditer(text), *_WITHOUT.finditer(text)):
            for word in _LISTED.split(match["what"]):
                # 因逾期产生的罚息: who asks tells of 罚息; 购置二手设备: 二手的
                bare = _BOUGHT.sub("", word.removesuffix("的")).removesuffix("部分")
                second = _SECOND_HAND.search(bare)
                names = [word, bare, word.rpartition("的")[2]]
                names += [second.group()] if second is not None else []
                for name in dict.fromkeys(names):
                    if len(name) >= _SHORTEST and folded.count(name) <= 1:
                        yield name


_BOUGHT = lazy("^(?:购置|购买|采购|新购|租赁|使用|用于|其中)+")
_SECOND_HAND = lazy("二手|旧")
