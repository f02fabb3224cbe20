"""A database of the newest version: SQLite in the data folder, or PostgreSQL at a URL.

An older version is brought up to date at the first use, in one transaction: killed on the way, the
old version stands untouched. A version of a newer program is refused.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection, Engine

from assistant.errors import StoreError
from assistant.web.memory.schema import REVISIONS

FILE = "cewen.sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADING = Lock()
"""Alembic keeps the upgrade that runs in module globals: one at a time in a process."""
_LOCK = 0x6365_7765
"""Number of the lock that keeps two programs from upgrading one PostgreSQL database at once."""


def open_database(folder: Path, url: str = "") -> Engine:
    """The engine of an up-to-date database: the one at the URL, else the file in the folder.

    Raises:
        StoreError: the database is of a newer program, or the URL cannot be read.
        SQLAlchemyError, OSError: it cannot be used.
    """
    engine = _at(url) if url else open_file(folder / FILE)
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_file(path: Path) -> Engine:
    """The engine of a SQLite file, made if need be, for nobody but this user's eyes."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    # A disk that stalls for a second loses no answer; one held for longer keeps nobody waiting.
    engine = sql.create_engine(f"sqlite:///{path}", connect_args={"timeout": 2.0}, pool_size=8)
    sql.event.listen(engine, "connect", _prepare)
    sql.event.listen(engine, "begin", _begin)
    return engine


def revision_of(connection: Connection) -> str:
    """The version of a database; "" before the first."""
    if not sql.inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(sql.text("SELECT version_num FROM alembic_version")) or "")


def upgrade(engine: Engine, target: str = REVISIONS[-1]) -> None:
    """Bring a database to a version, newest by default; nothing is done if it has it.

    Raises:
        StoreError: it is of a newer program.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
    if found == target:
        return
    if found and found not in REVISIONS:
        raise StoreError(
            f"数据库的版本是 {found!r}，本程序只认到 {REVISIONS[-1]!r}：请升级程序，"
            "或用这个版本的程序另备一个数据库。"
        )
    from alembic import command  # costs half a second that only an upgrade pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    # Nobody else may begin the same upgrade: the second waits, and then finds it done.
    alone = engine.connect().execution_options(cewen_alone=True)
    with _UPGRADING, alone as connection, connection.begin():
        lock_out_others(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def lock_out_others(connection: Connection) -> None:
    """Until the end of the transaction no other program is in a stretch that begins with this.

    On SQLite the transaction itself is such a stretch, if it was begun with ``cewen_alone``.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sql.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _at(url: str) -> Engine:
    try:
        parsed = sql.make_url(url)
    except sql.exc.ArgumentError as cause:
        raise StoreError(
            "设置项 CEWEN_DATABASE 看不懂：请写成 postgresql://用户:口令@主机:5432/库名。"
        ) from cause
    if parsed.drivername not in ("postgresql", "postgresql+psycopg"):
        raise StoreError(
            f"设置项 CEWEN_DATABASE 的 {parsed.drivername!r} 不支持：请用 postgresql://…，"
            "或不填而用数据文件夹里的 SQLite。"
        )
    timeout = {"connect_timeout": 5}
    address = parsed.set(drivername="postgresql+psycopg")
    return sql.create_engine(address, connect_args=timeout, pool_size=8, pool_pre_ping=True)


def _prepare(connection: Any, _record: object) -> None:
    # Python's driver would commit before every change of a table: transactions are begun below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA cache_size=-512")  # KiB: eight connections, and the system caches too
    cursor.close()


def _begin(connection: Connection) -> None:
    is_alone = connection.get_execution_options().get("cewen_alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_alone else "BEGIN")
