"""What the server remembers: answers (and through them conversations) and feedback, in SQLite.

A conversation is the user's messages in order, so it is not kept apart: its turns are the questions
of its answers. The assistant replays them. Nothing here is needed to answer: a caller that gets a
StoreError goes on without memory.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import StoreError

_metadata = sql.MetaData()
_answers = sql.Table(
    "answers",
    _metadata,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("id", sql.String, nullable=False, index=True),
    sql.Column("conversation_id", sql.String, nullable=False),
    sql.Column("question", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False, index=True),
    sql.Column("body", sql.String, nullable=False),
    sql.Index("answers_of_conversation", "conversation_id", "seq"),
)
_feedback = sql.Table(
    "feedback",
    _metadata,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("answer_id", sql.String, nullable=False, index=True),
    sql.Column("rating", sql.String, nullable=False),
    sql.Column("comment", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False),
)

_PRUNE_EVERY = 200
"""Answers between two looks at the limits."""


class Store:
    """One SQLite file, shared by threads and worker processes.

    ``days`` and ``limit``: older answers, and the oldest beyond the limit, are removed.
    """

    def __init__(self, folder: Path, *, days: int, limit: int) -> None:
        self.path = folder / "cewen.sqlite"
        self._days = days
        self._limit = limit
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._saved = 0

    def turns(self, conversation_id: str, most: int) -> tuple[str, ...]:
        """The last questions of a conversation, oldest first; () if it is unknown or too old.

        Raises:
            StoreError: the database cannot be read.
        """
        return tuple(row.question for row in self._last(_answers.c.question, conversation_id, most))

    def conversation(self, conversation_id: str, most: int) -> list[dict[str, object]]:
        """The last answers of a conversation, oldest first.

        Raises:
            StoreError: the database cannot be read.
        """
        return [json.loads(row.body) for row in self._last(_answers.c.body, conversation_id, most)]

    def answer(self, answer_id: str) -> dict[str, object] | None:
        """The stored answer, or None.

        Raises:
            StoreError: the database cannot be read.
        """
        query = (
            sql.select(_answers.c.body)
            .where(_answers.c.id == answer_id)
            .order_by(_answers.c.seq.desc())
            .limit(1)
        )
        rows = self._read(query)
        return json.loads(rows[0].body) if rows else None

    def save(self, answer: dict[str, object]) -> None:
        """Keep an answer, and now and then remove what is beyond the limits.

        Raises:
            StoreError: the database cannot be written.
        """
        self._write(
            sql.insert(_answers).values(
                id=answer["id"],
                conversation_id=answer["conversation_id"],
                question=answer["question"],
                created_at=_now().isoformat(),
                body=json.dumps(answer, ensure_ascii=False),
            )
        )
        self._saved += 1
        if self._saved % _PRUNE_EVERY == 1:
            self.prune()

    def rate(self, answer_id: str, rating: str, comment: str) -> None:
        """Keep a user's verdict.

        Raises:
            StoreError: the database cannot be written.
        """
        self._write(
            sql.insert(_feedback).values(
                answer_id=answer_id, rating=rating, comment=comment, created_at=_now().isoformat()
            )
        )

    def prune(self) -> None:
        """Remove what is too old and, beyond the limit, the oldest answers; feedback likewise.

        Raises:
            StoreError: the database cannot be written.
        """
        for table in (_answers, _feedback):
            self._write(sql.delete(table).where(table.c.created_at < self._oldest()))
            newest = sql.select(sql.func.max(table.c.seq)).scalar_subquery()
            self._write(sql.delete(table).where(table.c.seq <= newest - self._limit))

    def check(self) -> None:
        """Touch the database.

        Raises:
            StoreError: it cannot be used.
        """
        self._read(sql.select(sql.literal(1)))

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _last(self, column: sql.Column[str], conversation_id: str, most: int) -> list[sql.Row[Any]]:
        """A column of the last answers of a conversation that are not too old, oldest first."""
        query = (
            sql.select(column)
            .where(_answers.c.conversation_id == conversation_id)
            .where(_answers.c.created_at >= self._oldest())
            .order_by(_answers.c.seq.desc())
            .limit(most)
        )
        return self._read(query)[::-1]

    def _oldest(self) -> str:
        return (_now() - timedelta(days=self._days)).isoformat()

    def _read(self, query: sql.Select[Any]) -> list[sql.Row[Any]]:
        try:
            with self._open().connect() as connection:
                return list(connection.execute(query).all())
        except (SQLAlchemyError, OSError) as cause:
            raise self._failed("读取", cause) from cause

    def _write(self, statement: sql.Insert | sql.Delete) -> None:
        try:
            with self._open().begin() as connection:
                connection.execute(statement)
        except (SQLAlchemyError, OSError) as cause:
            raise self._failed("写入", cause) from cause

    def _failed(self, verb: str, cause: Exception) -> StoreError:
        why = str(getattr(cause, "orig", None) or cause).splitlines()[0]
        return StoreError(
            f"{self.path} 无法{verb}（{why}）：问答不受影响，但记录不会保存；"
            "请检查磁盘空间和权限，文件已损坏时可以移走它。"
        )

    def _open(self) -> Engine:
        """The engine, made at the first use; made again after a failed start."""
        with self._lock:
            if self._engine is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                engine = sql.create_engine(
                    f"sqlite:///{self.path}", connect_args={"timeout": 0.5}, pool_size=8
                )
                sql.event.listen(engine, "connect", _prepare)
                _metadata.create_all(engine)
                self._engine = engine
            return self._engine


def _prepare(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _now() -> datetime:
    return datetime.now(UTC)
