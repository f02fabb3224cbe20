"""Open a workspace; a missing or stale index is built on the way, and said so."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

from assistant.assistant import Assistant
from assistant.cli.progress import show_progress
from assistant.cli.streams import tell
from assistant.errors import IndexMissingError, IndexStaleError, IndexWriteError
from assistant.indexing import build
from assistant.settings import Settings

T = TypeVar("T")


def open_assistant(settings: Settings) -> Assistant:
    """The assistant of a workspace.

    Raises:
        InstallationError: something on disk is broken, or the index is needed and cannot be built.
    """
    assistant = with_index(settings, lambda: Assistant.open(settings))
    # It lives as long as the process: passes over all objects need not look at it again.
    gc.freeze()
    return assistant


def with_index(settings: Settings, opening: Callable[[], T]) -> T:
    """What ``opening`` gives; if there is no fitting index, build it and open again.

    Raises:
        InstallationError: see open_assistant.
    """
    try:
        return opening()
    except IndexMissingError:
        _build(settings, "还没有索引")
    except IndexStaleError:
        _build(settings, "政策文件或编码器在索引建立之后有改动")
    return opening()


def _build(settings: Settings, why: str) -> None:
    tell(f"{why}，正在自动建立索引……")
    try:
        with show_progress("建立索引") as progress:
            build(settings, progress)
    except IndexWriteError as cause:
        raise IndexWriteError(
            f"{why}，而索引文件夹 {settings.index} 写不了，不能自动建立："
            "请让它可写并有剩余空间后运行 cewen build，或用 --workspace 换一个工作区。"
        ) from cause
    tell("索引已建好。")
