"""What was understood, as chips that the user can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.answer.answer import Understood
from assistant.answer.evidence import Evidence
from assistant.rules.facts import FactSpec, FactValue


def understood_of(evidence: Evidence, specs: Mapping[str, FactSpec]) -> tuple[Understood, ...]:
    """Places, the day if named, mended typos, and every stated fact that a clause uses."""
    u = evidence.understanding
    chips = [
        Understood("scope", policy.id, "地区", policy.region or policy.short_title)
        for policy in evidence.policies
        if u.is_scope_named
    ]
    if u.is_day_named:
        chips.append(Understood("day", "as_of", "时间", u.as_of.isoformat()))
    chips += [Understood("typo", found, "更正错字", term) for found, term in u.turn.corrections]
    for finding in evidence.findings:
        used = {name for estimate in finding.estimates for name, _ in estimate.facts}
        for stated in finding.facts:
            if stated.name not in used:
                continue
            spec = specs[stated.name]
            shown = stated.text if isinstance(stated.value, Decimal) else _shown(spec, stated.value)
            chips.append(Understood("fact", stated.name, spec.label, shown))
    return tuple(dict.fromkeys(chips))


def _shown(spec: FactSpec, value: FactValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    choice = spec.choices.get(str(value))
    return choice.label if choice is not None else str(value)
