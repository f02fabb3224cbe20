"""How near what a message says stands to the conditions of the rules, by the learned reader.

数据都放在自己的网站上,那个网站没有经过认定 says nothing in the words of any list, and yet of all
conditions that rules have it stands nearest to 通过市级相关部门认定的公共数据开放平台开放. What
stands nearer to the conditions of other matters (我们不是国高) denies none of those in question.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.retrieval.reader import ClauseReader
from assistant.rules.rulebook import Rulebook

_RECENT = 128


def conditions_of(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """What the conditions of the rules say, each with its fact, in order."""
    said = {
        (condition.say, condition.fact)
        for rule in rulebook.rules
        if rule.topic
        for condition in rule.conditions
        if condition.is_ is not None
    }
    return tuple(sorted(said))


class Likeness:
    """Says how near a text stands to each condition; without a reader to none."""

    def __init__(self, reader: ClauseReader | None, rulebook: Rulebook) -> None:
        self._reader = reader
        self._said = conditions_of(rulebook)
        self._texts = tuple(say for say, _ in self._said)
        self._nearness = lru_cache(maxsize=_RECENT)(self._measured)

    def of(self, text: str) -> Mapping[str, float]:
        """By fact, how near a text stands to what conditions say of it; {} if none can say."""
        return self._nearness(text)

    def _measured(self, text: str) -> Mapping[str, float]:
        if self._reader is None or not text.strip():
            return {}
        scores = self._reader.alike(text, self._texts)
        found: dict[str, float] = {}
        for score, (_, fact) in zip(scores, self._said, strict=False):
            found[fact] = max(score, found.get(fact, score))
        return found
