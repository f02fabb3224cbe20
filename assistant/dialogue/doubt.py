"""Doubt: how likely what was made of a later message is wrong, though nothing was left over.

A later message changes what was told before, and how it does so is said in ways that no grammar
lists. What was made of it is weighed as a whole: hashed n-grams of the message, what changed in the
ledger, how the numbers were used, what stays unknown, and what the network of roles says of it
behind the messages before (``Witness``; without the network there is a fit of its own). From a
fitted probability on the words that were read least surely are told as doubtful beside the answer;
nothing that was understood changes. Weights and threshold stand in doubt.json with their provenance
(``assistant.evaluation.fit_doubt``); without that file nothing is doubted.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from assistant.dialogue.acts import Act
from assistant.dialogue.borne_out import what_was_left_out
from assistant.dialogue.fitted import buckets_of, load_fit, share_of, unpacked
from assistant.dialogue.language import naming_pairs, own_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.parties import asks_of_both
from assistant.dialogue.rereading import all_figures
from assistant.dialogue.roles import Roles
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent
from assistant.dialogue.understanding import Reread, Understanding
from assistant.retrieval.role_reader import EFFECTS, ROLES
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("doubt.json")
_STOPS = lazy("[,。;!?、 ]+")
_INTENTS = tuple(sorted(Intent))
_ACTS = (Act.ADD, Act.ALL_MATTERS, Act.ANOTHER, Act.CORRECT, Act.REFER_BACK, Act.REMOVE, Act.REPEAT)
_BY_ANOTHER = lazy("(?:^|[,。;!?])(?P<who>[^,。;!?又还再\\d]{2,6}?)(?:又|再)[^,。;!?]{0,6}$")
"""Who does once more what was told: 隔壁公司又加了."""
_LONGEST = 40
"""The most characters of a message that are told as doubtful as a whole."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What was made of a later message, each about 0..1.

    ``turns`` before it, ``matters`` in the ledger; ``numbers`` in it, ``used`` of them in a fact,
    ``idle`` in none; ``closeness`` of the least sure; ``conditions`` newly told; of the facts of
    the clauses in question ``changed``, ``grew``, ``fell``, by how much (``ratio``, logarithm), as
    they ``stay``, ``gone``; ``merged``: one number stands for several told before, ``several``
    before; clauses ``opened``, ``dropped``, ``kept``, ``clauses`` now; what came out (``zero`` to
    ``open``); ``unknown`` and ``unknowns`` the share and number of pairs of characters that neither
    language nor policies know, ``densest`` their number in one clause; the form of the message.
    """

    turns: float
    matters: float
    numbers: float
    used: float
    idle: float
    closeness: float
    conditions: float
    changed: float
    grew: float
    fell: float
    ratio: float
    stay: float
    gone: float
    merged: float
    several: float
    opened: float
    dropped: float
    kept: float
    clauses: float
    zero: float
    capped: float
    no_sum: float
    span: float
    open: float
    unknown: float
    unknowns: float
    densest: float
    length: float
    brevity: float
    stops: float
    asides: float
    claims: float
    day: float
    place: float
    as_before: float
    """Numbers or conditions are told, and nothing changed."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What the network of roles says of a message: ``said_names``, and its states as a whole."""

    said: tuple[float, ...]
    states: tuple[float, ...]


_GRID = 0.01
"""The states score on this grid: what processors differ by is far less."""
_SIGNS: Callable[[Signs], tuple[float, ...]] = attrgetter(*(one.name for one in fields(Signs)))


