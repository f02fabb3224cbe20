"""Read dates: 2026年12月18日, 明年三月, 三个月后; and calendar arithmetic with inclusive days.

`today` is always passed in; nothing here asks the clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from assistant.text.numerals import read_number, same_length_fold
from assistant.text.pattern import lazy


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of days that the words from `start` to `end` name, both days inclusive.

    `precision` is ``day``, ``month``, ``half`` (half a year), ``quarter``, ``part`` (年底, 月初) or
    ``year``.
    """

    start: int
    end: int
    text: str
    first_day: date
    last_day: date
    precision: str


@dataclass(frozen=True, slots=True)
class Validity:
    """When a text is in force, both days inclusive; None where the text does not say."""

    first_day: date | None
    last_day: date | None
    years: int | None


_N = "[零〇一二三四五六七八九十]"
_SEP = r"\s*"
_YEAR_PART = "上半年|下半年|[开入]春|[春夏秋冬][天季]|入[夏秋冬]|年底|年末|年初|年中|底|末|初|中"
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}
_MONTH_PART = "上旬|中旬|下旬|底|末|初"


_HAVING = frozenset("年月日天周星现目当眼此旦庆劳-./")
"""No text without one of these characters names a date."""


@cache
def _dates() -> re.Pattern[str]:
    """Compile at first use: it takes milliseconds that an import should not."""
    return re.compile(
        rf"(?<![0-9.])(?P<y>(?:19|20)[0-9][0-9]|[2-4][0-9](?=\s*年\s*(?:1[0-2]|0?[1-9]|{_YEAR_PART}|第?[一二三四1-4]季|再|才|申请|申报|去?报|呢))"
        rf"|[一二][零〇九]{_N}{{2}}){_SEP}年度?{_SEP}(?:"
        rf"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元]){_SEP}月份?"
        rf"(?:{_SEP}(?P<d>3[01]|[12][0-9]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){_SEP}[日号]"
        rf"|(?P<mp>{_MONTH_PART}))?"
        rf"|(?P<yp>{_YEAR_PART})|(?P<feast>元旦|国庆节?|劳动节|五一)|第?(?P<q>[一二三四1-4])季度)?"
        rf"|(?<![0-9.])(?P<iy>(?:19|20)[0-9][0-9])[-./](?P<im>1[0-2]|0?[1-9])"
        rf"(?:[-./](?P<id>3[01]|[12][0-9]|0?[1-9]))?(?![0-9万亿]|\.[0-9])"
        rf"|(?P<ry>大前年|(?<![以之此])前年|去年|上年|今年|本年|当年|明年|后年|大后年|上一年|下一年)度?{_SEP}(?:的)?(?:"
        rf"(?P<rm>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){_SEP}月份?"
        rf"(?:{_SEP}(?P<rd>3[01]|[12][0-9]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){_SEP}[日号]|(?P<rmp>{_MONTH_PART}))?"
        rf"|(?P<ryp>{_YEAR_PART})|(?P<same>今[天日]|这个?时候|此时)|第?(?P<rq>[一二三四1-4])季度)?"
        rf"|(?P<bare>(?<![去今明后前0-9])(?:年底|年末|年初|年中|上半年|下半年))"
        r"|过[了完](?P<passed>元旦|国庆节?|劳动节)|(?P<next>(?<![年个])(?:元旦|国庆节?|劳动节))(?:节|当天|那天)?(?:(?:过|之|以)?后|一过|(?=[,，]?(?:再|才)?[去来]?(?:申|报|办|交|递)))"
        rf"|(?P<relmonth>上上个?月|上个?月|这个月|本月|当月|下下个?月|下个?月)(?P<relpart>{_MONTH_PART})?"
        rf"|(?P<now>今天|今日|现在|目前|当前|眼下|此刻)|(?P<day>前天|昨天|昨日|明天|明日|后天)"
        rf"|(?<![0-9.])(?P<n>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}}|半)(?P<unit>个月|年半?|天|周|个?星期|日)"
        rf"(?P<way>之?后|以后|之?前|以前)"
        rf"|(?<![0-9.个年])(?P<om>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
        rf"(?:(?P<od>3[01]|[12][0-9]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|份|(?P<omp>{_MONTH_PART}))"
    )


