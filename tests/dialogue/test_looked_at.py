"""A request to look says nothing of what it looks at, and adds nothing to what was told.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, CORPUS = "longgang-2025#2", "longgang-2025#3"
FIRST = "我们在龙岗买算力花了730万,能补多少?"


@pytest.mark.parametrize(
    "said",
    [
        "再帮我看看{}",
        "再看{}",
        "再查下{}呢",
        "再按{}算",
        "再用{}算一下",
        "再拿{}试试",
        "拿{}算呢",
        "再算{}的",
    ],
)
def test_a_sum_that_is_only_looked_at_takes_the_place_of_the_one_before(said: str) -> None:
    assert by_clause(FIRST, said.format("1170万")) == {COMPUTE: {351 * WAN}}


@pytest.mark.parametrize("said", ["再用了{}", "再算{}进去", "再算一笔{}的"])
def test_a_sum_that_is_put_in_comes_on_top(said: str) -> None:
    assert by_clause(FIRST, said.format("170万")) == {COMPUTE: {(730 + 170) * 30 * WAN / 100}}


@pytest.mark.parametrize("opens", ["那再帮我看看", "再看一下", "顺便帮我查查", "那再了解一下"])
def test_what_is_looked_at_is_the_matter_that_is_named(opens: str) -> None:
    answer = ask(FIRST, f"{opens}语料,60万")
    assert CORPUS in {str(c.clause_id).split(".")[0] for c in answer.citations}
    assert COMPUTE not in {str(c.clause_id) for c in answer.citations}


@pytest.mark.parametrize("noun", ["烟花", "税", "盆景"])
def test_what_was_left_out_and_is_in_no_policy_is_told_with_the_sum(noun: str) -> None:
    answer = ask(FIRST, f"{noun}没算在内,80万")
    sums = {one.amount for one in answer.estimates}
    assert sums == {Decimal(810 * 3 * WAN) / 10}
    assert any("80万" in one.text for one in answer.unused)


def test_a_question_whether_a_sum_is_right_denies_nothing() -> None:
    assert by_clause(FIRST, "840万对不对?") == {COMPUTE: {252 * WAN}}


@pytest.mark.parametrize("which", ["哪些区", "哪几个区", "各区"])
def test_a_matter_asked_of_all_districts_names_those_that_have_it(which: str) -> None:
    answer = ask(f"深圳{which}补语料?")
    assert answer.outcome.value in {"answered", "clarify"}
    assert {str(c.clause_id).split("#")[0] for c in answer.citations} >= {
        "shenzhen-pioneer-2024",
        "futian-2024",
        "longgang-2025",
    }


@pytest.mark.parametrize(
    ("said", "wan"),
    [
        ("第三个也通过了,合同额没变", 90),
        ("第三个也通过了,人手没有变化", 90),
        ("第三个也通过了,客户又没认", 60),
    ],
)
def test_what_stays_as_it_was_denies_nothing_of_the_next_one(said: str, wan: int) -> None:
    told = "公司在福田,场景示范项目评审通过了2个,能补多少?"
    assert by_clause(told, said) == {"futian-2024#4.1": {wan * WAN}}
