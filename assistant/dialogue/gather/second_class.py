"""Items that are of two classes each: 2项国家标准是第一起草,3项行业标准是第三起草.

A policy that was taken in pays by one class (国家, 行业) and pays a share, or by another rule, for
a second one (参与起草的按40%). What the stretch of an item says of the second class is the item's;
one that says nothing goes on with the one before it, and one before the first that does is of the
other class of two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.side_by_side import Mention
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind
from assistant.rules.read.names import choices_of, names_of
from assistant.rules.rule import Rule
from assistant.rules.spread import AND
from assistant.text.pattern import lazy

_TWO = 2
_MARK = lazy("[,、。;!?]|还有|以及|另外?|外加|又|和|跟")


def second_classes(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    fact: str,
    items: tuple[FactItem, ...],
    first: str,
) -> tuple[tuple[FactItem, ...], frozenset[str]]:
    """The items with the second class that their stretches name, and the choices that they name."""
    rules = [rule for rule in ctx.rules_of(part) if fact in names_of(rule).all]
    spans = _stretches(turn.folded, items)
    named: set[str] = set()
    for name in sorted(_tested(rules) - ctx.lasting - {first}):
        if ctx.rulebook.facts[name].kind is not FactKind.CHOICE or not spans:
            continue
        keys = _keys(ctx, name, [turn.folded[low:high] for low, high in spans])
        if len({*keys} - {""}) < _TWO:
            continue
        choices = ctx.rulebook.facts[name].choices
        items = tuple(
            replace(item, kind=f"{item.kind}{AND}{choices[key].label}") if key else item
            for item, key in zip(items, keys, strict=True)
        )
        named.add(name)
    return items, frozenset(named)


def _tested(rules: Sequence[Rule]) -> frozenset[str]:
    """The choices on which a share or the case of a rule depends."""
    shares = {factor.when.fact for rule in rules for factor in rule.factors}
    cases = {one.fact for rule in rules for one in rule.when if isinstance(one.is_, str)}
    return frozenset(shares | cases) | frozenset(n for rule in rules for n in choices_of(rule))


def _stretches(text: str, items: Sequence[FactItem]) -> tuple[tuple[int, int], ...]:
    """What is said of each item: up to the last mark before the next one's number; () without."""
    ends: list[int] = []
    for one, following in pairwise(items):
        if one.end is None or following.start is None or following.start < one.end:
            return ()
        marks = list(_MARK.finditer(text, one.end, following.start))
        if not marks:
            return ()
        ends.append(marks[-1].start())
    last = items[-1].end
    if last is None or items[0].start is None:
        return ()
    stop = next((i for i in range(last, len(text)) if text[i] in "。;!?"), len(text))
    return tuple(zip([0, *ends], [*ends, stop], strict=True))


def _keys(ctx: GatherContext, name: str, stretches: Sequence[str]) -> list[str]:
    """The class of each stretch, carried on where a stretch names none."""
    told = [class_told(ctx, name, text) for text in stretches]
    keys: list[str] = []
    for one in told:
        keys.append(one.key if one is not None else keys[-1] if keys else "")
    others = [key for key in ctx.rulebook.facts[name].choices if key not in keys]
    if keys and not keys[0] and len({*keys}) == _TWO and len(others) == 1:
        keys = [key or others[0] for key in keys]
    return keys


def class_told(ctx: GatherContext, name: str, text: str) -> Mention | None:
    """The one class that a stretch names and does not deny."""
    found = [m for m in _mentions(ctx, name, text) if not is_negated(ctx.words, text, m.start)]
    return found[0] if len({m.key for m in found}) == 1 else None


def _mentions(ctx: GatherContext, name: str, text: str) -> Iterator[Mention]:
    called = ctx.classes.mentions(name, text)
    yield from called
    if not called:
        likest = ctx.classes.led(name, text) or ctx.classes.likest(name, text)
        yield from (likest,) if likest is not None else ()
