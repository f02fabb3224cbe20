"""Training pairs of the encoder: statutes against themselves, and in-domain questions.

None of the texts is part of the project but eval/training; the others are named when training.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?$")
_MIN_CHARS = 12
_NEAR = 0.7


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, the passage it belongs to, passages it does not belong to, and others it does."""

    text: str
    passage: str
    negatives: tuple[str, ...] = ()
    also_right: tuple[str, ...] = ()


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON lines file, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            if line.strip():
                yield json.loads(line)


def statute_pairs(corpus: Path, seed: int) -> list[Pair]:
    """A sentence against title and rest of its article, or the law's title against the article."""
    chance = random.Random(seed)
    pairs = []
    for row in read_jsonl(corpus):
        text = str(row["text"])
        law = _ARTICLE.sub("", str(row["title"]))
        sentences = [s for s in _SENTENCE.findall(text) if len(s) >= _MIN_CHARS]
        if len(sentences) > 1 and chance.random() < 0.75:
            chosen = chance.choice(sentences)
            rest = text.replace(chosen, "", 1)
            pairs.append(Pair(chosen, f"{row['title']} {rest}"))
        elif len(text) >= _MIN_CHARS:
            pairs.append(Pair(law, text))
    return pairs


def domain_pairs(
    path: Path, chunks: Mapping[str, str], hold_out: int = 0
) -> tuple[list[Pair], list[Pair]]:
    """In-domain questions to train on, and every n-th handwritten one held out (0: none).

    ``chunks`` are the corpus's texts by clause id. A question that shares most of its bigrams with
    a held-out one of the same subject (a slip of the hand, a mixed-in word) is in neither list.
    """
    rows = list(read_jsonl(path))
    hand = [row for row in rows if row["made"] == "hand"]
    held = hand[::hold_out] if hold_out else []
    near: dict[str, list[set[str]]] = {}
    for row in held:
        near.setdefault(row["subject"], []).append(_bigrams(row["question"]))
    kept = [
        row
        for row in rows
        if not any(
            len(_bigrams(row["question"]) & other) > _NEAR * len(other)
            for other in near.get(row["subject"], ())
        )
    ]
    return [_domain_pair(row, chunks) for row in kept], [_domain_pair(row, chunks) for row in held]


def _domain_pair(row: dict[str, Any], chunks: Mapping[str, str]) -> Pair:
    return Pair(
        row["question"],
        chunks[row["clause"]] if row["clause"] else row["passage"],
        tuple(chunks[clause] for clause in row["hard_negatives"]),
        tuple(chunks[clause] for clause in row["also_right"]),
    )


def _bigrams(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}
