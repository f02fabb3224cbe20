"""understand(): a conversation -> what its last message asks, by replaying its messages.

message → acts → which matters of the ledger it is about (or new ones) → their clauses → facts.

``reading`` is the way of one message; ``subjects`` says what it is about: matters that ``pointing``
finds in the ledger and ``going_on`` takes on, or new ones (``anew``); ``pieces`` parts a message
that is about several. What they ask is the ``UnderstandContext``. ``Understander`` is what others
use.
"""

from assistant.dialogue.understand.another import RivalFinder
from assistant.dialogue.understand.retelling import RetoldReader
from assistant.dialogue.understand.subject import FORGE, UNRELATED
from assistant.dialogue.understand.understander import Understander

__all__ = [
    "FORGE",
    "UNRELATED",
    "RetoldReader",
    "RivalFinder",
    "Understander",
]
