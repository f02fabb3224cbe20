"""The closed classes of the language as they stand in language.txt, each a set of folded words.

What is read against them is in `language`; this file knows no matcher, so that what judges the
finds of matchers (`boundaries`) may stand below them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.text.normalise import fold

FILE = Path(__file__).with_name("language.txt")
PARTICLES = (
    "的地得了着过吗呢吧啊呀嘛哦哈呗啦噢喔哎唉嗯哟咯嘞咧哩我你您他她它咱俺这那此该其某每各另是为在不未没无有"
    "和与跟及或并而但却因若既又也还都再才就便则只仅光单于从由向往朝到至对把将被让叫使给替按据凭以拿随沿比除连趁离距"
    "之所们很挺太极更最越稍约近共已曾刚正快真能可会要想肯敢应须需别勿先后"
)
"""Single characters that only join or modify, and are not heard as half of another word."""


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
