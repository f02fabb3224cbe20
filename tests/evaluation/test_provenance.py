"""An honest answer passes; each way of being without a source is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.answer import Answer, Outcome, Sentence
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from assistant.policy.clause import ClauseId
from assistant.rules.estimate import EstimateStatus, Step
from tests.fakes import citation, corpus, estimate, refused
from tests.real_assistant import ask, real

Make = Callable[..., Answer]


def checks(answer: Answer, *turns: str) -> list[str]:
    return [violation.check for violation in check_provenance(answer, corpus(), turns)]


def unsourced(answer: Answer, *turns: str) -> list[str]:
    found = check_provenance(answer, corpus(), turns)
    return [violation.detail for violation in found if violation.check == "number"]


def test_an_honest_answer_passes(make_answer: Make) -> None:
    assert check_provenance(make_answer(), corpus(), ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "按三成，最高600万元[1]。",
        "您说的800万元，30%就是2,400,000元。",
        "算力费 8000000 元 × 百分之三十 = **240**万元",
        "有效期自2025年1月10日至2028-01-09，有效期3年。",
        "截至2025-06-01，2028年到期。",
        "《深圳市福田区支持软件产业高质量发展若干措施》与《2024年深圳市福田区支持软件产业高质量发展若干措施》",
        "1. 一次性支持\n2. 千万别误会",
        "见第十六条和（十二）",
    ],
)
def test_figures_with_a_source_pass(make_answer: Make, text: str) -> None:
    assert unsourced(make_answer(text=text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("最高700万元", "700万元"),
        ("按35%", "35%"),
        ("按四成", "四成"),
        ("至2028年1月10日", "2028年1月10日"),
        ("至2029年", "2029年"),
        ("30家企业", "30家"),
        ("每家240家", "240家"),
        ("最多三年，分5年付", "5年"),
        ("最高六百五十万", "六百五十万"),
        ("见第九十九条", "第九十九条"),
        ("见（十七）", "(十七)"),
    ],
)
def test_a_figure_without_a_source_is_found(make_answer: Make, text: str, words: str) -> None:
    assert unsourced(make_answer(text=text)) == [f"“{words}”没有出处"]


def test_the_users_words_of_every_turn_are_a_source(make_answer: Make) -> None:
    made = make_answer(text="您有777名员工")
    assert unsourced(made) == ["“777名”没有出处"]
    assert unsourced(made, "我们有777人", "能补多少") == []


def test_next_year_in_the_users_words_is_that_year(make_answer: Make) -> None:
    made = make_answer(text="2026年3月时")
    assert unsourced(made, "明年三月还能申请吗") == []
    assert unsourced(made, "三月还能申请吗") == ["“2026年3月”没有出处"]


def test_a_changed_quote_is_found(make_answer: Make) -> None:
    told = citation()
    made = make_answer(citations=(replace(told, quote=told.quote.replace("600", "900")),))
    assert "quote" in checks(made)
    moved = make_answer(citations=(replace(told, start=told.start + 1, end=told.end + 1),))
    assert set(checks(moved)) == {"quote"}


def test_a_quote_of_another_clause_is_found(make_answer: Make) -> None:
    other = corpus().require(ClauseId.parse("longgang-2025#3"))
    wrong = replace(citation(), clause_id=other.id, label=other.label, heading=other.heading)
    assert checks(make_answer(citations=(wrong,))) == ["quote"]


def test_the_status_is_that_of_the_day_of_asking_or_of_the_day_asked_about(
    make_answer: Make,
) -> None:
    late = citation(as_of=date(2028, 1, 10))
    assert checks(make_answer(citations=(late,))) == ["source"]
    of_then = replace(estimate(), as_of=date(2028, 1, 10))
    assert checks(make_answer(citations=(late,), estimates=(of_then,))) == []


def test_the_validity_of_a_policy_named_in_the_text_is_a_source(make_answer: Make) -> None:
    text = "《2024年深圳市福田区支持软件产业高质量发展若干措施》至2027年12月31日"
    assert unsourced(make_answer(text=text)) == []
    assert unsourced(make_answer(text="至2027年12月31日")) == ["“2027年12月31日”没有出处"]


def test_the_line_of_validity_may_be_quoted(make_answer: Make) -> None:
    policy = corpus().policy("longgang-2025")
    start = policy.source.index(policy.validity_quote)
    quoted = replace(
        citation(),
        quote=policy.validity_quote,
        start=start,
        end=start + len(policy.validity_quote),
    )
    assert checks(make_answer(citations=(quoted,))) == []
    of_the_policy = replace(quoted, label="", heading="")
    assert checks(make_answer(citations=(of_the_policy,))) == []
    assert checks(make_answer(citations=(replace(citation(), label="", heading=""),))) == ["source"]


def test_a_count_of_what_is_cited_is_a_source(make_answer: Make) -> None:
    assert unsourced(make_answer(text="共1条")) == []
    assert unsourced(make_answer(text="共17条")) == ["“17条”没有出处"]


def test_an_amount_stands_in_the_steps_of_its_rule(make_answer: Make) -> None:
    wrong = replace(estimate(), amount=Decimal(2_400_001), uncapped=None)
    assert "estimate" in checks(make_answer(estimates=(wrong,)))
    gap = replace(wrong, amount=Decimal(2_400_000), steps=(Step("差", Decimal(1), ""),))
    assert checks(make_answer(estimates=(estimate(), gap))) == []


def test_a_range_has_no_amount(make_answer: Make) -> None:
    ends = Decimal(2_400_000), Decimal(3_000_000)
    ranged = replace(estimate(), amount=None, range=ends)
    assert checks(make_answer(estimates=(ranged,))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"policy_title": "另一个名称"},
        {"last_day": date(2030, 1, 1)},
        {"label": "（三）"},
        {"clause_id": ClauseId("longgang-2025", 99)},
        {"policy_id": "no-such"},
    ],
)
def test_what_a_citation_says_of_its_clause_is_checked(
    make_answer: Make, change: dict[str, object]
) -> None:
    assert "source" in checks(make_answer(citations=(replace(citation(), **change),)))  # type: ignore[arg-type]


def test_a_mark_without_citation_is_found(make_answer: Make) -> None:
    assert checks(make_answer(text="见[2]")) == ["mark"]
    assert checks(make_answer(sentences=(Sentence("见", (3,)),))) == ["mark"]
    assert checks(make_answer(sentences=(Sentence("见", (), ("no:rule",)),))) == ["mark"]
    assert "mark" in checks(make_answer(citations=(replace(citation(), n=2),)))


def test_a_refusal_with_a_basis_is_found() -> None:
    no = refused(Conversation("c", ("天气",)), date(2025, 6, 1))
    assert checks(no) == []
    assert checks(replace(no, citations=(citation(),))) == ["refusal"]
    assert checks(replace(no, refusal=None)) == ["refusal"]
    assert checks(replace(no, outcome=Outcome.CLARIFY)) == ["refusal"] * 2


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal(-1)},
        {"amount": None},
        {"status": EstimateStatus.FACTS_MISSING},
        {"status": EstimateStatus.CONDITION_NOT_MET},
        {"range": (Decimal(2), Decimal(1))},
        {"clause_id": "longgang-2025#99"},
        {"clause_id": "nonsense"},
        {"steps": (Step("按 40%", Decimal(1), "按最高不超过算力服务费用的40%予以支持"),)},
    ],
)
def test_an_estimate_that_contradicts_itself_or_the_text_is_found(
    make_answer: Make, change: dict[str, object]
) -> None:
    made = make_answer(text="见[1]", estimates=(replace(estimate(), **change),))  # type: ignore[arg-type]
    made = replace(made, sentences=())
    assert "estimate" in checks(made)


def test_a_list_of_documents_has_a_source_for_its_titles_and_counts() -> None:
    answer = ask("有哪些政策")
    assert "征求意见稿 2份" in answer.text
    assert check_provenance(answer, real().corpus, ["有哪些政策"]) == ()
