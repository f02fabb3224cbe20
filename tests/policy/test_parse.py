"""Clauses of the real documents: ids, labels, headings, places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.errors import CorpusError
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.parse import parse_clauses, partition

EXPECTED = {
    "shenzhen-pioneer-2024": [str(n) for n in range(1, 19)],
    "longhua-2025": [str(n) for n in range(4, 15)],
    "futian-2024": (  # noqa: SIM905
        "1 1.1 1.2 2 3 3.1 3.2 3.3 4 4.1 4.2 4.3 5 5.1 5.2 6 6.1 6.2 7 8 9 9.1 9.2 10 11 12 13"
    ).split(),
    "qianhai-2024": [str(n) for n in range(1, 17)],
    "longgang-2025": [str(n) for n in range(1, 17)],
    "nanshan-draft": ["1", "2", "3", "4"],
    "baoan-draft": ["1", "2", "3"],
    "overview-2025": ["1", "4"],
}


def get(corpus: Corpus, clause_id: str) -> Clause:
    return corpus.require(ClauseId.parse(clause_id))


@pytest.mark.parametrize("policy", EXPECTED)
def test_parse_clauses_finds_the_ids_of_the_contract(corpus: Corpus, policy: str) -> None:
    ids = [str(clause.id) for clause in corpus.policy(policy).clauses]
    assert ids == [f"{policy}#{n}" for n in EXPECTED[policy]]


@pytest.mark.parametrize("policy", EXPECTED)
def test_parse_clauses_matches_the_golden_file(
    corpus: Corpus, policy: str, check_golden: Callable[[str, object], None]
) -> None:
    rows = [
        {
            "id": str(clause.id),
            "label": clause.label,
            "heading": clause.heading,
            "chapter": clause.chapter,
            "start": clause.start,
            "end": clause.end,
            "bodies": list(clause.bodies),
        }
        for clause in corpus.policy(policy).clauses
    ]
    check_golden(f"clauses/{policy}.json", rows)


@pytest.mark.parametrize("policy", EXPECTED)
def test_partition_loses_nothing(corpus: Corpus, policy: str) -> None:
    source = corpus.policy(policy).source
    assert "".join(partition(source, corpus.policy(policy).clauses)) == source


def test_clause_text_is_the_source_between_its_offsets(corpus: Corpus) -> None:
    for policy in corpus.policies:
        for clause in policy.clauses:
            assert clause.text == policy.source[clause.start : clause.end] == clause.text.strip()
            assert clause.heading in clause.text
            for part in clause.paragraphs:
                assert clause.start <= part.start < part.end <= clause.end


def test_clauses_hold_no_address_and_no_line_of_validity(corpus: Corpus) -> None:
    held = [
        str(clause.id)
        for policy in corpus.policies
        for clause in policy.clauses
        if "http" in clause.text or "起施行" in clause.text or "有效期" in clause.text
    ]
    assert held == []


@pytest.mark.parametrize(
    ("clause_id", "label", "heading", "chapter"),
    [
        ("longgang-2025#2", "（二）", "加大优质优价算力供给", "一、强化人工智能算力要素供给"),
        ("futian-2024#1", "第一条", "大模型研发支持", ""),
        ("futian-2024#1.1", "第一条（一）", "", ""),
        ("futian-2024#4.1", "第四条（一）", "“场景+AI”示范应用支持", ""),
        ("futian-2024#11", "第十一条", "公共服务平台建设支持", ""),
        ("longhua-2025#9", "第九条", "", "第三章 提升产业创新能"),
        ("qianhai-2024#16", "（十六）", "优化产业创新配套环境", "四、完善人工智能产业生态"),
        ("shenzhen-pioneer-2024#2", "（二）", "发放“训力券”", "一、丰富生态要素供给"),
        ("nanshan-draft#4", "4.", "融资支持", ""),
        ("overview-2025#4", "四、", "政策影响:成效显著,未来可期", ""),
    ],
)
def test_label_heading_and_chapter(
    corpus: Corpus, clause_id: str, label: str, heading: str, chapter: str
) -> None:
    clause = get(corpus, clause_id)
    assert (clause.label, clause.heading, clause.chapter) == (label, heading, chapter)


def test_a_lost_stop_after_the_heading_gives_no_heading_unless_stated(corpus: Corpus) -> None:
    source = corpus.policy("qianhai-2024").source
    assert parse_clauses("q", source, "measure")[15].heading == ""


def test_an_article_with_items_is_no_leaf(corpus: Corpus) -> None:
    article = get(corpus, "futian-2024#1")
    assert not article.is_leaf
    assert article.text.endswith(get(corpus, "futian-2024#1.2").text)
    assert article not in corpus.clauses


def test_paragraphs_of_an_article(corpus: Corpus) -> None:
    source = corpus.policy("longhua-2025").source
    parts = [source[p.start : p.end] for p in get(corpus, "longhua-2025#9").paragraphs]
    assert [part[:8] for part in parts] == [
        "促进生成式人工智",
        "支持企业、机构开",
        "本条政策年度资助",
    ]


def test_the_overview_section_stops_before_the_list_of_attachments(corpus: Corpus) -> None:
    assert get(corpus, "overview-2025#4").text.endswith("注入新的强大动力。")
    assert len(get(corpus, "overview-2025#4").paragraphs) == 3 * 2 + 1


def test_bodies_keep_nested_brackets_together(corpus: Corpus) -> None:
    clause = get(corpus, "shenzhen-pioneer-2024#14")
    assert clause.bodies == (
        "市工业和信息化局",
        "前海管理局",
        "各区(新区、深汕特别合作区管委会)政府",
    )
    assert clause.bodies_span is not None
    start, end = clause.bodies_span
    source = corpus.policy("shenzhen-pioneer-2024").source
    assert source[start:end].startswith("(责任单位:")
    assert source[start:end].endswith("管委会)政府)")


def test_bodies_are_named_where_the_text_names_them(corpus: Corpus) -> None:
    named = {str(clause.id) for clause in corpus.clauses if clause.bodies}
    everywhere = {f"shenzhen-pioneer-2024#{n}" for n in range(1, 19)}
    assert named == everywhere | {"longgang-2025#1", "longgang-2025#9"}


def test_parse_clauses_when_the_stated_heading_is_not_there_says_so() -> None:
    with pytest.raises(CorpusError, match=r"p#1.*照抄"):
        parse_clauses("p", "(一)甲。乙。\n", "measure", headings={"1": "丙"})


def test_parse_clauses_when_a_citeable_number_is_not_there_says_so() -> None:
    with pytest.raises(CorpusError, match=r"\[3\]"):
        parse_clauses("p", "1.甲:乙。\n2.丙:丁。\n", "outline", citeable=[1, 3])


def test_parse_clauses_when_the_numbering_is_unknown_lists_the_known() -> None:
    with pytest.raises(CorpusError, match=r"tree.*article.*measure.*outline"):
        parse_clauses("p", "", "tree")
