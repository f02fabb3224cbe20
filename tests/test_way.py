"""The way of a question through the floors, as functions called: down and back, never up."""

import sys
import tomllib
from collections import Counter
from functools import cache
from types import FrameType
from typing import Any

import grimp

from tests.fakes import ROOT
from tests.real_assistant import DAY, conversation, real

QUESTIONS = (
    "我们在龙岗租了800万算力，能补多少？",
    "租算力500万，市里、龙华、福田、龙岗哪个补得多",
    "想在龙岗拿满600万算力补贴，要花多少算力费？",
    "龙华区的政策什么时候到期？",
)


def floors() -> dict[str, int]:
    """Each sub-package of the contract in pyproject.toml → its floor, 0 at the ground."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    rows = [row.strip("()").split(" | ") for row in reversed(layers)]
    return {name: n for n, row in enumerate(rows) for name in row}


MOST_CLIMBS = 3
"""So many functions of a question's way may be entered from a file below their own.

One of them is the whole reading, which a stretch that nothing accounts for goes through once more.
"""


@cache
def is_above(file: str, other: str) -> bool:
    """Whether one file of the package stands above another: it imports it, by itself or others."""
    return graph().chain_exists(importer=file, imported=other)


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("assistant")


class Way:
    """Counts calls within a floor, to a floor below, and to one above the caller's.

    ``between_files`` has the functions that are entered from a file below their own, inside a floor
    as well: a function that was handed down. ``read`` counts the functions in the order in which
    they are first called, as a reader meets them, and how often the next one stands on a floor
    above the last: what has returned counts.
    """

    def __init__(self) -> None:
        self.floors = floors()
        self.found: Counter[str] = Counter()
        self.climbs: list[str] = []
        self.between_files: set[str] = set()
        self.read: Counter[str] = Counter()
        self._met: set[tuple[str, int]] = set()
        self._last = 0
        self._stack: list[int | None] = []
        self._files: list[str] = []

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            self._stack.append(self._enter(frame))
            self._files.append(self._file(frame))
        elif event == "return" and self._stack:
            self._stack.pop()
            self._files.pop()

    def _enter(self, frame: FrameType) -> int | None:
        """The floor that is entered; a frame of no floor stands on its caller's."""
        before = self._stack[-1] if self._stack else None
        package, _, rest = frame.f_globals.get("__name__", "").partition(".")
        floor = self.floors.get(rest.partition(".")[0]) if package == "assistant" else None
        if floor is None:
            return before
        self._meet((frame.f_code.co_filename, frame.f_code.co_firstlineno), floor)
        if before is not None and floor > before:
            self.climbs.append(f"{frame.f_globals['__name__']}.{frame.f_code.co_name}")
        if before is not None:
            self.found["stays" if floor == before else "down" if floor < before else "up"] += 1
        return floor

    def _file(self, frame: FrameType) -> str:
        """The file that is entered, noting a function above its caller's file.

        A generator is no function of its own: the file that wrote it down hands on its items.
        """
        before = self._files[-1] if self._files else ""
        file = str(frame.f_globals.get("__name__", ""))
        if not file.startswith("assistant.") or file not in graph().modules:
            return before
        is_call = frame.f_code.co_name not in ("<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>")
        if is_call and before and before != file and is_above(file, before):
            self.between_files.add(f"{file}.{frame.f_code.co_qualname}, from {before}")
        return file

    def _meet(self, function: tuple[str, int], floor: int) -> None:
        if function in self._met:
            return
        self.read["functions"] += 1
        self.read["back up"] += bool(self._met) and floor > self._last
        self._met.add(function)
        self._last = floor


def test_no_function_of_a_question_calls_one_of_a_floor_above() -> None:
    assistant = real()
    for question in QUESTIONS:
        asked = conversation(question)
        list(assistant.steps(asked, as_of=DAY))
        way = Way()
        sys.setprofile(way)
        try:
            list(assistant.steps(asked, as_of=DAY))
        finally:
            sys.setprofile(None)
        print(f"\n{question} {dict(way.found)}; read in order of time: {dict(way.read)}")
        assert way.found["down"] > 100
        print("entered from a file below:", sorted(way.between_files) or "none")
        assert way.climbs == []
        assert len(way.between_files) <= MOST_CLIMBS
