"""The static encoder as something to train, and its folder.

Vectors begin as random directions whose length is the token's idf, so that the untrained model is
already a rough tf-idf.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.training.vocabulary import UNKNOWN, Ids

_MODULES = "sentence_transformers.sentence_transformer.modules"


def untrained(vocabulary: list[str], idf: npt.NDArray[np.float32], dim: int, seed: int) -> Any:
    """A SentenceTransformer of StaticEmbedding and Normalize."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer

    chance = torch.Generator().manual_seed(seed)
    rows = torch.randn(len(vocabulary), dim, generator=chance) * torch.from_numpy(idf)[:, None]
    tokenizer = Tokenizer.from_str(json.dumps(_tokenizer(vocabulary)))
    parts = [StaticEmbedding(tokenizer, rows / dim**0.5), Normalize()]
    return SentenceTransformer(modules=parts, device="cpu")


def bag_features(batch: list[Ids]) -> dict[str, Any]:
    """Token numbers as StaticEmbedding takes them: end to end, with the first of each text."""
    import torch

    starts = np.cumsum([0, *(len(ids) for ids in batch[:-1])])
    flat = np.concatenate(batch) if batch else np.zeros(0, np.int64)
    return {"input_ids": torch.from_numpy(flat), "offsets": torch.from_numpy(starts)}


def rows_of(model: Any) -> npt.NDArray[np.float16]:
    """The trained rows; that of the unknown token is zero."""
    rows = model[0].embedding.weight.detach().cpu().numpy().copy()
    rows[0] = 0.0
    half: npt.NDArray[np.float16] = rows.astype(np.float16)
    return half


def save_model(folder: Path, vocabulary: list[str], rows: npt.NDArray[np.float16]) -> None:
    """Write a sentence-transformers folder; it needs neither library to be written."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.StaticEmbedding"},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_MODULES}.Normalize"},
        ],
    )
    _write_json(folder / "1_Normalize" / "config.json", {})
    _write_json(folder / "config_sentence_transformers.json", {"similarity_fn_name": "cosine"})
    _write_json(folder / "tokenizer.json", _tokenizer(vocabulary))
    save_file({"embedding.weight": rows}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)


def _tokenizer(vocabulary: list[str]) -> dict[str, object]:
    return {
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
    }


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
