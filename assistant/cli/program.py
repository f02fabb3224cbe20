"""The program: global options, the list of commands, and the one place that ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from assistant.cli.command import Group
from assistant.cli.terminal import DONE, STOPPED, ending_of, prepare_streams, tell
from assistant.errors import CommandError

COMMANDS = {
    "ask": "提问，得到引用原文的回答和金额",
    "chat": "连续对话",
    "search": "只检索条款",
    "explain": "看一句话是怎样听懂的",
    "calc": "按一条规则算金额",
    "match": "企业情况与各条规则的对照",
    "serve": "打开网页和 HTTP 接口",
    "add": "把政策文件收进政策库",
    "review": "核对提议的计算规则",
    "watch": "看看文件有没有变化",
    "remove": "删除一份政策",
    "build": "建立或更新索引",
    "check": "检查政策库、规则和索引",
    "eval": "用题集评测",
    "init": "新建工作区",
    "verify": "核对凭证或导出的文件",
    "replay": "按当时的语料重新计算一条回答",
    "mcp": "作为 MCP 工具供智能体使用（标准输入输出）",
    "keys": "发给程序的密钥：新发、列出、收回",
    "service": "暂停或恢复回答，写通知",
    "desk": "没有答上和存疑的问题",
    "backup": "备份服务器保存的记录",
    "restore": "从备份恢复记录",
    "doctor": "检查运行环境、数据库和权限",
}
"""Name of the command → what it does."""

FILES = {
    "ask": ("ask", "chat", "search", "explain"),
    "calc": ("calc",),
    "match": ("match",),
    "policies": ("add", "review", "watch", "remove"),
    "index": ("build", "check", "init"),
    "eval": ("eval",),
    "verify": ("verify", "replay"),
    "serve": ("serve", "mcp", "doctor"),
    "operate": ("keys", "service", "desk", "backup", "restore"),
}
"""File → the commands in it; a file is imported when one of its commands is run."""

HELP = """策问：用中文提问产业政策，得到逐字引用的条款和按条款算出的金额。

\b
退出码：0 已回答或已完成；1 输入有误；2 程序或数据损坏；
        3 无法回答；4 需要补充信息；130 被 Ctrl-C 中断。
"""


def _version(ctx: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        print(f"策问 {_installed_version()}")
        ctx.exit(DONE)


def _installed_version() -> str:
    # Here, not above: only --version needs it, and it takes longer to import than click.
    from importlib import metadata

    try:
        return metadata.version("cewen")
    except metadata.PackageNotFoundError:
        return "（未安装，直接从源码运行）"


@click.group(
    cls=Group,
    listed=COMMANDS,
    files={name: file for file, names in FILES.items() for name in names},
    help=HELP,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--workspace", metavar="文件夹", help="工作区，默认当前文件夹或源码目录")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="显示版本",
)  # fmt: skip
@click.pass_context
def program(ctx: click.Context, workspace: str | None) -> None:
    """What comes before the command."""
    ctx.obj = workspace
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())


def _check_encoding(given: list[str]) -> None:
    """Bytes that are no UTF-8 arrive as surrogates; dropping them would change the question.

    Raises:
        CommandError: there are some.
    """
    for argument in given:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise CommandError(
                "命令行参数不是 UTF-8 编码：请把终端设为 UTF-8，或用 cewen ask - 从标准输入提问。"
            )


def _run(given: list[str]) -> int:
    """What click's own main does, without its English endings."""
    try:
        with program.make_context("cewen", given) as ctx:
            code = program.invoke(ctx)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    return code if isinstance(code, int) else DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; no traceback ever reaches the user."""
    prepare_streams()
    # pydantic would look through all installed packages for plugins; the program has none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        _check_encoding(given)
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        tell("已中断。")
        return STOPPED
    except BrokenPipeError:
        # The reader has seen enough; whatever is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last stop: one line, never a traceback
        line, code = ending_of(error)
        tell(f"错误：{line}")
    return code
