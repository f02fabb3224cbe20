"""Where something only is, kinds counted in one breath, what is asked besides, rows with slashes.

福田 pays 30 % of compute rented, at most 500万, and 20 % of what entering data as assets cost,
at most 20万; 龙岗 30 % of compute and 20 % of corpora; 龙华 60万 for an international standard
that one led, 20万 for one of the trade.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, CORPUS = "longgang-2025#2", "longgang-2025#3"


@pytest.mark.parametrize(
    ("said", "clause", "wan"),
    [
        ("福田企业，租智能算力150万，供应商在深圳，补多少", "futian-2024#2", 150 * 30 / 100),
        (
            "福田数据公司，首次入表195万，在深圳的数据交易所挂牌交易，服务费60万，补多少",
            "futian-2024#3.2",
            60 * 20 / 100,
        ),
        ("龙岗，我们在深圳的云厂商那里租了算力200万，补多少", COMPUTE, 200 * 30 / 100),
        ("龙岗公司，全深圳最大的云厂商，算力买了200万，补多少", COMPUTE, 200 * 30 / 100),
        ("龙岗，买语料80万，深圳的平台买的，非关联，补多少", CORPUS, 80 * 20 / 100),
    ],
)
def test_the_city_around_only_tells_where(said: str, clause: str, wan: float) -> None:
    assert by_clause(said) == {clause: {round(wan * 10_000)}}


@pytest.mark.parametrize(
    "said",
    [
        "福田租智能算力150万，福田和深圳市分别补多少",
        "福田租智能算力150万，深圳的训力券又能补多少",
        "福田租智能算力150万，在深圳市里能补多少，区里呢",
    ],
)
def test_the_city_that_is_asked_about_is_asked_about(said: str) -> None:
    assert "shenzhen-pioneer-2024#2" in by_clause(said)


@pytest.mark.parametrize(
    ("said", "wan"),
    [
        ("龙华主导制定的标准国际一项行业一项就这俩", 60 + 20),
        ("龙华主导的标准国际一项行业两项共三项", 60 + 2 * 20),
        ("龙华主导制定标准，国际一项，行业一项，补多少", 60 + 20),
    ],
)
def test_kinds_counted_in_one_breath(said: str, wan: int) -> None:
    assert by_clause(said)["longhua-2025#11"] == {wan * WAN}


@pytest.mark.parametrize(
    ("besides", "told"),
    [
        ("再说员工班车，区里AI措施里有没有补？", "员工班车"),
        ("食堂，政策里给不给补？", "食堂"),
        ("停车费，区里管不管？", "停车费"),
        ("再有，厂区围墙翻修能算进去吗，或者单独有补？", "围墙翻修"),
        ("另外高管子女入学，有没有说法？", "子女入学"),
        ("班级绿植，有没有？", "绿植"),
    ],
)
def test_what_is_asked_besides_is_told(besides: str, told: str) -> None:
    answer = ask(f"龙岗买算力200万，能补多少。{besides}")
    assert by_clause(f"龙岗买算力200万，能补多少。{besides}")[COMPUTE] == {200 * WAN * 30 / 100}
    assert any(told in part.text for part in answer.unused)


@pytest.mark.parametrize(
    "said",
    [
        "龙岗买算力200万，新成立的公司，区里有没有补？",
        "龙岗办了论坛，实际花600万，备案过，市场化的，区里能不能补？",
        "龙岗买算力200万，区里有没有补？",
    ],
)
def test_what_is_told_of_the_matter_is_nothing_besides(said: str) -> None:
    assert not ask(said).unused


def test_rows_whose_fields_are_parted_by_slashes() -> None:
    rows = (
        "采购部转来的：\n- 龙岗 / 购买算力 / 服务费900万\n"
        "- 龙岗 / 语料采购（数据交易平台，非关联方）/ 合同420万\n请给出区级支持"
    )
    assert by_clause(rows) == {COMPUTE: {900 * WAN * 30 / 100}, CORPUS: {420 * WAN * 20 / 100}}
    assert not ask(rows).unused
    found = by_clause("算力300万 / 语料200万，龙岗各补多少")
    assert found[COMPUTE] == {300 * WAN * 30 / 100}


@pytest.mark.parametrize("said", ["郁闷，给我讲个笑话吧", "唉，给我唱首歌吧"])
def test_a_sigh_before_what_is_beside_the_point(said: str) -> None:
    first = "获批组建人工智能市重点实验室，单个最高资助多少？"
    assert ask(first, said).outcome.value == "refused"


@pytest.mark.parametrize("said", ["福田这些措施，最晚到何时有效", "何时失效"])
def test_until_when_it_is_in_force(said: str) -> None:
    assert "2027年12月31日" in ask("福田孵化器运营支持最高多少", said).text


@pytest.mark.parametrize("said", ["那龙岗附近哪儿停车便宜", "龙岗周边有没有便宜的餐馆"])
def test_the_neighbourhood_of_a_place_is_beside_the_point(said: str) -> None:
    assert ask("龙岗买算力花了200万，能补多少", said).outcome.value == "refused"


def test_a_courtesy_before_a_question_is_no_courtesy() -> None:
    first = "获批组建人工智能市重点实验室，单个最高资助多少？"
    assert by_clause(first, "好的，那评上优秀呢") == {"shenzhen-pioneer-2024#13": {300 * WAN}}
    for courtesy in ("好的，那就先这样", "谢谢，那我走了", "辛苦了，那没别的了"):
        assert ask(first, courtesy).outcome.value == "refused"
