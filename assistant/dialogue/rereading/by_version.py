"""A message that goes back to an earlier version of what was told: 还是第一版, 按最早那个方案.

The matter stands again as it stood before the first message that changed a value told in it.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.effects import BACK
from assistant.dialogue.ledger import Ledger, Past
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import Back, Candidate, values_of
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_FIRST = lazy(
    "(?:还是|回到|就按?|还按|按|用回?|走)(?:第一|最早|最先|最初|原先|头一|最开始|一开始|开头)(?:的|那)*(?:个|种|套)?"
    "(?:版|稿|方案|计划|打算|安排|说法|路线|想法)"
)
_LIKELY = 0.8


def by_version(found: Understanding, before: Ledger) -> Understanding | None:
    """With the matter in question as its first version had it."""
    if not before.turn or not _FIRST.search(fold(found.turn.text)):
        return None
    for place in found.ledger.current:
        was = matter_before(before, place, found.ledger.matters[place])
        first = next((p for p in was.pasts if _changes(p)), None) if was else None
        if first is None:
            continue
        back = Back(first, Decimal(0), is_last=False)
        chosen = Candidate(
            place, True, (), first.before, back, effect=BACK, flags=first.flags_before
        )
        return applied(found, before, chosen, (), _LIKELY)
    return None


def _changes(past: Past) -> bool:
    """Whether a message changed a value that was told before it."""
    for before, after in ((past.before, past.after), (past.flags_before, past.flags_after)):
        old, new = values_of(before), values_of(after)
        if any(name in new and new[name] != value for name, value in old.items()):
            return True
    return False
