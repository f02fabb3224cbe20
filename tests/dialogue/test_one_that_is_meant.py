"""Which one is meant, and what becomes of it: the only one, an end of a range, parts and the rest.

Longhua pays 100万 for each algorithm on the list and 50万 for each model filed last year; Qianhai
500万 for each task won; Longgang 30 % of compute, of rd (30万 a year), of models and of events.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, understand

ALGORITHM, FILED, TASK = "longhua-2025#8", "longhua-2025#9", "qianhai-2024#13"
COMPUTE, MODEL, PRODUCT, EVENT = (f"longgang-2025#{n}" for n in (2, 6, 8, 16))
CITY, BOUGHT, OPENED = "shenzhen-pioneer-2024#2", "futian-2024#3.1", "futian-2024#3.3"

BOTH = "龙华：深度合成算法今年上清单一个，去年过的生成式备案模型一个，各最多给"


@pytest.mark.parametrize(
    ("says", "algorithms", "models"),
    [
        ("生成式那个其实还在审，没过", 100, 0),
        ("生成式那个没备上案", 100, 0),
        ("算法那个没进清单", 0, 50),
        ("算法那个没变，模型那个被撤了", 100, 0),
        ("清单上今年又多了三个", 400, 50),
    ],
)
def test_the_only_one_of_a_kind(says: str, algorithms: int, models: int) -> None:
    found = by_clause(BOTH, says)
    assert algorithms * WAN in found[ALGORITHM]
    assert models * WAN in found[FILED]


@pytest.mark.parametrize(
    ("says", "wan"), [("那个后来被注销了", 0), ("合作方那个没过", 50), ("那个没问题", 50)]
)
def test_the_only_one_there_is(says: str, wan: int) -> None:
    talk = ("龙华，去年过的生成式备案模型一个，最多给", says)
    assert wan * WAN in by_clause(*talk)[FILED]


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("第二个题也中了，两个合计顶格",), 1000),
        (("第二个题也中了，两个合计顶格", "后中的那题我们放弃，还剩多少"), 500),
        (("又中了一个，两个一共", "再拿掉一个，那是别家的"), 500),
    ],
)
def test_one_more_and_one_fewer(says: tuple[str, ...], wan: int) -> None:
    talk = ("前海自己组织的揭榜挂帅，我们中了一个题，最高", *says)
    assert wan * WAN in by_clause(*talk)[TASK]


@pytest.mark.parametrize("says", ["再拿掉一个", "再划掉一个，是子公司的", "还得再剔一个"])
def test_again_one_fewer(says: str) -> None:
    talk = ("龙岗，今年过了生成式备案登记的模型三个，最高", says)
    assert 100 * WAN in by_clause(*talk)["longgang-2025#5"]


@pytest.mark.parametrize("says", ["语料又说按最早那个价，两样各是", "语料恢复成最开始报的数"])
def test_only_the_named_matter_goes_back(says: str) -> None:
    talk = (
        "龙岗：算力服务费180万，交易平台买无关联语料60万训大模型，各补",
        "语料后来谈成110万",
        "算力退了40万",
        says,
    )
    found = by_clause(*talk)
    assert found["longgang-2025#3"] == {12 * WAN}
    assert found.get(COMPUTE, {42 * WAN}) == {42 * WAN}


def test_back_to_the_city_with_what_was_told_meanwhile() -> None:
    talk = (
        "罗湖做选款的，市里租卡训练大模型，合同380万",
        "我们算初创",
        "搬去龙岗，龙岗区那份给多少",
        "不搬了，照旧市里的，合同减了80万",
    )
    assert by_clause(*talk)[CITY] == {180 * WAN}


@pytest.mark.parametrize(
    "says", ["算力有60万发票开重了", "有60万发票开重了", "里面有60万是重复开的票"]
)
def test_what_was_billed_twice(says: str) -> None:
    assert by_clause("龙岗，算力服务费260万", says)[COMPUTE] == {60 * WAN}


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("按低的那头算",), 150),
        (("定在高的那头",), 195),
        (("定了，575万", "不对，按下限来"), 150),
        (("定了，575万", "推理的还另有110万，也是算力费", "575作废，按开头说的低的那头"), 183),
    ],
)
def test_one_end_of_a_range(says: tuple[str, ...], wan: int) -> None:
    talk = ("龙岗做助听器的，算力服务费在500万到650万之间，补多少", *says)
    assert by_clause(*talk)[COMPUTE] == {wan * WAN}


def test_an_end_of_no_range() -> None:
    talk = ("龙岗做助听器的，算力服务费500万，补多少", "就按上限算吧")
    assert by_clause(*talk)[COMPUTE] == {150 * WAN}


@pytest.mark.parametrize(
    ("clause", "first", "says", "wan"),
    [
        (
            MODEL,
            "龙岗软件公司，采购备案模型做应用，合同90万做完了",
            "里面订阅40万、部署20万，剩下的是买电脑",
            18,
        ),
        (
            MODEL,
            "龙岗软件公司，采购备案模型做应用，合同90万做完了",
            "其中订阅40万，部署20万，其余30万是硬件",
            18,
        ),
        (COMPUTE, "龙岗，算力服务费300万", "里面租卡150万、存储50万算数，剩下的是买服务器", 60),
        (COMPUTE, "龙岗，算力服务费300万", "里面电费40万、物业20万，剩下的是算力", 72),
    ],
)
def test_parts_and_the_rest(clause: str, first: str, says: str, wan: int) -> None:
    assert by_clause(first, says)[clause] == {wan * WAN}


TWO = "福田：交易平台跟第三方买语料260万训大模型；自家语料首次上公共服务平台开放，生产费60万。各补"


@pytest.mark.parametrize(
    ("says", "bought", "opened"),
    [
        (("买的有六成退货",), "10.4", 12),
        (("买的有六成退货", "退货的又留下一半"), "18.2", 12),
        (("自家那份生产费改成100万", "自家的还照最开始报的那个数"), "26", 12),
    ],
)
def test_a_share_of_the_matter_that_is_named(
    says: tuple[str, ...], bought: str, opened: int
) -> None:
    found = by_clause(TWO, *says)
    assert found[BOUGHT] == {int(float(bought) * 10_000)}
    assert found[OPENED] == {opened * WAN}


def test_some_that_was_not_used_and_comes_back() -> None:
    talk = ("龙岗，算力服务费500万", "有三成没用上，退了", "退掉的又补回来一半")
    assert by_clause(*talk[:2])[COMPUTE] == {105 * WAN}
    assert by_clause(*talk)[COMPUTE] == {1275_000}
    other = "龙岗，算力服务费400万", "里头有两成没用上，退掉了"
    assert by_clause(*other)[COMPUTE] == {96 * WAN}


RING = "龙岗珠宝厂，推出智能戒指，今年研发70万，够得上规模，区里最高"


@pytest.mark.parametrize(
    "says",
    [
        "还做了款普通镯子，没电子元件，研发30万，会不会加",
        "另外做了款链子，不带芯片，研发30万，能一起算吗",
    ],
)
def test_one_more_that_is_only_asked_about(says: str) -> None:
    assert by_clause(RING, says)[PRODUCT] == {21 * WAN}
    assert ask(RING, says).unused


def test_the_year_of_a_clause_before() -> None:
    talk = (RING, "明年出智能耳环，研发140万，也够规模，两年合计", "明年改成只花80万")
    assert by_clause(*talk[:2])[PRODUCT] == {51 * WAN}
    assert by_clause(*talk)[PRODUCT] == {45 * WAN}


def test_what_takes_the_place_of_one_that_is_out() -> None:
    talk = (
        "龙岗办机器人运动会，市场化的，备过案，花了600万",
        "接着又办了一场AI论坛，花了1250万，也备过案，两场",
        "论坛的备案查无此号，等于没备",
        "论坛取消不办了，改办一场备了案的AI大赛，花了800万，跟运动会合计",
    )
    assert by_clause(*talk[:3])[EVENT] == {180 * WAN}
    assert by_clause(*talk)[EVENT] == {420 * WAN}


@pytest.mark.parametrize("says", ["补买了一批仪器，240万", "又补签了一批设备，240万"])
def test_what_was_made_up_for_comes_on_top(says: str) -> None:
    talk = ("我们是世界500强的一级子公司，在前海牵头建AI创新中心，软硬件1700万", says)
    (matter,) = understand(*talk).ledger.matters
    assert [s.total for s in matter.numbers if s.total] == [1940 * WAN]


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("房东肯降到29000", "17.4"),
        ("房东涨到35000", "21"),
        ("房东让到29000", "17.4"),
        ("谈到28500了", "17.1"),
        ("编号29000", "19.2"),
    ],
)
def test_a_bare_rent_told_anew(says: str, wan: str) -> None:
    """Half of a year's rent in Qianhai."""
    talk = ("前海集聚区合规楼300平，自用，月租32000，一年补多少", says)
    assert by_clause(*talk)["qianhai-2024#1"] == {int(float(wan) * 10_000)}


