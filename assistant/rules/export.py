"""Export estimates as a spreadsheet or a document that a finance officer re-checks by hand.

The spreadsheet recomputes every sum by live formulas over cells that hold the company's numbers and
the numbers of the text, each beside the words it stands in. Both files carry the day, the hash of
each source and the label that they were made by a program.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.rules.compare import STACKING
from assistant.rules.estimate import Estimate
from assistant.rules.hidden_mark import NAME, mark_document
from assistant.rules.match import MatchReport
from assistant.rules.rulebook import Rulebook
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.validity import validity_words
from assistant.text.money import format_yuan

_MONEY = "#,##0.00"
_WIDTHS = (34, 22, 18, 70, 26)
_WIDE_TABLE = (34, 22, 18, 60, 30, 26, 44, 60)
_WIDE = 3
"""From this column on long texts are wrapped."""


Cell: TypeAlias = "str | Estimate"
"""Words, or an estimate: its amount, in a workbook as a reference to its live sum."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a heading."""

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported; ``label`` is the sentence that says a program made it.

    ``words`` are the lines of an answer, ``quotes`` its sources (name, verbatim words); ``mark`` is
    the hidden label, kept as the property AIGC of the file. ``tables`` come before the sums, in a
    workbook on a sheet of their own.
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
    tables: tuple[Table, ...] = ()

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


class _Sheet:
    """A sheet that is written from the top, row by row."""

    def __init__(self, book: Any, name: str, widths: Sequence[int] = _WIDTHS) -> None:
        self.name = name
        self._sheet = book.add_worksheet(name)
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._text = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._money = book.add_format({"num_format": _MONEY, "valign": "top"})
        self.rows = 0
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def row(self, *values: str | Decimal | None, is_bold: bool = False) -> int:
        """Write a row of texts, which never become formulas, and numbers; returns its number."""
        for column, value in enumerate(values):
            if isinstance(value, Decimal):
                form = self._money if value >= 1000 else self._text
                self._sheet.write_number(self.rows, column, value, form)
            elif value:
                form = self._wrapped if column >= _WIDE else self._text
                form = self._bold if is_bold else form
                self._sheet.write_string(self.rows, column, clean(value), form)
        self.rows += 1
        return self.rows

    def formula(self, row: int, column: str, text: str, value: Decimal | str | None) -> None:
        """Write a live formula with the value it has, for readers that do not calculate.

        A number stays a number: given as text it would be kept as text.
        """
        kept = "" if value is None else value
        self._sheet.write_formula(f"{column}{row}", f"={text}", self._money, kept)


