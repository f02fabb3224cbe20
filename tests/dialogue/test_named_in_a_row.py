"""What one of several is called: its place in a row, its own words after a change, its size.

Longgang pays 30 % of what compute costs; Qianhai 10 % of each demonstration project, at most 200万;
the city 50 % of rented compute, 30 % of corpora and of models, each up to a cap of its own.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, understand

COMPUTE, SCENE, ROBOTS = "longgang-2025#2", "qianhai-2024#9", "longgang-2025#7"
OPEN, BOUGHT = "longgang-2025#4", "longgang-2025#3"
RENTED, CORPUS, MODEL = (f"shenzhen-pioneer-2024#{n}" for n in (2, 3, 4))


@pytest.mark.parametrize(
    ("told", "says", "wan"),
    [
        ("一到四季度是40万、50万、60万、70万，一共", "三季度退了一半", 190),
        ("前四个季度分别是40万、50万、60万、70万，合计", "二季度的发票开重了10万", 210),
        ("三月到六月分别是40万、50万、60万、70万，合计", "五月的改成80万", 240),
        ("2至5月分别是40万、50万、60万、70万，总共", "四月那笔没付", 160),
        ("头四批分别是40万、50万、60万、70万，合计", "第二批多报了20万", 200),
        ("一期到四期是40万、50万、60万、70万，一共", "四期翻倍", 290),
    ],
)
def test_the_names_of_a_row(told: str, says: str, wan: int) -> None:
    talk = (f"龙岗做配音的，算力服务费{told}补多少", says)
    assert by_clause(*talk)[COMPUTE] == {wan * WAN * 3 // 10}


def test_what_went_off_one_of_a_row_comes_back() -> None:
    talk = (
        "龙岗做配音的，算力服务费一到三季度是40万、50万、60万，一共补多少",
        "二季度退了两成",
        "三季度的翻一番",
        "二季度那两成没退成",
    )
    assert by_clause(*talk[:3])[COMPUTE] == {60 * WAN}
    assert by_clause(*talk)[COMPUTE] == {63 * WAN}


PROJECTS = (
    "前海评定的示范项目，智能泊车，我们实际投了900万",
    "另一个AI巡检也评上了，1400万，两个合计",
)


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("泊车的有200万没真正付出去",), 210),
        (("泊车的有200万没真正付出去", "巡检那个翻倍"), 270),
        (("泊车那个改成700万", "泊车那个取消了"), 140),
        (("巡检那个被取消了", "巡检重新评上，不过投资砍半"), 160),
    ],
)
def test_one_that_was_changed_keeps_its_words(says: tuple[str, ...], wan: int) -> None:
    assert by_clause(*PROJECTS, *says)[SCENE] == {wan * WAN}


THREE = "市里三样：租卡训大模型500万，交易平台买第三方语料200万，网信办备案的模型费用300万"


@pytest.mark.parametrize(
    ("says", "clause", "wan"),
    [
        ("花钱最多的那样砍到320万", RENTED, 160),
        ("三样里金额最小的那项翻倍", CORPUS, 120),
        ("最便宜的那样加100万", CORPUS, 90),
        ("第二样翻倍", CORPUS, 120),
        ("第三样砍半", MODEL, 45),
    ],
)
def test_the_matter_that_its_size_names(says: str, clause: str, wan: int) -> None:
    was, now = (
        {str(m.clauses[0]): [n.value for n in m.numbers] for m in understand(*talk).ledger.matters}
        for talk in ((THREE,), (THREE, says))
    )
    assert wan * WAN in by_clause(THREE, says)[clause]
    changed = {c for c in now if now[c] != was[c]}
    assert changed == {clause}


def test_the_rest_less_the_one_that_its_size_names() -> None:
    talk = (THREE, "现在花钱最少的那样不报了，剩下的各多少")
    assert set(by_clause(*talk)) == {RENTED, MODEL}


@pytest.mark.parametrize("says", ["补得最多的那样是哪个", "哪样拿钱最多"])
def test_what_is_paid_most_names_none_by_its_sum(says: str) -> None:
    numbers = [s.value for m in understand(THREE, says).ledger.matters for s in m.numbers]
    assert numbers == [s.value for m in understand(THREE).ledger.matters for s in m.numbers]


@pytest.mark.parametrize(
    "says",
    [
        "明年还放一批，生产费200万，两年共",
        "明年打算再放一套，生产费200万，两年合计",
        "明年生产费200万，两年共",
    ],
)
def test_of_which_year_the_next_sum_is(says: str) -> None:
    """20 % of what a year's corpora cost, at most 30万 a year."""
    talk = ("龙岗，把方言语料放到市里认定的公共数据开放平台，今年生产费100万", says)
    assert by_clause(*talk)[OPEN] == {50 * WAN}


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("今年那300里，有100万是我们子公司卖的", 140),
        ("今年的有100万是关联公司卖的", 140),
        ("明年那600里有100万是母公司卖给我们的", 160),
    ],
)
def test_some_of_the_sum_of_a_year(says: str, wan: int) -> None:
    talk = (
        "龙岗，今年从交易平台买语料练大模型，300万，卖家没关系",
        "明年打算买600万，两年合计",
        says,
    )
    assert by_clause(*talk)[BOUGHT] == {wan * WAN}


SALE = "龙岗，四足机器人新品第一次卖，八台一单，制备成本每台7万"


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("有三台是白送去展览的，没卖",), "17.5"),
        (("有三台是白送去展览的，没卖", "送展那三台，对方后来也付钱买了"), "28"),
        (("数错了，那次卖了九台",), "31.5"),
        (("记错了，其实是六台",), "21"),
        (("一台的成本重核，8万5",), "34"),
        (("每台的造价改了，6万",), "24"),
        (("这回不是首次了",), "0"),
        (("那就不算第一次了，去年卖过",), "0"),
    ],
)
def test_how_many_and_at_which_price(says: tuple[str, ...], wan: str) -> None:
    assert Decimal(wan) * WAN in by_clause(SALE, *says)[ROBOTS]


def test_a_condition_read_anew_holds_in_the_next_message() -> None:
    talk = (
        SALE,
        "同事说这款去年就卖过两台，那这回不是首次了",
        "问清了，去年那两台是借的，没卖过",
        "有两台退货了",
    )
    assert 0 in by_clause(*talk[:2])[ROBOTS]
    assert 21 * WAN in by_clause(*talk)[ROBOTS]


@pytest.mark.parametrize("says", ["差不多写了30万字的方案", "算力没多报", "我们多算了几遍，没错"])
def test_what_takes_nothing_off(says: str) -> None:
    talk = ("龙岗做配音的，算力服务费300万", says)
    assert by_clause(*talk).get(COMPUTE, {90 * WAN}) == {90 * WAN}
    assert ask(*talk)
