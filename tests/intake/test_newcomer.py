"""A newcomer's walk: from nothing to a right answer in three commands; and what check says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.fakes import ROOT
from tests.waiting import PATIENCE

POLICY = """\
泉州市人民政府办公室关于印发《泉州市促进数字经济发展若干措施》的通知
泉政办〔2024〕12号
各县（市、区）人民政府：
现印发给你们，请认真贯彻执行。
泉州市人民政府办公室
2024年5月6日
泉州市促进数字经济发展若干措施
一、支持企业上云
（一）云服务补助。对购买云服务的企业，按不超过云服务费用的40%给予补助，每家企业每年最高60万元。（责任单位：市数据局）
（二）认证奖励。对首次获评国家级、省级示范企业的，分别给予一次性奖励50万元、20万元。
二、附则
（三）本措施自印发之日起施行，有效期3年。
"""


def cewen(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("CEWEN_")}
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=clean | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )


def test_three_commands_lead_to_a_right_answer(tmp_path: Path) -> None:
    document = tmp_path / "quanzhou-2024.txt"
    document.write_text(POLICY, encoding="utf-8")
    work = tmp_path / "work"
    for command in (
        ("init", work, "--empty"),
        ("--workspace", work, "add", document),
    ):
        done = cewen(*command)
        assert done.returncode == 0, done.stderr
    asked = "我们在泉州买云服务花了100万，能补多少？"
    done = cewen("--workspace", work, "ask", asked, "--as-of", "2025-01-01", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [c["clause_id"] for c in answer["citations"]] == ["quanzhou-2024#1"]
    (estimate,) = answer["estimates"]
    assert (estimate["amount"], estimate["confirmed"]) == ("400000.00", False)
    assert "unconfirmed" in {warning["code"] for warning in answer["warnings"]}

    checked = cewen("--workspace", work, "check")
    assert checked.returncode == 0, checked.stdout
    assert "2 条规则待核定" in checked.stdout


def test_an_empty_workspace_says_how_to_begin(tmp_path: Path) -> None:
    assert cewen("init", tmp_path / "work", "--empty").returncode == 0
    done = cewen("--workspace", tmp_path / "work", "ask", "有什么补贴？")
    assert done.returncode == 2
    assert "cewen add" in done.stderr
