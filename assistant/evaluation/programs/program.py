"""What is asked of a program, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from assistant.evaluation.provenance import Violation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One message of a conversation that is to be answered: ``turns`` ends with it."""

    id: str
    turns: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class Given:
    """What came back: the Answer's JSON, or what was raised instead (``error``).

    ``violations`` are the statements without a source; None where they were not looked for.
    """

    answer: Json | None
    seconds: float = 0.0
    error: str = ""
    violations: tuple[Violation, ...] | None = None


class Program(Protocol):
    """A program that can be evaluated."""

    @property
    def name(self) -> str:
        """How reports call it."""

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        """One for each message, in order; every message in a conversation of its own."""
