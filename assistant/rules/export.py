"""Export estimates as a spreadsheet or a document that a finance officer re-checks by hand.

The spreadsheet recomputes every sum by live formulas over cells that hold the company's numbers and
the numbers of the text, each beside the words it stands in. Both files carry the day, the hash of
each source and the label that they were made by a program.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.rules.compare import STACKING
from assistant.rules.estimate import Estimate
from assistant.rules.hidden_mark import mark_document, mark_workbook
from assistant.rules.match import MatchReport
from assistant.rules.rulebook import Rulebook
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.validity import validity_words
from assistant.text.money import format_yuan

_MONEY = "#,##0.00"
_WIDTHS = (34, 22, 18, 70)


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported; ``label`` is the sentence that says a program made it.

    ``words`` are the lines of an answer, ``quotes`` its sources (name, verbatim words); ``mark`` is
    the hidden label, kept as the property AIGC of the file.
    """

    title: str
    estimates: tuple[Estimate, ...]
    as_of: date
    corpus: Corpus
    rulebook: Rulebook
    label: str
    words: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    mark: str = ""

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies of the estimates, in corpus order."""
        used = {ClauseId.parse(estimate.clause_id).policy for estimate in self.estimates}
        return tuple(policy for policy in self.corpus.policies if policy.id in used)


def export_of_match(
    report: MatchReport, *, corpus: Corpus, rulebook: Rulebook, label: str, mark: str = ""
) -> Export:
    """The export of a match report."""
    title = f"{report.name or report.district} 政策匹配与测算"
    estimates = tuple(found.estimate for found in report.matches)
    return Export(title, estimates, report.as_of, corpus, rulebook, label, mark=mark)


def to_xlsx(export: Export) -> bytes:
    """The workbook: 总表 (all estimates), 测算 (inputs, quotes, live formulas), 来源 (hashes)."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = clean(export.title)
    book.properties.description = export.label
    overview: Any = book.active
    overview.title = "总表"
    _rows(overview, _head(export))
    _row(overview, ("规则", "金额（元）", "状态", "说明"), is_bold=True)
    work: Any = book.create_sheet("测算")
    _rows(work, _head(export))
    for estimate in export.estimates:
        cell = _write_sum(work, estimate, export)
        _row(overview, (_name(estimate), _amount(estimate), _status(estimate), _why(estimate)))
        if cell:
            overview.cell(overview.max_row, 2).value = f"=测算!{cell}"
            overview.cell(overview.max_row, 2).number_format = _MONEY
    sources: Any = book.create_sheet("来源")
    _row(sources, ("政策", "有效期", "网址", "原文 sha256"), is_bold=True)
    for policy in export.policies:
        _row(sources, (policy.title, validity_words(policy), policy.url, policy.sha256))
    texts = [_text_sheet(book, export)] if export.words or export.quotes else []
    if export.mark:
        mark_workbook(book, export.mark)
    for sheet in (overview, work, sources, *texts):
        for column, width in zip("ABCD", _WIDTHS, strict=True):
            sheet.column_dimensions[column].width = width
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text_sheet(book: Any, export: Export) -> Any:
    """回答: the words of an answer, and its sources word for word."""
    sheet: Any = book.create_sheet("回答")
    _rows(sheet, _head(export))
    for line in export.words:
        _row(sheet, (line,))
    _row(sheet, ("依据", "", "", "原文"), is_bold=True)
    for name, quote in export.quotes:
        _row(sheet, (name, "", "", quote))
    return sheet


def _head(export: Export) -> list[tuple[str, ...]]:
    return [
        (export.title,),
        (export.label,),
        ("测算日期", export.as_of.isoformat()),
        ("政策库版本", export.corpus.version),
        (STACKING,),
        (),
    ]


def _rows(sheet: Any, rows: Sequence[tuple[str, ...]]) -> None:
    for n, row in enumerate(rows):
        _row(sheet, row, is_bold=n == 0)


