"""A word of which the language knows one half only is as unknown as any other.

开会, 搬家: 开 and 家 are closed-class words by themselves, so these once passed for words of the
language and the sum behind them was paid as the matter's own.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.language import unknown_of
from tests.real_assistant import amounts, ask, understand

ASIDES = (
    "开会",
    "年会",
    "出差",
    "上税",
    "交税",
    "请人",
    "买房",
    "搬家",
    "做账",
    "用人",
    "办证",
    "上市",
)
MATTERS = ("龙岗租算力", "福田租智能算力训练大模型", "龙岗卖首台具身机器人", "市里示范应用项目")


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("matter", MATTERS)
@pytest.mark.parametrize("form", ["{m}，{a}花了317万，能补多少", "{a}花了317万，{m}，能补多少"])
def test_a_sum_spent_on_something_else_is_not_the_matters(
    form: str, matter: str, aside: str
) -> None:
    message = form.format(m=matter, a=aside)
    stated = [s for m in understand(message).ledger.matters for s in m.numbers]
    assert not any(s.value == 3_170_000 for s in stated)
    assert any("317万" in u.text for u in ask(message).unused)


@pytest.mark.parametrize(
    "message",
    [
        "龙岗租算力，一共会花320万",
        "龙岗租算力，后续花了320万",
        "龙岗租算力，上个月付了320万",
        "龙岗租算力，我们自筹320万",
        "龙岗租算力，第一批用了320万",
        "龙岗租算力，已经全交完了，320万",
    ],
)
def test_closed_words_side_by_side_are_no_word(message: str) -> None:
    assert 960_000 in amounts(ask(message)).values()


@pytest.mark.parametrize("word", ["搬家", "出差", "年会", "上税", "装修"])
def test_both_characters_count_as_unknown(word: str) -> None:
    assert unknown_of(f"公司{word}花了") == len(word)


@pytest.mark.parametrize("words", ["又花了", "这场花了", "后续会用", "交完了", "我们自己掏钱"])
def test_phrases_of_the_language_have_nothing_unknown(words: str) -> None:
    assert unknown_of(words) == 0
