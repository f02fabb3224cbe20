"""ClauseReader: how well clauses fit a message, by a small network read with onnxruntime.

It is optional: without its files or onnxruntime there is no reader, and everything is answered from
words alone. It is opened only when it is first asked, and never by anything that searches.

A clause's score is ``a · cosine + b · t + c``: the cosine of the two texts' mean states, and ``t``
the mean of the four tokens of the message that a token of the clause matches best. Above 0 the
clause fits rather than not. Scores stand on a grid far coarser than what processors differ by.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.retrieval.network import REMEDY, check_sizes, check_sums, opening, session_of

FOLDER = "reader"
"""The reader's place beside the encoder."""
QUERY, PASSAGE = "query: ", "passage: "
LONGEST = 112
"""Tokens of a text that are read at most, the prefix and both ends included."""
HEAD = 4
"""Tokens before the message's own: the start and the prefix."""
BEST = 4
"""So many of a message's tokens, those that match best, make its match."""
GRID = 0.01
_RECENT = 64
_AROUND = " ,。;:、"
"""What stands around a stretch and says nothing of it: cut one way or another it is read once."""
_ROWS, _COLUMNS = 13, 200
"""So many tokens of a message, and of labels, are multiplied at once."""
_FILES = ("model.onnx", "tokenizer.json", "labels.npz")

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the network reads it: unit rows, one for the text and one for each token."""

    whole: Vectors
    tokens: Vectors


@dataclass(frozen=True, slots=True)
class Kept:
    """Labels side by side: the row of each by its key, what each is, and the tokens in columns.

    The columns stand in blocks; ``starts`` is where each label's begin.
    """

    rows: Mapping[str, int]
    wholes: Vectors
    tokens: tuple[Vectors, ...]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, labels: Mapping[str, Read]) -> Kept:
        """Of labels by their keys."""
        keys = sorted(labels)
        ends = np.cumsum([0, *(len(labels[key].tokens) for key in keys)])
        tokens = np.concatenate([labels[key].tokens for key in keys])
        blocks = (tokens[n : n + _COLUMNS].T for n in range(0, len(tokens), _COLUMNS))
        return cls(
            {key: row for row, key in enumerate(keys)},
            np.stack([labels[key].whole for key in keys]),
            tuple(np.ascontiguousarray(block) for block in blocks),
            ends[:-1],
        )


@dataclass(frozen=True, slots=True)
class Margins:
    """From which score on a clause is proposed, and how far ahead of the next one.

    Below ``never`` a clause has nothing to do with a message.
    """

    least: float
    ahead: float
    never: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What cosine and token match weigh, and what is added."""

    cosine: float
    tokens: float
    added: float

    def score(self, message: Read, label: Read) -> float:
        """How well a label fits a message, on the grid."""
        own = message.tokens[HEAD:-1]
        if not len(own):
            return self.added
        matches = (own @ label.tokens.T).max(axis=1)
        matches.sort()
        best = matches[-BEST:]
        score = (
            self.cosine * float(message.whole @ label.whole)
            + self.tokens * float(np.add.reduce(best) / len(best))  # as mean() has it
            + self.added
        )
        return round(score / GRID) * GRID

    def score_all(self, message: Read, labels: Kept) -> tuple[float, ...]:
        """The same of every label that is kept, at once."""
        own = message.tokens[HEAD:-1]
        if not len(own):
            return (self.added,) * len(labels.rows)
        # Products so small that the library keeps to one thread: a second costs more than it gains.
        alike = [
            np.concatenate([own[n : n + _ROWS] @ block for block in labels.tokens], axis=1)
            for n in range(0, len(own), _ROWS)
        ]
        matches = np.maximum.reduceat(np.concatenate(alike), labels.starts, axis=1)
        matches.sort(axis=0)
        best = matches[-BEST:]
        scores = (
            self.cosine * np.add.reduce(labels.wholes * message.whole, axis=1).astype(np.float64)
            + self.tokens * (np.add.reduce(best, axis=0) / len(best)).astype(np.float64)
            + self.added
        )
        return tuple(float(one) for one in np.rint(scores / GRID) * GRID)


