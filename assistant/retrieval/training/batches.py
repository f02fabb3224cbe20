"""Batches: what the trainer is given at each step, made of pairs.

A batch is its questions, every passage they are compared with, and which of these passages are no
wrong answer and must be masked. Tokens are left out at random, so that no single word decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.training.data import Pair
from assistant.retrieval.training.vocabulary import Ids

MAX_NEGATIVES = 12
"""Hard negatives of a row in one batch; drawn anew each time from those that the pair has."""

_FEW = 3
"""A text of so few tokens loses none."""

Features = Callable[[list[Ids]], dict[str, Any]]
"""From token numbers to what the model's first module takes, as tensors."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair with its passages as numbers; ``right`` are those that answer it, its own included."""

    text: Ids
    passage: int
    negatives: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]


class Batches:
    """A collator of sentence-transformers' trainer over row numbers."""

    valid_label_columns = ("label",)

    def __init__(
        self,
        pairs: Sequence[Pair],
        numbering: Callable[[str], Ids],
        features: Features,
        left_out: float,
        seed: int,
    ) -> None:
        self._features = features
        self._left_out = left_out
        self._chance = np.random.default_rng(seed)
        self._numbers: dict[str, int] = {}
        self._passages: list[Ids] = []
        self._numbering = numbering
        rows = (self._row(pair) for pair in pairs)
        self._rows = [r for r in rows if len(r.text) and len(self._passages[r.passage])]

    def __len__(self) -> int:
        return len(self._rows)

    def __call__(self, examples: list[dict[str, int]]) -> dict[str, Any]:
        """Features of texts (``text_…``) and passages (``passage_…``), and the mask as label."""
        import torch

        rows = [self._rows[example["row"]] for example in examples]
        passages = np.asarray([row.passage for row in rows])
        passages = np.concatenate([passages, *map(self._negatives, rows)])
        mask = self._mask(rows, passages)
        texts = self._features([self._thinned(row.text) for row in rows])
        others = self._features([self._thinned(self._passages[n]) for n in passages])
        batch = {f"text_{name}": value for name, value in texts.items()}
        batch |= {f"passage_{name}": value for name, value in others.items()}
        return batch | {"label": torch.from_numpy(mask)}

    def _row(self, pair: Pair) -> _Row:
        passage = self._number(pair.passage)
        negatives = [n for n in map(self._number, pair.negatives) if len(self._passages[n])]
        right = {passage, *map(self._number, pair.also_right)}
        return _Row(
            self._numbering(pair.text),
            passage,
            np.asarray(negatives, np.int64),
            np.asarray(sorted(right), np.int64),
        )

    def _number(self, passage: str) -> int:
        number = self._numbers.setdefault(passage, len(self._passages))
        if number == len(self._passages):
            self._passages.append(self._numbering(passage))
        return number

    def _negatives(self, row: _Row) -> npt.NDArray[np.int64]:
        if len(row.negatives) <= MAX_NEGATIVES:
            return row.negatives
        return self._chance.choice(row.negatives, MAX_NEGATIVES, replace=False)

    def _thinned(self, ids: Ids) -> Ids:
        """The tokens without those that fell out; all of them if none would stay."""
        if not self._left_out or len(ids) <= _FEW:
            return ids
        kept = ids[self._chance.random(len(ids)) >= self._left_out]
        return kept if len(kept) else ids

    @staticmethod
    def _mask(rows: list[_Row], passages: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Row by passage: right as well, but not the one that is asked for."""
        mask: npt.NDArray[np.bool_] = passages[: len(rows), None] == passages[None, :]
        for n, row in enumerate(rows):
            if len(row.right) > 1:
                mask[n] = np.isin(passages, row.right)
        np.fill_diagonal(mask, False)
        return mask
