"""Word documents: paragraphs with the numbers that Word counts itself, tables as rows."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.errors import IntakeError
from assistant.intake.reading import Reading, check_archive, tidy
from assistant.text.numerals import to_chinese

_HAN = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
        "taiwaneseCounting", "chineseLegalSimplified")  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


def read_docx(path: Path) -> Reading:
    """A .docx; macros, pictures and comments are not looked at.

    Raises:
        IntakeError: it cannot be opened.
    """
    check_archive(path)
    from docx import Document
    from docx.table import Table

    try:
        document: Any = Document(str(path))
        counter = _Counter(document)
        lines: list[str] = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                lines += _rows(part)
            else:
                lines.append(counter.label(part) + part.text)
        title = document.core_properties.title or ""
    except IntakeError:
        raise
    except Exception as cause:
        raise IntakeError(f"{path}：不是能打开的 Word 文档（docx），请另存一次再试。") from cause
    return Reading(tidy("\n".join(lines)), "Word 文档", title=title)


def _rows(table: Any) -> list[str]:
    lines = []
    for row in table.rows:
        cells: list[str] = []
        seen = set()
        for cell in row.cells:
            # A merged cell stands once for every column that it covers.
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()))
        lines.append(" | ".join(cells))
    return lines


class _Counter:
    """Counts what Word numbers by itself, so that 第三条 stands in the text."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for num in numbering.iterchildren(_w("num")):
            abstract = num.find(_w("abstractNumId"))
            if abstract is not None:
                self._of[str(num.get(_w("numId")))] = str(abstract.get(_w("val")))
        for abstract in numbering.iterchildren(_w("abstractNum")):
            self._read(str(abstract.get(_w("abstractNumId"))), abstract)

    def _read(self, name: str, abstract: Any) -> None:
        for level in abstract.iterchildren(_w("lvl")):
            text, form = level.find(_w("lvlText")), level.find(_w("numFmt"))
            start = level.find(_w("start"))
            if text is not None and form is not None:
                self._levels[name, int(level.get(_w("ilvl")) or 0)] = (
                    str(text.get(_w("val")) or ""),
                    str(form.get(_w("val")) or ""),
                    int(start.get(_w("val")) or 1) if start is not None else 1,
                )

    def label(self, paragraph: Any) -> str:
        """The number in front of a paragraph, "" where Word counts none."""
        properties = _numbering_of(paragraph)
        if properties is None:
            return ""
        number, level = properties
        name = self._of.get(number, "")
        if (name, level) not in self._levels:
            return ""
        counts = self._counts[name]
        counts[level] = counts.get(level, self._levels[name, level][2] - 1) + 1
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]
        text, form, _ = self._levels[name, level]
        if form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            _, its_form, first = self._levels.get((name, depth), ("", "decimal", 1))
            count = counts.get(depth, first)
            if its_form == "decimalEnclosedCircle" and count <= 20:
                return chr(ord("①") + count - 1)
            return to_chinese(count) if its_form in _HAN else str(count)

        return _PLACE.sub(shown, text) + (
            "" if text.endswith(("、", "）", ")", ".", "．")) else " "
        )


def _numbering_of(paragraph: Any) -> tuple[str, int] | None:
    """(numId, level) of a paragraph, its own or its style's."""
    style = paragraph.style.element if paragraph.style is not None else None
    for element in (paragraph._p, style):
        properties = element.find(f".//{_w('numPr')}") if element is not None else None
        if properties is not None:
            number, level = properties.find(_w("numId")), properties.find(_w("ilvl"))
            if number is None or number.get(_w("val")) == "0":
                return None
            return str(number.get(_w("val"))), int(level.get(_w("val"))) if level is not None else 0
    return None


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
