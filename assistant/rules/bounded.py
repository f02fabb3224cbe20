"""A number told as a limit: 营收不到5000万 does not reach 5000万, 超过1000万 is more than that.

Such a fact is a list of one item whose ``relation`` says on which side of the number it lies. A
rule is worked out for the number itself and for what lies right beside it: where that makes a
difference (a condition, a band), the side decides, else the number is worked with as it stands.
Where both may hold (不超过5000万; a condition only a little further on), the two ends are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.rules.condition import Comparison
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import FactItem, FactKind, Facts, FactSpec, FactValue
from assistant.rules.rule import Rule
from assistant.rules.show import show_of
from assistant.text.money import format_yuan

BELOW, ABOVE, AT_MOST, AT_LEAST = "不到", "超过", "不超过", "不低于"
BOUNDS = (BELOW, ABOVE, AT_MOST, AT_LEAST)
_DOWN = (BELOW, AT_MOST)
_STRICT = (BELOW, ABOVE)
_GRAIN = Decimal("0.01")
_NEARBY = Decimal("0.75")
"""Who says 不到6000万 has nearly as much: what is asked at less than this share of it, he has."""
_SAME = Decimal("0.99")
"""Two sums that differ by less differ by the grain alone."""
_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING, EstimateStatus.CONDITION_NOT_MET)


def bounded(value: FactValue, relation: str) -> FactValue:
    """The number as the limit that it was told as."""
    return (FactItem(value, relation=relation),) if isinstance(value, Decimal) else value


def bound_of(value: FactValue | None) -> str:
    """On which side of its number a fact lies; "" for one that says no side."""
    is_one = isinstance(value, tuple) and len(value) == 1 and value[0].relation in BOUNDS
    return value[0].relation if is_one and isinstance(value, tuple) else ""


def is_bounded(facts: Facts) -> bool:
    """Whether some number was told as a limit."""
    return any(map(bound_of, facts.values()))


def estimate_bounded(
    rule: Rule, facts: Facts, specs: Mapping[str, FactSpec], work_out: Callable[[Facts], Estimate]
) -> Estimate:
    """What a rule gives for facts of which some are limits; ``work_out`` takes numbers."""
    told = {name: bound for name, value in facts.items() if (bound := bound_of(value))}
    follow = {n for n in told if any(s in told for s in _sources(specs.get(n)))}
    told = {name: bound for name, bound in told.items() if name not in follow}
    facts = {name: value for name, value in facts.items() if name not in follow}
    at = {**facts, **{name: _number(facts[name]) for name in told}}
    literal = work_out(at)
    found: list[Estimate] = []
    for name, bound in told.items():
        number = _number(facts[name])
        kind = specs[name].kind
        ends = [_beside(number, bound, kind), *_far(rule, name, bound, number, specs)]
        ends += [number] if bound not in _STRICT else []
        tried = [work_out({**at, name: end}) for end in ends]
        found += _told_apart([_said(one, literal, bound, specs) for one in tried], literal)
    sides = {name: facts[name] for name in told}
    found = [replace(e, facts=tuple((n, sides.get(n, v)) for n, v in e.facts)) for e in found]
    missed = (one for one in found if one.status is EstimateStatus.CONDITION_NOT_MET)
    return next(missed, found[0] if found else literal)


def _told_apart(ends: Sequence[Estimate], literal: Estimate) -> Iterator[Estimate]:
    """What comes out where a number is on its side of a limit, if not what the number gives."""
    if all(_is_same(one, literal) for one in ends):
        if ends[0].reasons != literal.reasons:  # it fails either way: with the words of the asker
            yield ends[0]
        return
    first, *others = ends
    other = next((one for one in others if not _is_same(one, first)), None)
    if other is None:
        yield first
    elif first.status in _DECIDED and other.status in _DECIDED:
        yield _between(first, other)


def _beside(number: Decimal, bound: str, kind: FactKind) -> Decimal:
    """The next number on its side: of things one fewer or more, else a grain."""
    grain = Decimal(1) if kind is FactKind.COUNT and number > 1 else _GRAIN
    return number - grain if bound in _DOWN else number + grain


def _number(value: FactValue) -> Decimal:
    return value[0].value if isinstance(value, tuple) else Decimal(0)


def _is_same(one: Estimate, other: Estimate) -> bool:
    """Whether two estimates are alike, but for what the grain itself makes."""
    if (one.status, one.period) != (other.status, other.period):
        return False
    low, high = sorted((one.amount or Decimal(0), other.amount or Decimal(0)))
    return low >= high * _SAME


def _far(
    rule: Rule, name: str, bound: str, number: Decimal, specs: Mapping[str, FactSpec]
) -> Iterator[Decimal]:
    """Numbers on the side of the limit and not far from it, where a condition turns round."""
    for test in (*rule.when, *rule.conditions):
        if test.fact != name and name not in _sources(specs.get(test.fact)):
            continue
        for limit in _turns(test, bound):
            low, high = sorted((limit, number))
            beyond = limit < number if bound in _DOWN else limit > number
            if beyond and low >= high * _NEARBY:
                yield limit


def _sources(spec: FactSpec | None) -> tuple[str, ...]:
    return tuple(s for way in spec.derive for s in way.sources) if spec else ()


def _turns(test: Comparison, bound: str) -> Iterator[Decimal]:
    """The first numbers on which a test comes out otherwise, going down or up."""
    steps = (
        (test.at_least, -_GRAIN, Decimal(0)),
        (test.more_than, Decimal(0), _GRAIN),
        (test.at_most, Decimal(0), _GRAIN),
        (test.less_than, -_GRAIN, Decimal(0)),
    )
    for limit, down, up in steps:
        if isinstance(limit, Decimal):
            yield limit + (down if bound in _DOWN else up)


def _said(
    estimate: Estimate, literal: Estimate, bound: str, specs: Mapping[str, FactSpec]
) -> Estimate:
    """The estimate right beside a limit, with the limit as it was told."""
    at = dict(literal.facts)
    facts: list[tuple[str, FactValue]] = []
    words: list[tuple[str, str]] = []
    counts = False
    for name, value in estimate.facts:
        number = at.get(name)
        if isinstance(value, Decimal) and isinstance(number, Decimal) and value != number:
            words.append((show_of(specs[name], value), bound + _shown(specs[name], number)))
            counts = counts or specs[name].kind is FactKind.COUNT
            facts.append((name, bounded(number, bound)))
        else:
            facts.append((name, value))

    def told(text: str) -> str:
        for shown, said in words:
            text = text.replace(f"为{shown}", said).replace(shown, said)
        return text

    said = replace(estimate, facts=tuple(facts), reasons=tuple(map(told, estimate.reasons)))
    if counts:  # 不到4个 is at most three, of which the sum is made
        return said
    whole = {v: _whole(v) for v in (estimate.amount, *(s.value for s in estimate.steps)) if v}
    words += [(format_yuan(v), format_yuan(w)) for v, w in whole.items() if v != w]
    return replace(
        said,
        amount=whole.get(estimate.amount, estimate.amount) if estimate.amount else estimate.amount,
        steps=tuple(
            replace(step, text=told(step.text), value=whole.get(step.value, step.value))
            for step in estimate.steps
        ),
    )


def _whole(value: Decimal) -> Decimal:
    """A sum without what the grain took off or put on."""
    near = value.to_integral_value(ROUND_HALF_UP)
    return near if abs(near - value) <= _GRAIN else value


def _shown(spec: FactSpec, number: Decimal) -> str:
    """A number with what it counts: 10个, 3项国际标准."""
    shown = show_of(spec, number)
    return shown + (spec.unit_name[:1] or "个") if spec.kind is FactKind.COUNT else shown


def _between(one: Estimate, other: Estimate) -> Estimate:
    """Both ends, where a limit leaves open which of them holds."""
    low, high = sorted((one, other), key=lambda e: e.amount or Decimal(0))
    if not high.amount:
        return one
    return replace(
        high,
        status=EstimateStatus.PAYABLE,
        amount=None,
        uncapped=None,
        range=(low.amount or Decimal(0), high.amount),
        reasons=low.reasons,
    )
