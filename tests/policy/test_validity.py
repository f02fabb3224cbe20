"""The state of a policy on a day, and the words for it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyStatus
from assistant.policy.validity import BADGES, validity_sentence


@pytest.mark.parametrize(
    ("policy", "day", "badge"),
    [
        ("longgang-2025", date(2025, 1, 9), "尚未施行"),
        ("longgang-2025", date(2025, 1, 10), "现行有效"),
        ("longgang-2025", date(2027, 10, 10), "现行有效"),  # 91 days left
        ("longgang-2025", date(2027, 10, 11), "即将到期"),  # 90 days left
        ("longgang-2025", date(2028, 1, 9), "即将到期"),
        ("longgang-2025", date(2028, 1, 10), "已失效"),
        ("shenzhen-pioneer-2024", date(2026, 12, 18), "已失效"),
        ("nanshan-draft", date(2025, 6, 1), "征求意见稿"),
        ("overview-2025", date(2025, 6, 1), "评论文章"),
    ],
)
def test_badge_on_a_day(corpus: Corpus, policy: str, day: date, badge: str) -> None:
    assert BADGES[corpus.policy(policy).status_on(day)] == badge


def test_every_status_has_a_badge() -> None:
    assert set(BADGES) == set(PolicyStatus)


def test_the_only_numbers_of_the_sentence_are_the_two_days(corpus: Corpus) -> None:
    policy = corpus.policy("qianhai-2024")
    sentence = validity_sentence(policy, date(2025, 6, 1)).replace(policy.title, "")
    assert re.findall(r"\d+", sentence) == ["2024", "9", "14", "2027", "9", "13"]
    assert "现行有效" in sentence


@pytest.mark.parametrize(
    ("policy", "words"), [("baoan-draft", "尚未正式出台"), ("overview-2025", "不是政策文件")]
)
def test_what_is_no_policy_is_told(corpus: Corpus, policy: str, words: str) -> None:
    assert words in validity_sentence(corpus.policy(policy), date(2025, 6, 1))
