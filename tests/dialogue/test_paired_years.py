"""Of two facts a year apart, each change is of the year that its clause names, or the one before.

Growth of research in 前海 is paid 5 %, at most 500万; of turnover in 龙华 100 000 where it grew by
a fifth.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

FIRST = "前海纳统的AI企业，去年研发{}万，前年{}万，奖多少"


def growth(*told: str) -> dict[str, set[int]]:
    return by_clause(FIRST.format(8000, 5000), *told)


def rates(last: int, before: int) -> dict[str, set[int]]:
    return {"qianhai-2024#3": {(last - before) * WAN * 5 // 100}}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("told", "last", "before"),
    [
        ("前年的账审计也看了，减{}万", 0, -1),
        ("前年改过的，去年也得改，加{}万", 1, 0),
        ("去年的核减{}万", -1, 0),
        ("前年的少记了{}万", 0, 1),
        ("去年多算了{}万", -1, 0),
        ("又补了一笔进来，加{}万，前年的没动", 1, 0),
        ("会计冲了一笔，减{}万，去年那个不变", 0, -1),
    ],
)
def test_a_change_is_of_the_year_named(told: str, last: int, before: int, seed: int) -> None:
    by = random.Random(seed).randint(100, 900)
    assert growth(told.format(by)) == rates(8000 + last * by, 5000 + before * by)


@pytest.mark.parametrize(
    ("told", "last", "before"),
    [
        ("去年的扣掉500万，前年的也扣掉300万", 7500, 4700),
        ("去年的加500万，前年的减300万", 8500, 4700),
        ("去年的减500万，前年的加300万", 7500, 5300),
        ("去年是7000万，前年的减掉300万", 7000, 4700),
    ],
)
def test_both_years_at_once(told: str, last: int, before: int) -> None:
    assert growth(told) == rates(last, before)


def test_one_after_the_other() -> None:
    assert growth("再加300万", "前年也变了，变成6100万") == rates(8300, 6100)
    assert growth("前年减600万", "上年也要调，减400万", "再减100万") == rates(7500, 4400)


def test_what_there_is_for_all_is_no_turnover() -> None:
    talk = ["龙华机器人公司，去年营收5200万，前年4300万", "区里全年总共就1500万盘子吗"]
    told = {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}
    assert told.get("revenue_yuan", 5200 * WAN) == 5200 * WAN


def test_tax_relief_and_growth_are_no_change() -> None:
    assert growth("去年加计扣除了600万") != rates(7400, 5000)
    assert growth("要是去年只有7000万呢") == rates(7000, 5000)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("前年的口径也要统一，调整以后是3500万", 21),
        ("前年那份报表也重做了，做完是3500万", 21),
        ("去年的台账得按新准则来，这么一来就是5000万", 100),
        ("如果去年反而比前年投得少，还给吗", 0),
        ("要是去年还不如前年多呢", 0),
        ("假如去年的投入低于前年，还给吗", 0),
    ],
)
def test_the_year_stands_in_a_clause_of_its_own(words: str, amount: int) -> None:
    told = "前海的AI企业，去年已在合作区纳统，去年研发投入4200万元，前年3000万，研发奖励有多少"
    assert by_clause(told, words)["qianhai-2024#3"] == {amount * WAN}


@pytest.mark.parametrize(
    ("told", "last", "before"),
    [
        (("扣完23年剩4800万",), 8000, 4800),
        (("24年少记了300万",), 8300, 5000),
        (("审计说记错的是23年，应为4600万",), 8000, 4600),
        (("2023年的外协费被剔掉300万",), 8000, 4700),
        (("24年度那个加500万，23年度的减300万",), 8500, 4700),
        (("23年核下来只有4300万",), 8000, 4300),
    ],
)
def test_calendar_years_are_those_of_the_pair(
    told: tuple[str, ...], last: int, before: int
) -> None:
    first = FIRST.format(8000, 5000).replace("去年", "2024年").replace("前年", "23年")
    assert by_clause(first, *told) == rates(last, before)


@pytest.mark.parametrize(
    ("told", "last", "before"),
    [
        (
            ("审计把去年的扣了，去年剩7000万", "去年那笔不该扣，该扣的是前年，扣完剩4200万"),
            8000,
            4200,
        ),
        (("去年的减了300万", "去年减错了，要减的是前年，前年剩4700万"), 8000, 4700),
        (("前年又认定了500万", "前年那笔不该加，去年的倒是要减200万"), 7800, 5000),
        (("去年的减了300万", "前年不用动"), 7700, 5000),
    ],
)
def test_a_change_of_one_year_is_void(told: tuple[str, ...], last: int, before: int) -> None:
    assert growth(*told) == rates(last, before)


@pytest.mark.parametrize(
    "says", ["出纳把两年填反了", "24年和23年的写反了", "23、24两年搞颠倒了", "两年的数记反了"]
)
def test_two_years_the_wrong_way_round(says: str) -> None:
    first = FIRST.format(5000, 8000).replace("去年", "24年").replace("前年", "23年")
    assert by_clause(first, says) == rates(8000, 5000)
    assert by_clause(first, says, "24年少记了300万") == rates(8300, 5000)


def test_an_addition_is_called_by_what_it_was_told_as() -> None:
    assert growth("去年又加了900万委外", "委外最后只认了400万") == rates(8400, 5000)


@pytest.mark.parametrize(
    ("words", "last", "before"),
    [
        ("前年的5000万是集团合并口径，本公司单独是4300万", 8000, 4300),
        ("前年那5000万是并表的数，我们单体4300万", 8000, 4300),
        ("去年的8000万是按集团汇总的，公司自身只有7100万", 7100, 5000),
    ],
)
def test_of_a_group_and_of_the_company_alone(words: str, last: int, before: int) -> None:
    assert by_clause(FIRST.format(8000, 5000), words) == rates(last, before)
