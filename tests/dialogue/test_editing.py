"""A number told keeps its factors and members, and each of them may be told anew.

Compute in 龙岗 is paid 30 %, at most 600万 a year; compute rented in 福田 30 %, at most 300万;
model services in 龙岗 30 %, at most 200万; corpora in 福田 10 %, at most 50万; platforms in 前海
10 %.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

RENTED, COMPUTE, MODELS, CORPUS = (
    "futian-2024#2", "longgang-2025#2", "longgang-2025#6", "futian-2024#3.1",
)  # fmt: skip
PLATFORM, CENTRE, GROWTH, STANDARDS = (
    "qianhai-2024#6", "qianhai-2024#12", "qianhai-2024#3", "longhua-2025#11",
)  # fmt: skip


def told(clause: str, *turns: str) -> set[int]:
    """The sums that are told for a clause."""
    return set(amounts_of(*turns)[clause])


def paid(yuan: int | Decimal, percent: int, cap: int) -> int:
    return int(min(yuan * percent // 100, cap * WAN))


@pytest.mark.parametrize("seed", range(5))
def test_every_factor_of_a_product_may_be_told_anew(seed: int) -> None:
    """In any order, again and again, against a product that is kept here."""
    draw = random.Random(seed)
    now = {"cards": draw.randrange(20, 60), "price": draw.randrange(4, 9), "months": 10}
    turns = [
        f"福田,租平台上的智能算力做训练,{now['cards']}张卡,每张每月{now['price']}千元,"
        f"租{now['months']}个月,支持多少"
    ]
    words = {
        "cards": ["卡是{}张", "其实一共{}张", "改成{}张了"],
        "price": ["每张每月改成{}千元", "单价改成{}千元", "每张降到{}千元"],
        "months": ["一共租了{}个月", "改成租{}个月", "其实只用了{}个月"],
    }
    for _ in range(4):
        name = draw.choice(sorted(words))
        now[name] = draw.randrange(*{"cards": (20, 60), "price": (4, 9), "months": (5, 12)}[name])
        turns.append(draw.choice(words[name]).format(now[name]))
        yuan = now["cards"] * now["price"] * 1000 * now["months"]
        assert told(RENTED, *turns) == {paid(yuan, 30, 300)}, turns


@pytest.mark.parametrize("seed", range(3))
def test_some_of_the_months_at_another_price(seed: int) -> None:
    draw = random.Random(seed)
    months, last = draw.randrange(9, 12), draw.randrange(2, 5)
    price, dearer = draw.randrange(20, 40), draw.randrange(41, 60)
    first = f"龙岗买算力,每月{price}万,付了{months}个月,能补多少"
    rise = f"最后{last}个月涨到{dearer}万一个月,前{months - last}个月不变"
    yuan = (price * (months - last) + dearer * last) * WAN
    assert told(COMPUTE, first, rise) == {paid(yuan, 30, 600)}
    out = f"涨价那{last}个月退租了,不算"
    assert told(COMPUTE, first, rise, out) == {paid(price * (months - last) * WAN, 30, 600)}


def test_a_price_that_is_told_per_something_else_changes_nothing() -> None:
    """每月2万 after 每台每月: of one of them, or of all? It is told, not guessed."""
    first = "福田租算力平台智能算力做推理,8台服务器,每台每月3万,租了12个月,支持多少"
    answer = ask(first, "每月降到2万")
    assert [u.text for u in answer.unused] == ["每月降到2万"]
    assert told(RENTED, first, "每月降到2万") == {paid(8 * 3 * 12 * WAN, 30, 300)}


@pytest.mark.parametrize("seed", range(3))
def test_members_go_come_back_and_change(seed: int) -> None:
    draw = random.Random(seed)
    kinds = draw.sample(["订阅", "部署", "开发", "调优"], 4)
    values = dict(zip(kinds, draw.sample(range(20, 120), 4), strict=True))
    parts = "、".join(f"{kind}{value}万" for kind, value in values.items())
    turns = [f"龙岗软件企业,调用备案过的大模型做应用,合同都做完了:{parts},补多少"]
    first, second = kinds[1], kinds[2]
    turns.append(f"{first}那块乙方没交付,不算完成,去掉")
    left = sum(values.values()) - values[first]
    assert told(MODELS, *turns) == {paid(left * WAN, 30, 200)}
    turns.append(f"{second}改成{values[second] + 7}万")
    assert told(MODELS, *turns) == {paid((left + 7) * WAN, 30, 200)}
    turns.append(f"{first}那块又做了,放回来")
    assert told(MODELS, *turns) == {paid((left + 7 + values[first]) * WAN, 30, 200)}


def test_one_of_a_row_meets_no_condition_and_later_does() -> None:
    turns = ["福田买语料两笔,120万和180万,都走交易平台、非关联", "后面那笔对方是关联方"]
    assert told(CORPUS, *turns) == {12 * WAN}
    turns.append("前面那笔合同是126万")
    assert told(CORPUS, *turns) == {126_000}
    turns.append("律师看了,后面那笔不构成关联,放回来")
    assert told(CORPUS, *turns) == {306_000}


@pytest.mark.parametrize(("left", "is_told"), [(1200, False), (1100, True)])
def test_a_whole_told_with_what_dropped_out_of_it(left: int, is_told: bool) -> None:
    """退了300万,按1200万算 takes off 300万 once; 按1100万算 does not agree and is told."""
    first = "龙岗,今年买算力花了1500万,能拿多少"
    later = f"算力那笔里头有300万的票退掉了,按{left}万算"
    answer = ask(first, later)
    assert bool(answer.unused) is is_told
    assert told(COMPUTE, first, later) == {paid((1500 if is_told else left) * WAN, 30, 600)}


@pytest.mark.parametrize("words", ["两个数写反了", "说反了", "金额对调一下", "这两个弄颠倒了"])
def test_two_values_told_the_wrong_way_round(words: str) -> None:
    two = (
        "前海两个项目:数据要素公共平台,事前同意的,软硬件1500万;"
        "世界500强牵头的人工智能创新中心,软硬件2200万"
    )
    assert told(PLATFORM, two, words) >= {220 * WAN}
    assert told(CENTRE, two, words) == {150 * WAN}
    years = "在前海纳统,上一年度研发投入七千万,再上一年五千万,能拿多少研发奖励"
    assert told(GROWTH, years) == {100 * WAN}
    assert told(GROWTH, years, words) == {0}


def test_two_people_told_the_wrong_way_round() -> None:
    two = "两个客户都在龙华,老张主导行业标准3项,老李主导国家标准2项,各奖多少"
    later = "说反了!行业三项的是老李,国家两项的是老张。老张多少"
    assert told(STANDARDS, two, later) == {80 * WAN}
    wrong = "个税那数看串行了,63万"  # a new number: nothing changes places
    tax = "境外高端人才在前海,应纳税所得额200万,已缴个税70万,补多少"
    assert told("qianhai-2024#2", tax, wrong) == {33 * WAN}


def test_one_of_two_that_cost_more_is_told_by_its_sum_or_its_place() -> None:
    first = "龙岗两个示范场景项目，一个实际投了500万，一个投了800万，补多少"
    assert [e.amount for e in ask(first, "500万那个又追加了100万").estimates] == [
        600 * WAN * Decimal("0.3") + 200 * WAN
    ]
    phases = "前海示范项目评定了，实际投资分两期，一期600万，二期900万，补多少"
    assert ask(phases, "一期超支，多花了100万").estimates[0].amount == (
        (700 + 900) * WAN * Decimal("0.1")
    )


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("one", "price"),
    [
        ("第三个月那笔是{}万", lambda old, new: new),
        ("最后那个月只付了一半", lambda old, new: Decimal(old) / 2),
        ("头一个月少付了三成", lambda old, new: Decimal(old) * 7 / 10),
        ("第二个月多付了{}万", lambda old, new: old + new),
        ("中间一个月涨到{}万", lambda old, new: new),
    ],
)
def test_one_of_equal_months_at_a_price_of_its_own(
    one: str, price: Callable[[int, int], int | Decimal], seed: int
) -> None:
    draw = random.Random(seed)
    old, months, new = draw.randrange(20, 40), draw.randrange(5, 12), draw.randrange(41, 60)
    talk = [f"福田,租智能算力做训练,每月{old}万,租{months}个月,支持多少", one.format(new)]
    yuan = (old * (months - 1) + price(old, new)) * WAN
    assert told(RENTED, *talk) == {paid(yuan, 30, 500)}


@pytest.mark.parametrize("more", ["又续了半年", "如果再租六个月呢", "后来续租了6个月"])
def test_some_more_months_are_added(more: str) -> None:
    talk = ["福田,租智能算力做训练,每月20万,租10个月,支持多少", more]
    assert told(RENTED, *talk) == {paid(20 * 16 * WAN, 30, 500)}


@pytest.mark.parametrize(
    ("changed", "price", "rebuilt"),
    [
        ("改造贵了，每台16万", 22, 16),
        ("改造涨价了，每台17万", 22, 17),
        ("购车便宜了，每台19万", 19, 10),
    ],
)
def test_a_price_behind_the_clause_that_names_it(changed: str, price: int, rebuilt: int) -> None:
    """Vehicles are paid by half, rebuilding included."""
    first = "前海载人商业化运营，获批四台，都是自己名下，每台购车22万改造10万，补多少"
    found = set(amounts_of(first, changed)["qianhai-2024#10"])
    before = set(amounts_of(first)["qianhai-2024#10"])
    assert found == {next(iter(before)) * (price + rebuilt) // 32}
