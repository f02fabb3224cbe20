"""Each check of the contract: what makes it right, and what makes it wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.answer.answer import Answer, Outcome, Sentence
from assistant.answer.render import to_json
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.gold import Expectation
from assistant.evaluation.gold_line import Words
from assistant.evaluation.judge import Verdict, plain_text
from assistant.evaluation.judge import judge as judge_reply
from assistant.evaluation.reply import reply_of
from assistant.policy.clause import ClauseId
from assistant.rules.estimate import Estimate
from tests.fakes import asking_back, citation, estimate, refused

Make = Callable[..., Answer]
CLAUSE = ClauseId.parse("longgang-2025#2")
DAY = date(2025, 6, 1)
Json = dict[str, object]
UNKNOWN = ("unused", "completeness")


def gold(**expected: Any) -> Expectation:
    return Expectation(**{"outcome": (Outcome.ANSWERED,), **expected})


def judge(answer: Answer, wanted: Expectation) -> Verdict:
    return judge_reply(reply_of(to_json(answer)), wanted)


def test_only_what_is_asked_is_checked(make_answer: Make) -> None:
    verdict = judge(make_answer(), gold())
    assert verdict.checks == (("outcome", ""),)
    assert verdict.is_right


def test_any_listed_outcome_is_right(make_answer: Make) -> None:
    wrong = judge(make_answer(), gold(outcome=(Outcome.REFUSED,)))
    assert wrong.faults == (("outcome", "应为 refused，实为 answered"),)
    assert judge(make_answer(), gold(outcome=(Outcome.CLARIFY, Outcome.ANSWERED))).is_right


def cited(*ids: str) -> dict[str, object]:
    pairs = enumerate(ids, start=1)
    return {"citations": tuple(replace(citation(n), clause_id=ClauseId.parse(i)) for n, i in pairs)}


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        ("futian-2024#1", ["futian-2024#1"], True),
        ("futian-2024#1", ["futian-2024#1.2"], True),
        ("futian-2024#1.2", ["futian-2024#1"], False),
        ("futian-2024#1", ["futian-2024#11"], False),
        ("futian-2024#1", [], False),
    ],
)
def test_a_clause_is_cited_by_itself_or_an_item_of_it(
    make_answer: Make, want: str, got: list[str], right: bool
) -> None:
    verdict = judge(make_answer(**cited(*got)), gold(cite=(ClauseId.parse(want),)))
    assert verdict.cite == ("" if right else f"未引用 {want}")


def test_every_clause_must_be_cited(make_answer: Make) -> None:
    both = (CLAUSE, ClauseId.parse("futian-2024#2"))
    assert judge(make_answer(), gold(cite=both)).cite == "未引用 futian-2024#2"


def test_only_forbids_citations_outside_cite(make_answer: Make) -> None:
    made = make_answer(**cited("futian-2024#1.1", "longgang-2025#2", "longgang-2025#2"))
    wanted = (ClauseId.parse("futian-2024#1"),)
    assert judge(made, gold(cite=wanted, only=True)).only == "多引用了 longgang-2025#2"
    assert judge(made, gold(cite=wanted)).only is None
    assert judge(made, gold(cite=(*wanted, CLAUSE), only=True)).is_right


@pytest.mark.parametrize(
    ("amount", "right"), [("2400000", True), ("2400000.00", True), ("2400000.01", False)]
)
def test_an_amount_is_compared_exactly(make_answer: Make, amount: str, right: bool) -> None:
    verdict = judge(make_answer(), gold(amounts=((CLAUSE, (Decimal(amount),)),)))
    assert verdict.is_right is right


def test_an_amount_may_come_from_an_item_or_another_estimate(make_answer: Make) -> None:
    other = replace(estimate(), clause_id="futian-2024#3.2", amount=Decimal(200_000))
    made = make_answer(estimates=(replace(other, amount=None), other, estimate()))
    article = ClauseId.parse("futian-2024#3")
    assert judge(made, gold(amounts=((article, (Decimal(200_000),)),))).is_right
    assert not judge(made, gold(amounts=((article, (Decimal(2_400_000),)),))).is_right


def test_an_unknown_amount_is_not_zero(make_answer: Make) -> None:
    made = make_answer(estimates=(replace(estimate(), amount=None),))
    verdict = judge(made, gold(amounts=((CLAUSE, (Decimal(0),)),)))
    assert verdict.amounts == "longgang-2025#2 应为 0 元，实为 未知（payable）"
    none = judge(make_answer(estimates=()), gold(amounts=((CLAUSE, (Decimal(0),)),)))
    assert none.amounts == "longgang-2025#2 应为 0 元，实为 没有这一条的估算"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("最高 240 万元", "240万元"),
        ("最高２４０万元", "240万元"),
        ("最高2,400,000元", "2400000"),
        ("最高2400000元", "2,400,000"),
        ("按３０％", "30%"),
        ("分\n两行", "分两行"),
    ],
)
def test_say_passes_over_width_spaces_and_separators(
    make_answer: Make, text: str, words: str
) -> None:
    assert judge(make_answer(text=text), gold(say=(("无", words),))).is_right
    assert not judge(make_answer(text=text), gold(avoid=(words,))).is_right


def test_say_needs_one_of_each_list(make_answer: Make) -> None:
    verdict = judge(make_answer(text="甲丙"), gold(say=(("甲", "乙"), ("丁", "戊"))))
    assert verdict.say == "未说 丁 / 戊"


def test_say_is_not_found_across_the_parts_of_an_answer() -> None:
    made = refused(Conversation("c", ("天气",)), DAY)
    assert made.refusal
    made = replace(made, text="前甲", refusal=replace(made.refusal, text="乙后"))
    verdict = judge(made, gold(outcome=(Outcome.REFUSED,), say=(("甲乙",),)))
    assert verdict.say == "未说 甲乙"


def test_the_words_of_a_refusal_and_of_a_question_back_count() -> None:
    no = replace(refused(Conversation("c", ("天气",)), DAY), text="")
    assert judge(no, gold(outcome=(Outcome.REFUSED,), say=(("不涉及",),))).is_right
    back = replace(asking_back(Conversation("c", ("哪",)), DAY), text="")
    assert judge(back, gold(outcome=(Outcome.CLARIFY,), say=(("哪个区",),))).is_right


def test_separators_are_only_removed_between_groups_of_three() -> None:
    assert plain_text("1,234,567 和 1,23 和 3,4567") == "1234567和1,23和3,4567"


def test_every_warning_must_be_there(make_answer: Make) -> None:
    both = ("not_guaranteed", "expired")
    assert judge(make_answer(), gold(warn=both)).warn == "缺少提示 expired"


def amounts(*yuan: int, rule: str = "a") -> tuple[Estimate, ...]:
    return tuple(replace(estimate(), rule_id=f"{CLAUSE}:{rule}", amount=Decimal(y)) for y in yuan)


@pytest.mark.parametrize(
    ("given", "wanted", "right"),
    [
        (amounts(96), (96,), True),
        (amounts(90, 96), (96,), False),
        (amounts(90, 96), (90, 96), True),
        (amounts(90), (90, 96), False),
        (amounts(30, 60), (90,), True),
        (amounts(30, 60, 90), (90,), True),
        (amounts(60) + amounts(100, rule="b"), (60,), True),
        (amounts(60) + amounts(100, rule="b"), (160,), True),
    ],
)
def test_a_second_amount_of_a_rule_is_wrong_unless_listed_or_a_part(
    make_answer: Make, given: tuple[Estimate, ...], wanted: tuple[int, ...], right: bool
) -> None:
    want = gold(amounts=((CLAUSE, tuple(map(Decimal, wanted))),))
    assert judge(make_answer(estimates=given), want).is_right is right


def test_a_range_is_given_as_such_or_by_both_its_ends(make_answer: Make) -> None:
    ends = Decimal(240), Decimal(300)
    wanted = gold(range=((CLAUSE, *ends),))
    ranged = replace(estimate(), amount=None, range=ends)
    assert judge(make_answer(estimates=(ranged,)), wanted).is_right
    assert judge(make_answer(estimates=amounts(240, 300)), wanted).is_right
    assert not judge(make_answer(estimates=amounts(240)), wanted).is_right
    assert judge(make_answer(estimates=(ranged,)), gold(range=((None, *ends),))).is_right


def lead_of(answer: Json, *words: str) -> str | None:
    return judge_reply(reply_of(answer), gold(lead=words)).lead


def test_the_lead_is_what_has_that_role_or_else_the_first_sentence(make_answer: Make) -> None:
    answer = to_json(make_answer(sentences=(Sentence("能，最高240万元。"), Sentence("按30%算。"))))
    sentences: Any = [{k: v for k, v in s.items() if k != "role"} for s in answer["sentences"]]
    answer["sentences"] = sentences
    assert lead_of(answer, "300万", "240万") == ""
    assert lead_of(answer, "30%")
    answer["sentences"] = [{**sentences[0], "role": "sum"}, {**sentences[1], "role": "lead"}]
    assert lead_of(answer, "30%") == ""
    assert lead_of(answer, "240万")


def test_unused_and_completeness_are_judged_only_where_the_program_knows_them(
    make_answer: Make,
) -> None:
    wanted = gold(unused=(Words("花了80万"),), completeness=("partial",))
    answer = {k: v for k, v in to_json(make_answer()).items() if k not in UNKNOWN}
    assert judge_reply(reply_of(answer), wanted).checks == (("outcome", ""),)
    known = {**answer, "unused": [{"text": "80万", "kind": "number"}], "completeness": "partial"}
    assert judge_reply(reply_of(known), wanted).is_right
    silent = {**answer, "unused": [], "completeness": "complete"}
    verdict = judge_reply(reply_of(silent), wanted)
    assert [name for name, _ in verdict.faults] == ["unused", "completeness"]


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("罗湖的政策没有收录", "罗湖", True),
        ("按80万计算", "80万", False),
        ("按80万计算", "罗湖", False),
    ],
)
def test_a_matter_may_be_named_in_the_text_a_figure_may_not(
    make_answer: Make, text: str, words: str, right: bool
) -> None:
    answer = {**to_json(make_answer(text=text)), "unused": []}
    verdict = judge_reply(reply_of(answer), gold(unused=(Words(words),)))
    assert verdict.is_right is right


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"outcome": "answered", "citations": [{}]},
        {"outcome": "answered", "citations": [{"clause_id": "?"}]},
    ],
)
def test_what_is_no_answer_is_said(answer: Json) -> None:
    with pytest.raises(ValueError, match="Answer"):
        reply_of(answer)
