"""A limit on the processor time that one question may take.

Readers are linear, so no question comes near the limit; it is there for the one that nobody thought
of. Python cannot stop a thread from outside except by raising in it: a watching thread does that
once the worker's own processor clock is past the limit. Waiting (for the interpreter, for other
requests) does not count, so load alone never ends a question.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from assistant.errors import CostlyQuestionError

_T = TypeVar("_T")
_LOOK = 0.05
"""Seconds between two looks at the clocks."""


class _OutOfTime(BaseException):
    """Raised in the working thread; no ``except Exception`` on the way keeps it."""


class _Work:
    """One piece of work in one thread."""

    def __init__(self, seconds: float) -> None:
        self.thread = threading.get_ident()
        self._clock = _clock_of(self.thread)
        self._until = self._clock() + seconds
        self._lock = threading.Lock()
        self._is_over = False
        self._was_told = False

    def look(self) -> None:
        """Raise in the thread if its time is up."""
        with self._lock:
            if not self._is_over and not self._was_told and self._clock() > self._until:
                self._was_told = True
                _raise_in(self.thread, _OutOfTime)

    def end(self) -> None:
        """Nothing is raised from here on, not even what was about to be."""
        with self._lock:
            if self._was_told and not self._is_over:
                _raise_in(self.thread, None)
            self._is_over = True


class Deadline:
    """Runs work under a limit; one for a process, made after it forked."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._at_work: set[_Work] = set()
        self._has_work = threading.Event()
        self._start = threading.Lock()
        self._watcher: threading.Thread | None = None

    def run(self, work: Callable[[], _T]) -> _T:
        """What ``work`` returns.

        Raises:
            CostlyQuestionError: it took more processor time than the limit.
        """
        self._watch()
        one = _Work(self._seconds)
        self._at_work.add(one)
        self._has_work.set()
        try:
            try:
                return work()
            finally:
                one.end()
        except _OutOfTime:
            one.end()  # it may have come while the work was ending by itself
            raise CostlyQuestionError(self._seconds) from None
        finally:
            self._at_work.discard(one)

    def _watch(self) -> None:
        with self._start:
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._look, name="deadline", daemon=True)
                self._watcher.start()

    def _look(self) -> None:
        while True:
            self._has_work.wait()
            self._has_work.clear()
            while self._at_work:
                for one in tuple(self._at_work):
                    one.look()
                time.sleep(_LOOK)


def _clock_of(thread: int) -> Callable[[], float]:
    """The processor clock of a thread; the wall's where the system has none."""
    named = getattr(time, "pthread_getcpuclockid", None)
    if named is None:
        return time.monotonic
    clock = named(thread)
    return lambda: time.clock_gettime(clock)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    raised = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
