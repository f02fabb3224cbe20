"""cewen ask: one question, one answer."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli.command import Command
from assistant.cli.opening import open_assistant
from assistant.cli.options import Form, day_option, form_options, workspace_option
from assistant.cli.speak import speak
from assistant.cli.streams import read_standard_input
from assistant.dialogue.conversation import Conversation
from assistant.settings import Settings

CONVERSATION = "cli"
"""The id of every conversation here, so that equal questions give equal answers."""

HELP = """提问，得到引用原文的回答和金额。问题写成 - 时从标准输入读取。

\b
例：cewen ask "我们在龙岗租了800万算力，能补多少？"
    echo "福田首版次软件怎么补？" | cewen ask -
"""


@click.command("ask", cls=Command, help=HELP)
@click.argument("words", nargs=-1, required=True, metavar="问题")
@day_option
@form_options
@workspace_option
def command(settings: Settings, words: tuple[str, ...], as_of: date, form: Form) -> int:
    """Ask, and write the answer."""
    question = read_standard_input() if words == ("-",) else " ".join(words)
    conversation = Conversation(CONVERSATION, ()).say(question)
    return speak(open_assistant(settings).ask(conversation, as_of=as_of), form)
