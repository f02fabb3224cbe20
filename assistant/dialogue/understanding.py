"""What was understood of a conversation's last message: the input of search, sums and wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.corpus_query import CorpusQuery
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Claim, Stated, Unused
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId


@dataclass(frozen=True, slots=True)
class Focus:
    """One clause to answer from, with the facts that belong to it.

    ``cases`` are alternative sets of facts (合同A, 合同B), each labelled ("" for the only one).
    """

    clause_id: ClauseId
    cases: tuple[tuple[str, tuple[Stated, ...]], ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a later message may lean on."""

    text: str = ""
    topics: tuple[tuple[str, float], ...] = ()
    policies: tuple[str, ...] = ()
    focus: tuple[ClauseId, ...] = ()
    trail: tuple[ClauseId, ...] = ()
    flags: tuple[Stated, ...] = ()
    numbers: tuple[Stated, ...] = ()
    intents: frozenset[Intent] = frozenset()


@dataclass(frozen=True, slots=True)
class Purpose:
    """The probabilities that a message wants something outside, or help with cheating.

    ``refuse`` is the fitted threshold: from there on it is refused.
    """

    outside: float
    dishonest: float
    refuse: float

    @property
    def is_refused(self) -> bool:
        """Whether it is surely not for the policies."""
        return self.outside + self.dishonest >= self.refuse

    @property
    def is_dishonest(self) -> bool:
        """Whether what is refused is help with cheating."""
        return self.is_refused and self.dishonest >= self.outside


@dataclass(frozen=True, slots=True)
class Reread:
    """Words with a number that was left over at first and then read, with this probability.

    ``start`` and ``end`` are offsets into the folded message; ``back`` is the message behind which
    all is void then, where it takes back others.
    """

    probability: float
    start: int
    end: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """Which clause a later message is likely about that its words did not lead to.

    ``clause`` is the likeliest ("" for none), ``share`` how likely it is, ``held`` how likely those
    that the words led to. ``is_sure``: enough to answer it instead; ``is_taken``: that was done;
    ``is_told``: those of the words are so unlikely that it is told.
    """

    clause: str
    share: float
    held: float
    is_told: bool
    is_sure: bool = False
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """The last message in its conversation.

    ``policies`` is the scope in question (empty: not said); ``absent`` are policies in it whose
    collected text has nothing on the matter; ``refusal`` is a kind of corpus/words.yaml's
    ``refuse`` list, "elsewhere", "within", "unrelated" or "" for none; ``relevance`` is the
    probability that some clause answers. ``as_of`` is the day in question: the user's words, or
    the day of asking. ``rivals`` are clauses that may be meant as well: which one is asked back.
    ``purpose`` is what the message was found to be for, None where that was not weighed.
    ``before`` is the ledger that the message met; ``reread`` what a second reading made of it;
    ``vote`` another clause that a later message is likely about.
    """

    turn: Turn
    as_of: date
    is_day_named: bool
    policies: tuple[str, ...]
    is_scope_named: bool
    focus: tuple[Focus, ...]
    absent: tuple[str, ...]
    claims: tuple[Claim, ...]
    intents: frozenset[Intent]
    is_policy_level: bool
    relevance: float
    refusal: str
    nearest: tuple[ClauseId, ...]
    memory: Memory
    ledger: Ledger
    unused: tuple[Unused, ...] = ()
    doubtful: tuple[str, ...] = ()
    query: CorpusQuery | None = None
    rivals: tuple[ClauseId, ...] = ()
    purpose: Purpose | None = None
    before: Ledger | None = None
    reread: Reread | None = None
    vote: Vote | None = None

    @property
    def used(self) -> frozenset[tuple[int, int]]:
        """Where the numbers of the message stand that some fact was worked out with."""
        return frozenset(
            (start, end)
            for focus in self.focus
            for _, stated in focus.cases
            for s in stated
            if not isinstance(s.value, bool | str)
            for turn, start, end in s.every_place
            if turn == self.ledger.turn
        )

    @property
    def tells_number(self) -> bool:
        """Whether the message gives a number that some clause uses, or claims one of a clause.

        A number that nothing uses (前台坐着12位同事) asks for no sum.
        """
        given = (s for f in self.focus for _, stated in f.cases for s in stated)
        uses = any(
            s.turn == self.ledger.turn and not isinstance(s.value, (bool, str)) for s in given
        )
        return uses or bool(self.claims)
