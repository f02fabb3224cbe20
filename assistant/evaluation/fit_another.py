"""Fit when a message is about another clause (dialogue/understand/another.py): some ten minutes.

Every judged later message that goes on with matters of before is weighed where words find another
clause nearer: right if what is expected to be cited is that clause and none of those in question.
The threshold is read off authors left out (five folds): the lowest from which on nine of ten are
right, and 0.8 at least: an answer on another clause, without a question back, is silently wrong.

    python -m assistant.evaluation.fit_another SET…
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.understand.another import FILE, Rival, load_another
from assistant.evaluation.fit_gate import ridge_logistic
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.halves import author_of
from assistant.settings import load_settings

_FOLDS, _RIDGE, _RIGHT, _SMALL, _LEAST = 5, 1.0, 0.9, 1e-9, 0.8
_TRIED = tuple(n / 20 for n in range(8, 19))


def main(arguments: Sequence[str]) -> None:
    """Fit and write another.json; prints the figures."""
    load_another.cache_clear()
    if FILE.is_file():
        FILE.unlink()  # the reading that is weighed is the one without it
    assistant = Assistant.open(load_settings())
    rows: list[tuple[str, Rival, int]] = []
    for path in sorted(map(Path, arguments), key=lambda p: p.name):
        for gold in load_gold(path):
            rows += [(author_of(path), rival, y) for rival, y in _weighed(assistant, gold)]
    names = sorted(rows[0][1].values)
    x = np.array([[rival.values[name] for name in names] for _, rival, _ in rows])
    y = np.array([label for _, _, label in rows], dtype=float)
    fold = np.array([zlib.crc32(author.encode()) % _FOLDS for author, _, _ in rows])
    held = np.zeros(len(rows))
    for n in range(_FOLDS):
        held[fold == n] = _shares(x[fold == n], _fit(x[fold != n], y[fold != n]))
    found = {t: (int((held >= t).sum()), int(y[held >= t].sum())) for t in _TRIED}
    least = next((t for t, (n, right) in found.items() if n and right >= _RIGHT * n), 1.0)
    least = max(least, _LEAST)
    theta = _fit(x, y)
    weights = {name: round(float(w), 4) for name, w in zip(names, theta[1:], strict=True)}
    provenance = {
        "command": "python -m assistant.evaluation.fit_another",
        "sets": len(arguments),
        "weighed": len(rows),
        "of_another": int(y.sum()),
        "held_out": {str(t): {"taken": n, "right": right} for t, (n, right) in found.items()},
    }
    content = {
        "intercept": round(float(theta[0]), 4),
        "weights": weights,
        "least": least,
        "provenance": provenance,
    }
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}: least {least} {provenance}\n")


def _weighed(assistant: Assistant, gold: GoldQuestion) -> Iterator[tuple[Rival, int]]:
    """The rivals of the later messages of a question, and whether each is what is meant."""
    for turn, wanted in gold.judged:
        cited = {str(c) for c in wanted.cite} | {str(c) for c, _ in wanted.amounts}
        if not turn or not cited:
            continue
        said = Conversation("", gold.talk(turn))
        found = assistant.understand(said, as_of=wanted.as_of)
        before = found.before
        clauses = tuple(dict.fromkeys(f.clause_id for f in found.focus))
        if before is None or found.refusal or found.query is not None or not clauses:
            continue
        if not set(clauses) <= {c for m in before.matters for c in m.clauses}:
            continue
        policies = tuple(dict.fromkeys(c.policy for c in clauses))
        is_right = any(_is(str(c), cited) for c in clauses)
        own = found.policies or policies
        rival = assistant.rivals.find(found.turn, clauses, own, before.matters)
        if rival is not None and (is_right or _is(str(rival.clause), cited)):
            yield rival, int(not is_right)


def _is(clause: str, cited: set[str]) -> bool:
    """Whether a clause is cited, or holds or stands in one that is."""
    return any(
        clause == c or clause.startswith(f"{c}.") or c.startswith(f"{clause}.") for c in cited
    )


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The regression over values of one size, its weights for the values as they are."""
    mean, size = x.mean(0), x.std(0) + _SMALL
    theta = ridge_logistic((x - mean) / size, y, ridge=_RIDGE, is_balanced=False)
    weights: np.ndarray = theta[1:] / size
    return np.concatenate([[theta[0] - weights @ mean], weights])


def _shares(x: np.ndarray, theta: np.ndarray) -> np.ndarray:
    shares: np.ndarray = 1 / (1 + np.exp(-(x @ theta[1:] + theta[0])))
    return shares


if __name__ == "__main__":
    main(sys.argv[1:])
