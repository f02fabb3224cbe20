"""What people write in short is read as if it stood in full.

The figures and the wordings here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.folding import fold_message
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask, real

G_COMPUTE, G_CORPUS, G_EVENT = (
    "longgang-2025#2:compute-service",
    "longgang-2025#3:corpus-purchase",
    "longgang-2025#16:event",
)
F_COMPUTE, F_CORPUS = "futian-2024#2:compute", "futian-2024#3.1:corpus-purchase"
L_RENT, L_ALGORITHM = "longhua-2025#6:rent", "longhua-2025#8:algorithm"
L_STANDARDS = "longhua-2025#11:standards"
S_COMPUTE, S_CORPUS = (
    "shenzhen-pioneer-2024#2:compute-voucher",
    "shenzhen-pioneer-2024#3:corpus-purchase",
)


def paid(*turns: str) -> dict[str, object]:
    """Rule → what is paid by it, where that is known."""
    return {rule: amount for rule, amount in amounts(ask(*turns)).items() if amount is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("展会（龙岗）210万，语料（福田）320万", {G_EVENT: 63 * WAN, F_CORPUS: 32 * WAN}),
        ("【福田】算力410万\n【龙岗】算力330万", {F_COMPUTE: 123 * WAN, G_COMPUTE: 99 * WAN}),
        ("语料,龙岗,130万\n算力,福田,260万", {G_CORPUS: 26 * WAN, F_COMPUTE: 78 * WAN}),
        ("龙岗算力：310万，福田语料：140万", {G_COMPUTE: 93 * WAN, F_CORPUS: 14 * WAN}),
    ],
)
def test_a_place_in_brackets_or_a_column_is_of_its_matter(
    text: str, expected: dict[str, object]
) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "母公司在福田,子公司在龙岗,母公司租算力710万,子公司办活动240万",
            {F_COMPUTE: 213 * WAN, G_EVENT: 72 * WAN},
        ),
        (
            "我公司在龙岗,我表姐公司在福田,我公司买语料170万,她公司租算力620万",
            {G_CORPUS: 34 * WAN, F_COMPUTE: 186 * WAN},
        ),
        ("设计部在前海,算法部在龙岗,算法部买算力710万", {G_COMPUTE: 213 * WAN}),
    ],
)
def test_a_company_is_where_it_was_told_to_be(text: str, expected: dict[str, object]) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙岗语料活动各210万", {G_CORPUS: 42 * WAN, G_EVENT: 63 * WAN}),
        ("福田语料+算力各310万", {F_CORPUS: 31 * WAN, F_COMPUTE: 93 * WAN}),
        ("龙岗，语料和活动都花了170万", {G_CORPUS: 34 * WAN, G_EVENT: 51 * WAN}),
        ("龙岗买算力买语料都是260万", {G_COMPUTE: 78 * WAN, G_CORPUS: 52 * WAN}),
        ("龙岗语料和福田算力各310万", {G_CORPUS: 62 * WAN, F_COMPUTE: 93 * WAN}),
        ("龙华国家行业标准各一个", {L_STANDARDS: (40 + 20) * WAN}),
    ],
)
def test_matters_side_by_side_are_a_list(text: str, expected: dict[str, object]) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "龙岗语料都花了500万",
        "龙岗(算力800万),龙华(房租30万)",
        "跨境航线(前海-香港)批了,龙岗买语料100万",
        "软件名园(市级),龙岗的",
        "龙岗和福田都花了500万",
        "我们和合作方都花了300万买算力,龙岗",
        "公司在福田,去年租算力200万",
        "龙岗大模型训练算力花了500万",
    ],
)
def test_what_stands_in_full_is_left_alone(text: str) -> None:
    folded, offsets = fold_message(text)
    layout = real()._turns._layout
    assert layout is not None
    assert layout.laid_out(folded, offsets) == (folded, offsets)


@pytest.mark.parametrize(
    "text", ["龙岗的公司市区两级一共能拿多少,算力300万", "我在龙岗,市、区两级都问,买算力300万"]
)
def test_both_levels_are_of_the_district_that_is_named(text: str) -> None:
    assert paid(text) == {G_COMPUTE: 90 * WAN, S_COMPUTE: 150 * WAN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "龙岗,语料和算力合计630万,里面语料占210万",
            {G_CORPUS: 42 * WAN, G_COMPUTE: (630 - 210) * WAN * 3 // 10},
        ),
        (
            "福田花了460万,其中算力310万,剩下的都是语料",
            {F_COMPUTE: 93 * WAN, F_CORPUS: (460 - 310) * WAN // 10},
        ),
        (
            "龙岗合同总额530万,含算力310万、语料220万",
            {G_COMPUTE: 93 * WAN, G_CORPUS: 44 * WAN},
        ),
    ],
)
def test_the_rest_of_a_whole_is_of_the_other(text: str, expected: dict[str, object]) -> None:
    assert paid(text) == expected


def test_what_says_that_it_is_a_sum_is_no_second_matter() -> None:
    text = "前海建数据要素创新公共服务平台，前海管理局同意了，软硬件实际投资一共2100万"
    assert paid(text) == {"qianhai-2024#6:platform": 210 * WAN}


@pytest.mark.parametrize("text", ["龙岗,语料和活动合计410万", "龙岗一共花了410万买语料和算力"])
def test_a_sum_of_several_is_of_none_alone(text: str) -> None:
    answer = ask(text)
    assert not paid(text)
    assert any("410万" in one.text for one in answer.unused)
    assert answer.clarify is not None


def test_a_sum_of_one_matter_is_its_own() -> None:
    assert paid("龙岗算力一共花了410万") == {G_COMPUTE: 123 * WAN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市里算力310万", {S_COMPUTE: 155 * WAN}),
        ("坪山算力310万，龙岗语料210万", {S_COMPUTE: 155 * WAN, G_CORPUS: 42 * WAN}),
    ],
)
def test_a_sum_is_of_what_pays_for_it(text: str, expected: dict[str, object]) -> None:
    assert paid(text) == expected
