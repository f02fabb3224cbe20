"""Which clauses a message is about."""

from __future__ import annotations

import pytest

from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics
from assistant.policy.clause import ClauseId
from tests.fakes import corpus
from tests.real_assistant import real


@pytest.fixture(scope="module")
def selector() -> Selector:
    return real()._understander._ctx.selector


def ids(clauses: tuple[ClauseId, ...]) -> list[str]:
    return [str(clause) for clause in clauses]


def test_ranking_is_best_first_and_the_same_every_time(selector: Selector) -> None:
    first = selector.rank("租算力补贴", {}, None)
    scores = [ranked.score for ranked in first.ranked]
    assert scores == sorted(scores, reverse=True)
    assert selector.rank("租算力补贴", {}, None) == first
    assert 0 < first.relevance <= 1


def test_drafts_are_found_only_when_asked_for(selector: Selector) -> None:
    everywhere = selector.rank("算力平台资助", {}, None)
    assert not {r.clause_id.policy for r in everywhere.ranked} & {"nanshan-draft", "baoan-draft"}
    named = selector.rank("算力平台资助", {}, ["nanshan-draft"])
    assert {r.clause_id.policy for r in named.ranked} == {"nanshan-draft"}


def test_the_scope_is_kept(selector: Selector) -> None:
    ranking = selector.rank("租算力补贴", {}, ["longhua-2025", "futian-2024"])
    assert {r.clause_id.policy for r in ranking.ranked} <= {"longhua-2025", "futian-2024"}


def test_the_same_matter_is_found_in_each_policy_or_told_absent(
    selector: Selector, topics: Topics
) -> None:
    policies = ["longgang-2025", "longhua-2025", "qianhai-2024"]
    named = topics.named_in("租算力")
    ranking = selector.rank("租算力补贴", named, policies)
    chosen, absent = selector.per_policy(ranking, named, policies)
    assert ids(chosen) == ["longgang-2025#2", "longhua-2025#4"]
    assert absent == ("qianhai-2024",)


def test_a_matter_is_carried_to_another_policy(selector: Selector) -> None:
    focus = [ClauseId.parse("longgang-2025#2")]
    chosen, absent = selector.carry(focus, ["longhua-2025"], "租算力补贴", {})
    assert (ids(chosen), absent) == (["longhua-2025#4"], ())
    kept, _ = selector.carry(focus, ["longgang-2025"], "租算力补贴", {})
    assert ids(kept) == ["longgang-2025#2"]


def test_siblings_lead_with_the_best_and_take_one_of_each_policy(
    selector: Selector, topics: Topics
) -> None:
    named = topics.named_in("租算力")
    ranking = selector.rank("租算力能补多少", named, None)
    chosen = selector.siblings(ranking, named, wide=True)
    assert ranking.best is not None
    assert chosen[0] == ranking.best.clause_id
    assert len({clause.policy for clause in chosen}) == len(chosen) > 2


def test_nothing_found_chooses_nothing(selector: Selector) -> None:
    empty = selector.rank("", {}, None)
    assert empty.best is None or empty.relevance < 0.5
    none = type(empty)((), 0.0, empty.signals)
    assert selector.siblings(none, {}) == ()
    assert selector.per_policy(none, {}, ["longgang-2025"]) == ((), ("longgang-2025",))


def test_only_measures_are_binding(selector: Selector) -> None:
    assert set(selector.binding) == {
        p.id for p in corpus().policies if p.id.endswith(("2024", "2025")) and p.region
    } - {"overview-2025"}
