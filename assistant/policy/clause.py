"""Clause ids and clauses (条、项), the citeable units of a policy.

Levels follow 立法法 第六十五条: 章 chapter, 条 article, 款 paragraph (unnumbered), 项 item.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.errors import UnknownClauseError
from assistant.text.pattern import lazy

_GRAMMAR = lazy(r"([a-z0-9]+(?:-[a-z0-9]+)*)#(0|[1-9]\d*)(?:\.([1-9]\d*))?")


class ClauseId(NamedTuple):
    """``<policy>#<article>`` or ``<policy>#<article>.<item>``.

    A named tuple: an answer looks some hundred of them up in tables.

    >>> str(ClauseId.parse("futian-2024#1.2"))
    'futian-2024#1.2'
    >>> ClauseId.parse("futian-2024#1").covers(ClauseId.parse("futian-2024#1.2"))
    True
    """

    policy: str
    article: int
    item: int | None = None

    @classmethod
    def parse(cls, text: str) -> ClauseId:
        """Read an id.

        Raises:
            UnknownClauseError: the text does not follow the grammar.
        """
        return _parsed(text)

    def covers(self, other: ClauseId) -> bool:
        """Whether ``other`` is this clause or an item of it."""
        return (
            self.policy == other.policy
            and self.article == other.article
            and self.item in (None, other.item)
        )

    def __str__(self) -> str:
        item = "" if self.item is None else f".{self.item}"
        return f"{self.policy}#{self.article}{item}"


@lru_cache(maxsize=1 << 12)
def _parsed(text: str) -> ClauseId:
    match = _GRAMMAR.fullmatch(text)
    if match is None:
        raise UnknownClauseError(text)
    policy, article, item = match.groups()
    return ClauseId(policy, int(article), int(item) if item else None)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One 款: offsets into the policy's source text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One citeable clause with its verbatim text.

    ``text == source[start:end]``: label, heading and body as published, without the blank lines
    around it. ``label`` is written canonically (（二）, 第九条, 第三条（二）); ``heading`` is ""
    where the source has none. ``chapter`` is the heading above it as published ("" if none).
    ``paragraphs`` are the 款 after label and heading; of an article with items, those above them.
    Such an article is not itself a leaf: ``is_leaf`` is False and its items stand on their own.
    ``bodies`` are the responsible bodies (责任单位/牵头单位) the clause names, in order, and
    ``bodies_span`` their place in the source.
    """

    id: ClauseId
    label: str
    heading: str
    chapter: str
    text: str
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    is_leaf: bool = True
    bodies: tuple[str, ...] = ()
    bodies_span: tuple[int, int] | None = None
