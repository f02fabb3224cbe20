"""From which number on a rule pays how much, where it pays by levels of one number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.rules.expr import Max, Min, Number, Role, Steps, walk
from assistant.rules.program import compile_rule
from assistant.rules.rule import Rule


def sums_by_level(rule: Rule) -> tuple[str, Mapping[Decimal, Decimal]]:
    """The fact that decides, and the sum from each level on; ("", {}) where it is not so."""
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, Steps):
            found: dict[Decimal, Decimal] = {}
            for band in node.bands:
                value = band.value
                while isinstance(value, (Min, Max)):
                    value = value.value
                if isinstance(value, Number) and value.role is Role.SUM:
                    found[band.at_least.value] = value.value
            return (node.by.name, found) if len(found) == len(node.bands) else ("", {})
    return "", {}
