"""Topics (事项, corpus/topics.yaml): the matters clauses deal with, the bridge between policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.dialogue.words import Phrases
from assistant.errors import CorpusError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter; ``clauses`` most telling first, ``distinguish`` is told to users."""

    id: str
    name: str
    words: tuple[str, ...]
    clauses: tuple[ClauseId, ...]
    distinguish: str = ""


class Topics:
    """All topics, by word and by clause."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.all = topics
        self._by_word: dict[str, list[Topic]] = {}
        for topic in topics:
            for word in topic.words:
                self._by_word.setdefault(fold(word), []).append(topic)
        self._matcher = Phrases.of(self._by_word)
        self._by_clause: dict[ClauseId, list[Topic]] = {}
        for topic in topics:
            for clause in topic.clauses:
                self._by_clause.setdefault(clause, []).append(topic)

    def named_in(self, text: str) -> Mapping[str, float]:
        """Topic id -> weight of its words in a folded text; longer words weigh more."""
        weights: dict[str, float] = {}
        for _, _, word in self._matcher.find(text):
            for topic in self._by_word.get(word, ()):
                weights[topic.id] = weights.get(topic.id, 0.0) + min(len(word), 6) / 4
        return weights

    def words_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """The topic words of a folded text with their places."""
        return self._matcher.find(text)

    def of_clause(self, clause: ClauseId) -> tuple[Topic, ...]:
        """The topics a clause stands in."""
        return tuple(self._by_clause.get(clause, ()))

    def of_clauses(self, clauses: Iterable[ClauseId]) -> frozenset[str]:
        """Ids of all topics of some clauses."""
        return frozenset(t.id for c in clauses for t in self.of_clause(c))

    def get(self, topic_id: str) -> Topic | None:
        """The topic with this id."""
        return next((topic for topic in self.all if topic.id == topic_id), None)


def load_topics(corpus_folder: Path, corpus: Corpus) -> Topics:
    """Read corpus/topics.yaml.

    Raises:
        CorpusError: the file is broken or names a clause that is not collected.
    """
    path = corpus_folder / "topics.yaml"
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise CorpusError(f"{path}：应为事项的列表。")
    topics = []
    for entry in entries:
        try:
            clauses = tuple(ClauseId.parse(text) for text in entry["clauses"])
            topics.append(
                Topic(
                    entry["id"],
                    entry["name"],
                    tuple(entry["words"]),
                    clauses,
                    entry.get("distinguish", ""),
                )
            )
        except (KeyError, TypeError) as error:
            raise CorpusError(
                f"{path}：事项 {entry!r:.60} 缺少 id、name、words 或 clauses。"
            ) from error
        for clause in clauses:
            if corpus.clause(clause) is None:
                raise CorpusError(f"{path}：事项 {entry['id']} 列了没有收录的条款 {clause}。")
    return Topics(tuple(topics))
