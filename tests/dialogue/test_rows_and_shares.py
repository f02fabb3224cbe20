"""Sums told in a row as many as were counted, and shares of a sum or of one member of it."""

from __future__ import annotations

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from tests.real_assistant import DAY, real

WAN = 10_000
COMPUTE = "longgang-2025#2:compute-service"
EVENT = "shenzhen-pioneer-2024#18:event"


def amount(rule: str, *turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id == rule)
    assert estimate.amount is not None
    assert not check_provenance(answer, real().corpus, turns)
    return int(estimate.amount)


def fee(*turns: str) -> int:
    """The fee in 万 that the estimate of Longgang pays 30 per cent of."""
    return amount(COMPUTE, "龙岗租算力训模型，怎么补", *turns) * 10 // 3 // WAN


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("合同两张，头一张310万，后一张120万", 430),
        ("账单三笔，头一笔90万，第二笔80万，末一笔70万", 240),
        ("跟两家采购的，甲家260万，乙家150万", 410),
        ("合同两张，一张三百万，一张一百一十万", 410),
        ("分两批付的，头批二百四十万，二批一百八十万", 420),
        ("从三家租的，甲家100万，乙家90万，丙家80万", 270),
    ],
)
def test_as_many_sums_as_were_counted_are_one_sum(told: str, sum_: int) -> None:
    assert fee(told) == sum_


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("花了两笔，头一笔算力310万，后一笔食堂120万", 310),
        ("单子两张，头一张310万，后一张120万是装修", 310),
    ],
)
def test_a_noun_of_its_own_is_of_no_row(told: str, sum_: int) -> None:
    assert fee(told) == sum_


ROW = "跟两家采购的，甲家260万，乙家150万"


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("乙家机器没开起来，退了一半", 335),
        ("乙家只付了六成", 350),
        ("甲家打了八折", 358),
        ("甲家加了40万", 450),
        ("乙家不租了", 260),
        ("甲家有一半是替兄弟单位租的，得划出去", 280),
    ],
)
def test_one_of_a_row_is_called_by_its_letter(told: str, sum_: int) -> None:
    assert fee(ROW, told) == sum_


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ("里面推理用的占两成，只有训练的算吧", 400),
        ("推理占了四成", 300),
        ("真正训练的占七成", 350),
        ("推理占掉200万", 400),
        ("租的那部分还有一半是上机课用的，跟训练不沾边", 250),
        ("那块有250万是上机课用的，跟训练不沾边", 375),
    ],
)
def test_what_a_part_takes_up_is_said_before_its_share(told: str, paid: int) -> None:
    first = "市里训力券，我们租智算中心训练大模型，合同1000万，补多少"
    assert amount("shenzhen-pioneer-2024#2:compute-voucher", first, told) == paid * WAN


def test_shares_of_a_company_are_no_share_of_a_sum() -> None:
    first = "市里训力券，我们租智算中心训练大模型，合同1000万，补多少"
    for told in ("大股东占股六成", "我们在这个圈子里占了三成份额"):
        assert amount("shenzhen-pioneer-2024#2:compute-voucher", first, told) == 500 * WAN


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("漏了舞台搭建，60万", 560),
        ("少报了音响租赁，30万", 530),
        ("忘了算安保，四十万", 540),
        ("总投入漏了安保，是540万", 540),
        ("漏了个零，1000万", 1000),
    ],
)
def test_what_was_left_out_is_added(told: str, whole: int) -> None:
    first = "深圳市里办人工智能大赛，审定总投入500万，补多少"
    assert amount(EVENT, first, told) == min(whole * WAN // 2, 3_000_000)


def test_a_sum_that_took_the_place_of_another_keeps_the_words_of_its_matter() -> None:
    turns = (
        "深圳市里语料券，从交易所买闽南话录音训大模型，卖家没关系，补多少",
        "合同300万",
        "不对，换了一家，200万",
        "又搭了一批苗语，40万",
    )
    city = "shenzhen-pioneer-2024#3:corpus-purchase"
    assert amount(city, *turns) == 72 * WAN
    assert amount(city, *turns, "闽南话那批砍到一半") == 42 * WAN


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("去年运营费报了1200万，审定打八折", 960),
        ("去年运营费报了1200万，核下来只认七成", 840),
        ("去年运营费1200万，打了个七五折", 900),
    ],
)
def test_what_was_found_of_a_sum_is_said_behind_it(told: str, sum_: int) -> None:
    first = "我们的公共技术服务平台前年就建好了，深圳市里的运营费资助怎么给"
    assert amount("shenzhen-pioneer-2024#12:existing-platform", first, told) == sum_ * 3000


