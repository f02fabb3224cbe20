"""Places that a message denies, and names that begin with a place."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer, Outcome
from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real, understand


def ask(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


@pytest.mark.parametrize(
    "question",
    [
        "我公司在成都龙泉驿，不是深圳龙岗，那边的AI企业有房租补助吗",
        "海口龙华区的人工智能企业能拿多少钱？是海南的那个龙华哦",
        "武汉光谷的模型券和深圳没关系，我就问武汉那边给多少",
    ],
)
def test_a_place_that_is_denied_is_not_asked_about(question: str) -> None:
    assert ask(question).outcome is Outcome.REFUSED


def test_a_place_may_be_put_right() -> None:
    answer = ask("龙岗租算力花了300万能补多少", "不是龙岗，是福田")
    assert {str(e.clause_id) for e in answer.estimates} == {"futian-2024#2"}


def test_a_name_that_begins_with_a_district_names_it() -> None:
    answer = ask(
        "放龙华的话，通过评估的机器人企业，上年度实付租金42万，一年能补多少",
        "放前海人工智能集聚区呢，租200平，一年实付房租30万，不转租，一年补多少",
    )
    assert [str(e.amount) for e in answer.estimates] == ["144000"]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("医疗数据公司，想把语料放公共数据平台上开放，市里最高奖多少", "shenzhen-pioneer-2024#3"),
        ("龙岗办具身智能展，市场化、备过案，实际花了640万", "longgang-2025#16"),
    ],
)  # fmt: skip
def test_a_word_of_another_matter_hides_no_clause_that_surely_fits(
    question: str, clause: str
) -> None:
    assert clause in {str(c.clause_id) for c in ask(question).citations}


@pytest.mark.parametrize(
    ("question", "policy"),
    [
        ("前海有没有租算力的补贴？", "qianhai-2024"),
        ("龙岗有没有数据入表的奖励", "longgang-2025"),
    ],
)
def test_what_a_policy_lacks_is_still_not_stated(question: str, policy: str) -> None:
    assert not any(str(e.clause_id).startswith(policy) for e in ask(question).estimates)


_COMPUTE = "龙岗，给大模型训练买算力，服务费500万，能补多少"
_CORPUS = "龙岗，AI企业买语料训大模型，数据交易平台买的，400万，区里能补多少"
_RENT = "房租补贴，龙华，评估过的AI企业，上年度实际租金34万"


@pytest.mark.parametrize(
    ("turns", "fact", "value"),
    [
        ((_COMPUTE, "搬到福田的话，合同是600万"), "compute_fee_yuan", "6000000"),
        (
            (_COMPUTE, "搬到福田的话，合同是600万", "福田那边不去了，最后实际结算420万"),
            "compute_fee_yuan",
            "4200000",
        ),
        ((_COMPUTE, "迁去福田呢", "没迁成，结算完是450万"), "compute_fee_yuan", "4500000"),
        (
            (_CORPUS, "福田那边呢，同样400万", "福田不考虑了。龙岗这边又追加了50万"),
            "corpus_purchase_yuan",
            "4500000",
        ),
        (
            (_CORPUS, "前海那边呢，同样400万", "前海放弃。龙岗这边又追加了70万"),
            "corpus_purchase_yuan",
            "4700000",
        ),
        (
            (_RENT, "福田集聚区的专业楼宇最高给多少", "后来没搬，还在龙华。上年度房东退了两万"),
            "annual_rent_yuan",
            "320000",
        ),
    ],
)
def test_a_move_takes_the_sum_along_and_who_stays_has_the_one_of_before(
    turns: tuple[str, ...], fact: str, value: str
) -> None:
    found = understand(*turns)
    told = {s.name: str(s.value) for f in found.focus for _, facts in f.cases for s in facts}
    assert told.get(fact) == value
    at_home = len(turns) > 2
    assert all((f.clause_id.policy != "futian-2024") is at_home for f in found.focus)
