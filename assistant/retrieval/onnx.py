"""OnnxEncoder: a sentence-transformers folder with an ONNX export, without torch.

Prompts, pooling, normalisation and the longest text are those of the folder's own configuration,
as sentence-transformers reads them: ``modules.json``, ``sentence_bert_config.json``,
``*_Pooling/config.json``, ``config_sentence_transformers.json``. The only file that imports
onnxruntime.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError
from assistant.retrieval.encoder import Vectors, unit_rows

_FILES = ("onnx/model.onnx", "model.onnx")
_BATCH = 32
_LONGEST = 512
_QUERY, _PASSAGE = ("query",), ("document", "passage", "corpus")
_POOLINGS = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_lasttoken": "lasttoken",
}


def find_onnx(folder: Path) -> Path | None:
    """The exported graph in a model folder, if there is one."""
    return next((folder / name for name in _FILES if (folder / name).is_file()), None)


def is_onnx_only(folder: Path) -> bool:
    """Whether a folder can be read by ONNX alone: it has a graph and no torch weights."""
    weights = ("model.safetensors", "pytorch_model.bin", "model.safetensors.index.json")
    return find_onnx(folder) is not None and not any((folder / w).exists() for w in weights)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the folder wants texts turned into vectors."""

    query_prompt: str
    passage_prompt: str
    pooling: str
    longest: int

    @classmethod
    def read(cls, folder: Path) -> Recipe:
        """Read the configuration files that are there.

        Raises:
            EncoderError: the pooling is of a kind that is not supported.
        """
        general = _read_json(folder / "config_sentence_transformers.json")
        prompts = general.get("prompts") or {}
        default = prompts.get(general.get("default_prompt_name") or "", "")
        modules = _read_json(folder / "modules.json") or []
        pooling = "mean"
        for module in modules:
            if str(module.get("type", "")).endswith("Pooling"):
                pooling = _pooling(folder / str(module.get("path", "")) / "config.json")
        limit = _read_json(folder / "sentence_bert_config.json").get("max_seq_length")
        return cls(
            next((prompts[name] for name in _QUERY if prompts.get(name)), default),
            next((prompts[name] for name in _PASSAGE if prompts.get(name)), default),
            pooling,
            int(limit or _LONGEST),
        )


class OnnxEncoder:
    """Encodes with onnxruntime and tokenizers."""

    def __init__(self, name: str, session: Any, tokenizer: Any, recipe: Recipe) -> None:
        self.name = name
        self._session = session
        self._tokenizer = tokenizer
        self._recipe = recipe
        self._inputs = {given.name for given in session.get_inputs()}
        self.dim = int(self._encode(["智能算力"], "").shape[1])
        self.fingerprint = ""

    @classmethod
    def load(cls, folder: Path) -> OnnxEncoder:
        """Open a model folder.

        Raises:
            EncoderError: onnxruntime or a file is missing, or a file is damaged.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderError(
                "读取 ONNX 模型需要 onnxruntime：运行 pip install 'cewen[onnx]'。"
            ) from error
        graph = find_onnx(folder)
        if graph is None:
            raise EncoderError(
                f"{folder} 里没有 onnx/model.onnx：请检查 --encoder 的路径，或先导出模型。"
            )
        recipe = Recipe.read(folder)
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            session = onnxruntime.InferenceSession(
                str(graph), providers=onnxruntime.get_available_providers()
            )
            tokenizer.enable_truncation(recipe.longest)
            encoder = cls(folder.name, session, tokenizer, recipe)
        except EncoderError:
            raise
        except Exception as error:  # both libraries raise bare exceptions of their own
            why = " ".join(str(error).split())[:120]
            raise EncoderError(
                f"ONNX 模型 {folder} 打不开（{why}）：文件可能不完整，请重新下载或导出。"
            ) from error
        digest = hashlib.sha256(repr(recipe).encode())
        for path in (graph, folder / "tokenizer.json"):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        encoder.fingerprint = f"onnx:{digest.hexdigest()}"
        return encoder

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions, with the model's query prompt."""
        return self._encode(texts, self._recipe.query_prompt)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of chunks, with the model's document prompt."""
        return self._encode(texts, self._recipe.passage_prompt)

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        parts = [
            self._run([prompt + text for text in texts[first : first + _BATCH]])
            for first in range(0, len(texts), _BATCH)
        ]
        return unit_rows(np.concatenate(parts)) if parts else np.zeros((0, self.dim), np.float32)

    def _run(self, texts: list[str]) -> npt.NDArray[np.float32]:
        cut = self._tokenizer.encode_batch(texts)
        size = max(1, *(len(one.ids) for one in cut))
        ids = np.zeros((len(cut), size), np.int64)
        mask = np.zeros((len(cut), size), np.int64)
        for row, one in enumerate(cut):
            kept = sum(one.attention_mask)
            ids[row, :kept] = one.ids[:kept]
            mask[row, :kept] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feed = {name: array for name, array in given.items() if name in self._inputs}
        return pool(np.asarray(self._session.run(None, feed)[0]), mask, self._recipe.pooling)


def pool(
    states: npt.NDArray[np.floating[Any]], mask: npt.NDArray[np.int64], pooling: str
) -> npt.NDArray[np.float32]:
    """One vector per text of its tokens' states; states of two dimensions are vectors already."""
    found: npt.NDArray[Any]
    present = mask[:, :, None].astype(np.float32)
    if states.ndim == 2:
        found = states
    elif pooling == "cls":
        found = states[:, 0]
    elif pooling == "lasttoken":
        found = states[np.arange(len(states)), np.maximum(mask.sum(axis=1) - 1, 0)]
    elif pooling == "max":
        found = np.where(present > 0, states, -1e9).max(axis=1)
    else:
        found = (states * present).sum(axis=1) / np.maximum(present.sum(axis=1), 1)
    return np.asarray(found, np.float32)


def _pooling(path: Path) -> str:
    config = _read_json(path)
    chosen = [kind for key, kind in _POOLINGS.items() if config.get(key)]
    named = config.get("pooling_mode") or (chosen[0] if len(chosen) == 1 else "")
    if named not in _POOLINGS.values():
        raise EncoderError(f"{path} 的池化方式不支持：请换用平均、首词元、末词元或最大池化的模型。")
    return str(named)


def _read_json(path: Path) -> Any:
    if not path.is_file():
        return {}
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EncoderError(f"模型文件 {path} 损坏：请重新下载该模型。") from error
