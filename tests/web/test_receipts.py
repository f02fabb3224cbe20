"""Receipts: every answer carries one, it can be computed again, and every change is found."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import os
import random
import shutil
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.answer.receipt import digest_of
from assistant.answer.render import answer_of, canonical
from assistant.cli import main
from assistant.settings import Settings
from assistant.web.api.receipts import (
    Verdict,
    check_clauses,
    check_content,
    check_log,
    check_replay,
    replay,
)
from assistant.web.api.verify_file import check_file
from assistant.web.app import create_app
from assistant.web.memory import store as store_module
from assistant.web.memory.ledger import site_key
from assistant.web.memory.schema import ANSWERS
from assistant.web.memory.versions import keep_version, open_version
from tests.fakes import ROOT
from tests.real_assistant import real, workspace
from tests.waiting import PATIENCE

QUESTION = "龙岗租8000万算力能补多少？"
DAY = "2025-06-01"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CEWEN_WORKSPACE", str(workspace()))
    monkeypatch.setenv("CEWEN_DATA_DIR", str(tmp_path / "var"))
    return Settings(workspace=workspace(), data_dir=tmp_path / "var")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings, real()), raise_server_exceptions=False) as opened:
        yield opened


def ask(client: TestClient, question: str = QUESTION, conversation: str | None = None) -> Any:
    body = {"question": question, "as_of": DAY, "conversation_id": conversation}
    return client.post("/api/v1/ask", json=body).json()


def tomorrow(monkeypatch: pytest.MonkeyPatch, days: int = 1) -> None:
    later = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr(store_module, "_now", lambda: later)


def closed(client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow(monkeypatch)
    shared = client.app.state.services  # type: ignore[attr-defined]
    shared.store.close_days(site_key(settings.data_dir))


def get(client: TestClient, answer: Any) -> Any:
    return client.get(f"/api/v1/answers/{answer['id']}/receipt").json()


def test_two_threads_that_are_the_first_together_get_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, link = threading.Barrier(2), os.link

    def link_together(source: str, target: str) -> None:
        both.wait(PATIENCE)
        link(source, target)

    monkeypatch.setattr(os, "link", link_together)
    with ThreadPoolExecutor(2) as pool:
        keys = [key.private_bytes_raw() for key in pool.map(site_key, [tmp_path, tmp_path])]
    assert keys[0] == keys[1]
    assert [file.name for file in tmp_path.iterdir()] == ["site.key"]


def test_workers_that_keep_a_version_together_keep_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_copied, copied = threading.Barrier(4), shutil.copytree

    def copy_together(source: Path, target: Path, *more: Any) -> Path:
        made = copied(source, target, *more)
        if Path(target).name == "corpus":  # it goes down into folders by itself
            all_copied.wait(PATIENCE)
        return made

    monkeypatch.setattr(shutil, "copytree", copy_together)
    settings, version = Settings(workspace=ROOT, data_dir=tmp_path), real().corpus.version
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: keep_version(settings, version), range(4)))
    assert sorted(kept) == [False, False, False, True]
    assert [folder.name for folder in (tmp_path / "versions").iterdir()] == [version]


def test_every_answer_carries_a_receipt_over_its_canonical_bytes(client: TestClient) -> None:
    for question in (QUESTION, "你好", "广州租算力补多少", "那福田呢"):
        told = ask(client, question)
        answer = answer_of(told)
        assert answer is not None
        assert told["receipt"]["digest"] == digest_of(answer)
        assert told["receipt"]["corpus"] == told["corpus_version"]
        assert len(told["receipt"]["rules"]) == len(told["receipt"]["engine"]) == 64


def test_a_receipt_computes_the_same_bytes_again(client: TestClient) -> None:
    first = ask(client)
    second = ask(client, "那福田呢", first["conversation_id"])
    for answer in (first, second):
        receipt = get(client, answer)
        then = answer_of(answer)
        assert then is not None
        assert canonical(replay(real(), receipt)) == canonical(then)
    assert get(client, second)["turns"] == [QUESTION, "那福田呢"]
    assert set(get(client, first)["clauses"]) == {c["clause_id"] for c in first["citations"]}


def test_a_receipt_is_valid_and_after_its_day_has_a_place_in_the_log(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [ask(client) for _ in range(5)]
    receipt = get(client, answers[3])
    assert receipt["log"] is None
    told = client.post("/api/v1/verify", json={"receipt": receipt}).json()
    assert told["valid"], told
    closed(client, settings, monkeypatch)
    receipt = get(client, answers[3])
    assert (receipt["log"]["index"], receipt["log"]["size"]) == (3, 5)
    (root,) = client.get("/api/v1/log").json()["roots"]
    told = client.post("/api/v1/verify", json={"receipt": receipt, "root": root["root"]}).json()
    assert told["valid"], told
    assert len(told["checked"]) == 5
    assert root["root"] in client.get("/log").text
    other = {"receipt": receipt, "root": "0" * 64}
    assert not client.post("/api/v1/verify", json=other).json()["valid"]
    foreign = {"receipt": receipt, "key": "0" * 64}
    assert not client.post("/api/v1/verify", json=foreign).json()["valid"]


def test_the_log_holds_nothing_of_an_answer_and_its_salt_goes_with_it(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, other = ask(client), ask(client)
    assert get(client, answer)["salt"] != get(client, other)["salt"]
    client.delete(f"/api/v1/conversations/{answer['conversation_id']}")
    assert client.get(f"/api/v1/answers/{answer['id']}/receipt").status_code == 404
    closed(client, settings, monkeypatch)
    assert client.get("/api/v1/log").json()["roots"][0]["size"] == 2
    told = client.post("/api/v1/verify", json={"receipt": get(client, other)}).json()
    assert told["valid"], told


def test_days_follow_one_another(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(client)
    tomorrow(monkeypatch)
    ask(client)
    tomorrow(monkeypatch, 2)
    shared = client.app.state.services  # type: ignore[attr-defined]
    # The service closes days by itself too, at whatever moment: what counts is what stands.
    shared.store.close_days(site_key(settings.data_dir))
    assert shared.store.close_days(site_key(settings.data_dir)) == 0
    newer, older = client.get("/api/v1/log").json()["roots"]
    assert newer["before"] == older["root"] == get(client, first)["log"]["root"]


def leaves(part: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from leaves(value, (*where, key))
    elif isinstance(part, list):
        for n, value in enumerate(part):
            yield from leaves(value, (*where, n))
    else:
        yield where


def changed(value: Any, rng: random.Random) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + rng.choice((-1, 1))
    if isinstance(value, float):
        return value + 1.5
    if not value:
        return "x"
    at = rng.randrange(len(value))
    other = rng.choice([c for c in "0123456789abcdef万元%不" if c != value[at]])
    return value[:at] + other + value[at + 1 :]


def test_every_changed_place_of_a_receipt_is_found(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        answer = ask(client, "那福田呢", ask(client)["conversation_id"])
    closed(client, settings, monkeypatch)
    receipt = get(client, answer)
    shared = client.app.state.services  # type: ignore[attr-defined]
    (root,) = shared.store.roots()
    key = client.get("/api/v1/log").json()["public_key"]
    rng = random.Random(1)
    # What no digest covers: the id under which the answer lies.
    places = [place for place in leaves(receipt) if place[0] != "id"]
    assert len(places) > 100
    for place in places + rng.choices(places, k=400):
        mutant = copy.deepcopy(receipt)
        inner = mutant
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = changed(inner[place[-1]], rng)
        verdict = Verdict()
        found = check_content(mutant, verdict)
        if found is not None:
            check_clauses(mutant, found, real().corpus, verdict)
            check_log(mutant, verdict, root=str(root["root"]), key=key)
        assert not verdict.is_valid, place


def test_a_receipt_says_which_words_everything_was_read_from(client: TestClient) -> None:
    phone = "联系13800138000，"
    first = ask(client, f"{phone}龍崗 租算力，花了８００萬元能补多少？")
    second = ask(client, "那福田呢", first["conversation_id"])
    for answer, wanted in (
        (first, {"longgang-2025": (1, "龍崗"), "compute_fee_yuan": (1, "８００萬元")}),
        (second, {"futian-2024": (2, "福田"), "compute_fee_yuan": (1, "８００萬元")}),
    ):
        receipt = get(client, answer)
        turns = receipt["turns"]
        assert turns[0].startswith("联系＊＊＊＊＊＊＊＊＊＊＊，")
        read = {
            chip["name"]: [(s["turn"], turns[s["turn"] - 1][s["start"] : s["end"]])]
            for chip in receipt["answer"]["understood"]
            for s in chip["spans"]
        }
        for name, words in wanted.items():
            assert words in read[name], read


def test_words_beyond_the_messages_are_found(client: TestClient) -> None:
    receipt = get(client, ask(client))
    forged = copy.deepcopy(receipt)
    forged["answer"]["understood"][0]["spans"][0]["end"] = 99
    verdict = Verdict()
    check_content(forged, verdict)
    assert "凭证里读到的词不在所问的话里。" in verdict.wrong


def test_an_answer_kept_before_spans_has_a_receipt_that_is_told(
    client: TestClient, settings: Settings
) -> None:
    answer = ask(client)
    made = answer_of(answer)
    assert made is not None
    before = json.loads(canonical(made))
    del before["receipt"]["asked"]
    for chip in before["understood"]:
        del chip["spans"]
    before["receipt"]["engine"] = "0" * 64
    written = json.dumps(before, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    before["receipt"]["digest"] = hashlib.sha256(written.encode()).hexdigest()
    ids = {name: answer[name] for name in ("id", "conversation_id", "timings_ms")}
    shared = client.app.state.services  # type: ignore[attr-defined]
    body = json.dumps({**before, **ids}, ensure_ascii=False)
    update = sql.update(ANSWERS).where(ANSWERS.c.id == answer["id"]).values(body=body)
    shared.store.change(lambda connection: connection.execute(update))
    told = client.post("/api/v1/verify", json={"receipt": get(client, answer)}).json()
    assert told["valid"], told
    assert "早先的凭证：没有记下每一项是从哪几个字读出的。" in told["notes"]
    assert "重新计算，内容逐字节相同" in told["checked"]


def test_a_false_answer_with_a_fitting_digest_fails_when_computed_again(
    client: TestClient,
) -> None:
    receipt = get(client, ask(client))
    receipt["answer"]["text"] = receipt["answer"]["text"].replace("600万", "900万")
    forged = answer_of(
        {**receipt["answer"], "id": "", "conversation_id": "", "timings_ms": {}}
        | {"receipt": {**receipt["answer"]["receipt"], "digest": ""}}
    )
    assert forged is not None
    receipt["digest"] = digest_of(forged)
    verdict = Verdict()
    answer = check_content(receipt, verdict)
    assert answer is not None
    assert not verdict.wrong
    check_replay(receipt, answer, verdict, lambda _version: real())
    assert any("改过" in fault for fault in verdict.wrong)


@pytest.fixture
def edited(tmp_path: Path) -> Settings:
    """A workspace of its own, to be changed."""
    folder = tmp_path / "work"
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "index").mkdir()
    (folder / "index" / "encoder").symlink_to(ROOT / "index" / "encoder")
    return Settings(workspace=folder, data_dir=tmp_path / "data")


def test_an_answer_from_a_former_corpus_is_computed_from_that(
    client: TestClient, edited: Settings
) -> None:
    receipt = get(client, ask(client))
    then = edited.model_copy(update={"workspace": workspace()})
    assert keep_version(then, real().corpus.version)
    assert not keep_version(then, real().corpus.version)
    site = edited.corpus / "site.yaml"
    site.write_text(site.read_text() + "\n# changed\n" if site.exists() else "host: 甲\n")
    opened = open_version(edited, str(receipt["corpus"]))
    assert opened.corpus.version == receipt["corpus"]
    answer = check_content(receipt, Verdict())
    assert answer is not None
    assert canonical(replay(opened, receipt)) == canonical(answer)


def test_what_changed_is_named(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = get(client, ask(client))
    answer = check_content(receipt, Verdict())
    assert answer is not None

    other = copy.copy(real())
    other.basis = replace(real().basis, engine="0" * 64)
    verdict = Verdict()
    check_replay(receipt, answer, verdict, lambda _version: other)
    assert verdict.notes == ["已不是当时的程序。"]
    assert "重新计算，内容逐字节相同" in verdict.checked


def save(client: TestClient, answer: Any, form: str, folder: Path) -> Path:
    path = folder / f"answer.{form}"
    path.write_bytes(client.get(f"/a/{answer['id']}.{form}").content)
    return path


@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "json"])
def test_an_exported_file_passes_and_names_its_receipt_itself(
    client: TestClient, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(client)
    path = save(client, answer, form, tmp_path)
    assert main(["verify", str(path)]) == 0, capsys.readouterr().out
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(get(client, answer), ensure_ascii=False))
    assert main(["verify", str(path), "--receipt", str(receipt)]) == 0
    assert main(["verify", str(receipt)]) == 0
    assert main(["replay", str(receipt)]) == 0
    assert main(["replay", answer["id"]]) == 0


def test_a_file_saved_again_by_another_program_passes(client: TestClient, tmp_path: Path) -> None:
    answer = ask(client)
    sheet = save(client, answer, "xlsx", tmp_path)
    load_workbook(sheet).save(sheet)
    assert main(["verify", str(sheet)]) == 0
    letter = save(client, answer, "docx", tmp_path)
    Document(str(letter)).save(str(letter))
    assert main(["verify", str(letter)]) == 0
    page = save(client, answer, "md", tmp_path)
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["verify", str(page)]) == 0


def test_one_changed_character_fails(client: TestClient, tmp_path: Path) -> None:
    answer = ask(client)
    page = save(client, answer, "md", tmp_path)
    page.write_text(page.read_text().replace("600万元", "900万元", 1))
    assert main(["verify", str(page)]) == 1
    told = save(client, answer, "json", tmp_path)
    told.write_text(told.read_text().replace("600万元", "900万元", 1))
    assert main(["verify", str(told)]) == 1
    letter = save(client, answer, "docx", tmp_path)
    _rewrite(letter, "word/document.xml", "600万元", "900万元")
    assert main(["verify", str(letter)]) == 1


def test_every_changed_cell_of_a_sheet_fails(client: TestClient, tmp_path: Path) -> None:
    told = ask(client)
    sheet = save(client, told, "xlsx", tmp_path)
    answer = check_content(get(client, told), Verdict())
    assert answer is not None
    whole = sheet.read_bytes()
    cells = [
        (s.title, cell.coordinate)
        for s in load_workbook(io.BytesIO(whole)).worksheets
        for row in s.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    for title, place in cells:
        book = load_workbook(io.BytesIO(whole))
        cell = book[title][place]
        is_text = isinstance(cell.value, str)
        cell.value = f"{cell.value}改" if is_text else cell.value + 1
        stream = io.BytesIO()
        book.save(stream)
        verdict = Verdict()
        check_file(stream.getvalue(), "xlsx", answer, real(), verdict)
        assert verdict.wrong, place


def test_without_a_receipt_nothing_is_claimed(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.md").write_text("龙岗补600万")
    assert main(["verify", str(tmp_path / "note.md")]) == 1
    assert "--receipt" in capsys.readouterr().err
    assert main(["replay", "nothing"]) == 1


def _rewrite(path: Path, part: str, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_an_id_that_begins_like_an_option_is_replayed(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(client)
    update = sql.update(ANSWERS).where(ANSWERS.c.id == answer["id"]).values(id="-wX0k3yVn_9Qa7Tz")
    shared = client.app.state.services  # type: ignore[attr-defined]
    shared.store.change(lambda connection: connection.execute(update))
    assert main(["replay", "-wX0k3yVn_9Qa7Tz"]) == 0
    assert main(["replay", "--wX0k3yVn_9Qa7T"]) == 1
    assert "既不是凭证文件" in capsys.readouterr().err
