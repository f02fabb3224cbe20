"""Explanation: one message with everything that was read in it, laid out to be looked at.

All offsets are half-open ranges of the message as typed. Scores are those that decided: the readers
are asked once more with somebody listening (explain.py), not by another way.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.dialogue.doubt import Doubt
from assistant.dialogue.understanding import Purpose, Vote


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the message and what they are.

    ``kind`` is place, article, date, number, refused or mended. ``role``: of a date asked, event or
    nothing; of a number what it does (amount, year, headcount …); of what is refused its kind; of a
    mended word the word it stands for. ``value`` is what was read (days, a number with its unit).
    """

    start: int
    end: int
    text: str
    kind: str
    role: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """What several numbers say together; ``say`` shows it as a sum, ``roles`` what each does."""

    start: int
    end: int
    text: str
    relation: str
    value: str
    unit: str
    bound: str
    say: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that is spoken of; ``polarity`` is met, denied or unstated."""

    start: int
    end: int
    text: str
    fact: str
    label: str
    polarity: str
    stated: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the message with a matter of its own, and the topics that its words name."""

    start: int
    end: int
    text: str
    topics: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that was weighed for some words; ``margin`` is its lead over the next one.

    ``scope`` are the policies it was looked for in (empty: all in question).
    """

    words: str
    scope: tuple[str, ...]
    clause_id: str
    score: float
    margin: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NumberFact:
    """A number and a fact that it may be, with the probability and the lead over the next fact."""

    start: int
    end: int
    text: str
    fact: str
    label: str
    probability: float
    margin: float
    is_used: bool


@dataclass(frozen=True, slots=True)
class NumberRole:
    """What a number does to those told before: each role with its probability, likeliest first."""

    start: int
    end: int
    text: str
    roles: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What a clause is asked with; ``origin`` is said, kept (of an earlier message) or assumed."""

    fact: str
    label: str
    value: str
    text: str
    origin: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterShown:
    """A matter in question: its clauses, and whether it goes on from before."""

    clauses: tuple[str, ...]
    policies: tuple[str, ...]
    words: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Words that nothing was done with; ``kind`` is number, matter, condition or date."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The last message of a conversation, layer by layer.

    ``refusal`` is empty where something is answered; ``relevance`` is the probability that a clause
    answers; ``table`` is the question over the corpus as a whole, if it is one. ``proposals`` are
    the clauses that the learned reader weighed where words found none, chosen where it was sure;
    ``has_reader`` is whether there is one. ``purpose`` is what the message was found to be for,
    ``doubt`` how likely a later message was read wrongly, ``vote`` the clause that it is likely
    about where words led to another, ``roles`` what each of its numbers does to those told before;
    ``retold`` are the messages that stand if it took back others, how likely it did is 1 less the
    doubt.
    """

    message: str
    folded: str
    as_of: date
    spans: tuple[Span, ...]
    numbers: tuple[NumberExpression, ...]
    acts: tuple[str, ...]
    intents: tuple[str, ...]
    conditions: tuple[Condition, ...]
    stretches: tuple[Stretch, ...]
    candidates: tuple[Candidate, ...]
    has_reader: bool
    proposals: tuple[Candidate, ...]
    pairs: tuple[NumberFact, ...]
    matters: tuple[MatterShown, ...]
    used: tuple[Use, ...]
    unused: tuple[Left, ...]
    doubtful: tuple[str, ...]
    refusal: str
    relevance: float
    table: str
    purpose: Purpose | None = None
    doubt: Doubt | None = None
    vote: Vote | None = None
    roles: tuple[NumberRole, ...] = ()
    retold: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The explanation as JSON; tuples become lists, days and numbers text."""
        made: dict[str, Any] = _plain(asdict(self))
        return made


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
