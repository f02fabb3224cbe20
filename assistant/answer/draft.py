"""Draft: what compose() wants to say, line by line, before verification."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer.answer import Caution, Clarify, Outcome, Refusal, Row


class Layout(StrEnum):
    """How a line is set in markdown."""

    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its citation numbers and the rules whose estimates it rests on."""

    text: str
    layout: Layout = Layout.TEXT
    citations: tuple[int, ...] = ()
    estimates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole answer before verification."""

    outcome: Outcome
    lines: tuple[Line, ...]
    warnings: tuple[Caution, ...] = ()
    table: tuple[Row, ...] = ()
    clarify: Clarify | None = None
    refusal: Refusal | None = None
    follow_ups: tuple[str, ...] = ()
