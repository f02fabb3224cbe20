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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.policy.chunk import chunk_corpus
from assistant.policy.corpus import load_corpus
from assistant.retrieval.training_data import (
    Pair,
    domain_pairs,
    stard_pairs,
    statute_pairs,
)
from assistant.text.tokens import tokenise

TEMPERATURE = 0.05
MAX_NEGATIVES = 6
UNKNOWN = "[UNK]"
Ids = npt.NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair as token ids; ``right`` are the bytes of every right passage's ids."""

    text: Ids
    passage: Ids
    negatives: list[Ids]
    right: set[bytes]


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
        rows = [row for row in map(self._row, pairs) if len(row.text) and len(row.passage)]
        size = min(size, len(rows))
        optimiser = torch.optim.Adam(self.table.parameters(), lr=rate)
        n_steps = epochs * (len(rows) // size)
        plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: max(0.0, 1 - n / n_steps))
        began, step, total = time.perf_counter(), 0, 0.0
        for _ in range(epochs):
            self._chance.shuffle(rows)
            for first in range(0, len(rows) - size + 1, size):
                loss = self._loss(rows[first : first + size])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                plan.step()
                step, total = step + 1, total + float(loss.detach())
                if step % 50 == 0 or step == n_steps:
                    seconds = time.perf_counter() - began
                    print(
                        f"{name} {step}/{n_steps} {total / step:.3f} {seconds:.0f}s",
                        file=sys.stderr,
                    )

    def _row(self, pair: Pair) -> _Row:
        negatives = pair.negatives
        if len(negatives) > MAX_NEGATIVES:
            negatives = tuple(self._chance.sample(negatives, MAX_NEGATIVES))
        return _Row(
            self.ids(pair.text),
            self.ids(pair.passage),
            [self.ids(text) for text in negatives],
            {self.ids(text).tobytes() for text in (pair.passage, *pair.also_right)},
        )

    def _loss(self, batch: list[_Row]) -> Any:
        """Softmax over every passage of the batch; other right passages of a row are masked."""
        torch = self._torch
        passages = [row.passage for row in batch]
        passages += [ids for row in batch for ids in row.negatives if len(ids)]
        keys = [ids.tobytes() for ids in passages]
        mask = np.asarray([[key in row.right for key in keys] for row in batch])
        np.fill_diagonal(mask, False)
        scores = self.encode([row.text for row in batch]) @ self.encode(passages).T / TEMPERATURE
        scores = scores.masked_fill(torch.from_numpy(mask), float("-inf"))
        return torch.nn.functional.cross_entropy(scores, torch.arange(len(batch)))

    def matrix(self) -> npt.NDArray[np.float16]:
        """The trained rows; that of the unknown token is zero."""
        rows = self.table.weight.detach().numpy().copy()
        rows[0] = 0.0
        half: npt.NDArray[np.float16] = rows.astype(np.float16)
        return half


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
    (folder / "model.safetensors").chmod(0o644)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Read the data that is there, train step by step, write the folder."""
    parser = argparse.ArgumentParser(description="训练静态编码器（只用 CPU，几分钟）")
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    parser.add_argument("--corpus", type=Path, required=True, help="工作区的 corpus/")
    parser.add_argument("--pairs", type=Path, required=True, help="领域问句 pairs.jsonl")
    parser.add_argument("--laws", type=Path, help="法条 {title, text}，JSON 行，可为 .gz")
    parser.add_argument("--stard", type=Path, help="STARD 文件夹（语料、问句、标注）")
    parser.add_argument("--dim", type=int, default=256, help="向量维数")
    parser.add_argument("--vocabulary", type=int, default=32_000, help="词元个数")
    parser.add_argument("--seed", type=int, default=20250601, help="随机种子")
    parser.add_argument(
        "--hold-out", type=int, default=0, metavar="N", help="每 N 个手写问句留一个不训练，并报告"
    )
    chosen = parser.parse_args(arguments)
    chunks = {str(c.clause_id): c.text for c in chunk_corpus(load_corpus(chosen.corpus))}
    kept, held = domain_pairs(chosen.pairs, chunks, chosen.hold_out)
    laws = statute_pairs(chosen.laws, chosen.seed) if chosen.laws else []
    stard = stard_pairs(chosen.stard) if chosen.stard else []
    required = [*chunks.values(), *(text for p in kept for text in (p.text, p.passage))]
    others = (text for p in laws + stard for text in (p.text, p.passage))
    vocabulary, idf = build_vocabulary(required, others, chosen.vocabulary)
    trainer = Trainer(vocabulary, idf, chosen.dim, chosen.seed)
    if laws:
        trainer.fit(laws, rate=0.02, epochs=1, size=1024, name="statutes")
    if stard:
        trainer.fit(stard, rate=0.01, epochs=4, size=256, name="stard")
    trainer.fit(kept, rate=0.02, epochs=8, size=256, name="domain")
    save_model(chosen.out, vocabulary, trainer.matrix())
    print(f"{len(vocabulary)} 个词元，{chosen.dim} 维 → {chosen.out}", file=sys.stderr)
    if held:
        print(f"留出 {len(held)} 个问句，首位命中 {_first(trainer, held, chunks):.3f}")


def _first(trainer: Trainer, pairs: list[Pair], chunks: dict[str, str]) -> float:
    """The share of questions whose right passage is nearest, among all chunks and passages."""
    passages = list(dict.fromkeys([*chunks.values(), *(pair.passage for pair in pairs)]))
    encoded = trainer.encode([trainer.ids(text) for text in passages]).detach().numpy()
    asked = trainer.encode([trainer.ids(pair.text) for pair in pairs]).detach().numpy()
    found = [passages[n] for n in (asked @ encoded.T).argmax(axis=1)]
    right = (text in (p.passage, *p.also_right) for text, p in zip(found, pairs, strict=True))
    return sum(right) / len(pairs)


if __name__ == "__main__":
    main()
