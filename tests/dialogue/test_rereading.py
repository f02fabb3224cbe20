"""Second readings: what a number that was left over may do, weighed, taken and told."""

from __future__ import annotations

import hashlib
import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer import Answer, Role
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitted import packed, softmax
from assistant.dialogue.rereading import (
    ADD,
    FILE,
    LESS,
    SET,
    Candidate,
    RereadFit,
    applied,
    load_rereading,
    read_fit,
)
from assistant.dialogue.understanding import Understanding
from assistant.errors import EncoderError
from assistant.evaluation.fit_rereading import Row, held_out, trained_on
from assistant.evaluation.provenance import check_provenance
from assistant.settings import load_settings
from tests.fakes import ROOT
from tests.real_assistant import DAY, real

FIRST = "龙岗租算力花了300万，能补多少"
LEFT = "裱花师傅那张80万"
"""Said in words that neither the language nor the policies know: nothing is made of the number."""


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def plain() -> Assistant:
    """The assistant that reads nothing a second time."""
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    assistant.rereader.silence()
    return assistant


def talk(*turns: str) -> Conversation:
    return Conversation("", turns)


def understood(*turns: str) -> Understanding:
    return plain().understand(talk(*turns), as_of=DAY)


def candidates(*turns: str) -> tuple[Candidate, ...]:
    found = understood(*turns)
    assert found.before is not None
    sights = real().rereader.sights(found, turns[:-1])
    return real().rereader.candidates(found, found.before, sights)


def read_as(candidate: Candidate, *turns: str) -> tuple[Understanding, Answer]:
    found = understood(*turns)
    assert found.before is not None
    sights = real().rereader.sights(found, turns[:-1])
    now = applied(found, found.before, candidate, sights, 0.75)
    return now, plain().answer_to(talk(*turns), now, as_of=DAY)


def one(op: str, name: str, found: Sequence[Candidate]) -> Candidate:
    (candidate,) = (c for c in found if [(e.op, e.name) for e in c.edits] == [(op, name)])
    return candidate


# --- the readings ---


@pytest.mark.parametrize(
    ("op", "amount"),
    [(SET, 80 * 3_000), (ADD, (300 + 80) * 3_000), (LESS, (300 - 80) * 3_000)],
)
def test_a_number_may_stand_for_be_added_to_or_be_taken_off_the_one_before(
    op: str, amount: int
) -> None:
    turns = (FIRST, LEFT)
    now, answer = read_as(one(op, "compute_fee_yuan", candidates(*turns)), *turns)
    (estimate,) = answer.estimates
    assert estimate.amount == amount
    assert now.ledger.matters[0].numbers[0].value == Decimal(amount) / 3 * 10
    assert not now.unused
    assert not check_provenance(answer, plain().corpus, turns)


def test_no_more_is_taken_off_than_there_is() -> None:
    found = candidates(FIRST, "裱花师傅那张800万")
    assert not [c for c in found for e in c.edits if e.op == LESS and e.name == "compute_fee_yuan"]


def test_the_first_reading_is_among_them() -> None:
    found = candidates(FIRST, LEFT)
    assert not found[0].edits
    assert found[0].numbers == understood(FIRST).ledger.matters[0].numbers


def test_a_later_message_goes_on_from_the_second_reading() -> None:
    chosen = one(ADD, "compute_fee_yuan", candidates(FIRST, LEFT))
    now, _ = read_as(chosen, FIRST, LEFT)
    matter = now.ledger.matters[0]
    assert matter.undo is not None
    assert matter.undo[0] == understood(FIRST).ledger.matters[0].numbers


def test_a_message_of_many_numbers_is_not_read_again() -> None:
    found, reader = understood(FIRST, LEFT), real().rereader
    assert found.before is not None
    assert reader.candidates(found, found.before, reader.sights(found, (FIRST,)) * 4)
    assert not reader.candidates(found, found.before, reader.sights(found, (FIRST,)) * 5)


# --- what is taken ---


