"""Training pairs of the encoder: statutes against themselves, STARD questions, in-domain questions.

None of the texts is part of the project but eval/training; the others are named when training.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?$")
_MIN_CHARS = 12
HELD_OUT = 10
"""Every tenth in-domain question is kept out of training, to choose settings by."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, the passage it belongs to, and passages it does not belong to."""

    text: str
    passage: str
    negatives: tuple[str, ...] = ()


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
    """A sentence against the rest of its article, or the law's title against the article."""
    chance = random.Random(seed)
    pairs = []
    for row in read_jsonl(corpus):
        text = str(row["text"])
        law = _ARTICLE.sub("", str(row["title"]))
        sentences = [s for s in _SENTENCE.findall(text) if len(s) >= _MIN_CHARS]
        if len(sentences) > 1 and chance.random() < 0.75:
            chosen = chance.choice(sentences)
            rest = text.replace(chosen, "", 1)
            pairs.append(Pair(chosen, law + " " + rest if chance.random() < 0.5 else rest))
        elif len(text) >= _MIN_CHARS:
            pairs.append(Pair(law, text))
    return pairs


def stard_pairs(folder: Path) -> list[Pair]:
    """Everyday questions and the articles that answer them."""
    passages = {
        r["id"]: f"{r['title']} {r['text']}" for r in read_jsonl(folder / "corpus.jsonl.gz")
    }
    questions = {r["id"]: str(r["text"]) for r in read_jsonl(folder / "queries.jsonl")}
    pairs = []
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, relevance = line.split("\t")
        if int(relevance) > 0:
            pairs.append(Pair(questions[question], passages[passage]))
    return pairs


def domain_pairs(path: Path) -> tuple[list[Pair], list[Pair]]:
    """In-domain questions: those to train on, and those held out (every tenth passage)."""
    kept: list[Pair] = []
    held: list[Pair] = []
    for n, row in enumerate(read_jsonl(path)):
        pair = Pair(row["question"], row["passage"], tuple(row.get("hard_negatives") or ()))
        (held if n % HELD_OUT == 0 else kept).append(pair)
    return kept, held
