"""understand(): a conversation -> what its last message asks, by replaying the messages in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue.cases import FactGatherer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.grouping import Group, group_matters
from assistant.dialogue.gate import Signals
from assistant.dialogue.hints import Hints
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent, Turn, TurnReader
from assistant.dialogue.understanding import Memory, Understanding
from assistant.policy.clause import ClauseId
from assistant.text.units import Unit

_ANSWERABLE = 0.06
"""Below this probability, and without a topic word, nothing in the corpus answers."""
_SURE = 0.5
"""A stretch of a message counts as a matter of its own from this probability."""
_OWN = 0.2
"""Of several stretches only those count that are this probable without the place they name."""
_LEANS = 0.08
"""Words of facts that point this strongly to the clauses in question go on with them."""
_SHORT = 4
"""A message whose own matter has at most this many characters is about a policy as a whole."""
_SUBJECT = 0.6
"""A message without topic words is a subject of its own from this probability."""
_SPANS = frozenset({Unit.YEAR, Unit.MONTH, Unit.DAY})
_MATCHES = 6


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Clauses by group, policies in scope that lack the matter, the relevance seen."""

    groups: tuple[tuple[Group, tuple[ClauseId, ...]], ...]
    absent: tuple[str, ...]
    relevance: float
    nearest: tuple[ClauseId, ...]
    bare: float = 1.0

    @property
    def clauses(self) -> tuple[ClauseId, ...]:
        return tuple(dict.fromkeys(c for _, clauses in self.groups for c in clauses))


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
        return _with_words(signals, turn, is_scoped=bool(policies))

    def _resolve(self, turn: Turn, memory: Memory, as_of: date) -> Understanding:
        if Intent.RESTART in turn.intents:
            memory = Memory()
        follows = self._follows(turn, memory)
        if follows:
            turn = _carried(turn, memory)
        before = memory if follows else Memory(policies=memory.policies, flags=memory.flags)
        policies = self._places.resolve(turn, before)
        day = _day_asked(turn)
        is_policy_level = self._is_policy_level(turn, before, follows)
        chosen = _Chosen((), (), 1.0, ())
        if not is_policy_level:
            chosen = self._choose(turn, before, policies, follows)
        elif self._places.are_drafts(policies):
            whole = Group(0, len(turn.folded), turn.folded, turn.topics)
            chosen = _Chosen(((whole, self._places.all_clauses(policies)),), (), 1.0, ())
        refusal = self._refusal(turn, chosen, follows, is_policy_level, policies)
        if refusal == _UNRELATED and policies and turn.intents & _ABOUT_POLICY:
            refusal, is_policy_level = "", True
            chosen = replace(chosen, groups=(), absent=())
        elif refusal == _UNRELATED and _is_open(turn):
            refusal, chosen = "", replace(chosen, groups=(), absent=())
        if refusal:
            chosen = replace(chosen, groups=(), absent=())
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
        if len(turn.matter) <= 3 or turn.is_leaning:
            return True
        ranking = self._selector.rank(turn.matter, {}, None)
        if ranking.best is None or ranking.relevance < _SUBJECT:
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
            return len(turn.matter) <= _SHORT * 2
        asks_all = Intent.MATCH in turn.intents or not turn.intents
        return bool(scope.policies) and asks_all and len(turn.matter) <= _SHORT // 2

    def _choose(
        self, turn: Turn, before: Memory, policies: tuple[str, ...], follows: bool
    ) -> _Chosen:
        named = self._places.named_clauses(turn, policies or before.policies)
        whole = Group(0, len(turn.folded), turn.folded, turn.topics)
        if named:
            others = [p for p in policies if all(c.policy != p for c in named)]
            text = self._places.without_names(turn, 0, len(turn.folded))
            more, absent = (
                self._selector.carry(named, others, text, turn.topics) if others else ((), ())
            )
            return _Chosen(((whole, (*named, *more)),), absent, 1.0, ())
        if follows and before.focus:
            return self._go_on(turn, before, policies, whole)
        groups = group_matters(turn, self._topics, self._hints, self._guess)
        context = before.text if follows else ""
        parts = [self._choose_group(turn, group, policies, context) for group in groups]
        found = [part for part in parts if part.clauses]
        sure = [part for part in found if part.bare >= _OWN]
        found = sure if len(found) > 1 and sure else found
        absent = tuple(dict.fromkeys(p for part in parts for p in part.absent))
        covered = {c.policy for part in parts for c in part.clauses}
        return _Chosen(
            tuple(pair for part in found for pair in part.groups),
            tuple(p for p in absent if p not in covered),
            max((part.relevance for part in parts), default=0.0),
            tuple(c for part in parts for c in part.nearest)[:3],
        )

    def _guess(self, text: str) -> Mapping[str, float]:
        """The topics of the clause that retrieval finds for a stretch, if it is sure."""
        ranking = self._selector.rank(text, {}, None)
        if ranking.best is None or ranking.relevance < _SURE:
            return {}
        return dict.fromkeys(sorted(self._topics.of_clauses([ranking.best.clause_id])), 0.5)

    def _choose_group(
        self, turn: Turn, group: Group, policies: tuple[str, ...], context: str
    ) -> _Chosen:
        text = self._places.without_names(turn, group.start, group.end)
        text = f"{context} {text}" if context else text
        topics = group.topics
        asks_bodies = Intent.DEPARTMENT in turn.intents and not policies
        anywhere = self._places.with_bodies() if asks_bodies else None
        everywhere = self._selector.rank(text, topics, anywhere)
        ranking = self._selector.rank(text, topics, policies) if policies else everywhere
        signals = _with_words(everywhere.signals, turn, is_scoped=turn.scope.is_named)
        relevance = self._selector.probability(signals)
        nearest = tuple(r.clause_id for r in everywhere.ranked[:2])
        if Intent.MATCH in turn.intents and policies and not turn.quantities:
            many = tuple(r.clause_id for r in ranking.ranked[:_MATCHES])
            return _Chosen(((group, many),), (), relevance, nearest, everywhere.relevance)
        if not policies:
            wide = Intent.COMPARE in turn.intents
            clauses, absent = self._selector.siblings(ranking, topics, wide=wide), ()
        else:
            clauses, absent = self._selector.per_policy(ranking, topics, policies)
            if len(policies) == 1:
                clauses, absent = self._selector.in_one(ranking, everywhere, policies[0], topics)
            if turn.intents & {Intent.STACKING, Intent.COMPARE} and len(policies) == 1:
                clauses = self._selector.by_topic(ranking, topics) or clauses
            clauses = self._places.with_parent(clauses, everywhere, policies, turn)
        pairs = ((group, clauses),) if clauses else ()
        return _Chosen(pairs, absent, relevance, nearest, everywhere.relevance)

    def _go_on(
        self, turn: Turn, before: Memory, policies: tuple[str, ...], whole: Group
    ) -> _Chosen:
        """The same subject: the same clauses, or those of the same matter in the new scope."""
        trail = before.focus
        if turn.scope.is_named or policies != before.policies:
            text = f"{before.text} {turn.matter}"
            topics = {**dict(before.topics), **turn.topics}
            clauses, absent = self._selector.carry(trail, policies, text, topics)
            return _Chosen(((whole, clauses),) if clauses else (), absent, 1.0, trail[:2])
        if turn.topics or len(turn.matter) >= 4:
            trail = self._refine(turn, before, trail)
        if turn.intents & {Intent.STACKING, Intent.COMPARE} and len(before.trail) > 1:
            trail = before.trail
        return _Chosen(((whole, trail),), (), 1.0, ())

    def _refine(
        self, turn: Turn, before: Memory, trail: tuple[ClauseId, ...]
    ) -> tuple[ClauseId, ...]:
        """A better clause of the same policies for the message's own words, if clearly better."""
        scope = before.policies or tuple(dict.fromkeys(c.policy for c in trail))
        ranking = self._selector.rank(turn.matter or turn.folded, turn.topics, scope)
        scores = {r.clause_id: r.score for r in ranking.ranked}
        best = ranking.best
        if best is None or best.clause_id in trail or ranking.relevance < _SUBJECT:
            return trail
        kept = max((scores.get(clause, 0.0) for clause in trail), default=0.0)
        return (best.clause_id,) if best.score > 1.2 * kept else trail

    def _refusal(
        self,
        turn: Turn,
        chosen: _Chosen,
        follows: bool,
        is_policy_level: bool,
        policies: tuple[str, ...],
    ) -> str:
        if turn.refuse:
            return turn.refuse[0]
        if turn.scope.elsewhere and not turn.scope.is_named and not follows:
            return "elsewhere"
        if turn.scope.within and not turn.scope.is_named and not follows:
            return "within"
        if is_policy_level and (policies or Intent.STACKING in turn.intents):
            return ""
        if self._places.are_drafts(policies):
            return ""
        if follows and chosen.groups:
            return ""
        if not chosen.groups and not chosen.absent:
            return _UNRELATED
        if not turn.topics and not turn.scope.articles and chosen.relevance < _ANSWERABLE:
            return _UNRELATED
        return ""

    def _remember(
        self,
        turn: Turn,
        before: Memory,
        policies: tuple[str, ...],
        chosen: _Chosen,
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


def _with_words(signals: Signals, turn: Turn, *, is_scoped: bool) -> Signals:
    return replace(
        signals,
        scope=float(is_scoped),
        support=float(turn.asks_support),
        trade=float(turn.names_trade),
    )


_UNRELATED = "unrelated"
_ABOUT_POLICY = frozenset({Intent.VALIDITY, Intent.NAME, Intent.STACKING})


def _is_open(turn: Turn) -> bool:
    """A request for support that names no matter: it is asked back, not refused."""
    asks = turn.asks_support or bool(turn.intents & {Intent.CALCULATE, Intent.MATCH})
    return asks and len(turn.matter) <= 1


_CARRIED = frozenset({Intent.VALIDITY, Intent.NAME, Intent.DEPARTMENT, Intent.POOL, Intent.REVERSE})


def _carried(turn: Turn, memory: Memory) -> Turn:
    """ "福田的呢" asks what was asked before: the message takes over the question of the last."""
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
