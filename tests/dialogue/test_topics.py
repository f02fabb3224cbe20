"""Topics: the matters that clauses deal with."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.dialogue.topics import Topic, Topics, load_topics
from assistant.errors import CorpusError
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyKind
from tests.fakes import corpus
from tests.real_assistant import ask, real

CLAUSE = ClauseId.parse("longgang-2025#2")
OTHER = ClauseId.parse("longhua-2025#4")
SMALL = Topics(
    (
        Topic("compute", "算力", ("算力", "算力费用"), (CLAUSE, OTHER)),
        Topic("vouchers", "券", ("算力券",), (OTHER,), "与训力券不同"),
    )
)


def test_longer_words_weigh_more_up_to_six_characters() -> None:
    assert SMALL.named_in("算力") == {"compute": 2 / 4}
    assert SMALL.named_in("算力费用") == {"compute": 4 / 4}
    assert SMALL.named_in("算力和算力费用") == {"compute": 2 / 4 + 4 / 4}
    assert SMALL.named_in("算力券") == {"vouchers": 3 / 4}
    assert SMALL.named_in("房租") == {}


def test_topics_are_found_by_clause_and_by_id() -> None:
    assert [topic.id for topic in SMALL.of_clause(OTHER)] == ["compute", "vouchers"]
    assert SMALL.of_clauses([CLAUSE]) == {"compute"}
    assert SMALL.of_clauses([]) == frozenset()
    found = SMALL.get("vouchers")
    assert found is not None
    assert found.distinguish == "与训力券不同"
    assert SMALL.get("nothing") is None


def test_every_clause_of_the_measures_has_a_matter(topics: Topics) -> None:
    leaves = [c.id for c in corpus().clauses if c.id.policy in {"longgang-2025", "longhua-2025"}]
    assert [str(c) for c in leaves if not topics.of_clause(c)] == []


def test_no_topic_lists_a_clause_twice_or_has_no_words(topics: Topics) -> None:
    assert len({topic.id for topic in topics.all}) == len(topics.all)
    for topic in topics.all:
        assert topic.words, topic.id
        assert len(set(topic.clauses)) == len(topic.clauses), topic.id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{id: a}\n", "应为事项的列表"),
        ("- {id: a, name: 甲, words: [甲]}\n", "缺少 id、name、words 或 clauses"),
        ("- {id: a, name: 甲, words: [甲], clauses: [longgang-2025#99]}\n", "longgang-2025#99"),
    ],
)
def test_a_broken_file_of_topics_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "topics.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_topics(tmp_path, corpus())


def test_a_matter_chosen_by_its_name_brings_every_policy_that_has_it() -> None:
    """补贴 → 租用、购买算力: the city's, the dearest of all, was left out."""
    corpus = real().corpus
    measures = {p.id for p in corpus.policies if p.kind is PolicyKind.MEASURE}
    for topic in real().topics.all:
        cited = {c.clause_id.policy for c in ask("补贴", topic.name).citations}
        assert cited >= measures & {c.policy for c in topic.clauses}, topic.name
