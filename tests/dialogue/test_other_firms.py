"""One beside the asker who has no name: 隔壁那家也…, 旗下另一家公司…, 两家合计呢.

龙岗软件企业采购已备案模型: 30 % of the contract; 福田首版次: at most 50万.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.other_firms import tells_other, tells_thing
from assistant.text.normalise import fold
from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_numbers import WAN

MODEL, FIRST = "longgang-2025#6", "futian-2024#4.2"
OURS = "我们是龙岗的软件企业，采购已备案的模型做应用，完成合同500万，能补多少？"


@pytest.mark.parametrize(
    "theirs",
    [
        "隔壁楼有家做ERP的软件企业也买了已备案模型，完成合同200万，他们能拿多少？",
        "另一家会员也是软件企业，已备案模型的完成合同200万，它那份呢？",
        "我们的姊妹公司也是软件企业，买备案模型完成合同200万，它能补多少？",
        "集团里另一家子公司也是软件企业，备案模型完成合同200万，单看它是多少？",
        "合作的软件公司也采购了已备案模型，完成合同200万，那家能有多少？",
        "园区里还有一家软件企业，也采购了备案模型，完成合同200万，它呢？",
        "集团里另一家分公司也是软件企业，已备案模型的完成合同200万，单看它多少？",
    ],
)
def test_another_firm_has_its_own_sum(theirs: str) -> None:
    assert amounts_of(OURS, theirs) == {MODEL: [60 * WAN]}
    assert amounts_of(OURS, theirs, "两家合计呢？") == {MODEL: [150 * WAN, 60 * WAN]}
    assert amounts_of(OURS, theirs, "那我们自己这份呢？") == {MODEL: [150 * WAN]}


def test_what_is_told_of_them_later_is_theirs() -> None:
    said = (OURS, "隔壁有家软件企业也买了备案模型，完成合同200万，它能拿多少？")
    assert amounts_of(*said, "这家刚来电话，说数报多了，实际只有120万。") == {MODEL: [36 * WAN]}
    assert amounts_of(*said, "那家不报了，只剩下我们。") == {MODEL: [150 * WAN]}


@pytest.mark.parametrize(
    "theirs",
    [
        "子公司也有一款软件进了目录，同样符合，两家一共是多少？",
        "一家合作企业也单独做了首版次软件，也符合条件，我们两家合起来呢？",
        "今年又设了一家软件公司，条件一样满足，它和我们加起来上限多少？",
    ],
)
def test_ceilings_of_two_add_up(theirs: str) -> None:
    ours = "我们福田企业做了首版次软件，进了深圳市首版次目录，最高支持多少？"
    assert amounts_of(ours, theirs) == {FIRST: [50 * WAN, 50 * WAN]}


def test_another_laboratory_is_paid_for_too() -> None:
    ours = "我们企业早就建成的市重点实验室，周期评估得了良好，奖励上限多少？"
    found = amounts_of(ours, "集团还有一个已建成的，评估结果是优秀，一起算呢？")
    assert found == {"shenzhen-pioneer-2024#13": [300 * WAN, 300 * WAN]}


@pytest.mark.parametrize(
    "text",
    [
        "子公司出了200万，我们能补多少？",
        "合作的医院承担80万，剩下的呢？",
        "卖方是我们的子公司，还能补吗？",
        "子公司那批退了，还能拿多少？",
        "另一家说我们最多拿50万，对吗？",
        "我们又租了一层，合计多少？",
        "分店不铺了，回血多少？",
    ],
)
def test_who_bears_says_or_sells_is_no_applicant(text: str) -> None:
    assert tells_other(fold(text)) is None


@pytest.mark.parametrize(
    "text", ["还有一个问题，最多能拿多少？", "我们还有一个月就到期了，能拿多少？"]
)
def test_a_question_or_a_month_is_no_further_thing(text: str) -> None:
    assert tells_thing(fold(text)) is None


def test_another_thing_of_one_applicant_does_not_double_its_ceiling() -> None:
    ours = "我们福田企业做了首版次软件，进了深圳市首版次目录，最高支持多少？"
    found = amounts_of(ours, "我们还有一个软件也进了目录，一起算呢？")
    assert sum(found[FIRST]) == 50 * WAN
