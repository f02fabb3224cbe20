"""A number that names something (a card, a contract, an invoice) is no sum.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from assistant.text.card_models import as_cards
from assistant.text.quantities import find_quantities
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, CORPUS = "longgang-2025#2", "longgang-2025#3"


@pytest.mark.parametrize(
    "said",
    [
        "租4090花了70万",
        "租了5090,花了70万",
        "租3090显卡,花了70万",
        "租用英伟达4080,一共花了70万",
        "租昇腾910B花了70万",
        "租A800,花了70万",
        "租了20张4090,付了70万",
    ],
)
def test_the_model_of_a_card_is_no_sum(said: str) -> None:
    assert by_clause(f"龙岗{said},补多少")[COMPUTE] == {21 * WAN}


def test_without_a_sum_the_fee_is_asked_for() -> None:
    assert by_clause("龙岗租5090,能补多少") == {}


@pytest.mark.parametrize(
    "text", ["月租4090元", "租了4090平", "办公室租4090一个月", "租了3060台", "花了4090"]
)
def test_a_number_with_a_unit_or_of_a_room_stays(text: str) -> None:
    assert as_cards(text)[0] == text


@pytest.mark.parametrize(
    "said",
    ["合同编号2024667", "发票号33445566", "订单编号是99887766", "单号:660033", "合同号2025107"],
)
def test_the_number_of_a_paper_is_no_sum(said: str) -> None:
    assert by_clause(f"龙岗买算力,{said},补多少") == {}
    assert by_clause(f"龙岗采购语料,{said},花了60万,补多少") == {CORPUS: {12 * WAN}}


@pytest.mark.parametrize("text", ["3号8000元", "账号3000元", "二十号5000万", "10号楼5000平"])
def test_what_has_a_unit_behind_a_day_or_a_sign_is_a_number(text: str) -> None:
    assert any(q.role == "amount" for q in find_quantities(text))
