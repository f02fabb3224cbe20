"""A message that tells nothing but a count, and what each of those costs; what is paid for each.

龙岗 pays 30% of what an event costs (at most 300万 each), 50万 for each model filed; 前海 10% of an
application project (at most 200万), 500万 for a 揭榜 project; 福田 30万 for a scene project.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

EVENT, SCENE, HERE = "longgang-2025#16", "qianhai-2024#9", "futian-2024#4.1"


@pytest.mark.parametrize(
    ("talk", "clause", "amount"),
    [
        (("福田场景示范", "4个"), HERE, 4 * 30),
        (("前海揭榜挂帅", "我们中了3个"), "qianhai-2024#13", 3 * 500),
        (("前海场景示范", "3个", "各600万"), SCENE, 3 * 60),
        (("前海应用示范", "两个项目", "每个700万"), SCENE, 2 * 70),
        (("龙岗办展会", "办了三场", "每场200万"), EVENT, 3 * 60),
        (("龙岗办展会", "两场", "各400万"), EVENT, 2 * 120),
        (("前海应用示范做了3个项目，各投400万",), SCENE, 3 * 40),
        (("龙岗2个模型备案下来了，每个都给50万吗",), "longgang-2025#5", 2 * 50),
        (("福田大模型卖了7个客户，合同完成1300万",), "futian-2024#1.1", 50),
    ],
)
def test_so_many_of_each(talk: tuple[str, ...], clause: str, amount: int) -> None:
    assert by_clause(*talk)[clause] == {amount * WAN}


def test_what_was_counted_of_something_else_is_left_alone() -> None:
    assert by_clause("龙岗办展会花了300万", "各补多少")[EVENT] == {90 * WAN}
    assert by_clause("龙岗算力500万", "3个", "各补多少")["longgang-2025#2"] == {150 * WAN}
