from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.running import outgoing
from tests.fakes import ROOT, FakeAssistant
from tests.waiting import PATIENCE

TODAY = date(2025, 6, 1)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of the tests are waited for: only what a test holds does not come."""
    monkeypatch.setattr(outgoing, "SECONDS", PATIENCE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(workspace=ROOT, data_dir=tmp_path / "var")


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def app(settings: Settings, fake: FakeAssistant) -> FastAPI:
    return create_app(settings, fake, today=lambda: TODAY)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened
