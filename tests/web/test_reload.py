"""A running server takes up a new corpus and index, whole and without losing a request."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer.events import Event
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.indexing import build
from assistant.settings import Settings
from assistant.web import reload
from assistant.web.app import create_app
from assistant.web.drawing.examples import starters
from assistant.web.reload import Reloader, stamp_of
from assistant.web.running.arenas import give_back, keep_all
from tests.fakes import ROOT, FakeAssistant

ASK = {"question": "龙岗租8000万算力能补多少？", "as_of": "2025-06-01"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "encoder").symlink_to(ROOT / "index" / "encoder")
    made = Settings(workspace=tmp_path, data_dir=tmp_path / "var")
    build(made)
    return made


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings, Assistant.open(settings))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def reloader(app: FastAPI, settings: Settings) -> Reloader:
    return Reloader(app.state.services, stamp_of(settings))


def change(settings: Settings, old: str, new: str) -> None:
    """Change a text and its rule, as an editor would."""
    import hashlib

    folder = settings.corpus / "longgang-2025"
    source = folder / "source.txt"
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    policy = folder / "policy.yaml"
    after = hashlib.sha256(source.read_bytes()).hexdigest()
    policy.write_text(policy.read_text().replace(before, after))
    rules = folder / "rules.yaml"
    rules.write_text(rules.read_text().replace('"6000000"', '"7000000"'))


def amount(client: TestClient) -> str:
    return str(client.post("/api/v1/ask", json=ASK).json()["estimates"][0]["amount"])


def test_what_has_not_changed_is_not_opened_again(reloader: Reloader) -> None:
    assert not reloader.look()


def test_a_new_corpus_is_taken_up_once_it_is_built(
    client: TestClient, reloader: Reloader, settings: Settings
) -> None:
    assert amount(client) == "6000000.00"
    before = client.get("/readyz").json()
    change(settings, "最高不超过600万元", "最高不超过700万元")
    assert not reloader.look()
    told = client.get("/readyz").json()
    assert (told["status"], told["stale"]) == ("ready", True)
    assert "cewen build" in told["reasons"][0]
    assert "cewen_stale 1.0" in client.get("/metrics").text
    assert amount(client) == "6000000.00"
    build(settings)
    assert reloader.look()
    after = client.get("/readyz").json()
    assert (after["stale"], after["corpus_version"] == before["corpus_version"]) == (False, False)
    assert amount(client) == "7000000.00"


def test_a_broken_file_leaves_the_former_version_at_work(
    client: TestClient, reloader: Reloader, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = settings.corpus / "facts.yaml"
    content = facts.read_bytes()
    facts.write_text("- [")
    assert not reloader.look()
    assert "facts.yaml" in client.get("/readyz").json()["reasons"][0]
    assert amount(client) == "6000000.00"
    monkeypatch.setattr(reload, "_AGAIN", 0.0)
    facts.write_bytes(content)
    assert reloader.look()
    assert not client.get("/readyz").json()["stale"]


def test_asked_to_it_opens_what_looks_unchanged(reloader: Reloader) -> None:
    assert reloader.look(is_asked=True)


def test_what_is_taken_up_has_answered_before(
    app: FastAPI,
) -> None:
    asked: list[tuple[str, bool]] = []
    shared = app.state.services

    class Heard(FakeAssistant):
        def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Event]:
            asked.append((conversation.question, shared.opened is self))
            return super().steps(conversation, as_of=as_of)

    heard = Heard()
    assert Reloader(shared, (), lambda _: heard).look()
    assert asked == [(question, False) for question in starters(shared.examples)]
    assert shared.opened is heard


def test_a_corpus_without_examples_is_warmed_with_a_clause(app: FastAPI) -> None:
    shared, heard = app.state.services, FakeAssistant()
    shared.opened, shared.examples = heard, ()
    shared.warm()
    assert [one.question for one in heard.asked] == [next(iter(shared.dataset.names.values()))]


def test_the_files_are_watched_while_the_application_runs(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reload, "EVERY", 0.01)
    taken = threading.Event()
    real = Reloader.look

    def look(self: Reloader, *, is_asked: bool = False) -> bool:
        found = real(self, is_asked=is_asked)
        if found:
            taken.set()
        return found

    monkeypatch.setattr(Reloader, "look", look)
    watched = stamp_of(settings)
    with TestClient(create_app(settings, Assistant.open(settings), watched=watched)):
        os.utime(settings.corpus / "facts.yaml", (1, 1))
        assert taken.wait(60)


class _Ring:
    """Refers to itself, as a loaded version does."""

    def __init__(self) -> None:
        self.own = self


def test_what_was_kept_is_given_back_once_nobody_uses_it() -> None:
    before = gc.get_threshold()
    try:
        ring = _Ring()
        gone = weakref.ref(ring)
        keep_all()
        del ring
        gc.collect()
        assert gone() is not None  # kept: passes do not look at it
        give_back()
        assert gone() is None
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
