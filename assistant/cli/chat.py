"""cewen chat: a conversation, line by line."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from datetime import date

import click

from assistant.cli.ask import CONVERSATION
from assistant.cli.command import Command
from assistant.cli.endings import DONE, STOPPED
from assistant.cli.opening import open_assistant
from assistant.cli.options import Form, day_option, form_options, workspace_option
from assistant.cli.speak import speak
from assistant.cli.streams import is_terminal, tell
from assistant.dialogue.conversation import Conversation
from assistant.errors import QuestionError
from assistant.settings import Settings

with contextlib.suppress(ImportError):
    import readline  # noqa: F401  (gives input() its history and line editing)

RESTART = "重新开始"
LEAVE = frozenset({"退出", "再见", "exit", "quit"})

HELP = f"""连续对话：后面的问题沿用前面说过的条件。

\b
输入“{RESTART}”忘掉前面的话；输入“退出”或按 Ctrl-D、Ctrl-C 结束。
标准输入不是终端时，每行是一句话，每句话得到一个回答。
"""


@click.command("chat", cls=Command, help=HELP)
@day_option
@form_options
@workspace_option
def command(settings: Settings, as_of: date, form: Form) -> int:
    """Answer line after line, until there are no more."""
    assistant = open_assistant(settings)
    new = conversation = Conversation(CONVERSATION, ())
    is_talk = is_terminal(sys.stdin)
    if is_talk:
        tell(f"请提问。输入“{RESTART}”忘掉前面的话，输入“退出”结束。")
    lines = _Lines(is_talk)
    for line in lines:
        if line in LEAVE:
            break
        if line == RESTART:
            conversation = new
            tell("好的，前面的话不再算数，请重新提问。")
            continue
        try:
            conversation = conversation.say(line)
        except QuestionError as error:
            tell(error)
            continue
        speak(assistant.ask(conversation, as_of=as_of), form)
    if is_talk:
        tell("再见。")
    return STOPPED if lines.is_stopped else DONE


class _Lines:
    """What is said, without blank lines, until the end of input or Ctrl-C (``is_stopped``)."""

    def __init__(self, is_talk: bool) -> None:
        self._is_talk = is_talk
        self.is_stopped = False

    def __iter__(self) -> Iterator[str]:
        prompt = "\n问> " if self._is_talk and is_terminal(sys.stdout) else ""
        try:
            while True:
                line = input(prompt).strip()
                if line:
                    yield line
        except EOFError:
            pass
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: nothing is left to stop
            self.is_stopped = True
        if self._is_talk:
            print(file=sys.stderr)
