"""What a message undoes of a matter that it points to by a number, whatever was spoken of since.

那700万是市里的,跟龙华没关系 after the rent: the round of which the 700万 were told has them again.
The places that it names say whose money that is, and ask for nothing there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.aspects import content_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.understand.context import UnderstandContext
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_POINTS = lazy("[那这][\\d一二两三四五六七八九十百千]")
_MARK = ","


def undone_elsewhere(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date
) -> tuple[str, Ledger]:
    """A message less what it undoes of a matter, and the ledger with that matter in question.

    As they are where the matter is in question and no place is named: whoever gathers reads it.
    """
    folded = fold(text)
    if not ledger.matters or _POINTS.search(folded) is None or len(folded) != len(text):
        return text, ledger
    turn = ctx.reader.read(text, as_of=as_of)
    if len(turn.folded) != len(text):
        return text, ledger
    found = {n: ctx.facts.undone_of(turn, m) for n, m in enumerate(ledger.matters) if m.clauses}
    undone = {n: one for n, one in found.items() if one is not None}
    if len(undone) != 1:
        return text, ledger
    ((place, (matter, spans)),) = undone.items()
    is_live = place in ledger.current and len(ledger.current) == 1
    places = [(s, e) for s, e in turn.scope.spans if s < e]
    is_inside = all(any(low <= s and e <= high for low, high in spans) for s, e in places)
    if matter is ledger.matters[place] or not is_inside or (is_live and not places):
        return text, ledger
    rest = text
    for low, high in spans:
        rest = rest[:low] + _MARK * (high - low) + rest[high:]
    matters = tuple(matter if n == place else m for n, m in enumerate(ledger.matters))
    after = replace(ledger, matters=matters, current=(place,))
    return (rest if content_of(rest) else ASKED_AGAIN), after