def test_a_sum_beside_a_case_is_of_that_case() -> None:
    first = "我们的公共技术服务平台前年就建好了，深圳市里的运营费资助怎么给"
    turns = (first, "去年运营费1200万", "假设我们是新建的，审定投入两千万，又该多少")
    assert amount("shenzhen-pioneer-2024#12:new-platform", *turns) == 1000 * WAN


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("场地费一百万后来没给审进去", 400),
        ("有八十万没让报", 420),
        ("灯光那60万被核减了", 440),
        ("灯光60万忘了加进去", 560),
    ],
)
def test_what_others_did_not_let_count_goes_off(told: str, whole: int) -> None:
    first = "深圳市里办人工智能大赛，审定总投入500万，补多少"
    assert amount(EVENT, first, told) == whole * WAN // 2


def test_to_have_sums_said_again_brings_nothing_back() -> None:
    turns = (
        "市里的示范应用项目和模型券两样各按几成",
        "模型都备过案，模型费100万；示范项目自己投了500万",
        "项目那头再加六十万",
        "项目加的那笔不作数了。两样重新报给我听",
    )
    assert amount("shenzhen-pioneer-2024#5:demonstration", *turns) == 150 * WAN


def test_dots_end_what_is_denied() -> None:
    told = "全没写啊……那租卡训大模型总有数了吧，合同400万，深圳市训力券"
    assert amount("shenzhen-pioneer-2024#2:compute-voucher", told) == 200 * WAN


@pytest.mark.parametrize(
    "told",
    [
        "我表弟也开了一家，情况一样，两家合起来最多多少",
        "又批下来一家，俩一共",
        "第二家也过了，两家总共",
    ],
)
def test_two_that_are_alike_are_each_paid(told: str) -> None:
    first = "福田贷款贴息，科技型中小企业，注册就在福田，最多给多少"
    answer = real().ask(Conversation("", (first, told)), as_of=DAY)
    amounts = [e.amount for e in answer.estimates if e.rule_id == "futian-2024#9.2:finance"]
    assert amounts == [300 * WAN] * 2
    assert answer.unused  # told as doubtful
    assert not check_provenance(answer, real().corpus, (first, told))


@pytest.mark.parametrize(
    "told", ["我表弟也有一家，不过没在福田，两家合起来最多多少", "两家机构担保，最多多少"]
)
def test_two_that_are_not_alike_are_not(told: str) -> None:
    first = "福田贷款贴息，科技型中小企业，注册就在福田，最多给多少"
    answer = real().ask(Conversation("", (first, told)), as_of=DAY)
    assert len([e for e in answer.estimates if e.rule_id == "futian-2024#9.2:finance"]) < 2


def test_a_matter_is_gone_back_to_where_it_was_asked_before() -> None:
    turns = (
        "龙岗的博物馆，上了AI导览，入选龙岗示范场景，投了180万，给多少",
        "又漏了一笔，20万",
        "报市里的行业应用示范呢",
    )
    for told in ("回到博物馆、龙岗那条：又追加了50万", "再看龙岗那边：又追加了50万"):
        assert amount("longgang-2025#10:scene", *turns, told) == 250 * WAN * 3 // 10


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("又签了一份一样的，两份合起来", 600),
        ("再租一份同样数额的，一共能领多少", 600),
        ("照原样又来了一份", 600),
        ("同事家也签了一份一样的，他家多少", 300),
        ("这份跟上次说的一样", 300),
    ],
)
def test_one_more_of_the_same_sum(told: str, sum_: int) -> None:
    first = "市里训力券，租卡训大模型，合同300万，补多少"
    assert amount("shenzhen-pioneer-2024#2:compute-voucher", first, told) == sum_ * WAN // 2


