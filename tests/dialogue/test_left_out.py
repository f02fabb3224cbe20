"""What bears on a sum and is in no rule is told with the sum, of a trade that no list knows."""

from __future__ import annotations

import pytest
import yaml

from assistant.answer.answer import UnusedKind
from tests.dialogue.made_up_town import Town, noun, town_of

TEXT = """\
安吉县某某产业扶持办法
安吉县人民政府
2025年1月10日
一、新建某某坊
（一）新建某某坊的，每间补助3万元。
（二）每个主体每年最多补贴6间（含续建）,坊主为外聘师傅的，按前述标准的一半。
二、某某窖藏
新购某某窖的，每口补助2000元，单个主体累计最高40万元。窖顶用旧瓦的，再按用瓦的片数加补，一片瓦顶0.2元。
三、某某运输
运出某某的，按运费的20%补助，最高30万元。运费应当凭票申报，材料不齐的退回。
四、某某展馆
开办某某展馆的，每间补助1000元。外文标识占比在50%以上的，补助上浮20%。
五、附则
本办法自2025年2月1日起施行，有效期3年。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    trade = noun(31)
    text = TEXT.replace("某某", trade)
    return town_of(trade, text, tmp_path_factory.mktemp("left"))


def rules_of(town: Town) -> dict[str, list[str]]:
    (path,) = (town.folder / "corpus").glob("*/rules.yaml")
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    return {one["id"].partition("#")[2]: one.get("left_out", []) for one in rules}


def test_what_no_rule_works_with_is_put_into_the_rule_it_bears_on(town: Town) -> None:
    left = rules_of(town)
    assert left["2:r1"] == ["窖顶用旧瓦的，再按用瓦的片数加补"]


def test_procedure_and_what_is_worked_out_bear_on_nothing(town: Town) -> None:
    assert rules_of(town)["3:r1"] == []


def test_the_sum_is_told_with_what_it_leaves_out(town: Town) -> None:
    answer = town.ask("在安吉新买了9口某某窖，能补多少？")
    (sum_,) = [one for one in answer.estimates if one.amount]
    assert sum_.amount == 18000
    told = [one for one in answer.unused if one.kind is UnusedKind.CONDITION]
    assert ["再按用瓦的片数加补" in one.say for one in told] == [True]
    assert "没有把原文这一条的“" in answer.text


def test_a_sum_that_leaves_nothing_out_is_told_without_doubt(town: Town) -> None:
    answer = town.ask("在安吉运出某某花了50万运费，能补多少？")
    assert [one.amount for one in answer.estimates] == [100000]
    assert answer.unused == ()


def test_a_raise_by_a_number_that_is_not_told_is_told_with_the_sum(town: Town) -> None:
    answer = town.ask("在安吉开办了3间某某展馆，能补多少？")
    assert [one.amount for one in answer.estimates if one.amount] == [3000]
    told = [one.say for one in answer.unused if one.kind is UnusedKind.CONDITION]
    assert ["补助上浮20%" in one for one in told] == [True]
