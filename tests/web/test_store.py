"""What is kept, on SQLite and on a PostgreSQL server: the same promises on both."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from assistant.answer.render import Json, to_json
from assistant.dialogue.conversation import Conversation
from assistant.errors import StoreError
from assistant.settings import Settings
from assistant.web.memory import store as store_module
from assistant.web.memory.backup import back_up, restore
from assistant.web.memory.database import open_database, revision_of
from assistant.web.memory.schema import METADATA, REVISIONS
from assistant.web.memory.store import Store
from tests.fakes import ROOT, FakeAssistant
from tests.web.databases import postgresql

DAY = date(2025, 6, 1)


def answered(n: int, conversation: str = "c") -> Json:
    asked = Conversation(conversation, ()).say(f"问{n}")
    made: Json = to_json(FakeAssistant().ask(asked, as_of=DAY))
    return {**made, "id": f"a{n}"}


def kept(store: Store, n: int, conversation: str = "c") -> None:
    store.save(answered(n, conversation))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    address = str(request.getfixturevalue("server"))
    engine = sql.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    engine.dispose()
    return address


@pytest.fixture
def unread() -> list[int]:
    return []


@pytest.fixture
def store(tmp_path: Path, url: str, unread: list[int]) -> Iterator[Store]:
    made = Store(
        tmp_path / "var", days=30, limit=1000, url=url, unreadable=lambda: unread.append(1)
    )
    yield made
    made.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Store:
    return Store(tmp_path / "var", days=30, limit=1000)


def test_turns_are_the_questions_of_a_conversation_in_order(store: Store) -> None:
    for n in range(3):
        kept(store, n)
    kept(store, 9, "other")
    assert store.turns("c", 40) == ("问0", "问1", "问2")
    assert store.turns("c", 2) == ("问1", "问2")
    assert store.turns("unknown", 40) == ()


def test_an_answer_is_given_back_as_it_was(store: Store) -> None:
    kept(store, 1)
    assert store.answer("a1") == answered(1)
    assert store.answer("a2") is None


def test_beyond_the_limit_the_oldest_go(tmp_path: Path, url: str) -> None:
    store = Store(tmp_path, days=30, limit=5, url=url)
    for n in range(12):
        kept(store, n)
    store.rate("a0", "up", "")
    store.prune()
    assert store.turns("c", 40) == tuple(f"问{n}" for n in range(7, 12))
    store.close()


def test_what_is_too_old_is_shown_on_no_path_and_not_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(store, 1)
    store.rate("a1", "up", "")
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr(store_module, "_now", lambda: later)
    assert store.turns("c", 40) == ()
    assert store.conversation("c", 40) == []
    assert store.answer("a1") is None
    assert store.verdicts("c") == []
    store.prune()
    monkeypatch.undo()
    assert store.answer("a1") is None


def test_a_conversation_is_forgotten_whole(store: Store) -> None:
    kept(store, 1)
    kept(store, 2)
    kept(store, 3, "other")
    store.rate("a1", "down", "金额不对")
    store.rate("a3", "up", "")
    assert store.forget("c") == 2
    assert (store.turns("c", 40), store.verdicts("c"), store.answer("a1")) == ((), [], None)
    assert store.turns("other", 40) == ("问3",)
    assert len(store.verdicts("other")) == 1
    assert store.forget("c") == 0


def test_an_answer_has_one_verdict_the_last(store: Store) -> None:
    kept(store, 1)
    store.rate("a1", "up", "")
    store.rate("a1", "down", "看不懂")
    assert [(v["rating"], v["comment"]) for v in store.verdicts("c")] == [("down", "看不懂")]


def spoil(store: Store, answer_id: str, body: str) -> None:
    with store._open().begin() as connection:
        connection.execute(
            sql.text("UPDATE answers SET body = :body WHERE id = :id"),
            {"body": body, "id": answer_id},
        )


@pytest.mark.parametrize("body", ["", "not json", "[]", '{"id": "a1"}', "[" * 100_000])
def test_a_row_that_cannot_be_read_is_skipped_and_counted(
    store: Store, unread: list[int], body: str
) -> None:
    kept(store, 1)
    kept(store, 2)
    spoil(store, "a1", body)
    assert [answer["id"] for answer in store.conversation("c", 40)] == ["a2"]
    assert store.answer("a1") is None
    assert len(unread) == 2


def test_what_an_older_version_did_not_know_has_its_default(store: Store) -> None:
    kept(store, 1)
    older = answered(1)
    for name in ("table", "label", "unused", "actions", "completeness", "figures", "receipt"):
        older.pop(name, None)
    spoil(store, "a1", json.dumps(older))
    found = store.answer("a1")
    assert found is not None
    assert set(found) == set(answered(1))


def test_two_stores_share_one_database(store: Store, tmp_path: Path, url: str) -> None:
    other = Store(tmp_path / "var", days=30, limit=1000, url=url)
    kept(store, 1)
    kept(other, 2)
    assert store.turns("c", 40) == other.turns("c", 40) == ("问1", "问2")
    other.close()


def test_threads_do_not_lose_answers(store: Store) -> None:
    def save(start: int) -> None:
        for n in range(start, start + 10):
            kept(store, n)

    threads = [threading.Thread(target=save, args=(10 * i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.turns("c", 100)) == 40


def test_the_migrations_make_what_the_tables_say(store: Store) -> None:
    kept(store, 1)
    there = sql.inspect(store._open())
    for table in METADATA.sorted_tables:
        columns = {column["name"] for column in there.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}
        indexes = {index["name"] for index in there.get_indexes(table.name)}
        assert indexes == {index.name for index in table.indexes}


def first_release(folder: Path, rows: int = 1) -> Path:
    """A database as the first release made it, without a version."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cewen.sqlite"
    database = sqlite3.connect(path)
    database.executescript("""
        CREATE TABLE answers (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL,
          conversation_id VARCHAR NOT NULL, question VARCHAR NOT NULL, created_at VARCHAR NOT NULL,
          body VARCHAR NOT NULL);
        CREATE INDEX ix_answers_id ON answers (id);
        CREATE INDEX ix_answers_created_at ON answers (created_at);
        CREATE INDEX answers_of_conversation ON answers (conversation_id, seq);
        CREATE TABLE feedback (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, answer_id VARCHAR
          NOT NULL, rating VARCHAR NOT NULL, comment VARCHAR NOT NULL, created_at VARCHAR NOT NULL);
        CREATE INDEX ix_feedback_answer_id ON feedback (answer_id);
    """)
    now = datetime.now(UTC).isoformat()
    for n in range(rows):
        row = (f"a{n}", "c", f"问{n}", now, json.dumps(answered(n)))
        database.execute("INSERT INTO answers VALUES (NULL, ?, ?, ?, ?, ?)", row)
    for rating in ("up", "down"):
        row = ("a0", rating, "", now)
        database.execute("INSERT INTO feedback VALUES (NULL, ?, ?, ?, ?)", row)
    database.commit()
    database.close()
    return path


