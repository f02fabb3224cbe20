"""The way of a question through the house: every floor calls down, none calls up."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from tests.real_assistant import DAY, conversation, real

FLOORS = (
    ("errors",),
    ("text",),
    ("policy",),
    ("retrieval", "rules"),
    ("dialogue",),
    ("answer",),
    ("settings",),
    ("workspace", "indexing"),
    ("assistant",),
)
"""As in pyproject.toml, from the ground up."""
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
TALKS = {
    "one amount": ("我们在龙岗租了800万算力，能补多少？",),
    "comparison": ("租算力500万，市里、龙华、福田、龙岗哪个补得多",),
    "follow-up": ("龙华买算力花了400万，能补多少？", "那龙岗呢"),
    "refusal": ("今天天气如何？",),
}


def level_of(frame: FrameType) -> int | None:
    """The floor of a function; None outside the house."""
    package, _, rest = str(frame.f_globals.get("__name__", "")).partition(".")
    return LEVEL.get(rest.partition(".")[0]) if package == "assistant" else None


def crossings(turns: tuple[str, ...]) -> tuple[list[str], int]:
    """Calls from a floor into a higher one, and the number of all calls into another floor."""
    climbs: list[str] = []
    crossed = 0
    stack: list[tuple[int, str]] = []

    def hear(frame: FrameType, event: str, _: Any) -> None:
        nonlocal crossed
        level = level_of(frame)
        if level is None:
            return
        if event == "call":
            name = f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"
            if stack and stack[-1][0] != level:
                crossed += 1
                if level > stack[-1][0]:
                    climbs.append(f"{stack[-1][1]} → {name}")
            stack.append((level, name))
        elif event == "return" and stack:
            stack.pop()

    asked = conversation(*turns)
    real().ask(asked, as_of=DAY)  # what is made once is made before
    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        real().ask(asked, as_of=DAY)
    finally:
        sys.setprofile(before)
    return climbs, crossed


@pytest.mark.parametrize("name", TALKS)
def test_no_floor_calls_into_one_above(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    climbs, crossed = crossings(TALKS[name])
    with capsys.disabled():
        print(f"\n{name}: {crossed} calls into another floor, {len(climbs)} of them up")
    assert crossed > 20
    assert climbs == []
