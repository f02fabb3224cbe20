"""Parts of the command line that are imported only when they are used.

This is the one place that imports by name: ``cewen ask`` must not wait for the web server, the
spreadsheets or, in a pipe, for what draws on a terminal.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(part: str, name: str) -> Any:
    """The object ``name`` of the file ``assistant/cli/<part>.py``."""
    return getattr(import_module(f"assistant.cli.{part}"), name)
