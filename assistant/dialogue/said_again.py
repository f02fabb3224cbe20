"""What a message only says again: 我们换了家供应商,还是300万 tells what holds already."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Understanding
from assistant.text.pattern import lazy

ASKED_AGAIN = "再报一遍,多少"
"""What is asked where a message says no more than what stands, or what it goes back to."""
_STILL = lazy("(?:还是|仍然?是?|依旧是?|依然是?|照旧是?)(?:那|这|原来的?)?$")


def less_said_again(found: Understanding) -> Understanding:
    """The understanding without what is told as unused, though it holds: it is said to be so still.

    Only where every number of the words is one that a matter in question has, in its own unit.
    """
    left = tuple(u for u in found.unused if not _holds_still(found, found.turn, u))
    return found if left == found.unused else replace(found, unused=left)


def _holds_still(found: Understanding, turn: Turn, unused: Unused) -> bool:
    if unused.kind == "matter":
        return False
    held = {
        value
        for place in found.ledger.current
        for stated in found.ledger.matters[place].numbers
        for value in (stated.value, stated.total)
    }
    told = [q for q in turn.quantities if unused.start <= q.start < unused.end]
    return bool(told) and all(
        q.value in held and _STILL.search(turn.folded, unused.start, q.start) for q in told
    )
