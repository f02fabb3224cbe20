from pathlib import Path

import pytest

from assistant.errors import WorkspaceError
from assistant.settings import is_workspace
from assistant.workspace import create_workspace


def test_create_workspace_copies_corpus_and_prompts(tmp_path: Path) -> None:
    folder = create_workspace(tmp_path / "new")
    assert is_workspace(folder)
    assert any((folder / "corpus").iterdir())


def test_create_workspace_leaves_a_folder_with_content_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(WorkspaceError, match="已有内容"):
        create_workspace(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_create_workspace_says_when_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError):
        create_workspace(tmp_path / "file" / "below")
