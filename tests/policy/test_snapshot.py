"""What is kept beside the index: the same objects, nothing that was edited, and no code."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.policy import corpus as corpus_module
from assistant.policy import snapshot as module
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import corpus_version, load_corpus
from assistant.policy.policy import Policy
from assistant.policy.snapshot import Snapshot
from tests.fakes import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def kept(folder: Path, tmp_path: Path) -> Path:
    """The snapshot of the corpus."""
    snapshot = Snapshot.open(tmp_path / "none")
    load_corpus(folder, snapshot)
    snapshot.save(tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The policies that are parsed while a test runs."""
    seen: list[str] = []
    real = corpus_module._load_policy

    def noted(folder: Path, name: str) -> corpus_module.Ordered:
        seen.append(name)
        return real(folder, name)

    monkeypatch.setattr(corpus_module, "_load_policy", noted)
    return seen


def test_a_kept_corpus_is_the_one_that_was_read(
    folder: Path, kept: Path, parsed: list[str]
) -> None:
    read = load_corpus(folder)
    parsed.clear()
    found = load_corpus(folder, Snapshot.open(kept))
    assert parsed == []
    assert found == read
    assert found.version == corpus_version(folder)


def test_only_the_policy_that_was_edited_is_parsed(
    folder: Path, kept: Path, parsed: list[str]
) -> None:
    path = folder / "longgang-2025" / "policy.yaml"
    path.write_text(path.read_text("utf-8").replace("short_title: ", "short_title: 新"), "utf-8")
    found = load_corpus(folder, Snapshot.open(kept))
    assert parsed == ["longgang-2025"]
    assert found == load_corpus(folder)
    assert found.policy("longgang-2025").short_title.startswith("新")


def test_what_is_gone_is_not_written_again(folder: Path, kept: Path) -> None:
    assert b"baoan-draft" in kept.read_bytes()
    shutil.rmtree(folder / "baoan-draft")
    snapshot = Snapshot.open(kept)
    load_corpus(folder, snapshot)
    snapshot.save(kept)
    assert b"baoan-draft" not in kept.read_bytes()


@pytest.mark.parametrize("cut", [0, 5, 200, -1])
def test_a_damaged_file_is_as_if_it_were_not_there(
    folder: Path, kept: Path, parsed: list[str], cut: int
) -> None:
    kept.write_bytes(kept.read_bytes()[:cut])
    assert len(load_corpus(folder, Snapshot.open(kept)).policies) == len(parsed) == 8


def test_a_file_that_is_nothing_but_depth_is_as_if_it_were_not_there(
    folder: Path, kept: Path, parsed: list[str]
) -> None:
    kept.write_bytes((100_000).to_bytes(module._HEAD, "big") + b"[" * 100_000)
    assert len(load_corpus(folder, Snapshot.open(kept)).policies) == len(parsed) == 8


def test_another_version_of_the_program_reads_anew(
    folder: Path, kept: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_program", lambda: "another")
    load_corpus(folder, Snapshot.open(kept))
    assert len(parsed) == 8


def test_a_part_is_found_under_its_own_key_alone(tmp_path: Path) -> None:
    snapshot = Snapshot()
    snapshot.put("one", "key", ClauseId("p", 1))
    snapshot.save(tmp_path / "kept")
    opened = Snapshot.open(tmp_path / "kept")
    assert opened.get("one", "key") == ClauseId("p", 1)
    assert opened.get("one", "other") is None
    assert opened.get("other", "key") is None


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('the file ran code')",)


@pytest.mark.parametrize("value", [_Harm(), Path, Policy.status_on, shutil.rmtree, (1, _Harm())])
def test_a_file_makes_data_objects_only(tmp_path: Path, value: object) -> None:
    snapshot = Snapshot()
    snapshot.put("one", "key", value)
    snapshot.save(tmp_path / "kept")
    assert Snapshot.open(tmp_path / "kept").get("one", "key") is None
    with pytest.raises(pickle.UnpicklingError):
        module._Unpickler(__import__("io").BytesIO(pickle.dumps(value))).load()
