"""Another matter: a message that seems to go on with a matter and is about another clause.

再说语料,交易平台上买的,合同150万, after compute: whether a message goes on, or opens or goes back
to another matter, no list of opening words tells. Where words find another clause of the policies
in question nearer than the one that the message would go on with, the two are weighed against each
other: how near words and the learned reader find either, what words of facts and rules point to,
whether something new is opened. A logistic fit over judged turns (another.json, with its
provenance; ``assistant.evaluation.fit_another``).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.fitted import load_fit
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
_ASKS = lazy("[?吗呢]|多少|几|怎|哪|能不能|有没有|什么|啥")
_NAMES_CLAUSE = lazy("[^,。;!?]{4}的那一?条(?![\u4e00-\u9fff]*[线路街])")
"""支持参与定国家标准的那条: a clause is asked about by what it says."""
_SURE, _FARTHER = 0.4, 0.3
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


def _is_far_nearer(rival: Rival) -> bool:
    """Whether words and the reader find a clause well, and the one spoken of hardly at all."""
    values = rival.values
    return values["score"] >= _SURE and values["score"] - values["score_own"] >= _FARTHER


def read_another(content: Mapping[str, Any]) -> AnotherFit:
    """The fit that a file holds."""
    weights = {name: float(value) for name, value in content["weights"].items()}
    return AnotherFit(float(content["intercept"]), weights, float(content["least"]))


@cache
def load_another(path: Path = FILE) -> AnotherFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_another)


def rival_of(
    ctx: UnderstandContext,
    turn: Turn,
    clauses: Collection[ClauseId],
    policies: Sequence[str],
    matters: Sequence[Matter],
) -> Rival | None:
    """The clause beside ``clauses`` that words find clearly nearer, and what is seen of both.

    ``matters`` are those of the conversation: whose words a message says again tells for it.
    """
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    if not text or not clauses or not policies:
        return None
    plain = ctx.selector.rank(text, turn.topics, policies)
    near = {r.clause_id: r.score for r in plain.ranked}
    own = max((near.get(c, 0.0) for c in clauses), default=0.0)
    if all(score - own < _NEARER for c, score in near.items() if c not in clauses):
        return None
    ranking = ctx.selector.read(text, turn.topics, policies)
    full = {r.clause_id: (r.score, r.read) for r in ranking.ranked}
    best = max((c for c in full if c not in clauses), key=lambda c: full[c][0], default=None)
    if best is None:
        return None
    kept = max((c for c in full if c in clauses), key=lambda c: full[c][0], default=None)
    at, read = full[best]
    kept_at, kept_read = full[kept] if kept is not None else (0.0, None)
    said = set(own_pairs(turn.folded))
    told = {c: len(said & set(own_pairs(m.text))) for m in matters for c in m.clauses}
    hints = ctx.hints.read(turn.folded)
    acts = turn.acts.all
    values = {
        "near": near.get(best, 0.0),
        "near_own": near.get(kept, 0.0) if kept is not None else 0.0,
        "score": at,
        "score_own": kept_at,
        "next": max((full[c][0] for c in full if c not in (best, *clauses)), default=0.0),
        "read": (_UNREAD if read is None else read) / _READ,
        "read_own": (_UNREAD if kept_read is None else kept_read) / _READ,
        "hint": min(hints.get(best, 0.0), 1.0),
        "hint_own": min(max((hints.get(c, 0.0) for c in clauses), default=0.0), 1.0),
        "told": min(told.get(best, 0), _TOLD) / _TOLD,
        "told_own": min(max((told.get(c, 0) for c in clauses), default=0), _TOLD) / _TOLD,
        "known": float(best in told),
        "opens": float(_OPENS.search(turn.folded) is not None),
        "adds": float(Act.ADD in acts),
        "corrects": float(bool({Act.CORRECT, Act.REMOVE} & acts)),
        "gathers": float(bool({Act.ALL_MATTERS, Act.REFER_BACK, Act.REPEAT} & acts)),
        "content": min(content_of(text), 2 * _CONTENT) / _CONTENT,
        "topics": float(bool(turn.topics)),
        "named": float(turn.scope.is_named),
        "relevance": plain.relevance,
    }
    return Rival(best, values)


@dataclass(frozen=True, slots=True, eq=False)
class RivalFinder:
    """`rival_of` for those who have no context: the command that fits."""

    ctx: UnderstandContext

    def find(
        self,
        turn: Turn,
        clauses: Collection[ClauseId],
        policies: Sequence[str],
        matters: Sequence[Matter],
    ) -> Rival | None:
        """The clause that a message may be about instead of those it goes on with."""
        return rival_of(self.ctx, turn, clauses, policies, matters)


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
    rival = rival_of(ctx, turn, clauses, policies, ledger.matters)
    names = _NAMES_CLAUSE.search(turn.folded) is not None
    if rival is None or not (
        fit.probability(rival.values) >= fit.least or (names and _is_far_nearer(rival))
    ):
        return subject
    place = next((n for n, m in enumerate(ledger.matters) if rival.clause in m.clauses), None)
    if place is not None:
        return go_on(ctx, turn, ledger, (place,), policies)
    opens = names or _ASKS.search(turn.folded) is not None
    if not opens and all(q.role != "amount" for q in turn.quantities):
        return subject  # 我们是关联方买的: a condition alone opens nothing
    anew = new_matters(ctx, turn, ledger, policies)
    found = {c for part in anew.parts for c in part.matter.clauses}
    return subject if anew.refusal or rival.clause not in found else anew
