"""Sums that a message tells as got (去年领过10万, 同行拿了300万): nothing is reckoned on them.

A rule that takes off what was received before has a fact for it, and what the asker got is that
fact. No other rule has a use for it, and none takes it for what was spent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.levels_of_payer import is_of_another_level
from assistant.dialogue.gather.paid_before import taken_off
from assistant.dialogue.gather.parts import Gathered, Part
from assistant.dialogue.stated import APART, GOT, ONCE, THEIRS, Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.cap import Period
from assistant.rules.facts import FactKind
from assistant.text.expressions import find_expressions
from assistant.text.pattern import lazy
from assistant.text.receipts import Receipt, got_before

_RAISED = frozenset("拿获")


def without_receipts(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Stated, ...], tuple[Unused, ...]]:
    """The message less what was got, that as a fact where a rule takes it off, else as unused."""
    if not turn.receipts or not parts:
        return turn, (), ()
    told: list[Stated] = []
    left: list[Unused] = []
    gone: set[int] = set()
    received = {name for part in parts for name in received_by(ctx, part)}
    for one in turn.receipts:
        if not any(one.at == o.quantity.start for e in turn.expressions for o in e.operands):
            continue  # cut as an aside, or spent already
        words = turn.folded[one.start : one.end]
        is_known = one.names_support or any(one.start <= f.start < one.end for f in turn.flags)
        if not is_known and any(_is_raised(ctx, part) for part in parts):
            continue  # 我们拿了3000万, where investors pay: the round itself
        before = turn.folded[: one.start]
        is_own = not all(is_of_another_level(ctx, part, words, before) for part in parts)
        fact_of = received if is_own else set[str]()
        less = {n for part in parts for n in _taken_off(ctx, part, words)}
        if less:  # 财政已经给了500万, of what is paid without fiscal funds
            gone.add(one.at)
            told += _as_received(turn, one, min(less), number)
        elif not one.is_ours or not fact_of:
            gone.add(one.at)
            kind = GOT if one.is_ours else THEIRS
            left.append(Unused(words, one.start, one.end, kind))
        elif len(fact_of) == 1 and len(turn.receipts) == 1:
            gone.add(one.at)
            told += _as_received(turn, one, min(fact_of), number)
    if not gone:
        return turn, (), ()
    return _without(turn, gone), tuple(told), tuple(left)


def less_when_got(
    turn: Turn, unused: Sequence[Unused], got: Sequence[Unused]
) -> tuple[Unused, ...]:
    """What is left unused, less numbers that tell only when something was got.

    过3000万那年领过10万: that it was got is told with these words, so they are not told twice.
    """
    spans = [(u.start, u.end) for u in got]
    return tuple(
        u
        for u in unused
        if not _THEN.match(turn.folded, u.end)
        or not any(low <= u.start and u.end < high for low, high in spans)
    )


_THEN = lazy("元?(?:的)?(?:那一?[年次回]|那会儿?|那时候?|那阵子?|当年|时候?)")


def told_got_before(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> tuple[Unused, ...]:
    """Where a message tells that something was got before, of which no rule takes account."""
    if not any(_may_be_once(ctx, part) for part in parts):
        return ()
    clauses = [clause for part in parts for clause in part.matter.clauses]
    heard = [f.start for f in turn.flags if any(ctx.speaks_of(c, f.name) for c in clauses)]
    return tuple(
        Unused(turn.folded[low:high], low, high, ONCE)
        for low, high in got_before(turn.folded)
        if not any(low <= r.at < high for r in turn.receipts)
        and not any(low <= start < high for start in heard)
    )


def _may_be_once(ctx: GatherContext, part: Part) -> bool:
    """Whether something is paid that is not paid anew each year."""
    caps = [cap for rule in ctx.rules_of(part) for cap in rule.caps]
    return not caps or any(cap.period is not Period.YEAR for cap in caps)


def received_by(ctx: GatherContext, part: Part) -> frozenset[str]:
    """The facts of what was received before that rules of a matter take off."""
    rules = ctx.rules_of(part)
    names = (name for rule in rules for name in (rule.received, *(cap.less for cap in rule.caps)))
    return frozenset(name for name in names if name)


def _is_raised(ctx: GatherContext, part: Part) -> bool:
    """Whether rules of a matter work with a sum that is got from others: 融到, 拿到投资."""
    facts = ctx.rulebook.facts
    names = {name for clause in part.matter.clauses for name in ctx.needs(clause).all}
    names -= received_by(ctx, part)
    return any(
        _RAISED & set(word)
        for name in names
        if facts[name].kind is FactKind.YUAN
        for word in facts[name].words
    )


def _taken_off(ctx: GatherContext, part: Part, words: str) -> Iterator[str]:
    """The facts that rules of a matter take off their sum, of those who pay by the words."""
    for rule in ctx.rules_of(part):
        for name in taken_off(rule):
            is_before = _BEFORE.search(words) is not None
            if not is_before and (ctx.near[name].within(words) or _GIVEN_BY.search(words)):
                yield name


_BEFORE = lazy("去年|前年|往年|[之以此]前|上[次回]|过")
_GIVEN_BY = lazy("(?:政府|财政|[区市省]里?|国家|上[面级头])[^,。;!?]{0,4}(?:给|拨|补|出|投|配)")


def _as_received(turn: Turn, one: Receipt, name: str, number: int) -> Iterator[Stated]:
    for q in turn.quantities:
        if q.start == one.at:
            yield Stated(name, q.value, q.start, q.end, q.text, turn=number)


def less_receipts(ctx: GatherContext, turn: Turn, gathered: Gathered) -> Turn:
    """The message less the sums that are told as got: nothing reads them once more."""
    spans = [(u.start, u.end) for u in gathered.unused if u.kind in (GOT, THEIRS)]
    gone = {r.at for r in turn.receipts if any(a <= r.at < b for a, b in spans)}
    apart = [(u.start, u.end) for u in gathered.unused if u.kind == APART]
    gone |= {q.start for q in turn.quantities if any(a <= q.start < b for a, b in apart)}
    for _, matter in gathered.parts if turn.receipts else ():
        names = received_by(ctx, Part(None, matter, ()))
        gone |= {s.start for s in matter.numbers if s.name in names} & {r.at for r in turn.receipts}
    if not gone:
        return turn
    claims = tuple(c for c in turn.claims if c.start not in gone)
    return replace(_without(turn, gone), claims=claims)


def _without(turn: Turn, gone: Collection[int]) -> Turn:
    """The message without some numbers; what they stood together with is read without them."""
    quantities = tuple(
        replace(q, role="received") if q.start in gone else q for q in turn.quantities
    )
    held = [e for e in turn.expressions if any(o.quantity.start in gone for o in e.operands)]
    kept = tuple(e for e in turn.expressions if e not in held)
    if any(len(e.operands) > 1 for e in held):
        kept = find_expressions(turn.folded, quantities)
    return replace(turn, quantities=quantities, expressions=kept)
