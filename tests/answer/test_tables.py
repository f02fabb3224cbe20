"""Corpus queries over the real corpus: rows derived by hand from the published texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from assistant.answer.answer import Role, WarningCode
from assistant.answer.evidence import Evidence
from assistant.answer.say_tables import TableAnswer, answer_query
from assistant.answer.speaker import Speaker
from assistant.answer.tables import Tables
from assistant.answer.verify import verify
from assistant.answer.wording import Wording
from assistant.dialogue.corpus_query import (
    Aggregate,
    Bound,
    CorpusQuery,
    Days,
    Form,
    Matter,
    SortKey,
    State,
    Table,
)
from assistant.dialogue.topics import load_topics
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyKind
from tests.fakes import ROOT, corpus, rulebook

DAY = date(2025, 6, 1)
TODAY = Days(DAY, DAY)
SHORT = {
    "S": "shenzhen-pioneer-2024",
    "L": "longhua-2025",
    "F": "futian-2024",
    "Q": "qianhai-2024",
    "G": "longgang-2025",
    "N": "nanshan-draft",
    "B": "baoan-draft",
    "O": "overview-2025",
}


@cache
def tables() -> Tables:
    return Tables(corpus(), rulebook(), load_topics(ROOT / "corpus", corpus()))


@cache
def speaker() -> Speaker:
    return Speaker(Wording(ROOT / "prompts"), rulebook().facts)


def answer(query: CorpusQuery, as_of: date = DAY) -> TableAnswer:
    return answer_query(query, tables(), speaker(), as_of=as_of)


def rows(query: CorpusQuery) -> list[str]:
    """S12, F5.2, … in the order of the answer."""
    return [_short(subject) for subject in answer(query).subjects]


def _short(subject: ClauseId | str) -> str:
    back = {policy: letter for letter, policy in SHORT.items()}
    policy, _, number = str(subject).partition("#")
    return f"{back[policy]}{number}"


def policies(**filters: object) -> CorpusQuery:
    return CorpusQuery(table=Table.POLICIES, when=TODAY, **filters)  # type: ignore[arg-type]


def clauses(**filters: object) -> CorpusQuery:
    return CorpusQuery(table=Table.CLAUSES, when=TODAY, **filters)  # type: ignore[arg-type]


def capped(low: int | None, high: int | None, *, is_strict: bool = False) -> CorpusQuery:
    ends = [None if n is None else Decimal(n) * 10000 for n in (low, high)]
    return clauses(cap=Bound(ends[0], ends[1], is_strict))


def rated(percent: str) -> CorpusQuery:
    rate = Decimal(percent) / 100
    return clauses(rate=Bound(rate, rate))


def by_body(body: str) -> CorpusQuery:
    return clauses(body=(body,), body_said=body)


def ending(first: date | None, last: date | None) -> CorpusQuery:
    return policies(ends_in=Days(first, last, "那时"), sort=SortKey.LAST_DAY)


LAST_DAY = policies(sort=SortKey.LAST_DAY, limit=1)
RENT = Matter(
    "房租",
    ("rent",),
    tuple(
        ClauseId.parse(f"{SHORT[p]}#{n}")
        for p, n in (("Q", "1"), ("L", "6"), ("F", "6.1"), ("F", "6.2"), ("S", "14"))
    ),
)

EXPECTED: list[tuple[str, CorpusQuery, str]] = [
    # S ends 2026-12-17, Q 2027-09-13, L and F 2027-12-31, G 2028-01-09
    ("first to end", LAST_DAY, "S"),
    ("last to end", replace(LAST_DAY, is_descending=True), "G"),
    ("second to end", replace(LAST_DAY, skip=1), "Q"),
    ("third to end, a tie", replace(LAST_DAY, skip=2), "L F"),
    ("all by their end", replace(LAST_DAY, limit=None), "S Q L F G"),
    ("first three to end, never cutting a tie", replace(LAST_DAY, limit=3), "S Q L F"),
    ("first to begin", policies(sort=SortKey.FIRST_DAY, limit=1), "Q"),
    # F runs from 2024-11-01 to 2027-12-31, more than three years; S for two
    ("longest", policies(sort=SortKey.TERM, is_descending=True, limit=1), "F"),
    ("shortest", policies(sort=SortKey.TERM, limit=1), "S"),
    ("ending in 2025", ending(date(2025, 1, 1), date(2025, 12, 31)), ""),
    ("ending in 2026", ending(date(2026, 1, 1), date(2026, 12, 31)), "S"),
    ("ending in 2027", ending(date(2027, 1, 1), date(2027, 12, 31)), "Q L F"),
    ("ending after 2027", ending(date(2028, 1, 1), None), "G"),
    ("ending by the last day of S", ending(None, date(2026, 12, 17)), "S"),
    ("ending before the last day of S", ending(None, date(2026, 12, 16)), ""),
    ("drafts", policies(state=State.DRAFT), "N B"),
    ("all documents", policies(), "S L F Q G N B O"),
    # the brackets (责任单位：…) and (牵头单位：…)
    ("市科技创新局", by_body("市科技创新局"), "S1 S2 S9 S13 S15 S16 S17"),
    (
        "市工业和信息化局",
        by_body("市工业和信息化局"),
        "S1 S4 S5 S7 S8 S9 S10 S11 S12 S14 S15 S17 S18",
    ),
    ("市发展改革委", by_body("市发展改革委"), "S1 S9 S12"),
    ("市政务和数据局", by_body("市政务和数据局"), "S3 S6"),
    ("区工业和信息化局", by_body("区工业和信息化局"), "G1 G9"),
    # 最高, 不超过, 上限
    ("cap 2000万, pots left out", capped(2000, 2000), "S12 L12 Q5"),
    ("cap 1000万", capped(1000, 1000), "S2 S5 S8 S9 F11 Q10"),
    ("cap 500万", capped(500, 500), "S6 S12 S13 L8 F2 F5.2 F6.2 F7 Q3 Q13 G11 G12"),
    ("cap over 1000万", capped(1000, None, is_strict=True), "S9 S12 L12 Q5"),
    ("cap below 20万", capped(None, 20, is_strict=True), "F3.3"),
    ("highest cap", clauses(sort=SortKey.CAP, is_descending=True, limit=1), "S9"),
    ("lowest cap", clauses(sort=SortKey.CAP, limit=1), "F3.3"),
    ("rate 50%", rated("50"), "S2 S9 S10 S12 S18 L6 L9 Q1 Q10 G7 G11"),
    ("rate 30%", rated("30"), "S3 S4 S5 S12 L4 F1.2 F2 G2 G6 G8 G10 G16"),
    ("rate 20%", rated("20"), "L10 F3.2 F3.3 G3 G4"),
    ("rate 10%", rated("10"), "L6 L10 F3.1 Q6 Q9 Q12"),
    ("rate 15%: a rate of tax is no rate of support", rated("15"), ""),
    ("rate 5%", rated("5"), "L13 Q3 Q5 G7"),
    ("highest rate", clauses(sort=SortKey.RATE, is_descending=True, limit=1), "S2"),
    ("rent", clauses(matter=RENT), "S14 L6 F6.1 F6.2 Q1"),
    ("rent in Futian", clauses(matter=RENT, policies=(SHORT["F"],)), "F6.1 F6.2"),
    (
        "no figure",
        clauses(form=Form.UNQUANTIFIED),
        "S1 S16 S17 L14 F9.1 F12 F13 Q4 Q7 Q15 Q16 G1 G9 G14 G15 N1 N2 N3 N4 B1 B2 B3",
    ),
    ("in kind", clauses(form=Form.IN_KIND), "S14 F6.1 Q2"),
    ("Longhua's clauses", clauses(policies=(SHORT["L"],)), "L4 L5 L6 L7 L8 L9 L10 L11 L12 L13 L14"),
]
QUERIES = [query for _, query, _ in EXPECTED]
NAMES = [name for name, _, _ in EXPECTED]
MORE = [
    policies(state=State.IN_FORCE),
    policies(shows_days=True, sort=SortKey.LAST_DAY),
    policies(aggregate=Aggregate.NAME, policies=(SHORT["F"],)),
    policies(aggregate=Aggregate.COUNT),
    policies(aggregate=Aggregate.EXISTS, state=State.EXPIRED),
    policies(matter=RENT),
    clauses(aggregate=Aggregate.COUNT),
    clauses(aggregate=Aggregate.COUNT, policies=(SHORT["F"],)),
    clauses(form=Form.CASH),
    clauses(form=Form.SERVICE),
    CorpusQuery(table=Table.BODIES, when=TODAY),
    CorpusQuery(table=Table.BODIES, when=TODAY, policies=(SHORT["S"],)),
    CorpusQuery(table=Table.BODIES, when=TODAY, policies=(SHORT["Q"],)),
]


@pytest.mark.parametrize(("query", "expected"), [e[1:] for e in EXPECTED], ids=NAMES)
def test_the_rows_are_those_of_the_texts(query: CorpusQuery, expected: str) -> None:
    assert rows(query) == expected.split()


@pytest.mark.parametrize("query", [*QUERIES, *MORE], ids=lambda q: q.table.value)
def test_every_row_is_cited_with_words_of_the_source(query: CorpusQuery) -> None:
    found = answer(query)
    said = {n for sentence in found.sentences for n in sentence.citations}
    assert said == {c.n for c in found.citations} == set(range(1, len(found.citations) + 1))
    for citation in found.citations:
        source = corpus().policy(citation.policy_id).source
        assert citation.quote == source[citation.start : citation.end] != ""
    cited = {str(c.clause_id) for c in found.citations}
    for row in found.rows:
        own = [part.clause for part in row.parts] or [row.clause]
        assert all(str(clause.id) in cited for clause in own if clause is not None)
        assert row.policy.id in {c.policy_id for c in found.citations}


@pytest.mark.parametrize("query", [*QUERIES, *MORE], ids=lambda q: q.table.value)
def test_every_number_said_has_a_source_so_that_no_sentence_is_dropped(query: CorpusQuery) -> None:
    found = answer(query)
    nothing: Evidence = Evidence(None, (), corpus().policies, ())  # type: ignore[arg-type]
    assert verify(found.draft, nothing, [], found) == found.sentences


@pytest.mark.parametrize("query", [*QUERIES, *MORE], ids=lambda q: q.table.value)
def test_the_first_sentence_answers_and_the_same_query_gives_the_same_answer(
    query: CorpusQuery,
) -> None:
    found = answer(query)
    assert found.sentences[0].role is Role.LEAD
    assert found == answer(query)


def test_an_order_is_that_of_a_plain_loop() -> None:
    measures = [p for p in corpus().policies if p.kind is PolicyKind.MEASURE]
    for key in (SortKey.FIRST_DAY, SortKey.LAST_DAY):
        days = [getattr(row.policy, key.value) for row in answer(policies(sort=key)).rows]
        assert days == sorted(getattr(p, key.value) for p in measures)
        back = policies(sort=key, is_descending=True)
        assert [getattr(r.policy, key.value) for r in answer(back).rows] == days[::-1]


def test_states_and_intervals_hold_day_by_day() -> None:
    """From before the first policy to after the last: each state against the dates themselves."""
    measures = [p for p in corpus().policies if p.kind is PolicyKind.MEASURE]
    day = date(2024, 9, 1)
    while day < date(2028, 2, 1):
        at = Days(day, day, "那天")
        expected = {
            State.IN_FORCE: [p.id for p in measures if p.first_day <= day <= p.last_day],  # type: ignore[operator]
            State.EXPIRED: [p.id for p in measures if p.last_day < day],  # type: ignore[operator]
            State.NOT_YET: [p.id for p in measures if p.first_day > day],  # type: ignore[operator]
        }
        for state, own in expected.items():
            query = CorpusQuery(table=Table.POLICIES, when=at, state=state)
            assert [r.policy.id for r in tables().run(query).rows] == own
        assert sum(map(len, expected.values())) == len(measures)
        day += timedelta(days=9)


def test_a_bound_and_its_rest_make_the_whole() -> None:
    """Ceilings at most n and above n together are all ceilings, for every n that occurs."""
    every = {r.clause for r in tables().run(capped(0, None)).rows}
    for yuan in {rule.cap.yuan for rule in rulebook().rules if rule.cap}:
        n = int(yuan) // 10000
        below = {r.clause for r in tables().run(capped(None, n)).rows}
        above = {r.clause for r in tables().run(capped(n, None, is_strict=True)).rows}
        assert below | above == every
        equal = {r.clause for r in tables().run(capped(n, n)).rows}
        assert equal <= below
        assert equal <= {r.clause for r in tables().run(capped(n, None)).rows}


def leads(found: TableAnswer) -> str:
    return "".join(s.text for s in found.sentences if s.role is Role.LEAD)


def holds(text: str, parts: Sequence[str]) -> bool:
    return all(part in text.replace(" ", "") for part in parts)


def test_the_first_to_end_is_named_with_its_day() -> None:
    text = leads(answer(LAST_DAY))
    assert holds(text, ["最先到期", "深圳市打造人工智能先锋城市的若干措施", "2026年12月17日"])


def test_where_nothing_ends_the_next_is_named() -> None:
    text = leads(answer(ending(date(2025, 1, 1), date(2025, 12, 31))))
    assert holds(text, ["没有找到", "最先到期", "2026年12月17日"])


def test_yes_and_no() -> None:
    gone = policies(aggregate=Aggregate.EXISTS, state=State.EXPIRED)
    assert leads(answer(gone)).startswith("没有，")
    assert leads(
        answer(replace(gone, when=Days(date(2027, 1, 1), date(2027, 1, 1), "到时")))
    ).startswith("有，")


def test_what_is_held_is_counted_by_kind() -> None:
    assert holds(leads(answer(policies())), ["8份", "政策措施5份", "征求意见稿2份", "解读文章1份"])


def test_clauses_are_counted_as_articles_and_as_items() -> None:
    """Futian: 13 articles; 1, 3, 4, 5, 6 and 9 have 2+3+3+2+2+2 items, 7 have none: 21."""
    futian = answer(clauses(aggregate=Aggregate.COUNT, policies=(SHORT["F"],)))
    assert holds(leads(futian), ["13条", "21条"])
    longhua = answer(clauses(aggregate=Aggregate.COUNT, policies=(SHORT["L"],)))
    assert holds(leads(longhua), ["11条"])
    assert any("第一条至第三条没有收录" in s.text for s in longhua.sentences)


def test_two_names_of_one_document_are_told_in_the_text() -> None:
    found = answer(policies(aggregate=Aggregate.NAME, policies=(SHORT["F"],)))
    text = leads(found)
    assert "2024年深圳市福田区支持软件产业高质量发展若干措施" in text
    assert "深圳市福田区支持人工智能产业高质量发展若干措施" in text
    assert "不一致" in text
    assert [w.code for w in found.warnings] == [WarningCode.TITLE_MISMATCH]
    assert {c.policy_id for c in found.citations} == {SHORT["F"], SHORT["O"]}


def test_policies_without_bodies_are_said_to_name_none() -> None:
    found = answer(CorpusQuery(table=Table.BODIES, when=TODAY, policies=(SHORT["Q"],)))
    assert "没有写责任单位" in leads(found)
    assert found.citations == ()


def test_rows_of_a_policy_out_of_force_are_warned_of() -> None:
    found = answer(by_body("市教育局"), as_of=date(2027, 3, 1))
    assert [w.code for w in found.warnings] == [WarningCode.EXPIRED]
    soon = answer(by_body("市教育局"), as_of=date(2026, 12, 1))
    assert [w.code for w in soon.warnings] == [WarningCode.EXPIRING_SOON]
