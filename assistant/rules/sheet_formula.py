"""The spreadsheet formula of an estimate, with one sum a year or item where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import Facts, ScalarFacts, scalar
from assistant.rules.program import Over
from assistant.rules.read.sheet import SheetFormula, Writer
from assistant.rules.rule import TO_THE_FEN, Mode, Rounding, Rule, Several
from assistant.rules.rulebook import Rulebook
from assistant.rules.settle import cases_of, states_any
from assistant.rules.several import case_name
from assistant.rules.spread import Case, Year, is_scalar
from assistant.rules.told import plain
from assistant.rules.worksheet import Worksheet


def sheet_formula(estimate: Estimate, rulebook: Rulebook) -> SheetFormula | None:
    """The formula of a payable or ceiling estimate, None for one without a sum."""
    if estimate.status not in (EstimateStatus.PAYABLE, EstimateStatus.CEILING):
        return None
    sheet = SheetFormula()
    rule = rulebook.rule(estimate.rule_id)
    facts = plain(dict(estimate.facts))
    if _picks_items(rule, facts, rulebook):
        return None
    text = _Formula(sheet, rulebook).rule(rule, facts)
    sheet.text = _rounded(text, rule.rounding)
    return sheet


def _picks_items(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether only the best of unlike items are paid for: which they are no formula tells."""
    if rule.most_items is None or is_scalar(facts):
        return False
    years = cases_of(rule, facts, rulebook)
    return any(
        len(year.cases) > 1 and sum(case.times for case in year.cases) > rule.most_items
        for year in years
    )


_FUNCTIONS = {Mode.DOWN: "ROUNDDOWN", Mode.HALF_UP: "ROUND", Mode.UP: "ROUNDUP"}


def _rounded(text: str, rounding: Rounding) -> str:
    """As the rule rounds; what floating point adds far behind the point is cut first."""
    function = _FUNCTIONS[rounding.mode]
    if rounding.unit == TO_THE_FEN.unit:
        return f"{function}(ROUND({text},6),2)"
    return f"{function}(ROUND({text},6)/{rounding.unit:f},0)*{rounding.unit:f}"


class _Formula:
    def __init__(self, sheet: SheetFormula, rulebook: Rulebook) -> None:
        self._sheet = sheet
        self._rulebook = rulebook

    def rule(self, rule: Rule, facts: Facts) -> str:
        if is_scalar(facts):
            return self._scalar(rule, scalar(facts))
        years = cases_of(rule, facts, self._rulebook)
        return self._several(rule, scalar(facts), years)

    def _scalar(self, rule: Rule, facts: ScalarFacts) -> str:
        program = self._rulebook.programs[rule.id]
        return self._writer(rule, facts).of(program.whole)

    def _writer(self, rule: Rule, facts: ScalarFacts, name: str = "") -> Writer:
        def part(rule_id: str) -> str:
            own = self._rulebook.rule(rule_id)
            return self._scalar(own, facts) if states_any(own, facts, self._rulebook) else ""

        return Writer(self._sheet, Worksheet(facts, self._rulebook.facts), rule.quote, part, name)

    def _several(self, rule: Rule, fixed: ScalarFacts, years: Sequence[Year]) -> str:
        program = self._rulebook.programs[rule.id]
        total = self._writer(rule, fixed)
        texts = []
        for year in years:
            cases = [self._case(rule, case) for case in year.cases]
            is_best = rule.several is Several.BEST and len(cases) > 1
            text = f"MAX({','.join(cases)})" if is_best else "+".join(cases)
            texts.append(self._over(program.year, text, total))
        text = "+".join(texts)
        if rule.most_years is not None and len(texts) > rule.most_years:
            best = combinations(texts, rule.most_years)
            text = f"MAX({','.join('+'.join(some) for some in best)})"
        is_dated = any(year.year is not None for year in years)
        over = program.all if is_dated else (*program.years, *program.all)
        return self._over(over, text, total)

    def _case(self, rule: Rule, case: Case) -> str:
        program = self._rulebook.programs[rule.id]
        writer = self._writer(rule, case.facts, case_name(case).removesuffix("："))
        text = self._over(program.each, writer.of(program.amount), writer)
        times = case.times if rule.most_items is None else min(case.times, Decimal(rule.most_items))
        return text if times == 1 else f"({text})*{times:f}"

    def _over(self, nodes: Sequence[Over], text: str, writer: Writer) -> str:
        for node in nodes:
            text = replace(writer, held=text).of(node)
        return text
