"""What rules state as ceilings, as rates and in kind: the cells that corpus queries filter by.

A ceiling is a sum that the text calls the most (最高, 不超过, 上限): the cap of an applicant or of
an item, or the highest of a level or tier. A fixed sum and a yearly pot (每年投入5亿元) are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.cap import PERIOD_WORDS, Period
from assistant.rules.expr import (
    Add,
    Choose,
    Count,
    Fact,
    Less,
    Node,
    Number,
    Parts,
    Role,
    Said,
    Steps,
    Times,
    When,
    walk,
)
from assistant.rules.facts import FactSpec
from assistant.rules.program import compile_rule
from assistant.rules.read.figures import numbers_of
from assistant.rules.rule import Rule
from assistant.rules.show import each
from assistant.text.money import format_fraction, format_yuan


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a rule: ``value`` in yuan or as a fraction, ``quotes`` the words that say it.

    ``whose`` is what it holds for (每家企业每年, 重大项目), "" where the text says no more;
    ``said`` are the very words of the number, ``quotes`` all that carry it.
    """

    rule: Rule
    value: Decimal
    whose: str
    shown: str
    said: str
    quotes: tuple[str, ...]
    is_rate: bool = False


def ceilings_of(rule: Rule, specs: Mapping[str, FactSpec]) -> tuple[Figure, ...]:
    """Every ceiling that a rule states, each sum once."""
    found: dict[Decimal, Figure] = {}
    for value, whose, quote in _ceilings(rule, specs):
        quotes = (quote, *rule.more_quotes) if quote not in rule.quote else (rule.quote,)
        figure = Figure(rule, value, whose, format_yuan(value), quote, quotes)
        found.setdefault(value, figure)
    return tuple(found.values())


def _nodes(rule: Rule) -> tuple[Node, ...]:
    return walk(compile_rule(rule).whole)


def _ceilings(rule: Rule, specs: Mapping[str, FactSpec]) -> Iterator[tuple[Decimal, str, str]]:
    nodes = _nodes(rule)
    cap = rule.cap
    granted = [n for n in nodes if isinstance(n, Number) and n.role is Role.SUM]
    is_fixed = len(granted) == 1 and not granted[0].is_ceiling and not _counts(nodes)
    if cap is not None and not is_fixed:
        period = PERIOD_WORDS[cap.period] or (PERIOD_WORDS[Period.YEAR] if rule.yearly else "")
        yield cap.yuan, f"{cap.per}{period}", cap.quote or rule.quote
    whose = _whose(nodes, specs)
    for node in nodes:
        if not isinstance(node, Number) or node.role not in (Role.SUM, Role.ITEM_CAP, Role.CAP):
            continue
        is_own_cap = node.role is Role.CAP and cap is not None and node.value == cap.yuan
        if is_own_cap or (node.role is Role.SUM and not node.is_ceiling):
            continue
        yield node.value, whose.get(node, ""), node.quote or rule.quote


def _counts(nodes: Iterable[Node]) -> bool:
    return any(isinstance(node, Fact | Count) for node in nodes)


def _whose(nodes: Iterable[Node], specs: Mapping[str, FactSpec]) -> Mapping[Number, str]:
    """What each number of the expression holds for: a level, a band, each of what is counted."""
    found: dict[Number, str] = {}
    for node in nodes:
        match node:
            case Choose():
                choices = specs[node.fact].choices
                for case in node.cases:
                    found |= dict.fromkeys(_numbers(case.value), choices[case.key].label)
            case Steps():
                label = specs[node.by.name].label
                for band in node.bands:
                    said = f"{label}{format_yuan(band.at_least.value)}以上的"
                    found |= dict.fromkeys(_numbers(band.value), said)
            case Count():
                for item in node.items:
                    found[item.each] = each(specs[item.fact.name])
            case Times(left=left, right=Fact() as counted):
                for number in _numbers(left):
                    if number.role in (Role.SUM, Role.ITEM_CAP):
                        found.setdefault(number, each(specs[counted.name]))
    return found


def _numbers(node: Node) -> tuple[Number, ...]:
    return tuple(one for one in walk(node) if isinstance(one, Number))


def rates_stated(rule: Rule, specs: Mapping[str, FactSpec]) -> tuple[Figure, ...]:
    """Every rate of support that a rule states, each once."""
    found: dict[Decimal, Figure] = {}
    for value, whose, quote in _rates(rule, specs):
        quotes = (quote,) if quote == rule.quote else (rule.quote, quote)
        figure = Figure(rule, value, whose, format_fraction(value), quote, quotes, True)
        found.setdefault(value, figure)
    return tuple(found.values())


def _rates(rule: Rule, specs: Mapping[str, FactSpec]) -> Iterator[tuple[Decimal, str, str]]:
    nodes = _nodes(rule)
    tests = {n.then: n.test.say for n in nodes if isinstance(n, When)}
    bases: dict[Number, str] = {}
    for node in nodes:
        if isinstance(node, Times) and (base := _base(node.left, specs)):
            bases |= dict.fromkeys(_numbers(node.right), base)
    taken_off = {n for node in nodes if isinstance(node, Less) for n in _numbers(node.taken)}
    for number in numbers_of(rule, Role.RATE, Role.SHARE):
        if number in taken_off:
            continue
        base = bases.get(number, "")
        yield number.value, tests.get(number) or base, number.quote or rule.quote


def _base(node: Node, specs: Mapping[str, FactSpec]) -> str:
    """What a rate is taken of, in the rule's words; "" where the node is no such base."""
    match node:
        case Add(say=said) if said:
            return said
        case Fact(name=name):
            return specs[name].label
        case _:
            return ""


def once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure for each sum said once in a clause: that of the rule for all items together."""
    kept: dict[tuple[Decimal, str], Figure] = {}
    for figure in figures:
        key = (figure.value, figure.said)
        if key not in kept or _is_sum(figure.rule):
            kept[key] = figure
    return tuple(kept.values())


def _is_sum(rule: Rule) -> bool:
    return any(isinstance(node, Parts) for node in _nodes(rule))


def _said(rule: Rule) -> Said | None:
    return next((node for node in _nodes(rule) if isinstance(node, Said)), None)


def is_money(rule: Rule) -> bool:
    """Whether a rule pays a sum that the text puts in numbers."""
    return _said(rule) is None and not _is_sum(rule)


def is_in_kind(rule: Rule) -> bool:
    """Whether a rule gives something that is no sum of money."""
    said = _said(rule)
    return said is not None and said.is_given


def in_kind_words(rule: Rule) -> str:
    """What a rule gives that is no sum of money; "" where it gives money."""
    said = _said(rule)
    return said.say if said is not None and said.is_given else ""
