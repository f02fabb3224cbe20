"""From number expressions to facts: a whole expression is one fact, rivals are never added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.numbers import in_kept_unit
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import find_expressions
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit
from tests.real_assistant import ask, understand

WAN = Decimal(10_000)
FEE = "compute_fee_yuan"


def stated(*turns: str) -> dict[str, Stated]:
    """The numbers of the matters in question, by fact."""
    matters = understand(*turns).ledger.in_question
    return {s.name: s for matter in matters for s in matter.numbers}


def value(found: Stated) -> Decimal:
    """What is stated, its items added up."""
    if isinstance(found.value, tuple):
        return sum((item.total for item in found.value), Decimal(0))
    assert isinstance(found.value, Decimal)
    return found.value


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("龙岗买算力花了800万，能补多少", 800),
        ("龙岗买算力花了300万加200万，能补多少", 300 + 200),
        ("龙岗每月付65万算力服务费，付了12个月，能补多少", 65 * 12),
        ("龙岗买算力花了1000万退款200万，能补多少", 1000 - 200),
        ("龙岗的算力服务费一份300万、一份200万，能补多少", 300 + 200),
        ("龙岗买算力花了大约800万，能补多少", 800),
        ("龙岗买算力花了捌佰万元（8000000元），能补多少", 800),
    ],
)
def test_what_belongs_together_is_one_fact(text: str, wan: int) -> None:
    assert value(stated(text)[FEE]) == wan * WAN


def test_a_relation_is_kept_to_be_shown() -> None:
    found = stated("龙岗每月付65万算力服务费，付了12个月，能补多少")[FEE]
    assert found.say == "65万元 × 12个月 = 780万元"
    assert stated("龙岗买算力花了大约800万，能补多少")[FEE].approximate


def test_a_range_has_two_ends() -> None:
    found = stated("龙岗算力服务费800万到1000万，能补多少")[FEE]
    assert found.is_range
    assert [amount for _, amount in found.alternatives] == [800 * WAN, 1000 * WAN]


def test_alternatives_stay_apart() -> None:
    found = stated("龙岗算力服务费500万还是800万，各补多少")[FEE]
    assert [amount for _, amount in found.alternatives] == [500 * WAN, 800 * WAN]
    assert not found.is_range


def test_years_are_items_of_one_fact() -> None:
    found = stated("龙岗2024年算力服务费500万，2025年算力服务费600万，能补多少")[FEE].value
    assert isinstance(found, tuple)
    assert [(item.year, item.value) for item in found] == [(2024, 500 * WAN), (2025, 600 * WAN)]


def test_price_times_count_is_an_item_with_its_count() -> None:
    found = stated("龙岗办了3场展会，每场成本100万，能补多少")["event_cost_yuan"].value
    items = found if isinstance(found, tuple) else ()
    assert [(item.value, item.count) for item in items] == [(100 * WAN, 3)]
    assert FactItem(100 * WAN, count=3).total == 3 * 100 * WAN


def test_a_part_does_not_replace_the_whole() -> None:
    found = stated("龙岗算力服务费1000万，其中300万是去年的，能补多少")
    assert value(found[FEE]) == 1000 * WAN


def test_numbers_with_labels_of_their_own_are_not_added() -> None:
    understanding = understand("龙岗算力服务费500万，电费300万，能补多少")
    assert value(stated("龙岗算力服务费500万，电费300万，能补多少")[FEE]) == 500 * WAN
    assert [u.text for u in understanding.unused] == ["电费300万"]


RIVALS = ["龙岗买算力500万，买算力300万，能补多少", "龙岗算力费500万。算力费300万。能补多少"]


@pytest.mark.parametrize("text", RIVALS)
def test_two_rivals_without_a_relation_are_not_added(text: str) -> None:
    assert value(stated(text)[FEE]) in (500 * WAN, 300 * WAN)
    assert understand(text).doubtful == (FEE,)


@pytest.mark.parametrize("text", RIVALS)
def test_a_rival_is_never_dropped_in_silence(text: str) -> None:
    answer = ask(text)
    sums = {estimate.amount for estimate in answer.estimates}
    asked = answer.clarify is not None and answer.clarify.fact == FEE
    both = {500 * WAN * Decimal("0.30"), 300 * WAN * Decimal("0.30")}
    told = " ".join(unused.text for unused in answer.unused)
    left = "300万" if 150 * WAN in sums else "500万"
    assert asked or sums >= both or left in told


BESIDE = [
    "龙岗买算力300万、{}50万，能补多少",
    "龙岗买算力300万加{}50万，能补多少",
    "龙岗买算力的费用包括：算力300万，{}50万，能补多少",
    "龙岗的发票有两张，一张是算力300万，一张是{}50万，能补多少",
    "龙岗花的钱有两笔，一笔算力300万，一笔{}50万，能补多少",
]


@pytest.mark.parametrize("noun", ["食堂", "窗帘", "团建", "绿植", "搬家"])
@pytest.mark.parametrize("text", BESIDE)
def test_a_member_with_a_noun_of_its_own_is_never_summed(text: str, noun: str) -> None:
    answer = ask(text.format(noun))
    sums = {e.amount for e in answer.estimates if e.amount is not None}
    asks = noun == "团建"  # 建 and 算力 may point to building a platform: then nothing is computed
    assert sums == {300 * WAN * Decimal("0.30")} or (asks and not sums)
    assert any("50万" in unused.text for unused in answer.unused)


def test_members_of_one_fact_are_summed() -> None:
    answer = ask("福田买备案大模型：API调用费30万，私有化部署费55万，云化部署25万，最多给多少")
    assert {e.amount for e in answer.estimates} == {(30 + 55 + 25) * WAN * Decimal("0.30")}
    assert answer.unused == ()


@pytest.mark.parametrize("text", ["590", "改成590"])
def test_a_bare_number_takes_the_unit_kept(text: str) -> None:
    (found,) = find_expressions(text, find_quantities(text))
    kept = in_kept_unit(found, WAN)
    assert (kept.value, kept.unit) == (590 * WAN, Unit.YUAN)


def test_a_number_with_a_unit_keeps_it() -> None:
    for text in ("590元", "3个", "5900000"):
        (found,) = find_expressions(text, find_quantities(text))
        assert in_kept_unit(found, WAN) == found


@pytest.mark.parametrize("noun", ["食堂", "窗帘", "绿植"])
def test_what_is_left_over_is_told_beside_another_matter_too(noun: str) -> None:
    question = f"龙岗租算力300万、{noun}50万；福田租算力120万，各补多少"
    assert any(noun in u.text for u in understand(question).unused)


def test_numbers_beyond_the_most_that_are_weighed_are_told() -> None:
    answer = ask("龙岗租算力510万能补多少。" + "账上另有12万，" * 100)
    told = [u for u in answer.unused if u.text.count("12万") > 1]
    assert len(told) == 1
    assert told[0].text.count("12万") == 100 - 39


@pytest.mark.parametrize("told", ["租了12个月租金一共实付41万", "12个月房租共41万"])
def test_the_rent_of_all_months_is_not_that_of_each(told: str) -> None:
    facts = stated(f"前海集聚区办公室310平，{told}，没转租，能补多少")
    assert "monthly_rent_yuan" not in facts
    assert value(facts["rent_paid_yuan"]) == 41 * WAN


def test_a_sum_that_is_not_the_difference_of_two_told_is_no_increase() -> None:
    answer = ask("股价才28块，前海纳统的AI企业，研发前年8100万、去年1.2亿，奖励多少")
    assert [int(e.amount or 0) for e in answer.estimates] == [3900 * WAN * 5 // 100]
    assert [part.text for part in answer.unused] == ["股价才28块"]
