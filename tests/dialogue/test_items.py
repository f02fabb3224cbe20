"""Several sums of one fact over several messages: years, things one by one, additions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.dialogue.items import is_another, less_added, one_changed, opened, with_year
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from tests.real_assistant import amounts, ask, understand

WAN = Decimal(10_000)
DAY = date(2025, 6, 1)
EVENT, SCENE = "longgang-2025#16:event", "longgang-2025#10:scene"
SERVICE = "longgang-2025#6:model-service"


def _stated(value: object, **more: object) -> Stated:
    return Stated("fee", value, 0, 4, "500万", **more)  # type: ignore[arg-type]


def test_a_year_said_with_a_number_makes_it_that_years() -> None:
    dated = with_year(_stated(Decimal(5), year=2025), _stated(Decimal(8), year=2026), 2025)
    assert dated is not None
    assert isinstance(dated.value, tuple)
    assert [(i.value, i.year) for i in dated.value] == [(5, 2025), (8, 2026)]


def test_words_for_years_and_calendar_years_are_one() -> None:
    dated = with_year(_stated(Decimal(5), year=0), _stated(Decimal(8), year=2026), 2025)
    assert dated is not None
    assert isinstance(dated.value, tuple)
    assert len(dated.value) == 2


def test_one_of_two_alike_is_changed_by_its_place() -> None:
    two = _stated((FactItem(Decimal(6), count=2),))
    text = "第二次办花了11"
    changed = one_changed(two, Stated("fee", Decimal(11), 6, 8, "11"), text)
    assert changed is not None
    assert [i.value for i in opened(changed.value)] == [6, 11]


def test_a_member_is_taken_back_by_its_value() -> None:
    parts = (FactItem(Decimal(5)), FactItem(Decimal(3)))
    less = less_added(_stated(Decimal(8), parts=parts), [Decimal(3)])
    assert less is not None
    assert less.value == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [("还有一个投了260", True), ("又办了一场,花了260", True), ("追加了一笔260", False),
     ("布展又多花了260,也是这场的", False), ("又花了260", False)],
)  # fmt: skip
def test_one_more_thing_is_told_from_more_of_the_same(text: str, expected: bool) -> None:
    assert is_another(text, text.index("260")) is expected


def test_more_for_the_same_event_stays_under_its_cap() -> None:
    first = "龙岗办了一场国际性的AI论坛，市场化，部门备案过，花了900万，能补多少"
    assert amounts(ask(first, "音响又多花了200万，也是这一场的"))[EVENT] == 300 * WAN


def test_one_of_two_events_costs_more() -> None:
    first = "龙岗办两场国际性AI大会，都备案了、市场化，每场花500万，合计多少"
    assert amounts(ask(first, "第二场花了1200万"))[EVENT] == 450 * WAN


def test_what_was_added_is_taken_back() -> None:
    first = "龙岗遴选上的示范场景，企业自己投了450万，能支持多少"
    assert amounts(ask(first, "追加投入100万", "追加的100万取消了"))[SCENE] == 135 * WAN


def test_years_are_capped_apart_over_messages() -> None:
    first = "龙岗软件公司，2025年采购备案大模型服务，完成合同金额700万，补多少"
    assert amounts(ask(first, "2026年还要完成300万，两年一共"))[SERVICE] == 290 * WAN


def test_a_part_that_is_denied_is_taken_off_once() -> None:
    first = "前海无人小巴载客，区里批准，公司名下20台获批车，每台购置和改装一共30万"
    turn = understand(first, "20台里面有6台是借来的不在我们名下", as_of=DAY)
    value = next(s.value for f in turn.focus for _, facts in f.cases for s in facts
                 if s.name == "vehicles")  # fmt: skip
    assert value == 14
