"""Cases that a policy defines by months: 7月 is no 雪季 where that is 11月1日至次年4月30日.

A policy that was taken in says once what its seasons are; a rule pays otherwise in one of them; a
message names the month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.dialogue.aspects import clause_around
from assistant.text.pattern import lazy

_QUOTES = "[\"“”‘’']"
_DAY = "(?P<m{0}>1[0-2]|0?[1-9])月(?:(?P<d{0}>[0-3]?[0-9])日)?"
_SPAN = (
    f"(?:每年|当年|本年)?{_DAY.format(1)}起?"
    f"[至到—~-](?:次年|翌年|第二年|当年|同年)?{_DAY.format(2)}"
)
_DEFINED = (
    lazy(
        f"(?:{_QUOTES}(?P<quoted>[\u4e00-\u9fff]{{2,6}}){_QUOTES}|(?P<bare>[\u4e00-\u9fff][季期]))"
        f"(?:,?(?:是|系)?指|[(]){_SPAN}"
    ),
    lazy(
        f"{_SPAN}[为是](?:{_QUOTES}(?P<quoted>[\u4e00-\u9fff]{{2,6}}){_QUOTES}|(?P<bare>[\u4e00-\u9fff][季期]))"
    ),
)
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"十": 10, "十一": 11, "十二": 12}
_MONTH = lazy(
    "(?<![0-9一二三四五六七八九十个.])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    "(?:份|(?P<day>[0-3]?[0-9])[日号])?(?![内间期])"
)
_OTHERWISE = lazy(
    "申[报请领]|报名|受理|交材料|截止|公示|成立|注册|登记|设立|落户|入职|上市|开票|付款|到账|签[了订约]|批复|认定|印发"
)
"""What else has a day: 7月申报, 3月成立的公司."""
_SHORT = 28


@dataclass(frozen=True, slots=True)
class Season:
    """What a text calls a part of the year, from one day of it to another, both within."""

    term: str
    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, month: int, day: int) -> bool:
        """Whether a day lies within."""
        if self.first <= self.last:
            return self.first <= (month, day) <= self.last
        return (month, day) >= self.first or (month, day) <= self.last


def seasons_of(texts: Iterable[str]) -> tuple[Season, ...]:
    """The seasons that folded texts define; none of a name that is given twice."""
    found: dict[str, list[Season]] = {}
    for text in texts:
        for pattern in _DEFINED:
            for match in pattern.finditer(text):
                term = match["quoted"] or match["bare"]
                first = int(match["m1"]), int(match["d1"] or 1)
                last = int(match["m2"]), int(match["d2"] or 31)
                found.setdefault(term, []).append(Season(term, first, last))
    return tuple(one for (one, *others) in found.values() if all(o == one for o in others))


def within(season: Season, text: str) -> tuple[bool, int, int] | None:
    """Whether what a message dates lies within a season, and where; None where it is not clear."""
    told = list(_told(season, text))
    if not told or len({is_in for is_in, _, _ in told}) > 1 or told[0][0] is None:
        return None
    is_in, start, end = told[0]
    return bool(is_in), start, end


def _told(season: Season, text: str) -> Iterator[tuple[bool | None, int, int]]:
    """For each month of a message whether it lies within; None where but a part of it does."""
    for match in _MONTH.finditer(text):
        if _OTHERWISE.search(text, *clause_around(text, match.start(), match.end())):
            continue
        month = _DIGITS.get(match["month"]) or int(match["month"])
        days = (int(match["day"]),) if match["day"] else (1, _SHORT)
        held = {season.holds(month, day) for day in days}
        yield (held.pop() if len(held) == 1 else None), match.start(), match.end()
