"""Facts over clauses, cases and turns."""

from __future__ import annotations

from decimal import Decimal

from tests.real_assistant import amounts, ask, understand

COMPUTE = "longgang-2025#2:compute-service"
FILED = "longhua-2025#9:filed-model"


def cases(*turns: str) -> list[tuple[str, dict[str, object]]]:
    (focus,) = understand(*turns).focus
    return [(label, {s.name: s.value for s in stated}) for label, stated in focus.cases]


def test_two_sums_of_one_fact_are_two_cases_with_labels() -> None:
    found = cases("龙岗的算力合同，A合同300万，B合同500万，各补多少")
    assert [facts["compute_fee_yuan"] for _, facts in found] == [3_000_000, 5_000_000]
    assert [label for label, _ in found] == ["300万", "500万"]


def test_a_sum_stated_twice_is_one_case() -> None:
    (only,) = cases("龙岗的算力合同300万，就是这300万，补多少")
    assert only[0] == ""
    assert only[1]["compute_fee_yuan"] == 3_000_000


def test_a_total_adds_the_cases_up() -> None:
    answer = ask("龙岗的算力合同，一份300万，一份500万，一共补多少")
    assert amounts(answer)[COMPUTE] == (Decimal(3_000_000) + 5_000_000) * Decimal("0.30")


def test_a_later_number_replaces_the_earlier() -> None:
    turns = ("龙岗租算力花了300万补多少", "不对，是500万")
    assert cases(*turns)[0][1]["compute_fee_yuan"] == 5_000_000


def test_what_is_added_is_summed() -> None:
    turns = ("龙华有2个大模型去年通过了备案，奖多少", "再加1个呢")
    assert amounts(ask(*turns))[FILED] == (2 + 1) * Decimal(500_000)


def test_a_multiple_scales_what_carries_the_sum() -> None:
    turns = ("龙岗租算力花了300万补多少", "翻一倍呢")
    assert cases(*turns)[0][1]["compute_fee_yuan"] == 2 * Decimal(3_000_000)


def test_facts_spread_over_turns_come_together() -> None:
    turns = ("前海租办公室能补多少", "面积200平", "每平米每月100元", "租24个月")
    answer = ask(*turns)
    paid = Decimal(100) * 200 * 24 * Decimal("0.50")
    assert amounts(answer)["qianhai-2024#1:rent"] == min(Decimal(60) * 200 * 24, paid)


def test_who_applies_is_kept_when_the_subject_changes() -> None:
    turns = ("我们是初创企业，龙岗买算力300万补多少", "深圳租智能算力训练大模型，合同500万呢")
    answer = ask(*turns)
    found = amounts(answer)["shenzhen-pioneer-2024#2:compute-voucher"]
    assert found == Decimal(5_000_000) * Decimal("0.60")


def test_a_new_subject_drops_the_numbers_of_the_old() -> None:
    understanding = understand("龙岗租算力花了300万补多少", "龙岗办展会能补多少")
    stated = [s.name for f in understanding.focus for _, case in f.cases for s in case]
    assert "compute_fee_yuan" not in stated
    assert "event_cost_yuan" not in stated


def test_two_values_of_a_choice_decide_nothing() -> None:
    stated = [
        s.name
        for focus in understand("龙华的场景应用示范，发榜方和揭榜方各给多少").focus
        for _, case in focus.cases
        for s in case
    ]
    assert "project_party" not in stated
