"""Cut a message into groups, one matter each: "算力500万，示范项目投了300万，各补多少"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent, Turn

_ATOM = re.compile(
    r"[^,。;!?、\n]+?(?:[,。;!?、\n]+|(?=外加|另外|以及|此外|再加上|顺便)|$)", re.MULTILINE
)
_STRONG = re.compile(r"[。;!?\n]")
_BRIEF = 4
_JOINTS = ("另外", "还有", "以及", "此外", "再加上", "外加", "顺便")


@dataclass(frozen=True, slots=True)
class Group:
    """One stretch of the folded message with the topics its words name."""

    start: int
    end: int
    text: str
    topics: Mapping[str, float]


Guess: TypeAlias = Callable[[str], Mapping[str, float]]
"""The topics that retrieval finds for a stretch of text; empty when it is not sure."""


def group_matters(turn: Turn, topics: Topics, hints: Hints, guess: Guess) -> tuple[Group, ...]:
    """The groups of a message; a message about one matter is one group.

    A new group begins where words name other topics than so far. Several groups stand only if at
    least two of them have a number or a question of their own; else the message is one group.
    """
    groups: list[Group] = []
    for match in _ATOM.finditer(turn.folded):
        text = match.group()
        named = _topics_of(text, topics, hints)
        if not named and _may_stand_alone(match.start(), match.end(), turn):
            named = guess(text)
        last = groups[-1] if groups else None
        if last is not None and not _parts(last, named, text):
            groups[-1] = _joined(last, match.end(), turn, topics, hints)
        else:
            groups.append(Group(match.start(), match.end(), text, named))
    groups = [_guessed(group, turn, guess) for group in groups]
    groups = _without_bare(groups, turn, topics, hints)
    counted = [g for g in groups if g.topics and _has_number(g, turn)]
    asked = [g for g in groups if g.topics and _is_asked(g)]
    if Intent.MATCH in turn.intents:
        asked = [g for g in groups if g.topics]
    if len(counted) >= 2 or len(asked) >= 2:
        return tuple(groups)
    whole = turn.folded
    return (Group(0, len(whole), whole, turn.topics),)


def _joined(last: Group, end: int, turn: Turn, topics: Topics, hints: Hints) -> Group:
    text = turn.folded[last.start : end]
    return Group(last.start, end, text, _topics_of(text, topics, hints))


def _guessed(group: Group, turn: Turn, guess: Guess) -> Group:
    """A group that names no matter but has an amount: retrieval may know its matter."""
    if group.topics or not _counts(group.start, group.end, turn):
        return group
    return Group(group.start, group.end, group.text, guess(group.text))


def _without_bare(groups: list[Group], turn: Turn, topics: Topics, hints: Hints) -> list[Group]:
    """Groups whose words name no matter go with the one before, or with the next at the start."""
    kept: list[Group] = []
    for group in groups:
        if kept and (not group.topics or not kept[-1].topics):
            kept[-1] = _joined(kept[-1], group.end, turn, topics, hints)
        else:
            kept.append(group)
    return kept


def _topics_of(text: str, topics: Topics, hints: Hints) -> Mapping[str, float]:
    """The topics that the words name, else those of the clauses that facts' words point to."""
    named = topics.named_in(text)
    if named:
        return named
    return dict.fromkeys(sorted(topics.of_clauses(hints.pointed(text))), 0.5)


def _parts(last: Group, named: Mapping[str, float], text: str) -> bool:
    """Whether an atom begins a new matter."""
    if _STRONG.search(last.text[-1:]):
        return not named or not set(named) & set(last.topics)
    if not named or not last.topics:
        return False
    if any(text.startswith(joint) for joint in _JOINTS):
        return not set(named) <= set(last.topics)
    return not set(named) & set(last.topics)


def _has_number(group: Group, turn: Turn) -> bool:
    others = {claim.start for claim in turn.claims}
    return any(
        group.start <= q.start < group.end and q.role == "amount" and q.start not in others
        for q in turn.quantities
    )


def _may_stand_alone(start: int, end: int, turn: Turn) -> bool:
    """Whether a stretch that names no topic may still be a matter: it counts, asks, or lists."""
    text = turn.folded[start:end]
    lists = Intent.MATCH in turn.intents and end - start > _BRIEF
    return lists or _counts(start, end, turn) or any(word in text for word in ("多少", "几成"))


def _counts(start: int, end: int, turn: Turn) -> bool:
    """Whether an amount that is not about the company stands in a stretch."""
    return any(
        start <= q.start < end and q.role == "amount"
        for q in turn.quantities
    )


def _is_asked(group: Group) -> bool:
    return any(mark in group.text for mark in ("?", "多少", "几成", "几个", "怎么", "吗"))


def asks_each(turn: Turn) -> bool:
    """Whether every case is asked on its own (各, 分别)."""
    return Intent.EACH in turn.intents
