"""What one year has more than another, of a rule that pays for the increase.

前年研发费用1500万,去年2000万 are no two sums of 增量部分: the increase is their difference, and the
growth that the rule asks for follows from them. 比前年少卖了1000万 tells what the year before had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy

_INCREASE = lazy("增量|增加|增长额|新增|净增")
_GROWTH = lazy("增长|增幅|增速|涨幅")
_THAN_BEFORE = lazy(
    "比(?:上一?年|前一?年|去年|前年)(?:同期)?[^,。;!?0-9]{0,3}?(?P<way>少|多|低|高|降|减|增|涨|掉|跌|缩|滑|升)"
    "[^,。;!?0-9]{0,5}$"
)
_LESS = frozenset("少低降减掉跌缩滑")
_YEARS = 2


def increments(
    ctx: GatherContext, turn: Turn, part: Part, new: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """What a message states, two years' sums as the increase that a rule pays for."""
    told = _before_told(ctx, turn, new)
    if not ctx.is_taken_in(part):
        return tuple(told)
    told = list(_in_words(ctx, turn, part, told))
    found: list[Stated] = []
    for stated in told:
        spec = ctx.rulebook.facts[stated.name]
        pair = _two_years(stated)
        if spec.kind is not FactKind.YUAN or pair is None or not _INCREASE.search(spec.label):
            found.append(stated)
            continue
        earlier, later = pair
        more = later.total - earlier.total
        say = f"{format_yuan(later.total)} - {format_yuan(earlier.total)} = {format_yuan(more)}"
        found.append(replace(stated, value=max(more, Decimal(0)), say=say, parts=(), terms=()))
        found += _growth(ctx, part, stated, more / earlier.total if earlier.total else None)
    return tuple(found)


_EARLIER = lazy("(?:上一?年度?|前一年度?|去年|头一年)[^,。;!?0-9]{0,16}$")
_LATER = lazy("(?:这一?年|本年度?|今年|当年|后一年|第二年)[^,。;!?0-9]{0,12}$")


def _in_words(
    ctx: GatherContext, turn: Turn, part: Part, told: Sequence[Stated]
) -> Sequence[Stated]:
    """上一年2800万元,这一年3600万元: the later sum is no increase, but what it is reached with."""
    facts = ctx.rulebook.facts
    own = {s.name: s for s in told if isinstance(s.value, Decimal)}
    for name, more in own.items():
        base = own.get(name.removesuffix("_more"))
        before = f"{name.removesuffix('_more')}_before"
        if base is None or base is more or before not in facts or more.turn != base.turn:
            continue
        is_earlier = _EARLIER.search(turn.folded, 0, base.start) is not None
        if not is_earlier or _LATER.search(turn.folded, 0, more.start) is None:
            continue
        first, last = base.total or Decimal(0), more.total or Decimal(0)
        say = f"{format_yuan(last)} - {format_yuan(first)} = {format_yuan(last - first)}"
        kept = [s for s in told if s is not base and s is not more]
        kept.append(replace(base, name=before))
        kept.append(replace(more, name=base.name))
        kept.append(replace(more, value=max(last - first, Decimal(0)), say=say, parts=(), terms=()))
        return [*kept, *_growth(ctx, part, more, (last - first) / first if first else None)]
    return told


def _two_years(stated: Stated) -> tuple[FactItem, FactItem] | None:
    """The sums of an earlier and a later year; None for anything else."""
    items = stated.value if isinstance(stated.value, tuple) else ()
    if len(items) != _YEARS:
        return None
    dated = [i.year for i in items if i.year is not None]
    if len(set(dated)) == _YEARS:
        first, last = sorted(items, key=lambda i: i.year or 0)
        return first, last
    return None


def _growth(
    ctx: GatherContext, part: Part, stated: Stated, growth: Decimal | None
) -> tuple[Stated, ...]:
    """The growth that a rule of the same clauses tests, where the two years tell it."""
    names = {
        name
        for clause in part.matter.clauses
        for name in ctx.needs(clause).all
        if ctx.rulebook.facts[name].kind is FactKind.FRACTION
        and _GROWTH.search(ctx.rulebook.facts[name].label)
    }
    if len(names) != 1 or growth is None:
        return ()
    return (Stated(min(names), growth, stated.start, stated.end, stated.text, turn=stated.turn),)


def _before_told(ctx: GatherContext, turn: Turn, new: Sequence[Stated]) -> list[Stated]:
    """What is stated, how much less a year had than the one before as what that one had."""
    facts = ctx.rulebook.facts
    values = {s.name: s.value for s in new if isinstance(s.value, Decimal)}
    found = []
    for stated in new:
        now = facts[stated.name].year_before
        than = _THAN_BEFORE.search(turn.folded, 0, stated.start)
        if now in values and than is not None and isinstance(stated.value, Decimal):
            more = stated.value if than["way"] in _LESS else -stated.value
            stated = replace(stated, value=values[now] + more, parts=(), terms=())
        found.append(stated)
    return found
