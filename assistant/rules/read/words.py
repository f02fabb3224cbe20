"""What a rule pays, in Chinese: "按服务合同金额的 50%（初创企业为 60%），最高 1000万元".

The one prose of rules: answers, tables, pages and the command line say it alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.rules.expr import (
    UNWRITTEN,
    Add,
    Choose,
    Count,
    Expr,
    Fact,
    Further,
    Less,
    Max,
    Min,
    Number,
    Parts,
    Role,
    Said,
    Spread,
    Steps,
    Times,
    When,
    walk,
)
from assistant.rules.facts import FactSpec
from assistant.rules.measure import Measure
from assistant.rules.program import HELD, compile_rule
from assistant.rules.read.evaluate import is_share
from assistant.rules.read.figures import rates_of
from assistant.rules.rule import Rule
from assistant.rules.show import each, show_of
from assistant.text.money import format_fraction, format_yuan

NO_RATE = "未写比例"
NO_CAP = "未写上限"
_UP_TO = "不超过"
_BRACKETS = re.compile("（[^（）]*）")
_ONLY_MOST = "（原文只写上限，没有写比例）"


def rule_words(rule: Rule, specs: Mapping[str, FactSpec]) -> str:
    """The whole in one phrase: what is paid, and every limit."""
    return f"{amount_words(rule, specs)}{_over(rule, specs)}"


def amount_words(rule: Rule, specs: Mapping[str, FactSpec]) -> str:
    """What is paid, without the cap of the applicant."""
    return _Words(specs, is_most=_is_most(rule)).of(compile_rule(rule).amount)


def _is_most(rule: Rule) -> bool:
    """Whether the text grants the rate only as a most: 不超过…的50%, without a comma between."""
    rates = "|".join(re.escape(format_fraction(rate)) for rate in rates_of(rule))
    return bool(rates) and bool(re.search(f"{_UP_TO}[^，,。；;]*(?:{rates})", rule.quote))


def cap_words(rule: Rule) -> str:
    """The cap of the applicant: "每家企业每年最高 200万元", "未写上限"; "" for what is no sum."""
    if isinstance(compile_rule(rule).amount, Said):
        return ""
    if rule.cap is None:
        return NO_CAP
    return f"{rule.cap.name.removesuffix('上限')}最高 {format_yuan(rule.cap.yuan)}"


def rate_words(rule: Rule, specs: Mapping[str, FactSpec]) -> str:
    """By what the sum is found: its rates, else what it pays for each, "未写比例"."""
    rates = "、".join(format_fraction(rate) for rate in rates_of(rule))
    amount = compile_rule(rule).amount
    if rates:
        return rates
    if isinstance(amount, Said):
        return amount.say
    if any(isinstance(node, Number) and node.is_ceiling for node in walk(amount)):
        return NO_RATE
    return amount_words(rule, specs)


def words_in_kind(rule: Rule) -> str:
    """What is given instead of money, in the words of the text; "" for all that is a sum."""
    amount = compile_rule(rule).amount
    return amount.say if isinstance(amount, Said) and amount.is_given else ""


def condition_words(rule: Rule) -> str:
    """The conditions in one line, "" if none."""
    return "；".join(condition.say for condition in (*rule.when, *rule.conditions))


def _over(rule: Rule, specs: Mapping[str, FactSpec]) -> str:
    """The caps over the amount, without one that only repeats the sum."""
    program = compile_rule(rule)
    whole = next(iter(walk(program.amount)))
    sums = [n for n in walk(program.amount) if isinstance(n, Number) and n.role is Role.SUM]
    is_lone = isinstance(whole, Number) or (
        isinstance(whole, Times) and isinstance(whole.left, Number)
    )
    words = _Words(specs)
    found = []
    for node in program.over:
        if not isinstance(node, Min):
            continue
        most = words.least(node.limit)
        if not (is_lone and sums and rule.cap is not None and sums[0].value == rule.cap.yuan):
            found.append(f"，{node.name.removesuffix('上限')}最高 {most}")
    return "".join(found)


@dataclass(frozen=True, slots=True)
class _Words:
    """Says expressions; ``is_most``: the text grants a rate only as a most (不超过)."""

    specs: Mapping[str, FactSpec]
    is_most: bool = False

    def of(self, node: Expr) -> str:
        return _SAY[type(node)](self, node)

    def least(self, node: Expr) -> str:
        """A limit: its number, or what is left of it."""
        if isinstance(node, Less) and node.is_room:
            return self.of(node.whole)
        return self.of(node)

    def number(self, node: Number) -> str:
        if node.measure is Measure.FRACTION:
            return format_fraction(node.value)
        if node.measure is Measure.MONEY:
            shown = format_yuan(node.value)
            return f"最高 {shown}{_ONLY_MOST}" if node.is_ceiling else shown
        return f"{node.value:f}"

    def fact(self, node: Fact) -> str:
        return _BRACKETS.sub("", self.specs[node.name].label)

    def add(self, node: Add) -> str:
        if node.say:
            return node.say
        plus = "与".join(map(self.of, node.terms))
        return plus + "".join(f"扣除{self.of(term)}" for term in node.less)

    def less(self, node: Less) -> str:
        if isinstance(node.taken, Times):
            base, rate = self.of(node.taken.left), self.of(node.taken.right)
            return f"{self.of(node.whole)}超过{base} {rate} 的部分"
        if isinstance(node.taken, Number) and node.taken.role is Role.THRESHOLD:
            start = self.of(node.taken)
            if isinstance(node.whole, Min):  # a slice of it
                return f"{self.of(node.whole.value)} {start}至{self.least(node.whole.limit)}的部分"
            return f"{self.of(node.whole)}超过 {start}的部分"
        return f"{self.of(node.whole)}扣除{self.of(node.taken)}"

    def times(self, node: Times) -> str:
        if isinstance(node.right, Further):
            return f"{self.further(node.right)}再加 {self.of(node.left)}"
        if isinstance(node.right, Number) and node.right.where[-1] == UNWRITTEN:
            return f"{self.of(node.left)}（一年，按月数折算）"
        if isinstance(node.right, Fact):
            return self.counted(node.left, node.right)
        if isinstance(node.right, When) and is_share(node.right):
            share = self._plainly(node.right.then)
            return f"{self.of(node.left)}（{node.right.test.say}的，按 {share}计）"
        up_to = _UP_TO if self.is_most else ""
        head = "按" if isinstance(node.left, Add) else ""
        return f"{head}{up_to}{self.of(node.left)}的 {self.of(node.right)}"

    def counted(self, node: Expr, fact: Fact) -> str:
        """What is paid for each of what a fact counts."""
        name = each(self.specs[fact.name])
        if isinstance(node, Number):
            return f"{name}{'' if node.is_ceiling else ' '}{self.of(node)}"
        if isinstance(node, Min):
            return f"{self.of(node.value)}，{name}最高 {self.of(node.limit)}"
        return self.of(node)

    def min(self, node: Min) -> str:
        if node.value is HELD:
            return ""
        if isinstance(node.limit, Times):
            return f"{self.of(node.value)}，{_UP_TO}{_Words(self.specs).of(node.limit)}"
        if isinstance(node.limit, Number) and node.limit.role is Role.THRESHOLD:
            return f"{self.of(node.value)} {self.least(node.limit)}以内的部分"
        name = "每项" if node.name == "单项上限" else ""
        return f"{self.of(node.value)}，{name}最高 {self.least(node.limit)}"

    def max(self, node: Max) -> str:
        return f"{self.of(node.value)}，不少于 {self.number(node.floor)}"

    def steps(self, node: Steps) -> str:
        spec = self.specs[node.by.name]
        bases = {n.say for n in walk(node) if isinstance(n, Add) and n.is_base}
        bands = "；".join(
            f"达 {show_of(spec, band.at_least.value)} 以上的，{self.numbers(band.value)}"
            for band in node.bands
        )
        name = f"按{'、'.join(sorted(bases))}计算：" if bases else f"按{self.fact(node.by)}："
        return f"{name}{bands}"

    def numbers(self, node: Expr) -> str:
        """The numbers of an expression without what they are applied to: 3%、最高 100万元."""
        if isinstance(node, Min):
            return f"{self.numbers(node.value)}、最高 {self.least(node.limit)}"
        if isinstance(node, Max):
            return f"{self.numbers(node.value)}、不少于 {self.number(node.floor)}"
        if isinstance(node, Times) and isinstance(node.left, Times):
            return self.numbers(node.left)
        if isinstance(node, Times) and isinstance(node.left, Add):
            return self.of(node.right)
        return self.of(node)

    def choose(self, node: Choose) -> str:
        choices = self.specs[node.fact].choices
        found = []
        for case in node.cases:
            label = choices[case.key].label if case.key in choices else case.key
            if isinstance(case.value, Number):
                most = "最高" if case.value.is_ceiling else ""
                shown = self._plainly(case.value)
                found.append(f"{label}{most} {shown}")
            else:
                found.append(f"{label} {self.numbers(case.value)}")
        return "，".join(found)

    def count(self, node: Count) -> str:
        found = []
        for item in node.items:
            most = "最高" if item.each.is_ceiling else ""
            name = each(self.specs[item.fact.name])
            found.append(f"{name}{most} {self._plainly(item.each)}")
        return "，".join(found)

    def _plainly(self, node: Number) -> str:
        if node.measure is Measure.FRACTION:
            return format_fraction(node.value)
        return format_yuan(node.value)

    def when(self, node: When) -> str:
        usual: Expr = node
        others = []
        while isinstance(usual, When):
            others.append(f"（{usual.test.say}为 {self._plainly(usual.then)}）")
            usual = usual.otherwise
        return f"{self.of(usual)}{''.join(others)}"

    def spread(self, node: Spread) -> str:
        most = node.months.most
        said = f"{node.each.label} {format_yuan(node.each.value)}"
        if most is not None:
            said += f"，最多 {most.value:f} 个月"
        if node.cap is not None:
            said += f"，每年最高 {format_yuan(node.cap.value)}"
        return said

    def further(self, node: Further) -> str:
        return f"每增加 {show_of(self.specs[node.by.name], node.step.value)}"

    def parts(self, node: Parts) -> str:
        return "各项合计"

    def said(self, node: Said) -> str:
        return node.say


_SAY: dict[type, Callable[[_Words, Any], str]] = {
    Number: _Words.number,
    Fact: _Words.fact,
    Add: _Words.add,
    Less: _Words.less,
    Times: _Words.times,
    Min: _Words.min,
    Max: _Words.max,
    Steps: _Words.steps,
    Choose: _Words.choose,
    Count: _Words.count,
    When: _Words.when,
    Spread: _Words.spread,
    Further: _Words.further,
    Parts: _Words.parts,
    Said: _Words.said,
}
