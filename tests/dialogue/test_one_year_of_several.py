"""Years: the one that is asked about, parts of one, and a sum of several together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.answer import UnusedKind
from assistant.dialogue.conversation import Conversation
from tests.dialogue.test_limits_told import lead
from tests.real_assistant import ask, real

WAN = 10_000
MOST = 100 * WAN
"""What Longgang pays a year at the most for corpora; 20 of 100 of the contract."""


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙岗买语料，去年花了700万，今年花了300万，今年能补多少", 300 * WAN // 5),
        ("龙岗语料2025年700万，2026年350万，2026年能拿多少", 350 * WAN // 5),
        ("去年语料花了700万今年400万，龙岗今年给补多少", 400 * WAN // 5),
        ("龙岗语料25年700万，26年350万，26年能申请到多少", 350 * WAN // 5),
        ("龙岗今年买语料250万，去年买了600万，问今年的", 250 * WAN // 5),
        ("龙岗语料去年200万今年400万，只看去年", 200 * WAN // 5),
        ("龙岗去年过了3个大模型备案，今年过了2个，今年能拿多少", 2 * 50 * WAN),
        ("龙华去年租金24万，今年租金36万，今年能补多少", 24 * WAN // 2),
    ],
)
def test_the_year_asked_about_alone_is_worked_out(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


def test_the_other_year_is_named_and_comes_back() -> None:
    talk = ("龙岗买语料，去年花了700万，今年花了300万，今年能补多少",)
    (left,) = ask(*talk).unused
    assert (left.text, left.kind) == ("去年花了700万", UnusedKind.NUMBER)
    both = ask(*talk, "两年一共呢").estimates[0]
    assert both.amount == MOST + Decimal(300 * WAN // 5)


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("今年改成350万", 350 * WAN // 5),
        ("两年加起来呢", MOST + 300 * WAN // 5),
    ],
)
def test_the_year_asked_about_goes_on(said: str, amount: int) -> None:
    talk = ("龙岗买语料，去年花了700万，今年花了300万，今年能补多少", said)
    assert ask(*talk).estimates[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "龙岗买语料，去年花了700万，今年花了300万，能补多少",
        "龙岗买语料，去年花了700万，今年花了300万，两年加起来能补多少",
        "龙岗买语料，去年花了700万，今年花了300万，今年申请能补多少",
    ],
)
def test_no_single_year_asked_leaves_both(text: str) -> None:
    assert lead(text).amount == MOST + Decimal(300 * WAN // 5)


@pytest.mark.parametrize("said", ["只看今年呢", "今年的呢"], ids=["only", "of it"])
def test_this_year_is_told_by_its_name_not_by_its_place(said: str) -> None:
    talk = ("龙岗买语料，去年700万，今年300万，能补多少", said)
    assert ask(*talk).estimates[0].amount == Decimal(300 * WAN // 5)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙岗买语料一季度150万二季度200万三季度250万，能补多少", MOST),
        ("龙岗买语料上半年280万，下半年320万，能补多少", MOST),
        ("龙岗买语料，上半年120万，下半年80万，能补多少", (120 + 80) * WAN // 5),
        ("龙岗买语料去年下半年300万，今年上半年350万，能补多少", (300 + 350) * WAN // 5),
    ],
)
def test_parts_of_a_year_share_its_limit(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


def test_a_part_of_a_year_is_changed_by_its_name() -> None:
    talk = ("龙岗买语料一季度150万二季度100万三季度50万，能补多少", "二季度其实是150万")
    assert ask(*talk).estimates[0].amount == Decimal((150 + 150 + 50) * WAN // 5)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙岗采购语料，三年一共花了900万，能补多少", 900 * WAN // 5),
        ("龙岗买语料，两年合计1200万，一共能拿多少", 2 * MOST),
        ("福田买备案大模型，两年加起来花了200万，能补多少", 200 * WAN * 3 // 10),
        ("龙岗买语料，三年累计花了1000万，能补多少", 1000 * WAN // 5),
        ("龙岗调用备案模型做开发，三年总共1800万，每年能补多少", 600 * WAN * 3 // 10),
        ("龙岗两年语料总共花掉900万，能拿多少", 900 * WAN // 5),
        ("龙岗语料，两年来累计花了600万，今年能补多少", 600 * WAN // 2 // 5),
    ],
)
def test_a_sum_of_several_years_is_none_of_each(text: str, amount: int) -> None:
    answer = ask(text)
    assert answer.estimates[0].amount == Decimal(amount)
    assert any("按每年一样多算" in left.say for left in answer.unused)


def test_a_sum_is_said_to_be_of_years_later() -> None:
    answer = ask("龙岗买语料花了500万，能补多少", "这是两年一共的")
    assert answer.estimates[0].amount == Decimal(500 * WAN // 5)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙岗买语料三年都是400万，一共多少", 3 * 400 * WAN // 5),
        ("龙岗买语料，每年花300万，三年一共900万，能拿多少", 900 * WAN // 5),
        ("福田租算力，三年一共花了900万，能补多少", 900 * WAN * 3 // 10),
        ("我们公司成立三年，一共花了400万买语料，龙岗能补多少", 400 * WAN // 5),
    ],
)
def test_what_each_year_has_and_what_has_no_yearly_limit_stays(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("福田租算力，每个月18万，从三月租到年底，能补多少", 18 * 10 * WAN * 3 // 10),
        ("福田租算力，每个月18万，3月到9月都在租，能补多少", 18 * 7 * WAN * 3 // 10),
        ("福田租算力每月20万，从5月到明年2月，能补多少", 20 * 10 * WAN * 3 // 10),
        ("龙华企业租办公室每月3万，去年从三月租到年底，能补多少", 3 * 10 * WAN // 2),
        ("前海租300平，每月租金4万，从三月租到年底，补多少", 60 * 300 * 10),
        ("龙华企业去年租金每月2万，其中三个月免租，能补多少", 2 * 9 * WAN // 2),
        ("龙华去年房租每月2万，免租两个月，补多少", 2 * 10 * WAN // 2),
        ("龙华企业租房一个月3万，去年六月搬进去，到年底一共七个月，能补多少", 3 * 7 * WAN // 2),
    ],
)
def test_months_from_one_until_another(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


@pytest.mark.parametrize(
    "said", ["月底再报呢", "下周五申请还来得及吗", "月底才验收呢", "这个月20号才能报呢"]
)
def test_a_policy_that_ends_before_the_day_of_this_month_is_not_payable(said: str) -> None:
    talk = Conversation("t", ("深圳办活动审定投入400万，能补多少", said))
    answer = real().ask(talk, as_of=date(2026, 12, 10))
    assert answer.estimates[0].amount is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙岗语料合同分两期，一期300万二期250万，都在今年，能补多少", MOST),
        ("龙岗买语料，Q1花了120万，Q2花了80万，Q3花了60万，能拿多少", (120 + 80 + 60) * WAN // 5),
        ("福田租算力第1笔100万第2笔200万，能补多少", (100 + 200) * WAN * 3 // 10),
        ("龙岗租算力，1月到5月每月20万，6月到12月每月30万", (5 * 20 + 7 * 30) * WAN * 3 // 10),
        ("龙岗租算力，前半年每月20万，后半年每月30万，补多少", (6 * 20 + 6 * 30) * WAN * 3 // 10),
    ],
)
def test_what_follows_in_a_row_is_added(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("深圳模型券今年买备案模型花了400万，这个月报能补多少", 400 * WAN * 3 // 10),
        ("深圳办人工智能大赛审定投入500万，下个月办，能补多少", 500 * WAN // 2),
    ],
)
def test_a_month_is_no_matter_of_its_own(text: str, amount: int) -> None:
    answer = real().ask(Conversation("t", (text,)), as_of=date(2026, 6, 1))
    assert [e.amount for e in answer.estimates] == [Decimal(amount)]


@pytest.mark.parametrize(
    ("when", "amount"),
    [("明年验收", None), ("今年9月验收", 1500 * WAN), ("明年3月建成", None)],
)
def test_what_is_to_come_is_asked_of_its_own_day(when: str, amount: int | None) -> None:
    text = f"深圳新建公共技术平台审定总投入3000万，{when}，能补多少"
    (found,) = real().ask(Conversation("t", (text,)), as_of=date(2026, 6, 1)).estimates
    assert found.amount == amount
