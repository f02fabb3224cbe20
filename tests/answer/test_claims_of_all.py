"""What is held of all, or without end, is never simply right: the conditions and caps are said.

Corpora are paid 30 % by the city, from a platform and from others only, 200万 at most.
"""

from __future__ import annotations

import pytest

from tests.real_assistant import ask


@pytest.mark.parametrize(
    ("asked", "limit"),
    [
        ("深圳语料不管跟谁买都给三成吧", "语料来自非关联方"),
        ("深圳训练租算力花多少都给一半对吧", "最高1000万元"),
        ("龙岗办大会无论谁办都给30%对吧", "经产业主管部门备案"),
    ],
)
def test_a_right_rate_is_not_right_of_all(asked: str, limit: str) -> None:
    first = ask(asked).text.splitlines()[0]
    assert first.startswith("不全对")
    assert limit in first


@pytest.mark.parametrize(
    ("asked", "limit"),
    [
        ("龙岗大模型备案奖励不限次数对吧", "每年最高200万元"),
        ("前海房租一直给下去对吧", "每年最高300万元"),
        ("福田的首版次软件随便什么公司都有吧", "推广应用指导目录"),
        ("龙岗数据随便在哪买都补吧", "通过数据交易平台购买"),
    ],
)
def test_what_is_held_without_end(asked: str, limit: str) -> None:
    first = ask(asked).text.splitlines()[0]
    assert first.startswith("不是这样")
    assert limit in first


@pytest.mark.parametrize("asked", ["龙岗算力是按30%对吧", "我随便问问，龙岗算力补30%对吧"])
def test_what_is_right(asked: str) -> None:
    assert ask(asked).text.startswith("对")
