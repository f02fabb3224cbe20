"""Check an exported file against its receipt: every word and cell that a reader sees."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree import ElementTree

from assistant.answer.answer import Answer
from assistant.answer.render import Json, answer_of, canonical, to_json
from assistant.assistant import Assistant
from assistant.web.api.files import answer_content
from assistant.web.api.receipts import Verdict

_MARK = re.compile(r'"ProduceID":\s*"([A-Za-z0-9_-]{1,64})"')
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 20_000_000
"""Bytes that a file may unpack to."""


def form_of(content: bytes) -> str:
    """json, docx, xlsx or md."""
    if content[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                names = packed.namelist()
        except zipfile.BadZipFile:
            return ""
        kinds = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
        return next((form for name, form in kinds.items() if name in names), "")
    return "json" if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else "md"


def answer_id_in(content: bytes, form: str) -> str:
    """The number that the file's hidden mark names; "" if it has none."""
    if form == "json":
        try:
            return str(json.loads(content.decode("utf-8-sig")).get("id", ""))
        except (ValueError, RecursionError):
            return ""
    if form == "md":
        found = _MARK.search(content.decode("utf-8", "replace"))
        return found[1] if found else ""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith("docProps/") and packed.getinfo(name).file_size < 1_000_000:
                text = packed.read(name).decode("utf-8", "replace").replace("&quot;", '"')
                found = _MARK.search(text)
                if found:
                    return found[1]
    return ""


def check_file(
    content: bytes, form: str, answer: Answer, assistant: Assistant, verdict: Verdict
) -> None:
    """Compare what the file shows with what it must show."""
    if form == "json":
        _check_json(content, answer, verdict)
        return
    must = answer_content(answer, to_json(answer), form, assistant)
    must = must if isinstance(must, bytes) else must.encode()
    try:
        shown, expected = _SEEN[form](content), _SEEN[form](must)
    except (ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        verdict.wrong.append(f"文件读不出来（{type(error).__name__}）：可能已损坏。")
        return
    for place, found in expected.items():
        if place not in shown:
            verdict.wrong.append(f"{place}：少了 {str(found)[:60]!r}。")
        elif not _agree(shown[place], found, answer):
            verdict.wrong.append(f"{place}：是 {shown[place][:60]!r}，应为 {found[:60]!r}。")
    for place in shown.keys() - expected.keys():
        verdict.wrong.append(f"{place}：多出 {shown[place][:60]!r}。")
    if not verdict.wrong:
        verdict.checked.append(f"文件里看得见的 {len(expected)} 处与凭证一致")


def _check_json(content: bytes, answer: Answer, verdict: Verdict) -> None:
    try:
        read = answer_of(json.loads(content.decode("utf-8-sig")))
    except (ValueError, TypeError, RecursionError):
        read = None
    holds = read is not None and canonical(read) == canonical(answer)
    verdict.take("文件的内容与凭证一致", holds, "文件的内容与凭证不一致：内容被改过。")


def _agree(shown: str, expected: str, answer: Answer) -> bool:
    if shown == expected:
        return True
    if shown == "公式的值" and expected.startswith("公式的值 "):
        return True  # saved by a program that keeps no values: the formula beside it is compared
    # A sheet that a program computed again holds values where ours has formulas alone.
    kind, _, value = shown.partition(" ")
    return kind == expected == "公式的值" and _is_known(value, answer)


def _is_known(value: str, answer: Answer) -> bool:
    """Whether a computed value is one that the answer names."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return False
    known: set[Decimal] = set()
    for estimate in answer.estimates:
        known.update(v for v in (estimate.amount, estimate.uncapped) if v is not None)
        known.update(step.value for step in estimate.steps if step.value is not None)
        known.update(v for _, v in _facts(estimate.facts) if isinstance(v, Decimal))
    return any(abs(found - one) < Decimal("0.005") for one in known)


def _facts(facts: Any) -> list[tuple[str, object]]:
    return list(facts.items() if hasattr(facts, "items") else facts)


def _seen_md(content: bytes) -> dict[str, str]:
    lines = content.decode("utf-8-sig").replace("\r\n", "\n").rstrip().split("\n")
    return {f"第 {n} 行": line.rstrip() for n, line in enumerate(lines, 1)}


def _seen_docx(content: bytes) -> dict[str, str]:
    """Every paragraph of text, tables, headers, footers and notes, in order."""
    seen: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = sorted(n for n in packed.namelist() if re.fullmatch(r"word/[a-z]+[0-9]*\.xml", n))
        for part in parts:
            if packed.getinfo(part).file_size > _LARGEST:
                raise ValueError(part)
            if part in ("word/styles.xml", "word/settings.xml", "word/numbering.xml"):
                continue
            root = ElementTree.fromstring(packed.read(part))
            texts = ["".join(t.text or "" for t in p.iter(f"{_WORD}t")) for p in _paragraphs(root)]
            for n, text in enumerate(filter(str.strip, texts), 1):
                seen[f"{part.removeprefix('word/').removesuffix('.xml')} 第 {n} 段"] = text
    return seen


def _paragraphs(root: ElementTree.Element) -> list[ElementTree.Element]:
    return list(root.iter(f"{_WORD}p"))


def _seen_xlsx(content: bytes) -> dict[str, str]:
    """Every cell: its value or formula, and beside a formula the value kept with it."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
            raise ValueError("too large")
    seen: dict[str, str] = {}
    formulas = load_workbook(io.BytesIO(content))
    values = load_workbook(io.BytesIO(content), data_only=True)
    for sheet in formulas.worksheets:
        kept = values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = f"{sheet.title}!{cell.coordinate}"
                seen[place] = _cell(cell.value)
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    value = kept[cell.coordinate].value
                    shown = "" if value is None else f" {_cell(value)}"
                    seen[f"{place} 的值"] = f"公式的值{shown}"
    return seen


def _cell(value: object) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return format(Decimal(str(value)).normalize(), "f")
    return str(value)


_SEEN: dict[str, Callable[[bytes], dict[str, str]]] = {
    "md": _seen_md,
    "docx": _seen_docx,
    "xlsx": _seen_xlsx,
}


def receipt_in(content: bytes) -> Json | None:
    """The receipt, if the file is one itself."""
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or "format" not in read:
        return None
    return read if "turns" in read or "asked" in read else None
