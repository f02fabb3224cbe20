"""Files of the small networks beside the encoder that are missing, changed or broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.dialogue.roles import told
from assistant.errors import EncoderError
from assistant.policy.corpus import load_corpus
from assistant.retrieval.edit_reader import EditReader
from assistant.retrieval.reader import ClauseReader
from assistant.retrieval.role_reader import RoleReader
from tests.fakes import ROOT

ENCODER = ROOT / "index" / "encoder"
FIND: dict[str, Callable[[Path], RoleReader | EditReader | None]] = {
    "roles": RoleReader.find,
    "edits": EditReader.find,
}


@pytest.fixture(params=sorted(FIND))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def encoder(tmp_path: Path, name: str) -> Path:
    for folder in (name, "reader"):
        shutil.copytree(ENCODER / folder, tmp_path / folder)
    return tmp_path


def test_without_files_there_is_none(encoder: Path, name: str) -> None:
    (encoder / name / "head.npz").unlink()
    assert FIND[name](encoder) is None


def test_a_file_of_another_size_is_told(encoder: Path, name: str) -> None:
    with (encoder / name / "head.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(EncoderError, match=r"head\.npz 的大小"):
        FIND[name](encoder)


def test_a_changed_file_of_the_same_size_is_told_when_it_is_read(encoder: Path, name: str) -> None:
    path = encoder / name / "model.onnx"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    found = FIND[name](encoder)
    assert found is not None
    with pytest.raises(EncoderError, match="sha256"):
        found.shares((told("买了30万"),), told("又买了30万"))


@pytest.mark.parametrize("card", ["", "{}", '{"files": []}', "[" * 5000])
def test_a_broken_card_is_told(encoder: Path, name: str, card: str) -> None:
    (encoder / name / "card.json").write_text(card)
    with pytest.raises(EncoderError, match=r"card\.json 读不了"):
        FIND[name](encoder)


def test_its_sha256_follows_from_its_files(encoder: Path, name: str) -> None:
    own = FIND[name](encoder)
    path = encoder / name / "card.json"
    card = json.loads(path.read_text())
    card["files"]["head.npz"]["sha256"] = "0" * 64
    path.write_text(json.dumps(card))
    other = FIND[name](encoder)
    assert own is not None
    assert other is not None
    assert own.sha256 != other.sha256


@pytest.mark.parametrize("missing", ["tokenizer.json", "labels.npz"])
def test_a_missing_file_of_the_clause_reader_is_told(tmp_path: Path, missing: str) -> None:
    shutil.copytree(ENCODER / "reader", tmp_path / "reader")
    (tmp_path / "reader" / missing).unlink()
    with pytest.raises(EncoderError, match=missing):
        ClauseReader.find(tmp_path, load_corpus(ROOT / "corpus"))
