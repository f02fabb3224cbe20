"""A whole evaluation of the stand-in assistant: sums, golden report, page, baseline."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.errors import GoldError, IndexMissingError
from assistant.evaluation.baseline import baseline_of, load_baseline, save_baseline
from assistant.evaluation.compare import change, load_standing, mcnemar, standing_of
from assistant.evaluation.compare import to_text as change_text
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.report import Report, Share, to_json
from assistant.evaluation.report_html import to_html
from assistant.evaluation.report_junit import to_junit
from assistant.evaluation.report_text import to_text
from assistant.evaluation.run import run_evaluation
from tests.fakes import FakeAssistant

Load = Callable[[str], tuple[GoldQuestion, ...]]
EVIL = '<script src="https://evil.example/x.js"></script>'
LINES = [
    {
        "id": "right",
        "turns": ["龙岗", "买算力花了800万元呢？"],
        "outcome": ["answered"],
        "cite": ["longgang-2025#2"],
        "only": True,
        "amounts": {"longgang-2025#2": "2400000"},
        "say": [["240万元"]],
        "warn": ["not_guaranteed"],
        "tags": ["calc", "longgang"],
        "why": "800万×30%=240万",
    },
    {
        "id": "wrong-amount",
        "turns": [f"龙岗算力 {EVIL}"],
        "as_of": "2026-01-01",
        "outcome": ["answered"],
        "amounts": {"longgang-2025#2": "6000000"},
        "avoid": ["240万元"],
        "tags": ["calc"],
        "why": EVIL,
    },
    {"id": "refused", "turns": ["明天天气"], "outcome": ["refused"], "tags": ["refuse"]},
    {"id": "crash", "turns": ["坏在中途"], "outcome": ["answered"], "tags": ["calc"]},
    {"id": "lies", "turns": ["说谎"], "outcome": ["answered"], "tags": ["lookup"],
     "cite": ["longgang-2025#2"]},
]  # fmt: skip


class Lying(FakeAssistant):
    """Says a number that stands nowhere."""

    def words(self, question: str) -> tuple[str, ...]:
        return ("最高可获 999万元",) if "说谎" in question else ()


@pytest.fixture
def gold(load: Load) -> tuple[GoldQuestion, ...]:
    return load("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES))


@pytest.fixture
def report(gold: tuple[GoldQuestion, ...]) -> Report:
    assistant = Lying()
    ticks = itertools.count()
    return run_evaluation(
        assistant,
        gold,
        searcher=assistant.searcher,
        name="<小题集>",
        clock=lambda: next(ticks) / 8,
    )


def test_each_question_is_asked_whole_in_its_own_conversation(
    gold: tuple[GoldQuestion, ...],
) -> None:
    assistant = FakeAssistant()
    seen: list[tuple[int, int]] = []
    run_evaluation(assistant, gold, progress=lambda done, n: seen.append((done, n)))
    assert assistant.asked == [Conversation("eval", question.turns) for question in gold]
    assert seen == [(n, 5) for n in range(1, 6)]


def test_sums_by_tag_and_check(report: Report) -> None:
    rows = {row.tag: row for row in report.table}
    assert list(rows) == ["全部", "calc", "longgang", "lookup", "refuse"]
    assert (rows["全部"].n, rows["全部"].right) == (5, 3)
    assert (rows["calc"].n, rows["calc"].right) == (3, 1)
    checks = {name: (right, asked) for name, right, asked in rows["calc"].checks}
    assert checks == {
        "outcome": (2, 3),
        "cite": (1, 1),
        "only": (1, 1),
        "amounts": (1, 2),
        "range": (0, 0),
        "lead": (0, 0),
        "say": (1, 1),
        "avoid": (0, 1),
        "warn": (1, 1),
        "unused": (0, 0),
        "completeness": (0, 0),
    }
    assert [result.question.id for result in report.failures] == ["wrong-amount", "crash"]
    assert [result.question.id for result in report.faulty] == ["wrong-amount", "crash", "lies"]


def test_an_unsourced_number_is_counted_apart_from_what_is_right(report: Report) -> None:
    lies = report.results[-1]
    assert lies.is_right
    assert report.violations == 1
    assert lies.faults == (("provenance.number", "“999万元”没有出处"),)


def test_a_crash_is_a_wrong_answer(report: Report) -> None:
    crash = report.results[3]
    assert (crash.last.answer, crash.last.error) == (None, "RuntimeError: secret detail")
    assert ("answered", "error", 1) in report.outcomes


def test_a_broken_installation_ends_the_run(gold: tuple[GoldQuestion, ...]) -> None:
    class Broken(FakeAssistant):
        def words(self, question: str) -> tuple[str, ...]:
            raise IndexMissingError("没有索引")

    with pytest.raises(IndexMissingError):
        run_evaluation(Broken(), gold)


def test_retrieval_is_scored_over_questions_with_one_clause(report: Report) -> None:
    assert report.retrieval is not None
    assert report.retrieval.n == 1
    assert dict(report.retrieval.values)["recall@1"] == 1.0


def test_golden_report(report: Report, check_golden: Callable[[str, object], None]) -> None:
    made = to_json(report)
    made["corpus_version"] = "0"
    for question in made["questions"]:
        for turn in question["turns"]:
            turn.pop("answer")  # the answers' own shape is tested elsewhere
    check_golden("evaluation/report.json", made)
    check_golden("evaluation/report.text.json", to_text(report).splitlines())


def test_the_table_is_aligned_on_a_terminal(report: Report) -> None:
    lines = to_text(report).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("标签"))
    widths = {sum(1 + (ord(c) > 0x2E80) for c in line) for line in lines[start : start + 6] if line}
    assert len(widths) == 1


def test_failures_beyond_the_limit_are_counted(report: Report) -> None:
    assert "另有 2 道" in to_text(report, most=1)


def test_json_is_json_and_holds_the_answers(report: Report) -> None:
    made = json.loads(json.dumps(to_json(report), ensure_ascii=False))
    assert made["questions"][0]["turns"][0]["answer"]["estimates"][0]["amount"] == "2400000.00"
    assert made["questions"][3]["turns"][0]["answer"] is None


class Tags(HTMLParser):
    """Collects tags and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_else_and_escapes_everything(report: Report) -> None:
    page = to_html(report, change(baseline_of(report), baseline_of(report)))
    parser = Tags()
    parser.feed(page)
    assert "script" not in parser.tags
    assert parser.addresses == []
    assert parser.tags.count("details") == len(report.faulty)
    assert "&lt;script" in page
    assert "&lt;小题集&gt;" in page
    assert "“999万元”没有出处" in page


