"""What a number of a text measures."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What a number of a text measures."""

    MONEY = "money"
    FRACTION = "fraction"
    FOREIGN = "foreign"
    PLAIN = "plain"
