"""Bands in a row, slices of what is counted, tables, and what stands behind the items of a list.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from assistant.cli.program import main
from assistant.text.schedules import find_schedule
from tests.intake.test_cases_behind import emitted, emitted_facts

Mapped = dict[str, Any]

HEAD = "安吉县瑚膜扶持办法\n安吉县人民政府\n2025年1月10日\n"
TAIL = "九、附则\n本办法自2025年2月1日起施行，有效期3年。\n"


def taken_in(text: str, folder: Path) -> list[Mapped]:
    """The rules that the command proposes for a policy of this text."""
    source = folder / "anji-humo-2025.txt"
    source.write_text(f"{HEAD}{text}{TAIL}", encoding="utf-8")
    kept = str(folder / "kept")
    assert main(["init", kept, "--empty"]) == 0
    assert main(["--workspace", kept, "add", str(source)]) == 0
    (path,) = (folder / "kept" / "corpus").glob("*/rules.yaml")
    return cast(list[Mapped], yaml.safe_load(path.read_text(encoding="utf-8"))["rules"])


def of(rules: list[Mapped], clause: str) -> list[Mapped]:
    return [one for one in rules if re.split("[#:]", one["id"])[1] == clause]


def test_bands_that_stand_one_behind_another() -> None:
    (rule,) = emitted(
        "瑚膜年产量300卷以上不足800卷、800卷以上不足2000卷、2000卷以上的，分别奖励5万元、12万元、25万元。"
    )
    bands = [(one["at_least"], one["yuan"]) for one in rule["amount"]["bands"]]
    assert bands == [("300", "50000"), ("800", "120000"), ("2000", "250000")]
    assert rule["conditions"] == []


@pytest.mark.parametrize(
    ("count", "yuan"), [(80, 2000), (250, 4450), (460, 6000)]
)  # fmt: skip
def test_each_slice_of_what_is_counted_has_its_own_sum(count: int, yuan: int) -> None:
    rules, facts = emitted_facts(
        "报废瑚膜炉的，按炉口总数分段累计计算补助：100口以内（含）的部分，每口25元；"
        "超过100口至300口（含）的部分，每口13元；超过300口的部分，每口5.625元。"
    )
    (rule,) = rules
    values = {rule["amount"]["items"][0]["fact"]: Decimal(count)}
    for name, spec in facts.items():
        for way in spec.get("derive", ()):
            first, second = (
                values[one] if one in values else Decimal(one) for one in way["difference"]
            )
            values[name] = max(first - second, Decimal(0))
    paid = sum(
        min(values[one["fact"]], Decimal(one.get("most", "inf"))) * Decimal(one["yuan"])
        for one in rule["amount"]["items"]
    )
    assert paid == yuan


def test_two_slices_are_no_condition() -> None:
    (rule,) = emitted("瑚膜房用汽的，年用汽量50吨以内的部分每吨补12元，超过50吨的部分每吨补8元。")
    assert rule["conditions"] == []
    assert [one["yuan"] for one in rule["amount"]["items"]] == ["12", "8"]


def test_less_than_the_year_before_gets_nothing() -> None:
    rules, facts = emitted_facts(
        "瑚膜年零售额200万元以上的，奖励2万元。年零售额低于上一年度的，不予奖励。"
    )
    (flag,) = [one for one in rules[0]["conditions"] if one.get("is") == "false"]
    assert list(facts[flag["fact"]]["derive"][0]) == ["more"]


def test_sums_by_a_number_that_one_has() -> None:
    rules = emitted(
        "瑚膜楼按层数定额补助：4层、5层的每台8万元，6层的每台10万元，8层以上的每台15万元。"
    )
    when = [
        [(key, one[key]) for one in rule.get("when", ()) for key in one if key.startswith("at_")]
        for rule in rules
    ]
    assert when == [
        [("at_most", "5")],
        [("at_least", "6"), ("at_most", "6")],
        [("at_least", "8")],
    ]
    assert [rule["amount"]["items"][0]["yuan"] for rule in rules] == ["80000", "100000", "150000"]


def test_a_share_of_the_cost_in_an_item_of_its_own_grants_nothing() -> None:
    assert emitted("每台瑚膜机补助额不超过该台机器总造价的40%。") == []


def test_parts_from_the_year_of_opening() -> None:
    found = find_schedule("补助资金分三年拨付：开馆当年50%，第二年30%，第三年20%。")
    assert found is not None
    assert found.shares == (Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))


TABLES = """\
一、瑚膜销售
年销售额达到下列标准的，按档奖励：
| 档次 | 年度销售额 | 奖励金额 |
| --- | --- | --- |
| 一档 | 3000万元以上、不足8000万元 | 8万元 |
| 二档 | 8000万元以上 | 20万元 |
其中本地原料占比在50%以上的，奖励金额上浮30%。
二、瑚膜坊
新增席位达到10个以上的，按下表补助：
| 类型 | 每个新增席位补助 | 单个主体最高 |
| 单体坊 | 8000元 | 60万元 |
| 附属坊 | 4000元 | 20万元 |
利用旧屋改建的，按照上表标准的60%计算。
三、瑚膜园
按下列等级给予一次性奖励：
| 等级 | 公用窖 | 入驻企业 | 奖励 |
| 星级 | 15间以上 | 10家以上 | 20万元 |
| 旗舰 | 80间以上 | 60家以上 | 150万元 |
四、租金
租用瑚膜园的，按下列办法补助：
| 年度 | 补助比例 | 每平方米每月补助上限 |
| 第一年 | 实缴租金的50% | 15元 |
| 第二年 | 实缴租金的30% | 10元 |
补助面积每家不超过1000平方米。
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Mapped]:
    return taken_in(TABLES, tmp_path_factory.mktemp("tables"))


