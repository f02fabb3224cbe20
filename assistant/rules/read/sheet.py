"""The sum of an estimate as a spreadsheet formula over named inputs, so that it can be re-checked.

Each input is a cell with its label, value and source; the formula names inputs in braces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.rules.conditions import met
from assistant.rules.estimate import Met
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
    Said,
    Spread,
    Steps,
    Times,
    Unstated,
    When,
    walk,
)
from assistant.rules.facts import still_open
from assistant.rules.worksheet import Worksheet

STATED = "企业提供"


@dataclass(frozen=True, slots=True)
class Input:
    """One cell: a fact of the company, or a number of the text with the words behind it."""

    label: str
    value: Decimal
    source: str


@dataclass(slots=True)
class SheetFormula:
    """Inputs in order, and the formula over them: "{0}*{1}"."""

    inputs: list[Input] = field(default_factory=list)
    text: str = ""

    def add(self, label: str, value: Decimal, source: str) -> str:
        """Add an input and return its place in the formula."""
        new = Input(label, value, source)
        if new not in self.inputs:
            self.inputs.append(new)
        return f"{{{self.inputs.index(new)}}}"


Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes expressions for the facts of a worksheet.

    ``name`` is what the inputs of this case are called ("2025年"); ``part`` writes another rule of
    the clause; ``held`` stands for what a cap goes over.
    """

    sheet: SheetFormula
    facts: Worksheet
    quote: str
    part: Callable[[str], str]
    name: str = ""
    held: str = ""

    def of(self, node: Expr) -> str:
        """The formula of an expression."""
        return _WRITE[type(node)](self, node)

    def number(self, node: Number) -> str:
        """A number of the text."""
        return self.sheet.add(node.label, node.value, node.quote or self.quote)

    def fact(self, node: Fact) -> str:
        """A number of the asker."""
        name = node.name
        if not self._has(name):
            name = next((other for other in node.instead if self._has(other)), "")
        if not name:
            return "1" if node.unstated in (Unstated.ONE, Unstated.ONCE) else "0"
        value = self.facts.number(name)
        label = f"{self.name}{self.facts.label(name)}"
        cell = self.sheet.add(label, Decimal(0) if value is None else value, STATED)
        if node.most is None:
            return cell
        return f"MIN({cell},{self.number(node.most)})"

    def _has(self, name: str) -> bool:
        return self.facts.number(name) is not None

    def _is_there(self, node: Expr) -> bool:
        """Whether a term counts: a fact that is not stated is left out."""
        return not isinstance(node, Fact) or any(map(self._has, (node.name, *node.instead)))

    def add(self, node: Add) -> str:
        """Terms added and taken off."""
        plus = "+".join(self.of(term) for term in node.terms if self._is_there(term)) or "0"
        minus = "".join(f"-{self.of(term)}" for term in node.less if self._is_there(term))
        return f"MAX(0,{plus}{minus})"

    def less(self, node: Less) -> str:
        """What is left."""
        if node.is_room and not self._is_there(node.taken):
            return self.of(node.whole)
        return f"MAX(0,{self.of(node.whole)}-{self.of(node.taken)})"

    def times(self, node: Times) -> str:
        """A product."""
        right_is_month = isinstance(node.right, Number) and node.right.where[-1] == UNWRITTEN
        if right_is_month and isinstance(node.right, Number) and node.right.value < 1:
            return f"({self.of(node.left)})/12"
        left, right = self.of(node.left), self.of(node.right)
        return left if right == "1" else f"({left})*{right}"

    def min(self, node: Min) -> str:
        """A value under a limit."""
        value = self.of(node.value)
        facts = [one for one in walk(node.limit) if isinstance(one, Fact)]
        if node.unless and not all(self._has(fact.name) for fact in facts):
            return value
        return f"MIN({value},{self.of(node.limit)})"

    def max(self, node: Max) -> str:
        """A value raised to a floor."""
        return f"MAX({self.of(node.value)},{self.number(node.floor)})"

    def steps(self, node: Steps) -> str:
        """The band of a number."""
        by, text = self.of(node.by), "0"
        for band in sorted(node.bands, key=lambda band: band.at_least.value):
            text = f"IF({by}>={self.number(band.at_least)},{self.of(band.value)},{text})"
        return text

    def choose(self, node: Choose) -> str:
        """The option chosen, the highest if none is."""
        chosen = self.facts.value(node.fact)
        cases = list(node.cases)
        if isinstance(chosen, str):
            left = still_open(self.facts.specs[node.fact], chosen)
            cases = [case for case in cases if case.key in left]
        texts = [self.of(case.value) for case in cases]
        return texts[0] if len(texts) == 1 else f"MAX({','.join(texts)})"

    def count(self, node: Count) -> str:
        """Things counted."""
        terms = []
        for item in node.items:
            if not self._has(item.fact.name):
                continue
            counted = self.of(item.fact)
            label = f"{item.each.label}（{self.facts.label(item.fact.name)}）"
            each = self.sheet.add(label, item.each.value, item.each.quote or self.quote)
            terms.append(f"{counted}*{each}")
        return "+".join(terms) or "0"

    def when(self, node: When) -> str:
        """The number of the case."""
        is_met = met(node.test, self.facts) is Met.YES
        return self.of(node.then if is_met else node.otherwise)

    def spread(self, node: Spread) -> str:
        """A sum for each month."""
        months = self.of(node.months)
        monthly = f"{self.number(node.each)}*{self.of(node.by)}"
        if node.cap is None:
            return f"{monthly}*{months}"
        cap = self.number(node.cap)
        return f"INT({months}/12)*MIN({monthly}*12,{cap})+MIN({monthly}*MOD({months},12),{cap})"

    def further(self, node: Further) -> str:
        """Whole steps beyond a number."""
        by, start, step = self.of(node.by), self.number(node.start), self.number(node.step)
        return f"INT(MAX(0,{by}-{start})/{step})"

    def parts(self, node: Parts) -> str:
        """Other rules together."""
        texts = filter(None, (self.part(name) for name in node.rules))
        return "+".join(f"({text})" for text in texts) or "0"

    def said(self, node: Said) -> str:
        """What a cap goes over."""
        return self.held


_WRITE: dict[type, Callable[[Writer, Any], str]] = {
    Number: Writer.number,
    Fact: Writer.fact,
    Add: Writer.add,
    Less: Writer.less,
    Times: Writer.times,
    Min: Writer.min,
    Max: Writer.max,
    Steps: Writer.steps,
    Choose: Writer.choose,
    Count: Writer.count,
    When: Writer.when,
    Spread: Writer.spread,
    Further: Writer.further,
    Parts: Writer.parts,
    Said: Writer.said,
}
