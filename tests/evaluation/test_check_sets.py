"""Sets are checked whole before a run: every fault with its line, none about a right line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.check_sets import calculate, check_sets
from tests.fakes import ROOT, corpus

LINE: dict[str, Any] = {
    "id": "a",
    "turns": ["龙岗租算力800万，食堂60万"],
    "outcome": ["answered"],
    "cite": ["longgang-2025#2"],
    "amounts": {"longgang-2025#2": 2400000},
    "calc": {"longgang-2025#2": "min(800*.3,600)*10000"},
    "unused": [{"text": "食堂60万", "kind": "number"}],
    "spans": [{"turn": 0, "start": 0, "end": 2, "label": "place", "text": "龙岗"}],
    "part": "blind",
}


def faults_of(tmp_path: Path, *lines: dict[str, Any]) -> list[str]:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    found, n = check_sets([path], corpus())
    assert n == len(lines)
    return [f"{fault.place.rpartition(':')[2]} {fault.what}" for fault in found]


def test_a_right_line_has_none(tmp_path: Path) -> None:
    assert faults_of(tmp_path, LINE) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cite": ["longgang-2025#99"]}, "没有条款 longgang-2025#99"),
        ({"cite": ["nowhere#1"]}, "没有条款 nowhere#1"),
        ({"amounts": {"longgang-2025#2": 2400001}}, "= 2400000.0，写的是 2400001"),
        ({"calc": {"longgang-2025#2": "open('x')"}}, "只能有数"),
        ({"calc": {"longgang-2025#3": "1"}}, "没有写它的数"),
        ({"unused": ["食堂70万"]}, "“食堂70万”不在这句话里"),
        ({"say": [["240万元"]], "avoid": ["40万"]}, "avoid 的“40万”在必说的话里"),
        ({"spans": [{**LINE["spans"][0], "text": "龙华"}]}, "是“龙岗”，不是“龙华”"),
        ({"turns": ["长" * 2001], "unused": [], "spans": []}, "超过 2000 字"),
        ({"colour": 1}, "colour"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    (fault,) = faults_of(tmp_path, LINE, {**LINE, **change, "id": "b"})
    assert fault.startswith("2 ")
    assert words in fault


def test_ids_are_unique_and_every_turn_is_checked(tmp_path: Path) -> None:
    turns = {"turns": ["一", "二"], "expect": [{"outcome": ["answered"], "unused": ["二"]}, {}]}
    (twice, unused) = faults_of(tmp_path, LINE, {"outcome": ["refused"], "id": "a", **turns})
    assert "重复" in twice
    assert "第 1 轮 unused 的“二”不在这句话里" in unused


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("min(800*.3, 600)", "240"),
        ("-1+max(2,3)*1_000", "2999"),
        ("(1-.4)/2", "0.3"),
        ("9 if 5>=5 else 1", "9"),
    ],
)
def test_sums_are_calculated_exactly(expression: str, value: str) -> None:
    assert calculate(expression) == Decimal(value)


@pytest.mark.parametrize("expression", ["", "1/0", "a", "2**9", "min()", "'1'", "[1]"])
def test_anything_else_is_no_sum(expression: str) -> None:
    with pytest.raises(ValueError, match="算式"):
        calculate(expression)


def test_the_sets_of_the_repository_have_no_faults() -> None:
    paths = sorted((ROOT / "eval").glob("*/*.jsonl"))
    paths = [path for path in paths if path.parent.name != "training"]
    faults, n = check_sets(paths, corpus())
    assert faults == ()
    assert n > 2000
