"""A condition that was missed is met: what the same message corrected beside it stays corrected.

Only what the clause that denied told of, or what was taken off for it, goes back with it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.beside_denied import before_denied
from assistant.dialogue.stated import Stated
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ENTRY, CORPUS, EVENT = "futian-2024#3.2", "longgang-2025#3", "longgang-2025#16"
SHOWN, PARK, OFFICE, VOUCHER = (
    "qianhai-2024#9",
    "longhua-2025#6",
    "qianhai-2024#1",
    "shenzhen-pioneer-2024#3",
)


@pytest.mark.parametrize(
    ("told", "clause", "amount"),
    [
        (
            (
                "福田数据资产入表，首次入表金额180万，服务费35万",
                "服务费还漏了15万。另外没有在交易机构流通过",
                "前天在数据交易所流通了第一批",
            ),
            ENTRY,
            (35 + 15) * Decimal("0.2"),
        ),
        (
            (
                "龙岗在平台上买语料280万，训练大模型",
                "合同改成340万。不过卖方是关联方",
                "那是误会，卖方跟我们没有关系",
            ),
            CORPUS,
            340 * Decimal("0.2"),
        ),
        (
            ("龙岗办机器人展会实际花了360万", "最后结算是430万，但没有备案", "上周补备案了"),
            EVENT,
            430 * Decimal("0.3"),
        ),
        (
            ("龙岗办机器人展会实际花了360万", "又多花了40万，而且没备案", "备案办下来了"),
            EVENT,
            (360 + 40) * Decimal("0.3"),
        ),
        (
            (
                "前海港口的示范应用项目，实际投了760万",
                "又追加140万。不过还没通过管理局评定",
                "管理局评定通过了",
            ),
            SHOWN,
            (760 + 140) * Decimal("0.1"),
        ),
        (
            (
                "深圳买语料240万，训练大模型",
                "合同实际是310万。只是没在数据交易平台上买",
                "上周在交易平台补签了",
            ),
            VOUCHER,
            310 * Decimal("0.3"),
        ),
        (
            ("龙华园区，去年运营费用620万", "应该是740万，但区里还没评估", "评估刚做完，通过"),
            PARK,
            740 * Decimal("0.1"),
        ),
    ],
)
def test_what_was_corrected_beside_it_stays(
    told: tuple[str, ...], clause: str, amount: Decimal
) -> None:
    assert by_clause(*told[:-1])[clause] == {Decimal(0)}
    assert amount * WAN in by_clause(*told)[clause]


@pytest.mark.parametrize(
    "then", ["没转租", "物业说没有这回事", "核对过台账，320平都是我们自己在用"]
)
def test_what_was_taken_off_for_it_is_back(then: str) -> None:
    first = "前海集聚区符合条件的楼租了320平办公，年租金60万，一年补多少"
    assert by_clause(first, "其中70平好像转租给别的公司了", then)[OFFICE] == {60 * 320 * 12}


AREA, RENT = "area_sqm", "rent_paid_yuan"


def _stated(name: str, value: int, said: str, text: str, turn: int) -> Stated:
    start = max(said.find(text), 0)
    return Stated(name, Decimal(value), start, start + len(text), text, turn=turn)


@pytest.mark.parametrize(
    ("said", "text", "now", "is_kept"),
    [
        ("面积是220平,没评估", "220平", 220, True),
        ("面积是220平但没评估", "220平", 220, True),
        ("没评估的有220平", "220平", 220, False),
        ("里面60平,没评估", "280平−60平", 220, False),
        ("少算了60平。没评估", "280平−60平", 220, True),
        ("再加40平,还没评估", "280平+40平", 320, True),
    ],
)
def test_the_number_that_goes_with_what_is_denied(
    said: str, text: str, now: int, is_kept: bool
) -> None:
    was = _stated(AREA, 280, said, "280平", 1)
    after = _stated(AREA, now, said, text, 2)
    denied = Stated(
        "review_passed", False, said.index("没"), said.index("没") + 3, "没评估", turn=2
    )
    assert before_denied(said, (was,), (after,), (denied,), 2) == (after if is_kept else was,)
