"""One matter in one place: the fields to ask for, the sums, the charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer.charts import Amount, Bars, Spans, Steps, bars, spans
from assistant.answer.courses import draw_steps, line_of, main_fact, top_of
from assistant.dialogue.topics import Topic
from assistant.policy.clause import ClauseId
from assistant.policy.policy import Policy
from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.estimate_clause import is_worth_adding
from assistant.rules.facts import FactKind, Facts
from assistant.rules.match import policies_for
from assistant.rules.order import order_key
from assistant.rules.read.words import rule_words
from assistant.rules.rule import Rule
from assistant.text.money import format_yuan
from assistant.web.drawing.labels import BAR, STATUS, UNSURE
from assistant.web.figures.menu import Menu


@dataclass(frozen=True, slots=True)
class Sum:
    """One rule's estimate with what a reader needs beside it."""

    estimate: Estimate
    rule: Rule
    policy: Policy
    label: str
    formula: str
    reaches: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What the page of one matter shows."""

    topic: Topic
    sums: tuple[Sum, ...]
    elsewhere: tuple[str, ...]
    bars: Bars | None
    steps: Steps | None
    spans: Spans | None


def rules_in(menu: Menu, topic: Topic, district: str) -> tuple[Rule, ...]:
    """The rules about a matter in a district and above it; "" means everywhere.

    Raises:
        FactError: unknown district.
    """
    rules = menu.rules_of(topic)
    if not district:
        return rules
    here = {policy.id for policy in policies_for(district, menu.corpus)}
    return tuple(rule for rule in rules if menu.policy_of(rule).id in here)


def work_out(menu: Menu, topic: Topic, district: str, facts: Facts, as_of: date) -> Matter:
    """Every rule about the matter for the facts, the largest amount first."""
    book = menu.rulebook
    rules = [r for r in rules_in(menu, topic, district) if is_worth_adding(r, facts, book)]
    everywhere = [r for r in menu.rules_of(topic) if is_worth_adding(r, facts, book)]
    fact = main_fact(everywhere, facts, book)
    sums = sorted(
        (sum_of(menu, rule, facts, as_of, fact) for rule in rules),
        key=lambda found: order_key(found.estimate),
    )
    policies = tuple(dict.fromkeys(found.policy.id for found in sums))
    shown = [menu.corpus.policy(name) for name in policies]
    others = dict.fromkeys(menu.policy_of(r).region for r in everywhere if r not in rules)
    return Matter(
        topic=topic,
        sums=tuple(sums),
        elsewhere=tuple(others),
        bars=bars(list(_amounts(sums))),
        steps=draw_steps(everywhere, fact, facts, menu.corpus, book) if fact else None,
        spans=spans(shown, [STATUS[p.status_on(as_of)] for p in shown], as_of),
    )


def sum_of(menu: Menu, rule: Rule, facts: Facts, as_of: date, fact: str) -> Sum:
    """One rule's estimate; ``fact`` is the number for which it says where the amount stops."""
    policy = menu.policy_of(rule)
    clause = menu.corpus.require(ClauseId.parse(rule.clause_id))
    estimate = calculate(rule, facts, policy=policy, as_of=as_of, rulebook=menu.rulebook)
    reaches = ""
    if fact and estimate.status in (EstimateStatus.PAYABLE, EstimateStatus.FACTS_MISSING):
        line = line_of(rule, fact, facts, menu.rulebook)
        spec = menu.rulebook.facts[fact]
        top = top_of(line, is_yuan=spec.kind is FactKind.YUAN) if line else None
        if top is not None:
            value = top.shown(spec.kind)
            reaches = f"{spec.label}达到 {value} 时，金额到顶：{format_yuan(top.amount)}"
    label = f"{clause.label} {clause.heading}".strip()
    return Sum(estimate, rule, policy, label, rule_words(rule, menu.rulebook.facts), reaches)


def _amounts(sums: Sequence[Sum]) -> Iterator[Amount]:
    counts: dict[str, int] = {}
    for found in sums:
        counts[found.policy.region] = counts.get(found.policy.region, 0) + 1
    for found in sums:
        amount = found.estimate.amount
        if amount is None:
            continue
        region = found.policy.region
        label = f"{region} {found.rule.title}" if counts[region] > 1 else region
        is_open = any(test.met is Met.UNKNOWN for test in found.estimate.conditions)
        state = UNSURE if is_open and amount else found.estimate.status.value
        yield Amount(label, found.rule.title, amount, state, BAR.get(state, ""))
