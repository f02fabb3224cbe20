"""Doubt: how a later message was read is weighed, and told where it is likely wrong."""

from __future__ import annotations

import hashlib
import json
import math
from array import array
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer import Answer, Completeness, Role
from assistant.assistant import Assistant
from assistant.dialogue.acts import Act
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.doubt import (
    FILE,
    DoubtFit,
    DoubtFits,
    DoubtReader,
    Signs,
    Witness,
    columns,
    columns_of,
    load_doubt,
    read_fit,
    said_names,
    witness_of,
)
from assistant.dialogue.fitted import packed
from assistant.dialogue.turn import Intent
from assistant.errors import EncoderError, GoldError
from assistant.evaluation.fit_doubt import material, threshold
from assistant.evaluation.provenance import check_provenance
from assistant.retrieval.role_reader import ROLES
from assistant.settings import load_settings
from tests.fakes import ROOT
from tests.real_assistant import DAY, real

NOTHING = Signs(*[0.0] * len(fields(Signs)))
HELD = frozenset
TALK = ("龙岗租算力花了300万，能补多少", "再加80万", "那福田呢")


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def always(tell: float) -> DoubtFits:
    """A fit that finds everything as likely wrong as right and tells it from ``tell`` on."""
    return DoubtFits(DoubtFit(array("b", [0]), 0.0, (0.0,) * len(columns()), tell))


@pytest.fixture(scope="module")
def doubting() -> Assistant:
    """The assistant with everything doubted that is weighed at all."""
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    assistant.doubts = DoubtReader(always(0.5), frozenset)
    return assistant


