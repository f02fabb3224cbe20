"""Compare rules side by side on the same facts; amounts of several policies are never added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate
from assistant.rules.facts import Facts
from assistant.rules.order import order_key
from assistant.rules.read.words import cap_words, condition_words, rate_words
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.validity import validity_words

STACKING = "原文没有写明不同政策能否同时享受，各项金额不能相加。"


@dataclass(frozen=True, slots=True)
class ComparedRule:
    """One rule with its estimate and what decides it, in words."""

    rule_id: str
    clause_id: str
    policy_id: str
    policy_title: str
    estimate: Estimate
    rate: str
    cap: str
    condition: str
    validity: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows by amount, the largest first. There is no total: stacking is unstated."""

    rows: tuple[ComparedRule, ...]
    note: str = STACKING


def compare(
    rules: Sequence[Rule], facts: Facts, *, corpus: Corpus, as_of: date, rulebook: Rulebook
) -> Comparison:
    """Every rule estimated on the same facts and day, sorted by amount."""
    rows = [_row(rule, facts, corpus, as_of, rulebook) for rule in rules]
    return Comparison(tuple(sorted(rows, key=lambda row: order_key(row.estimate))))


def _row(rule: Rule, facts: Facts, corpus: Corpus, as_of: date, rulebook: Rulebook) -> ComparedRule:
    policy = corpus.policy(ClauseId.parse(rule.clause_id).policy)
    return ComparedRule(
        rule_id=rule.id,
        clause_id=rule.clause_id,
        policy_id=policy.id,
        policy_title=policy.title,
        estimate=calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook),
        rate=rate_words(rule, rulebook.facts),
        cap=cap_words(rule),
        condition=condition_words(rule),
        validity=validity_words(policy),
    )
