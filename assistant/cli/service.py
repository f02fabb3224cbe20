"""cewen service: stop and resume answering, and tell everybody something."""

from __future__ import annotations

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.speak import write_json
from assistant.errors import CommandError
from assistant.settings import Settings
from assistant.web.gate.switch import State, Switch

HELP = """服务的开关和通知：不带参数看现状；off 暂停回答（政策原文仍可查阅），on 恢复。

正在运行的服务立即照办，不必重启。

\b
例：cewen service off --notice "系统维护，明早八点恢复"
    cewen service on --notice ""
"""


@click.command("service", cls=Command, help=HELP)
@click.argument("action", metavar="[on|off]", default="")
@click.option("--notice", metavar="文字", help="显示在所有页面上方的通知，最多 500 字；空为撤下")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(settings: Settings, action: str, notice: str | None, is_json: bool) -> int:
    """Turn the switch, or say how it stands."""
    if action not in ("", "on", "off"):
        raise CommandError(f"没有 {action[:20]!r} 这个动作：请写 cewen service on 或 off。")
    switch = Switch(settings.data_dir)
    now = switch.state
    if action or notice is not None:
        is_off = action == "off" if action else now.is_off
        switch.set(State(is_off, now.notice if notice is None else notice))
        now = switch.state
    if is_json:
        write_json(now.to_json())
    else:
        print("已暂停回答。" if now.is_off else "正常回答。")
        if now.said:
            print(f"通知：{now.said}")
    return DONE
