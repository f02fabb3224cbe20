"""Private numbers are masked character by character; what looks like them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.private import MASK, find_private, is_credit_code, is_identity_card, mask
from benchmarks.private import KINDS, rates


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "138-0013-8000",
        "138 0013 8000",
        "+86 13800138000",
        "１３８００１３８０００",
        "11010519491231002X",
        "11010519491231002x",
        "110105 19491231 002X",
        "6222021234567890128",
        "4111 1111 1111 1111",
    ],
)
def test_private_numbers_are_masked_whole(number: str) -> None:
    text = f"我们在龙岗，{number}，租800万算力"
    assert mask(text) == f"我们在龙岗，{MASK * len(number)}，租800万算力"


@pytest.mark.parametrize("name", ["账号", "对公账户：", "开户行招行，帐号 ", "请转到"])
def test_an_account_is_known_by_its_name(name: str) -> None:
    assert mask(f"{name}755912345610") == name + MASK * 12


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91350100M000100Y43",
        "账号不变，统一社会信用代码91350100M000100Y43",
        "合同13800138000元",
        "投资13800138000.50元",
        "11010519491231002A",
        "110105194912310021",
        "拨打0755-88127788或12345",
        "订单20250601123456",
        "2025年6月1日",
        "深工信规〔2025〕1号",
    ],
)
def test_what_is_no_private_number_stays(text: str) -> None:
    assert mask(text) == text


def test_the_checks_are_those_of_the_standards() -> None:
    assert is_identity_card("11010519491231002X")  # the example of GB 11643
    assert not is_identity_card("11010519491331002X")  # no month 13
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")


@given(st.text(max_size=60), st.text(alphabet="0123456789-X 账号元", max_size=40))
def test_length_and_everything_else_stay(around: str, numbers: str) -> None:
    text = around + numbers
    masked = mask(text)
    assert len(masked) == len(text)
    private = {i for start, end in find_private(text) for i in range(start, end)}
    assert all(masked[i] == (MASK if i in private else text[i]) for i in range(len(text)))


def test_few_are_missed_and_few_masked_wrongly() -> None:
    for kind, share in rates(300, seed=7).items():
        assert share <= 0.01, kind
    assert {is_private for _, is_private in KINDS.values()} == {True, False}
