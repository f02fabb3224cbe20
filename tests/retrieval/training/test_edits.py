"""Training what later messages do to those before: the material, a few steps, and the files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from assistant.dialogue.roles import told
from assistant.evaluation.retelling_material import main as write_material
from assistant.retrieval.edit_reader import NOTHING, EditReader
from assistant.retrieval.training.edits import main, read_material
from tests.fakes import ROOT

ENCODER = ROOT / "index" / "encoder"
EARLIER = ("租算力花了30万", "又租了50万")
GONE, MORE = "瞎说的,没这回事", "机房补开了发票20万"


def message(text: str) -> dict[str, Any]:
    figures = [[f.start, f.end, str(f.value), f.unit] for f in told(text).figures]
    return {"text": text, "figures": figures}


def row(text: str, ways: list[dict[str, Any]], author: str = "x") -> dict[str, Any]:
    return {
        "sort": "returns",
        "author": author,
        "earlier": [message(one) for one in EARLIER],
        "now": message(text),
        "ways": ways,
    }


BACK = [{"message": [["back", 0, -1]], "numbers": []}]
ADD = [{"message": [["nothing", -1, -1]], "numbers": [[0, [["add", 1, 0]]]]}]


@pytest.fixture
def material(tmp_path: Path) -> Path:
    rows = [row(GONE, BACK), row(MORE, ADD)] * 36 + [row(GONE, BACK, "h"), row(MORE, ADD, "h")]
    path = tmp_path / "material.jsonl"
    path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in rows))
    return path


def test_what_is_written_says_what_was_learned(material: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    shutil.copytree(ENCODER / "reader", tmp_path / "reader")
    out = tmp_path / "edits"
    assert main([str(material), "--out", str(out), "--epochs", "20", "--held", "h"]) == 0
    card = json.loads((out / "card.json").read_text())
    assert card["learned"] == {"returns": 72}
    assert card["held_out"] == {"returns": [2, 2], "returns add": [1, 1], "returns back": [1, 1]}
    reader = EditReader.find(tmp_path)
    assert reader is not None
    before = tuple(map(told, EARLIER))
    for said, right in ((GONE, ("back", 0, -1)), (MORE, NOTHING)):
        shares = reader.shares(before, told(said))
        assert max(shares, key=shares.__getitem__) == right


def test_an_edit_of_what_is_not_there_is_never_right(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))
    path = tmp_path / "material.jsonl"
    path.write_text(json.dumps(row(GONE, [{"message": None, "numbers": []}])) + "\n")
    (example,) = read_material(path, tokenizer)
    assert example.ways[0].message is None
    assert [target for target, _ in example.laid.told] == [(0, 0), (1, 0)]


def test_the_labelled_material_is_read_whole(tmp_path: Path) -> None:
    out = tmp_path / "material.jsonl"
    write_material([str(out)])
    sorts: dict[str, int] = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        sorts[one["sort"]] = sorts.get(one["sort"], 0) + 1
        assert one["earlier"]
        assert one["ways"]
    assert set(sorts) == {"returns", "targets", "courses", "changes", "effects"}
    lines = (ROOT / "eval" / "training" / "returns.jsonl").read_text("utf-8").splitlines()
    assert sorts["returns"] >= 0.98 * len(lines)  # few authors' labels are out of reach
