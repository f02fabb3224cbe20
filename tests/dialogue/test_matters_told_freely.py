"""Several matters, and single ones, told in words of everyday; the figures are in no set."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Outcome
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask


def clauses(question: str) -> set[str]:
    return {str(c.clause_id) for c in ask(question).citations}


def unused(question: str) -> list[str]:
    return [part.text for part in ask(question).unused]


@pytest.mark.parametrize(
    "told",
    [
        "首次把训练语料挂到公共服务平台，做这批料花了45万",
        "头一回在公共平台上放行业数据集，生产费用45万",
        "训练语料头一回传上公共平台给大家用，生产费45万",
    ],
)
def test_what_is_put_onto_a_platform_is_opened_and_the_platform_only_the_place(told: str) -> None:
    question = f"福田，租智能算力训模型310万；{told}。各给多少"
    found = amounts(ask(question))
    assert found["futian-2024#3.3:open-corpus"] == 9 * WAN
    assert found["futian-2024#2:compute"] == 93 * WAN
    assert "futian-2024#11" not in clauses(question)


def test_a_platform_that_is_built_is_still_the_matter() -> None:
    assert clauses("福田建公共服务平台最高给多少") == {"futian-2024#11"}


def test_a_verb_that_ends_like_a_word_of_paying_claims_nothing() -> None:
    question = "福田买备案模型做开发52万，龙岗买算力61万，各退多少"
    found = amounts(ask(question))
    assert found["futian-2024#1.2:model-purchase"] == Decimal("15.6") * WAN
    assert found["longgang-2025#2:compute-service"] == Decimal("18.3") * WAN


@pytest.mark.parametrize("denial", ["没半点关系", "一点瓜葛都没有", "毫无关系", "不沾边"])
def test_who_has_nothing_to_do_with_a_kind_is_none_of_it(denial: str) -> None:
    question = f"前海，公司跟世界500强{denial}，自己投1700万建AI创新中心，给多少"
    assert amounts(ask(question))["qianhai-2024#12:innovation-centre"] == 0


def test_what_only_describes_who_has_nothing_to_do_denies_no_way() -> None:
    question = "龙岗，跟交易平台上不相干的卖家买了170万语料训模型，补多少"
    assert amounts(ask(question))["longgang-2025#3:corpus-purchase"] == 34 * WAN


def test_the_askers_own_companies_are_no_sellers() -> None:
    question = "集团三个子公司，龙岗那个从交易平台买了70万外人的语料训模型，能补多少"
    assert amounts(ask(question))["longgang-2025#3:corpus-purchase"] == 14 * WAN
    bought = "龙岗，从我们集团的子公司买了70万语料训模型，交易平台走的，能补多少"
    assert amounts(ask(bought))["longgang-2025#3:corpus-purchase"] == 0


def test_whose_list_something_enters_asks_for_nobody_elses_measures() -> None:
    question = "福田，首版次软件写进广东省的软件推广应用指导目录了，智能算力租了90万，各给多少"
    assert amounts(ask(question))["futian-2024#4.2:first-edition"] == 50 * WAN
    city = "福田，首版次软件列进深圳市的软件推广应用指导目录了，能给多少"
    assert clauses(city) == {"futian-2024#4.2"}


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("9台批准载客的接驳车", 9),
        ("7台拿到批文能载客的小巴车", 7),
    ],
)
def test_a_count_in_the_facts_own_measure_is_used(told: str, count: int) -> None:
    question = f"前海{told}，单台全部成本46万；龙岗示范场景企业自投430万已入选。各多少"
    assert amounts(ask(question))["qianhai-2024#10:vehicles"] == count * 20 * WAN


def test_a_count_of_another_thing_in_that_measure_is_told() -> None:
    assert "前海9台空调" in unused("前海9台空调，每台载客车成本46万，能补多少")


def test_a_count_behind_the_matter_of_its_clause_is_used() -> None:
    question = "福田评上了场景示范3个；龙岗买算力210万。各自多少"
    assert amounts(ask(question))["futian-2024#4.1:scene"] == 90 * WAN


def test_the_one_of_each_level_is_no_number() -> None:
    question = (
        "福田这边交易平台买的230万语料，卖家是外人，拿来研发大模型。市里一份、区里一份，各多少"
    )
    found = amounts(ask(question))
    assert found["futian-2024#3.1:corpus-purchase"] == 23 * WAN
    assert found["shenzhen-pioneer-2024#3:corpus-purchase"] == 69 * WAN
    assert "futian-2024#1.1" not in clauses(question)


@pytest.mark.parametrize("joint", ["还有一件，", "还有一桩", "外加"])
def test_an_item_that_is_opened_anew_is_weighed_by_itself(joint: str) -> None:
    question = (
        "我们在龙华，区里场景榜我们是揭榜方，非财政总投入1300万，"
        f"{joint}拿了国家人工智能揭榜挂帅的优胜，我们牵头"
    )
    found = amounts(ask(question))
    assert found["longhua-2025#10:solver"] == 260 * WAN
    assert found["longhua-2025#7:national-challenge"] == 200 * WAN


def test_both_sides_of_two_companies_are_no_two_cases_of_one() -> None:
    question = "龙岗那家买算力360万，前海那家批下来一条境内eVTOL航线，起降点在前海，两边各给多少"
    answer = ask(question)
    sums = [e.amount for e in answer.estimates if e.rule_id == "qianhai-2024#11:evtol"]
    assert sums == [100 * WAN]
    assert amounts(answer)["longgang-2025#2:compute-service"] == 108 * WAN


def test_what_something_is_got_for_is_no_matter_of_its_own() -> None:
    question = (
        "龙岗那家向非关联方采购语料140万做模型研发，走的数据交易平台，"
        "福田那家经数据交易平台买非关联方语料做大模型研发，合同80万，各算各的"
    )
    found = amounts(ask(question))
    assert found["longgang-2025#3:corpus-purchase"] == 28 * WAN
    assert found["futian-2024#3.1:corpus-purchase"] == 8 * WAN


def test_what_is_told_as_done_side_by_side_is_several() -> None:
    question = (
        "福田，首版次AI软件进了省里的推广目录了，智能算力租了150万，"
        "我们的智能台灯销售量上了规模，能报下来多少"
    )
    assert {"futian-2024#4.2", "futian-2024#2", "futian-2024#4.3"} <= clauses(question)


def test_from_what_on_is_no_question_for_what_it_takes_to_get_most() -> None:
    answer = ask("龙华拿风投，单轮得多大一笔才有奖")
    assert not [e for e in answer.estimates if e.amount is not None]
    assert "4000万元" in ask("龙华风投要融到多少才能拿满上限").text


@pytest.mark.parametrize(
    "question",
    [
        "Do startups in Hangzhou get compute vouchers",
        "旺角那边的机器人实验室租金减不减",
        "想去佛山开厂，那头买算力给几成",
    ],
)
def test_places_elsewhere_are_told(question: str) -> None:
    assert ask(question).outcome is Outcome.REFUSED


def test_where_somebody_else_went_asks_for_nothing_there() -> None:
    question = "隔壁老板去佛山建厂了，我们龙岗买算力230万补多少"
    assert amounts(ask(question))["longgang-2025#2:compute-service"] == 69 * WAN


@pytest.mark.parametrize("question", ["酒店接了旅行团，文旅局奖多少", "劳务报酬九千要预扣多少个税"])
def test_a_refusal_says_that_the_text_has_nothing_on_it(question: str) -> None:
    assert "原文里没有写" in ask(question).text
