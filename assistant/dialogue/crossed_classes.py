"""Classes whose names cross two lists: 国际陶艺比赛金奖, 国际陶艺比赛银奖, 全国性陶艺比赛金奖.

Who tells one says a word of the first list and a rank of the second, with other words between them:
在国际的比赛上拿了银奖. The rank is of the nearest word before it. The classes of a table with
two headings (养护工·初级) are told with either word first (12个初级养护工), and a word is not said
again where a list goes on (养护工初级20人、中级10人).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.text.pattern import lazy

_RANK = lazy(
    "(?:[金银铜]奖|[一二三四五特]等奖|优秀奖|优胜奖|入围奖|提名奖|[冠亚季殿]军|第[一二三四五六七八]名"
    "|[一二三四五]星级|[A-Z甲乙丙丁]级|[特一二三四]级)$"
)
_FEW = 2
_BETWEEN = 12


class CrossedClasses:
    """The classes of one choice by their word and their rank; empty where they cross nothing."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._keys: dict[tuple[str, str], str] = {}
        self._of_table = TableClasses(labels)
        split = {key: _RANK.search(label) for key, label in labels.items()}
        if len(labels) < _FEW + 1 or not all(split.values()):
            return
        ranks = {key: found.group() for key, found in split.items() if found is not None}
        whole = {key: labels[key].removesuffix(rank) for key, rank in ranks.items()}
        heads = sorted({*whole.values()})
        if len(heads) < _FEW or len({*ranks.values()}) < _FEW or not all(heads):
            return
        first = min(heads, key=len)
        ends = (first[n:] for n in range(len(first) + 1))
        shared = next(end for end in ends if all(head.endswith(end) for head in heads))
        words = {head: head.removesuffix(shared).removesuffix("性") for head in heads}
        if not all(words.values()) or len({*words.values()}) < len(heads):
            return
        self._keys = {(words[whole[key]], ranks[key]): key for key in labels}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text names a class, and its key."""
        yield from self._of_table.find(text)
        if not self._keys:
            return
        firsts = "|".join(sorted({re.escape(w) for w, _ in self._keys}, key=len, reverse=True))
        ranks = "|".join(sorted({re.escape(r) for _, r in self._keys}, key=len, reverse=True))
        named = re.compile(
            f"(?P<word>{firsts})(?:(?!{firsts}|{ranks})[^,。;!?]){{0,{_BETWEEN}}}(?P<rank>{ranks})"
        )
        for found in named.finditer(text):
            key = self._keys.get((found["word"], found["rank"]))
            if key is not None:
                yield found.start(), found.end(), key


CROSS = "·"
"""Between the head of a row and that of a column, in the name of a class of a table."""
_MARKS = lazy("[。;!?]")
_FAR = 12


_LEVELS = {
    "国家级": ("国家", "全国", "国赛"),
    "省级": ("省里", "全省", "省赛"),
    "市级": ("市里", "全市", "市赛"),
    "区级": ("区里", "全区", "区赛"),
    "县级": ("县里", "全县", "县赛"),
}
"""How the level of something is told: 在省里比赛."""


class TableClasses:
    """The classes of a table with two headings, by the words of its rows and of its columns."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._keys: dict[tuple[str, str], str] = {}
        self._words: dict[str, tuple[bool, str]] = {}
        pairs = {key: tuple(label.split(CROSS)) for key, label in labels.items()}
        if not pairs or any(len(pair) != _FEW for pair in pairs.values()):
            return
        self._keys = {(pair[0], pair[1]): key for key, pair in pairs.items()}
        sides = [list(dict.fromkeys(pair[n] for pair in pairs.values())) for n in range(_FEW)]
        words = [(n == 0, name, word) for n in range(_FEW) for name, word in _words_of(sides[n])]
        counted = Counter(word for _, _, word in words)
        self._words = {word: (is_row, name) for is_row, name, word in words if counted[word] == 1}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text names a row and a column, and the key of both."""
        if not self._keys:
            return
        named = re.compile("|".join(sorted(map(re.escape, self._words), key=len, reverse=True)))
        start = 0
        for mark in [*_MARKS.finditer(text), None]:
            end = mark.start() if mark is not None else len(text)
            yield from self._in_sentence(list(named.finditer(text, start, end)))
            start = end + 1

    def _in_sentence(self, told: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        """The classes told one behind the other, the one heading first in all of them."""
        sides = [self._words[one.group()] for one in told]
        if len({is_row for is_row, _ in sides}) < _FEW:
            return
        leads = sides[0][0]
        lead: tuple[int, str] | None = None
        for n, (one, (is_row, name)) in enumerate(zip(told, sides, strict=True)):
            if is_row is leads:
                lead = (n, name)
                continue
            assert lead is not None
            start = told[lead[0]].start() if lead[0] == n - 1 else one.start()
            key = self._keys.get((lead[1], name) if is_row is False else (name, lead[1]))
            is_near = lead[0] < n - 1 or one.start() - told[lead[0]].end() <= _FAR
            if key is not None and is_near:
                yield start, one.end(), key


def _words_of(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What each of some names is told by: less what all end in, and the half that it has alone."""
    first = min(names, key=len)
    ends = (first[n:] for n in range(len(first) + 1))
    shared = next(end for end in ends if all(name.endswith(end) for name in names))
    bare = {name: name.removesuffix(shared) for name in names}
    if not all(len(word) >= _FEW for word in bare.values()):
        bare = {name: name for name in names}
    for name, word in bare.items():
        yield name, word
        yield from ((name, said) for said in _LEVELS.get(name, ()))
        half = word[:_FEW]
        others = [other for other in names if other != name]
        if len(word) >= 2 * _FEW and not any(half in other for other in others):
            yield name, half
