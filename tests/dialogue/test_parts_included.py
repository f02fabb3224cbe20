"""A part of the sum that was told changes nothing; a standard that we lead now is one more.

龙岗 pays 30 % of compute, 福田 30 % of bought models and at most 500 000. 龙华 pays 400 000 for a
national standard, 200 000 for one of the trade.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

MODELS, COMPUTE, STANDARDS = "futian-2024#1.2", "longgang-2025#2", "longhua-2025#11"


@pytest.mark.parametrize(
    "says",
    [
        "有40万是私有化部署费，包在150里，这种算不算数",
        "部署费40万，含在150万里面，给多少",
        "其中有30万部署费，都算在150里了，算吗",
        "20万的订阅费也在这150万当中",
    ],
)
def test_a_part_of_what_was_told(says: str) -> None:
    assert by_clause("福田，买备案大模型服务做应用150万，补多少", says) == {MODELS: {45 * WAN}}


def test_a_part_that_is_taken_off() -> None:
    talk = ["龙岗租算力花了400万", "60万运维费含在400里，这个不算，扣掉"]
    assert by_clause(*talk) == {COMPUTE: {102 * WAN}}


@pytest.mark.parametrize(
    "says",
    [
        "打样的30万也是研发投入，没算在90里，加上",
        "打样的30万也是研发投入，漏了没写进90里，补上",
        "有30万打样费没算在90万里",
        "有30万是打样的，没算在90万里",
    ],
)
def test_a_part_that_was_not_in_comes_on_top(says: str) -> None:
    assert by_clause("龙岗，智能眼镜研发投入90万，够规模", says) == {"longgang-2025#8": {30 * WAN}}
    assert by_clause("龙岗，智能眼镜研发投入50万，够规模", says.replace("90", "50")) == {
        "longgang-2025#8": {24 * WAN}
    }


@pytest.mark.parametrize("end", ["里", "里面，给多少"])
def test_some_that_was_not_in_yet_comes_on_top(end: str) -> None:
    bought = "福田，买备案大模型服务做应用110万，补多少"
    assert by_clause(bought, f"有40万是部署费，还没含在110{end}") == {MODELS: {45 * WAN}}


@pytest.mark.parametrize("says", ["有30万是打样的，还没计入90万里", "其中30万是打样，没列入90万里"])
def test_what_was_not_in_goes_off_nothing(says: str) -> None:
    answer = ask("龙岗，智能眼镜研发投入90万，够规模", says)
    assert answer.unused


def test_a_part_that_no_policy_knows_is_told() -> None:
    answer = ask("龙岗租算力花了400万", "里面30万是电费，含在400里，多少")
    assert answer.unused


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("国标那项改成由我们主导了", 80),
        ("国标那个现在归我们牵头了", 80),
        ("国家标准换我们主导了", 80),
        ("国标那项改成由别人主导了", 40),
    ],
)
def test_what_we_lead_now(says: str, wan: int) -> None:
    first = "龙华做巡检机器人的，行业标准是我们主导的，两项"
    assert by_clause(first, says)[STANDARDS] == {wan * WAN}


def test_what_was_sent_back_is_no_silent_addition() -> None:
    assert ask("龙岗两个模型通过国家备案，多少", "又打回来一个").unused
