"""Two years of one fact: 去年研发9000万，前年1.1亿; 营收从3000万涨到4900万."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.stated import Stated
from assistant.dialogue.words import Words
from assistant.rules.facts import FactSpec
from assistant.text.units import Quantity, Unit

_YEAR_REACH = 8
_CHANGE = 8
_TWO = 2
_DATED = 10
_MONTHLY = "monthly_"
_STOP = re.compile("[,。;!?、]")
_CALENDAR = re.compile(r"(20\d\d)年度?[^,。;\d]{0,4}$")


class YearReader:
    """Tells last year's number from the one before, for facts that some derivation compares."""

    def __init__(self, specs: Mapping[str, FactSpec], words: Words) -> None:
        self._words = words
        self._prior = _years_compared(specs)
        self._differences = frozenset(
            name for name, spec in specs.items() if any(d.difference for d in spec.derive)
        )

    def is_difference(self, name: str) -> bool:
        """Whether a fact is what two others differ by: a bare number is rather one of them."""
        return name in self._differences

    def of_month(self, text: str, quantity: Quantity, name: str) -> float:
        """A bonus for a month's sum where 每月 stands before the number (每月实际付租金4万5)."""
        if _MONTHLY not in name or quantity.unit is not Unit.YUAN:
            return 0.0
        before = _STOP.split(text[max(0, quantity.start - _DATED) : quantity.start])[-1]
        return 1.0 if self._words.monthly.within(before) else 0.0

    def bonus(self, text: str, quantity: Quantity, name: str) -> float:
        """A bonus where 去年 or 前年 before the number names the year of the fact."""
        before = _STOP.split(text[max(0, quantity.start - _YEAR_REACH) : quantity.start])[-1]
        if name in self._prior and self._words.year_current.within(before):
            return 0.5
        if name in self._prior.values() and self._words.year_prior.within(before):
            return 0.5
        return 0.0

    def by_calendar(self, text: str, stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
        """2023年8000万，2024年7200万: the later year's sum is the current one."""
        dated = [
            (int(match.group(1)), n)
            for n, s in enumerate(stated)
            if s.name in {*self._prior, *self._prior.values()}
            and (match := _CALENDAR.search(text[max(0, s.start - _DATED) : s.start]))
        ]
        if len(dated) != _TWO or dated[0][0] == dated[1][0]:
            return stated
        found = list(stated)
        (_, early), (_, late) = sorted(dated)
        current = next(
            (c for c, p in self._prior.items() if stated[late].name in (c, p)), stated[late].name
        )
        found[late] = replace(stated[late], name=current)
        found[early] = replace(stated[early], name=self._prior.get(current, current))
        return tuple(found)

    def from_to(self, text: str, stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
        """The first of two sums in 营收从3000万涨到4900万 is the earlier year's."""
        found = list(stated)
        for n, (first, second) in enumerate(pairwise(stated)):
            between = text[first.end : second.start]
            prior = self._prior.get(second.name) or self._prior.get(first.name)
            is_change = self._words.change_to.within(between) and len(between) <= _CHANGE
            if prior and is_change and {first.name, second.name} <= {prior, *self._prior}:
                current = next(c for c, p in self._prior.items() if p == prior)
                found[n] = replace(first, name=prior)
                found[n + 1] = replace(second, name=current)
        return tuple(found)


def _years_compared(specs: Mapping[str, FactSpec]) -> dict[str, str]:
    """Last year's fact -> the same of the year before, from the derivations that compare them."""
    pairs = (d.difference or d.more for spec in specs.values() for d in spec.derive)
    return {
        pair[0]: pair[1] for pair in pairs if len(pair) == _TWO and pair[1] == f"prior_{pair[0]}"
    }
