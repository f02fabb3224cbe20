"""A message with only what a corpus query is read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.scope import Scope, ScopeReader
from assistant.text.dates import DateMention, find_dates
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity

DAY = date(2025, 6, 1)


@dataclass(frozen=True, slots=True)
class Message:
    folded: str
    scope: Scope
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]


def message(scopes: ScopeReader, text: str, as_of: date = DAY) -> Message:
    folded = fold_words(text)
    scope = scopes.read(folded)
    quantities = tuple(
        q
        for q in find_quantities(folded)
        if not any(s <= q.start and q.end <= e for s, e in scope.spans)
    )
    return Message(folded, scope, quantities, find_dates(folded, today=as_of))
