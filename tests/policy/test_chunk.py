"""Chunks: one per leaf, with the names that stand above it."""

from __future__ import annotations

from assistant.policy.chunk import chunk_corpus
from assistant.policy.corpus import Corpus


def test_chunk_corpus_gives_one_chunk_per_leaf(corpus: Corpus) -> None:
    chunks = chunk_corpus(corpus)
    assert [chunk.clause_id for chunk in chunks] == [clause.id for clause in corpus.clauses]


def test_a_chunk_holds_the_names_above_its_text(corpus: Corpus) -> None:
    chunk = next(c for c in chunk_corpus(corpus) if str(c.clause_id) == "futian-2024#6.1")
    assert chunk.text.startswith(
        "福田区软件产业措施\n福田区\n第六条 产业空间支持\n(一)政府物业支持。"
    )


def test_a_chunk_holds_the_whole_clause(corpus: Corpus) -> None:
    for chunk, clause in zip(chunk_corpus(corpus), corpus.clauses, strict=True):
        # less the room in the name of an office of the state, which nobody looks for
        text = clause.text.replace("国家互联网信息办公室", "国家互联网信息办")
        assert chunk.text.endswith(text)
