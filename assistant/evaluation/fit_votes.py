"""Fit which clause a later message is about (dialogue/votes.py): a maintenance command.

Material: every judged message of the question sets that names the clauses it expects, or is to be
refused, with what the network of roles makes of it behind the messages before. What is told of how
good the fit is comes from authors that were left out whole, a fifth of them at a time.

    python -m assistant.evaluation.fit_votes SET…     fit and write votes.json
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answer.answer import Outcome
from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitted import packed
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.votes import FILE, NONE, SIZE, STATES, Heard, heard_of
from assistant.evaluation.gold import load_gold
from assistant.evaluation.halves import author_of
from assistant.evaluation.judge import judge, missing_clauses
from assistant.evaluation.reply import reply_of
from assistant.evaluation.silent import silently_wrong
from assistant.settings import load_settings

Floats = npt.NDArray[np.float32]
_FOLDS, _ROUNDS, _BATCH, _RATE = 5, 6, 256, 0.01
_RIDGE_STATES, _RIDGE_GRAMS = 1e-4, 2e-6
_DIGITS = 4
_TELL, _LOW, _SURE = 0.2, 0.15, 0.5
"""Read off authors left out, a wrong clause without a doubt at 10 and a needless doubt at 1.8: the
next step of each would cost more than it saves. Of those turned to another clause, six in seven
that change do so for the better."""


@dataclass(frozen=True, slots=True)
class Row:
    """One judged message: what is heard, the clauses expected, those answered, how that went.

    ``is_of_wrong_clause``: silently wrong, and a clause is missing.
    """

    author: str
    heard: Heard
    wanted: tuple[str, ...]
    answered: tuple[str, ...]
    is_later: bool
    is_right: bool
    is_of_wrong_clause: bool


def main(arguments: Sequence[str]) -> None:
    """Fit to the sets; prints the figures."""
    assistant = Assistant.open(load_settings())
    assistant.voter.silence()
    paths = sorted(Path(name) for name in arguments)
    rows = [row for path in paths for row in rows_of(assistant, path)]
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    content = fitted(rows, hashlib.sha256("".join(sums).encode()).hexdigest())
    content["network"] = assistant.roles.network
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.dumps(content["provenance"], ensure_ascii=False, indent=1)
    sys.stdout.write(f"{FILE}: {shown}\n")


def rows_of(assistant: Assistant, path: Path) -> Iterator[Row]:
    """The judged messages of a set that say what they expect."""
    author = author_of(path)
    for gold in load_gold(path):
        for turn, wanted in gold.judged:
            clauses = dict.fromkeys((*wanted.cite, *(clause for clause, _ in wanted.amounts)))
            if not clauses and set(wanted.outcome) != {Outcome.REFUSED}:
                continue
            said = Conversation("", gold.talk(turn))
            found = assistant.understand(said, as_of=wanted.as_of)
            before = found.before or Ledger()
            heard = heard_of(found.turn, before, found.policies, said.turns[:-1], assistant.roles)
            if heard is None:
                continue
            is_open = bool(found.refusal or found.query is not None or found.rivals)
            is_named = any(part.kind == "matter" for part in found.unused)
            is_weighed = bool(turn and found.focus) and not (is_open or is_named)
            reply = None
            if is_weighed:
                reply = reply_of(to_json(assistant.answer_to(said, found, as_of=wanted.as_of)))
            yield Row(
                author,
                heard,
                tuple(map(str, clauses)) or (NONE,),
                tuple(str(focus.clause_id) for focus in found.focus) if is_weighed else (),
                turn > 0,
                reply is not None and judge(reply, wanted).is_right,
                reply is not None
                and bool(silently_wrong(reply, wanted))
                and bool(missing_clauses(reply, wanted)),
            )


def fitted(rows: Sequence[Row], sha256: str) -> dict[str, Any]:
    """The content of votes.json but for the network.

    The shares that the figures are of come from fits that saw nothing of the row's author.
    """
    names = {clause for row in rows for clause in (*row.wanted, *row.answered)} - {NONE}
    clauses = [NONE, *sorted(names)]
    authors = sorted({row.author for row in rows})
    np.random.default_rng(0).shuffle(authors)
    fold = {author: n % _FOLDS for n, author in enumerate(authors)}
    of = np.array([fold[row.author] for row in rows])
    shares = np.zeros((len(rows), len(clauses)))
    for out in range(_FOLDS):
        model = _Model(clauses, [row for row, n in zip(rows, of, strict=True) if n != out])
        places = np.flatnonzero(of == out)
        shares[places] = model.shares([rows[int(n)] for n in places])
    model = _Model(clauses, rows)
    grams, states = model.grams, model.states
    step, state_step = float(np.abs(grams).max()) / 127, float(np.abs(states).max()) / 127
    return {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_votes SET…",
            "messages": len(rows),
            "authors": len(authors),
            "held_out": _figures(rows, clauses, shares),
            "sha256": sha256,
        },
        "clauses": clauses,
        "tell": _TELL,
        "low": _LOW,
        "sure": _SURE,
        **{
            name: round(float(value), _DIGITS)
            for name, value in zip(("asked", "spoken", "policy"), model.told, strict=True)
        },
        "added": [round(float(v), _DIGITS) for v in model.added],
        "middle": [round(float(v), _DIGITS) for v in model.middle],
        "spread": [round(float(v), _DIGITS) for v in model.spread],
        "state_step": state_step,
        "states": packed(np.rint(states / state_step).astype(np.int64).ravel().tolist()),
        "step": step,
        "grams": packed(np.rint(grams / step).astype(np.int64).ravel().tolist()),
    }


def _figures(
    rows: Sequence[Row], clauses: Sequence[str], shares: npt.NDArray[np.float64]
) -> dict[str, int | float]:
    """How often the likeliest clause is expected, and what would be told and turned to another."""
    column = {clause: n for n, clause in enumerate(clauses)}
    pairs = list(zip(rows, shares, strict=True))
    best = [clauses[int(own.argmax())] in row.wanted for row, own in pairs if row.is_later]
    weighed = []
    for row, own in pairs:
        if row.answered:
            answered = [column[c] for c in row.answered]
            rest = np.delete(np.arange(len(clauses)), answered)
            place = int(rest[own[rest].argmax()])
            weighed.append((row, clauses[place], own[place], own[answered].sum()))
    told = [row for row, _, _, held in weighed if held < _TELL]
    turned = [
        (row, clause)
        for row, clause, share, held in weighed
        if clause != NONE and share >= _SURE and held < _LOW
    ]
    return {
        "likeliest_is_expected": round(sum(best) / max(1, len(best)), 3),
        "weighed": len(weighed),
        "of_a_wrong_clause": sum(row.is_of_wrong_clause for row, *_ in weighed),
        "told": len(told),
        "told_of_a_wrong_clause": sum(row.is_of_wrong_clause for row in told),
        "told_right": sum(row.is_right for row in told),
        "turned": len(turned),
        "turned_to_expected": sum(clause in row.wanted for row, clause in turned),
        "turned_right": sum(row.is_right for row, _ in turned),
    }


class _Model:
    """A softmax over clauses, fitted by Adam in float32 from nothing, rows in a fixed order."""

    def __init__(self, clauses: Sequence[str], rows: Sequence[Row]) -> None:
        self._clauses = list(clauses)
        self._policies = [clause.partition("#")[0] for clause in clauses]
        states = np.array([row.heard.states for row in rows], np.float32)
        self.middle = np.round(states.mean(axis=0), _DIGITS)
        self.spread = np.round(states.std(axis=0) + 1e-3, _DIGITS)
        width = len(clauses)
        self.grams = np.zeros((2 * SIZE, width), np.float32)
        self.states = np.zeros((states.shape[1], width), np.float32)
        self.added = np.zeros(width, np.float32)
        self.told = np.zeros(3, np.float32)
        self._fit(rows)

    def _batch(self, rows: Sequence[Row]) -> tuple[Floats, Floats, Floats]:
        """Grams and states a row each, and (3 × rows × clauses) what is told of each clause."""
        grams = np.zeros((len(rows), 2 * SIZE), np.float32)
        told = np.zeros((3, len(rows), len(self._clauses)), np.float32)
        for n, row in enumerate(rows):
            for bucket, weight in row.heard.grams:
                grams[n, bucket] += weight
            told[0, n] = [c in row.heard.asked for c in self._clauses]
            told[1, n] = [c in row.heard.spoken for c in self._clauses]
            told[2, n] = [p in row.heard.policies for p in self._policies]
        raw = np.array([row.heard.states for row in rows], np.float32)
        return grams, (raw - self.middle) / self.spread * np.float32(STATES), told

    def _scores(self, grams: Floats, states: Floats, told: Floats) -> Floats:
        z = grams @ self.grams + states @ self.states + self.added
        return np.asarray(z + np.tensordot(self.told, told, axes=1), np.float32)

    def shares(self, rows: Sequence[Row]) -> Floats:
        """How likely each clause is, a row a message."""
        found = [
            _softmax(self._scores(*self._batch(rows[n : n + _BATCH])))
            for n in range(0, len(rows), _BATCH)
        ]
        return np.concatenate(found)

    def _fit(self, rows: Sequence[Row]) -> None:
        column = {clause: n for n, clause in enumerate(self._clauses)}
        wanted = np.zeros((len(rows), len(self._clauses)), np.float32)
        for n, row in enumerate(rows):
            wanted[n, [column[c] for c in row.wanted]] = 1 / len(row.wanted)
        weights = (self.grams, self.states, self.added, self.told)
        first, second = ([np.zeros_like(w) for w in weights] for _ in range(2))
        order, done = np.arange(len(rows)), 0
        for again in range(_ROUNDS):
            np.random.default_rng(again).shuffle(order)
            for n in range(0, len(order), _BATCH):
                places = order[n : n + _BATCH]
                grams, states, told = self._batch([rows[int(p)] for p in places])
                off = (_softmax(self._scores(grams, states, told)) - wanted[places]) / len(places)
                slopes = (
                    grams.T @ off + 2 * _RIDGE_GRAMS * self.grams,
                    states.T @ off + 2 * _RIDGE_STATES * self.states,
                    off.sum(axis=0),
                    np.tensordot(told, off, axes=2),
                )
                done += 1
                for weight, slope, mean, square in zip(weights, slopes, first, second, strict=True):
                    mean += 0.1 * (slope - mean)
                    square += 0.001 * (slope * slope - square)
                    part = (mean / (1 - 0.9**done)) / (np.sqrt(square / (1 - 0.999**done)) + 1e-8)
                    weight -= np.float32(_RATE) * part


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


if __name__ == "__main__":
    main(sys.argv[1:])
