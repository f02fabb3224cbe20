"""Documents in every numbering, made up and rebuilt from laws: all clauses, no others."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.policy.parse import parse_clauses, partition
from benchmarks.clauses import measure_document
from benchmarks.renumber import STYLES, Document, documents, laws, made_up

LAWS = Path(__file__).parents[2].parent / "shared" / "data" / "laws" / "corpus.jsonl.gz"
COUNT = 3 * len(STYLES)


def wrong(found: list[Document]) -> list[str]:
    names = []
    for doc in found:
        gold, right, extra = measure_document(doc)
        if gold != right or extra:
            names.append(f"{doc.style}: {right}/{gold}, {extra} too many")
    return names


def test_every_numbering_in_lines_on_one_line_and_in_pages() -> None:
    rng = random.Random(1)
    found = list(documents(made_up(rng, COUNT), rng))
    assert {doc.style.partition("·")[0] for doc in found} == set(STYLES)
    assert wrong(found) == []


@pytest.mark.skipif(not LAWS.exists(), reason="the laws are not here")
@pytest.mark.slow
def test_laws_numbered_anew_keep_their_articles() -> None:
    rng = random.Random(2)
    found = list(documents(laws(LAWS, rng, 120), rng))
    assert len(found) == 120
    assert len(wrong(found)) <= 4, wrong(found)


def test_text_above_the_first_number_is_a_clause_only_where_it_promises_sums() -> None:
    text = "某市措施\n对流片的企业按费用70%给予补助,最高300万元。\n一、支持\n甲。\n二、保障\n乙。\n"
    assert [str(c.id) for c in parse_clauses("p", text)] == ["p#0", "p#1", "p#2"]
    assert parse_clauses("p", text.replace("给予补助", "计"))[0].id.article == 1


def test_a_list_that_begins_again_is_an_article_named_by_the_cell_beside_it() -> None:
    text = "1．甲。\n2．乙。\n3．丙。\n1．丁。\n2．戊：\n条件要求\n（1）己。\n"
    clauses = parse_clauses("p", text)
    assert [str(c.id) for c in clauses] == ["p#1", "p#2", "p#3", "p#4", "p#4.1", "p#4.2"]
    assert clauses[4].label == "条件要求1."
    assert "".join(partition(text, clauses)) == text


def test_a_list_inside_a_sentence_does_not_end_the_list_around_it() -> None:
    text = "（一）应当符合下列条件：\n（一）甲；\n（二）乙。\n（二）丙。\n（三）丁。\n"
    assert [str(c.id) for c in parse_clauses("p", text) if c.id.item is None] == [
        "p#1",
        "p#2",
        "p#3",
    ]


def test_a_text_without_numbers_is_one_clause() -> None:
    (clause,) = parse_clauses("p", "对企业给予最高10万元奖励。\n")
    assert (str(clause.id), clause.label) == ("p#1", "全文")
