"""verify() drops a sentence whose number has no source, and no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Outcome, Sentence
from assistant.answer.draft import Draft
from assistant.answer.evidence import Evidence, gather
from assistant.answer.verify import Verifier, verify
from assistant.rules.estimate_clause import estimate_clause
from tests.real_assistant import DAY, real, understand

QUESTION = "龙岗租算力花了800万，能补多少？"


def evidence_of(*turns: str) -> Evidence:
    understanding, assistant = understand(*turns), real()
    estimates = [
        estimate_clause(
            str(focus.clause_id),
            {s.name: s.value for _, stated in focus.cases for s in stated},
            policy=assistant.corpus.policy(focus.clause_id.policy),
            as_of=DAY,
            rulebook=assistant.rulebook,
        )
        for focus in understanding.focus
    ]
    return gather(understanding, estimates, assistant.corpus, assistant.rulebook)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return evidence_of(QUESTION)


def kept(evidence: Evidence, *lines: Sentence, turns: tuple[str, ...] = (QUESTION,)) -> list[str]:
    draft = Draft(Outcome.ANSWERED, lines)
    return [sentence.text for sentence in verify(draft, evidence, turns)]


SOURCED = [
    "最多可获 240万元。",
    "800万元 × 30% = 240万元",
    "最多 2400000 元。",
    "上限是600万元。",
    "自2025年1月10日起施行，有效至2028年1月9日。",
    "见（二）。",
    "没有数字的一句话。",
]
PLANTED = [
    "最多可获 241万元。",
    "按 35% 计算。",
    "最多可获 24000万元。",
    "有效至2029年12月31日。",
    "共有 7 家企业获得。",
    "按 30% 计算，可得 240万元，另奖 88万元。",
    "电话 0755-12345678。",
    "第四十七条也有规定。",
]


@pytest.mark.parametrize("text", SOURCED)
def test_a_sentence_whose_numbers_have_a_source_stays(evidence: Evidence, text: str) -> None:
    assert kept(evidence, Sentence(text, citations=(1,))) == [text]


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_number_drops_its_sentence_and_no_other(evidence: Evidence, text: str) -> None:
    before, after = Sentence("最多可获 240万元。"), Sentence("上限是600万元。")
    assert kept(evidence, before, Sentence(text), after) == [before.text, after.text]


def test_a_mark_without_a_citation_drops_its_sentence(evidence: Evidence) -> None:
    assert kept(evidence, Sentence("最多可获 240万元。", citations=(2,))) == []


def test_what_the_user_said_is_a_source_and_what_nobody_said_is_none(evidence: Evidence) -> None:
    assert kept(evidence, Sentence("您说的是 123万元。"), turns=(QUESTION, "123万")) != []
    assert kept(evidence, Sentence("您说的是 123万元。")) == []


def test_a_number_is_compared_by_value_in_every_writing(evidence: Evidence) -> None:
    verifier = Verifier(evidence, [QUESTION])
    for text in ("0.024亿元", "二百四十万元", "2,400,000元", "百分之三十", "三成"):
        assert verifier.holds(text), text
    for text in ("0.24亿元", "二百四十一万元", "2,400,001元", "百分之三", "四成"):
        assert not verifier.holds(text), text


def test_a_target_worked_back_to_is_no_source_without_its_solution() -> None:
    evidence = evidence_of("龙岗租算力补贴要拿满需要花多少？")
    assert evidence.findings[0].estimates[0].amount is None
    assert Decimal(20_000_000) * Decimal("0.30") == 6_000_000
    assert kept(evidence, Sentence("至少要 2000万元。"), turns=("要拿满需要花多少？",)) == []
