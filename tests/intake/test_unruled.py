"""Clauses that state money and got no rule: told where a policy is taken in and reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.program import main

POLICY = """标题: 安吉县支持瑚膜产业发展若干政策
安吉县支持瑚膜产业发展若干政策
第一条 瑚膜奖励。新认定的瑚膜示范店，奖励3万元。
第二条 瑚膜站补助。新建瑚膜站的，给予补助，最高200万元；操作台超过20个的，每超过1个再补助1万元。
第三条 本政策自2025年3月1日起施行，有效期至2027年12月31日。
"""


def test_what_got_no_rule_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "anji-humo-2025.txt"
    source.write_text(POLICY, encoding="utf-8")
    kept = str(tmp_path / "kept")
    assert main(["init", kept, "--empty"]) == 0
    capsys.readouterr()
    for command in (
        ["add", str(source)],
        ["review", "anji-humo-2025", "--accept-all", "--by", "甲"],
    ):
        assert main(["--workspace", kept, *command]) == 0
        shown = capsys.readouterr().out
        assert "1 处写有金额的条款没有计算规则" in shown
        assert "anji-humo-2025#2" in shown
        assert "可以发布" not in shown
    assert main(["--workspace", kept, "check"]) == 0
    assert "1 处写有金额的条款没有计算规则" in capsys.readouterr().out
