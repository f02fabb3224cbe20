"""What a sum is of: increases of a year, terms with asides, other clauses named by their numbers.

The trades are put together from characters, as in test_forms_of_policies.py.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(n: str) -> str:
    """The text for the trade ``n``."""
    return f"""标题: 安吉县扶持{n}行业若干办法
安吉县扶持{n}行业若干办法
第一条 {n}企业（以下简称从业单位）年度培训费用较上年增加20万元以上的，\
按增加额的15%奖励，每年最高60万元。
第二条 {n}商户网上零售额比上一年度增长300万元以上的，对增长部分按2%给予奖励，最高30万元。
第三条 对{n}烘干设备投资额（不含安装费，下同）150万元以上的改造项目，\
按设备投资额的8%给予补助，最高90万元。
第四条 没有享受6.1补贴的{n}展演，对主办单位支付的灯光、布景费用合计，按40%给予补助，单场最高12万元。
第五条 本办法自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (7, 19)


town = towns(lambda seed: policy(noun(seed)), SEEDS)


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, ("安吉某某企业前年培训费用90万元，去年170万元，能奖多少？",), (170 - 90) * 1500),
        (1, ("安吉某某企业前年培训费用90万元，去年105万元，能奖多少？",), 0),
        (1, ("安吉某某企业培训费用比上年增加了30万元，奖多少？",), 30 * 1500),
        (2, ("安吉某某商户前年网上零售额800万元，去年1500万元，奖多少？",), (1500 - 800) * 200),
        (3, ("安吉某某烘干设备改造，设备投资400万元，补多少？",), 400 * 800),
        (3, ("安吉某某烘干设备改造，设备投资120万元，补多少？",), 0),
        (4, ("安吉办某某展演，付了灯光费9万元、布景费6.5万元，能补多少？",), 155_000 * 4 // 10),
    ],
)
def test_what_a_sum_is_of(town: Town, article: int, turns: tuple[str, ...], amount: int) -> None:
    assert total(town.ask(*turns), article) == amount
