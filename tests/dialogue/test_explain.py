"""explain() shows what decided, and tells what was not used."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from assistant.dialogue.explanation import Explanation
from tests.real_assistant import DAY, conversation, real, understand

QUESTION = "龙岗租算力花了800万，电费300万，2024年3月签的，能补多少？"


def explained(*turns: str) -> Explanation:
    return real().explain(conversation(*turns), as_of=DAY)


def test_offsets_are_of_the_message_as_typed() -> None:
    message = "龍崗 租算力花了８００万，電費 300 万，能补多少？"
    for span in (found := explained(message)).spans:
        assert 0 <= span.start < span.end <= len(message)
    (place,) = [s for s in found.spans if s.kind == "place"]
    assert message[place.start : place.end] == "龍崗"
    numbers = [message[s.start : s.end] for s in found.spans if s.kind == "number"]
    assert numbers == ["８００万", "300 万"]


def test_a_date_is_told_with_its_role() -> None:
    roles = {s.text: s.role for s in explained(QUESTION).spans if s.kind == "date"}
    assert roles == {"2024年3月": "event"}
    asked = explained("2027年底深圳的政策还有效吗")
    assert [s.role for s in asked.spans if s.kind == "date"] == ["asked"]


def test_every_number_is_either_used_or_listed_as_unused() -> None:
    found = explained(QUESTION)
    assert [(p.text, p.fact) for p in found.pairs if p.is_used] == [("800万", "compute_fee_yuan")]
    assert [(left.text, left.kind) for left in found.unused] == [("电费300万", "number")]
    assert {(u.fact, u.value, u.origin) for u in found.used} >= {
        ("compute_fee_yuan", "800万元", "said")
    }


def test_pairs_come_best_first_with_their_lead_over_the_next() -> None:
    pairs = explained(QUESTION).pairs
    for start in {p.start for p in pairs}:
        own = [p for p in pairs if p.start == start]
        assert [p.probability for p in own] == sorted((p.probability for p in own), reverse=True)
        for one, two in pairwise(own):
            assert one.margin == pytest.approx(one.probability - two.probability, abs=2e-4)


def test_the_chosen_clauses_are_those_that_are_answered_from() -> None:
    found = explained(QUESTION)
    focus = {str(f.clause_id) for f in understand(QUESTION).focus}
    assert {c.clause_id for c in found.candidates if c.is_chosen} == focus
    assert {c for matter in found.matters for c in matter.clauses} == focus


def test_relations_are_shown_as_sums() -> None:
    (number,) = explained("龙岗每月付65万算力服务费，付了12个月，能补多少").numbers
    assert (number.relation, number.say) == ("product", "65万元 × 12个月 = 780万元")


def test_a_later_message_tells_what_it_goes_on_with_and_what_it_keeps() -> None:
    corrected = explained("龙岗买算力花了300万", "不是300万，是320万")
    assert "correct" in corrected.acts
    assert [m.goes_on for m in corrected.matters] == [True]
    assert ("compute_fee_yuan", "320万元", "said") in {
        (u.fact, u.value, u.origin) for u in corrected.used
    }
    kept = explained("龙岗买算力花了300万", "能补多少")
    assert ("compute_fee_yuan", "300万元", "kept") in {
        (u.fact, u.value, u.origin) for u in kept.used
    }


def test_conditions_are_told_with_their_polarity() -> None:
    said = {(c.text, c.polarity) for c in explained("深圳的模型还没备案，能奖多少").conditions}
    assert ("备案", "denied") in said


def test_stretches_part_the_message() -> None:
    found = explained("龙岗买算力花了500万，备案了2个大模型，各补多少")
    assert "".join(s.text for s in found.stretches) == found.folded
    assert len(found.stretches) == 2


@pytest.mark.parametrize(
    ("message", "refusal"), [("杭州租算力有补贴吗", "elsewhere"), ("谢谢", "thank")]
)
def test_what_is_not_answered_says_why(message: str, refusal: str) -> None:
    found = explained(message)
    assert found.refusal == refusal
    assert (found.matters, found.used) == ((), ())


def test_a_question_over_the_corpus_names_its_table() -> None:
    assert explained("最先到期的是哪份政策").table == "policies"


def test_explaining_changes_no_answer_and_is_the_same_each_time() -> None:
    before = understand(QUESTION)
    first, second = explained(QUESTION), explained(QUESTION)
    assert first == second
    assert understand(QUESTION) == before


def test_it_is_plain_json() -> None:
    made = explained(QUESTION).to_json()
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made
    assert made["as_of"] == DAY.isoformat()
