"""Find the facts in a message: flags and choices by their words, numbers by what stands near them.

A number belongs to the fact whose words stand nearest, with a bonus for facts that the rules of the
clauses in question ask for; numbers beside words like 注册资本 or 员工 belong to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.stated import Claim, ClaimKind, Stated
from assistant.dialogue.words import Found, Phrases, Words
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.units import Quantity, Unit

_REACH = 16.0
"""Characters beyond which a word says nothing about a number."""
_WANTED = 0.6
_MAIN = 0.2
_DISTRACTOR = 1.6
_LEAST = 0.35
_KINDS: Mapping[Unit, tuple[FactKind, ...]] = {
    Unit.YUAN: (FactKind.YUAN,),
    Unit.YUAN_PER_MONTH: (FactKind.YUAN,),
    Unit.YUAN_PER_YEAR: (FactKind.YUAN,),
    Unit.YUAN_PER_SQM_MONTH: (FactKind.YUAN,),
    Unit.YUAN_PER_UNIT: (FactKind.YUAN,),
    Unit.SQUARE_METRE: (FactKind.SQUARE_METRES,),
    Unit.MONTH: (FactKind.MONTHS,),
    Unit.YEAR: (FactKind.YEARS, FactKind.MONTHS),
    Unit.COUNT: (FactKind.COUNT,),
    Unit.NUMBER: (FactKind.COUNT,),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number facts that the rules of one stretch of the message need; ``main`` carry the sum."""

    start: int
    end: int
    needed: frozenset[str]
    main: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    quantity: int
    fact: str


