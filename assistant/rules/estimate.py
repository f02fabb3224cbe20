"""Estimates: what a rule gives for some facts on a day, with the sum shown step by step.

They are written as JSON by their own types: sums are yuan as decimal strings, facts an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, computed_field
from pydantic.dataclasses import dataclass

from assistant.rules.facts import FactValue
from assistant.text.money import format_yuan

_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class EstimateStatus(StrEnum):
    """What the amount means (contract, section 3)."""

    PAYABLE = "payable"
    CEILING = "ceiling"
    CONDITION_NOT_MET = "condition_not_met"
    NOT_IN_FORCE = "not_in_force"
    FACTS_MISSING = "facts_missing"
    NOT_QUANTIFIED = "not_quantified"

    @property
    def text(self) -> str:
        """What people call it; the same words on every surface and in every file."""
        return _STATUS_TEXT[self]


_STATUS_TEXT = {
    EstimateStatus.PAYABLE: "按条款测算的上限",
    EstimateStatus.CEILING: "条款写明的最高额",
    EstimateStatus.CONDITION_NOT_MET: "不满足条件",
    EstimateStatus.NOT_IN_FORCE: "不在有效期内",
    EstimateStatus.FACTS_MISSING: "还缺信息",
    EstimateStatus.NOT_QUANTIFIED: "条款没有写明金额",
}


class Met(StrEnum):
    """Three-valued outcome of a condition."""

    YES = "满足"
    NO = "不满足"
    UNKNOWN = "缺信息"


def fact_json(value: FactValue) -> str | bool:
    """A fact: a number as plain decimal text, a flag, or the key of a choice."""
    if not isinstance(value, Decimal):
        return value
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fact_of(value: object) -> object:
    """The fact that ``fact_json`` wrote: keys of choices never look like numbers."""
    is_number = isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value)
    return Decimal(str(value)) if is_number else value


def _facts_json(facts: tuple[tuple[str, FactValue], ...]) -> dict[str, str | bool]:
    return {name: fact_json(value) for name, value in facts}


def _facts_of(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return tuple((name, _fact_of(fact)) for name, fact in value.items())


def yuan_json(amount: Decimal) -> str:
    """A sum of yuan as JSON holds it: 2400000.00."""
    return f"{amount:.2f}"


Yuan: TypeAlias = Annotated[Decimal, PlainSerializer(yuan_json, return_type=str)]
"""A sum of yuan; in JSON a decimal string with two places."""

StatedFacts: TypeAlias = Annotated[
    tuple[tuple[str, FactValue], ...],
    BeforeValidator(_facts_of),
    PlainSerializer(_facts_json, return_type=dict[str, str | bool]),
]
"""Name and value of each fact; in JSON an object."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum ("800万元 × 30% = 240万元"), its value, and the words behind it.

    ``sources`` (``from`` in JSON) are the numbers, as written, that the step derives its own from.
    """

    text: str
    value: Yuan
    quote: str = ""
    sources: Annotated[tuple[str, ...], Field(alias="from")] = ()


@dataclass(frozen=True, slots=True)
class Tested:
    """A condition of the rule against the facts."""

    say: str
    met: Met
    fact: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one kind or one year adds to the sum of an estimate; ``base`` is what it counts from."""

    kind: str
    amount: Yuan
    year: int | None = None
    count: Decimal | None = None
    base: Yuan | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most a rule allows for the facts; an upper bound, not a promise.

    ``amount`` and ``uncapped`` are yuan, None when unknown or not a sum; ``range`` is (lowest,
    highest possible) when the facts leave it open. ``facts`` holds only the facts that were used.
    ``not_in_force``: the amount is what the rule gave while in force, so it is None here and
    ``would_be`` carries it. ``label`` tells apart several estimates of one rule (合同A, 合同B).
    ``lines`` are the kinds or years that were added up; ``confirmed`` is whether an editor has
    confirmed the rule.
    """

    rule_id: str
    clause_id: str
    title: str
    as_of: date
    status: EstimateStatus
    amount: Yuan | None
    uncapped: Yuan | None
    range: tuple[Yuan, Yuan] | None
    facts: StatedFacts
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[str, ...]
    conditions: tuple[Tested, ...]
    would_be: Yuan | None = None
    period: str = ""
    label: str = ""
    lines: tuple[Part, ...] = ()
    confirmed: bool = True

    @computed_field  # type: ignore[prop-decorator]
    @property
    def status_text(self) -> str:
        """What the status is called."""
        return self.status.text

    @computed_field  # type: ignore[prop-decorator]
    @property
    def amount_text(self) -> str:
        """The amount as people write it, "" if there is none."""
        if self.amount is None:
            return ""
        return format_yuan(self.amount) + ("" if self.confirmed else "（待核定）")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def range_text(self) -> tuple[str, str] | None:
        """The two ends of the range as people write them."""
        if self.range is None:
            return None
        return format_yuan(self.range[0]), format_yuan(self.range[1])
