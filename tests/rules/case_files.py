"""The rule tests written as data in tests/rules/cases/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.policy import Policy
from assistant.rules.facts import FactKind, Facts, FactSpec, FactValue
from assistant.rules.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence with its facts and what is expected."""

    name: str
    kind: str
    rule: str
    as_of: date
    facts: Mapping[str, str]
    expect: Mapping[str, str | list[str]]

    def __str__(self) -> str:
        return f"{self.rule} {self.name}"


@cache
def corpus() -> Corpus:
    """The corpus of the repository."""
    return load_corpus(ROOT / "corpus")


@cache
def rulebook() -> Rulebook:
    """The rules of the repository."""
    return load_rulebook(ROOT / "corpus", corpus())


@cache
def policy_of(rule_id: str) -> Policy:
    """The policy a rule stands in."""
    return next(p for p in corpus().policies if p.id == rule_id.partition("#")[0])


@cache
def cases() -> tuple[Case, ...]:
    """All cases, file by file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            found.append(
                Case(
                    name=entry["case"],
                    kind=entry["kind"],
                    rule=entry["rule"],
                    as_of=date.fromisoformat(entry["as_of"]),
                    facts=entry["facts"],
                    expect=entry["expect"],
                )
            )
    return tuple(found)


def typed(facts: Mapping[str, str], specs: Mapping[str, FactSpec]) -> Facts:
    """The facts of a case, each as its kind."""
    return {name: _typed(text, specs[name]) for name, text in facts.items()}


def _typed(text: str, spec: FactSpec) -> FactValue:
    if spec.kind is FactKind.FLAG:
        return {"true": True, "false": False}[text]
    if spec.kind is FactKind.CHOICE:
        assert text in spec.choices, f"{spec.name}: {text}"
        return text
    return Decimal(text)
