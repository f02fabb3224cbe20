"""Years of a history, money that bought nothing, one more not signed yet, and all asked behind.

龙岗 pays 30 % of compute, at most 600万, 30 % of a new product's
research, at most 30万 a year, 50万 for each model filed; 龙华 10 % of a scene to who
sets the task, at most 200万, and 20 % to who takes it, at most 400万.
"""

from __future__ import annotations

import pytest

from assistant.text.history import tells_how_long
from assistant.text.numerals import read_number
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE = "龙岗买算力花了265万，能补多少"
PRODUCT = "龙岗做{}眼镜的，推出了智能眼镜，研发投入82万，规模达到了，补多少"
SCENE = "龙华揭榜挂帅的场景项目，我们医院是发榜方，揭榜的是一家科技公司。非财政投入1500万，"
TWO = "龙岗算力服务费用550万，通过国家备案登记的模型三个，各补多少"


@pytest.mark.parametrize(
    ("text", "years", "expected"),
    [
        ("我们成立5年了", "5年", True),
        ("做了二十年眼镜", "二十年", True),
        ("有30年历史的老厂", "30年", True),
        ("干了15年外贸", "15年", True),
        ("扎根这里已经八年", "八年", True),
        ("房子租了三年", "三年", False),
        ("办公室租了10年", "10年", False),
        ("运营用房租了三年", "三年", False),
        ("连着做了三年", "三年", False),
        ("三年一共补多少", "三年", False),
    ],
)
def test_years_that_tell_of_a_history(text: str, years: str, expected: bool) -> None:
    start = text.index(years)
    number = read_number(text, start)
    assert number is not None
    assert tells_how_long(text, start, start + len(years), number.value) is expected


def test_nothing_is_paid_for_years_of_a_history() -> None:
    first = "横岗做了二十年眼镜，想推智能眼镜，龙岗最高按研发投入的几成补？"
    found = by_clause(first, "推出来了，研发投入82万，规模达到了，能有多少")
    assert found["longgang-2025#8"] == {82 * WAN * 30 / 100}
    every = "干了15年外贸，龙岗买算力每年都是100万，补多少"
    assert by_clause(every)["longgang-2025#2"] == {100 * WAN * 30 / 100}


def test_years_that_are_paid_still_count() -> None:
    first = "龙岗推了AI产品，研发投入每年50万，达到规模，连着做了三年，一共补多少"
    assert by_clause(first)["longgang-2025#8"] == {3 * 50 * WAN * 30 / 100}


@pytest.mark.parametrize(
    "said",
    [
        "公司今年亏了300万",
        "去年赚了800万",
        "卖了150万的货",
        "账上还有400万现金",
        "仓库里还有60万库存",
        "我们有200万专项贷款",
        "还欠银行200万",
        "我们还想再签80万，不过还没签",
        "还有30万发票没开",
        "有30万的发票还没开",
        "还有50万的货没到",
    ],
)
def test_money_that_bought_nothing_of_it(said: str) -> None:
    assert by_clause(COMPUTE, said)["longgang-2025#2"] == {265 * WAN * 30 / 100}
    assert ask(COMPUTE, said).unused


@pytest.mark.parametrize(
    ("said", "wan"),
    [
        ("市场部也采购了100万的算力，同一家公司的，合一起", 265 + 100),
        ("兄弟部门采购了100万的算力，合在一起算", 265 + 100),
        ("又有30万算力", 265 + 30),
        ("还有30万算力费用", 265 + 30),
        ("后来变成150万", 150),
        ("再签80万，已经签了", 265 + 80),
    ],
)
def test_what_is_of_it_still_counts(said: str, wan: int) -> None:
    assert by_clause(COMPUTE, said)["longgang-2025#2"] == {wan * WAN * 30 / 100}


