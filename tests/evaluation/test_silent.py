"""Silently wrong: what counts, and exactly which doubts excuse it (contract, section 6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import Expectation
from assistant.evaluation.gold_line import Words
from assistant.evaluation.reply import reply_of
from assistant.evaluation.silent import dropped_matters, silently_wrong
from assistant.policy.clause import ClauseId

COMPUTE = ClauseId.parse("longgang-2025#2")
CORPUS = ClauseId.parse("longgang-2025#3")
Json = dict[str, Any]


def gold(**expected: Any) -> Expectation:
    usual = {"outcome": (Outcome.ANSWERED,), "cite": (COMPUTE,)}
    return Expectation(**{**usual, **expected})


def wants(*yuan: int) -> Expectation:
    return gold(amounts=((COMPUTE, tuple(map(Decimal, yuan))),))


def estimate(amount: int | None, clause: ClauseId = COMPUTE, **more: Any) -> Json:
    return {
        "rule_id": f"{clause}:rule",
        "clause_id": str(clause),
        "status": "payable",
        "amount": None if amount is None else f"{amount}.00",
        "facts": {"compute_fee_yuan": "1"},
        **more,
    }


def answer(*estimates: Json, cited: tuple[ClauseId, ...] = (COMPUTE,), **more: Any) -> Json:
    return {
        "outcome": "answered",
        "text": "…",
        "citations": [{"clause_id": str(clause)} for clause in cited],
        "estimates": list(estimates),
        "unused": [],
        **more,
    }


def clarify(fact: str) -> Json:
    return {"question": "？", "fact": fact, "choices": []}


def unused(*texts: str, kind: str = "number") -> list[Json]:
    return [{"text": text, "kind": kind} for text in texts]


def is_silent(made: Json, wanted: Expectation) -> bool:
    return bool(silently_wrong(reply_of(made), wanted))


def test_a_right_answer_is_not() -> None:
    assert not is_silent(answer(estimate(240)), wants(240))


def test_a_wrong_amount_is() -> None:
    assert is_silent(answer(estimate(186)), wants(240))
    assert is_silent(answer(estimate(186), warnings=[{"code": "not_guaranteed"}]), wants(240))


def test_an_unknown_amount_is_not() -> None:
    assert not is_silent(answer(estimate(None)), wants(240))


def test_only_an_answer_can_be() -> None:
    assert not is_silent(answer(estimate(186), outcome="clarify"), wants(240))
    assert not is_silent(answer(outcome="refused", cited=()), wants(240))


@pytest.mark.parametrize(("low", "high", "silent"), [(100, 300, False), (100, 200, True)])
def test_a_range_excuses_if_it_holds_the_right_amount(low: int, high: int, silent: bool) -> None:
    made = answer(estimate(None, range=[f"{low}.00", f"{high}.00"]))
    assert is_silent(made, wants(240)) is silent


def test_an_alternative_excuses_if_it_is_the_right_amount() -> None:
    assert not is_silent(answer(estimate(186), estimate(240)), wants(240))
    assert is_silent(answer(estimate(186), estimate(187)), wants(240))


def test_a_question_back_excuses_if_it_asks_for_a_fact_of_that_clause() -> None:
    two = (estimate(186), estimate(60, CORPUS, facts={"data_fee_yuan": "200"}))
    assert not is_silent(answer(*two, clarify=clarify("compute_fee_yuan")), wants(240))
    assert is_silent(answer(*two, clarify=clarify("data_fee_yuan")), wants(240))


def test_words_left_out_excuse_unless_they_had_to_be_left_out() -> None:
    made = answer(estimate(186), unused=unused("花了80万"))
    assert not is_silent(made, wants(240))
    expected = gold(amounts=wants(240).amounts, unused=(Words("80万"),))
    assert is_silent(made, expected)
    assert is_silent(answer(estimate(186), unused=unused("招人", kind="matter")), wants(240))


def test_a_clause_left_out_is_unless_named_or_asked_about() -> None:
    both = gold(cite=(COMPUTE, CORPUS))
    assert is_silent(answer(), both)
    assert not is_silent(answer(unused=unused("买语料", kind="matter")), both)
    assert not is_silent(answer(clarify=clarify("subject")), both)
    assert is_silent(answer(estimate(1), clarify=clarify("compute_fee_yuan")), both)


def test_another_clause_is_where_nothing_else_may_be_cited() -> None:
    made = answer(cited=(COMPUTE, CORPUS))
    assert is_silent(made, gold(only=True))
    assert not is_silent(made, gold())


def test_an_answer_where_none_was_due_is() -> None:
    refuse = gold(outcome=(Outcome.REFUSED,), cite=())
    assert is_silent(answer(), refuse)
    assert not is_silent(answer(cited=()), refuse)
    ask = gold(outcome=(Outcome.CLARIFY,))
    assert is_silent(answer(estimate(1)), ask)
    assert not is_silent(answer(estimate(1), clarify=clarify("")), ask)
    assert not is_silent(answer(estimate(None)), ask)


def test_a_forbidden_figure_is_and_a_forbidden_word_is_not() -> None:
    assert is_silent(answer(text="最高540万元"), gold(avoid=("540万",)))
    assert is_silent(answer(text="按六成"), gold(avoid=("六成",)))
    assert not is_silent(answer(text="一定能拿"), gold(avoid=("一定",)))
    assert not is_silent(answer(text="最高540万元", unused=unused("1万")), gold(avoid=("540万",)))


def test_matters_neither_answered_nor_named_are_dropped() -> None:
    both = gold(cite=(COMPUTE, CORPUS))
    assert dropped_matters(reply_of(answer()), both) == (CORPUS,)
    named = answer(unused=unused("买语料", kind="matter"))
    assert dropped_matters(reply_of(named), both) == ()
    assert dropped_matters(reply_of(answer(cited=(COMPUTE, CORPUS))), both) == ()
    assert dropped_matters(reply_of(answer(outcome="refused", cited=())), both) == ()
