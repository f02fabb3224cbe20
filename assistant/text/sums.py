"""Work a written sum out again: 25万元 × 10台 = 250万元, 120万 + 100万, 10台各50万、20台各28万."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, product

from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities

_SIGN = lazy(r" ([+−]) |(、)")
_FACTOR = lazy(" × |各")
_MOST = 64
"""No more readings of one side than that are tried."""


def gives(written: str, value: Decimal) -> bool:
    """Whether every side of a written sum comes to a value.

    A number that is a range (700万元至800万元) may stand for each of its ends.

    >>> gives("25万元 × 10台 = 250万元", Decimal(2_500_000))
    True
    >>> gives("25万元 × 10台 = 260万元", Decimal(2_500_000))
    False
    """
    return all(value in _values(side) for side in written.split(" = "))


def _values(side: str) -> set[Decimal]:
    """What one side may come to; nothing where a term has no number."""
    pieces = _SIGN.split(side)
    signs = [1, *(-1 if sign == "−" else 1 for sign in pieces[1::3])]
    terms = [_product(piece) for piece in pieces[::3]]
    return {
        sum((sign * term for sign, term in zip(signs, chosen, strict=True)), Decimal(0))
        for chosen in islice(product(*terms), _MOST)
    }


def _product(term: str) -> Sequence[Decimal]:
    factors = [[found.value for found in find_quantities(fold(f))] for f in _FACTOR.split(term)]
    return [math.prod(chosen, start=Decimal(1)) for chosen in islice(product(*factors), _MOST)]