_DAY = r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"
_FROM = lazy(
    rf"(?:自|从|于|由|(?:期限?|时间)\s*[为是:：]?)\s*{_DAY}\s*(?:起|开始|施行|实施|生效|(?=[至到—–－-]))"
)
_UNTIL = lazy(rf"(?:[至到]|(?<=日)[—–－-]{{1,2}})\s*{_DAY}")
_YEARS = lazy(
    r"(?:有效期|试行期?|施行期限?|执行期|实施期|政策期限|暂定|暂行)(?:限)?\s*[为是:：]?\s*([0-9一二两三四五六七八九十]{1,2})\s*年"
)
_SHIFTS = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0,
    "当年": 0, "明年": 1, "下一年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_FEASTS = {"元旦": (1, 1), "国庆": (10, 1), "劳动": (5, 1), "五一": (5, 1)}
_DAY_SHIFTS = {"前天": -2, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1, "后天": 2}


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later; the last day where there is none.

    What no calendar holds ends at `date.max` or `date.min`.

    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 1 March in a common year.

    A period of n years from d ends on the day before `add_years(d, n)`; from 29 February 2024 one
    year ends on 28 February 2025.

    >>> add_years(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if years > 0 else date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def parse_validity(text: str) -> Validity:
    """Return when a text says it is in force, blanks between the words or not.

    With 有效期N年 the last day is the first day + N years − 1 day; a stated last day wins.

    >>> parse_validity("自2024年12月18日起施行，有效期2年").last_day
    datetime.date(2026, 12, 17)
    """
    folded = same_length_fold(text)
    first = _stated_day(_FROM.search(folded))
    last = _stated_day(_UNTIL.search(folded))
    match = _YEARS.search(folded)
    years = _number(match.group(1)) if match else None
    if first and last is None and years and first.year + years <= date.max.year:
        last = add_years(first, years) - timedelta(days=1)
    return Validity(first, last, years)


def _stated_day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def find_dates(text: str, *, today: date) -> tuple[DateMention, ...]:
    """Return the dates of a text in order; impossible ones (2月30日) are left out.

    >>> [m.first_day.isoformat() for m in find_dates("明年三月", today=date(2025, 6, 1))]
    ['2026-03-01']
    """
    folded = same_length_fold(text)
    found = []
    if _HAVING.isdisjoint(folded):
        return ()
    for match in _dates().finditer(folded):
        try:
            first, last, precision = _days(match, today)
        except (ValueError, OverflowError):
            continue
        start, end = match.span()
        end = start + len(folded[start:end].rstrip())
        found.append(DateMention(start, end, text[start:end], first, last, precision))
    return tuple(found)


_Days = tuple[date, date, str]


def _days(match: re.Match[str], today: date) -> _Days:
    readers: tuple[tuple[str, Callable[[re.Match[str], date], _Days]], ...] = (
        ("y", _absolute),
        ("iy", _numeric),
        ("ry", _relative_year),
        ("bare", lambda m, t: _year_part(t.year, m["bare"])),
        ("next", lambda m, t: _next_feast(t, m["next"])),
        ("passed", lambda m, t: _next_feast(t, m["passed"])),
        ("relmonth", _relative_month),
        ("now", lambda m, t: (t, t, "day")),
        ("day", lambda m, t: _one(t + timedelta(days=_DAY_SHIFTS[m["day"]]))),
        ("n", _later),
        ("om", lambda m, t: _month(t.year, m["om"], m["od"], m["omp"])),
    )
    for name, reader in readers:
        if match[name]:
            return reader(match, today)
    raise ValueError(match.group())


def _one(day: date) -> _Days:
    return day, day, "day"


def _absolute(match: re.Match[str], today: date) -> _Days:
    year = _year(match["y"])
    if match["feast"]:
        return _one(date(year, *_FEASTS[match["feast"][:2]]))
    return _of_year(year, (match["m"], match["d"], match["mp"]), match["yp"], match["q"])


def _next_feast(today: date, name: str) -> _Days:
    """The next day of a feast that no year is named of (元旦过后去申请)."""
    day = date(today.year, *_FEASTS[name[:2]])
    return _one(day if day > today else day.replace(year=today.year + 1))


def _numeric(match: re.Match[str], today: date) -> _Days:
    return _month(int(match["iy"]), match["im"], match["id"], None)


def _relative_year(match: re.Match[str], today: date) -> _Days:
    year = today.year + _SHIFTS[match["ry"]]
    if match["same"]:
        return _one(add_months(today, 12 * _SHIFTS[match["ry"]]))
    return _of_year(year, (match["rm"], match["rd"], match["rmp"]), match["ryp"], match["rq"])


def _relative_month(match: re.Match[str], today: date) -> _Days:
    word = match["relmonth"]
    months = word.count("下") - word.count("上")
    first = add_months(today.replace(day=1), months)
    return _month(first.year, str(first.month), None, match["relpart"])


def _later(match: re.Match[str], today: date) -> _Days:
    sign = -1 if "前" in match["way"] else 1
    unit = match["unit"]
    if match["n"] == "半":
        if not unit.startswith(("年", "个月")):
            raise ValueError(match.group())
        return _one(
            add_months(today, sign * 6) if unit[0] == "年" else today + timedelta(days=sign * 15)
        )
    n = sign * _number(match["n"])
    if unit == "个月":
        return _one(add_months(today, n))
    if unit[0] == "年":
        return _one(add_months(add_years(today, n), sign * 6 if "半" in unit else 0))
    return _one(today + timedelta(days=n * (7 if unit in ("周", "星期", "个星期") else 1)))


def _of_year(
    year: int,
    month: tuple[str | None, str | None, str | None],
    part: str | None,
    quarter: str | None,
) -> _Days:
    if month[0]:
        return _month(year, *month)
    if quarter:
        return _span(year, _number(quarter) * 3 - 2, _number(quarter) * 3, "quarter")
    if part:
        return _year_part(year, part)
    return _span(year, 1, 12, "year")


def _year_part(year: int, part: str) -> _Days:
    """Read 年底 as December, 年初 as January, 年中 as June and July, 春天 as March to May."""
    season = next((c for c in _SEASONS if c in part), "")
    if season:
        return _span(year, *_SEASONS[season], "part")
    if part in ("上半年", "下半年"):
        return _span(year, 1 if part[0] == "上" else 7, 6 if part[0] == "上" else 12, "half")
    first, last = {"底": (12, 12), "末": (12, 12), "初": (1, 1), "中": (6, 7)}[part[-1]]
    return _span(year, first, last, "part")


def _month(year: int, month: str | None, day: str | None, part: str | None) -> _Days:
    number = _number("1" if month in (None, "元") else str(month))
    if day:
        return _one(date(year, number, _number(day)))
    first, last, _ = _span(year, number, number, "month")
    if not part:
        return first, last, "month"
    if part in ("上旬", "初"):
        return first, first.replace(day=10), "part"
    if part == "中旬":
        return first.replace(day=11), first.replace(day=20), "part"
    return first.replace(day=21), last, "part"


def _span(year: int, first: int, last: int, precision: str) -> _Days:
    end = date(year, last, calendar.monthrange(year, last)[1])
    return date(year, first, 1), end, precision


def _year(word: str) -> int:
    number = _number(word)
    return number if number >= 1000 else 2000 + number


def _number(word: str) -> int:
    numeral = read_number(word)
    if numeral is None:
        raise ValueError(word)
    return int(numeral.value)
