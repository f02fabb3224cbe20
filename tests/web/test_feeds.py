"""The calendar and the feed, read by other programs' readers."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.memory.versions import keep_version
from tests.fakes import ROOT, FakeAssistant, corpus

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def titles(text: str) -> list[str]:
    feed = ElementTree.fromstring(text)
    assert feed.findtext("a:updated", None, ATOM)
    return [str(entry.findtext("a:title", None, ATOM)) for entry in feed.findall("a:entry", ATOM)]


def test_the_calendar_has_every_first_and_last_day(client: TestClient) -> None:
    sent = client.get("/policies.ics")
    assert sent.headers["content-type"].startswith("text/calendar")
    assert sent.content == client.get("/policies.ics").content
    events = icalendar.Calendar.from_ical(sent.content).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    last = found["longgang-2025-last@cewen"]
    assert last.decoded("dtstart") == date(2028, 1, 9)
    assert last.decoded("url") == "http://testserver/policies/longgang-2025"
    (alarm,) = last.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-90)
    assert found["shenzhen-pioneer-2024-first@cewen"].decoded("dtstart") == date(2024, 12, 18)
    assert not any("draft" in uid or "overview" in uid for uid in found)
    assert client.get("/policies").text.count("policies.ics") == 1


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        (date(2025, 1, 9), "前海", "龙岗区关于支持人工智能产业引领高质量发展若干措施 起施行"),
        (date(2025, 1, 10), "龙岗区关于支持人工智能产业引领高质量发展若干措施 起施行", "到期"),
        (date(2026, 9, 18), "将于 2026-12-17 到期", "已于"),
        (date(2026, 12, 18), "已于 2026-12-17 到期", "已于 2027"),
    ],
)
def test_the_feed_tells_what_the_calendar_brought(
    tmp_path: Path, day: date, said: str, unsaid: str
) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path)
    app = create_app(settings, FakeAssistant(), today=lambda: day)
    with TestClient(app) as client:
        told = titles(client.get("/changes.atom").text)
    assert any(said in title for title in told)
    assert not any(unsaid in title for title in told)


def test_the_feed_tells_what_changed_in_the_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    settings = Settings(workspace=folder, data_dir=tmp_path / "var")
    assert keep_version(settings, corpus().version)
    shutil.rmtree(folder / "corpus" / "nanshan-draft")
    from assistant.policy.corpus import load_corpus

    later = load_corpus(folder / "corpus").version
    assert keep_version(settings, later)
    for n, version in enumerate((corpus().version, later)):
        os.utime(tmp_path / "var" / "versions" / version / "kept", (1e9 + n, 1e9 + n))
    with TestClient(create_app(settings, FakeAssistant())) as client:
        told = [t for t in titles(client.get("/changes.atom").text) if "收录" in t]
    assert told == ["南山区促进人工智能产业发展专项扶持措施（征求意见稿） 不再收录"]
