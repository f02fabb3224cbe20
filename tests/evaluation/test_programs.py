"""Answers of another version and recorded ones are judged like those of the program here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import GoldError
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.other_version import OtherVersion
from assistant.evaluation.programs.recorded import Recorded, Recording
from assistant.evaluation.run import evaluate
from tests.fakes import FakeAssistant

Load = Callable[[str], tuple[GoldQuestion, ...]]
LINE = {
    "id": "two",
    "turns": ["坏在中途", "龙岗买算力花了800万元呢？"],
    "expect": [{"outcome": ["answered"]}, {"outcome": ["answered"], "cite": ["longgang-2025#2"]}],
}
STUB = """
class Assistant:
    @classmethod
    def open(cls, settings):
        print("loading")  # must not reach the answers
        return cls()
    def ask(self, conversation, *, as_of):
        if conversation.turns[-1] == "坏":
            raise RuntimeError("broken")
        return {"outcome": "answered", "text": f"{len(conversation.turns)} {as_of}"}
"""


@pytest.fixture
def gold(load: Load) -> tuple[GoldQuestion, ...]:
    return load(json.dumps(LINE))


def test_recorded_answers_are_judged_again(gold: tuple[GoldQuestion, ...], tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    first = evaluate(Recording(InProcess(FakeAssistant()), path), gold)
    again = evaluate(Recorded(path), gold)
    assert [t.faults for t in again.turns] == [t.faults for t in first.turns]
    assert (first.violations, again.violations) == (0, None)
    assert again.program == "answers"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(GoldError, match="two 第 2 轮"):
        evaluate(Recorded(path), gold)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"answers\.jsonl:1"):
        Recorded(path)


def other_version(folder: Path) -> Path:
    """The least program that has the names which every version has."""
    sources = {
        "__init__": "",
        "answer/__init__": "",
        "answer/render": "def to_json(answer): return answer\n",
        "dialogue/__init__": "",
        "dialogue/conversation": "class Conversation:\n"
        "    def __init__(self, id, turns): self.turns = turns\n",
        "settings": "def load_settings(): return None\n",
        "assistant": STUB,
    }
    for name, text in sources.items():
        path = folder / "assistant" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_another_version_answers_in_its_own_process(load: Load, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "turns": ["一", "二"], "outcome": ["answered"], "say": [["2 2026-01-01"]],
         "as_of": "2026-01-01"},
        {"id": "b", "turns": ["坏"], "outcome": ["answered"]},
        {"id": "c", "turns": ["三"], "outcome": ["answered"], "say": [["1 2025-06-01"]]},
    ]  # fmt: skip
    gold = load("\n".join(json.dumps(line) for line in lines))
    report = evaluate(OtherVersion(other_version(tmp_path / "old")), gold)
    assert report.program == "old"
    assert [turn.faults for turn in report.turns] == [
        (),
        (("error", "RuntimeError: broken"),),
        (),
    ]


def test_a_version_that_does_not_start_is_named(
    gold: tuple[GoldQuestion, ...], tmp_path: Path
) -> None:
    with pytest.raises(GoldError, match="没有程序的另一版本"):
        OtherVersion(tmp_path)
    folder = other_version(tmp_path / "old")
    (folder / "assistant" / "settings.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"two.*cewen build"):
        evaluate(OtherVersion(folder), gold)