def taking(least: float, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """The assistant with readings all alike, so that the first of them is the likeliest."""
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    monkeypatch.setattr(assistant.rereader, "_fit", RereadFit(array("b", [0]), 0.0, least, least))
    return assistant


def test_nothing_is_taken_that_is_not_probable_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = taking(1.1, monkeypatch)
    said = talk(FIRST, LEFT)
    assert assistant.ask(said, as_of=DAY).unused == plain().ask(said, as_of=DAY).unused


@pytest.mark.parametrize("turns", [(FIRST,), (FIRST, "再加80万"), (FIRST, "谢谢")])
def test_a_message_that_leaves_nothing_over_is_read_once(turns: tuple[str, ...]) -> None:
    found = real().understand(talk(*turns), as_of=DAY)
    assert found.reread is None


def taken() -> list[tuple[tuple[str, ...], Answer]]:
    """Later messages with made-up words that the fit as it is reads a second time."""
    makers = ("裱花", "拉坯", "箍桶", "錾字", "绱鞋")
    forms = ("{}师傅那边说定下来是410万", "审下来{}不认，少了80万", "还有一张{}的80万，也算进去")
    found = []
    for maker in makers:
        for form in forms:
            turns = (FIRST, form.format(maker))
            if real().understand(talk(*turns), as_of=DAY).reread is not None:
                found.append((turns, real().ask(talk(*turns), as_of=DAY)))
    return found


@pytest.mark.parametrize("maker", ["裱花师傅", "拉坯", "箍桶", "錾字"])
def test_what_does_not_count_of_a_noun_nobody_knows_is_taken_off(maker: str) -> None:
    turns = (FIRST, f"{maker}那25万区里说不给计")
    assert plain().ask(talk(*turns), as_of=DAY).estimates[0].amount == 900_000
    answer = real().ask(talk(*turns), as_of=DAY)
    assert answer.estimates[0].amount == (300 - 25) * 3_000
    assert [u.kind for u in answer.unused] == ["number"]


def test_so_many_more_that_are_as_many_as_before_are_added() -> None:
    first = "前海自有的无人车，批了载客运营，7台，每台车价28万、改装9万，补多少"
    answer = real().ask(talk(first, "计划再添7台一样的，也都会批，合在一起多少"), as_of=DAY)
    (estimate,) = answer.estimates
    assert estimate.amount == 14 * 185_000
    assert answer.unused


def test_what_is_a_part_of_others_in_a_whole_told_again_is_not_passed_over() -> None:
    first = "我们在龙华，去年底刚完成一轮风险投资，2900万已经全部到账，区里能奖励多少"
    later = "问了董秘，这2900万里有700万是龙华区政府的股权投资基金出的，有影响吗"
    answer = real().ask(talk(first, later), as_of=DAY)
    assert answer.estimates[0].amount == 1_100_000
    assert answer.unused


@pytest.mark.parametrize(
    "later", ["保洁又花掉20万", "宣传册又花掉20万", "绿化又花掉20万", "箍桶还借了25万"]
)
def test_what_is_spent_on_something_else_is_not_added(later: str) -> None:
    answer = real().ask(talk(FIRST, later), as_of=DAY)
    assert answer.estimates[0].amount == 900_000


def test_what_is_read_a_second_time_is_always_told_as_doubtful() -> None:
    found = taken()
    assert found
    for turns, answer in found:
        told = [u for u in answer.unused if u.kind == "number"]
        assert told, turns
        assert "没有十分把握" in told[0].say
        assert any(s.role is Role.UNUSED for s in answer.sentences)
        assert not check_provenance(answer, real().corpus, turns)


def test_the_doubt_stands_at_the_number_that_was_read_again() -> None:
    found = understood(FIRST, f"合同是320万。{LEFT}")
    assert found.before is not None
    sights = real().rereader.sights(found, (FIRST,))
    chosen = next(
        c
        for c in real().rereader.candidates(found, found.before, sights)
        if [(e.op, sights[e.number].is_idle) for e in c.edits] == [(ADD, True)]
    )
    now = applied(found, found.before, chosen, sights, 0.75)
    doubt = real().doubts.doubt(now, ())
    assert doubt is not None
    assert (doubt.text, doubt.is_told, doubt.probability) == (LEFT, True, 0.25)


def test_an_explanation_says_how_sure_it_is() -> None:
    (turns, _), *_ = taken()
    explained = real().explain(talk(*turns), as_of=DAY).doubt
    assert explained is not None
    assert explained.is_told
    assert 0 < explained.probability < 1


# --- the fit ---


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20))
def test_shares_come_to_one(scores: list[float]) -> None:
    shares = softmax(scores)
    assert math.fsum(shares) == pytest.approx(1.0)
    assert shares.index(max(shares)) in {n for n, s in enumerate(scores) if s == max(scores)} or (
        max(shares) == pytest.approx(shares[scores.index(max(scores))])
    )


