"""What a first message leaves over goes to the one sum that its clause lacks, and is told so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.answer import Answer
from assistant.assistant import Assistant
from assistant.dialogue.completing import FILE, SIGNS, load_completing
from assistant.dialogue.conversation import Conversation
from assistant.errors import EncoderError
from assistant.evaluation.fit_completing import ASIDES, Row, asides_of, held_out
from assistant.settings import load_settings
from tests.fakes import ROOT
from tests.real_assistant import DAY, amounts, ask, understand


def is_told(answer: Answer, words: str) -> bool:
    return any(words in part.text for part in answer.unused)


@pytest.mark.parametrize("who", ["评估师和律师", "姓周的中介", "那几个顾问"])
def test_a_fee_of_whoever_did_it_is_the_fee_that_lacks(who: str) -> None:
    answer = ask(
        f"福田，首次数据资产入表，入表金额150万，在数据交易所挂牌成交了，{who}的服务费花了60万，补多少"
    )
    assert 120_000 in amounts(answer).values()
    assert is_told(answer, "60万")


@pytest.mark.parametrize("thing", ["货", "机子", "样品"])
def test_what_points_back_and_is_called_like_the_fact_is_no_aside(thing: str) -> None:
    answer = ask(f"人形机器人新品头一单卖出去了，那批{thing}造出来成本80万，龙岗补多少")
    assert 400_000 in amounts(answer).values()
    assert is_told(answer, "80万")


@pytest.mark.parametrize("noun", ["人工", "物流", "电梯", "食堂"])
def test_a_cost_of_something_else_is_not_it(noun: str) -> None:
    answer = ask(f"人形机器人新品头一单卖出去了，{noun}成本80万，龙岗补多少")
    assert 400_000 not in amounts(answer).values()
    assert is_told(answer, "80万")


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("被市里评为示范应用项目，医院自己实际掏了500万元。能拿多少", 1_500_000),
        ("市里的示范项目 咱自个儿掏了二百六十万 给多少", 780_000),
        ("龙华机器人公司去年给房东交了36万，区里评估也过了，能退多少", 180_000),
        ("福田公司在算力平台上包了一批显卡炼大模型,真结掉的合同钱2000万,能贴多少", 5_000_000),
        ("市里的模型券，今年赶时髦花五百万买了个备案的生成式大模型来开发智能体，给多少", 1_500_000),
    ],
)
def test_words_of_ones_own_for_what_was_spent(message: str, amount: int) -> None:
    assert amount in amounts(ask(message)).values()


@pytest.mark.parametrize("noun", ["年会", "律师楼年夜饭", "老板的高尔夫会籍", "换叉车"])
@pytest.mark.parametrize("form", ["{n}55万", "{n}花了55万", "另外{n}55万"])
def test_a_noun_that_nobody_knows_keeps_its_sum(noun: str, form: str) -> None:
    message = f"龙岗买算力训练大模型，{form.format(n=noun)}，能补多少"
    stated = [s for m in understand(message).ledger.matters for s in m.numbers]
    assert not any(s.value == 550_000 for s in stated)
    assert is_told(ask(message), "55万")


def test_a_sum_for_three_is_given_to_none() -> None:
    found = understand("龙岗、龙华、福田三家一起买算力1000万，平分，各能补多少")
    assert not any(m.numbers for m in found.ledger.matters)


@pytest.mark.parametrize("part", ["场地费", "灯光费", "嘉宾那块"])
@pytest.mark.parametrize("wan", [520, 380])
def test_a_clause_that_only_tells_the_sum_opens_no_matter(part: str, wan: int) -> None:
    answer = ask(
        f"我们协会今年秋天想办一场有国际影响力的人工智能大赛，市里审定的总投入预计是{wan}万，"
        f"{part}占了其中160万，请问能资助多少？"
    )
    assert [*amounts(answer).values()] == [wan * 5_000]


def test_the_rent_of_what_is_rented_is_no_rent_of_rooms() -> None:
    answer = ask(
        "我们是初创企业，租了一家智算中心的卡训练语言大模型，租金是65万*12个月，按市里的办法支持多少？"
    )
    assert [*amounts(answer).values()] == [4_680_000]


@pytest.mark.parametrize("stop", ["、", "，"])
@pytest.mark.parametrize("third", ["请嘉宾", "直播", "印手册"])
def test_parts_that_come_to_a_told_total_are_one(stop: str, third: str) -> None:
    parts = stop.join(("办活动场地40万", "搭建65万", f"{third}25万"))
    answer = ask(f"我们是龙岗AI协会，{parts}，一共130万，备过案。能补多少")
    assert 390_000 in amounts(answer).values()


@pytest.mark.parametrize(
    "message",
    [
        "龙岗，模型的生成式备案没通过，能拿多少",
        "模型上线俩月了 生成式备案还没过 龙岗那个按模型给的钱能拿吗",
        "龙华，算法备案没批下来，能拿多少",
        "龙华，算法备案正在办，能拿多少",
    ],
)
def test_what_is_denied_behind_its_words_is_counted_none(message: str) -> None:
    assert {*amounts(ask(message)).values()} == {0}


@pytest.mark.parametrize(
    "message",
    [
        "主编的没有，只是参编了两个行业标准，龙华给不给？",
        "龙华营收8000万，可惜比前年还掉了点，奖多少",
        "龙华营收8000万，比上年又跌了些，奖多少",
    ],
)
def test_conditions_denied_in_everyday_words(message: str) -> None:
    assert {*amounts(ask(message)).values()} == {0}


@pytest.mark.parametrize(
    "asked",
    [
        "绿色工厂奖励有没有",
        "我再问下园区绿化",
        "哦对了印企业年鉴的钱管不管",
        "顺便问下换窗帘补不补",
    ],
)
def test_what_no_policy_has_a_word_of_is_told(asked: str) -> None:
    answer = ask(f"市里：示范应用项目实际投入500万补多少，软件首版次最高多少，{asked}")
    assert any(part.text and part.text in asked for part in answer.unused)


@pytest.mark.parametrize("who", ["区里", "街道办", "合作的那家"])
def test_what_others_pay_is_no_sum_of_ones_own(who: str) -> None:
    answer = ask(f"龙岗办机器人大赛，已备案，{who}出了21万，能补多少")
    assert {*amounts(answer).values()} == {None}
    assert is_told(answer, "21万")


@pytest.mark.parametrize("word", ["如果", "要是", "那如果", ""])
def test_what_is_borne_by_nobody_named_is_ones_own(word: str) -> None:
    answer = ask(
        "我们是市里中小企业服务站，帮企业迁移智能体，承担的费用是500万，补多少",
        f"{word}承担的是700万",
    )
    assert 3_000_000 in amounts(answer).values()


# --- the fit ---


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def test_held_out_authors_win_far_more_than_they_lose() -> None:
    told = content()["provenance"]["held_out"]
    taken = told[str(content()["least"])]
    assert taken["won"] > 10 * taken["lost"]


def test_the_fit_names_what_it_learned_from() -> None:
    told, read = content()["provenance"], hashlib.sha256((ROOT / ASIDES).read_bytes())
    every = {path.name: path for path in (ROOT / "eval").glob("*/*.jsonl")}
    for name in told["sets"]:
        read.update(every[name].read_bytes())
    assert read.hexdigest() == told["sha256"]
    assert {*content()["weights"]} == {*SIGNS}


def test_a_fit_learns_which_way_is_right() -> None:
    some = ({}, {"given": 1.0, "fact": 1.0}, {"given": 1.0, "unknown": 1.0})
    rows = [Row(f"a{n % 9}", some, (False, True, False)) for n in range(90)]
    assert {best for _, best, _ in held_out(rows)} == {1}


def test_the_asides_that_are_put_behind_all_tell_a_sum() -> None:
    asides = asides_of(ROOT / ASIDES)
    assert len(asides) > 50
    assert not any("{" in aside for aside in asides)


def test_without_a_fit_nothing_is_given() -> None:
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    said = Conversation("", ("被市里评为示范应用项目，医院自己实际掏了500万元。能拿多少",))
    assert 1_500_000 in amounts(assistant.ask(said, as_of=DAY)).values()
    assistant = Assistant.open(load_settings(str(ROOT), {}))
    assistant.completer.silence()
    assert 1_500_000 not in amounts(assistant.ask(said, as_of=DAY)).values()


def test_a_broken_file_is_named_and_not_guessed(tmp_path: Path) -> None:
    assert load_completing(tmp_path / "none.json") is None
    path = tmp_path / "completing.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"completing\.json：拟合参数读不出来"):
        load_completing(path)


@pytest.mark.parametrize("paid", ["厂里自掏了540万", "作坊里自筹540万", "我们自付540万"])
def test_out_of_ones_own_purse_is_what_lacks(paid: str) -> None:
    answer = ask(f"坪山陶瓷厂，上了套AI分拣，{paid}，评上了市里示范应用项目，给多少")
    assert 1_620_000 in amounts(answer).values()


@pytest.mark.parametrize("paid", ["年会花了540万", "食堂烧掉540万", "装修花出去540万"])
def test_what_something_else_took_is_not(paid: str) -> None:
    answer = ask(f"坪山陶瓷厂，上了套AI分拣，评上了市里示范应用项目，{paid}，给多少")
    assert 1_620_000 not in amounts(answer).values()
