"""A later message fails, or meets, a condition in the words that people have for it."""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ASSET = "福田。数据资产首次入表，入表金额150万，花了70万服务费，也在深圳数据交易所成交了，给支持吗"
SCENE = "龙岗的智慧工厂场景被遴选为示范，我司自己实际投入540万"
LAB = "有个早就建成的市重点实验室，这次三年周期评估得了良好，奖励多少"
EVENT = "龙岗办峰会，市场化办的，区里备案过，实际费用540万"
ROUND = "龙华机器人公司，去年A轮融了3600万，风投投的"
STANDARD = "龙华，主导了一项国标"
MODEL = "福田，自主研发行业大模型，公开发布了，6个案例，合同实际完成1900万"


@pytest.mark.parametrize(
    ("first", "then", "clause", "wan"),
    [
        (ASSET, "同事说其实只登记、没成交过", "futian-2024#3.2", 0),
        (ASSET, "其实一笔都没成交", "futian-2024#3.2", 0),
        (ASSET, "交易所成交是真的", "futian-2024#3.2", 70 * 20 / 100),
        (SCENE, "要是这项目换成区政府出钱建的呢", "longgang-2025#10", 0),
        (SCENE, "钱是我们自己的", "longgang-2025#10", 540 * 30 / 100),
        (LAB, "有小道消息讲结果要从良好调成合格，调了还有奖励吗", "shenzhen-pioneer-2024#13", 0),
        (LAB, "从良好改成优秀了", "shenzhen-pioneer-2024#13", 300),
        (EVENT, "忘了去备案", "longgang-2025#16", 0),
        (EVENT, "其实是街道办掏钱办的", "longgang-2025#16", 0),
        (EVENT, "备案号都有", "longgang-2025#16", 540 * 30 / 100),
        (ROUND, "没拿过奖", "longhua-2025#13", 3600 * 5 / 100),
        (STANDARD, "我们只是挂名", "longhua-2025#11", 0),
        (STANDARD, "其实是参与", "longhua-2025#11", 0),
        (MODEL, "模型是外包做的", "futian-2024#1.1", 0),
        (MODEL, "自己做的，已经发布了", "futian-2024#1.1", 50),
    ],
)
def test_a_condition_told_later(first: str, then: str, clause: str, wan: float) -> None:
    assert by_clause(first, then)[clause] == {wan * WAN if isinstance(wan, int) else wan * 10_000}
