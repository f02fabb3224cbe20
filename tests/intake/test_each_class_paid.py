"""Classes with a rate and a limit behind what is paid for, persons of classes, tables for persons.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.intake.test_cases_behind import emitted


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜课题按上级到账经费给予配套：甲类课题按50%，单个项目最高90万元；乙类课题按30%，单个项目最高40万元。",
        "瑚膜课题按上级到账经费的一定比例给予配套：甲类课题50%，最高90万元；乙类课题30%，最高40万元。",
        "瑚膜课题按上级到账经费予以配套：甲类课题配套50%，每项最高90万元；乙类课题配套30%，每项最高40万元。",
    ],
)
def test_what_is_matched_is_a_rate_of_what_came(sentence: str) -> None:
    (rule,) = emitted(sentence)
    paid = [(Decimal(one["rate"]), one["cap_yuan"]) for one in rule["amount"]["classes"]]
    assert paid == [(Decimal("0.5"), "900000"), (Decimal("0.3"), "400000")]


def test_a_long_name_of_a_class_is_read_with_the_others() -> None:
    (rule,) = emitted(
        "按瑚膜房合同总价的一定比例给予补贴：博士研究生8%，最高15万元；"
        "本科毕业生和高级工以上技能人才3%，最高3万元。"
    )
    assert [one["cap_yuan"] for one in rule["amount"]["classes"]] == ["150000", "30000"]


@pytest.mark.parametrize(
    "limit",
    ["每家每年最高20万元", "每家机构每年不超过20万元", "每家每年累计不超过20万元"],
)
def test_a_limit_behind_sums_for_persons_is_none_of_them(limit: str) -> None:
    (rule,) = emitted(
        "瑚膜机构引进毕业生20人以上的，按博士每人5000元、硕士每人2000元、"
        f"本科每人500元给予奖励，{limit}。"
    )
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["5000", "2000", "500"]
    assert rule["cap"]["yuan"] == "200000"
    assert "count" in rule["amount"]


@pytest.mark.parametrize(
    ("said", "is_counted"),
    [
        ("瑚膜艺人新取得证书的，给予个人一次性奖励，标准如下：", True),
        ("瑚膜艺人新取得证书的，发放给本人一次性补贴，标准如下：", True),
        ("瑚膜单位新获得评定的，给予单位一次性奖励，标准如下：", False),
    ],
)
def test_what_a_table_pays_to_a_person_is_for_each(said: str, is_counted: bool) -> None:
    rules = emitted(
        f"{said}\n等级　　一般门类　　紧缺门类\n甲等　　1500元　　2000元\n乙等　　3000元　　4000元"
    )
    assert len(rules) == 2
    assert all(("count" in rule["amount"]) is is_counted for rule in rules)
