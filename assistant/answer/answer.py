"""The Answer: everything a caller gets, in the shape of the contract (section 3).

These frozen types are also the JSON: pydantic writes, reads and describes them by what is annotated
here (answer/render.py), from when JSON is first asked for, so that importing stays cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from assistant.answer.charts import Cells, Steps
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyStatus
from assistant.rules.estimate import Estimate, EstimateStatus

LABEL = "本回答由程序根据政策原文自动检索和计算，仅供参考，以原文和主管部门解释为准"


class Outcome(StrEnum):
    """What kind of answer this is."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"


class WarningCode(StrEnum):
    """Why an answer must be read with care."""

    DRAFT = "draft"
    EXPIRED = "expired"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    EXPIRING_SOON = "expiring_soon"
    COMMENTARY = "commentary"
    TITLE_MISMATCH = "title_mismatch"
    STACKING_UNSTATED = "stacking_unstated"
    NOT_GUARANTEED = "not_guaranteed"
    UNCONFIRMED = "unconfirmed"


class Role(StrEnum):
    """What a sentence does in its answer; every drawing is a reading of the roles."""

    LEAD = "lead"
    """Answers what was asked."""
    SUM = "sum"
    """Says what a clause pays."""
    STEP = "step"
    """One line of a sum."""
    QUOTE = "quote"
    """Words of the source, byte for byte."""
    SOURCE = "source"
    """Names the clause that the quotes after it stand in."""
    READING = "reading"
    """How a doubtful place was read, what was assumed, what is easily confused."""
    UNUSED = "unused"
    """Names words of the message that the answer does not use."""
    WARNING = "warning"
    """Why the answer must be read with care."""


class Completeness(StrEnum):
    """Whether every part of the message is answered or said not to be stated."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class UnusedKind(StrEnum):
    """What was not used."""

    NUMBER = "number"
    MATTER = "matter"
    CONDITION = "condition"
    DATE = "date"


class ActionKind(StrEnum):
    """What the reader can do next."""

    SOURCE = "source"
    APPLY = "apply"
    DEADLINE = "deadline"
    BODY = "body"
    CONTACT = "contact"
    CONFIRM = "confirm"


class RefusalReason(StrEnum):
    """Why nothing was answered."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_TEXT = "not_in_text"
    NOT_A_QUESTION = "not_a_question"
    NOT_ALLOWED = "not_allowed"


def _clause_id(value: object) -> object:
    return ClauseId.parse(value) if isinstance(value, str) else value


ClauseName: TypeAlias = Annotated[
    ClauseId,
    BeforeValidator(_clause_id),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["longgang-2025#2"]}),
]
"""A clause id; in JSON its text."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote; ``quote == policy.source[start:end]``; ``n`` counts from 1.

    ``marks`` are the words that support the sums: (start, end) in the quote.
    """

    n: int
    clause_id: ClauseName
    policy_id: str
    policy_title: str
    label: str
    heading: str
    quote: str
    start: int
    end: int
    url: str
    status: PolicyStatus
    first_day: date | None
    last_day: date | None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the citations and the rules' estimates it rests on, and its role."""

    text: str
    citations: tuple[int, ...] = ()
    estimates: tuple[str, ...] = ()
    role: Role = Role.LEAD


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning; ``clause_id`` is a clause or policy id, "" if it is about the whole answer."""

    code: WarningCode
    text: str
    clause_id: str = ""


@dataclass(frozen=True, slots=True)
class Clarify:
    """One question back; ``fact`` names what is missing, ``choices`` are offered answers."""

    question: str
    fact: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is answered; ``nearest`` are clauses for orientation, with their names."""

    reason: RefusalReason
    text: str
    nearest: tuple[ClauseName, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of the message ``turn`` of a conversation; the first is 1."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, for display and correction: (name, label, value as shown) each.

    ``choices`` are the values that can stand instead, where they are a closed list; ``spans`` are
    the words that it was read from, private numbers masked, none where no word says it.
    """

    kind: str
    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison table, all cells as shown."""

    policy: str
    clause_id: str
    amount: str
    rate: str
    cap: str
    condition: str
    validity: str


@dataclass(frozen=True, slots=True)
class Unused:
    """Words of the message that the answer does not use, with their offsets in it."""

    text: str
    start: int
    end: int
    kind: UnusedKind
    say: str = "没有用上"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One sum as a reader decides by it: who pays what, until when, on which assumptions.

    ``topic`` is the matter's id, ``n`` the citation; ``share`` the length of its bar, in percent of
    the largest; ``sum`` the sum in one line, ``cap`` what it cannot exceed, ``terms`` the rule it
    follows; ``open`` the conditions that were taken as met, ``missing`` the facts that would settle
    the amount. ``days_left`` counts from ``as_of``.
    """

    rule_id: str
    clause_id: str
    n: int
    who: str
    matter: str
    topic: str
    case: str
    status: EstimateStatus
    status_text: str
    amount_text: str
    period: str
    share: str
    is_best: bool
    sum: str
    cap: str
    terms: str
    open: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    validity: PolicyStatus
    last_day: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """The sums side by side: one block if there is one row, a table if there are several."""

    rows: tuple[Result, ...]
    kind: Literal["results"] = "results"


@dataclass(frozen=True, slots=True)
class Curve:
    """Amounts against one fact, ready to be drawn; ``rows`` is the table beside the drawing."""

    drawing: Steps
    rows: tuple[Cells, ...]
    kind: Literal["curve"] = "curve"


Figure: TypeAlias = Annotated[Results | Curve, Field(discriminator="kind")]
"""What is drawn beside the words: only numbers that estimates or rules give."""


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done next: a link, a day, or something to ask the responsible body."""

    kind: ActionKind
    label: str
    url: str = ""
    day: date | None = None
    clause_id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer rests on: sha256 of corpus, rules and engine, and of its canonical bytes.

    ``asked`` is that of the messages it answers (a JSON list); first receipts had none.
    """

    corpus: str
    rules: str
    engine: str
    digest: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; ``text`` is markdown in which [1] refers to ``citations[0]``."""

    id: str
    conversation_id: str
    question: str
    as_of: date
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    estimates: tuple[Estimate, ...]
    warnings: tuple[Caution, ...]
    clarify: Clarify | None
    refusal: Refusal | None
    follow_ups: tuple[str, ...]
    understood: tuple[Understood, ...]
    table: tuple[Row, ...]
    corpus_version: str
    generator: str = "template"
    label: str = LABEL
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    completeness: Completeness = Completeness.COMPLETE
    unused: tuple[Unused, ...] = ()
    figures: tuple[Figure, ...] = ()
    actions: tuple[Action, ...] = ()
    receipt: Receipt | None = None
