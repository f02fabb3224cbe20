"""A stretch of a message about one matter, and the words that point to clauses in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

ASKS = lazy(
    "[?]|多少|几[成个万块元千百折年钱]|怎么|吗|什么|啥|哪|能不能|有没有|是否|如何|呢|最高|最多|封顶|上限|比例|给不给|行不行"
    "|没有?(?=[,。;!?]|$)"
)
"""What makes a stretch ask."""
Guess: TypeAlias = Callable[
    [str, tuple[str, ...] | None], tuple[Mapping[str, float], frozenset[ClauseId]]
]
"""The topics and clauses that retrieval finds for a stretch in some policies (None: in those of the
whole message); empty when it is not sure."""
Best: TypeAlias = Callable[[str, tuple[str, ...] | None], ClauseId | None]
"""The clause that fits a stretch best in some policies (None: in those of the whole message)."""


@dataclass(frozen=True, slots=True)
class Group:
    """One stretch of the folded message with the topics its words name.

    ``scope``: the policies it is about; None where the whole message's hold, () where it names a
    place whose measures are not collected. ``pointed``: where no word of it names a topic, the
    clauses that weaker words (of facts, of rules) point to; its topics are theirs. ``shared``: the
    clauses that all its words point to. ``is_read``: whether the learned reader may be asked.
    """

    start: int
    end: int
    text: str
    topics: Mapping[str, float]
    scope: tuple[str, ...] | None = None
    pointed: frozenset[ClauseId] = frozenset()
    shared: frozenset[ClauseId] = frozenset()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that points to clauses, in the place that it stands under."""

    start: int
    end: int
    clauses: frozenset[ClauseId]
    scope: tuple[str, ...] | None
    named: frozenset[ClauseId]
    """All that the word points to, in every place."""
    parts: tuple[tuple[int, int], ...] = ()
    past: tuple[tuple[int, int], ...] = ()
    """Its words that only describe an event (办了场具身机器人|论坛)."""

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand."""
        return self.parts or ((self.start, self.end),)


@dataclass(slots=True)
class Cluster:
    """Mentions that belong together: the beginning of a matter."""

    start: int
    end: int
    clauses: frozenset[ClauseId]
    guessed: Mapping[str, float] | None = None
    scope: tuple[str, ...] | None = None
    named: frozenset[ClauseId] = frozenset()
    goes_on: bool = False
    """Whether it goes on with the matter before in another place (市里审定总投入500万)."""
    past: tuple[tuple[int, int], ...] = ()
    """Words in its stretch that go back to a matter before (语料走的数据交易平台)."""
