"""Number expressions: what the numbers of a text say together (65万 × 12个月 = 780万).

`Relation`, `Operand` and `Expression` are what `find_expressions` returns. Nothing here knows a
fact or a policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.text.units import Quantity, Unit


class Relation(StrEnum):
    """How the numbers of one expression belong together; see docs/numerals.md."""

    PLAIN = "plain"
    SUM = "sum"
    LIST = "list"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    RANGE = "range"
    BOUND = "bound"
    APPROXIMATE = "approximate"
    INSTEAD = "instead"
    RESTATED = "restated"
    ALTERNATIVES = "alternatives"
    SERIES = "series"
    REPORTED = "reported"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Operand:
    """One quantity with what it does in its expression.

    `role` is ``term`` (alone or added), ``plus`` (又签了300万), ``total`` (一共800万), ``minus``,
    ``price``, ``count``, ``periods``, ``rate`` (a share that multiplies), ``shared`` (a count
    that is an operand of the product beside it), ``old``, ``new``,
    ``low``, ``high``, ``item``, ``choice``, ``restated``, ``left_out`` (食堂40平不算, of no whole)
    or ``unread``. `year` is a calendar year said with it, `year_word` a relative one (去年, 第二年,
    上半年). `label` is the words that name the item (硬件, 第一份), empty where none stand by it;
    `bound` the limit that a member of several was told as (去年不到3000万,前年2000万).
    """

    quantity: Quantity
    role: str
    year: int | None = None
    year_word: str = ""
    label: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """What the text between `start` and `end` says with its numbers.

    `value` is in `unit` and None where no single number is said: a range or a bound on both sides
    (`low` and `high` hold the ends), alternatives, a series of years, a denial without a new value,
    what is unread. `bound` is ``at_least``, ``at_most``, ``more_than``, ``less_than``, ``about`` or
    empty. `part_of` is the index of the expression that this one is a part of, `whole_of` the
    indices of its parts, in the tuple that `find_expressions` returned. `classifier` is that of the
    quantity. `say` shows the relation in Chinese and is empty for PLAIN.
    """

    relation: Relation
    value: Decimal | None
    unit: Unit
    low: Decimal | None
    high: Decimal | None
    start: int
    end: int
    operands: tuple[Operand, ...]
    bound: str = ""
    part_of: int | None = None
    whole_of: tuple[int, ...] = ()
    classifier: str = ""
    say: str = ""
