"""The robustness suite: drawn the same everywhere, from words no policy has, counted as named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import Expectation, GoldQuestion
from assistant.evaluation.programs.program import Asked, Given
from assistant.evaluation.robustness.change import (
    Changed,
    in_other_order,
    in_other_words,
    load_changes,
    with_harmless_clause,
    without_commas,
)
from assistant.evaluation.robustness.nouns import (
    base_questions,
    load_frames,
    noun_questions,
    nouns,
)
from assistant.evaluation.robustness.suite import of_changes, of_nouns, of_one_number, right_ones
from assistant.policy.clause import ClauseId
from tests.fakes import ROOT, corpus

CLAUSE = ClauseId.parse("longgang-2025#2")
FRAMES = load_frames(ROOT)


def question(message: str, name: str = "q") -> GoldQuestion:
    wanted = Expectation(outcome=(Outcome.ANSWERED,), amounts=((CLAUSE, (Decimal(60),)),))
    return GoldQuestion(id=name, turns=(message,), expect=(wanted,), tags=("money", "茶叶", "80万"))


class Saying:
    """A program that gives one amount, and another where a message holds certain words."""

    name = "stub"

    def __init__(self, words: str = "", amount: int | None = 84, **more: Any) -> None:
        self._words, self._amount, self._more = words, amount, more

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        return map(self._given, asked)

    def _given(self, asked: Asked) -> Given:
        is_other = bool(self._words) and self._words in asked.turns[-1]
        amount = self._amount if is_other else 60
        estimate = {
            "rule_id": f"{CLAUSE}:a",
            "clause_id": str(CLAUSE),
            "amount": None if amount is None else str(amount),
        }
        more = self._more if is_other else {}
        citations = [{"clause_id": str(CLAUSE)}]
        answer = {"outcome": "answered", "estimates": [estimate], "citations": citations}
        return Given({**answer, **more})


def test_the_halves_share_no_noun_and_no_policy_has_one() -> None:
    train, held_out = (nouns(half, corpus(), FRAMES["excluded"]) for half in ("train", "held-out"))
    for mine, others in zip(train, held_out, strict=True):
        assert len(mine) >= 100
        assert not set(mine) & set(others)
    text = "".join(policy.source for policy in corpus().policies)
    assert not any(noun in text for part in (*train, *held_out) for noun in part)


def test_nouns_make_the_same_questions_every_time_and_none_twice() -> None:
    made = noun_questions(FRAMES, corpus())
    assert made == noun_questions(FRAMES, corpus())
    assert [q.tags[0] for q in made].count("money") == len(made) / 2 >= 100
    assert len({q.tags[1] for q in made}) == len(made)
    for q in made:
        _, noun, number = q.tags
        assert noun in q.turns[0]
        assert number in q.turns[0]
    assert not {q.tags[1] for q in noun_questions(FRAMES, corpus(), half="train")} & {
        q.tags[1] for q in made
    }


def test_every_base_question_stands_alone() -> None:
    made = base_questions(FRAMES)
    assert len(made) == len(FRAMES["money_bases"]) + len(FRAMES["count_bases"])
    assert not any(q.last.unused for q in made)


def test_a_noun_is_right_asked_about_or_silently_wrong() -> None:
    asked = (question("茶叶花了80万"),)
    (right,) = of_nouns(Saying(), asked)
    assert (right.n, right.right, right.asked, right.silent) == (1, 1, 1, 0)
    (wrong,) = of_nouns(Saying("茶叶"), asked)
    assert (wrong.right, wrong.asked, wrong.silent) == (0, 0, 1)
    about = {"question": "80万是什么？", "fact": "", "choices": []}
    (back,) = of_nouns(Saying("茶叶", None, clarify=about), asked)
    assert (back.right, back.asked, back.silent) == (0, 1, 0)
    other = {**about, "question": "您在哪个区？"}
    (elsewhere,) = of_nouns(Saying("茶叶", None, clarify=other), asked)
    assert (elsewhere.right, elsewhere.asked) == (0, 0)


def test_naming_the_odd_number_is_counted_and_excuses_no_wrong_sum() -> None:
    wanted = replace(
        question("").last, unused=tuple(noun_questions(FRAMES, corpus())[0].last.unused)
    )
    number = wanted.unused[0].text
    odd = replace(question(f"茶叶花了{number}"), expect=(wanted,))
    (tally,) = of_nouns(Saying("茶叶", 84, unused=[{"text": number, "kind": "number"}]), (odd,))
    assert (tally.named, tally.silent) == (1, 1)


def test_a_change_of_amount_outcome_clause_or_lead_is_counted() -> None:
    asked = question("龙岗")
    before = right_ones(Saying(), (asked,), 2)
    assert [q for q, _ in before] == [asked]
    changes = [Changed("甲", asked, "急，龙岗"), Changed("乙", asked, "80万，龙岗")]
    kept, changed = of_changes(Saying("80万"), before, changes)
    assert (kept.changed, kept.right) == (0, 1)
    assert (changed.changed, changed.right, changed.silent) == (1, 0, 1)
    more_unused = Saying("80万", 60, unused=[{"text": "80万", "kind": "number"}])
    assert of_changes(more_unused, before, changes)[1].changed == 0


def test_questions_asked_back_are_counted() -> None:
    back = Saying("龙岗", 60, clarify={"question": "？", "fact": "", "choices": []})
    tally = of_one_number(back, (question("龙岗"), question("福田")))
    assert (tally.n, tally.right, tally.changed) == (2, 2, 1)


def test_each_of_twelve_kinds_of_clause_stands_first() -> None:
    clauses = load_changes(ROOT, "harmless")
    made = list(with_harmless_clause((question("能补多少"),), clauses))
    assert len({change.kind for change in made}) == 12
    assert all(change.message.endswith("，能补多少") for change in made)
    assert not any("{" in change.message for change in made)


@pytest.mark.parametrize(
    ("message", "changed"),
    [
        ("龙岗，算力1,200万、语料", "龙岗 算力1,200万 语料"),
        ("a,b；c", "a b c"),
        ("能补多少", None),
    ],
)
def test_commas_become_spaces_but_not_inside_numbers(message: str, changed: str | None) -> None:
    made = [change.message for change in without_commas((question(message),))]
    assert made == ([] if changed is None else [changed])


@pytest.mark.parametrize(
    ("message", "changed"),
    [
        ("龙岗租算力，花了200万，能补多少？", "能补多少，龙岗租算力，花了200万"),
        ("能补多少，花了200万", None),
        ("花了200万，其中80万是电费，能补多少", None),
        ("花了200万。能补多少", None),
    ],
)
def test_the_asking_clause_comes_first_where_nothing_hangs(
    message: str, changed: str | None
) -> None:
    made = [
        c.message for c in in_other_order((question(message),), load_changes(ROOT, "rewording"))
    ]
    assert made == ([] if changed is None else [changed])


def test_one_everyday_word_is_replaced() -> None:
    (made,) = in_other_words((question("签了合同"),), load_changes(ROOT, "rewording"))
    assert made.message == "签了协议"
