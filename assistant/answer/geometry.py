"""Places on a chart: percentages as text, round ticks; exact until the last digit is written."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_HUNDREDTH = Decimal("0.01")


def share(part: Decimal, whole: Decimal) -> str:
    """``part`` of ``whole`` as a percentage, from 0 to 100.

    >>> share(Decimal(1), Decimal(3))
    '33.33%'
    """
    return f"{place(part, whole, 100)}%"


def place(part: Decimal, whole: Decimal, scale: int) -> Decimal:
    """``part`` of ``whole`` on a scale from 0 to ``scale``, kept inside it."""
    if whole <= 0:
        return Decimal(0)
    inside = min(max(part / whole * scale, Decimal(0)), Decimal(scale))
    return inside.quantize(_HUNDREDTH)


def round_up(value: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5, 10 … times a power of ten.

    >>> str(round_up(Decimal("8.3")))
    '10'
    """
    power = Decimal(1).scaleb(value.adjusted())
    return next(power * size for size in _STEPS if power * size >= value)


def ticks(highest: Decimal, most: int = 4) -> tuple[Decimal, ...]:
    """Round values from 0 to the first at or above ``highest``, at most ``most`` steps.

    >>> [int(t) for t in ticks(Decimal(2300))]
    [0, 1000, 2000, 3000]
    """
    if highest <= 0:
        return (Decimal(0), Decimal(1))
    step = round_up(highest / most)
    count = int((highest / step).to_integral_value(ROUND_CEILING))
    return tuple(step * n for n in range(count + 1))