def test_a_table_whose_bands_have_a_column_of_their_own(tables: list[Mapped]) -> None:
    (rule,) = of(tables, "1")
    assert [one["yuan"] for one in rule["amount"]["bands"]] == ["80000", "200000"]
    (factor,) = rule["factors"]
    assert (factor["factor"], factor["when"]["at_least"]) == ("1.3", "0.5")


def test_a_table_with_a_limit_of_each_kind_and_a_share_behind_it(tables: list[Mapped]) -> None:
    rules = of(tables, "2")
    assert [one["cap"]["yuan"] for one in rules] == ["600000", "200000"]
    assert [one["factors"][0]["factor"] for one in rules] == ["0.6", "0.6"]
    assert all("at_least" in one["conditions"][0] for one in rules)


def test_a_table_that_demands_two_numbers(tables: list[Mapped]) -> None:
    low, high = of(tables, "3")
    assert [one["at_least"] for one in low["conditions"]] == ["15", "10"]
    assert [one["at_least"] for one in high["when"]] == ["80", "60"]


def test_a_table_of_rents_by_year(tables: list[Mapped]) -> None:
    rents = [one["amount"] for one in of(tables, "4")]
    assert [(one["rate"], one["unit_yuan"], one["most_area"]) for one in rents] == [
        ("0.5", "15", "1000"),
        ("0.3", "10", "1000"),
    ]


BEHIND = """\
一、瑚膜车
（一）新购瑚膜车的，按总质量补贴：
1．4吨以下的，每辆2万元；
2．超过4吨、不足12吨的，每辆4万元；
3．12吨以上的，每辆6万元。
（二）电驱瑚膜车每辆另加1.5万元。
（三）每个主体每年最多补贴5辆。
二、瑚膜窖
（一）新建瑚膜窖的，每立方米补180元。
（二）单座容积不足50立方米的不补。单个主体当年补贴合计不超过80万元。
三、瑚膜坊
建设瑚膜坊的，按照年产量补助：
1．年产3000卷以上、不足8000卷的，补助20万元；
2．年产8000卷以上的，补助45万元。
收购本地料占总收购量不足60%的，按照上述标准的一半补助。
四、瑚膜评级
新评级的，按下列标准奖励：
（1）甲级瑚膜：30万元；
（2）乙级瑚膜：15万元。
已领取较低等级奖励，后评定为较高等级的，补发差额。
"""


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> list[Mapped]:
    return taken_in(BEHIND, tmp_path_factory.mktemp("behind"))


def test_a_limit_of_number_in_another_item_is_of_the_item_that_pays(behind: list[Mapped]) -> None:
    rules = of(behind, "1.1")
    assert {one["amount"]["items"][0]["most"] for one in rules} == {"5"}
    assert {one["clause"].partition("#")[2] for rule in rules for one in rule["beside"]} == {
        "1.2",
        "1.3",
    }


def test_an_addition_in_another_item_is_a_rule_in_its_case(behind: list[Mapped]) -> None:
    added = [one for one in of(behind, "1.1") if one["amount"]["items"][0]["yuan"] == "15000"]
    assert [one["when"][0]["say"] for one in added] == ["电驱瑚膜车"]


def test_a_number_between_two_bounds_that_are_told_with_more_than(behind: list[Mapped]) -> None:
    middle = next(one for one in of(behind, "1.1") if one["amount"]["items"][0]["yuan"] == "40000")
    assert [(c.get("more_than"), c.get("less_than")) for c in middle["when"]] == [
        ("4", None),
        (None, "12"),
    ]


def test_what_is_too_small_and_what_all_come_to_in_another_item(behind: list[Mapped]) -> None:
    (rule,) = of(behind, "2.1")
    assert [one.get("at_least") for one in rule["conditions"]] == ["50"]
    assert rule["cap"]["yuan"] == "800000"
    assert "left_out" not in rule


def test_a_share_behind_a_list_is_of_each_of_its_items(behind: list[Mapped]) -> None:
    shares = [one["factors"][0] for clause in ("3.1", "3.2") for one in of(behind, clause)]
    assert [(one["factor"], one["when"]["less_than"]) for one in shares] == [("0.5", "0.6")] * 2


def test_the_difference_behind_a_list_is_of_each_of_its_items(behind: list[Mapped]) -> None:
    rules = [one for clause in ("4.1", "4.2") for one in of(behind, clause)]
    assert [bool(one.get("received")) for one in rules] == [True, True]