def _row(sheet: Any, values: Sequence[str | Decimal | None], *, is_bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    number = sheet.max_row + (1 if sheet.max_row > 1 or sheet.cell(1, 1).value else 0)
    for column, value in enumerate(values or ("",), start=1):
        cell = sheet.cell(number, column)
        if isinstance(value, Decimal):
            cell.value = value
            cell.number_format = _MONEY if value >= 1000 else "General"
        elif value is not None:
            cell.value = clean(value)
            cell.data_type = "s"  # text of users never becomes a formula
            cell.alignment = Alignment(wrap_text=column == 4, vertical="top")
        if is_bold:
            cell.font = Font(bold=True)


def _write_sum(sheet: Any, estimate: Estimate, export: Export) -> str:
    """The block of one estimate; returns the cell of its live sum, "" if it has none."""
    _row(sheet, (_name(estimate), estimate.clause_id, _status(estimate)), is_bold=True)
    found = sheet_formula(estimate, export.rulebook)
    cell = ""
    if found is not None:
        cells = []
        for given in found.inputs:
            _row(sheet, (given.label, given.value, "", given.source))
            cells.append(f"B{sheet.max_row}")
        _row(sheet, ("按公式重算", "", "", "等于下一行则一致"))
        cell = f"B{sheet.max_row}"
        sheet[cell].value = "=" + found.text.format(*cells)
        sheet[cell].number_format = _MONEY
        _row(sheet, ("系统金额", estimate.amount))
        sheet[f"C{sheet.max_row}"].value = f'=IF({cell}=B{sheet.max_row},"一致","请核对")'
    for step in estimate.steps:
        _row(sheet, ("算式", "", "", step.text))
    for line in _notes(estimate):
        _row(sheet, line)
    _row(sheet, ("",))
    return cell


def _notes(estimate: Estimate) -> Iterator[tuple[str, str, str, str]]:
    for test in estimate.conditions:
        yield ("条件", test.met.value, "", test.say)
    for name in estimate.reasons:
        yield ("原因", "", "", name)
    for text in estimate.assumptions:
        yield ("假设", "", "", text)


def to_docx(export: Export) -> bytes:
    """The document: a table of amounts, then each sum with its steps, quotes and assumptions."""
    from docx import Document

    document: Any = Document()
    document.core_properties.title = clean(export.title)
    document.core_properties.comments = export.label
    document.add_heading(clean(export.title), level=0)
    document.add_paragraph(export.label)
    document.add_paragraph(
        f"测算日期：{export.as_of.isoformat()}　政策库版本：{export.corpus.version}"
    )
    document.add_paragraph(STACKING)
    for line in filter(None, export.words):
        document.add_paragraph(clean(line))
    if export.mark:
        mark_document(document, export.mark)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    _fill(table.rows[0], ("规则", "金额", "状态", "说明"))
    for estimate in export.estimates:
        shown = _shown(estimate)
        _fill(table.add_row(), (_name(estimate), shown, _status(estimate), _why(estimate)))
    for estimate in export.estimates:
        _describe(document, estimate, export.rulebook)
    if export.quotes:
        document.add_heading("依据", level=1)
    for name, quote in export.quotes:
        document.add_paragraph(clean(name), style="List Bullet")
        document.add_paragraph(clean(quote), style="Intense Quote")
    document.add_heading("来源", level=1)
    for policy in export.policies:
        document.add_paragraph(
            f"《{policy.title}》（{validity_words(policy)}）{policy.url}　"
            f"原文 sha256：{policy.sha256}"
        )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(row: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = clean(text)


def _describe(document: Any, estimate: Estimate, rulebook: Rulebook) -> None:
    document.add_heading(clean(f"{_name(estimate)}：{_shown(estimate)}"), level=1)
    document.add_paragraph(f"条款：{estimate.clause_id}　状态：{_status(estimate)}")
    if estimate.rule_id:
        document.add_paragraph(f"原文：“{rulebook.rule(estimate.rule_id).quote}”")
    for step in estimate.steps:
        document.add_paragraph(clean(step.text), style="List Number")
    for name, met, _, text in _notes(estimate):
        document.add_paragraph(clean(f"{name}{met and f'（{met}）'}：{text}"), style="List Bullet")


def _name(estimate: Estimate) -> str:
    label = f"（{estimate.label}）" if estimate.label else ""
    return (estimate.title or estimate.clause_id) + label


def _amount(estimate: Estimate) -> Decimal | None:
    return estimate.amount


def _shown(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return f"{estimate.period}{format_yuan(estimate.amount)}"
    if estimate.range is not None:
        return f"0至{format_yuan(estimate.range[1])}"
    return "—"


def _status(estimate: Estimate) -> str:
    return estimate.status_text


def _why(estimate: Estimate) -> str:
    return "；".join(estimate.reasons) or estimate.period


def clean(text: str) -> str:
    """Without control characters, which no office file may hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
