"""Files of every kind are read; hostile ones are refused by a sentence and change nothing."""

from __future__ import annotations

import codecs
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from assistant.errors import IntakeError
from assistant.intake import read as module
from assistant.intake.read import find_origins, read
from assistant.intake.reading import Reading
from tests.intake.files import LINES, write_pdf

TEXT = "\n".join(LINES) + "\n"


def read_file(path: Path) -> Reading:
    (origin,) = find_origins([str(path)])
    return read(origin)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16", "utf-16 without mark", "dos"],
)
def test_text_in_every_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_file(path).text == TEXT


def test_markdown_loses_its_marks_and_keeps_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "# 某市措施\n\n## 一、支持\n\n**（一）甲。** 见[办法](a)。\n"
    path.write_text(text, encoding="utf-8")
    assert [line for line in read_file(path).text.splitlines() if line] == [
        "某市措施",
        "一、支持",
        "（一）甲。 见办法。",
    ]


def test_html_gives_the_main_text_with_rows_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(
        (
            "<html><head><meta charset='gbk'><title>某市措施-某局</title><script>var a=1</script>"
            "</head><body><nav>首页 &gt; 政策</nav><div class='content'>"
            "<p>一、支持<b>企业</b>。</p>"
            "<table><tr><td>国家级</td><td>10万元</td></tr></table></div>"
            "<footer>版权</footer></body>"
        ).encode("gbk")
    )
    found = read_file(path)
    assert found.text.splitlines() == ["一、支持企业。", "国家级 | 10万元"]
    assert found.title == "某市措施"


def test_word_gives_tables_and_the_numbers_that_word_counts(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(LINES[0])
    numbering = document.part.numbering_part.element
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {space} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for text in ("给予10万元。", "给予20万元。"):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
        )
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "国家级", "10万元"
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_file(path).text.splitlines() == [
        LINES[0],
        "第一条 给予10万元。",
        "第二条 给予20万元。",
        "国家级 | 10万元",
    ]


def test_workbook_repeats_a_merged_cell_downwards(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["算力", "租用", 100], [None, "购买", 50.0]):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read_file(path).text.splitlines() == ["算力 | 租用 | 100", "算力 | 购买 | 50"]


def test_pdf_keeps_its_pages(tmp_path: Path) -> None:
    found = read_file(write_pdf(tmp_path / "a.pdf", [LINES[:2], LINES[2:]]))
    assert found.text == TEXT
    assert [(page.number, page.start) for page in found.pages] == [
        (1, 0),
        (2, TEXT.index(LINES[2])),
    ]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(IntakeError, match="压缩比"):
        read_file(path)


def test_a_bomb_of_entities_is_refused_and_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<!DOCTYPE a [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "{secret.as_uri()}">{laughs}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&l11;&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    good, path = tmp_path / "good.docx", tmp_path / "a.docx"
    Document().save(str(good))
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, text if part == "word/document.xml" else old.read(part))
    with pytest.raises(IntakeError):
        read_file(path)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pdf", ".png"])
def test_a_broken_file_is_told_in_one_sentence(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"%PDF-1.4 \x00\xff nothing" * 20)
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert str(path) in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_binary_files_and_empty_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(IntakeError, match="二进制"):
        read_file(path)
    path.write_text(" \n\n", encoding="utf-8")
    with pytest.raises(IntakeError, match="没有读到文字"):
        read_file(path)


def test_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * 11)
    with pytest.raises(IntakeError, match="超过"):
        read_file(path)


def test_a_file_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.001)
    path = tmp_path / "a.html"
    path.write_text("<p>甲</p>", encoding="utf-8")
    with pytest.raises(IntakeError, match="已停止"):
        read_file(path)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "page.html").write_text(f"<article>{TEXT}</article>", encoding="utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "http://example.com/")
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_address_on_this_machine_is_read_and_no_other(address: str) -> None:
    (origin,) = find_origins([f"{address}/page.html"])
    assert LINES[2] in read(origin).text
    with pytest.raises(IntakeError, match="本机地址"):
        find_origins(["http://example.com/a.html"])
    (away,) = find_origins([f"{address}/away"])
    with pytest.raises(IntakeError, match="取不到"):
        read(away)


def test_a_folder_gives_its_files_in_order_and_an_unknown_ending_is_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.exe", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [Path(o.name).name for o in find_origins([str(tmp_path)])] == ["a.md", "b.txt"]
    with pytest.raises(IntakeError, match=r"\.exe"):
        find_origins([str(tmp_path / "c.exe")])


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"%PDF-1.4 ...", "内容是PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "请改成 .png"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "加密的 Office 文档"),
    ],
)
def test_content_of_another_kind_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(IntakeError, match=told):
        read_file(path)
