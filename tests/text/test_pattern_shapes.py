"""No pattern takes a text apart in ever more ways: 嗯嗯嗯嗯… and 刚刚刚刚… hung the program."""

from __future__ import annotations

import importlib
import pkgutil
import re._constants as kinds
import re._parser as parser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


_OTHER = "甲"
"""Stands for every character that a pattern does not name."""
_MOST_WORDS = 20_000


class _TooManyWordsError(Exception):
    """More words than can be looked through."""


def _alphabet(items: Items, named: set[str]) -> set[str]:
    for kind, value in items:
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            named.add(chr(value))
        elif kind == kinds.IN:
            named |= {chr(of) for which, of in value if which == kinds.LITERAL}
            named |= {c for which, of in value if which == kinds.CATEGORY for c in "1 a"}
        elif kind in _REPEATS:
            _alphabet(value[2], named)
        elif kind == kinds.SUBPATTERN:
            _alphabet(value[3], named)
        elif kind == kinds.BRANCH:
            for branch in value[1]:
                _alphabet(branch, named)
    return named


def _is_in(character: str, members: Items) -> bool:
    is_negated = is_hit = False
    for kind, value in members:
        if kind == kinds.NEGATE:
            is_negated = True
        elif kind == kinds.LITERAL:
            is_hit |= ord(character) == value
        elif kind == kinds.RANGE:
            is_hit |= value[0] <= ord(character) <= value[1]
        else:
            is_of = {
                "DIGIT": character.isdigit(),
                "SPACE": character.isspace(),
                "WORD": character.isalnum(),
            }[str(value).split("_")[-1]]
            is_hit |= is_of is not ("NOT" in str(value))
    return is_hit is not is_negated


def _words(items: Items, alphabet: Sequence[str]) -> list[str]:
    """Every text that a part of a pattern takes, once for each way; long repeats are cut short."""
    found = [""]
    for kind, value in items:
        if kind in _OF_NO_LENGTH or kind == kinds.GROUPREF:
            continue
        if kind == kinds.LITERAL:
            new = [chr(value)]
        elif kind == kinds.NOT_LITERAL:
            new = [c for c in alphabet if ord(c) != value]
        elif kind == kinds.ANY:
            new = list(alphabet)
        elif kind == kinds.IN:
            new = [c for c in alphabet if _is_in(c, value)]
        elif kind == kinds.SUBPATTERN:
            new = _words(value[3], alphabet)
        elif kind == kinds.BRANCH:
            new = [word for branch in value[1] for word in _words(branch, alphabet)]
        elif kind in _REPEATS:
            new = _repeated(value, alphabet)
        else:
            raise _TooManyWordsError
        if len(found) * len(new) > _MOST_WORDS:
            raise _TooManyWordsError
        found = [before + word for before in found for word in new]
    return found


def _repeated(repeat: tuple[int, Any, Items], alphabet: Sequence[str]) -> list[str]:
    fewest, most, inner = repeat
    one, so_far, found = _words(inner, alphabet), [""], list[str]()
    for times in range(min(int(most), max(fewest, 2) + 1) + 1):
        if times >= fewest:
            found += so_far
        if len(so_far) * len(one) > _MOST_WORDS:
            raise _TooManyWordsError
        so_far = [before + word for before in so_far for word in one]
    return found


