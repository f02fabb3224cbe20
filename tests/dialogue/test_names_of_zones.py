"""A development zone by the names that people use; what one item of an article excludes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from assistant.answer.answer import Answer, Outcome
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

POLICY = """标题: 岳阳经济技术开发区扶持竹编产业办法

岳阳经济技术开发区管理委员会
2025年2月5日

一、适用范围
（一）本办法扶持的单位，是指在开发区登记的下列主体：竹编作坊；竹编连锁门店运营单位；竹编展馆。
（二）有下列情形之一的，不予扶持：上一年度发生火灾致人死亡的；产品检查不合格且逾期未整改的。

二、作坊补助
改造竹编作坊的，按改造费用的20%给予补助，最高50万元。

三、连锁运营奖励
连锁运营竹编门店6个以上的，一次性奖励25万元。

四、附则
本办法自2025年3月1日起施行，有效期至2028年2月29日。
"""


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zone")
    (folder / "bamboo.txt").write_text(POLICY, encoding="utf-8")
    run = [sys.executable, "-m", "assistant"]
    place = folder / "place"
    for arguments in (
        ["init", str(place), "--empty"],
        ["--workspace", str(place), "add", str(folder / "bamboo.txt")],
    ):
        subprocess.run([*run, *arguments], check=True, cwd=ROOT, capture_output=True)
    return Assistant.open(load_settings(str(place), {}))


def ask(zone: Assistant, question: str) -> Answer:
    return zone.ask(Conversation("c", (question,)), as_of=date(2026, 6, 1))


@pytest.mark.parametrize("name", ["岳阳经济技术开发区", "岳阳经开区", "岳阳开发区"])
def test_a_zone_is_known_by_what_people_call_it(zone: Assistant, name: str) -> None:
    answer = ask(zone, f"我们在{name}改造竹编作坊花了90万元，能补多少？")
    assert [e.amount for e in answer.estimates if e.amount is not None] == [90 * 10_000 * 20 // 100]


@pytest.mark.parametrize("name", ["岳阳高新区", "长沙经开区"])
def test_another_zone_is_another_place(zone: Assistant, name: str) -> None:
    answer = ask(zone, f"我们在{name}改造竹编作坊花了90万元，能补多少？")
    assert answer.outcome is Outcome.REFUSED


def test_what_one_item_excludes_is_not_said_of_the_item_on_who_applies(zone: Assistant) -> None:
    answer = ask(zone, "岳阳经开区的公司，竹编连锁门店运营的已有8个，连锁运营奖励能拿多少？")
    assert [e.amount for e in answer.estimates if e.amount is not None] == [25 * 10_000]
