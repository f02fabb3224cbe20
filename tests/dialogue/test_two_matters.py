"""Several matters in one message, over the real corpus. The figures stand in no question set."""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask


def clauses(question: str) -> list[str]:
    return [str(c.clause_id) for c in ask(question).citations]


def unused(question: str) -> list[str]:
    return [part.text for part in ask(question).unused]


def test_two_matters_joined_by_a_mark_are_two() -> None:
    """What the place lacks hides nothing of what it has: one is answered, the other named."""
    question = "龙岗算力、房租补贴多少"
    assert clauses(question) == ["longgang-2025#2"]
    assert unused(question) == ["房租补贴多少"]


def test_a_matter_that_no_named_place_has_is_told_in_its_own_words() -> None:
    question = (
        "龙岗买语料310万，交易平台买的，不是关联方；又主导制定了一项国际标准。龙岗和市里都给吗"
    )
    assert any("国际标准" in text for text in unused(question))


def test_where_a_district_has_but_a_draft_the_citys_measures_hold_for_all_its_matters() -> None:
    question = (
        "厂子在宝安，AI示范应用项目自己实际投了910万，又租智算训练大模型合同430万，"
        "不是初创，市里能给到多少"
    )
    found = amounts(ask(question))
    assert found["shenzhen-pioneer-2024#2:compute-voucher"] == 430 * WAN / 2
    assert "shenzhen-pioneer-2024#5" in clauses(question)


def test_the_companys_age_beside_a_condition_opens_no_matter() -> None:
    question = "市里训力券，租智算训练大模型合同620万，成立五年多，不算初创，能拿多少"
    assert clauses(question) == ["shenzhen-pioneer-2024#2"]


@pytest.mark.parametrize(
    "question",
    [
        "龙岗买算力710万、交易平台非关联语料330万。两块各能补多少",
        "请列清楚龙华两项金额：公共服务平台、生成式备案一个模型算多少",
        "同样九百万的算力合同（租智算训大模型，不是初创），福田、龙华，按这个顺序一个一个报给我",
    ],
)
def test_what_counts_the_matters_is_no_unused_number(question: str) -> None:
    assert unused(question) == []


def test_places_that_head_a_list_hold_for_all_its_items() -> None:
    found = amounts(ask("龙华跟龙岗比一比，都算一下：算力采购710万，去年通过生成式备案的模型3个"))
    assert found["longhua-2025#4:compute-voucher"] == 710 * WAN * 3 / 10
    assert found["longgang-2025#2:compute-service"] == 710 * WAN * 3 / 10


def test_letters_may_number_a_list() -> None:
    found = amounts(ask("龙华，A采购算力81万 B深度合成算法备案1个 C生成式备案去年过了1个。按ABC答"))
    assert found["longhua-2025#4:compute-voucher"] == 81 * WAN * 3 / 10
    assert len({rule.partition(":")[0] for rule in found}) == 3


@pytest.mark.parametrize(
    "question",
    [
        "龙华算法备案7个、算力采购710万；苗圃养护费",
        "龙岗买语料310万，交易平台买的，不是关联方；龙岗算力710万；商号注册费",
    ],
)
def test_an_item_that_nobody_pays_for_is_told(question: str) -> None:
    assert any(text.endswith("费") for text in unused(question))


def test_what_a_later_message_asks_besides_is_told() -> None:
    answer = ask("龙岗园区运营方，产业空间一年最高能拿多少", "那达到一定规模的呢；另外通勤车有补吗")
    assert [part.text for part in answer.unused] == ["另外通勤车有补吗"]


def test_a_tax_question_in_a_list_does_not_refuse_the_rest() -> None:
    question = "前海 企业所得税按多少征 / 境外高端人才个税怎么补 / 增值税即征即退能不能享受"
    assert clauses(question) == ["qianhai-2024#2"]
    assert unused(question) == ["增值税即征即退能不能享受"]
