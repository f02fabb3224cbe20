"""②改成260万 names an item of the list before, and a blank parts a numbered list as a mark does."""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, MODELS, CORPUS = "longgang-2025#2", "longgang-2025#5", "longgang-2025#3"
THREE = "龙岗：①算力{}万 ②{}个大模型备案 ③语料100万（交易平台，非关联方）"


@pytest.mark.parametrize("seed", range(3))
def test_a_circled_number_names_the_item(seed: int) -> None:
    first, later = random.Random(seed).sample(range(100, 1500), 2)
    assert by_clause(THREE.format(first, 2), f"①是{later}万") == {
        COMPUTE: {min(later * WAN * 30 // 100, 600 * WAN)}
    }
    assert by_clause(THREE.format(first, 2), "②再加一个") == {MODELS: {150 * WAN}}


def test_blanks_part_a_numbered_list() -> None:
    message = "龙岗的 1 算力300万 2 语料200万（交易平台，非关联方） 3 食堂外包"
    assert by_clause(message) == {COMPUTE: {90 * WAN}, CORPUS: {40 * WAN}}
    assert [u.text for u in ask(message).unused] == ["食堂外包"]


@pytest.mark.parametrize("told", ["六百那个其实是720", "600那笔其实是720万", "应该是七百二"])
def test_the_old_value_names_the_sum(told: str) -> None:
    found = by_clause("龙岗 算力600万，语料200万（交易平台，非关联方）", "算力那块单说", told)
    assert found.get(COMPUTE) == {720 * WAN * 30 // 100}


@pytest.mark.parametrize(
    "besides", ["绿化也弄了，15万", "门口换了块招牌，8千块", "团建去了趟海边，3万"]
)
def test_a_lone_number_is_told_with_what_it_is_for(besides: str) -> None:
    answer = ask(f"龙岗技术攻关总投资500万评审通过，{besides}")
    assert besides in [u.text for u in answer.unused]


def test_a_noun_at_the_end_of_a_list_is_no_silence() -> None:
    answer = ask("福田专业楼宇运营，社会资本设AI产业基金，AI安全实验室，官网改版。各有无支持？")
    assert "官网改版" in [u.text for u in answer.unused]


@pytest.mark.parametrize(
    "question",
    ["前海“监管沙盒”那条有钱没", "市里实训基地有补贴金额吗", "福田对大模型备案本身有奖吗"],
)
def test_whether_a_clause_without_figures_pays_is_answered(question: str) -> None:
    assert any("没有写明金额" in s.text for s in ask(question).sentences)