def to_xlsx(export: Export) -> bytes:
    """The workbook: 总表 (all estimates), 测算 (inputs, quotes, live formulas), 来源 (hashes)."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book: Any = Workbook(stream, {"in_memory": True})
    book.set_properties({"title": clean(export.title), "comments": export.label})
    if export.mark:
        book.set_custom_property(NAME, export.mark)
    first = _Sheet(book, "一档", _WIDE_TABLE) if export.tables else None
    overview, work = _Sheet(book, "总表"), _Sheet(book, "测算")
    for sheet in (overview, work):
        _head(sheet, export)
    overview.row("谁补什么", "金额（元）", "状态", "说明", "有效至", is_bold=True)
    cells: dict[int, str] = {}
    for estimate in export.estimates:
        cell = cells[id(estimate)] = _write_sum(work, estimate, export)
        who, until = _who(estimate, export), _until(estimate, export)
        row = overview.row(who, estimate.amount, _status(estimate), _why(estimate), until)
        if cell:
            overview.formula(row, "B", f"测算!{cell}", estimate.amount)
    if first is not None:
        _write_tables(first, export, cells)
    if export.words or export.quotes:
        _write_words(_Sheet(book, "回答"), export)
    sources = _Sheet(book, "来源")
    sources.row("政策", "有效期", "网址", "原文 sha256", is_bold=True)
    for policy in export.policies:
        sources.row(policy.title, validity_words(policy), policy.url, policy.sha256)
    book.close()
    return stream.getvalue()


def _write_tables(sheet: _Sheet, export: Export, cells: Mapping[int, str]) -> None:
    """一档: the tables one below the other; ``cells`` are the live sums by estimate."""
    _head(sheet, export)
    for table in export.tables:
        sheet.row(table.heading, is_bold=True)
        sheet.row(*table.header, is_bold=True)
        for row in table.rows:
            at = sheet.row(*(c if isinstance(c, str) else c.amount for c in row))
            for column, cell in zip("ABCDEFGH", row, strict=False):
                if not isinstance(cell, str) and cells.get(id(cell)):
                    sheet.formula(at, column, f"测算!{cells[id(cell)]}", cell.amount)
        sheet.row()


def _write_words(sheet: _Sheet, export: Export) -> None:
    """回答: the words of an answer, and its sources word for word."""
    _head(sheet, export)
    for line in export.words:
        sheet.row(line)
    sheet.row("依据", "", "", "原文", is_bold=True)
    for name, quote in export.quotes:
        sheet.row(name, "", "", quote)


def _head(sheet: _Sheet, export: Export) -> None:
    sheet.row(export.title, is_bold=True)
    sheet.row(export.label)
    sheet.row("测算日期", export.as_of.isoformat())
    sheet.row("政策库版本", export.corpus.version[:8])
    sheet.row(STACKING)
    sheet.row()


def _write_sum(sheet: _Sheet, estimate: Estimate, export: Export) -> str:
    """The block of one estimate; returns the cell of its live sum, "" if it has none."""
    place = place_of(estimate, export.corpus)
    sheet.row(_who(estimate, export), place, _status(estimate), is_bold=True)
    found = sheet_formula(estimate, export.rulebook)
    cell = ""
    if found is not None:
        given = [f"B{sheet.row(one.label, one.value, '', one.source)}" for one in found.inputs]
        row = sheet.row("按公式重算", None, "", "等于下一行则一致")
        cell = f"B{row}"
        sheet.formula(row, "B", found.text.format(*given), estimate.amount)
        below = sheet.row("系统金额", estimate.amount)
        sheet.formula(below, "C", f'IF({cell}=B{below},"一致","请核对")', "一致")
    for step in estimate.steps:
        sheet.row("算式", "", "", step.text)
    for line in _notes(estimate):
        sheet.row(*line)
    sheet.row()
    return cell


def place_of(estimate: Estimate, corpus: Corpus) -> str:
    """The policy and the clause of an estimate as people call them."""
    clause_id = ClauseId.parse(estimate.clause_id)
    policy = corpus.policy(clause_id.policy)
    clause = policy.clause(clause_id)
    return f"{policy.short_title or policy.title}{clause.label if clause else ''}"


def _who(estimate: Estimate, export: Export) -> str:
    """Who pays for what: 龙岗区 购买算力. Two districts may call their own alike."""
    policy = export.corpus.policy(ClauseId.parse(estimate.clause_id).policy)
    return f"{policy.region} {_name(estimate)}".strip()


def _until(estimate: Estimate, export: Export) -> str:
    """The last day of the policy, and how far off it is."""
    last = export.corpus.policy(ClauseId.parse(estimate.clause_id).policy).last_day
    if last is None:
        return ""
    left = (last - export.as_of).days
    return f"{last.isoformat()}（{f'还有 {left} 天' if left >= 0 else '已过'}）"


def _notes(estimate: Estimate) -> Iterator[tuple[str, str, str, str]]:
    for test in estimate.conditions:
        yield ("条件", test.met.value, "", test.say)
    for name in estimate.reasons:
        yield ("原因", "", "", name)
    for text in estimate.assumptions:
        yield ("说明", "", "", text)


def to_docx(export: Export) -> bytes:
    """The document: a table of amounts, then each sum with its steps, quotes and assumptions."""
    from docx import Document

    document: Any = Document()
    document.core_properties.title = clean(export.title)
    document.core_properties.comments = export.label
    document.add_heading(clean(export.title), level=0)
    document.add_paragraph(export.label)
    document.add_paragraph(
        f"按 {export.as_of.isoformat()} 的政策　政策库版本 {export.corpus.version[:8]}"
    )
    if len(export.estimates) > 1:
        document.add_paragraph(STACKING)
    _number_pages(document, export.title)
    for line in filter(None, export.words):
        document.add_paragraph(clean(line))
    if export.mark:
        mark_document(document, export.mark)
    for own in export.tables:
        document.add_heading(clean(own.heading), level=1)
        grid = document.add_table(rows=1, cols=len(own.header), style="Table Grid")
        _fill(grid.rows[0], own.header)
        for row in own.rows:
            _fill(grid.add_row(), tuple(map(_cell, row)))
    table = document.add_table(rows=1, cols=5, style="Table Grid")
    _fill(table.rows[0], ("谁补什么", "金额", "有效至", "状态", "说明"))
    for estimate in export.estimates:
        who, until = _who(estimate, export), _until(estimate, export)
        _fill(table.add_row(), (who, _shown(estimate), until, _status(estimate), _why(estimate)))
    for estimate in export.estimates:
        _describe(document, estimate, export)
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


def _cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else _shown(cell)


def _number_pages(document: Any, title: str) -> None:
    """Title and page number at the foot of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"{clean(title)[:40]}　第 ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    foot.add_run(" 页")


def _describe(document: Any, estimate: Estimate, export: Export) -> None:
    document.add_heading(clean(f"{_who(estimate, export)}：{_shown(estimate)}"), level=1)
    document.add_paragraph(f"{place_of(estimate, export.corpus)}　{_status(estimate)}")
    if estimate.rule_id and not export.quotes:
        document.add_paragraph(f"原文：“{export.rulebook.rule(estimate.rule_id).quote}”")
    for n, step in enumerate(estimate.steps, start=1):
        # Written out: the style's own numbers would go on from the sum before.
        document.add_paragraph(clean(f"{n}. {step.text}"), style="List")
    for name, met, _, text in _notes(estimate):
        document.add_paragraph(clean(f"{name}{met and f'（{met}）'}：{text}"), style="List Bullet")


def _name(estimate: Estimate) -> str:
    label = f"（{estimate.label}）" if estimate.label else ""
    return (estimate.title or estimate.clause_id) + label


def _shown(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return f"{estimate.period}{estimate.amount_text}"
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
