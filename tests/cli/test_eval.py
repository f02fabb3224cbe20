import json
from pathlib import Path

import pytest

from tests.cli.conftest import COMPUTE, Inside


def question(an_id: str, **fields: object) -> str:
    line = {
        "id": an_id,
        "turns": [COMPUTE],
        "outcome": ["answered"],
        "cite": ["longgang-2025#2"],
        "amounts": {"longgang-2025#2": "2400000"},
        "tags": ["calc"],
        **fields,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "small.jsonl"
    path.write_text(question("a") + question("b", amounts={"longgang-2025#2": "1"}), "utf-8")
    return path


def test_eval_counts_what_is_right_and_writes_the_reports(
    here: Inside, questions: Path, tmp_path: Path
) -> None:
    report, page, junit = (tmp_path / f"r.{kind}" for kind in ("json", "html", "xml"))
    files = ("--json", report, "--html", page, "--junit", junit)
    done = here("eval", "--questions", questions, *files)
    assert done.returncode == 0
    assert "全对 1/2" in done.stdout
    content = json.loads(report.read_text(encoding="utf-8"))
    assert (content["n"], content["right"]) == (2, 1)
    assert "<html" in page.read_text(encoding="utf-8")
    assert 'tests="2" failures="1"' in junit.read_text(encoding="utf-8")


def test_eval_of_several_sets_has_a_row_for_each(
    here: Inside, questions: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(question("c"), "utf-8")
    out = here("eval", "--questions", questions, other).stdout
    assert "题集 small" in out
    assert "题集 other" in out
    assert "全对 2/3" in out


def test_eval_compares_with_a_baseline(here: Inside, questions: Path, tmp_path: Path) -> None:
    kept = tmp_path / "baseline.json"
    here("eval", "--questions", questions, "--save-baseline", kept)
    questions.write_text(question("a") + question("b"), "utf-8")
    out = here("eval", "--questions", questions, "--baseline", kept).stdout
    assert "1 → 2" in out
    assert "新对的（1）：b" in out


def test_eval_compares_two_reports(here: Inside, questions: Path, tmp_path: Path) -> None:
    before, now = tmp_path / "before.json", tmp_path / "now.json"
    kept = tmp_path / "answers.jsonl"
    here("eval", "--questions", questions, "--json", before, "--save-answers", kept)
    questions.write_text(question("a", say=[["没有的话"]]) + question("b"), "utf-8")
    here("eval", "--questions", questions, "--answers", kept, "--json", now)
    out = here("eval", "compare", before, now).stdout
    assert "全对 1 → 1" in out
    assert "新错的（1）：a" in out
    assert "不再无声答错（1）：b" in out
    here.fails(1, "两个文件", "eval", "compare", before)
    here.fails(1, "没有程序的另一版本", "eval", "--questions", questions, "--program", tmp_path)


def test_eval_names_what_is_wrong_with_a_set(here: Inside, questions: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.jsonl"
    twin.write_text(question("a"), "utf-8")
    here.fails(1, "题号 'a'", "eval", "--questions", questions, "--questions", twin)
    here.fails(1, "读不到题集", "eval", "--questions", tmp_path / "none.jsonl")
    twin.write_text("{", "utf-8")
    here.fails(1, "twin.jsonl:1", "eval", "--questions", twin)
    here.fails(1, "写不了文件", "eval", "--questions", questions, "--json", questions / "x")
