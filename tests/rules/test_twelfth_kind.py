"""A kind of its own in one file is all it takes: every reader and surface understands it.

``halves`` pays half of the second sum that a person states, at least a floor, under the rule's cap:
no kind of the program does that. Nothing but its class and one line of rules.yaml is written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest

from assistant.errors import RuleError
from assistant.policy.yaml_file import read_yaml_file
from assistant.rules.calculate import calculate
from assistant.rules.cap import Cap
from assistant.rules.curve import curve
from assistant.rules.estimate import Estimate
from assistant.rules.expr import Add, Expr, Fact, Max, Number, Role, Times, Unstated
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.read.figures import caps_of, rates_of
from assistant.rules.read.names import main_facts, number_needs
from assistant.rules.read.words import rule_words
from assistant.rules.rulebook import Rulebook
from assistant.rules.rules_file import parse_rules_file
from assistant.rules.schema import schema_of
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.solve import solve
from tests.rules.case_files import policy_of, rulebook
from tests.rules.formulas import compute

WAN = Decimal(10_000)
RULE_ID = "longgang-2025#2:halves"
YAML = f"""
schema: "2"
rules:
  - id: {RULE_ID}
    title: 减半
    topic: compute-rent
    quote: 购买算力
    amount: {{kind: halves, fee: compute_fee_yuan, own: fiscal_funds_yuan, least: "10000"}}
    cap: {{yuan: "1000000"}}
"""


class HalvesAmount(Kind):
    """Max(½ × (fee − own), least)."""

    kind: Literal["halves"]
    fee: str
    own: str
    least: Decimal

    def expr(self, cap: Cap | None) -> Expr:
        less = Fact(self.own, ("own",), Unstated.NOTHING)
        base = Add((Fact(self.fee, ("fee",), is_main=True),), (less,), "自付费用", is_base=True)
        half = Number(Decimal("0.5"), Role.RATE, Measure.FRACTION, "比例", ("half",))
        least = Number(self.least, Role.FLOOR, Measure.MONEY, "下限", ("least",))
        return Max(Times(base, half), least, "下限")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(YAML, encoding="utf-8")
    return Rulebook.of(rulebook().facts, parse_rules_file(read_yaml_file(path, RuleError)).rules)


def estimate(book: Rulebook, **facts: Decimal) -> Estimate:
    rule, day = book.rule(RULE_ID), date(2025, 6, 1)
    return calculate(rule, facts, policy=policy_of(RULE_ID), as_of=day, rulebook=book)


def test_engine(book: Rulebook) -> None:
    found = estimate(book, compute_fee_yuan=50 * WAN, fiscal_funds_yuan=10 * WAN)
    assert found.amount == 20 * WAN
    assert found.steps[0].text.startswith("自付费用：算力服务费用50万元 − ")
    assert estimate(book, compute_fee_yuan=Decimal(100)).amount == 1 * WAN
    assert estimate(book, compute_fee_yuan=900 * WAN).amount == 100 * WAN
    missing = estimate(book)
    assert missing.missing == ("compute_fee_yuan",)
    assert missing.range == (0, 100 * WAN)


def test_curve_and_backwards(book: Rulebook) -> None:
    line = curve(book.rule(RULE_ID), "compute_fee_yuan", {}, rulebook=book)
    assert {Decimal(0), 2 * WAN, 200 * WAN} <= {kink.quantize(1) for kink in line.kinks}
    solution = solve(
        book.rule(RULE_ID),
        "cap",
        {},
        unknown="compute_fee_yuan",
        policy=policy_of(RULE_ID),
        as_of=date(2025, 6, 1),
        rulebook=book,
    )
    assert solution.value == 200 * WAN


def test_sheet(book: Rulebook) -> None:
    for fee in (Decimal(100), 50 * WAN, 900 * WAN):
        found = estimate(book, compute_fee_yuan=fee, fiscal_funds_yuan=Decimal(7))
        formula = sheet_formula(found, book)
        assert formula is not None
        assert compute(formula) == found.amount


def test_prose_facts_figures_and_form(book: Rulebook) -> None:
    rule = book.rule(RULE_ID)
    assert rule_words(rule, book.facts) == "按自付费用的 50%，不少于 1万元，最高 100万元"
    assert main_facts(rule) == ("compute_fee_yuan",)
    needs = number_needs([rule], book.facts)
    assert needs.all == {"compute_fee_yuan", "fiscal_funds_yuan"}
    assert rates_of(rule) == (Decimal("0.5"),)
    assert caps_of(rule) == (100 * WAN,)
    assert set(schema_of(rule, book)["properties"]) == needs.all  # type: ignore[call-overload]


def test_several(book: Rulebook) -> None:
    from assistant.rules.facts import FactItem

    items = (FactItem(20 * WAN, "甲"), FactItem(60 * WAN, "乙"))
    found = estimate(book, compute_fee_yuan=items)  # type: ignore[arg-type]
    assert found.amount == 40 * WAN
    assert [line.amount for line in found.lines] == [10 * WAN, 30 * WAN]
