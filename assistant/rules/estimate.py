"""Estimates: what a rule gives for some facts on a day, with the sum shown step by step.

They are written as JSON by their own types: sums are yuan as decimal strings, facts an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer

from assistant.rules.facts import FactItem, FactValue
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy

_PLAIN_NUMBER = lazy(r"-?\d+(\.\d+)?", re.ASCII)


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


FactJson: TypeAlias = "str | bool | list[dict[str, str | int]]"


def fact_json(value: FactValue) -> FactJson:
    """A fact: a number as plain decimal text, a flag, the key of a choice, or a list of items."""
    if isinstance(value, tuple):
        return [_item_json(item) for item in value]
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _item_json(item: FactItem) -> dict[str, str | int]:
    """One item, without what it does not say."""
    said: dict[str, str | int | None] = {
        "value": _number(item.value),
        "kind": item.kind or None,
        "year": item.year,
        "count": item.count,
        "turn": item.turn,
        "start": item.start,
        "end": item.end,
        "relation": item.relation or None,
    }
    return {name: part for name, part in said.items() if part is not None}


def _fact_of(value: object) -> object:
    """The fact that ``fact_json`` wrote: keys of choices never look like numbers."""
    if isinstance(value, list | tuple):
        return tuple(_item_of(item) for item in value)
    is_number = isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value)
    return Decimal(str(value)) if is_number else value


def _item_of(item: object) -> object:
    if not isinstance(item, Mapping):
        return item
    return FactItem(**{**item, "value": Decimal(str(item["value"]))})


def _facts_json(facts: tuple[tuple[str, FactValue], ...]) -> dict[str, FactJson]:
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
    PlainSerializer(_facts_json, return_type=dict[str, Any]),
]
"""Name and value of each fact; in JSON an object."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum ("800万元 × 30% = 240万元"), its value, and the words behind it.

    ``sources`` (``from`` in JSON) are the numbers, as written, that the step derives its own from:
    such a step (how much is lacking) is added by an answer and is not part of the rule's sum.
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
    """One line of an estimate over several years, kinds or items (``lines`` of the contract).

    ``base`` is what the sum is built on (yuan, or what one item gives), ``count`` how many items,
    ``amount`` what this line gives under the caps of its own year or item: before any cap over all
    lines, so the amounts may add up to more than the estimate.
    """

    kind: str
    year: int | None
    count: Decimal | None
    base: Yuan | None
    amount: Yuan


@dataclass(frozen=True, slots=True)
class Near:
    """A threshold or cap that a stated number is within a tenth of, and what lies beyond it.

    ``at`` is the value of ``fact`` there, ``before`` the amount right below it, ``there`` at it.
    """

    fact: str
    now: Annotated[Decimal, PlainSerializer(_number, return_type=str)]
    at: Annotated[Decimal, PlainSerializer(_number, return_type=str)]
    before: Yuan
    there: Yuan
    say: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most a rule allows for the facts; an upper bound, not a promise.

    ``amount`` and ``uncapped`` are yuan, None when unknown or not a sum; ``range`` is (lowest,
    highest possible) when the facts leave it open. ``facts`` holds only the facts that were used.
    ``not_in_force``: the amount is what the rule gave while in force, so it is None here and
    ``would_be`` carries it. ``label`` tells apart several estimates of one rule (合同A, 合同B).
    ``lines`` are the years, kinds or items of which ``amount`` is the capped total.
    ``near`` are cliffs close to the stated numbers (cliffs.py adds them).
    ``confirmed`` false: no editor has confirmed the rule yet. The three texts follow from the rest:
    "" and None where there is nothing.
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
    near: tuple[Near, ...] = ()
    confirmed: bool = True
    status_text: str = ""
    amount_text: str = ""
    range_text: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        """Put the status, the amount and the range into words, whatever was given for them."""
        amount = "" if self.amount is None else format_yuan(self.amount)
        mark = "" if self.confirmed or not amount else "（待核定）"
        ends = self.range and (format_yuan(self.range[0]), format_yuan(self.range[1]))
        object.__setattr__(self, "status_text", self.status.text)
        object.__setattr__(self, "amount_text", amount + mark)
        object.__setattr__(self, "range_text", ends)
