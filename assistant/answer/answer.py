"""The Answer: everything a caller gets, in the shape of the contract (section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyStatus
from assistant.rules.estimate import Estimate

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


class RefusalReason(StrEnum):
    """Why nothing was answered."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_TEXT = "not_in_text"
    NOT_A_QUESTION = "not_a_question"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote; ``quote == policy.source[start:end]``; ``n`` counts from 1."""

    n: int
    clause_id: ClauseId
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One verified sentence with the citations and estimates it rests on."""

    text: str
    citations: tuple[int, ...] = ()
    estimates: tuple[str, ...] = ()


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
    """Why nothing is answered; ``nearest`` are clauses for orientation, no basis."""

    reason: RefusalReason
    text: str
    nearest: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, for display and correction: (name, label, value as shown) each."""

    kind: str
    name: str
    label: str
    value: str


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
    timings_ms: tuple[tuple[str, float], ...] = ()
