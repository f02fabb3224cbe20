"""A part that the text leaves out is taken off the whole that is told before it.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业若干措施
安吉县支持{n}产业若干措施
第一条 设备补助。{n}企业购置生产设备的投资额达到200万元以上的，按设备投资额的10%给予补助，\
最高100万元。二手设备不计入设备投资额。
第二条 厂房补贴。租用县属{n}厂房1000平方米以上的，按每平方米每月4元给予租金补贴，\
最长24个月。转租、分租部分不计入补贴面积。
第三条 贷款贴息。{n}企业取得银行贷款的，按当年实际支付利息的50%给予贴息，每年最高60万元。\
因逾期产生的罚息、复利不计入贴息基数。
第四条 附则。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (7, 15))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某企业买设备花了560万元，里头有60万元是二手设备，能补多少？", 500_000),
        (1, "安吉某某企业买设备花了260万元，其中90万元是二手设备，能补多少？", 0),
        (1, "安吉某某企业买设备花了560万元，全是新的，能补多少？", 560_000),
        (
            2,
            "安吉某某企业租了3000平方米县属厂房，其中800平方米转租给别人了，租了12个月，\
租金补贴多少？",
            105_600,
        ),
        (2, "安吉某某企业租了3000平方米县属厂房，租了12个月，租金补贴多少？", 144_000),
        (3, "安吉某某企业贷款付了90万元利息，里面有5万元是罚息，能贴多少？", 425_000),
        (3, "安吉某某企业贷款付了9万元利息，里面有5000是罚息，能贴多少？", 42_500),
    ],
)
def test_what_is_left_is_paid_for(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount
