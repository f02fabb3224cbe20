"""What a policy that was taken in counts: less a part, each thing at its price, crossed classes."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, town_of

TRADE = noun(31)

POLICY = f"""标题: 安吉县支持{TRADE}产业发展若干措施
安吉县支持{TRADE}产业发展若干措施
第一条 用电补助。{TRADE}窑按上一年度实际用电量，每千瓦时补助0.12元，最高60万元。\
窑内住宿、餐饮等经营性用电不计入。
第二条 大单奖励。修理{TRADE}船，单船合同额2000万元以上的，按单船给予奖励：合同额2000万元以上、\
不足5000万元的，每艘30万元；5000万元以上的，每艘60万元。同一企业每年奖励不超过5艘。
第三条 比赛奖励。作品在国际{TRADE}比赛中获奖的，金奖15万元、银奖8万元、铜奖5万元；\
在全国性{TRADE}比赛中获奖的，金奖6万元、银奖3万元、铜奖2万元。
第四条 休息点。商场设置{TRADE}休息点的，按实际投入的60%补助，每处最高1.5万元，\
同一经营者每年最多补助5处。
第五条 换灯。更换{TRADE}灯具，色温不高于2200K的，街区每盏补助600元，园区每盏补助350元。\
单个申请人更换数量合计不足20盏的，不予补助。
第六条 送货。{TRADE}车每次奖励10元，每车每年最高2000元。\
当年有拒载老人记录的{TRADE}车，取消全年奖励。
第七条 增长奖励。{TRADE}企业年度{TRADE}收入500万元以上且同比增长10%以上的，\
按收入增量的5%给予奖励，每年最高100万元。
第八条 期限。所称“以上”含本数。自2025年3月1日起施行，至2027年12月31日止，由县{TRADE}局负责解释。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The made-up policy, taken in by the command."""
    return town_of(TRADE, POLICY, tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    ("turns", "amount"),
    [
        (("安吉某某窑去年用电320万度，其中20万度是窑里餐饮用的，用电补助多少？",), 360_000),
        (("安吉修某某船，合同额3600万的2艘、6800万的3艘，大单奖励多少？",), 2_400_000),
        (("安吉修某某船，3600万的4艘、6800万的3艘，大单奖励多少？",), 2_400_000),
        (("安吉的作品在国际的某某比赛上拿了银奖，奖多少？",), 80_000),
        (("安吉的作品在全国的某某比赛上拿了金奖，奖多少？",), 60_000),
        (("安吉的公司在7处商场设了某某休息点，每处投入2万元，一共补多少？",), 60_000),
        (("安吉某某街区换了85盏、园区换了40盏，都是2000K的灯，换灯补多少？",), 65_000),
        (("安吉某某街区换了12盏、园区换了6盏，都是2000K的灯，换灯补多少？",), 0),
        (("安吉某某街区换了12盏、园区换了9盏，都是2000K的灯，换灯补多少？",), 10_350),
        (("安吉某某企业，上一年某某收入2800万元，这一年3600万元，增长奖励多少？",), 400_000),
        (("安吉某某车去年送了180次，有一次拒载老人，送货奖励多少？",), 0),
    ],
)
def test_what_is_counted(town: Town, turns: tuple[str, ...], amount: int) -> None:
    paid = [int(one.amount) for one in town.ask(*turns).estimates if one.amount is not None]
    assert paid
    assert sum(paid) == amount


def test_when_it_ends_is_said_without_its_name(town: Town) -> None:
    answer = town.ask("安吉某某产业那个措施什么时候到期？")
    assert "2027年12月31日" in answer.text
