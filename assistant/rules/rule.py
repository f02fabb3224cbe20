"""A funding rule as data: what one passage of a clause pays, with the words that say so.

Loaded from ``corpus/<policy>/rules.yaml`` by rulebook.py; docs/rules-format.md explains the file.
Sums are Decimal yuan, rates decimal fractions, both written as strings in the file.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SerializeAsAny

from assistant.rules.cap import Cap
from assistant.rules.condition import Condition, Flag
from assistant.rules.facts import Frozen, Words
from assistant.rules.kind import Kind, read_amount

SCHEMA = "2"
"""The version of the shape of rules.yaml that this program reads."""


class Several(StrEnum):
    """How several items of a fact are paid (two contracts, three rounds, four projects).

    TOGETHER: one sum over all of them; EACH: each is a case of its own, with its own thresholds,
    and the results are added; BEST: only one of them is paid, the best.
    """

    TOGETHER = "together"
    EACH = "each"
    BEST = "best"


class Pool(Frozen):
    """A yearly pot or a quota of projects: told, never part of the sum."""

    quote: str
    say: str
    yuan: Decimal | None = None
    quota: int | None = None


class Rule(Frozen):
    """One rule. ``id`` = clause id + ":" + slug; ``quote`` = verbatim words of the clause.

    ``when`` tells which case of the clause this rule is about: a case known to be another one makes
    the rule not applicable (left out), while a failed ``condition`` gives the amount 0.
    ``words`` in a question point to this rule among its siblings. ``readings`` are shown as
    assumptions. ``most_years`` limits how many years are paid. ``yearly``: the amount is per year,
    so a stated number of years multiplies it. ``topic`` is an id of corpus/topics.yaml.
    ``several`` says how several items of one fact are paid. ``confirmed`` false: a draft of a rule
    that no editor has confirmed; it is calculated and told as such.
    """

    id: str
    title: str
    topic: str
    quote: str
    more_quotes: Words = ()
    applicants: Words = ()
    words: Words = ()
    when: tuple[Condition, ...] = ()
    conditions: tuple[Condition, ...] = ()
    amount: SerializeAsAny[Annotated[Kind, BeforeValidator(read_amount)]]
    cap: Cap | None = None
    yearly: Flag = False
    most_years: int | None = None
    pools: tuple[Pool, ...] = ()
    readings: Words = ()
    several: Several = Several.TOGETHER
    confirmed: Flag = True

    @property
    def clause_id(self) -> str:
        """The id of the clause the rule belongs to."""
        return self.id.partition(":")[0]


class NotRuled(Frozen):
    """A number or clause that is deliberately no rule, with the reason."""

    clause: str
    reason: str
    quotes: Words = ()


class RulesFile(Frozen):
    """The content of one rules.yaml; ``schema`` is the version of its shape."""

    version: Literal["2"] = Field(alias="schema")
    rules: tuple[Rule, ...]
    not_ruled: tuple[NotRuled, ...] = ()
