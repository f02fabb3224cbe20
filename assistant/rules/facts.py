"""Facts: the named inputs of rules, and the vocabulary that describes them (corpus/facts.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

FactValue: TypeAlias = Decimal | bool | str
"""A number (yuan, count, m², months, fraction), a flag, or the key of a choice."""

Facts: TypeAlias = Mapping[str, FactValue]


class FactKind(StrEnum):
    """What a fact's value is; numbers are plain Decimal in the unit named here."""

    YUAN = "yuan"
    COUNT = "count"
    SQUARE_METRES = "square_metres"
    MONTHS = "months"
    YEARS = "years"
    FRACTION = "fraction"
    FLAG = "flag"
    CHOICE = "choice"


class Frozen(BaseModel):
    """Base of everything read from YAML: immutable, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    """How a fact follows from others; exactly one of the three is given.

    ``product``: all factors multiplied; a factor may be a plain number ("12"), and a single factor
    is another name of the same sum. ``difference``: first minus second. ``more``: a flag, whether
    the first is more than the second. Derivations are tried in order, and only for a fact that is
    not stated.
    """

    product: Words = ()
    difference: Words = ()
    more: Words = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The facts it needs."""
        terms = self.product or self.difference or self.more
        return tuple(term for term in terms if not is_literal(term))


class FactSpec(Frozen):
    """One fact of the vocabulary.

    ``words`` stand near a number that is this fact, or, for a flag, state it; ``denials`` state the
    flag's opposite. ``ask`` is the question put to the user when the fact is missing. ``unit_name``
    is the measure word and the noun of what a count counts: 项国际标准.
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
