"""A message that says how many things it asks: all are answered, or what is missing is told.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.understand.counted import counted_in
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("租了算力,买了语料。四个数给我", 4),
        ("福田的。三问:甲;乙;丙", 3),
        ("租了算力,买了语料。这两样能拿什么", 2),
        ("龙岗这仨怎么算", 3),
        ("两处各算", 2),
        ("①甲②乙③丙", 3),
        ("市里两样龙岗三样:甲、乙", 5),
        ("主导了国际标准三项,各多少", 0),
        ("两家公司各拿多少", 0),
    ],
)
def test_how_many_are_asked(text: str, count: int) -> None:
    assert counted_in(text)[0] == count


def left(text: str) -> list[str]:
    return [u.text for u in understand(text).unused if u.kind == "matter"]


def test_what_is_missing_is_told() -> None:
    told = left("龙岗买算力花了400万,语料采购120万(数据交易平台、非关联),四个数给我")
    assert told == ["四个数给我"]


@pytest.mark.parametrize(
    "text",
    [
        "龙岗买算力花了400万,语料采购120万(数据交易平台、非关联),两个数给我",
        "福田,算力合同500万训练用的,两个数:补多少,上限多少",
        "市里:重点项目基础研究、科技重大专项投资3200万、实验室周期评估拿了优秀,三样分别给多少",
    ],
)
def test_nothing_is_told_where_nothing_is_missing(text: str) -> None:
    assert left(text) == []


def test_an_item_of_another_place_is_found() -> None:
    found = by_clause(
        "福田园区。三问:①认定为市级软件名园的AI特色园区,区里最多给;②同一个园区市里认定奖;"
        "③还运营专业孵化载体,区里最多"
    )
    assert 200 * WAN in found["shenzhen-pioneer-2024#14"]
    assert found["futian-2024#7"] == {500 * WAN}


def test_what_is_told_of_both_places_is_asked_in_both() -> None:
    found = by_clause(
        "两个区对比:福田租智能算力训模型,龙岗买算力,同样都是800万的合同;"
        "语料也都买140万(交易平台、非关联)。四个数给我"
    )
    assert found["futian-2024#2"] == {240 * WAN}
    assert found["longgang-2025#2"] == {240 * WAN}
    assert found["futian-2024#3.1"] == {14 * WAN}
    assert found["longgang-2025#3"] == {28 * WAN}


def test_who_is_responsible_is_a_question_of_its_own() -> None:
    found = {
        str(f.clause_id)
        for f in understand("龙岗场景中心是谁牵头?我们想报示范项目,非政府投资,实际花了350万").focus
    }
    assert found == {"longgang-2025#9", "longgang-2025#10"}


def test_a_place_that_a_sum_goes_to_asks_there() -> None:
    found = by_clause(
        "前海没写租算力的补贴对吧?那我们租260万的智能算力训大模型,走市里给多少;"
        "另外被前海管理局评上的AI应用示范项目,实投300万"
    )
    assert found["shenzhen-pioneer-2024#2"] == {130 * WAN}
    assert found["qianhai-2024#9"] == {30 * WAN}


def test_a_list_that_one_did_not_get_on_pays_nothing() -> None:
    found = by_clause(
        "福田,数据入表的服务费60万,首次入表金额300万、交易机构流通了;首版次目录没评上;创新联合体最高多少"
    )
    assert found["futian-2024#4.2"] == {0}
    assert found["futian-2024#3.2"] == {12 * WAN}


def test_whose_a_thing_is_leaves_it_the_matter() -> None:
    found = by_clause(
        "公司在罗湖,手表评上年度爆款了;配套的AI分析软件是我们自己的知识产权、技术算先进,也头一回卖出去了。这两样能拿什么"
    )
    assert found["shenzhen-pioneer-2024#8"] == {1000 * WAN}
