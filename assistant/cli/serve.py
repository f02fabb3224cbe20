"""cewen serve: the page and the HTTP interface."""

from __future__ import annotations

import signal

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.opening import with_index
from assistant.cli.options import Whole, workspace_option
from assistant.cli.streams import tell
from assistant.indexing import open_searcher
from assistant.policy.corpus import load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.settings import Settings
from assistant.web.serve import check_settings, listen, serve

HELP = """打开网页和 HTTP 接口，按 Ctrl-C 停止。接口说明见 /docs。

\b
例：cewen serve --host 0.0.0.0 --port 8080 --workers 2
"""


@click.command("serve", cls=Command, help=HELP)
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1")
@click.option("--port", type=Whole(1, 65535), default=8000, metavar="端口", help="端口，默认 8000")
@click.option("--workers", type=Whole(1, 64), default=1, metavar="个数", help="进程数，默认 1")
@workspace_option
def command(settings: Settings, host: str, port: int, workers: int) -> int:
    """Serve until stopped. The port is tried first: it is what most often is wrong."""
    listen(host, port).close()
    check_settings(settings)
    corpus = load_corpus(settings.corpus, Snapshot.open(settings.snapshot))
    with_index(settings, lambda: open_searcher(settings, corpus))
    name = f"[{host}]" if ":" in host else host
    try:
        tell(f"策问 http://{name}:{port}{settings.root_path}/ （按 Ctrl-C 停止）")
        serve(settings, host, port, workers)
    except KeyboardInterrupt:
        tell("已停止。")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: nothing is left to stop
    return DONE
