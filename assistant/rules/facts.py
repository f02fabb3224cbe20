"""Facts: the named inputs of rules, and the vocabulary that describes them (corpus/facts.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

APPLICANT = "applicant_kind"
"""The choice fact that tells who applies; the engine itself knows it."""
YEARS = "years"
"""The fact that tells how many years are asked about; the engine itself knows it."""


@dataclass(frozen=True, slots=True)
class FactItem:
    """One of several numbers of a fact: of a year, of a kind, so many times.

    ``value`` is in the unit of the fact; ``count`` says how many items have this value (None: one).
    ``kind`` is what the asker calls it (国际, A园区, 第一份合同). ``turn``, ``start`` and ``end``
    say where the words stand: which message, and their offsets in it; no sum depends on them.
    ``relation`` says how the number was told (told.py): the sum that the words make, on the first
    item of a fact, or which end of a range it is.
    """

    value: Decimal
    kind: str = ""
    year: int | None = None
    count: int | None = None
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    relation: str = ""

    @property
    def total(self) -> Decimal:
        """The value of all its items together."""
        return self.value if self.count is None else self.value * self.count


ScalarValue: TypeAlias = Decimal | bool | str
"""A number (yuan, count, m², months, fraction), a flag, or the key of a choice."""

FactValue: TypeAlias = ScalarValue | tuple[FactItem, ...]
"""A scalar, or several numbers of one fact with their years, kinds and counts."""

Facts: TypeAlias = Mapping[str, FactValue]
ScalarFacts: TypeAlias = Mapping[str, ScalarValue]


def numbers_in(value: FactValue) -> tuple[Decimal, ...]:
    """The numbers that a stated fact holds: values, counts and years of its items."""
    if not isinstance(value, tuple):
        return (value,) if isinstance(value, Decimal) else ()
    whole = (n for item in value for n in (item.count, item.year) if n is not None)
    return (*(item.value for item in value), *map(Decimal, whole))


def scalar(facts: Facts) -> ScalarFacts:
    """The facts without those that have several numbers."""
    return {name: value for name, value in facts.items() if not isinstance(value, tuple)}


class FactKind(StrEnum):
    """What a fact's value is; numbers are plain Decimal in the unit named here."""

    YUAN = "yuan"
    COUNT = "count"
    SQUARE_METRES = "square_metres"
    MONTHS = "months"
    YEARS = "years"
    FRACTION = "fraction"
    FOREIGN = "foreign"
    EXCHANGE = "exchange"
    FLAG = "flag"
    CHOICE = "choice"


class Per(StrEnum):
    """What a number is counted for, as part of its unit: 元/月, 元/㎡/月, 每台多少元."""

    NONE = ""
    YEAR = "year"
    MONTH = "month"
    SQUARE_METRE_MONTH = "square_metre_month"
    ITEM = "item"


class Frozen(BaseModel):
    """Base of everything read from YAML: immutable, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_tuple)]


def is_literal(term: str) -> bool:
    """Whether a factor of a derivation is a plain number and not the name of a fact."""
    return term.replace(".", "", 1).isdecimal()


class Choice(Frozen):
    """One value of a choice fact; ``words`` are what people say for it."""

    label: str
    words: Words = ()


class Derivation(Frozen):
    """How a fact follows from others; exactly one of the four is given.

    ``product``: all factors multiplied; a factor may be a plain number ("12"), and a single factor
    is another name of the same sum. ``difference``: first minus second. ``more``: a flag, whether
    the first is more than the second. ``share``: first divided by second (研发费用占营业收入);
    none where the second is 0. Derivations are tried in order, and only for a fact that is
    not stated.
    """

    product: Words = ()
    difference: Words = ()
    more: Words = ()
    share: Words = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """What it is made of, in order: facts and plain numbers."""
        return self.product or self.difference or self.more or self.share

    @property
    def sources(self) -> tuple[str, ...]:
        """The facts it needs."""
        return tuple(term for term in self.terms if not is_literal(term))


class DatedBy(StrEnum):
    """What the day on which something happened tells: an age, or whether it was recent enough."""

    AGE = "age"
    LAST_YEAR = "last_year"
    LAST_YEARS = "last_years"


class Dated(Frozen):
    """How a fact follows from the day on which something happened.

    ``words`` name what happened (注册, 融资). ``by`` age: the calendar months from then to the day
    asked about; last_year: whether it was in the calendar year before; last_years: whether it was
    in the last ``years`` years, which is open where it depends on how these are counted.
    """

    by: DatedBy
    words: Words
    years: int = 0


class FactSpec(Frozen):
    """One fact of the vocabulary.

    ``words`` stand near a number that is this fact, or, for a flag, state it; ``denials`` state the
    flag's opposite. ``ask`` is the question put to the user when the fact is missing. ``unit_name``
    is the measure word and the noun of what a count counts: 项国际标准.

    ``currency`` names the money of a ``foreign`` fact (美元), which is never converted by itself.
    ``per`` completes the unit (每月, 每平方米每月, 每年, 每台). ``year_before`` names the fact of
    which this is the figure one year earlier. ``kinds`` sorts items by what they are called: a word
    of an item's kind → the fact that it is then about (国际 → international_standards).
    ``parts`` are what the sum is made up of, where people tell them apart (软件, 硬件).
    ``costs``: it is all that something cost: sums told side by side are parts of it.
    ``lasting``: of the company itself, the same whatever matter is spoken of (its revenue).
    ``dated``: it also follows from the day on which something happened.
    """

    name: str
    label: str
    kind: FactKind
    ask: str
    words: Words = ()
    denials: Words = ()
    choices: Mapping[str, Choice] = {}
    derive: tuple[Derivation, ...] = ()
    unit_name: str = ""
    per: Per = Per.NONE
    currency: str = ""
    year_before: str = ""
    kinds: Mapping[str, str] = {}
    parts: Words = ()
    costs: bool = False
    lasting: bool = False
    dated: Dated | None = None

    @property
    def kind_name(self) -> str:
        """What one of the counted things is: 国际标准 of 项国际标准."""
        return self.unit_name[1:] or self.label


def years_fact() -> FactSpec:
    """For how many years a yearly sum is asked for; every corpus has it, its own or this one."""
    return FactSpec(
        name=YEARS,
        label="按几年计算（每年情况相同）",
        kind=FactKind.YEARS,
        ask="请问按几年计算？",
        words=(
            "连续",
            "每年都",
            "累计",
            "总共",
            "合计",
            "一共",
            "年总共",
            "年累计",
            "年合计",
            "年一共",
        ),
    )


_OTHER_THAN = "非"


def excluding(spec: FactSpec, key: str) -> str:
    """The value of a choice of which only one is ruled out; a reader sees 非训练大模型."""
    return f"{_OTHER_THAN}{spec.choices[key].label}"


def still_open(spec: FactSpec, value: str) -> frozenset[str]:
    """The choices that a value leaves: itself, or all but the one that `excluding` ruled out."""
    if value in spec.choices:
        return frozenset({value})
    return frozenset(key for key in spec.choices if excluding(spec, key) != value)
