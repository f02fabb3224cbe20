"""Some of what one message counts is out, said in a plain clause; none at all; one that is pending.

龙华 pays 100万 for each algorithm filed (at most 500万 a year) and 20万 for each 行业标准; 龙岗
50万 for each model filed (at most 200万); 前海 5万 for each 典型案例, 500万 for each 揭榜 project.
"""

from __future__ import annotations

import pytest

from assistant.text.counts_out import less_out
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ALGORITHMS, STANDARDS, MODELS = "longhua-2025#8", "longhua-2025#11", "longgang-2025#5"
CASES, SOLVED = "qianhai-2024#6", "qianhai-2024#13"


@pytest.mark.parametrize(
    ("told", "clause", "amount"),
    [
        ("龙岗备案模型5个，2个还在走流程", MODELS, (5 - 2) * 50),
        ("龙岗模型备案交了4个，退回来1个", MODELS, (4 - 1) * 50),
        ("龙岗过了备案的模型3个，还有2个在等批复", MODELS, 3 * 50),
        ("龙华报上去6个算法，三个被打回了，能拿多少", ALGORITHMS, (6 - 3) * 100),
        ("龙华算法备案5个，前年已经拿过2个的奖励", ALGORITHMS, (5 - 2) * 100),
        ("龙华行标5个，2个是兄弟公司牵头的", STANDARDS, (5 - 2) * 20),
        ("龙华行标4个，一个我们只是挂名参与", STANDARDS, (4 - 1) * 20),
        ("前海典型案例4个，两个还在公示", CASES, (4 - 2) * 5),
        ("前海揭榜挂帅申报了2个项目，1个落选", SOLVED, (2 - 1) * 500),
        ("龙岗备案模型4个，一个都没批下来", MODELS, 0),
        ("龙岗备案模型四个一个没过", MODELS, (4 - 1) * 50),
        ("龙华行标五个两个是子公司的", STANDARDS, (5 - 2) * 20),
    ],
)
def test_some_are_out_at_once(told: str, clause: str, amount: int) -> None:
    assert by_clause(told)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    ("first", "then", "clause", "amount"),
    [
        ("龙岗备案模型4个", "一个还在排队", MODELS, (4 - 1) * 50),
        ("龙岗备案模型4个", "两个被驳回了", MODELS, (4 - 2) * 50),
        ("龙华国标2个，行标1个", "国标一个没批", STANDARDS, 40 + 20),
        ("龙岗备案", "一个都没有", MODELS, 0),
    ],
)
def test_some_are_out_later(first: str, then: str, clause: str, amount: int) -> None:
    assert by_clause(first, then)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    "text",
    [
        "备案3个模型,一个没花钱",
        "备案3个模型,2个没问题",
        "备案3个模型,1个没备案的能补吗",
        "国标2个,行标3个,1个没批",
        "备案3个模型,如果一个没过呢",
        "备案3个模型,5个员工没过试用期",
    ],
)
def test_left_as_they_stand(text: str) -> None:
    assert less_out(text, tuple(range(len(text)))) == (text, tuple(range(len(text))))


def test_each_character_keeps_its_place() -> None:
    text = "报了十二个,五个没过,能拿多少"
    less, offsets = less_out(text, tuple(range(len(text))))
    assert less == "报了7个,能拿多少"
    assert [text[n] for n in offsets] == list("报了十个,能拿多少")


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        ("龙华四个模型一个去年备案三个今年备案，能拿多少", 50),
        ("龙华备案4个模型，其中2个是去年的，能拿多少", 2 * 50),
        ("龙华备案模型3个，一个是今年刚过的", (3 - 1) * 50),
    ],
)
def test_those_of_the_year_before_count(told: str, amount: int) -> None:
    assert amount * WAN in by_clause(told)["longhua-2025#9"]