class FactReader:
    """Reads facts from folded messages; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], words: Words) -> None:
        self._specs = specs
        self._words = words
        self._near = {
            name: Phrases.of(spec.words)
            for name, spec in specs.items()
            if spec.kind not in (FactKind.FLAG, FactKind.CHOICE)
        }
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
        denied = denials.find(text)
        for start, end, found in denied:
            if not self._is_hypothetical(text, start):
                yield Stated(name, False, start, end, found)
                return
        for start, end, found in words.find(text):
            inside = any(s <= start and end <= e for s, e, _ in denied)
            if inside or self._is_hypothetical(text, start):
                continue
            yield Stated(name, not self._is_negated(text, start), start, end, found)
            return

    def _read_choice(self, name: str, text: str) -> Iterable[Stated]:
        for start, end, found in self._choices[name].find(text):
            key = self._choice_of.get((name, found))
            if key is None or self._is_negated(text, start) or self._is_hypothetical(text, start):
                continue
            yield Stated(name, key, start, end, found)

    def _is_negated(self, text: str, start: int) -> bool:
        before = text[max(0, start - 4) : start]
        return any(end == len(before) for _, end, _ in self._words.negations.find(before))

    def _is_hypothetical(self, text: str, start: int) -> bool:
        before = text[max(0, start - 4) : start]
        return any(end >= len(before) - 1 for _, end, _ in self._words.hypothetical.find(before))

    def claims(self, text: str, quantities: Sequence[Quantity]) -> tuple[Claim, ...]:
        """Numbers that state a rate, a cap or an amount to be got."""
        found = (self._claim(text, quantity) for quantity in quantities)
        return tuple(claim for claim in found if claim is not None)

    def _claim(self, text: str, quantity: Quantity) -> Claim | None:
        span = (quantity.start, quantity.end, quantity.text)
        if quantity.role != "amount":
            return None
        if quantity.unit is Unit.PERCENT:
            return Claim(ClaimKind.RATE, quantity.value, *span)
        if quantity.unit not in (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR):
            return None
        before, after = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end :][:4]
        if self._words.cap_after.opens(after) or _ends(self._words.cap_before, before):
            return Claim(ClaimKind.CAP, quantity.value, *span)
        if _ends(self._words.benefit_before, before):
            return Claim(ClaimKind.AMOUNT, quantity.value, *span)
        return None

    def numbers(
        self,
        text: str,
        quantities: Sequence[Quantity],
        claims: Sequence[Claim],
        wanted: Sequence[Wanted],
    ) -> tuple[Stated, ...]:
        """The number facts of a folded message, in order; each number is used once."""
        distractors = self._words.distractors.find(text)
        places = {name: near.find(text) for name, near in self._near.items()}
        spans = [(q.start, q.end) for q in quantities]
        candidates: list[_Candidate] = []
        for index, quantity in enumerate(quantities):
            kinds = _KINDS.get(quantity.unit, ())
            if quantity.role != "amount" or not kinds:
                continue
            want = _wanted_at(wanted, quantity.start)
            bar = _nearest(text, quantity, distractors, spans, after=4.0)
            bar = _DISTRACTOR * bar if bar > 0.7 else 0.0
            claimed = any(c.start == quantity.start for c in claims)
            for name, found in places.items():
                if self._specs[name].kind not in kinds:
                    continue
                near = _nearest(text, quantity, found, spans)
                if claimed and near < 1.0:
                    continue
                score = near + _bonus(name, want, quantity)
                if score > max(bar, _LEAST) and (near > 0 or name in want.main):
                    candidates.append(_Candidate(score, index, name))
        return self._settle(quantities, candidates)

    def _settle(
        self, quantities: Sequence[Quantity], candidates: list[_Candidate]
    ) -> tuple[Stated, ...]:
        chosen: dict[int, _Candidate] = {}
        for candidate in sorted(candidates, key=lambda c: (-c.score, c.quantity, c.fact)):
            chosen.setdefault(candidate.quantity, candidate)
        stated = []
        for index, candidate in sorted(chosen.items()):
            quantity = quantities[index]
            value = _value_for(self._specs[candidate.fact], quantity)
            stated.append(
                Stated(
                    candidate.fact,
                    value,
                    quantity.start,
                    quantity.end,
                    quantity.text,
                    quantity.approximate,
                )
            )
        return tuple(stated)


def _ends(phrases: Phrases, before: str) -> bool:
    return any(end == len(before) for _, end, _ in phrases.find(before))


def _wanted_at(wanted: Sequence[Wanted], place: int) -> Wanted:
    for want in wanted:
        if want.start <= place < want.end:
            return want
    return wanted[-1] if wanted else Wanted(0, 0, frozenset(), frozenset())


_PER: Mapping[Unit, str] = {
    Unit.YUAN_PER_MONTH: "monthly_",
    Unit.YUAN_PER_SQM_MONTH: "_per_sqm_month",
}


def _bonus(name: str, want: Wanted, quantity: Quantity) -> float:
    bonus = _WANTED if name in want.needed else 0.0
    if name in want.main:
        bonus += _MAIN
    marker = _PER.get(quantity.unit)
    if marker is not None:
        bonus += 1.0 if marker in name else -1.0
    return bonus


def _nearest(
    text: str,
    quantity: Quantity,
    found: Iterable[Found],
    spans: Sequence[tuple[int, int]],
    after: float = 2.0,
) -> float:
    """Closeness of the nearest word, 0..1.2; words behind the number count ``after`` farther."""
    best = 0.0
    for start, end, word in found:
        if end <= quantity.start:
            gap = float(quantity.start - end) + _barrier(text, end, quantity.start, spans)
        elif start >= quantity.end:
            gap = start - quantity.end + after + _barrier(text, quantity.end, start, spans)
        else:
            gap = 0.0
        best = max(best, 1 - gap / _REACH + min(len(word), 7) * 0.03 if gap < _REACH else 0.0)
    return best


def _barrier(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    """What stands between weakens the tie: commas, full stops, other numbers."""
    between = text[start:end]
    commas = sum(between.count(mark) for mark in ",、:")
    stops = sum(between.count(mark) for mark in "。;!?")
    others = sum(1 for s, e in spans if start <= s and e <= end)
    return 4.0 * commas + 9.0 * stops + 6.0 * others


def _value_for(spec: FactSpec, quantity: Quantity) -> Decimal:
    if spec.kind is FactKind.MONTHS and quantity.unit is Unit.YEAR:
        return quantity.value * 12
    return quantity.value
