"""What the server remembers: answers (and through them conversations) and feedback.

A conversation is the user's messages in order, so it is not kept apart: its turns are the questions
of its answers. The assistant replays them. Nothing here is needed to answer: a caller that gets a
StoreError goes on without memory. What is too old is shown on no path, and removed in time; a row
that cannot be read (of another version, damaged) is skipped and counted.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sql
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.answer.render import Json, answer_of, to_json
from assistant.errors import StoreError
from assistant.web.memory.database import FILE, lock_out_others, open_database
from assistant.web.memory.ledger import add_entry, close_days, place_of, roots
from assistant.web.memory.schema import ANSWERS, COMPANIES, FEEDBACK, HANDOVERS, LOG

_T = TypeVar("_T")
_KEEP = sql.insert(ANSWERS)
_PRUNE_EVERY = 200
"""Answers between two looks at the limits."""
_ASIDE = "~"
"""Ends the name under which answers are kept that were asked again; no id that is given has it."""
_ARRANGED = 200
"""The newest answers of a conversation that are looked at when it is arranged."""
_FORMER: Json = {"table": []}
"""What answers had not before they had it, and have no default of their own for."""


class Proof(NamedTuple):
    """What a receipt is made of; ``answer`` is as it was kept, also by an older version."""

    answer: Json
    turns: tuple[str, ...]
    salt: str
    place: Json | None


class Store:
    """One database, shared by threads, worker processes and, on PostgreSQL, hosts.

    ``days`` and ``limit``: older answers, and the oldest beyond the limit, are removed.
    ``unreadable`` is called for each row that cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        *,
        days: int,
        limit: int,
        url: str = "",
        unreadable: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = folder / FILE
        self._url = url
        self._days = days
        self._limit = limit
        self._unreadable = unreadable
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._saved = 0
        self._write_failed: StoreError | None = None

    def turns(self, conversation_id: str, most: int) -> tuple[str, ...]:
        """The last questions of a conversation, oldest first; () if it is unknown or too old.

        Raises:
            StoreError: the database cannot be read.
        """
        return tuple(row.question for row in self._last(ANSWERS.c.question, conversation_id, most))

    def heard(self, conversation_id: str, answer_id: str) -> tuple[str, ...] | None:
        """The questions that an answer of a conversation answers, its own last; None if unknown.

        Also of an answer that has left the conversation since.

        Raises:
            StoreError: the database cannot be read.
        """
        query = (
            sql.select(ANSWERS.c.turns)
            .where(ANSWERS.c.conversation_id.in_(_names(conversation_id)))
            .where(ANSWERS.c.id == answer_id)
            .where(ANSWERS.c.created_at >= self.oldest())
        )
        rows = self._read(query)
        return tuple(json.loads(rows[0].turns or "[]")) or None if rows else None

    def conversation(self, conversation_id: str, most: int) -> list[Json]:
        """The last answers of a conversation that can be read, oldest first.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = self._last(ANSWERS.c.body, conversation_id, most)
        return [body for row in rows if (body := self._body(row.body)) is not None]

    def answer(self, answer_id: str) -> Json | None:
        """The stored answer; None if there is none, it is too old or cannot be read.

        Raises:
            StoreError: the database cannot be read.
        """
        query = (
            sql.select(ANSWERS.c.body)
            .where(ANSWERS.c.id == answer_id)
            .where(ANSWERS.c.created_at >= self.oldest())
            .order_by(ANSWERS.c.seq.desc())
            .limit(1)
        )
        rows = self._read(query)
        return self._body(rows[0].body) if rows else None

    def citing(self, clause_ids: Iterable[str]) -> list[str]:
        """The ids of the stored answers that cite one of the clauses, oldest first.

        Raises:
            StoreError: the database cannot be read.
        """
        marks = [f'"clause_id": {json.dumps(clause_id)}' for clause_id in sorted(set(clause_ids))]
        if not marks:
            return []
        query = (
            sql.select(ANSWERS.c.id)
            .where(sql.or_(*(ANSWERS.c.body.contains(mark, autoescape=True) for mark in marks)))
            .where(ANSWERS.c.created_at >= self.oldest())
            .order_by(ANSWERS.c.seq)
        )
        return [row.id for row in self._read(query)]

    def messages(self, answer_id: str) -> tuple[str, ...]:
        """The messages that an answer answers, its question last; () if they are not known.

        Raises:
            StoreError: the database cannot be read.
        """
        rows = self._read(sql.select(ANSWERS.c.turns).where(ANSWERS.c.id == answer_id).limit(1))
        return tuple(json.loads(rows[0].turns or "[]")) if rows else ()

    def save(
        self,
        answer: Json,
        digest: str = "",
        turns: tuple[str, ...] = (),
        *,
        is_placed: bool = False,
    ) -> None:
        """Keep an answer and log it, and now and then remove what is beyond the limits.

        ``digest`` is the hash of corpus, day and questions: equal answers share it; ``turns`` are
        the messages that it answers, the last one its question. With ``is_placed`` the conversation
        becomes what they say: answers that are none of theirs leave it, and such as had left it for
        them come back; links go on working.

        Raises:
            StoreError: the database cannot be written.
        """
        row = {
            "id": answer["id"],
            "conversation_id": answer["conversation_id"],
            "question": answer["question"],
            "created_at": _now().isoformat(),
            "body": json.dumps(answer, ensure_ascii=False),
            "digest": digest,
            "turns": json.dumps(turns, ensure_ascii=False),
        }
        receipt = answer.get("receipt")
        stated = str(receipt["digest"]) if isinstance(receipt, dict) else ""

        def keep(connection: Connection) -> None:
            if is_placed:
                _arrange(connection, str(row["conversation_id"]), list(turns[:-1]))
            salt, entry = add_entry(connection, stated, _day()) if stated else ("", 0)
            connection.execute(_KEEP, {**row, "salt": salt, "entry": entry})

        self.change(keep)
        self._saved += 1
        if self._saved % _PRUNE_EVERY == 1:
            self.prune()

    def proof(self, answer_id: str) -> Proof | None:
        """What the receipt of an answer is made of; None if there is none.

        Raises:
            StoreError: the database cannot be read.
        """
        query = (
            sql.select(ANSWERS.c.body, ANSWERS.c.turns, ANSWERS.c.salt, ANSWERS.c.entry)
            .where(ANSWERS.c.id == answer_id)
            .where(ANSWERS.c.created_at >= self.oldest())
        )

        def read(connection: Connection) -> Proof | None:
            row = connection.execute(query).first()
            if row is None or not row.entry:
                return None
            place = place_of(connection, row.entry)
            return Proof(json.loads(row.body), tuple(json.loads(row.turns)), row.salt, place)

        return self.change(read)

    def commit(self, digest: str) -> str:
        """Log something of which nothing is kept here; the salt of its commitment.

        Raises:
            StoreError: the database cannot be written.
        """
        return self.change(lambda connection: add_entry(connection, digest, _day())[0])

    def place(self, commitment: str) -> Json | None:
        """Where a commitment stands in the log; None if its day is open, or it is not there.

        Raises:
            StoreError: the database cannot be read.
        """
        query = sql.select(LOG.c.seq).where(LOG.c.commitment == commitment)

        def read(connection: Connection) -> Json | None:
            entry = connection.scalar(query)
            return None if entry is None else place_of(connection, entry)

        return self.change(read)

    def close_days(self, key: Ed25519PrivateKey) -> int:
        """Give every day of the log that is over its root.

        Raises:
            StoreError: the database cannot be written.
        """
        return self.change(lambda connection: close_days(connection, _day(), key), alone=True)

    def roots(self) -> list[Json]:
        """The roots of the log's days, newest first.

        Raises:
            StoreError: the database cannot be read.
        """
        return self.change(roots)

    def rate(self, answer_id: str, rating: str, comment: str) -> None:
        """Keep a user's verdict in the place of an earlier one.

        Raises:
            StoreError: the database cannot be written.
        """
        self._write(
            sql.delete(FEEDBACK).where(FEEDBACK.c.answer_id == answer_id),
            sql.insert(FEEDBACK).values(
                answer_id=answer_id, rating=rating, comment=comment, created_at=_now().isoformat()
            ),
        )

    def verdicts(self, conversation_id: str) -> list[Json]:
        """The verdicts on a conversation's answers.

        Raises:
            StoreError: the database cannot be read.
        """
        query = (
            sql.select(FEEDBACK)
            .join(ANSWERS, ANSWERS.c.id == FEEDBACK.c.answer_id)
            .where(ANSWERS.c.conversation_id == conversation_id)
            .where(FEEDBACK.c.created_at >= self.oldest())
            .order_by(FEEDBACK.c.seq)
        )
        names = ("answer_id", "rating", "comment", "created_at")
        return [{name: getattr(row, name) for name in names} for row in self._read(query)]

    def forget(self, conversation_id: str) -> int:
        """Remove a conversation with the verdicts on it; how many answers it had.

        Raises:
            StoreError: the database cannot be written.
        """
        names = (conversation_id, f"{conversation_id}{_ASIDE}")
        own = ANSWERS.c.conversation_id.in_(names)
        ids = sql.select(ANSWERS.c.id).where(own)
        return self._write(
            sql.delete(HANDOVERS).where(HANDOVERS.c.conversation_id == conversation_id),
            sql.delete(FEEDBACK).where(FEEDBACK.c.answer_id.in_(ids)),
            sql.delete(ANSWERS).where(own),
        )

    def prune(self) -> None:
        """Remove what is too old and, beyond the limit, the oldest answers; feedback likewise.

        A company that somebody keeps goes by its age alone.

        Raises:
            StoreError: the database cannot be written.
        """
        self._write(sql.delete(COMPANIES).where(COMPANIES.c.created_at < self.oldest()))
        for table in (ANSWERS, FEEDBACK, HANDOVERS):
            newest = sql.select(sql.func.max(table.c.seq)).scalar_subquery()
            self._write(
                sql.delete(table).where(table.c.created_at < self.oldest()),
                sql.delete(table).where(table.c.seq <= newest - self._limit),
            )

    def check(self) -> None:
        """Whether answers can be kept: the schema is there, and the last write succeeded.

        Raises:
            StoreError: they cannot.
        """
        if self._write_failed is not None:
            raise self._write_failed
        self._read(sql.select(ANSWERS.c.seq, ANSWERS.c.digest).limit(1))

    def close(self) -> None:
        """Let go of the database."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _body(self, text: str) -> Json | None:
        """A stored answer in today's shape; what an older version did not know has its default."""
        try:
            found = answer_of(_FORMER | json.loads(text))
        except (ValueError, TypeError, RecursionError):
            found = None
        if found is None:
            self._unreadable()
            return None
        made: Json = to_json(found)
        return made

    def _last(self, column: sql.Column[str], conversation_id: str, most: int) -> list[sql.Row[Any]]:
        """A column of the last answers of a conversation that are not too old, oldest first."""
        query = (
            sql.select(column)
            .where(ANSWERS.c.conversation_id == conversation_id)
            .where(ANSWERS.c.created_at >= self.oldest())
            .order_by(ANSWERS.c.seq.desc())
            .limit(most)
        )
        return self._read(query)[::-1]

    @property
    def days(self) -> int:
        """How long anything is kept."""
        return self._days

    def oldest(self) -> str:
        """The time before which nothing is shown."""
        return (_now() - timedelta(days=self._days)).isoformat()

    def _read(self, query: sql.Select[Any]) -> list[sql.Row[Any]]:
        try:
            with self._open().connect() as connection:
                return list(connection.execute(query).all())
        except (SQLAlchemyError, OSError) as cause:
            raise self._failed("读取", cause) from cause

    def _write(self, *statements: sql.Insert | sql.Delete) -> int:
        """All or none; the rows that the last one touched."""
        return self.change(lambda open: [_execute(open, one) for one in statements][-1])

    def change(self, work: Callable[[Connection], _T], *, alone: bool = False) -> _T:
        """Do something in one transaction, ``alone`` while no other program writes.

        Raises:
            StoreError: the database cannot be used.
        """
        try:
            opened = self._open().connect().execution_options(cewen_alone=alone)
            with opened as connection, connection.begin():
                if alone:
                    lock_out_others(connection)
                done = work(connection)
        except (SQLAlchemyError, OSError) as cause:
            self._write_failed = self._failed("写入", cause)
            raise self._write_failed from cause
        except StoreError as error:
            self._write_failed = error
            raise
        self._write_failed = None
        return done

    def _failed(self, verb: str, cause: Exception) -> StoreError:
        why = str(getattr(cause, "orig", None) or cause).splitlines()[0]
        where = self.path if not self._url else "CEWEN_DATABASE 里的数据库"
        return StoreError(
            f"{where} 无法{verb}（{why}）：问答不受影响，但记录不会保存；"
            "请检查磁盘空间、权限和连接，文件已损坏时可以移走它。"
        )

    def _open(self) -> Engine:
        """The engine, made at the first use; made again after a failed start."""
        with self._lock:
            if self._engine is None:
                self._engine = open_database(self.path.parent, self._url)
            return self._engine


