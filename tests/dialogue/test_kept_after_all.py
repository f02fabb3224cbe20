"""What was told to go off a sum and does not after all, and who is asked about beside the asker.

In 龙华 a scene's solver gets 20 % of what is no public money, at most 400万, its issuer 10 %; a
round of financing 5 % of what no fund of the district gave, at most 200万.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

SCENE, ROUND = "longhua-2025#10", "longhua-2025#13"
_SOLVED = ("龙华一所民办学校发的AI体育场景榜，我们揭的榜，项目总投入1600万", "里头教育局拨款300万")
_FUNDED = ("龙华机器人企业，天使轮融了3000万，VC投的", "里头区引导基金出了500万")


@pytest.mark.parametrize(
    "words",
    [
        "教育局的钱最后没下来，学校自己垫上了，总数没动。我们这边呢",
        "那300万后来没拨下来，公司自己补上了",
        "教育局那笔黄了，学校自己掏的，总投入不变",
        "那300万不是财政的钱，是校友捐的",
        "这300万不是政府的，是基金会出的",
    ],
)
def test_public_money_that_is_none_after_all(words: str) -> None:
    assert by_clause(*_SOLVED)[SCENE] == {260 * WAN}
    assert by_clause(*_SOLVED, words)[SCENE] == {320 * WAN}


@pytest.mark.parametrize(
    "words",
    [
        "搞错了，那500万是市里的母基金，跟区里没关系",
        "其实那五百万不是区政府的钱",
        "弄错了，那500万是省里的引导基金出的",
    ],
)
def test_a_fund_of_another_level(words: str) -> None:
    assert by_clause(*_FUNDED, words)[ROUND] == {150 * WAN}


@pytest.mark.parametrize("words", ["那500万不是区政府的钱吗", "引导基金的钱后来没到"])
def test_what_leaves_it_open_is_told(words: str) -> None:
    """Whether the whole is less then, nobody says: nothing changes, and it is told as unused."""
    answer = ask(*_FUNDED, words)
    assert {e.amount for e in answer.estimates} == {125 * WAN}
    assert words in [u.text for u in answer.unused]


@pytest.mark.parametrize("words", ["不是500万，是300万", "区引导基金其实只出了300万"])
def test_another_sum_corrects_it(words: str) -> None:
    assert by_clause(*_FUNDED, words)[ROUND] == {135 * WAN}


def test_who_did_something_is_asked_about() -> None:
    found = by_clause(*_SOLVED, "学校那头自己能拿多少")
    assert found[SCENE] == {130 * WAN}
    assert by_clause(*_SOLVED, "学校那头自己能拿多少", "我们自己呢")[SCENE] == {260 * WAN}
    assert by_clause(*_SOLVED, "龙华最多能给多少")[SCENE] == {260 * WAN}


def test_home_again_after_another_place() -> None:
    told = ("龙华，今年主导了一个国标一个行标", "前海对标准有奖吗")
    found = by_clause(*told, "还有个国际标准也批了，我们牵头的")
    assert found["longhua-2025#11"] == {100 * WAN}


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("找创新中心做适配，总共420万，中心那边贴了120万，剩下的我们掏", 150),
        ("老系统要搬到国产框架上，找的创新中心给我们迁，账单500万", 250),
    ],
)
def test_what_is_borne_by_others_and_whose_bill_it_is(words: str, yuan: int) -> None:
    """Of a migration 50 % of what the company bears, at most 300万."""
    assert by_clause(words)["shenzhen-pioneer-2024#10"] == {yuan * WAN}


_RENT = "我们还租了写字楼，去年房租30万，评估过了"


@pytest.mark.parametrize(
    "words",
    [
        "弄错了，那500万是市里引导基金出的，跟龙华区没关系",
        "那500万其实不是区里的钱，融资能拿多少",
    ],
)
def test_a_number_of_another_matter_pointed_to(words: str) -> None:
    """The places that it names say whose money that is, and ask for nothing there."""
    assert by_clause(*_FUNDED, _RENT, words)[ROUND] == {150 * WAN}


def test_public_money_of_another_matter() -> None:
    told = (*_SOLVED, "今年主导了一个国标", "那300万后来没拨下来，我们自己补上了")
    assert by_clause(*told)[SCENE] == {320 * WAN}


@pytest.mark.parametrize(
    "words",
    [
        "教育局那笔没用上，1600万全是自筹",
        "全部1600万其实都是企业自己的钱",
        "搞错了，那300万也是公司的",
        "财政一分钱也没拿，全部自筹",
    ],
)
def test_the_whole_is_said_to_be_of_ones_own(words: str) -> None:
    assert by_clause(*_SOLVED)[SCENE] == {260 * WAN}
    assert by_clause(*_SOLVED, words)[SCENE] == {320 * WAN}


@pytest.mark.parametrize("words", ["1600万不全是自筹", "那1600万都是自筹的吗"])
def test_what_denies_or_asks_that_it_is_ones_own_changes_nothing(words: str) -> None:
    assert by_clause(*_SOLVED, words)[SCENE] == {260 * WAN}


def test_less_of_it_was_used() -> None:
    assert by_clause(*_SOLVED, "财政资金没有用完，只用了200万")[SCENE] == {280 * WAN}


_ROUND_TOLD = "龙华，一月那轮融资3000万全部到位，区里也评估过，奖多少"


@pytest.mark.parametrize(
    "words",
    [
        "股东里有区政府基金，这一轮它拿出了600万",
        "参投的有区政府引导基金，它掏了600万",
        "有一家是区引导基金，认购了其中的600万",
        "投资人里有龙华区的政府股权投资基金，它出了其中的600万",
    ],
)
def test_who_is_named_in_the_clause_before_gave_a_part(words: str) -> None:
    assert by_clause(_ROUND_TOLD, words)[ROUND] == {120 * WAN}


@pytest.mark.parametrize(
    "end", ["问清楚了，那家其实是市场化基金", "3000万都是民间资本", "区里其实没投"]
)
def test_a_part_that_none_of_them_gave(end: str) -> None:
    told = "参投的有区政府引导基金，它掏了600万"
    assert by_clause(_ROUND_TOLD, told, end)[ROUND] == {150 * WAN}


_OWN_SCENE = "我们公司是揭榜方，龙华智慧交通的场景，总投入1100万，没有财政资金"


@pytest.mark.parametrize(
    "words", ["发榜方又多出了200万", "甲方追加了200万", "发榜单位那边答应再投200万"]
)
def test_a_party_that_gives_something_is_not_who_asks(words: str) -> None:
    assert by_clause(_OWN_SCENE)[SCENE] == {220 * WAN}
    assert by_clause(_OWN_SCENE, words)[SCENE] == {260 * WAN}


def test_the_asker_is_named_beside_himself() -> None:
    assert by_clause(_OWN_SCENE, "甲方能拿多少")[SCENE] == {110 * WAN}
    assert by_clause(_OWN_SCENE, "甲方能拿多少", "我们公司自己呢")[SCENE] == {220 * WAN}
