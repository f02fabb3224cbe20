"""A question that counts two matters, or claims what two places give, is about both."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_CORPUS = "龙岗数据交易平台买语料训模型，卖方非关联，合同300万，区里"


def focus(*turns: str) -> set[str]:
    return {str(f.clause_id) for f in understand(*turns).focus}


@pytest.mark.parametrize(
    "turns",
    [
        (
            "龙华，今年有6个算法进了深度合成算法备案清单，最多多少钱",
            "其中2个是通过生成式人工智能服务备案的模型，深度合成的4个，两条各多少",
        ),
        (
            "龙华5个算法列入深度合成备案清单，奖多少",
            "查下来有1个是通过生成式人工智能服务备案的模型，深度合成的只有4个，两样各多少",
        ),
    ],
)
def test_a_second_matter_that_is_told_and_counted_is_answered(turns: tuple[str, ...]) -> None:
    assert focus(*turns) == {"longhua-2025#8", "longhua-2025#9"}


@pytest.mark.parametrize(
    "later",
    ["甲300万乙200万，两家各补多少", "两份合同，一份300万一份200万，两份各多少"],
)
def test_two_of_one_matter_stay_with_it(later: str) -> None:
    assert focus("福田租智能算力合同500万，补多少", later) == {"futian-2024#2"}


@pytest.mark.parametrize("claim", ["那就是150万到手咯？", "所以一共能拿150万？"])
def test_a_claim_of_what_both_places_give_is_about_both(claim: str) -> None:
    found = focus(_CORPUS, "市里同一份合同呢", claim)
    assert found == {"longgang-2025#3", "shenzhen-pioneer-2024#3"}


@pytest.mark.parametrize("claim", ["那就是90万到手咯？", "所以一共能拿400万？", "那就改成150万"])
def test_another_claim_is_about_the_place_asked_last(claim: str) -> None:
    assert focus(_CORPUS, "市里同一份合同呢", claim) == {"shenzhen-pioneer-2024#3"}
