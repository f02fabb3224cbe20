"""One more thing beside what was told, of which only one meets a condition.

私下买的300万, then 另外在平台上买了200万: what fell short before stays out, and the condition that
the new thing meets is told of it alone. 名下32台车, then 另有6台是租来的: the new ones stay out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.conditions import fails
from assistant.dialogue.gather.around import clause_with
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import BARRED, Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ANOTHER_THING = lazy(
    "另(?!存|当|说|行)|还有(?!没)|此外|又(?=[^,。;!?]{0,6}[\\d一二两三四五六七八九十])"
    "|(?<![不未])还(?=[^,。;!?有没不要能会可]{0,8}[\\d一二两三四五六七八九十])"
)
_SUMS = (Unit.YUAN, Unit.COUNT)


def apart_from_barred(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """(parts, flags) less what fell short before, where one more thing meets the condition."""
    other = _ANOTHER_THING.search(turn.folded)
    fresh = [e for e in turn.expressions if other and e.start > other.start() and e.unit in _SUMS]
    if other is None or not fresh:
        return tuple(parts), tuple(flags)
    now = [s for s in turn.flags if s.value is True]
    met = {s.name for s in now} - {s.name for s in now if s.end <= other.start()}
    found: list[Part] = []
    gone: set[str] = set()
    for part in parts:
        failed = _fell_short(ctx, part, flags) & met
        told = {s.value for s in part.matter.numbers if not ctx.is_count(s.name)}
        if part.index is None or not failed or any(e.value in told for e in fresh):
            found.append(part)
            continue
        gone |= failed
        matter = replace(
            part.matter,
            numbers=(),
            flags=tuple(s for s in part.matter.flags if s.name not in failed),
        )
        found.append(replace(part, matter=matter))
    return tuple(found), tuple(s for s in flags if s.name not in gone)


def _fell_short(ctx: GatherContext, part: Part, flags: Sequence[Stated]) -> frozenset[str]:
    """What was denied before and every rule demands that the numbers of a matter are for."""
    denied: set[str] = {s.name for s in (*part.matter.flags, *flags) if s.value is False}
    told = {s.name for s in part.matter.numbers}
    told |= {fact for other, fact in ctx.stands_for(part).items() if other in told}
    facts = ctx.rulebook.facts
    rules = [r for r in ctx.rules_of(part) if needs_of([r], facts).all & told]
    asked: list[set[str]] = [
        {name for c in rule.conditions if c.is_ is True for name in (c.fact, *c.or_facts)}
        for rule in rules
    ]
    return frozenset(denied.intersection(*asked)) if asked else frozenset()


_ONE_MORE = lazy("(?:另(?!存|当|说|行)|还(?!不|没|未|差|要)|又|外加|此外)[^,。;!?\\d]{0,6}$")
_END = lazy("[。;!?]")
_OF_ALL = lazy(
    "都|全|所有|[两每]|[总一]共|合计|各|其实|改[成为]|[其当]中|里|也(?!是(?:租|借|别|挂))"
)
"""What is said of all of them, or of some of those that were told before."""


def without_barred_new(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less one more thing that fails a condition, and where it is told."""
    if len(parts) != 1 or parts[0].index is None:
        return turn, ()
    (part,) = parts
    rules = ctx.rules_of(part)
    before = {s.name for s in (*part.matter.flags, *flags) if fails(s, rules)}
    failing = [s for s in turn.flags if s.name not in before and fails(s, rules)]
    out: dict[int, Unused] = {}
    gone: set[int] = set()
    for e in turn.expressions if failing else ():
        end = _reach(turn, e)
        own = [s for s in failing if e.end <= s.start < end]
        low, _ = clause_around(turn.folded, e.start, e.end)
        lead = turn.folded[low : e.start]
        if not own or e.unit not in _SUMS or not _ONE_MORE.search(lead):
            continue
        if _OF_ALL.search(turn.folded, e.end, end) or _OF_ALL.search(lead):
            continue
        if e.unit is Unit.COUNT and (_is_of_kind(ctx, turn, part, e) or _has_sum(turn, e)):
            continue
        gone |= {s.start for s in turn.flags if e.end <= s.start < end and s.value is not True}
        out[e.start] = replace(clause_with(turn, own[0], {e.start}), kind=BARRED)
    if not out and _counts_one(ctx, part):
        alone = [s for s in failing if _is_of_other(turn, s)]
        out = {s.start: replace(clause_with(turn, s, ()), kind=BARRED) for s in alone}
        gone = {s.start for s in alone}
    if not out:
        return turn, ()
    kept = tuple(e for e in turn.expressions if e.start not in out)
    held = tuple(s for s in turn.flags if s.start not in gone)
    return replace(turn, expressions=kept, flags=held), tuple(out.values())


_OTHER_ONE = lazy(
    "^(?:那|不过|但是?|可是?|可惜|,)*(?:另外?|还有)(?:的|那)?[一1]?[个项家款份批台套]"
)


def _counts_one(ctx: GatherContext, part: Part) -> bool:
    """Whether no more than one thing was counted: 另一个落选了 is none of them."""
    return all((s.total or 0) <= 1 for s in part.matter.numbers if ctx.is_count(s.name))


def _is_of_other(turn: Turn, flag: Stated) -> bool:
    """Whether a clause tells what another thing lacks, without a number: 另一个落选了."""
    low, _ = clause_around(turn.folded, flag.start, flag.end)
    lead = turn.folded[low : flag.start]
    return _OTHER_ONE.search(lead) is not None and not _OF_ALL.search(lead)


def _is_of_kind(ctx: GatherContext, turn: Turn, part: Part, e: Expression) -> bool:
    """Whether a count is that of a kind, which is told apart where kinds are counted."""
    names = {name for c in part.matter.clauses for name in ctx.needs(c).all if ctx.is_count(name)}
    high = clause_around(turn.folded, e.start, e.end)[1]
    return any(
        fold(word) in turn.folded[e.end : high]
        for spec in ctx.rulebook.facts.values()
        for word, fact in spec.kinds.items()
        if fact in names
    )


def _has_sum(turn: Turn, e: Expression) -> bool:
    """Whether the sum of what is counted stands behind it: 又买了一家没备案的,90万."""
    stop = _END.search(turn.folded, e.end)
    end = stop.start() if stop else len(turn.folded)
    return any(o.unit is Unit.YUAN and e.end <= o.start < end for o in turn.expressions)


def _reach(turn: Turn, e: Expression) -> int:
    """How far a sentence goes on about a number: to its end, or to the next number."""
    stop = _END.search(turn.folded, e.end)
    end = stop.start() if stop else len(turn.folded)
    others = [o.start for o in turn.expressions if o.start >= e.end and o.unit in _SUMS]
    following = min(others, default=end)
    return min(end, clause_around(turn.folded, following, following)[0]) if others else end
