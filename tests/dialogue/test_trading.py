"""Gains and losses of shares are no matter of policy; told beside a question, they hide nothing."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand


@pytest.mark.parametrize(
    "text",
    [
        "前海开源那只人工智能基金我亏了三成，割不割",
        "福田投资那支股票我亏了两成，要不要割肉",
        "龙华机器人基金套牢半年，补仓吗",
        "龙岗机器人ETF被套三成，补不补仓",
        "罗湖那只科技ETF要不要止损",
    ],
)
def test_gains_and_losses_of_shares_are_refused(text: str) -> None:
    assert understand(text).refusal == "trading"


@pytest.mark.parametrize("text", ["中国宝安分红啥时候到账", "深圳能源的股息几号发"])
def test_a_dividend_that_is_asked_for_is_refused(text: str) -> None:
    assert understand(text).refusal


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("前海企业，应纳税所得2000万，股东分红1200万，所得税按多少", "qianhai-2024#2"),
        ("福田租了智能算力300万，股东分红200万照发，补多少", "futian-2024#2"),
        ("基金亏了不说了。福田买语料200万补多少", "futian-2024#3.1"),
        ("我们人工智能基金去年亏了，前海数据服务平台建设补多少", "qianhai-2024#6"),
    ],
)
def test_what_is_told_beside_a_question_hides_nothing(text: str, clause: str) -> None:
    found = understand(text)
    assert (found.refusal, [str(f.clause_id) for f in found.focus]) == ("", [clause])
