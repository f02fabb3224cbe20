import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.web import store as store_module
from assistant.web.store import Store


def kept(store: Store, n: int, conversation: str = "c") -> None:
    store.save({"id": f"a{n}", "conversation_id": conversation, "question": f"问{n}"})


@pytest.fixture
def store(tmp_path: Path) -> Store:
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
    assert store.answer("a1") == {"id": "a1", "conversation_id": "c", "question": "问1"}
    assert store.answer("a2") is None


def test_beyond_the_limit_the_oldest_go(tmp_path: Path) -> None:
    store = Store(tmp_path, days=30, limit=5)
    for n in range(12):
        kept(store, n)
    store.rate("a0", "up", "")
    store.prune()
    assert store.turns("c", 40) == tuple(f"问{n}" for n in range(7, 12))


def test_what_is_too_old_is_neither_shown_nor_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(store, 1)
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr(store_module, "_now", lambda: later)
    assert store.turns("c", 40) == ()
    store.prune()
    monkeypatch.undo()
    assert store.answer("a1") is None


def test_two_stores_share_one_file(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "var", days=30, limit=1000)
    kept(store, 1)
    kept(other, 2)
    assert store.turns("c", 40) == other.turns("c", 40) == ("问1", "问2")


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


def test_a_broken_file_is_a_clear_error_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "cewen.sqlite"
    path.write_bytes(b"not a database at all, " * 100)
    store = Store(tmp_path, days=30, limit=10)
    with pytest.raises(StoreError, match=r"cewen\.sqlite.*问答不受影响"):
        kept(store, 1)
    assert path.read_bytes().startswith(b"not a database")


def test_a_locked_file_is_a_clear_error(store: Store) -> None:
    kept(store, 1)
    lock = sqlite3.connect(store.path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match=r"写入.*locked"):
            kept(store, 2)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    kept(store, 3)
    assert store.turns("c", 40) == ("问1", "问3")


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="无法"):
        kept(Store(tmp_path / "file", days=30, limit=10), 1)
