"""Money that was got, by the asker or by others, is no sum that anything is reckoned on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.text.quantities import find_quantities
from assistant.text.receipts import find_receipts, got_before
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)


def last(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def paid(answer: Answer) -> set[Decimal]:
    return {e.amount for e in answer.estimates if e.amount is not None and not e.range}


@pytest.mark.parametrize(
    ("said", "is_ours"),
    [
        ("前年领过35万", True),
        ("上次政府已经补了我们80万", True),
        ("上半年享受过120万的补贴", True),
        ("90万年初就拿到了", True),
        ("楼下那家公司拿了260万", True),
        ("同行去年领到了260万", False),
        ("我朋友拿了260万", False),
    ],
)
def test_what_was_got_is_told_by_its_verb(said: str, is_ours: bool) -> None:
    (found,) = find_receipts(said, find_quantities(said))
    assert said[found.start : found.end] == said
    assert found.is_ours or not is_ours
    if not is_ours:
        assert not found.is_ours


@pytest.mark.parametrize(
    "said",
    [
        "还没领过60万",
        "想拿260万",
        "拿下一个260万的订单",
        "A轮拿了2600万",
        "补了40万的差价",
        "批了300万预算",
    ],
)
def test_what_is_wanted_or_bought_was_not_got(said: str) -> None:
    assert not find_receipts(said, find_quantities(said))


@pytest.mark.parametrize("said", ["早先领过一次了", "这个奖励享受过了"])
def test_what_was_got_is_told_without_a_sum_too(said: str) -> None:
    assert got_before(said)


@pytest.mark.parametrize("said", ["其中两个领过了", "还没领过", "隔壁领过了", "拿到合同了"])
def test_what_others_got_or_counts_of_things_are_no_support_got_before(said: str) -> None:
    assert not got_before(said)


@pytest.mark.parametrize("later", ["前年领过35万", "上次给过我们80万", "60万年初已经拿到了"])
def test_what_was_got_before_changes_no_sum_and_is_told(later: str) -> None:
    answer = last("市里办创客大赛花了380万，能补多少", later)
    assert paid(answer) == {380 * WAN * Decimal("0.5")}
    assert any("已经领到" in u.say for u in answer.unused)


@pytest.mark.parametrize("later", ["同行拿了290万", "我朋友那家领到了290万", "人家都290万了"])
def test_what_others_got_changes_no_sum_and_is_told(later: str) -> None:
    answer = last("龙岗办论坛花了420万，能补多少", later)
    assert paid(answer) == {420 * WAN * Decimal("0.3")}
    assert any("别人" in u.say for u in answer.unused)


def test_what_was_got_answers_no_question_for_a_cost() -> None:
    answer = last("福田买语料能补多少", "去年领过15万")
    assert answer.clarify is not None
    assert not paid(answer)


@pytest.mark.parametrize(
    "first", ["龙岗语料去年领过70万，今年又签了260万", "龙岗语料拿过70万了,新签了260万"]
)
def test_what_was_got_is_not_added_to_what_was_spent_since(first: str) -> None:
    answer = last(first)
    here = {e.amount for e in answer.estimates if e.clause_id == "longgang-2025#3"}
    assert here == {260 * WAN * Decimal("0.2")}


def test_what_was_got_goes_off_a_cap_over_all() -> None:
    first = "前海智能网联汽车40台，每台46万，能补多少"
    assert paid(last(first)) == {40 * 20 * WAN}
    assert paid(last(first, "早先批过650万")) == {(1000 - 650) * WAN}


def test_when_something_was_got_is_no_day_asked_about() -> None:
    answer = last("龙岗租算力900万", "我们前年领过50万")
    assert paid(answer) == {900 * WAN * Decimal("0.3")}


def test_what_is_paid_once_and_was_got_is_told() -> None:
    answer = last("前海创新中心软硬件投了1600万，以前享受过一次资助")
    assert any("领过" in u.say for u in answer.unused)


@pytest.mark.parametrize("later", ["再便宜点70万", "再少点70万", "砍一点，砍了70万"])
def test_a_little_cheaper_is_less(later: str) -> None:
    assert paid(last("龙岗租算力花了970万", later)) == {900 * WAN * Decimal("0.3")}


@pytest.mark.parametrize("later", ["财政已经给了360万", "区里已经拨了360万"])
def test_what_a_rule_takes_off_its_sum_is_no_receipt(later: str) -> None:
    answer = last("龙华场景应用揭榜方，总投入1800万，能补多少", later)
    assert paid(answer) == {(1800 - 360) * WAN * Decimal("0.2")}


@pytest.mark.parametrize("what", ["为别的车", "为了另外一批车"])
def test_what_support_was_for_is_nobody_who_got_it(what: str) -> None:
    said = ("前海自有无人车40台载人运营，每台36万", f"前年我们{what}拿了800万，还能拿多少")
    found = last(*said)
    assert found.estimates[0].amount == (1000 - 800) * WAN
    assert not [u for u in found.unused if "别人" in u.say]
