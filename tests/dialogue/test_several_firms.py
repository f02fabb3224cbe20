"""Several companies that ask, each under limits of its own.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, FUTIAN = "longgang-2025#2", "futian-2024#2"


def paid(said: str, clause: str) -> list[int]:
    found = [e for e in ask(said).estimates if e.rule_id.startswith(clause)]
    return sorted(int(e.amount) for e in found if e.amount is not None)


@pytest.mark.parametrize(
    "said",
    [
        "两家公司都在龙岗,一家买算力400万,一家买算力2600万",
        "龙岗两家企业,一家算力400万,另一家2600万",
        "龙岗我们集团两家公司,一家买算力花了400万,一家花了2600万",
    ],
)
def test_each_company_has_the_cap_to_itself(said: str) -> None:
    assert paid(said, COMPUTE) == [120 * WAN, 600 * WAN]


def test_three_of_them() -> None:
    said = "三家企业在福田租算力,一家200万,一家700万,一家2400万"
    assert paid(said, FUTIAN) == [60 * WAN, 210 * WAN, 500 * WAN]


@pytest.mark.parametrize(
    "said",
    [
        "我们在龙岗从两家公司买算力,一家400万,一家2600万",
        "我们在龙岗买了两家公司的算力,一家400万,一家2600万",
        "龙岗跟两家企业签了算力合同,一家400万,一家2600万",
    ],
)
def test_those_that_one_buys_from_are_no_askers(said: str) -> None:
    assert paid(said, COMPUTE) == [600 * WAN]
