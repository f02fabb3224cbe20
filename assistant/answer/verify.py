"""verify(): only sentences whose every number has a source are shown, whoever wrote them.

A number may stand in a quote, in the user's words, in an estimate (facts, steps, amounts), in a
date of validity, or in the published name or label of a cited policy. Sentences that rest on
something else are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from assistant.answer.answer import Sentence
from assistant.answer.draft import Draft
from assistant.answer.evidence import Evidence
from assistant.answer.instalments import instalments_of
from assistant.answer.say_tables import TableAnswer
from assistant.policy.policy import Policy
from assistant.rules.estimate import Estimate
from assistant.rules.facts import numbers_in
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities

_DIGITS = lazy(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)


class Verifier:
    """Checks sentences against one evidence; extra rule terms come from the rules' own quotes."""

    def __init__(
        self, evidence: Evidence, turns: Iterable[str], numbers: Iterable[Decimal] = ()
    ) -> None:
        texts = [*turns]
        of_sums: list[str] = []
        values: set[Decimal] = {number.normalize() for number in numbers}
        for finding in evidence.findings:
            texts += [finding.citation.quote, finding.clause.text, finding.clause.label]
            for estimate in finding.estimates:
                values |= _numbers_of(estimate)
                of_sums += _texts_of(estimate)
            for stated in finding.facts:
                texts.append(stated.text)
                if isinstance(stated.value, Decimal):
                    values.add(stated.value)
        for one in evidence.charged:
            texts += [one.citation.quote, one.citation.label]
        texts += [clause.label for _, clause in evidence.elsewhere]
        texts += [policy.short_title for policy, _ in evidence.elsewhere]
        for solved in evidence.solved:
            if solved.estimate is not None:
                values |= _numbers_of(solved.estimate)
                of_sums += _texts_of(solved.estimate)
        for policy in evidence.policies:
            texts += _names_of(policy)
            values |= _dates_of(policy)
            if evidence.understanding and evidence.understanding.is_policy_level:
                texts += [f"{c.label}{c.heading}" for c in policy.clauses]
        for part in instalments_of(evidence):
            values |= {value.normalize() for value in part.sums}
            texts += [part.words, *(str(n) for n in range(1, len(part.sums) + 1))]
        self._values = values
        self._sources = dict.fromkeys((*texts, *of_sums))
        # Read one by one while a number still lacks its source: most stand in an estimate.
        self._unread = iter(self._sources)

    def holds(self, text: str) -> bool:
        """Whether every number of a sentence has a source."""
        if text in self._sources:
            return True  # a quote has all its numbers from itself
        lacking = _read(text) - self._values
        while lacking and (source := next(self._unread, None)) is not None:
            self._values |= _read(source)
            lacking -= self._values
        return not lacking


def verify(
    draft: Draft, evidence: Evidence, turns: Iterable[str], table: TableAnswer | None = None
) -> tuple[Sentence, ...]:
    """The sentences that hold, in their order; of a ``table`` its own sources count too."""
    sources = table.sources if table else ()
    verifier = Verifier(evidence, [*turns, *sources], table.numbers if table else ())
    known = {citation.n for citation in (table or evidence).citations}
    return tuple(
        sentence
        for sentence in draft.sentences
        if set(sentence.citations) <= known and verifier.holds(sentence.text)
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> frozenset[Decimal]:
    """The numbers of a text, by value: 240万元 is 2400000, 30% is 0.3, others as written."""
    folded = fold(text)
    values: set[Decimal] = set()
    rest = list(folded)
    for quantity in find_quantities(folded):
        values.add(quantity.value.normalize())
        rest[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    for digits in _DIGITS.findall("".join(rest)):
        values.add(Decimal(digits.replace(",", "")).normalize())
    return frozenset(values)


def _numbers_of(estimate: Estimate) -> set[Decimal]:
    values = [estimate.amount, estimate.uncapped, estimate.would_be, *(estimate.range or ())]
    values += [number for _, value in estimate.facts for number in numbers_in(value)]
    values += [n for line in estimate.lines for n in (line.count, line.base, line.amount)]
    for near in estimate.near:
        values += [near.now, near.at, abs(near.at - near.now), near.before, near.there]
    values += [step.value for step in estimate.steps]
    return {value.normalize() for value in values if value is not None}


def _texts_of(estimate: Estimate) -> list[str]:
    own = [*(step.text for step in estimate.steps), *estimate.reasons, *estimate.assumptions]
    return [*own, estimate.period]  # 2年合计: as many years as were told


def _names_of(policy: Policy) -> list[str]:
    return [
        policy.title,
        policy.short_title,
        policy.validity_quote,
        *policy.mismatched_titles,
        *policy.external_references,
    ]


def _dates_of(policy: Policy) -> set[Decimal]:
    days = [day for day in (policy.first_day, policy.last_day) if day is not None]
    return {Decimal(n).normalize() for day in days for n in (day.year, day.month, day.day)}
