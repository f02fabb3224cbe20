"""So much for a square metre in each year, sums of each year in a list, and shares of premiums."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.test_cases_behind import emitted

Mapped = dict[str, Any]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        (
            "租用瑚膜厂房的，第一年按每平方米每月8元、第二年按每平方米每月5元给予租金补贴。",
            ["8", "5"],
        ),
        (
            "租用瑚膜厂房的，第一年每月每平方米8元，第二年每月每平方米6元，第三年每月每平方米4元。",
            ["8", "6", "4"],
        ),
        (
            "租用瑚膜厂房的，第1至第12个月按每平方米每月6元、第13至第24个月按每平方米每月3元给予租金补贴。",
            ["6", "3"],
        ),
    ],
)
def test_so_much_for_a_square_metre_in_each_year(text: str, yuan: list[str]) -> None:
    (rule,) = emitted(f"{text}补贴面积最多3000平方米。")
    amount = rule["amount"]
    assert [one["yuan"] for one in amount["levels"]] == yuan
    assert (amount["of_years"], amount["most_count"]) == ("true", "3000")
    assert "months" not in amount


def test_months_that_are_no_years_are_not_read() -> None:
    rules = emitted(
        "租用瑚膜厂房的，第1至第6个月按每平方米每月6元、第7至第24个月按每平方米每月3元给予租金补贴。"
    )
    assert not any("of_years" in rule["amount"] for rule in rules)


@pytest.mark.parametrize(
    "text",
    [
        "引进瑚膜博士、硕士的，分别按每人每年5万元、2万元给予补助，补助期为三年。",
        "毕业生做瑚膜的，给予补贴：本科每人每年1万元，大专每人每年6000元，连续补贴3年。",
    ],
)
def test_a_list_of_what_each_gets_every_year(text: str) -> None:
    (rule,) = emitted(text)
    assert (rule["yearly"], rule["most_years"]) == ("true", "3")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("参加瑚膜保险的，保费由县财政补贴60%，其余由农户自担。", "0.6"),
        ("参加瑚膜保险的，保费由财政补贴70%，农户自担30%。", "0.7"),
        ("投保瑚膜险的，保费补助40%，每年最高15万元。", "0.4"),
    ],
)
def test_a_premium_of_which_a_share_is_paid(text: str, rate: str) -> None:
    (rule,) = emitted(text)
    assert (rule["amount"]["rate"], rule["amount"]["base"]["say"]) == (rate, "保费")


def test_what_several_levels_bear_is_not_worked_out() -> None:
    text = "参加瑚膜保险的，保险费由省级财政承担30%、县级财政承担40%、投保人自行承担30%。"
    assert emitted(text) == []


def test_one_case_is_paid_all_of_it() -> None:
    first, whole = emitted(
        "参加瑚膜保险的，保费由县财政补贴60%，每户最高1万元；低收入户保费全额补贴，不设上限。"
    )
    assert (first["amount"]["rate"], first["cap"]["yuan"]) == ("0.6", "10000")
    assert (whole["amount"]["rate"], whole.get("cap")) == ("1", None)
    assert [one["is"] for one in (*first["when"], *whole["when"])] == ["false", "true"]


def test_what_others_bear_wholly_is_no_case() -> None:
    (rule,) = emitted("参加瑚膜保险的，按保费的60%补贴；其余由农户全额承担。")
    assert rule["amount"]["rate"] == "0.6"
