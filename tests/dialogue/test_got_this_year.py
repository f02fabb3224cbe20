"""What was got under a limit for each year counts against the limit of that year alone.

龙岗攻关: 50 % of the project, at most 300万, 500万 a year with what matches other projects.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_numbers import WAN

RESEARCH = "longgang-2025#11"
PROJECT = "现在又有一个攻关项目评审通过，总投资480万元，今年还能拿多少？"


@pytest.mark.parametrize(
    ("got", "paid"),
    [
        ("我们单位今年在龙岗的核心技术攻关这条上已经领了350万元，", 150),
        ("龙岗核心技术攻关我们今年已经拿了400万，", 100),
        ("龙岗的核心技术攻关我们去年领过400万，", 240),
    ],
)
def test_only_what_was_got_this_year_is_taken_off(got: str, paid: int) -> None:
    assert amounts_of(got + PROJECT)[RESEARCH][0] == paid * WAN


def test_what_waits_for_next_year_meets_its_limit() -> None:
    said = ("我们今年在龙岗的核心技术攻关这条上已经领了350万元，" + PROJECT,)
    later = "如果把它推到明年再申请，明年没有别的项目呢？"
    assert amounts_of(*said, later)[RESEARCH][0] == 240 * WAN
