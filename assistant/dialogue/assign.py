"""Assign the numbers of a message to facts by what stands near them and what the rules need.

A number belongs to the fact whose words stand nearest, with a bonus for facts that the rules of the
clauses in question ask for; numbers beside words like 注册资本 or 员工 belong to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.extract import is_negated
from assistant.dialogue.nearness import nearest
from assistant.dialogue.parts import PartReader
from assistant.dialogue.stated import Claim, ClaimKind, Stated
from assistant.dialogue.words import Found, Phrases, Words
from assistant.dialogue.years import YearReader
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.units import Quantity, Unit

_WANTED = 0.6
_MAIN = 0.2
_DISTRACTOR = 1.6
_LEAST = 0.35
_BESIDE = 0.7
_LARGE = 10_000
_CLOSE, _FAR = 0.8, 0.6
"""A fact whose own number stands close to its word takes no second number from afar."""
_OWN = 0.5
_DERIVED = 0.1
_RECALLED, _REMEMBERED = 0.25, 0.3
_SPECIFIC = 4
_COSTS = {False: (0.0, 2.0), True: (3.0, 0.0)}
"""A sum stands behind its word (合同800万), a count before it (两项国标): (before, after)."""
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
    Unit.NUMBER: (FactKind.COUNT, FactKind.YUAN),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number facts that the rules of one stretch need; ``main`` carry the sum."""

    start: int
    end: int
    needed: frozenset[str]
    main: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    near: float
    quantity: int
    fact: str


@dataclass(frozen=True, slots=True)
class _Message:
    """What every number of one message is held against."""

    text: str
    quantities: Sequence[Quantity]
    spans: Sequence[tuple[int, int]]
    claimed: frozenset[int]
    places: Mapping[str, tuple[Found, ...]]
    distractors: tuple[Found, ...]
    context: str
    remembered: frozenset[str]


