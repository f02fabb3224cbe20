"""Facts from text: typed, or refused with the fact's name and what is accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.errors import FactError
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.rules.parse_facts import mark_of, parse_fact, parse_facts
from tests.rules.case_files import rulebook


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("compute_fee_yuan", "800万", Decimal(8_000_000)),
        ("compute_fee_yuan", "8000000", Decimal(8_000_000)),
        ("算力服务费用", "0.08亿元", Decimal(8_000_000)),
        ("filed_models", "3个", Decimal(3)),
        ("filed_models", "三", Decimal(3)),
        ("area_sqm", "500平方米", Decimal(500)),
        ("months", "12个月", Decimal(12)),
        ("is_startup", "是", True),
        ("is_startup", "false", False),
        ("compute_use", "training", "training"),
        ("compute_use", "训练大模型", "training"),
    ],
)
def test_parse_facts_reads(name: str, text: str, value: object) -> None:
    assert list(parse_facts(rulebook(), {name: text}).values()) == [value]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("compute_fee_yuan", "-800万", "负数"),
        ("compute_fee_yuan", "1000000000000000", "不合情理"),
        ("compute_fee_yuan", "很多", "金额，如 800万"),
        ("compute_fee_yuan", "800平方米", "看不懂"),
        ("compute_fee_yuan", "0.0000001", "小数"),
        ("compute_fee_yuan", "", "看不懂"),
        ("filed_models", "2.5", "整数"),
        ("is_startup", "也许", "是 或 否"),
        ("compute_use", "挖矿", "训练大模型"),
        ("compute_fees", "800万", "compute_fee_yuan"),
    ],
)
def test_parse_facts_refuses_and_says_what_is_accepted(name: str, text: str, told: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_facts(rulebook(), {name: text})
    assert told in str(caught.value)
    assert name in str(caught.value)


def test_parse_facts_refuses_a_fact_under_name_and_label() -> None:
    with pytest.raises(FactError, match="两次"):
        parse_facts(rulebook(), {"compute_fee_yuan": "1万", "算力服务费用": "2万"})


RENT = "annual_rent_yuan"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("area_sqm", "12.345678", Decimal("12.345678")),
        ("compute_fee_yuan", "999999999999999", Decimal(999_999_999_999_999)),
        ("compute_fee_yuan", "0", Decimal(0)),
        ("applicant_kind", "非企业", "非企业"),
    ],
)
def test_what_is_just_allowed_is_read(name: str, text: str, value: object) -> None:
    assert list(parse_facts(rulebook(), {name: text}).values()) == [value]


@pytest.mark.parametrize(
    ("item", "read"),
    [
        ({"value": "1万", "year": 1990}, FactItem(Decimal(10_000), year=1990)),
        ({"value": "1万", "year": "2099"}, FactItem(Decimal(10_000), year=2099)),
        ({"value": "1万", "year": 1}, FactItem(Decimal(10_000), year=1)),
        ({"value": "1万", "year": 50}, FactItem(Decimal(10_000), year=50)),
        ({"value": "1万", "count": 0}, FactItem(Decimal(10_000), count=0)),
        ({"value": "1万", "count": 9_999_999}, FactItem(Decimal(10_000), count=9_999_999)),
        ({"value": "1万", "kind": " A座 "}, FactItem(Decimal(10_000), kind="A座")),
        (
            {"value": 1, "turn": 0, "start": 2, "end": 3},
            FactItem(Decimal(1), turn=0, start=2, end=3),
        ),
    ],
)
def test_an_item_of_a_list_is_read(item: dict[str, object], read: FactItem) -> None:
    assert parse_facts(rulebook(), {RENT: [item]}) == {RENT: (read,)}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"year": 2025}, "缺少 value"),
        ({"value": "1万", "month": 3}, "不认识 .month"),
        ({"value": "1万", "year": 1989}, "年份"),
        ({"value": "1万", "year": 2100}, "年份"),
        ({"value": "1万", "year": 0}, "年份"),
        ({"value": "1万", "year": 51}, "年份"),
        ({"value": "1万", "count": 10_000_000}, "件数"),
        ({"value": "1万", "count": "-1"}, "不小于0"),
        ({"value": "1万", "start": 123_456_789}, "不小于0"),
    ],
)
def test_an_item_that_is_none_is_refused(item: dict[str, object], told: str) -> None:
    with pytest.raises(FactError, match=told):
        parse_facts(rulebook(), {RENT: [item]})


def test_a_list_has_items_and_no_mark_besides() -> None:
    with pytest.raises(FactError, match="是空的"):
        parse_facts(rulebook(), {RENT: []})
    with pytest.raises(FactError, match="不要再写"):
        parse_facts(rulebook(), {f"{RENT}[2025]": [{"value": "1万"}]})


def test_a_lone_value_in_a_list_is_that_value() -> None:
    assert parse_facts(rulebook(), {"standards": [{"value": "2", "kind": "国际"}]}) == {
        "international_standards": Decimal(2)
    }


@pytest.mark.parametrize("item", [FactItem(Decimal(1)), FactItem(Decimal(1), "A座", 2025, 3)])
def test_the_mark_of_an_item_is_read_back(item: FactItem) -> None:
    marked = {f"{RENT}[{mark_of(item)}]": str(item.value)}
    (read,) = parse_facts(rulebook(), marked)[RENT]  # type: ignore[misc]
    assert read == (item if item.year else FactItem(Decimal(1), count=1))


def test_a_share_is_the_whole_at_most() -> None:
    share = FactSpec(name="share", label="比例", kind=FactKind.FRACTION, ask="？")
    assert parse_fact(share, "100%") == 1
    with pytest.raises(FactError, match="100%"):
        parse_fact(share, "100.01%")
