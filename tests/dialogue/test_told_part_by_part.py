"""A sum told part by part is their sum where the clause pays on the whole; a part may change later.

Demonstrations in 前海 are paid 10 % of what was invested, those in 龙岗 30 %; events in 龙岗 30 %.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.composed import Composed, Part, changed, find_row, only_part
from assistant.text.normalise import fold
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

_PROJECT = "龙岗的示范场景入选了，"
_EVENT = "龙岗办了场路演，备过案，"
_LINE = "传送带130万，机械臂220万，视觉模块50万"


def total(fact: str, *talk: str) -> Decimal | None:
    """What a fact comes to behind the last message; None where nothing tells it."""
    stated = [s for f in understand(*talk).focus for _, c in f.cases for s in c if s.name == fact]
    return stated[0].total if stated else None


@pytest.mark.parametrize(
    "row",
    [
        "传送带130万，机械臂220万，视觉模块50万，能拿多少",
        "传送带130万、机械臂220万、视觉模块50万",
        "传送带花了130万加机械臂220万加视觉模块50万",
        "传送带130万+机械臂220万+视觉模块50万",
        "其他不说，传送带是130万；机械臂是220万；视觉模块是50万",
        "一共400万：传送带130万、机械臂220万、视觉模块50万",
        "传送带130万、机械臂220万、视觉模块50万，合计400万",
        "传送带130万机械臂220万视觉模块50万能补多少",
    ],
)
def test_parts_without_a_total_are_added(row: str) -> None:
    assert total("project_investment_yuan", _PROJECT + row) == (130 + 220 + 50) * WAN


@pytest.mark.parametrize(
    ("later", "parts"),
    [
        (("机械臂那块改成250万",), (130, 250, 50)),
        (("视觉模块其实是65万",), (130, 220, 65)),
        (("传送带报高了，应该是110万",), (110, 220, 50)),
        (("机械臂又加了30万",), (130, 250, 50)),
        (("传送带便宜了20万",), (110, 220, 50)),
        (("视觉模块翻倍了",), (130, 220, 100)),
        (("传送带没买成",), (220, 50)),
        (("视觉模块不能算",), (130, 220)),
        (("视觉模块不能算", "视觉模块还是算上"), (130, 220, 50)),
        (("还有安装15万",), (130, 220, 50, 15)),
        (("机械臂改成250万", "传送带砍掉", "视觉模块追加10万"), (250, 60)),
        (("如果机械臂降到180万呢",), (130, 180, 50)),
    ],
)
def test_a_later_change_of_one_part_keeps_the_others(
    later: tuple[str, ...], parts: tuple[int, ...]
) -> None:
    told = total("project_investment_yuan", _PROJECT + _LINE, *later)
    assert told == sum(parts) * WAN


def test_parts_that_are_told_one_by_one_are_added() -> None:
    talk = (_EVENT + "场地45万", "布展30万", "还有直播12万")
    assert total("event_cost_yuan", *talk) == (45 + 30 + 12) * WAN
    assert total("event_cost_yuan", *talk, "布展不算了") == (45 + 12) * WAN


def test_the_first_part_may_come_behind_the_matter() -> None:
    talk = ("前海的应用示范项目评上了，怎么补", "采集终端花了90万", "部署实施40万")
    assert total("project_investment_yuan", *talk) == (90 + 40) * WAN


def test_a_whole_beside_one_of_its_parts_is_the_whole() -> None:
    talk = ("龙岗的示范场景入选了，总共投了600万，其中装修150万",)
    assert total("project_investment_yuan", *talk) == 600 * WAN
    assert total("project_investment_yuan", *talk, "装修其实是100万") == (600 - 50) * WAN


@pytest.mark.parametrize(
    ("message", "fact", "value"),
    [
        ("龙岗租算力花了260万，发电机70万", "compute_fee_yuan", 260),
        ("龙岗买语料走交易所花了240万，录音棚50万", "corpus_purchase_yuan", 240),
        ("福田买了台大模型一体机90万，其中大模型部分35万", "model_fee_yuan", 35),
    ],
)
def test_what_is_paid_for_one_thing_takes_in_no_other(message: str, fact: str, value: int) -> None:
    assert total(fact, message) == value * WAN


def test_two_matters_are_no_parts_of_one() -> None:
    talk = "龙岗办路演花了120万，租算力330万"
    assert total("event_cost_yuan", talk) == 120 * WAN
    assert total("compute_fee_yuan", talk) == 330 * WAN


def test_shares_of_sellers_are_added_where_the_clause_pays_for_that_alone() -> None:
    talk = ("福田租算力训练，蓝鲸云那份210万，麒麟云那份140万",)
    assert total("compute_fee_yuan", *talk) == (210 + 140) * WAN
    assert total("compute_fee_yuan", *talk, "麒麟云的退掉了") == 210 * WAN


def test_months_that_add_up_by_chance_are_all_counted() -> None:
    talk = "龙岗算力费用二月份20万，三月份30万，四月份50万"
    assert total("compute_fee_yuan", talk) == (20 + 30 + 50) * WAN


def test_one_sum_in_instalments_is_one_sum() -> None:
    talk = "龙华A轮融了，分三笔到的账：900万、800万、700万"
    assert total("round_arrived_yuan", talk) == (900 + 800 + 700) * WAN


@pytest.mark.parametrize(
    "part",
    [
        "其中90万是苏州子公司用的",
        "其中90万是总公司付的",
        "里面90万是兄弟公司出的",
    ],
)
def test_what_another_company_spent_of_it_is_taken_off(part: str) -> None:
    assert total("compute_fee_yuan", f"龙岗买算力390万，{part}") == (390 - 90) * WAN


def test_a_share_that_another_company_used_is_taken_off() -> None:
    assert total("compute_fee_yuan", "龙岗算力花了640万，一半是兄弟公司用的") == 320 * WAN
    told = total("compute_fee_yuan", "龙岗算力花了640万，四分之一是子公司租的")
    assert told == (640 - 160) * WAN


@pytest.mark.parametrize(
    "text",
    [
        "算力300万",
        "今年200万，去年300万",
        "一共300万",
        "我们出200万，政府出100万",
        "每台20万，每台30万",
    ],
)
def test_what_is_no_row_of_parts(text: str) -> None:
    assert find_row(fold(text)) is None


def test_what_a_message_makes_of_the_parts() -> None:
    parts = (Part("木工", Decimal(30)), Part("油漆", Decimal(20)))
    state = Composed("cost", parts)
    gone = changed(state, "油漆不算了")
    assert gone is not None
    assert gone.composed.total == Decimal(30)
    assert changed(state, "油漆算不算") is None
    assert changed(state, "地板呢") is None
    assert only_part("布展30万") == ("布展", 30 * WAN)


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("龙岗买算力390万，里面90万是总部付的", 390 - 90),
        ("龙岗买算力390万，有90万是隔壁公司的", 390 - 90),
        ("龙岗买算力花了390万，其中90万是福田分公司买的，剩下的是我们的", 390 - 90),
        ("龙岗算力花了660万，三分之二是我们用的，其余是子公司用的", 440),
    ],
)
def test_what_is_not_the_askers_opens_no_matter(message: str, value: int) -> None:
    assert total("compute_fee_yuan", message) == value * WAN
    clauses = {str(f.clause_id) for f in understand(message).focus}
    assert clauses == {"longgang-2025#2"}


@pytest.mark.parametrize(
    "told",
    [
        "明细：1.货架80万 2.叉车60万 3.安装20万",
        "货架、叉车、安装分别是80万、60万、20万",
        "货架80万。叉车60万。安装20万。",
    ],
)
def test_a_list_is_a_row_of_parts(told: str) -> None:
    talk = ("龙岗的示范场景入选了，" + told,)
    assert total("project_investment_yuan", *talk) == (80 + 60 + 20) * WAN
    assert total("project_investment_yuan", *talk, "叉车去掉") == (80 + 20) * WAN


def test_rounds_are_not_taken_for_one_another() -> None:
    message = "龙华一轮天使1300万，另一轮A轮2700万，都到账了"
    stated = {s.name for f in understand(message).focus for _, c in f.cases for s in c}
    assert not {"round_arrived_yuan", "round_investment_yuan"} <= stated


def test_so_many_that_are_in_the_list_count() -> None:
    assert total("filed_algorithms", "龙华报了4个算法，列进备案清单的3个") == 3
    assert total("filed_algorithms", "龙华报了6个算法，进清单的只有4个") == 4
