"""What a reader can do next: the number to call and where to apply, once an operator gave them."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Action, ActionKind
from assistant.answer.render import to_markdown
from assistant.policy.site import Site
from tests.real_assistant import ask, real

WHERE = "https://apply.example.gov.cn/longgang"
SITE = Site(phone="0755-12345678", apply={"longgang-2025": WHERE})
KINDS = (ActionKind.CONTACT, ActionKind.APPLY)


@pytest.fixture
def filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(real()._composer, "_site", SITE)


def told(question: str) -> list[Action]:
    return [one for one in ask(question).actions if one.kind in KINDS]


@pytest.mark.usefixtures("filled_in")
def test_an_answer_ends_with_where_to_apply_and_whom_to_call() -> None:
    found = told("龙岗租800万算力，能补多少？")
    assert [(one.kind.value, one.label, one.url) for one in found] == [
        ("apply", "龙岗区人工智能措施", WHERE),
        ("contact", "0755-12345678", ""),
    ]
    written = to_markdown(ask("龙岗租800万算力，能补多少？"))
    assert f"申报入口：龙岗区人工智能措施 {WHERE}" in written
    assert "咨询电话：0755-12345678" in written


@pytest.mark.usefixtures("filled_in")
def test_only_the_policies_cited_have_an_entrance() -> None:
    assert [one.kind for one in told("龙华买算力花了400万，能补多少？")] == [ActionKind.CONTACT]


@pytest.mark.usefixtures("filled_in")
def test_a_refusal_names_the_number_too() -> None:
    assert [one.label for one in told("今天天气怎么样")] == ["0755-12345678"]


@pytest.mark.parametrize("question", ["龙岗租800万算力，能补多少？", "今天天气怎么样"])
def test_nothing_is_said_of_what_is_not_known(question: str) -> None:
    assert told(question) == []
    assert "电话" not in to_markdown(ask(question))


def test_an_answer_about_a_whole_policy_says_where_it_can_be_read() -> None:
    found = [a for a in ask("龙岗的政策什么时候到期？").actions if a.kind is ActionKind.SOURCE]
    assert [one.label for one in found] == ["龙岗区人工智能措施"]
    assert found[0].url.startswith("https://www.lg.gov.cn/")
