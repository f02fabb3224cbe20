"""Some of those that were counted, at sums of their own: 里头有两台是老款,18万买的改了10万.

A car in 前海 is paid half of what it and its conversion cost, at most 20万 each.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

CARS, ROUTES = "qianhai-2024#10", "qianhai-2024#11"
_CARS = "桂湾跑无人小巴的，拿了载人运营批文，12台，车价28万，改装16万一台"
_PLAIN = "前海无人小巴，载人运营批了，自有10台，每台28万"


def _paid(*batches: tuple[int, int]) -> set[int]:
    """Of (how many, what one costs in 万)."""
    return {sum(n * min(cost * WAN // 2, 20 * WAN) for n, cost in batches)}


@pytest.mark.parametrize(
    ("words", "some", "cost"),
    [
        ("里头有两台是老款，18万买的改了10万", 2, 28),
        ("其中三台是旧款，买来15万，改装花了9万，其他照旧", 3, 24),
        ("里头有四台改装只花了6万", 4, 34),
    ],
)
def test_both_sums_of_some(words: str, some: int, cost: int) -> None:
    assert by_clause(_CARS, words)[CARS] == _paid((12 - some, 44), (some, cost))


def test_of_those_that_are_left() -> None:
    told = (_CARS, "有三台其实是租赁公司名下的，我们租来开", "随便问句，这些车在南山开算不算")
    now = by_clause(*told, "哎自有的里头有两台是老款，18万买的改了10万，其他照旧")
    assert now[CARS] == _paid((7, 44), (2, 28))


@pytest.mark.parametrize(
    ("words", "batches"),
    [
        ("里头有两台只花了18万", ((8, 28), (2, 18))),
        ("其中三台每台才22万", ((7, 28), (3, 22))),
    ],
)
def test_the_one_sum_of_some(words: str, batches: tuple[tuple[int, int], ...]) -> None:
    assert by_clause(_PLAIN, words)[CARS] == _paid(*batches)


@pytest.mark.parametrize("words", ["里头有两台保险花了3万", "里头有两台一共花了36万"])
def test_what_is_no_sum_of_each(words: str) -> None:
    assert by_clause(_PLAIN, words).get(CARS) != _paid((8, 28), (2, 3))
    assert by_clause(_PLAIN, words).get(CARS) != _paid((8, 28), (2, 36))


_FLIES = "我们是前海企业，飞eVTOL的，航线批了，从前海飞香港"


@pytest.mark.parametrize(
    "words",
    [
        "前海一个点都没有了",
        "起降点挪走了，前海一个都没有了",
        "起降点要挪到宝安机场旁边，另一头还是香港，前海一个点都没有了",
    ],
)
def test_none_left_of_what_a_condition_asks_for(words: str) -> None:
    """没有了 denies the condition here: no number is told that it could take off."""
    assert by_clause(_FLIES, words) == {ROUTES: {0}}


def test_a_landmark_is_no_place_asked_about() -> None:
    assert set(by_clause(_FLIES, "起飞点改到福田口岸")) == {ROUTES}
