"""The end of a message asks district and city for all that it told; who asks is no matter.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.levels import levels_asked
from assistant.text.normalise import fold_words
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

TWO = (
    "公司在福田。租智能算力训大模型,合同花了560万;数据交易平台买非关联方语料210万,也是训模型的。{}"
)


@pytest.mark.parametrize(
    "asked",
    [
        "区和市各多少",
        "区跟市,两样,四个数,列给我",
        "先说区里的,再说市里的",
        "区里一份,市里一份",
        "区补、市补分别给数",
        "市区两级各多少",
        "区里算一遍,市里再算一遍",
        "两级都给我",
        "区里市里四个数",
    ],
)
def test_the_end_asks_on_both_levels(asked: str) -> None:
    found = by_clause(TWO.format(asked))
    assert found["futian-2024#2"] == {168 * WAN}
    assert found["futian-2024#3.1"] == {21 * WAN}
    assert 280 * WAN in found["shenzhen-pioneer-2024#2"]
    assert 63 * WAN in found["shenzhen-pioneer-2024#3"]


@pytest.mark.parametrize("head", ["区里市里都问:", "市区两级各给多少:", "区里市里都问一下,"])
def test_the_head_asks_on_both_levels(head: str) -> None:
    found = by_clause(f"{head}福田,租智算训大模型360万,备案大模型采购140万做开发")
    assert found["futian-2024#2"] == {108 * WAN}
    assert found["futian-2024#1.2"] == {42 * WAN}
    assert found["shenzhen-pioneer-2024#2"] == {180 * WAN}
    assert found["shenzhen-pioneer-2024#4"] == {42 * WAN}


@pytest.mark.parametrize(
    "text",
    [
        "a,区里给了,市里没给",
        "a,园区和市场各多少",
        "a,只问市里",
        "区里给了:a",
        "区里市里各多少",
        "a,福田和市里各多少",
        "a,市里和各区都怎么给",
        "a,市里、各个区都给多少",
    ],
)
def test_other_ends_do_not(text: str) -> None:
    assert levels_asked(fold_words(text)) is None


def test_each_level_may_have_a_sum_of_its_own() -> None:
    found = by_clause(
        "在龙岗办的机器人大会,实际花费620万,区里备了案;市里审定的总投入510万。区补和市补分开列"
    )
    assert found["longgang-2025#16"] == {186 * WAN}
    assert found["shenzhen-pioneer-2024#18"] == {255 * WAN}


@pytest.mark.parametrize(
    "who",
    ["做投研机器人的,十一年老公司。", "我们是写配音软件的,软件企业。", "一家做盲盒转AI玩具的公司,"],
)
def test_who_asks_is_no_matter(who: str) -> None:
    found = by_clause(f"福田{who}租智能算力训大模型花了500万;数据交易平台买非关联语料120万。各多少")
    assert set(found) == {"futian-2024#2", "futian-2024#3.1"}


def test_what_the_company_makes_stays_where_its_sum_follows() -> None:
    found = by_clause(
        "龙岗做智能眼镜的老厂,今年上了款智能眼镜,研发花220万;语料买了60万,数据交易平台、非关联。各给多少"
    )
    assert found["longgang-2025#8"] == {30 * WAN}


def test_a_sum_beside_a_count_of_the_same_words_is_of_another_matter() -> None:
    found = by_clause(
        "龙岗的软件企业:备案模型调用合同完成额36万;自己的模型过国家生成式备案1个。两样各多少"
    )
    assert found["longgang-2025#6"] == {108_000}
    assert found["longgang-2025#5"] == {50 * WAN}
