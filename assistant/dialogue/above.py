"""The region's clause on a matter for which a district's own text names no sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.select import Ranking, Selector
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId

_NEARLY = 0.8
"""How well the region's clause must fit beside the best anywhere, where a district has none."""

_SOMEHOW = 0.4
"""The same of the only clause of the region that pays for the matter."""


def from_above(
    selector: Selector,
    places: PlaceFinder,
    everywhere: Ranking,
    topics: Mapping[str, float],
    policies: Sequence[str],
) -> tuple[ClauseId, ...]:
    """The region's own clause on a matter on which a district's text is silent.

    It must fit nearly as well as the best anywhere, or be the only one that pays for the matter:
    活动 of the region's text is what a message calls 论坛.
    """
    above = places.above()
    leader = everywhere.best
    if not above or not topics or leader is None or set(policies) & set(above):
        return ()
    own = (r for r in everywhere.ranked if r.clause_id.policy in above)
    best = next((r for r in own if selector.topics_of(r.clause_id) & topics.keys()), None)
    if best is not None and best.score >= _NEARLY * leader.score:
        return (best.clause_id,)
    paying = selector.bearing.paying(topics, above)
    fits = best is not None and best.score >= _SOMEHOW * leader.score
    return paying if fits and len(paying) == 1 else ()


def beside_mute(
    selector: Selector,
    places: PlaceFinder,
    everywhere: Ranking,
    topics: Mapping[str, float],
    turn: Turn,
    clauses: Sequence[ClauseId],
) -> tuple[ClauseId, ...]:
    """The region's clause, where the rules of all clauses found are about another matter.

    前海办论坛: its text speaks of forums, and pays for an organisation that settles.
    """
    bearing = selector.bearing
    if not clauses or not all(bearing.is_mute(c, topics, turn.folded) for c in clauses):
        return ()
    return from_above(selector, places, everywhere, topics, [c.policy for c in clauses])
