"""Fit what a number of a message does (dialogue/roles.py): a maintenance command.

Material is eval/training/changes.jsonl: messages that authors who saw only the policies' texts
wrote and labelled number by number (``[三十六万元|ADD]``; eval/training/README.md). What is told of
how good the fit is comes from authors that were left out whole.

    python -m assistant.evaluation.fit_roles
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.dialogue.fitted import packed
from assistant.dialogue.roles import (
    ADD,
    FACTOR,
    FILE,
    LESS,
    OTHER,
    SET,
    SIZE,
    STILL,
    TOLD,
    Span,
    apart,
    features,
    hashed,
)
from assistant.errors import GoldError
from assistant.retrieval.role_reader import ROLES, Figure, Told
from assistant.settings import load_settings
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities

Floats = npt.NDArray[np.float64]
LABELS = {
    "BASE": TOLD,
    "OTHER": OTHER,
    "SET": SET,
    "BACK": SET,
    "ADD": ADD,
    "SUB": LESS,
    "OLD": STILL,
    "SAME": STILL,
    "PART": STILL,
    "FACTOR": FACTOR,
}
"""What the labels of the authors come to."""
_LABELLED = re.compile(r"\[(?P<words>[^\[\]|]*)\|(?P<label>[A-Z]+)\]")
_RIDGE = 0.25
_STEPS = 80


@dataclass(frozen=True, slots=True)
class Example:
    """One number: its author, its hashed features, its role, whether messages were before."""

    author: str
    features: dict[int, float]
    role: int
    is_later: bool


def main() -> None:
    """Fit and write roles.json; prints the figures."""
    path = load_settings().workspace / "eval" / "training" / "changes.jsonl"
    examples = list(read_examples(path))
    content = fitted(examples, hashlib.sha256(path.read_bytes()).hexdigest())
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.dumps(content["provenance"], ensure_ascii=False, indent=1)
    sys.stdout.write(f"{FILE}: {shown}\n")


# --- material ---


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled message behind those before it; of each number the role, () where none is told."""

    author: str
    earlier: tuple[Told, ...]
    now: Told
    right: tuple[tuple[str, ...], ...]


def read_examples(path: Path) -> Iterator[Example]:
    """The labelled numbers of a file, each among all numbers of its message.

    Raises:
        GoldError: a label is none, or a line is no JSON.
    """
    for message in read_labelled(path):
        spans = [(f.start, f.end) for f in message.now.figures]
        is_later = bool(message.earlier)
        for place, right in enumerate(message.right):
            for role in right:
                values = features(message.now.text, spans, place, is_later=is_later)
                yield Example(message.author, hashed(values), ROLES.index(role), is_later)


def read_labelled(path: Path) -> Iterator[Labelled]:
    """The labelled messages of a file.

    Raises:
        GoldError: a label is none, or a line is no JSON.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                given = json.loads(line)
                author = given["id"].split("-")[0]
                earlier: tuple[Told, ...] = ()
                for said in given["turns"]:
                    message = of_message(author, said, earlier)
                    yield message
                    earlier = (*earlier, message.now)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GoldError(f"{path}:{number}：读不了这一行（{error}）。") from error


def of_message(author: str, said: str, earlier: tuple[Told, ...]) -> Labelled:
    """A message with its numbers and their labels."""
    text, labelled = plain(said)
    spans = spans_of(text, list(labelled))
    right: list[tuple[str, ...]] = [()] * len(spans)
    for span, label in labelled.items():
        here = next(n for n, (a, b) in enumerate(spans) if a < span[1] and span[0] < b)
        right[here] = (LABELS[label],)
    known = {(q.start, q.end): q for q in find_quantities(text)}
    figures = (
        Figure(*span, known[span].value, known[span].unit)
        if span in known
        else Figure(*span, None, None)
        for span in spans
    )
    return Labelled(author, earlier, Told(text, tuple(figures)), tuple(right))


def plain(said: str) -> tuple[str, dict[Span, str]]:
    """The folded message without its labels, and where each labelled number stands in it."""
    parts: list[str] = []
    labels: dict[Span, str] = {}
    done = size = 0
    for match in _LABELLED.finditer(said):
        words, number = fold(said[done : match.start()]), fold(match["words"])
        start = size + len(words)
        size = start + len(number)
        if number:
            labels[start, size] = match["label"]
        parts += [words, number]
        done = match.end()
    parts.append(fold(said[done:]))
    return "".join(parts), labels


def spans_of(text: str, labelled: Sequence[Span]) -> list[Span]:
    """All numbers of a message: as the program finds them, and as labelled where it finds none."""
    found = [(q.start, q.end) for q in find_quantities(text)]
    missed = [s for s in labelled if not any(a < s[1] and s[0] < b for a, b in found)]
    spans = sorted({*found, *missed})
    return spans if apart(spans) else sorted(labelled)


# --- fit ---


def fit(examples: Sequence[Example]) -> Floats:
    """Weights of a softmax over the roles: (roles, buckets)."""
    from scipy.optimize import minimize

    matrix, roles = design(examples), np.array([e.role for e in examples])
    wanted = np.eye(len(ROLES))[roles]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(ROLES), SIZE)
        scores = matrix @ weights.T
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        shares = raised / raised.sum(axis=1, keepdims=True)
        slope = (matrix.T @ (shares - wanted)).T + _RIDGE * weights
        missed = -np.log(np.maximum(shares[np.arange(len(roles)), roles], 1e-12)).sum()
        return float(missed + _RIDGE / 2 * (flat @ flat)), slope.ravel()

    start = np.zeros(len(ROLES) * SIZE)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: Floats = found.x.reshape(len(ROLES), SIZE)
    return weights


def design(examples: Sequence[Example]) -> Any:
    """A line a number."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(e.features) for e in examples)])
    places = [bucket for e in examples for bucket in e.features]
    values = [value for e in examples for value in e.features.values()]
    return csr_matrix((values, places, ends), shape=(len(examples), SIZE))


def fitted(examples: Sequence[Example], sha256: str) -> dict[str, Any]:
    """The content of roles.json."""
    told: dict[str, dict[str, int]] = {}
    right, of = Counter[str](), Counter[str]()
    for author in sorted({e.author for e in examples}):
        weights = fit([e for e in examples if e.author != author])
        tested = [e for e in examples if e.author == author and e.is_later]
        best = (design(tested) @ weights.T).argmax(axis=1)
        for example, role in zip(tested, best, strict=True):
            of[author] += 1
            right[author] += int(role == example.role)
            row = told.setdefault(ROLES[example.role], dict.fromkeys(ROLES, 0))
            row[ROLES[role]] += 1
    weights = fit(examples)
    step = float(np.abs(weights).max()) / 127
    return {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_roles",
            "numbers": len(examples),
            "later": sum(e.is_later for e in examples),
            "held_out": {
                "right": [sum(right.values()), sum(of.values())],
                "authors": {name: [right[name], of[name]] for name in sorted(of)},
                "read_as": told,
            },
            "sha256": sha256,
        },
        "step": step,
        "weights": packed(np.rint(weights / step).astype(np.int64).ravel().tolist()),
    }


if __name__ == "__main__":
    main()
