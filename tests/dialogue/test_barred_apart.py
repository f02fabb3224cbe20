"""One more thing beside what was told, of which only one meets a condition.

龙岗 pays 30 % of finished model services, at most 200万 a year; 福田 10 % of corpora; 龙华 60万,
40万 and 20万 for standards that were led; 前海 half of a car, at most 20万 each.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

CORPUS, SERVICES, CARS = "futian-2024#3.1", "longgang-2025#6", "qianhai-2024#10"
STANDARDS = "longhua-2025#11"
PRIVATELY = "福田企业，私下买了语料320万，没走数据交易平台，卖家非关联，做大模型研发，能补多少"
UNFILED = "龙岗软件公司，调用没备案也没测评的大模型，完成合同320万，能补多少"
TAKEN_PART = "我们参编了一项国家标准，不是主导单位，龙华奖多少"
FLEET = "前海，载人商业化运营，名下21台智能网联车，都获批运营，每台买价26万，智能化改造16万"


@pytest.mark.parametrize(
    ("first", "then", "clause", "wan"),
    [
        (PRIVATELY, "另外在数据交易平台上买了140万", CORPUS, 140 * 10 / 100),
        (PRIVATELY, "还有一份140万是在数据交易平台买的", CORPUS, 140 * 10 / 100),
        (UNFILED, "另有一份140万的合同调用的是备案过的模型", SERVICES, 140 * 30 / 100),
        (TAKEN_PART, "那另有一项行业标准，是我们主导制定的，这个呢？", STANDARDS, 20),
        (TAKEN_PART, "又主导了一项行标", STANDARDS, 20),
        (TAKEN_PART, "那项国标后来改成我们主导了", STANDARDS, 40),
        (TAKEN_PART, "不对，那项国标是我们主导的，另外还主导了一项行标", STANDARDS, 40 + 20),
    ],
)
def test_what_fell_short_stays_out(first: str, then: str, clause: str, wan: float) -> None:
    assert by_clause(first)[clause] == {0}
    assert by_clause(first, then)[clause] == {wan * 10_000}


@pytest.mark.parametrize(
    "then",
    [
        "还有7台是从租赁公司租来跑的，不在我们名下，能一起算进去不？",
        "另外7台挂靠在别的公司名下",
        "外加7台送快递的",
        "还有7台还没拿到批文",
    ],
)
def test_one_more_that_fails_is_told_and_not_counted(then: str) -> None:
    answer = ask(FLEET, then)
    assert by_clause(FLEET, then)[CARS] == {21 * 20 * WAN}
    assert "没有计入" in answer.text or "没有用上" in answer.text


@pytest.mark.parametrize(
    "then", ["还有7台也在我们名下，加进去", "又买了7台，也是我们名下的，都批了"]
)
def test_one_more_that_meets_it_counts(then: str) -> None:
    assert by_clause(FLEET, then)[CARS] == {(21 + 7) * 20 * WAN}