def _names(conversation_id: str) -> tuple[str, str]:
    """Under which a conversation's answers lie: those that count, and those that left it."""
    return conversation_id, f"{conversation_id}{_ASIDE}"


def _arrange(connection: Connection, conversation_id: str, turns: list[str]) -> None:
    """Let a conversation be the answers to some messages, the newest where there are several.

    The messages of an answer are kept with it, but no more than the last of a long conversation.
    """
    here, aside = _names(conversation_id)
    rows = connection.execute(
        sql.select(ANSWERS.c.seq, ANSWERS.c.turns, ANSWERS.c.conversation_id)
        .where(ANSWERS.c.conversation_id.in_((here, aside)))
        .order_by(ANSWERS.c.seq.desc())
        .limit(_ARRANGED)
    ).all()
    own: set[int] = set()
    wanted = turns
    for row in rows:
        heard = json.loads(row.turns or "[]")
        if wanted and heard[-len(wanted) :] == wanted:
            own.add(row.seq)
            wanted = heard[:-1]
    if turns and not own:
        return
    first = min(own, default=0)
    back = [row.seq for row in rows if row.conversation_id == aside and row.seq in own]
    gone = [row.seq for row in rows if row.conversation_id == here and row.seq > first]
    for name, seqs in ((here, back), (aside, [seq for seq in gone if seq not in own])):
        if seqs:
            moved = sql.update(ANSWERS).where(ANSWERS.c.seq.in_(seqs))
            connection.execute(moved.values(conversation_id=name))


def _execute(connection: Connection, statement: sql.Insert | sql.Delete) -> int:
    return connection.execute(statement).rowcount


def _day() -> str:
    """Today in China: the log's days are those of its readers."""
    return (_now() + timedelta(hours=8)).date().isoformat()


def _now() -> datetime:
    return datetime.now(UTC)
