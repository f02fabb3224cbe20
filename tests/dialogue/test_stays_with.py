"""A later message that names no matter of its own goes on with those spoken of, and is refused
neither for a place in passing nor as outside or dishonest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real_assistant import amounts, ask, conversation, understand

CENTRE = "我们集团是世界500强，一级子公司在前海牵头建人工智能创新中心，软硬件投了1500万，给多少"
COMPUTE = "龙岗租算力花了300万，能补多少"


@pytest.mark.parametrize(
    "later",
    [
        "绿化那张单据总部昨晚才退回来，当没开过",
        "出纳说货款被对方原封不动打回来了",
        "牵头的其实是沈阳一家",
        "南昌码头今早把货签收了",
    ],
)
def test_what_tells_what_happened_is_not_refused(later: str) -> None:
    found = understand(COMPUTE, later)
    assert not found.refusal
    assert [str(focus.clause_id) for focus in found.focus] == ["longgang-2025#2"]


@pytest.mark.parametrize("later", ["那沈阳呢", "沈阳有没有类似的", "光明区自己补不补", "沈阳那边"])
def test_a_place_that_is_asked_about_is(later: str) -> None:
    assert understand(COMPUTE, later).refusal


@pytest.mark.parametrize("later", ["帮我写首诗吧", "今天天气怎么样", "深圳哪家公司的股票值得买"])
def test_what_is_for_something_outside_is(later: str) -> None:
    assert understand(COMPUTE, later).refusal


def test_next_year_is_no_district() -> None:
    found = understand("龙岗数据交易平台买外人的语料300万，补多少", "费用改成60万，光明年那批")
    assert not found.refusal


def test_a_word_of_the_language_is_no_city() -> None:
    answer = ask(*conversation(COMPUTE, "去年真金白银付出去400万").turns)
    assert not answer.refusal
    assert Decimal(1_200_000) in amounts(answer).values()


@pytest.mark.parametrize("opens", ["另有一件，", "另外有一桩，", "另还有一样，"])
def test_what_says_that_another_thing_follows_opens_one(opens: str) -> None:
    told = f"{opens}语料我们在交易平台买了240万的，卖家无关联，这个单算"
    found = understand(COMPUTE, told)
    assert [str(focus.clause_id) for focus in found.focus] == ["longgang-2025#3"]