def test_one_of_two_of_the_same_sum_changes() -> None:
    turns = ("市里训力券，租卡训大模型，合同300万，补多少", "又签了一份一样的，两份合起来")
    rule = "shenzhen-pioneer-2024#2:compute-voucher"
    assert amount(rule, *turns, "头一份缩水到200万，后一份不动") == 250 * WAN
    assert amount(rule, *turns, "后一份退了100万") == 250 * WAN


def test_a_season_of_a_year_is_a_day_and_may_be_moved() -> None:
    turns = ("市里训力券，租卡训大模型，合同300万，补多少", "2027年春天再租，还领得着吗")
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert "2026年12月17日" in answer.text
    rule = "shenzhen-pioneer-2024#2:compute-voucher"
    assert amount(rule, *turns, "那就提前，2026年9月签") == 150 * WAN


@pytest.mark.parametrize(
    "told",
    [
        "另外还付给一家境外的，90万，没备案那种",
        "还用了一家小厂的，没备案，90万",
        "又买了一家没备案的，90万",
    ],
)
def test_one_more_that_fails_a_condition_leaves_the_others(told: str) -> None:
    first = "市里模型券，模型在国家网信办备过案，一年400万，补多少"
    rule = "shenzhen-pioneer-2024#4:model-voucher"
    assert amount(rule, first, told) == 120 * WAN
    answer = real().ask(Conversation("", (first, told)), as_of=DAY)
    assert any("90万" in unused.text for unused in answer.unused)


def test_one_more_bought_from_an_own_company_leaves_the_others() -> None:
    first = "深圳市里语料券，从交易所买录音训大模型，卖家没关系，合同200万，补多少"
    rule = "shenzhen-pioneer-2024#3:corpus-purchase"
    assert amount(rule, first, "另外还跟自家子公司买了一批，80万") == 60 * WAN
    assert amount(rule, first, "其实那批没走交易所") == 0


@pytest.mark.parametrize(
    ("told", "left"),
    [("那六个被注销了俩", 4), ("六个撤了两个", 4), ("那六个后来被撤掉仨", 3)],
)
def test_so_many_of_so_many_are_out(told: str, left: int) -> None:
    first = "龙华，六个换脸算法去年上了深度合成备案清单，奖多少"
    assert amount("longhua-2025#8:algorithm", first, told) == left * 100 * WAN


def test_all_of_it_anew_is_no_restart_and_what_was_added_may_fail() -> None:
    turns = (
        "福田，交易平台上买语料400万练大模型，卖家八竿子打不着，福田给多少",
        "市里语料券按这笔",
        "后来同渠道补了一百万的货，区里市里都重来",
    )
    city = "shenzhen-pioneer-2024#3:corpus-purchase"
    assert amount(city, *turns) == 150 * WAN
    assert amount(city, *turns, "补的那批，卖方是我们控股八成的公司。两头各剩多少") == 120 * WAN


def test_a_share_that_was_taken_off_counts_once_its_condition_is_met() -> None:
    turns = (
        "市里训力券，租卡训大模型，合同400万，补多少",
        "里面四分之一是给学员上机课用的，跟训练不沾边",
    )
    rule = "shenzhen-pioneer-2024#2:compute-voucher"
    assert amount(rule, *turns) == 150 * WAN
    assert amount(rule, *turns, "上机课那点查清楚了，也是拿去训练的") == 200 * WAN
    assert amount(rule, *turns, "其余的部分都是训练用的") == 150 * WAN
