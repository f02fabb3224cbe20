"""Facts of several matters in one message go to the right one. The figures stand in no set."""

from __future__ import annotations

import pytest

from assistant.text.each_one import each_for_one
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN


def test_a_closing_question_tells_of_the_matter_it_names() -> None:
    found = by_clause(
        "前海的:我们在集聚区租了420平自己用,月租一平150;六台无人小巴区里批了在前海载客运营,"
        "每台连买带改52万,都在公司名下。办公楼一年补多少,车一共补多少"
    )
    assert found["qianhai-2024#1"] == {302_400}
    assert found["qianhai-2024#10"] == {120 * WAN}


def test_a_part_of_another_fact_is_no_part_by_its_day() -> None:
    found = by_clause(
        "龙华。去年11月单轮融资到账2800万,里面龙华区政府的股权投资基金占400万;"
        "我们是区里评估过的企业,去年实付房租22万。两笔钱各多少"
    )
    assert found["longhua-2025#13"] == {120 * WAN}
    assert 11 * WAN in found["longhua-2025#6"]


@pytest.mark.parametrize(("to", "yuan"), [("飞中山的", 100), ("飞珠海的", 100), ("飞澳门的", 200)])
def test_a_city_is_flown_to_before_districts_of_its_name(to: str, yuan: int) -> None:
    found = by_clause(f"前海,开了条前海{to}eVTOL商业航线,审批过了,给多少")
    assert found["qianhai-2024#11"] == {yuan * WAN}


def test_whom_a_centre_serves_says_nothing_of_who_leads() -> None:
    found = by_clause(
        "前海,牵头建AI创新中心,软硬件投入1600万,服务中小企业的,牵头的是国家新一代AI开放创新平台建设单位"
    )
    assert found["qianhai-2024#12"] == {160 * WAN}


@pytest.mark.parametrize("rent", ["一平一个月才100块", "每平一个月也就100块", "每平每月只要100块"])
def test_a_price_per_metre_with_a_small_word(rent: str) -> None:
    found = by_clause(f"前海集聚区150平,没转租没改功能,房租{rent}。一年能补多少?")
    assert found["qianhai-2024#1"] == {9 * WAN}


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("六十台车,一台购置50万改造20万", "六十台车,每台购置50万改造20万"),
        ("六十台车,还有一台购置50万", "六十台车,还有一台购置50万"),
        ("一台购置50万", "一台购置50万"),
    ],
)
def test_one_of_many_has_the_price_of_each(text: str, each: str) -> None:
    assert each_for_one(text) == each


@pytest.mark.parametrize(
    ("told", "yuan"),
    [
        ("API调用70万,一体机里模型那一块50万,买的都是备案大模型,开发应用", 36),
        ("买备案大模型的服务合同130万(含私有化部署30万在内),用来开发应用", 39),
        ("采购备案大模型合同110万,其中云化部署费40万,做应用开发", 33),
    ],
)
def test_parts_of_a_fee_are_added_up_or_contained(told: str, yuan: int) -> None:
    assert by_clause(f"福田,{told},给多少")["futian-2024#1.2"] == {yuan * WAN}


def test_one_of_each_kind_is_told_before_a_word_that_begins_with_one() -> None:
    found = by_clause("龙华,今年主导了国际、国家、行业标准各一项,一起报,能拿多少")
    assert found["longhua-2025#11"] == {100 * WAN}


def test_what_is_inside_a_sum_is_still_its_part() -> None:
    found = by_clause(
        "大鹏的研究院,租智能算力训海洋大模型,合同金额1480万,市里资助多少?",
        "合同附件里我才看到,1480万中280万是给上线以后做推理的,训练只占1200万",
    )
    assert found["shenzhen-pioneer-2024#2"] == {600 * WAN}
