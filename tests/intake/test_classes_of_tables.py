"""Classes with a note in brackets, and what a sentence behind them demands of one of them.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from typing import Any

import pytest

from assistant.intake.together import propose_together
from tests.dialogue.made_up_town import Town, total, town_of
from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of, leaves, says

Mapped = dict[str, Any]

TABLE = """标题: 安吉县支持瑚膜产业若干措施

安吉县支持瑚膜产业若干措施
第一条 支持购置瑚车。对新购瑚车的，按下表给予一次性补助：
车辆类别　　　　　　　　　　　　　　　　每辆补助标准
电驱轻型瑚车（总质量4.5吨以下）　　　2万元
电驱中型瑚车（总质量4.5吨以上、不足12吨）　4万元
柴油瑚车（不分吨位）　　　　1万元
申请柴油瑚车补助的，同一年度新购置柴油瑚车不得少于5辆。单个企业每年度车辆补助最高30万元。
第二条 支持建设瑚库。新建瑚库的，按容积补助：\
库温高于-18℃的保鲜库（含气调库）每立方米60元，库温-18℃及以下的速冻库每立方米90元。
第三条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return town_of("瑚膜", TABLE, tmp_path_factory.mktemp("table"))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉企业新购3辆电驱中型瑚车和2辆电驱轻型瑚车，补多少？", 160_000),
        (1, "安吉企业新购4辆柴油瑚车，补多少？", 0),
        (1, "安吉企业新购6辆柴油瑚车，补多少？", 60_000),
        (1, "安吉企业新购3辆电驱中型瑚车和4辆柴油瑚车，补多少？", 120_000),
        (1, "安吉企业新购3辆电驱中型瑚车和6辆柴油瑚车，补多少？", 180_000),
        (2, "安吉新建一座瑚库，保鲜库2000立方米，零下25度的速冻库1000立方米，补多少？", 210_000),
        (2, "安吉新建速冻库3000立方米，补多少？", 270_000),
    ],
)
def test_classes_and_what_one_of_them_demands(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount


def test_what_all_classes_come_to_has_one_limit() -> None:
    source = (
        "1.新购瑚车的，电驱瑚车每辆4万元、柴油瑚车每辆1万元。"
        "同一年度新购柴油瑚车不得少于5辆。单个企业每年最高30万元。\n2.其他。\n"
    )
    rules = emitted_of(source)
    (stated,) = propose_together(leaves(source), rules)
    assert (stated["rules"], stated["cap"]["yuan"]) == ([r["id"] for r in rules], "300000")


def test_no_fewer_of_what_is_paid_for_is_demanded_of_all() -> None:
    (rule,) = emitted("新建瑚艇的，甲类每艘3万元，乙类每艘2万元。同一企业新建瑚艇不得少于2艘。")
    assert [one["at_least"] for one in rule["conditions"]] == ["2"]
    assert rule["amount"]["kind"] == "levels"


def test_a_case_that_no_class_is_called_demands_nothing_of_them() -> None:
    (rule,) = emitted("购置瑚桶的，木桶每个300元，陶桶每个200元。申请租赁补贴的，租赁不得少于2个。")
    assert rule["conditions"] == []


def test_bands_in_brackets_behind_every_name_decide_by_their_number() -> None:
    rules, facts = emitted_facts(
        "新建瑚窑的，按下表补助：\n窑型 | 每座补助\n小窑（容积不足10立方米） | 1万元\n"
        "中窑（容积10立方米以上、不足30立方米） | 3万元\n大窑（容积30立方米以上） | 6万元"
    )
    names = {one["fact"] for rule in rules for one in (*rule["when"], *rule["conditions"])}
    assert [facts[name]["label"] for name in names] == ["容积"]
    assert [one["amount"]["items"][0]["yuan"] for one in rules] == ["10000", "30000", "60000"]


def test_a_column_of_conditions_and_one_of_limits_are_of_each_row() -> None:
    rules = emitted(
        "新建瑚膜棚按下列标准补助：\n类型 | 补助条件 | 补助标准\n"
        "甲瑚膜棚 | 单体3000平方米以上 | 每平方米90元\n"
        "乙瑚膜棚 | 连片8亩以上 | 2000元/亩\n"
    )
    assert [says(rule, "conditions") for rule in rules] == [
        ["面积不低于3000平方米"],
        ["面积不低于8亩"],
    ]
    assert [rule["amount"]["items"][0]["yuan"] for rule in rules] == ["90", "2000"]
    limited = emitted(
        "瑚膜机补贴标准：\n增瑚机 | 每台700元 | 每户最多9台\n投瑚机 | 每台400元 | 每户最多4台\n"
    )
    items = [rule["amount"]["items"][0] for rule in limited]
    assert [(one["yuan"], one["most"]) for one in items] == [("700", "9"), ("400", "4")]
