"""Every cliff of the corpus, one step below it, at it and one step above it; and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from assistant.errors import FactError, FactsMissingError
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import Cliff, cliff_facts, cliffs, with_cliffs
from assistant.rules.estimate import Estimate
from assistant.rules.facts import ScalarValue
from assistant.rules.parse_facts import parse_facts
from assistant.rules.rule import Rule
from assistant.rules.variation import vary
from tests.rules.arithmetic import to_fen
from tests.rules.case_files import cases, policy_of, rulebook, typed
from tests.rules.draw_facts import DERIVED_ONLY
from tests.rules.oracle import ORACLE

WAN = Decimal(10_000)
DAY = date(2025, 6, 1)
Facts = dict[str, ScalarValue]


def settings(rule: Rule) -> Iterator[Facts]:
    """The facts of the rule's own cases, each once."""
    seen: set[tuple[tuple[str, object], ...]] = set()
    for case in cases():
        if case.rule != rule.id:
            continue
        facts: Facts = dict(typed(case.facts, rulebook().facts))  # type: ignore[arg-type]
        key = tuple(sorted(facts.items()))
        if key not in seen:
            seen.add(key)
            yield facts


def cliffs_of(rule: Rule) -> dict[tuple[str, Decimal, Decimal, Decimal], tuple[Cliff, Facts]]:
    """The cliffs of a rule in the settings of its cases, each kind of cliff once."""
    found = {}
    for facts in list(settings(rule))[:12]:
        for name in cliff_facts(rule, rulebook()):
            try:
                corners = cliffs(rule, name, facts, rulebook())
            except (FactError, FactsMissingError):
                continue
            for cliff in corners:
                key = (cliff.fact, cliff.at, cliff.before, cliff.there)
                found.setdefault(key, (cliff, facts))
    return found


HAVE_NONE = {"ceiling", "fixed", "levels", "in_kind", "unquantified", "excess"}
"""Kinds that may have no cliff: without a condition on a number nothing bends them."""


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: str(rule.id))
def test_each_cliff_is_right_one_step_below_at_and_above(rule: Rule) -> None:
    found = cliffs_of(rule)
    assert found or rule.amount.kind in HAVE_NONE or rule.amount.kind == "sum"
    for cliff, facts in found.values():
        step = vary(rule, cliff.fact, facts, rulebook()).grid
        for value in (cliff.at - step, cliff.at, cliff.at + step):
            here = {**facts, cliff.fact: value}
            expected = ORACLE[rule.id](here)
            made = calculate(rule, here, policy=policy_of(rule.id), as_of=DAY, rulebook=rulebook())
            if isinstance(expected, Decimal) and cliff.fact not in DERIVED_ONLY:
                assert made.amount == to_fen(expected), (cliff, value)
            if value == cliff.at:
                assert made.amount == cliff.there, cliff
            elif value < cliff.at:
                assert made.amount == cliff.before, cliff


def test_the_corpus_has_many_cliffs() -> None:
    assert sum(len(cliffs_of(rule)) for rule in rulebook().rules) > 100


def near(rule_id: str, **stated: str) -> list[str]:
    book = rulebook()
    rule, facts = book.rule(rule_id), parse_facts(book, stated)
    made: Estimate = calculate(rule, facts, policy=policy_of(rule_id), as_of=DAY, rulebook=book)
    return [one.say for one in with_cliffs(made, rule, facts, book).near]


@pytest.mark.parametrize(
    ("rule_id", "stated", "said"),
    [
        (
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "4880万", "prior_rd_spend_yuan": "1000万"},
            "上一年度研发投入再多120万元就到5000万元：金额变为200万元",
        ),
        (
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "5100万", "prior_rd_spend_yuan": "1000万"},
            "上一年度研发投入只比5000万元多100万元：少于5000万元就只有100万元",
        ),
        (
            "longgang-2025#2:compute-service",
            {"compute_fee_yuan": "1900万"},
            "算力服务费用再多100万元就到2000万元，金额到顶：600万元",
        ),
        (
            "longgang-2025#2:compute-service",
            {"compute_fee_yuan": "2100万"},
            "算力服务费用到2000万元金额已到顶（600万元），再多也不增加",
        ),
        (
            "longhua-2025#5:growth",
            {"revenue_yuan": "4900万", "revenue_growing": "是"},
            "上年度营业收入再多100万元就到5000万元：金额变为10万元",
        ),
        (
            "longhua-2025#5:growth",
            {"revenue_yuan": "5000万", "revenue_growing": "是"},
            "上年度营业收入正好到5000万元，再少一点就只有0元",
        ),
        (
            "futian-2024#3.2:asset-entry",
            {"asset_entry_yuan": "98万", "asset_service_fee_yuan": "30万"},
            "数据资源首次入表金额再多2万元、超过100万元：金额变为6万元",
        ),
        (
            "futian-2024#3.2:asset-entry",
            {"asset_entry_yuan": "100万", "asset_service_fee_yuan": "30万"},
            "数据资源首次入表金额超过100万元：金额变为6万元",
        ),
        (
            "futian-2024#3.2:asset-entry",
            {"asset_entry_yuan": "1000000.01", "asset_service_fee_yuan": "30万"},
            "数据资源首次入表金额刚超过100万元，再少一点就只有0元",
        ),
        (
            "futian-2024#3.2:asset-entry",
            {"asset_entry_yuan": "105万", "asset_service_fee_yuan": "30万"},
            "数据资源首次入表金额只比100万元多5万元：不超过100万元就只有0元",
        ),
        (
            "qianhai-2024#8:industry-model",
            {"cases": "9"},
            "市场应用案例个数再多1个就到10个：金额变为100万元",
        ),
        (
            "shenzhen-pioneer-2024#15:returnee-startup",
            {"company_age_months": "48"},
            "企业注册时间（月）再多1个月就到49个月：金额变为0元",
        ),
        (
            "shenzhen-pioneer-2024#15:returnee-startup",
            {"company_age_months": "49"},
            "企业注册时间（月）正好到49个月，再少一点却有100万元",
        ),
        (
            "qianhai-2024#3:rd-increase",
            {"rd_spend_yuan": "7200万", "prior_rd_spend_yuan": "8000万"},
            "上一年度研发投入再多800万元就到8000万元（那时0元），从那里起开始增加",
        ),
        (
            "qianhai-2024#1:rent",
            {"area_sqm": "300", "months": "12", "rent_paid_yuan": "50万"},
            "租赁（补贴）月数再多1个月就到13个月（那时23.4万元），再往上每多一点加得少些",
        ),
    ],
)
def test_what_is_near_is_told(rule_id: str, stated: dict[str, str], said: str) -> None:
    assert said in near(rule_id, **stated)


def test_what_is_far_is_not_told() -> None:
    assert near("longgang-2025#2:compute-service", compute_fee_yuan="1799万") == []
    assert near("longgang-2025#2:compute-service", compute_fee_yuan="2201万") == []
