"""No pattern takes a run of one character apart in ever more ways: 嗯嗯嗯嗯… hung the program."""

from __future__ import annotations

import importlib
import pkgutil
import re._constants as kinds
import re._parser as parser
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import assistant
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.text.pattern import _Pattern, lazy
from tests.real_assistant import DAY, real

_LEFT_OUT = (
    "assistant.retrieval.training",
    "assistant.__main__",
    "assistant.web.memory.migrations",
)
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
_OF_NO_LENGTH = (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT)
Items = Iterable[tuple[Any, Any]]


def patterns() -> Iterator[tuple[str, _Pattern]]:
    """Every pattern that a module of the program holds, by its name."""
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if module.name.startswith(_LEFT_OUT):
            continue
        held = vars(importlib.import_module(module.name))
        yield from (
            (f"{module.name}.{name}", one)
            for name, one in held.items()
            if isinstance(one, _Pattern)
        )


def _branches(items: Items) -> list[Items]:
    inner = list(items)
    if len(inner) == 1 and inner[0][0] == kinds.SUBPATTERN:
        inner = list(inner[0][1][3])
    if len(inner) == 1 and inner[0][0] == kinds.BRANCH:
        return list(inner[0][1][1])
    return [inner]


def _is_one_run(items: Items) -> bool:
    """Whether a sequence may be a repeat without a bound and nothing else."""
    is_run = False
    for kind, value in items:
        if kind in _REPEATS and value[1] is kinds.MAXREPEAT:
            is_run = True
        elif not (kind in _OF_NO_LENGTH or (kind in _REPEATS and value[0] == 0)):
            return False
    return is_run


def repeats_runs(items: Items) -> bool:
    """Whether a repeat without a bound repeats what may be such a repeat itself."""
    for kind, value in items:
        if kind in _REPEATS:
            is_open = value[1] is kinds.MAXREPEAT
            if is_open and any(_is_one_run(branch) for branch in _branches(value[2])):
                return True
            inner: list[Items] = [value[2]]
        elif kind == kinds.BRANCH:
            inner = list(value[1])
        elif kind == kinds.SUBPATTERN:
            inner = [value[3]]
        else:
            inner = [value[1]] if kind in (kinds.ASSERT, kinds.ASSERT_NOT) else []
        if any(map(repeats_runs, inner)):
            return True
    return False


def test_no_pattern_repeats_what_repeats() -> None:
    found = dict(patterns())
    assert len(found) > 1000
    bad = [n for n, p in found.items() if repeats_runs(parser.parse(p._source, p._flags))]
    assert bad == []


@pytest.mark.parametrize("source", ["(?:好+|行)*还", "(?:嗯+的?)*", "(?:[甲乙]+)+丙"])
def test_the_check_finds_what_it_is_for(source: str) -> None:
    assert isinstance(lazy(source), _Pattern)
    assert repeats_runs(parser.parse(source))


def test_what_is_bounded_is_let_be() -> None:
    assert not repeats_runs(parser.parse("(?:好的?|行,+)*还[甲乙]+(?:丙{1,4})*"))


@pytest.fixture(scope="module")
def asked() -> Assistant:
    return real()


@pytest.mark.parametrize("run", ["嗯" * 60, "哦" * 60, "好" * 60, "那" * 500, "，" * 500])
def test_a_run_of_one_character_is_answered(asked: Assistant, run: str) -> None:
    turns = ("龙岗办大会花了890万，备过案，补多少", "搬到福田的话呢", f"{run},还在不走")
    assert asked.ask(Conversation("", turns), as_of=DAY).text
