"""cewen keys: give out, list and take back the keys of programs that call the service."""

from __future__ import annotations

from dataclasses import asdict

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import Whole, workspace_option
from assistant.cli.speak import write_json
from assistant.cli.streams import tell
from assistant.errors import CommandError
from assistant.settings import Settings
from assistant.web.gate.keys import SCOPES, Key, add_key, all_keys, remove_key
from assistant.web.memory.store import Store

HELP = """调用接口的密钥：不带参数列出全部；add 名称 新发一个，只显示这一次；remove 编号 收回。

\b
权限：ask 提问；read 条款、规则和测算；admin 指标和服务的开关；desk 在 /desk 核定规则。
设置 CEWEN_KEYS=ask,admin 后，程序使用这些接口要带密钥；网页不用。
例：cewen keys add 园区门户 --scope ask --scope read --per-day 5000
"""


@click.command("keys", cls=Command, help=HELP)
@click.argument("action", metavar="[add|remove]", default="")
@click.argument("what", metavar="[名称或编号]", default="")
@click.option("--scope", "scopes", metavar="权限", multiple=True, help="可写几次，默认 ask")
@click.option(
    "--per-day", type=Whole(0, 10**9), default=0, metavar="次数", help="每天最多几次，默认不限"
)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(
    settings: Settings,
    action: str,
    what: str,
    scopes: tuple[str, ...],
    per_day: int,
    is_json: bool,
) -> int:
    """Do one of the three."""
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
    )
    try:
        if not action:
            _list(all_keys(store), is_json)
        elif action == "add" and what:
            key, secret = add_key(store, what, scopes or ("ask",), per_day)
            if is_json:
                write_json({**asdict(key), "key": secret})
            else:
                print(secret)
                tell(f"编号 {key.id}，权限 {'、'.join(key.scopes)}。密钥只显示这一次，请保存好。")
        elif action == "remove" and what:
            if not remove_key(store, what):
                raise CommandError(f"没有编号为 {what[:20]!r} 的密钥：cewen keys 列出全部。")
            tell(f"已收回 {what}。")
        else:
            raise CommandError("请写 cewen keys、cewen keys add 名称 或 cewen keys remove 编号。")
    finally:
        store.close()
    return DONE


def _list(keys: list[Key], is_json: bool) -> None:
    if is_json:
        write_json({"keys": [asdict(key) for key in keys]})
        return
    if not keys:
        tell("还没有密钥：cewen keys add 名称 新发一个。")
    for key in keys:
        most = f"每天最多 {key.per_day} 次" if key.per_day else "不限次数"
        scopes = "、".join(scope for scope in SCOPES if scope in key.scopes)
        print(f"{key.id}  {key.name}  权限 {scopes}，{most}，今天用了 {key.used_today} 次")
