from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from assistant.errors import EncoderError
from assistant.retrieval.encoder import unit_rows
from assistant.retrieval.encoders import load_encoder
from assistant.retrieval.onnx import OnnxEncoder, pool
from tests.retrieval.small_models import CHARACTERS, SPECIAL, write_onnx, write_recipe

NUMBERS = {c: n + len(SPECIAL) for n, c in enumerate(dict.fromkeys(CHARACTERS))}


def by_hand(rows: np.ndarray, text: str, longest: int = 24) -> np.ndarray:
    ids = [2, *(NUMBERS[c] for c in text[: longest - 2]), 3]
    return unit_rows(rows[ids].mean(axis=0, keepdims=True))[0]


def test_prompts_pooling_and_length_are_the_models_own(tmp_path: Path) -> None:
    rows = write_onnx(tmp_path)
    write_recipe(tmp_path)
    encoder = load_encoder(tmp_path)
    assert isinstance(encoder, OnnxEncoder)
    texts = ["算力补贴", "人才奖励租金", "甲" * 40]
    for found, prompt in (
        (encoder.encode_queries(texts), "问题："),
        (encoder.encode_passages(texts), "条文："),
    ):
        expected = [by_hand(rows, prompt + text) for text in texts]
        np.testing.assert_allclose(found, expected, atol=1e-6)
    assert encoder.encode_queries([]).shape == (0, encoder.dim)


def test_padding_changes_nothing(tmp_path: Path) -> None:
    write_onnx(tmp_path)
    write_recipe(tmp_path)
    encoder = OnnxEncoder.load(tmp_path)
    alone = encoder.encode_passages(["算力"])
    together = encoder.encode_passages(["算力", "人才奖励租金补贴"])
    np.testing.assert_allclose(alone[0], together[0], atol=1e-6)


@pytest.mark.parametrize(
    ("pooling", "expected"),
    [("mean", [2, 3]), ("cls", [1, 5]), ("max", [3, 5]), ("lasttoken", [3, 1])],
)
def test_each_pooling_sees_only_the_tokens_that_are_there(
    pooling: str, expected: list[float]
) -> None:
    states = np.asarray([[[1, 5], [3, 1], [99, 99]]], np.float32)
    mask = np.asarray([[1, 1, 0]])
    assert pool(states, mask, pooling).tolist() == [expected]


def test_the_fingerprint_is_of_graph_tokens_and_recipe(tmp_path: Path) -> None:
    for name in ("one", "two", "other"):
        write_onnx(tmp_path / name)
        write_recipe(tmp_path / name, "cls_token" if name == "other" else "mean_tokens")
    one, two, other = (
        OnnxEncoder.load(tmp_path / name).fingerprint for name in ("one", "two", "other")
    )
    assert one == two != other


@pytest.mark.parametrize("damage", ["graph", "tokenizer.json", "config", "pooling", "nothing"])
def test_a_damaged_folder_is_told(tmp_path: Path, damage: str) -> None:
    write_onnx(tmp_path)
    write_recipe(tmp_path, "weightedmean_tokens" if damage == "pooling" else "mean_tokens")
    graph = tmp_path / "onnx" / "model.onnx"
    if damage == "graph":
        graph.write_bytes(graph.read_bytes()[:60])
    elif damage == "tokenizer.json":
        (tmp_path / "tokenizer.json").write_text("{", "utf-8")
    elif damage == "config":
        (tmp_path / "config_sentence_transformers.json").write_text("{", "utf-8")
    elif damage == "nothing":
        graph.unlink()
    with pytest.raises(EncoderError, match=r"重新下载|不支持|导出"):
        load_encoder(f"onnx:{tmp_path}")
