"""Numbering styles that the corpus does not have, in small texts."""

from __future__ import annotations

from assistant.policy.bodies import find_bodies
from assistant.policy.clause import Clause
from assistant.policy.parse import parse_clauses


def ids(clauses: tuple[Clause, ...]) -> list[str]:
    return [str(clause.id).removeprefix("p#") for clause in clauses]


def test_measures_that_start_again_under_each_heading_are_items_of_the_headings() -> None:
    source = "一、总则\n(一)甲。乙。\n(二)丙。丁。\n二、支持\n(一)戊。己。\n(二)庚。辛。\n"
    clauses = parse_clauses("p", source, "measure")
    assert ids(clauses) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert [c.label for c in clauses][3:5] == ["二、", "二、（一）"]


def test_measures_counted_by_arabic_numerals_across_headings() -> None:
    source = (
        "一、算力\n1.发放“算力券”。给予支持。\n牵头单位:市发改委(数据管理局);责任单位:市工信局\n"
    )
    clauses = parse_clauses("p", source + "二、模型\n2.甲。乙。\n", "measure")
    assert ids(clauses) == ["1", "2"]
    assert clauses[0].bodies == ("市发改委(数据管理局)", "市工信局")
    assert clauses[1].chapter == "二、模型"


def test_measures_with_arabic_items() -> None:
    source = (
        "一、章\n（一）研发支持\n1.买IP的,补30%。\n2.买EDA的,补30%。\n"
        "（二）甲。乙。\n二、章\n（三）丙。\n"
    )
    clauses = parse_clauses("p", source)
    assert ids(clauses) == ["1", "1.1", "1.2", "2", "3"]
    assert [c.label for c in clauses] == ["（一）", "（一）1.", "（一）2.", "（二）", "（三）"]
    assert clauses[0].heading == "研发支持"


def test_measures_under_a_single_heading_are_its_items_since_they_may_start_again_below() -> None:
    clauses = parse_clauses("p", "一、章\n（一）研发支持\n1.买IP。\n2.买EDA。\n（二）甲。乙。\n")
    assert ids(clauses) == ["1", "1.1", "1.2"]


def test_a_number_before_a_decimal_is_no_item() -> None:
    clauses = parse_clauses("p", "（一）补助\n1.5万元封顶。\n2.5万元封顶。\n", "measure")
    assert ids(clauses) == ["1"]


def test_articles_that_are_mentioned_at_the_start_of_a_line_are_no_articles() -> None:
    source = "第一条 按照\n第二条规定的条件办理。\n第二条 甲。\n附则\n1.本政策由某局解释。\n"
    clauses = parse_clauses("p", source, "article")
    assert ids(clauses) == ["1", "2", "3"]
    assert clauses[1].text == "第二条 甲。"
    assert (clauses[2].label, clauses[2].text) == ("附则", "附则\n1.本政策由某局解释。")


def test_lines_broken_in_the_middle_of_a_sentence_are_one_paragraph() -> None:
    source = (
        "第一条 对符合条件且经过主管部门认定的人工智能企业给予\n"
        "最高10万元奖励。\n同一企业每年最高20万元。\n"
    )
    (clause,) = parse_clauses("p", source, "article")
    assert [source[p.start : p.end] for p in clause.paragraphs] == [
        "对符合条件且经过主管部门认定的人工智能企业给予\n最高10万元奖励。",
        "同一企业每年最高20万元。",
    ]


def test_a_line_of_validity_below_the_last_clause_belongs_to_no_clause() -> None:
    source = "(一)甲。乙。\n(二)丙。丁。\n\n本措施自2025年1月1日起施行,有效期3年。\n"
    assert parse_clauses("p", source, "measure")[-1].text == "(二)丙。丁。"


def test_find_bodies_reads_no_body_out_of_the_running_text() -> None:
    assert find_bodies("费用由市、区联合给予不超过50%资助。") == ((), None)


def test_find_bodies_when_the_bracket_is_not_closed_names_none() -> None:
    assert find_bodies("甲。(责任单位:市工信局") == ((), None)


def test_bare_numbers_are_headings_where_decimals_run_on_below_them() -> None:
    source = (
        "1 集装箱\n1.1 新开航线。奖励。\n1.2 增量。奖励。\n"
        "2 物流\n2.1 平台。奖励。\n2.2 卡车。补贴。\n"
    )
    clauses = parse_clauses("p", source)
    assert ids(clauses) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert clauses[0].heading == "集装箱"
    close = source.replace("1.1 ", "1.1").replace("2.2 ", "2.2")
    assert ids(parse_clauses("p", close)) == ids(clauses)


def test_a_short_name_before_a_colon_is_a_heading() -> None:
    clauses = parse_clauses(
        "p", "第一条 落户奖励：新引进的企业奖励。\n第二条 有下列情形之一的：甲。\n"
    )
    assert [clause.heading for clause in clauses] == ["落户奖励", ""]


def test_the_first_of_a_list_may_stand_on_the_line_of_its_article() -> None:
    source = "第一条 总则。\n第二条 航线。（一）市内航线。\n（二）物流。\n第三条 附则。\n"
    assert [str(c.id) for c in parse_clauses("p", source) if c.is_leaf] == [
        "p#1",
        "p#2.1",
        "p#2.2",
        "p#3",
    ]


def test_a_single_decimal_item_is_an_item() -> None:
    source = (
        "1. 甲\n1.1 乙。丙。\n1.2 丁。戊。\n2. 己\n2.1 庚。辛。\n3. 壬\n3.1 癸。子。\n3.2 丑。\n"
    )
    assert ids(parse_clauses("p", source)) == [
        "1", "1.1", "1.2", "2", "2.1", "3", "3.1", "3.2",
    ]  # fmt: skip
