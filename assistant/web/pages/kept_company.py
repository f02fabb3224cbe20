"""Companies that are kept by a key: shown, changed and deleted by whoever has the key.

The server keeps no key, only a hash that finds the row, and the company encrypted under the key: a
copy of the database tells nothing of it. A key has 256 random bits, so that plain hashes of it will
do for both.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sql
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.engine import Connection

from assistant.web.gate.problems import Problem
from assistant.web.memory.schema import COMPANIES
from assistant.web.memory.store import Store

MOST_LINK = 20_000
"""Characters of the link that says what is known of a company."""

_SHAPE = re.compile(r"qy_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: the link of the company's sheet (its query), and the last day it is kept."""

    link: str
    until: str


def keep_company(store: Store, link: str, key: str = "") -> tuple[str, Kept]:
    """Keep a company under a new key, or in the place of what the key kept; the key.

    Raises:
        Problem: nothing is kept under the key (404), or the link is too long (413).
        StoreError: the database cannot be written.
    """
    if len(link) > MOST_LINK:
        raise Problem(413, "body_too_large", "企业的情况太多，存不下：请去掉一些事项。")
    if key:
        _existing(store, key)
    else:
        key = f"qy_{secrets.token_urlsafe(32)}"
    now = datetime.now(UTC)
    row = {"id": _id(key), "body": _locked(key, link), "created_at": now.isoformat()}

    def write(connection: Connection) -> None:
        connection.execute(sql.delete(COMPANIES).where(COMPANIES.c.id == row["id"]))
        connection.execute(sql.insert(COMPANIES).values(row))

    store.change(write)
    return key, Kept(link, _until(row["created_at"], store))


def kept_company(store: Store, key: str) -> Kept:
    """What is kept under a key.

    Raises:
        Problem: nothing is, or no longer (404).
        StoreError: the database cannot be read.
    """
    _, body, created_at = _existing(store, key)
    try:
        link = _fernet(key).decrypt(body.encode("ascii")).decode("utf-8")
    except (InvalidToken, UnicodeError) as error:
        raise _nothing() from error
    return Kept(str(json.loads(link)), _until(created_at, store))


def forget_company(store: Store, key: str) -> None:
    """Delete what is kept under a key.

    Raises:
        Problem: nothing is (404).
        StoreError: the database cannot be written.
    """
    found, _, _ = _existing(store, key)
    gone = sql.delete(COMPANIES).where(COMPANIES.c.id == found)
    store.change(lambda connection: connection.execute(gone))


def _existing(store: Store, key: str) -> tuple[str, str, str]:
    """The id, the encrypted body and the time of what is kept under the key."""
    if not _SHAPE.fullmatch(key):
        raise _nothing()
    query = (
        sql.select(COMPANIES.c.id, COMPANIES.c.body, COMPANIES.c.created_at)
        .where(COMPANIES.c.id == _id(key))
        .where(COMPANIES.c.created_at >= store.oldest())
    )
    row = store.change(lambda connection: connection.execute(query).first())
    if row is None:
        raise _nothing()
    return str(row.id), str(row.body), str(row.created_at)


def _nothing() -> Problem:
    detail = "这个密钥没有存着企业：请核对密钥（qy_ 开头），存的时间太久的已经删除。"
    return Problem(404, "company_not_found", detail)


def _id(key: str) -> str:
    return hashlib.sha256(f"cewen company id {key}".encode()).hexdigest()


def _fernet(key: str) -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(hashlib.sha256(f"cewen company {key}".encode()).digest())
    )


def _locked(key: str, link: str) -> str:
    return _fernet(key).encrypt(json.dumps(link).encode("utf-8")).decode("ascii")


def _until(created_at: str, store: Store) -> str:
    """The last day on which it is kept, in China."""
    last = datetime.fromisoformat(created_at) + timedelta(days=store.days, hours=8)
    return last.date().isoformat()
