"""What second readings ask: the facts of clauses, the network of roles, the words of policies."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.likeness import Likeness
from assistant.dialogue.roles import Roles


@dataclass(frozen=True, slots=True, eq=False)
class RereadContext:
    """The gatherer of facts and the network of roles.

    ``held`` gives the pairs of characters that the policies know, ``likeness`` how near a text
    stands to conditions, ``tested`` which conditions the rules in question ask for.
    """

    facts: FactGatherer
    roles: Roles
    held: Callable[[], Collection[str]]
    likeness: Likeness
    tested: Callable[[Ledger], Collection[str]]
