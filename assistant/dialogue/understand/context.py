"""What understanding asks: the finders of clauses, places, topics and facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.asides import AsideReader
from assistant.dialogue.choose import Chooser
from assistant.dialogue.completing import Completer, load_completing
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.hints import Hints
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.proposing import Proposer
from assistant.dialogue.read_query import QueryReader
from assistant.dialogue.roles import Roles
from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import TurnReader
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId


@dataclass(frozen=True, slots=True, eq=False)
class UnderstandContext:
    """The reader of messages, the finders of clauses and places, the gatherer of facts.

    ``by_purpose`` is understanding itself, for a stretch that is read as a message of its own;
    ``stays``: a message that finds no matter of its own goes on with those in question;
    ``holds_on``: it does whatever it finds.
    """

    reader: TurnReader
    selector: Selector
    places: PlaceFinder
    facts: FactGatherer
    topics: Topics
    hints: Hints
    queries: QueryReader
    proposer: Proposer
    roles: Roles
    asides: AsideReader
    chooser: Chooser
    completer: Completer
    by_purpose: Callable[[str, Ledger, date], Understanding]
    stays: bool = False
    holds_on: bool = False

    @classmethod
    def of(
        cls,
        reader: TurnReader,
        selector: Selector,
        places: PlaceFinder,
        facts: FactGatherer,
        topics: Topics,
        hints: Hints,
        queries: QueryReader,
        proposer: Proposer,
        roles: Roles,
        by_purpose: Callable[[str, Ledger, date], Understanding],
    ) -> UnderstandContext:
        """Built once from the readers."""
        asides = AsideReader(reader, selector, hints)
        chooser = Chooser(selector, places, topics, hints)
        return cls(
            reader=reader,
            selector=selector,
            places=places,
            facts=facts,
            topics=topics,
            hints=hints,
            queries=queries,
            proposer=proposer,
            roles=roles,
            asides=asides,
            chooser=chooser,
            completer=Completer(facts, load_completing(), selector.held),
            by_purpose=by_purpose,
        )

    def tested(self, ledger: Ledger) -> frozenset[str]:
        """The conditions of the rules in question: weaker words state them."""
        clauses = [c for m in ledger.in_question for c in m.clauses]
        return frozenset().union(*(self.hints.tested(c) for c in clauses))

    def clauses_of(self, topic_id: str) -> tuple[ClauseId, ...]:
        """The clauses of a topic."""
        topic = self.topics.get(topic_id)
        return topic.clauses if topic else ()
