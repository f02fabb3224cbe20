"""What a policy says of several of its rules: proposed where its words name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.intake.together import propose_together, without
from assistant.policy.parse import parse_clauses

RULES = [{"id": name} for name in ("p#1:r1", "p#1:r2", "p#2:r1")]


def proposed(sentence: str, rules: Sequence[dict[str, Any]] = RULES) -> list[dict[str, Any]]:
    source = f"一、奖励。给予奖励。\n二、补助。给予补助。\n三、附则。{sentence}\n"
    return propose_together(parse_clauses("p", source), rules)


@pytest.mark.parametrize(
    "sentence",
    [
        "同一项目符合本政策两项或两项以上扶持条款的，可执行最高额，但不重复享受。",
        "同一企业同时符合本措施多项条款的，按照就高不重复的原则给予支持。",
        "本办法各项奖励，同一企业只能申报其中一项。",
        "同一项目不得重复申报本细则的资助。",
        "同一主体符合本意见多项的，从高不重复。",
    ],
)
def test_only_one_of_the_whole_policy(sentence: str) -> None:
    (one,) = proposed(sentence)
    assert one == {
        "relation": "exclude",
        "rules": ["p#1:r1", "p#1:r2", "p#2:r1"],
        "clause": "p#3",
        "quote": sentence,
    }


@pytest.mark.parametrize(
    ("sentence", "yuan", "period"),
    [
        ("同一企业每年享受本政策奖励合计不超过500万元。", "5000000", "year"),
        ("单个企业依据本措施获得的资助累计最高1000万元。", "10000000", "total"),
    ],
)
def test_one_cap_over_all_rules(sentence: str, yuan: str, period: str) -> None:
    (one,) = proposed(sentence)
    assert one["relation"] == "share"
    assert one["rules"] == ["p#1:r1", "p#1:r2", "p#2:r1"]
    assert one["cap"] == {"yuan": yuan, "period": period, "quote": sentence}


@pytest.mark.parametrize(
    "sentence",
    [
        "本政策与市、区两级其他政策对同一个企业的同类型奖励出现重合时，执行最高额，不重复享受。",
        "同一项目已获得市级资金支持的，不重复享受本政策。",
        "同一企业不同项目符合本政策两项以上条款的，可叠加执行。",
        "同一项目就高不重复。",
        "符合本政策多项条款的，可同时享受。",
        "本政策资金总额每年5000万元，每家合计不超过500万元。",
        "本政策自印发之日起施行。",
    ],
)
def test_what_is_of_other_policies_or_names_no_scope_is_not_guessed(sentence: str) -> None:
    assert proposed(sentence) == []


def test_what_an_article_says_is_of_its_own_rules() -> None:
    source = "一、奖励。奖励甲。上述奖励同一企业合计不超过300万元。\n二、补助。给予补助。\n"
    (one,) = propose_together(parse_clauses("p", source), RULES)
    assert (one["relation"], one["rules"]) == ("share", ["p#1:r1", "p#1:r2"])
    assert propose_together(parse_clauses("p", source), RULES[1:]) == []


def test_two_caps_that_cross_are_not_both_proposed() -> None:
    source = (
        "一、甲。奖励。\n二、乙。奖励。\n三、附则。同一企业享受本政策奖励累计不超过500万元。"
        "本政策奖励每年合计不超过100万元。\n"
    )
    found = propose_together(parse_clauses("p", source), RULES)
    assert [one["cap"]["yuan"] for one in found] == ["5000000", "1000000"]  # one inside the other


def test_a_rule_that_goes_leaves_what_is_said_of_the_others() -> None:
    both = [
        {"relation": "exclude", "rules": ["a", "b", "c"]},
        {"relation": "exclude", "rules": ["a", "b"]},
    ]
    assert without(both, "a") == [{"relation": "exclude", "rules": ["b", "c"]}]
    assert without(both, "x") == both
