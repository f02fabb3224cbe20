"""Pasted tables: what the rows come to, whatever parts the columns and whatever they are called."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.folding import fold_message
from assistant.text.expressions import Expression, find_expressions
from assistant.text.quantities import find_quantities
from assistant.text.tables import told_in_words
from tests.text.spoken import nouns

FEW = settings(max_examples=25, deadline=None)
MARKS = st.sampled_from(["\t", " | ", "  ", ","])
ROWS = st.lists(
    st.tuples(nouns, st.integers(2, 90), st.integers(1, 900), st.integers(2, 36)),
    min_size=1,
    max_size=4,
)


def read(text: str) -> tuple[Expression, ...]:
    folded, _ = fold_message(text)
    return find_expressions(folded, find_quantities(folded))


def table(*rows: tuple[object, ...], mark: str) -> str:
    return "\n".join(mark.join(map(str, row)) for row in rows)


@FEW
@given(nouns, ROWS, MARKS, st.booleans(), st.permutations(range(3)))
def test_rows_of_count_price_and_months_are_multiplied_and_added(
    noun: str, rows: list[tuple[str, int, int, int]], mark: str, wan: bool, order: list[int]
) -> None:
    heads = ["数量(台)", f"单价({'万元' if wan else '元'}/月)", "月数"]
    told = table(
        (noun, *(heads[n] for n in order)),
        *(
            (name, *([count, price, months][n] for n in order))
            for name, count, price, months in rows
        ),
        mark=mark,
    )
    total = sum(count * price * months for _, count, price, months in rows)
    found = read(f"{noun}：\n{told}\n{noun}")
    assert [e.value for e in found] == [total * (10_000 if wan else 1)]


@FEW
@given(nouns, ROWS, MARKS, st.integers(0, 2))
def test_amounts_are_listed_and_their_total_is_not_counted_twice(
    noun: str, rows: list[tuple[str, int, int, int]], mark: str, off: int
) -> None:
    total = sum(row[1] for row in rows)
    told = table(
        (noun, "金额(万元)"),
        *(row[:2] for row in rows),
        ("合计", total + off),
        mark=mark,
    )
    found = [e.value for e in read(told)]
    assert found[0] == total * 10_000
    assert found[1:] == ([(total + off) * 10_000] if off else [])


@FEW
@given(ROWS, MARKS)
def test_every_character_has_its_place(rows: list[tuple[str, int, int, int]], mark: str) -> None:
    text = "前文\n" + table(("名称", "数量", "单价(元)", "月数"), *rows, mark=mark) + "\n后文"
    told, places = told_in_words(text)
    assert len(told) == len(places)
    assert list(places) == sorted(places)
    for name, count, *_ in rows:
        at = told.index(f"{name}{count}")
        assert text.startswith(name, places[at])


def test_what_is_no_table_stays() -> None:
    for text in ("租算力，费用300万\n另外租金3万", "数量\t备注\n3\t无", "单价贵\n2024 500"):
        assert told_in_words(text) == (text, tuple(range(len(text))))


def test_number_of_a_row_is_no_part_of_its_amount() -> None:
    text = table(("序号", "金额(万元)"), (3, 500), (4, 200), mark=" ")
    assert [e.value for e in read(text)] == [Decimal(7_000_000)]
