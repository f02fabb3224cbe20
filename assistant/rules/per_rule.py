"""What follows from a rule alone, worked out once for each rule and kept as long as the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

from assistant.rules.rule import Rule

T = TypeVar("T")


class PerRule(Generic[T]):
    """A function of a rule that remembers, by the object: rules never change.

    To hash the content of a rule takes as long as to work most of this out.
    """

    def __init__(self, work_out: Callable[[Rule], T]) -> None:
        """Remember what ``work_out`` gives."""
        self._work_out = work_out
        self._known: dict[int, tuple[ref[Rule], T]] = {}

    def __call__(self, rule: Rule) -> T:
        """What follows from the rule."""
        known = self._known.get(id(rule))
        if known is not None and known[0]() is rule:
            return known[1]
        value = self._work_out(rule)
        self.learn(rule, value)
        return value

    def learn(self, rule: Rule, value: T) -> None:
        """Take what was worked out before for a rule of the same content."""
        key = id(rule)
        self._known[key] = ref(rule, lambda _: self._known.pop(key, None)), value

    def cache_clear(self) -> None:
        """Forget everything."""
        self._known.clear()
