"""Progress of long work: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.cli.parts import load
from assistant.cli.streams import is_terminal

Progress = Callable[[int, int], None]
"""Called with (done, all)."""


@contextmanager
def show_progress(label: str) -> Iterator[Progress | None]:
    """A bar to report to while the block runs; None where nobody looks."""
    if not is_terminal(sys.stderr):
        yield None
        return
    with load("bar", "show_bar")(label) as report:
        yield report
