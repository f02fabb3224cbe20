"""From when to when a text is in force: its own words, and the day of issue they may rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.text.dates import Validity, add_years, parse_validity
from assistant.text.pattern import lazy
from assistant.text.traditional import to_simplified

_FROM_ISSUE = lazy(r"(?:自|从|于)\s*(?:印发|发布|公布|颁布|签发|发文|下发)之?日\s*(?:起|开始)")


def rests_on_issue(quote: str) -> bool:
    """Whether the words say 自印发之日起, so that the first day is the day of issue."""
    return _FROM_ISSUE.search(to_simplified(quote)) is not None


def read_validity(quote: str, issued: date | None) -> Validity:
    """The days a sentence states, both inclusive; without a known day of issue the first is None.

    >>> read_validity("本办法自印发之日起施行，有效期3年", date(2025, 3, 1)).last_day
    datetime.date(2028, 2, 29)
    """
    read = parse_validity(to_simplified(quote))
    if read.first_day is not None or issued is None or not rests_on_issue(quote):
        return read
    last = read.last_day
    if last is None and read.years and issued.year + read.years <= date.max.year:
        last = add_years(issued, read.years) - timedelta(days=1)
    return replace(read, first_day=issued, last_day=last)
