"""A clause pays for what its rule is about, not for what else stands in its sentences.

前海（十四） pays an organisation that settles and only encourages events; the city pays 50 % of
what an event costs. 深圳（十五） names a sum for returned students alone, （十四） for those who
run parks.
"""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.test_corrected_factors import paid
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

SETTLING, EVENTS = "qianhai-2024#14", "shenzhen-pioneer-2024#18"


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("前海办了场研讨会，花了60万", 60),
        ("我们在前海搞沙龙花了40万，补多少", 40),
        ("前海办机器人比赛花了90万有钱吗", 90),
        ("前海办博览会花了240万能拿多少", 240),
        ("在前海办路演花了30万", 30),
    ],
)
def test_an_event_is_not_paid_as_an_organisation(text: str, cost: int) -> None:
    assert paid(SETTLING, text) == set()
    assert paid(EVENTS, text) == {cost * WAN // 2}


@pytest.mark.parametrize("text", ["福田办沙龙花了120万", "福田开研讨会花了120万"])
def test_the_region_pays_for_events_that_the_district_says_nothing_of(text: str) -> None:
    assert paid(EVENTS, text) == {60 * WAN}


@pytest.mark.parametrize(
    "texts",
    [
        ("国家级数据经纪人协会想落户前海，给多少",),
        ("前海办峰会给钱吗", "我们是国家级协会，落户前海给多少"),
    ],
)
def test_an_organisation_is(texts: tuple[str, ...]) -> None:
    assert paid(SETTLING, *texts) == {50 * WAN}


def test_an_event_asked_after_an_organisation_is_none() -> None:
    assert paid(SETTLING, "国家级AI协会落户前海给多少", "在前海开个峰会补几成") == set()


@pytest.mark.parametrize("text", ["深圳领军人才来了给多少", "深圳创新团队给多少钱"])
def test_talents_are_not_asked_for_the_age_of_a_company(text: str) -> None:
    answer = ask(text)
    assert not any(e.rule_id.endswith("returnee-startup") for e in answer.estimates)
    assert answer.clarify is None


@pytest.mark.parametrize("text", ["市里租金80万能补多少", "盐田房租45万能补吗"])
def test_rent_is_not_paid_as_a_park(text: str) -> None:
    assert paid("shenzhen-pioneer-2024#14", text) == set()


def test_what_a_rule_of_another_matter_pays_is_left_out() -> None:
    found = ask("市里基础研究面上项目，投了400万").estimates
    worked_out = {e.rule_id for e in found if e.status is not EstimateStatus.FACTS_MISSING}
    assert worked_out == {"shenzhen-pioneer-2024#9:basic-research"}


def test_the_name_of_a_whole_clause_asks_for_all_its_rules() -> None:
    found = {e.rule_id for e in ask("市里语料券给多少").estimates}
    assert found == {
        "shenzhen-pioneer-2024#3:corpus-purchase",
        "shenzhen-pioneer-2024#3:open-corpus",
    }


@pytest.mark.parametrize(
    ("text", "clause"),
    [("福田活动补贴给多少", EVENTS), ("龙岗交了保险费30万能补吗", "longgang-2025#15")],
)
def test_a_bare_noun_is_its_own_matter(text: str, clause: str) -> None:
    assert clause in {str(c.clause_id) for c in ask(text).citations}


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (("福田模型采购", "150万", "市里呢"), {"shenzhen-pioneer-2024#4"}),
        (("龙岗开放语料", "40万", "福田呢"), {"futian-2024#3.3"}),
        (("龙岗备案", "2个", "前海呢"), set()),
        (("前海房租", "200平", "12个月", "龙岗呢"), set()),
        (("福田公共服务平台投了1500万", "市里呢"), {"shenzhen-pioneer-2024#12"}),
    ],
)
def test_another_place_is_asked_for_the_same_matter(
    turns: tuple[str, ...], clauses: set[str]
) -> None:
    answer = ask(*turns)
    assert {str(c.clause_id) for c in answer.citations} == clauses
    assert not answer.unused


@pytest.mark.parametrize(
    "text", ["龙岗 大赛我们得了冠军，给钱吗", "深圳AI大赛我们拿了金奖，有钱吗"]
)
def test_who_won_a_contest_did_not_hold_it(text: str) -> None:
    assert all(e.amount is None and e.range is None for e in ask(text).estimates)


def test_a_sum_that_only_another_rule_works_with_is_of_that_one() -> None:
    said = ("我是高校老师,报了个基础研究面上项目,市里最多资助多少", "项目投资额追加到了5200万")
    found = {e.rule_id: e.amount for e in ask(*said).estimates}
    assert found["shenzhen-pioneer-2024#9:research-project"] == 5200 * WAN // 2
