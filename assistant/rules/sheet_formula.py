"""The sum of an estimate as a spreadsheet formula over named inputs, so that it can be re-checked.

Each input is a cell with its label, value and source; the formula names inputs in braces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import YEARS, FactValue
from assistant.rules.rule import (
    AreaAmount,
    Base,
    CeilingAmount,
    ExcessAmount,
    FixedAmount,
    LevelAmount,
    PerAmount,
    Period,
    RateAmount,
    Rule,
    SumAmount,
    TierAmount,
)
from assistant.rules.rulebook import Rulebook

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


def sheet_formula(estimate: Estimate, rulebook: Rulebook) -> SheetFormula | None:
    """The formula of a payable or ceiling estimate, None for one without a sum."""
    if estimate.status not in (EstimateStatus.PAYABLE, EstimateStatus.CEILING):
        return None
    sheet = SheetFormula()
    if any(isinstance(value, tuple) for _, value in estimate.facts):
        return None
    facts = dict(estimate.facts)
    text = _Writer(sheet, facts, rulebook).rule(rulebook.rule(estimate.rule_id))
    sheet.text = f"ROUNDDOWN(ROUND({text},6),2)"
    return sheet


@dataclass(frozen=True, slots=True)
class _Writer:
    sheet: SheetFormula
    facts: dict[str, FactValue]
    rulebook: Rulebook

    def rule(self, rule: Rule) -> str:
        text = self._amount(rule)
        if isinstance(rule.amount, AreaAmount):
            return text
        years = self._years(rule)
        cap = rule.cap
        if cap is None:
            return f"({text}){years}"
        room = self.sheet.add("上限", cap.yuan, cap.quote or rule.quote)
        if cap.less is not None and self._has(cap.less):
            room = f"MAX(0,{room}-{self._fact(cap.less)})"
        if cap.period is Period.YEAR:
            return f"MIN({text},{room}){years}"
        return f"MIN(({text}){years},{room})"

    def _years(self, rule: Rule) -> str:
        if not rule.yearly or not self._has(YEARS):
            return ""
        years = self._fact(YEARS)
        if rule.most_years is None:
            return f"*{years}"
        most = self.sheet.add("最多年数", Decimal(rule.most_years), rule.quote)
        return f"*MIN({years},{most})"

    def _amount(self, rule: Rule) -> str:
        amount, quote = rule.amount, rule.quote
        if isinstance(amount, RateAmount):
            return self._rate(amount, quote)
        if isinstance(amount, FixedAmount | CeilingAmount):
            yuan = self.sheet.add("原文金额", amount.yuan, quote)
            per = amount.per if isinstance(amount, CeilingAmount) else None
            return yuan + self._times(per)
        if isinstance(amount, LevelAmount):
            return self._level(amount, quote)
        if isinstance(amount, PerAmount):
            return self._per(amount, quote)
        if isinstance(amount, SumAmount):
            parts = (self.rulebook.rule(name) for name in amount.rules)
            return "+".join(self.rule(part) for part in parts if self._is_counted(part))
        if isinstance(amount, TierAmount):
            return self._tiers(amount, quote)
        if isinstance(amount, AreaAmount):
            return self._area(amount, rule)
        if isinstance(amount, ExcessAmount):
            rate = self.sheet.add("比例", amount.rate, quote)
            return f"MAX(0,{self._fact(amount.paid)}-{self._fact(amount.base)}*{rate})"
        return "0"

    def _rate(self, amount: RateAmount, quote: str) -> str:
        chosen = (amount.rate, quote)
        for variant in amount.variants:
            if self.facts.get(variant.when.fact) == variant.when.is_:
                chosen = (variant.rate, variant.quote)
                break
        text = f"{self._base(amount.base)}*{self.sheet.add('比例', *chosen)}"
        if amount.item_cap_yuan is not None:
            text = f"MIN({text},{self.sheet.add('单项上限', amount.item_cap_yuan, quote)})"
        return text + self._times(amount.count)

    def _times(self, count: str | None) -> str:
        return f"*{self._fact(count)}" if count is not None and self._has(count) else ""

    def _base(self, base: Base) -> str:
        names = [self._stand_in(name, base) for name in base.plus]
        names += [name for name in base.optional if self._has(name)]
        plus = "+".join(self._fact(name) for name in names)
        minus = "".join(f"-{self._fact(name)}" for name in base.minus if self._has(name))
        return f"MAX(0,{plus}{minus})"

    def _stand_in(self, name: str, base: Base) -> str:
        if self._has(name):
            return name
        return next(other for other in base.instead.get(name, ()) if self._has(other))

    def _level(self, amount: LevelAmount, quote: str) -> str:
        chosen = self.facts.get(amount.fact)
        sums = [level.yuan for level in amount.levels if chosen in (None, level.key)]
        return self.sheet.add("档次金额", max(sums), quote) + self._times(amount.count)

    def _per(self, amount: PerAmount, quote: str) -> str:
        terms = []
        for item in amount.items:
            if not self._has(item.fact):
                continue
            count = self._fact(item.fact)
            if item.most is not None:
                most = self.sheet.add("最多计算数", Decimal(item.most), quote)
                count = f"MIN({count},{most})"
            label = f"每项金额（{self.rulebook.facts[item.fact].label}）"
            terms.append(f"{count}*{self.sheet.add(label, item.yuan, quote)}")
        return "+".join(terms) or "0"

    def _tiers(self, amount: TierAmount, quote: str) -> str:
        base, by = self._base(amount.base), self._fact(amount.by)
        text = "0"
        for n, tier in enumerate(sorted(amount.tiers, key=lambda t: t.at_least), start=1):
            floor = self.sheet.add(f"第{n}档门槛", tier.at_least, quote)
            rate = self.sheet.add(f"第{n}档比例", tier.rate, quote)
            cap = self.sheet.add(f"第{n}档上限", tier.cap_yuan, quote)
            text = f"IF({by}>={floor},MIN({base}*{rate},{cap}),{text})"
        return text

    def _area(self, amount: AreaAmount, rule: Rule) -> str:
        unit = self.sheet.add("每平方米每月", amount.unit_yuan, rule.quote)
        most = self.sheet.add("最多月数", Decimal(amount.most_months), rule.quote)
        months = f"MIN({self._fact(amount.months)},{most})"
        monthly = f"{unit}*{self._fact(amount.area)}"
        text = f"{monthly}*{months}"
        if rule.cap is not None and rule.cap.period is Period.YEAR:
            cap = self.sheet.add("每年上限", rule.cap.yuan, rule.cap.quote or rule.quote)
            text = f"INT({months}/12)*MIN({monthly}*12,{cap})+MIN({monthly}*MOD({months},12),{cap})"
        if not self._has(amount.paid):
            return text
        share = self.sheet.add("不超过实付的比例", amount.paid_rate, rule.quote)
        return f"MIN({text},{self._fact(amount.paid)}*{share})"

    def _is_counted(self, part: Rule) -> bool:
        return not self.rulebook.needs[part.id].isdisjoint(self.facts)

    def _has(self, name: str) -> bool:
        return isinstance(self.facts.get(name), Decimal)

    def _fact(self, name: str) -> str:
        value = self.facts[name]
        if not isinstance(value, Decimal):
            raise TypeError(name)
        return self.sheet.add(self.rulebook.facts[name].label, value, STATED)
