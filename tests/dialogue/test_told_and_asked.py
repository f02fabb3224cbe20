"""A matter that is told with a number, and another that is only asked about behind it.

The figures and the wordings here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.answer.answer import Role
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask, cited


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("龙岗展会320万，语料怎么补", ("longgang-2025#16:event", 96 * WAN), "longgang-2025#3"),
        (
            "福田语料240万;孵化器有啥",
            ("futian-2024#3.1:corpus-purchase", 24 * WAN),
            "futian-2024#7",
        ),
        ("福田租算力410万，人才呢", ("futian-2024#2:compute", 123 * WAN), "futian-2024#12"),
        (
            "市里办大赛260万，开源给多少",
            ("shenzhen-pioneer-2024#18:event", 130 * WAN),
            "shenzhen-pioneer-2024#11",
        ),
        (
            "龙华备案了3个模型，标准有奖吗",
            ("longhua-2025#9:filed-model", 150 * WAN),
            "longhua-2025#11",
        ),
    ],
)
def test_what_is_only_asked_about_is_answered_too(
    text: str, told: tuple[str, int], asked: str
) -> None:
    answer = ask(text)
    rule, amount = told
    assert amounts(answer)[rule] == amount
    assert asked in cited(answer)


@pytest.mark.parametrize(
    "text",
    ["龙岗租算力410万，给多少", "龙华房租26万，最高多少", "龙岗买语料410万，初创企业给多少"],
)
def test_a_question_of_what_was_told_opens_no_matter(text: str) -> None:
    assert len(cited(ask(text))) == 1


def test_the_sum_leads_beside_a_clause_without_one() -> None:
    lead = [s.text for s in ask("福田租算力410万，人才呢").sentences if s.role is Role.LEAD]
    assert any("123万元" in text for text in lead)


@pytest.mark.parametrize(
    "text",
    [
        "龙岗展会310万；人才有啥",
        "市里办大赛240万，人才有什么支持",
        "福田语料210万，另外金融有什么扶持",
    ],
)
def test_what_is_asked_about_and_not_found_is_told(text: str) -> None:
    told = "".join(one.text for one in ask(text).unused)
    assert "人才" in told or "金融" in told


def test_a_sentence_that_asks_in_one_place_at_its_end_is_told_there() -> None:
    text = "龙华搞项目路演，区里怎么支持？要是办成大会，总投入380万，市里给多少"
    answer = ask(text)
    assert amounts(answer)["shenzhen-pioneer-2024#18:event"] == 190 * WAN
    assert {e.clause_id for e in answer.estimates} <= {
        "longhua-2025#14",
        "shenzhen-pioneer-2024#18",
    }
