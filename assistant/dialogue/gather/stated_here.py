"""The facts that a message states for one of its matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import adds_more, is_apart
from assistant.dialogue.conditions import denied_of
from assistant.dialogue.gather.additions import summed_up
from assistant.dialogue.gather.agreed import agreed_and_arrived
from assistant.dialogue.gather.around import only_named
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.corrections import (
    answering,
    as_before,
    instead_of,
    is_cancelled,
    is_of_unknown,
    is_wrong,
    renewed,
)
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.put_right import put_right
from assistant.dialogue.needs import Needs
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import ClaimKind, Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.pattern import lazy
from assistant.text.units import Unit

PRICE_OF_MONTH = lazy("[一1]个月(?=[^,。;!?\\d]{0,6}\\d)")
"""一个月租金31200: what a price is for, no length of time."""
_SEVERAL = 2
_ADDS = lazy("又|再|另外|还有")
_GETS = lazy("(?:能|可以?|会)(?:拿|补|领|奖|给|报)[到了个]?$")
"""What stands before what is got."""


def stated_here(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    parts: Sequence[Part],
    given: Sequence[Given],
    needs: Mapping[ClauseId, Needs],
    used: set[int],
    number: int,
    asked: str,
) -> tuple[Stated, ...]:
    """The facts that this message states for one part."""
    every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
    asked = asked if asked in every else ""  # it was asked for of another matter
    given = agreed_and_arrived(ctx, turn, part, given)
    own = [
        g
        for g in as_before(ctx, turn, given, part)
        if g.fact in every and not PRICE_OF_MONTH.match(turn.folded, g.expression.start)
    ]
    if parts:
        own = [g for g in own if part.holds(g.expression.start)]
    if len(parts) > 1:
        # A number that stands in another matter's stretch serves this one only if that other
        # has no use for it.
        taken = {
            id(g)
            for other in parts
            if other is not part
            for g in given
            if other.holds(g.expression.start) and not part.holds(g.expression.start)
        }
        own = [g for g in own if id(g) not in taken]
        own = [g for g in own if meant_part(ctx, turn, g, parts) in (None, part)]
    own = [instead_of(ctx, turn, each, part) for each in own]
    own = [
        g
        for each in own
        for g in (each if is_wrong(ctx, turn, each) else renewed(ctx, turn, each, part),)
        if g is not None
    ]
    own = [put_right(ctx, turn, answering(ctx, turn, each, part, asked), part) for each in own]
    if part.index is not None:
        own = [g for g in own if not is_of_unknown(ctx, turn, g, part)]
        known = {s.name: s for s in part.matter.numbers}
        own = [g for g in own if not _is_of_some(turn, g, known.get(g.fact))]
    own = list(agreed_and_arrived(ctx, turn, part, own))
    own = _by_label(ctx, _without_promised(ctx, turn, _without_claims(turn, own)))
    stated: list[Stated] = []
    first = {g.fact for g in own if not g.rival}
    for g in own:
        if Act.REMOVE in turn.acts and _is_member(g, part):
            used.add(g.expression.start)
            continue  # 122万那份先拿掉
        if g.rival and g.fact in first:
            added = _added(ctx, turn, g, stated, number)
            if added is not None:  # 1个, 5月又进了3个
                used.update({g.expression.start, g.expression.operands[0].quantity.start})
                stated = [added if s.name == added.name else s for s in stated]
            continue  # two sums for one fact: the other is told to be left over
        used.add(g.expression.start)
        used.update(o.quantity.start for o in g.expression.operands)
        found = ctx.reader.stated(g, number)
        if is_cancelled(ctx, turn, g.fact, g.expression, part):
            found = replace(found, value=Decimal(0))
        if ctx.rulebook.facts[g.fact].kind is FactKind.COUNT and ctx.is_denied(
            g.fact, _around(ctx, turn, g) if not ctx.is_taken_in(part) else _lead(turn, g)
        ):
            found = replace(found, value=Decimal(0))
        stated.append(found)
    return tuple(stated)


def meant_part(ctx: GatherContext, turn: Turn, given: Given, parts: Sequence[Part]) -> Part | None:
    """The one of several matters that the words before a number name (A公司改成700万), or None.

    Only words that stand in what was said of one of them tell.
    """
    if any(p.index is None for p in parts) or Intent.EACH in turn.intents:
        return None
    quantity = given.expression.operands[0].quantity
    low, _ = clause_around(turn.folded, quantity.start, quantity.start)
    lead = turn.folded[low : quantity.start]
    pairs = {lead[n : n + 2] for n in range(len(lead) - 1)}
    names = "".join(ctx.label_words(given.fact))
    pairs = {p for p in pairs if p.isalnum() and content_of(p) and p not in names}
    return only_named(turn, parts, pairs)


def _by_label(ctx: GatherContext, given: Sequence[Given]) -> list[Given]:
    """Of two numbers that want one fact, the one whose own words name it comes first.

    示范项目2个,再加一个平台: the 2 are the projects.
    """
    named = {
        n for n, g in enumerate(given) if ctx.near[g.fact].within(g.expression.operands[0].label)
    }
    found = []
    for n, g in enumerate(given):
        alike = {m for m, other in enumerate(given) if other.fact == g.fact and m != n}
        if n in named and g.rival and alike and not alike & named:
            g = replace(g, rival=False)
        elif n not in named and not g.rival and alike & named:
            g = replace(g, rival=True)
        found.append(g)
    return found


def _added(
    ctx: GatherContext, turn: Turn, given: Given, stated: Sequence[Stated], number: int
) -> Stated | None:
    """What was stated with a second number that its own clause adds (又, 再), else None."""
    first = next((s for s in stated if s.name == given.fact), None)
    quantity = given.expression.operands[0].quantity
    low = clause_around(turn.folded, quantity.start, quantity.end)[0]
    if first is None or not _ADDS.search(turn.folded, max(low, first.end), quantity.start):
        return None
    high = clause_around(turn.folded, quantity.start, quantity.end)[1]
    rest = turn.folded[quantity.end : high]
    if content_of(rest) >= _SEVERAL and not ctx.near[given.fact].within(rest):
        return None  # 再加一个平台: something else is counted
    more = ctx.reader.stated(given, number)
    return summed_up(first, more, 1) if isinstance(more.value, Decimal) else None


def _lead(turn: Turn, given: Given) -> str:
    """A count's own clause before it: 5名未就业大学生 are five, whatever they have not got."""
    quantity = given.expression.operands[0].quantity
    low, _ = clause_around(turn.folded, quantity.start, quantity.end)
    return turn.folded[low : quantity.start]


