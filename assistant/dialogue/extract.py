"""Read what a message states in words: flags, choices, and claimed rates, caps and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.dialogue.stated import Claim, ClaimKind, Stated
from assistant.dialogue.words import Found, Phrases, Words
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.units import Quantity, Unit

_NEGATION_REACH = 5
_LOOSE = "没未尚还"
_BREAK = re.compile("[,。;!?、:但而]|不过")


class FactReader:
    """Reads facts from folded messages; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], words: Words) -> None:
        self._specs = specs
        self._words = words
        self._flags = {
            name: (Phrases.of(spec.words), Phrases.of(spec.denials))
            for name, spec in specs.items()
            if spec.kind is FactKind.FLAG
        }
        self._choices = {
            name: Phrases.of(word for choice in spec.choices.values() for word in choice.words)
            for name, spec in specs.items()
            if spec.kind is FactKind.CHOICE
        }
        self._choice_of = {
            (name, word.lower()): key
            for name, spec in specs.items()
            for key, choice in spec.choices.items()
            for word in choice.words
        }

    def flags(self, text: str) -> tuple[Stated, ...]:
        """The flags and choices stated in a folded message; questions and wishes state nothing."""
        stated = [s for name in self._flags for s in self._read_flag(name, text)]
        return (*stated, *(s for name in self._choices for s in self._read_choice(name, text)))

    def _read_flag(self, name: str, text: str) -> Iterable[Stated]:
        words, denials = self._flags[name]
        affirmed = words.find(text)
        denied = [d for d in denials.find(text) if not _is_inside(d, affirmed)]
        for start, end, found in denied:
            if not self._is_hypothetical(text, start):
                # "无关联公司": a denied denial states the flag.
                value = is_negated(self._words, text, start, reach=0)
                yield Stated(name, value, start, end, found)
                return
        for start, end, found in affirmed:
            if _is_inside((start, end, found), denied) or self._is_hypothetical(text, start):
                continue
            yield Stated(name, not is_negated(self._words, text, start), start, end, found)
            return

    def _read_choice(self, name: str, text: str) -> Iterable[Stated]:
        for start, end, found in self._choices[name].find(text):
            key = self._choice_of.get((name, found))
            if (
                key is None
                or is_negated(self._words, text, start)
                or self._is_hypothetical(text, start)
            ):
                continue
            yield Stated(name, key, start, end, found)

    def _is_hypothetical(self, text: str, start: int) -> bool:
        before = text[max(0, start - 4) : start]
        return any(end >= len(before) - 1 for _, end, _ in self._words.hypothetical.find(before))

    def claims(
        self, text: str, quantities: Sequence[Quantity], places: Sequence[tuple[int, int]] = ()
    ) -> tuple[Claim, ...]:
        """Numbers that state a rate, a cap or an amount to be got (市里500万 beside a place)."""
        ends = {end for _, end in places}
        found = (self._claim(text, quantity, ends) for quantity in quantities)
        return tuple(claim for claim in found if claim is not None)

    def _claim(self, text: str, quantity: Quantity, ends: set[int]) -> Claim | None:
        span = (quantity.start, quantity.end, quantity.text)
        if quantity.role != "amount":
            return None
        words = self._words
        before, after = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end :][:8]
        pays = words.benefit_before.ends(before) or words.benefit_after.opens(after)
        caps = words.cap_after.opens(after) or words.cap_before.ends(before)
        if quantity.unit is Unit.PERCENT:
            if words.growth.within(before):
                return None
            return Claim(ClaimKind.RATE, quantity.value, *span, is_direct=pays or caps)
        if quantity.unit in (Unit.YEAR, Unit.MONTH):
            months = quantity.value * (12 if quantity.unit is Unit.YEAR else 1)
            return Claim(ClaimKind.PERIOD, months, *span, is_direct=False)
        if quantity.unit not in (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR):
            return None
        if pays and (words.per_item.opens(after) or quantity.unit is Unit.YUAN_PER_UNIT):
            return Claim(ClaimKind.ITEM, quantity.value, *span)
        if caps:
            return Claim(ClaimKind.CAP, quantity.value, *span)
        expected = words.intents["confirm"].within(after)
        confirms = words.intents["confirm"].within(text) and len(ends) > 1
        if (
            pays
            or (confirms and quantity.start in ends)
            or (expected and words.total_before.ends(before))
        ):
            return Claim(ClaimKind.AMOUNT, quantity.value, *span)
        return None


def _is_inside(found: Found, others: Iterable[Found]) -> bool:
    """Whether a longer phrase of the other kind covers this one."""
    return any(
        s <= found[0] and found[1] <= e and e - s > found[1] - found[0] for s, e, _ in others
    )


def is_negated(words: Words, text: str, start: int, reach: int = _NEGATION_REACH) -> bool:
    """Whether a negation stands right before, or a 没/未 with only a few characters between."""
    before = _BREAK.split(text[max(0, start - 8) : start])[-1]
    for _, end, word in words.negations.find(before):
        gap = len(before) - end
        if gap == 0 or (gap <= reach and word[0] in _LOOSE):
            return True
    return False


def level_words(specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """Words of flags and choices that speak of a level (市级软件名园, 区级): no place is meant."""
    words = [w for s in specs.values() if s.kind is FactKind.FLAG for w in (*s.words, *s.denials)]
    words += [w for s in specs.values() for c in s.choices.values() for w in c.words]
    return tuple(word for word in words if len(word) > 2 and word[0] in "市区")
