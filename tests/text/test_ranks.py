"""Ranks: what is told apart by a numeral, a letter or a level."""

from __future__ import annotations

import pytest

from assistant.text.ranks import ranks_in, spellings


@pytest.mark.parametrize(
    ("text", "kind", "ranks"),
    [
        ("新建二级集散中心", "级", {"2"}),
        ("完成i期、ii期、iii期试验", "期", {"1", "2", "3"}),
        ("第三类医疗器械", "类", {"3"}),
        ("国家级、省级平台", "级别", {"国家", "省"}),
        ("评上甲级民宿", "甲级", {"甲"}),
        ("4a级景区", "A", {"4A"}),
    ],
)
def test_what_is_ranked(text: str, kind: str, ranks: set[str]) -> None:
    assert ranks_in(text)[kind] == ranks


@pytest.mark.parametrize("text", ["每期补助", "分12期拨付", "这类企业", "升级改造"])
def test_what_is_no_rank(text: str) -> None:
    assert not ranks_in(text)


def test_a_stage_is_written_in_three_ways() -> None:
    assert spellings("II期") == ("II期", "二期", "2期")
