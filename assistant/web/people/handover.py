"""Hand-over to a person: a conversation is passed to the desk, and its owner told whom to call.

What the owner leaves to be reached at is kept with the conversation: it goes when that is deleted
or too old. It is the one thing that is not masked, since it is meant for the person who calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from assistant.answer.render import Json
from assistant.dialogue.conversation import MAX_TURNS
from assistant.policy.site import Site
from assistant.text.private import mask
from assistant.web.memory.schema import HANDOVERS
from assistant.web.memory.store import Store

MOST = 200
"""Hand-overs that the desk shows."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One that waits: what its owner wrote, the answers so far, whom the desk may pass it on to."""

    id: int
    at: str
    note: str
    reach: str
    answers: tuple[Json, ...]
    contacts: tuple[str, ...]


def hand_over(store: Store, conversation_id: str, note: str, reach: str) -> None:
    """Pass a conversation to the desk, in the place of an earlier time.

    Raises:
        StoreError: the database cannot be written.
    """
    row = sql.insert(HANDOVERS).values(
        conversation_id=conversation_id,
        note=mask(note.strip()),
        reach=reach.strip(),
        created_at=_now(),
        closed_at="",
        closed_by="",
    )
    former = sql.delete(HANDOVERS).where(HANDOVERS.c.conversation_id == conversation_id)

    def write(connection: Connection) -> None:
        connection.execute(former)
        connection.execute(row)

    store.change(write)


def waiting(store: Store, site: Site) -> list[Handover]:
    """What waits on the desk, oldest first; the conversations that are still kept.

    Raises:
        StoreError: the database cannot be read.
    """
    query = (
        sql.select(HANDOVERS)
        .where(HANDOVERS.c.closed_at == "")
        .where(HANDOVERS.c.created_at >= store.oldest())
        .order_by(HANDOVERS.c.seq)
        .limit(MOST)
    )
    rows = store.change(lambda connection: connection.execute(query).all())
    found = []
    for row in rows:
        answers = store.conversation(row.conversation_id, MAX_TURNS)
        contacts = contacts_of(answers, site)
        found.append(
            Handover(row.seq, row.created_at, row.note, row.reach, tuple(answers), contacts)
        )
    return found


def close(store: Store, number: int, editor: str) -> bool:
    """Take it from the desk, and forget how its owner can be reached; whether it was there.

    Raises:
        StoreError: the database cannot be written.
    """
    change = (
        sql.update(HANDOVERS)
        .where(HANDOVERS.c.seq == number)
        .where(HANDOVERS.c.closed_at == "")
        .values(closed_at=_now(), closed_by=editor, reach="")
    )
    return store.change(lambda connection: connection.execute(change).rowcount) > 0


def contacts_of(answers: Iterable[Json], site: Site) -> tuple[str, ...]:
    """Whom to ask: the operator's number, then the bodies that the cited clauses name."""
    return tuple(dict.fromkeys(_contacts(answers, site)))


def _contacts(answers: Iterable[Json], site: Site) -> Iterator[str]:
    if site.phone:
        yield f"咨询电话 {site.phone}"
    if site.contact:
        yield f"{site.host or '主办单位'} {site.contact}"
    for answer in answers:
        named = {str(c["clause_id"]): c for c in _list(answer, "citations")}
        for action in _list(answer, "actions"):
            cited = named.get(str(action.get("clause_id")))
            if action.get("kind") == "body" and cited:
                yield f"{action['label']}（{cited['policy_title']}{cited['label']}的责任单位）"


def _list(answer: Json, name: str) -> list[Json]:
    found = answer.get(name)
    return found if isinstance(found, list) else []


def _now() -> str:
    return datetime.now(UTC).isoformat()
