"""Tables in a text, and the unit that the head of a column says of its numbers."""

from __future__ import annotations

import pytest

from assistant.rules.measure import Measure
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.text.cells import head_notes, tables_of, units_of_columns

BARS = "工种 | 初级（元/人） | 高级（元／人·月）\n编瑚 | 800 | 2,000\n染膜 | 1000 | 2500"
BANDS = "投资额（万元）　补助比例\n100—500（不含）　8%\n2000以上　12%"
THIN = "级别 一等奖 二等奖\n国家级 30000元 20000元\n省级 15000元 10000元"
CAPTION = "（单位：万元）\n类别　　新建　　名额\n甲类　　30　　2\n乙类　　20　　3"


def units(text: str) -> list[tuple[str, str]]:
    found = units_of_columns(text)
    return [(text[:at].split()[-1].split("—")[-1], one.unit) for at, one in sorted(found.items())]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            BARS,
            [("800", "元/人"), ("2,000", "元/人/月"), ("1000", "元/人"), ("2500", "元/人/月")],
        ),
        (BANDS, [("100", "万元"), ("500", "万元"), ("2000", "万元")]),
        (CAPTION, [("30", "万元"), ("20", "万元")]),
    ],
)
def test_the_head_of_a_column_says_the_unit(text: str, said: list[tuple[str, str]]) -> None:
    assert units(text) == said


@pytest.mark.parametrize(
    "text",
    [
        THIN,  # each number has a unit of its own
        "工种（岗位） | 人数\n编瑚 | 3\n染膜 | 4",
        "补助（万元）按面积算。\n新建 30 座，改造 12 座。",  # no table
        "编号（第几条） | 说明\n3 | 甲\n4 | 乙",
    ],
)
def test_what_is_no_unit_of_a_column_says_nothing(text: str) -> None:
    assert units(text) == []


def test_lines_of_single_blanks_are_a_table_where_only_the_first_has_no_number() -> None:
    assert [len(rows) for rows in tables_of(THIN)] == [3]
    assert list(tables_of("新建 50 亩 补 10 万元\n改造 30 亩 补 5 万元\n其他 不补 不奖 略")) == []


def test_only_the_notes_of_units_are_dropped() -> None:
    assert [BARS[start:end] for start, end in head_notes(BARS)] == ["（元/人）", "（元／人·月）"]
    assert list(head_notes("工种（岗位） | 人数\n编瑚 | 3\n染膜 | 4")) == []


def test_numbers_of_a_table_are_quoted_with_their_unit() -> None:
    numbers = {(str(n.value), n.measure) for n in quoted_numbers(BANDS)}
    assert {
        ("1000000", Measure.MONEY),
        ("5000000", Measure.MONEY),
        ("0.12", Measure.FRACTION),
    } <= numbers


def test_the_next_row_is_no_unit_of_the_last_cell() -> None:
    text = "类别 | 标准（元/人）\n甲类 | 2500\n家务 | 500"
    assert ("2500", Measure.MONEY) in {(str(n.value), n.measure) for n in quoted_numbers(text)}


def test_the_nth_from_which_on_something_holds_is_one_more_than_those_before() -> None:
    from assistant.rules.quoted_numbers import wholes

    assert [str(n.value) for n in wholes("从第6个网点起，每个补助2万元")] == ["5"]
    assert list(wholes("按第6条规定给予补助")) == []
