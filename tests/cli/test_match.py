import json
from pathlib import Path

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
