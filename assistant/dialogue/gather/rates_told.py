"""A rate that is told by two counts: of 8 interns 5 stayed on (期满留用了5人, of 留用率).

A policy that was taken in may demand a rate of those whom it pays for: who asks tells how many
there are and of how many it holds, in the word that the rate is called by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_CLAUSE = lazy("[^,。;!?]+")
_NO_SHARE = lazy("增长|增|利|税|费|汇|负债|产能|发电|装载")
_DENIED = lazy("没有?|未|不|走|离")
_COUNTS = (Unit.COUNT,)
_PART = lazy("(?P<part>[^占]{2,3}?)[^占]{0,8}(?:占比|所占比例|比例|比重)")
"""护理型床位占比: what kind of them there are so many of."""
_WORD = 2
_PEOPLE = ("人", "名", "位", "个")


def parts_of_rates(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, dict[str, Quantity]]:
    """The message less the counts of which a rate holds, and those counts by the rate."""
    found: dict[str, Quantity] = {}
    for part in parts:
        if not ctx.is_taken_in(part):
            continue
        known = {s.name for s in part.matter.numbers} | {g.name for g in turn.flags}
        for name, word in _rates(ctx, part):
            told = _told_beside(turn, word) if name not in known else None
            if told is not None:
                found[name] = told
    starts = {one.start for one in found.values()}
    if not starts:
        return turn, {}
    kept = tuple(e for e in turn.expressions if e.start not in starts)
    left = tuple(q for q in turn.quantities if q.start not in starts)
    return replace(turn, expressions=kept, quantities=left), found


def with_rates(
    ctx: GatherContext,
    part: Part,
    new: tuple[Stated, ...],
    told: Mapping[str, Quantity],
    used: set[int],
) -> tuple[Stated, ...]:
    """What a message states, with the rates that a count beside the one of all tells."""
    found = list(new)
    for name, _ in _rates(ctx, part) if told else ():
        wholes = [s for s in new if ctx.is_count(s.name) and isinstance(s.value, Decimal)]
        inside = told.get(name)
        if inside is None or len(wholes) != 1:
            continue
        whole = wholes[0].value
        if not isinstance(whole, Decimal) or not 0 < inside.value <= whole:
            continue
        share = inside.value / whole
        say = f"{inside.text} ÷ {wholes[0].text}"
        found.append(
            Stated(name, share, inside.start, inside.end, inside.text, say=say, turn=wholes[0].turn)
        )
        used.add(inside.start)
    return tuple(found)


def rates_left(turn: Turn, told: Mapping[str, Quantity], used: set[int]) -> tuple[Unused, ...]:
    """The counts of rates of which nobody told how many there are in all."""
    found = []
    for one in told.values():
        if one.start not in used:
            low, high = clause_around(turn.folded, one.start, one.end)
            found.append(Unused(turn.folded[low:high], low, high, "number"))
    return tuple(dict.fromkeys(found))


def _rates(ctx: GatherContext, part: Part) -> Iterator[tuple[str, str]]:
    """The rates that the rules of a matter demand, each with the word that it is called by."""
    rules = ctx.rules_of(part)
    tested = {c.fact for rule in rules for c in (*rule.when, *rule.conditions)}
    tested |= {factor.when.fact for rule in rules for factor in rule.factors}
    for name in sorted(tested):
        spec = ctx.rulebook.facts[name]
        label = fold(spec.label)
        kind = _PART.fullmatch(label)
        if spec.kind is FactKind.FRACTION and kind is not None and not spec.derive:
            yield name, kind["part"]  # 护理型床位占比, of 80张床位,其中护理型40张
            continue
        word = label.removesuffix("率")[-_WORD:]
        is_rate = spec.kind is FactKind.FRACTION and label.endswith("率")
        if is_rate and len(word) == _WORD and not _NO_SHARE.search(word):
            yield name, word


def _told_beside(turn: Turn, word: str) -> Quantity | None:
    """The one count in a comma clause that says the word of a rate, or begins like it.

    Another clause must tell how many there are in all.
    """
    if any(q.unit is Unit.PERCENT for q in turn.quantities):
        return None
    found: list[Quantity] = []
    for match in _CLAUSE.finditer(turn.folded):
        counts = [
            q
            for q in turn.quantities
            if match.start() <= q.start < match.end() and q.unit in _COUNTS
        ]
        if len(counts) != 1 or _DENIED.search(match.group()):
            continue
        lead = turn.folded[match.start() : counts[0].start]
        is_called = lead[-_WORD:].startswith(word[0]) or lead.endswith(word[0])
        if word in lead or (is_called and len(word) == _WORD):
            found.append(counts[0])
    if len(found) != 1:
        return None
    inside = found[0]
    alike = (inside.classifier, *_PEOPLE) if inside.classifier in _PEOPLE else (inside.classifier,)
    wholes = [
        q
        for q in turn.quantities
        if q.unit in _COUNTS and q.start != inside.start and q.classifier in alike
    ]
    return inside if any(q.value >= inside.value for q in wholes) else None
