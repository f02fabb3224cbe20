"""The commands around an added policy: watch tells changes, review decides, remove leaves none."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.render import to_json
from assistant.dialogue.conversation import Conversation
from assistant.web.memory.store import Store
from tests.fakes import FakeAssistant
from tests.intake.test_newcomer import POLICY, cewen


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    document = folder / "quanzhou-2024.txt"
    document.write_text(POLICY, encoding="utf-8")
    assert cewen("init", folder / "work", "--empty").returncode == 0
    done = cewen("--workspace", folder / "work", "add", document)
    assert done.returncode == 0, done.stderr
    assert "2 条待核定" in done.stdout
    return folder / "work"


def test_watch_reports_the_clause_that_changed(work: Path) -> None:
    document = work.parent / "quanzhou-2024.txt"
    assert "没有变化" in cewen("--workspace", work, "watch", document).stdout
    other = work.parent / "other"
    other.mkdir()
    (other / "quanzhou-2024.txt").write_text(POLICY.replace("60万元", "80万元"), encoding="utf-8")
    done = cewen("--workspace", work, "watch", other)
    assert "改动 （一）云服务补助" in done.stdout
    assert "涉及规则：quanzhou-2024#1:r1" in done.stdout
    assert (work / "corpus" / "quanzhou-2024" / "source.txt").read_text(encoding="utf-8") == POLICY


def test_a_changed_clause_touches_the_stored_answers_and_questions_that_rest_on_it(
    work: Path,
) -> None:
    store = Store(work / "var", days=30, limit=100)
    made = to_json(FakeAssistant().ask(Conversation("c", ("问",)), as_of=date(2025, 6, 1)))
    for name, clause in (("old", "quanzhou-2024#1"), ("other", "quanzhou-2024#2")):
        body = json.dumps(made, ensure_ascii=False).replace("longgang-2025#2", clause)
        store.save({**json.loads(body), "id": name})
    assert store.citing(["quanzhou-2024#1"]) == ["old"]
    assert store.citing(["quanzhou-2024#11", "quanzhou%"]) == []
    store.close()
    questions = work / "eval" / "questions"
    questions.mkdir(parents=True, exist_ok=True)
    asked = {"id": "q1", "turns": ["问"], "outcome": ["answered"], "cite": ["quanzhou-2024#1"]}
    (questions / "own.jsonl").write_text(json.dumps(asked) + "\n", encoding="utf-8")
    done = cewen("--workspace", work, "watch", work.parent / "other", "--json")
    report = json.loads(done.stdout)
    assert report["rules"] == ["quanzhou-2024#1:r1"]
    assert (report["questions"], report["answers"]) == (["q1"], ["old"])
    (questions / "own.jsonl").unlink()
    shutil.rmtree(work / "var")


def test_review_lists_and_decides(work: Path) -> None:
    assert "quanzhou-2024：2 条待核定" in cewen("--workspace", work, "review").stdout
    shown = cewen("--workspace", work, "review", "quanzhou-2024").stdout
    assert "150万元 → 60万元" in shown
    done = cewen("--workspace", work, "review", "quanzhou-2024", "--accept-all", "--by", "甲")
    assert "核定 2 条" in done.stdout
    assert "可以发布" in done.stdout
    assert "没有待核定的规则" in cewen("--workspace", work, "review").stdout


def test_remove_leaves_nothing(work: Path) -> None:
    done = cewen("--workspace", work, "remove", "quanzhou-2024")
    assert done.returncode == 0, done.stdout
    assert "没有留下" in done.stdout
    assert list((work / "corpus").glob("quanzhou*")) == []
