"""Some of those that were counted, at sums of their own: 里头有两台是老款,18万买的,改装10万.

Each of several things costs what was told of all of them; a later sentence that counts some of them
and tells sums behind that tells theirs. The others stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.language import unknown_of
from assistant.dialogue.members.becoming import INSIDE
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind, Per
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SENTENCE = lazy("[^。;!?]+")
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT)
_FAR = 5
"""What one costs is hardly so many times what the others cost."""
_NOT_EACH = lazy("一共|总共|合计|总计|加起来|共(?:花|付)")
_ASKS = lazy("[吗么?]|如果|要是|假如|多少")
_JUST = lazy("[,、]|只|才|就|也|都|各|每[台辆个件套]?|一[台辆个件套]|的|是|了|花|用")


def batch_of_own(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """Message and matters, where some of what was counted are told at sums of their own."""
    found = list(parts)
    spans: list[tuple[int, int]] = []
    for n, part in enumerate(parts):
        if part.index is None or Act.DOUBT in turn.acts:
            continue
        done = _batched(ctx, turn, part, number)
        if done is not None:
            found[n] = replace(part, matter=replace(part.matter, numbers=done[0]))
            spans.append(done[1])
    return (without_spans(turn, spans) if spans else turn), tuple(found)


def _batched(
    ctx: GatherContext, turn: Turn, part: Part, number: int
) -> tuple[tuple[Stated, ...], tuple[int, int]] | None:
    """(the numbers with that batch apart, the sentence that tells it)."""
    known = {s.name: s for s in part.matter.numbers}
    counts = set(ctx.prices(part).values()) & known.keys()
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    prices = [f for f in sorted(every) if _is_price(ctx, part, f)]
    if len(counts) != 1 or not set(ctx.prices(part)) & known.keys():
        return None
    (count,) = counts
    whole = known[count].value
    if not isinstance(whole, Decimal) or whole != int(whole):
        return None
    for sentence in _SENTENCE.finditer(turn.folded):
        low, high = sentence.span()
        inside = [q for q in turn.quantities if low <= q.start < high]
        some = [q for q in inside if q.unit is Unit.COUNT and 0 < q.value < whole]
        if len(some) != 1 or _ASKS.search(turn.folded, low, high + 1):
            continue
        start = clause_around(turn.folded, some[0].start, some[0].start)[0]
        sums = [q for q in inside if q.unit in _SUMS]
        if not sums or any(q.start < some[0].end for q in sums):
            continue
        if not INSIDE.search(turn.folded, start, some[0].start):
            continue
        if _NOT_EACH.search(turn.folded, some[0].end, high):
            continue
        own = _prices_told(ctx, turn, part, some[0].end, sums, prices)
        if own is None or not _are_like(own, known):
            continue
        numbers = _apart(known, own, count, int(whole), int(some[0].value), number)
        return numbers, (low, high)
    return None


def _is_price(ctx: GatherContext, part: Part, name: str) -> bool:
    """Whether a fact says what each of several things costs."""
    spec = ctx.rulebook.facts[name]
    is_each = spec.per is Per.ITEM or name in ctx.prices(part)
    return spec.kind is FactKind.YUAN and is_each


def _prices_told(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    before: int,
    sums: Sequence[Quantity],
    prices: Sequence[str],
) -> Mapping[str, Decimal] | None:
    """What each sum behind a place is, by words beside it; the one without is the price itself."""
    own: dict[str, Decimal] = {}
    main = next(f for f in prices if f in ctx.prices(part))
    for q in sums:
        low = max(clause_around(turn.folded, q.start, q.start)[0], before)
        before = q.end
        lead = turn.folded[low : q.start]
        named = [f for f in prices if f != main and _names(ctx.label_words(f), lead)]
        if not named and unknown_of(_less(lead, ctx.label_words(main))):
            return None  # 保险花了1万: what nobody knows costs that
        fact = named[0] if named else main
        if fact in own:
            return None
        own[fact] = q.value
    return own


def _names(words: Sequence[str], lead: str) -> bool:
    """Whether what stands before a number names a fact: by a word, or its beginning (改了10万)."""
    if any(word in lead for word in words):
        return True
    verb = _JUST.sub("", lead)[-1:]
    return bool(verb) and any(word.startswith(verb) for word in words) and lead.endswith("了")


def _less(lead: str, words: Sequence[str]) -> str:
    for word in words:
        lead = lead.replace(word, "")
    return _JUST.sub("", lead)


def _are_like(own: Mapping[str, Decimal], known: Mapping[str, Stated]) -> bool:
    """Whether sums are of the size of those told of all: 只有保险花了200 is no price of a car."""
    for name, value in own.items():
        before = known[name].value if name in known else None
        if not isinstance(before, Decimal) or not value:
            return False
        if value > before * _FAR or before > value * _FAR:
            return False
    return True


def _apart(
    known: Mapping[str, Stated],
    own: Mapping[str, Decimal],
    count: str,
    whole: int,
    some: int,
    number: int,
) -> tuple[Stated, ...]:
    """The numbers with some of the things at prices of their own; how many there are says that."""
    kept = []
    for name, stated in known.items():
        if name == count:
            continue
        value = stated.value
        if name in own and isinstance(value, Decimal):
            items = (FactItem(value, count=whole - some), FactItem(own[name], count=some))
            stated = replace(stated, value=items, turn=number, say="", alternatives=())
            stated = replace(stated, parts=(), terms=())
        kept.append(stated)
    return tuple(kept)
