"""A transformer of one layer, trained for real, on the CPU."""

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.encoders import load_encoder
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.training.fit import Step
from assistant.retrieval.training.transformer import (
    Characters,
    Shape,
    gentle,
    main,
    padded_features,
    untrained,
)

ROOT = Path(__file__).resolve().parents[3]
SMALL = Shape(layers=1, width=16, heads=2, longest=8)


def test_it_trains_and_the_folder_is_read_like_any_other_model(tmp_path: Path) -> None:
    lines = (ROOT / "eval/training/pairs.jsonl").read_text("utf-8").splitlines()[:40]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), "utf-8")
    options = ["--corpus", ROOT / "corpus", "--pairs", tmp_path / "pairs.jsonl"]
    size = ["--layers", "1", "--width", "16", "--heads", "2", "--longest", "32"]
    often = ["--epochs", "1", "--batch", "8", "--device", "cpu"]
    main([*map(str, options), *size, *often, "--out", str(tmp_path / "model")])
    encoder = load_encoder(str(tmp_path / "model"))
    assert isinstance(encoder, SentenceEncoder)
    vectors = encoder.encode_queries(["在龙岗租算力", "请人才"])
    assert vectors.shape == (2, 16)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_numbers_and_mask_are_what_the_model_makes_of_the_text_itself() -> None:
    model = untrained(["租用算力补贴ＡＩ"], SMALL, seed=1, device="cpu")
    texts = ["租用算力", "ai补贴"]
    made = padded_features([Characters(model)(text) for text in texts])
    expected = model.preprocess(texts)
    for name in ("input_ids", "attention_mask"):
        assert made[name].tolist() == expected[name].tolist()


def test_no_more_is_read_than_fits() -> None:
    numbering = Characters(untrained(["租用算力补贴"], SMALL, seed=1, device="cpu"))
    assert len(numbering("租用算力补贴" * 5)) == SMALL.longest


@pytest.mark.parametrize(("epochs", "expected"), [(None, 4), (1, 1)])
def test_a_step_is_made_gentler(epochs: int | None, expected: int) -> None:
    step = gentle(Step("s", rate=0.02, epochs=4, size=1024, left_out=0.2), 64, epochs)
    assert (step.epochs, step.size, step.left_out) == (expected, 64, 0.2)
    assert step.rate < 0.01
    assert step.warm_up > 0
