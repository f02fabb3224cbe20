"""Whether a later message only turns what was spoken of to another place (福田呢; 市里)."""

from __future__ import annotations

from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping.where import BARE
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Understanding


def only_turns_there(ctx: UnderstandContext, found: Understanding, ledger: Ledger) -> bool:
    """Whether a message is but the name of a place, and the matter spoken of was found there.

    Nothing else in it could say of which clause it is: what that place has on the same matter, or
    the draft that it has.
    """
    turn = found.turn
    if not turn.scope.is_named or turn.topics or turn.quantities or turn.scope.articles:
        return False
    rest = BARE.sub("", blank(turn.folded, turn.scope.spans).replace(" ", "")).strip("吗么有,。")
    if content_of(rest) or not found.focus or found.refusal:
        return False
    answered = {focus.clause_id for focus in found.focus}
    if ctx.places.are_drafts([c.policy for c in answered]):
        return True
    before = [c for m in ledger.in_question for c in (*m.clauses, *m.trail)]
    return bool(ctx.topics.of_clauses(answered) & ctx.topics.of_clauses(before))
