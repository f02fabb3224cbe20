"""Which of several matters is meant by its place, what is dropped, moved, added or picked.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, CORPUS, FILED, EVENT = (f"longgang-2025#{n}" for n in (2, 3, 5, 16))
TWO = "龙岗买算力520万,买语料110万"
THREE = "福田:租算力520万,买大模型120万,买语料110万"


def cited(*turns: str) -> set[str]:
    """The clauses that the last answer cites."""
    return {str(c.clause_id) for c in ask(*turns).citations}


@pytest.mark.parametrize(
    "said", ["后面那个要是{}呢", "后一个改成{}", "最后一个改成{}", "另一个改成{}", "后面那个改{}"]
)
def test_the_latter_of_two_is_changed(said: str) -> None:
    assert by_clause(TWO, said.format("310万")) == {CORPUS: {310 * 20 * WAN / 100}}


@pytest.mark.parametrize(
    "said", ["第二个去掉", "第二个不要了", "后面那个不要了", "语料不买了", "不买语料了", "只看算力"]
)
def test_what_is_dropped_is_not_answered(said: str) -> None:
    assert by_clause(TWO, said) == {COMPUTE: {520 * 30 * WAN / 100}}


@pytest.mark.parametrize("said", ["第二个不要了", "买大模型的不要了", "不买大模型了"])
def test_the_others_stay(said: str) -> None:
    assert cited(THREE, said) == {"futian-2024#2", "futian-2024#3.1"}


def test_one_of_what_was_counted_is_no_matter() -> None:
    assert by_clause("龙岗备案模型3个", "最后一个不算") == {FILED: {(3 - 1) * 50 * WAN}}


@pytest.mark.parametrize("said", ["算力换成福田的呢", "算力按福田的算", "算力那个改到福田"])
def test_one_of_several_moves_alone(said: str) -> None:
    assert by_clause(TWO, said) == {"futian-2024#2": {520 * 30 * WAN / 100}}


@pytest.mark.parametrize(
    "said", ["再加语料90万,总共能拿多少", "再买语料90万,一共多少", "另外买语料90万,加起来多少"]
)
def test_another_matter_that_is_added_stays_beside_the_first(said: str) -> None:
    told = by_clause("龙岗算力520万", said)
    assert told == {COMPUTE: {520 * 30 * WAN / 100}, CORPUS: {90 * 20 * WAN / 100}}


def test_more_of_the_same_is_added_to_it() -> None:
    told = by_clause("龙岗算力520万", "再加一笔算力210万,一共多少")
    assert told == {COMPUTE: {(520 + 210) * 30 * WAN / 100}}


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("福田企业营收7000万", "龙华呢"), {"longhua-2025#5": {10 * WAN}}),
        (("前海买算力710万", "那福田呢"), {"futian-2024#2": {213 * WAN}}),
        (("前海峰会花了340万", "市里呢"), {"shenzhen-pioneer-2024#18": {170 * WAN}}),
    ],
)
def test_a_sum_that_one_place_has_no_use_for_is_not_asked_again(
    turns: tuple[str, ...], told: dict[str, set[int]]
) -> None:
    assert by_clause(*turns) == told


@pytest.mark.parametrize("said", ["第十条", "后一个", "第二个"])
def test_the_second_of_what_was_offered(said: str) -> None:
    assert cited("揭榜挂帅", said) == {"longhua-2025#10"}


@pytest.mark.parametrize(
    ("said", "clause"), [("社会物业", "futian-2024#6.2"), ("政府的房", "futian-2024#6.1")]
)
def test_what_was_offered_is_picked_by_its_name(said: str, clause: str) -> None:
    answer = ask("福田租金", said)
    assert {str(c.clause_id) for c in answer.citations} == {clause}
    assert answer.clarify is None


def test_what_it_takes_is_worked_out_for_the_rule_that_was_told_of() -> None:
    answer = ask("龙华房租26万", "要拿满得多少")
    assert any("上年度实际发生租金至少要 **40万元**" in s.text for s in answer.sentences)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("龙岗机器人", "首次试用", "440万", "首次销售呢", "70万"),
            {"longgang-2025#7": {35 * WAN}},
        ),
        (("龙华房租", "52万", "园区运营呢", "760万"), {"longhua-2025#6": {76 * WAN}}),
        (("龙华房租", "26万", "园区运营呢", "760万", "房租呢"), {"longhua-2025#6": {13 * WAN}}),
    ],
)
def test_another_rule_of_the_clause_is_asked_with_numbers_of_its_own(
    turns: tuple[str, ...], told: dict[str, set[int]]
) -> None:
    found = {c: {a for a in amounts if a} for c, amounts in by_clause(*turns).items()}
    assert found == told
