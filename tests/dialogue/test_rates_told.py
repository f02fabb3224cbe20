"""A sum that is raised from a rate on, and a rate that is told by two counts.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业若干措施
安吉县支持{n}产业若干措施
第一条 实训补贴。县级{n}实训基地接收未就业青年实训，实训期3至12个月的，\
按每人每月1000元给予补贴；实训期满留任率达到60%以上的，\
补贴标准提高到每人每月1600元。每家基地每年最高30万元。
第二条 {n}栽植。连片栽植{n}50株以上的，每株补助40元；\
成活率达到90%以上的，补助标准提高至每株55元。
第三条 附则。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (7, 15))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某实训基地接收了10名青年实训5个月，期满留任7人，一共补多少？", 80_000),
        (1, "安吉某某实训基地接收了10名青年实训5个月，期满只留任了4人，一共补多少？", 50_000),
        (1, "安吉某某实训基地接收了10名青年实训5个月，能补多少？", 50_000),
        (1, "安吉某某实训基地接收了10名青年实训5个月，留任率80%，能补多少？", 80_000),
        (1, "安吉某某实训基地接收青年实训10人，每人实训6个月，期满留任9人，能补多少？", 96_000),
        (2, "安吉栽了200株某某，成活了190株，补多少？", 11_000),
        (2, "安吉栽了200株某某，成活率85%，补多少？", 8_000),
        (2, "安吉栽了200株某某，补多少？", 8_000),
    ],
)
def test_raised_from_a_rate_on(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_those_for_whom_it_does_not_hold_are_told_as_unused(town: Town) -> None:
    answer = town.ask("安吉栽了200株某某，死了30株，补多少？")
    assert any("30株" in one.text for one in answer.unused)