SHUTTLES = "前海接驳小巴四台，载人运营批了，公司名下，一台购置33万、智能化改造9万"


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("改造是车厂白送的，我们没花钱", 66),
        ("改造免费的", 66),
        ("智能化改造那笔厂家没收钱", 66),
        ("改造不是白送的", 80),
        ("充电桩是白送的", 80),
        ("改造要是白送的呢", 80),
    ],
)
def test_what_cost_nothing(says: str, wan: int) -> None:
    """Half of what a vehicle and its conversion cost, at most 20万 each."""
    assert by_clause(SHUTTLES, says)["qianhai-2024#10"] == {wan * WAN}


@pytest.mark.parametrize(
    ("says", "wan"),
    [("我们是世界500强的三级公司", 0), ("世界500强的孙公司", 0), ("我们是世界500强", 170)],
)
def test_a_company_below_the_first_level(says: str, wan: int) -> None:
    talk = f"{says}，在前海牵头建AI创新中心，软硬件1700万"
    assert by_clause(talk)["qianhai-2024#12"] == {wan * WAN}


@pytest.mark.parametrize(("place", "wan"), [("珠海", 100), ("香港", 200)])
def test_where_a_line_goes_to(place: str, wan: int) -> None:
    talk = f"我们飞eVTOL，前海到{place}的航线批了，自己运营"
    assert by_clause(talk)["qianhai-2024#11"] == {wan * WAN}
