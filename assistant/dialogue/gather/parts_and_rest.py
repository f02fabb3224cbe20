"""Parts of a sum told before, and what the rest of it is.

里面订阅40万、部署20万,剩下的是买电脑: the parts are of the fact, the rest is not, and 60万 of 90万
count. 里面电费40万、物业20万,剩下的是算力: the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Operand
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_INSIDE = lazy("(?:(?:^|[,。;!?])[^,。;!?\\d]{0,6}?)(?:里[头面边]?|其中|当中)(?:有|是|,)?")
_REST = lazy(
    "[,。;、](?:但是?|而)?(?:剩下?|其余|余下|剩余|另外|其[他它])(?:的|下|部分|那些|那部分|全部?|都|才|其实)*"
    "(?P<sum>[\\d一二三四五六七八九十百千][\\d.一二三四五六七八九十百千]*万?元?)?(?:的|全|都|才|其实)*"
    "(?:是|算|属于?|用来|用于|拿去|拿来|花在|用在|为)(?:了)?(?P<what>[^,。;!?]{1,14})"
)
_COUNTS = lazy("(?:都|才|是|也)?(?:算数|算上|能算|才算|作数)")
_ASKS = lazy("[?吗]|多少|会不会|要是|如果|假如|万一")
_SEVERAL = 2


def parts_and_rest(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The message less what it says of parts and rest, and the matters with what counts."""
    inside = _INSIDE.search(turn.folded)
    rest = _REST.search(turn.folded, inside.end()) if inside is not None else None
    if inside is None or rest is None or _ASKS.search(turn.folded, 0, rest.start()):
        return turn, tuple(parts)
    told = [
        o
        for e in turn.expressions
        for o in e.operands
        if inside.end() <= o.quantity.start < rest.start() and o.quantity.unit is Unit.YUAN
    ]
    others = any(
        q.unit is not Unit.YUAN for q in turn.quantities if inside.start() <= q.start < rest.end()
    )
    if len(told) < _SEVERAL or others:
        return turn, tuple(parts)
    found = list(parts)
    for n, part in enumerate(parts):
        done = _what_counts(ctx, turn, part, told, rest["what"], rest.start())
        if done is None:
            continue
        old, value = done
        now = replace(
            old, value=value, parts=(), terms=(), alternatives=(), say="", turn=number,
            start=told[0].quantity.start, end=told[0].quantity.end,
            places=(
                *old.every_place,
                *((number, o.quantity.start, o.quantity.end) for o in told),
            ),
        )  # fmt: skip
        numbers = tuple(now if s is old else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        return without_spans(turn, [(inside.start(), rest.end())]), tuple(found)
    return turn, tuple(parts)


def _what_counts(
    ctx: GatherContext, turn: Turn, part: Part, told: Sequence[Operand], rest: str, end: int
) -> tuple[Stated, Decimal] | None:
    """(the sum that the parts are of, what of it counts); None where nothing says it."""
    total = sum((o.quantity.value for o in told), Decimal(0))
    units = ctx.units_told_in(part)
    wholes = [
        s
        for s in part.matter.numbers
        if units.get(s.name) is Unit.YUAN
        and isinstance(s.value, Decimal)
        and not s.is_assumed
        and s.value > total
    ]
    if part.index is None or len(wholes) != 1:
        return None
    (whole,) = wholes
    spec = ctx.rulebook.facts[whole.name]
    names = {fold(name) for name in (*spec.words, *spec.parts) if len(name) > 1}
    own = [any(name in _lead(turn, o) for name in names) for o in told]
    counts = _COUNTS.search(turn.folded, told[-1].quantity.end, end) is not None
    rest_is_own = any(name in rest for name in names)
    if (all(own) or counts) and not rest_is_own and content_of(rest):
        return whole, total
    if not any(own) and not counts and rest_is_own and isinstance(whole.value, Decimal):
        return whole, whole.value - total
    return None


def _lead(turn: Turn, operand: Operand) -> str:
    """The words right before a part: 订阅 of 里面订阅40万."""
    start = operand.quantity.start
    low = max((turn.folded.rfind(mark, 0, start) for mark in ",。;、!?"), default=-1) + 1
    return turn.folded[low:start]
