"""A funding rule as data: what one passage of a clause pays, with the words that say so.

Loaded from ``corpus/<policy>/rules.yaml`` by rulebook.py; docs/rules-format.md explains the file.
Sums are Decimal yuan, rates decimal fractions, both written as strings in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from assistant.rules.facts import Frozen, Words


class Period(StrEnum):
    """What a cap counts over; NONE = the text names no period."""

    NONE = "none"
    ONCE = "once"
    YEAR = "year"
    TOTAL = "total"


class Several(StrEnum):
    """How several items of a fact are paid (two contracts, three rounds, four projects).

    TOGETHER: one sum over all of them; EACH: each is a case of its own, with its own thresholds,
    and the results are added; BEST: only one of them is paid, the best.
    """

    TOGETHER = "together"
    EACH = "each"
    BEST = "best"


def _flag(value: object) -> object:
    """YAML scalars arrive as strings; "true" and "false" are meant as flags."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


FlagOrKey: TypeAlias = Annotated[bool | str | None, BeforeValidator(_flag)]


class Condition(Frozen):
    """One test of one fact; exactly one comparison is given.

    ``say`` is the condition in Chinese as shown to users ("合同额超过1000万元"). A flag or choice
    that the user has not stated is *assumed* and told; a number that is not stated is missing.
    ``or_facts`` names other flags that satisfy the condition as well (filed *or* assessed).
    """

    fact: str
    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None
    is_: FlagOrKey = Field(default=None, alias="is")
    one_of: Words = ()
    or_facts: Words = ()
    say: str
    quote: str = ""


class Base(Frozen):
    """The sum a rate is applied to: the facts in ``plus`` added, those in ``minus`` taken off.

    A ``plus`` fact is needed (each alternative in ``instead`` may stand in for it: fact ->
    substitutes, used with an assumption told); a ``minus`` fact not stated counts as zero and is
    told as an assumption. An ``optional`` fact is added when stated; not stated it counts as zero
    and is told as an assumption. A negative base counts as zero.
    """

    plus: Words
    optional: Words = ()
    minus: Words = ()
    instead: Mapping[str, Words] = {}
    say: str


class Variant(Frozen):
    """Another rate for a kind of applicant."""

    when: Condition
    rate: Decimal
    quote: str


class RateAmount(Frozen):
    """rate × base, per item under ``item_cap_yuan``, times ``count`` items if a count is named.

    With ``count`` the base is per item ("每台").
    """

    kind: Literal["rate"]
    rate: Decimal
    base: Base
    variants: tuple[Variant, ...] = ()
    item_cap_yuan: Decimal | None = None
    count: str | None = None


class FixedAmount(Frozen):
    """A fixed sum."""

    kind: Literal["fixed"]
    yuan: Decimal


class PerItem(Frozen):
    """``yuan`` for each of the counted fact; ``most`` items at the most count."""

    fact: str
    yuan: Decimal
    most: int | None = None


class PerAmount(Frozen):
    """Counts times sums, added up. At least one count must be stated; the others count as zero.

    ``excluded`` are counts of things that the clause does not pay for (团体标准): stated alone they
    give the status condition_not_met.
    """

    kind: Literal["per"]
    items: tuple[PerItem, ...]
    excluded: Words = ()
    is_ceiling: bool = False


class CeilingAmount(Frozen):
    """Only a maximum is stated; times the count of ``per`` if stated (default one)."""

    kind: Literal["ceiling"]
    yuan: Decimal
    per: str | None = None


class Level(Frozen):
    """One level of a choice and its sum."""

    key: str
    yuan: Decimal


class LevelAmount(Frozen):
    """The level of a choice decides the sum; an unstated level gives the highest, with the range.

    ``is_ceiling``: the sums are maxima (最高).
    """

    kind: Literal["levels"]
    fact: str
    levels: tuple[Level, ...]
    is_ceiling: bool = False
    count: str | None = None


class Tier(Frozen):
    """From ``at_least`` on: this rate under this cap."""

    at_least: Decimal
    rate: Decimal
    cap_yuan: Decimal


class TierAmount(Frozen):
    """The tier of the fact ``by`` gives the rate on ``base`` and its cap; below all tiers: 0."""

    kind: Literal["tiers"]
    by: str
    tiers: tuple[Tier, ...]
    base: Base


class AreaAmount(Frozen):
    """unit_yuan × area × months (at most ``most_months``), never above paid_rate × paid."""

    kind: Literal["area"]
    unit_yuan: Decimal
    area: str
    months: str
    most_months: int
    paid: str
    paid_rate: Decimal


class ExcessAmount(Frozen):
    """What was paid above rate × base: max(0, paid − rate × base)."""

    kind: Literal["excess"]
    paid: str
    base: str
    rate: Decimal


class SumAmount(Frozen):
    """The amounts of other rules of the clause added up, then the common applicant cap."""

    kind: Literal["sum"]
    rules: Words


class InKindAmount(Frozen):
    """Support that is no sum of money (rent-free months, a rent level); never turned into yuan."""

    kind: Literal["in_kind"]
    say: str


class UnquantifiedAmount(Frozen):
    """The text promises support and names no figure."""

    kind: Literal["unquantified"]
    say: str


Amount: TypeAlias = Annotated[
    RateAmount
    | FixedAmount
    | PerAmount
    | CeilingAmount
    | LevelAmount
    | TierAmount
    | AreaAmount
    | ExcessAmount
    | SumAmount
    | InKindAmount
    | UnquantifiedAmount,
    Field(discriminator="kind"),
]


class Cap(Frozen):
    """The most one applicant gets; ``less`` is a fact with what was already received under it.

    ``per`` says whom it caps when that is not the applicant ("每个平台", "单个活动");
    ``each_item`` that several of them are capped apart.
    """

    yuan: Decimal
    period: Period = Period.NONE
    less: str | None = None
    quote: str = ""
    per: str = ""
    each_item: bool = False


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
    amount: Amount
    cap: Cap | None = None
    yearly: bool = False
    most_years: int | None = None
    pools: tuple[Pool, ...] = ()
    readings: Words = ()
    several: Several = Several.TOGETHER
    confirmed: bool = True

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
    """The content of one rules.yaml."""

    rules: tuple[Rule, ...]
    not_ruled: tuple[NotRuled, ...] = ()