def test_a_baseline_tells_what_was_lost_and_gained(
    report: Report, gold: tuple[GoldQuestion, ...], tmp_path: Path
) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(path, baseline_of(report))
    assert load_baseline(path) == baseline_of(report)

    class Worse(FakeAssistant):
        def words(self, question: str) -> tuple[str, ...]:
            return ("没有数字",) if "800" in question else ()

    worse = run_evaluation(Worse(), gold[:3])
    told = change(load_baseline(path), baseline_of(worse))
    assert (told.lost, told.gained, told.newly_silent) == (("right",), (), ())
    assert (told.before, told.now, told.shared) == (2, 1, 3)
    assert told.is_worse
    assert not change(baseline_of(worse), baseline_of(report)).is_worse


def test_two_reports_are_compared_by_their_files(report: Report, tmp_path: Path) -> None:
    before, now = to_json(report), to_json(report)
    now["questions"] = json.loads(json.dumps(now["questions"]))
    now["questions"][0] |= {"right": False, "silent": True}
    now["questions"][1] |= {"right": True, "silent": False}
    now["questions"].append({"id": "new", "right": False, "silent": False})
    found = change(standing_of(before), standing_of(now))
    assert (found.lost, found.gained) == (("right",), ("wrong-amount",))
    assert (found.newly_silent, found.no_longer_silent) == (("right",), ("wrong-amount",))
    assert (found.before, found.now, found.shared, found.p) == (3, 3, 5, 1.0)
    lines = change_text(found).splitlines()
    assert lines[1] == "新错的（1）：right"
    path = tmp_path / "report.json"
    path.write_text(json.dumps(before), encoding="utf-8")
    assert load_standing(path) == standing_of(before)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"report\.json.*重新评测"):
        load_standing(path)


@pytest.mark.parametrize(
    ("lost", "gained", "p"), [(0, 0, 1.0), (0, 5, 2 / 32), (1, 9, 22 / 1024), (3, 3, 1.0)]
)
def test_the_chance_of_an_uneven_change_is_exact(lost: int, gained: int, p: float) -> None:
    assert mcnemar(lost, gained) == pytest.approx(p)


def test_junit_has_a_case_for_each_question(report: Report) -> None:
    suite = ElementTree.fromstring(to_junit(report)).find("testsuite")
    assert suite is not None
    counts = [suite.get(name) for name in ("tests", "failures", "errors")]
    assert counts == ["5", "1", "1"]
    (failure,) = suite.iter("failure")
    assert str(failure.get("message")).startswith("无声答错")
    assert EVIL in str(failure.text)


TWO_TURNS = {
    "id": "two",
    "turns": ["坏在中途", "龙岗买算力花了800万元呢？"],
    "expect": [{"outcome": ["answered"]}, {"outcome": ["answered"], "cite": ["longgang-2025#2"]}],
    "tags": ["follow_up"],
}


def test_every_turn_with_an_expectation_is_judged(load: Load) -> None:
    made = run_evaluation(FakeAssistant(), load(json.dumps(TWO_TURNS)))
    whole = made.whole
    assert (whole.whole, whole.last, whole.turns) == (Share(0, 1), Share(1, 1), Share(1, 2))
    assert made.failures[0].faults == (("error", "第 1 轮 RuntimeError: secret detail"),)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"name": 1, "right": [], "wrong": [], "silent_wrong": []}']
)
def test_a_broken_baseline_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=r"baseline\.json"):
        load_baseline(path)
    with pytest.raises(GoldError, match="missing"):
        load_baseline(tmp_path / "missing.json")
    with pytest.raises(GoldError, match="写不了"):
        save_baseline(tmp_path / "no" / "b.json", baseline_of(Report("", "", ())))
