"""A message that is but the name of a place, also behind a place that has only a draft.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_laid_out import F_COMPUTE, S_COMPUTE, S_CORPUS, paid
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

L_MODEL, S_EVENT = "longhua-2025#9:filed-model", "shenzhen-pioneer-2024#18:event"


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("龙岗买算力610万能补多少", "南山呢", "福田呢"), {F_COMPUTE: 183 * WAN}),
        (("龙岗备案了2个模型能拿多少", "南山呢", "那龙华呢"), {L_MODEL: 100 * WAN}),
        (("龙岗办展会花了310万补多少", "宝安呢", "那市里呢"), {S_EVENT: 155 * WAN}),
        (("龙岗算力", "610万", "市里"), {S_COMPUTE: 305 * WAN}),
        (("龙岗算力", "610万", "市"), {S_COMPUTE: 305 * WAN}),
        (("大鹏", "租算力训练大模型", "310万"), {S_COMPUTE: 155 * WAN}),
    ],
)
def test_the_matter_goes_to_the_place_that_is_named(
    turns: tuple[str, ...], expected: dict[str, object]
) -> None:
    assert paid(*turns) == expected


def test_a_district_without_measures_said_first_leads_to_the_city_alone() -> None:
    found = paid("我在盐田", "买语料", "230万")
    assert found[S_CORPUS] == 69 * WAN
    assert {rule.split("#")[0] for rule in found} == {"shenzhen-pioneer-2024"}


def test_of_two_that_were_offered_the_sum_is_of_the_one_that_takes_it() -> None:
    assert paid("市里", "算力", "330万") == {S_COMPUTE: 165 * WAN}


def test_that_of_a_place_is_the_one_that_was_gone_back_to() -> None:
    talk = (
        "做AI手环的，公司在宝安，今年卖了六十万只，属于年度爆款，能领啥",
        "宝安自己那份稿子，车间智能化改造补几成？",
        "我在福田另外有家公司卖智能音箱，应用大模型的，福田那条顶格多少",
        "回头说手环。资料要拖到2027年4月才齐，到时候市里那个还有没有",
    )
    assert "shenzhen-pioneer-2024#7" in {str(c.clause_id) for c in ask(*talk).citations}
