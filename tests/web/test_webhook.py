"""What the feed tells is sent to one address, signed, once, and again while it is not taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.api.webhook import Webhook, tell_what_is_new
from assistant.web.app import create_app, make_services
from assistant.web.memory.versions import keep_version
from assistant.web.services import Services
from tests.fakes import ROOT, FakeAssistant, corpus
from tests.waiting import PATIENCE
from tests.web.platforms import Loopback, loopback

KEY = b"0123456789abcdef01234567"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
DAY = date(2026, 9, 17)  # 深圳 ends 2026-12-17: told 90 days before, the next day


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.running.outgoing.PAUSES", (0.0, 0.0))


@pytest.fixture
def receiver() -> Iterator[Loopback]:
    with loopback() as opened:
        yield opened


class Day:
    """A day that can be changed."""

    def __init__(self) -> None:
        self.day = DAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def shared(tmp_path: Path, receiver: Loopback, day: Day) -> Services:
    settings = Settings(
        workspace=ROOT,
        data_dir=tmp_path / "var",
        webhook=f"{receiver.url}/hook",
        webhook_secret=SECRET,
    )
    return make_services(settings, FakeAssistant(), day)


def webhook(shared: Services) -> Webhook:
    made = Webhook.of(shared.settings)
    assert made is not None
    return made


def test_what_comes_after_it_was_configured_is_told_once_and_signed(
    shared: Services, receiver: Loopback, day: Day
) -> None:
    assert tell_what_is_new(shared, webhook(shared)) == 0
    assert receiver.got == []  # the past
    day.day = date(2026, 9, 18)
    assert tell_what_is_new(shared, webhook(shared), lambda: 1_800_000_000.5) == 1
    assert tell_what_is_new(shared, webhook(shared)) == 0
    ((path, headers, body),) = receiver.got
    assert path == "/hook"
    told = json.loads(body)
    assert told["type"] == "policy.expiring"
    assert told["data"]["path"] == "/policies/shenzhen-pioneer-2024"
    assert "将于 2026-12-17 到期" in told["data"]["title"]
    # https://www.standardwebhooks.com: HMAC-SHA256 of id.timestamp.body
    signed = f"{headers['webhook-id']}.1800000000.".encode() + body
    right = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-timestamp"] == "1800000000"
    assert headers["webhook-signature"] == f"v1,{right}"


def test_what_is_not_taken_is_sent_again_under_the_same_id(
    shared: Services, receiver: Loopback, day: Day
) -> None:
    tell_what_is_new(shared, webhook(shared))
    day.day = date(2026, 12, 18)  # two things: expiring and expired
    receiver.statuses = [503, 500, 429]
    assert tell_what_is_new(shared, webhook(shared)) == 0
    assert len(receiver.got) == 3
    assert tell_what_is_new(shared, webhook(shared)) == 2
    ids = [headers["webhook-id"] for _, headers, _ in receiver.got]
    assert len(set(ids[:4])) == 1
    assert ids[4] != ids[3]


def test_what_is_refused_for_three_days_is_given_up(
    shared: Services, receiver: Loopback, day: Day
) -> None:
    tell_what_is_new(shared, webhook(shared))
    day.day = date(2026, 9, 18)
    receiver.statuses = [400, 302]
    assert tell_what_is_new(shared, webhook(shared), lambda: 1e9) == 0
    assert tell_what_is_new(shared, webhook(shared), lambda: 1e9 + 4 * 86_400) == 0
    assert tell_what_is_new(shared, webhook(shared)) == 0
    assert [path for path, *_ in receiver.got] == ["/hook", "/hook"]  # 302 is not followed


def test_a_changed_corpus_is_told(tmp_path: Path, receiver: Loopback) -> None:
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    settings = Settings(
        workspace=folder,
        data_dir=tmp_path / "var",
        webhook=receiver.url,
        webhook_secret=SECRET,
    )
    shared = make_services(settings, FakeAssistant(), lambda: DAY)
    keep_version(settings, corpus().version)
    tell_what_is_new(shared, webhook(shared))
    shutil.rmtree(folder / "corpus" / "nanshan-draft")
    from assistant.policy.corpus import load_corpus

    keep_version(settings, load_corpus(folder / "corpus").version)
    assert tell_what_is_new(shared, webhook(shared)) == 1
    told = json.loads(receiver.got[0][2])
    assert told["type"] == "corpus.changed"
    assert told["data"]["title"].startswith("南山区")


def test_the_service_tells_by_itself(shared: Services, receiver: Loopback, day: Day) -> None:
    tell_what_is_new(shared, webhook(shared))
    day.day = date(2026, 9, 18)
    app = create_app(shared.settings, FakeAssistant(), today=day)
    with TestClient(app), receiver.arrived:
        assert receiver.arrived.wait_for(lambda: receiver.got, timeout=PATIENCE)
    assert len(receiver.got) == 1


def test_nothing_is_sent_by_default(tmp_path: Path) -> None:
    assert Webhook.of(Settings(workspace=ROOT, data_dir=tmp_path)) is None


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("https://a.example/hook", "", "太短"),
        ("https://a.example/hook", "whsec_***", "看不懂"),
        ("", SECRET, "不是网址"),
        ("file:///etc/passwd", SECRET, "不是网址"),
    ],
)
def test_what_does_not_suffice_is_told(tmp_path: Path, url: str, secret: str, said: str) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, webhook=url, webhook_secret=secret)
    with pytest.raises(SettingsError, match=said):
        Webhook.of(settings)
