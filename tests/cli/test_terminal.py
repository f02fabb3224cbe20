"""What a terminal shows; drawings of stand-in answers are compared with golden files."""

import io
import os
import pty
import select
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from assistant.answer.answer import Answer
from assistant.cli.draw import draw_answer as draw
from assistant.cli.draw import draw_hits, draw_match
from assistant.dialogue.conversation import Conversation
from assistant.rules.match import match
from assistant.rules.profile import Profile
from tests.cli.conftest import COMPUTE, DAY, Program, clean_environment
from tests.fakes import FakeSearcher, answer, asking_back, corpus, refused, rulebook
from tests.waiting import PATIENCE, hears_ctrl_c

WHEN = date(2025, 6, 1)
Golden = Callable[[str, object], None]


def drawn(drawing: Callable[[Console], Any]) -> list[str]:
    stream = io.StringIO()
    drawing(Console(file=stream, width=100, color_system=None, highlight=False))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("answered", answer, "问"),
        ("compared", answer, "比"),
        ("refused", refused, "问"),
        ("asking-back", asking_back, "问"),
    ],
)
def test_an_answer_is_drawn(
    name: str,
    make: Callable[[Conversation, date], Answer],
    words: str,
    check_golden: Golden,
) -> None:
    made = make(Conversation("cli", (words,)), WHEN)
    check_golden(f"cli/draw-{name}.json", drawn(lambda console: draw(made, console)))


def test_marks_of_the_terminal_in_an_answer_are_not_obeyed() -> None:
    made = answer(Conversation("cli", ("问",)), WHEN, "[bold]不是标记[/bold]")
    assert any("[bold]不是标记[/bold]" in line for line in drawn(lambda c: draw(made, c)))


def test_hits_are_drawn(check_golden: Golden) -> None:
    found = FakeSearcher().search("算力")
    lines = drawn(lambda console: draw_hits(found, corpus(), True, console))
    check_golden("cli/draw-hits.json", lines)


def test_no_hits_are_told() -> None:
    found = FakeSearcher().search("")
    assert drawn(lambda c: draw_hits(found, corpus(), False, c)) == ["没有找到相关条款。"]


def test_a_match_is_drawn() -> None:
    profile = Profile(name="甲公司", district="龙岗区", facts={"compute_fee_yuan": "800万"})
    report = match(profile, rulebook(), corpus(), WHEN)
    shown = [found for found in report.matches if found.is_spoken_of]
    text = "\n".join(drawn(lambda c: draw_match(report, shown, rulebook(), c)))
    assert "甲公司（龙岗区）" in text
    assert "240万元" in text  # 800万 × 30%


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, cewen: Program, *arguments: str) -> None:
        self.bytes = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = clean_environment() | {
                "CEWEN_WORKSPACE": str(cewen.workspace),
                "COLUMNS": "100",
                "TERM": "dumb",
            }
            command = [sys.executable, "-m", "assistant", *arguments]
            hears_ctrl_c()
            os.execvpe(sys.executable, command, env)

    def read_until(self, words: str) -> str:
        """What was shown since the last call, up to the words (all, if they are "")."""
        deadline = time.monotonic() + PATIENCE
        while not words or words.encode() not in self.bytes:
            assert time.monotonic() < deadline, self.bytes.decode(errors="replace")
            if self._read(1):
                break
        text, self.bytes = self.bytes.decode(), b""
        return text

    def press_until_the_end(self, key: str) -> str:
        """What was shown since the last call, until the program has closed the terminal.

        The key is pressed again each second: a signal that meets ``input()`` between the prompt
        and its wait is only looked at when the next key comes.
        """
        deadline = time.monotonic() + PATIENCE
        ended = False
        while not ended:
            assert time.monotonic() < deadline, self.bytes.decode(errors="replace")
            self.type(key)
            pressed = time.monotonic()
            while not ended and time.monotonic() - pressed < 1:
                ended = self._read(1)
        return self.bytes.decode()

    def _read(self, seconds: float) -> bool:
        """Wait for more to be shown; True when nothing more can come."""
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                got = os.read(self.fd, 65536)
            except OSError:
                return True
            self.bytes += got
            return not got
        return False

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def wait(self) -> int:
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return code


def test_ask_on_a_terminal_draws_panel_and_tables(cewen: Program) -> None:
    terminal = Terminal(cewen, "ask", COMPUTE, "--as-of", DAY)
    text = terminal.read_until("")
    assert terminal.wait() == 0
    assert "240万元" in text
    assert "依据" in text
    assert "╭" in text


def test_chat_on_a_terminal_says_goodbye_on_end_of_input(cewen: Program) -> None:
    terminal = Terminal(cewen, "chat", "--as-of", DAY)
    terminal.read_until("问> ")
    terminal.type(COMPUTE + "\n")
    assert "240万元" in terminal.read_until("问> ")
    terminal.type("\x04")
    assert "再见" in terminal.read_until("")
    assert terminal.wait() == 0


def test_chat_on_a_terminal_says_goodbye_on_ctrl_c(cewen: Program) -> None:
    terminal = Terminal(cewen, "chat")
    terminal.read_until("问> ")
    text = terminal.press_until_the_end("\x03")
    assert "再见" in text
    assert "Traceback" not in text
    assert terminal.wait() == 130


def test_build_on_a_terminal_shows_progress(cewen: Program) -> None:
    terminal = Terminal(cewen, "build")
    assert "索引已建好" in terminal.read_until("")
    assert terminal.wait() == 0
