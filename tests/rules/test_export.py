"""Exports: every live formula recomputes the estimate, and nothing a user wrote becomes one."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
from hypothesis import given

from assistant.policy.clause import ClauseId
from assistant.rules.calculate import calculate
from assistant.rules.compare import STACKING
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.export import Export, Table, export_of_match, to_docx, to_xlsx
from assistant.rules.facts import FactValue
from assistant.rules.match import match
from assistant.rules.profile import Profile
from assistant.rules.rule import Rule
from assistant.rules.sheet_formula import sheet_formula
from tests.rules.case_files import cases, corpus, policy_of, rulebook, typed
from tests.rules.formulas import compute, evaluate
from tests.rules.test_calculate import DAY, quick, rule_and_facts

LABEL = "本文件由程序自动生成，仅供参考。"


def estimated(rule: Rule, facts: dict[str, FactValue]) -> Estimate:
    return calculate(rule, facts, policy=policy_of(rule.id), as_of=DAY, rulebook=rulebook())


def recomputed(estimate: Estimate) -> Decimal | None:
    found = sheet_formula(estimate, rulebook())
    return None if found is None else compute(found)


def test_the_formula_of_every_case_gives_its_amount() -> None:
    checked = 0
    for case in cases():
        rule = rulebook().rule(case.rule)
        estimate = estimated(rule, dict(typed(case.facts, rulebook().facts)))
        if estimate.status in (EstimateStatus.PAYABLE, EstimateStatus.CEILING):
            assert recomputed(estimate) == estimate.amount, case
            checked += 1
    assert checked > 200


@quick
@given(rule_and_facts())
def test_the_formula_of_random_facts_gives_the_amount(
    drawn: tuple[Rule, dict[str, FactValue]],
) -> None:
    estimate = estimated(*drawn)
    again = recomputed(estimate)
    assert again is None or again == estimate.amount


def _export(name: str = "测试公司") -> Export:
    facts = {"compute_fee_yuan": "800万", "filed_models": "5", "product_rd_yuan": "1000万"}
    profile = Profile.from_mapping({"name": name, "district": "龙岗区", "facts": facts})
    report = match(profile, rulebook(), corpus(), date(2025, 6, 1))
    return export_of_match(report, corpus=corpus(), rulebook=rulebook(), label=LABEL)


def test_the_workbook_recomputes_quotes_and_names_its_sources() -> None:
    export = _export()
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(export)))
    work: Any = book["测算"]

    def value_of(cell: str) -> Decimal:
        value = work[cell].value
        return Decimal(str(value))

    sums = [row for row in work.iter_rows() if row[0].value == "按公式重算"]
    known = [e for e in export.estimates if e.status in (EstimateStatus.PAYABLE, "ceiling")]
    assert len(sums) == len(known)
    for row, estimate in zip(sums, known, strict=True):
        assert evaluate(row[1].value.removeprefix("="), value_of) == estimate.amount
        assert value_of(f"B{row[1].row + 1}") == estimate.amount
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert LABEL in texts
    assert "2025-06-01" in texts
    assert any("按最高不超过算力服务费用的30%予以支持" in text for text in texts)
    for policy in export.policies:
        assert policy.sha256 in texts


def test_the_overview_refers_to_the_live_sums() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(_export())))
    overview: Any = book["总表"]
    work: Any = book["测算"]
    for row in overview.iter_rows(min_row=8):
        if isinstance(row[1].value, str) and row[1].value.startswith("=测算!"):
            assert str(work[row[1].value.removeprefix("=测算!")].value).startswith("=")


def test_text_of_users_never_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(_export('=HYPERLINK("x")\x07'))))
    cell = book["总表"]["A1"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("=HYPERLINK")


def test_the_document_shows_amounts_steps_quotes_and_hashes() -> None:
    export = _export()
    document = docx.Document(io.BytesIO(to_docx(export)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert LABEL in text
    assert "800万元 × 30% = 240万元" in text
    assert "按最高不超过算力服务费用的30%予以支持" in text
    assert all(policy.sha256 in text for policy in export.policies)
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "240万元" in cells


def test_who_pays_and_until_when_stand_beside_each_sum() -> None:
    """算力券 and 租用智能算力 are two districts' names of one thing: alone they compare nothing."""
    export = _export()
    policies = {policy.id: policy for policy in export.corpus.policies}
    paper = docx.Document(io.BytesIO(to_docx(export)))
    table = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(to_xlsx(export)))["总表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()][-len(export.estimates) :]
    headings = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    for n, estimate in enumerate(export.estimates):
        policy = policies[ClauseId.parse(estimate.clause_id).policy]
        who = f"{policy.region} {estimate.title}"
        assert policy.region
        assert str(rows[n][0]).startswith(who)
        assert table[n + 1][0].startswith(who)
        assert headings[n].startswith(who)
        left = (policy.last_day - export.as_of).days if policy.last_day else 0
        assert table[n + 1][2] == rows[n][4] == f"{policy.last_day}（还有 {left} 天）"


def test_the_steps_of_each_sum_begin_at_one() -> None:
    export = _export()
    paper = docx.Document(io.BytesIO(to_docx(export)))
    first = [p.text for p in paper.paragraphs if p.text.startswith("1. ")]
    assert len(first) == sum(bool(estimate.steps) for estimate in export.estimates)


def test_headings_are_bold_and_long_texts_wrap() -> None:
    """One reads the sheet on paper: nothing is cut off, and sums look like sums."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(_export())))
    overview, work, sources = (book[name] for name in ("总表", "测算", "来源"))
    head = [row for row in overview.iter_rows() if row[0].value == "谁补什么"]
    rows = [(overview, overview[1]), (overview, head[0]), (work, work[1]), (sources, sources[1])]
    rows += [(work, row) for row in work.iter_rows() if row[2].value == "按条款测算的上限"]
    assert len(rows) > 6
    assert all(cell.font.b for _, row in rows for cell in row if cell.value)
    bold = {id(cell) for _, row in rows for cell in row}
    plain = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    told = [cell for cell in plain if id(cell) not in bold and not cell.font.b]
    assert len(told) > 40
    for cell in told:
        assert cell.alignment.vertical == "top"
        if cell.data_type == "s":
            assert bool(cell.alignment.wrap_text) is (cell.column >= 4), cell.coordinate
        elif cell.data_type == "f" or cell.value >= 1000:
            assert cell.number_format == "#,##0.00"
        else:
            assert cell.number_format == "General"
    for sheet in book:
        widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
        assert max(widths) == widths[3]
        assert min(widths) > 15


def test_a_number_of_a_thousand_is_written_as_a_sum() -> None:
    made = [Decimal(999), Decimal(1000)]
    export = _export()
    table = Table("表", ("甲",), tuple((replace(export.estimates[0], amount=n),) for n in made))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(replace(export, tables=(table,)))))
    heads = [row[0] for row in book["一档"].iter_rows() if row[0].value in ("表", "甲")]
    assert [cell.font.b for cell in heads] == [True, True]
    formats = {c.value: c.number_format for row in book["一档"].iter_rows() for c in row}
    assert (formats[999], formats[1000]) == ("General", "#,##0.00")


def test_one_sum_needs_no_word_on_adding_up() -> None:
    """That several may not be added up is told where there are several."""
    export = _export()
    for n, told in ((1, 0), (2, 1)):
        paper = docx.Document(io.BytesIO(to_docx(replace(export, estimates=export.estimates[:n]))))
        texts = [paragraph.text for paragraph in paper.paragraphs]
        assert texts.count(STACKING) == told


def test_only_a_marked_file_has_the_property() -> None:
    for mark in ("", "标识"):
        content = to_xlsx(replace(_export(), mark=mark))
        found = openpyxl.load_workbook(io.BytesIO(content)).custom_doc_props.props
        assert {one.name: one.value for one in found} == ({"AIGC": mark} if mark else {})
