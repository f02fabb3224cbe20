"""Train the static encoder: ``python -m assistant.retrieval.train --help``.

Three steps over one table of token vectors: statutes against themselves, STARD questions, in-domain
questions; each batch's other passages and the hard negatives are the wrong answers (multiple
negatives ranking: softmax over cosine / TEMPERATURE). Vectors begin as random directions whose
length is the token's idf, so that the untrained model is already a rough tf-idf.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.training_data import (
    Pair,
    domain_pairs,
    stard_pairs,
    statute_pairs,
)
from assistant.text.tokens import tokenise

TEMPERATURE = 0.05
UNKNOWN = "[UNK]"


def build_vocabulary(
    required: Iterable[str], texts: Iterable[str], size: int
) -> tuple[list[str], npt.NDArray[np.float32]]:
    """All tokens of the required texts, then the commonest of the others; with their idf."""
    df: Counter[str] = Counter()
    must: set[str] = set()
    n_texts = 0
    for text in required:
        tokens = set(tokenise(text))
        must |= tokens
        df.update(tokens)
        n_texts += 1
    for text in texts:
        df.update(set(tokenise(text)))
        n_texts += 1
    by_count = sorted(df, key=lambda token: (-df[token], token))
    chosen = sorted(must, key=lambda token: (-df[token], token))[:size]
    chosen += [token for token in by_count if token not in must][: size - len(chosen)]
    chosen = [UNKNOWN, *sorted(chosen)]
    idf = [0.0] + [float(np.log((n_texts + 1) / (df[token] + 1))) for token in chosen[1:]]
    return chosen, np.asarray(idf, np.float32)


class Trainer:
    """The table of token vectors and the loop that moves it."""

    def __init__(
        self, vocabulary: list[str], idf: npt.NDArray[np.float32], dim: int, seed: int
    ) -> None:
        import torch

        torch.manual_seed(seed)
        self._torch = torch
        self._chance = random.Random(seed)
        self._ids = {token: n for n, token in enumerate(vocabulary)}
        rows = torch.randn(len(vocabulary), dim) * torch.from_numpy(idf)[:, None] / dim**0.5
        self.table = torch.nn.EmbeddingBag.from_pretrained(rows, freeze=False, mode="sum")

    def ids(self, text: str) -> npt.NDArray[np.int64]:
        """Token ids of a text; the unknown ones are left out."""
        found = (self._ids.get(token) for token in tokenise(text))
        return np.asarray([n for n in found if n is not None], np.int64)

    def encode(self, batch: list[npt.NDArray[np.int64]]) -> Any:
        """Unit vectors of id lists, as a tensor."""
        torch = self._torch
        starts = np.cumsum([0, *(len(ids) for ids in batch[:-1])])
        flat = np.concatenate(batch) if batch else np.zeros(0, np.int64)
        sums = self.table(torch.from_numpy(flat), torch.from_numpy(starts))
        return torch.nn.functional.normalize(sums, dim=1)

    def fit(self, pairs: list[Pair], *, rate: float, epochs: int, size: int, name: str) -> None:
        """Train over the pairs; the step size falls linearly to zero."""
        torch = self._torch
        cut = [
            (self.ids(p.text), self.ids(p.passage), [self.ids(n) for n in p.negatives[:4]])
            for p in pairs
        ]
        cut = [row for row in cut if len(row[0]) and len(row[1])]
        optimiser = torch.optim.Adam(self.table.parameters(), lr=rate)
        n_steps = max(1, epochs * (len(cut) // size or 1))
        plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: max(0.0, 1 - n / n_steps))
        began = time.perf_counter()
        step, total = 0, 0.0
        for _ in range(epochs):
            self._chance.shuffle(cut)
            for first in range(0, max(1, len(cut) - size + 1), size):
                loss = self._loss(cut[first : first + size])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                plan.step()
                step, total = step + 1, total + float(loss.detach())
                if step % 50 == 0 or step == n_steps:
                    seconds = time.perf_counter() - began
                    print(
                        f"{name} {step}/{n_steps} loss {total / step:.3f} {seconds:.0f}s",
                        file=sys.stderr,
                    )

    def _loss(self, batch: list[Any]) -> Any:
        torch = self._torch
        negatives = [ids for row in batch for ids in row[2] if len(ids)]
        queries = self.encode([row[0] for row in batch])
        passages = self.encode([row[1] for row in batch] + negatives)
        scores = queries @ passages.T / TEMPERATURE
        same = _same_passages(batch, negatives)
        scores = scores.masked_fill(torch.from_numpy(same), float("-inf"))
        return torch.nn.functional.cross_entropy(scores, torch.arange(len(batch)))

    def matrix(self) -> npt.NDArray[np.float16]:
        """The trained rows; that of the unknown token is zero."""
        rows = self.table.weight.detach().numpy().copy()
        rows[0] = 0.0
        half: npt.NDArray[np.float16] = rows.astype(np.float16)
        return half


def _same_passages(
    batch: list[Any], negatives: list[npt.NDArray[np.int64]]
) -> npt.NDArray[np.bool_]:
    """Where a column repeats the right passage of a row: no wrong answer, so masked."""
    keys = [hash(row[1].tobytes()) for row in batch]
    columns = np.asarray(keys + [hash(ids.tobytes()) for ids in negatives])
    same = np.asarray(keys)[:, None] == columns[None, :]
    same[np.arange(len(batch)), np.arange(len(batch))] = False
    found: npt.NDArray[np.bool_] = same
    return found


def save_model(folder: Path, vocabulary: list[str], rows: npt.NDArray[np.float16]) -> None:
    """Write a sentence-transformers folder; it needs neither library to be written."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    modules = "sentence_transformers.sentence_transformer.modules"
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.StaticEmbedding"},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{modules}.Normalize"},
        ],
    )
    _write_json(folder / "1_Normalize" / "config.json", {})
    _write_json(folder / "config_sentence_transformers.json", {"similarity_fn_name": "cosine"})
    _write_json(
        folder / "tokenizer.json",
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [],
            "normalizer": None,
            "pre_tokenizer": {"type": "WhitespaceSplit"},
            "post_processor": None,
            "decoder": None,
            "model": {
                "type": "WordLevel",
                "vocab": {token: n for n, token in enumerate(vocabulary)},
                "unk_token": UNKNOWN,
            },
        },
    )
    save_file({"embedding.weight": rows}, folder / "model.safetensors")


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Read the data that is there, train step by step, write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True, help="corpus/ of the workspace")
    parser.add_argument("--pairs", type=Path, required=True, help="in-domain questions, JSON lines")
    parser.add_argument("--laws", type=Path, help="statutes: {title, text}, JSON lines, .gz")
    parser.add_argument("--stard", type=Path, help="folder with corpus, queries and qrels")
    parser.add_argument("--dim", type=int, default=256)
    parser.add_argument("--vocabulary", type=int, default=32_000)
    parser.add_argument("--seed", type=int, default=20250601)
    chosen = parser.parse_args(arguments)
    kept, held = domain_pairs(chosen.pairs)
    laws = statute_pairs(chosen.laws, chosen.seed) if chosen.laws else []
    stard = stard_pairs(chosen.stard) if chosen.stard else []
    sources = [
        path.read_text(encoding="utf-8") for path in sorted(chosen.corpus.glob("*/source.txt"))
    ]
    required = sources + [text for p in kept for text in (p.text, p.passage)]
    others = (text for p in laws + stard for text in (p.text, p.passage))
    vocabulary, idf = build_vocabulary(required, others, chosen.vocabulary)
    trainer = Trainer(vocabulary, idf, chosen.dim, chosen.seed)
    if laws:
        trainer.fit(laws, rate=0.02, epochs=1, size=1024, name="statutes")
    if stard:
        trainer.fit(stard, rate=0.01, epochs=4, size=256, name="stard")
    trainer.fit(kept, rate=0.01, epochs=8, size=256, name="domain")
    save_model(chosen.out, vocabulary, trainer.matrix())
    print(f"{len(held)} held out, {len(vocabulary)} tokens -> {chosen.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
