"""As many sums as things were counted are those things, whatever they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

TWO = "前海管理局评定的AI示范应用项目我们有两个，"
SHOWS = "龙岗办了两场峰会都备案了，"


def amounts(*turns: str) -> list[Decimal]:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    return [e.amount / 10_000 for e in answer.estimates if e.amount is not None]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        (f"{TWO}渔业的1450万，养老的1600万，各给多少？", [145, 160]),
        (f"{TWO}裱花那个1450万，陶瓷那个1600万，各给多少？", [145, 160]),
        (f"{TWO}锔瓷那个投了1450万，绱鞋那个投了1600万，各给多少？", [145, 160]),
        (f"{TWO}渔业1450万，养老2600万，各给多少？", [145, 200]),
        (f"{SHOWS}养老那场300万，医疗那场500万，各补多少", [90, 150]),
        (f"{SHOWS}养老那场花了300万，医疗那场花了1500万，各补多少", [90, 300]),
        ("龙岗应用场景示范项目选上了三个，港口的300万，渔业的200万，养老的900万，各补多少",
         [90, 60, 200]),
        ("龙岗租了两家的算力，甲骨那份300万，木兰那份200万，补多少", [150]),
    ],
)  # fmt: skip
def test_so_many_sums_are_the_things_counted(text: str, each: list[int]) -> None:
    assert amounts(text) == each


@pytest.mark.parametrize(
    "text",
    [
        "龙岗租了两家的算力，食堂30万，广告20万，补多少",
        "龙岗两个项目买算力，电费30万，水费20万，补多少",
        "我们有两个项目，食堂花了30万，团建花了20万，龙岗买算力能补多少",
    ],
)
def test_other_sums_are_not(text: str) -> None:
    assert amounts(text) == []


def test_one_of_them_is_asked_about_and_then_both() -> None:
    told = (
        "前海管理局评定的AI示范应用项目我们有两个：物流的实际投资1450万，金融的2600万，各给多少？"
    )
    only = "金融那个审下来实际投资只认1900万，单看金融"
    assert amounts(told, "物流的再追加150万投资，单看物流") == [(1450 + 150) * 10 // 100]
    assert amounts(told, "物流的再追加150万投资，单看物流", only) == [1900 * 10 // 100]
    assert sum(amounts(told, "物流的再追加150万投资，单看物流", only, "物流和金融两个合计")) == 350
