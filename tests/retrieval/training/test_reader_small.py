"""The small network of the reader: the same graph, and what it learns from the trained one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.policy.corpus import load_corpus
from assistant.retrieval.reader import QUERY, Read, Weights
from assistant.retrieval.training.reader_data import LEARNED, asked, said
from tests.fakes import ROOT

PIECES = 40
_LINEAR = {
    "attention.self.query": (384, 384),
    "attention.self.key": (384, 384),
    "attention.self.value": (384, 384),
    "attention.output.dense": (384, 384),
    "intermediate.dense": (1536, 384),
    "output.dense": (384, 1536),
}


def drawn(depth: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Weights of so many layers, and a projection."""
    chance = np.random.default_rng(3)

    def rows(*shape: int) -> np.ndarray:
        return (chance.normal(size=shape) * 0.05).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": rows(PIECES, 384),
        "embeddings.position_embeddings.weight": rows(160, 384),
        "embeddings.token_type_embeddings.weight": rows(1, 384),
    }
    norms = ["embeddings.LayerNorm"]
    for n in range(depth):
        layer = f"encoder.layer.{n}"
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        for name, shape in _LINEAR.items():
            found[f"{layer}.{name}.weight"] = rows(*shape)
            found[f"{layer}.{name}.bias"] = rows(shape[0])
    for name in norms:
        found[f"{name}.weight"] = 1 + rows(384)
        found[f"{name}.bias"] = rows(384)
    return found, rows(8, 384)


class Cut:
    """A text as the numbers of its characters."""

    def __init__(self, text: str) -> None:
        self.ids = [1, 2, 3, 4, *(5 + ord(c) % (PIECES - 5) for c in text), 0]


class Cutter:
    def encode_batch(self, texts: list[str]) -> list[Cut]:
        return [Cut(text) for text in texts]


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def test_the_weights_come_back_from_the_graph_and_torch_reads_as_the_graph_does() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    from assistant.retrieval.training.reader_graph import depth_of, graph, weights_of
    from assistant.retrieval.training.reader_small import Small, Trained

    weights, projection = drawn(3)
    model = graph(weights, projection)
    again, projected = weights_of(model)
    assert depth_of(again) == 3
    places = "embeddings.position_embeddings.weight"
    weights[places] += weights.pop("embeddings.token_type_embeddings.weight")
    for name, value in weights.items():
        np.testing.assert_allclose(again[name], value, atol=2e-3)
    assert graph(again, projected).SerializeToString(deterministic=True) == (
        model.SerializeToString(deterministic=True)
    )
    network = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    ids = np.arange(5, 17, dtype=np.int64)
    states, tokens = network.run(None, {"ids": ids})
    trained = Trained(again, projected, Weights(1.0, 1.0, 0.0), {})
    small = Small(torch, trained, range(3))
    with torch.no_grad():
        whole, own = small.read(torch.tensor(ids)[None], torch.ones(1, len(ids), dtype=torch.long))
    np.testing.assert_allclose(whole[0].numpy(), unit(states.mean(axis=0)), atol=1e-4)
    np.testing.assert_allclose(own[0].numpy(), unit(tokens), atol=1e-4)


def test_the_small_one_comes_to_say_what_the_trained_one_says() -> None:
    torch = pytest.importorskip("torch")
    from assistant.retrieval.training.reader_small import Small, Trained, made_small

    weights, projection = drawn(3)
    chance = np.random.default_rng(8)
    labels = {
        f"k{n}": Read(
            unit(chance.normal(size=384)).astype(np.float32),
            unit(chance.normal(size=(n + 1, 8))).astype(np.float32),
        )
        for n in range(5)
    }
    trained = Trained(weights, projection, Weights(2.0, 2.0, 0.0), labels)
    cutter = Cutter()
    texts = ["".join(chr(97 + k) for k in chance.integers(0, 26, 7)) for _ in range(48)]
    told: list[str] = []
    made, projected = made_small(trained, cutter, texts, texts[:6], (0, 2), 50, told.append)
    assert len(told) == 1
    assert not any(name.startswith("encoder.layer.2") for name in made)
    ids = torch.tensor([one.ids for one in cutter.encode_batch(texts)])
    mask = torch.ones_like(ids)

    def alike(one: Trained, layers: Any) -> float:
        with torch.no_grad():
            _, wanted = Small(torch, trained, range(3)).read(ids, mask)
            _, found = Small(torch, one, layers).read(ids, mask)
        return float((wanted * found).sum(2).mean())

    before = alike(trained, (0, 2))
    after = alike(Trained(made, projected, trained.score, labels), range(2))
    assert after > before + 0.2 * (1 - before)


def test_only_authors_that_it_may_learn_from_are_read() -> None:
    corpus = load_corpus(ROOT / "corpus")
    learned = {row.file for row in asked(ROOT, corpus, held_out=False)}
    held = {row.file for row in asked(ROOT, corpus, held_out=True)}
    assert learned
    assert held
    assert all(LEARNED.match(name) for name in learned)
    assert not learned & held


def test_what_is_said_stands_whole_in_clauses_and_with_blanks(tmp_path: Path) -> None:
    for folder in ("questions", "tuning", "report", "training"):
        (tmp_path / "eval" / folder).mkdir(parents=True)
    line = '{"id": "1", "turns": ["龙岗办了展会，花了90万元"]}\n'
    for name in ("2026-11-c-x.jsonl", "2026-11-zz-x.jsonl"):
        (tmp_path / "eval" / "report" / name).write_text(
            line if "-c-" in name else line.replace("展会", "马戏"), encoding="utf-8"
        )
    for name in ("pairs", "asked", "purpose"):
        (tmp_path / "eval" / "training" / f"{name}.jsonl").write_text("", encoding="utf-8")
    found = said(tmp_path, load_corpus(ROOT / "corpus"))
    assert "龙岗办了展会,花了90万元" in found
    assert "  办了展会" in found
    assert any("展会" in text and "90" not in text for text in found)
    assert not any("马戏" in text for text in found)
    assert QUERY not in "".join(found)