class _Rests:
    """What is left of a word where another is cut off its beginning, and the text that shows it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._beginning: dict[str, list[str]] = {}
        self._seen: set[str] = set()
        self.todo: list[tuple[str, str]] = []
        for word in self._words:
            self._beginning.setdefault(word[0], []).append(word)
        for word in self._words:
            self._cut(word, word)

    def go_on(self, rest: str, text: str) -> None:
        """What is left once more."""
        for word in self._beginning.get(rest[0], ()):
            if word != rest and word.startswith(rest):
                self._leave(word[len(rest) :], text + word[len(rest) :])
        self._cut(rest, text)

    def _cut(self, of: str, text: str) -> None:
        for at in range(1, len(of)):
            if of[:at] in self._words:
                self._leave(of[at:], text)

    def _leave(self, rest: str, text: str) -> None:
        if rest not in self._seen:
            self._seen.add(rest)
            self.todo.append((rest, text))


def _two_ways(words: Iterable[str]) -> str:
    """A text that is made of the words in two ways, or "" (Sardinas and Patterson)."""
    counted = Counter(word for word in words if word)
    if twice := [word for word, ways in counted.items() if ways > 1]:
        return twice[0]
    rests = _Rests(counted)
    while rests.todo:
        rest, text = rests.todo.pop()
        if rest in counted:
            return text
        rests.go_on(rest, text)
    return ""


def taken_apart(items: Items, alphabet: Sequence[str], goes_on: bool = False) -> Iterator[str]:
    """Texts that a repeat without a bound takes in two ways, so that each more doubles the ways.

    Only where something has to follow (``goes_on``) are all ways gone through.
    """
    steps = list(items)
    for at, (kind, value) in enumerate(steps):
        follows = goes_on or any(
            not (next_kind in _REPEATS and given[0] == 0) for next_kind, given in steps[at + 1 :]
        )
        if kind in _REPEATS:
            is_open = value[1] is kinds.MAXREPEAT or value[1] > _FEW
            if is_open and follows:
                try:
                    found = _two_ways(_words(value[2], alphabet))
                except _TooManyWordsError:
                    found = ""
                if found:
                    yield found
            yield from taken_apart(value[2], alphabet, follows or value[1] > 1)
        elif kind == kinds.SUBPATTERN:
            yield from taken_apart(value[3], alphabet, follows)
        elif kind == kinds.BRANCH:
            for branch in value[1]:
                yield from taken_apart(branch, alphabet, follows)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from taken_apart(value[1], alphabet, True)


_FEW = 8
"""So many times a repeat may take a text in two ways: 2 to the 8th at most."""


def _all_taken_apart(source: str, flags: int = 0) -> list[str]:
    tree = parser.parse(source, flags)
    return list(taken_apart(tree, sorted(_alphabet(tree, {_OTHER}))))


def test_no_repeat_takes_a_text_in_two_ways() -> None:
    found = {name: _all_taken_apart(p._source, p._flags) for name, p in patterns()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "source",
    [
        "(?:刚|刚刚|就)*说",
        "(?:奖励|奖|补|奖补)+$",
        "(?:早已?|已|[就早])*领",
        "(?:甲乙|甲|乙丙|丙)*丁",
    ],
)
def test_two_ways_are_found(source: str) -> None:
    assert _all_taken_apart(source)


@pytest.mark.parametrize(
    "source",
    [
        "(?:刚|就)*说",
        "(?:奖励|奖|补)+$",
        "(?:早已?|就)*领",
        "(?:甲乙|甲|丙){0,8}丁",
        "去(?:刚|刚刚)*",
    ],
)
def test_one_way_is_let_be(source: str) -> None:
    assert _all_taken_apart(source) == []


@pytest.fixture(scope="module")
def asked() -> Assistant:
    return real()


@pytest.mark.parametrize("run", ["嗯" * 60, "哦" * 60, "好" * 60, "那" * 500, "，" * 500])
def test_a_run_of_one_character_is_answered(asked: Assistant, run: str) -> None:
    turns = ("龙岗办大会花了890万，备过案，补多少", "搬到福田的话呢", f"{run},还在不走")
    assert asked.ask(Conversation("", turns), as_of=DAY).text


@pytest.mark.parametrize(
    "run",
    [
        "刚",
        "去",
        "给我",
        "都全",
        "共同",
        "也",
        "就是",
        "的",
        "1",
        "十",
        " ",
        "早已",
        "总共",
        "甲、",
    ],
)
def test_a_long_run_is_answered(asked: Assistant, run: str) -> None:
    long = ("龙岗买算力花了300万," + run * 2000)[:1990] + "!?"
    assert asked.ask(Conversation("", (long,)), as_of=DAY).text
