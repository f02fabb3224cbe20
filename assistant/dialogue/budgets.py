"""Budgets: a sum that was planned, told beside one that was spent (花了900万, then 预算1200万)."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.figures import Figure
from assistant.text.pattern import lazy

_BUDGET = lazy("(?:预算|概算)(?:额|数)?(?:[批给定报](?:下来?)?)?[了的]?(?:是|为|有|共|就)*$")
_SPENT = lazy("[花付投用]了?|实际|支出|发生|完成|到账|掏|砸")


def is_budget(text: str, start: int) -> bool:
    """Whether the number at ``start`` of a folded text is told as a budget and nothing else."""
    low, _ = clause_around(text, start, start)
    return _BUDGET.search(text, low, start) is not None


def was_spent(figures: Iterable[Figure], turn: int, start: int) -> bool:
    """Whether the number that was told at a place of an earlier message was told as spent."""
    told = [f for f in figures if (f.turn, f.start) == (turn, start)]
    return any(_SPENT.search(f.lead) and not _BUDGET.search(f.lead) for f in told)
