"""Draft: what compose() wants to say, sentence by sentence, before verification."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.answer import (
    Action,
    Caution,
    Clarify,
    Figure,
    Outcome,
    Refusal,
    Results,
    Row,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole answer before verification."""

    outcome: Outcome
    sentences: tuple[Sentence, ...]
    warnings: tuple[Caution, ...] = ()
    table: tuple[Row, ...] = ()
    clarify: Clarify | None = None
    refusal: Refusal | None = None
    follow_ups: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def results(self) -> Results | None:
        """The sums as rows, if there are any."""
        return next((figure for figure in self.figures if isinstance(figure, Results)), None)
