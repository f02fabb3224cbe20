"""Several matters told as lists: each in several places, items between marks, sums in their order.

What stands between the marks of a list is a matter of its own, even where its word alone might be
a condition of the one before; places asked about one by one each have the matter before them.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

CORPUS, COMPUTE = "longgang-2025#3", "longgang-2025#2"


@pytest.mark.parametrize("seed", range(3))
def test_two_matters_each_asked_in_two_places(seed: int) -> None:
    corpus, compute = random.Random(seed).sample(range(20, 150), 2)
    found = by_clause(
        f"福田公司,区市两级都要看。语料合同{corpus}万(交易平台买的,非关联):区里多少?市里多少?"
        f"租智能算力训练大模型合同{compute}万:区里多少?市里多少?"
    )
    assert found["futian-2024#3.1"] == {corpus * WAN * 10 // 100}
    assert corpus * WAN * 30 // 100 in found["shenzhen-pioneer-2024#3"]
    assert found["futian-2024#2"] == {compute * WAN * 30 // 100}
    assert compute * WAN * 50 // 100 in found["shenzhen-pioneer-2024#2"]


def test_a_heading_asked_in_places_one_of_which_names_more() -> None:
    found = by_clause("公共服务平台：龙华最高多少，福田最高多少，龙岗认定给多少")
    assert found["longhua-2025#12"] == {2000 * WAN}
    assert found["futian-2024#11"] == {1000 * WAN}


def test_a_bare_item_of_a_list_is_a_matter() -> None:
    found = by_clause("市里首版次软件、开源、爆款硬件，三样封顶各几多啊？")
    assert found["shenzhen-pioneer-2024#11"] == {100 * WAN}
    assert found["shenzhen-pioneer-2024#8"] == {1000 * WAN}
    assert found["shenzhen-pioneer-2024#7"] == {300 * WAN}


def test_items_between_slashes() -> None:
    asked = "我们在福田做楼宇运营，请列一下封顶：专业楼宇一次性的 / 省级软件名园 / 孵化载体运营机构"
    assert set(by_clause(asked)) == {"futian-2024#5.1", "futian-2024#5.2", "futian-2024#7"}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("told", ["合同分别是{}万和{}万", "分别{}万、{}万", "依次是{}万，{}万"])
def test_sums_in_the_order_of_the_matters_asked_before(told: str, seed: int) -> None:
    one, two = random.Random(seed).sample(range(20, 400), 2)
    assert by_clause("龙岗买算力、买语料，各补多少", told.format(one, two)) == {
        COMPUTE: {one * WAN * 30 // 100},
        CORPUS: {two * WAN * 20 // 100},
    }


def test_the_sums_of_two_years_are_of_one_matter() -> None:
    found = by_clause("龙岗买算力800万、买语料120万，各补多少", "两年分别是900万和150万")
    assert found[CORPUS] == {24 * WAN}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "told", ["国家标准、行业标准我们各主导了{}项", "主导了国家标准跟行业标准各{}项"]
)
def test_one_number_for_each_kind(told: str, seed: int) -> None:
    each = random.Random(seed).randrange(1, 3)
    found = by_clause(f"龙华机器人企业，{told.format(each)}，给多少")
    assert found["longhua-2025#11"] == {min(each * (40 + 20), 100) * WAN}


@pytest.mark.parametrize("other", range(6, 20, 5))
def test_what_is_left_out_in_brackets_is_no_price(other: int) -> None:
    found = by_clause(
        "前海,获批载人运营的自有车:12台每台购置加改造30万,8台每台50万"
        f"(给司机租宿舍的{other}万不算进来)。补多少"
    )
    assert found["qianhai-2024#10"] == {(12 * 15 + 8 * 20) * WAN}


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("told", ["{}个“场景+AI”都评上了", "“场景+AI”项目评上了{}个"])
def test_what_is_counted_as_itself_is_paid_that_often(told: str, count: int) -> None:
    found = by_clause(f"福田，{told.format(count)}，一共最高多少")
    assert found["futian-2024#4.1"] == {count * 30 * WAN}
