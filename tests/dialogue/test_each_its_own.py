"""Each thing, firm, case and matter keeps its own: events, models, shares, cases, relatives.

Events in 龙岗 are paid 30 %, at most 300万 each; models there 500 000 each, at most four; migration
by the city 50 %, demonstrations 30 %; platforms 50 % new, 30 % of running them.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

EVENT, COMPUTE = "longgang-2025#16", "longgang-2025#2"
MIGRATION, DEMO = "shenzhen-pioneer-2024#10", "shenzhen-pioneer-2024#5"
PLATFORM, LAB = "shenzhen-pioneer-2024#12", "shenzhen-pioneer-2024#13"
FAIR = "协会的，在龙岗市场化办机器人大赛，花了{}万，备过案"


def events(*sums: int) -> dict[str, set[int]]:
    return {EVENT: {sum(min(s * WAN * 30 // 100, 300 * WAN) for s in sums)}}


def counted(*talk: str) -> dict[str, object]:
    return {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "more",
    [
        "秋天还有个论坛，估计花{}万，两场一起算",
        "还办一场论坛{}万，两场一共多少",
        "还办了个论坛，花{}万",
    ],
)
def test_one_more_event_is_capped_by_itself(more: str, seed: int) -> None:
    one, two = random.Random(seed).sample(range(400, 1500), 2)
    assert by_clause(FAIR.format(one), more.format(two)) == events(one, two)


@pytest.mark.parametrize(
    ("told", "sums"),
    [
        ("论坛放宝安开吧，不在龙岗了", (600,)),
        ("论坛不办了", (600,)),
        ("大赛那边发票重复入账60万，剔", (540, 800)),
        ("大赛退了90万", (510, 800)),
    ],
)
def test_an_event_called_by_its_kind(told: str, sums: tuple[int, ...]) -> None:
    talk = [FAIR.format(600), "秋天还有个论坛，估计花800万，两场一起算", told]
    assert by_clause(*talk) == events(*sums)


def test_a_payment_is_no_event() -> None:
    assert by_clause(FAIR.format(900), "还有个尾款，400万") == events(1300)


@pytest.mark.parametrize("again", ["惠州那俩不要了", "那就只算自己的，那两个剔掉"])
def test_what_went_goes_once(again: str) -> None:
    talk = ["龙岗大模型备案登记过了六个", "有两个登记在惠州子公司名下，不算", again]
    assert counted(*talk)["filed_models"] == 4


@pytest.mark.parametrize("over", ["惠州的转到我们名下一个", "又有一个过户到我们名下了"])
def test_one_comes_over(over: str) -> None:
    talk = ["龙岗大模型备案登记过了六个", "有两个登记在惠州子公司名下，不算", over]
    assert counted(*talk)["filed_models"] == 5


TWO = [
    "我们是坪山车厂，给工艺大模型做国产迁移，自己承担的费用240万，创新中心干的活",
    "建成了智能焊装示范项目，实际投入四百三十万",
]


@pytest.mark.parametrize(
    ("told", "migration", "demo"),
    [
        ("焊装加了一百八，迁移那边其实一半是平台替我们扛的，两个都重算", 120, 610),
        ("迁移那块三成是合作方帮我们出的", 168, None),
        ("焊装加了180万，两个都重算", 240, 610),
        ("迁移再加30万，焊装减50万，两个都重算", 270, 380),
    ],
)
def test_each_matter_has_its_clause(told: str, migration: int, demo: int | None) -> None:
    found = by_clause(*TWO, told)
    assert found[MIGRATION] == {migration * WAN // 2}
    if demo is not None:
        assert found[DEMO] == {demo * WAN * 30 // 100}


@pytest.mark.parametrize(
    "back",
    [
        "要是只看刚批的那个新的呢",
        "只看新批的那个呢",
        "新的那个能拿多少",
    ],
)
def test_back_to_the_case_told_first(back: str) -> None:
    first = "高校，想做人工智能的市重点实验室，批了"
    talk = [first, "我们学校还有个老的市重点，三年评估出来了，合格，只说老的能奖多少", back]
    assert by_clause(*talk)[LAB] == by_clause(first)[LAB]


@pytest.mark.parametrize(
    "theirs", ["我妹她们平台建了两年，上年审定运营{}万", "我哥他们的平台建了两年，上年审定运营{}万"]
)
def test_what_a_relative_has_is_theirs(theirs: str) -> None:
    talk = ["市里公共平台新建，审定总投入3600万", "砍预算砍到2900万", theirs.format(1100)]
    assert by_clause(*talk)[PLATFORM] == {330 * WAN}
    own = by_clause(*talk, "我这边的，预算不砍了回到最早那个数，再加两百")
    assert own[PLATFORM] == {1900 * WAN}


@pytest.mark.parametrize("told", ["我们再加50万", "我们能拿多少"])
def test_a_firm_beside_the_own_one(told: str) -> None:
    talk = ["龙岗租算力，合同500万", "兄弟公司也租了，300万", told]
    own = 550 if "加" in told else 500
    assert by_clause(*talk)[COMPUTE] == {own * WAN * 30 // 100}


@pytest.mark.parametrize(
    ("told", "total"),
    [
        ("回到最早那个数，再加80万", 580),
        ("还是按一开始那个数，再减30万", 470),
        ("回到最早那个数", 500),
    ],
)
def test_the_first_sum_and_more(told: str, total: int) -> None:
    talk = ["龙岗租算力，合同500万", "砍到400万", told]
    assert by_clause(*talk)[COMPUTE] == {total * WAN * 30 // 100}
