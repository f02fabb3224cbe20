"""A message that denies the case of an imported clause is told that the sum is not for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli.program import main
from assistant.settings import load_settings
from tests.dialogue.test_taken_in import ask

TEXT = """\
麻阳县促进竹编产业发展若干措施
麻阳县人民政府
2024年5月6日
第一条 竹编作坊。新建竹编作坊并通过验收的，按每亩3000元给予补助，最高30万元。
第二条 设备更新。规上工业企业更新破竹设备的，按设备投入的8%给予补助，最高400万元。
第三条 艺人奖励。竹编艺人取得高级工证书并在岗满1年的，每名奖励3000元。
第四条 贷款贴息。竹编企业贷款用于生产经营的，按实际支付利息的50%给予贴息，每年最高20万元。
第五条 本措施自2024年6月1日起施行，有效期3年。
"""


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("denied")
    document: Path = folder / "my-2024.txt"
    document.write_text(TEXT, encoding="utf-8")
    workspace = folder / "space"
    assert main(["init", str(workspace), "--empty"]) == 0
    assert main(["--workspace", str(workspace), "add", str(document)]) == 0
    return Assistant.open(load_settings(str(workspace), {}))


@pytest.mark.parametrize(
    ("question", "is_denied"),
    [
        ("新建竹编作坊60亩，还没有通过验收，补多少？", True),
        ("新建竹编作坊60亩，没能通过验收，补多少？", True),
        ("新建竹编作坊60亩，通过验收了，补多少？", False),
        ("我们不是规上工业企业，更新破竹设备投入1000万元，补多少？", True),
        ("我们不是规上，更新破竹设备投入1000万元，补多少？", True),
        ("规上工业企业更新破竹设备投入1000万元，补多少？", False),
        ("2名竹编艺人拿到高级工证书，但在岗没满1年，奖多少？", True),
        ("2名竹编艺人拿到高级工证书，在岗满1年了，没领过别的，奖多少？", False),
    ],
)
def test_a_denied_case_is_told(taken_in: Assistant, question: str, is_denied: bool) -> None:
    answer = ask(taken_in, question)
    assert any("上面的金额不适用" in one.text for one in answer.sentences) is is_denied


@pytest.mark.parametrize(
    ("question", "is_principal"),
    [
        ("竹编企业贷款300万元用于生产经营，年利率4%，一年能贴多少？", True),
        ("竹编企业借了300万元用于生产经营，能贴息多少？", True),
        ("竹编企业贷款500万元，一年付了利息18万元，贴息多少？", False),
        ("竹编企业贷款利息一年18万元，贴息多少？", False),
    ],
)
def test_what_was_lent_is_no_interest(
    taken_in: Assistant, question: str, is_principal: bool
) -> None:
    answer = ask(taken_in, question)
    paid = [e.amount for e in answer.estimates if e.amount]
    is_told = any("本金" in one.text and "不适用" in one.text for one in answer.sentences)
    assert paid == [90_000] or is_told or not paid
    assert is_told is (is_principal and bool(paid))