def signs_of(found: Understanding, estimates: Sequence[Estimate], held: Collection[str]) -> Signs:
    """The signs of a later message; ``held`` are the pairs that the policies know."""
    before = found.before or Ledger()
    turn, now = found.turn, found.ledger.turn
    was = _numbers_before(found, before)
    told = [s for focus in found.focus for _, stated in focus.cases for s in stated]
    numbers = [s for s in told if isinstance(s.value, Decimal | tuple)]
    fresh = [s for s in numbers if s.turn == now]
    conditions = [
        s for s in told if isinstance(s.value, bool | str) and s.turn == now and not s.is_assumed
    ]
    pairs = [
        (old, s)
        for focus in found.focus
        for _, stated in focus.cases
        for s in stated
        for old in (was.get((str(focus.clause_id), s.name)),)
        if old is not None and s in numbers
    ]
    changed = [(old, s) for old, s in pairs if old.value != s.value]
    ratios = [_ratio(old, s) for old, s in changed]
    several = [old for old, _ in pairs if old.members > 1]
    clauses = {str(focus.clause_id) for focus in found.focus}
    asked = {str(c) for matter in before.in_question for c in matter.clauses}
    names = {
        (str(focus.clause_id), s.name) for focus in found.focus for _, st in focus.cases for s in st
    }
    places = {(s.start, s.end) for s in fresh} | {(c.start, c.end) for c in found.claims}
    left = [
        q
        for q in turn.quantities
        if not any(low < q.end and q.start < high for low, high in places)
        and not any(u.start < q.end and q.start < u.end for u in found.unused)
    ]
    own = own_pairs(turn.folded)
    unknown = [pair not in held for pair in own]
    by_clause = [
        sum(pair not in held for pair in own_pairs(clause)) for clause in _STOPS.split(turn.folded)
    ]
    tells = bool(turn.quantities or turn.expressions or conditions)
    return Signs(
        turns=min(now - 1, 6) / 6,
        matters=min(len(found.ledger.matters), 5) / 5,
        numbers=min(len(turn.quantities), 4) / 4,
        used=min(len(fresh), 4) / 4,
        idle=min(len(left), 3) / 3,
        closeness=min((s.closeness for s in fresh), default=1.0),
        conditions=min(len(conditions), 2) / 2,
        changed=min(len(changed), 3) / 3,
        grew=float(any(r > 0 for r in ratios)),
        fell=float(any(r < 0 for r in ratios)),
        ratio=min(max(map(abs, ratios), default=0.0), 5) / 5,
        stay=min(len(pairs) - len(changed), 3) / 3,
        gone=float(any(key not in names and key[0] in clauses for key in was)),
        merged=float(any(old.members > 1 >= s.members for old, s in changed)),
        several=min(max((old.members for old in several), default=0), 4) / 4,
        opened=float(bool(clauses - asked) and bool(asked)),
        dropped=float(bool(asked - clauses)),
        kept=float(bool(asked & clauses)),
        clauses=min(len(clauses), 4) / 4,
        zero=float(any(e.amount == 0 for e in estimates)),
        capped=float(any(e.uncapped is not None and e.uncapped != e.amount for e in estimates)),
        no_sum=float(all(e.amount is None for e in estimates)),
        span=float(any(e.range is not None for e in estimates)),
        open=float(any(e.status is EstimateStatus.FACTS_MISSING for e in estimates)),
        unknown=sum(unknown) / len(own) if own else 0.0,
        unknowns=min(sum(unknown), 12) / 12,
        densest=min(max(by_clause, default=0), 8) / 8,
        length=min(len(turn.folded), 120) / 120,
        brevity=1 / (1 + len(turn.folded) / 6),
        stops=min(len(by_clause) - 1, 10) / 10,
        asides=min(len(turn.asides), 2) / 2,
        claims=float(bool(found.claims)),
        day=float(found.is_day_named),
        place=float(found.is_scope_named),
        as_before=float(tells and not changed and not conditions and clauses <= asked),
    )


def _numbers_before(found: Understanding, before: Ledger) -> Mapping[tuple[str, str], Stated]:
    """Of the clauses in question, the numbers that stood before the message."""
    asked = {str(focus.clause_id) for focus in found.focus}
    return {
        (str(clause), stated.name): stated
        for matter in before.matters
        for clause in matter.clauses
        if str(clause) in asked
        for stated in matter.numbers
    }


def _ratio(old: Stated, new: Stated) -> float:
    """How much larger the new value is, as a logarithm; 0 where either is nothing."""
    low, high = old.total or 0, new.total or 0
    return math.log(float(high / low)) if low > 0 and high > 0 else 0.0


def columns_of(
    signs: Signs, intents: Collection[Intent], acts: Collection[Act]
) -> tuple[float, ...]:
    """What is weighed beside the n-grams: a constant, the signs, what is asked for and done."""
    asked = (float(intent in intents) for intent in _INTENTS)
    done = (float(act in acts) for act in _ACTS)
    return (1.0, *_SIGNS(signs), *asked, *done)


def columns() -> tuple[str, ...]:
    """The names of what ``columns_of`` gives."""
    names = (one.name for one in fields(Signs))
    return ("constant", *names, *map(str, _INTENTS), *(f"act {act}" for act in _ACTS))


def said_names() -> tuple[str, ...]:
    """What ``Witness.said`` tells: how likely roles and effects are, of all numbers at most."""
    roles = (f"{role} {how}" for role in ROLES for how in ("most", "all"))
    return (*roles, "surest", "figures", *EFFECTS)


