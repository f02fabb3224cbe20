"""Whether a message says what all of it comes to now: no second reading adds that to it.

It does so where one more thing is told: 头一次入表,金额正好100万 may be of another fact.
"""

from __future__ import annotations

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.reached import one_more, says_all_of_it, says_to_the_point
from assistant.dialogue.rereading.candidate import values_of
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.understanding import Understanding


def came_up_to(found: Understanding, before: Ledger) -> bool:
    """Whether a sum changed to one that is said to be reached: 补了台交换机,正好一千万."""
    text = found.turn.folded
    whole = {
        q.value
        for q in found.turn.quantities
        if one_more(text, q.start)
        and (says_all_of_it(text, q.start) or says_to_the_point(text, q.start))
    }
    for place in found.ledger.current if whole else ():
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        had, held = values_of(was.numbers) if was else {}, values_of(now.numbers)
        if any(held[n] in whole and held[n] != had[n] for n in held.keys() & had):
            return True
    return False
