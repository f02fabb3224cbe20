"""Copies of the database: always one SQLite file, whatever database it came from or goes to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import sqlalchemy as sql
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import StoreError
from assistant.settings import Settings
from assistant.web.memory.database import open_database, open_file, revision_of, upgrade
from assistant.web.memory.schema import METADATA, REVISIONS

_MANY = 500
"""Rows of one insert."""
_P = ParamSpec("_P")
_T = TypeVar("_T")


def _told(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """What the database or the disk refuses becomes a StoreError."""

    @wraps(work)
    def done(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return work(*args, **kwargs)
        except (SQLAlchemyError, OSError) as cause:
            why = str(getattr(cause, "orig", None) or cause).splitlines()[0]
            raise StoreError(
                f"数据库无法备份或恢复（{why}）：请检查文件、权限和磁盘空间。"
            ) from cause

    return done


@_told
def back_up(settings: Settings, target: Path) -> int:
    """Write all rows to a new file, which appears when it is whole; how many rows.

    Raises:
        StoreError: the database cannot be read, or the file is there or cannot be written.
    """
    if target.exists():
        raise StoreError(f"{target} 已经有了：请换一个文件名，或先移走它。")
    aside = target.with_name(f".{target.name}.{threading.get_native_id()}")
    source = open_database(settings.data_dir, settings.database)
    copy = open_file(aside)
    try:
        upgrade(copy)
        with source.connect() as reading, copy.begin() as writing:
            n_rows = _copy(reading, writing)
            writing.exec_driver_sql("CREATE TABLE backup (digest VARCHAR NOT NULL)")
            writing.exec_driver_sql("INSERT INTO backup VALUES (?)", (_digest(writing),))
        with copy.connect() as connection:  # one file: nothing is left in the journal beside it
            connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
        copy.dispose()
        _check(aside)
        aside.replace(target)
    finally:
        source.dispose()
        copy.dispose()
        for left in aside.parent.glob(f"{aside.name}*"):
            left.unlink()
    return n_rows


@_told
def restore(settings: Settings, saved: Path) -> int:
    """Put the rows of a backup in the place of all that is in the database; how many rows.

    All or nothing: killed on the way, what was there before stands.

    Raises:
        StoreError: the file is no backup, is damaged or of a newer program; nothing is changed.
    """
    _check(saved)
    source = sql.create_engine(f"sqlite:///file:{saved.resolve()}?mode=ro&uri=true")
    target = open_database(settings.data_dir, settings.database)
    try:
        with source.connect() as reading, target.begin() as writing:
            for table in reversed(METADATA.sorted_tables):
                writing.execute(sql.delete(table))
            return _copy(reading, writing)
    finally:
        source.dispose()
        target.dispose()


def _copy(reading: Connection, writing: Connection) -> int:
    """Every row of every table that both know, with the columns that both know."""
    n_rows = 0
    there = sql.inspect(reading)
    for table in METADATA.sorted_tables:
        if not there.has_table(table.name):
            continue
        had = {column["name"] for column in there.get_columns(table.name)}
        columns = [column for column in table.columns if column.name in had]
        rows = reading.execute(sql.select(*columns)).mappings()
        while part := [dict(row) for row in rows.fetchmany(_MANY)]:
            writing.execute(sql.insert(table), part)
            n_rows += len(part)
        _go_on_counting(table, writing)
    return n_rows


def _go_on_counting(table: sql.Table, writing: Connection) -> None:
    """PostgreSQL's numbers go on behind the rows that brought their own."""
    if writing.dialect.name != "postgresql" or "seq" not in table.c:
        return
    highest = sql.select(sql.func.coalesce(sql.func.max(table.c.seq), 0) + 1).scalar_subquery()
    sequence = sql.func.pg_get_serial_sequence(table.name, "seq")
    writing.execute(sql.select(sql.func.setval(sequence, highest, False)))


def _check(saved: Path) -> None:
    """Whether a file is a whole backup.

    Raises:
        StoreError: it is not.
    """
    if not saved.is_file():
        raise StoreError(f"没有备份文件 {saved}：请检查路径。")
    engine = sql.create_engine(f"sqlite:///file:{saved.resolve()}?mode=ro&uri=true")
    try:
        problem = _problem_of(engine)
    except SQLAlchemyError as cause:
        problem = str(getattr(cause, "orig", None) or cause).splitlines()[0]
    finally:
        engine.dispose()
    if problem:
        raise StoreError(f"{saved} 不是完好的备份（{problem}）：没有做任何改动，请换一个备份。")


def _problem_of(engine: Engine) -> str:
    with engine.connect() as connection:
        found = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
        if found != "ok":
            return found
        revision = revision_of(connection)
        if revision not in REVISIONS:
            return f"版本 {revision!r}"
        stated = connection.exec_driver_sql("SELECT digest FROM backup").scalar()
        return "" if stated == _digest(connection) else "内容与备份时不同"


def _digest(connection: Connection) -> str:
    """The hash of all rows: SQLite itself does not notice a changed character."""
    digest = hashlib.sha256()
    there = sql.inspect(connection)
    for table in METADATA.sorted_tables:
        if there.has_table(table.name):
            columns = sorted(column["name"] for column in there.get_columns(table.name))
            listed = ", ".join(columns)
            query = f"SELECT {listed} FROM {table.name} ORDER BY {listed}"  # names of our own
            digest.update(f"{table.name}({listed})\n".encode())
            for row in connection.exec_driver_sql(query):
                digest.update(json.dumps(list(row), ensure_ascii=False, default=str).encode())
    return digest.hexdigest()
