"""The audit finds nothing in our rules, and every single changed digit of a quoted number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.rules.audit import FindingKind, audit, audit_clause
from assistant.rules.check_rule import quotes_of, texts_of
from assistant.rules.content import NotRuled
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.rules.rulebook import Rulebook
from tests.rules.case_files import FOLDER, corpus, rulebook
from tests.rules.small_book import small_book

TEXTS = texts_of(corpus())


def _kinds(changed: Policy, cases: Path | None = None) -> set[FindingKind]:
    policies = tuple(changed if p.id == changed.id else p for p in corpus().policies)
    return {finding.kind for finding in audit(Corpus(policies, ""), rulebook(), cases)}


def test_our_rules_pass() -> None:
    assert audit(corpus(), rulebook(), FOLDER) == ()


def _digits_of_quotes(clause: Clause) -> Iterator[int]:
    """Where in the clause a digit of a number quoted by a rule stands."""
    places: set[int] = set()
    for rule in rulebook().rules_of(str(clause.id)):
        for _, quote in quotes_of(rule):
            start = clause.text.find(quote)
            for number in quoted_numbers(quote):
                span = range(start + number.start, start + number.end)
                places.update(n for n in span if clause.text[n] in _CHANGED)
    yield from sorted(places)


_CHANGED = dict(zip("0123456789", "1234567890", strict=True)) | dict(
    zip("一二三四五六七八九十", "二三四五六七八九十一", strict=True)
)


def test_every_changed_digit_of_a_quoted_number_is_found() -> None:
    mutants = 0
    for clause in corpus().clauses:
        for at in _digits_of_quotes(clause):
            text = clause.text[:at] + _CHANGED[clause.text[at]] + clause.text[at + 1 :]
            found = list(audit_clause(replace(clause, text=text), rulebook(), TEXTS))
            assert found, (clause.id, clause.text[at - 10 : at + 10])
            mutants += 1
    assert mutants > 300


def test_a_number_that_no_rule_knows_is_found() -> None:
    clause = corpus().clauses[0]
    policy = next(p for p in corpus().policies if p.id == clause.id.policy)
    changed = replace(clause, text=clause.text + "另给予88万元奖励。")
    clauses = tuple(changed if c.id == clause.id else c for c in policy.clauses)
    assert _kinds(replace(policy, clauses=clauses)) == {FindingKind.UNRULED}


def test_a_reference_to_an_article_that_is_not_there_is_found() -> None:
    policy = next(p for p in corpus().policies if p.id == "longhua-2025")
    clause = policy.clauses[-1]
    changed = replace(clause, text=clause.text + "按第二条执行，并依《某办法》第九十九条。")
    clauses = (*policy.clauses[:-1], changed)
    assert _kinds(replace(policy, clauses=clauses)) == {FindingKind.REFERENCE}


def test_dates_that_do_not_follow_from_the_text_are_found() -> None:
    for policy in corpus().policies:
        if policy.first_day is None or policy.last_day is None:
            continue
        day = timedelta(days=1)
        assert _kinds(replace(policy, first_day=policy.first_day + day)) == {FindingKind.DATES}
        assert _kinds(replace(policy, last_day=policy.last_day - day)) == {FindingKind.DATES}
        quote = replace(policy, validity_quote="本措施自2020年1月1日起施行,有效期3年。")
        assert _kinds(replace(quote, first_day=date(2020, 1, 1))) == {FindingKind.DATES}


def test_a_rule_without_cases_is_found(tmp_path: Path) -> None:
    assert {f.kind for f in audit(corpus(), rulebook(), tmp_path)} == {FindingKind.UNTESTED}


def test_a_note_of_the_whole_clause_covers_its_first_number_too() -> None:
    clause = corpus().require(ClauseId.parse("longhua-2025#12"))
    text = clause.text[clause.text.index("2000万元") :]
    cut = replace(clause, text=text)
    assert quoted_numbers(text)[0].start == 0
    noted = NotRuled(clause=str(clause.id), reason="测试", quotes=(text,))
    assert list(audit_clause(cut, Rulebook.of(rulebook().facts, (), (noted,)), TEXTS)) == []
    assert list(audit_clause(cut, Rulebook.of(rulebook().facts, (), ()), TEXTS))


def test_what_another_clause_states_for_a_rule_is_looked_for_there() -> None:
    rule_text = "对购置设备的企业，一次性奖励20万元。"
    said = "申请的企业，营业收入须达到2000万元以上；奖励以1万元为单位，不足的舍去。"
    paid = replace(corpus().require(ClauseId.parse("longgang-2025#1")), text=rule_text)
    other = replace(corpus().require(ClauseId.parse("longgang-2025#9")), text=said)
    book = small_book("""
  - id: longgang-2025#1:device
    title: 设备
    topic: rent
    quote: 一次性奖励20万元
    conditions:
      - {fact: revenue_yuan, at_least: "20000000", say: 营业收入2000万元以上,
         clause: "longgang-2025#9", quote: 营业收入须达到2000万元以上}
    amount: {kind: fixed, yuan: "200000"}
    rounding: {unit: "10000", mode: down, clause: "longgang-2025#9", quote: 以1万元为单位}""")
    texts = {str(clause.id): clause.text for clause in (paid, other)}

    def text_of(clause_id: str) -> str:
        return texts.get(clause_id, "")

    assert list(audit_clause(paid, book, text_of)) == []
    assert list(audit_clause(other, book, text_of)) == []
    alone = Rulebook.of(book.facts, (), ())
    assert [one.kind for one in audit_clause(other, alone, text_of)] == [FindingKind.UNRULED] * 2
    lost = [one.what for one in audit_clause(paid, book, lambda _: "")]
    assert len(lost) == 2
    assert all("longgang-2025#9" in what for what in lost)


def test_a_note_covers_the_numbers_it_quotes_and_no_others() -> None:
    clause = corpus().require(ClauseId.parse("longgang-2025#1"))
    cut = replace(clause, text="每年安排300万元，每家奖励20万元，另给5万元。")
    noted = NotRuled(clause=str(clause.id), reason="测试", quotes=("每家奖励20万元",))
    found = list(audit_clause(cut, Rulebook.of(rulebook().facts, (), (noted,)), TEXTS))
    assert [one.what.split("里的 ")[1][:5] for one in found] == ["300万元", "5万元 既"]


def test_a_number_that_no_rule_knows_is_shown_in_its_words() -> None:
    """Twelve characters before it and six behind: enough to find it in the text."""
    clause = corpus().require(ClauseId.parse("longgang-2025#1"))
    text = "甲乙丙丁戊己庚辛壬癸子丑寅给予88万元\n奖励并公示七日内有效"
    changed = replace(clause, text=text)
    book = Rulebook.of(rulebook().facts, (), ())
    (found, *_) = audit_clause(changed, book, TEXTS)
    assert "“丁戊己庚辛壬癸子丑寅给予88万元 奖励并公示”里的 88万元" in found.what


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("第九十九条执行", False),  # a clause begins with its own number
        ("按第九十九条执行", True),
        ("《某办法》第九十九条", False),
        ("《某办法》的第九十九条", True),
        ("按第5条执行", False),
        ("按第99条执行", True),
    ],
)
def test_only_articles_of_the_own_document_are_looked_for(text: str, *, is_found: bool) -> None:
    policy = next(p for p in corpus().policies if p.id == "longhua-2025")
    clauses = (*policy.clauses[:-1], replace(policy.clauses[-1], text=text))
    kinds = _kinds(replace(policy, clauses=clauses))
    assert (FindingKind.REFERENCE in kinds) is is_found
