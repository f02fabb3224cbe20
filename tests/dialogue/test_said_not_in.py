"""Some of what was told is found to be something else, or is not done: it does not count.

The city pays 30 % of corpora, at most 200万; 龙岗 30 % of compute, at most 600万, and 30 % of
finished model services, at most 200万 a year.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

CORPUS = "采购语料合同610万，数据交易平台内成交，无关联关系，用于大模型研发，市里给多少"
COMPUTE = "龙岗买算力花了610万，能补多少"
SERVICES = "龙岗软件公司，调用备案过的大模型做排班系统，完成的合同430万"


@pytest.mark.parametrize(
    ("first", "then", "clause", "wan"),
    [
        (CORPUS, "细看合同附件，有130万买的是清洗软件，不是语料",
         "shenzhen-pioneer-2024#3", (610 - 130) * 30 / 100),
        (CORPUS, "有130万不是语料，是平台年费",
         "shenzhen-pioneer-2024#3", (610 - 130) * 30 / 100),
        (COMPUTE, "查下来有130万买的是机柜，不算算力", "longgang-2025#2", (610 - 130) * 30 / 100),
        (COMPUTE, "其中130万只是预算、还没花出去，不该算",
         "longgang-2025#2", (610 - 130) * 30 / 100),
        (COMPUTE, "有130万还没花出去", "longgang-2025#2", (610 - 130) * 30 / 100),
        (SERVICES, "另有一份130万的还在做，没完成，加得进去吗", "longgang-2025#6", 430 * 30 / 100),
        (SERVICES, "另外一个130万的项目还没交付，加进来行吗", "longgang-2025#6", 430 * 30 / 100),
        (SERVICES, "另有一份130万的也完成了，加上", "longgang-2025#6", (430 + 130) * 30 / 100),
        (COMPUTE, "另外有130万其实是培训费，不是算力", "longgang-2025#2", 610 * 30 / 100),
        (COMPUTE, "还有130万是食堂的", "longgang-2025#2", 610 * 30 / 100),
        (COMPUTE, "另外有130万是算力的", "longgang-2025#2", (610 + 130) * 30 / 100),
        (COMPUTE, "另有130万也算算力的钱", "longgang-2025#2", (610 + 130) * 30 / 100),
    ],
)  # fmt: skip
def test_what_does_not_count(first: str, then: str, clause: str, wan: float) -> None:
    assert by_clause(first, then)[clause] == {wan * 10_000}


@pytest.mark.parametrize(
    ("said", "wan"),
    [
        ("非财政这块被核减，变成1720万", 1720 * 20 / 100),
        ("财政以外的投入是1720万", 1720 * 20 / 100),
        ("其中财政资金500万", (2300 - 500) * 20 / 100),
    ],
)
def test_net_of_public_money(said: str, wan: float) -> None:
    first = "龙华智慧交通的揭榜挂帅，我们是场景能力提供方，非财政投入2300万"
    assert by_clause(first, said)["longhua-2025#10"] == {min(wan, 400) * 10_000}


@pytest.mark.parametrize(
    "said",
    [
        "福田，买了一体机推广应用，备案过的大模型，合同210万里面大模型部分只有130万",
        "福田公司买大模型一体机搞推广，大模型备案过，合同210万，其中大模型部分130万",
    ],
)
def test_the_part_that_counts(said: str) -> None:
    assert by_clause(said)["futian-2024#1.2"] == {130 * WAN * 30 // 100}


@pytest.mark.parametrize(
    ("then", "wan"),
    [
        ("按340万的投入再来一遍", 340 * 30 / 100),
        ("按340万再算一遍", 340 * 30 / 100),
        ("再来一笔340万", (610 * 30 + 340 * 30) / 100),
    ],
)
def test_reckoned_once_more(then: str, wan: float) -> None:
    assert by_clause(COMPUTE, then)["longgang-2025#2"] == {wan * 10_000}
