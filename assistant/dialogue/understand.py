"""understand(): a conversation -> what its last message asks, by replaying its messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.cases import FactGatherer
from assistant.dialogue.choose import SUBJECT, Chooser, Chosen, with_words
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.gate import Signals
from assistant.dialogue.grouping import Group
from assistant.dialogue.hints import Hints
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent, Turn, TurnReader
from assistant.dialogue.understanding import Memory, Understanding
from assistant.text.units import Unit

_ANSWERABLE = 0.06
"""Below this probability, and without a topic word, nothing in the corpus answers."""
_LEANS = 0.08
"""Words of facts that point this strongly to the clauses in question go on with them."""
_SHORT = 4
"""A message whose own matter has at most this many characters is about a policy as a whole."""
_SPANS = frozenset({Unit.YEAR, Unit.MONTH, Unit.DAY})


class Understander:
    """Understands conversations; holds no conversation itself."""

    def __init__(
        self,
        reader: TurnReader,
        selector: Selector,
        places: PlaceFinder,
        facts: FactGatherer,
        topics: Topics,
        hints: Hints,
    ) -> None:
        self._reader = reader
        self._selector = selector
        self._places = places
        self._facts = facts
        self._chooser = Chooser(selector, places, topics, hints)
        self._topics = topics
        self._hints = hints

    def understand(self, conversation: Conversation, *, as_of: date) -> Understanding:
        """Replay the conversation; the same messages give the same understanding.

        Raises:
            ValueError: the conversation has no message.
        """
        understanding: Understanding | None = None
        memory = Memory()
        for message in conversation.turns:
            turn = self._reader.read(message, as_of=as_of)
            understanding = self._resolve(turn, memory, as_of)
            memory = understanding.memory
        if understanding is None:
            raise ValueError("the conversation has no message")
        return understanding

    def signals(self, question: str, *, as_of: date) -> Signals | None:
        """The signals of a lone question; None where the refuse lists or a place settle it."""
        turn = self._reader.read(question, as_of=as_of)
        if turn.refuse or turn.scope.elsewhere or turn.scope.within:
            return None
        policies = self._places.resolve(turn, Memory())
        text = self._places.without_names(turn, 0, len(turn.folded))
        everywhere = self._selector.rank(text, turn.topics, None)
        signals = everywhere.signals
        return with_words(signals, turn, is_scoped=bool(policies))

    def _resolve(self, turn: Turn, memory: Memory, as_of: date) -> Understanding:
        if Intent.RESTART in turn.intents:
            memory = Memory()
        follows = self._follows(turn, memory)
        if follows:
            turn = _carried(turn, memory)
        before = memory if follows else Memory(policies=memory.policies, flags=memory.flags)
        policies = self._places.resolve(turn, before)
        day = _day_asked(turn)
        chosen, refusal, is_policy_level = self._decide(turn, before, policies, follows)
        focus, kept = self._facts.gather(turn, before, chosen.groups, follows)
        return Understanding(
            turn=turn,
            as_of=day or as_of,
            is_day_named=day is not None,
            policies=policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses)),
            is_scope_named=bool(policies),
            focus=focus,
            absent=chosen.absent,
            claims=turn.claims,
            intents=turn.intents | (_lasting(memory) if follows else frozenset()),
            is_policy_level=is_policy_level,
            relevance=chosen.relevance,
            refusal=refusal,
            nearest=chosen.nearest,
            memory=memory
            if refusal
            else self._remember(turn, before, policies, chosen, kept, follows),
        )

    def _decide(
        self, turn: Turn, before: Memory, policies: tuple[str, ...], follows: bool
    ) -> tuple[Chosen, str, bool]:
        """The chosen clauses, the kind of refusal ("" for none), whether it is about a policy."""
        is_policy_level = self._is_policy_level(turn, before, follows)
        chosen = Chosen((), (), 1.0, ())
        if not is_policy_level:
            chosen = self._chooser.choose(turn, before, policies, follows)
        elif self._places.are_drafts(policies):
            whole = Group(0, len(turn.folded), turn.folded, turn.topics)
            chosen = Chosen(((whole, self._places.all_clauses(policies)),), (), 1.0, ())
        refusal = self._refusal(turn, chosen, follows, is_policy_level, policies)
        if refusal == _UNRELATED and policies and turn.intents & _ABOUT_POLICY:
            refusal, is_policy_level = "", True
            chosen = replace(chosen, groups=(), absent=())
        elif refusal == _UNRELATED and self._is_open(turn):
            refusal, chosen = "", replace(chosen, groups=(), absent=())
        if refusal:
            chosen = replace(chosen, groups=(), absent=())
        return chosen, refusal, is_policy_level

    def _follows(self, turn: Turn, memory: Memory) -> bool:
        """Whether the message goes on with the subject of the conversation."""
        if not memory.focus and not memory.text:
            return False
        pointed = self._hints.read(turn.folded)
        if any(pointed.get(clause, 0.0) >= _LEANS for clause in memory.focus):
            return True
        if turn.topics:
            old = dict(memory.topics) or dict.fromkeys(self._topics.of_clauses(memory.focus), 1.0)
            shared = set(turn.topics) & (set(old) | self._topics.of_clauses(memory.focus))
            return bool(shared) or (turn.is_correction and len(turn.matter) <= _SHORT)
        if turn.is_leaning or len(turn.matter) <= 1:
            return True
        text = self._places.without_names(turn, 0, len(turn.folded))
        ranking = self._selector.rank(text, {}, None)
        signals = with_words(ranking.signals, turn, is_scoped=turn.scope.is_named)
        if ranking.best is None or self._selector.probability(signals) < SUBJECT:
            return True
        own = self._topics.of_clauses([ranking.best.clause_id])
        return bool(own & self._topics.of_clauses(memory.focus))

    def _is_policy_level(self, turn: Turn, before: Memory, follows: bool) -> bool:
        """A question about a policy as a whole: its validity, its name."""
        scope = turn.scope
        about = turn.intents & _ABOUT_POLICY
        if turn.topics or scope.articles or scope.clauses or (follows and before.focus):
            return False
        if any(q.role == "amount" and q.unit not in _SPANS for q in turn.quantities):
            return False
        if about:
            asks_bodies = about == {Intent.DEPARTMENT}
            return len(turn.matter) <= (_SHORT // 2 if asks_bodies else _SHORT * 2)
        asks_all = Intent.MATCH in turn.intents or not turn.intents
        return bool(scope.policies) and asks_all and len(turn.matter) <= 1

    def _is_open(self, turn: Turn) -> bool:
        """A message that asks for support or tells of the company, and names no matter."""
        asks = turn.asks_support or bool(turn.intents & {Intent.CALCULATE, Intent.MATCH})
        tells = self._facts.tells_of_company(turn.flags) and not turn.quantities
        return (asks or tells) and len(turn.matter) <= _SHORT // (1 if tells else 2)

    def _refusal(
        self,
        turn: Turn,
        chosen: Chosen,
        follows: bool,
        is_policy_level: bool,
        policies: tuple[str, ...],
    ) -> str:
        if turn.refuse:
            return turn.refuse[0]
        if turn.scope.elsewhere and not (turn.scope.policies or turn.scope.parent):
            return "elsewhere"
        if turn.scope.within and not turn.scope.is_named and not follows:
            return "within"
        if is_policy_level and (policies or Intent.STACKING in turn.intents):
            return ""
        if self._places.are_unbinding(policies):
            return ""
        if follows and chosen.groups:
            return ""
        if not chosen.groups and not chosen.absent and not turn.scope.articles:
            return _UNRELATED
        least = _ANSWERABLE / 5 if turn.unstated else _ANSWERABLE
        if not turn.topics and not turn.scope.articles and chosen.relevance < least:
            return _UNRELATED
        return ""

    def _remember(
        self,
        turn: Turn,
        before: Memory,
        policies: tuple[str, ...],
        chosen: Chosen,
        kept: Memory,
        follows: bool,
    ) -> Memory:
        own = self._places.without_names(turn, 0, len(turn.folded))
        text = f"{before.text} {turn.matter}"[-300:] if follows else own
        topics = {**dict(before.topics), **turn.topics} if follows else dict(turn.topics)
        focus = chosen.clauses or before.focus
        trail = (*before.trail, *focus) if follows else focus
        return Memory(
            text=text,
            topics=tuple(sorted(topics.items())),
            policies=policies or before.policies,
            focus=focus,
            trail=tuple(dict.fromkeys(trail)),
            flags=kept.flags,
            numbers=kept.numbers,
            intents=turn.intents,
        )


_UNRELATED = "unrelated"
_ABOUT_POLICY = frozenset({Intent.VALIDITY, Intent.NAME, Intent.STACKING, Intent.DEPARTMENT})


_CARRIED = frozenset({Intent.VALIDITY, Intent.NAME, Intent.DEPARTMENT, Intent.POOL, Intent.REVERSE})


def _carried(turn: Turn, memory: Memory) -> Turn:
    """The message with the question of the one before, if it has none itself (福田的呢)."""
    if turn.intents & _CARRIED or turn.quantities or len(turn.matter) > _SHORT:
        return turn
    if Intent.CALCULATE in turn.intents:
        return turn
    return replace(turn, intents=turn.intents | (memory.intents & _CARRIED))


def _lasting(memory: Memory) -> frozenset[Intent]:
    return memory.intents & {Intent.TOTAL}


def _day_asked(turn: Turn) -> date | None:
    """The day the message asks about: a future or explicit day with a question of validity."""
    for mention in turn.dates:
        if Intent.VALIDITY in turn.intents and mention.precision != "now":
            return mention.last_day
    return None
