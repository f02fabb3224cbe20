"""Read one day written as year-month-day, the only form that callers may give."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import DateError
from assistant.text.pattern import lazy

_DAY = lazy(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """A day written like 2025-06-01.

    Raises:
        DateError: it is written otherwise or does not exist.
    """
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as cause:
        raise DateError(text) from cause
