import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.charts import Amount, Course, Top, bars, spans, steps
from assistant.answer.geometry import place, share, ticks
from assistant.rules.facts import FactKind
from tests.fakes import corpus

POSITIVE = st.decimals("0.01", "1000000000000", places=2, allow_nan=False)


@given(highest=POSITIVE)
def test_ticks_begin_at_nothing_reach_the_highest_and_are_few(highest: Decimal) -> None:
    found = ticks(highest)
    assert found[0] == 0
    assert found[-2] < highest <= found[-1]
    assert 2 <= len(found) <= 5
    assert len({b - a for a, b in pairwise(found)}) == 1


@given(part=st.decimals("-1000", "1000000", places=2, allow_nan=False), whole=POSITIVE)
def test_a_place_is_never_outside_the_chart(part: Decimal, whole: Decimal) -> None:
    assert 0 <= place(part, whole, 100) <= 100


def amount(label: str, yuan: int, state: str = "payable") -> Amount:
    return Amount(label, f"{label}的事项", Decimal(yuan), state)


def test_bars_are_as_long_as_their_amounts_and_stand_in_the_table() -> None:
    drawn = bars([amount("甲", 1_000_000), amount("乙", 4_000_000), amount("丙", 0)])
    assert drawn is not None
    assert [(bar.label, bar.width) for bar in drawn.bars] == [
        ("乙", "100.00%"),
        ("甲", "25.00%"),
        ("丙", "0.00%"),
    ]
    assert [row[2] for row in drawn.rows] == [bar.shown for bar in drawn.bars]
    assert drawn.say == "乙400万元，甲100万元，丙0元"


@pytest.mark.parametrize("amounts", [[], [5], [0, 0]])
def test_nothing_to_compare_gives_no_bars(amounts: list[int]) -> None:
    assert bars([amount(str(n), yuan) for n, yuan in enumerate(amounts)]) is None


def test_lines_show_the_own_point_where_its_amount_is() -> None:
    ten, own = Decimal(10_000_000), Decimal(4_000_000)
    course = Course(
        "甲",
        ((Decimal(0), Decimal(0)), (ten, Decimal(5_000_000)), (ten * 2, Decimal(5_000_000))),
        Top(ten, Decimal(5_000_000), ten),
        (Decimal(2_000_000), Decimal(5_000_000)),
    )
    drawn = steps([course], "算力费", FactKind.YUAN, [own, ten], own)
    assert drawn is not None
    assert drawn.own is not None
    line = drawn.lines[0]
    assert drawn.own.at == share(own, ten * 2) == "20.00%"
    assert line.own_words == "200万元"
    assert line.top_words == "最高500万元，从1000万元起"
    top = Decimal(drawn.up[-1].shown.removesuffix("万元")) * 10_000
    height = 100 - Decimal(line.own_height.rstrip("%"))
    assert height == (Decimal(2_000_000) / top * 100).quantize(Decimal("0.01"))
    assert drawn.rows == (("400万元", "200万元"), ("1000万元", "500万元"))


def test_validity_is_drawn_for_the_days_that_are_stated() -> None:
    policies = corpus().policies
    words = ["效力"] * len(policies)
    drawn = spans(policies, words, date(2025, 6, 1))
    assert drawn is not None
    assert len(drawn.spans) == sum(policy.last_day is not None for policy in policies)
    assert len(drawn.rows) == len(policies)
    assert any(row[1] == "未写明" for row in drawn.rows)
    assert drawn.years[0].shown == "2024"
    outside = spans(policies, words, date(2050, 1, 1))
    assert outside is not None
    assert outside.today is None


def test_every_chart_has_its_table_and_its_words(client: TestClient) -> None:
    html = client.get("/calculate?compute_fee_yuan=800万").text
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert [re.findall(r'data-chart="(\w+)"', figure)[0] for figure in figures] == [
        "bars",
        "steps",
        "spans",
    ]
    for figure in figures:
        assert 'role="img"' in figure
        label = re.findall(r'aria-label="([^"]+)"', figure)[0]
        rows = re.findall(r"<tr>.*?</tr>", figure, re.DOTALL)
        assert len(rows) > 2
        assert label
    shown = re.findall(r'class="c-value"[^>]*>([^<]+)', figures[0])
    cells = re.findall(r"<td>([^<]+)</td>", figures[0])
    assert set(shown) <= set(cells)
