"""Two matters that a question names side by side: 展位费和人员费各能补多少.

Of a policy that was taken in each name is the end of the heading of one clause alone; all that the
message tells before is of both of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.policy.clause import Clause, ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_PAIR = lazy(
    "(?P<one>[^,。;!?、0-9]{2,10}?)(?:和|与|以及|及|跟)(?P<two>[^,。;!?、0-9]{2,10}?)"
    "(?:这?两[项笔块])?(?:一年|总共|一共)?(?:各|分别)[^,。;!?0-9]{0,6}(?:多少|几)"
)
_ONE_MORE = lazy("[;；]|又|另外|同时|还|以及|此外")
"""What is told of one and then of another: the message is cut where the other begins."""
_PAID = lazy("(?:补贴|补助|奖励|奖补|资金)+$")
_LEAST = 3


def clauses_named(text: str, clauses: Sequence[Clause]) -> tuple[ClauseId, ...]:
    """The two clauses whose headings end as the names that a folded message asks for; ()."""
    found = _PAIR.search(text)
    if found is None or _ONE_MORE.search(text, 0, found.start()):
        return ()
    headings = [(fold(one.heading), one.id) for one in clauses if one.is_leaf and one.heading]
    named = [_named(found[side], headings) for side in ("one", "two")]
    pair = tuple(one for one in named if one is not None)
    return pair if len(set(pair)) == len(named) else ()


def _named(name: str, headings: Sequence[tuple[str, ClauseId]]) -> ClauseId | None:
    """The only clause whose heading ends in the most of a name that any heading ends in."""
    bare = _PAID.sub("", name)
    ends = [(_PAID.sub("", heading), clause) for heading, clause in headings]
    for start in range(max(0, len(bare) - _LEAST + 1)):
        own = [clause for heading, clause in ends if heading.endswith(bare[start:])]
        if own:
            return own[0] if len(own) == 1 else None
    return None
