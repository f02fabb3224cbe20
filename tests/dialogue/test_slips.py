"""A slip of the tongue that its own sentence puts right."""

from __future__ import annotations

import pytest

from assistant.dialogue.slips import may_slip, slips_in
from tests.real_assistant import amounts, ask

WAN = 10_000
G_COMPUTE, G_CORPUS = "longgang-2025#2:compute-service", "longgang-2025#3:corpus-purchase"
L_COMPUTE, F_CORPUS = "longhua-2025#4:compute-voucher", "futian-2024#3.1:corpus-purchase"


def paid(*turns: str) -> dict[str, object]:
    """Rule → what is paid by it, where that is known."""
    return {rule: amount for rule, amount in amounts(ask(*turns)).items() if amount is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙华，不对，龙岗，采购算力花了1200万能拿多少", {G_COMPUTE: 360 * WAN}),
        ("福田，哦不，龙岗，买语料花了210万，补多少", {G_CORPUS: 42 * WAN}),
        ("龙岗啊不福田，语料采购210万", {F_CORPUS: 21 * WAN}),
        ("在福田买语料花了260万，说错了，是在龙岗，补多少", {G_CORPUS: 52 * WAN}),
        ("龙岗的，打错了，福田的语料采购260万，能补多少", {F_CORPUS: 26 * WAN}),
        ("我们在福田，不不，在龙岗，租算力700万", {G_COMPUTE: 210 * WAN}),
        ("在龙岗买了算力，哦不，语料，花了340万，补多少", {G_CORPUS: 68 * WAN}),
        ("龙岗买语料花了340万。说错了，是算力。补多少", {G_COMPUTE: 102 * WAN}),
    ],
)
def test_what_is_meant_stands_for_what_was_said(text: str, expected: dict[str, int]) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙岗，不是福田，买语料210万，补多少", {G_CORPUS: 42 * WAN}),
        ("不对，龙岗买语料210万，补多少", {G_CORPUS: 42 * WAN}),
        ("龙岗租算力700万，不对，是810万", {G_COMPUTE: 243 * WAN}),
        ("龙岗租算力700万，福田买语料210万", {G_COMPUTE: 210 * WAN, F_CORPUS: 21 * WAN}),
    ],
)
def test_nothing_else_is_taken_back(text: str, expected: dict[str, int]) -> None:
    assert paid(text) == expected


def test_words_of_two_kinds_take_nothing_back() -> None:
    text = "龙岗,不对,算力"
    assert may_slip(text)
    assert slips_in(text, ([(0, 2)], [(6, 8)])) == ()
    (slip,) = slips_in(text, ([(0, 2), (6, 8)], []))
    assert slip.gone == ((0, 6),)


def test_a_long_message_of_slips_is_left_as_it_is() -> None:
    assert slips_in("龙岗,不对," * 40, ([(0, 2)], [])) == ()
