"""What was understood, as chips that the user can read and correct."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.answer import Understood
from assistant.answer.evidence import Evidence


def understood_of(evidence: Evidence) -> tuple[Understood, ...]:
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
        for stated in finding.facts:
            shown = stated.text if isinstance(stated.value, Decimal) else _shown(stated.value)
            chips.append(Understood("fact", stated.name, "", shown))
    return tuple(dict.fromkeys(chips))


def _shown(value: object) -> str:
    return (
        {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
