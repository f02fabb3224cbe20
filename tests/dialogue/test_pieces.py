"""A message that goes on with several matters, each in comma clauses of its own, mixes none.

算力改成600万，语料改成200万 was once paid on compute of 200万. Amounts are the rates of the clauses
(龙岗算力 30 % up to 600万, 语料 20 %, 活动 30 %), worked out here from the numbers said.
"""

from __future__ import annotations

import random

import pytest

from assistant.dialogue import halves
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

BOTH = "龙岗租算力{}万，买语料{}万，各补多少"
COMPUTE, CORPUS, EVENT = "longgang-2025#2", "longgang-2025#3", "longgang-2025#16"


def drawn(seed: int) -> tuple[int, int, int, int]:
    """Two sums said first and two said later, all different, below every cap; in 万, tens."""
    picked = random.Random(seed).sample(range(6, 120), 4)
    return tuple(10 * n for n in picked)  # type: ignore[return-value]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "later",
    [
        "算力改成{}万，语料改成{}万",
        "算力其实是{}万，语料是{}万",
        "第一个改成{}万，第二个改成{}万",
        "哦算力花了{}万，语料那笔{}万",
    ],
)
def test_each_number_changes_the_matter_that_its_clause_names(later: str, seed: int) -> None:
    first, second, compute, corpus = drawn(seed)
    found = by_clause(BOTH.format(first, second), later.format(compute, corpus))
    assert found[COMPUTE] == {compute * WAN * 30 // 100}
    assert found[CORPUS] == {min(corpus * WAN * 20 // 100, 100 * WAN)}


@pytest.mark.parametrize("seed", range(3))
def test_in_the_other_order_too(seed: int) -> None:
    first, second, compute, corpus = drawn(seed)
    later = f"语料改成{corpus}万，算力改成{compute}万"
    found = by_clause(BOTH.format(first, second), later)
    assert found[COMPUTE] == {compute * WAN * 30 // 100}
    assert found[CORPUS] == {min(corpus * WAN * 20 // 100, 100 * WAN)}


def test_one_grows_and_of_the_other_is_only_asked() -> None:
    found = by_clause(BOTH.format(500, 100), "语料再加50万，算力那个是不是封顶了")
    assert found == {COMPUTE: {500 * WAN * 30 // 100}, CORPUS: {150 * WAN * 20 // 100}}


def test_one_stays_and_the_other_is_doubled() -> None:
    found = by_clause(BOTH.format(500, 100), "算力不变，语料翻一倍")
    assert found == {COMPUTE: {500 * WAN * 30 // 100}, CORPUS: {200 * WAN * 20 // 100}}


def test_a_third_clause_opens_a_matter_of_its_own() -> None:
    later = "算力改成610万，语料改成210万，办活动花了310万呢"
    found = by_clause(BOTH.format(500, 100), later)
    assert found[COMPUTE] == {610 * WAN * 30 // 100}
    assert found[CORPUS] == {210 * WAN * 20 // 100}
    assert found[EVENT] == {310 * WAN * 30 // 100}


def test_behind_a_comma_too_words_of_a_fact_open_a_matter() -> None:
    found = by_clause(BOTH.format(500, 100), "第一个是610万，审定的活动总投入310万又给多少")
    assert found[COMPUTE] == {610 * WAN * 30 // 100}
    assert found[EVENT] == {310 * WAN * 30 // 100}


def test_a_number_in_place_of_another_stays_one_number() -> None:
    found = by_clause(BOTH.format(500, 100), "算力不是500万，是610万")
    assert found[COMPUTE] == {610 * WAN * 30 // 100}


def test_what_a_unit_counts_names_the_matter() -> None:
    talk = "前海获批载人运营的车6台，每台购置加改造30万；eVTOL境内航线一条"
    found = by_clause(talk, "那50台呢，航线改跨境")
    assert found["qianhai-2024#10"] == {50 * 15 * WAN}
    assert found["qianhai-2024#11"] == {200 * WAN}


@pytest.mark.parametrize("seed", range(3))
def test_a_matter_in_two_places_changes_in_each_by_itself(seed: int) -> None:
    first, _, here, there = drawn(seed)
    talk = f"龙岗和福田租算力花了{first}万，各补多少"
    found = by_clause(talk, f"龙岗改成{here}万，福田改成{there}万")
    assert found[COMPUTE] == {here * WAN * 30 // 100}
    assert found["futian-2024#2"] == {there * WAN * 30 // 100}


def test_matters_in_two_places_are_told_by_their_places() -> None:
    talk = ("我在龙岗租算力500万能补多少", "福田的话呢，买语料100万")
    found = by_clause(*talk, "龙岗那个改成610万，福田那个改成210万")
    assert found[COMPUTE] == {610 * WAN * 30 // 100}
    assert found["futian-2024#3.1"] == {210 * WAN * 10 // 100}


def test_what_takes_the_place_of_a_dropped_matter_is_no_clause_about_it() -> None:
    later = "第二个不报了，换成办活动，总投入310万。第一个照旧"
    found = by_clause(BOTH.format(500, 100), later)
    assert found == {COMPUTE: {500 * WAN * 30 // 100}, EVENT: {310 * WAN * 30 // 100}}


@pytest.mark.parametrize(
    ("pointed", "expected"),
    [
        ((0, 1), ((0, 3, 0), (3, 6, 1))),
        ((None, 0, 1), ((0, 6, 0), (6, 9, 1))),
        ((0, None, 1, None), ((0, 6, 0), (6, 12, 1))),
        ((0, 0), ()),
        ((None, None), ()),
        ((0, 1, 0), ()),
        ((halves.NEW, 0), ()),
        ((0, halves.NEW), ((0, 3, 0), (3, 6, halves.NEW))),
    ],
)
def test_clauses_are_joined_by_what_they_point_to(
    pointed: tuple[int | None, ...], expected: tuple[tuple[int, int, int], ...]
) -> None:
    spans = tuple((3 * n, 3 * n + 3) for n in range(len(pointed)))
    assert halves.pieces(spans, pointed) == expected


def test_after_two_matters_another_place_with_a_matter_of_its_own_takes_neither_along() -> None:
    talk = (BOTH.format(500, 100), "福田的话呢，买备案大模型100万")
    assert by_clause(*talk) == {"futian-2024#1.2": {100 * WAN * 30 // 100}}
    found = by_clause(*talk, "福田那个改成120万，龙岗算力改成610万")
    assert found == {"futian-2024#1.2": {120 * WAN * 30 // 100}, COMPUTE: {610 * WAN * 30 // 100}}
