"""Cut a message into groups, one matter each: 龙岗租800万算力和龙华备案2个模型分别能补多少.

Words of matters, facts and rules are mentions, each of which points to clauses. Mentions that point
to a common clause belong together; where the next one points elsewhere, or is about another place
(龙岗算力1000万、福田900万), a new matter may begin, at the best boundary between the two: a stop, a
comma, a joining word, a place. Several groups stand only if at least two of them have a number or a
question of their own, if they are items of a list, or if the message asks for all.
"""

from assistant.dialogue.grouping.clauses import asked_clauses
from assistant.dialogue.grouping.group import ASKS, Group
from assistant.dialogue.grouping.matters import group_matters
from assistant.dialogue.grouping.strays import stray_matters
from assistant.dialogue.grouping.who import only_who

__all__ = [
    "ASKS",
    "Group",
    "asked_clauses",
    "group_matters",
    "only_who",
    "stray_matters",
]
