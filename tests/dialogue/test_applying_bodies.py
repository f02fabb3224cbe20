"""Who applies where the subject is no firm; the same words elsewhere say nothing of it.

The city's 训力券 pays firms, universities and research institutes, 龙岗's compute firms only.
"""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.real_assistant import ask, understand

ONLY_FIRMS = "龙岗买算力花了370万,能补多少?"


def kinds(*talk: str) -> set[object]:
    return {s.value for s in understand(*talk).turn.flags if s.name == "applicant_kind"}


@pytest.mark.parametrize(
    "text",
    [
        "个人能申请训力券吗",
        "我是自然人,模型券能领吗",
        "我一个人搞开发,训力券能申请吗",
        "以个人名义买算力",
    ],
)
def test_a_person_who_asks_applies_as_a_person(text: str) -> None:
    assert kinds(text) == {"individual"}


@pytest.mark.parametrize(
    "text",
    [
        "学校能申请龙岗算力吗",
        "我们小学在龙岗买算力",
        "事业单位能领模型券吗",
        "街道办买模型80万能补吗",
    ],
)
def test_a_body_that_is_no_firm_is_known_to_be_none(text: str) -> None:
    assert kinds(text) == {"非企业"}


@pytest.mark.parametrize(
    "text",
    [
        "给学校做了个AI助教卖了200万,龙岗",
        "我们公司在医院旁边,龙岗买算力花了100万",
        "前海个人所得税能退吗",
        "大学生创业公司在龙岗租算力花了100万",
    ],
)
def test_who_only_stands_beside_does_not_apply(text: str) -> None:
    assert not kinds(text) & {"individual", "非企业"}


@pytest.mark.parametrize("later", ["个人呢", "我们是医院", "我们是学校"])
def test_who_is_told_later_gets_nothing_where_only_firms_are_paid(later: str) -> None:
    answer = ask(ONLY_FIRMS, later)
    assert {one.status for one in answer.estimates} == {EstimateStatus.CONDITION_NOT_MET}
    assert answer.unused == ()


def test_whether_a_hospital_is_one_of_those_that_are_named_is_left_open() -> None:
    text = ask("医院可以申请训力券吗").text
    assert "面向企业、高等院校、科研机构；您的单位算不算在内" in text
    assert "可以申请：" not in text


def test_a_person_may_where_the_clause_names_nobody() -> None:
    assert ask("龙岗办活动花了500万能补多少", "个人可以吗").text.startswith("可以申请")


@pytest.mark.parametrize(
    "text",
    [
        "我们是研究院,龙岗买算力花了370万,能补多少?",
        "龙岗买算力花了370万,我们是一所高校,能补多少?",
        "我这边是诊所,龙岗买算力花了370万",
        "咱们是所公办大学,龙岗采购模型服务花了90万,给多少",
    ],
)
def test_who_applies_is_no_aside_before_what_is_asked(text: str) -> None:
    answer = ask(text)
    assert {one.status for one in answer.estimates} == {EstimateStatus.CONDITION_NOT_MET}


@pytest.mark.parametrize(
    "text",
    [
        "我们是做大学食堂的,龙岗采购模型服务花了90万,给多少",
        "公司户头里还有80万,龙岗采购模型服务花了90万,给多少",
        "我毕业于深圳大学,龙岗采购模型服务花了90万,给多少",
    ],
)
def test_a_word_for_who_applies_in_passing_is_an_aside(text: str) -> None:
    assert {one.amount for one in ask(text).estimates if one.clause_id == "longgang-2025#6"} == {
        270000
    }
