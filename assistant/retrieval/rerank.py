"""Reranker: a model that reads question and clause together and orders the first hits anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.errors import EncoderError
from assistant.policy.clause import ClauseId
from assistant.retrieval.hit import Hit

_BATCH = 16


class Reranker(Protocol):
    """Scores pairs of a question and a text; larger is better, between 0 and 1."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One score per text."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, by folder or hub name."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def load(cls, name: str) -> CrossEncoderReranker:
        """Open a model; a folder is never looked up on the network.

        Raises:
            EncoderError: the library or the model is missing or damaged.
        """
        folder = Path(name)
        is_path = folder.is_absolute() or name.startswith(".")
        if is_path and not folder.is_dir():
            raise EncoderError(f"没有重排模型文件夹 {name}：请检查设置项 reranker 的路径。")
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise EncoderError(
                f"加载重排模型 {name} 需要 sentence-transformers："
                "运行 pip install sentence-transformers。"
            ) from error
        try:
            return cls(CrossEncoder(name, device="cpu", local_files_only=folder.is_dir()))
        except Exception as error:  # the library raises many kinds for one broken folder
            why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise EncoderError(
                f"重排模型 {name} 打不开：{why}。请检查名称、文件与网络，或改用本地文件夹。"
            ) from error

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One score per text; a model's logits become probabilities."""
        if not texts:
            return []
        raw = self._model.predict(
            [(query, text) for text in texts], batch_size=_BATCH, show_progress_bar=False
        )
        values = np.asarray(raw, np.float64).reshape(len(texts), -1)[:, -1]
        if values.min() < 0 or values.max() > 1:
            values = 1 / (1 + np.exp(-np.clip(values, -60, 60)))
        return [float(value) for value in values]


@dataclass(frozen=True, slots=True)
class Reranking:
    """Orders the first ``depth`` hits by the reranker; ``text_of`` gives the text of a clause."""

    reranker: Reranker
    text_of: Callable[[ClauseId], str]
    depth: int = 30

    def apply(self, query: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The same hits in a new order; equal ones keep theirs, those below ``depth`` follow.

        Signals stay as they were; the scores of the first hits are the reranker's.
        """
        first, rest = hits[: self.depth], hits[self.depth :]
        scores = self.reranker.scores(query, [self.text_of(hit.clause_id) for hit in first])
        ordered = sorted(zip(scores, first, strict=True), key=lambda pair: -pair[0])
        lowest = min(scores, default=0.0)
        moved = [hit._replace(score=score) for score, hit in ordered]
        moved += [hit._replace(score=min(hit.score, lowest)) for hit in rest]
        return tuple(hit._replace(rank=rank) for rank, hit in enumerate(moved, start=1))
