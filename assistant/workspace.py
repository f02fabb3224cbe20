"""Make a new workspace from the corpus, prompts and encoder that come with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.errors import InstallationError, WorkspaceError, system_reason
from assistant.settings import PACKAGED

PARTS = ("corpus", "prompts", "index/encoder", "eval/questions")
"""What a workspace is made of; index/ beside the encoder is built, not copied."""


def packaged_source() -> Path:
    """The folder that holds the parts: inside an installed wheel, or the checkout.

    Raises:
        InstallationError: neither has them.
    """
    for folder in (PACKAGED, PACKAGED.parent.parent):
        if (folder / "corpus").is_dir() and (folder / "prompts").is_dir():
            return folder
    raise InstallationError("程序缺少自带的语料（corpus/、prompts/）：请重新安装 cewen。")


EMPTY_LISTS = ("facts.yaml", "topics.yaml", "examples.yaml", "profile.yaml")
"""Data files that speak of the packaged policies alone; an empty workspace has them as []."""


def create_workspace(target: Path, *, is_empty: bool = False) -> Path:
    """A new workspace in ``target``, which must be new or empty; returns its absolute path.

    With ``is_empty`` it has no policies, only the general word lists.

    Raises:
        WorkspaceError: the folder is not empty or cannot be written.
        InstallationError: the program came without its corpus.
    """
    folder = target.expanduser().resolve()
    source = packaged_source()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise WorkspaceError(f"{folder} 已有内容，没有改动它：请换一个空文件夹。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            if is_empty and part == "corpus":
                _copy_general(source / part, folder / part)
            elif is_empty and part == "eval/questions":
                continue
            elif (source / part).is_dir():
                shutil.copytree(source / part, folder / part, dirs_exist_ok=True)
    except OSError as cause:
        raise WorkspaceError(
            f"写不了 {folder}（{system_reason(cause)}）：请检查权限和剩余空间。"
        ) from cause
    return folder


def _copy_general(source: Path, target: Path) -> None:
    """The data files of a corpus without its policies."""
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.yaml")):
        if path.name == "places.yaml":
            # What is collected nowhere depends on what is collected.
            (target / path.name).write_text("elsewhere: []\nwithin: {}\n", encoding="utf-8")
        elif path.name in EMPTY_LISTS:
            (target / path.name).write_text("[]\n", encoding="utf-8")
        else:
            shutil.copy(path, target / path.name)