def test_a_database_of_the_first_release_is_brought_up_to_date(file_store: Store) -> None:
    first_release(file_store.path.parent)
    assert file_store.turns("c", 40) == ("问0",)
    assert [verdict["rating"] for verdict in file_store.verdicts("c")] == ["down"]
    kept(file_store, 5)
    with file_store._open().connect() as connection:
        assert revision_of(connection) == REVISIONS[-1]
    file_store.check()


UPGRADE = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sql
from assistant.web.memory.database import open_database
left = int(sys.argv[2])
def before(connection, cursor, statement, *rest):
    global left
    changes = statement.split()[0] in ("CREATE", "ALTER", "DROP", "DELETE", "INSERT", "UPDATE")
    left -= changes
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
sql.event.listen(sql.Engine, "before_cursor_execute", before)
open_database(Path(sys.argv[1]))
print("done")
"""


def test_killed_in_an_upgrade_the_old_version_stands_and_the_next_start_goes_on(
    tmp_path: Path,
) -> None:
    """Killed before each of its statements in turn, until it runs through."""
    for left in range(60):
        folder = tmp_path / str(left)
        path = first_release(folder, rows=3)
        done = subprocess.run(
            [sys.executable, "-c", UPGRADE, str(folder), str(left)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        store = Store(folder, days=30, limit=10)
        if done.returncode == -signal.SIGKILL:
            database = sqlite3.connect(path)
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            names = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
            database.close()
            assert "alembic_version" not in names
            assert "ix_feedback_answer_id" in names
        assert store.turns("c", 40) == ("问0", "问1", "问2")
        store.check()
        store.close()
        if done.returncode == 0:
            assert left > 5, "nothing was interrupted"
            return
    pytest.fail("the upgrade never came to its end")


def test_a_database_of_a_newer_program_is_refused(file_store: Store) -> None:
    kept(file_store, 1)
    with file_store._open().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'")
    file_store.close()
    with pytest.raises(StoreError, match=r"'99'.*升级程序"):
        kept(file_store, 2)
    with pytest.raises(StoreError, match="'99'"):
        file_store.check()


def test_nobody_else_can_read_the_files(file_store: Store) -> None:
    kept(file_store, 1)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (file_store.path.parent, *file_store.path.parent.iterdir())
    }
    assert modes.pop("var") == 0o700
    assert set(modes.values()) == {0o600}


def test_a_broken_file_is_a_clear_error_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "cewen.sqlite"
    path.write_bytes(b"not a database at all, " * 100)
    store = Store(tmp_path, days=30, limit=10)
    with pytest.raises(StoreError, match=r"cewen\.sqlite.*问答不受影响"):
        kept(store, 1)
    assert path.read_bytes().startswith(b"not a database")


def test_after_a_write_that_failed_the_check_says_so_until_one_succeeds(file_store: Store) -> None:
    kept(file_store, 1)
    file_store.check()
    lock = sqlite3.connect(file_store.path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match=r"写入.*locked"):
            kept(file_store, 2)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    with pytest.raises(StoreError, match="写入"):
        file_store.check()
    kept(file_store, 3)
    file_store.check()
    assert file_store.turns("c", 40) == ("问1", "问3")


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="无法"):
        kept(Store(tmp_path / "file", days=30, limit=10), 1)


@pytest.mark.parametrize(
    ("address", "words"), [("nonsense", "CEWEN_DATABASE"), ("mysql://a@b/c", "mysql.*不支持")]
)
def test_an_address_of_no_database_is_told(tmp_path: Path, address: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        kept(Store(tmp_path, days=30, limit=10, url=address), 1)


def test_a_server_that_is_gone_is_told_without_its_password(tmp_path: Path) -> None:
    store = Store(tmp_path, days=30, limit=10, url="postgresql://cewen:s3cret@127.0.0.1:1/x")
    with pytest.raises(StoreError, match="CEWEN_DATABASE") as told:
        kept(store, 1)
    assert "s3cret" not in str(told.value)


def contents(settings: Settings) -> dict[str, list[Any]]:
    engine = open_database(settings.data_dir, settings.database)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(sql.select(table))]
            for table in METADATA.sorted_tables
        }
    engine.dispose()
    return found


def test_a_backup_restored_is_what_was_there(tmp_path: Path, url: str) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path / "var", database=url)
    store = Store(settings.data_dir, days=30, limit=1000, url=url)
    for n in range(3):
        kept(store, n)
    store.rate("a1", "up", "好")
    before = contents(settings)
    saved = tmp_path / "saved.cewen"
    assert back_up(settings, saved) == 4
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "saved" in path.name] == ["saved.cewen"]
    store.forget("c")
    kept(store, 7)
    assert restore(settings, saved) == 4
    assert contents(settings) == before
    kept(store, 8)
    assert store.turns("c", 40)[-1] == "问8"
    store.close()


def test_a_backup_moves_from_sqlite_to_postgresql(tmp_path: Path, server: str) -> None:
    here = Settings(workspace=ROOT, data_dir=tmp_path / "var")
    store = Store(here.data_dir, days=30, limit=1000)
    kept(store, 1)
    back_up(here, tmp_path / "saved")
    there = here.model_copy(update={"database": server})
    restore(there, tmp_path / "saved")
    assert contents(there) == contents(here)


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path / "var")
    store = Store(settings.data_dir, days=30, limit=1000)
    for n in range(20):
        kept(store, n)
    saved = tmp_path / "saved"
    back_up(settings, saved)
    before = contents(settings)
    whole = saved.read_bytes()
    changed = whole.replace("问3".encode(), "问4".encode(), 1)
    for broken in (b"", whole[:5000], changed, b"no" * 4000):
        saved.write_bytes(broken)
        with pytest.raises(StoreError, match="不是完好的备份"):
            restore(settings, saved)
        assert contents(settings) == before


def test_a_backup_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "saved").write_text("mine")
    with pytest.raises(StoreError, match="已经有了"):
        back_up(Settings(workspace=ROOT, data_dir=tmp_path / "var"), tmp_path / "saved")
    assert (tmp_path / "saved").read_text() == "mine"
