"""Fit the second readings of messages (dialogue/rereading): a maintenance command.

Material are the question sets themselves: of every judged message with numbers, all second
readings are worked out and judged, so that nobody labels what a number does; a reading is right if
its answer is. Sets of authors that the network of roles learned from are left out (``halves``).
What is told of how good the fit is comes from authors that were left out whole.

    python -m assistant.evaluation.fit_rereading SET…
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitted import packed, softmax
from assistant.dialogue.rereading import FILE, Candidate, applied, may_hold
from assistant.dialogue.understanding import Understanding
from assistant.evaluation.gold import Expectation, GoldQuestion, load_gold
from assistant.evaluation.halves import author_of, learns
from assistant.evaluation.judge import judge
from assistant.evaluation.reply import reply_of
from assistant.settings import load_settings

Floats = npt.NDArray[np.float64]
_SIZE = 65536
_RIDGE = 2e-4
_STEPS = 60
_FOLDS = 6
_LEAST, _LEAST_FIRST = 0.8, 0.8
"""From which share on a second reading is taken, of later and of first messages. Held-out authors
would win more from 0.4 on, but tests that other numbers change nothing do not hold below 0.75."""
_SHOWN = (0.3, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Row:
    """One message: the hashed features of each reading, and which are right.

    ``may``: the reading may be taken (it uses a number that was told as not used); ``was_right``:
    the first reading; ``anew``: the reading starts from what was told before the message;
    ``is_first``: the message opens the conversation.
    """

    author: str
    readings: tuple[tuple[tuple[int, float], ...], ...]
    right: tuple[bool, ...]
    may: tuple[bool, ...]
    was_right: bool
    anew: tuple[bool, ...]
    is_first: bool = False


def main(arguments: Sequence[str]) -> None:
    """Work out the second readings of the sets, fit, write; prints the figures."""
    paths = sorted(map(Path, arguments), key=lambda path: path.name)
    paths = [path for path in paths if not learns(author_of(path))]
    read = hashlib.sha256(b"".join(path.read_bytes() for path in paths))
    with multiprocessing.Pool(os.cpu_count(), _open) as pool:
        rows = [row for found in pool.imap(_rows_of_set, paths, chunksize=1) for row in found]
    content = fitted(rows, [path.name for path in paths], read.hexdigest())
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.dumps(content["provenance"], ensure_ascii=False, indent=1)
    sys.stdout.write(f"{FILE}: {shown}\n")


_opened: list[Assistant] = []


def _open() -> None:
    assistant = Assistant.open(load_settings())
    assistant.rereader.silence()
    _opened[:] = [assistant]


def _rows_of_set(path: Path) -> list[Row]:
    (assistant,) = _opened
    author = author_of(path)
    return [row for gold in load_gold(path) for row in rows_of(assistant, author, gold)]


def rows_of(assistant: Assistant, author: str, gold: GoldQuestion) -> Iterator[Row]:
    """The judged messages of a conversation, with every second reading judged."""
    rereader = assistant.rereader
    for turn, wanted in gold.judged:
        said = Conversation("", gold.talk(turn))
        found = assistant.understand(said, as_of=wanted.as_of)
        before = found.before
        if before is None or not rereader.weighs(found):
            continue
        sights = rereader.sights(found, said.turns[:-1])
        candidates = rereader.candidates(found, before, sights)
        if len(candidates) < 2:
            continue
        features = [rereader.features(found, sights, c, before.asked) for c in candidates]
        verdicts: dict[str, bool] = {}
        for c in candidates:
            if reading_key(c) not in verdicts:
                now = applied(found, before, c, sights, 0.0)
                verdicts[reading_key(c)] = is_right(assistant, said, now, wanted)
        yield Row(
            author,
            tuple(tuple(sorted(_hashed(f).items())) for f in features),
            tuple(verdicts[reading_key(c)] for c in candidates),
            tuple(c.back is None and may_hold(found, sights, c) for c in candidates),
            is_right(assistant, said, found, wanted),
            tuple(c.anew for c in candidates),
            is_first=turn == 0,
        )


def reading_key(candidate: Candidate) -> str:
    """What a reading comes to: readings that come to the same are judged once."""
    flags = candidate.flags and sorted((s.name, str(s.value)) for s in candidate.flags)
    return f"{candidate.place} {[(s.name, s.value) for s in candidate.numbers]} {flags}"


def _hashed(values: dict[str, float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for name, value in values.items():
        place = zlib.crc32(name.encode()) % _SIZE
        found[place] = found.get(place, 0.0) + value
    return found


def is_right(
    assistant: Assistant, said: Conversation, found: Understanding, wanted: Expectation
) -> bool:
    """Whether the answer that an understanding leads to is wholly right."""
    answer = assistant.answer_to(said, found, as_of=wanted.as_of)
    return judge(reply_of(to_json(answer)), wanted).is_right


# --- fit ---


def design(rows: Sequence[Row]) -> tuple[Any, list[tuple[int, int]], npt.NDArray[np.bool_]]:
    """A line a reading; where the readings of each message stand; which are right."""
    from scipy.sparse import csr_matrix

    ends = [0]
    places: list[int] = []
    values: list[float] = []
    right: list[bool] = []
    groups: list[tuple[int, int]] = []
    for row in rows:
        first = len(right)
        for reading in row.readings:
            places += [p for p, _ in reading]
            values += [v for _, v in reading]
            ends.append(len(places))
        right += row.right
        groups.append((first, len(right)))
    matrix = csr_matrix((values, places, ends), shape=(len(right), _SIZE))
    return matrix, groups, np.array(right)


def fit(matrix: Any, groups: Sequence[tuple[int, int]], right: npt.NDArray[np.bool_]) -> Floats:
    """Weights of a softmax over the readings of each message, any right one being right."""
    from scipy.optimize import minimize

    use = [(a, b) for a, b in groups if right[a:b].any() and not right[a:b].all()]
    lines = np.concatenate([np.arange(a, b) for a, b in use])
    x, y = matrix[lines], right[lines]
    sizes = np.array([b - a for a, b in use])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(use)), sizes)

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = x @ w
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        total = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * y, starts)
        slope = x.T @ (raised / total[of] - raised * y / good[of])
        ridge = _RIDGE * len(use)
        return float(-np.log(good / total).sum() + ridge / 2 * (w @ w)), slope + ridge * w

    found = minimize(
        loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    weights: Floats = found.x
    return weights


def held_out(rows: Sequence[Row]) -> list[tuple[Row, int, float]]:
    """Of each message, its likeliest reading with the share, its author unseen by the weights."""
    matrix, groups, right = design(rows)
    names = sorted({row.author for row in rows}, key=lambda a: zlib.crc32(a.encode()))
    found = []
    for n in range(_FOLDS):
        out = set(names[n::_FOLDS])
        own = [g for g, row in zip(groups, rows, strict=True) if row.author not in out]
        weights = fit(matrix, own, right)
        for (a, b), row in zip(groups, rows, strict=True):
            if row.author in out:
                shares = softmax(list(matrix[a:b] @ weights))
                best = max(range(len(shares)), key=shares.__getitem__)
                found.append((row, best, shares[best]))
    return found


def fitted(rows: Sequence[Row], sets: Sequence[str], sha256: str) -> dict[str, Any]:
    """The content of rereading.json."""
    rows = [row for row in map(trained_on, rows) if len(row.right) > 1]
    found = held_out(rows)
    matrix, groups, right = design(rows)
    weights = fit(matrix, groups, right)
    step = float(np.abs(weights).max()) / 127
    decided = [(row, n) for row, n, _ in found if any(row.right) and not all(row.right)]
    return {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_rereading SET…",
            "messages": len(rows),
            "readings": len(right),
            "held_out": {
                "right": [sum(row.right[n] for row, n in decided), len(decided)],
                "left_over": sum(any(row.may) for row in rows),
                "later": {
                    str(s): _taken([f for f in found if not f[0].is_first], s) for s in _SHOWN
                },
                "first": {str(s): _taken([f for f in found if f[0].is_first], s) for s in _SHOWN},
            },
            "sets": list(sets),
            "sha256": sha256,
        },
        "least": _LEAST,
        "least_first": _LEAST_FIRST,
        "step": step,
        "weights": packed(np.rint(weights / step).astype(np.int64).tolist()),
    }


def trained_on(row: Row) -> Row:
    """A message whose numbers were all used, without what the first reading made of it.

    Where nothing was left over that would teach no more than that the first reading is right.
    """
    if any(row.may):
        return row
    kept = [n for n, is_anew in enumerate(row.anew) if is_anew]
    return replace(
        row,
        readings=tuple(row.readings[n] for n in kept),
        right=tuple(row.right[n] for n in kept),
        may=tuple(row.may[n] for n in kept),
        anew=tuple(row.anew[n] for n in kept),
    )


def _taken(found: Sequence[tuple[Row, int, float]], least: float) -> dict[str, int]:
    """What taking the readings from a share on wins and loses, of authors left out."""
    taken = [(row, n) for row, n, share in found if row.may[n] and share >= least]
    return {
        "taken": len(taken),
        "won": sum(row.right[n] and not row.was_right for row, n in taken),
        "lost": sum(row.was_right and not row.right[n] for row, n in taken),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
