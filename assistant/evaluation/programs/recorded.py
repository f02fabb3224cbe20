"""Answers in a file: recorded once, judged again whenever the grader or the set changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import GoldError
from assistant.evaluation.gold import numbered_rows
from assistant.evaluation.programs.program import Asked, Given, Program


class Recorded:
    """Answers of a JSON Lines file, ``{"id", "turn", "answer", "seconds"?, "error"?}`` a line.

    ``id`` is the question's and ``turn`` counts from 0; without it the last turn is meant.
    """

    def __init__(self, path: Path) -> None:
        """Raises GoldError: the file cannot be read or a line is broken."""
        self.name = path.stem
        self._path = path
        self._given: dict[tuple[str, int | None], Given] = {}
        for number, row in numbered_rows(path):
            try:
                line = json.loads(row)
                key = (str(line["id"]), line.get("turn"))
                self._given[key] = Given(
                    line["answer"], float(line.get("seconds", 0)), str(line.get("error", ""))
                )
            except (ValueError, KeyError, TypeError, AttributeError) as cause:
                raise GoldError(
                    f'{path}:{number}：要写成 {{"id", "turn", "answer"}}（{cause}）。'
                ) from cause

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        """See Program.

        Raises:
            GoldError: the file lacks an answer.
        """
        for message in asked:
            turn = len(message.turns) - 1
            given = self._given.get((message.id, turn), self._given.get((message.id, None)))
            if given is None:
                raise GoldError(f"{self._path}：没有 {message.id} 第 {turn + 1} 轮的回答。")
            yield given


class Recording:
    """A program whose answers are also written to a file that ``Recorded`` reads."""

    def __init__(self, program: Program, path: Path) -> None:
        self.name = program.name
        self._program = program
        self._path = path

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        """See Program."""
        with self._path.open("w", encoding="utf-8") as file:
            for message, given in zip(asked, self._program.answers(asked), strict=True):
                line = {
                    "id": message.id,
                    "turn": len(message.turns) - 1,
                    "answer": given.answer,
                    "error": given.error,
                }
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                yield given
