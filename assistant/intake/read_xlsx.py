"""Workbooks: one line a row, the value of a merged cell in every cell it covers downwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.errors import IntakeError
from assistant.intake.reading import MAX_ROWS, Reading, check_archive, tidy


def read_xlsx(path: Path) -> Reading:
    """A .xlsx; formulas give the values that were last saved.

    Raises:
        IntakeError: it cannot be opened or has too many rows.
    """
    check_archive(path)
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(path, data_only=True, keep_links=False)
    except Exception as cause:
        raise IntakeError(f"{path}：不是能打开的 Excel 表格（xlsx），请另存一次再试。") from cause
    lines: list[str] = []
    for sheet in book.worksheets:
        if sheet.max_row > MAX_ROWS:
            raise IntakeError(f"{path}：工作表“{sheet.title}”超过 {MAX_ROWS} 行，没有读取。")
        merged = _merged(sheet)
        if len(book.worksheets) > 1:
            lines.append(sheet.title)
        for row in sheet.iter_rows():
            cells = [_shown(merged.get(cell.coordinate, cell.value)) for cell in row]
            lines.append(" | ".join(cell for cell in cells if cell))
    return Reading(tidy("\n".join(line for line in lines if line)), "Excel 表格")


def _merged(sheet: Any) -> dict[str, object]:
    """Cells below the first of a merged range → its value; those beside it stay empty."""
    values: dict[str, object] = {}
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        for row in range(area.min_row + 1, area.max_row + 1):
            values[sheet.cell(row, area.min_col).coordinate] = value
    return values


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).split())
