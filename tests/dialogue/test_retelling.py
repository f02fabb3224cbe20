"""A later message that takes back earlier ones is answered behind those that stand.

What it takes back is given here, and by a few sentences made up for these tests; how well the
network hears it is tested in tests/retrieval/test_edit_reader.py.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.retelling.cuts import Cut
from assistant.dialogue.retelling.standing import as_typed, histories
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Understanding
from tests.real_assistant import DAY, real

WAN = 10_000
COMPUTE = "longgang-2025#2:compute-service"
TALK = (
    "我们在龙岗买算力做手语模型，结了430万",
    "里面有六十万是买硬盘柜的，抠出来",
    "假如年底前再加买一千八百万的算力呢",
)


def test_the_messages_that_stood_follow_from_those_that_took_back_others() -> None:
    assert histories(4, [(3, (1,))]) == [(1,), (1, 2), (1,), (1, 4)]


@given(st.lists(st.integers(1, 40), unique=True, min_size=1).map(sorted))
def test_what_was_read_has_the_numbers_of_the_messages_as_typed(stands: list[int]) -> None:
    of = tuple(stands)
    read = tuple(
        Stated("x", Decimal(n), 3, 5, "", turn=n, places=((n, 0, 1),))
        for n in range(1, len(of) + 1)
    )
    for number, stated in zip(of, as_typed(read, of), strict=True):
        assert (stated.turn, stated.places) == (number, ((number, 0, 1),))
        assert (stated.start, stated.end) == (3, 5)


@pytest.mark.parametrize(
    ("cut", "stands"),
    [(Cut(1, False, 0.9), (1,)), (Cut(2, False, 0.9), (1, 2)), (Cut(2, True, 0.9), (1, 3))],
)
def test_a_cut_leaves_what_came_before_or_all_but_one(cut: Cut, stands: tuple[int, ...]) -> None:
    assert cut.stands(histories(3, [])) == stands


def ask(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def amounts(answer: Answer) -> dict[str, Decimal | None]:
    return {e.rule_id: e.amount for e in answer.estimates}


def behind(cut: Cut, *turns: str) -> tuple[Answer, Understanding]:
    """The answer to the last message, read as one that takes this back."""
    said, assistant = Conversation("", turns), real()
    found = assistant.understand(said, as_of=DAY)
    assert found.before is not None
    stands = cut.stands(histories(len(turns) - 1, found.before.retold))
    then = assistant.retold_reading.behind(cut, stands, found, found.before, turns, DAY)
    assert then is not None
    return assistant.answer_to(said, then, as_of=DAY), then


def test_back_to_the_state_after_an_earlier_message() -> None:
    answer, then = behind(Cut(2, False, 0.9), *TALK, "做不成了")
    assert amounts(answer)[COMPUTE] == (430 - 60) * WAN * 3 // 10
    assert then.ledger.retold == ((4, (1, 2)),)
    assert then.ledger.turn == 4
    said = [part.say for part in answer.unused]
    assert any(TALK[1] in one for one in said)


def test_a_message_that_is_void_is_as_if_it_had_not_been_said() -> None:
    answer, then = behind(Cut(2, True, 0.9), *TALK[:2], "谁管这钱", "硬盘柜那张是别家的")
    assert amounts(answer)[COMPUTE] == 430 * WAN * 3 // 10
    assert then.ledger.retold == ((4, (1, 3)),)


def test_a_number_told_besides_is_read_behind_what_stands() -> None:
    answer, then = behind(Cut(2, False, 0.9), *TALK, "做不成了，不过又补了一张40万的算力发票")
    assert amounts(answer)[COMPUTE] == (430 - 60 + 40) * WAN * 3 // 10
    assert then.ledger.retold == ((4, (1, 2, 4)),)


def test_what_stands_is_gone_on_from() -> None:
    back = "都是空想，别指望了"
    answer = ask(*TALK, back)
    assert amounts(answer)[COMPUTE] == (430 - 60) * WAN * 3 // 10
    assert any("当作回到" in part.say for part in answer.unused)
    later = ask(*TALK, back, "又补开了40万的算力发票")
    assert amounts(later)[COMPUTE] == (430 - 60 + 40) * WAN * 3 // 10


@pytest.mark.parametrize("said", ["老板没批，按现在的来", "算了，预算没批下来"])
def test_an_approval_that_no_rule_asks_for_is_no_condition(said: str) -> None:
    talk = ("福田租卡训大模型410万，数据交易平台买语料70万，各多少", "假如租卡再加200万呢")
    answer = ask(*talk, said)
    assert amounts(answer) == amounts(ask(talk[0]))
    assert any("当作回到" in part.say for part in answer.unused)


def test_what_was_read_in_other_words_is_read() -> None:
    talk = (
        "龙岗开旅馆的，AI前台入选区里示范场景，自己投了180万，给多少",
        "漏报一笔，三十万",
        "对门茶馆也入选了，他家投了900万，他能拿多少",
    )
    answer = ask(*talk, "回到我们旅馆：漏报的那笔退货了")
    assert not any("当作回到" in part.say for part in answer.unused)


@pytest.mark.parametrize(
    "said",
    [
        "老板拍板了，就按这个买",
        "谢谢",
        "硬盘柜那笔抠出来是多少，再说一次",
    ],
)
def test_what_takes_back_nothing_says_so_of_none(said: str) -> None:
    answer = ask(*TALK[:2], said)
    assert not any("当作回到" in part.say for part in answer.unused)
    assert amounts(answer).get(COMPUTE, (430 - 60) * WAN * 3 // 10) == (430 - 60) * WAN * 3 // 10


def test_what_is_said_to_be_again_so_much_takes_back_no_other_message() -> None:
    turns = (
        "前海纳统的AI公司，去年研发投入7100万，这个奖多少",
        "前年是5200万",
        "审计来了，说去年只认5800万，前年没变",
        "前年的也要重审，审成5500万了",
        "哦哦那个是看串行了，前年还是5200",
    )
    found = real().understand(Conversation("", turns), as_of=DAY)
    held = {s.name: s.total for m in found.ledger.in_question for s in m.numbers}
    assert held["rd_spend_yuan"] == 58_000_000
    assert held["prior_rd_spend_yuan"] == 52_000_000


@pytest.mark.parametrize("which", ["少", "多"])
def test_one_of_several_that_goes_was_read(which: str) -> None:
    talk = (
        "替客户问：龙华的，做机器视觉，区里评估过，去年房租实际交了26万",
        "原来是两家公司分摊的，都评估过，一家去年交34万，一家交64万。两家合起来能拿多少",
    )
    said = (*talk, f"交得{which}的那家翻不出评估结果，应该是没过")
    found = real().understand(Conversation("", said), as_of=DAY)
    assert found.before is not None
    assert not real().retold_reading.may(found, found.before)


def test_what_is_told_of_another_takes_back_nothing() -> None:
    talk = ("深圳，数学原理方向，基础研究重点项目，市里资助上限", "往上报成重大项目呢")
    answer = ask(*talk, "师妹那个只是面上")
    assert amounts(answer)["shenzhen-pioneer-2024#9:basic-research"] == 60 * WAN


def test_what_is_told_last_of_the_one_that_is_left_stays() -> None:
    talk = (
        "龙岗，具身机器人关键共性技术攻关，评审过了，总投资520万",
        "再承担个科技计划项目，配套就按顶格，同一年合计",
        "攻关总投资涨到580万，配套照旧，还是合计",
    )
    answer = ask(*talk, "科技计划那个没批，只剩攻关")
    assert amounts(answer)["longgang-2025#11:research"] == 290 * WAN


def test_a_condition_that_nothing_tests_leaves_the_case_that_came_on_top() -> None:
    talk = (
        "福田，自主研发的物流行业大模型已公开发布，四个市场应用案例，"
        "实际完成合同额1,300万元，支持多少？"
    )
    answer = ask(talk, "上周第五个案例交付了，合同额不变。")
    assert [*amounts(answer).values()] == [50 * WAN]
