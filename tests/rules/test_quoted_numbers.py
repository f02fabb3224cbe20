"""Numbers in policy text with their units."""

from __future__ import annotations

import pytest

from assistant.rules.measure import Measure
from assistant.rules.quoted_numbers import quoted_numbers, shares_for_each


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


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("奖励标准上浮20%", [("1.2", "上浮", "fraction")]),
        ("在此基础上提高20%", [("1.2", "上浮", "fraction")]),
        ("营业收入提高20%的", [("0.2", "%", "fraction")]),
        ("按30%补贴,初创企业提高5个百分点",
         [("0.3", "%", "fraction"), ("0.35", "个百分点", "fraction")]),
        ("按30%、40%补贴,上浮5个百分点", [("0.3", "%", "fraction"), ("0.4", "%", "fraction"),
                                    ("0.45", "个百分点", "fraction")]),
        ("提高5个百分点", [("0.05", "个百分点", "fraction")]),
        ("按30%补贴,降低5个百分点", [("0.3", "%", "fraction"), ("0.05", "个百分点", "fraction")]),
        ("减半", [("0.5", "减半", "fraction")]),
        ("二十万元、三万人次", [("200000", "万元", "money"), ("30000", "万人次", "plain")]),
        ("增加2倍,300万美元", [("2", "倍", "fraction"), ("3000000", "美元", "foreign")]),
        ("3:2配套", [("1.5", ":", "fraction")]),
        ("1:0配套", []),
        ("5个、12", [("5", "个", "plain"), ("12", "", "plain")]),
    ],
)  # fmt: skip
def test_what_a_number_is_in_its_unit(text: str, values: list[tuple[str, str, str]]) -> None:
    found = quoted_numbers(text)
    assert [(f"{n.value.normalize():f}", n.unit, n.measure.value) for n in found] == values
    assert [n.start for n in found] == sorted(n.start for n in found)
    assert all(text[n.start : n.end].strip() for n in found)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("每1000万个奖励5万元", [("0.005", "money", "5万元")]),
        ("贷款每100万元奖励1万元", [("0.01", "fraction", "1万元")]),
        ("每300万美元给予30万元奖励", [("0.1", "money", "30万元")]),
        ("按照新增就业人数100人给予2万元", [("200", "money", "2万元")]),
        ("每增加1个,给予5万元", []),  # one of them is paid what stands there anyway
        ("每100个奖励10%", []),
        ("达到1000个的奖励5万元", []),
        ("每1000个,由主管部门另行评定后5万元", []),
        ("每10%奖励5万元", []),
        ("每100个奖励5万元,每200个再奖励6万元",
         [("500", "money", "5万元"), ("300", "money", "6万元")]),
        ("每两个奖励5万元", [("25000", "money", "5万元")]),
    ],
)  # fmt: skip
def test_so_much_for_so_many_is_also_a_share(text: str, shares: list[tuple[str, str, str]]) -> None:
    found = list(shares_for_each(text))
    told = [(f"{one.value.normalize():f}", one.measure.value, text[one.start : one.end])
            for one, _ in found]  # fmt: skip
    assert told == shares
    for one, paid in found:
        assert (one.start, one.end) == (paid.start, paid.end)
        assert paid.measure is Measure.MONEY
        assert one.unit.startswith("每")
