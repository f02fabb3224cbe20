"""What a message does in its conversation."""

from __future__ import annotations

import pytest

from assistant.dialogue.acts import Act, read_acts
from assistant.dialogue.turn import TurnReader
from tests.real_assistant import DAY


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("你好", Act.GREET),
        ("谢谢", Act.THANK),
        ("好的，知道了", Act.THANK),
        ("你能做什么", Act.ABOUT_PROGRAM),
        ("为什么不是300万", Act.DOUBT),
        ("你算错了吧", Act.DOUBT),
        ("说简单点", Act.SIMPLIFY),
        ("去掉语料那项", Act.REMOVE),
        ("刚才那个能补多少", Act.REFER_BACK),
        ("以上几项各多少", Act.ALL_MATTERS),
        ("又签了300万", Act.ADD),
        ("不对，是320万", Act.CORRECT),
        ("改成320万", Act.CORRECT),
    ],
)
def test_acts_are_read_by_their_words(reader: TurnReader, text: str, act: Act) -> None:
    assert act in reader.read(text, as_of=DAY).acts


@pytest.mark.parametrize(
    "text",
    ["谢谢，龙岗租算力补多少", "你好，花了300万", "感谢奖励怎么申请", "龙岗租算力补多少"],
)
def test_what_asks_something_is_not_only_polite(reader: TurnReader, text: str) -> None:
    assert not reader.read(text, as_of=DAY).acts.is_social


def test_a_message_may_do_several_things() -> None:
    acts = read_acts("不对,改成320万,再加上刚才那个", (), 1, names_matter=False)
    assert {Act.CORRECT, Act.ADD, Act.REFER_BACK} <= acts.all


def test_ordinals_point_to_the_matter_first_asked() -> None:
    assert read_acts("第一个是多少", (), 0, names_matter=False).ordinal == 1
    assert read_acts("说回第二项", (), 0, names_matter=False).ordinal == 2
    assert read_acts("回到最开始问的", (), 0, names_matter=False).ordinal == 1
    assert read_acts("花了300万", (), 1, names_matter=False).ordinal == 0


def test_a_count_of_matters_is_no_count_of_things() -> None:
    assert read_acts("以上四项一共多少", (), 0, names_matter=False).counted == 4
    assert read_acts("备案了两个模型", (), 1, names_matter=True).counted == 0


def test_where_words_of_taking_away_stand_is_told() -> None:
    text = "去掉模型那项"
    ((start, end),) = read_acts(text, (), 0, names_matter=True).removed
    assert text[start:end] == "去掉"
