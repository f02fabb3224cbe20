"""Calendar (.ics) of the policies' first and last days, and a feed (Atom) of what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from assistant.errors import InstallationError
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.policy import EXPIRING_DAYS, Policy, PolicyKind
from assistant.web.memory.versions import kept_versions
from assistant.web.services import Services, Shared, limited

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])

_ATOM = "http://www.w3.org/2005/Atom"
_CHINA = timezone(timedelta(hours=8))
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stamp of the calendar's events: the same corpus gives the same bytes."""
_VERSIONS = 20
"""Versions of the corpus that the feed goes back."""
_HEADERS = {"cache-control": "public, max-age=3600"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell; ``path`` is a page of ours, without the first slash.

    ``kind`` is policy.first_day, policy.expiring, policy.expired, or corpus.changed.
    """

    id: str
    at: datetime
    title: str
    path: str
    kind: str


@router.get("/policies.ics")
def calendar(request: Request, shared: Shared) -> Response:
    """The days on which a policy begins and ends, for calendars; a reminder before the end."""
    made = calendar_of(shared.assistant.corpus, str(request.base_url))
    return Response(made, media_type="text/calendar; charset=utf-8", headers=_HEADERS)


@router.get("/changes.atom")
def changes(request: Request, shared: Shared) -> Response:
    """What began, ends soon, ended, and what changed in the corpus; newest first."""
    made = feed_of(entries_of(shared)[::-1], str(request.base_url))
    return Response(made, media_type="application/atom+xml; charset=utf-8", headers=_HEADERS)


def entries_of(shared: Services) -> list[Entry]:
    """What there is to tell today, oldest first.

    Raises:
        IndexMissingError: the assistant could not be opened.
    """
    days = _days(shared.assistant.corpus, shared.today())
    entries = [*days, *_changed(kept_versions(shared.settings))]
    return sorted(entries, key=lambda entry: (entry.at, entry.id))


def calendar_of(corpus: Corpus, base: str) -> bytes:
    """The calendar; ``base`` is the address of the service, with its slash."""
    import icalendar  # a tenth of a second that only this page pays

    made = icalendar.Calendar()
    made.add("prodid", "-//cewen//policies//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", "产业政策的起止")
    for policy in _dated(corpus):
        for kind, day, word in (
            ("first", policy.first_day, "起施行"),
            ("last", policy.last_day, "到期（含当日）"),
        ):
            if day is None:
                continue
            event = icalendar.Event()
            event.add("uid", f"{policy.id}-{kind}@cewen")
            event.add("dtstamp", _MADE)
            event.add("dtstart", day)
            event.add("summary", f"{policy.short_title or policy.title} {word}")
            event.add("description", f"{policy.title}\n{policy.validity_quote}".strip())
            event.add("url", f"{base}policies/{policy.id}")
            if kind == "last":
                alarm = icalendar.Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", f"还有 {EXPIRING_DAYS} 天到期")
                alarm.add("trigger", timedelta(days=-EXPIRING_DAYS))
                event.add_component(alarm)
            made.add_component(event)
    return bytes(made.to_ical())


def feed_of(entries: list[Entry], base: str) -> bytes:
    """The feed of these entries, newest first."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")

    def put(parent: ElementTree.Element, name: str, text: str = "", **more: str) -> None:
        ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", more).text = text or None

    put(feed, "id", f"{base}changes.atom")
    put(feed, "title", "策问：政策的起止和更新")
    put(feed, "updated", (entries[0].at if entries else _MADE).isoformat())
    put(feed, "link", rel="self", href=f"{base}changes.atom")
    put(feed, "link", rel="alternate", href=f"{base}policies")
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    put(author, "name", "策问")
    for entry in entries:
        inner = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        put(inner, "id", f"tag:cewen,2026:{entry.id}")
        put(inner, "title", entry.title)
        put(inner, "updated", entry.at.isoformat())
        put(inner, "link", rel="alternate", href=f"{base}{entry.path}")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _dated(corpus: Corpus) -> Iterator[Policy]:
    """The policies whose days mean something."""
    for policy in corpus.policies:
        if policy.kind not in (PolicyKind.DRAFT, PolicyKind.COMMENTARY):
            yield policy


def _days(corpus: Corpus, today: date) -> Iterator[Entry]:
    """What the calendar brought up to today."""
    for policy in _dated(corpus):
        first, last = policy.first_day, policy.last_day
        told = [("first", "first_day", first, "起施行")]
        if last is not None:
            soon, over = last - timedelta(days=EXPIRING_DAYS), last + timedelta(days=1)
            told.append(("soon", "expiring", soon, f"将于 {last} 到期"))
            told.append(("over", "expired", over, f"已于 {last} 到期"))
        for name, kind, day, word in told:
            if day is not None and day <= today:
                at = datetime(day.year, day.month, day.day, tzinfo=_CHINA)
                title = f"{policy.title} {word}"
                path = f"policies/{policy.id}"
                yield Entry(f"{policy.id}-{name}", at, title, path, f"policy.{kind}")


def _changed(versions: list[tuple[Path, datetime]]) -> Iterator[Entry]:
    """What each kept version of the corpus changed in the one before."""
    newest = versions[-_VERSIONS - 1 :]
    for (before, _), (after, at) in pairwise(newest):
        then, now = _texts(before), _texts(after)
        for policy_id in sorted(then.keys() | now.keys()):
            old, new = then.get(policy_id), now.get(policy_id)
            if old == new:
                continue
            title = (new or old or ("", ""))[0]
            word = "收录" if old is None else "不再收录" if new is None else "收录的文本有更新"
            path = "policies" if new is None else f"policies/{policy_id}"
            name = f"{after.name[:16]}-{policy_id}"
            yield Entry(name, at, f"{title} {word}", path, "corpus.changed")


@lru_cache(_VERSIONS + 1)
def _texts(folder: Path) -> dict[str, tuple[str, str]]:
    """Policy id → title and hash of the text of a kept version, which never changes."""
    try:
        corpus = load_corpus(folder / "corpus")
    except InstallationError:
        return {}
    return {policy.id: (policy.title, policy.sha256) for policy in corpus.policies}
