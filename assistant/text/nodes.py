"""The single numbers of a text as expressions of one operand, with what stands beside them.

Quantities → `Reading`: one node for each quantity that is an amount or unread, its lead and tail,
the year and the label that belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text import relation_words as words
from assistant.text.labels import label_of
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.units import Quantity, Unit

_REACH = 40
_SEPARATOR = lazy(f"[{re.escape(words.SEPARATORS)}]")
_SEPARATORS = frozenset(words.SEPARATORS)
_COIN = lazy(r"(?:¥|人民币|rmb|cny)\s*$")
_COUNTED = ("amount", "unread")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and where the words of each of its numbers begin and end.

    `since` maps the offset of a number's start (its ¥ included) to the end of the number or the
    sentence before it, `until` its end to where the next number begins or the sentence ends.
    """

    text: str
    since: dict[int, int]
    until: dict[int, int]

    def lead(self, node: Expression) -> str:
        """The words before an expression, since the number or sentence before it."""
        start = node.start
        return self.text[max(self.since[start], start - _REACH) : start]

    def clause(self, node: Expression) -> str:
        """The words before an expression within its own comma-clause."""
        return _since_separator(self.lead(node))

    def comma_clause(self, node: Expression) -> str:
        """The words and numbers before an expression since the last separator."""
        return _since_separator(self.text[max(0, node.start - _REACH) : node.start])

    def tail(self, node: Expression) -> str:
        """The words after an expression, until the next number or the end of the sentence."""
        end = node.end
        return self.text[end : min(self.until[end], end + _REACH)]

    def around(self, node: Expression) -> str:
        """The words before an expression and those after it in the same comma-clause."""
        return self.lead(node) + _SEPARATOR.split(self.tail(node))[0]

    def gap(self, first: Expression, second: Expression) -> str | None:
        """The words between two neighbours, None where they are too far or overlap."""
        if not 0 <= second.start - first.end <= _REACH:
            return None
        return self.text[first.end : second.start]


def _since_separator(words_before: str) -> str:
    """What stands behind the last separator; all of it where there is none, as nearly always."""
    if _SEPARATORS.isdisjoint(words_before):
        return words_before
    return words_before[max(words_before.rfind(c) for c in words.SEPARATORS) + 1 :]


def read_nodes(text: str, quantities: Sequence[Quantity]) -> tuple[Reading, list[Expression]]:
    """Return the reading and one node for each number that is an amount or unread, in order."""
    counted = [q for q in quantities if q.role in _COUNTED]
    stops = [i for i, character in enumerate(text) if character in words.SENTENCE_STOPS]
    heads = [_head(text, quantity) for quantity in counted]
    since, until = _bounds(text, counted, heads, stops)
    years = _spoken_of(text, list(words.YEARS.finditer(text)))
    nodes: list[Expression] = []
    at = 0
    for quantity, start in zip(counted, heads, strict=True):
        end = quantity.end
        year, word, named = None, "", since[start]
        while at < len(years) and years[at].start() < start:
            if years[at].start() >= since[start]:
                year, word = _year(years[at])
                named = max(named, years[at].end())
            at += 1
        is_sum = quantity.unit is Unit.YUAN and year is None and not word
        if is_sum and nodes and _says_when(nodes[-1], text, start):
            year, word = nodes[-1].operands[0].year, nodes[-1].operands[0].year_word
        label = label_of(text, named, start, end, until[end], quantity.unit)
        nodes.append(_single(quantity, start, Operand(quantity, "term", year, word, label)))
    return Reading(text, since, until), nodes


def _says_when(one: Expression, text: str, start: int) -> bool:
    """Whether a sum is of the year of the one thing that its sentence told right before it.

    明年还放一批,生产费200万: 一批 is no number that the year is said of.
    """
    quantity = one.operands[0].quantity
    if quantity.unit is not Unit.COUNT or not quantity.text.startswith("一"):
        return False
    return quantity.value == 1 and not words.YEARS.search(text[quantity.end : start])


def _spoken_of(text: str, years: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The years less those that another is only held against: 去年比前年少,只有3900万."""
    found: list[re.Match[str]] = []
    for year in years:
        against = found and words.AGAINST_END.search(text[found[-1].end() : year.start()])
        if not (against and words.AGAINST_HEAD.match(text[year.end() :][:8])):
            found.append(year)
    return found


def _head(text: str, quantity: Quantity) -> int:
    """Where a number begins with the currency before it: 人民币500万, ¥8M."""
    coin = _COIN.search(text, max(0, quantity.start - 5), quantity.start)
    return coin.start() if coin else quantity.start


def _bounds(
    text: str, counted: Sequence[Quantity], heads: Sequence[int], stops: Sequence[int]
) -> tuple[dict[int, int], dict[int, int]]:
    since: dict[int, int] = {}
    until: dict[int, int] = {}
    at = last = 0
    for n, quantity in enumerate(counted):
        while at < len(stops) and stops[at] < heads[n]:
            last = max(last, stops[at] + 1)
            at += 1
        since[heads[n]] = last
        last = quantity.end
        following = heads[n + 1] if n + 1 < len(heads) else len(text)
        stop = next((s for s in stops[at : at + 1] if s >= quantity.end), len(text))
        until[quantity.end] = min(following, stop)
    return since, until


def _year(match: re.Match[str]) -> tuple[int | None, str]:
    groups = match.groupdict()
    if groups["abs"]:
        return int(groups["abs"]), ""
    if groups["short"]:
        return 2000 + int(groups["short"]), ""
    if groups["han"]:
        return int("".join(words.HAN_DIGITS[c] for c in groups["han"])), ""
    return None, groups["word"]


def _single(quantity: Quantity, start: int, operand: Operand) -> Expression:
    is_unread = quantity.role == "unread"
    return Expression(
        Relation.UNREAD if is_unread else Relation.PLAIN,
        None if is_unread else quantity.value,
        quantity.unit,
        None,
        None,
        start,
        quantity.end,
        (operand,),
        classifier=quantity.classifier,
    )
