from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.text.expressions import Expression, Relation, find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from tests.text.spoken import EVERY, Spoken, amounts, nouns, spoken

QUICK = settings(deadline=None, max_examples=60)
Core = tuple[Relation, Decimal | None, Decimal | None, Decimal | None, str]


def read(text: str) -> tuple[Expression, ...]:
    folded = fold_words(text)
    return find_expressions(folded, find_quantities(folded))


def core(expression: Expression) -> Core:
    e = expression
    return e.relation, e.value, e.low, e.high, e.bound


@pytest.mark.parametrize("name", EVERY)
@QUICK
@given(data=st.data())
def test_what_is_said_is_read_back(name: str, data: st.DataObject) -> None:
    said: Spoken = data.draw(EVERY[name]())
    (expression,) = read(said.text)
    assert expression.relation.value == said.relation
    assert (expression.value, expression.low, expression.high) == (said.value, said.low, said.high)


@QUICK
@given(spoken)
def test_what_is_shown_is_read_back(said: Spoken) -> None:
    (expression,) = read(said.text)
    assume(expression.relation not in (Relation.PLAIN, Relation.REPORTED, Relation.LIST))
    assume(not any(o.year_word in ("prior", "current") for o in expression.operands))
    (again,) = read(expression.say)
    assert core(again) == core(expression)


@QUICK
@given(spoken, spoken)
def test_two_sentences_do_not_touch(first: Spoken, second: Spoken) -> None:
    assume({first.relation, second.relation} != {"series"})  # years may go on
    both = read(f"{first.text}。{second.text}。")
    alone = (*read(first.text), *read(second.text))
    assert [core(e) for e in both] == [core(e) for e in alone]


@QUICK
@given(said=spoken, other=amounts(), noun=nouns, form=st.integers(0, 3), before=st.booleans())
def test_a_harmless_clause_changes_nothing(
    said: Spoken, other: tuple[int, str], noun: str, form: int, before: bool
) -> None:
    clause = [f"{noun}有{other[1]}", f"{noun}{other[1]}已经付清", f"{noun}有37名", f"{noun}8栋"][
        form
    ]
    text = f"{clause}，{said.text}" if before else f"{said.text}，{clause}"
    found = [core(e) for e in read(text)]
    assert found.count(core(read(said.text)[0])) >= 1


@QUICK
@given(spoken)
def test_every_amount_stands_in_exactly_one_expression(said: Spoken) -> None:
    folded = fold_words(said.text)
    quantities = find_quantities(folded)
    found = [
        o.quantity
        for e in find_expressions(folded, quantities)
        for o in e.operands
        if o.role != "shared"
    ]
    counted = [q for q in quantities if q.role in ("amount", "unread")]
    assert sorted(found, key=lambda q: q.start) == counted


PIECES = st.text(
    alphabet="0123456789一二两三四五百千万亿半几多元个月年台套每份不是改成减加退和或、，。（）+-*~到"
    "其中去前今说又签约至少最共=",
    max_size=60,
)


@QUICK
@given(PIECES)
def test_no_text_raises_or_loses_a_number(text: str) -> None:
    quantities = find_quantities(text)
    expressions = find_expressions(text, quantities)
    found = sorted(o.quantity.start for e in expressions for o in e.operands if o.role != "shared")
    assert found == [q.start for q in quantities if q.role in ("amount", "unread")]
    starts = [min(o.quantity.start for o in e.operands if o.role != "shared") for e in expressions]
    assert starts == sorted(starts)
    for index, expression in enumerate(expressions):
        assert 0 <= expression.start < expression.end <= len(text)
        for part in expression.whole_of:
            assert expressions[part].part_of == index


GROWING = [
    *("一", "〇", "两", "k", ".1", "1-", "二十", "2025-01-", "元/平方米/月", "1元/平方米/月"),
    *("500万+", "500万、", "36个月", "6台每台5万", "不是3万是4万", "其中3万", "又签3万", " 100"),
]


def _calls(text: str) -> int:
    """How many functions are called to read a text: the same on every machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    find_expressions(text, find_quantities(text))  # patterns are compiled at first use
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_expressions(text, find_quantities(text))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", GROWING)
def test_work_grows_with_the_length(piece: str) -> None:
    short, long = _calls(piece * 200), _calls(piece * 800)
    assert long <= 4.5 * short + 200
