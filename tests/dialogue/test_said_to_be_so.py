"""Words that assert, sums that went over and came back, years without 年, what goes once more.

Compute in 福田 is paid 30 % for inference; parks there must be recognised by city or province;
algorithms in 龙华 are paid one by one, each year apart; rent in 前海 only where nobody sublets.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

_COMPUTE = "福田租算力做推理，合同260万"
_PARK = "福田人工智能园区，评上市级软件名园，我们运营"
_MODEL = "福田，自研问诊大模型，公开发布了，案例7个，完成合同1200万"
_ALGORITHMS = "龙华，深度合成算法备案，2025年5个，2026年2个，两年合起来"
_GROWN = "前海，研发2025年5200万，2024年4100万"
_RENT = "前海集聚区达标楼宇，400平12个月，AI企业，实付租金50万，自用"


def told(*talk: str) -> dict[str, object]:
    return {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}


@pytest.mark.parametrize(
    "message",
    ["机房多收了20万，已退", "我们多付了20万，后来退回来了", "财务多打了20万，已追回"],
)
def test_what_went_over_and_came_back_was_never_part_of_it(message: str) -> None:
    assert told(_COMPUTE, message)["compute_fee_yuan"] == 240 * WAN


@pytest.mark.parametrize("message", ["机房多收了20万，没退", "这季度多付了20万"])
def test_what_did_not_come_back_is_more(message: str) -> None:
    assert told(_COMPUTE, message)["compute_fee_yuan"] == 280 * WAN


@pytest.mark.parametrize(
    "message",
    ["牌子是市级没跑", "确实是市级，错不了", "其实是省级", "没有，就是省级", "是省级的没差"],
)
def test_words_that_deny_in_form_only_assert(message: str) -> None:
    assert told(_PARK, message)["recognised_city_level"] is True


def test_a_level_below_is_none() -> None:
    assert told(_PARK, "其实是区级")["recognised_city_level"] is False


def test_what_did_not_run_denies() -> None:
    filed = "龙岗办峰会，市场化，备案了，影响力大，花了300万"
    assert told(filed, "备案没跑下来")["filed_with_department"] is False
    assert told(filed, "备案没毛病")["filed_with_department"] is True


@pytest.mark.parametrize("more", ["又黄一个", "又没了一个，还能拿吗", "又一个案例黄了", "再毙一个"])
def test_one_more_that_goes_is_one_fewer(more: str) -> None:
    assert told(_MODEL, "黄了一个案例，合同额没变", more)["cases"] == 5


def test_one_more_that_comes_is_one_more() -> None:
    assert told(_MODEL, "又有一个案例上线了")["cases"] == 8


@pytest.mark.parametrize("message", ["只看2026", "光2026呢", "单看26"])
def test_a_year_is_called_without_its_word(message: str) -> None:
    assert by_clause(_ALGORITHMS, message) == {"longhua-2025#8": {200 * WAN}}


@pytest.mark.parametrize(
    ("message", "now", "before"),
    [
        ("2024年的改成4300万", 5200, 4300),
        ("2024其实是4300万", 5200, 4300),
        ("24年少记了200万", 5200, 4300),
        ("2025年的加300万", 5500, 4100),
        ("审计改了2024年的账，现在是4300万", 5200, 4300),
    ],
)
def test_a_calendar_year_tells_which_of_two_is_meant(message: str, now: int, before: int) -> None:
    facts = told(_GROWN, message)
    assert facts["rd_spend_yuan"] == Decimal(now * WAN)
    assert facts["prior_rd_spend_yuan"] == Decimal(before * WAN)


@pytest.mark.parametrize("supposed", ["假如分租出去一间", "要是分租一间给朋友"])
def test_what_is_supposed_takes_nothing_back(supposed: str) -> None:
    back = (_RENT, "房东退了10万给我们", supposed)
    assert told(*back)["not_sublet"] is False
    assert told(*back, "不分租。所以")["rent_paid_yuan"] == 40 * WAN
