"""Sums in another currency that are told for two years: 去年1200万美元,今年1870万美元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.rules.facts import FactSpec
from assistant.text.pattern import lazy

_MORE = lazy("(?:多|增加|增长|净增|新增|增|涨|提高|扩大)(?:了|出|出来)?(?:约|大概|将近|近)?$")
_BEFORE = lazy("去年|上年|上一年|前一年|前年|上届|上一届|上期")
_COMPARES = lazy("(?:比|较)(?:去年|上年|上一年|前一年|上届|上一届|上期)")


def of_two_years(specs: Mapping[str, FactSpec], fitting: Sequence[str], lead: str) -> str:
    """The fact of a sum by the words of its clause before it; "" where no two years are compared.

    Of ``fitting``, one is another of the year before, and one what there is more of.
    """
    before = [name for name in fitting if specs[name].year_before in fitting]
    if len(before) != 1:
        return ""
    now = specs[before[0]].year_before or ""
    more = [
        name
        for name in fitting
        if any(
            {now, before[0]} <= {str(x) for x in way.difference or ()} for way in specs[name].derive
        )
    ]
    if _MORE.search(lead):
        return more[0] if len(more) == 1 else ""
    return before[0] if _BEFORE.search(_COMPARES.sub("", lead)) else now
