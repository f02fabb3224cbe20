"""A zone's own policy: where it has things done, who deals with which clause, whom it bars.

The zone and the trade are made up: no list of places, no vocabulary knows them.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from assistant.answer.answer import Answer, Outcome
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

POLICY = """标题: 砚蓼湾生态旅游度假区扶持漆器产业若干措施

砚蓼湾生态旅游度假区管理委员会关于印发扶持漆器产业若干措施的通知

各部门：
现印发给你们。
砚蓼湾生态旅游度假区管理委员会
2025年2月5日

第一条 支持对象
1.1 适用范围。在度假区登记的漆器企业和漆器匠人。
1.2 不予支持的情形。国有企业、事业单位离岗创业人员；转口贸易、代工类项目；\
申报前三年内因偷税受到处罚的；发生漆料中毒事故造成人员死亡的。
第二条 原料和作坊
2.1 原料基地。漆器企业在云南省内承包漆树林的，承包期4年以上的，按每亩每年80元给予补助，\
每家企业每年最高30万元。
2.2 作坊改造。改造作坊的，按改造费用的20%给予补助，最高50万元。
2.3 漆器展销。参加漆器展销会的，按展位费的30%给予补助，最高10万元。
第三条 匠人
3.1 匠人等级。个人取得漆器匠人三级、二级、一级证书的，分别给予本人900元、1700元、3200元奖励。\
已领取低等级奖励后取得高等级证书的，补足差额。
第四条 附则
4.1 受理。本措施由度假区经济发展局会同财政局组织实施。2.2由度假区建设管理局受理，\
2.3、3.1由度假区文化旅游局受理，原料基地事项由度假区林业站常年受理。
4.2 时间。每年9月3日至10月9日受理上一年度事项。
4.3 监督。获得作坊改造补助的，三年内不得改变作坊用途，改变的收回全部补助资金。\
2.3由展销会主办单位统一代申报。领取2.2补助的，自次月起停发匠人驻坊津贴。
4.4 施行。本措施自2025年3月1日起施行，有效期至2028年2月29日。
"""


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zone")
    (folder / "lacquer.txt").write_text(POLICY, encoding="utf-8")
    run = [sys.executable, "-m", "assistant"]
    place = folder / "place"
    for arguments in (
        ["init", str(place), "--empty"],
        ["--workspace", str(place), "add", str(folder / "lacquer.txt")],
    ):
        subprocess.run([*run, *arguments], check=True, cwd=ROOT, capture_output=True)
    return Assistant.open(load_settings(str(place), {}))


def ask(zone: Assistant, *turns: str) -> Answer:
    return zone.ask(Conversation("c", turns), as_of=date(2026, 6, 1))


def lead(answer: Answer) -> str:
    return "".join(one.text for one in answer.sentences if one.role == "lead")


def cited(answer: Answer) -> set[str]:
    return {str(one.clause_id).partition("#")[2] for one in answer.citations}


def amounts(answer: Answer) -> list[int]:
    return [int(one.amount) for one in answer.estimates if one.amount is not None]


def test_the_zone_of_the_title_is_the_place_by_the_names_that_people_use(zone: Assistant) -> None:
    policy = zone.corpus.policies[0]
    assert policy.region == "砚蓼湾生态旅游度假区"
    assert {"砚蓼湾", "砚蓼湾度假区"} <= set(policy.region_words)
    assert policy.issuer == "砚蓼湾生态旅游度假区管理委员会"


@pytest.mark.parametrize(
    "turns",
    [
        ("我们砚蓼湾的漆器厂在云南怒江承包了500亩漆树林，承包期6年，一年补多少？",),
        ("砚蓼湾的原料基地怎么补？", "我们在昆明承包了500亩漆树林，承包合同签了6年，一年补多少？"),
    ],
)
def test_where_a_policy_has_something_done_is_no_other_place(
    zone: Assistant, turns: tuple[str, ...]
) -> None:
    assert amounts(ask(zone, *turns)) == [40000]


def test_who_sits_in_another_place_is_still_told_that_it_has_none(zone: Assistant) -> None:
    answer = ask(zone, "昆明的漆器公司改造作坊花了80万元，能补多少？")
    assert answer.outcome is Outcome.REFUSED


def test_a_contract_that_is_too_short_is_not_taken_for_long_enough(zone: Assistant) -> None:
    answer = ask(zone, "砚蓼湾的漆器企业在云南承包500亩漆树林，承包合同签了2年，一年补多少？")
    assert amounts(answer) == [0]


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("砚蓼湾作坊改造补助找哪个局受理？", "建设管理局"),
        ("砚蓼湾的匠人等级奖励归哪个部门管？", "文化旅游局"),
        ("砚蓼湾原料基地补助是哪个部门受理？", "林业站"),
    ],
)
def test_who_deals_with_a_clause_is_shared_out_by_number(
    zone: Assistant, question: str, body: str
) -> None:
    answer = ask(zone, question)
    assert body in lead(answer)
    assert "4.1" in cited(answer)


def test_what_becomes_of_the_money_when_a_use_is_changed(zone: Assistant) -> None:
    answer = ask(zone, "砚蓼湾的作坊改造补助到手以后把作坊改成了民宿，补助资金会怎么处理？")
    assert "4.3" in cited(answer)


@pytest.mark.parametrize(
    "question",
    [
        "砚蓼湾领了改造补助的作坊，几年内不能转让也不能改用途？",
        "砚蓼湾的展销补助是我们自己去申报，还是谁代我们报？",
        "砚蓼湾作坊改造补助领了之后，匠人驻坊津贴还能接着领吗？",
    ],
)
def test_what_the_last_articles_say_is_found(zone: Assistant, question: str) -> None:
    answer = ask(zone, question)
    assert answer.outcome is Outcome.ANSWERED
    assert "4.3" in cited(answer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我是事业单位离岗创业人员，在砚蓼湾做漆器，能申请作坊改造补助吗？", "离岗创业"),
        ("我是事业单位离岗创业人员，砚蓼湾改造作坊花了80万元，能补多少？", "离岗创业"),
        ("我们做的是转口贸易类项目，砚蓼湾的展销补助能领吗？", "转口贸易"),
    ],
)
def test_an_excluded_kind_is_told_no_and_where_it_stands(
    zone: Assistant, question: str, words: str
) -> None:
    answer = ask(zone, question)
    assert "1.2" in cited(answer)
    assert lead(answer).startswith("不能")
    assert words in lead(answer)


@pytest.mark.parametrize(
    "question",
    [
        "我不是事业单位离岗创业人员，在砚蓼湾做漆器，能申请作坊改造补助吗？",
        "我们做零售贸易，砚蓼湾的展销补助能领吗？",
        "我给国有企业供过货，砚蓼湾的作坊改造补助能申请吗？",
    ],
)
def test_who_is_not_of_the_kind_is_not_told_no(zone: Assistant, question: str) -> None:
    assert not lead(ask(zone, question)).startswith("不能")


@pytest.mark.parametrize(
    "question",
    [
        "前年我们厂偷税被罚过，砚蓼湾的作坊改造补助还能申请吗？",
        "去年我们厂出过漆料事故死了人，砚蓼湾的作坊改造补助还能申请吗？",
    ],
)
def test_what_one_did_wrong_finds_the_article_that_bars(zone: Assistant, question: str) -> None:
    assert "1.2" in cited(ask(zone, question))


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("砚蓼湾的漆器匠人，三级的时候领过900元，今年评上了一级，还能领多少？", 2300),
        ("我以前靠二级证书拿了1700元，现在又考下了一级证，砚蓼湾匠人等级奖励还能领多少？", 1500),
    ],
)
def test_the_class_that_one_has_now_is_paid_less_what_was_got(
    zone: Assistant, question: str, amount: int
) -> None:
    assert amounts(ask(zone, question)) == [amount]
