"""Another version of the program, in a folder of its own (a checkout with its index built)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import GoldError
from assistant.evaluation.programs.program import Asked, Given

_SCRIPT = Path(__file__).with_name("asking.py")


class OtherVersion:
    """Asks the version in ``folder`` in a process of its own, message by message.

    Its own ``.venv`` is used where it has one, else this interpreter.
    """

    def __init__(self, folder: Path) -> None:
        """Raises GoldError: there is no version of the program in the folder."""
        self._folder = folder.resolve()
        self.name = self._folder.name
        if not (self._folder / "assistant" / "assistant.py").is_file():
            raise GoldError(f"{folder}：没有程序的另一版本（assistant/assistant.py）。")

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        """See Program.

        Raises:
            GoldError: that version does not start, or ends before the last answer.
        """
        own = self._folder / ".venv" / "bin" / "python"
        folder = str(self._folder)
        environment = {**os.environ, "PYTHONPATH": folder, "CEWEN_WORKSPACE": folder}
        # -P: the folder of the script, this version's, must not come before the other's.
        command = [str(own) if own.exists() else sys.executable, "-P", str(_SCRIPT)]
        with subprocess.Popen(
            command, cwd=folder, env=environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as process:  # fmt: skip
            for message in asked:
                yield self._answer(process, message)

    def _answer(self, process: subprocess.Popen[str], asked: Asked) -> Given:
        row = {"turns": asked.turns, "as_of": asked.as_of.isoformat()}
        line = ""
        if process.stdin and process.stdout:
            try:
                process.stdin.write(json.dumps(row, ensure_ascii=False) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except BrokenPipeError:
                pass
        if not line:
            raise GoldError(
                f"{self._folder}：那一版没有给出 {asked.id} 的回答，"
                f"请先在那里运行 cewen build，再用 cewen ask 试一句。"
            )
        return Given(**json.loads(line))
