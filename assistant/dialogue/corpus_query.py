"""A question about the corpus as a whole, as a typed query over its tables.

Three tables: policies, clauses (the leaves) and the rules of clauses. A query says which rows of
which table are meant, in what order, and what is asked of them; ``answer/tables.py`` runs it.
``query_words.py`` and ``read_query.py`` read it from a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.policy.clause import ClauseId


class Table(StrEnum):
    """What the rows of the answer are."""

    POLICIES = "policies"
    CLAUSES = "clauses"
    BODIES = "bodies"
    """The responsible bodies that clauses name."""


class Aggregate(StrEnum):
    """What is asked of the rows."""

    LIST = "list"
    COUNT = "count"
    EXISTS = "exists"
    NAME = "name"
    """The titles of the policies, and whether others name them differently."""


class SortKey(StrEnum):
    """What the rows are ordered by; rows without it are left out."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    TERM = "term"
    """How long a policy is in force."""
    CAP = "cap"
    RATE = "rate"


class State(StrEnum):
    """The state of a policy within an interval of days."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    EXPIRING = "expiring"
    DRAFT = "draft"


class Form(StrEnum):
    """What a clause gives."""

    CASH = "cash"
    """A sum of money, a rate or a ceiling."""
    IN_KIND = "in_kind"
    """Something that is no sum of money (rent-free months, a lower rate of tax)."""
    SERVICE = "service"
    """No figure, and the text speaks of services."""
    UNQUANTIFIED = "unquantified"
    """The text names no figure of support."""


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both inclusive; None is open. ``said`` are the asker's words."""

    first: date | None
    last: date | None
    said: str = ""

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the interval; no day lies in none."""
        return (
            day is not None
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether a period has a day in the interval; a period's open end is never reached."""
        return (self.last is None or first is None or first <= self.last) and (
            self.first is None or last is None or self.first <= last
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """Numbers from ``at_least`` to ``at_most``, both inclusive unless strict; None is open."""

    at_least: Decimal | None
    at_most: Decimal | None
    is_strict: bool = False
    said: str = ""

    def holds(self, value: Decimal) -> bool:
        """Whether a number is within."""
        if self.is_strict and value in (self.at_least, self.at_most):
            return False
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that clauses are looked for by.

    ``said`` is the asker's word for it, looked for in the clauses' texts; ``topics`` are the
    ids of the topics that the word names, ``clauses`` all clauses that deal with these.
    """

    said: str
    topics: tuple[str, ...] = ()
    clauses: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusQuery:
    """One query. Every filter that is set must hold; ``when`` is the day or interval asked about.

    ``policies`` restricts to some policies (empty: all). ``body`` are the full names of the bodies
    meant, ``body_said`` the asker's name for them. ``limit`` counts ranks after ``skip`` ranks:
    rows with equal keys share a rank, so that a tie is never cut. ``mismatched`` are policies that
    the asker named by a title which differs from the published one.
    """

    table: Table
    when: Days
    aggregate: Aggregate = Aggregate.LIST
    policies: tuple[str, ...] = ()
    state: State | None = None
    ends_in: Days | None = None
    starts_in: Days | None = None
    body: tuple[str, ...] = ()
    body_said: str = ""
    cap: Bound | None = None
    rate: Bound | None = None
    matter: Matter | None = None
    form: Form | None = None
    sort: SortKey | None = None
    is_descending: bool = False
    limit: int | None = None
    skip: int = 0
    shows_days: bool = False
    mismatched: tuple[str, ...] = ()

    @property
    def is_about_days(self) -> bool:
        """Whether the query is about when policies are in force."""
        days = self.state or self.ends_in or self.starts_in or self.shows_days
        return bool(days) or self.sort in (SortKey.FIRST_DAY, SortKey.LAST_DAY, SortKey.TERM)

    @property
    def is_whole(self) -> bool:
        """Whether nothing narrows the rows but the policies they are of."""
        return not (
            self.is_about_days
            or self.body
            or self.cap
            or self.rate
            or self.matter
            or self.form
            or self.sort
        )
