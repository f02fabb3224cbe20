"""First doubt: what a first message about a policy taken in came to is weighed, and told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.answer import Answer, Completeness, UnusedKind
from assistant.answer.first_doubt import (
    FILE,
    FirstDoubtFit,
    FirstDoubtReader,
    FirstSigns,
    load_first_doubt,
    names,
    read_fit,
    signs_of,
)
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.errors import EncoderError
from assistant.evaluation.provenance import check_provenance
from assistant.text.normalise import fold
from benchmarks.fit_first_doubt import MATERIAL, fitted, material
from benchmarks.imported import with_samples
from tests.real_assistant import real

POLICY = """安吉县瑚膜扶持办法
安吉县人民政府
2025年1月10日
一、支持瑚膜技改。企业购置瑚膜炉实施技术改造的，按设备实际投入的20%给予补助，最高50万元。
二、附则
本办法自2025年2月1日起施行，有效期3年。
"""
ASKED = "安吉县，我们花了120万买瑚膜炉搞技改，能补多少"
DAY = date(2026, 3, 10)


def always(tell: float) -> FirstDoubtFit:
    """A fit that finds everything as likely wrong as right and tells it above ``tell``."""
    return FirstDoubtFit(0.0, (0.0,) * len(names()), tell)


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("first")
    source = folder / "anji-humo-2025.txt"
    source.write_text(POLICY, encoding="utf-8")
    return with_samples(folder / "kept", [source], is_empty=True)


@pytest.fixture
def doubting(taken_in: Assistant) -> Iterator[Assistant]:
    kept = taken_in.first_doubts
    yield taken_in
    taken_in.first_doubts = kept


def ask(assistant: Assistant, fit: FirstDoubtFit | None, *turns: str) -> Answer:
    assistant.first_doubts = FirstDoubtReader(fit)
    return assistant.ask(Conversation("", turns), as_of=DAY)


def test_what_is_doubted_is_told_and_nothing_else_changes(doubting: Assistant) -> None:
    plain, told = ask(doubting, None, ASKED), ask(doubting, always(0.4), ASKED)
    assert [u.kind for u in plain.unused] == []
    (left,) = told.unused
    assert left.kind is UnusedKind.NUMBER
    assert "120万" in left.text
    assert [e.amount for e in told.estimates] == [e.amount for e in plain.estimates]
    assert told.completeness is Completeness.COMPLETE
    assert not check_provenance(told, doubting.corpus, (ASKED,))


def test_below_the_bound_nothing_is_told(doubting: Assistant) -> None:
    assert ask(doubting, always(0.6), ASKED).unused == ()


def test_later_messages_are_weighed_elsewhere(doubting: Assistant) -> None:
    doubting.doubts.silence()
    assert ask(doubting, always(0.4), ASKED, "是150万").unused == ()


def test_what_has_no_sum_is_not_weighed(doubting: Assistant) -> None:
    assert ask(doubting, always(0.4), "安吉县瑚膜扶持办法什么时候到期").unused == ()


def test_policies_written_by_hand_are_not_weighed() -> None:
    assistant = real()
    kept = assistant.first_doubts
    asked = "龙岗租算力花了300万，能补多少"
    try:
        assert ask(assistant, always(0.4), asked).unused == ()
    finally:
        assistant.first_doubts = kept


def test_signs_see_what_the_clauses_do_not_say(doubting: Assistant) -> None:
    answer = ask(doubting, None, ASKED)
    quotes = fold("".join(c.quote for c in answer.citations))
    known = signs_of(fold(ASKED), answer.estimates, quotes, [])
    other = signs_of(fold(f"{ASKED}，另外有3台蘑菇烘房"), answer.estimates, quotes, [])
    assert other.unknowns > known.unknowns
    assert other.unmarked > known.unmarked
    assert other.besides > known.besides


def test_the_fit_is_that_of_its_material() -> None:
    rows = list(material(MATERIAL))
    digest = hashlib.sha256(MATERIAL.read_bytes()).hexdigest()
    made, kept = fitted(rows, digest), content()
    assert made["provenance"]["sha256"] == kept["provenance"]["sha256"]
    assert made["provenance"]["questions"] == kept["provenance"]["questions"] == len(rows)
    assert made["tell"] == pytest.approx(kept["tell"], abs=1e-3)
    for name, weight in kept["weights"].items():
        assert made["weights"][name] == pytest.approx(weight, abs=1e-2)


def test_weights_of_other_signs_are_refused() -> None:
    damaged = content()
    damaged["weights"].pop(fields(FirstSigns)[0].name)
    with pytest.raises(ValueError, match="do not fit together"):
        read_fit(damaged)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "first_doubt.json"
    assert load_first_doubt(path) is None
    path.write_text("{", encoding="utf-8")
    load_first_doubt.cache_clear()
    with pytest.raises(EncoderError, match=r"first_doubt\.json"):
        load_first_doubt(path)
