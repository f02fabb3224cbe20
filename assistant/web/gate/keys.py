"""API keys: who may call from a program, for what, and how often a day.

A key is shown once, when it is made; only its hash is kept. Its secret has 256 random bits, so that
a plain hash is enough.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from assistant.errors import CommandError, SettingsError
from assistant.web.gate.problems import Problem
from assistant.web.memory.schema import KEYS, USES
from assistant.web.memory.store import Store

SCOPES = {
    "ask": "提问、对话补全、MCP 和自己的对话",
    "read": "条款、检索、规则、测算、凭证的核对",
    "admin": "指标和服务的开关",
    "desk": "核定计算规则（/desk）",
}
"""Scope → what it lets a key do."""

_SHAPE = re.compile(r"cw_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; ``per_day`` requests a day, 0 for no limit."""

    id: str
    name: str
    scopes: tuple[str, ...]
    per_day: int
    created_at: str
    used_today: int = 0


def scopes_of(named: Iterable[str]) -> frozenset[str]:
    """The scopes that need a key, as the setting names them.

    Raises:
        SettingsError: there is no such scope.
    """
    found = frozenset(name.strip() for name in named)
    for name in found - SCOPES.keys():
        raise SettingsError(
            f"设置项 CEWEN_KEYS 里的 {name!r} 看不懂：可写 {'、'.join(SCOPES)}，多个用逗号分隔。"
        )
    return found


def add_key(store: Store, name: str, scopes: Iterable[str], per_day: int) -> tuple[Key, str]:
    """A new key and its secret, which is kept nowhere.

    Raises:
        CommandError: a scope is unknown, or there is none.
        StoreError: the database cannot be written.
    """
    wanted = tuple(scope for scope in SCOPES if scope in set(scopes))
    if not wanted or set(scopes) - SCOPES.keys():
        raise CommandError(f"权限要从 {'、'.join(SCOPES)} 里选，可以选几个。")
    key = Key(secrets.token_hex(4), name[:80], wanted, per_day, _now().isoformat())
    secret = f"cw_{key.id}_{secrets.token_urlsafe(32)}"
    row = sql.insert(KEYS).values(
        id=key.id,
        name=key.name,
        digest=_digest(secret),
        scopes=" ".join(key.scopes),
        per_day=per_day,
        created_at=key.created_at,
    )
    store.change(lambda connection: connection.execute(row))
    return key, secret


def all_keys(store: Store) -> list[Key]:
    """All keys, oldest first.

    Raises:
        StoreError: the database cannot be read.
    """
    today = sql.and_(USES.c.key_id == KEYS.c.id, USES.c.day == _day())
    query = (
        sql.select(KEYS, sql.func.coalesce(USES.c.n, 0).label("n"))
        .select_from(KEYS.outerjoin(USES, today))
        .order_by(KEYS.c.created_at, KEYS.c.id)
    )
    rows = store.change(lambda connection: connection.execute(query).all())
    return [
        Key(row.id, row.name, tuple(row.scopes.split()), row.per_day, row.created_at, row.n)
        for row in rows
    ]


def remove_key(store: Store, key_id: str) -> bool:
    """Take a key back, from now on; whether there was one.

    Raises:
        StoreError: the database cannot be written.
    """

    def remove(connection: Connection) -> int:
        connection.execute(sql.delete(USES).where(USES.c.key_id == key_id))
        return connection.execute(sql.delete(KEYS).where(KEYS.c.id == key_id)).rowcount

    return store.change(remove) > 0


def use_key(store: Store, secret: str, scope: str) -> str:
    """Let a request of this scope through, and count it; the name of the key.

    Raises:
        Problem: no valid key (401), one without the scope (403), or used too often today (429).
        StoreError: the database cannot be used.
    """
    shape = _SHAPE.fullmatch(secret)
    query = sql.select(KEYS).where(KEYS.c.id == (shape[1] if shape else ""))
    row = store.change(lambda connection: connection.execute(query).first()) if shape else None
    if row is None or not hmac.compare_digest(row.digest, _digest(secret)):
        detail = "请在请求头里写 Authorization: Bearer 密钥；密钥向管理员索取（cewen keys add）。"
        raise Problem(401, "key_invalid", detail)
    if scope not in row.scopes.split():
        detail = f"这个密钥不能用于“{SCOPES[scope]}”，请管理员另发一个。"
        raise Problem(403, "scope_missing", detail)
    n_used = store.change(lambda connection: _count(connection, row.id))
    if row.per_day and n_used > row.per_day:
        detail = f"这个密钥每天最多 {row.per_day} 次，北京时间零点重新计数。"
        raise Problem(429, "quota_exceeded", detail, retry_after=_until_midnight())
    return str(row.name)


def _count(connection: Connection, key_id: str) -> int:
    """Count one use; how many there are today, this one included."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    one = dialect.insert(USES).values(key_id=key_id, day=_day(), n=1)
    more = one.on_conflict_do_update(
        index_elements=[USES.c.key_id, USES.c.day], set_={"n": USES.c.n + 1}
    )
    return int(connection.scalar(more.returning(USES.c.n)) or 0)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _day() -> str:
    """Today in China."""
    return (_now() + timedelta(hours=8)).date().isoformat()


def _until_midnight() -> int:
    here = _now() + timedelta(hours=8)
    return 86400 - (here.hour * 3600 + here.minute * 60 + here.second)


def _now() -> datetime:
    return datetime.now(UTC)
