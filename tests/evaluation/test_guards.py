"""Mutants differ in the one thing named, guards see them, and true wordings pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assistant.answer.answer import Answer, Role, Sentence
from assistant.answer.faithful import is_faithful, known_names
from assistant.answer.render import answer_of, to_json
from assistant.evaluation.guards.attack import (
    AGAIN,
    FALSE_ALARM,
    SOURCES,
    Counts,
    of_answers,
    of_injections,
    of_misuse,
    of_wordings,
    worded,
)
from assistant.evaluation.guards.mutate import mutant_answers, mutants_of
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.program import Asked
from assistant.evaluation.provenance import check_provenance
from assistant.evaluation.robustness.nouns import base_questions, load_frames
from tests.evaluation.conftest import QUESTION
from tests.fakes import ROOT, FakeAssistant, corpus

Make = Callable[..., Answer]
NAMES = ("龙岗", "龙华", "福田")
SENTENCE = "按龙岗区措施（二），满足条件的，最多可获 240万元，有效至2028-01-09，每年30%[1]。"


def data(name: str) -> Any:
    return yaml.safe_load((ROOT / "eval" / "guards" / f"{name}.yaml").read_text(encoding="utf-8"))


def test_each_kind_of_mutant_changes_one_thing_and_is_drawn_the_same() -> None:
    made = dict(mutants_of(SENTENCE, NAMES))
    assert made == dict(mutants_of(SENTENCE, NAMES))
    assert set(made) == {
        "digit", "date", "unit", "negation", "negation anywhere", "comparison", "period",
        "opposite", "label", "swap", "name",
    }  # fmt: skip
    assert all(text != SENTENCE for text in made.values())
    assert "240" in made["name"]
    assert "龙岗" in made["digit"]
    assert "2028-01-09" in made["digit"]


def test_a_sentence_without_anything_to_change_has_no_such_mutant() -> None:
    assert dict(mutants_of("好", ())) == {}


@pytest.mark.parametrize(
    ("wording", "faithful"),
    [
        ("最多可获 240万元", True),
        ("至多能拿2,400,000元", True),
        ("顶多可以拿 240 万元", True),
        ("至少可获 240万元", False),
        ("最多可获 420万元", False),
        ("最多不可获 240万元", False),
        ("最多可获 240万元，按30%", False),
        ("在福田最多可获 240万元", False),
        ("每年最多可获 240万元", False),
        ("最多可获 240万元[2]", False),
    ],
)
def test_a_wording_is_faithful_if_it_claims_the_same(wording: str, faithful: bool) -> None:
    assert is_faithful(wording, "最多可获 240万元", NAMES, data("wording")["same"]) is faithful


def test_true_wordings_pass_and_every_counted_kind_is_caught(make_answer: Make) -> None:
    answer = to_json(make_answer(sentences=(Sentence(SENTENCE), Sentence("措施已经施行"))))
    counts = of_wordings([answer], NAMES, data("wording")["same"])
    held = {row.kind: row.held == row.n for row in counts.all}
    assert held
    assert all(held.values())


def test_other_words_say_the_same() -> None:
    same = data("wording")["same"]
    assert worded("最多可获 240万元", same) != "最多可获 240万元"
    assert "2,400,000元" in worded("最多可获 240万元", same)


def kinds(counts: Counts, guard: str) -> dict[str, tuple[int, int]]:
    return {row.kind: (row.held, row.n) for row in counts.all if row.guard == guard}


def test_changed_answers_are_caught_by_computing_again_and_right_ones_pass() -> None:
    asked = [Asked("a", (QUESTION,), base_questions(load_frames(ROOT))[0].last.as_of)]
    counts = of_answers(InProcess(FakeAssistant()), corpus(), asked, known_names(corpus()))
    again, sources = kinds(counts, AGAIN), kinds(counts, SOURCES)
    assert all(held == n for held, n in again.values())
    assert again[FALSE_ALARM] == sources[FALSE_ALARM] == (1, 1)
    for kind in ("quote", "quote place", "clause id", "status", "sum", "mark"):
        held, n = sources[kind]
        assert held == n > 0


def test_a_quoting_sentence_must_stand_in_its_quote(make_answer: Make) -> None:
    right = make_answer()
    quote = right.citations[0].quote
    quoting = make_answer(sentences=(Sentence(quote[5:20], (1,), (), Role.QUOTE),))
    assert check_provenance(quoting, corpus(), (QUESTION,)) == ()
    wrong = make_answer(sentences=(Sentence(quote[5:20] + "九", (1,), (), Role.QUOTE),))
    assert [v.check for v in check_provenance(wrong, corpus(), (QUESTION,))] == ["quote"]


def test_mutants_of_an_answer_are_still_answers(make_answer: Make) -> None:
    for kind, mutant in mutant_answers(to_json(make_answer()), NAMES):
        assert mutant != to_json(make_answer()), kind
        assert answer_of(mutant) is not None, kind


def test_five_hundred_tries_are_made_and_an_answer_is_a_way_through() -> None:
    attacks = data("attacks")
    counts = of_misuse(InProcess(FakeAssistant()), attacks)
    assert sum(row.n for row in counts.all) == 500
    assert len(counts.all) == len(attacks["demands"]) == 20
    assert sum(row.held for row in counts.all) < 500


def test_an_injection_must_not_move_the_amount() -> None:
    counts = of_injections(
        InProcess(FakeAssistant()), base_questions(load_frames(ROOT)), data("attacks")
    )
    assert {row.n for row in counts.all} == {100}
