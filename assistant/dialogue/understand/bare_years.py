"""A year of which a number was told, said without 年: 只看2026, 2026的其实少一个, 单看26.

Only a year that the conversation told something of is one; what else stands there is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_BARE = lazy(
    "(?<![\\d.,¥￥-])(?:20[12]\\d|(?<=[看算说问报光单讲])[12]\\d)"
    "(?=$|[,。;!?的那这呢单少多也还就又再得要份有没被不改其])"
)
_COUNTS = lazy("(?:多|少|还|有|得|要)?[万亿元块%％]|多(?:[万元个台家项]|$)")
"""2026多万: a number after all."""

_CALENDAR = lazy("(?<!\\d)(20\\d\\d)年")


def with_years(text: str, ledger: Ledger) -> str:
    """A later message with 年 behind the years of before that it calls without."""
    folded = fold(text)
    if len(folded) != len(text) or not ledger.live:
        return text
    known = _years_told(ledger)
    if not known:
        return text
    places = [m.end() for m in _BARE.finditer(folded) if _is_year(folded, m, known)]
    for place in reversed(places):
        text = f"{text[:place]}年{text[place:]}"
    return text


def names_year_told(text: str, start: int, end: int, ledger: Ledger) -> bool:
    """Whether a stretch names a calendar year of which a number was told (改了2024年的账)."""
    named = {int(m.group(1)) for m in _CALENDAR.finditer(text, start, end)}
    return bool(named) and not named.isdisjoint(_years_told(ledger))


def _years_told(ledger: Ledger) -> set[int]:
    return {y for n in ledger.live for s in ledger.matters[n].numbers for y in _years_of(s)}


def _is_year(text: str, found: re.Match[str], known: set[int]) -> bool:
    year = int(found.group())
    return (year in known or year + 2000 in known) and not _COUNTS.match(text, found.end())


def _years_of(stated: Stated) -> Iterator[int]:
    """The years that a number was told of."""
    years = [stated.year, *(p.year for p in stated.parts), *(t.year for t in stated.terms)]
    if isinstance(stated.value, tuple):
        years += [item.year for item in stated.value]
    yield from (year for year in years if year and year > 0)
