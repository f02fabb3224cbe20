"""Persons that a sum is for each of before what is asked of them; what all classes are of.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from assistant.intake.labels import less_shared_subject
from tests.intake.test_cases_behind import emitted, emitted_facts


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜企业每招用1名学徒、签订2年以上劳动合同的，再给予用工补贴1500元。",
        "瑚膜商户每吸纳1人就业、连续缴纳社会保险满9个月的，给予补贴1500元。",
        "每招收1名学徒，签订1年以上培养协议并完成考核的，给予瑚膜企业奖励1500元。",
    ],
)
def test_a_sum_for_each_who_does_all_that_is_asked(sentence: str) -> None:
    rules, facts = emitted_facts(sentence)
    (item,) = rules[0]["amount"]["items"]
    assert item["yuan"] == "1500"
    assert facts[item["fact"]]["kind"] == "count"


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜企业招用1名以上学徒、签订2年以上劳动合同的，给予补贴1500元。",
        "瑚膜企业有学徒10名以上、签订2年以上劳动合同的，给予补贴1500元。",
    ],
)
def test_a_threshold_on_persons_is_paid_for_once(sentence: str) -> None:
    (rule,) = emitted(sentence)
    assert rule["amount"]["kind"] == "fixed"


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["瑚膜、玢膜品种通过甲等鉴定", "通过乙等鉴定"], ["通过甲等鉴定", "通过乙等鉴定"]),
        (["瑚膜产品入选国家目录", "入选省级目录"], ["入选国家目录", "入选省级目录"]),
        (["通过甲等鉴定", "通过乙等鉴定"], ["通过甲等鉴定", "通过乙等鉴定"]),
        (["瑚膜品种取得证书", "通过乙等鉴定"], ["瑚膜品种取得证书", "通过乙等鉴定"]),
        (["瑚膜", "玢膜"], ["瑚膜", "玢膜"]),
        (["瑚膜"], ["瑚膜"]),
    ],
)
def test_what_all_classes_are_of_names_none(labels: list[str], names: list[str]) -> None:
    assert [*less_shared_subject(labels)] == names
