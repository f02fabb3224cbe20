import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.render import to_json, to_markdown, to_text
from assistant.dialogue.conversation import Conversation
from assistant.rules.estimate import EstimateStatus, fact_json
from tests.fakes import answer, asking_back, estimate, refused

DAY = date(2025, 6, 1)
CONVERSATION = Conversation("c", ("租算力能补多少",))

MEMBERS = {
    "id conversation_id question as_of outcome text sentences citations estimates warnings",
    "clarify refusal follow_ups label generator corpus_version timings_ms",
    "completeness unused receipt figures actions",
}


def test_to_json_has_every_member_of_the_contract_and_survives_json() -> None:
    made = to_json(answer(CONVERSATION, DAY))
    assert set(" ".join(MEMBERS).split()) <= set(made)
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_citations_and_estimates_are_spelled_as_in_the_contract() -> None:
    made = to_json(answer(CONVERSATION, DAY))
    (cited,) = made["citations"]  # type: ignore[misc]
    assert cited["clause_id"] == "longgang-2025#2"
    assert (cited["status"], cited["first_day"]) == ("in_force", "2025-01-10")
    (summed,) = made["estimates"]  # type: ignore[misc]
    assert summed["amount"] == "2400000.00"
    assert summed["amount_text"] == "240万元"
    assert summed["range"] is None
    assert [set(step) for step in summed["steps"]] == [{"text", "value", "quote", "from"}] * 2
    assert (summed["lines"], summed["confirmed"]) == ([], True)
    assert [said["role"] for said in made["sentences"]] == ["lead", "warning"]  # type: ignore[index]


def test_an_unknown_amount_is_null_and_never_zero() -> None:
    missing = replace(
        estimate(),
        status=EstimateStatus.FACTS_MISSING,
        amount=None,
        uncapped=None,
        range=(Decimal(0), Decimal(6_000_000)),
        missing=("compute_fee_yuan",),
    )
    made = to_json(missing)
    assert (made["amount"], made["amount_text"]) == (None, "")
    assert made["range"] == ["0.00", "6000000.00"]
    assert made["range_text"] == ["0元", "600万元"]


def test_refusal_and_question_back_are_told() -> None:
    made = to_json(refused(CONVERSATION, DAY))
    assert made["outcome"] == "refused"
    assert made["refusal"] == {
        "reason": "out_of_scope",
        "text": "收录的政策不涉及这个问题。",
        "nearest": ["longgang-2025#2"],
        "names": ["龙岗区人工智能措施（二）"],
    }
    made = to_json(asking_back(CONVERSATION, DAY))
    assert made["clarify"]["choices"] == ["龙岗区", "福田区"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("8000000"), "8000000"),
        (Decimal("8E+6"), "8000000"),
        (Decimal("0.300"), "0.3"),
        (Decimal("100"), "100"),
        (True, True),
        ("training", "training"),
    ],
)
def test_facts_are_plain(value: Decimal | bool | str, text: str | bool) -> None:
    assert fact_json(value) == text


def test_markdown_and_text_hold_words_sums_sources_warnings_and_label() -> None:
    made = answer(CONVERSATION, DAY)
    for written in (to_markdown(made), to_text(made)):
        for part in (
            "最高可获支持 240万元。[1]",
            "800万元 × 30% = 240万元",
            "1. 《深圳市龙岗区关于支持人工智能产业引领高质量发展若干措施》（二）",
            "2025-01-10 至 2028-01-09",
            "算式：800万元 × 30%，上限 600万元",
            "最高不超过600万元。",
            "金额是上限，须经审核。",
            "仅供参考",
            "2025-06-01",
        ):
            assert part in written
    assert "**" not in to_text(made)
