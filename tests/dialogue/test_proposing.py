"""What the learned reader proposes where the words of no list lead to a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from assistant.dialogue.proposing import Proposer
from assistant.dialogue.understand import Understander
from assistant.dialogue.understand.reading import heard
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.retrieval.reader import Margins
from tests.real_assistant import real, understand

EVENTS, COMPUTE = ClauseId.parse("longgang-2025#16"), ClauseId.parse("longgang-2025#2")
CITY = ClauseId.parse("shenzhen-pioneer-2024#2")


class Scored:
    """A reader that gives the scores it is told, -9 to all other clauses."""

    def __init__(self, scores: Mapping[ClauseId, float]) -> None:
        self.margins = Margins(least=2.0, ahead=1.0, never=-6.0)
        self.asked: list[str] = []
        self._told = scores

    def scores(self, text: str, clauses: Sequence[ClauseId]) -> tuple[float, ...]:
        self.asked.append(text)
        return tuple(self._told.get(clause, -9.0) for clause in clauses)


def proposer(reader: Any) -> Proposer:
    own = real()._understander._ctx.proposer
    return Proposer(reader, real().corpus, own._selector, own._topics)


@contextmanager
def reading(reader: Any) -> Iterator[None]:
    """The assistant of the tests with this reader."""
    own = real()._understander._ctx
    real()._understander._ctx = replace(own, proposer=proposer(reader))
    try:
        yield
    finally:
        real()._understander._ctx = own


def test_without_a_reader_nothing_is_proposed() -> None:
    assert proposer(None).clauses("办一场比武", ["longgang-2025"]) == ()


def test_a_clause_far_ahead_of_the_others_is_proposed() -> None:
    found = proposer(Scored({EVENTS: 3.0, COMPUTE: 1.0})).clauses("比武", ["longgang-2025"])
    assert found == (EVENTS,)


def test_a_faint_clause_and_two_near_each_other_are_not() -> None:
    assert proposer(Scored({EVENTS: 1.9})).clauses("比武", ["longgang-2025"]) == ()
    near = Scored({EVENTS: 3.0, COMPUTE: 2.5})
    assert proposer(near).clauses("比武", ["longgang-2025"]) == ()


def test_without_a_place_only_clauses_on_one_matter_are_proposed() -> None:
    scores = {COMPUTE: 5.0, CITY: 4.0, ClauseId.parse("futian-2024#9.1"): 3.0}
    assert set(proposer(Scored(scores)).clauses("卡", ())) == {COMPUTE, CITY}


REFUSED = "龙岗跳广场舞，给多少"


def test_a_message_that_nothing_answers_gets_the_proposed_clause() -> None:
    with reading(None):
        assert understand(REFUSED).focus == ()
    with reading(Scored({EVENTS: 3.0})):
        assert [f.clause_id for f in understand(REFUSED).focus] == [EVENTS]


def test_where_words_find_a_clause_the_reader_is_not_asked() -> None:
    reader = Scored({EVENTS: 9.0})
    with reading(reader):
        found = understand("龙岗算力服务费330万补多少")
    assert [f.clause_id for f in found.focus] == [COMPUTE]
    assert reader.asked == []


TWO = "龙岗公司 1.算力服务费330万 2.跳广场舞给多少"


def test_a_stretch_that_no_matter_was_found_for_becomes_one_where_the_reader_is_sure() -> None:
    with reading(None):
        found = understand(TWO)
        assert [f.clause_id for f in found.focus] == [COMPUTE]
        assert [one.kind for one in found.unused] == ["matter"]
    with reading(Scored({EVENTS: 3.0})):
        found = understand(TWO)
        assert [f.clause_id for f in found.focus] == [COMPUTE, EVENTS]
        assert found.unused == ()
    with reading(Scored({EVENTS: 1.0})):
        assert [f.clause_id for f in understand(TWO).focus] == [COMPUTE]


FAINT = "龙华汽车站去河源最晚一班几点"


def test_a_clause_found_faintly_that_the_reader_finds_foreign_is_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The purpose of the message, weighed before, may turn the question away by itself.
    def by_words(self: Understander, *args: Any) -> Understanding:
        return heard(self._ctx, *args)

    monkeypatch.setattr(Understander, "_by_purpose", by_words)
    with reading(None):
        assert understand(FAINT).focus
    with reading(Scored({})):
        found = understand(FAINT)
    assert found.focus == ()
    assert found.refusal == "unrelated"


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("前海智能算力中心，管理局同意建设，总投资3亿，又实际投资8000万，今年还能拿多少？", []),
        (
            "想在前海做跨境航线的evtol运营,还想带几台智能网联车10台,两样都批了,能补多少",
            ["前海还想带几台智能网联车10台"],
        ),
    ],
)
def test_of_a_sum_that_words_know_nothing_of_the_reader_is_not_asked(
    message: str, asked: list[str]
) -> None:
    reader = Scored({})
    with reading(reader):
        understand(message)
    assert reader.asked == asked


@pytest.fixture
def chosen_with(monkeypatch: pytest.MonkeyPatch) -> Scored:
    """The reader that the assistant of the tests ranks with."""
    reader = Scored({})
    monkeypatch.setattr(real()._understander._ctx.selector, "_reader", reader)
    return reader


def test_words_of_the_language_alone_are_not_read(chosen_with: Scored) -> None:
    selector = real()._understander._ctx.selector
    assert not selector.fit("能补多少", {}, ("longgang-2025",)).is_read
    assert chosen_with.asked == []
    assert selector.fit("鸬鹚能补多少", {}, ("longgang-2025",)).is_read
    assert chosen_with.asked == ["鸬鹚能补多少"]


def test_where_words_find_one_clause_of_the_place_nothing_is_read_of_others(
    chosen_with: Scored,
) -> None:
    message = "我在龙华运营一个机器人园区，运营开支能报几成"
    selector = real()._understander._ctx.selector
    elsewhere = selector.fit("我在  运营一个机器人园区,运营开支能报几成", {}, None)
    assert elsewhere.is_read
    chosen_with.asked.clear()
    assert understand(message).focus
    assert chosen_with.asked == []
