"""Answers taken away as files, read back with the libraries that people's programs use."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.answer.answer import LABEL
from tests.web.test_calculator import DAY, menu  # noqa: F401  (a fixture)


def stored(client: TestClient, question: str = "租算力比") -> str:
    found = re.search(r'data-answer="([^"]+)"', client.get(f"/?q={question}").text)
    assert found
    return found[1]


def test_a_workbook_holds_words_sums_quotes_and_both_labels(client: TestClient) -> None:
    content = client.get(f"/a/{stored(client)}.xlsx").content
    book = load_workbook(io.BytesIO(content))
    text = "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value)
    for part in ("租算力比", "最高可获支持 240万元", "最高不超过600万元。", LABEL, "sha256"):
        assert part in text
    assert book.properties.description == LABEL
    marks = {p.name: p.value for p in book.custom_doc_props.props}
    assert json.loads(marks["AIGC"])["Label"] == "1"


def test_a_document_holds_words_sums_quotes_and_both_labels(client: TestClient) -> None:
    answer_id = stored(client)
    content = client.get(f"/a/{answer_id}.docx").content
    document = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in ("租算力比", "最高可获支持 240万元", "最高不超过600万元。", LABEL):
        assert part in text
    assert document.core_properties.comments == LABEL
    with ZipFile(io.BytesIO(content)) as parts:
        custom = parts.read("docProps/custom.xml").decode()
        assert "custom-properties+xml" in parts.read("[Content_Types].xml").decode()
    assert 'name="AIGC"' in custom
    assert answer_id in custom


def test_markdown_and_json_are_labelled(client: TestClient) -> None:
    answer_id = stored(client)
    text = client.get(f"/a/{answer_id}.md").text
    assert text.startswith("---\nAIGC: ")
    assert "# 租算力比" in text
    assert LABEL in text.rpartition("\n\n")[2]
    assert client.get(f"/a/{answer_id}.json").json()["label"] == LABEL


@pytest.mark.parametrize("path", ["{id}.pdf", "nobody.xlsx", "nobody/why"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(f"/a/{path.format(id=stored(client))}")
    assert response.status_code == 404
    assert response.json()["detail"]


def test_formulas_in_a_question_stay_text(client: TestClient) -> None:
    content = client.get(f"/a/{stored(client, '=1%2B1')}.xlsx").content
    book = load_workbook(io.BytesIO(content))
    assert all(c.data_type != "f" for row in book["回答"] for c in row)


def test_tags_and_pictures_in_a_question_stay_text(client: TestClient) -> None:
    nasty = "<script>alert(1)</script>![x](http://evil.example/x) [点这里](http://evil.example/y)"
    text = client.get(f"/a/{stored(client, nasty)}.md").text
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    assert "\\<script>" in heading
    assert "!\\[x]" in heading
    assert "](http" not in heading
    assert "<script>" not in text.replace("\\<", "")


def test_a_down_vote_without_script_asks_for_the_reason(client: TestClient) -> None:
    answer_id = stored(client)
    asked = client.post(f"/a/{answer_id}/feedback", data={"rating": "down"})
    assert asked.url.path == f"/a/{answer_id}/why"
    assert "引用不对" in asked.text
    data = {"rating": "down", "reason": "金额不对", "comment": "少了一半"}
    thanked = client.post(f"/a/{answer_id}/feedback", data=data)
    assert "已记下" in thanked.text
