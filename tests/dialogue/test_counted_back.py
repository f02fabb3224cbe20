"""Back to what was counted before, and what is reported later: each thing in its year.

Filed models in 龙华 are paid 50万 each if they were filed in the year before.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

MODELS, ALGORITHMS = "longhua-2025#9", "longhua-2025#8"
_THIS, _LAST = "龙华，备案过的大模型四个", "三个是去年过的，一个今年二月"
_ONE = "还有个深度合成算法，那个单独算多少"


def _of_last_year(*turns: str) -> set[int]:
    return {int(v) for v in by_clause(*turns)[MODELS]}


def test_each_in_its_year() -> None:
    assert _of_last_year(_THIS, _LAST) == {150 * WAN}
    assert _of_last_year(_THIS, _LAST, "拖到明年3月再报呢") == {50 * WAN}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("回到前面那四个，能拿多少", 3),
        ("前面那四个，明年来报的话多少", 1),
        ("刚才说的那四个呢", 3),
        ("回到最早那四个，今年没报成，拖到明年再报还剩多少钱", 1),
    ],
)
def test_back_to_so_many(words: str, left: int) -> None:
    assert _of_last_year(_THIS, _LAST, _ONE, words) == {left * 50 * WAN}


def test_so_many_of_another_thing() -> None:
    assert ALGORITHMS in by_clause(_THIS, _ONE, "那四个算法呢")


@pytest.mark.parametrize(
    "words", ["今年来不及申报，等明年再去申报能拿多少", "今年没报成，拖到明年再报"]
)
def test_all_of_them_only_later(words: str) -> None:
    assert _of_last_year(_THIS, _LAST, words) == {50 * WAN}


def test_all_of_one_year_after_all() -> None:
    assert _of_last_year(_THIS, _LAST, "不对，四个都是去年过的") == {200 * WAN}
