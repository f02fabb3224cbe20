"""A contract or an invoice: its amounts are told, the file is gone."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient

from assistant.errors import IntakeError
from assistant.intake.read import Origin
from assistant.intake.read_image import NO_RECOGNISER
from assistant.intake.reading import Reading
from assistant.web.api import papers

PAPERS = "/api/v1/papers"
CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
CONTRACT = (
    "算力服务合同\n第一条 算力服务费用合计人民币3,000,000.00元（大写：叁佰万元整）。\n"
    "第二条 首付款120万元，余款180万元。账号6222020200112233445。电话13800138000。\n"
)


def send(client: TestClient, name: str, data: bytes) -> dict:
    answer: dict = client.post(PAPERS, params={"name": name}, content=data).json()
    return answer


def docx_of(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_every_amount_is_told_once_with_the_words_around_it(
    client: TestClient, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    data = CONTRACT.encode() if kind == "txt" else docx_of(CONTRACT)
    told = send(client, f"合同.{kind}", data)
    assert [(one["amount_text"], one["yuan"]) for one in told["amounts"]] == [
        ("300万元", "3000000"),
        ("120万元", "1200000"),
        ("180万元", "1800000"),
    ]
    assert "算力服务费用合计" in told["amounts"][0]["around"]
    assert "13800138000" not in str(told)
    assert "6222020200112233445" not in str(told)
    assert list(folder.iterdir()) == []  # the file is not kept


def test_of_many_amounts_the_rest_is_counted(client: TestClient) -> None:
    text = "\n".join(f"第{n}笔{n}万元" for n in range(1, 41))
    told = send(client, "a.txt", text.encode())
    assert len(told["amounts"]) == papers.MOST
    assert told["left_out"] == 10


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.exe", b"MZ", "不认识的格式"),
        ("a", b"x", "无扩展名"),
        ("a.pdf", b"%PDF-1.7 broken", "a.pdf"),
        ("../../a.docx", b"no archive", "a.docx"),
    ],
)
def test_what_cannot_be_read_is_told_by_the_name_of_the_file(
    client: TestClient, name: str, data: bytes, word: str
) -> None:
    answer = client.post(PAPERS, params={"name": name}, content=data)
    assert answer.status_code == 400
    assert word in answer.json()["detail"]
    assert "/tmp" not in answer.json()["detail"]


def test_nobody_is_told_to_install_anything(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a recogniser a picture cannot be read; the one who asks cannot mend that."""

    def read(origin: Origin, _: float) -> Reading:
        raise IntakeError(f"{origin.path}：{NO_RECOGNISER}")

    monkeypatch.setattr(papers, "read", read)
    told = client.post(PAPERS, params={"name": "合同.png"}, content=b"x").json()["detail"]
    assert told.startswith("合同.png：这里读不了图片")
    assert "pip" not in told


def test_a_large_file_is_refused_and_others_stay_small(client: TestClient) -> None:
    large = b"1" * 100_000
    assert client.post(PAPERS, params={"name": "a.txt"}, content=large).status_code == 200
    assert client.post("/api/v1/ask", content=large).status_code == 413
    assert (
        client.post(PAPERS, params={"name": "a.txt"}, content=b"1" * 11_000_000).status_code == 413
    )


def test_one_file_is_read_at_a_time(client: TestClient) -> None:
    with papers._one_at_a_time:
        answer = client.post(PAPERS, params={"name": "a.txt"}, content=b"1")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def photo_of(lines: list[str], kind: str) -> bytes:
    """The lines as a picture; a jpg is turned a little and grey, as a phone's photo of paper is."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    fonts = pytest.importorskip("PIL.ImageFont")
    if not CHINESE.exists():
        pytest.skip("no Chinese font to draw with")
    made = image.new("RGB", (1000, 80 * len(lines) + 100), "white")
    pen = draw.Draw(made)
    for at, line in enumerate(lines):
        pen.text((40, 50 + 80 * at), line, fill="black", font=fonts.truetype(str(CHINESE), 36))
    if kind == "JPEG":
        made = made.rotate(8, fillcolor="white", expand=True).convert("L")
    stream = BytesIO()
    made.save(stream, kind)
    return stream.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), [("合同.png", "PNG"), ("照片.jpg", "JPEG")])
def test_a_picture_is_read_as_well(client: TestClient, name: str, kind: str) -> None:
    pytest.importorskip("rapidocr")
    lines = ["算力服务合同", "算力服务费用合计人民币3,000,000.00元", "首付款120万元"]
    found = send(client, name, photo_of(lines, kind))
    assert [one["amount_text"] for one in found["amounts"]] == ["300万元", "120万元"]
    assert "合计" in found["amounts"][0]["around"]
