"""What a message is for: the policies, something outside them, or help with cheating.

A fitted score over two things: hashed n-grams of the message as typed, and what the words made of
it (``Signs``: how near a clause is, whether numbers were read as its facts, what was left over).
Nothing in it was typed by hand: weights and thresholds stand in purpose.json with their provenance
(``assistant.evaluation.fit_purpose``). Without that file words alone decide, as before.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from assistant.dialogue.choose import with_words
from assistant.dialogue.fitted import buckets_of, load_fit, share_of, unpacked
from assistant.dialogue.gate import Signals
from assistant.dialogue.language import own_pairs
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.select import Selector
from assistant.dialogue.understanding import Purpose, Understanding

FILE = Path(__file__).with_name("purpose.json")
_FORBIDDEN = frozenset({"forge", "promise", "injection"})
_PLACES = frozenset({"elsewhere", "within"})
_UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Signs:
    """What understanding made of a message, each about 0..1; ``follows``: not the first message.

    The signals of the gate; ``topic`` the strongest topic word, ``relevance`` as understood;
    ``clauses`` found, ``numbers`` and ``conditions`` read as their facts, ``numbers_left`` and
    ``matters_left`` told as not used; ``has_sum`` and ``claims`` in the message; ``unknown`` and
    ``unknowns`` the share and the number of its pairs of characters that neither the language nor
    the policies know; then its length, what kind of question it is, and what words refused it for.
    """

    follows: float
    dense: float
    sparse: float
    hint: float
    topics: float
    scope: float
    support: float
    trade: float
    topic: float
    relevance: float
    clauses: float
    numbers: float
    conditions: float
    numbers_left: float
    matters_left: float
    has_sum: float
    claims: float
    unknown: float
    unknowns: float
    length: float
    brevity: float
    policy_level: float
    table: float
    absent: float
    unstated: float
    asides: float
    forbidden: float
    listed: float
    elsewhere: float
    unrelated: float


def signs_of(
    found: Understanding, signals: Signals, held: frozenset[str], *, follows: bool
) -> Signs:
    """The signs of a message as understood; ``held`` are the pairs that the policies know."""
    turn = found.turn
    own = own_pairs(turn.matter)
    unknown = sum(pair not in held for pair in own)
    given = [
        s
        for focus in found.focus
        for _, stated in focus.cases
        for s in stated
        if s.turn == found.ledger.turn and not s.is_assumed
    ]
    kinds = {kind for kind, _, _ in turn.refuse}
    left = [u.kind for u in found.unused]
    return Signs(
        follows=float(follows),
        dense=signals.dense,
        sparse=signals.sparse,
        hint=signals.hint,
        topics=signals.topics,
        scope=signals.scope,
        support=signals.support,
        trade=signals.trade,
        topic=min(max(turn.topics.values(), default=0.0), 1.5),
        relevance=found.relevance,
        clauses=min(len(found.focus), 2) / 2,
        numbers=float(any(not isinstance(s.value, bool | str) for s in given)),
        conditions=float(any(isinstance(s.value, bool | str) for s in given)),
        numbers_left=min(left.count("number"), 2) / 2,
        matters_left=min(left.count("matter"), 2) / 2,
        has_sum=float(any(q.role == "amount" for q in turn.quantities)),
        claims=float(bool(turn.claims)),
        unknown=unknown / len(own) if own else 0.0,
        unknowns=min(unknown, 10) / 10,
        length=min(len(turn.folded), 100) / 100,
        brevity=1 / (1 + len(turn.folded) / 5),
        policy_level=float(found.is_policy_level),
        table=float(found.query is not None),
        absent=float(bool(found.absent)),
        unstated=float(bool(turn.unstated)),
        asides=min(len(turn.asides), 2) / 2,
        forbidden=float(bool(kinds & _FORBIDDEN)),
        listed=float(bool(kinds - _FORBIDDEN)),
        elsewhere=float(found.refusal in _PLACES),
        unrelated=float(found.refusal == _UNRELATED),
    )


_SIGNS: Callable[[Signs], tuple[float, ...]] = attrgetter(*(field.name for field in fields(Signs)))


def columns_of(signs: Signs) -> tuple[float, ...]:
    """The signs as they are weighed: a constant, and each for all and for later messages alone."""
    values = _SIGNS(signs)
    return (1.0, *values, *(value * signs.follows for value in values[1:]))


def columns() -> tuple[str, ...]:
    """The names of what ``columns_of`` gives."""
    names = [field.name for field in fields(Signs)]
    return ("constant", *names, *(f"{name}*follows" for name in names[1:]))


@dataclass(frozen=True, slots=True)
class PurposeFit:
    """The weights, for outside and for dishonest against what asks of the policies.

    ``grams`` are whole numbers, worth ``step`` each; ``signs`` one weight a column. From ``refuse``
    on a message is refused.
    """

    grams: tuple[array[int], array[int]]
    step: float
    signs: tuple[tuple[float, ...], tuple[float, ...]]
    refuse: float

    def purpose(self, text: str, signs: Signs) -> Purpose:
        """The probabilities that a message is for something outside, or for cheating."""
        places = buckets_of(text, len(self.grams[0]))
        scale = self.step * share_of(len(places))
        values = columns_of(signs)
        outside, dishonest = (
            scale * sum(map(grams.__getitem__, places)) + math.fsum(map(_times, weights, values))
            for grams, weights in zip(self.grams, self.signs, strict=True)
        )
        most = max(0.0, outside, dishonest)
        parts = [math.exp(z - most) for z in (0.0, outside, dishonest)]
        total = math.fsum(parts)
        return Purpose(parts[1] / total, parts[2] / total, self.refuse)


def _times(one: float, other: float) -> float:
    return one * other


class PurposeReader:
    """Weighs messages as understood; without a fit none."""

    def __init__(self, fit: PurposeFit | None, selector: Selector, places: PlaceFinder) -> None:
        self._fit = fit
        self._selector = selector
        self._places = places
        self._held: frozenset[str] | None = None

    def silence(self) -> None:
        """Weigh nothing from now on: what is fitted must not lean on what was fitted before."""
        self._fit = None

    def purpose(self, found: Understanding, *, follows: bool) -> Purpose | None:
        """What a message is for; None without a fit, or where it is not weighed.

        Greetings and thanks are no questions; policies that were taken in have a gate of their own,
        and nothing that was learned from these here is known of them.
        """
        if self._fit is None or not self.is_weighed(found):
            return None
        if found.query is not None:
            return (
                None  # 你们收录了哪些政策: a question over tables is about the policies by its form
            )
        signs = self.signs(found, follows=follows)
        if signs.unknown == 0 and not (found.focus or found.absent or found.refusal):
            return None  # 能补多少: it names nothing, so nothing else either, and is asked back
        return self._fit.purpose(found.turn.text, signs)

    def is_weighed(self, found: Understanding) -> bool:
        """Whether a message is one that may be refused for what it is for."""
        policies = found.policies or {focus.clause_id.policy for focus in found.focus}
        return not (found.turn.acts.is_social or self._selector.is_uncharted(policies))

    def signs(self, found: Understanding, *, follows: bool) -> Signs:
        """The signs of a message as understood."""
        turn = found.turn
        if self._held is None:
            self._held = self._selector.held()
        text = self._places.without_names(turn, 0, len(turn.folded))
        signals = self._selector.signals(text, turn.topics)
        signals = with_words(signals, turn, is_scoped=found.is_scope_named)
        return signs_of(found, signals, self._held, follows=follows)


def read_fit(content: Mapping[str, Any]) -> PurposeFit:
    """The fit that a file holds.

    Raises:
        ValueError: the weights are not those of the signs that are read.
    """
    grams = (unpacked(content["grams"]["outside"]), unpacked(content["grams"]["dishonest"]))
    outside, dishonest = content["signs"]["outside"], content["signs"]["dishonest"]
    if not len(grams[0]) == len(grams[1]) > 0 or {*outside} ^ {*columns()}:
        raise ValueError("weights and signs do not fit together")
    return PurposeFit(
        grams,
        float(content["step"]),
        (
            tuple(float(outside[name]) for name in columns()),
            tuple(float(dishonest[name]) for name in columns()),
        ),
        float(content["refuse"]),
    )


@cache
def load_purpose(path: Path = FILE) -> PurposeFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
