"""A small transformer from scratch: ``python -m assistant.retrieval.training.transformer --help``.

It is trained on the data of the static encoder. It reads characters in order, which token vectors
cannot; it needs a GPU to train and torch to answer. The folder it writes is an ordinary
sentence-transformers model for ``--encoder``; ``python benchmarks/retrieval.py --encoder FOLDER``
tells its quality and milliseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.training.fit import Step, fit
from assistant.retrieval.training.material import Material, add_options, texts_of
from assistant.retrieval.training.train import AGAIN, DOMAIN, STARD, STATUTES
from assistant.retrieval.training.vocabulary import UNKNOWN, Ids
from assistant.text.normalise import fold

PADDING = "[PAD]"
_RATE = 5e-4
_WARM_UP = 0.06


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the network; ``longest`` is in characters, what comes after is not read."""

    layers: int = 4
    width: int = 256
    heads: int = 4
    longest: int = 256
    n_characters: int = 8_000


def untrained(texts: Iterable[str], shape: Shape, seed: int, device: str) -> Any:
    """A SentenceTransformer over characters: BERT, mean of the states, Normalize."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel

    counted = Counter(character for text in texts for character in fold(text))
    common = sorted(counted, key=lambda c: (-counted[c], c))[: shape.n_characters]
    characters = [PADDING, UNKNOWN, *(c for c in common if not c.isspace())]
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(characters),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=4 * shape.width,
        max_position_embeddings=shape.longest,
        pad_token_id=0,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        BertModel(config, add_pooling_layer=False).save_pretrained(folder)
        _save_tokenizer(folder, characters, shape.longest)
        reader = Transformer(name, max_seq_length=shape.longest)
    parts = [reader, Pooling(shape.width), Normalize()]
    return SentenceTransformer(modules=parts, device=device)


def _save_tokenizer(folder: Path, characters: list[str], longest: int) -> None:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    numbers = {character: n for n, character in enumerate(characters)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex("."), "isolated")]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": longest,
        "pad_token": PADDING,
        "unk_token": UNKNOWN,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")


class Characters:
    """From a text to the numbers of its characters, as the model's own tokenizer counts them."""

    def __init__(self, model: Any) -> None:
        self._tokenizer = model.tokenizer
        self._longest = int(model.max_seq_length)

    def __call__(self, text: str) -> Ids:
        """Character numbers in order, as many as the model reads."""
        read = self._tokenizer(text, truncation=True, max_length=self._longest)
        return np.asarray(read["input_ids"], np.int64)


def padded_features(batch: list[Ids]) -> dict[str, Any]:
    """Character numbers as BERT takes them: padded to the longest, with a mask."""
    import torch

    shape = (len(batch), max(map(len, batch)))
    numbers, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, ids in enumerate(batch):
        numbers[row, : len(ids)] = ids
        mask[row, : len(ids)] = 1
    return {"input_ids": torch.from_numpy(numbers), "attention_mask": torch.from_numpy(mask)}


def gentle(step: Step, size: int, epochs: int | None = None) -> Step:
    """The static encoder's step at a transformer's rate, in batches that its memory can hold."""
    size = min(size, step.size)
    return replace(step, rate=_RATE, warm_up=_WARM_UP, size=size, epochs=epochs or step.epochs)


def main(arguments: list[str] | None = None) -> None:
    """Read the data that is there, train step by step, write the folder."""
    shape = Shape()
    parser = argparse.ArgumentParser(description="从零训练小型 transformer 编码器（需要显卡）")
    add_options(parser)
    parser.add_argument("--layers", type=int, default=shape.layers, help="层数")
    parser.add_argument("--width", type=int, default=shape.width, help="向量维数")
    parser.add_argument("--heads", type=int, default=shape.heads, help="注意力头数")
    parser.add_argument("--longest", type=int, default=shape.longest, help="最多读多少字")
    parser.add_argument("--batch", type=int, default=256, help="每批多少对")
    parser.add_argument("--epochs", type=int, help="每一步的轮数（默认与静态编码器相同）")
    parser.add_argument("--device", default="cuda", help="cuda 或 cpu")
    chosen = parser.parse_args(arguments)
    material = Material.read(chosen)
    shape = Shape(chosen.layers, chosen.width, chosen.heads, chosen.longest)
    model = untrained(
        texts_of([*material.statutes, *material.domain, *material.stard]),
        shape,
        chosen.seed,
        chosen.device,
    )
    numbering = Characters(model)
    for pairs, step in (
        (material.statutes, STATUTES),
        (material.domain, DOMAIN),
        (material.stard, STARD),
        (material.domain, AGAIN),
    ):
        if pairs:
            step = gentle(step, chosen.batch, chosen.epochs)
            on_cpu = chosen.device == "cpu"
            fit(model, pairs, step, numbering, padded_features, chosen.seed, use_cpu=on_cpu)
    model.save(str(chosen.out), create_model_card=False)
    print(f"{chosen.layers} 层，{chosen.width} 维 → {chosen.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
