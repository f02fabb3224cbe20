"""Numbers in policy text with their units."""

from __future__ import annotations

import pytest

from assistant.rules.quoted_numbers import quoted_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别给予60万元、40万元、20万元", ["600000万元", "400000万元", "200000万元"]),
        ("最高1亿元", ["100000000亿元"]),
        ("注册时间在6—48个月内", ["6个月", "48个月"]),
        ("最高1:1配套", ["1:"]),
        ("连续支持不超过三年、四次", ["3年", "4次"]),
        ("上一年度一次性", []),
        ("世界500强", ["500强"]),
        ("达到5000人、1万人、3万人次", ["5000人", "10000万人", "30000万人次"]),
        ("总额不超过200万人民币", ["2000000万元"]),
        ("1,000元的12.5%", ["1000元", "0.125%"]),
        ("按场租的3/4补助", ["0.75/"]),
        ("按场租的四分之三补助", ["0.75/"]),
        ("2024/5/6印发", ["2024", "5", "6"]),
        ("每平方米每月60元,不低于150平方米", ["60元", "150平方米"]),
    ],
)
def test_quoted_numbers(text: str, expected: list[str]) -> None:
    assert [f"{number.value.normalize():f}{number.unit}" for number in quoted_numbers(text)] == (
        expected
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("給予 20 萬\n元、10 萬元", [("200000", "万元"), ("100000", "万元")]),
        ("按8‰、50％", [("0.008", "‰"), ("0.5", "%")]),
        ("不超过200万人民币", [("2000000", "万元")]),
        ("300万美元、1亿美元以上", [("3000000", "美元"), ("100000000", "美元")]),
        ("200万-500万（不含）美元", [("2000000", "美元"), ("5000000", "美元")]),
    ],
)
def test_what_other_places_write(text: str, values: list[tuple[str, str]]) -> None:
    assert [
        (str(n.value.normalize() if "E" not in str(n.value.normalize()) else int(n.value)), n.unit)
        for n in quoted_numbers(text)
    ] == values
