"""One message, read on its own: scope, numbers, flags, intents, dates, topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.dialogue.extract import FactReader
from assistant.dialogue.scope import Scope, ScopeReader
from assistant.dialogue.stated import Claim, Stated
from assistant.dialogue.topics import Topics
from assistant.dialogue.words import Found, Words
from assistant.text.dates import DateMention, find_dates
from assistant.text.multiples import Multiple, find_multiples
from assistant.text.normalise import fold_words as fold_words
from assistant.text.quantities import find_quantities
from assistant.text.similar import Lexicon
from assistant.text.units import Quantity

_BESIDE = 2
"""Characters between a number and the word that tells what it is about."""


class Intent(StrEnum):
    """What a message asks for; names are the lists of corpus/words.yaml."""

    VALIDITY = "validity"
    DEPARTMENT = "department"
    STACKING = "stacking"
    REVERSE = "reverse"
    POOL = "pool"
    COMPARE = "compare"
    MATCH = "match"
    NAME = "name"
    CALCULATE = "calculate"
    TOTAL = "total"
    EACH = "each"
    CONFIRM = "confirm"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as read. ``folded`` has typos mended; all offsets are into it.

    ``company_numbers`` are the starts of quantities that describe the company, not the matter.
    """

    text: str
    folded: str
    scope: Scope
    quantities: tuple[Quantity, ...]
    multiples: tuple[Multiple, ...]
    claims: tuple[Claim, ...]
    flags: tuple[Stated, ...]
    intents: frozenset[Intent]
    dates: tuple[DateMention, ...]
    topics: Mapping[str, float]
    asks_support: bool
    names_trade: bool
    unstated: tuple[str, ...]
    refuse: tuple[str, ...]
    matter: str
    is_leaning: bool
    is_correction: bool
    is_addition: bool
    company_numbers: frozenset[int] = frozenset()
    corrections: tuple[tuple[str, str], ...] = field(default=())


class TurnReader:
    """Reads messages; built once per assistant."""

    def __init__(
        self, words: Words, scopes: ScopeReader, facts: FactReader, topics: Topics, lexicon: Lexicon
    ) -> None:
        self._words = words
        self._scopes = scopes
        self._facts = facts
        self._topics = topics
        self._lexicon = lexicon

    def read(self, text: str, *, as_of: date) -> Turn:
        """Read one message."""
        folded, corrections = self._mend(fold_words(text))
        scope = self._scopes.read(folded)
        quantities = tuple(
            q for q in find_quantities(folded) if not _inside(q.start, q.end, scope.spans)
        )
        words = self._words
        matter = self._matter(folded, scope, quantities)
        # "什么时候开始申报" asks for a detail, not for the policy's own dates.
        asked = folded
        for phrases in words.unstated.values():
            asked = phrases.erase(asked)
        return Turn(
            text=text,
            folded=folded,
            scope=scope,
            quantities=quantities,
            multiples=find_multiples(folded),
            claims=self._facts.claims(folded, quantities, scope.spans),
            flags=self._facts.flags(folded),
            intents=frozenset(i for i in Intent if words.intents[i.value].within(asked)),
            dates=find_dates(folded, today=as_of),
            topics=self._topics.named_in(folded),
            asks_support=words.support.within(folded),
            names_trade=words.trade.within(folded),
            unstated=tuple(k for k, phrases in words.unstated.items() if phrases.within(folded)),
            refuse=tuple(k for k, phrases in words.refuse.items() if phrases.within(folded)),
            matter=matter,
            is_leaning=words.openers.opens(folded) or words.back_references.within(folded),
            is_correction=words.corrections.opens(folded),
            is_addition=words.additions.opens(folded),
            company_numbers=_beside(quantities, words.distractors.find(folded)),
            corrections=corrections,
        )

    def _mend(self, folded: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with mistyped terms replaced, and what was replaced."""
        mended = folded
        made = []
        for correction in reversed(self._lexicon.correct(folded)):
            mended = mended[: correction.start] + correction.term + mended[correction.end :]
            made.append((correction.found, correction.term))
        return mended, tuple(reversed(made))

    def _matter(self, folded: str, scope: Scope, quantities: tuple[Quantity, ...]) -> str:
        """What is left of the message without names, numbers and filler: its own subject."""
        spans = [*scope.spans, *((q.start, q.end) for q in quantities)]
        left = "".join(
            " " if _inside(i, i + 1, spans) else character for i, character in enumerate(folded)
        )
        for phrases in (self._words.openers, *self._words.intents.values(), self._words.filler):
            left = phrases.erase(left)
        return "".join(left.split()).strip(",。;!?、:'\"()《》~-")


def _beside(quantities: Sequence[Quantity], found: Sequence[Found]) -> frozenset[int]:
    """The places of numbers right beside words about the company (注册资本, 专利)."""
    return frozenset(
        q.start
        for q in quantities
        for start, end, _ in found
        if 0 <= q.start - end <= _BESIDE or 0 <= start - q.end <= _BESIDE
    )


def _inside(
    start: int, end: int, spans: tuple[tuple[int, int], ...] | list[tuple[int, int]]
) -> bool:
    return any(s <= start and end <= e for s, e in spans)
