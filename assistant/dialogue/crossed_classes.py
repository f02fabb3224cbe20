"""Classes whose names cross two lists: 国际陶艺比赛金奖, 国际陶艺比赛银奖, 全国性陶艺比赛金奖.

Who tells one says a word of the first list and a rank of the second, with other words between them:
在国际的比赛上拿了银奖. The rank is of the nearest word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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