def label_of(corpus: Corpus, clause: Clause) -> str:
    """What a clause is read by: the heading of its article, if it is an item, and its text."""
    text = clause.text.replace("\n", " ")
    if clause.id.item is None:
        return text
    article = corpus.clause(ClauseId(clause.id.policy, clause.id.article))
    return " ".join(part for part in (article.heading if article else "", text) if part)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message as it is read, the scores of the labels that are kept, and of clauses."""

    read: Read
    kept: tuple[float, ...]
    scores: dict[ClauseId, float]


class ClauseReader:
    """Scores clauses of a corpus for messages; thread-safe, loads itself when first asked."""

    def __init__(
        self,
        folder: Path,
        corpus: Corpus,
        weights: Weights,
        margins: Margins,
        sums: Mapping[str, str],
    ) -> None:
        self.margins = margins
        said = [*(f"{name} {sums[name]}" for name in sorted(sums)), repr(weights), repr(margins)]
        self.sha256 = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
        self._sums = sums
        self._folder, self._corpus, self._weights = folder, corpus, weights
        self._network: Any = None
        self._tokenizer: Any = None
        self._labels: dict[ClauseId, int | Read] = {}
        self._others: dict[str, Read] = {}
        self._kept: Kept | None = None
        self._lock = Lock()
        self._read_text = lru_cache(maxsize=_RECENT)(self._message)
        # Blanks where a place or a number stood make another text of the same tokens.
        self._read_message = lru_cache(maxsize=_RECENT)(self._scored)

    @classmethod
    def find(cls, encoder: Path, corpus: Corpus) -> ClauseReader | None:
        """The reader that lies beside the encoder; see open."""
        return cls.open(encoder / FOLDER, corpus)

    @classmethod
    def open(cls, folder: Path, corpus: Corpus) -> ClauseReader | None:
        """The reader of a folder; None where there is none to run.

        Raises:
            EncoderError: its card is broken, or its files have not the size that the card names.
        """
        if not (folder / "model.onnx").is_file() or find_spec("onnxruntime") is None:
            return None
        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            weights = Weights(*(float(card["score"][n]) for n in ("cosine", "tokens", "added")))
            margins = Margins(*(float(card["margins"][n]) for n in ("least", "ahead", "never")))
            sums = {name: str(card["files"][name]["sha256"]) for name in _FILES}
            sizes = {name: int(card["files"][name]["bytes"]) for name in _FILES}
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise EncoderError(f"{folder}/card.json 读不了：{REMEDY}") from error
        check_sizes(folder, sizes)
        return cls(folder, corpus, weights, margins, sums)

    def scores(self, text: str, clauses: Sequence[ClauseId]) -> tuple[float, ...]:
        """How well each clause fits a message; () where it is longer than what is read."""
        message = self._read_text(text)
        if message is None:
            return ()
        known = message.scores  # one message is often held against several scopes in turn
        for clause in clauses:
            if clause not in known:
                label = self._label(clause)
                known[clause] = (
                    message.kept[label]
                    if isinstance(label, int)
                    else self._weights.score(message.read, label)
                )
        return tuple(known[clause] for clause in clauses)

    def alike(self, text: str, others: tuple[str, ...]) -> tuple[float, ...]:
        """How well each of other texts fits a message; () where it is longer than what is read.

        Those whose vectors are kept cost nothing more; any other is read once.
        """
        message = self._read_text(text)
        if message is None:
            return ()
        rows = self._kept.rows if self._kept else {}
        found = []
        for other in others:
            row = rows.get(label_key(other))
            if row is None and other not in self._others:
                self._others[other] = stored(self.read(PASSAGE + other))
            found.append(
                message.kept[row]
                if row is not None
                else self._weights.score(message.read, self._others[other])
            )
        return tuple(found)

    def _label(self, clause: ClauseId) -> int | Read:
        """The row of a clause among the labels that are kept, else the label itself."""
        if clause not in self._labels:
            text = label_of(self._corpus, self._corpus.require(clause))
            row = self._kept.rows.get(label_key(text)) if self._kept else None
            self._labels[clause] = stored(self.read(PASSAGE + text)) if row is None else row
        return self._labels[clause]

    def _message(self, text: str) -> _Message | None:
        self._load()
        ids = tuple(self._tokenizer.encode(QUERY + text.strip(_AROUND)).ids)
        return self._read_message(ids) if len(ids) < LONGEST else None

    def _scored(self, ids: tuple[int, ...]) -> _Message:
        read = self._of_ids(ids)
        kept = self._weights.score_all(read, self._kept) if self._kept else ()
        return _Message(read, kept, {})

    def read(self, text: str) -> Read:
        """A text, cut to the longest that is read."""
        self._load()
        return self._of_ids(tuple(self._tokenizer.encode(text).ids))

    def _of_ids(self, ids: tuple[int, ...]) -> Read:
        states, tokens = self._network.run(None, {"ids": np.asarray(ids, np.int64)})
        return Read(_unit(states.mean(axis=0)), _unit(tokens))

    def _load(self) -> None:
        if self._tokenizer is not None:
            return
        with self._lock:
            if self._tokenizer is not None:
                return
            from tokenizers import Tokenizer

            check_sums({name: self._folder / name for name in self._sums}, self._sums)
            with opening(self._folder):
                self._network = session_of(self._folder / "model.onnx")
                kept = self._folder / "labels.npz"
                self._kept = Kept.of(load_labels(kept)) if kept.is_file() else None
                tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.enable_truncation(LONGEST)
            self._tokenizer = tokenizer


def label_key(text: str) -> str:
    """What the vectors of a label are kept under."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stored(read: Read) -> Read:
    """A label as it is kept: in half precision."""
    return Read(*(one.astype(np.float16).astype(np.float32) for one in (read.whole, read.tokens)))


def save_labels(path: Path, labels: dict[str, Read]) -> None:
    """Keep the vectors of labels; the same vectors make the same bytes."""
    keys = sorted(labels)
    tokens = [labels[key].tokens.astype(np.float16) for key in keys]
    np.savez(
        path,
        keys=np.array(keys),
        wholes=np.stack([labels[key].whole.astype(np.float16) for key in keys]),
        tokens=np.concatenate(tokens),
        ends=np.cumsum([len(one) for one in tokens]),
    )


def load_labels(path: Path) -> dict[str, Read]:
    """The vectors that save_labels kept."""
    with np.load(path) as file:
        keys, wholes, tokens, ends = (file[n] for n in ("keys", "wholes", "tokens", "ends"))
    parts = np.split(tokens.astype(np.float32), ends[:-1])
    wholes = wholes.astype(np.float32)
    return {str(k): Read(w, t) for k, w, t in zip(keys, wholes, parts, strict=True)}


def _unit(rows: npt.NDArray[Any]) -> Vectors:
    size = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(size, 1e-12), np.float32)
