"""Every corpus that answers were given from, kept: an old answer can be computed again."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.assistant import Assistant
from assistant.errors import CorpusError, InstallationError
from assistant.indexing import build
from assistant.policy.corpus import corpus_version
from assistant.settings import Settings

_FOLDER = "versions"
_PART = ".part"
_LONG_AGO = 3600
"""Seconds after which nobody is at work on a copy any more."""


def keep_version(settings: Settings, version: str) -> bool:
    """Copy the corpus of the workspace, if this version of it is not kept yet.

    Raises:
        OSError: it cannot be written.
    """
    folder = settings.data_dir / _FOLDER / version
    if folder.exists():
        return False
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A name that no other has: the workers of a server keep the same version together.
    aside = Path(tempfile.mkdtemp(prefix=f"{version[:16]}.", suffix=_PART, dir=folder.parent))
    try:
        shutil.copytree(settings.corpus, aside / "corpus")
        if corpus_version(aside / "corpus") != version:  # changed while it was copied
            return False
        (aside / "kept").touch()  # its time is when this version was first seen
        try:
            aside.rename(folder)
        except OSError:
            if folder.exists():  # another was first, with the same content
                return False
            raise
        return True
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        _forget_parts(folder.parent)


def _forget_parts(folder: Path) -> None:
    """Delete what a process that was killed left behind long ago."""
    for part in folder.glob(f"*{_PART}"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(part)


def kept_versions(settings: Settings) -> list[tuple[Path, datetime]]:
    """The folders of the kept versions with the time when each was kept, oldest first."""
    try:
        folders = [f for f in (settings.data_dir / _FOLDER).iterdir() if f.name.isalnum()]
        times = [_kept_at(f) for f in folders]
    except OSError:
        return []
    return sorted(zip(folders, times, strict=True), key=lambda kept: (kept[1], kept[0].name))


def _kept_at(folder: Path) -> datetime:
    """Opening an old version adds to its folder: only the mark in it keeps its time."""
    mark = folder / "kept"
    return datetime.fromtimestamp((mark if mark.exists() else folder).stat().st_mtime, UTC)


def open_version(settings: Settings, version: str) -> Assistant:
    """An assistant over the corpus with this version: the workspace's own, or a kept one.

    Raises:
        CorpusError: this version is not kept.
        InstallationError: it cannot be opened.
    """
    try:
        current = corpus_version(settings.corpus)
    except InstallationError:
        current = ""
    if current == version:
        return Assistant.open(settings)
    folder = settings.data_dir / _FOLDER / version
    if not version.isalnum() or not folder.is_dir():
        raise CorpusError(f"没有保存语料版本 {version[:16]}：只能核对内容，不能重新计算。")
    for name, target in (
        ("prompts", settings.prompts),
        ("index/encoder", settings.index / "encoder"),
    ):
        link = folder / name
        link.parent.mkdir(exist_ok=True)
        if not link.exists():
            link.unlink(missing_ok=True)
            with contextlib.suppress(FileExistsError):  # by another process, at the same time
                link.symlink_to(target, target_is_directory=True)
    then = settings.model_copy(update={"workspace": folder})
    try:
        return Assistant.open(then)
    except InstallationError:
        build(then)
        return Assistant.open(then)
