"""A noun that holds a word of order, the part one bears, a place gone back to, a later sale.

Compute in 福田 is paid 30 % for inference, in the city 50 % for training; migration 50 % of
what the firm bears; first sales in 龙岗 50 % of their cost.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

_COMPUTE = "福田租算力做推理，合同420万"
_GROWN = "前海，我们去年研发5200万，前年4100万"
_MOVED = "找国产生态创新中心做模型迁移适配，总费用360万"
_SALE = "龙岗机器人，第一次卖出去那批，制备成本总共70万"


def told(*talk: str) -> dict[str, object]:
    return {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}


@pytest.mark.parametrize("away", ["折旧那块，拿掉", "折旧那块审计不给认，拿掉", "折旧那块拿掉"])
def test_a_noun_that_holds_a_word_of_order_names_by_what_it_is(away: str) -> None:
    facts = told(_GROWN, "去年的漏了设备折旧，往上再加300万", away)
    assert facts["rd_spend_yuan"] == 5200 * WAN
    assert facts["prior_rd_spend_yuan"] == 4100 * WAN


def test_a_word_of_order_by_itself_names_the_first() -> None:
    assert told(_COMPUTE, "又签了一份，50万", "旧那份撤了")["compute_fee_yuan"] == 50 * WAN


@pytest.mark.parametrize("own", ["自己担210万", "自掏210万", "自付210万", "其中210万我们自己掏"])
def test_what_one_bears_oneself_is_what_counts(own: str) -> None:
    assert told(f"{_MOVED}，{own}")["migration_fee_yuan"] == 210 * WAN


def test_what_was_paid_already_is_no_share() -> None:
    assert told(f"{_MOVED}，已付210万")["migration_fee_yuan"] == 360 * WAN


@pytest.mark.parametrize("back", ["得，还是只报市里那份", "算了，只报市里", "那市里那份呢"])
def test_a_place_gone_back_to_has_what_was_told_there(back: str) -> None:
    talk = ("租卡训练大模型，合同260万，深圳市级训力券", "换成报福田的，合同改成300万")
    assert told(*talk, back)["compute_fee_yuan"] == 260 * WAN


@pytest.mark.parametrize("left", ["按审进去的算", "就按认下来的算吧"])
def test_what_is_left_is_called_by_what_was_let_in(left: str) -> None:
    talk = ("想办机器人大赛，符合条件，市里审定总投入480万", "裁判差旅80万最后没审进去")
    assert told(*talk, left)["event_cost_yuan"] == 400 * WAN


@pytest.mark.parametrize("later", ["如果这批是第三回卖了", "要是这已经是第二批了", "这是第3次卖"])
def test_a_later_sale_is_not_the_first(later: str) -> None:
    assert told(_SALE, later)["first_sale"] is False


def test_a_later_sale_that_was_only_supposed_is_the_first_again() -> None:
    assert told(_SALE, "如果这批是第三回卖了", "首次，首次，确定")["first_sale"] is True


def test_what_is_asked_once_more_is_no_later_sale() -> None:
    assert told(_SALE, "这是第二次问你了")["first_sale"] is True
