"""Versions: what changed clause by clause and what that touches; deleting leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import IntakeError
from assistant.intake.changes import ChangeKind, compare, touched_rules
from assistant.intake.read import find_origins, read
from assistant.intake.remove import remains, set_aside
from assistant.intake.take_in import identify, put_in_place, stage, stage_one
from assistant.policy.corpus import load_corpus, load_policy

OLD = """\
某市支持产业若干措施
（一）云服务。对购买云服务的企业，按费用的40%给予补助，最高60万元。
（二）认证。对获评国家级、省级企业的，分别奖励50万元、20万元。
（三）展会。对参加境外展会的企业，每个展位补助2万元。
"""
NEW = """\
某市支持产业若干措施
（一）云服务。对购买云服务的企业，按费用的50%给予补助，最高80万元。
（二）展会。对参加境外展会的企业，每个展位补助2万元。
（三）人才。对引进的高层次人才，给予安家费100万元和子女入学便利。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    add(folder, tmp_path / "old.txt", OLD)
    return folder


def add(corpus: Path, path: Path, text: str, replaces: str = "") -> None:
    path.write_text(text, encoding="utf-8")
    with put_in_place(stage(find_origins([str(path)]), corpus, replaces=replaces), corpus):
        pass


def test_changes_are_told_clause_by_clause(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (origin,) = find_origins([str(tmp_path / "new.txt")])
    new = stage_one(read(origin), origin, tmp_path / "aside", "new")
    changes = compare(load_policy(corpus / "old"), new)
    assert [(change.kind, change.label) for change in changes] == [
        (ChangeKind.EDITED, "（一）云服务"),
        (ChangeKind.MOVED, "（二）展会"),
        (ChangeKind.ADDED, "（三）人才"),
        (ChangeKind.REMOVED, "（二）认证"),
    ]
    assert touched_rules(changes, corpus) == ("old#1:r1", "old#2:r1")


def test_a_new_version_is_known_by_its_title_and_its_predecessor_knows_it(
    corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (origin,) = find_origins([str(tmp_path / "new.txt")])
    assert identify(origin, read(origin), corpus) == "old"
    add(corpus, tmp_path / "new.txt", NEW, replaces="old")
    loaded = load_corpus(corpus)
    successor = loaded.successor("old")
    assert successor is not None
    assert successor.id == "new"
    assert loaded.successor("new") is None


def test_remains_names_every_file_that_still_holds_the_policy(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "ids.bin").write_bytes(b"\0old#1\0")
    aside = set_aside(corpus, "old")
    assert not (corpus / "old").exists()
    assert "index/ids.bin" in list(remains(tmp_path, "old", OLD))
    assert any(aside.name in name for name in remains(tmp_path, "old", OLD))
    with pytest.raises(IntakeError, match="没有删除"):
        set_aside(corpus, "old")


def test_what_a_new_version_repeats_is_no_rest_of_the_old(tmp_path: Path) -> None:
    for name, text in (("old", "第一条 都有的一整行文字。\n第二条 旧版。\n"),
                       ("new", "第一条 都有的一整行文字。\n第二条 新版。\n")):  # fmt: skip
        (tmp_path / "corpus" / name).mkdir(parents=True)
        (tmp_path / "corpus" / name / "source.txt").write_text(text, encoding="utf-8")
    old = (tmp_path / "corpus" / "old" / "source.txt").read_text(encoding="utf-8")
    (tmp_path / "corpus" / "old" / "source.txt").unlink()
    assert not list(remains(tmp_path, "old", old))
