"""Prices of one thing, of one measure, of one time: the sums that they make, with unseen nouns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.expressions import Expression, find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit
from tests.text.spoken import nouns

FEW = settings(max_examples=25, deadline=None)
wan = st.integers(2, 60)
counts = st.integers(2, 90)
OF = st.sampled_from("台辆套件款")
STOP = st.sampled_from("，、,；")


def read(text: str) -> tuple[Expression, ...]:
    folded = fold_words(text)
    return find_expressions(folded, find_quantities(folded))


def values(text: str) -> list[Decimal | None]:
    return [expression.value for expression in read(text)]


@FEW
@given(nouns, nouns, nouns, wan, wan, counts, OF, st.booleans())
def test_two_prices_of_the_same_things_are_both_multiplied(
    noun: str, one: str, other: str, a: int, b: int, count: int, of: str, first: bool
) -> None:
    told, prices = f"{noun}{count}{of}", f"每{of}{one}{a}万，每{of}{other}{b}万"
    text = f"{told}，{prices}" if first else f"{prices}，{told}"
    found = values(text)
    assert found == [a * count * 10_000, b * count * 10_000]


@FEW
@given(nouns, nouns, wan, wan, counts, OF)
def test_part_of_a_price_is_multiplied_and_stays_a_part(
    noun: str, part: str, a: int, b: int, count: int, of: str
) -> None:
    whole, inside = read(f"{count}{of}{noun}，每{of}{a + b}万，其中{part}每{of}{b}万")
    assert whole.value == (a + b) * count * 10_000
    assert inside.value == b * count * 10_000
    assert inside.part_of == 0


def test_price_told_anew_takes_no_count() -> None:
    assert values("20台，每台60万，不对，每台50万") == [12_000_000, 500_000]


@FEW
@given(nouns, st.text(st.sampled_from("qvxyz"), min_size=2, max_size=3), wan, counts, st.data())
def test_measure_that_nobody_listed_is_one_because_it_is_written_alike(
    noun: str, measure: str, price: int, count: int, data: st.DataObject
) -> None:
    told = data.draw(
        st.sampled_from(
            [
                f"{noun}每{measure} {price}万，{count}{measure}",
                f"{noun}{price}万/{measure}，{count}{measure}",
                f"{noun}{price}万一个{measure}，{count}个{measure}",
                f"{noun}{count}{measure}，每{measure}{price}万",
            ]
        )
    )
    (expression,) = read(told)
    assert expression.value == price * count * 10_000
    assert expression.classifier == measure


@FEW
@given(nouns, wan, counts)
def test_another_measure_is_no_count_of_it(noun: str, price: int, count: int) -> None:
    assert price * count * 10_000 not in values(f"{noun}每qv {price}万，{count}xz")


@FEW
@given(nouns, st.integers(2, 900), st.integers(1, 90))
def test_price_of_ten_thousand_is_paid_for_each_ten_thousand(
    noun: str, price: int, many: int
) -> None:
    assert values(f"{noun}每万条{price}元，{many}万条") == [price * many]
    assert values(f"{noun}每千件{price}元，{many * 1000}件") == [price * many]


@FEW
@given(nouns, wan, wan, st.integers(1, 11), st.booleans())
def test_prices_of_one_time_after_another_are_one_sum(
    noun: str, a: int, b: int, months: int, halves: bool
) -> None:
    rest = 12 - months
    text = f"{noun}前{months}个月每月{a}万，后{rest}个月每月{b}万"
    total = (a * months + b * rest) * 10_000
    if halves:
        text, total = f"{noun}上半年每月{a}万，下半年每月{b}万", (a + b) * 6 * 10_000
    assert values(text) == [total]


@FEW
@given(nouns, wan, st.integers(3, 36), st.integers(1, 2), st.integers(0, 3))
def test_months_that_are_free_are_not_paid(
    noun: str, price: int, months: int, free: int, form: int
) -> None:
    text = [
        f"{noun}每月{price}万，{months}个月里头{free}个月免租",
        f"{noun}租期{months}个月，前{free}个月免租，每月{price}万",
        f"{noun}免租期{free}个月，租期{months}个月，每月{price}万",
        f"{noun}每月{price}万，租{months}个月，其中{free}个月不收租金",
    ][form]
    assert values(text) == [price * (months - free) * 10_000]


@FEW
@given(wan, st.integers(2, 36), st.sampled_from(["per month", "/month", "/mo", "a month", "/月"]))
def test_english_words_of_time_and_area(price: int, months: int, per: str) -> None:
    assert values(f"rent {price}万 {per}，{months} months") == [price * months * 10_000]
    for area in ("sqm", "sq m", "m2", "square meters"):
        (found,) = read(f"{months * 10} {area}")
        assert found.value == months * 10
        assert found.unit is Unit.SQUARE_METRE


@FEW
@given(wan, st.integers(20, 900), st.integers(4, 24), st.integers(1, 3), st.booleans())
def test_rent_of_a_square_metre_is_paid_for_the_months_that_are_not_free(
    price: int, area: int, months: int, free: int, said: bool
) -> None:
    text = f"租了{area}平，每平每月{price}元，租{months}个月"
    if said:
        assert values(f"{text}，前{free}个月免租") == [price * area * (months - free)]
    else:
        assert values(text) == [area, price, months]


@FEW
@given(
    nouns, counts, st.integers(2, 90), st.integers(20, 900), st.sampled_from("张台"), st.booleans()
)
def test_a_price_of_one_for_a_time_is_paid_for_all_and_for_as_long(
    noun: str, price: int, many: int, hours: int, of: str, each: bool
) -> None:
    one, hour = (f"每{of}", "每小时") if each else (f"一{of}", "一小时")
    assert values(f"{one}卡{hour}{price}块，租{many}{of}，{noun}跑了{hours}小时") == [
        price * many * hours
    ]
    assert values(f"{one}卡{'每' if each else '一个'}月{price}万，租了{many}{of}，用了10个月") == [
        price * many * 100_000
    ]


@FEW
@given(nouns, nouns, counts, st.integers(2, 9), st.sampled_from("年月"), st.booleans())
def test_a_price_in_an_unlisted_measure_and_a_time_is_paid_for_both(
    noun: str, measure: str, count: int, times: int, period: str, behind: bool
) -> None:
    length = f"{times}年" if period == "年" else f"{times}个月"
    price = f"1500块/{measure}/{period}" if behind else f"每个{measure}每{period}1500块"
    found = values(f"{noun}{count}个{measure}，{price}，也是{length}")
    assert found == [1500 * count * times]


@FEW
@given(wan, wan, st.sampled_from("场台套"), st.sampled_from(["实际花了", "实打实掏了", "总共用了"]))
def test_sums_of_two_things_are_no_prices_of_each(a: int, b: int, of: str, spent: str) -> None:
    text = fold_words(f"一{of}{spent}{a}万，一{of}{b}万")
    sums = [q for q in find_quantities(text) if q.unit is not Unit.COUNT]
    assert [q.unit for q in sums] == [Unit.YUAN, Unit.YUAN]


@pytest.mark.parametrize("what", ["显卡账单", "云上费用", "仿真那块开销", "给供应商"])
def test_what_is_paid_may_stand_between_the_period_and_its_price(what: str) -> None:
    text = f"每个月{what}25万，一年12个月"
    assert values(text) == [25 * 10_000 * 12]


@pytest.mark.parametrize("text", ["每年最高补助200万", "每年的奖励上限300万"])
def test_what_one_gets_a_period_is_left_to_the_question(text: str) -> None:
    assert all(q.unit is not Unit.YUAN_PER_MONTH for q in find_quantities(fold_words(text)))
