"""Check a rule against its clause: quotes verbatim, numbers quoted, facts known.

Used when the rulebook is loaded (the first complaint is raised) and by the audit (all are listed).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from assistant.errors import UserError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.condition import Comparison, Condition
from assistant.rules.expr import Choose, Number, Place, Said, walk
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.measure import Measure
from assistant.rules.program import compile_rule, parts_of, place_of
from assistant.rules.quoted_numbers import quoted_numbers, shares_for_each, wholes
from assistant.rules.read.figures import measure_of, rates_of, stated
from assistant.rules.read.names import conditions_of, facts_named, main_facts
from assistant.rules.rule import Beside, Factor, Part, Rounding, Rule

Complaint = tuple[Place, str]
"""Where in the rule (for the line) and what is wrong, with what to do."""

_TRIVIAL = frozenset({Decimal(0), Decimal(1)})
"""Thresholds that only say "some": at least one, more than none; they need no quote."""


def check_rule(
    rule: Rule,
    clause_text: str,
    facts: Mapping[str, FactSpec],
    rule_ids: Container[str],
    text_of: Callable[[str], str] = lambda _: "",
) -> Iterator[Complaint]:
    """Everything that is wrong with the rule.

    ``clause_text`` is the text of the rule's clause as published; ``text_of`` gives that of any
    other clause, "" for an unknown one.
    """
    yield from _check_quotes(rule, clause_text, text_of)
    yield from _check_facts(rule, facts)
    yield from _check_numbers(rule, facts)
    for n, part in enumerate(parts_of(rule)):
        if part not in rule_ids:
            yield ("amount", "rules", n), f"没有规则 {part!r}，请改正 sum 所列的规则编号"


def texts_of(corpus: Corpus) -> Callable[[str], str]:
    """The text of a clause by its id, "" for one that is not there."""

    def text_of(clause_id: str) -> str:
        try:
            return corpus.require(ClauseId.parse(clause_id)).text
        except UserError:
            return ""

    return text_of


def said_elsewhere(
    rule: Rule,
) -> Iterator[tuple[Place, Cap | Condition | Rounding | Factor | Part | Beside]]:
    """What another clause states for the rule, with its place."""
    for where, condition in conditions_of(rule):
        if condition.clause:
            yield where, condition
    for n, cap in enumerate(rule.caps):
        if cap.clause:
            yield _place_of_cap(rule, n), cap
    if rule.rounding.clause:
        yield ("rounding",), rule.rounding
    for n, factor in enumerate(rule.factors):
        if factor.clause:
            yield ("factors", n), factor
    for n, words in enumerate(rule.beside):
        yield ("beside", n), words
    for n, part in enumerate(rule.paid_in):
        if part.clause:
            yield ("paid_in", n), part


def _place_of_cap(rule: Rule, n: int) -> Place:
    return ("cap",) if rule.cap is not None and n == 0 else ("more_caps", n - bool(rule.cap))


def quotes_of(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All quotes of a rule with their places; empty ones are left out."""
    yield ("quote",), rule.quote
    for n, quote in enumerate(rule.more_quotes):
        yield ("more_quotes", n), quote
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            if condition.quote and not condition.clause:
                yield (name, n, "quote"), condition.quote
    for n, cap in enumerate(rule.caps):
        if cap.quote and not cap.clause:
            yield (*_place_of_cap(rule, n), "quote"), cap.quote
    if rule.rounding.quote and not rule.rounding.clause:
        yield ("rounding", "quote"), rule.rounding.quote
    for node in walk(compile_rule(rule).amount):
        is_own = isinstance(node, Number) and not _is_elsewhere(rule, node.where)
        if isinstance(node, Number) and is_own and node.quote:
            yield place_of((*node.where[:-1], "quote")), node.quote
    yield from _quotes_over(rule)
    for n, pool in enumerate(rule.pools):
        yield ("pools", n, "quote"), pool.quote


def _quotes_over(rule: Rule) -> Iterator[tuple[Place, str]]:
    """The quotes of what goes over the caps."""
    if rule.within is not None and rule.within.quote:
        yield ("within", "quote"), rule.within.quote
    for n, part in enumerate(rule.paid_in):
        if not part.clause:
            yield ("paid_in", n, "quote"), part.quote


def _is_elsewhere(rule: Rule, where: Place) -> bool:
    """Whether a number is told with its cap, or stands in another clause."""
    if where[0] == "factors" and isinstance(where[1], int):
        return bool(rule.factors[where[1]].clause)
    return where[0] in ("cap", "more_caps")


def _check_quotes(
    rule: Rule, clause_text: str, text_of: Callable[[str], str]
) -> Iterator[Complaint]:
    for where, said in said_elsewhere(rule):
        if said.quote not in text_of(said.clause):
            told = f"引文 {said.quote!r} 不在 {said.clause} 的原文里，请核对 clause 和 quote"
            yield (*where, "quote"), told
        if not said.quote:
            yield (*where, "clause"), "写在另一条款里的，要写 quote 摘出那里的原文"
    for where, quote in quotes_of(rule):
        if not quote or quote not in clause_text:
            yield where, f"引文 {quote!r} 不在 {rule.clause_id} 的原文里，请从 source.txt 原样复制"


