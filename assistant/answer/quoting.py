"""choose_span(): which part of a clause is quoted; always whole sentences, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.policy.clause import Clause
from assistant.text.sentences import split_sentences

WHOLE = 340
"""Clauses up to this many characters are quoted whole."""


def choose_span(
    source: str, clause: Clause, quotes: Sequence[str], *, wants_bodies: bool
) -> tuple[int, int]:
    """Offsets into the source: the whole clause if short, else the sentences with the quotes.

    The sentences from the first to the last that hold any of ``quotes`` are taken; without quotes,
    or when the responsible bodies at the end are asked for, the whole clause.
    """
    if len(clause.text) <= WHOLE or wants_bodies or not quotes:
        return clause.start, clause.end
    inside = [
        (clause.start + span.start, clause.start + span.end)
        for span in split_sentences(clause.text)
    ]
    places = [(clause.text.find(q), len(q)) for q in quotes]
    hits = [(clause.start + at, clause.start + at + size) for at, size in places if at >= 0]
    touched = [(s, e) for s, e in inside if any(s < end and start < e for start, end in hits)]
    if not touched:
        return clause.start, clause.end
    start, end = touched[0][0], touched[-1][1]
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
