"""The learned reader: its files, its scores, and what it says of real messages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.policy.clause import ClauseId
from assistant.retrieval.reader import (
    FOLDER,
    HEAD,
    ClauseReader,
    Kept,
    Read,
    Weights,
    label_of,
    load_labels,
    save_labels,
)
from tests.fakes import ROOT, corpus

ENCODER = ROOT / "index" / "encoder"
needs_files = pytest.mark.skipif(
    not (ENCODER / FOLDER / "model.onnx").is_file(), reason="the reader's files are optional"
)


def unit(*rows: list[float]) -> np.ndarray:
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def message(*own: list[float]) -> Read:
    """A text whose own tokens these are: the start, the prefix and the end point elsewhere."""
    ends = [[-1.0, 0.0]] * HEAD
    return Read(unit([1.0, 1.0])[0], unit(*ends, *own, [-1.0, 0.0]))


def test_a_score_is_the_cosine_and_the_best_token_matches_on_a_grid() -> None:
    label = Read(unit([1.0, 0.0])[0], unit([1.0, 0.0]))
    weights = Weights(cosine=2.0, tokens=3.0, added=-1.0)
    assert weights.score(message([1.0, 0.0]), label) == pytest.approx(
        2 * 0.5**0.5 + 3 - 1, abs=0.01
    )
    four = [[1.0, 0.0]] * 4
    assert weights.score(message(*four, [0.0, 1.0]), label) == weights.score(message(*four), label)
    assert weights.score(message([1.0, 0.0], [0.0, 1.0]), label) < weights.score(
        message([1.0, 0.0]), label
    )


def test_labels_side_by_side_are_scored_as_each_alone() -> None:
    chance = np.random.default_rng(5)

    def drawn(count: int) -> np.ndarray:
        rows = chance.normal(size=(count, 12)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    labels = {f"k{n}": Read(drawn(1)[0], drawn(n % 7 + 1)) for n in range(40)}
    weights, kept = Weights(12.9, 13.1, -19.9), Kept.of(labels)
    for own in range(1, 9):
        message = Read(drawn(1)[0], drawn(HEAD + own + 1))
        found = weights.score_all(message, kept)
        for key, label in labels.items():
            assert found[kept.rows[key]] == pytest.approx(weights.score(message, label), abs=1e-9)
    nothing = Read(drawn(1)[0], drawn(HEAD + 1))
    assert weights.score_all(nothing, kept) == (weights.added,) * 40


def test_a_message_without_a_token_of_its_own_matches_nothing() -> None:
    label = Read(unit([1.0, 0.0])[0], unit([1.0, 0.0]))
    assert Weights(2.0, 3.0, -1.0).score(message(), label) == -1.0


def test_labels_come_back_as_they_were_kept(tmp_path: Path) -> None:
    labels = {
        "b": Read(unit([1.0, 0.0])[0], unit([1.0, 0.0], [0.0, 1.0])),
        "a": Read(unit([0.0, 1.0])[0], unit([0.6, 0.8])),
    }
    save_labels(tmp_path / "labels.npz", labels)
    found = load_labels(tmp_path / "labels.npz")
    assert found.keys() == labels.keys()
    for key, one in labels.items():
        np.testing.assert_allclose(found[key].whole, one.whole, atol=1e-3)
        np.testing.assert_allclose(found[key].tokens, one.tokens, atol=1e-3)


def test_an_item_is_read_with_the_heading_of_its_article() -> None:
    policies = corpus()
    clause = policies.require(ClauseId.parse("futian-2024#3.3"))
    article = policies.require(ClauseId.parse("futian-2024#3"))
    assert label_of(policies, clause).startswith(article.heading)


def test_without_its_files_there_is_no_reader(tmp_path: Path) -> None:
    assert ClauseReader.find(tmp_path, corpus()) is None


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the reader's files, beside no encoder."""
    pytest.importorskip("onnxruntime")
    shutil.copytree(ENCODER / FOLDER, tmp_path / FOLDER)
    return tmp_path


@needs_files
def test_a_cut_file_is_told_when_the_reader_is_looked_for(copied: Path) -> None:
    path = copied / FOLDER / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EncoderError, match=r"tokenizer\.json"):
        ClauseReader.find(copied, corpus())


@needs_files
def test_a_changed_file_is_told_before_anything_is_read(copied: Path) -> None:
    path = copied / FOLDER / "model.onnx"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    reader = ClauseReader.find(copied, corpus())
    assert reader is not None
    with pytest.raises(EncoderError, match="sha256"):
        reader.scores("算力补多少", [ClauseId.parse("longgang-2025#2")])


@pytest.mark.parametrize("content", ["{}", "{", "[" * 100_000])
def test_a_broken_card_is_told(content: str, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"")
    (folder / "card.json").write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"card\.json"):
        ClauseReader.find(tmp_path, corpus())


@needs_files
def test_margins_and_weights_are_part_of_what_names_the_reader(copied: Path) -> None:
    path = copied / FOLDER / "card.json"
    before = ClauseReader.find(copied, corpus())
    card = json.loads(path.read_text(encoding="utf-8"))
    card["margins"]["least"] += 1
    path.write_text(json.dumps(card), encoding="utf-8")
    after = ClauseReader.find(copied, corpus())
    assert before is not None
    assert after is not None
    assert before.sha256 != after.sha256


@needs_files
def test_reading_keeps_and_sends_nothing_about_its_use(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    said = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    program = (
        "from tests.fakes import ROOT, corpus; from assistant.retrieval.reader import ClauseReader;"
        "ClauseReader.find(ROOT / 'index' / 'encoder', corpus()).read('算力')"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**said, **homes, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert list(tmp_path.rglob("*")) == []


@pytest.fixture(scope="module")
def reader() -> ClauseReader:
    pytest.importorskip("onnxruntime")
    found = ClauseReader.find(ENCODER, corpus())
    assert found is not None
    return found


@needs_files
def test_all_labels_of_the_corpus_are_kept(reader: ClauseReader) -> None:
    """None is computed while a message is answered."""
    reader.scores("算力", [])
    from assistant.retrieval.reader import label_key

    kept = reader._kept
    assert kept is not None
    missing = [c.id for c in corpus().clauses if label_key(label_of(corpus(), c)) not in kept.rows]
    assert missing == []


@needs_files
@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("龙岗的公司办了场AI行业大会，备过案，花了110万", "longgang-2025#16"),
        ("前海园区里租办公室，房租能补多少", "qianhai-2024#1"),
        ("训练要用的卡都是租的，福田补几成", "futian-2024#2"),
    ],
)
def test_the_right_clause_of_the_policy_scores_best(
    reader: ClauseReader, text: str, clause: str
) -> None:
    wanted = ClauseId.parse(clause)
    own = [c.id for c in corpus().clauses if c.id.policy == wanted.policy]
    scores = dict(zip(own, reader.scores(text, own), strict=True))
    assert max(scores, key=lambda one: scores[one]) == wanted


@needs_files
def test_a_text_longer_than_what_is_read_has_no_scores(reader: ClauseReader) -> None:
    assert reader.scores("算力服务费补多少，" * 60, [ClauseId.parse("longgang-2025#2")]) == ()


@needs_files
def test_a_stretch_is_read_once_however_it_is_cut(reader: ClauseReader) -> None:
    clause = [ClauseId.parse("longgang-2025#2")]
    before = reader._read_message.cache_info().misses
    found = {reader.scores(text, clause) for text in ("鸬鹚比武", "  鸬鹚比武    ,", "、鸬鹚比武;")}
    assert len(found) == 1
    assert reader._read_message.cache_info().misses == before + 1
