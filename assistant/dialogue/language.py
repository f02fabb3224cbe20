"""The closed classes of the language (language.txt): what a message is read against.

Function words, question words, verbs of giving and of spending, words for a sum, times. They are
the same in every city and trade; what is neither here nor a word of the policies is unknown, and an
unknown noun that governs a number keeps the number from being used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


@cache
def plain_words() -> Phrases:
    """Words of two characters or more that say nothing of a matter, whoever gives and asks.

    Single characters are left: 上 and 企 stand inside words that say something (企业上市).
    """
    words = load_language().of("function", "asking", "paying", "politeness", "time")
    return Phrases.of(word for word in words if len(word) > 1)


def pairs_of(text: str, known: Sequence[int] = ()) -> tuple[str, ...]:
    """Every two characters side by side that are letters or figures and not known.

    >>> pairs_of("流片、封测")
    ('流片', '封测')
    """
    free = [c.isalnum() and not (known and known[i]) for i, c in enumerate(text)]
    return tuple(text[i : i + 2] for i in range(len(text) - 1) if free[i] and free[i + 1])


def own_pairs(text: str) -> tuple[str, ...]:
    """The pairs of a folded text that no word of the language covers."""
    return pairs_of(text, covers(text, (_every(),)))


@cache
def _every() -> Phrases:
    return Phrases.of(load_language().every)


def covers(text: str, words: Iterable[Phrases]) -> bytearray:
    """Which characters of a folded text belong to some known word: 1 for known."""
    known = bytearray(len(text))
    for phrases in words:
        for start, end, _ in phrases.find(text):
            known[start:end] = b"\x01" * (end - start)
    return known
