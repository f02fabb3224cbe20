"""Fit what a message is for (dialogue/purpose.py): a maintenance command.

Material: every judged turn of the question sets that cards list (a turn that must be refused, one
that must not), less the authors kept for a test; eval/training/purpose.jsonl, the messages that
authors wrote for this; the training questions; everyday legal questions, if their file is given.
Everything that is told of how good it is comes from authors that were left out whole.

    python -m assistant.evaluation.fit_purpose [STARD queries.jsonl]
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answer.answer import Outcome
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitted import buckets_of, packed, share_of
from assistant.dialogue.purpose import FILE, columns, columns_of
from assistant.evaluation.cards import load_cards
from assistant.evaluation.gold import DEFAULT_DAY, GoldQuestion, load_gold
from assistant.settings import Settings, load_settings

Floats = npt.NDArray[np.float64]
HONEST, OUTSIDE, DISHONEST, REFUSED = range(4)
"""What is known of a message; REFUSED: outside or dishonest, which is not said."""
KINDS = {"honest": HONEST, "outside": OUTSIDE, "dishonest": DISHONEST}
KEPT_FOR_TEST = frozenset({"bb", "gf"})
"""Authors whose sets are never fitted on."""
_SIZE = 32768
_FOLDS = 8
_RIDGE, _SIGNS_RIDGE = 0.1, 0.3
_HEAVIER = 3.0
"""What a message that must be refused weighs; there are few of them."""
_LIGHTER = 0.3
"""What a question that was made for other training weighs: many follow one frame."""
_EVERY = 3
"""Of the training pairs every third is taken."""
_ANSWERED_WRONGLY, _REFUSED_WRONGLY = 10, 3
_STEPS, _REMEMBERED = 150, 10
_DISHONEST = re.compile("dishonest|forg|brib|fraud|cheat|fake|fabricat|伪造|造假|骗补|行贿|编造")


@dataclass(frozen=True, slots=True)
class Message:
    """A message to learn from, with those before it.

    ``is_measured``: somebody's own words, so that it tells how good the fit is; ``is_usual``: of a
    set in which as much is to be refused as in use, so that the threshold is read off it.
    """

    author: str
    before: tuple[str, ...]
    text: str
    kind: int
    as_of: date = DEFAULT_DAY
    weight: float = 1.0
    is_measured: bool = True
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """The same as it is weighed; ``refused``: words alone refuse it."""

    message: Message
    signs: tuple[float, ...]
    refused: bool


def main(arguments: list[str]) -> None:
    """Fit and write purpose.json; prints the figures."""
    settings = load_settings()
    paths = [Path(argument) for argument in arguments]
    messages, sources = material(settings, paths)
    found = list(weighed(settings, messages))
    content = fitted(found, sources)
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = {k: v for k, v in content["provenance"].items() if k != "sha256"}
    sys.stdout.write(f"{FILE}: {json.dumps(shown, ensure_ascii=False, indent=1)}\n")


# --- material ---


def material(
    settings: Settings, everyday: Sequence[Path] = ()
) -> tuple[list[Message], dict[str, str]]:
    """The messages, each once, and the sha256 of every file that they come from."""
    folder = settings.workspace / "eval"
    found: list[Message] = []
    sums: dict[str, str] = {}
    for card in sorted(load_cards(settings.workspace), key=lambda card: card.file):
        path = folder / card.file
        if card.author in KEPT_FOR_TEST or not path.is_file():
            continue
        sums[card.file] = _sha256(path)
        for gold in load_gold(path):
            found += of_gold(gold, card.author)
    path = folder / "training" / "purpose.jsonl"
    sums["training/purpose.jsonl"] = _sha256(path)
    for line in _lines(path):
        before = (line["before"],) if line.get("before") else ()
        kind = KINDS[line["kind"]]
        found.append(Message(line["author"], before, line["text"], kind, is_usual=False))
    path = folder / "training" / "pairs.jsonl"
    sums["training/pairs.jsonl"] = _sha256(path)
    for line in list(_lines(path))[::_EVERY]:
        kind = HONEST if line["clause"] else OUTSIDE
        found.append(
            Message("pairs", (), line["question"], kind, DEFAULT_DAY, _LIGHTER, is_measured=False)
        )
    path = folder / "training" / "asked.jsonl"
    sums["training/asked.jsonl"] = _sha256(path)
    for line in _lines(path):
        found.append(Message("asked", (), line["text"], HONEST, is_measured=False))
    for path in everyday:
        sums[path.name] = _sha256(path)
        for line in _lines(path):
            found.append(
                Message(
                    "everyday", (), line["text"], OUTSIDE, DEFAULT_DAY, _LIGHTER, is_measured=False
                )
            )
    once = {(bool(m.before), m.text, m.kind): m for m in reversed(found)}
    return list(once.values())[::-1], sums


def of_gold(gold: GoldQuestion, author: str) -> Iterator[Message]:
    """The turns of a question of which it is said whether they are to be refused."""
    said = " ".join((*gold.tags, gold.why))
    for place, wanted in gold.judged:
        if wanted.outcome == (Outcome.REFUSED,):
            kind = DISHONEST if _DISHONEST.search(said) else REFUSED
        elif wanted.outcome and Outcome.REFUSED not in wanted.outcome:
            kind = HONEST
        else:
            continue
        yield Message(author, gold.turns[:place], gold.turns[place], kind, wanted.as_of)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            yield json.loads(text)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_opened: list[Assistant] = []


def _open(settings: Settings) -> None:
    assistant = Assistant.open(settings)
    assistant.purposes.silence()
    _opened[:] = [assistant]


def _weigh(message: Message) -> Row | None:
    (assistant,) = _opened
    said = Conversation("", (*message.before, message.text))
    found = assistant.understand(said, as_of=message.as_of)
    if not assistant.purposes.is_weighed(found):
        return None
    signs = assistant.purposes.signs(found, follows=bool(message.before))
    return Row(message, columns_of(signs), bool(found.refusal))


def weighed(settings: Settings, messages: Sequence[Message]) -> Iterator[Row]:
    """The messages that are weighed at all, with their signs, in order."""
    with multiprocessing.Pool(os.cpu_count(), _open, (settings,)) as pool:
        for row in pool.imap(_weigh, messages, chunksize=64):
            if row is not None:
                yield row


# --- fit ---


class Design:
    """The n-grams of messages as rows of a sparse matrix, with the columns of their signs."""

    def __init__(self, rows: Sequence[Row], size: int = _SIZE) -> None:
        places = [buckets_of(row.message.text, size) for row in rows]
        self.size = size
        self.count = len(rows)
        self.signs = np.array([row.signs for row in rows])
        self._column = np.concatenate([np.array(p, dtype=np.int64) for p in places])
        lengths = [len(p) for p in places]
        self._row = np.repeat(np.arange(len(rows)), lengths)
        self._value = np.repeat([share_of(n) for n in lengths], lengths)

    def take(self, kept: npt.NDArray[np.bool_]) -> Design:
        """Some of the rows."""
        part = object.__new__(Design)
        mask = kept[self._row]
        part.size, part.count = self.size, int(kept.sum())
        part.signs = self.signs[kept]
        part._row = (np.cumsum(kept) - 1)[self._row[mask]]
        part._column, part._value = self._column[mask], self._value[mask]
        return part

    def scores(self, grams: Floats, signs: Floats) -> Floats:
        """One score a row and column of the weights."""
        sums = [
            np.bincount(self._row, self._value * grams[self._column, k], self.count)
            for k in range(grams.shape[1])
        ]
        return np.stack(sums, axis=1) + self.signs @ signs

    def back(self, slope: Floats) -> tuple[Floats, Floats]:
        """The slope of the weights from the slope of the scores."""
        sums = [
            np.bincount(self._column, self._value * slope[self._row, k], self.size)
            for k in range(slope.shape[1])
        ]
        return np.stack(sums, axis=1), self.signs.T @ slope


def probabilities(scores: Floats) -> Floats:
    """Honest, outside, dishonest; the scores are of the two last against the first."""
    z = np.hstack([np.zeros((len(scores), 1)), scores])
    z = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(z / z.sum(axis=1, keepdims=True))


def fit(design: Design, kinds: npt.NDArray[np.int64], weight: Floats) -> tuple[Floats, Floats]:
    """Ridge logistic regression of three classes; of some rows two classes count as one."""
    width = design.signs.shape[1]
    cut = design.size * 2
    either = kinds == REFUSED

    def loss(theta: Floats) -> tuple[float, Floats]:
        grams, signs = theta[:cut].reshape(-1, 2), theta[cut:].reshape(width, 2)
        p = probabilities(design.scores(grams, signs))
        wanted = np.zeros_like(p)
        wanted[~either, kinds[~either]] = 1.0
        both = p[either, OUTSIDE:REFUSED]
        wanted[either, OUTSIDE:REFUSED] = both / both.sum(axis=1, keepdims=True)
        likely = np.where(either, p[:, OUTSIDE] + p[:, DISHONEST], p[np.arange(len(p)), kinds % 3])
        held = signs * _SIGNS_RIDGE
        held[0] = 0.0  # the constant is free
        value = -float(weight @ np.log(likely + 1e-300))
        value += 0.5 * (_RIDGE * float((grams**2).sum()) + float((held * signs).sum()))
        slope_grams, slope_signs = design.back((weight[:, None] * (p - wanted))[:, 1:])
        slope = [(slope_grams + _RIDGE * grams).ravel(), (slope_signs + held).ravel()]
        return value, np.concatenate(slope)

    theta = _least(loss, np.zeros(cut + width * 2))
    return theta[:cut].reshape(-1, 2), theta[cut:].reshape(width, 2)


def _least(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    """Where a smooth function is least, by L-BFGS with halved steps."""
    value, slope = loss(at)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        way, shares = slope.copy(), []
        for moved, turned in reversed(steps):
            share = float(moved @ way) / float(turned @ moved)
            shares.append(share)
            way -= share * turned
        if steps:
            moved, turned = steps[-1]
            way *= float(moved @ turned) / float(turned @ turned)
        else:
            way /= max(1.0, float(np.linalg.norm(slope)))
        for (moved, turned), share in zip(steps, reversed(shares), strict=True):
            way += (share - float(turned @ way) / float(turned @ moved)) * moved
        length, down = 1.0, float(slope @ way)
        while True:
            there = at - length * way
            new_value, new_slope = loss(there)
            if new_value <= value - 1e-4 * length * down or length < 1e-6:
                break
            length /= 2
        moved, turned = there - at, new_slope - slope
        if float(moved @ turned) > 1e-10:
            steps = [*steps, (moved, turned)][-_REMEMBERED:]
        is_done = abs(value - new_value) < 1e-6 * max(1.0, abs(value))
        at, value, slope = there, new_value, new_slope
        if is_done:
            break
    return at


# --- what is written ---


def fitted(rows: Sequence[Row], sources: dict[str, str]) -> dict[str, Any]:
    """The content of purpose.json."""
    design = Design(rows)
    kinds = np.array([row.message.kind for row in rows])
    refused = kinds != HONEST
    weight = np.array([row.message.weight for row in rows]) * np.where(refused, _HEAVIER, 1.0)
    measured = np.array([row.message.is_measured for row in rows])
    authors = np.array([row.message.author for row in rows])
    p = held_out(design, kinds, weight, authors, measured)
    by_words = np.array([row.refused for row in rows])
    usual = np.array([row.message.is_usual for row in rows])
    refuse = round(threshold(p, refused, measured & usual & ~by_words), 4)
    now = by_words | (p >= refuse)
    grams, signs = fit(design, kinds, weight)
    step = float(np.abs(grams).max()) / 127
    whole = np.rint(grams / step).astype(np.int64)
    names = ("outside", "dishonest")
    return {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_purpose",
            "messages": {
                name: int((kinds == kind).sum())
                for name, kind in (*KINDS.items(), ("refused", REFUSED))
            },
            "kept_for_test": sorted(KEPT_FOR_TEST),
            "held_out": {
                "all": figures(now, by_words, refused, measured),
                **{
                    str(author): figures(now, by_words, refused, measured & (authors == author))
                    for author in sorted(set(authors[measured]))
                },
            },
            "sha256": sources,
        },
        "refuse": refuse,
        "step": step,
        "signs": {
            name: {c: round(float(v), 4) for c, v in zip(columns(), signs[:, k], strict=True)}
            for k, name in enumerate(names)
        },
        "grams": {name: packed(whole[:, k].tolist()) for k, name in enumerate(names)},
    }


def held_out(
    design: Design,
    kinds: npt.NDArray[np.int64],
    weight: Floats,
    authors: npt.NDArray[np.str_],
    measured: npt.NDArray[np.bool_],
) -> Floats:
    """How probably each measured message is to be refused, by a fit that never saw its author."""
    found = np.zeros(len(kinds))
    names = sorted(set(authors[measured]))
    for fold in range(min(_FOLDS, len(names))):
        out = np.isin(authors, names[fold::_FOLDS])
        grams, signs = fit(design.take(~out), kinds[~out], weight[~out])
        part = design.take(out)
        found[out] = 1.0 - probabilities(part.scores(grams, signs))[:, HONEST]
    return found


def threshold(p: Floats, refused: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> float:
    """From which probability refusing costs least, in the middle between two messages."""
    chance, wanted = p[among], refused[among]
    order = np.argsort(-chance, kind="stable")
    caught = np.concatenate([[0], np.cumsum(wanted[order])])
    wrong = np.concatenate([[0], np.cumsum(~wanted[order])])
    cost = _ANSWERED_WRONGLY * (int(wanted.sum()) - caught) + _REFUSED_WRONGLY * wrong
    best = int(np.argmin(cost))
    ends = np.concatenate([[1.0], chance[order], [0.0]])
    return float((ends[best] + ends[best + 1]) / 2)


def figures(
    now: npt.NDArray[np.bool_],
    before: npt.NDArray[np.bool_],
    refused: npt.NDArray[np.bool_],
    among: npt.NDArray[np.bool_],
) -> dict[str, list[int]]:
    """[so many, of so many]: refused rightly and wrongly, now and by words alone."""
    bad, good = among & refused, among & ~refused
    return {
        "refused_rightly": [int((now & bad).sum()), int(bad.sum())],
        "by_words_rightly": [int((before & bad).sum()), int(bad.sum())],
        "refused_wrongly": [int((now & good).sum()), int(good.sum())],
        "by_words_wrongly": [int((before & good).sum()), int(good.sum())],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
