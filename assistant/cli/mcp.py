"""cewen mcp: the assistant as MCP tools over standard streams."""

from __future__ import annotations

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.opening import open_assistant
from assistant.cli.options import workspace_option
from assistant.settings import Settings
from assistant.web.api.tools import make_server
from assistant.web.app import make_services

HELP = """作为 MCP（Model Context Protocol）服务，从标准输入读、往标准输出写，供智能体调用。

\b
在智能体的配置里写：{"command": "cewen", "args": ["mcp"]}
网络上用 cewen serve 的 /mcp（streamable HTTP）。
"""


@click.command("mcp", cls=Command, help=HELP)
@workspace_option
def command(settings: Settings) -> int:
    """Serve until the input ends."""
    shared = make_services(settings, open_assistant(settings))
    make_server(lambda: shared).run("stdio")
    return DONE
