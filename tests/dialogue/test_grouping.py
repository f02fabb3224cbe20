"""A message is cut into matters only where it has several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TypeAlias

import pytest

from assistant.dialogue.grouping import Group, group_matters
from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import TurnReader
from assistant.policy.clause import ClauseId
from tests.real_assistant import DAY, understand


def nothing(
    text: str, policies: tuple[str, ...] | None
) -> tuple[Mapping[str, float], frozenset[ClauseId]]:
    return {}, frozenset()


Cut: TypeAlias = Callable[[str], tuple[Group, ...]]


@pytest.fixture
def group(reader: TurnReader, topics: Topics, hints: Hints) -> Cut:
    def cut(text: str) -> tuple[Group, ...]:
        return group_matters(reader.read(text, as_of=DAY), topics, hints, nothing)

    return cut


@pytest.mark.parametrize(
    "text",
    [
        "龙岗租算力花了800万，能补多少？",
        "我们是初创企业。在深圳租算力训练大模型，合同500万。能补多少？",
        "福田做了6个大模型案例，合同完成1200万，能奖多少",
        "算力",
        "，。？",
    ],
)
def test_one_matter_is_one_group_over_the_whole_message(group: Cut, text: str) -> None:
    (only,) = group(text)
    assert (only.start, only.end) == (0, len(only.text))


@pytest.mark.parametrize(
    "text",
    [
        "租算力花了500万，买语料花了300万，各补多少？",
        "租算力500万能补多少？另外办展会300万能补多少？",
    ],
)
def test_two_matters_with_numbers_are_two_groups(group: Cut, text: str) -> None:
    first, second = group(text)
    assert first.end == second.start
    assert not set(first.topics) & set(second.topics)


def test_groups_follow_each_other_and_stay_in_order(group: Cut) -> None:
    groups = group("租算力500万，买语料200万，办展会100万，各补多少")
    assert [g.start for g in groups] == sorted(g.start for g in groups)
    assert all(a.end <= b.start for a, b in pairwise(groups))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("租算力花了500万办展会花了200万各补多少", 2),
        ("租算力500万和办展会300万分别能补多少", 2),
        ("租算力500万、办展会300万、备案2个大模型各补多少", 3),
        ("租算力能补多少办展会能补多少", 2),
    ],
)
def test_several_matters_need_no_comma(group: Cut, text: str, count: int) -> None:
    groups = group(text)
    assert len(groups) == count
    assert "".join(g.text for g in groups) == "".join(text.split())


def test_every_number_stands_in_one_group(group: Cut) -> None:
    texts = [g.text for g in group("租算力500万，办展会300万，备案2个大模型，各补多少")]
    for number in ("500万", "300万", "2个"):
        assert len([text for text in texts if number in text]) == 1


def test_every_stretch_has_the_place_that_it_names() -> None:
    cited = [
        str(f.clause_id)
        for f in understand("龙岗租算力花了500万，龙华备案了2个大模型，分别能补多少").focus
    ]
    assert cited == ["longgang-2025#2", "longhua-2025#9"]


def test_a_stretch_without_a_place_takes_the_one_before() -> None:
    question = "龙岗租算力花了500万，办展会花了200万，龙华备案了2个大模型，分别能补多少"
    cited = [str(f.clause_id) for f in understand(question).focus]
    assert cited == ["longgang-2025#2", "longgang-2025#16", "longhua-2025#9"]


def amounts(question: str) -> dict[str, list[str]]:
    """What each clause is asked with: the numbers that its rules were given."""
    return {
        str(f.clause_id): [str(s.value) for _, case in f.cases for s in case if s.value is not True]
        for f in understand(question).focus
    }


@pytest.mark.parametrize(
    "question",
    [
        "龙岗算力费400万，福田算力合同900万，分别能补多少",
        "龙岗租算力400万；福田租算力900万。各补多少？",
        "算力费：龙岗400万、福田900万，各能补多少",
    ],
)
def test_each_place_has_the_number_that_stands_with_it(question: str) -> None:
    found = amounts(question)
    assert "4000000" in found["longgang-2025#2"]
    assert "9000000" in found["futian-2024#2"]
    assert "9000000" not in found["longgang-2025#2"]


def test_a_matter_without_a_number_takes_the_same_fact_of_the_one_before() -> None:
    found = amounts("龙岗租算力460万补多少？福田租算力呢？")
    assert "4600000" in found["longgang-2025#2"]
    assert "4600000" in found["futian-2024#2"]


def test_a_cap_that_is_asked_for_takes_no_number_of_another_matter() -> None:
    found = amounts("龙岗租算力460万补多少？福田租算力最高补多少？")
    assert "4600000" in found["longgang-2025#2"]
    assert "4600000" not in found["futian-2024#2"]


def test_the_name_that_the_region_gives_it_leads_there() -> None:
    cited = [str(f.clause_id) for f in understand("龙华算力券最高多少、训力券最高多少").focus]
    assert cited == ["longhua-2025#4", "shenzhen-pioneer-2024#2"]


def test_items_of_a_list_are_matters_without_numbers() -> None:
    question = "福田孵化器最高支持、创新联合体最高支持、信贷贴息每家最高支持"
    cited = {str(f.clause_id) for f in understand(question).focus}
    assert {"futian-2024#7", "futian-2024#10", "futian-2024#9.2"} <= cited


@pytest.mark.parametrize("noun", ["热水费", "停车费", "体检费", "盆栽"])
def test_an_unknown_matter_beside_a_known_one_is_told(noun: str) -> None:
    question = f"在深圳租智能算力训练大模型，合同额640万，能补多少？{noun}给不给报？"
    assert any(noun in u.text for u in understand(question).unused)


def test_a_place_that_is_not_collected_is_told_beside_one_that_is() -> None:
    found = understand("罗湖区的算力补贴比例是多少，另外福田租算力合同额1000万能拿多少？")
    assert [str(f.clause_id) for f in found.focus] == ["futian-2024#2"]
    assert any("罗湖" in u.text for u in found.unused)


def test_numbers_told_respectively_go_to_their_own_matters() -> None:
    found = amounts("龙岗的算力费、活动费用分别是1400万、260万，各能补多少")
    assert found["longgang-2025#2"] == ["14000000"]
    assert "2600000" in found["longgang-2025#16"]


def test_what_is_told_holds_for_each_article_named() -> None:
    found = amounts("龙岗第二、三条，费用都是510万，各补多少")
    assert "5100000" in found["longgang-2025#2"]
    assert "5100000" in found["longgang-2025#3"]


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        (
            "公司在福田。去年租智算花了1200万，另外买了个备案过的大模型来用，合同额90万，分别补多少",
            {"futian-2024#2", "futian-2024#1.2"},
        ),
        (
            "前海行业组织落地、前海联合高校培养人才，分别多少钱",
            {"qianhai-2024#14", "qianhai-2024#16"},
        ),
        (
            "龙岗智能眼镜研发投入66万；开放大模型训练语料的生产费用44万",
            {"longgang-2025#8", "longgang-2025#4"},
        ),
    ],
)
def test_a_stretch_with_weak_words_is_read_as_if_alone(question: str, clauses: set[str]) -> None:
    assert clauses <= {str(f.clause_id) for f in understand(question).focus}


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("福田租智能算力合同900万、买语料180万，还想给员工体检报点钱，各能拿多少", "体检"),
        ("龙岗：办论坛花了150万；采购已备案大模型服务60万；残保金能不能减", "残保金"),
        ("市里办大赛审定投入240万给多少；年会抽奖花了8万；基础研究重大项目最高多少", "8万"),
        ("龙岗软件名园认定给多少、园区停车场扩建给不给钱", "停车场"),
    ],
)
def test_what_no_clause_is_about_is_named(question: str, left: str) -> None:
    assert any(left in unused.text for unused in understand(question).unused)


def test_a_condition_opens_no_matter() -> None:
    question = "龙岗办大会花了700万，市场化，会去备案；买语料合同240万"
    cited = {str(f.clause_id) for f in understand(question).focus}
    assert cited == {"longgang-2025#16", "longgang-2025#3"}


def test_one_number_told_for_several_kinds_is_each_ones() -> None:
    found = amounts("龙华主导制定国际、国家、行业标准各一项，备案算法6个，各多少")
    assert found["longhua-2025#11"].count("1") == 3


@pytest.mark.parametrize("place", ["光明", "北京"])
def test_of_two_places_asked_together_the_one_that_is_not_collected_is_told(place: str) -> None:
    found = understand(f"龙岗和{place}的算力补贴分别多少")
    assert [str(f.clause_id) for f in found.focus] == ["longgang-2025#2"]
    assert [u.text for u in found.unused] == [place]


@pytest.mark.parametrize(
    "asked", ["请问市里最多资助多少", "想问一下市里能扶持多少", "麻烦看看市里补助多少"]
)
def test_what_only_asks_for_money_in_another_place_opens_no_matter(asked: str) -> None:
    found = understand(f"我们在南山新建了一个开源社区，市里审定的总投入是3000万元，{asked}？")
    assert {f.clause_id.policy for f in found.focus} <= {"shenzhen-pioneer-2024", "nanshan-draft"}
    assert not {17, 18} & {int(str(f.clause_id).split("#")[1]) for f in found.focus}
