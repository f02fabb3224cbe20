"""The closed classes of the language (language.txt): what a message is read against.

Function words, question words, verbs of giving and of spending, words for a sum, times. They are
the same in every city and trade; what is neither here nor a word of the policies is unknown, and an
unknown noun that governs a number keeps the number from being used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.dialogue.words import Phrases
from assistant.text.normalise import fold

FILE = Path(__file__).with_name("language.txt")


@dataclass(frozen=True, slots=True)
class Language:
    """The classes, each a matcher over folded text; ``every`` are the words of all of them."""

    classes: Mapping[str, frozenset[str]]
    every: frozenset[str]

    def of(self, *names: str) -> frozenset[str]:
        """The words of some classes together."""
        return frozenset().union(*(self.classes[name] for name in names))


@cache
def load_language() -> Language:
    """Read language.txt once."""
    classes: dict[str, set[str]] = {}
    current = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("["):
            current = line.strip("[]")
            classes[current] = set()
        elif line:
            classes[current] |= {fold(word) for word in line.split()}
    frozen = {name: frozenset(words) for name, words in classes.items()}
    return Language(frozen, frozenset().union(*frozen.values()))


@cache
def spending() -> Phrases:
    """Words of spending and of sums."""
    return Phrases.of(load_language().of("spending"))


@cache
def asking() -> Phrases:
    """Question words and words of giving."""
    return Phrases.of(load_language().of("asking", "paying"))


def covers(text: str, words: Iterable[Phrases]) -> bytearray:
    """Which characters of a folded text belong to some known word: 1 for known."""
    known = bytearray(len(text))
    for phrases in words:
        for start, end, _ in phrases.find(text):
            known[start:end] = b"\x01" * (end - start)
    return known
