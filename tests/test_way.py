"""The way of a question through the floors, as functions called: down and back, never up."""

import sys
import tomllib
from collections import Counter
from types import FrameType
from typing import Any

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


class Way:
    """Counts calls within a floor, to a floor below, and to one above the caller's.

    ``read`` counts the functions in the order in which they are first called, as a reader meets
    them, and how often the next one stands on a floor above the last: what has returned counts.
    """

    def __init__(self) -> None:
        self.floors = floors()
        self.found: Counter[str] = Counter()
        self.climbs: list[str] = []
        self.read: Counter[str] = Counter()
        self._met: set[tuple[str, int]] = set()
        self._last = 0
        self._stack: list[int | None] = []

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            self._stack.append(self._enter(frame))
        elif event == "return" and self._stack:
            self._stack.pop()

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
        assert way.climbs == []
