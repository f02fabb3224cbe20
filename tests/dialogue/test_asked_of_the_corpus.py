"""Questions about the corpus in the words that people use; the tables answer them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.real_assistant import ask, understand

DAY = date(2026, 6, 1)


def cited(*talk: str) -> set[str]:
    return {str(c.clause_id).split("#")[0] for c in ask(*talk, as_of=DAY).citations}


@pytest.mark.parametrize("text", ["哪些还能申请", "现在哪些还能报", "正式施行的有几份"])
def test_what_one_can_still_apply_for_is_what_is_in_force(text: str) -> None:
    assert cited(text) == {
        "shenzhen-pioneer-2024",
        "qianhai-2024",
        "longhua-2025",
        "futian-2024",
        "longgang-2025",
    }


@pytest.mark.parametrize("text", ["哪个是2025年1月生效的", "去年生效的政策"])
def test_what_began_in_a_time_is_listed(text: str) -> None:
    assert cited(text) == {"longhua-2025", "longgang-2025"}


def test_the_newest_and_the_oldest() -> None:
    assert cited("有哪些政策", "哪个最新") == {"longgang-2025"}
    assert cited("最早的政策是哪个") == {"qianhai-2024"}


def test_what_a_body_is_in_charge_of() -> None:
    found = understand("工信局管什么").query
    assert found is not None
    assert found.body


@pytest.mark.parametrize("text", ["讲讲福田政策", "前海政策主要讲什么", "介绍一下龙岗的政策"])
def test_what_a_policy_says_is_listed(text: str) -> None:
    assert understand(text).query is not None


def test_what_an_article_says_is_told_by_its_headings() -> None:
    assert "政策影响" in ask("解读文章说了什么").text


@pytest.mark.parametrize("text", ["算力最高补多少", "模型最多补多少"])
def test_a_bare_word_of_the_policies_is_no_other_matter(text: str) -> None:
    assert not understand(text).refusal


def test_who_is_in_charge_is_not_led_by_the_days_of_the_policy() -> None:
    assert "现行有效" not in ask("龙岗算力归谁管").text.split("\n")[0]
