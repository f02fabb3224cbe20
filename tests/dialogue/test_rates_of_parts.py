"""A part of a sum with a rate of its own, beside the rate of what is left of it."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}设备更新若干措施
安吉县支持{n}设备更新若干措施
第一条 设备更新。对{n}企业实施的更新项目，单个项目设备投资额（不含税，以发票为准，下同）\
在200万元以上的，\
按设备投资额的10%给予补助；其中购置安吉县内企业生产的设备，该部分投资额的补助比例为15%。\
单个项目补助最高100万元。设备投资额不足200万元的项目，不予补助。
第二条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (5, 10))


@pytest.mark.parametrize(
    ("turn", "amount"),
    [
        ("安吉某某企业更新项目设备投了500万，其中200万买的是本地企业造的设备，能补多少？", 600_000),
        ("安吉某某企业更新项目设备投了500万，能补多少？", 500_000),
        ("安吉某某企业更新项目设备投了500万，其中200万是软件，能补多少？", 500_000),
        ("安吉某某企业更新项目设备投资400万，全是本地企业造的，能补多少？", 600_000),
        (
            "安吉某某企业更新项目设备投了900万，其中300万买的是本地企业造的，总共能补多少？",
            1_000_000,
        ),
        ("安吉某某企业更新项目设备投资150万，能补多少？", 0),
    ],
)
def test_part_and_rest(town: Town, turn: str, amount: int) -> None:
    assert total(town.ask(turn), 1) == amount
