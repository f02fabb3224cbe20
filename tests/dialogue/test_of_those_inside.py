"""What those inside a site may get, and all that was spoken of, counted and pointed at."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_HATCHERY = "我在福田运营一家专注AI的专业孵化载体，能申请多少支持？"
_PARK = "龙岗园区，产业空间符合AI企业集聚条件，给运营机构一年最高多少"


def asked(*talk: str) -> set[str]:
    return {str(focus.clause_id) for focus in understand(*talk).focus}


@pytest.mark.parametrize(
    ("first", "later", "clause"),
    [
        (_HATCHERY, "孵化器里的企业如果是做AI互联网服务的，最高能拿多少？", "futian-2024#8"),
        (_HATCHERY, "载体里的企业买备案大模型做应用能拿多少", "futian-2024#1.2"),
        (_HATCHERY, "在孵的公司要是买语料训大模型，补多少", "futian-2024#3.1"),
        (_PARK, "园区里的企业租算力能补多少", "longgang-2025#2"),
    ],
)
def test_those_inside_ask_for_what_they_do(first: str, later: str, clause: str) -> None:
    assert asked(first, later) == {clause}


@pytest.mark.parametrize(
    "later", ["园区里的企业达到集聚规模了，给多少", "园里的公司又多了三家，多少"]
)
def test_what_the_site_is_paid_for_stays_with_it(later: str) -> None:
    assert asked(_PARK, later) == {"longgang-2025#13"}


_TWO = "龙岗租算力800万补多少", "语料买了100万呢"


@pytest.mark.parametrize(
    "later",
    [
        "上面两条有没有封顶",
        "刚才那两笔归谁管",
        "那这两样哪个部门受理",
        "这两项哪天到期",
        "这俩都写上限了吗",
    ],
)
def test_so_many_pointed_at_are_all(later: str) -> None:
    assert asked(*_TWO, later) == {"longgang-2025#2", "longgang-2025#3"}


def test_two_of_what_is_counted_are_none() -> None:
    talk = "龙华主导制定了国家标准1项，奖多少", "行业标准也有2项", "这两项行业标准里有一个是参与的"
    assert asked(*talk) == {"longhua-2025#11"}
