"""What one rules.yaml holds: rules, what they say of one another, what is no rule.

Apart from rule.py, so that the calculator starts without the combinations.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.rules.combine import Statement
from assistant.rules.facts import Frozen, Words
from assistant.rules.rule import Rule

SCHEMA = "2"
"""The version of the shape of rules.yaml that this program reads."""


class NotRuled(Frozen):
    """A number or clause that is deliberately no rule, with the reason."""

    clause: str
    reason: str
    quotes: Words = ()


class RulesFile(Frozen):
    """The content of one rules.yaml; ``schema`` is the version of its shape."""

    version: Literal["2"] = Field(alias="schema")
    rules: tuple[Rule, ...]
    combine: tuple[Statement, ...] = ()
    not_ruled: tuple[NotRuled, ...] = ()


NO_RULES = RulesFile.model_construct(version="2", rules=(), combine=(), not_ruled=())
"""What a policy without a rules.yaml has."""
