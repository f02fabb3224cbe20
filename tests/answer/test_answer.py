"""The typed Answer: the JSON it is, the way back, the canonical bytes, what OpenAPI says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.answer.answer import (
    Action,
    ActionKind,
    Answer,
    Caution,
    Completeness,
    Curve,
    Receipt,
    Results,
    Role,
    Sentence,
    Unused,
    UnusedKind,
    WarningCode,
)
from assistant.answer.charts import Line, Steps, Tick
from assistant.answer.render import answer_of, canonical, to_json
from assistant.dialogue.conversation import Conversation
from assistant.rules.estimate import Estimate, EstimateStatus, Part
from tests.fakes import answer, asking_back, estimate, refused, result

DAY = date(2025, 6, 1)
CONVERSATION = Conversation("c", ("租算力比",))


DRAWING = Steps(
    title="金额随算力服务费用的变化",
    say="横轴是算力服务费用，纵轴是金额。",
    fact="算力服务费用",
    lines=(Line(1, "龙岗区", "0,1000 1000,0", "最高600万元"),),
    across=(Tick("0%", "0元", "start"), Tick("100%", "2000万元", "end")),
    up=(Tick("100%", "0元"), Tick("0%", "600万元")),
    own=Tick("40%", "800万元", "start"),
    head=("算力服务费用", "龙岗区"),
    rows=(("800万元", "240万元"),),
)


def unconfirmed() -> Estimate:
    """An estimate of two years by a rule that no editor has confirmed."""
    half = Decimal(1_200_000)
    return replace(
        estimate(),
        lines=(
            Part("算力服务", 2024, None, Decimal(4_000_000), half),
            Part("算力服务", 2025, Decimal(2), Decimal(4_000_000), half),
        ),
        facts=(
            ("compute_fee_yuan", Decimal("8000000.5")),
            ("is_startup", True),
            ("purpose", "training"),
        ),
        confirmed=False,
    )


def full() -> Answer:
    """An answer in which every member holds something."""
    made = answer(CONVERSATION, DAY)
    return replace(
        made,
        estimates=(unconfirmed(),),
        sentences=(*made.sentences, Sentence("您提到的“招人”没有用上。", role=Role.UNUSED)),
        warnings=(*made.warnings, Caution(WarningCode.UNCONFIRMED, "还没有核定。")),
        completeness=Completeness.PARTIAL,
        unused=(Unused("招人", 3, 5, UnusedKind.MATTER),),
        figures=(Results((result(DAY, open=("购买算力的企业",)),)), Curve(DRAWING, DRAWING.rows)),
        actions=(
            Action(ActionKind.DEADLINE, "有效至", day=date(2028, 1, 9)),
            Action(ActionKind.CONTACT, "0755-12345678"),
            Action(ActionKind.APPLY, "龙岗区人工智能措施", "https://apply.example.gov.cn/"),
        ),
        receipt=Receipt("a", "b", "c", "d"),
    )


def facts_missing() -> Answer:
    open_ = replace(
        estimate(),
        status=EstimateStatus.FACTS_MISSING,
        amount=None,
        uncapped=None,
        range=(Decimal(0), Decimal(6_000_000)),
    )
    row = result(DAY, status=open_.status, amount_text="最多 600万元", sum="", missing=("算力费",))
    return replace(answer(CONVERSATION, DAY), estimates=(open_,), figures=(Results((row,)),))


MADE: dict[str, Callable[[], Answer]] = {
    "answered": lambda: answer(CONVERSATION, DAY),
    "clarify": lambda: asking_back(CONVERSATION, DAY),
    "refused": lambda: refused(CONVERSATION, DAY),
    "facts-missing": facts_missing,
    "full": full,
}


@pytest.mark.parametrize("name", MADE)
def test_the_json_is_as_it_was(name: str, check_golden: Callable[[str, object], None]) -> None:
    check_golden(f"json/{name}.json", {**to_json(MADE[name]()), "corpus_version": "…"})


@pytest.mark.parametrize("name", MADE)
def test_an_answer_comes_back_whole_from_json(name: str) -> None:
    given = MADE[name]()
    kept = json.loads(json.dumps(to_json(given), ensure_ascii=False))
    assert answer_of(kept) == given
    assert to_json(answer_of(kept)) == kept


def test_what_was_stored_before_roles_is_still_read() -> None:
    kept = to_json(answer(CONVERSATION, DAY))
    for name in ("completeness", "unused", "figures", "actions", "receipt"):
        del kept[name]
    for sentence in kept["sentences"]:
        del sentence["role"]
    for summed in kept["estimates"]:
        del summed["lines"], summed["confirmed"]
        for step in summed["steps"]:
            del step["from"]
    found = answer_of(kept)
    assert found is not None
    assert found.estimates == answer(CONVERSATION, DAY).estimates


@pytest.mark.parametrize("broken", [{"id": "x"}, {"citations": [{"n": "one"}]}])
def test_what_cannot_be_read_is_none(broken: dict[str, object]) -> None:
    kept = to_json(answer(CONVERSATION, DAY))
    assert answer_of(broken if "id" in broken else {**kept, **broken}) is None


def test_a_clause_id_of_another_grammar_is_none() -> None:
    kept: Any = to_json(answer(CONVERSATION, DAY))
    kept["citations"][0]["clause_id"] = "no id"
    assert answer_of(kept) is None


def test_canonical_bytes_leave_out_what_differs_between_runs() -> None:
    one = full()
    other = replace(
        one,
        id="other",
        conversation_id="other",
        timings_ms={"total": 9.0},
        receipt=replace(one.receipt, digest="e"),  # type: ignore[type-var]
    )
    assert canonical(one) == canonical(other)
    assert canonical(one) != canonical(replace(one, as_of=date(2025, 6, 2)))
    written = canonical(one).decode()
    made = json.loads(written)
    assert list(made) == sorted(made)
    assert "digest" not in made["receipt"]
    assert "龙岗" in written


def test_an_amount_that_no_editor_confirmed_says_so() -> None:
    assert unconfirmed().amount_text == "240万元（待核定）"


def test_answers_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        full().text = "other"  # type: ignore[misc]
