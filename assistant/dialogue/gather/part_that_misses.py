"""A part, told with its sum, that misses a condition: 80万的那家没备案,拿掉; 有一家没测评,占了60万.

So much goes off the one number that it can be of, and the condition is missed by that part alone.
The part is said to be one: of the whole that was told (25台里4台), one that is pointed at with its
sum (90万的那批), one that takes up so much (占了80万). What is said of all is no part, nor is a sum
that was told as one of several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.conditions import fails
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.rules.facts import FactKind, Per
from assistant.rules.rule import Rule
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SENTENCE = lazy("[^。;!?]+")
_ONE = "[家批份款个笔单项台辆套]"
_POINTED = lazy(f"(?:元|块)?的?[那这]一?{_ONE}")
_TAKES_UP = lazy(f"(?:有|那|这)一?(?:{_ONE})[^。;!?\\d]{{0,16}}?占(?:了|到|掉)?$")
_OF_WHOLE = lazy("(?:[台辆个项]|元|万)?(?:里[头面]?|当中|中)(?:有|的|,)*$")
_ALL = lazy("[都全各]|两[家批份款个]|统统|所有")
_ASKS = lazy(
    "[?]|吗|么(?=[,。;!]|$)|多少|能不能|是不是|会不会|要不要|算不算|如果|要是|假如|万一|呢$"
)
_OUT_ALREADY = lazy(
    "(?:已经?|早就|都)(?:扣|减|剔|去)(?:掉|除|过)?了|没有?算(?:进|在)|不含|不包[括含]"
)


def without_part_that_misses(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters less a part that misses a condition, and the message without what says so."""
    if Act.DOUBT in turn.acts or _ASKS.search(turn.folded) or _OUT_ALREADY.search(turn.folded):
        return turn, tuple(parts)
    for n, part in enumerate(parts):
        if part.index is None:
            continue
        rules = ctx.rules_of(part)
        failing = [f for f in turn.flags if f.days is None and _misses(f, turn, rules)]
        for flag in failing:
            span = next(m.span() for m in _SENTENCE.finditer(turn.folded) if m.end() > flag.start)
            found = _part_of(ctx, turn, part, span, number)
            if found is None:
                continue
            gone = [f for f in failing if span[0] <= f.start < span[1]]
            flags = tuple(f for f in turn.flags if f not in gone)
            rest = replace(without_spans(turn, (span,)), flags=flags)
            rest = replace(rest, folded=blank(rest.folded, (span,)))
            own = replace(part, matter=replace(part.matter, numbers=found))
            return rest, (*parts[:n], own, *parts[n + 1 :])
    return turn, tuple(parts)


def _misses(flag: Stated, turn: Turn, rules: Sequence[Rule]) -> bool:
    """Whether a message tells that a condition is missed, and of nothing that stands in for it."""
    if not fails(flag, rules):
        return False
    met = {f.name for f in turn.flags if f.value is True}
    return not any(c.fact == flag.name and met & {*c.or_facts} for r in rules for c in r.conditions)


def _part_of(
    ctx: GatherContext, turn: Turn, part: Part, span: tuple[int, int], number: int
) -> tuple[Stated, ...] | None:
    """The numbers of a matter less the part that a sentence tells; None where it tells none."""
    low, high = span
    if _ALL.search(turn.folded, low, high):
        return None
    units = (Unit.YUAN,) if any(q.unit is Unit.YUAN for q in turn.quantities) else (Unit.COUNT,)
    told = [q for q in turn.quantities if q.unit in units and q.role == "amount"]
    wholes = {s.total for s in part.matter.numbers}
    here = [q for q in told if q.value not in wholes]
    if len(here) != 1 or not low <= here[0].start < high:
        return None
    (q,) = here
    if not _is_part(turn.folded, q, low, high, [o for o in told if o not in here]):
        return None
    fit = [s for s in part.matter.numbers if _may_be_of(ctx, part, s, q)]
    if len(fit) != 1:
        return None
    (whole,) = fit
    less = (whole.total or Decimal(0)) - q.value
    text = f"{whole.text}−{turn.folded[q.start : q.end]}"
    now = replace(whole, value=less, turn=number, start=q.start, end=q.end, text=text,
                  parts=(), terms=(), say="", places=whole.every_place)  # fmt: skip
    return tuple(now if s is whole else s for s in part.matter.numbers)


def _is_part(text: str, part: Quantity, low: int, high: int, wholes: Sequence[Quantity]) -> bool:
    if _POINTED.match(text, part.end) or _TAKES_UP.search(text[low : part.start]):
        return True
    return any(
        low <= w.start < part.start and _OF_WHOLE.match(text, w.end, part.start) for w in wholes
    )


def _may_be_of(ctx: GatherContext, part: Part, stated: Stated, q: Quantity) -> bool:
    """Whether a number that was told once, and as one, may have so much less."""
    spec = ctx.rulebook.facts[stated.name]
    if not isinstance(stated.value, Decimal) or stated.members > 1:
        return False
    needs = [ctx.needs(c) for c in part.matter.clauses]
    is_sum = spec.kind is FactKind.YUAN and spec.per is Per.NONE and q.unit is Unit.YUAN
    is_count = ctx.is_count(stated.name) and q.unit is Unit.COUNT
    if not 0 < q.value < stated.value:
        return False
    if is_count:
        return any(stated.name in own.all for own in needs)
    return is_sum and any(stated.name in own.main for own in needs)
