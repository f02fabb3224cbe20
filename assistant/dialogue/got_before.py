"""Which of several rules for levels is asked about where a lower one was paid before.

原来领过省级绿色工厂30万元,今年升为国家级: the rule for 省级 was applied then, and the one for
国家级 pays the difference. Where both levels are of one rule, its own choice says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.cases import was_before
from assistant.dialogue.understanding import Understanding
from assistant.rules.estimate import Estimate
from assistant.rules.read.names import choices_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.normalise import fold

_NAME = 3
Places = list[tuple[int, int]]


def less_got_before(
    estimates: Sequence[Estimate], rulebook: Rulebook, understanding: Understanding
) -> tuple[Estimate, ...]:
    """The estimates, without those of rules whose level was got before another that is named."""
    rules = [rulebook.rule(e.rule_id) for e in estimates if e.rule_id]
    levels = {r.id: r for r in rules if r.received is not None and not r.topic}
    if len(levels) < 2:
        return tuple(estimates)
    text = understanding.turn.folded
    named = {name: _mentions(rule, rulebook, text) for name, rule in levels.items()}
    before = {
        name
        for name, places in named.items()
        if places and all(was_before(text, start, end) for start, end in places)
    }
    now = {name for name, places in named.items() if places and name not in before}
    if not before or not now:
        return tuple(estimates)
    return tuple(e for e in estimates if e.rule_id not in before)


def _mentions(rule: Rule, rulebook: Rulebook, text: str) -> Places:
    """Where a text says the longest words for the cases of a rule."""
    words = {
        fold(word)
        for name in choices_of(rule)
        for choice in rulebook.facts[name].choices.values()
        for word in (choice.label, *choice.words)
        if len(word) >= _NAME
    }
    found = [
        (at, at + len(word))
        for word in words
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    return [one for one in found if not any(_holds(other, one) for other in found)]


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
