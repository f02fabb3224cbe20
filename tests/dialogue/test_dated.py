"""Facts that follow from the day on which something happened, on the day asked about.

A founder back from abroad is supported from the 6th to the 48th month after the company was
registered; a round of the last 2 years in 龙华 is paid 5 %, at most 200万; models filed there in
the year before 50万 each, at most 200万.
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import RuleError
from assistant.rules.rules_file import load_facts
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, facts

STARTUP, ROUND, FILED = "shenzhen-pioneer-2024#15", "longhua-2025#13", "longhua-2025#9"
DAY = date(2025, 6, 1)


def drawn(seed: int, years: tuple[int, int]) -> tuple[int, int]:
    draw = random.Random(seed)
    return draw.randrange(*years), draw.randrange(1, 13)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("done", ["公司{}年{}月注册", "执照是{}年{}月下来的", "{}年{}月成立的公司"])
def test_the_age_of_a_company(seed: int, done: str) -> None:
    year, month = drawn(seed, (2020, 2025))
    months = (DAY.year - year) * 12 + DAY.month - month
    told = f"市里留学人才创业资助，{done.format(year, month)}，能拿多少"
    found = ask(told)
    assert ("company_age_months", str(months)) in {(name, str(v)) for name, v in facts(found)}
    assert (next(iter(by_clause(told)[STARTUP])) == 0) == (not 6 <= months <= 48)


@pytest.mark.parametrize("seed", range(4))
def test_the_age_is_that_of_the_day_asked_about(seed: int) -> None:
    year, month = drawn(30 + seed, (2021, 2023))
    later = random.Random(seed).randrange(2, 12)
    told = f"市里留学人才创业资助，公司{year}年{month}月注册，能拿多少"
    months = (2026 - year) * 12 + later - month
    found = ask(told, f"那2026年{later}月再申请呢")
    assert ("company_age_months", str(months)) in {(name, str(v)) for name, v in facts(found)}


@pytest.mark.parametrize("seed", range(8))
def test_a_round_counts_if_it_was_in_the_last_two_years(seed: int) -> None:
    year, month = drawn(60 + seed, (2020, 2026))
    sum_ = random.Random(seed).randrange(2000, 5000, 100)
    month = min(month, 5) if year == DAY.year else month
    told = f"龙华企业，{year}年{month}月拿的A轮{sum_}万，VC投的，全到账，现在申请有多少"
    is_out = year < DAY.year - 2
    paid = 0 if is_out else min(sum_ * WAN * 5 // 100, 200 * WAN)
    assert by_clause(told)[ROUND] == {paid}
    states = {value for name, value in facts(ask(told)) if name == "invested_lately"}
    assert states == ({False} if is_out else {True} if year > DAY.year - 2 else set())


def test_a_corrected_day_is_no_day_asked_about() -> None:
    told = "龙华企业，2022年11月拿的A轮3200万，VC投的，全到账，现在申请有多少"
    assert by_clause(told)[ROUND] == {0}
    assert by_clause(told, "年份说岔了，是2024年11月")[ROUND] == {3200 * WAN * 5 // 100}


@pytest.mark.parametrize("number", [3, 4, 6])
def test_one_of_those_filed_was_filed_this_year(number: int) -> None:
    told = f"龙华，去年有{number}个模型过了生成式人工智能服务备案，奖多少"
    assert max(by_clause(told)[FILED]) == min(number, 4) * 50 * WAN
    left = min(number - 1, 4) * 50 * WAN
    assert max(by_clause(told, "看记录，有一个是今年2月才过的")[FILED]) == left


def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    plain = "- name: age\n  label: 企业年龄\n  kind: {}\n  ask: 几个月？\n  dated: {}\n"
    path = tmp_path / "facts.yaml"
    for kind, dated in [
        ("flag", "{by: age, words: [注册]}"),
        ("months", '{by: last_years, years: "2", words: [注册]}'),
        ("flag", "{by: last_years, words: [注册]}"),
        ("flag", '{by: last_year, years: "2", words: [注册]}'),
        ("flag", "{by: last_year, words: []}"),
    ]:
        path.write_text(plain.format(kind, dated), encoding="utf-8")
        with pytest.raises(RuleError, match="dated"):
            load_facts(path)
    path.write_text(plain.format("months", "{by: age, words: [注册]}"), encoding="utf-8")
    assert load_facts(path)["age"].dated is not None


@pytest.mark.parametrize("paper", ["这个政策", "这份文件", "该办法", ""])
@pytest.mark.parametrize("when", ["从哪一天开始{}的", "几时{}的", "是何时{}", "啥时候起{}"])
@pytest.mark.parametrize("starts", ["实行", "施行", "执行", "算数"])
def test_since_when_a_policy_holds(paper: str, when: str, starts: str) -> None:
    answer = ask("龙岗买算力花了300万，补多少", f"请问{paper}{when.format(starts)}？")
    assert "2025年1月10日" in answer.text
    assert not answer.unused


@pytest.mark.parametrize("asked", ["合同什么时候执行完才给钱", "装修几时算完数"])
def test_when_something_else_is_done_is_no_question_of_the_policy(asked: str) -> None:
    assert "2025年1月10日" not in ask("龙岗买算力花了300万，补多少", asked).text


@pytest.mark.parametrize(
    "later",
    ["我姐夫也是留学回来的，他那家2018年就注册了，单看他那家能不能拿", "公司是2018年注册的"],
)
def test_a_year_alone_that_leaves_an_age_open_drops_the_one_before(later: str) -> None:
    first = "我留学回来，在坪山开了家人工智能公司，市里对海归开公司有钱给吗"
    answer = ask(first, "执照是2025年2月10号下来的，今天去递行不行", later)
    assert "company_age_months" not in {name for name, _ in facts(answer)}
    assert all(e.amount is None for e in answer.estimates)


@pytest.mark.parametrize("said", ["落地时间确实是去年", "时间更正一下，是去年", "落地日期就是去年"])
def test_the_time_of_something_is_no_day_asked_about(said: str) -> None:
    talk = (
        "去年我们在龙华推动自研的具身智能模型落地应用，评估过了，研发费用240万，给多少",
        "如果落地其实是2021年的事，还能拿吗",
        said,
    )
    assert 100 * WAN in by_clause(*talk)["longhua-2025#9"]