def witness_of(found: Understanding, roles: Roles, earlier: Sequence[str]) -> Witness | None:
    """What the network says of a message behind those before it; None where there is none."""
    turn = found.turn
    figures = all_figures(turn, ())
    states = roles.states(turn.folded, figures, earlier)
    if states is None:
        return None
    shares = [
        {role: math.exp(value) for role, value in own.items()}
        for own in roles.shares(turn.folded, figures, earlier)
        if own
    ]
    effects = roles.effects(turn.folded, figures, earlier)
    said = [
        value
        for role in ROLES
        for own in ([share[role] for share in shares],)
        for value in (max(own, default=0.0), sum(own) / 3)
    ]
    surest = min((max(share.values()) for share in shares), default=1.0)
    likely = (math.exp(effects[e]) if e in effects else 0.0 for e in EFFECTS)
    return Witness((*said, surest, len(shares) / 4, *likely), tuple(states))


@dataclass(frozen=True, slots=True)
class Doubt:
    """The probability that a later message was read wrongly, with the words to tell.

    ``text`` are the words of the message as folded, from ``start`` to ``end``; ``is_told``:
    probable enough to be told.
    """

    probability: float
    text: str
    start: int
    end: int
    kind: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class DoubtFit:
    """The weights: ``grams`` are whole numbers, worth ``step`` each, ``signs`` one a column.

    From ``tell`` on a reading is told as doubtful. ``said`` and ``states`` (whole numbers, worth
    ``state_step`` each) are of a ``Witness``; empty in a fit that has none.
    """

    grams: array[int]
    step: float
    signs: tuple[float, ...]
    tell: float
    said: tuple[float, ...] = ()
    states: array[int] = field(default_factory=lambda: array("b"))
    state_step: float = 0.0

    def probability(
        self, text: str, values: Sequence[float], witness: Witness | None = None
    ) -> float:
        """How likely what was made of a message is wrong; ``values`` as of ``columns_of``."""
        places = buckets_of(text, len(self.grams))
        z = self.step * share_of(len(places)) * sum(map(self.grams.__getitem__, places))
        z += math.fsum(weight * value for weight, value in zip(self.signs, values, strict=True))
        if witness is not None and self.said:
            z += math.fsum(w * v for w, v in zip(self.said, witness.said, strict=True))
            whole = math.fsum(w * v for w, v in zip(self.states, witness.states, strict=True))
            z += round(self.state_step * whole / _GRID) * _GRID
        return 1.0 / (1.0 + math.exp(-z))


@dataclass(frozen=True, slots=True)
class DoubtFits:
    """The fit by words alone, and the one that hears the network of that sha256."""

    words: DoubtFit
    heard: DoubtFit | None = None
    network: str = ""


class DoubtReader:
    """Weighs how later messages were read; without a fit none."""

    def __init__(
        self,
        fits: DoubtFits | None,
        held: Callable[[], Collection[str]],
        roles: Roles | None = None,
    ) -> None:
        self._fits = fits
        self._find_held = held
        self._held: Collection[str] | None = None
        is_heard = fits is not None and fits.heard is not None and roles is not None
        self._roles = roles if is_heard and _network(roles) == _network(fits) else None

    def silence(self) -> None:
        """Doubt nothing from now on: what is fitted must not lean on what was fitted before."""
        self._fits = None

    def signs(self, found: Understanding, estimates: Sequence[Estimate]) -> Signs:
        """The signs of a later message as understood."""
        if self._held is None:
            self._held = self._find_held()
        return signs_of(found, estimates, self._held)

    def doubt(
        self, found: Understanding, estimates: Sequence[Estimate], earlier: Sequence[str] = ()
    ) -> Doubt | None:
        """How likely a message was read wrongly; None where that is not weighed.

        ``earlier`` are the messages before it as typed. What was read a second time is always told.
        """
        if found.reread is not None:
            return _of_second_reading(found, found.reread)
        if self._fits is None or not is_weighed(found):
            return None
        fit, witness = self._fits.words, None
        if self._roles is not None and self._fits.heard is not None:
            witness = witness_of(found, self._roles, earlier)
        if witness is not None and self._fits.heard is not None:
            fit = self._fits.heard
        values = columns_of(self.signs(found, estimates), found.intents, found.turn.acts.all)
        probability = fit.probability(found.turn.text, values, witness)
        start, end = words_of(found)
        text = found.turn.folded[start:end]
        is_told = probability >= fit.tell or self._is_added_by_a_stranger(found)
        return Doubt(probability, text, start, end, _kind_of(found), is_told)

    def _is_added_by_a_stranger(self, found: Understanding) -> bool:
        """Whether a sum on top is of something that nobody has spoken of.

        食堂又花了30万 names who spent it, 烟花没算在内,80万 what was left out.
        """
        if self._held is None:
            self._held = self._find_held()
        before = found.before or Ledger()
        was = {s.name: s for m in before.matters for s in m.numbers}
        spoken = "".join(m.text for m in before.matters)
        text = found.turn.folded
        for told in _fresh(found):
            old = was.get(told.name)
            is_number = isinstance(told.value, Decimal | tuple)
            if old is None or not is_number or old.value == told.value:
                continue
            for start in (place[1] for place in told.every_place if place[0] == found.ledger.turn):
                more = _BY_ANOTHER.search(text, 0, start)
                who = more["who"] if more else ""
                strange = [pair for pair in own_pairs(who) if pair not in self._held]
                if strange and not any(pair in spoken for pair in strange):
                    return True
                left_out = what_was_left_out(text, start)
                named = naming_pairs(left_out)
                if len(left_out) == 1 or (
                    named and not any(pair in self._held or pair in spoken for pair in named)
                ):
                    return True  # 税 is too short to be known by its pairs
        return False


