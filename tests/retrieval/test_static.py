import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.retrieval.static import StaticEncoder, cut

QUESTIONS = ["租用算力能补多少？", "引进人才", "GPT-4 与 30%", "完全没见过鑫", "", "，。"]


def test_a_vector_is_the_scaled_sum_of_its_tokens_rows(model_folder: Path) -> None:
    encoder = StaticEncoder.load(model_folder)
    one, two, both = encoder.encode_queries(["租", "用", "租。用"])
    # unit rows of single tokens do not add up to the sum of the raw rows, so compare directions
    assert np.linalg.norm(both) == pytest.approx(1)
    assert np.linalg.matrix_rank(np.stack([one, two, both]), tol=1e-4) == 2


def test_unknown_and_empty_texts_are_zero_not_nan(model_folder: Path) -> None:
    vectors = StaticEncoder.load(model_folder).encode_passages(["鑫", "", "？"])
    assert not vectors.any()
    assert vectors.shape == (3, 24)
    assert StaticEncoder.load(model_folder).encode_passages([]).shape == (0, 24)


def test_order_of_texts_and_batch_do_not_matter(model_folder: Path) -> None:
    encoder = StaticEncoder.load(model_folder)
    together = encoder.encode_queries(QUESTIONS)
    alone = [encoder.encode_queries([question])[0] for question in QUESTIONS]
    np.testing.assert_array_equal(together, np.stack(alone))


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors(model_folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    ours = StaticEncoder.load(model_folder).encode_passages(QUESTIONS)
    model = SentenceTransformer(str(model_folder), device="cpu", local_files_only=True).float()
    theirs = model.encode([cut(question) for question in QUESTIONS])
    np.testing.assert_allclose(ours, theirs, atol=2e-6)


def test_fingerprint_follows_the_content_not_the_place(model_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(model_folder, copy)
    first = StaticEncoder.load(model_folder).fingerprint
    assert StaticEncoder.load(copy).fingerprint == first
    weights = copy / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert StaticEncoder.load(copy).fingerprint != first


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="没有编码器文件夹"):
        StaticEncoder.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["modules.json", "tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "folder"])
def test_a_half_written_model_is_told(model_folder: Path, name: str, damage: str) -> None:
    path = model_folder / name
    content = path.read_bytes()
    path.unlink()
    if damage == "empty":
        path.touch()
    elif damage == "half":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "folder":
        path.mkdir()
    with pytest.raises(EncoderError, match=name):
        StaticEncoder.load(model_folder)


def test_a_vocabulary_of_another_model_is_told(model_folder: Path) -> None:
    path = model_folder / "tokenizer.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"租": ', '"鑫": 9999, "租": '), "utf-8"
    )
    with pytest.raises(EncoderError, match="对不上"):
        StaticEncoder.load(model_folder)
