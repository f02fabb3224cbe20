"""Rulebooks of a few rules written in a test, over the vocabulary of the corpus and some facts."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import RuleError
from assistant.policy.yaml_file import read_yaml_file
from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate
from assistant.rules.facts import FactSpec
from assistant.rules.parse_facts import parse_facts
from assistant.rules.rulebook import Rulebook
from assistant.rules.rules_file import parse_rules_file
from tests.rules.case_files import policy_of, rulebook

POLICY = "longgang-2025"
"""The policy the small rules are filed under; its text is not looked at."""

FACTS = (
    {
        "name": "foreign_capital",
        "label": "实到外资",
        "kind": "foreign",
        "currency": "美元",
        "ask": "请问实到外资多少万美元？",
    },
    {
        "name": "exchange_rate",
        "label": "折算汇率",
        "kind": "exchange",
        "ask": "请问按什么汇率折算？",
    },
)


@cache
def small_book(rules: str) -> Rulebook:
    """The rulebook of the rules, written in YAML without the head of the file."""
    specs = [FactSpec.model_validate(fact) for fact in FACTS]
    facts = {**rulebook().facts, **{spec.name: spec for spec in specs}}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(f'schema: "2"\nrules:\n{rules}', encoding="utf-8")
        content = parse_rules_file(read_yaml_file(path, RuleError))
    return Rulebook.of(facts, content.rules)


def worked_out(book: Rulebook, slug: str, **stated: object) -> Estimate:
    """One rule of a small book for facts as people write them."""
    rule_id = f"{POLICY}#1:{slug}"
    facts = parse_facts(book, stated)
    rule, day = book.rule(rule_id), date(2025, 6, 1)
    return calculate(rule, facts, policy=policy_of(rule_id), as_of=day, rulebook=book)
