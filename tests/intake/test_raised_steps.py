"""A step that takes the place of the one below it, and one number told in two units of measure.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.intake.test_cases_behind import emitted, emitted_facts


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，奖励提高到60万元。",
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，给予60万元奖励。两档奖励不重复享受。",
    ],
)
def test_a_higher_step_takes_the_place_of_the_lower(sentence: str) -> None:
    low, high = emitted(sentence)
    (below,), (above,) = low["when"], high["when"]
    assert below["fact"] == above["fact"]
    assert (below["less_than"], above["at_least"]) == ("0.88", "0.88")
    assert len(low["conditions"]) == 2
    assert len(high["conditions"]) == 1


def test_two_steps_that_nothing_parts_both_hold() -> None:
    rules = emitted(
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，给予60万元奖励。"
    )
    assert not any("when" in rule for rule in rules)


def test_a_demand_in_one_unit_is_paid_for_in_another() -> None:
    (rule,), facts = emitted_facts("瑚膜储能站装机容量达到2兆瓦时的，按装机容量每千瓦时补助90元。")
    (item,) = rule["amount"]["items"]
    demanded = rule["conditions"][0]["fact"]
    assert facts[item["fact"]]["derive"] == [{"product": [demanded, "1000"]}]
