"""What was understood, as chips that the user can read and correct, with the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.answer.answer import Span, Understood
from assistant.answer.evidence import Evidence
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Understanding
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.rules.show import show_fact, show_items

_YES_OR_NO = ("是", "否")


def understood_of(
    evidence: Evidence, specs: Mapping[str, FactSpec], places: tuple[str, ...] = ()
) -> tuple[Understood, ...]:
    """Places, the day if named, mended typos, and every stated fact that a clause uses.

    ``places`` are all that a policy is of: what a place can be changed into.
    """
    merged: dict[Understood, dict[Span, None]] = {}
    for chip, spans in _read(evidence, specs, places):
        merged.setdefault(chip, {}).update(dict.fromkeys(spans))
    return tuple(replace(chip, spans=tuple(spans)) for chip, spans in merged.items())


def _read(
    evidence: Evidence, specs: Mapping[str, FactSpec], places: tuple[str, ...]
) -> Iterator[tuple[Understood, Iterable[Span]]]:
    u = evidence.understanding
    spoken = u.ledger.spoken
    if u.is_scope_named:
        for policy in evidence.policies:
            shown = policy.region or policy.short_title
            chip = Understood("scope", policy.id, "地区", shown, places)
            # 南山 has nothing of its own: the region around it is meant.
            yield chip, _named(spoken, policy.id) or _named(spoken, "")
    if u.is_day_named:
        chip = Understood("day", "as_of", "时间", u.as_of.isoformat())
        yield chip, _last(spoken, lambda one: one.on(u.as_of))
    for found, term in u.turn.corrections:
        yield Understood("typo", found, "更正错字", term), _mended(u, term)
    for finding in evidence.findings:
        used = {name for estimate in finding.estimates for name, _ in estimate.facts}
        for stated in finding.facts:
            if stated.name in used:
                spec = specs[stated.name]
                shown = _shown(spec, stated)
                chip = Understood("fact", stated.name, spec.label, shown, _choices(spec))
                yield chip, _words_of(stated, spoken)


def _named(spoken: tuple[Spoken, ...], policy: str) -> list[Span]:
    return _last(spoken, lambda one: one.naming(policy))


def _last(
    spoken: tuple[Spoken, ...], find: Callable[[Spoken], tuple[tuple[int, int], ...]]
) -> list[Span]:
    """Where the last message that says something says it."""
    for turn in range(len(spoken), 0, -1):
        found = find(spoken[turn - 1])
        if found:
            return [Span(turn, start, end) for start, end in found]
    return []


def _mended(u: Understanding, term: str) -> list[Span]:
    """Where a mended word stands; one that is written right as well is there too."""
    turn, at, found = u.turn, u.turn.folded.find(term), []
    while at >= 0:
        found.append(Span(len(u.ledger.spoken), *turn.to_source(at, at + len(term))))
        at = turn.folded.find(term, at + len(term))
    return found


def _words_of(stated: Stated, spoken: tuple[Spoken, ...]) -> list[Span]:
    """The words of a fact, and those of each of several numbers that it is made of."""
    items = stated.value if isinstance(stated.value, tuple) else ()
    found = [*stated.every_place]
    found += [place for item in (*items, *stated.parts) if (place := _place(item))]
    return [
        Span(turn, *spoken[turn - 1].to_source(start, end))
        for turn, start, end in found
        if 0 < turn <= len(spoken) and start < end
    ]


def _place(item: FactItem) -> tuple[int, int, int] | None:
    if item.turn is None or item.start is None or item.end is None:
        return None
    return item.turn, item.start, item.end


def _choices(spec: FactSpec) -> tuple[str, ...]:
    if spec.kind is FactKind.FLAG:
        return _YES_OR_NO
    return tuple(choice.label for choice in spec.choices.values())


def _shown(spec: FactSpec, stated: Stated) -> str:
    """A number as the asker wrote it, or as it was assumed; a flag or choice in words."""
    if not isinstance(stated.value, Decimal):
        return show_fact(spec, stated.value)
    is_less = any(not term.is_in for term in stated.terms)  # 700万+150万, of which one is off
    if is_less and spec.kind is not FactKind.COUNT:
        return show_fact(spec, stated.value)
    return show_items(spec, stated.value) if stated.is_assumed or is_less else stated.text
