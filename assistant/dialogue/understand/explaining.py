"""Whether what a message says is explained by the matters spoken of, or by another clause.

A message of a conversation is first laid against the matters in question: words of their facts and
of the conditions that their rules test are theirs. What is left is looked up alone, in the scope
that is carried on. Another clause is opened where it surely answers what is left and fits it far
better than any clause spoken of; 示范项目有两个 leaves nothing once its words are known to be of a
fact in question, 公共技术服务平台评审认定了 leaves the name of another clause. A stretch of a
message that no matter found in it accounts for is weighed in the same way.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from assistant.dialogue.aspects import content_of, without_bodies
from assistant.dialogue.choose import SUBJECT
from assistant.dialogue.grouping.clusters import OPENS
from assistant.dialogue.halves import segments
from assistant.dialogue.heads import is_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.refusals import NAMES
from assistant.dialogue.understand.wording import counts_money
from assistant.policy.clause import ClauseId

_FAR_BETTER = 2.0
"""How much better than all clauses spoken of another must fit."""
_SAYS = 2
"""So many characters beside what is explained say something of their own."""
_POINTS, _SURELY, _SEVERAL = 0.1, 0.96, 2
"""From which bonus the words of a stretch point to a clause; how probable a clause must be that
they do not point to, and beside how many matters it may then be one more."""


@dataclass(frozen=True, slots=True)
class _Other:
    """A clause that explains what is left of a text; ``is_told``: the text tells of those known."""

    clause: ClauseId
    relevance: float
    rest: str
    is_told: bool


def other_clause(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> ClauseId | None:
    """The clause not spoken of that surely explains a message which those spoken of do not."""
    current = {c for m in ledger.in_question for c in m.clauses}
    policies = ctx.places.resolve(turn.scope, ledger.policies)
    if not turn.scope.is_named:
        policies = tuple(dict.fromkeys((*policies, *sorted(c.policy for c in current))))
    if not current or _says_again(turn, ledger, policies):
        return None
    spoken = {c for m in ledger.matters for c in m.clauses} | _kin(ctx, current, policies)
    other = _other(ctx, turn, current, spoken, policies)
    if other is None and len(segments(turn.folded)) > 1 and OPENS.match(turn.folded):
        # 另外我们给员工发礼盒花了3万,还备案了一个大模型: one of its clauses
        each = (one_more(ctx, turn, *span, spoken, policies) for span in segments(turn.folded))
        return next((clause for clause in each if clause is not None), None)
    if other is None or (other.is_told and not _says_so(ctx, turn, other, current)):
        return None
    return other.clause


def one_more(
    ctx: UnderstandContext,
    turn: Turn,
    start: int,
    end: int,
    known: AbstractSet[ClauseId],
    policies: tuple[str, ...],
) -> ClauseId | None:
    """The clause that a stretch of a message adds to the matters found in the rest of it.

    Its words name the matter or point to it. Beside several matters it may be one more that only
    its sense tells (算力一千五百万，首版次软件入了目录，AI眼镜卖得好).
    """
    text = turn.folded[start:end]
    if ctx.topics.of_clauses(known) & ctx.topics.named_in(text).keys():
        return None
    blanks = ((0, start), (end, len(turn.folded)))
    alone = replace(
        turn,
        folded=blank(turn.folded, blanks),
        flags=tuple(f for f in turn.flags if start <= f.start < end),
        quantities=tuple(q for q in turn.quantities if start <= q.start < end),
    )
    other = _other(ctx, alone, known, known, policies)
    if other is None:
        return None
    is_pointed = ctx.hints.read(other.rest).get(other.clause, 0.0) >= _POINTS
    if is_pointed or _names(ctx, other):
        return other.clause
    is_one_more = len(known) >= _SEVERAL and not other.is_told and other.relevance >= _SURELY
    return other.clause if is_one_more else None


def _other(
    ctx: UnderstandContext,
    turn: Turn,
    current: AbstractSet[ClauseId],
    spoken: AbstractSet[ClauseId],
    policies: tuple[str, ...],
) -> _Other | None:
    """The clause that explains what ``current`` do not, far better than any ``spoken`` of."""
    if not _are_measures(ctx, policies):
        return None
    explained = _explained(ctx, turn, current)
    rest = blank(turn.folded, explained)
    own = blank(rest, [*turn.scope.spans, *((q.start, q.end) for q in turn.quantities)])
    # 哪个部门负责: none of its words names a matter
    said = without_bodies(own) if Intent.DEPARTMENT in turn.intents else own
    if content_of(said) < _SAYS:
        return None
    text = ctx.places.without_names(replace(turn, folded=rest), 0, len(rest)).strip()
    ranking = ctx.selector.rank(text, ctx.topics.named_in(rest), policies)
    best = ranking.best
    if best is None or best.clause_id in spoken or ranking.relevance < SUBJECT:
        return None
    known = max((r.score for r in ranking.ranked if r.clause_id in spoken), default=0.0)
    if best.score < _FAR_BETTER * known:
        return None
    found = _Other(best.clause_id, ranking.relevance, rest, bool(explained))
    is_said = is_of(own, ctx.facts.texts_of(current)) and not _names(ctx, found)
    return None if is_said else found  # 费用90万呢: of 语料生产费用


def _names(ctx: UnderstandContext, other: _Other) -> bool:
    """Whether what is left of a text names the matter of the clause that explains it."""
    named = ctx.topics.named_in(other.rest)
    return sum(named.get(t.id, 0.0) for t in ctx.topics.of_clause(other.clause)) >= NAMES


def _says_so(
    ctx: UnderstandContext, turn: Turn, other: _Other, current: AbstractSet[ClauseId]
) -> bool:
    """Whether a message that tells something of the matters in question is of another all the same.

    It names the matter, tells a sum by a name that no clause in question knows, or tells a sum
    where none in question takes any.
    """
    if _names(ctx, other):
        return True
    if not counts_money(turn) or not ctx.facts.takes_money(other.clause):
        return False
    rest = other.rest
    labels = [to for s, e, to in ctx.hints.places(rest) if ctx.hints.is_sum(rest[s:e])]
    is_labelled = any(other.clause in to and not to & current for to in labels)
    return is_labelled or not any(map(ctx.facts.takes_money, current))


def _are_measures(ctx: UnderstandContext, policies: tuple[str, ...]) -> bool:
    """Whether topics know at least one of some policies, and it pays something."""
    is_told = ctx.places.are_drafts(policies) or ctx.places.are_commentary(policies)
    return bool(policies) and not ctx.selector.is_uncharted(policies) and not is_told


def _says_again(turn: Turn, ledger: Ledger, policies: tuple[str, ...]) -> bool:
    """Whether a message says something of a sum that was told before, in no other place."""
    told = {q.value for q in turn.quantities if q.role == "amount"}
    known = {s.value for m in ledger.in_question for s in m.numbers}
    here = any(c.policy in policies for m in ledger.in_question for c in m.clauses)
    return here and bool(told & known)


def _explained(
    ctx: UnderstandContext, turn: Turn, clauses: AbstractSet[ClauseId]
) -> tuple[tuple[int, int], ...]:
    """Where a message says what the rules of some clauses need or test."""
    facts = [(s, e) for s, e, to in ctx.hints.places(turn.folded) if to & clauses]
    told = [f for f in turn.flags if any(ctx.hints.tests(c, f.name) for c in clauses)]
    return (*facts, *((f.start, f.end) for f in told))


def _kin(
    ctx: UnderstandContext, clauses: AbstractSet[ClauseId], policies: tuple[str, ...]
) -> set[ClauseId]:
    """The clauses of other policies on the matter of some clauses: the same, in another place."""
    own = {c.policy for c in clauses}
    found = {c for t in ctx.topics.of_clauses(clauses) for c in ctx.clauses_of(t)}
    return {c for c in found if c.policy in policies and c.policy not in own}
