"""Every matter of a message is answered or named: what grouping drops is read by itself.

The cases were written as people talk and their sums worked out by hand from the clauses. 龙岗: 算力
30 % (600万), 语料 20 % (100万), 示范 30 % (200万), 活动 30 % (300万), 备案 50万 each. 福田: 算力
30 % (500万), 语料 10 % (50万), 备案模型 30 % (50万). 市里: 租算力 50 % (1000万), 活动 50 % (300万).
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

S, L, F = "shenzhen-pioneer-2024#", "longhua-2025#", "futian-2024#"
Q, G = "qianhai-2024#", "longgang-2025#"


def amounts_of(*turns: str) -> dict[str, list[int]]:
    """The amounts told for each clause."""
    found: dict[str, list[int]] = {}
    for one in ask(*turns).estimates:
        if one.amount is not None:
            found.setdefault(str(one.clause_id), []).append(int(one.amount) // WAN)
    return found


CASES = [
    (
        "项目A：龙岗具身机器人首次卖，制备成本70万；项目B：龙岗场景示范，实际投入500万；"
        "项目C：龙岗AI大会，花了400万，备过案",
        {G + "7": 35, G + "10": 150, G + "16": 120},
    ),
    (
        "福田企业发展支持最高多少？软件+AI那个呢？硬件+AI呢？场景+AI一个项目多少",
        {F + "8": 300, F + "4.2": 50, F + "4.3": 100, F + "4.1": 30},
    ),
    (
        "同一个大模型：福田有6个案例合同实际完成1200万能给多少？搬到前海有12个案例能给多少？",
        {F + "1.1": 50, Q + "8": 100},
    ),
    (
        "福田那条大模型：我们7个案例、合同完成1800万，给多少？前海那条要10个案例我们刚好10个，给多少？",
        {F + "1.1": 50, Q + "8": 100},
    ),
    (
        "福田买了备案大模型的服务合同额120万，租训练算力400万，平台上买的语料80万，仨分别是多少",
        {F + "1.2": 36, F + "2": 120, F + "3.1": 8},
    ),
    (
        "福田那家从事软件的想申高质量发展支持，龙岗那家要搞活动实际花费1100万，前海那家飞eVTOL跨境。都最高能到多少",
        {F + "8": 300, G + "16": 300, Q + "11": 200},
    ),
    (
        "市里人工智能大赛审定总投入420万，软件名园认定之后给园区多少",
        {S + "18": 210, S + "14": 200},
    ),
    (
        "前海公司：租算力训练大模型合同460万补不补，应用示范项目实际投了1300万",
        {S + "2": 230, Q + "9": 130},
    ),
    (
        "想比一下，同样给大模型备案成功2个：龙华去年备的、龙岗今年备的、福田买这种备案模型花了50万，各多少",
        {L + "9": 100, G + "5": 100, F + "1.2": 15},
    ),
    (
        "我们在龙岗，算力花了900万+语料采购合同260万+过了备案的大模型3个，能拿多少",
        {G + "2": 270, G + "3": 52, G + "5": 150},
    ),
    (
        "福田社会物业租金支持最高多少；专业孵化载体最高又是多少",
        {F + "6.2": 500, F + "7": 500},
    ),
    (
        "龙岗做黄金珠宝的，出了智能眼镜，研发投了60万，规模够的；配套软件首次商业化，市里首版次能给多少",
        {G + "8": 18, S + "8": 1000},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_each_matter_has_its_sum(question: str, expected: dict[str, int]) -> None:
    found = amounts_of(question)
    assert {clause: sum_ for clause, sum_ in expected.items() if sum_ in found.get(clause, [])} == (
        expected
    )


@pytest.mark.parametrize(
    "foreign", ["食堂承包有没有补贴", "厂房消防整改给不给钱", "员工体检补不补"]
)
def test_what_the_texts_do_not_cover_is_named_and_answered_from_no_clause(foreign: str) -> None:
    n = random.randint(30, 190) * 10
    answer = ask(f"龙岗买算力{n}万给多少，{foreign}")
    assert {str(c.clause_id) for c in answer.citations} == {G + "2"}
    assert any(foreign[:4] in part.text for part in answer.unused)


@pytest.mark.parametrize("word", ["空空", "低低", "飞飞", "园园", "空"])
def test_what_is_near_by_one_character_alone_is_refused(word: str) -> None:
    assert ask(word).outcome == "refused"


@pytest.mark.parametrize("other", ["老陈", "小王", "表哥"])
def test_what_the_speaker_asked_stays_apart_from_what_another_asks(other: str) -> None:
    mine, theirs, later = random.sample(range(10, 150), 3)
    turns = [
        f"我龙岗租算力{mine}0万",
        f"{other}那边{theirs}0万",
        f"我的改成{later}0万",
    ]
    assert amounts_of(*turns[:2]) == {G + "2": [theirs * 3]}
    assert amounts_of(*turns) == {G + "2": [later * 3]}
    assert amounts_of(*turns, f"{other}呢") == {G + "2": [theirs * 3]}
