"""Training what numbers do: the material, a few steps, and files that say what was learned."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from assistant.dialogue.roles import Roles, told
from assistant.retrieval.role_reader import RoleReader
from assistant.retrieval.training.roles import main, read_material
from tests.fakes import ROOT

ENCODER = ROOT / "index" / "encoder"


def message(text: str, number: str) -> dict[str, Any]:
    start = text.index(number)
    return {"text": text, "figures": [[start, start + len(number), "300000", "yuan"]]}


def row(text: str, role: str, use: str = "labelled") -> dict[str, Any]:
    return {
        "author": "x",
        "use": use,
        "was_right": True,
        "earlier": [message("租算力花了30万", "30万")],
        "now": message(text, "30万"),
        "right": [[role]],
    }


@pytest.fixture
def material(tmp_path: Path) -> Path:
    rows = [row("卖家退了30万", "less"), row("漏算了30万", "add")] * 16
    rows += [row("卖家退了30万", "less", "held"), row("漏算了30万", "add", "held")]
    path = tmp_path / "material.jsonl"
    path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in rows))
    return path


def test_what_is_written_says_what_was_learned(material: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    shutil.copytree(ENCODER / "reader", tmp_path / "reader")
    assert main([str(material), "--out", str(tmp_path / "roles"), "--epochs", "40"]) == 0
    card = json.loads((tmp_path / "roles" / "card.json").read_text())
    assert card["learned"] == {"labelled": 32, "judged": 0}
    assert card["held_out"]["read right"] == [2, 2]
    reader = RoleReader.find(tmp_path)
    assert reader is not None
    for said, role in (("卖家退了30万", "less"), ("漏算了30万", "add")):
        now = told(said)
        (shares,) = Roles(reader, None).shares(now.text, now.figures, ("租算力花了30万",))
        assert max(shares, key=lambda one: shares[one]) == role


def test_a_role_that_is_none_is_an_error(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps(row("退了30万", "halved"), ensure_ascii=False) + "\n")
    with pytest.raises(ValueError, match="tuple"):
        list(read_material(path, tokenizer))


def test_of_judged_messages_that_open_a_conversation_some_are_left_out(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))
    path = tmp_path / "material.jsonl"
    rows = [{**row(f"{n}号租算力花了30万", "told", "judged"), "earlier": []} for n in range(100)]
    rows += [row(f"{n}号又租了30万", "add", "judged") for n in range(100)]
    path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in rows))
    kept = [e.is_later for e in read_material(path, tokenizer)]
    assert kept.count(True) == 100
    assert 20 < kept.count(False) < 60
