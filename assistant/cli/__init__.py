"""The command line (click): ``main`` is what ``cewen`` and ``python -m assistant`` run.

One file per command. A command's file, and what only a terminal needs, is imported when it is
used (``parts.load``), so that a question is answered without loading the web server.
"""

from assistant.cli.program import main

__all__ = ["main"]
