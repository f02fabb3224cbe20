"""What is told for a past year behind this one's is another year's, and is told as not used."""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

CORPUS_BOUGHT = "龙岗今年采购语料花了300万"


@pytest.mark.parametrize(
    ("said", "later", "clause", "paid"),
    [
        (CORPUS_BOUGHT, "去年采购了150万", "longgang-2025#3", 60),
        (CORPUS_BOUGHT, "前年是120万", "longgang-2025#3", 60),
        ("龙岗出智能戒指，今年研发投入90万", "去年是60万", "longgang-2025#8", 27),
        ("福田租智能算力，合同额800万", "去年租了300万，今年能补多少", "futian-2024#2", 240),
        ("龙岗通过备案的模型有3个", "去年备案了1个", "longgang-2025#5", 150),
    ],
)
def test_another_years_sum_changes_nothing(said: str, later: str, clause: str, paid: int) -> None:
    assert amounts_of(said, later)[clause] == [paid * WAN]
    assert ask(said, later).unused


@pytest.mark.parametrize(
    ("later", "paid"),
    [
        ("不对，去年是150万", 30),
        ("去年是150万，去年能补多少", 30),
        ("去年150万，两年一共多少", 90),
    ],
)
def test_the_past_year_asked_about_counts(later: str, paid: int) -> None:
    assert amounts_of(CORPUS_BOUGHT, later)["longgang-2025#3"][-1] == paid * WAN


def test_a_rule_of_the_year_before_takes_it() -> None:
    said = ("龙华今年租金36万", "去年租金20万")
    assert 10 * WAN in amounts_of(*said)["longhua-2025#6"]
    told = ("前海研发投入今年7000万，去年5000万", "去年是6000万")
    assert amounts_of(*told)["qianhai-2024#3"] == [50 * WAN]
