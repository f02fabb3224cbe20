"""Names of places in other words, partners elsewhere, what another pays, in a policy taken in."""

from __future__ import annotations

import pytest

from assistant.text.gazetteer import find_places
from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    """A policy that pays for what is done elsewhere and on top of what another pays."""
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干政策
安吉县支持{n}产业发展若干政策
第一条 购置{n}机的，按中央补贴额的50%补贴。
第二条 参加{n}展会的，每个展位补助6000元。
第三条 委托科研单位检测{n}的，按实际支付费用的20%补助。
第四条 本政策自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (7,)

town = towns(policy, SEEDS)


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "买某某机，每台中央补贴6万，补多少？", 30_000),
        (2, "参加宁波的某某展会，3个展位，补多少？", 3 * 6_000),
        (2, "去了上海展会，3个某某展位补多少？", 3 * 6_000),
        (3, "委托杭州的科研单位检测某某，付了50万，补多少？", 100_000),
    ],
)
def test_a_place_or_payer_that_is_named_in_passing(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount


def test_another_place_is_still_refused_and_no_trade_is_made_up(town: Town) -> None:
    answer = town.ask("宁波的某某政策能补多少？")
    assert answer.outcome == "refused"
    assert "人工智能" not in answer.text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每台中央补贴6万", []),
        ("南通过审的项目", []),
        ("这是朝阳产业", []),
        ("自贡献之日起", []),
        ("南通的展会", ["南通"]),
        ("台中的展会", ["台中"]),
        ("自贡的灯会", ["自贡"]),
    ],
)
def test_a_name_is_not_cut_out_of_other_words(text: str, names: list[str]) -> None:
    assert [one.text for one in find_places(text)] == names
