"""What a message states: facts with their place, and sums that are aims or claims, not facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.rules.facts import FactValue


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact the user stated; offsets into the folded message, ``text`` the words for it.

    ``closeness`` is how near a word of the fact stood (0: none). ``is_assumed``: the value was not
    written but follows from the words (named once, or denied).
    """

    name: str
    value: FactValue
    start: int
    end: int
    text: str
    approximate: bool = False
    is_assumed: bool = False
    closeness: float = 1.0


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