def _check_facts(rule: Rule, facts: Mapping[str, FactSpec]) -> Iterator[Complaint]:
    for where, name in facts_named(rule):
        if name not in facts:
            yield where, f"没有事实 {name!r}，请在 facts.yaml 里补上或改正"
    for where, condition in conditions_of(rule):
        yield from _check_condition(where, condition, facts)
    # A threshold in dollars needs no exchange rate, the sum that a rate is applied to does.
    base = getattr(rule.amount, "base", None)
    named = {name for _, name in facts_named(rule)}
    if isinstance(base, Base):
        exchange = getattr(rule.amount, "exchange", None) or ""
        named = {*base.plus, *base.optional, *base.minus, exchange}
    kinds = {facts[name].kind for name in named if name in facts}
    if rates_of(rule) and FactKind.FOREIGN in kinds and FactKind.EXCHANGE not in kinds:
        yield ("amount",), "基数是外币：要写 exchange（汇率的事实），不写就不能算成元"
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, Choose) and node.fact in facts:
            for case in node.cases:
                if case.key not in facts[node.fact].choices:
                    yield place_of(case.where), f"{node.fact} 没有选项 {case.key!r}"


def _check_condition(
    where: tuple[str | int, ...], condition: Condition, facts: Mapping[str, FactSpec]
) -> Iterator[Complaint]:
    given = [
        condition.at_least,
        condition.more_than,
        condition.at_most,
        condition.less_than,
        condition.is_,
        condition.one_of or None,
    ]
    if sum(value is not None for value in given) != 1:
        yield where, "条件要写且只写一种比较（at_least、more_than、at_most、less_than、is、one_of）"
        return
    spec = facts.get(condition.fact)
    if spec is None:
        return
    if spec.kind is FactKind.FLAG:
        if not isinstance(condition.is_, bool):
            yield where, f"{spec.name} 是是非题，条件要写 is: true 或 is: false"
    elif spec.kind is FactKind.CHOICE:
        for key in condition.one_of or (str(condition.is_),):
            if key not in spec.choices:
                yield where, f"{spec.name} 没有选项 {key!r}：可用 {'、'.join(spec.choices)}"
    elif condition.is_ is not None or condition.one_of:
        yield where, f"{spec.name} 是数字，条件要写 at_least、more_than、at_most 或 less_than"


def used_numbers(rule: Rule, facts: Mapping[str, FactSpec]) -> frozenset[tuple[Decimal, Measure]]:
    """The numbers a rule works with or tells in its words (readings, conditions, pools)."""
    worked = {(value, measure) for _, value, measure, _ in _numbers_of(rule, facts, ("",))}
    told = [rule.title, *rule.readings, *(pool.say for pool in rule.pools)]
    told += [condition.say for condition in (*rule.when, *rule.conditions)]
    nodes = walk(compile_rule(rule).amount)
    told += [node.say for node in nodes if isinstance(node, Said)]
    worked.update((n.value, n.measure) for text in told for n in quoted_numbers(text))
    for share, paid in shares_for_each(rule.quote):
        if (share.value, share.measure) in worked:
            worked.add((paid.value, paid.measure))
    worked.update(_taken_off(main_facts(rule), facts))
    return frozenset(worked)


def _taken_off(
    names: Iterable[str], facts: Mapping[str, FactSpec]
) -> Iterator[tuple[Decimal, Measure]]:
    """The plain numbers by which facts are less than others (超过5000吨的部分)."""
    for name in names:
        spec = facts.get(name)
        for way in spec.derive if spec is not None else ():
            plain = (term for term in way.difference if term not in facts)
            yield from ((Decimal(term), measure_of(spec)) for term in plain)
            yield from _taken_off([term for term in way.difference if term in facts], facts)


def _check_numbers(rule: Rule, facts: Mapping[str, FactSpec]) -> Iterator[Complaint]:
    whole = tuple(quote for where, quote in quotes_of(rule) if where[0] != "pools")
    whole += tuple(words.quote for words in rule.beside)
    for where, value, measure, quotes in _numbers_of(rule, facts, whole):
        if not any(value in _values(quote, measure) for quote in quotes):
            yield where, f"数字 {value} 不在引文里（{quotes[0][:40]}…），请核对数字或补上引文"


_Claim = tuple[tuple[str | int, ...], Decimal, Measure, tuple[str, ...]]


def _numbers_of(
    rule: Rule, facts: Mapping[str, FactSpec], whole: tuple[str, ...]
) -> Iterator[_Claim]:
    """Every number of the rule, what it measures, and the quotes in which it must stand."""
    yield from _conditions_numbers(rule, facts, whole)
    for n, pool in enumerate(rule.pools):
        if pool.yuan is not None:
            yield ("pools", n, "yuan"), pool.yuan, Measure.MONEY, (pool.quote,)
        if pool.quota is not None:
            yield ("pools", n, "quota"), Decimal(pool.quota), Measure.PLAIN, (pool.quote,)
    for where, value, measure, quote in stated(rule, facts):
        yield where, value, measure, (quote,) if quote else whole


def _conditions_numbers(
    rule: Rule, facts: Mapping[str, FactSpec], whole: tuple[str, ...]
) -> Iterator[_Claim]:
    for where, condition in conditions_of(rule):
        own = (condition.quote,) if condition.quote else whole
        tests: list[tuple[Place, Comparison]] = [((), condition)]
        tests += [(("or", n), test) for n, test in enumerate(condition.or_)]
        for under, test in tests:
            for field in ("at_least", "more_than", "at_most", "less_than"):
                value = getattr(test, field)
                if value is not None and value not in _TRIVIAL:
                    place = (*where, *under, field)
                    yield place, value, measure_of(facts.get(test.fact)), own


@cache
def _values(quote: str, measure: Measure) -> frozenset[Decimal]:
    every = (*quoted_numbers(quote), *(share for share, _ in shares_for_each(quote)))
    every = (*every, *wholes(quote))
    found = [n for n in every if n.measure is measure]
    # 期限不超过3年 of a sum for each month is 36 of them.
    return frozenset([*(n.value for n in found), *(n.value * 12 for n in found if n.unit == "年")])
