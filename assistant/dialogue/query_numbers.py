"""Numbers and days of a question about the corpus: ceilings, rates, the interval asked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.dialogue.corpus_query import Bound, Days
from assistant.dialogue.query_words import Mark, Marks
from assistant.text.dates import DateMention, add_months, add_years
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

Span = tuple[int, int]

_NEAR = 3
"""Characters between a number and the word that compares with it."""
_TO = lazy(r"(?:元|块)?[到至~—-]+")


def shift(span: Span, by: int) -> Span:
    """A stretch moved by so many characters."""
    return span[0] + by, span[1] + by


def read_bounds(
    text: str, quantities: Sequence[Quantity], marks: Marks, at: int
) -> tuple[Bound | None, Bound | None, list[Span]]:
    """What is said of ceilings and of rates, and the numbers used; ``text`` begins at ``at``."""
    found: list[Bound | None] = []
    used: list[Span] = []
    for unit in (Unit.YUAN, Unit.PERCENT):
        own = [q for q in quantities if q.unit is unit and q.role == "amount"]
        bound = _bound(text, own, marks, at)
        found.append(bound)
        used += [shift((q.start, q.end), -at) for q in own if bound is not None]
    return found[0], found[1], used


def _bound(text: str, own: Sequence[Quantity], marks: Marks, at: int) -> Bound | None:
    if not own or len(own) > 2:
        return None
    first, last = own[0], own[-1]
    if len(own) == 2:
        between = text[first.end - at : last.start - at]
        if not _TO.fullmatch(between):
            return None
        said = text[first.start - at : last.end - at]
        return Bound(min(first.value, last.value), max(first.value, last.value), said=said)
    if first.high is not None:
        return Bound(first.value, first.high, said=first.text)
    span = shift((first.start, first.end), -at)
    near = {
        mark
        for mark in (Mark.AT_LEAST, Mark.MORE, Mark.AT_MOST, Mark.LESS)
        for start, end in marks.places(mark)
        if 0 <= span[0] - end <= _NEAR or 0 <= start - span[1] <= _NEAR
    }
    value = first.value
    if near & {Mark.AT_LEAST, Mark.MORE}:
        return Bound(value, None, Mark.MORE in near, first.text)
    if near & {Mark.AT_MOST, Mark.LESS}:
        return Bound(None, value, Mark.LESS in near, first.text)
    return Bound(value, value, said=first.text)


def read_days(
    text: str,
    dates: Sequence[DateMention],
    quantities: Sequence[Quantity],
    marks: Marks,
    at: int,
    as_of: date,
) -> tuple[Days | None, list[Span]]:
    """The interval that is named, and the places of all dates."""
    spans = [shift((d.start, d.end), -at) for d in dates]
    for quantity in quantities:
        span = shift((quantity.start, quantity.end), -at)
        if _follows(marks, Mark.WITHIN, span) and quantity.unit in _LENGTHS:
            last = _later(as_of, quantity)
            return Days(as_of, last, f"{quantity.text}内"), [*spans, span]
    named = [d for d in dates if d.first_day != as_of or d.last_day != as_of]
    if not named:
        return None, spans
    mention = named[0]
    span = shift((mention.start, mention.end), -at)
    if len(named) > 1:
        return Days(mention.first_day, named[-1].last_day, mention.text), spans
    is_whole = mention.precision in ("day", "part")
    if _follows(marks, Mark.BEFORE, span):
        last = mention.last_day if is_whole else mention.first_day - timedelta(days=1)
        return Days(None, last, f"{mention.text}前"), spans
    if _follows(marks, Mark.AFTER, span):
        first = mention.first_day if is_whole else mention.last_day + timedelta(days=1)
        return Days(first, None, f"{mention.text}后"), spans
    return Days(mention.first_day, mention.last_day, mention.text), spans


_LENGTHS = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR})


def _later(day: date, quantity: Quantity) -> date:
    whole = int(quantity.value)
    match quantity.unit:
        case Unit.DAY:
            return day + timedelta(days=whole)
        case Unit.MONTH:
            return add_months(day, whole)
        case _:
            months = int((quantity.value - whole) * 12)
            return add_months(add_years(day, whole), months)


def _follows(marks: Marks, mark: Mark, span: Span) -> bool:
    """Whether a mark stands right after a stretch."""
    return any(start == span[1] for start, _ in marks.places(mark))
