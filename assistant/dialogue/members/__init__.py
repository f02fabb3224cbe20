"""What was stated in several numbers: which of them a message means, and what becomes of it.

Sums of years (今年90万,明年120万), of things one by one (又签了一份200万的), of batches
(8台每台36万,5台每台52万) and counts of years are all members of one fact. A clause that names one
of them (后年那个, 后面那份, 2600那个, B那份, 便宜的那批) and says what becomes of it (砍到100万,
黄了, 没评上, 退了一半, 又签回来了) changes that one; the others stay. A clause that names none
changes none here.
"""

from assistant.dialogue.members.becoming import OUT
from assistant.dialogue.members.changing import change, in_year, lost_of, points, tells_one_more
from assistant.dialogue.members.editing import edited
from assistant.dialogue.members.named import meant
from assistant.dialogue.members.said import Changed, Said, less_spans, members_of
from assistant.dialogue.members.shares import HELD_AND_OUT, WHOLE, whole_of
from assistant.dialogue.members.terms import swapped_members, terms_of, with_terms
from assistant.dialogue.members.viewing import viewed, years_viewed

__all__ = [
    "HELD_AND_OUT",
    "OUT",
    "WHOLE",
    "Changed",
    "Said",
    "change",
    "edited",
    "in_year",
    "less_spans",
    "lost_of",
    "meant",
    "members_of",
    "points",
    "swapped_members",
    "tells_one_more",
    "terms_of",
    "viewed",
    "whole_of",
    "with_terms",
    "years_viewed",
]
