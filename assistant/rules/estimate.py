"""Estimates: what a rule gives for some facts on a day, with the sum shown step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.rules.facts import FactValue


class EstimateStatus(StrEnum):
    """What the amount means (contract, section 3)."""

    PAYABLE = "payable"
    CEILING = "ceiling"
    CONDITION_NOT_MET = "condition_not_met"
    NOT_IN_FORCE = "not_in_force"
    FACTS_MISSING = "facts_missing"
    NOT_QUANTIFIED = "not_quantified"


class Met(StrEnum):
    """Three-valued outcome of a condition."""

    YES = "满足"
    NO = "不满足"
    UNKNOWN = "缺信息"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum ("800万元 × 30% = 240万元"), its value, and the words behind it."""

    text: str
    value: Decimal
    quote: str = ""


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
    base: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most a rule allows for the facts; an upper bound, not a promise.

    ``amount`` and ``uncapped`` are yuan, None when unknown or not a sum; ``range`` is (lowest,
    highest possible) when the facts leave it open. ``facts`` holds only the facts that were used.
    ``not_in_force``: the amount is what the rule gave while in force, so it is None here and
    ``would_be`` carries it. ``label`` tells apart several estimates of one rule (合同A, 合同B).
    ``lines`` are the years, kinds or items of which ``amount`` is the capped total.
    ``is_confirmed`` false: no editor has confirmed the rule yet.
    """

    rule_id: str
    clause_id: str
    title: str
    as_of: date
    status: EstimateStatus
    amount: Decimal | None
    uncapped: Decimal | None
    range: tuple[Decimal, Decimal] | None
    facts: tuple[tuple[str, FactValue], ...]
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[str, ...]
    conditions: tuple[Tested, ...]
    would_be: Decimal | None = None
    period: str = ""
    label: str = ""
    lines: tuple[Part, ...] = ()
    is_confirmed: bool = True