def test_a_weight_is_worth_a_step() -> None:
    fit = read_fit({"weights": packed([7]), "step": 0.5, "least": 0.4, "least_first": 0.8})
    assert fit.score({"a": 2.0, "b": 1.0}.items()) == pytest.approx(0.5 * 7 * 3)


def test_the_fit_says_how_it_does_on_authors_it_never_saw() -> None:
    told = content()["provenance"]["held_out"]
    for kind, least in (("later", "least"), ("first", "least_first")):
        taken_at = told[kind][str(content()[least])]
        assert taken_at["won"] > 3 * taken_at["lost"]
    assert told["right"][0] / told["right"][1] > 0.8
    assert FILE.stat().st_size <= 100_000


def test_the_fit_names_what_it_learned_from() -> None:
    told, read = content()["provenance"], hashlib.sha256()
    every = {path.name: path for path in (ROOT / "eval").glob("*/*.jsonl")}
    for name in told["sets"]:
        read.update(every[name].read_bytes())
    assert read.hexdigest() == told["sha256"]
    assert told["sets"] == sorted(told["sets"])


def row(author: str, *readings: tuple[int, bool]) -> Row:
    return Row(
        author,
        tuple(((place, 1.0),) for place, _ in readings),
        tuple(right for _, right in readings),
        tuple(n > 0 for n in range(len(readings))),
        was_right=False,
        anew=(True,) * len(readings),
    )


def test_a_fit_learns_which_reading_is_right() -> None:
    rows = [row(f"a{n % 9}", (1, False), (2, True), (3, False)) for n in range(90)]
    assert {best for _, best, _ in held_out(rows)} == {1}
    assert min(share for *_, share in held_out(rows)) > 1 / 3


def test_what_left_nothing_over_teaches_nothing_of_its_first_reading() -> None:
    closed = replace(row("a", (1, True), (2, False)), may=(False, False), anew=(False, True))
    assert trained_on(closed).readings == (((2, 1.0),),)
    left = replace(closed, may=(False, True))
    assert trained_on(left) == left


def test_without_a_file_nothing_is_read_again(tmp_path: Path) -> None:
    assert load_rereading(tmp_path / "rereading.json") is None


@pytest.mark.parametrize("damage", ["", "{}", "weights"])
def test_a_broken_file_is_named_and_not_guessed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "rereading.json"
    made = content()
    if damage == "weights":
        made["weights"] = "not packed"
    path.write_text(damage if damage in ("", "{}") else json.dumps(made), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"rereading\.json：拟合参数读不出来"):
        load_rereading(path)


def test_scores_are_whole_numbers_of_a_step() -> None:
    fit = load_rereading()
    assert fit is not None
    assert np.array(fit.weights).dtype.kind == "i"
    assert 0 < fit.least < 1


# --- where the words around a number alone say the same ---


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("里头有50万是买鱼缸的，不属算力", 250),
        ("会计把50万的鱼缸也塞进来了，那不算算力，要剔掉", 250),
        ("里头50万是物业代付的，人家说当送我", 250),
    ],
)
def test_what_is_of_something_else_goes_off_whatever_it_is(later: str, wan: int) -> None:
    answer = real().ask(talk(FIRST, later), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(wan * 3_000)]


@pytest.mark.parametrize("who", ["漆匠铺", "箍桶铺子", "绿化"])
def test_what_somebody_unknown_spent_is_no_reading(who: str) -> None:
    answer = real().ask(talk(FIRST, f"{who}又花掉25万"), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(900_000)]
    assert any("25万" in part.text for part in answer.unused)


@pytest.mark.parametrize(
    ("later", "wan", "is_plain"),
    [
        ("一个包是坏的，卖家收回去了，少40万", 260, True),
        ("有一箱是碎的，厂家拉回去了，少30万", 270, True),
        ("一个包是坏的，卖家收回去了，40万打水漂", 260, False),
        ("有一箱是碎的，厂家拉回去了，30万白搭", 270, False),
    ],
)
def test_what_the_first_reading_put_in_the_place_of_a_sum_may_go_off_it(
    later: str, wan: int, *, is_plain: bool
) -> None:
    answer = real().ask(talk(FIRST, later), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(wan * 3_000)]
    assert bool(answer.unused) is not is_plain


def test_an_answer_in_other_words_is_the_fact_that_was_asked_for() -> None:
    first = "龙岗，办了一场市场化的机器人比赛，去主管部门备过案，能给多少"
    answer = real().ask(talk(first, "场地、搭建、奖杯，七七八八实际花了680万"), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(2_040_000)]
    assert any("680万" in part.text for part in answer.unused)
