"""A count behind a word of the one count that a clause still lacks, whatever it counts.

福田 pays 50万 for a model of one's own with five cases and more than 1000万 of contracts done.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

OWN = "futian-2024#1.1"
_MODEL = "福田的，自研行业大模型，公开发布了，{}，合同做完1200万"


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("落地六个小区公司", 50),
        ("落地了7家医院", 50),
        ("已经落地到九家酒店", 50),
        ("服务客户12家", 50),
        ("落地项目3个", 0),
    ],
)
def test_cases_of_whatever_they_are(words: str, yuan: int) -> None:
    assert by_clause(_MODEL.format(words)).get(OWN) == {yuan * WAN}


@pytest.mark.parametrize("words", ["公司有8个人", "招了六个模型工程师", "拿过七项专利"])
def test_other_things_are_no_cases(words: str) -> None:
    assert by_clause(_MODEL.format(words)).get(OWN) is None


def test_told_over_several_messages() -> None:
    told = (
        "福田的，自己训了个给酒店用的大模型，公开发布了，落地六家酒店",
        "合同签了1300万，不过干完活的也就900万",
    )
    assert by_clause(*told)[OWN] == {0}
    assert by_clause(*told, "又有个老单子验收了，一百五十万")[OWN] == {50 * WAN}
