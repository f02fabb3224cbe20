"""Some of what is counted of a kind of its own: 320万件,其中50万件是冷链; 12间,里面5间上了数字人.

A policy that was taken in pays such a kind more, by a rule beside that for the others or by a class
of its own. The part and the rest are then two numbers of one fact, each for its own rule; where the
rule of the kind only adds to what all get, the whole is the number of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_chars
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.own_measures import INSIDE, is_whole_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.rules.read.names import counted_levels, main_facts, variants_of
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_DENIED = lazy("[没未不无非]|除外|作废|退")
_UNITS = {
    Unit.COUNT: FactKind.COUNT,
    Unit.SQUARE_METRE: FactKind.SQUARE_METRES,
}
_TOLD = (Relation.PLAIN, Relation.APPROXIMATE)
_CHARS = 2

Cases = tuple[tuple[str, tuple[Stated, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Inner:
    """A part inside a whole, and what stands around each of them."""

    whole: Expression
    part: Expression
    said: str
    beside: str

    @property
    def rest(self) -> Decimal:
        """How much of the whole is not of the part."""
        return (self.whole.value or Decimal(0)) - (self.part.value or Decimal(0))


def less_inside(turn: Turn, part: Part, items: tuple[FactItem, ...]) -> tuple[FactItem, ...]:
    """The items of classes, that of a whole less the one that is told to be inside it.

    12间,里面5间上了数字人: seven are without.
    """
    inner = _inner(turn, part)
    if inner is None:
        return items
    starts = {i.start for i in items}
    if not {inner.whole.start, inner.part.start} <= starts:
        return items
    return tuple(replace(i, value=inner.rest) if i.start == inner.whole.start else i for i in items)


def in_parts(
    ctx: GatherContext, clause: ClauseId, cases: Cases, turn: Turn, part: Part, number: int
) -> tuple[Cases, tuple[Stated, ...]]:
    """The facts of a clause, those of a kind inside the whole apart, and the whole.

    As they are, and no whole, where nothing is told to be inside of it.
    """
    if part.index is not None or len(cases) != 1 or not ctx.is_taken_in(part):
        return cases, ()
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if not r.topic]
    ((_, facts),) = cases
    inner = _inner(turn, part)
    if inner is None:
        inner = _inner(turn, part, {Unit.YUAN: FactKind.YUAN})
        found = _of_variants(ctx, rules, inner, facts, number) if inner is not None else ()
        if inner is None or not found:
            return cases, ()
        return found, (found[-1][1][-1],)
    if _DENIED.search(inner.said):
        return cases, ()
    found = _of_rules(ctx, rules, inner, facts, number)
    found = found or _of_classes(ctx, rules, inner, facts, number)
    if not found:
        return cases, ()
    e = inner.whole
    count = found[-1][1][-1].name
    text = e.operands[0].quantity.text
    return found, (Stated(count, e.value or inner.rest, e.start, e.end, text, turn=number),)


def _inner(turn: Turn, part: Part, units: Mapping[Unit, FactKind] = _UNITS) -> _Inner | None:
    """The only number that is told to be inside another of its unit; None for none or several."""
    own = [
        e
        for e in turn.expressions
        if e.relation in _TOLD
        and e.unit in units
        and len(e.operands) == 1
        and e.value is not None
        and (not part.stretches or part.holds(e.start))
    ]
    found = []
    for n, e in enumerate(own[1:], 1):
        low, high = clause_around(turn.folded, e.start, e.end)
        if not INSIDE.search(turn.folded, low, e.start):
            continue
        wholes = [w for w in own[:n] if is_whole_of(w, e)]
        if not wholes:
            continue
        whole = wholes[-1]
        lead = clause_around(turn.folded, whole.start, whole.end)
        said = turn.folded[low : e.start] + turn.folded[e.end : high]
        beside = turn.folded[lead[0] : whole.start] + turn.folded[whole.end : min(lead[1], low)]
        found.append(_Inner(whole, e, said, beside))
    return found[0] if len(found) == 1 else None


def _of_rules(
    ctx: GatherContext, rules: Sequence[Rule], inner: _Inner, facts: tuple[Stated, ...], number: int
) -> Cases:
    """The part for the rules of its kind, the rest or the whole for those of all others."""
    best: list[tuple[int, str, bool | str]] = []
    for name, value in sorted({*_kinds(rules)}, key=str):
        own = [r for r in rules if _tests(r, name, value)]
        others = [r for r in rules if r not in own]
        score = _likeness(ctx, name, value, own, others, inner.said)
        if score:
            best.append((score, name, value))
    if not best:
        return ()
    top = max(score for score, _, _ in best)
    found = [(name, value) for score, name, value in best if score == top]
    if len(found) != 1:
        return ()
    ((name, value),) = found
    own = [r for r in rules if _tests(r, name, value)]
    counts = [f for f in sorted(_sums(ctx, own)) if _fits(ctx, f, inner.part)]
    if len(counts) != 1:
        return ()
    count = counts[0]
    base = [r for r in rules if r not in own and count in _sums(ctx, [r])]
    unread = [r for r in rules if r not in own and r.amount.kind == "unquantified"]
    if not base:
        return ()
    shared = [r for r in base if any(c.fact == name for c in r.when)]
    besides = [c.is_ for r in shared for c in r.when if c.fact == name]
    rest = inner.rest if shared else inner.whole.value or Decimal(0)
    if any(_is_short(r, count, v, inner) for r, v in ((base[0], rest), (own[0], inner.part.value))):
        return ()  # a bound that only all together reach
    kept = tuple(s for s in facts if s.name not in (name, count))
    whole, of_part = (
        Stated(count, value, e.start, e.end, e.operands[0].quantity.text, turn=number)
        for e, value in ((inner.whole, rest), (inner.part, inner.part.value or rest))
    )
    told = Stated(name, value, inner.part.start, inner.part.end, inner.said, turn=number)
    plain = replace(told, value=besides[0] if besides and besides[0] is not None else False)
    return (
        ("", (*kept, plain, replace(whole, rules=tuple(r.id for r in (*base, *unread))))),
        ("", (*kept, told, replace(of_part, rules=tuple(r.id for r in own)))),
    )


def _kinds(rules: Sequence[Rule]) -> Iterator[tuple[str, bool | str]]:
    """Each kind that rules are for: a flag that is true, or a class of a choice."""
    for rule in rules:
        for c in rule.when:
            if c.is_ is True or isinstance(c.is_, str):
                yield c.fact, c.is_


def _tests(rule: Rule, name: str, value: bool | str) -> bool:
    return any(c.fact == name and c.is_ == value for c in rule.when)


def _likeness(
    ctx: GatherContext,
    name: str,
    value: bool | str,
    own: Sequence[Rule],
    others: Sequence[Rule],
    said: str,
) -> int:
    """How much the words of a part share with a kind and with nothing that others are paid for."""
    spec = ctx.rulebook.facts[name]
    choice = spec.choices.get(str(value)) if isinstance(value, str) else None
    named = fold("¶".join((choice.label, *choice.words) if choice else (spec.label, *spec.words)))
    quotes = {fold(r.quote) for r in own} - {fold(r.quote) for r in others}
    texts = [named, *quotes]
    score = sum(any(pair in text for text in texts) for pair in naming_pairs(said))
    chars = content_chars(said) & content_chars(named)
    return 2 * score + (len(chars) if len(chars) >= _CHARS else 0)


def _sums(ctx: GatherContext, rules: Sequence[Rule]) -> frozenset[str]:
    return frozenset(f for rule in rules for f in main_facts(rule))


def _fits(ctx: GatherContext, name: str, expression: Expression) -> bool:
    """Whether a fact is told in the unit of a number and nothing else is meant by its measure."""
    return ctx.rulebook.facts[name].kind is _UNITS[expression.unit] and not ctx.is_beyond(name)


def _is_short(rule: Rule, count: str, value: Decimal | None, inner: _Inner) -> bool:
    """Whether a part misses a bound of its rule that the whole reaches."""
    whole = inner.whole.value or Decimal(0)
    return any(
        c.fact == count and c.at_least is not None and (value or 0) < c.at_least <= whole
        for c in rule.conditions
    )


def _of_classes(
    ctx: GatherContext, rules: Sequence[Rule], inner: _Inner, facts: tuple[Stated, ...], number: int
) -> Cases:
    """The part and the rest as items of two classes of one rule: 50个学员,里头有8个残疾人."""
    for rule in rules:
        levels = counted_levels(rule)
        if levels is None or not _fits(ctx, levels[1], inner.part):
            continue
        spec, count = ctx.rulebook.facts[levels[0]], levels[1]
        if len(spec.choices) != _CHARS:
            continue
        items = _two_items(ctx, spec, inner)
        if not items:
            continue
        start, end = inner.whole.start, inner.part.end
        both = Stated(count, items, start, end, "", turn=number)
        kept = tuple(s for s in facts if s.name not in (spec.name, count))
        return (("", (*kept, both)),)
    return ()


def _two_items(ctx: GatherContext, spec: FactSpec, inner: _Inner) -> tuple[FactItem, ...]:
    """The rest and the part as items of the two classes of a choice; () where none is told."""
    scores = {key: _likeness(ctx, spec.name, key, (), (), inner.said) for key in spec.choices}
    first, second = sorted(scores, key=lambda key: -scores[key])
    if not scores[first] or scores[first] == scores[second]:
        return ()
    return (
        FactItem(
            inner.rest,
            kind=spec.choices[second].label,
            start=inner.whole.start,
            end=inner.whole.end,
        ),
        FactItem(
            inner.part.value or Decimal(0),
            kind=spec.choices[first].label,
            start=inner.part.start,
            end=inner.part.end,
        ),
    )


def _of_variants(
    ctx: GatherContext, rules: Sequence[Rule], inner: _Inner, facts: tuple[Stated, ...], number: int
) -> Cases:
    """一共2000万,其中800万给区内机构: the part and the rest at the rates of the two cases."""
    for rule in rules:
        names = {c.fact for c in variants_of(rule) if isinstance(c.is_, str)}
        sums = main_facts(rule)
        if len(names) != 1 or len(sums) != 1:
            continue
        spec = ctx.rulebook.facts[names.pop()]
        if len(spec.choices) != _CHARS or ctx.rulebook.facts[sums[0]].kind is not FactKind.YUAN:
            continue
        items = _two_items(ctx, spec, inner)
        if items:
            both = Stated(
                sums[0], items, inner.whole.start, inner.part.end, "", turn=number
            )  # fmt: skip
            kept = tuple(s for s in facts if s.name not in (spec.name, sums[0]))
            return (("", (*kept, both)),)
    return ()
