"""The events one question produces, in order: Found, Estimated, Said…, Done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from assistant.answer.answer import Answer, Citation, Sentence
from assistant.rules.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses the answer rests on."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Estimated:
    """The sums."""

    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One verified sentence."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer."""

    answer: Answer


Event: TypeAlias = Found | Estimated | Said | Done
