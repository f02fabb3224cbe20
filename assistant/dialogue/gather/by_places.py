"""Where each number is told of: 去德国展位费6万,又去上海5万, of rules for 境外 and for 境内.

Rules of a clause that was taken in, or the classes of one, may differ in nothing but where
something is done. A message names the places; each number goes to the rules that hold of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.inner_parts import Cases
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.measured import FIRMS
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.whereabouts import Whereabouts, chosen, names_scope, told_in
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactItem, FactKind, Per
from assistant.rules.read.names import counted_levels, main_facts
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_UNITS = {FactKind.COUNT: Unit.COUNT, FactKind.YUAN: Unit.YUAN}
_TOLD = (Relation.PLAIN, Relation.APPROXIMATE, Relation.SUM, Relation.LIST)
_ANY = "个"
_EACH = lazy("各(?:自|单独)?[^,。;!?]{0,4}$")
_FIRST = lazy("[^,，。;；]*")


def by_places(
    ctx: GatherContext, clause: ClauseId, cases: Cases, turn: Turn, part: Part, number: int
) -> tuple[Cases, frozenset[int]]:
    """The facts of a clause for each place that its rules tell apart, and where they stand.

    As they are where the rules tell none apart, or the message names no such place.
    """
    home = ctx.homes.get(clause.policy)
    if home is None or len(cases) != 1 or not ctx.is_taken_in(part):
        return cases, frozenset()
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if not r.topic]
    texts = {rule.id: _words(rule) for rule in rules}
    texts = {name: text for name, text in texts.items() if names_scope(text)}
    told = [w for w in told_in(turn.folded, home) if not part.stretches or part.holds(w.start)]
    own = chosen(texts, told, home) if len(texts) > 1 and told else {}
    ((label, facts),) = cases
    if not own:
        return _by_class(ctx, rules, told, facts, turn, number) or (cases, frozenset())
    by_id = {rule.id: rule for rule in rules}
    named = [w for w in told if w.start in own]
    if len({own[w.start] for w in named}) == 1:
        return ((label, _only(facts, own[named[0].start], by_id, label)),), frozenset()
    found: dict[frozenset[str], list[Stated]] = {}
    used: set[int] = set()
    for low, high, where in _stretches(turn, named):
        holding = own[where.start]
        fact = _paid_of([by_id[name] for name in holding], ctx)
        numbers = [e for e in turn.expressions if low <= e.start < high and _fits(ctx, fact, e)]
        if len(numbers) != 1 or not fact:
            return cases, frozenset()
        e = numbers[0]
        value = e.value or Decimal(0)
        if _EACH.search(turn.folded, low, e.start):
            value *= sum(low <= w.start < high for w in told)
        used |= {e.start, *(o.quantity.start for o in e.operands)}
        text = e.operands[0].quantity.text
        stated = Stated(fact, value, e.start, e.end, text, turn=number, rules=tuple(holding))
        found.setdefault(holding, []).append(stated)
    names = {s.name for several in found.values() for s in several}
    kept = tuple(s for s in facts if s.name not in names)
    return (
        tuple(("", (*kept, _together(ctx, several))) for several in found.values()),
        frozenset(used),
    )


def _by_class(
    ctx: GatherContext,
    rules: Sequence[Rule],
    told: Sequence[Whereabouts],
    facts: tuple[Stated, ...],
    turn: Turn,
    number: int,
) -> tuple[Cases, frozenset[int]] | None:
    """The counts of each place as items of the classes of one rule: 国内4个,德国2个."""
    for rule in rules:
        levels = counted_levels(rule)
        home = ctx.homes.get(rule.clause_id.partition("#")[0])
        if levels is None or home is None:
            continue
        spec, count = ctx.rulebook.facts[levels[0]], levels[1]
        texts = {key: choice.label for key, choice in spec.choices.items()}
        own = chosen(texts, told, home)
        named = [w for w in told if len(own.get(w.start, ())) == 1]
        keys = {min(own[w.start]) for w in named}
        if not keys:
            continue
        if len(keys) == 1:
            where = named[0]
            text = turn.folded[where.start : where.end]
            told_key = Stated(spec.name, min(keys), where.start, where.end, text, turn=number)
            kept = tuple(s for s in facts if s.name != spec.name)
            is_listed = any(s.name == count and isinstance(s.value, tuple) for s in facts)
            return None if is_listed else ((("", (*kept, told_key)),), frozenset())
        items: list[FactItem] = []
        for low, high, where in _stretches(turn, named):
            numbers = [e for e in turn.expressions if low <= e.start < high]
            numbers = [e for e in numbers if _fits(ctx, count, e)]
            if len(numbers) != 1:
                return None
            e = numbers[0]
            value = e.value or Decimal(0)
            if _EACH.search(turn.folded, low, e.start):
                value *= sum(low <= w.start < high for w in told)
            kind = spec.choices[min(own[where.start])].label
            items.append(FactItem(value, kind=kind, start=e.start, end=e.end))
        start, end = items[0].start or 0, items[-1].end or 0
        both = Stated(count, tuple(items), start, end, turn.folded[start:end], turn=number)
        kept = tuple(s for s in facts if s.name not in (spec.name, count))
        return (("", (*kept, both)),), frozenset(i.start for i in items if i.start is not None)
    return None


def _words(rule: Rule) -> str:
    """The words that say where a rule applies: its title, or how its quote begins."""
    title = fold(rule.title.rpartition("：")[2])
    if names_scope(title):
        return title
    first = _FIRST.match(fold(rule.quote))
    return first.group() if first is not None else ""


def _stretches(turn: Turn, named: Sequence[Whereabouts]) -> list[tuple[int, int, Whereabouts]]:
    """From the clause of each place up to that of the next; places of one clause are one."""
    starts: dict[int, Whereabouts] = {}
    for where in named:
        starts.setdefault(clause_around(turn.folded, where.start, where.end)[0], where)
    lows = sorted(starts)
    ends = [*lows[1:], len(turn.folded)]
    return [(low, high, starts[low]) for low, high in zip(lows, ends, strict=True)]


def _only(
    facts: tuple[Stated, ...], holding: frozenset[str], rules: Mapping[str, Rule], label: str
) -> tuple[Stated, ...]:
    """The facts, for the rules that hold of the only place that is named."""
    main = {f for name in holding for f in main_facts(rules[name])}
    return tuple(
        replace(s, rules=tuple(sorted(holding))) if s.name in main and not s.rules else s
        for s in facts
    )


def _paid_of(rules: Sequence[Rule], ctx: GatherContext) -> str:
    """The one sum or count that rules work with; "" for none or several."""
    facts = {f for rule in rules for f in main_facts(rule)}
    plain = {
        f
        for f in facts
        if ctx.rulebook.facts[f].kind in _UNITS and ctx.rulebook.facts[f].per is Per.NONE
    }
    return min(plain) if len(plain) == 1 else ""


def _fits(ctx: GatherContext, fact: str, expression: Expression) -> bool:
    spec = ctx.rulebook.facts.get(fact)
    if spec is None or expression.relation not in _TOLD or expression.value is None:
        return False
    own = spec.unit_name.removeprefix(_ANY)
    alike = {_ANY, spec.unit_name[:1], own} | (FIRMS if own[-1:] in FIRMS else set())
    if spec.kind is FactKind.COUNT and expression.classifier not in alike:
        return False  # 参加了一次展会,用了4个展位
    return expression.unit is _UNITS[spec.kind]


def _together(ctx: GatherContext, told: Sequence[Stated]) -> Stated:
    """What is told of several places that the same rules hold of: counts added, sums as items."""
    first = told[0]
    if len(told) == 1:
        return first
    values = [s.value for s in told if isinstance(s.value, Decimal)]
    if ctx.is_count(first.name):
        return replace(first, value=sum(values, Decimal(0)))
    items = tuple(
        FactItem(s.value, start=s.start, end=s.end) for s in told if isinstance(s.value, Decimal)
    )
    return replace(first, value=items)
