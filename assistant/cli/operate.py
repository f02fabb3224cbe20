"""Operating the service: keys, the switch, the desk, backups."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.command import Command, Whole, workspace_option
from assistant.cli.terminal import DONE, tell, write_json
from assistant.errors import CommandError
from assistant.settings import Settings
from assistant.text.day import parse_day
from assistant.web.gate.keys import SCOPES, Key, add_key, all_keys, remove_key
from assistant.web.gate.switch import State, Switch
from assistant.web.memory.backup import back_up, restore
from assistant.web.memory.doubted import WHY, Group, desk
from assistant.web.memory.store import Store

_KEYS_HELP = """调用接口的密钥：不带参数列出全部；add 名称 新发一个，只显示这一次；\
remove 编号 收回。

\b
权限：ask 提问；read 条款、规则和测算；admin 指标和服务的开关；desk 在 /desk 核定规则。
设置 CEWEN_KEYS=ask,admin 后，程序使用这些接口要带密钥；网页不用。
例：cewen keys add 园区门户 --scope ask --scope read --per-day 5000
"""


@click.command("keys", cls=Command, help=_KEYS_HELP)
@click.argument("action", metavar="[add|remove]", default="")
@click.argument("what", metavar="[名称或编号]", default="")
@click.option("--scope", "scopes", metavar="权限", multiple=True, help="可写几次，默认 ask")
@click.option(
    "--per-day", type=Whole(0, 10**9), default=0, metavar="次数", help="每天最多几次，默认不限"
)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def keys_command(
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


_SERVICE_HELP = """服务的开关和通知：不带参数看现状；off 暂停回答（政策原文仍可查阅），on 恢复。

正在运行的服务立即照办，不必重启。

\b
例：cewen service off --notice "系统维护，明早八点恢复"
    cewen service on --notice ""
"""


@click.command("service", cls=Command, help=_SERVICE_HELP)
@click.argument("action", metavar="[on|off]", default="")
@click.option("--notice", metavar="文字", help="显示在所有页面上方的通知，最多 500 字；空为撤下")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def service_command(settings: Settings, action: str, notice: str | None, is_json: bool) -> int:
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


_DESK_HELP = """没有答上、只能反问、有话没用上、用户说没用的问题，相近的归在一起，问得多的在前。

只看服务器还保存着的回答；手机号等早已盖住。--json 里每组附一条评测题的开头（test）。

\b
例：cewen desk --since 2026-11-01
"""


@click.command("desk", cls=Command, help=_DESK_HELP)
@click.option("--since", default="", metavar="日期", help="从哪一天起，默认全部")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def desk_command(settings: Settings, since: str, is_json: bool) -> int:
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


_BACKUP_HELP = """把服务器保存的会话、回答和反馈备份成一个文件，服务不必停。

\b
例：cewen backup 2026-11-26.cewen
"""


@click.command("backup", cls=Command, help=_BACKUP_HELP)
@click.argument("target", metavar="文件")
@workspace_option
def backup_command(settings: Settings, target: str) -> int:
    """Back up."""
    n_rows = back_up(settings, Path(target))
    tell(f"已备份 {n_rows} 条记录到 {target}")
    return DONE


_RESTORE_HELP = """用备份里的记录换掉现有的全部记录；备份有损坏时什么都不改。

\b
例：cewen restore 2026-11-26.cewen
"""


@click.command("restore", cls=Command, help=_RESTORE_HELP)
@click.argument("saved", metavar="文件")
@workspace_option
def restore_command(settings: Settings, saved: str) -> int:
    """Restore."""
    n_rows = restore(settings, Path(saved))
    tell(f"已从 {saved} 恢复 {n_rows} 条记录")
    return DONE
