"""A condition that was not met and is made up for later (补了备案), and data projects by name."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_EVENT = "龙岗市场化办一场机器人展会，实际费用600万"


def filed(later: str) -> object:
    (found,) = understand(_EVENT, "备案没办", later).focus
    return {s.name: s.value for _, stated in found.cases for s in stated}["filed_with_department"]


@pytest.mark.parametrize(
    "later",
    ["上午跑去局里补了备案", "备案补上了", "后来补了个备案", "备案补办好了", "补齐了备案"],
)
def test_what_is_made_up_for_is_met(later: str) -> None:
    assert filed(later) is True


@pytest.mark.parametrize("later", ["备案补了30万", "备案怎么补"])
def test_to_be_paid_or_asked_for_is_not_to_be_met(later: str) -> None:
    assert filed(later) is False


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("前海数据类示范项目入选一个奖多少", "qianhai-2024#6"),
        ("前海数据跨境示范项目1个奖多少", "qianhai-2024#6"),
        ("前海数据领域典型案例2个奖多少", "qianhai-2024#6"),
        ("前海大数据应用示范项目投了800万补多少", "qianhai-2024#9"),
        ("前海人工智能应用示范项目投了500万补多少", "qianhai-2024#9"),
    ],
)
def test_projects_of_data_are_those_of_the_clause_on_data(text: str, clause: str) -> None:
    assert [str(f.clause_id) for f in understand(text).focus] == [clause]


@pytest.mark.parametrize(
    "later",
    [
        "后面那两个是协会自己评的，减掉",
        "有两个是行业协会评的，不算",
        "其中两个是商会颁发的，去掉",
        "有两个是行业协会认定的，不能算",
    ],
)
def test_who_gave_a_title_is_not_who_applies(later: str) -> None:
    (found,) = understand("前海企业，有5个典型案例", later).focus
    told = {s.name: s.value for _, stated in found.cases for s in stated}
    assert told.get("applicant_kind", "enterprise") == "enterprise"
