"""cewen explain."""

from __future__ import annotations

import json

from tests.cli.conftest import Inside, Program


def test_explain_tells_what_was_used_and_what_was_not(here: Inside) -> None:
    done = here("explain", "龙岗租算力花了800万，电费300万，能补多少？", "--text")
    assert done.returncode == 0
    used, unused = done.stdout.split("【用上的】")[1].split("【没有用上的】")
    assert "算力服务费用 = 800万元" in used
    assert "longgang-2025#2" in used
    assert "电费300万" in unused


def test_explain_takes_a_conversation_and_explains_its_last_message(here: Inside) -> None:
    content = json.loads(
        here("explain", "龙岗买算力花了300万", "不是300万，是320万", "--json").stdout
    )
    assert content["message"] == "不是300万，是320万"
    assert content["acts"] == ["correct"]
    assert [n["relation"] for n in content["numbers"]] == ["instead"]


def test_explain_reads_standard_input_a_message_a_line(cewen: Program) -> None:
    lines = "龙岗买算力花了300万\n改成500万\n"
    done = cewen("explain", "-", "--json", given=lines)
    assert json.loads(done.stdout)["message"] == "改成500万"


def test_explain_nothing_is_a_mistake(here: Inside) -> None:
    here.fails(1, "问题是空的", "explain", " ")
