"""See that corpus, index or prompts have changed, and take up the new ones without a restart.

Requests at work go on with what they began with; the next one gets the new version. What cannot be
opened (a corpus whose index was not built yet) leaves the old version at work, and /readyz says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable
from pathlib import Path

from assistant.assistant import Assistant
from assistant.errors import InstallationError
from assistant.settings import Settings
from assistant.web.loaded import Loaded
from assistant.web.memory.versions import keep_version
from assistant.web.running.arenas import give_back
from assistant.web.services import Services

log = logging.getLogger("cewen.web")

EVERY = 2.0
"""Seconds between two looks at the files."""
_AGAIN = 10.0
"""Seconds until what could not be opened is tried again."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""(name, size, time, inode) of every file that counts."""


def stamp_of(settings: Settings) -> Stamp:
    """The state of the files; reads none of them."""
    files = [settings.index / "manifest.json"]
    for folder in (settings.corpus, settings.prompts, settings.index / "encoder"):
        files += sorted(folder.rglob("*"))
    return tuple(found for path in files if (found := _file(path)) is not None)


def _file(path: Path) -> tuple[str, int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_size, found.st_mtime_ns, found.st_ino


class Reloader:
    """Watches one workspace for one application; ``stamp`` is of what is loaded now."""

    def __init__(
        self,
        shared: Services,
        stamp: Stamp,
        opened: Callable[[Settings], Assistant] = Assistant.open,
    ) -> None:
        self._shared = shared
        self._stamp = stamp
        self._open = opened
        self._failed_at = 0.0
        self._has_former = False

    async def watch(self) -> None:
        """Look now and then, and at once on SIGHUP, until cancelled."""
        asked = asyncio.Event()
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), EVERY)
            is_asked = asked.is_set()
            asked.clear()
            await asyncio.to_thread(self.look, is_asked=is_asked)

    def look(self, *, is_asked: bool = False) -> bool:
        """Take up what changed; whether something was taken up."""
        stamp = stamp_of(self._shared.settings)
        is_waiting = self._shared.stale and time.monotonic() - self._failed_at < _AGAIN
        has_changed = stamp != self._stamp
        if not has_changed and not is_asked and (is_waiting or not self._shared.stale):
            if self._has_former:  # what was at work with the former version has ended by now
                self._has_former = False
                give_back()
            return False
        self._stamp = stamp
        try:
            loaded = Loaded.of(self._shared.settings, self._open(self._shared.settings))
        except InstallationError as error:
            if self._shared.stale != str(error):
                log.warning("still answering from the former version: %s", error)
            self._shared.stale = str(error)
            self._failed_at = time.monotonic()
            return False
        loaded.warm(self._shared.today())
        self._shared.take_up(loaded)
        give_back()  # the former version is large and refers to itself
        self._has_former = True
        with contextlib.suppress(OSError, InstallationError):
            keep_version(self._shared.settings, loaded.assistant.corpus.version)
        log.info("took up corpus %s", loaded.assistant.corpus.version[:12])
        return True
