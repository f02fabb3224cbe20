"""Money that the asker took in, or that others paid, is no cost of the asker's.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, CORPUS, RENT = "longgang-2025#2", "longgang-2025#3", "longhua-2025#6"
MIGRATION, ROUND, FUTIAN = "shenzhen-pioneer-2024#10", "longhua-2025#13", "futian-2024#2"
HALF, FEE, DATA = Decimal("0.5"), Decimal("0.3"), Decimal("0.2")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我们卖算力卖了860万，龙岗能补多少", "860万"),
        ("公司去年出租显卡收了640万租金，龙岗算力补多少", "640万"),
        ("我们给企业做数据，卖了310万语料给客户，龙岗能拿多少", "310万"),
        ("咱们收了房租130万，龙华的房租补贴能拿多少", "130万"),
        ("我们是出租方，租给龙华的AI公司收了84万房租，补多少", "84万"),
        ("深圳迁移适配，我们是软件商，给客户做迁移收了240万，能补多少", "240万"),
        ("我们帮客户代办算力采购，客户买了520万，龙岗能补我们多少", "520万"),
        ("龙华一家AI企业拿到融资3200万，我们是投资方，能补多少", "3200万"),
    ],
)
def test_what_was_taken_in_is_told_and_nothing_is_worked_out_from_it(said: str, told: str) -> None:
    answer = ask(said)
    assert not any(e.amount for e in answer.estimates)
    assert any(told in u.text for u in answer.unused)


@pytest.mark.parametrize(
    ("said", "clause", "sum_of"),
    [
        ("龙华房东去年收了我们38万租金，能补多少", RENT, 38 * HALF),
        ("我们是算力服务商，自己在龙岗租算力花了520万，能补多少", COMPUTE, 520 * FEE),
        ("龙岗租算力收了发票540万，能补多少", COMPUTE, 540 * FEE),
        ("我们帮客户问一下，客户在龙岗买算力花了520万能补多少", COMPUTE, 520 * FEE),
        ("龙华，我们收到投资3200万，能奖多少", ROUND, 3200 * Decimal("0.05")),
        ("龙岗办大会，门票收了85万，成本花了310万，能补多少", "longgang-2025#16", 310 * FEE),
    ],
)
def test_what_the_asker_spent_or_a_rule_wants_counts(
    said: str, clause: str, sum_of: Decimal
) -> None:
    assert by_clause(said)[clause] == {sum_of * WAN}


def test_what_came_in_later_changes_nothing() -> None:
    talk = ["龙岗买算力付了620万", "我们自己又卖出去210万"]
    assert by_clause(*talk)[COMPUTE] == {620 * FEE * WAN}


@pytest.mark.parametrize(
    "others", ["他算力费2300万", "对方花了2300万", "她们是2300万", "合作方2300万"]
)
def test_the_other_ones_sum_beside_ours(others: str) -> None:
    said = f"龙岗租算力，{others}，我们才380万，我们能拿多少"
    assert by_clause(said)[COMPUTE] == {380 * FEE * WAN}


def test_the_other_ones_sum_is_not_dropped_where_it_is_asked_about() -> None:
    said = "龙岗租算力，他花了820万，我花了310万，他能补多少"
    assert 310 * FEE * WAN not in by_clause(said)[COMPUTE]


@pytest.mark.parametrize(
    ("said", "clause", "sum_of"),
    [
        ("我们是龙华的园区，园区里6家企业，每家房租32万，能补多少", RENT, 32 * HALF),
        ("龙岗买语料，4家公司每家买了180万，能补多少", CORPUS, 180 * DATA),
        ("福田算力，3家企业每家租了700万，能补多少", FUTIAN, 700 * FEE),
    ],
)
def test_each_firm_has_a_sum_and_a_limit_of_its_own(
    said: str, clause: str, sum_of: Decimal
) -> None:
    answer = ask(said)
    assert by_clause(said)[clause] == {sum_of * WAN}
    assert any("家" in u.text for u in answer.unused)


def test_what_one_firm_bought_for_its_parts_or_of_several_is_multiplied() -> None:
    said = "我们4个部门每个部门在龙岗租算力120万，能补多少"
    assert by_clause(said)[COMPUTE] == {4 * 120 * FEE * WAN}
    said = "龙岗租算力，跟3家公司签的，每家200万，能补多少"
    assert by_clause(said)[COMPUTE] == {3 * 200 * FEE * WAN}