def _network(of: Roles | DoubtFits | None) -> str:
    """The sha256 of the network that speaks, or that a fit learned from."""
    return of.network if of is not None else ""


def _of_second_reading(found: Understanding, reread: Reread) -> Doubt:
    """The doubt of a number that was read a second time."""
    start, end = reread.start, reread.end
    text = found.turn.folded[start:end]
    return Doubt(1 - reread.probability, text, start, end, "number", is_told=True)


def is_weighed(found: Understanding) -> bool:
    """Whether it is a later message that clauses answer, of which nothing is told as unused yet."""
    is_open = found.refusal or found.query or found.rivals or found.doubtful
    left = any(part.kind != "matter" for part in found.unused)
    is_social = found.turn.acts.is_social or found.turn.asks_of_result
    if not found.turn.expressions and asks_of_both(found.turn.folded):
        return False  # 双方各拿多少: nothing of it could change what was told
    return bool(found.before and found.before.turn and found.focus) and not (
        is_open or left or is_social
    )


def _fresh(found: Understanding) -> list[Stated]:
    """What the message itself stated, by place."""
    told = (s for focus in found.focus for _, stated in focus.cases for s in stated)
    return sorted((s for s in told if s.turn == found.ledger.turn), key=lambda s: s.start)


def _kind_of(found: Understanding) -> str:
    """What is doubted: a number that was used, which matter is meant, else how something is."""
    if any(isinstance(s.value, Decimal | tuple) for s in _fresh(found)):
        return "number"
    before = found.before or Ledger()
    asked = {c for matter in before.in_question for c in matter.clauses}
    opened = any(focus.clause_id not in asked for focus in found.focus)
    return "matter" if opened else "condition"


def words_of(found: Understanding) -> tuple[int, int]:
    """The clause of the message that tells something, else the whole of a short message."""
    folded = found.turn.folded
    edges = [0, *(end for m in _STOPS.finditer(folded) for end in m.span()), len(folded)]
    spans = [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]
    if not spans:
        return 0, len(folded)
    told = [s for s in _fresh(found) if s.end > s.start]
    for stated in told:
        for low, high in spans:
            if low < stated.end <= high:
                return low, high
    if len(folded) <= _LONGEST:
        return spans[0][0], spans[-1][1]
    return max(spans, key=lambda span: len(own_pairs(folded[span[0] : span[1]])))


def read_fit(content: Mapping[str, Any]) -> DoubtFits:
    """The fits that a file holds.

    Raises:
        ValueError: the weights are not those of the signs that are read.
    """
    words, heard = _read_one(content), content.get("heard")
    if heard is None:
        return DoubtFits(words)
    if {*heard["said"]} ^ {*said_names()}:
        raise ValueError("weights and what the network says do not fit together")
    said = tuple(float(heard["said"][name]) for name in said_names())
    fit = replace(
        _read_one(heard),
        said=said,
        states=unpacked(heard["states"]),
        state_step=float(heard["state_step"]),
    )
    return DoubtFits(words, fit, str(heard["network"]))


def _read_one(content: Mapping[str, Any]) -> DoubtFit:
    signs = content["signs"]
    if {*signs} ^ {*columns()}:
        raise ValueError("weights and signs do not fit together")
    weights = tuple(float(signs[name]) for name in columns())
    return DoubtFit(
        unpacked(content["grams"]), float(content["step"]), weights, float(content["tell"])
    )


@cache
def load_doubt(path: Path = FILE) -> DoubtFits | None:
    """The fits beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
