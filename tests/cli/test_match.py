import io
import json
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pytest

from tests.cli.conftest import DAY, Inside

PROFILE = "name: 甲公司\ndistrict: 龙岗区\nfacts:\n  compute_fee_yuan: 800万\n"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def test_match_lists_rules_with_amounts(here: Inside, profile: Path) -> None:
    done = here("match", profile, "--as-of", DAY)
    report = json.loads(done.stdout)
    found = {m["rule_id"]: m for m in report["matches"]}
    assert done.returncode == 0
    assert found["longgang-2025#2:compute-service"]["estimate"]["amount"] == "2400000.00"
    assert found["longgang-2025#2:compute-service"]["met"] == "满足"


def test_match_text_lists_only_what_the_profile_speaks_of(here: Inside, profile: Path) -> None:
    short = here("match", profile, "--as-of", DAY, "--text").stdout
    long = here("match", profile, "--as-of", DAY, "--text", "--all").stdout
    assert "满足  240万元  购买算力" in short
    assert "加 --all 列出" in short
    assert "加 --all 列出" not in long
    assert len(long.splitlines()) > len(short.splitlines())


def test_match_writes_both_files(here: Inside, profile: Path, tmp_path: Path) -> None:
    sheet, paper = tmp_path / "out.xlsx", tmp_path / "out.docx"
    done = here("match", profile, "--as-of", DAY, "--xlsx", sheet, "--docx", paper)
    assert done.returncode == 0
    assert "甲公司" in str(openpyxl.load_workbook(sheet).active["A1"].value)
    assert paper.stat().st_size > 0
    assert done.stderr.count("已写入") == 2


def test_match_a_file_that_cannot_be_written_is_a_mistake(here: Inside, profile: Path) -> None:
    here.fails(1, "写不了文件", "match", profile, "--xlsx", profile / "x.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("facts: {}", "缺少 district"),
        ("district: 火星", "没有收录 '火星' 的政策"),
        ("district: 龙岗区\nfacts: {compute_fee_yuan: -1}", "不能是负数"),
        ("district: 龙岗区\nmoney: 3", "不认识 'money'"),
        ("district: [", "profile.yaml"),
    ],
)
def test_match_names_what_is_wrong_with_the_profile(
    here: Inside, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(content, encoding="utf-8")
    here.fails(1, words, "match", path)


def test_match_a_missing_profile_is_a_mistake(here: Inside, tmp_path: Path) -> None:
    here.fails(1, "none.yaml", "match", tmp_path / "none.yaml")


SHEET = """name: 乙公司
district: 龙岗区
facts: {is_startup: 是}
matters:
  compute-rent: {compute_fee_yuan: 800万, compute_rented: 是, compute_use: training}
  corpus-purchase: {corpus_purchase_yuan: 100万, via_exchange: 是}
"""


def test_match_with_matters_gives_the_sheet_and_its_files(here: Inside, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(SHEET, encoding="utf-8")
    days, sheet, paper = tmp_path / "b.ics", tmp_path / "b.xlsx", tmp_path / "b.docx"
    files = ("--ics", days, "--xlsx", sheet, "--docx", paper)
    done = here("match", path, "--as-of", "2026-03-01", "--text", *files)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "现在就能申请（2）" in lines
    assert "再确认一件事就能定（2）" in lines
    assert "    还要确认：卖方是非关联方" in lines
    assert "    还有 291 天（2026-12-17）　市科技创新局" in lines
    assert days.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2
    assert openpyxl.load_workbook(sheet).sheetnames[0] == "一档"
    assert paper.stat().st_size > 0
    told = json.loads(here("match", path, "--as-of", "2026-03-01").stdout)
    assert [len(told["lists"][name]) for name in ("now", "one_more", "missed")] == [2, 2, 0]


def test_the_calendar_holds_what_is_missed_by_something(here: Inside, tmp_path: Path) -> None:
    days = tmp_path / "missed.ics"
    said = "我们是龙华的公司，去年营收4500万，增长10%"
    done = here("match", said, "--as-of", "2025-06-01", "--ics", days)
    assert done.returncode == 0
    (event,) = icalendar.Calendar.from_ical(days.read_bytes()).walk("VEVENT")
    assert event["dtstart"].dt == date(2027, 12, 31)
    assert "差500万元" in event["description"]


def test_match_reads_one_sentence(here: Inside) -> None:
    done = here("match", "我们在龙岗区，租算力合同800万。", "--as-of", "2026-03-01")
    told = json.loads(done.stdout)
    assert told["district"] == "龙岗区"
    now = [one["rule_id"] for one in told["lists"]["now"]]
    assert now == ["longgang-2025#2:compute-service"]
    here.fails(1, "没有读出企业在哪个区", "match", "我们租算力")


def test_match_asks_at_most_seven_questions(
    here: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("district: 罗湖区\nfacts: {applicant_kind: enterprise}\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("4\n很多\n1000万\n\n"))
    done = here("match", path, "--ask", "--as-of", "2026-03-01", "--text")
    assert done.returncode == 0
    assert "第 1 问（最多 7 问）" in done.stderr
    assert "第 8 问" not in done.stderr
    assert "在做哪些事" in done.stderr
