"""The table of the files of the understanding is as the files say."""

from __future__ import annotations

from benchmarks.dialogue_files import FILE, rows, text


def test_the_table_is_as_the_files_say() -> None:
    assert FILE.read_text(encoding="utf-8") == text()


def test_every_file_says_what_it_is_for() -> None:
    silent = [row for row in rows() if row.endswith("|  |\n")]
    assert silent == []