class NumberReader:
    """Reads number facts from folded messages; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], words: Words) -> None:
        self._specs = specs
        self._words = words
        self._near = {
            name: Phrases.of(spec.words)
            for name, spec in specs.items()
            if spec.kind not in (FactKind.FLAG, FactKind.CHOICE)
        }
        self._years = YearReader(specs, words)
        counts = (name for name, spec in specs.items() if spec.kind is FactKind.COUNT)
        self._parts = PartReader(words, frozenset(counts))

    def numbers(
        self,
        text: str,
        quantities: Sequence[Quantity],
        claims: Sequence[Claim],
        wanted: Sequence[Wanted],
        context: str = "",
        remembered: frozenset[str] = frozenset(),
    ) -> tuple[Stated, ...]:
        """The number facts of a folded message, in order; each number is used once.

        ``context`` are the words of the messages before, ``remembered`` the facts they stated: a
        number without words of its own is more likely one of those.
        """
        message = _Message(
            text,
            quantities,
            tuple((q.start, q.end) for q in quantities),
            frozenset(c.start for c in claims if c.kind is not ClaimKind.PERIOD),
            {name: _undenied(text, near.find(text)) for name, near in self._near.items()},
            self._words.distractors.find(text),
            context,
            remembered,
        )
        candidates = [
            candidate
            for index, quantity in enumerate(quantities)
            if quantity.role == "amount" and not self._is_no_fact(text, quantity)
            for candidate in self._candidates(index, _wanted_at(wanted, quantity.start), message)
        ]
        settled = self._years.from_to(text, self._settle(text, quantities, candidates))
        settled = self._years.by_calendar(text, settled)
        settled = self._parts.sift(text, settled)
        return self._adopt(settled, wanted)

    def _candidates(self, index: int, want: Wanted, message: _Message) -> Iterable[_Candidate]:
        """The facts that one number may be."""
        text, quantity = message.text, message.quantities[index]
        kinds = _KINDS.get(quantity.unit, ())
        bar = nearest(text, quantity, message.distractors, message.spans, after=4.0)
        least = max(_DISTRACTOR * bar if bar > _BESIDE else 0.0, _LEAST)
        costs = _COSTS[quantity.unit is Unit.COUNT]
        for name, found in message.places.items():
            kind = self._specs[name].kind
            if kind not in kinds or not _fits_unit(name, kind, quantity):
                continue
            near = nearest(text, quantity, found, message.spans, *costs)
            if quantity.start in message.claimed and near < 1.0:
                continue
            recalled = self._recalled(name, near, message)
            score = near + _bonus(name, want) + recalled + self._years.bonus(text, quantity, name)
            score += 1.0 if quantity.unit in _PER else 0.0
            score += self._years.of_month(text, quantity, name)
            score += _OWN if name in self._words.own_facts and near >= _CLOSE else 0.0
            score -= _DERIVED if near == 0 and self._years.is_difference(name) else 0.0
            has_reason = near > 0 or name in want.main or score >= 1.0 or recalled > 0
            if score > least and has_reason:
                yield _Candidate(score, near, index, name)

    def _recalled(self, name: str, near: float, message: _Message) -> float:
        """A bonus for facts that the messages before stated, or spoke of."""
        recalled = _REMEMBERED if name in message.remembered else 0.0
        if message.context and near == 0 and self._near[name].within(message.context):
            recalled += _RECALLED
        return recalled

    def denied_at(self, fact: str, text: str) -> Found:
        """The first word of a fact that stands denied; the fact is known to be."""
        return next(
            found
            for found in self._near[fact].find(text)
            if is_negated(self._words, text, found[0])
        )

    def years_in(self, text: str) -> tuple[str, ...]:
        """The last word for a year (去年, 今年) in what leads to a number."""
        return tuple(word for _, _, word in self._words.one_year.find(text)[-1:])

    def are_alternatives(self, text: str) -> bool:
        """Whether words like 或者 and 今年 set several sums apart."""
        return self._words.alternatives.within(text)

    def mentions(self, fact: str, text: str) -> tuple[Found, ...]:
        """Where specific words (four characters or more) of a fact stand, not denied."""
        return tuple(
            (start, end, word)
            for start, end, word in self._near[fact].find(text)
            if end - start >= _SPECIFIC and not is_negated(self._words, text, start)
        )

    def _is_no_fact(self, text: str, quantity: Quantity) -> bool:
        """Whether a count is the asker (一家) or what was named before (两条各奖多少)."""
        if quantity.unit is not Unit.COUNT:
            return False
        if quantity.value == 1 and quantity.classifier in self._words.asker_classifiers:
            return True
        points_back = quantity.classifier in self._words.anaphor_classifiers
        return points_back and self._words.anaphors.opens(text[quantity.end :][:4])

    def _adopt(self, stated: tuple[Stated, ...], wanted: Sequence[Wanted]) -> tuple[Stated, ...]:
        """Where nothing was read as the fact that carries the sum, a stray number becomes it.

        "完成合同金额420万" is the model fee when the clause pays on model fees and no other number
        is; sums that describe the company itself (营收) are never taken.
        """
        adopted = list(stated)
        for want in wanted:
            inside = [n for n, s in enumerate(adopted) if want.start <= s.start < want.end]
            if any(adopted[n].name in want.main for n in inside):
                continue
            for n in inside:
                old = adopted[n]
                if old.name in want.needed or old.name in self._words.own_facts:
                    continue
                kind = self._specs[old.name].kind
                fitting = sorted(name for name in want.main if self._specs[name].kind is kind)
                if len(fitting) == 1:
                    adopted[n] = replace(old, name=fitting[0])
                    break
        return tuple(adopted)

    def is_denied(self, fact: str, text: str) -> bool:
        """Whether what is counted is said not to be so (没有列入清单的算法)."""
        return any(
            is_negated(self._words, text, start) for start, _, _ in self._near[fact].find(text)
        )

    def _settle(
        self, text: str, quantities: Sequence[Quantity], candidates: list[_Candidate]
    ) -> tuple[Stated, ...]:
        chosen: dict[int, _Candidate] = {}
        taken: dict[str, float] = {}
        ranked = sorted(candidates, key=lambda c: (-c.score, c.quantity, c.fact))
        for candidate in ranked:
            if taken.get(candidate.fact, 0.0) >= _CLOSE and candidate.near < _FAR:
                continue
            if candidate.quantity not in chosen:
                chosen[candidate.quantity] = candidate
                taken[candidate.fact] = max(taken.get(candidate.fact, 0.0), candidate.near)
        for candidate in ranked:
            chosen.setdefault(candidate.quantity, candidate)
        stated = []
        for index, candidate in sorted(chosen.items()):
            quantity = quantities[index]
            value = _value_for(self._specs[candidate.fact], quantity)
            if self._specs[candidate.fact].kind is FactKind.COUNT and self.is_denied(
                candidate.fact, text
            ):
                value = Decimal(0)
            stated.append(
                Stated(
                    candidate.fact,
                    value,
                    quantity.start,
                    quantity.end,
                    quantity.text,
                    quantity.approximate,
                    closeness=candidate.near,
                )
            )
        return tuple(stated)


def _undenied(text: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """Words less those with 非 right before: 非财政投入 is no 财政投入."""
    return tuple(f for f in found if f[0] == 0 or text[f[0] - 1] != "非")


def _wanted_at(wanted: Sequence[Wanted], place: int) -> Wanted:
    for want in wanted:
        if want.start <= place < want.end:
            return want
    return wanted[-1] if wanted else Wanted(0, 0, frozenset(), frozenset())


_PER: Mapping[Unit, str] = {
    Unit.YUAN_PER_MONTH: "monthly_",
    Unit.YUAN_PER_SQM_MONTH: "_per_sqm_month",
}


def _bonus(name: str, want: Wanted) -> float:
    bonus = _WANTED if name in want.needed else 0.0
    if name in want.main:
        bonus += _MAIN
    return bonus


def _fits_unit(name: str, kind: FactKind, quantity: Quantity) -> bool:
    """A rent per month or per square metre is no other sum; a bare number is one if large."""
    if quantity.unit is Unit.NUMBER and kind is FactKind.YUAN and quantity.value < _LARGE:
        return False
    marker = _PER.get(quantity.unit)
    return marker is None or marker in name


def _value_for(spec: FactSpec, quantity: Quantity) -> Decimal:
    if spec.kind is FactKind.MONTHS and quantity.unit is Unit.YEAR:
        return quantity.value * 12
    return quantity.value
