"""What the check of a rule complains about, condition by condition and number by number."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.rules.check_rule import check_rule, quotes_of
from assistant.rules.read.figures import measure_of
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from tests.rules.case_files import rulebook

QUOTE = "营业收入2000万元以上的，奖励20万元"


def rule(**changed: object) -> Rule:
    """A rule without fault, and what is changed of it."""
    base: dict[str, object] = {
        "id": "longgang-2025#2:x",
        "title": "奖励",
        "topic": "rent",
        "quote": QUOTE,
        "amount": {"kind": "fixed", "yuan": "200000"},
    }
    return Rule.model_validate({**base, **changed})


def complaints(one: Rule, ids: frozenset[str] = frozenset()) -> list[tuple[object, str]]:
    return list(check_rule(one, QUOTE, rulebook().facts, ids))


def condition(**fields: object) -> Mapping[str, object]:
    return {"fact": "revenue_yuan", "say": "营收", **fields}


def test_a_rule_without_fault_is_passed() -> None:
    good = condition(at_least="20000000")
    assert complaints(rule(conditions=(good,))) == []
    assert complaints(rule(when=(good,))) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "只写一种"),
        ({"at_least": "20000000", "at_most": "20000000"}, "只写一种"),
        ({"more_than": "20000000", "less_than": "20000000"}, "只写一种"),
        ({"at_least": "20000000", "is": "true"}, "只写一种"),
        ({"at_least": "20000000", "one_of": ("a",)}, "只写一种"),
        ({"is": "true"}, "是数字"),
        ({"one_of": ("a",)}, "是数字"),
        ({"fact": "is_startup", "at_least": "1"}, "是非题"),
        ({"fact": "is_startup", "is": "maybe"}, "是非题"),
        ({"fact": "is_startup", "one_of": ("true",)}, "是非题"),
        ({"fact": "compute_use", "is": "cooking"}, "没有选项 'cooking'"),
        ({"fact": "compute_use", "one_of": ("training", "cooking")}, "没有选项 'cooking'"),
        ({"at_least": "30000000"}, "不在引文里"),
        ({"more_than": "30000000"}, "不在引文里"),
        ({"at_most": "30000000"}, "不在引文里"),
        ({"less_than": "30000000"}, "不在引文里"),
    ],
)
def test_each_fault_of_a_condition_is_told_with_its_place(
    fields: Mapping[str, object], told: str
) -> None:
    for where in ("when", "conditions"):
        found = complaints(rule(**{where: (condition(**fields),)}))
        assert len(found) == 1, found
        place, words = found[0]
        assert told in words
        assert isinstance(place, tuple)
        assert place[:2] == (where, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"fact": "is_startup", "is": "true"},
        {"fact": "is_startup", "is": "false"},
        {"fact": "compute_use", "is": "training"},
        {"fact": "compute_use", "one_of": ("training", "inference")},
        {"at_least": "1"},
        {"more_than": "0"},
    ],
)
def test_what_is_right_is_passed(fields: Mapping[str, object]) -> None:
    assert complaints(rule(conditions=(condition(**fields),))) == []


def test_an_unknown_fact_is_told_once_for_its_condition() -> None:
    found = complaints(rule(conditions=(condition(fact="nothing", at_least="20000000"),)))
    assert [words for _, words in found if "nothing" in words]
    assert not [words for _, words in found if "只写一种" in words]


def test_the_numbers_of_alternatives_must_be_quoted_too() -> None:
    other = {"fact": "rd_spend_yuan", "more_than": "7000000"}
    found = complaints(rule(conditions=(condition(at_least="20000000", **{"or": (other,)}),)))
    assert [place for place, _ in found] == [("conditions", 0, "or", 0, "more_than")]


def test_the_numbers_of_a_pool_stand_in_its_own_quote() -> None:
    pool = {"quote": "奖励20万元", "say": "x", "yuan": "200000"}
    assert complaints(rule(pools=(pool,))) == []
    found = complaints(rule(pools=({**pool, "yuan": "300000"},)))
    assert [place for place, _ in found] == [("pools", 0, "yuan")]
    found = complaints(rule(pools=({"quote": "奖励20万元", "say": "x", "quota": "3"},)))
    assert [place for place, _ in found] == [("pools", 0, "quota")]


def test_a_sum_names_rules_that_there_are() -> None:
    parts = rule(amount={"kind": "sum", "rules": ("a", "b")})
    assert [place for place, _ in complaints(parts, frozenset({"a"}))] == [("amount", "rules", 1)]


def test_the_numbers_that_carry_a_sum_in_the_order_of_the_expression() -> None:
    assert main_facts(rulebook().rule("qianhai-2024#1:rent")) == ("area_sqm", "months")
    assert main_facts(rulebook().rule("longhua-2025#5:growth")) == ()
    assert main_facts(rulebook().rule("qianhai-2024#2:talent-tax")) == (
        "income_tax_paid_yuan",
        "taxable_income_yuan",
    )


def test_what_a_threshold_measures_follows_from_its_fact() -> None:
    facts = rulebook().facts
    names = {"revenue_yuan": "money", "filed_models": "plain", "months": "plain"}
    assert {name: measure_of(facts[name]).value for name in names} == names
    assert measure_of(None).value == "plain"


def test_each_quote_of_a_rule_has_one_place() -> None:
    """A cap of a class or a rule is looked up once, where an editor finds it."""
    for one in rulebook().rules:
        places = [place for place, _ in quotes_of(one)]
        assert len(places) == len(set(places)), one.id
    capped = rule(
        cap={"yuan": "200000", "quote": "奖励20万元"},
        more_caps=({"yuan": "2000000", "quote": "2000万元"}, {"yuan": "1", "quote": "以上"}),
    )
    assert [place for place, _ in quotes_of(capped)] == [
        ("quote",), ("cap", "quote"), ("more_caps", 0, "quote"), ("more_caps", 1, "quote"),
    ]  # fmt: skip
    bare = rule(more_caps=({"yuan": "2000000", "quote": "2000万元"},))
    assert [place for place, _ in quotes_of(bare)] == [("quote",), ("more_caps", 0, "quote")]
