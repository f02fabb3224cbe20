"""Another matter: a message that seems to go on with a matter and is about another clause.

再说语料,交易平台上买的,合同150万, after compute: whether a message goes on, or opens or goes back
to another matter, no list of opening words tells. Where words find another clause of the policies
in question nearer than the one that the message would go on with, the two are weighed against each
other: how near words and the learned reader find either, what words of facts and rules point to,
whether something new is opened. A logistic fit over judged turns (another.json, with its
provenance; ``assistant.evaluation.fit_another``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.language import own_pairs
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.anew import new_matters
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.going_on import go_on
from assistant.dialogue.understand.subject import Subject
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("another.json")
_NEARER = 0.1
"""How much nearer words must find another clause for the two to be weighed at all."""
_UNREAD = -10.0
"""The score of what the learned reader was not asked about."""
_OPENS = lazy(
    "另外|还有|再说|再问|再看|对了|顺便|此外|第二|换个|那.{0,6}(?:呢|这块|方面|那块)|这块|方面|一件"
)
_POINTS = lazy("[那这](?:头|边|块|个|份|笔|单|条|项|家|场|批)|的呢|呢[?]?$")
_READ, _CONTENT, _TOLD = 5.0, 10.0, 4
"""What scores of the reader, characters of content and shared words are divided by."""


@dataclass(frozen=True, slots=True)
class Rival:
    """The clause that a message may be about instead, and what is weighed (values about 0..2)."""

    clause: ClauseId
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AnotherFit:
    """Logistic regression over the values of a rival; from ``least`` on it is what is meant."""

    intercept: float
    weights: Mapping[str, float]
    least: float

    def probability(self, values: Mapping[str, float]) -> float:
        """That a message is about the rival and not about what it would go on with."""
        z = self.intercept + math.fsum(
            weight * values.get(name, 0.0) for name, weight in sorted(self.weights.items())
        )
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


@cache
def load_another(path: Path = FILE) -> AnotherFit | None:
    """The fit beside this module; None where there is no file."""
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return AnotherFit(
        float(content["intercept"]),
        {name: float(value) for name, value in content["weights"].items()},
        float(content["least"]),
    )


def rivals_of(
    ctx: UnderstandContext,
    turn: Turn,
    clauses: Collection[ClauseId],
    policies: Sequence[str],
    matters: Sequence[Matter],
    *,
    every: bool = False,
) -> tuple[Rival, ...]:
    """What a message may be about instead of ``clauses``; ``every``: however far it is.

    The clause beside them that words find clearly nearer, and the matter of the conversation whose
    words it says again (车那头).
    """
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    if not text or not clauses or not policies:
        return ()
    said = set(own_pairs(turn.folded))
    shared = {n: len(said & set(own_pairs(m.text))) for n, m in enumerate(matters) if m.clauses}
    own_shared = max(
        (k for n, k in shared.items() if set(matters[n].clauses) & set(clauses)), default=0
    )
    spoken = [n for n in shared if not set(matters[n].clauses) & set(clauses)]
    told = max(spoken, key=lambda n: (shared[n], n), default=None)
    plain = ctx.selector.rank(text, turn.topics, policies)
    near = {r.clause_id: r.score for r in plain.ranked}
    own = max((near.get(c, 0.0) for c in clauses), default=0.0)
    is_near = every or any(s - own >= _NEARER for c, s in near.items() if c not in clauses)
    is_told = told is not None and (every or shared[told] > own_shared)
    if not (is_near or is_told):
        return ()
    ranking = ctx.selector.read(text, turn.topics, policies)
    full = {r.clause_id: (r.score, r.read) for r in ranking.ranked}
    found = dict.fromkeys(
        [max((c for c in full if c not in clauses), key=lambda c: full[c][0], default=None)]
        if is_near
        else []
    )
    if told is not None and is_told:
        best = max(matters[told].clauses, key=lambda c: full.get(c, (0.0, None))[0])
        found |= {best: None}
    hints = ctx.hints.read(turn.folded)
    acts = turn.acts.all
    inside = [c for c in full if c in clauses]
    kept = max(inside, key=lambda c: full[c][0], default=None)
    kept_at, kept_read = full[kept] if kept is not None else (0.0, None)
    shares = {
        "near_own": near.get(kept, 0.0) if kept is not None else 0.0,
        "score_own": kept_at,
        "read_own": (_UNREAD if kept_read is None else kept_read) / _READ,
        "hint_own": min(max((hints.get(c, 0.0) for c in clauses), default=0.0), 1.0),
        "told_own": min(own_shared, _TOLD) / _TOLD,
        "opens": float(_OPENS.search(turn.folded) is not None),
        "points": float(_POINTS.search(turn.folded) is not None),
        "adds": float(Act.ADD in acts),
        "corrects": float(bool({Act.CORRECT, Act.REMOVE} & acts)),
        "gathers": float(bool({Act.ALL_MATTERS, Act.REFER_BACK, Act.REPEAT} & acts)),
        "content": min(content_of(text), 2 * _CONTENT) / _CONTENT,
        "topics": float(bool(turn.topics)),
        "named": float(turn.scope.is_named),
        "relevance": plain.relevance,
    }
    rivals = []
    for clause in found:
        if clause is None:
            continue
        at, read = full.get(clause, (0.0, None))
        place = next((n for n, m in enumerate(matters) if clause in m.clauses), None)
        rivals.append(
            Rival(
                clause,
                {
                    **shares,
                    "near": near.get(clause, 0.0),
                    "score": at,
                    "next": max(
                        (full[c][0] for c in full if c not in (clause, *clauses)), default=0.0
                    ),
                    "read": (_UNREAD if read is None else read) / _READ,
                    "hint": min(hints.get(clause, 0.0), 1.0),
                    "told": min(shared.get(place, 0), _TOLD) / _TOLD if place is not None else 0.0,
                    "known": float(place is not None),
                },
            )
        )
    return tuple(rivals)


def of_another(ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject) -> Subject:
    """The subject, of the other clause where that is what a message is surely about."""
    fit = load_another()
    if fit is None or subject.refusal or not subject.parts or not ledger.matters:
        return subject
    clauses = [c for part in subject.parts for c in part.matter.clauses]
    known = {c for m in ledger.matters for c in m.clauses}
    if not clauses or not set(clauses) <= known:
        return subject
    policies = subject.policies or tuple(dict.fromkeys(c.policy for c in clauses))
    if ctx.selector.is_uncharted(policies):
        return subject
    rivals = rivals_of(ctx, turn, clauses, policies, ledger.matters)
    rival = max(rivals, key=lambda r: fit.probability(r.values), default=None)
    if rival is None or fit.probability(rival.values) < fit.least:
        return subject
    place = next((n for n, m in enumerate(ledger.matters) if rival.clause in m.clauses), None)
    if place is not None:
        return go_on(ctx, turn, ledger, (place,), policies)
    anew = new_matters(ctx, turn, ledger, policies)
    found = {c for part in anew.parts for c in part.matter.clauses}
    return subject if anew.refusal or rival.clause not in found else anew