@pytest.mark.parametrize(
    "asked",
    ["双方各拿多少", "我院拿多少、那家公司拿多少", "发榜、揭榜各一个数", "医院多少，科技公司多少"],
)
def test_both_parties_of_a_tender(asked: str) -> None:
    found = by_clause(SCENE + asked)["longhua-2025#10"]
    assert found == {1500 * WAN * 10 / 100, 1500 * WAN * 20 / 100}
    assert not ask(SCENE + asked).unused


@pytest.mark.parametrize(
    ("said", "last", "now"),
    [
        ("去年有40万是采购设备，不是算力", 130 - 40, 120),
        ("去年的有40万不是算力，是培训", 130 - 40, 120),
        ("今年有20万是咨询费，不是算力", 130, 120 - 20),
    ],
)
def test_some_of_one_year_that_is_something_else(said: str, last: int, now: int) -> None:
    first = "龙岗买算力去年花了130万，今年120万，两年一共补多少"
    assert by_clause(first, said)["longgang-2025#2"] == {(last + now) * WAN * 30 / 100}


@pytest.mark.parametrize(
    ("said", "models"),
    [
        ("改成四个，汇总", 4),
        ("还是三个，合计多少", 3),
        ("改成四个。两项一共多少", 4),
        ("模型四个。都算上一共多少", 4),
    ],
)
def test_all_that_was_spoken_of_is_asked_behind_one_change(said: str, models: int) -> None:
    found = by_clause(TWO, said)
    assert found["longgang-2025#2"] == {550 * WAN * 30 / 100}
    assert found["longgang-2025#5"] == {models * 50 * WAN}


def test_one_change_alone_asks_for_one() -> None:
    models = "还有三个大模型通过了国家备案，给多少"
    assert set(by_clause(COMPUTE, models, "改成四个")) == {"longgang-2025#5"}
    both = by_clause(COMPUTE, models, "改成四个。两项一共多少")
    assert set(both) == {"longgang-2025#2", "longgang-2025#5"}


@pytest.mark.parametrize("there", ["市里那头能给多少？", "市里那边能给多少？", "龙岗这头呢？"])
def test_over_there(there: str) -> None:
    found = by_clause("龙华的算力券怎么算", "采购算力花了340万", there)
    clause = "longgang-2025#2" if "龙岗" in there else "shenzhen-pioneer-2024#2"
    rate = 30 if "龙岗" in there else 50
    assert found[clause] == {340 * WAN * rate / 100}


MODELS = "龙岗两个大模型通过国家备案登记，自主开发的，给多少"
SERVICE = "福田企业采购已备案大模型做应用，服务合同120万，能补多少"


@pytest.mark.parametrize(
    "said",
    [
        "分3批报的",
        "跟4家公司合作的",
        "去年有15家拿了",
        "名额有20个吧",
        "我们有12个工程师",
        "还有一个在申请，没下来",
        "别人家有5个",
        "明年打算再弄3个，先不算",
    ],
)
def test_what_is_counted_besides(said: str) -> None:
    assert by_clause(MODELS, said)["longgang-2025#5"] == {2 * 50 * WAN}
    assert ask(MODELS, said).unused


@pytest.mark.parametrize(
    ("said", "models"), [("又过了一个", 3), ("少了一个", 1), ("数错了，三个", 3), ("加一个模型", 3)]
)
def test_what_is_counted_there(said: str, models: int) -> None:
    assert by_clause(MODELS, said)["longgang-2025#5"] == {models * 50 * WAN}


@pytest.mark.parametrize(
    "said",
    [
        "下半年还要花100万，先不管",
        "明年还想再买100万的，到时候再说",
        "后面还有100万要付，还没到时候",
        "别人家200万都给了",
        "人家花了200万都给了",
    ],
)
def test_what_is_put_aside(said: str) -> None:
    assert by_clause(SERVICE, said)["futian-2024#1.2"] == {120 * WAN * 30 / 100}
    assert ask(SERVICE, said).unused


def test_who_has_paid_already_is_no_place_asked_about() -> None:
    found = by_clause(SERVICE, "其中20万市里已经报销了")
    assert set(found) == {"futian-2024#1.2"}
