"""cewen desk: the questions that were not answered or answered in doubt, grouped."""

from __future__ import annotations

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.speak import write_json
from assistant.cli.streams import tell
from assistant.settings import Settings
from assistant.text.day import parse_day
from assistant.web.memory.doubted import WHY, Group, desk
from assistant.web.memory.store import Store

HELP = """没有答上、只能反问、有话没用上、用户说没用的问题，相近的归在一起，问得多的在前。

只看服务器还保存着的回答；手机号等早已盖住。--json 里每组附一条评测题的开头（test）。

\b
例：cewen desk --since 2026-11-01
"""


@click.command("desk", cls=Command, help=HELP)
@click.option("--since", default="", metavar="日期", help="从哪一天起，默认全部")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(settings: Settings, since: str, is_json: bool) -> int:
    """Show the desk."""
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
    )
    try:
        groups = desk(store, parse_day(since).isoformat() if since else "")
    finally:
        store.close()
    if is_json:
        write_json({"groups": [group.to_json() for group in groups]})
    elif not groups:
        tell("没有存疑的问题。")
    else:
        print("\n\n".join(map(_shown, groups)))
    return DONE


def _shown(group: Group) -> str:
    lines = [f"{group.count} 次 {WHY[group.why]}（最近 {group.last_day}）：{group.questions[0]}"]
    lines += [f"    {question}" for question in group.questions[1:]]
    for name, parts in (
        ("相近的条款", group.nearest),
        ("没有用上", group.unused),
        ("用户的话", group.comments),
    ):
        if parts:
            lines.append(f"    {name}：{'、'.join(parts)}")
    return "\n".join(lines)
