"""Two numbers of a later message that add up with one told before say what is left of it."""

from __future__ import annotations

import random

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

WAN = 10_000


def amount(rule: str, *turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id == rule)
    assert estimate.amount is not None
    return int(estimate.amount)


@pytest.mark.parametrize(
    "told",
    [
        "没用完退了{change}，实际发生{left}",
        "退回来{change}万，到头来就{left}万",
        "有{change}不作数，认{left}",
    ],
)
def test_what_is_left_is_the_number_that_adds_up(told: str) -> None:
    rng = random.Random(told)
    whole, change = rng.randint(700, 950), rng.randint(60, 290)
    turns = (f"龙华算力券，我们采购了{whole}万", told.format(change=change, left=whole - change))
    rate, rule = 30, "longhua-2025#4:compute-voucher"
    assert amount(rule, *turns) == min((whole - change) * WAN * rate // 100, 300 * WAN)


def test_what_was_received_lessens_one_cap_of_a_sum_in_parts() -> None:
    turns = (
        "我们在前海建智算中心，管理局同意了的，项目总投资1.24亿，去年实际投了5200万，资助多少？",
        "去年还有一笔设备款1800万记在建没算进实投，补上",
        "这个平台前几年在这条上已经累计领过1750万，这次还能领多少",
    )
    cap, received, share = 2000 * WAN, 1750 * WAN, 5
    whole = min((5200 + 1800) * WAN * share // 100, cap - received)
    assert amount("qianhai-2024#5:compute-centre", *turns) == whole


@pytest.mark.parametrize(
    ("added", "moved"),
    [
        ("再追加{more}万", "追加的拖到明年再签，两年一共拿多少"),
        ("API调用又要{more}万，也是这模型", "API干脆放明年再买，今年明年合计"),
    ],
)
def test_what_was_added_last_may_move_to_the_next_year_without_its_sum(
    added: str, moved: str
) -> None:
    rng = random.Random(moved)
    first, more = rng.randint(130, 165), rng.randint(30, 90)
    turns = (
        f"福田的公司，买备过案的大模型服务，今年合同{first}万，能拿多少",
        added.format(more=more),
        moved,
    )
    cap, rate = 50 * WAN, 30
    both = sum(min(n * WAN * rate // 100, cap) for n in (first, more))
    assert amount("futian-2024#1.2:model-purchase", *turns) == both


@pytest.mark.parametrize(
    "told",
    [
        "那{whole}里头{others}万是{who}投的，我们自己投的就剩{left}",
        "其中{others}万是{who}掏的，我们自己只剩{left}万",
        "里头有{others}万是{who}出的，公司就剩{left}万",
    ],
)
def test_what_is_left_to_us_is_ours(told: str) -> None:
    rng = random.Random(told)
    who = rng.choice(["祠堂理事会", "码头", "粮站", "校友会"])
    whole, others = rng.randint(700, 900), rng.randint(350, 600)
    said = told.format(whole=whole, others=others, who=who, left=whole - others)
    turns = (f"龙华算力券，我们采购了{whole}万", said)
    assert amount("longhua-2025#4:compute-voucher", *turns) == (whole - others) * WAN * 30 // 100


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("今年只签200，明年签剩下的300。这样两年一共拿多少", 500),
        ("只算实际付了的200万，其余300万是押金", 200),
        ("只认其中200万，其余300万没付", 200),
    ],
)
def test_the_rest_that_is_only_left_for_later_counts_as_well(told: str, counts: int) -> None:
    bought = "我们龙岗的，从数据交易平台买语料训模型，卖方跟我们没半点股权关系，今年合同500万"
    assert amount("longgang-2025#3:corpus-purchase", bought, told) == counts * WAN // 5
