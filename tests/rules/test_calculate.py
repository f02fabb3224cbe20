"""Properties of every rule: bounded, monotone, blind to order and to unrelated facts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.rules.calculate import calculate
from assistant.rules.cap import Period
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.read.figures import rates_of
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from tests.rules.case_files import policy_of, rulebook

DAY = date(2025, 6, 1)
RULES = rulebook().rules
SUMS = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def value_of(spec: FactSpec) -> st.SearchStrategy[FactValue]:
    if spec.kind is FactKind.FLAG:
        return st.booleans()
    if spec.kind is FactKind.CHOICE:
        return st.sampled_from(sorted(spec.choices))
    if spec.kind is FactKind.YUAN:
        return st.integers(0, 10**11).map(lambda fen: Decimal(fen).scaleb(-2))
    return st.integers(0, 60).map(Decimal)


@st.composite
def rule_and_facts(draw: st.DrawFn) -> tuple[Rule, dict[str, FactValue]]:
    rule = draw(st.sampled_from(RULES))
    names = sorted({*rulebook().needs[rule.id], "years"})
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    return rule, {name: draw(value_of(rulebook().facts[name])) for name in chosen}


def estimate(rule: Rule, facts: dict[str, FactValue], as_of: date = DAY) -> Estimate:
    return calculate(rule, facts, policy=policy_of(rule.id), as_of=as_of, rulebook=rulebook())


@quick
@given(rule_and_facts())
def test_the_amount_is_never_negative_nor_above_its_cap_nor_finer_than_a_fen(
    drawn: tuple[Rule, dict[str, FactValue]],
) -> None:
    rule, facts = drawn
    found = estimate(rule, facts)
    if found.amount is None:
        assert found.status not in (*SUMS, EstimateStatus.CONDITION_NOT_MET)
        return
    assert found.amount >= 0
    assert found.amount == found.amount.quantize(Decimal("0.01"))
    assert found.uncapped is not None
    assert found.amount <= found.uncapped
    years = facts.get("years", Decimal(1)) if rule.yearly else Decimal(1)
    if rule.cap is not None and rule.amount.kind != "area":
        times = years if rule.cap.period is Period.YEAR else Decimal(1)
        assert isinstance(times, Decimal)
        assert found.amount <= rule.cap.yuan * times


@quick
@given(rule_and_facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(
    drawn: tuple[Rule, dict[str, FactValue]], random: object
) -> None:
    rule, facts = drawn
    names = list(facts)
    random.shuffle(names)  # type: ignore[attr-defined]
    assert estimate(rule, {name: facts[name] for name in names}) == estimate(rule, facts)


@quick
@given(rule_and_facts(), st.sampled_from(sorted(rulebook().facts)))
def test_a_fact_the_rule_does_not_look_at_changes_nothing(
    drawn: tuple[Rule, dict[str, FactValue]], other: str
) -> None:
    rule, facts = drawn
    looked_at = {*rulebook().needs[rule.id], "years", "applicant_kind", "received_yuan"}
    if other not in looked_at:
        unrelated: FactValue = Decimal(7)
        assert estimate(rule, facts | {other: unrelated}) == estimate(rule, facts)


@quick
@given(rule_and_facts(), st.integers(1, 3000))
def test_a_day_outside_the_validity_gives_no_amount(
    drawn: tuple[Rule, dict[str, FactValue]], days: int
) -> None:
    rule, facts = drawn
    policy = policy_of(rule.id)
    assert policy.first_day is not None
    assert policy.last_day is not None
    inside = estimate(rule, facts)
    for day in (policy.first_day - timedelta(days), policy.last_day + timedelta(days)):
        outside = estimate(rule, facts, day)
        assert outside.status is EstimateStatus.NOT_IN_FORCE
        assert outside.amount is None
        assert outside.would_be == inside.amount
    for day in (policy.first_day, policy.last_day):
        assert estimate(rule, facts, day).amount == inside.amount


@quick
@given(rule_and_facts(), st.integers(0, 10**10), st.integers(0, 10**10))
def test_the_amount_does_not_fall_when_the_base_grows(
    drawn: tuple[Rule, dict[str, FactValue]], first: int, second: int
) -> None:
    rule, facts = drawn
    if not rates_of(rule):
        return
    name = main_facts(rule)[0]
    low, high = sorted((Decimal(first).scaleb(-2), Decimal(second).scaleb(-2)))
    less, more = estimate(rule, facts | {name: low}), estimate(rule, facts | {name: high})
    if less.amount is not None and more.amount is not None:
        assert less.amount <= more.amount


@quick
@given(rule_and_facts())
def test_a_missing_fact_is_named_and_filling_all_gives_a_sum_within_the_range(
    drawn: tuple[Rule, dict[str, FactValue]],
) -> None:
    rule, facts = drawn
    found = estimate(rule, facts)
    if found.status is not EstimateStatus.FACTS_MISSING:
        assert not found.missing
        return
    assert found.missing
    filled = estimate(rule, facts | dict.fromkeys(found.missing, Decimal(30)))
    if found.range is not None and filled.amount is not None:
        assert found.range[0] <= filled.amount <= found.range[1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_steps_quote_words_of_the_clause(rule: Rule) -> None:
    clause = next(c for c in policy_of(rule.id).clauses if str(c.id) == rule.clause_id)
    facts = {name: Decimal(30) for name in rulebook().needs[rule.id]}
    facts = {n: v for n, v in facts.items() if rulebook().facts[n].kind not in _NO_NUMBER}
    for step in estimate(rule, facts).steps:
        assert step.quote in clause.text


_NO_NUMBER = (FactKind.FLAG, FactKind.CHOICE)


def test_the_sum_is_shown_step_by_step_with_its_quotes() -> None:
    rule = rulebook().rule("longgang-2025#2:compute-service")
    found = estimate(rule, {"compute_fee_yuan": Decimal(8_000_000)})
    assert [step.text for step in found.steps] == [
        "800万元 × 30% = 240万元",
        "240万元 未超过上限 600万元，取 240万元",
    ]
    assert found.amount == Decimal(8_000_000) * Decimal("0.30")


@pytest.mark.parametrize(
    ("rule_id", "facts", "step"),
    [
        (
            "longgang-2025#2:compute-service",
            {"compute_fee_yuan": "20000000"},
            "600万元 正好等于上限 600万元",
        ),
        (
            "qianhai-2024#10:vehicles",
            {"vehicle_price_yuan": "400000", "vehicles": "3"},
            "20万元 正好等于单项上限 20万元",
        ),
        (
            "qianhai-2024#10:vehicles",
            {"vehicle_price_yuan": "400000", "vehicles": "3"},
            "20万元 × 3台获批运营车辆 = 60万元",
        ),
        (
            "longhua-2025#11:standards",
            {"international_standards": "1", "industry_standards": "2"},
            "60万元 × 1项国际标准 + 20万元 × 2项行业标准 = 100万元",
        ),
        ("futian-2024#4.1:scene", {"projects": "2"}, "30万元 × 2个项目 = 60万元"),
        (
            "qianhai-2024#1:rent",
            {"area_sqm": "5000", "months": "12"},
            "60元 × 5000平方米 × 12个月 = 360万元",
        ),
    ],
)
def test_a_step_names_what_is_counted_and_an_exact_fit(
    rule_id: str, facts: dict[str, str], step: str
) -> None:
    found = estimate(rulebook().rule(rule_id), {n: Decimal(v) for n, v in facts.items()})
    assert step in [one.text for one in found.steps]


def test_every_counted_fact_names_what_it_counts() -> None:
    counted = [spec for spec in rulebook().facts.values() if spec.kind is FactKind.COUNT]
    assert [spec.name for spec in counted if len(spec.unit_name) < 2] == []


def test_a_fraction_of_a_fen_is_cut_and_said() -> None:
    rule = rulebook().rule("longgang-2025#2:compute-service")
    found = estimate(rule, {"compute_fee_yuan": Decimal("0.05")})
    assert found.amount == Decimal("0.01")  # 0.05 × 30% = 0.015
    assert "舍去" in found.steps[-1].text
