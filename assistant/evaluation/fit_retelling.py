"""Fit when a later message tells earlier ones anew (dialogue/retelling/deciding.py): some minutes.

Of authors that the network has not learned from (``held`` of its card): every judged later message
is read both ways; those are learned from of which one is right and the other is not. The threshold
is the one that wins most of them, each author left out in turn, less ``_LOST`` times those lost.

    python -m assistant.evaluation.fit_retelling SET…
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.retelling.deciding import FILE, load_deciding
from assistant.dialogue.understand.retelling import may_retell
from assistant.evaluation.fit_gate import ridge_logistic
from assistant.evaluation.fit_rereading import is_right
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.halves import author_of
from assistant.settings import load_settings

_RIDGE, _SMALL, _FOLDS = 2.0, 1e-9, 8
_LOST = 1.5
"""What a message weighs that was right at first and is not told anew, beside one that is won."""
_TRIED = tuple(n / 20 for n in range(4, 20))

Floats = npt.NDArray[np.float64]
Row = tuple[int, Mapping[str, float], bool, bool]


def main(arguments: Sequence[str]) -> None:
    """Fit and write deciding.json; prints the figures."""
    load_deciding.cache_clear()
    FILE.unlink(missing_ok=True)  # the reading that is weighed is the one without it
    assistant = Assistant.open(load_settings())
    rows: list[Row] = []
    authors = []
    for path in sorted(map(Path, arguments), key=lambda p: p.name):
        authors.append(author_of(path))
        for number, gold in enumerate(load_gold(path)):
            rows += [(number % _FOLDS, *row) for row in weighed(assistant, gold)]
    content = fitted(rows, authors)
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}: {json.dumps(content)}\n")


def weighed(
    assistant: Assistant, gold: GoldQuestion
) -> Iterator[tuple[Mapping[str, float], bool, bool]]:
    """Of the later messages of a question that may tell others anew: what is known, both verdicts.

    Whether the first reading is right, whether the message told anew is.
    """
    for turn, wanted in gold.judged:
        if not turn:
            continue
        turns = gold.talk(turn)
        said = Conversation("", turns)
        found = assistant.understand(said, as_of=wanted.as_of)
        if found.before is None or not may_retell(found, found.before):
            continue
        best = assistant.retold_reading.weighed(found, found.before, turns, wanted.as_of)
        if best is None:
            continue
        verdicts = (is_right(assistant, said, one, wanted) for one in (found, best.then))
        first, then = verdicts
        yield best.signs, first, then


def fitted(rows: Sequence[Row], authors: Sequence[str]) -> dict[str, Any]:
    """The content of deciding.json."""
    names = sorted(rows[0][1])
    told = [row for row in rows if row[2] != row[3]]
    x = np.array([[signs[name] for name in names] for _, signs, _, _ in told])
    y = np.array([then for *_, then in told], dtype=float)
    fold = np.array([n for n, *_ in told])
    held = np.zeros(len(told))
    for n in range(_FOLDS):
        if (fold == n).any():
            held[fold == n] = _shares(x[fold == n], _fit(x[fold != n], y[fold != n]))
    won = {t: int((y[held >= t]).sum()) for t in _TRIED}
    lost = {t: int((1 - y[held >= t]).sum()) for t in _TRIED}
    least = max(_TRIED, key=lambda t: (won[t] - _LOST * lost[t], t))
    theta = _fit(x, y)
    return {
        "intercept": round(float(theta[0]), 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, theta[1:], strict=True)},
        "least": least,
        "provenance": {
            "command": "python -m assistant.evaluation.fit_retelling",
            "authors": list(authors),
            "weighed": len(rows),
            "told_apart": len(told),
            "left_out": {str(t): {"won": won[t], "lost": lost[t]} for t in _TRIED},
        },
    }


def _fit(x: Floats, y: Floats) -> Floats:
    """The regression over values of one size, its weights for the values as they are."""
    mean, size = x.mean(0), x.std(0) + _SMALL
    theta = ridge_logistic((x - mean) / size, y, ridge=_RIDGE, is_balanced=False)
    weights: Floats = np.where(x.std(0) > 0, theta[1:] / size, 0.0)
    return np.concatenate([[theta[0] - weights @ mean], weights])


def _shares(x: Floats, theta: Floats) -> Floats:
    shares: Floats = 1 / (1 + np.exp(-(x @ theta[1:] + theta[0])))
    return shares


if __name__ == "__main__":
    main(sys.argv[1:])
