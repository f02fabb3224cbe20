"""An expression with the fact that it is used for, and how sure that must be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.dialogue.pairs import FILE
from assistant.text.expressions import Expression


@dataclass(frozen=True, slots=True)
class Margins:
    """From which probability a number is used, and how far ahead of a rival it must be.

    ``unnamed`` is the first for a number behind an unknown word with no word of the fact beside it:
    its figure would be stated without a doubt, a question costs less. All were chosen by hand on
    the tuning parts; ``assistant.evaluation.fit_pairs`` keeps them.
    """

    use: float
    ahead: float
    unnamed: float


@cache
def load_margins() -> Margins:
    """The margins beside the weights."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["margins"]
    return Margins(float(found["use"]), float(found["ahead"]), float(found["unnamed"]))


@dataclass(frozen=True, slots=True)
class Given:
    """One expression, or one member of it, with what it is used for; ``fact`` "" if for nothing.

    ``best`` is the fact that came nearest, ``probability`` how near; ``rival`` another expression
    that took the fact.
    """

    expression: Expression
    fact: str
    best: str
    probability: float
    rival: bool = False


def given_ranges(given: Iterable[Given]) -> tuple[tuple[int, int], ...]:
    """The places of the expressions that were used."""
    return tuple((g.expression.start, g.expression.end) for g in given if g.fact)
