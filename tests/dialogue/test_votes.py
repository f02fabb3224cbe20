"""Votes: which clause a later message is about, weighed beside what its words led to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answer.answer import Answer, Outcome, Role, UnusedKind
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.ledger import Ledgers
from assistant.dialogue.roles import Roles
from assistant.dialogue.votes import (
    FILE,
    NONE,
    SIZE,
    Heard,
    VoteFit,
    Voter,
    heard_of,
    load_votes,
    read_fit,
)
from assistant.errors import EncoderError
from tests.real_assistant import DAY, real

RENT, OPEN_CORPUS, FUTIAN = "longgang-2025#2", "longgang-2025#4", "futian-2024#2"
TALK = ("龙岗租算力花了300万，能补多少", "再加80万")


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def fit(**worth: float) -> VoteFit:
    """A fit that knows three clauses and hears nothing: ``worth`` is what each has, rent 0."""
    clauses = (NONE, RENT, OPEN_CORPUS, FUTIAN)
    added = np.array([worth.get("none", -9.0), 0.0, worth.get("corpus", -9.0), -9.0])
    width = len(real().roles.states("算力", (), ()) or ())
    return VoteFit(
        clauses,
        np.zeros((2 * SIZE, len(clauses)), np.int8),
        1.0,
        np.zeros((width, len(clauses)), np.int8),
        1.0,
        np.zeros(width),
        np.ones(width),
        added,
        asked=0.0,
        spoken=0.0,
        policy=0.0,
        tell=0.1,
        low=0.15,
        sure=0.5,
        network=real().roles.network,
    )


@contextmanager
def voting(load: Callable[[], VoteFit | None], roles: Roles | None = None) -> Iterator[None]:
    """The real assistant with another voter and none of the ledgers that it has kept."""
    understander = real()._understander
    before, kept = understander.voter, understander._ledgers
    try:
        understander.voter, understander._ledgers = (
            Voter(load, roles or real().roles, before._holds, before._are_drafts),
            Ledgers(8),
        )
        yield
    finally:
        understander.voter, understander._ledgers = before, kept


def answered(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def matters(answer: Answer) -> list[str]:
    return [part.text for part in answer.unused if part.kind is UnusedKind.MATTER]


def told(answer: Answer) -> str:
    return "".join(s.text for s in answer.sentences if s.role is Role.UNUSED)


def test_a_clause_that_is_surely_meant_is_answered_and_told() -> None:
    with voting(lambda: fit(corpus=5.0)):
        answer = answered(TALK[0], "那一批做出来花了90万")
    assert [str(e.clause_id) for e in answer.estimates] == [OPEN_CORPUS]
    assert matters(answer)
    assert "这里当作问的是龙岗区" in told(answer)


def test_where_that_clause_answers_nothing_the_first_reading_stays_and_the_other_is_named() -> None:
    with voting(lambda: fit(corpus=0.0, none=5.0)):
        answer = answered(*TALK)
    assert [e.amount for e in answer.estimates] == [380 * 10_000 * 30 / 100]
    assert answer.outcome is Outcome.ANSWERED
    assert matters(answer) == ["再加80万"]
    assert "问的是不是这一条没有十分把握" in told(answer)


def test_what_was_answered_and_is_likely_is_left_alone() -> None:
    with voting(lambda: fit(corpus=1.0)):
        answer = answered(*TALK)
    assert not matters(answer)
    assert [str(e.clause_id) for e in answer.estimates] == [RENT]


@pytest.mark.parametrize(
    "load",
    [
        lambda: None,
        lambda: replace(fit(corpus=5.0), network="0" * 64),
        lambda: replace(fit(corpus=5.0), clauses=(NONE, FUTIAN, OPEN_CORPUS, "futian-2024#8")),
    ],
    ids=["no file", "another network", "a clause never seen"],
)
def test_without_what_it_was_fitted_for_nothing_is_voted_on(
    load: Callable[[], VoteFit | None],
) -> None:
    with voting(load):
        assert not matters(answered(*TALK))


def test_a_clause_that_was_removed_from_the_corpus_is_never_turned_to() -> None:
    gone = replace(fit(corpus=5.0), clauses=(NONE, RENT, "gone-2024#4", FUTIAN))
    with voting(lambda: gone):
        answer = answered(TALK[0], "那一批做出来花了90万")
    assert [str(e.clause_id) for e in answer.estimates] == [RENT]
    assert "这里当作问的是" not in told(answer)


def test_without_the_network_nothing_is_voted_on() -> None:
    with voting(lambda: fit(corpus=5.0), Roles(None, None)):
        assert not matters(answered(*TALK))


def test_first_messages_and_refusals_are_not_voted_on() -> None:
    with voting(lambda: fit(corpus=5.0)):
        assert not matters(answered(TALK[0]))
        assert answered(TALK[0], "今天天气怎么样").outcome is Outcome.REFUSED


def test_the_shares_of_the_fit_come_to_one_and_are_the_same_again() -> None:
    made = load_votes()
    assert made is not None
    understood = real().understand(Conversation("", TALK), as_of=DAY)
    assert understood.before is not None
    heard = heard_of(
        understood.turn, understood.before, understood.policies, TALK[:1], real().roles
    )
    assert heard is not None
    assert RENT in heard.asked
    shares = made.shares(heard)
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=lambda clause: shares[clause]) == RENT
    assert shares == made.shares(heard)


def test_a_clause_in_question_is_likelier_than_the_same_that_is_not() -> None:
    made = load_votes()
    assert made is not None
    plain = Heard((0.0,) * len(made.middle), (), frozenset(), frozenset(), frozenset())
    asked = replace(plain, asked=frozenset({RENT}), spoken=frozenset({RENT}))
    placed = replace(plain, policies=frozenset({"longgang-2025"}))
    assert made.shares(asked)[RENT] > made.shares(plain)[RENT]
    assert made.shares(placed)[RENT] > made.shares(plain)[RENT]


def test_on_authors_left_out_more_is_mended_than_spoiled() -> None:
    found = content()["provenance"]["held_out"]
    assert found["likeliest_is_expected"] > 0.9
    assert found["turned_to_expected"] > found["turned_right"]
    assert 10 * found["told_of_a_wrong_clause"] > 1.8 * found["told_right"]
    assert found["told"] < 0.03 * found["weighed"]
    assert content()["network"] == real().roles.network


def test_a_missing_file_votes_on_nothing(tmp_path: Path) -> None:
    assert load_votes(tmp_path / "votes.json") is None


@pytest.mark.parametrize("damage", ["", "{}", "grams", "middle", "clauses"])
def test_a_broken_file_is_named_and_not_guessed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "votes.json"
    made = content()
    if damage == "grams":
        made["grams"] = "not packed"
    elif damage:
        made[damage] = made.get(damage, [])[1:]
    path.write_text(damage if damage in ("", "{}") else json.dumps(made), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"votes\.json：拟合参数读不出来"):
        load_votes(path)
    if damage == "middle":
        with pytest.raises(ValueError, match="do not fit together"):
            read_fit(made)
