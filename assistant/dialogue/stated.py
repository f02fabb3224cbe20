"""What a message states: facts with their place, and sums that are aims or claims, not facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.rules.facts import FactItem, FactValue
from assistant.text.units import Unit


@dataclass(frozen=True, slots=True)
class Factor:
    """One number of a product: a sum, a price of each (``of`` what: 张·月), how many, how long."""

    value: Decimal
    unit: Unit
    of: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One member of what a number was told as: a product of factors, with what it was called.

    ``sign`` is -1 for what is taken off, ``is_in`` false for what does not count now but keeps its
    place in the row, ``before`` the factors that it had before some of it dropped out; ``start``
    and ``end`` say where it was told, until it is told anew.
    """

    factors: tuple[Factor, ...]
    kind: str = ""
    year: int | None = None
    sign: int = 1
    is_in: bool = True
    turn: int | None = None
    before: tuple[Factor, ...] = ()
    start: int | None = None
    end: int | None = None

    @property
    def value(self) -> Decimal:
        """What its factors come to, taken off where it is."""
        product = Decimal(self.sign)
        for factor in self.factors:
            product *= factor.value
        return product


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact the user stated; offsets into the folded message ``turn``, ``text`` its words.

    ``closeness`` is the probability that the number is this fact (1 for flags). ``is_assumed``: the
    value was not written but follows from the words (named once, or denied). ``alternatives`` are
    several values of which one holds (500万还是800万; the ends of a range, then ``is_range``): the
    sum is worked out for each. ``bound`` and ``say`` are those of the number expression: what kind
    of limit the number is, and the relation shown as a sum (65万元 × 12个月 = 780万元). ``year`` is
    the calendar year said with a single number, or how many years from now (明年: 1); ``parts``
    what a sum was added up of over several messages, ``beside`` the sums of other years that were
    told before this one. ``terms`` are the members with all their factors, as they were told and
    changed since; they say nothing once they no longer come to the value. ``places`` are (turn,
    start, end) of the numbers stated before that this one was worked out with; nothing but what is
    shown depends on them. ``days``: the first and last day on which that may have happened from
    which it follows (公司2021年3月注册). ``rules``: the only rules that it is told for, where a
    part of what is counted is paid by a rule of its own.
    """

    name: str
    value: FactValue
    start: int
    end: int
    text: str
    approximate: bool = False
    is_assumed: bool = False
    closeness: float = 1.0
    alternatives: tuple[tuple[str, Decimal], ...] = ()
    is_range: bool = False
    bound: str = ""
    say: str = ""
    turn: int = 0
    year: int | None = None
    parts: tuple[FactItem, ...] = ()
    beside: tuple[FactItem, ...] = ()
    terms: tuple[Term, ...] = ()
    places: tuple[tuple[int, int, int], ...] = field(default=(), compare=False)
    days: tuple[date, date] | None = None
    rules: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """What its numbers come to; None for a flag or a choice."""
        if isinstance(self.value, tuple):
            return sum((item.total for item in self.value), Decimal())
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def members(self) -> int:
        """In how many numbers it was told."""
        items = len(self.value) if isinstance(self.value, tuple) else 1
        return max(items, len(self.parts), len(self.terms))

    @property
    def every_place(self) -> tuple[tuple[int, int, int], ...]:
        """(turn, start, end) of all numbers that it was worked out with, its own last."""
        return (*self.places, (self.turn, self.start, self.end))


GOT, THEIRS, ONCE, PAST, BARRED = "got", "theirs", "once", "past", "barred"
FOREIGN = "foreign"
"""Kinds of what is told as not used and that nothing reads a second time: money that the asker got
before, that somebody else got, that something was got before, nobody says how much, what was told
for a past year beside that of this one, one more thing that fails a condition by itself, and a sum
of what was never spoken of."""
PUT_OFF = "put_off"
"""A number of a plan that the message puts aside (下半年还要花100万,先不管)."""
NOT_REREAD = frozenset({GOT, THEIRS, ONCE, PAST, BARRED, FOREIGN, PUT_OFF})


@dataclass(frozen=True, slots=True)
class Unused:
    """Words of the message that were not used; offsets into the folded message.

    ``kind`` is number, matter, condition or date (contract, section 3), or `GOT`, `THEIRS`,
    `PAST`, `BARRED`, `FOREIGN` or `PUT_OFF`, which are numbers there, or `ONCE`, which is a
    condition.
    """

    text: str
    start: int
    end: int
    kind: str


class ClaimKind(StrEnum):
    """What a claimed number is about; ITEM is the amount for each of several things."""

    RATE = "rate"
    CAP = "cap"
    AMOUNT = "amount"
    ITEM = "item"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number the user expects of the text or of the answer: a rate, a cap, an amount.

    ``is_direct``: it stands beside words of paying (按50%给), so it cannot be about anything else.
    """

    kind: ClaimKind
    value: Decimal
    start: int
    end: int
    text: str
    is_direct: bool = True
