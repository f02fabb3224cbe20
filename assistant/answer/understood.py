"""What was understood, as chips that the user can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.answer.answer import Understood
from assistant.answer.evidence import Evidence
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.show import show_fact, show_items

_YES_OR_NO = ("是", "否")


def understood_of(
    evidence: Evidence, specs: Mapping[str, FactSpec], places: tuple[str, ...] = ()
) -> tuple[Understood, ...]:
    """Places, the day if named, mended typos, and every stated fact that a clause uses.

    ``places`` are all that a policy is of: what a place can be changed into.
    """
    u = evidence.understanding
    chips = [
        Understood("scope", policy.id, "地区", policy.region or policy.short_title, places)
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
            shown = _shown(spec, stated)
            chips.append(Understood("fact", stated.name, spec.label, shown, _choices(spec)))
    return tuple(dict.fromkeys(chips))


def _choices(spec: FactSpec) -> tuple[str, ...]:
    if spec.kind is FactKind.FLAG:
        return _YES_OR_NO
    return tuple(choice.label for choice in spec.choices.values())


def _shown(spec: FactSpec, stated: Stated) -> str:
    """A number as the asker wrote it, or as it was assumed; a flag or choice in words."""
    if not isinstance(stated.value, Decimal):
        return show_fact(spec, stated.value)
    return show_items(spec, stated.value) if stated.is_assumed else stated.text
