from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.dates import add_months, add_years, find_dates, parse_validity

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "first", "last", "years"),
    [
        ("本措施自2024年12月18日起施行,有效期2年。", "2024-12-18", "2026-12-17", 2),
        ("本措施自2024年9月14 日起实施,有效期3年。", "2024-09-14", "2027-09-13", 3),
        (
            "自 2024 年 11 月 1 日起施行，至 2027 年 12 月 31 日止。",
            "2024-11-01",
            "2027-12-31",
            None,
        ),
        ("自2024年2月29日起施行，有效期一年", "2024-02-29", "2025-02-28", 1),
        ("自2025年1月1日至2027年12月31日有效", "2025-01-01", "2027-12-31", None),
        ("执行期限为2025年1月1日至2027年12月31日", "2025-01-01", "2027-12-31", None),
        ("政策期限：2024年1月1日—2026年12月31日", "2024-01-01", "2026-12-31", None),
        ("从2024年1月1日起执行，暂定两年", "2024-01-01", "2025-12-31", 2),
        ("有效期两年", None, None, 2),
        ("自2025年13月1日起施行", None, None, None),
        ("自9999年1月1日起施行，有效期3年", "9999-01-01", None, 3),
        ("自印发之日起施行", None, None, None),
    ],
)
def test_validity(text: str, first: str | None, last: str | None, years: int | None) -> None:
    validity = parse_validity(text)
    assert validity.first_day == (date.fromisoformat(first) if first else None)
    assert validity.last_day == (date.fromisoformat(last) if last else None)
    assert validity.years == years


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026年12月18日", "2026-12-18", "2026-12-18", "day"),
        ("2026 年 12 月 18 日", "2026-12-18", "2026-12-18", "day"),
        ("二零二五年三月五日", "2025-03-05", "2025-03-05", "day"),
        ("2026-12-18", "2026-12-18", "2026-12-18", "day"),
        ("2026.12.18", "2026-12-18", "2026-12-18", "day"),
        ("2026/12/18", "2026-12-18", "2026-12-18", "day"),
        ("2026-02", "2026-02-01", "2026-02-28", "month"),
        ("26年3月", "2026-03-01", "2026-03-31", "month"),
        ("2027年底", "2027-12-01", "2027-12-31", "part"),
        ("2025年上半年", "2025-01-01", "2025-06-30", "half"),
        ("2025年第三季度", "2025-07-01", "2025-09-30", "quarter"),
        ("2025年", "2025-01-01", "2025-12-31", "year"),
        ("明年三月", "2026-03-01", "2026-03-31", "month"),
        ("明年3月5日", "2026-03-05", "2026-03-05", "day"),
        ("明年", "2026-01-01", "2026-12-31", "year"),
        ("大后年", "2028-01-01", "2028-12-31", "year"),
        ("今年年底", "2025-12-01", "2025-12-31", "part"),
        ("年底", "2025-12-01", "2025-12-31", "part"),
        ("去年下半年", "2024-07-01", "2024-12-31", "half"),
        ("后年初", "2027-01-01", "2027-01-31", "part"),
        ("2025年年中", "2025-06-01", "2025-07-31", "part"),
        ("去年", "2024-01-01", "2024-12-31", "year"),
        ("下个月", "2025-07-01", "2025-07-31", "month"),
        ("上个月底", "2025-05-21", "2025-05-31", "part"),
        ("下个月初", "2025-07-01", "2025-07-10", "part"),
        ("本月中旬", "2025-06-11", "2025-06-20", "part"),
        ("今天", "2025-06-01", "2025-06-01", "day"),
        ("现在", "2025-06-01", "2025-06-01", "day"),
        ("目前", "2025-06-01", "2025-06-01", "day"),
        ("后天", "2025-06-03", "2025-06-03", "day"),
        ("三个月后", "2025-09-01", "2025-09-01", "day"),
        ("半年后", "2025-12-01", "2025-12-01", "day"),
        ("半个月后", "2025-06-16", "2025-06-16", "day"),
        ("一年半后", "2026-12-01", "2026-12-01", "day"),
        ("两年前", "2023-06-01", "2023-06-01", "day"),
        ("两周后", "2025-06-15", "2025-06-15", "day"),
        ("3月5日", "2025-03-05", "2025-03-05", "day"),
        ("３月５日", "2025-03-05", "2025-03-05", "day"),
    ],
)
def test_one_date(text: str, first: str, last: str, precision: str) -> None:
    (mention,) = find_dates(f"我{text}申请", today=TODAY)
    assert mention.text == text
    assert mention.first_day == date.fromisoformat(first)
    assert mention.last_day == date.fromisoformat(last)
    assert mention.precision == precision


@pytest.mark.parametrize(
    "text",
    ["", "2025年2月30日", "2月30日", "6个月", "投了2026.5万", "半天后", "3000年", "9999年后"],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, today=TODAY) == ()


def test_two_dates_in_order() -> None:
    found = find_dates("2026-12-17之前还是明年申请？", today=TODAY)
    assert [mention.text for mention in found] == ["2026-12-17", "明年"]


@given(
    st.text(alphabet="0123456789年月日个后前半明去今底初上下零一二三十.-/周天 季度第", max_size=30)
)
def test_any_text_gives_real_dates(text: str) -> None:
    for mention in find_dates(text, today=TODAY):
        assert mention.first_day <= mention.last_day
        assert text[mention.start : mention.end] == mention.text


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 30))
def test_years_are_whole(day: date, years: int) -> None:
    later = add_years(day, years)
    assert (later - timedelta(days=1)).year in (day.year + years, day.year + years - 1)
    if (day.month, day.day) != (2, 29):
        assert later == day.replace(year=day.year + years)


def test_what_no_calendar_holds_ends_where_it_ends() -> None:
    assert add_years(date(2025, 1, 10), 8000) == date.max
    assert add_years(date(2025, 1, 10), -3000) == date.min
    assert add_months(date(2025, 1, 10), 12 * 8000) == date.max
    assert add_months(date(2025, 1, 10), -12 * 3000) == date.min


def test_digits_of_other_scripts_are_no_numbers_here() -> None:
    assert parse_validity("自2024年12月18日起施行，有效期٣年").years is None
    assert find_dates("٢٠٢٥年3月", today=TODAY) == find_dates("年3月", today=TODAY)


def test_leap_days_and_month_ends() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2025, 1, 31), -2) == date(2024, 11, 30)
