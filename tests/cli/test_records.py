"""Backing up, restoring and looking after what the server keeps, from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.render import to_json
from assistant.cli import main
from assistant.dialogue.conversation import Conversation
from assistant.web.memory.store import Store
from tests.fakes import FakeAssistant
from tests.real_assistant import workspace


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CEWEN_WORKSPACE", str(workspace()))
    monkeypatch.setenv("CEWEN_DATA_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def keep(data: Path) -> Store:
    store = Store(data, days=30, limit=100)
    asked = Conversation("c", ()).say("问")
    store.save(to_json(FakeAssistant().ask(asked, as_of=date(2025, 6, 1))))
    return store


def test_what_was_backed_up_comes_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = keep(data)
    saved = str(tmp_path / "saved.cewen")
    assert main(["backup", saved]) == 0
    store.forget("c")
    assert main(["restore", saved]) == 0
    assert store.turns("c", 9) == ("问",)
    assert "已恢复" not in capsys.readouterr().out
    assert main(["backup", saved]) == 2
    assert "已经有了" in capsys.readouterr().err


def test_restore_of_what_is_no_backup_is_one_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", "nothing-here"]) == 2
    assert "没有备份文件 nothing-here" in capsys.readouterr().err


def test_doctor_finds_all_well(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(data)
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["found"]
    assert all(one["code"] == 0 for one in found)
    assert any("1 条回答" in one["says"] for one in found)


def test_doctor_says_where_no_picture_can_be_read(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.cli.serve.find_spec", lambda name: None)
    keep(data)
    assert main(["doctor"]) == 0
    assert "cewen[ocr]" in capsys.readouterr().out


def test_doctor_sees_a_damaged_database_and_open_files(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(data).close()
    (data / "cewen.sqlite").chmod(0o644)
    data.chmod(0o755)
    assert main(["doctor"]) == 1
    assert "chmod 700" in capsys.readouterr().out
    (data / "cewen.sqlite").write_bytes(b"damaged " * 2000)
    assert main(["doctor"]) == 2
    assert "损坏 数据库" in capsys.readouterr().out
