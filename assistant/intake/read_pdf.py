"""PDF files: text by page, ruled tables as rows; pages that are images go to the recogniser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.errors import IntakeError
from assistant.intake.reading import MAX_PAGES, MAX_SCANNED_PAGES, Page, Reading, tidy

_FEW_SIGNS = 20
_SCALE = 2.5


def read_pdf(path: Path) -> Reading:
    """A PDF of text, or of scanned pages if letters can be recognised here.

    Raises:
        IntakeError: it cannot be opened, is locked, has too many pages, or is scanned and there is
            no recogniser.
    """
    import pypdfium2

    try:
        book: Any = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as cause:
        why = "有密码保护，请先去掉密码" if "assword" in str(cause) else "文件已损坏，请重新下载"
        raise IntakeError(f"{path}：打不开这个 PDF（{why}）。") from cause
    if len(book) > MAX_PAGES:
        raise IntakeError(f"{path}：有 {len(book)} 页，超过 {MAX_PAGES} 页，请拆开再试。")
    texts = [page.get_textpage().get_text_range() for page in book]
    scanned = [
        n for n, text in enumerate(texts) if len(text.strip()) < _FEW_SIGNS and _images(book[n])
    ]
    if len(scanned) > MAX_SCANNED_PAGES:
        raise IntakeError(
            f"{path}：有 {len(scanned)} 页扫描件，超过 {MAX_SCANNED_PAGES} 页，请拆开再试。"
        )
    if scanned:
        from assistant.intake.read_image import recognise

        for n in scanned:
            texts[n] = recognise(book[n].render(scale=_SCALE).to_numpy(), path)
    else:
        _with_tables(path, texts)
    pages, joined = [], ""
    for number, text in enumerate(texts, 1):
        pages.append(Page(number, len(joined)))
        joined += tidy(text).rstrip("\n") + "\n"
    how = f"PDF，{len(texts)} 页" + (f"，其中扫描 {len(scanned)} 页" if scanned else "")
    title = (book.get_metadata_dict().get("Title") or "").strip()
    return Reading(joined, how, title=title, pages=tuple(pages), is_scanned=bool(scanned))


def _images(page: Any) -> bool:
    return any(thing.type == 3 for thing in page.get_objects(max_depth=2))


def _with_tables(path: Path, texts: list[str]) -> None:
    """Pages with ruled tables again: a line for every row, in its place among the other lines."""
    import pdfplumber

    with pdfplumber.open(path) as book:
        for n, page in enumerate(book.pages):
            if len(page.lines) + len(page.rects) < 4:
                page.close()
                continue
            tables = [table for table in page.find_tables() if len(table.rows) > 1]
            if tables:
                texts[n] = _page_text(page, tables)
            page.close()


def _page_text(page: Any, tables: list[Any]) -> str:
    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return not any(
            t.bbox[0] <= thing["x0"] <= t.bbox[2] and t.bbox[1] <= middle <= t.bbox[3]
            for t in tables
        )

    lines = [(line["top"], line["text"]) for line in page.filter(outside).extract_text_lines()]
    for table in tables:
        rows = [
            " | ".join("".join((cell or "").split("\n")) for cell in row if cell)
            for row in table.extract()
        ]
        lines.append((table.bbox[1], "\n".join(row for row in rows if row)))
    return "\n".join(text for _, text in sorted(lines, key=lambda line: line[0]))