def _around(ctx: GatherContext, turn: Turn, given: Given) -> str:
    """A count's own clause; with the one before where that names what is counted.

    模型没通过备案, 3个: the denial stands beside the name.
    """
    quantity = given.expression.operands[0].quantity
    low, high = clause_around(turn.folded, quantity.start, quantity.end)
    if not ctx.near[given.fact].within(turn.folded[low:high]) and low > 1:
        before, _ = clause_around(turn.folded, low - 1, low - 1)
        if not any(before <= q.start < low for q in turn.quantities):
            low = before
    return turn.folded[low:high]


def without_totals_of_added(turn: Turn, given: tuple[Given, ...]) -> tuple[Given, ...]:
    """The numbers, one that only says what a count comes to with those added taken from its fact.

    典型案例再多四个,总共六个: the six are of no other fact.
    """
    found = list(given)
    for n, g in enumerate(given[1:], 1):
        last = given[n - 1]
        is_sum = g.expression.unit is Unit.COUNT and g.expression.operands[0].role == "total"
        is_added = last.expression.unit is Unit.COUNT and (
            last.expression.operands[0].role == "plus" or adds_more(turn.folded, last.expression)
        )
        between = turn.folded[last.expression.end : g.expression.start]
        if is_sum and is_added and not content_of(between) and last.fact not in ("", g.fact):
            found[n] = replace(g, fact="", best="")
    return tuple(found)


def _without_claims(turn: Turn, given: Sequence[Given]) -> list[Given]:
    """Less what somebody says is paid, where another number is of the same fact.

    朋友说买算力能拿600万,我花了1000万.
    """
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    starts = {id(g): g.expression.operands[0].quantity.start for g in given}
    told: dict[str, float] = {}
    for g in given:
        if starts[id(g)] not in claimed:
            told[g.fact] = max(g.probability, told.get(g.fact, 0.0))
    kept = [
        g
        for g in given
        if starts[id(g)] not in claimed
        or g.fact not in told
        or not (told[g.fact] >= g.probability or _GETS.search(turn.folded, 0, starts[id(g)]))
    ]
    if len(kept) == len(given):
        return list(given)
    count = Counter(g.fact for g in kept)
    return [replace(g, rival=False) if count[g.fact] == 1 else g for g in kept]


def _without_promised(ctx: GatherContext, turn: Turn, given: Sequence[Given]) -> list[Given]:
    """Less what is called a reward, beside a sum of one of two years that a rule compares.

    去年营收5200万,比前年少了点,那个10万的奖有没有: no 10万 of the year before.
    """
    specs, text = ctx.rulebook.facts, turn.folded
    compared = {(g.fact, specs[g.fact].year_before) for g in given if g.fact in specs}
    pairs = {f for pair in compared if pair[1] for f in pair}
    told = [g for g in given if not _PROMISED.match(text, g.expression.end)]
    if not any(g.fact in pairs or g.fact in {b for _, b in compared} for g in told):
        return list(given)
    return [g for g in given if g in told or g.fact not in pairs]


_PROMISED = lazy("(?:元|块钱?)?的?(?:奖|补贴|补助|资助|扶持|支持)")
"""What stands behind a sum that is paid."""


def _is_member(given: Given, part: Part) -> bool:
    """Whether a number is one of several that were stated for its fact before."""
    return any(
        s.name == given.fact
        and any(
            item.value == given.expression.value
            for item in (s.value if isinstance(s.value, tuple) else s.parts)
        )
        for s in part.matter.numbers
    )


def _is_of_some(turn: Turn, given: Given, known: Stated | None) -> bool:
    """Whether a number tells of some of those stated only, or of somebody else's."""
    if known is None:
        return False
    if is_apart(turn.folded, given.expression, known.value):
        return True
    is_count = given.expression.unit is Unit.COUNT and not known.is_assumed
    return is_count and bool(denied_of(turn.folded, given.expression, known, turn.flags))