def answered(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(Conversation("", turns), as_of=DAY)


# --- the fit ---


@given(
    st.text(max_size=300),
    st.lists(st.floats(0, 1), min_size=len(fields(Signs)), max_size=len(fields(Signs))),
)
def test_any_reading_has_a_probability(text: str, values: list[float]) -> None:
    fits = load_doubt()
    assert fits is not None
    assert fits.heard is not None
    given = columns_of(Signs(*values), frozenset(Intent), frozenset(Act))
    heard = Witness((0.5,) * len(said_names()), (0.5,) * len(fits.heard.states))
    for p in (
        fits.words.probability(text, given),
        fits.heard.probability(text, given, heard),
    ):
        assert 0.0 <= p <= 1.0


def test_each_sign_has_its_own_weight() -> None:
    for name in (field.name for field in fields(Signs)):
        values = dict(
            zip(columns(), columns_of(replace(NOTHING, **{name: 0.5}), (), ()), strict=True)
        )
        assert {k for k, v in values.items() if v} == {"constant", name}
    asked = dict(zip(columns(), columns_of(NOTHING, {Intent.TOTAL}, {Act.ADD}), strict=True))
    assert {k for k, v in asked.items() if v} == {"constant", Intent.TOTAL, "act add"}


def test_weights_of_grams_are_worth_a_step_each() -> None:
    made = content()
    made["grams"], made["step"] = packed([7]), 0.5
    made["signs"] = dict.fromkeys(made["signs"], 0.0)
    p = read_fit(made).words.probability("补", columns_of(NOTHING, (), ()))
    n = 6  # <, 补, >, <补, 补>, <补>
    assert p == pytest.approx(1 / (1 + math.exp(-0.5 * 7 * n / math.sqrt(n + 1))))


def test_what_the_network_says_has_weights_of_its_own() -> None:
    made = content()
    heard = made["heard"]
    heard["grams"], heard["state_step"] = packed([0]), 0.5
    for part in ("signs", "said"):
        heard[part] = dict.fromkeys(heard[part], 0.0)
    heard["said"]["fails"], heard["states"] = 2.0, packed([3, -1])
    fit = read_fit(made).heard
    assert fit is not None
    said = [0.25 if name == "fails" else 0.9 for name in said_names()]
    p = fit.probability("补", columns_of(NOTHING, (), ()), Witness(tuple(said), (1.0, 0.5)))
    z = 2.0 * 0.25 + 0.5 * (3 * 1.0 - 1 * 0.5)
    assert p == pytest.approx(1 / (1 + math.exp(-z)))


def test_the_fit_that_hears_is_of_the_network_that_is_here() -> None:
    fits = load_doubt()
    assert fits is not None
    assert fits.network == real().roles.network
    found = real().understand(Conversation("", TALK[:2]), as_of=DAY)
    witness = witness_of(found, real().roles, TALK[:1])
    assert witness is not None
    said = dict(zip(said_names(), witness.said, strict=True))
    assert said["add most"] > 0.9  # 再加80万
    assert math.isclose(sum(said[f"{r} all"] for r in ROLES), 1 / 3, abs_tol=0.02)


def test_another_network_is_not_heard() -> None:
    fits = load_doubt()
    assert fits is not None
    other = replace(fits, network="0" * 64)
    found = real().understand(Conversation("", TALK[:2]), as_of=DAY)
    alone = DoubtReader(fits, HELD).doubt(found, (), TALK[:1])
    beside = DoubtReader(other, HELD, real().roles).doubt(found, (), TALK[:1])
    heard = DoubtReader(fits, HELD, real().roles).doubt(found, (), TALK[:1])
    assert alone == beside != heard


def test_the_fit_tells_what_it_learned_from() -> None:
    provenance = content()["provenance"]
    path = ROOT / "eval" / "training" / "doubt.jsonl"
    assert provenance["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    rows = list(material(path))
    assert provenance["messages"] == len(rows)
    assert provenance["silently_wrong"] == sum(row.wrong for row in rows)
    assert {row.author for row in rows} == set(provenance["held_out"]) - {"all"}
    assert FILE.stat().st_size <= 100_000
    heard = content()["heard"]["provenance"]
    assert {name: heard[name] for name in ("messages", "silently_wrong")} == {
        name: provenance[name] for name in ("messages", "silently_wrong")
    }


def test_the_fit_finds_more_wrong_than_right_ones_of_authors_it_never_saw() -> None:
    order = {}
    for part, made in (("words", content()), ("heard", content()["heard"])):
        told = made["provenance"]["held_out"]["all"]
        right, needless = told["told_rightly"], told["told_needlessly"]
        assert right[0] / right[1] > 2 * needless[0] / needless[1]
        order[part] = made["provenance"]["order"]
    assert 0.7 < order["words"] < order["heard"]


def test_nothing_is_fitted_on_sets_that_are_still_sealed() -> None:
    rows = (ROOT / "eval" / "training" / "doubt.jsonl").read_text(encoding="utf-8").splitlines()
    for name in {json.loads(row)["set"] for row in rows}:
        assert any(
            (ROOT / "eval" / part / f"{name}.jsonl").is_file() for part in ("report", "tuning")
        )


def test_the_threshold_is_where_telling_costs_least() -> None:
    p = np.array([0.9, 0.8, 0.5, 0.3, 0.1])
    wrong = np.array([True, False, True, False, False])
    assert 0.3 < threshold(p, wrong) < 0.5  # two caught for one needless
    assert threshold(p, np.array([False] * 5)) == pytest.approx(0.95)


def test_a_missing_file_doubts_nothing(tmp_path: Path) -> None:
    assert load_doubt(tmp_path / "doubt.json") is None
    understood = real().understand(Conversation("", TALK[:2]), as_of=DAY)
    assert DoubtReader(None, frozenset).doubt(understood, ()) is None


@pytest.mark.parametrize("damage", ["", "{}", "grams", "signs", "said"])
def test_a_broken_file_is_named_and_not_guessed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "doubt.json"
    made = content()
    if damage == "grams":
        made["grams"] = "not packed"
    elif damage == "signs":
        del made["signs"]["merged"]
    elif damage == "said":
        del made["heard"]["said"]["fails"]
    path.write_text(damage if damage in ("", "{}") else json.dumps(made), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"doubt\.json：拟合参数读不出来"):
        load_doubt(path)


def test_a_broken_line_of_the_material_is_named(tmp_path: Path) -> None:
    path = tmp_path / "doubt.jsonl"
    path.write_text('{"author": "a"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"doubt\.jsonl:1"):
        list(material(path))


# --- the signs ---


def signs(*turns: str) -> Signs:
    found = real().understand(Conversation("", turns), as_of=DAY)
    return real().doubts.signs(found, answered(real(), *turns).estimates)


def test_signs_tell_what_a_message_changed() -> None:
    more, less, same = (signs(TALK[0], later) for later in ("是320万", "是120万", "主管部门是谁"))
    assert (more.changed, more.grew, more.fell) == (1 / 3, 1.0, 0.0)
    assert (less.changed, less.grew, less.fell) == (1 / 3, 0.0, 1.0)
    assert (same.changed, same.stay, same.as_before) == (0.0, 1 / 3, 0.0)


def test_signs_tell_clauses_that_come_and_stay() -> None:
    elsewhere = signs(TALK[0], TALK[2])
    assert (elsewhere.opened, elsewhere.dropped, elsewhere.kept) == (1.0, 1.0, 0.0)
    assert signs(TALK[0], TALK[1]).kept == 1.0


# --- what is told ---


def test_what_is_doubted_is_told_beside_the_same_answer(doubting: Assistant) -> None:
    doubted, plain = (answered(a, *TALK[:2]) for a in (doubting, real()))
    assert doubted.estimates == plain.estimates
    assert doubted.citations == plain.citations
    assert [s for s in doubted.sentences if s.role is Role.LEAD] == [
        s for s in plain.sentences if s.role is Role.LEAD
    ]
    (left,) = doubted.unused
    assert (left.text, left.start, left.end, left.kind) == ("再加80万", 0, 5, "number")
    assert "380万元" in left.say
    assert doubted.completeness is Completeness.COMPLETE  # all of it is answered, if not surely
    assert sum(left.text in s.text for s in doubted.sentences if s.role is Role.UNUSED) == 1
    assert not check_provenance(doubted, doubting.corpus, TALK[:2])


@pytest.mark.parametrize(
    ("turns", "kind", "text"),
    [
        ((TALK[0], TALK[2]), "matter", "那福田呢"),
        ((TALK[0], "哎对了。我们是关联方买的，别的没有"), "condition", "我们是关联方买的"),
        ((TALK[0], "主管部门是谁？"), "condition", "主管部门是谁"),
    ],
)
def test_what_is_doubted_is_a_number_a_matter_or_how_it_is(
    doubting: Assistant, turns: tuple[str, ...], kind: str, text: str
) -> None:
    (left,) = answered(doubting, *turns).unused
    assert left.kind == kind
    assert left.text in turns[-1]
    if kind != "condition":
        assert left.text == text


@pytest.mark.parametrize(
    "turns",
    [
        TALK[:1],
        (TALK[0], "谢谢"),
        (TALK[0], "你们收录了哪些政策"),
        (TALK[0], "今天股价怎么样"),
        (TALK[0], "食堂花了200万"),
    ],
)
def test_what_is_first_refused_or_told_already_is_not_doubted(
    doubting: Assistant, turns: tuple[str, ...]
) -> None:
    assert answered(doubting, *turns).unused == answered(real(), *turns).unused


def test_a_plain_correction_is_told_without_doubt() -> None:
    for later in ("不是300万，是320万", "再加80万", "那福田呢", "主管部门是谁"):
        assert not answered(real(), TALK[0], later).unused, later


def test_an_explanation_says_how_likely_it_is_wrong() -> None:
    doubt = real().explain(Conversation("", TALK[:2]), as_of=DAY).doubt
    assert doubt is not None
    assert (doubt.text, doubt.is_told) == ("再加80万", False)
    assert real().explain(Conversation("", TALK[:1]), as_of=DAY).doubt is None
