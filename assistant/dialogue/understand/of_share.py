"""What a share of a sum did not do is no condition of the asker's: 有三成没用上,退了.

没用上 alone denies that a product is in use. Of so much of a sum that was told it says that so much
is out, unless a rule in question asks for the condition itself.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.by_share import says_some_out
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.text.units import Unit


def without_flags_of_share(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Turn:
    """A message less the conditions that it tells of a share that is out."""
    shares = [q for q in turn.quantities if q.unit is Unit.PERCENT and q.role == "amount"]
    if not turn.flags or not shares or not any(m.numbers for m in ledger.in_question):
        return turn
    around = [(q, *clause_around(turn.folded, q.start, q.end)) for q in shares]
    spans = [(q.end, high) for q, low, high in around if says_some_out(turn.folded, low, q, high)]
    tested = ctx.tested(ledger)
    kept = tuple(
        f
        for f in turn.flags
        if f.name in tested or not any(start <= f.start < end for start, end in spans)
    )
    return turn if len(kept) == len(turn.flags) else replace(turn, flags=kept)
