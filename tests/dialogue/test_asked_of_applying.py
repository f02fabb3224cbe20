"""What is asked of applying, in frames that no list of phrases holds, and what a place gives."""

from __future__ import annotations

import pytest

from assistant.dialogue.acts import read_acts
from assistant.dialogue.unwritten_aspects import aspects_asked, without_stated
from tests.real_assistant import ask, understand


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("训力券什么时候可以申请", "申报时间"),
        ("语料券几月份能报", "申报时间"),
        ("龙岗算力补贴啥时候截止申报", "申报时间"),
        ("模型券审批要多长时间", "审批时间"),
        ("什么时候能到账", "审批时间"),
        ("龙岗办活动要交啥资料", "申请材料"),
        ("一年可以领几次", "申请次数"),
        ("龙岗买算力必须注册在龙岗吗", "注册地与企业性质要求"),
        ("训力券能拿来发奖金吗", "补贴资金的用途与纳税"),
        ("龙华算力券可以转给别人吗", "能否转让"),
    ],
)
def test_a_frame_says_what_is_asked_of_applying(text: str, label: str) -> None:
    assert label in {name for name, _, _ in aspects_asked(text)}


@pytest.mark.parametrize(
    "text",
    [
        "龙岗的措施什么时候到期",
        "训力券能用来租算力吗",
        "注册在龙岗的公司租算力花了300万",
        "市里的措施什么时候开始施行",
        "算力券能拿多少",
    ],
)
def test_other_questions_ask_nothing_of_applying(text: str) -> None:
    assert not list(aspects_asked(text))


def test_what_a_text_speaks_of_is_not_left_open() -> None:
    assert without_stated(["申请材料"], ["应当提交下列材料。"]) == ()
    assert without_stated(["申请材料"], ["按投入的30%资助。"]) == ("申请材料",)


def test_the_dates_of_the_policy_are_not_those_of_applying() -> None:
    text = ask("训力券什么时候开始报").text
    assert text.startswith("收录的原文未载明“申报时间”")


@pytest.mark.parametrize(
    "text",
    ["龙岗有啥", "福田有哪些", "前海补贴", "龙岗AI公司奖多少钱", "福田我们做AI的能拿多少钱"],
)
def test_who_asks_what_a_place_gives_gets_the_list(text: str) -> None:
    found = understand(text)
    assert found.query is not None
    assert not found.refusal


@pytest.mark.parametrize(
    "text", ["龙岗请了个明星代言花了100万,有补贴吗", "福田换了块招牌花了5万,能报吗"]
)
def test_what_no_text_knows_is_not_answered_with_the_dates_of_the_policy(text: str) -> None:
    assert "现行有效" not in ask(text).text


@pytest.mark.parametrize("later", ["还有吗", "没有别的了?", "还能拿啥", "其他的"])
def test_what_else_there_is_is_listed(later: str) -> None:
    answer = ask("龙岗买算力花了700万,能补多少", later)
    assert len(answer.citations) > 10


@pytest.mark.parametrize(
    ("first", "later", "body"),
    [
        ("训力券归谁管", "语料券呢", "市政务和数据局"),
        ("语料券归哪个局", "那模型券呢", "市工业和信息化局"),
    ],
)
def test_who_is_in_charge_goes_on_being_asked(first: str, later: str, body: str) -> None:
    assert body in ask(first, later).text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "is_polite"),
    [
        ("嗯", True),
        ("好的", True),
        ("哦。", True),
        ("条件", False),
        ("人才", False),
        ("一共", False),
    ],
)
def test_a_bare_noun_is_no_politeness(text: str, is_polite: bool) -> None:
    assert read_acts(text, (), 0, names_matter=False).is_social is is_polite
