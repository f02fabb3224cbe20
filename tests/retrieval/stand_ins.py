"""Small stand-ins: an encoder that counts, and a few texts."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.encoder import Vectors, unit_rows
from assistant.text.tokens import tokenise

TEXTS = {
    "alpha-2025#1": "甲区 租用算力补贴 对租用智能算力开展大模型训练的企业给予补贴",
    "alpha-2025#2": "甲区 人才奖励 对引进的高层次人才给予一次性奖励",
    "beta-2025#1": "乙区 租用算力补贴 对租用智能算力开展大模型训练的企业给予补贴",
    "beta-2025#2.1": "乙区 举办大赛 对举办具有影响力的大赛给予支持",
}


class CountingEncoder:
    """Hashes tokens into a few dimensions, and remembers what it was asked to encode."""

    name = "counting"

    def __init__(self, dim: int = 16, fingerprint: str = "counting:1") -> None:
        self.dim = dim
        self.fingerprint = fingerprint
        self.passages: list[str] = []

    def encode_queries(self, texts: list[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: list[str]) -> Vectors:
        self.passages += texts
        return self._encode(texts)

    def _encode(self, texts: list[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for token in tokenise(text):
                row[sum(map(ord, token)) % self.dim] += 1
        return unit_rows(rows)
