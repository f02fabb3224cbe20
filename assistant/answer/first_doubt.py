"""First doubt: how likely a first message about a policy that was taken in was worked out wrongly.

Nothing of such a policy is written by hand: what its rules test and how people name it is read off
its text, so a sum may leave out a condition or a second line that the message told. What was made
of the message is weighed as a whole: what its clauses do not say in its words, how many sums came
out and of which kind, what of the rule's own numbers no step used. Above a fitted probability
the words are told as doubtful beside the answer; nothing that was worked out changes. Weights and
threshold stand in first_doubt.json with their provenance (``benchmarks.fit_first_doubt``); without
that file nothing is doubted. Later messages are weighed by ``dialogue.doubt``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.answer.evidence import Evidence
from assistant.dialogue.doubt import Doubt, words_of
from assistant.dialogue.fitted import load_fit
from assistant.dialogue.language import own_pairs
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import FactItem
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("first_doubt.json")
_NUMBER = lazy(r"\d+(?:\.\d+)?")
_STOPS = lazy("[,。;!?、 ]+")
_EACH = lazy("每|各|分别|单[\\u4e00-\\u9fff]")
_DENIES = lazy("没|未|不(?!少|超|低|高|同|限)|无|非")
_BESIDES = lazy("其中|不含|扣|除|里[面头]|另外|还|又|已经|原来|以前|去年|上年")


@dataclass(frozen=True, slots=True)
class FirstSigns:
    """What was made of a first message, each about 0..1.

    ``unknown`` and ``unknowns``: share and number of its pairs of characters that neither the
    language nor the clauses cited know, ``densest`` their number in one comma clause; ``numbers``
    in it, ``unmarked`` of them in no fact. Of the sums: ``mixed`` kinds, ``ceiling`` among them or
    ``only_ceilings``, ``open`` ones, ``zero``, ``capped``, how many more than clauses (``beside``),
    worked out in ``lines``, of ``items``, ``counted``, by a case that the text lists
    (``cases``), in how many ``steps``, with a threshold ``near``. ``idle`` and ``own``: the numbers
    of the rule's words that no step used, and all of them; ``rule_each``: they say 每 or 单.
    ``each``, ``denies``, ``besides``: such words in the message.
    """

    unknown: float
    unknowns: float
    densest: float
    length: float
    stops: float
    numbers: float
    unmarked: float
    mixed: float
    ceiling: float
    only_ceilings: float
    open: float
    zero: float
    capped: float
    beside: float
    lines: float
    items: float
    counted: float
    cases: float
    steps: float
    near: float
    idle: float
    own: float
    rule_each: float
    each: float
    denies: float
    besides: float


def signs_of(
    text: str, estimates: Sequence[Estimate], told: str, marked: Iterable[tuple[int, int]]
) -> FirstSigns:
    """The signs of a folded message; ``told`` is what the clauses cited say, folded.

    ``marked`` are the places of its facts.
    """
    own = own_pairs(text)
    unknown = [pair not in told for pair in own]
    clauses = _STOPS.split(text)
    sums = [e for e in estimates if e.amount is not None]
    ceilings = [e for e in sums if e.status is EstimateStatus.CEILING]
    values = [value for e in sums for _, value in e.facts]
    steps = [step for e in sums for step in e.steps]
    quotes = "".join(dict.fromkeys(fold(step.quote) for step in steps))
    used = {*_NUMBER.findall(" ".join(fold(step.text) for step in steps))}
    of_rule = _NUMBER.findall(quotes)
    numbers = [*_NUMBER.finditer(text)]
    places = tuple(marked)
    unmarked = sum(not any(a <= m.start() < b for a, b in places) for m in numbers)
    items = [v for v in values if isinstance(v, tuple)]
    densest = max(sum(pair not in told for pair in own_pairs(one)) for one in clauses)
    return FirstSigns(
        unknown=sum(unknown) / len(own) if own else 0.0,
        unknowns=min(sum(unknown), 20) / 20,
        densest=min(densest, 10) / 10,
        length=min(len(text), 120) / 120,
        stops=min(len(clauses) - 1, 8) / 8,
        numbers=min(len(numbers), 6) / 6,
        unmarked=min(unmarked, 4) / 4,
        mixed=float(len({e.status for e in estimates}) > 1),
        ceiling=float(bool(ceilings)),
        only_ceilings=float(bool(sums) and len(ceilings) == len(sums)),
        open=float(any(e.status is EstimateStatus.FACTS_MISSING for e in estimates)),
        zero=float(any(e.amount == 0 for e in sums)),
        capped=float(any(e.uncapped is not None and e.uncapped != e.amount for e in sums)),
        beside=min(len(sums) - len({e.clause_id for e in sums}), 3) / 3,
        lines=float(any(len(e.lines) > 1 for e in sums)),
        items=float(bool(items)),
        counted=float(any(_is_counted(item) for item in chain.from_iterable(items))),
        cases=float(any(isinstance(value, str) for value in values)),
        steps=min(len(steps), 12) / 12,
        near=float(any(e.near for e in sums)),
        idle=min(sum(n not in used for n in of_rule), 8) / 8,
        own=min(len(of_rule), 12) / 12,
        rule_each=float(_EACH.search(quotes) is not None),
        each=float(_EACH.search(text) is not None),
        denies=float(_DENIES.search(text) is not None),
        besides=float(_BESIDES.search(text) is not None),
    )


def _is_counted(item: FactItem) -> bool:
    return item.count is not None


@dataclass(frozen=True, slots=True)
class FirstDoubtFit:
    """The weight of each sign, and above which probability the words are told as doubtful."""

    constant: float
    weights: tuple[float, ...]
    tell: float

    def probability(self, signs: FirstSigns) -> float:
        """How likely a message that came to these signs was worked out wrongly."""
        values = (getattr(signs, name) for name in names())
        z = math.fsum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(-self.constant - z))


def names() -> tuple[str, ...]:
    """The signs, in the order of the weights."""
    return tuple(one.name for one in fields(FirstSigns))


class FirstDoubtReader:
    """Weighs what first messages came to; without a fit none."""

    def __init__(self, fit: FirstDoubtFit | None) -> None:
        self._fit = fit

    def silence(self) -> None:
        """Doubt nothing from now on: what is fitted must not lean on what was fitted before."""
        self._fit = None

    def doubt(self, evidence: Evidence) -> Doubt | None:
        """How likely the sums of a first message are wrong; None where that is not weighed."""
        found = evidence.understanding
        is_first = not (found.before and found.before.turn)
        if self._fit is None or not is_first or found.refusal or found.query:
            return None
        if all(e.amount is None for e in evidence.estimates):
            return None
        probability = self._fit.probability(evidence_signs(evidence))
        start, end = words_of(found)
        tells = any(s.end > s.start for f in evidence.findings for s in f.facts)
        kind = "number" if tells else "condition"
        text = found.turn.folded[start:end]
        return Doubt(probability, text, start, end, kind, probability > self._fit.tell)


def evidence_signs(evidence: Evidence) -> FirstSigns:
    """The signs of the message that an answer rests on."""
    told = fold("".join(f"{c.quote}{c.policy_title}" for c in evidence.citations))
    marked = {
        (stated.start, stated.end)
        for finding in evidence.findings
        for used in ({name for e in finding.estimates for name, _ in e.facts},)
        for stated in finding.facts
        if stated.name in used
    }
    return signs_of(evidence.understanding.turn.folded, evidence.estimates, told, sorted(marked))


def read_fit(content: Mapping[str, Any]) -> FirstDoubtFit:
    """The fit that a file holds.

    Raises:
        ValueError: the weights are not those of the signs that are read.
    """
    weights = content["weights"]
    if {*weights} ^ {*names()}:
        raise ValueError("weights and signs do not fit together")
    ordered = tuple(float(weights[name]) for name in names())
    return FirstDoubtFit(float(content["constant"]), ordered, float(content["tell"]))


@cache
def load_first_doubt(path: Path = FILE) -> FirstDoubtFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
