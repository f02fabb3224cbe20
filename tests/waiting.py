"""Waiting for what a test looks at. Nothing is timed: the limit only ends a test that hangs.

A machine with other work needs a minute where a quiet one needs a second.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable

PATIENCE = 240.0
"""Seconds after which what never comes is a failure."""
_LOOK = 0.02
GO = threading.Event()
"""What a slow answer of a scripted assistant waits for, where a test holds it (`slowly`)."""
GO.set()


def hears_ctrl_c() -> None:
    """To run in a child before its program: whoever is started by a shell with & ignores SIGINT.

    So do all that it starts, and a Python that begins so never raises KeyboardInterrupt.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(holds: Callable[[], object], what: Callable[[], object] | str = "") -> None:
    """Return when the condition holds; ``what`` is told if it never does."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, what() if callable(what) else what
        time.sleep(_LOOK)
