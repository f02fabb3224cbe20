"""Thesaurus: everyday words of a question lead to the terms of the policy texts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError
from assistant.policy.yaml_file import YamlFile, read_yaml_file


@dataclass(frozen=True, slots=True)
class Entry:
    """``term`` of the texts, what people say instead, and how much the added term counts."""

    term: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term that was added to a query."""

    term: str
    weight: float


class Thesaurus:
    """All entries; one pass over the question finds every word of every entry."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._terms: dict[str, list[Expansion]] = {}
        for entry in entries:
            for word in entry.words:
                expansion = Expansion(entry.term, entry.weight)
                self._terms.setdefault(_fold(word), []).append(expansion)
        self._lengths: dict[str, list[int]] = {}
        for word in self._terms:
            sizes = self._lengths.setdefault(word[:2], [])
            if len(word) not in sizes:
                sizes.append(len(word))

    def expand(self, query: str) -> tuple[Expansion, ...]:
        """Terms whose words stand in the query, in the order of the words; each term once.

        A term that the query already holds is not added.
        """
        text = _fold(query)
        found: dict[str, float] = {}
        for start in range(len(text) - 1):
            for size in self._lengths.get(text[start : start + 2], ()):
                word = text[start : start + size]
                if (
                    len(word) == size
                    and word in self._terms
                    and _is_whole(text, start, start + size)
                ):
                    for expansion in self._terms[word]:
                        weight = max(found.get(expansion.term, 0.0), expansion.weight)
                        found[expansion.term] = weight
        return tuple(Expansion(t, w) for t, w in found.items() if _fold(t) not in text)


def load_thesaurus(path: Path) -> Thesaurus:
    """Read ``thesaurus.yaml``; a missing file is an empty thesaurus.

    Raises:
        CorpusError: an entry is not as described at the top of the file.
    """
    if not path.exists():
        return Thesaurus(())
    file = read_yaml_file(path)
    if file.content == "":
        return Thesaurus(())
    if not isinstance(file.content, list):
        raise CorpusError(f"{path}:1：词表应是一列条目（每条以 - 开头），请照文件开头的说明改写。")
    return Thesaurus(tuple(_entry(file, n, value) for n, value in enumerate(file.content)))


def _entry(file: YamlFile, n: int, value: object) -> Entry:
    if not isinstance(value, dict) or set(value) != {"term", "words", "weight"}:
        raise CorpusError(
            f"{file.place(n)}：每条应恰有 term、words、weight 三项，请补全或删去多余的。"
        )
    term, words, weight = value["term"], value["words"], value["weight"]
    if not isinstance(words, list) or not all(isinstance(w, str) and len(w) > 1 for w in words):
        raise CorpusError(f"{file.place(n, 'words')}：words 应是一列两个字以上的词，请改写。")
    try:
        number = float(weight)
    except (TypeError, ValueError):
        number = 0.0
    if not isinstance(term, str) or not term or not 0 < number <= 1:
        raise CorpusError(
            f"{file.place(n, 'weight')}：term 不能为空，weight {weight!r} 应大于 0 且不超过 1。"
        )
    return Entry(term, tuple(words), number)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _is_whole(text: str, start: int, end: int) -> bool:
    """A word of Latin letters or digits must not be part of a longer one."""
    before = text[start - 1 : start] + text[start]
    after = text[end - 1] + text[end : end + 1]
    return not any(re.fullmatch(r"[a-z0-9]{2}", edge) for edge in (before, after))
