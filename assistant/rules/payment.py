"""What an expression gives, and the two ways in which it gives nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class Value(NamedTuple):
    """What an expression gives: ``uncapped`` before any limit, ``value`` None while facts miss.

    ``highest`` bounds an open value (None: no bound). ``is_open``: the facts allow several sums
    from ``lowest`` to ``value``, which is the highest. ``is_ceiling``: the text names only a most.
    """

    value: Decimal | None
    uncapped: Decimal
    lowest: Decimal
    highest: Decimal | None
    is_ceiling: bool = False
    is_open: bool = False


OPEN = Value(None, ZERO, ZERO, None)
NONE = Value(ZERO, ZERO, ZERO, ZERO)


def exactly(value: Decimal) -> Value:
    """A value that is known."""
    return Value(value, value, value, value)


class Nothing(Exception):  # noqa: N818 - an outcome, not an error
    """Nothing is paid, for the reason given."""


class NoSum(Exception):  # noqa: N818 - an outcome, not an error
    """The text names no sum of money; its words are given."""
