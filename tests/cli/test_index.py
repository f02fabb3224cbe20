"""What happens to an index that is missing, stale, damaged or cannot be written."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import COMPUTE, DAY, Program, make_workspace
from tests.fakes import ROOT


@pytest.fixture
def fresh(tmp_path: Path) -> Program:
    """A workspace with a corpus of its own, and no index."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return Program(make_workspace(tmp_path, "prompts", "index/encoder", "eval"))


@pytest.fixture
def built(fresh: Program, cewen: Program) -> Program:
    """The same with its index, which is that of the workspace all tests share."""
    made, index = cewen.workspace / "index", fresh.workspace / "index"
    shutil.copytree(made, index, ignore=shutil.ignore_patterns("encoder"), dirs_exist_ok=True)
    return fresh


def rename_longgang(program: Program) -> None:
    path = program.workspace / "corpus" / "longgang-2025" / "policy.yaml"
    text = path.read_text(encoding="utf-8")
    assert "short_title: " in text
    path.write_text(text.replace("short_title: ", "short_title: 新"), encoding="utf-8")


def manifest(program: Program) -> Path:
    return program.workspace / "index" / "manifest.json"


def test_a_missing_index_is_built_on_the_way(fresh: Program) -> None:
    done = fresh("ask", COMPUTE, "--as-of", DAY)
    assert done.returncode == 0
    assert "还没有索引，正在自动建立索引" in done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"
    assert fresh("ask", COMPUTE, "--as-of", DAY).stderr == ""


def test_a_stale_index_is_built_again(fresh: Program) -> None:
    assert fresh("build").returncode == 0
    before = manifest(fresh).read_text()
    rename_longgang(fresh)
    done = fresh("search", "算力")
    assert done.returncode == 0
    assert "有改动，正在自动建立索引" in done.stderr
    assert manifest(fresh).read_text() != before


def test_build_says_what_there_is(fresh: Program) -> None:
    done = fresh("build")
    assert done.returncode == 0
    assert "索引已建好：91 个条款" in done.stdout
    assert done.stderr == ""


def test_check_tells_a_missing_index(fresh: Program) -> None:
    done = fresh("check")
    assert done.returncode == 2
    assert "里还没有索引：运行 cewen build" in done.stdout


@pytest.mark.parametrize("damage", ["truncate", "garble", "remove", "manifest"])
def test_a_damaged_index_is_told_and_nothing_is_changed(built: Program, damage: str) -> None:
    name = json.loads(manifest(built).read_text())["generation"]
    dense = built.workspace / "index" / name / "dense.vectors.npy"
    content = dense.read_bytes()
    if damage == "truncate":
        dense.write_bytes(content[: len(content) // 2])
    elif damage == "garble":
        dense.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "remove":
        dense.unlink()
    else:
        manifest(built).write_text('{"format": ')
    built.fails(2, "cewen build", "ask", COMPUTE)
    assert built("build").returncode == 0
    assert built("ask", COMPUTE, "--as-of", DAY).returncode == 0


def test_a_read_only_index_folder_without_index_is_told(
    fresh: Program, without_override: Callable[[], None]
) -> None:
    folder = fresh.workspace / "index"
    folder.chmod(0o555)
    try:
        done = fresh("ask", COMPUTE, preexec_fn=without_override)
        built = fresh("build", preexec_fn=without_override)
    finally:
        folder.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert "写不了，不能自动建立" in done.stderr
    assert built.returncode == 2
    assert "索引无法写入" in built.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["encoder"]


def test_a_read_only_index_folder_with_a_sound_index_is_enough(
    built: Program, without_override: Callable[[], None]
) -> None:
    folder = built.workspace / "index"
    folder.chmod(0o555)
    try:
        done = built("ask", COMPUTE, "--as-of", DAY, preexec_fn=without_override)
    finally:
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_broken_policy_file_is_told_with_its_name(fresh: Program) -> None:
    path = fresh.workspace / "corpus" / "longgang-2025" / "policy.yaml"
    path.write_text("title: [", encoding="utf-8")
    for command in (("ask", COMPUTE), ("build",), ("calc", "--list"), ("search", "算力")):
        fresh.fails(2, "longgang-2025/policy.yaml", *command)
    assert fresh("check").returncode == 2


def test_a_changed_source_is_told(fresh: Program) -> None:
    path = fresh.workspace / "corpus" / "longgang-2025" / "source.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("30%", "31%"), encoding="utf-8")
    fresh.fails(2, "source.txt", "ask", COMPUTE)


def test_a_missing_template_is_told(fresh: Program) -> None:
    link = fresh.workspace / "prompts"
    link.unlink()
    link.mkdir()
    fresh("build")
    fresh.fails(2, "answer.zh.j2", "ask", COMPUTE)
    assert fresh("check").returncode == 2
