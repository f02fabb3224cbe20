"""What was paid for a lower level before, of a rule that pays the difference to it only.

以前领过产值突破5000万的20万,去年首次破3亿: the level of the earlier payment is not what is reached
now, and its sum is taken off. Who tells the level and that it was paid (前年卖过1000万拿了奖) need
not tell how much: the rule says what it pays for it. A level that was passed over unpaid
(1亿那级没领过) is not reached now either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.rules.read.levels import sums_by_level
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!?]+")
_PAID = lazy(
    "(?<![没未])[领拿得奖补获享兑](?:到|取|受|得|奖|励|助)?(?:过|完|了)"
    "|已经?[^,。;!?]{0,6}?(?:领取?|拿到?|享受|兑现|获得|发放)"
    "|[领拿得](?:到)?的(?:就?是|那)"
)
_SEVERAL = 2
_FIRST = lazy("首次|第一次|首度")
_UNPAID = lazy("(?:没有?|未|没能|不曾|从没)(?:再|能|有)?[^,。;!?]{0,2}?[领拿得享兑申报]")
_PAST = lazy(
    "以前|之前|此前|先前|原来|早先|前年|去年|往年|上[次回]|当[年时]|那[年时次回]|曾|大前年|过"
)
_NAMES_AWARD = lazy("元?(?:的)?(?:那[笔份]|一[笔份])?(?:奖|补[助贴]|资金)")


@dataclass(frozen=True, slots=True)
class _Before:
    """The level of an earlier payment, the sum that was told of it, and what was paid."""

    level: Operand
    got: Operand | None
    paid: Decimal


def paid_before(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Stated, ...]]:
    """The message less the levels that were paid before, and what was paid for them."""
    found: list[Stated] = []
    gone: list[Operand] = []
    for rule in (r for part in parts if ctx.is_taken_in(part) for r in ctx.rules_of(part)):
        levels = _levels(ctx, rule)
        if not levels or rule.received is None or rule.received in {s.name for s in found}:
            continue
        before = _before(turn, levels)
        passed = list(_passed_over(turn, levels))
        if before is None:
            gone += passed if _is_topped(turn, passed) else []
            continue
        told = (before.got or before.level).quantity
        found.append(
            Stated(rule.received, before.paid, told.start, told.end, told.text, turn=number)
        )
        gone += [before.level, *([before.got] if before.got is not None else [])]
        gone += passed
    if not gone:
        return turn, ()
    starts = {one.quantity.start for one in gone}
    kept = tuple(one for e in turn.expressions for one in _less(e, starts))
    return replace(turn, expressions=kept), tuple(found)


def reached_once(ctx: GatherContext, part: Part, stated: Stated) -> Stated:
    """What is paid for once it is reached, told for several years, as the highest of them.

    前年装船1000万,去年6000万, of what is paid for where it is first reached: no sum of both.
    """
    items = stated.value if isinstance(stated.value, tuple) else ()
    years = {i.year for i in items if i.year is not None}
    if len(items) < _SEVERAL or len(years) != len(items) or not ctx.is_taken_in(part):
        return stated
    once = {sums_by_level(r)[0] for r in ctx.rules_of(part) if _FIRST.search(r.quote)}
    if stated.name not in once:
        return stated
    last = max(items, key=lambda i: i.total)
    start, end = (stated.start, stated.end) if last.start is None else (last.start, last.end)
    return replace(
        stated,
        value=last.total,
        say="",
        parts=(),
        terms=(),
        year=None,
        start=start,
        end=end or start,
    )


def of_those_paid(ctx: GatherContext, part: Part, paid: Sequence[Stated]) -> tuple[Stated, ...]:
    """What was paid before by the rules of a matter."""
    rules = ctx.rules_of(part)
    names = {name for rule in rules for name in (rule.received, *(cap.less for cap in rule.caps))}
    names |= {name for rule in rules for name in taken_off(rule)}
    return tuple(s for s in paid if s.name in names)


def taken_off(rule: Rule) -> tuple[str, ...]:
    """The facts that a rule takes off its sum."""
    return tuple(getattr(getattr(rule.amount, "base", None), "minus", ()))


def _levels(ctx: GatherContext, rule: Rule) -> Mapping[Decimal, Decimal]:
    """From which sum on a rule of differences pays how much; empty where it pays by no sum."""
    if rule.received is None or rule.topic:
        return {}
    by, levels = sums_by_level(rule)
    return levels if by and ctx.rulebook.facts[by].kind is FactKind.YUAN else {}


def _before(turn: Turn, levels: Mapping[Decimal, Decimal]) -> _Before | None:
    """The one level that a message tells to have been paid for, below one that it tells now."""
    sums = [o for e in turn.expressions if e.unit is Unit.YUAN for o in e.operands]
    clauses = [match.span() for match in _CLAUSE.finditer(turn.folded)]
    for n, (start, end) in enumerate(clauses):
        if _PAID.search(turn.folded, start, end) is None:
            continue
        if _UNPAID.search(turn.folded, start, end) is not None:
            continue
        inside = [o for o in sums if start <= o.quantity.start < end]
        got = _got(turn, inside, levels)
        reached = [o for o in inside if o is not got and o.quantity.value >= min(levels)]
        if not reached and n:
            # 前年产值过5000万,领了20万
            low, high = clauses[n - 1]
            if _PAST.search(turn.folded, low, high) is not None:
                reached = [o for o in sums if low <= o.quantity.start < high]
                reached = [o for o in reached if o.quantity.value >= min(levels)]
        if len(reached) != 1:
            continue
        level = reached[0]
        others = [o for o in sums if o is not level and o is not got]
        if any(o.quantity.value > level.quantity.value for o in others):
            paid = got.quantity.value if got is not None else _paid_for(level, levels)
            return _Before(level, got, paid)
    return None


def _is_topped(turn: Turn, passed: Sequence[Operand]) -> bool:
    """Whether a message tells a larger sum beside those of levels that were passed over."""
    starts = {o.quantity.start for o in passed}
    others = [
        o.quantity.value
        for e in turn.expressions
        if e.unit is Unit.YUAN
        for o in e.operands
        if o.quantity.start not in starts
    ]
    return bool(passed) and any(v > max(o.quantity.value for o in passed) for v in others)


def _got(
    turn: Turn, inside: Sequence[Operand], levels: Mapping[Decimal, Decimal]
) -> Operand | None:
    """The sum of a clause that was paid: one that the rule pays, behind the word or as an award."""
    named = [o for o in inside if _NAMES_AWARD.match(turn.folded, o.quantity.end)]
    behind = [o for o in inside if _ends_paid(turn, o)]
    known = [o for o in inside if o.quantity.value in levels.values()]
    small = [o for o in inside if o.quantity.value < min(levels)]
    for found in (behind, named, known, small):
        if len(found) == 1:
            return found[0]
    return None


def _ends_paid(turn: Turn, operand: Operand) -> bool:
    at = operand.quantity.start
    return any(match.end() == at for match in _PAID.finditer(turn.folded, max(0, at - _REACH), at))


_REACH = 12


def _paid_for(level: Operand, levels: Mapping[Decimal, Decimal]) -> Decimal:
    """What a rule pays for a level."""
    return levels[max(one for one in levels if one <= level.quantity.value)]


def _passed_over(turn: Turn, levels: Mapping[Decimal, Decimal]) -> Iterator[Operand]:
    """The levels for which nothing was paid, as a clause says (1亿那级没领过)."""
    for e in turn.expressions:
        for o in e.operands if e.unit is Unit.YUAN else ():
            for match in _CLAUSE.finditer(turn.folded):
                inside = match.start() <= o.quantity.start < match.end()
                if inside and o.quantity.value in levels and _UNPAID.search(match.group()):
                    yield o


def _less(expression: Expression, starts: Collection[int]) -> Iterator[Expression]:
    """An expression without some of its numbers; those left of several stand each alone."""
    left = [o for o in expression.operands if o.quantity.start not in starts]
    if len(left) == len(expression.operands):
        yield expression
        return
    for o in left:
        yield replace(
            expression, relation=Relation.PLAIN, value=o.quantity.value, say="",
            operands=(replace(o, role="term"),), start=o.quantity.start, end=o.quantity.end,
        )  # fmt: skip
