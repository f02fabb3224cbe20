"""understand(): a conversation -> what its last message asks, by replaying its messages.

message → acts → which matters of the ledger it is about (or new ones) → their clauses → facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, reduce

from assistant.dialogue import askers, halves
from assistant.dialogue.accounting import askers_left, unread_suppositions, untold
from assistant.dialogue.acts import Act
from assistant.dialogue.asides import AsideReader, without_unheld
from assistant.dialogue.aspects import clause_around, content_of, without_bodies
from assistant.dialogue.changes import adds_more, figures_named
from assistant.dialogue.choose import SUBJECT, Chooser, Chosen, with_words
from assistant.dialogue.conditions import asks_unwritten
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.corpus_query import CorpusQuery
from assistant.dialogue.days import stretch_asked
from assistant.dialogue.foreign import is_foreign
from assistant.dialogue.gate import Signals
from assistant.dialogue.gather import (
    FactGatherer,
    Gathered,
    Part,
    shares_evenly,
    takes_back_change,
    takes_off_part,
)
from assistant.dialogue.grouping import ASKS, Group, asked_clauses, group_matters, stray_matters
from assistant.dialogue.heads import is_of
from assistant.dialogue.hints import Hints
from assistant.dialogue.language import pairs_of, unknown_of
from assistant.dialogue.ledger import Ledger, Ledgers, Matter
from assistant.dialogue.members import tells_one_more
from assistant.dialogue.places import PlaceFinder, asks_own, located
from assistant.dialogue.procedure import UNTIL, article_for, states_until
from assistant.dialogue.proposing import Proposer
from assistant.dialogue.purpose import PurposeReader, load_purpose
from assistant.dialogue.read_query import QueryReader
from assistant.dialogue.scope import Scope, only_lists
from assistant.dialogue.select import Ranking, Selector
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent, Turn, TurnReader, blank
from assistant.dialogue.understanding import Memory, Understanding
from assistant.policy.clause import ClauseId
from assistant.rules.facts import APPLICANT
from assistant.text.expressions import Expression, Relation
from assistant.text.joining import TIMES
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ANSWERABLE = 0.06
"""Below this probability, and without a topic word, nothing in the corpus answers."""
_WEAKLY = 0.05
"""The same with a topic word that names a matter only perhaps; set on the seen sets."""
_BY_CHANCE = 0.7
"""What is near by one character alone (飞飞, 空) is at most 0.61 near, 租 alone 0.82."""
_LEANS = 0.08
"""Words of facts that point this strongly to the clauses in question go on with them."""
_HINTS = 0.04
"""What one word of a matter's facts weighs (算力), alone in its message."""
_SEVERAL = 2
_SHORT = 4
"""A message whose own matter has at most this many characters is about a policy as a whole."""
_FITS = 0.25
"""How well another clause must fit words that changed nothing, to be what they may mean."""
_NAMES, _CLEARLY = 1.0, 1.2
"""How much words of a matter weigh that name it, and how much better another clause must fit."""
_NEARLY, _FAINTLY = 0.7, 0.3
"""From which share of the best score another clause may be meant as well, and how good is faint."""
_FAINT = 0.5
"""A matter named by a word of two characters may be meant by chance."""
_ALL_OF_IT = 0.2
"""From which probability a message that asks for what the policies do not name still asks for a
clause; below it, and without a word of a matter, nothing answers."""
_KEPT = 64
"""Conversation beginnings whose ledgers are remembered."""

UNRELATED, FORGE = "unrelated", "forge"
_HOLDS = 0.98
"""From this relevance of its own a policy that was taken in holds what is refused elsewhere."""
_ABOUT_POLICY = frozenset({Intent.VALIDITY, Intent.NAME, Intent.STACKING, Intent.DEPARTMENT})
_ABOUT_IT = frozenset({Intent.VALIDITY, Intent.DEPARTMENT})
_CARRIED = frozenset({Intent.VALIDITY, Intent.NAME, Intent.DEPARTMENT, Intent.POOL, Intent.REVERSE})


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a message is about: parts with their clauses, and how sure that is."""

    parts: tuple[Part, ...]
    absent: tuple[str, ...] = ()
    relevance: float = 1.0
    nearest: tuple[ClauseId, ...] = ()
    refusal: str = ""
    is_policy_level: bool = False
    policies: tuple[str, ...] = ()
    unmatched: tuple[Unused, ...] = ()


class Understander:
    """Understands conversations; holds no conversation itself, only ledgers by their messages."""

    def __init__(
        self,
        reader: TurnReader,
        selector: Selector,
        places: PlaceFinder,
        facts: FactGatherer,
        topics: Topics,
        hints: Hints,
        queries: QueryReader,
        proposer: Proposer,
    ) -> None:
        self._queries = queries
        self._proposer = proposer
        self._reader = reader
        self.asides = AsideReader(reader, selector, hints)
        self._selector = selector
        self._places = places
        self._facts = facts
        self._chooser = Chooser(selector, places, topics, hints)
        self._topics = topics
        self._hints = hints
        self._ledgers = Ledgers(_KEPT)
        self.purposes = PurposeReader(load_purpose(), selector, places)

    def understand(self, conversation: Conversation, *, as_of: date) -> Understanding:
        """Replay the conversation; the same messages give the same understanding.

        The ledger of a beginning that was replayed before is taken from memory.

        Raises:
            ValueError: the conversation has no message.
        """
        turns = conversation.turns
        if not turns:
            raise ValueError("the conversation has no message")
        done, ledger = self._ledgers.longest(as_of, turns)
        understanding: Understanding | None = None
        for n in range(done, len(turns)):
            understanding = self._by_purpose(turns[n], ledger, as_of)
            spoken = (*ledger.spoken, Spoken.of(understanding.turn))
            ledger = replace(understanding.ledger, spoken=spoken)
            understanding = replace(understanding, ledger=ledger)
            self._ledgers.keep(as_of, turns[: n + 1], ledger)
        if understanding is None:
            raise AssertionError("the last message is always read")
        return understanding

    def _by_purpose(self, text: str, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks, unless it is surely for something outside or for cheating.

        The matters of the conversation stay.
        """
        found = self._heard(text, ledger, as_of)
        purpose = self.purposes.purpose(found, follows=ledger.turn > 0)
        if purpose is None or self._topics.called(found.turn.folded) is not None:
            return found  # the name of a matter, as a chip that is pressed says it
        again = {Act.ALL_MATTERS, Act.REPEAT} & found.turn.acts.all
        if again and found.focus and not found.turn.refuse:
            return replace(found, purpose=purpose)  # 最新的数再列一遍,我发老板
        if found.refusal == FORGE and not purpose.is_refused:
            return replace(self._trusted(found, ledger, as_of), purpose=purpose)
        refusal = FORGE if purpose.is_dishonest else UNRELATED
        names_nothing = unknown_of(found.turn.matter) == 0  # 那我最多能拿好多
        if not purpose.is_dishonest and names_nothing:
            return replace(found, purpose=purpose)
        if purpose.is_refused and found.refusal in {"", UNRELATED} - {refusal}:
            found = self._without_subject(found.turn, ledger, as_of, refusal, ledger.turn + 1)
        return replace(found, purpose=purpose)

    def _trusted(self, found: Understanding, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks beside the words of cheating that it only speaks of.

        老板让我造假我不干。福田要几个真实案例: as a whole it wants no help with it.
        """
        spans = [(start, end) for kind, start, end in found.turn.refuse if kind == FORGE]
        again = self._heard(blank(found.turn.folded, spans), ledger, as_of)
        if again.refusal or not again.focus:
            return found
        return replace(again, turn=replace(again.turn, text=found.turn.text))

    def _heard(self, text: str, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks; with the matters of the asker that it names, where several ask."""
        text = _without_dropped(text) if ledger.matters else text
        each = self._of_each(text, ledger, as_of)
        if each is not None:
            return each
        asker = askers.named(text, {m.asker for m in ledger.matters})
        if asker is None:
            return self._of_several(text, ledger, as_of) or self._read(text, ledger, as_of)
        ledger = askers.with_names(ledger)
        if not asker.reports:
            ledger = askers.with_own(ledger)
        if not askers.are_told_apart(ledger):
            found = self._read(text, ledger, as_of)
            if found.refusal or not found.focus:
                return found
            return replace(found, ledger=askers.labelled(ledger, found.ledger, asker.who))
        own = askers.view(ledger, asker.who)
        if own.matters and not asker.text.strip(_MARKS + "呢的"):
            asker = replace(asker, text=_EACH_AGAIN)  # 小王呢
        if asker.reports and not own.matters:
            return self._read(text, ledger, as_of)  # 他妈说不是四十，六十
        found = self._read(asker.text if own.matters else text, own, as_of)
        is_lost = (found.refusal or not found.focus) and not own.matters
        if is_lost:  # B也一样: said of what the others asked
            tells = any(c.isdigit() or c in _NUMERALS for c in asker.text)
            found = self._read(asker.text if tells else text, ledger, as_of)
            found = replace(found, turn=replace(found.turn, text=text))
            return replace(found, ledger=askers.moved(ledger, found.ledger, asker.who))
        if len(found.ledger.matters) < len(own.matters):
            return self._read(text, ledger, as_of)
        after = askers.merged(ledger, found.ledger, asker.who)
        return replace(found, ledger=after, turn=replace(found.turn, text=text))

    def _of_each(self, text: str, ledger: Ledger, as_of: date) -> Understanding | None:
        """What a message tells of each of several askers, each read with that one's matters.

        None where it does not tell them apart, or one of them is not understood.
        """
        known = {m.asker for m in ledger.matters if m.asker}
        told = askers.told_of_each(text, known)
        if not told:
            return None
        number = ledger.turn
        left: list[Unused] = []
        current: list[int] = []
        whole = self._reader.read(text, as_of=as_of, in_question=self._tested(ledger))
        now = ledger
        for each in told:
            own = replace(askers.view(now, each.who), turn=number)
            found = self._read(each.text, own, as_of)
            is_new = each.who not in known
            if found.refusal or not found.focus or (is_new and not found.tells_number):
                return None
            places = dict(zip(whole.offsets, range(len(whole.offsets)), strict=True))
            for one in found.unused:
                start, end = found.turn.to_source(one.start, one.end)
                first, last = places.get(start), places.get(end - 1)
                if first is not None and last is not None and first <= last:
                    left.append(replace(one, start=first, end=last + 1))
            now = replace(askers.merged(now, found.ledger, each.who), turn=number)
            current += now.current
        own = askers.of_places(now, current)
        again = self._read(_EACH_AGAIN, own, as_of)
        if again.refusal or len(again.focus) < len(own.matters):
            return None
        after = replace(again.ledger, matters=now.matters, current=tuple(current))
        turn = replace(again.turn, text=text, folded=whole.folded, offsets=whole.offsets)
        return replace(again, ledger=after, turn=turn, unused=tuple(dict.fromkeys(left)))

    def _of_several(self, text: str, ledger: Ledger, as_of: date) -> Understanding | None:
        """The sums of several askers once more (俩人各多少); None for any other message."""
        ledger = askers.with_names(ledger)
        asked = askers.several(text, ledger)
        if asked is None:
            return None
        askers_named, rest = asked
        own = askers.of_them(ledger, askers_named)
        found = self._read(rest, own, as_of)
        if (
            found.refusal
            or len(found.focus) < len(own.matters)
            or found.ledger.matters != own.matters
        ):
            found = self._read(_EACH_AGAIN, own, as_of)
        after = replace(found.ledger, matters=ledger.matters, current=ledger.current)
        return replace(found, ledger=after, turn=replace(found.turn, text=text))

    def _read(self, text: str, ledger: Ledger, as_of: date) -> Understanding:
        """What a message asks, its asides cut out first.

        A clause that states a condition of the very rules found without it is no aside.
        """
        tested = self._tested(ledger)
        turn = self._reader.read(text, as_of=as_of, in_question=tested)
        counted = self._facts.measure_words(ledger.matters)
        asides = self.asides.find(turn, as_of=as_of, goes_on=bool(ledger.matters), counted=counted)
        asides = tuple(
            cut
            for cut in asides
            if not _SOME_OF_IT.search(turn.folded, cut.start, cut.end)
            and not (ledger.day and _APPLIES_NOW.search(turn.folded, cut.start, cut.end))
            and not shares_evenly(turn.folded[cut.start : cut.end])
            and not self._facts.names_member(turn, ledger.in_question, cut.start, cut.end)
            and not (ledger.matters and tells_one_more(turn.folded[cut.start : cut.end]))
        )
        if ledger.matters and (takes_back_change(turn) or _by_alias(turn, ledger) is not None):
            asides = ()  # 追加的老板没批, 去掉吧: its reason is what it takes back
        while asides:
            spans = [(cut.start, cut.end) for cut in asides]
            rest = self._reader.read(text, as_of=as_of, in_question=tested, without=spans)
            if rest.acts.is_social and not turn.acts.is_social and ledger.current:
                break  # 不经过交易平台直接买, 行吗: what is asked is what was cut out
            found = self._resolve(rest, ledger, as_of)
            needed = frozenset[str]().union(*(self._hints.tested(f.clause_id) for f in found.focus))
            clauses = [f.clause_id for f in found.focus]
            is_own = self._selector.is_uncharted({c.policy for c in clauses})
            kept = tuple(
                cut
                for cut in asides
                if not cut.facts & needed
                and not self._facts.names_needed(turn.folded[cut.start : cut.end], clauses)
                and not self._holds_lacking(turn, cut.start, cut.end, found)
                # The words of a policy that was taken in are in no list: its unit tells them.
                and not (is_own and self._facts.counts_in(turn, cut.start, cut.end, clauses))
                and not (is_own and self._says_much(turn, cut.start, cut.end, clauses))
            )
            kept = without_unheld(kept)
            if kept == asides:
                return found if clauses else self._uncut(turn, found, ledger, as_of)
            asides = kept
        return self._resolve(turn, ledger, as_of)

    def _says_much(self, turn: Turn, start: int, end: int, clauses: Sequence[ClauseId]) -> bool:
        """Whether what seems beside the point has a number or a word of the policy taken in."""
        if any(q.role == "amount" and start <= q.start < end for q in turn.quantities):
            return True
        within = {c.policy for c in clauses}
        return self._selector.knows(turn.folded[start:end], within)

    def _holds_lacking(self, turn: Turn, start: int, end: int, found: Understanding) -> bool:
        """Whether an aside holds the sum that what was found without it still lacks."""
        clauses = [f.clause_id for f in found.focus]
        stated = {s.name for m in found.ledger.in_question for s in m.numbers}
        sums = [q for q in turn.quantities if start <= q.start < end and q.unit is Unit.YUAN]
        return len(sums) == 1 and bool(
            self._facts.headed(turn.folded, sums[0].start, sums[0].end, clauses, stated)
        )

    def _uncut(
        self, turn: Turn, found: Understanding, ledger: Ledger, as_of: date
    ) -> Understanding:
        """A message of which nothing answers once its asides are cut out.

        Read whole where that leads to a policy that was taken in: no list knows its words (今年评上
        省级未来工厂，嵊州奖多少), so none of them is known to be an aside.
        """
        whole = self._resolve(turn, ledger, as_of)
        policies = {focus.clause_id.policy for focus in whole.focus}
        return whole if self._selector.is_uncharted(policies) else found

    def _tested(self, ledger: Ledger) -> frozenset[str]:
        """The conditions of the rules in question: weaker words state them."""
        clauses = [c for m in ledger.in_question for c in m.clauses]
        return frozenset().union(*(self._hints.tested(c) for c in clauses))

    def signals(self, question: str, *, as_of: date) -> Signals | None:
        """The signals of a lone question; None where the refuse lists or a place settle it."""
        turn = self._reader.read(question, as_of=as_of)
        if turn.refuse or turn.scope.elsewhere or turn.scope.within:
            return None
        policies = self._places.resolve(turn.scope, ())
        text = self._places.without_names(turn, 0, len(turn.folded))
        everywhere = self._selector.rank(text, turn.topics, None)
        signals = everywhere.signals
        return with_words(signals, turn, is_scoped=bool(policies))

    def without_names(self, turn: Turn) -> str:
        """What retrieval looks for in a message."""
        return self._places.without_names(turn, 0, len(turn.folded))

    def own_signals(self, text: str, policies: Sequence[str]) -> tuple[float, float, float]:
        """What decides whether policies that no topic knows answer a text."""
        return self._selector.own_signals(text, policies)

    # --- one message ---

    def _after_head(self, turn: Turn, ledger: Ledger, as_of: date) -> tuple[Ledger, int] | None:
        """A first message that names places and then a sum for each: what its head is about.

        龙岗和福田都租算力,龙岗500万,福田400万. With the place where the sums begin; None where the
        message is not of this form.
        """
        if ledger.matters or len(turn.scope.policies) < _SEVERAL or not _counts_money(turn):
            return None
        begin, there = len(turn.folded), set[str]()
        for start, end in reversed(halves.segments(turn.folded)):
            piece = self._reader.read(turn.folded[start:end], as_of=as_of)
            places = piece.scope.policies
            if not places and not piece.quantities and not piece.topics:
                continue  # …,各补多少
            if len(places) != 1 or set(places) <= there or not _counts_money(piece):
                break
            if piece.topics or max(self._hints.read(piece.folded).values(), default=0.0) >= _HINTS:
                break  # 龙岗租算力500万,福田买语料400万: each names its own matter
            begin, there = start, {*there, *places}
        if not begin or len(there) < _SEVERAL:
            return None
        head = self._heard(turn.folded[:begin], ledger, as_of)
        kept = head.ledger.matters
        if head.refusal or len(kept) != 1 or not there <= {c.policy for c in kept[0].clauses}:
            return None
        return replace(head.ledger, turn=ledger.turn), begin

    def _resolve(self, turn: Turn, ledger: Ledger, as_of: date, begin: int = 0) -> Understanding:
        number = ledger.turn + 1
        headed = None if begin else self._after_head(turn, ledger, as_of)
        if headed is not None:
            return self._resolve(turn, headed[0], as_of, headed[1])
        flags = tuple(replace(f, turn=number) for f in turn.flags)
        turn = replace(turn, flags=flags, in_wan=ledger.in_wan)
        turn = _asked_again(turn)
        if Intent.RESTART in turn.intents:
            ledger = Ledger(turn=ledger.turn)
        if turn.acts.is_social:
            return self._without_subject(turn, ledger, as_of, _social(turn), number)
        if turn.scope.is_named and not turn.topics:
            turn = _asked_there(turn, ledger)  # 福田的措施归谁管 → 前海的呢
        query = self._query(turn, ledger, as_of)
        if query is not None:
            return self._over_tables(turn, ledger, as_of, query, number)
        two = (
            self._in_order(turn, ledger, number)
            or self._in_pieces(turn, ledger, as_of, number, begin)
            or self._in_halves(turn, ledger, as_of, number)
        )
        subject = two[0] if two else self._as_told(turn, self._subject(turn, ledger))
        subject = subject if two else _apart_there(turn, ledger, subject)
        named_day = self._day(turn, as_of, ledger, subject)
        leans = _goes_on(subject) or (subject.is_policy_level and turn.is_leaning)
        short = subject.is_policy_level and len(turn.matter) <= 1
        day = named_day or (ledger.day if leans or short else None)
        subject = subject if two else _same_matters(subject, ledger)
        if subject.refusal:
            return replace(
                self._without_subject(turn, ledger, as_of, subject.refusal, number, subject),
                ledger=self._after_refusal(turn, ledger, subject, number),
            )
        gathered = two[1] if two else self._gather(turn, ledger, subject, number)
        intents = turn.intents | (_lasting(turn, ledger, gathered) if _goes_on(subject) else set())
        if Act.DOUBT in turn.acts and _goes_on(subject):
            intents |= {Intent.CALCULATE}
        after = self._ledger_after(turn, ledger, subject, gathered, day, number)
        after = replace(after, intents=after.intents | (intents & {Intent.COMPARE}))
        texts = self._facts.texts_of(f.clause_id for f in gathered.focus)
        turn = replace(turn, unstated=(*turn.unstated, *asks_unwritten(turn.folded, texts)))
        if UNTIL in turn.unstated and any(map(states_until, texts)):
            turn = replace(turn, unstated=tuple(one for one in turn.unstated if one != UNTIL))
        policies = subject.policies
        left = _told_once(_without_used(subject, gathered, number), gathered.unused)
        if turn.unread is not None:
            start, end = turn.unread
            left = (*left, Unused(turn.folded[start:end], start, end, "number"))
        if day == ledger.day:
            left = (*left, *self._untold(turn, ledger, subject, gathered, left))
        if _goes_on(subject) and not left:
            left = _unheard(turn, gathered, supposes=day == ledger.day)
        return Understanding(
            turn=turn,
            as_of=day or as_of,
            is_day_named=day is not None,
            policies=policies or tuple(dict.fromkeys(f.clause_id.policy for f in gathered.focus)),
            is_scope_named=bool(policies),
            focus=gathered.focus,
            absent=subject.absent,
            claims=turn.claims,
            intents=intents,
            is_policy_level=subject.is_policy_level,
            relevance=subject.relevance,
            refusal="",
            nearest=subject.nearest,
            memory=_memory(after),
            ledger=after,
            unused=left,
            doubtful=gathered.doubtful,
            rivals=self._rivals(gathered),
        )

    def _rivals(self, gathered: Gathered) -> tuple[ClauseId, ...]:
        """Clauses that may be meant instead of those in question.

        Where what was stated is worked out by a clause in question, one that works nothing out is
        no rival.
        """
        focus = {f.clause_id for f in gathered.focus}
        found: list[ClauseId] = []
        for _, matter in gathered.parts:
            stated = {s.name for s in matter.numbers if not s.is_assumed}
            used = any(stated & self._facts.needed(c) for c in matter.clauses)
            found += [
                c
                for c in matter.rivals
                if c not in focus and not (used and not self._facts.needed(c))
            ]
        return tuple(dict.fromkeys(found))

    def _gather(self, turn: Turn, ledger: Ledger, subject: _Subject, number: int) -> Gathered:
        flags = self._flags_before(ledger, subject)
        return self._facts.gather(turn, subject.parts, flags, asked=ledger.asked, number=number)

    def _in_order(
        self, turn: Turn, ledger: Ledger, number: int
    ) -> tuple[_Subject, Gathered] | None:
        """As many sums as there are matters in question, told in their order (分别是…、…、…).

        Each is read as the sum of its matter; whatever else is told holds for all of them.
        """
        matters = ledger.current
        lists = halves.respectively(turn.folded, turn.quantities)
        if len(matters) < _SEVERAL or len(lists) != len(matters) or turn.scope.is_named:
            return None
        if any(q not in lists for q in turn.quantities if q.role == "amount"):
            return None
        subjects, gathered = [], []
        for n, own in zip(matters, lists, strict=True):
            alone = halves.with_one_of(turn, own)
            subject = self._go_on(alone, ledger, (n,), ledger.policies)
            if subject.refusal:
                return None
            subjects.append(subject)
            gathered.append(self._gather(alone, ledger, subject, number))
        if any(not _tells(g, number) for g in gathered):
            return None
        return reduce(_joint, subjects), reduce(halves.together, gathered)

    def _in_pieces(
        self, turn: Turn, ledger: Ledger, as_of: date, number: int, begin: int = 0
    ) -> tuple[_Subject, Gathered] | None:
        """A message that goes on with several matters, each in comma clauses of its own.

        算力改成600万,语料改成200万; 第一个改成600万,第三个再加3个: each is read as a message about
        the matter that it names. None where it does not. What stands before ``begin`` is known.
        """
        kept = {c for m in ledger.matters for c in m.clauses}
        if len(kept) < _SEVERAL:
            return None
        spans = tuple(span for span in halves.segments(turn.folded) if span[0] >= begin)
        if not spans or not turn.quantities or Act.REMOVE in turn.acts:
            return None  # 第二个不报了,换成…: what takes its place is no clause about it
        tested = self._tested(ledger)
        read = [
            self._reader.read(turn.folded[s:e], as_of=as_of, in_question=tested) for s, e in spans
        ]
        if turn.scope.is_named:
            pointed = [self._placed(t, ledger) for t in read]
        else:
            pointed = [self._names_kept(t, ledger) for t in read]
        found = halves.pieces(spans, pointed)
        if not found or any(is_across(e, found, turn.folded) for e in turn.expressions):
            return None
        if begin:
            found = ((begin, *found[0][1:]), *found[1:])
        subjects: list[_Subject] = []
        gathered: list[Gathered] = []
        told: set[int] = set()
        counted = Counter(named % _PLACED if named >= 0 else named for _, _, named in found)
        for start, end, named in found:
            n = named % _PLACED if named >= 0 else named
            text = turn.folded[start:end]
            piece = self._reader.read(text, as_of=as_of, in_question=tested)
            if len(piece.folded) != end - start or self._refused(piece, ledger):
                return None
            policies = self._places.resolve(piece.scope, ledger.policies)
            if n == halves.NEW:
                subject = self._anew(piece, replace(ledger, policies=policies), policies)
            else:
                subject = self._go_on(piece, ledger, (n,), policies)
            if subject.refusal:
                return None
            subject = _moved(subject, start)
            if n in told:  # in another place: from now on a matter of its own
                apart = tuple(replace(part, index=None) for part in subject.parts)
                subject = replace(subject, parts=apart)
            if counted[n] > 1:  # one matter in several places: from now on each has its own
                subject = replace(subject, parts=tuple(_only_there(p) for p in subject.parts))
            told.add(n)
            subjects.append(subject)
            own = halves.half(turn, piece, start, end)
            gathered.append(self._gather(own, ledger, subject, number))
        return reduce(_joint, subjects), reduce(halves.together, gathered)

    def _placed(self, turn: Turn, ledger: Ledger) -> int | None:
        """The matter of the ledger that is in the one place that a comma clause names.

        A matter in several places counts once for each (龙岗改成600万,福田改成300万); of several
        in one place, the one that the clause names.
        """
        if len(turn.scope.policies) != 1 or not turn.quantities:
            return None
        (policy,) = turn.scope.policies
        there = [
            n
            for n, m in enumerate(ledger.matters)
            if any(c.policy == policy for c in m.clauses)
            and (not turn.topics or self._topics.of_clauses(m.clauses) & set(turn.topics))
        ]
        n = there[0] if len(there) == 1 else self._by_overlap(turn, ledger, there)
        if n is None:
            return None
        places = sorted({c.policy for c in ledger.matters[n].clauses})
        return n + _PLACED * places.index(policy)

    def _by_overlap(self, turn: Turn, ledger: Ledger, among: Sequence[int]) -> int | None:
        """The one of some matters whose facts, words and counted units a clause clearly names."""
        kept = {c for m in ledger.matters for c in m.clauses}
        pointed = self._hints.within(sorted({c.policy for c in kept})).read(turn.folded)
        units = [m.group() for m in _UNITS.finditer(turn.folded)]

        def score(matter: Matter) -> float:
            hinted = max((pointed.get(c, 0.0) for c in matter.clauses), default=0.0)
            pairs = sum(pair in matter.text for pair in pairs_of(turn.matter))
            counted = sum(bool(_counts(unit).search(matter.text)) for unit in units)
            return hinted + (pairs + counted) / _MOST_PAIRS

        scores = sorted(((score(ledger.matters[n]), n) for n in among), reverse=True)
        (best, place), (second, _) = (*scores, (0.0, 0), (0.0, 0))[:2]
        return place if best > _CLEARLY * second else None

    def _names_kept(self, turn: Turn, ledger: Ledger) -> int | None:
        """The one matter of the ledger that a comma clause names, by its number or by its words.

        ``halves.NEW`` if by its words it is about none of them; None where it does not say.
        """
        nth = turn.acts.ordinal
        if nth:
            return nth - 1 if nth <= len(ledger.matters) else None
        alias = _by_alias(turn, ledger)
        if alias is not None:
            return alias
        tells = turn.quantities or turn.flags or _POINTS.search(turn.folded)
        if not tells and not turn.folded.rstrip(_MARKS).endswith("呢"):
            return None
        known = self._topics.of_clauses(c for m in ledger.matters for c in m.clauses)
        is_other = any(w > _FAINT for t, w in turn.topics.items() if t not in known) and not (
            known & set(turn.topics)
        )
        place = self._by_overlap(turn, ledger, range(len(ledger.matters)))
        if place is not None and not is_other:
            return place
        has_sum = any(q.role == "amount" for q in turn.quantities)
        return halves.NEW if (is_other and has_sum) or self._stands_alone(turn, ledger) else None

    def _in_halves(
        self, turn: Turn, ledger: Ledger, as_of: date, number: int
    ) -> tuple[_Subject, Gathered] | None:
        """A message that goes on with the matters in question and then opens another.

        None where it does not: where no half goes on, or the other is about the same.
        """
        if not any(m.clauses for m in ledger.in_question):
            return None
        alone = turn.scope.is_named or Act.REMOVE in turn.acts
        commas = () if alone else halves.comma_cuts(turn.folded)
        for end, start in dict.fromkeys((*halves.cuts(turn.folded), *commas)):
            is_comma = (end, start) in commas
            if is_comma and not any(q.start >= start for q in turn.quantities):
                continue  # such a half must have a number of its own, or name one of those before
            tested, whole = self._tested(ledger), turn.folded
            head, tail = (
                self._reader.read(text, as_of=as_of, in_question=tested)
                for text in (whole[:end], whole[start:])
            )
            if (len(head.folded), len(tail.folded)) != (end, len(whole) - start):
                continue  # cut where a word is mended or a list put in order
            if is_comma and not self._stands_alone(tail, ledger):
                continue
            subjects = self._of_halves(head, tail, ledger)
            if subjects is None:
                continue
            first, second = (
                _moved(subject, by) for subject, by in zip(subjects, (0, start), strict=True)
            )
            second = _same_matters(second, ledger)
            one = self._gather(halves.half(turn, head, 0, end), ledger, first, number)
            if not halves.changes(head, one, ledger.matters):
                continue
            own = halves.half(turn, tail, start, len(whole))
            two = self._gather(own, ledger, second, number)
            return _joint(first, second), halves.together(one, two)
        return None

    def _of_halves(
        self, head: Turn, tail: Turn, ledger: Ledger
    ) -> tuple[_Subject, _Subject] | None:
        """What each half is about, where the first goes on and the second is about another."""
        if head.acts.is_social or tail.acts.is_social or not halves.says_something(head):
            return None
        if self._refused(head, ledger) or self._refused(tail, ledger):
            return None
        targets = self._pointed(head, ledger)
        known_topics = self._topics.of_clauses(c for m in ledger.matters for c in m.clauses)
        away = (
            not set(tail.topics) & known_topics if tail.topics else self._points_away(tail, ledger)
        )  # 换成福田呢?顺带租智能算力: another matter, though its sum is the same
        others = None if away else self._pointed(tail, ledger)
        is_named = tail.topics or away or tail.acts.ordinal
        if not targets or not is_named or set(targets) & set(others or ()):
            return None
        policies = self._places.resolve(head.scope, ledger.policies)
        there = self._places.resolve(tail.scope, policies)
        first = self._go_on(head, ledger, targets, policies)
        if others:
            second = self._go_on(tail, ledger, others, there)
        else:
            second = self._anew(tail, replace(ledger, policies=policies), there)
        known, found = (
            {c for part in subject.parts for c in part.matter.clauses}
            for subject in (first, second)
        )
        if first.refusal or second.refusal or not known or not found or found & known:
            return None
        return first, second

    def _stands_alone(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a part behind a comma is about another matter by its own words.

        A sum that it asks about, with words of the fact that it is of (审定总投入900万又给多少), or
        the number of a matter spoken of before (第三个呢). What only tells is of what was asked.
        """
        if turn.acts.ordinal:
            return True
        asks_sum = any(q.role == "amount" for q in turn.quantities) and ASKS.search(turn.folded)
        return bool(asks_sum) and self._points_away(turn, ledger)

    def _points_away(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether words of facts point to clauses outside the ledger, and to none within it."""
        pointed = self._hints.read(turn.folded)
        known = [pointed.get(c, 0.0) for m in ledger.matters for c in m.clauses]
        return not any(known) and max(pointed.values(), default=0.0) >= 2 * _HINTS

    def _untold(
        self,
        turn: Turn,
        ledger: Ledger,
        subject: _Subject,
        gathered: Gathered,
        told: Sequence[Unused],
    ) -> tuple[Unused, ...]:
        """The words of a message that goes on and changes nothing."""
        changed = [
            (None if index is None else ledger.matters[index], matter)
            for index, matter in gathered.parts
        ]
        clauses = [c for part in subject.parts for c in part.matter.clauses]
        tested = frozenset[str]().union(*(self._hints.tested(c) for c in clauses))
        known = [*turn.scope.spans, *turn.named, *((m.start, m.end) for m in turn.multiples)]
        texts = self._facts.texts_of(clauses)
        found = untold(turn, changed, known, told, tested, texts)
        if found and self._names_other(turn, clauses):
            return tuple(replace(each, kind="matter") for each in found)
        return found

    def _names_other(self, turn: Turn, clauses: Sequence[ClauseId]) -> bool:
        """Whether words of a message fit another clause of the same policies better."""
        policies = tuple(dict.fromkeys(c.policy for c in clauses))
        text = self._places.without_names(turn, 0, len(turn.folded))
        best = self._selector.rank(text, turn.topics, policies or None).best
        return best is not None and best.clause_id not in clauses and best.score > _FITS

    def _day(self, turn: Turn, as_of: date, ledger: Ledger, subject: _Subject) -> date | None:
        """The day that the message asks about, within the validity of what it asks about."""
        stretch = stretch_asked(turn, as_of, ledger.day)
        if ledger.day is not None and _APPLIES_NOW.search(turn.folded):
            return as_of  # after 2027年10月再申呢: 那就今年申
        if stretch is None:
            return None
        policies = subject.policies or tuple(
            c.policy for part in subject.parts for c in part.matter.clauses
        )
        if Intent.VALIDITY in turn.intents:
            return stretch[1]  # 明年年底还有效吗: at the end of it
        return self._places.day_in_force(policies, *stretch)

    def _query(self, turn: Turn, ledger: Ledger, as_of: date) -> CorpusQuery | None:
        """The question about the corpus as a whole that the message asks, or goes on with."""
        found = self._queries.read(turn, as_of=as_of)
        if found is None and ledger.query is not None:
            found = self._queries.refine(ledger.query, turn, as_of=as_of)
        return found

    def _over_tables(
        self, turn: Turn, ledger: Ledger, as_of: date, query: CorpusQuery, number: int
    ) -> Understanding:
        """A question that tables answer; the matters of the conversation stay as they are."""
        plain = self._without_subject(turn, ledger, as_of, "", number)
        named = query.policies if len(query.policies) == 1 and turn.scope.is_named else ()
        after = replace(
            plain.ledger,
            query=query,
            intents=turn.intents,
            policies=named or plain.ledger.policies,  # 那份叫什么 → 那份里头孵化器最高多少
        )
        return replace(plain, query=query, ledger=after)

    def _without_subject(
        self,
        turn: Turn,
        ledger: Ledger,
        as_of: date,
        refusal: str,
        number: int,
        subject: _Subject | None = None,
    ) -> Understanding:
        """A message that asks nothing of the policies, or that they cannot answer."""
        policies = subject.policies if subject else ()
        return Understanding(
            turn=turn,
            as_of=as_of,
            is_day_named=False,
            policies=policies,
            is_scope_named=bool(policies),
            focus=(),
            absent=(),
            claims=turn.claims,
            intents=turn.intents,
            is_policy_level=False,
            relevance=subject.relevance if subject else 0.0,
            refusal=refusal,
            nearest=subject.nearest if subject else (),
            memory=_memory(ledger),
            ledger=replace(ledger, turn=number, asked=""),
        )

    def _after_refusal(self, turn: Turn, ledger: Ledger, subject: _Subject, number: int) -> Ledger:
        """A refused message keeps its matter: the next may name a place that has it.

        What was asked of another city is remembered as a matter without clauses, so that a number
        that follows falls on nothing.
        """
        if subject.refusal not in ("elsewhere", "within"):
            return replace(ledger, turn=number, asked="")
        text = self._places.without_names(turn, 0, len(turn.folded))
        if subject.refusal == "within" and self._by_words(turn, ledger):
            return replace(ledger, turn=number, asked="")  # 盐田区自己的呢: the matter stays
        matter = Matter((), (), tuple(sorted(turn.topics.items())), text, turn=number)
        after = ledger.with_matters([(None, matter)])
        return replace(after, turn=number, intents=turn.intents, asked="")

    def _flags_before(self, ledger: Ledger, subject: _Subject) -> tuple[Stated, ...]:
        if _goes_on(subject):
            return ledger.flags
        return self._facts.lasting(ledger.flags)

    def _ledger_after(
        self,
        turn: Turn,
        ledger: Ledger,
        subject: _Subject,
        gathered: Gathered,
        day: date | None,
        number: int,
    ) -> Ledger:
        after = ledger.with_matters(list(gathered.parts)) if gathered.parts else ledger
        return replace(
            after,
            policies=subject.policies or ledger.policies,
            flags=gathered.flags,
            intents=turn.intents,
            day=day,
            asked=gathered.asked,
            turn=number,
            query=None,
        )

    # --- what the message is about ---

    def _as_told(self, turn: Turn, subject: _Subject) -> _Subject:
        """The subject, of a commentary the only clause that has the figures asked about.

        2025年不是已经5000亿了吗: nothing is worked out there, so figures tell clauses apart.
        """
        if turn.scope.within and not turn.scope.is_named and subject.parts:
            found = {c.policy for part in subject.parts for c in part.matter.clauses}
            if found and not found & set(self._places.above()):
                return replace(subject, parts=(), refusal="within")  # 那罗湖区有算力券吗
        figures = {m.group() for m in _FIGURE.finditer(turn.folded)}
        if not figures:
            return subject

        def told(part: Part) -> Part:
            policies = {c.policy for c in part.matter.clauses}
            if not policies or not self._places.are_commentary(policies):
                return part
            every = self._places.all_clauses(tuple(policies))
            texts = dict(zip(every, self._facts.texts_of(every), strict=True))
            hits = {c: sum(f in text for f in figures) for c, text in texts.items()}
            best = max(hits.values(), default=0)
            found = [c for c, n in hits.items() if n == best]
            if not best or len(found) != 1:
                return part
            kept = part.matter.clauses if len(_HOW_MANY.findall(turn.folded)) > 1 else ()
            clauses = tuple(dict.fromkeys((*kept, *found)))
            return replace(part, matter=replace(part.matter, clauses=clauses))

        return replace(subject, parts=tuple(map(told, subject.parts)))

    def _subject(self, turn: Turn, ledger: Ledger) -> _Subject:
        if ledger.current and self._only_mentions(turn, ledger):
            turn = replace(turn, scope=Scope(spans=turn.scope.spans))
        refused = self._refused(turn, ledger)
        if refused:
            return _Subject((), refusal=refused, nearest=self._nearest(turn))
        policies = self._places.resolve(turn.scope, _with_district(turn, ledger, self._places))
        if turn.scope.within and not turn.scope.is_named:
            policies = self._places.above()
        elif self._places.are_drafts(policies) and (
            self._was_above(turn, ledger) or not self._asks_draft(turn, policies)
        ):
            policies = (*policies, *self._places.above())
            if turn.quantities:
                return self._anew(turn, ledger, policies)  # after 南山的草案: what a company gets
        if self._tells_part(turn, ledger) or self._drops_member(turn, ledger):
            turn = replace(turn, topics={}, scope=Scope(spans=turn.scope.spans))
            return self._go_on(turn, ledger, ledger.current, ledger.policies)
        kept = _kept_elsewhere(turn, ledger)
        if kept:  # 龙华那个撤了: the others stay
            turn = replace(turn, scope=Scope(spans=turn.scope.spans))
            return self._go_on(turn, ledger, kept, ledger.policies)
        other = self._named_above(turn, ledger)
        if other and not turn.quantities:
            return self._go_on(turn, ledger, ledger.current, other, moves=True)
        if other:
            return self._anew(turn, ledger, other)
        pointed = self._pointed(turn, ledger)
        if pointed is not None:
            if _stacks(turn) and not set(pointed) & set(ledger.current):
                pointed = (*ledger.current, *pointed)  # 与训力券可否并行: with what is asked about
            return _with_twins(turn, ledger, self._go_on(turn, ledger, pointed, policies))
        anew = self._with_kept(turn, ledger, self._anew(turn, ledger, policies))
        return _with_twins(turn, ledger, anew)

    def _with_kept(self, turn: Turn, ledger: Ledger, anew: _Subject) -> _Subject:
        """A new matter with those in question of which the message says that they stay.

        第二个去掉,换成核心技术攻关。第一个照旧.
        """
        match = _STAYS.search(turn.folded)
        beside: object = _THE_SAME.search(turn.folded) or (
            _AS_WELL.match(turn.folded) and _BOTH_TOLD.search(turn.folded)
        )
        beside = bool(beside) or _stacks(turn)
        if match is None and beside and ledger.current and anew.parts:
            return self._beside(ledger, anew)
        if match is None or anew.refusal or len(ledger.current) < 2:
            return anew
        places = ledger.current
        if match["n"]:
            at = _PLACES.find(match["n"])
            kept = places[at : at + 1] if at >= 0 else ()
        else:
            gone = {_PLACES.find(m["n"]) for m in _GOES.finditer(turn.folded)}
            kept = tuple(n for at, n in enumerate(places) if at not in gone)
        known = {c for part in anew.parts for c in part.matter.clauses}
        parts = tuple(
            Part(n, ledger.matters[n], (match.span(),))
            for n in kept
            if not known & set(ledger.matters[n].clauses)
        )
        if not parts or any(part.index is not None for part in anew.parts):
            return anew
        own = tuple(_less(part, (match.span(),)) for part in anew.parts)
        return replace(anew, parts=(*parts, *own))

    def _beside(self, ledger: Ledger, anew: _Subject) -> _Subject:
        """A new matter that is held against those in question (跟前海那个是一个东西吗)."""
        known = {c for part in anew.parts for c in part.matter.clauses}
        parts = tuple(
            Part(n, ledger.matters[n], ((0, 0),))
            for n in ledger.current
            if ledger.matters[n].clauses and not known & set(ledger.matters[n].clauses)
        )
        if anew.refusal or any(part.index is not None for part in anew.parts):
            return anew
        return replace(anew, parts=(*parts, *anew.parts))

    def _fits_other(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a clause outside the ledger fits the words of a message best."""
        known = {c for m in ledger.matters for c in m.clauses}
        policies = tuple(dict.fromkeys(c.policy for c in known))
        text = self._places.without_names(turn, 0, len(turn.folded))
        best = self._selector.rank(text, turn.topics, policies or None).best
        return best is not None and best.clause_id not in known and best.score > _FITS

    def _tells_other(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether what is told besides is a condition of another clause and of none in question."""
        focus = [c for m in ledger.in_question for c in m.clauses]
        told = [s.name for s in turn.flags if isinstance(s.value, bool)]
        spoken = any(self._facts.speaks_of(c, name) for c in focus for name in told)
        return bool(told) and not spoken and self._fits_other(turn, ledger)

    def _tells_part(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message tells of a part of a number stated before, in no other place.

        等下,里面有700万是龙华区政府引导基金出的: its words say whose the part is, no matter.
        """
        known = {c.policy for m in ledger.in_question for c in m.clauses}
        amounts = any(q.role == "amount" for q in turn.quantities)
        opens = bool(_PART_OPENS.match(turn.folded))
        return bool(known) and amounts and opens and set(turn.scope.policies) <= known

    def _only_mentions(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether the places of a message ask for nobody's measures.

        进了深圳首版次目录; 两个是上海子公司的,不算.
        """
        if only_lists(turn.folded, turn.scope) or self._only_condition(turn, ledger):
            return True
        return bool(turn.scope.elsewhere) and self._drops_member(turn, ledger)

    def _only_condition(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether all places stand in clauses that say where something is that is tested.

        起降点要是都在宝安不在前海: where the route starts, no question about that place.
        """
        tested = self._tested(ledger)
        spans = [(s, e) for s, e in turn.scope.spans if s < e]
        told = [
            clause_around(turn.folded, f.start, f.end)
            for f in turn.flags
            if f.name in tested and any(f.start < e and s < f.end for s, e in spans)
        ]
        return bool(told) and all(any(a <= s and e <= b for a, b in told) for s, e in spans)

    def _drops_member(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether all places of a message stand where it says of one of several what it was.

        第二间其实是仓库在龙岗的,撤了: it is no question about that place.
        """
        named = turn.scope.is_named or turn.scope.elsewhere
        if not named or not ledger.current:
            return False
        spans = self._facts.members_told(turn, ledger.in_question)
        spans = (*spans, *self._facts.counts_told(turn, ledger.in_question))
        places = [(s, e) for s, e in turn.scope.spans if s < e]
        return bool(spans) and all(any(s <= p and e <= t for s, t in spans) for p, e in places)

    def _named_above(self, turn: Turn, ledger: Ledger) -> tuple[str, ...]:
        """The region's policies where a message names a scheme that only they have.

        After 龙华的算力券 … 训力券能给多少 is a matter of the city's.
        """
        if turn.scope.is_named or not ledger.current or not turn.topics:
            return ()
        known = {c for m in ledger.matters for c in m.clauses}
        matters = self._topics.of_clauses(c for m in ledger.in_question for c in m.clauses)
        own = {p for m in ledger.in_question for p in m.policies}
        above = self._places.above()
        found = any(
            clause.policy in above
            and clause not in known
            and self._topics.of_clauses([clause]) & matters
            and not self._places.says(own, name)
            for name, clause in self._hints.named(turn.folded).items()
        )
        return above if found else ()

    def _was_above(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message goes back to a place for which the region's measures were told.

        南山企业…能拿啥 → 换成福田 → 回到南山.
        """
        trail = {c.policy for m in ledger.in_question for c in m.trail}
        return Act.REFER_BACK in turn.acts and bool(trail & set(self._places.above()))

    def _asks_draft(self, turn: Turn, policies: tuple[str, ...]) -> bool:
        """Whether a district's own draft is asked about, not what a company there can get."""
        named = turn.scope.drafts or turn.scope.titles or turn.scope.articles
        if named or not (turn.topics or self._hints.read(turn.folded)):
            return True
        if turn.scope.own and not turn.scope.parent:
            return True  # 区里给多少钱
        names = [turn.folded[start:end] for start, end in turn.scope.spans]
        return not located(turn.folded, names)

    def _pointed(self, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
        """The matters of the ledger that the message goes on with, None for a new one."""
        matters = ledger.matters
        if not matters:
            return None
        acts = turn.acts
        by_place = _one_in_row(turn, ledger) or self._the_rest(turn, ledger)
        if by_place:
            return by_place
        if acts.ordinal and acts.ordinal <= len(matters) and not turn.topics:
            return (acts.ordinal - 1,)
        if acts.ordinal > len(matters) and _NEXT_MATTER.search(turn.folded):
            return None  # 第二件事, 我们…: one that was not spoken of yet
        there = self._already_there(turn, ledger)
        there = self._by_figure(turn, ledger) if there is None else there
        there = _by_alias(turn, ledger) if there is None else there
        there = _that_there(turn, ledger) if there is None else there
        if there is not None:
            return (there,)
        first = _FIRST_ONES.search(turn.folded)
        if first and not _counts_money(turn) and len(matters) >= _FEW_FIRST[first["n"]]:
            return tuple(n for n, m in enumerate(matters) if m.clauses)[: _FEW_FIRST[first["n"]]]
        own = self._own_words(turn)
        counts = _THESE_FEW.search(turn.folded)  # 这两块合起来是不是就500了, 这俩是一个部门管
        every = Act.ALL_MATTERS in acts or (counts and (acts.counted or counts.end() == _WORD_OF))
        if every and len(matters) > 1 and (not own or acts.counted):
            live = tuple(n for n, m in enumerate(matters) if m.clauses)
            number = acts.counted or (_SO_MANY.get(counts.group()[-1:], 0) if counts else 0)
            return live[-number:] if number else live
        if not own and _gathered(turn, matters):
            return _gathered(turn, matters)
        corrected = self._corrected(turn, ledger)
        if corrected is not None:
            return (corrected,)
        return self._by_what_is_told(turn, ledger)

    def _the_rest(self, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
        """All matters but the one that is dropped (联合体不报了,还剩哪两样); () if none is."""
        live = [n for n, m in enumerate(ledger.matters) if m.clauses]
        if Act.REMOVE not in turn.acts or len(live) <= _SEVERAL or not _REST.search(turn.folded):
            return ()
        gone = self._by_overlap(turn, ledger, live)
        return () if gone is None else tuple(n for n in live if n != gone)

    def _by_figure(self, turn: Turn, ledger: Ledger) -> int | None:
        """The only matter spoken of whose clause has the sum that a message names it by.

        那个三百的, after three matters of which one is paid up to 300万. What was stated itself
        names a number, no clause.
        """
        stated = {s.value for m in ledger.matters for s in m.numbers}
        values = {value for _, _, value in figures_named(turn.folded)} - stated
        if len(values) != 1 or len(ledger.matters) < _SEVERAL:
            return None
        (value,) = values
        found = [
            n
            for n, m in enumerate(ledger.matters)
            if any(value in self._facts.figures_of(c) for c in m.clauses)
        ]
        return found[0] if len(found) == 1 else None

    def _already_there(self, turn: Turn, ledger: Ledger) -> int | None:
        """The one of the same matter in several places that is in the place which is named.

        After 龙岗500万,福田400万: 福田改成450万 does not move the first to Futian.
        """
        if len(turn.scope.policies) != 1 or not turn.quantities or len(ledger.current) < _SEVERAL:
            return None
        if Act.ALL_MATTERS in turn.acts or turn.acts.ordinal:
            return None
        alike = [self._topics.of_clauses(ledger.matters[n].clauses) for n in ledger.current]
        known = frozenset.intersection(*alike)
        if not known or (turn.topics and not known & set(turn.topics)):
            return None
        there = [
            n
            for n in ledger.current
            if {c.policy for c in ledger.matters[n].clauses} == set(turn.scope.policies)
        ]
        return there[0] if len(there) == 1 else None

    def _by_what_is_told(self, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
        """The same, where the message neither counts, points to nor corrects matters."""
        own = self._own_words(turn)
        if turn.scope.articles or turn.scope.clauses:
            return None
        if Act.ADD in turn.acts and not own and self._counts_other(turn, ledger):
            return None  # 另外我们备案了3个模型: nothing that the matters in question count
        if Act.ANOTHER in turn.acts and (
            own or self._points_away(turn, ledger) or self._fits_other(turn, ledger)
        ):
            return None  # 再问个别的: whatever it shares with the matter before
        if Act.ADD in turn.acts and not own and self._tells_other(turn, ledger):
            return None  # 还备案了一个大模型, after compute
        if self._states_condition(turn, ledger) or self._supplements(turn, ledger):
            return ledger.current
        if ledger.current and not own and Act.REPEAT in turn.acts:
            return self._told_again(turn, ledger)
        if Act.REFER_BACK in turn.acts and len(ledger.matters) > 1 and not turn.topics:
            fitting = self._fitting(turn, ledger)
            if fitting is not None:
                return (fitting,)
        if self._is_foreign(turn, ledger):
            return None
        earlier = None if own else self._hinted(turn, ledger)
        if earlier is not None:
            return (earlier,)
        # After two matters 福田的话呢,买备案大模型100万 takes neither along.
        away = len(ledger.current) > 1 and self._is_other_there(turn, ledger)
        if (
            ledger.current
            and not away
            and (_takes_along(turn, ledger) or self._names_faintly(turn))
        ):
            return ledger.current
        return self._meant(turn, ledger)

    def _told_again(self, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
        """The matters that are asked for once more: 模型那笔来着, 最后那个数再说一遍."""
        told = self._told_of(turn, ledger)
        if told is None or (len(ledger.current) > 1 and _UNTOUCHED.search(turn.folded)):
            return ledger.current  # 算法砍成两个, 模型不动, 重报一遍
        return (told,)

    def _supplements(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message says what was left out before (忘说了,里头政府基金出了800万).

        Unless it names a matter that the policies in question have beside those spoken of.
        """
        if not ledger.current or not _LEFT_OUT.match(turn.folded) or not turn.quantities:
            return False
        known = {c for n in ledger.current for c in ledger.matters[n].clauses}
        policies = {c.policy for c in known}
        named = {
            c
            for t in self._topics.all
            if t.id in turn.topics
            for c in t.clauses
            if c.policy in policies
        }
        return bool(known) and (not named or bool(named & known))

    def _is_foreign(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message asks about something that no policy in question knows."""
        policies = {c.policy for m in ledger.matters for c in m.clauses}
        policies |= {*ledger.policies, *turn.scope.policies}
        texts = self._facts.texts_of(self._places.all_clauses(tuple(policies)))
        words = [(s, e) for s, e, _ in self._hints.places(turn.folded)]
        goes_elsewhere = turn.scope.is_named and bool(ledger.matters)  # 那罗湖呢
        return bool(policies) and not goes_elsewhere and is_foreign(turn, texts, words)

    def _hinted(self, turn: Turn, ledger: Ledger) -> int | None:
        """The earlier matter that words of facts point to, where they point to none in question.

        After robots, 算力是1000万 is about the compute spoken of before.
        """
        pointed = self._hints.read(turn.folded)

        def weight(n: int) -> float:
            return max((pointed.get(c, 0.0) for c in ledger.matters[n].clauses), default=0.0)

        if not pointed or any(weight(n) for n in ledger.current):
            return None
        found = {n: weight(n) for n in range(len(ledger.matters)) if n not in ledger.current}
        best = max(found.values(), default=0.0)
        alike = [n for n, one in found.items() if one == best]
        known = {c for m in ledger.matters for c in m.clauses}
        policies = {c.policy for c in known}
        if any(p > best for c, p in pointed.items() if c not in known and c.policy in policies):
            return None  # another clause of the same policies is meant
        return alike[0] if best >= _HINTS and len(alike) == 1 else None

    def _meant(self, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
        """The matters that the message's own words, or none of its own, go on with."""
        named = self._named_several(turn, ledger) or self._named_one(turn, ledger)
        if named is not None:
            return named
        by_words = self._by_words(turn, ledger)
        focus = tuple(c for m in ledger.in_question for c in m.clauses)
        if self._is_of_another(turn, focus):
            return tuple(n for n in by_words if n not in ledger.current) or None
        if by_words:
            return by_words
        matters = ledger.matters
        if Act.REFER_BACK in turn.acts and not self._own_words(turn) and len(matters) > 1:
            earlier = [n for n in range(len(matters)) if n not in ledger.current]
            return (earlier[-1],) if earlier else ledger.current
        if self._is_other_there(turn, ledger):
            return None
        return ledger.current if self._follows(turn, ledger) else None

    def _is_other_there(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether the words of a message that names another place are surely of another matter.

        After 贷款贴息: 那龙华呢,采购算力400万; 龙岗人才引育那条呢.
        """
        policies = turn.scope.policies
        current = {c for m in ledger.in_question for c in m.clauses}
        if (
            not policies
            or len(turn.matter) < _PHRASE
            or not content_of(turn.matter)
            or set(policies) <= {c.policy for c in current}
        ):
            return False
        ranking = self._selector.fit(turn.matter, turn.topics, policies)
        if ranking.best is None or ranking.relevance < SUBJECT:
            return False
        own = self._topics.of_clauses([ranking.best.clause_id])
        kept = self._topics.of_clauses(current) | {
            t for m in ledger.in_question for t, _ in m.topics
        }
        return bool(own) and not own & kept

    def _fitting(self, turn: Turn, ledger: Ledger) -> int | None:
        """The one matter whose clause fits a message clearly better than any other clause."""
        policies = tuple(dict.fromkeys(c.policy for m in ledger.matters for c in m.clauses))
        text = self._places.without_names(turn, 0, len(turn.folded))
        best, *rest = self._selector.fit(text, turn.topics, policies).ranked[:2] or (None,)
        if best is None or (rest and best.score < _FAR * rest[0].score):
            return None
        found = [n for n, m in enumerate(ledger.matters) if best.clause_id in m.clauses]
        return found[0] if len(found) == 1 else None

    def _named_one(self, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
        """The one of several matters that words of its facts name (语料那个翻一倍).

        One that was dropped before is taken in again beside the others (算力还是加回来).
        """
        takes_back = _TAKES_BACK.search(turn.folded)
        points = takes_back or turn.multiples or _POINTS.search(turn.folded)
        if len(ledger.matters) < _SEVERAL or turn.scope.is_named or not points:
            return None
        if Act.REMOVE in turn.acts:
            return None  # 生产费用那项先不算: what is dropped is not what is spoken of
        policies = {c.policy for m in ledger.matters for c in m.clauses}
        pointed = self._hints.within(sorted(policies)).read(turn.folded)
        scores = sorted(
            ((max((pointed.get(c, 0.0) for c in m.clauses), default=0.0), n)
             for n, m in enumerate(ledger.matters)),
            reverse=True,
        )  # fmt: skip
        (best, place), (second, _) = scores[:2]
        if not best or best < _CLEARLY * second:
            told = self._told_of(turn, ledger)
            return None if told is None or turn.topics else (told,)
        if takes_back and place not in ledger.current:
            return tuple(sorted({*ledger.current, place}))
        if place in ledger.current:
            return (place,) if turn.multiples else None
        return None if turn.topics else (place,)

    def _told_of(self, turn: Turn, ledger: Ledger) -> int | None:
        """The one matter whose message had the word that is pointed back to (采购那个)."""
        match = _POINTS.search(turn.folded)
        if match is None:
            return None
        word = match.group()[:_SEVERAL]
        found = [n for n, m in enumerate(ledger.matters) if m.clauses and word in m.text]
        if len(found) > 1 and _FORGOT.search(turn.folded):
            found = [n for n in found if n not in ledger.current]  # not the one told just now
        return found[0] if len(found) == 1 else None

    def _named_several(self, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
        """The matters that a message names side by side, asking of each (备案和采购各是多少)."""
        asks = turn.intents & {Intent.EACH, Intent.COMPARE} or Act.ALL_MATTERS in turn.acts
        if len(ledger.matters) < _SEVERAL or not asks or _counts_money(turn) or turn.scope.is_named:
            return None
        pieces = _JOINED.split(turn.folded)
        policies = {c.policy for m in ledger.matters for c in m.clauses}
        hints = self._hints.within(sorted(policies))
        found = []
        for piece in pieces if len(pieces) > 1 else ():
            pointed = hints.read(piece)
            scores = sorted(
                ((max((pointed.get(c, 0.0) for c in m.clauses), default=0.0)
                  + sum(pair in m.text for pair in pairs_of(piece)) / _MOST_PAIRS, n)
                 for n, m in enumerate(ledger.matters) if m.clauses),
                reverse=True,
            )  # fmt: skip
            if len(scores) > 1 and scores[0][0] > _CLEARLY * scores[1][0]:
                found.append(scores[0][1])
        named = tuple(dict.fromkeys(found))
        return named if len(named) > 1 else None

    def _names_faintly(self, turn: Turn) -> bool:
        """Whether words that might name a matter only move there or ask (搬到福田, 什么标准)."""
        faint = 0 < sum(turn.topics.values()) <= _FAINT and len(turn.matter) <= _SHORT
        if not faint or any(q.role == "amount" for q in turn.quantities):
            return False
        places = [(s, e) for s, e, _ in self._topics.words_in(turn.folded)]
        if turn.scope.is_named:
            moves = [m.span() for m in _SETTLES.finditer(turn.folded)]
            return all(any(s < e2 and s2 < e for s2, e2 in moves) for s, e in places)
        return all(_WHICH.search(turn.folded, 0, s) for s, _ in places)

    def _states_condition(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether the message only tells a condition of the matters in question (算初创)."""
        if turn.scope.is_named or not turn.flags or _counts_money(turn):
            return False
        focus = tuple(c for m in ledger.in_question for c in m.clauses)
        if self._names_another(turn, focus):
            return False  # after 揭榜优胜单位, 牵头…: 还主导了一项国际标准
        return any(self._hints.tests(c, s.name) for c in focus for s in turn.flags)

    def _names_another(self, turn: Turn, focus: Sequence[ClauseId]) -> bool:
        """Whether a message counts things of a matter that no clause in question is about."""
        counts = any(q.unit is Unit.COUNT and q.role == "amount" for q in turn.quantities)
        if not counts or sum(turn.topics.values()) < _NAMES:
            return False
        known = self._topics.of_clauses(focus)
        policies = {c.policy for c in focus}
        others = [t for t in turn.topics if t not in known]
        return len(others) == len(turn.topics) and any(
            c.policy in policies for t in others for c in self._clauses_of(t)
        )

    def _clauses_of(self, topic_id: str) -> tuple[ClauseId, ...]:
        topic = self._topics.get(topic_id)
        return topic.clauses if topic else ()

    def _counts_other(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether the message counts things, and no matter in question counts any."""
        counts = any(q.unit is Unit.COUNT and q.role == "amount" for q in turn.quantities)
        if not counts or _counts_money(turn) or turn.scope.is_named:
            return False
        focus = tuple(c for m in ledger.in_question for c in m.clauses)
        pointed = self._hints.read(turn.folded).keys() - set(focus)
        return bool(focus and pointed) and not any(self._facts.counts_things(c) for c in focus)

    def _own_words(self, turn: Turn) -> bool:
        return bool(turn.topics)

    def _corrected(self, turn: Turn, ledger: Ledger) -> int | None:
        """The matter whose stated number the message takes back (不是300万，是320万)."""
        old = {o.quantity.value for e in turn.expressions for o in e.operands if o.role == "old"}
        for n in (*ledger.current, *reversed(range(len(ledger.matters)))):
            if any(s.value in old for s in ledger.matters[n].numbers):
                return n
        return None

    def _by_words(self, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
        """Matters that the message's own words point to, those in question before older ones."""
        if not turn.topics:
            return ()
        pointed = self._hints.read(turn.folded)
        text = self._places.without_names(_less_denied(turn), 0, len(turn.folded))
        shares: dict[int, float] = {}
        for n, matter in enumerate(ledger.matters):
            old = {t for t, _ in matter.topics} | self._topics.of_clauses(matter.clauses)
            shared = sum(weight for topic, weight in turn.topics.items() if topic in old)
            if shared:
                shares[n] = shared + max((pointed.get(c, 0.0) for c in matter.clauses), default=0.0)
        if not shares:
            return ()
        best = max(shares.values())
        alike = [n for n, share in shares.items() if share >= 0.8 * best]
        current = tuple(n for n in alike if n in ledger.current)
        chosen = current or (alike[-1],)
        matter = ledger.matters[chosen[0]]
        if turn.scope.is_named or not matter.clauses:
            return chosen
        # Another clause of the same policy on a kindred matter is a matter of its own.
        policies = tuple(dict.fromkeys(c.policy for c in matter.clauses))
        ranking = self._selector.rank(text, turn.topics, policies)
        best_clause = ranking.best
        if best_clause is None or best_clause.clause_id in matter.clauses:
            return self._fitting_better(ledger, chosen[0], ranking) or chosen
        other = next(
            (n for n, m in enumerate(ledger.matters) if best_clause.clause_id in m.clauses), None
        )
        if other is not None:
            return (other,)
        kept = max((r.score for r in ranking.ranked if r.clause_id in matter.clauses), default=0.0)
        return () if best_clause.score > 1.2 * kept else chosen

    def _fitting_better(self, ledger: Ledger, index: int, ranking: Ranking) -> tuple[int, ...]:
        """The other matter whose clause of one of the same policies fits clearly better.

        After 区里和市里买语料 … 开放语料的生产费用: 明年买600万的语料 is about the first again.
        """
        matter = ledger.matters[index]
        for policy in dict.fromkeys(c.policy for c in matter.clauses):
            ranked = ranking.of_policy(policy)
            kept = max((r.score for r in ranked if r.clause_id in matter.clauses), default=0.0)
            best = next(iter(ranked), None)
            if best is None or best.score <= _CLEARLY * kept:
                continue
            for n, other in enumerate(ledger.matters):
                if n != index and best.clause_id in other.clauses:
                    return (n,)
        return ()

    def _follows(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a message without words of another matter goes on with the one in question."""
        focus = tuple(c for m in ledger.in_question for c in m.clauses)
        if not ledger.current:
            return False
        pointed = self._hints.read(_less_denied(turn).folded)
        if any(pointed.get(clause, 0.0) >= _LEANS for clause in focus):
            return True
        tested = any(self._hints.tests(c, s.name) for c in focus for s in turn.flags)
        if tested and not turn.topics:
            return True
        spoken = any(self._facts.speaks_of(c, s.name) for c in focus for s in turn.flags)
        if turn.is_leaning and spoken and sum(turn.topics.values()) <= _FAINT:
            return True  # 跨境这个是每年都给吗
        if turn.topics and self._corrects_subject(turn, focus):
            return False  # 不是不是, 是生成式备案: another matter was meant
        if turn.topics:
            return turn.is_correction and len(turn.matter) <= _SHORT
        tells_there = turn.scope.is_named and _counts_money(turn)
        if (turn.is_leaning and not tells_there) or len(turn.matter) <= 1 or Act.DOUBT in turn.acts:
            return True  # 那龙岗算力800万 is weighed below, by what it names
        if turn.scope.is_named and (Act.CORRECT in turn.acts or _moves(turn)):
            return True
        counts = any(q.role == "amount" and q.unit is not Unit.PERCENT for q in turn.quantities)
        if turn.scope.is_named and content_of(turn.matter) < 2 and not counts:
            return True  # 才10%?龙岗是不是高点
        text = self._places.without_names(turn, 0, len(turn.folded))
        ranking = self._selector.rank(text, {}, None)
        signals = with_words(ranking.signals, turn, is_scoped=turn.scope.is_named)
        if ranking.best is None or self._selector.probability(signals) < SUBJECT:
            return True
        own = self._topics.of_clauses([ranking.best.clause_id])
        return bool(own & self._topics.of_clauses(focus))

    def _corrects_subject(self, turn: Turn, focus: Sequence[ClauseId]) -> bool:
        """Whether a correction names another matter of the same policies instead of a number."""
        policies = {c.policy for c in focus}
        own = self._topics.of_clauses(focus)
        return (
            _INSTEAD.match(turn.folded) is not None
            and not own & set(turn.topics)
            and any(c.policy in policies for t in turn.topics for c in self._clauses_of(t))
        )

    def _is_of_another(self, turn: Turn, focus: tuple[ClauseId, ...]) -> bool:
        """Whether a message names a matter that no clause in question deals with.

        It tells a sum, and another clause of one of the policies fits its words clearly better; or
        nothing in question is paid by any sum, and what it names besides is.
        """
        if self._pays_by_sum(turn, focus):
            return True
        if not _counts_money(turn) or turn.scope.is_named or sum(turn.topics.values()) < _NAMES:
            return False
        policies = tuple(dict.fromkeys(c.policy for c in focus))
        ranking = self._selector.rank(turn.matter, turn.topics, policies or None)
        for policy in policies:
            own = [c for c in focus if c.policy == policy]
            best = next(iter(ranking.of_policy(policy)), None)
            if best is None or best.clause_id in own:
                continue
            if self._topics.of_clauses(own) & set(turn.topics):
                continue
            kept = max((r.score for r in ranking.ranked if r.clause_id in own), default=0.0)
            if best.score > _CLEARLY * kept:
                return True
        return False

    def _pays_by_sum(self, turn: Turn, focus: Sequence[ClauseId]) -> bool:
        """Whether only the matters that a message names besides can take the sum it tells.

        After 3个模型备案: 自己买人家备案过的模型, 合同完成了420万.
        """
        if not _counts_money(turn) or turn.scope.is_named:
            return False
        own = self._topics.of_clauses(focus)
        others = [t for t in turn.topics if t not in own]
        policies = {c.policy for c in focus}
        if any(self._facts.takes_money(c) for c in focus):
            return False
        return any(
            c.policy in policies and self._facts.takes_money(c)
            for t in others
            for c in self._clauses_of(t)
        )

    def _go_on(
        self,
        turn: Turn,
        ledger: Ledger,
        targets: Sequence[int],
        policies: tuple[str, ...],
        *,
        moves: bool = False,
    ) -> _Subject:
        """The same matters, in the places asked about now."""
        whole = ((0, len(turn.folded)),)
        parts: list[Part] = []
        absent: list[str] = []
        nearest: tuple[ClauseId, ...] = ()
        carried = _carried(turn, ledger)
        kept = {Act.REMOVE, Act.CORRECT, Act.ALL_MATTERS, Act.DOUBT, Act.ADD, Act.SIMPLIFY}
        may_turn = (
            len(targets) == 1
            and not kept & turn.acts.all
            and not self._states_condition(turn, ledger)
        )
        live, sides = [n for n, m in enumerate(ledger.matters) if m.clauses], False
        if _TWO_SIDES.search(turn.folded) and len(targets) == 1 and len(live) > 1:
            targets, sides = tuple(live[-2:]), True
        targets = self._unremoved(turn, ledger, targets)
        removed = [n for n in ledger.current if n not in targets] if Act.REMOVE in turn.acts else []
        for n in targets:
            matter = ledger.matters[n]
            named = turn.scope.is_named or moves
            scope = policies if named else (matter.policies or policies)
            if (named and _THE_SAME.search(turn.folded)) or (
                turn.scope.is_named
                and (_THAN.search(turn.folded) or _TWO_SIDES.search(turn.folded))
            ):
                scope = tuple(dict.fromkeys((*matter.policies, *policies)))
            if n not in ledger.current and not named:
                scope = matter.policies
            back = _back(turn, matter) if len(ledger.matters) == 1 and not named else ()
            back = back or (_places_before(turn, matter) if not named else ())
            back = matter.clauses if sides else back
            if back:
                found = Chosen(
                    ((Group(0, len(turn.folded), turn.folded, turn.topics), back),), (), 1.0, ()
                )
                scope = tuple(dict.fromkeys(c.policy for c in back))
            elif not matter.clauses:
                found = self._renewed(turn, matter, scope)
            else:
                found = self._chooser.go_on(carried, _view(matter), scope, may_turn=may_turn)
                kept_before = _turned_to(ledger, n, found.clauses)
                if kept_before is not None and kept_before not in targets:
                    n, matter = kept_before, ledger.matters[kept_before]
            nearest = nearest or found.nearest
            absent += found.absent
            if matter.clauses and not set(found.clauses) & set(matter.clauses):
                matter = replace(matter, flags=_without_name(matter.flags, ledger.flags))
            topics = {**dict(matter.topics), **turn.topics}
            parts.append(
                Part(
                    n,
                    replace(
                        matter,
                        clauses=found.clauses,
                        policies=scope or matter.policies,
                        topics=tuple(sorted(topics.items())),
                        text=f"{matter.text} {turn.matter}"[-300:],
                        absent=found.absent,
                        trail=tuple(dict.fromkeys((*matter.trail, *found.clauses))),
                        rivals=matter.rivals if found.clauses == matter.clauses else (),
                    ),
                    whole,
                )
            )
        del removed
        scopes = tuple(dict.fromkeys(p for part in parts for p in part.matter.policies))
        covered = {c.policy for part in parts for c in part.matter.clauses}
        left = tuple(p for p in dict.fromkeys(absent) if p not in covered)
        if not covered and not left:
            return _Subject(tuple(parts), refusal=UNRELATED, nearest=nearest, policies=scopes)
        unmatched = self._asked_beside(turn, parts)
        return _Subject(tuple(parts), left, 1.0, nearest, policies=scopes, unmatched=unmatched)

    def _asked_beside(self, turn: Turn, parts: Sequence[Part]) -> tuple[Unused, ...]:
        """What a message that goes on asks money for besides, as another matter."""
        clauses = tuple(c for part in parts for c in part.matter.clauses)
        policies = {c.policy for c in clauses}
        if not clauses or self._selector.is_uncharted(policies):
            return ()
        whole = Group(0, len(turn.folded), turn.folded, turn.topics)
        texts = self._facts.texts_of(self._places.all_clauses((*policies, *self._places.above())))
        found = stray_matters(turn, ((whole, clauses),), self._hints, self._topics, texts)
        added = [span for span in found if span[0] and halves.is_opened(turn.folded, *span)]
        return self._unmatched(turn, Chosen((), (), 1.0, ()), added)

    def _unremoved(self, turn: Turn, ledger: Ledger, targets: Sequence[int]) -> tuple[int, ...]:
        """Less a matter that the message drops (语料那个不要了，就算算力)."""
        if Act.REMOVE not in turn.acts or len(ledger.matters) < 2 or takes_off_part(turn):
            return tuple(targets)
        dropped = set()
        for n in dict.fromkeys((*ledger.current, *targets)):
            matter = ledger.matters[n]
            words = {
                (s, e)
                for s, e, word in self._topics.words_in(turn.folded)
                if set(self._topics.of_word(word)) & self._topics.of_clauses(matter.clauses)
            }
            if self._facts.removes_part(turn, matter):
                continue  # 国家标准撤掉: the others that were counted stay
            if any(
                abs(s - we) <= 6 or abs(ws - e) <= 2
                for ws, we in words
                for s, e in turn.acts.removed
            ):
                dropped.add(n)
        if not dropped:
            return tuple(targets)
        kept = tuple(n for n in dict.fromkeys((*ledger.current, *targets)) if n not in dropped)
        return kept or tuple(targets)

    def _renewed(self, turn: Turn, matter: Matter, policies: tuple[str, ...]) -> Chosen:
        """A matter that had no clauses (not collected there, or another city) in a new place."""
        topics = {**dict(matter.topics), **turn.topics}
        text = f"{matter.text} {turn.matter}".strip()
        if not (turn.scope.is_named or turn.scope.within or turn.topics):
            return Chosen((), tuple(matter.policies), 1.0, ())
        ranking = self._selector.rank(text, topics, policies or None)
        everywhere = self._selector.rank(text, topics, None)
        if policies:
            clauses, absent = self._selector.per_policy(
                everywhere if len(policies) > 1 else ranking, topics, policies
            )
            if len(policies) == 1:
                clauses, absent = self._selector.in_one(ranking, everywhere, policies[0], topics)
        else:
            clauses, absent = self._selector.siblings(ranking, topics), ()
        group = Group(0, len(turn.folded), turn.folded, topics)
        pairs = ((group, clauses),) if clauses else ()
        return Chosen(pairs, absent, everywhere.relevance, ())

    def _anew(self, turn: Turn, ledger: Ledger, policies: tuple[str, ...]) -> _Subject:
        """New matters, one for each stretch of the message that has one of its own."""
        before = Memory(policies=ledger.policies)
        is_bare = bool(policies and turn.intents & _ABOUT_POLICY) and len(turn.matter) < _PHRASE
        is_bare = is_bare and not (turn.topics or self._hints.read(turn.folded))
        is_bare = is_bare and not (turn.scope.articles or turn.scope.clauses)
        is_foreign = not is_bare and self._is_foreign(turn, ledger)  # 三份文件分别什么时候到期
        is_policy_level = (is_bare or self._is_policy_level(turn)) and not is_foreign
        applying = self._on_applying(turn, policies)
        is_policy_level = is_policy_level and not self._names_clause(turn, policies)
        is_foreign = is_foreign and not applying
        chosen = self._chosen(turn, before, policies, applying, whole=is_policy_level)
        is_policy_level = is_policy_level and not applying
        chosen = self._fed(turn, chosen, policies)
        refusal = self._refusal(turn, chosen, is_policy_level, policies)
        if is_foreign and self._places.are_drafts(policies):
            refusal = UNRELATED  # a draft of one sentence answers nothing in particular
        is_about = bool(policies and turn.intents & _ABOUT_POLICY)
        if refusal == UNRELATED and is_about and not is_foreign:
            refusal, is_policy_level = "", True
            chosen = replace(chosen, groups=(), absent=())
        elif refusal == UNRELATED and self._is_open(turn) and not self._is_matter(turn, policies):
            refusal, chosen = "", replace(chosen, groups=(), absent=())
        refusal, chosen = self._or_proposed(turn, ledger, refusal, chosen, policies)
        if refusal:
            chosen = replace(chosen, groups=(), absent=())
        parts = _one_each(
            self._new_part(turn, group, clauses, policies, len(chosen.groups))
            for group, clauses in chosen.groups
        )
        parts = _without_gaps(parts, len(turn.folded))
        # The words of a policy that was taken in stand in no word list: nothing is a stray there.
        is_charted = not self._selector.is_uncharted({c.policy for c in chosen.clauses})
        strays: tuple[tuple[int, int], ...] = ()
        if is_charted:
            there = self._places.all_clauses(
                (*policies, *(c.policy for c in chosen.clauses), *self._places.above())
            )
            texts = self._facts.texts_of(there)
            strays = stray_matters(turn, chosen.groups, self._hints, self._topics, texts)
        if len(chosen.groups) == 1 and _is_all(turn.folded, strays):
            if chosen.relevance >= _ALL_OF_IT:
                strays = ()  # the question itself, in words of its own
            elif max(turn.topics.values(), default=0.0) < _NAMES and not refusal:
                refusal, strays = UNRELATED, ()
                chosen = replace(chosen, groups=(), absent=())
        unmatched = self._unmatched(turn, chosen, strays)
        parts = tuple(_less(part, strays) for part in parts)
        parts, unmatched = self._with_proposed(turn, parts, unmatched, policies)
        if parts and is_charted and not (is_policy_level or applying):
            parts, unmatched = self._completed(turn, parts, unmatched, policies)
        if not parts and chosen.absent:
            parts = (self._absent_part(turn, chosen, policies),)
        parts = parts if applying else self._with_rivals(turn, parts, policies)
        return _Subject(
            parts,
            chosen.absent,
            chosen.relevance,
            chosen.nearest,
            refusal,
            is_policy_level,
            policies,
            unmatched,
        )

    def _chosen(
        self,
        turn: Turn,
        before: Memory,
        policies: tuple[str, ...],
        applying: ClauseId | None,
        *,
        whole: bool,
    ) -> Chosen:
        """The clauses of a new message; ``whole``: it asks about policies as a whole."""
        group = Group(0, len(turn.folded), turn.folded, turn.topics)
        if applying is not None:
            return Chosen(((group, (applying,)),), (), 1.0, ())
        if not whole:
            return self._chooser.choose(turn, before, policies)
        if self._places.are_drafts(policies):
            return Chosen(((group, self._places.all_clauses(policies)),), (), 1.0, ())
        return Chosen((), (), 1.0, ())

    def _on_applying(self, turn: Turn, policies: tuple[str, ...]) -> ClauseId | None:
        """The article on applying of a policy that was taken in, where it is what answers."""
        if len(policies) != 1 or not self._selector.is_uncharted(policies):
            return None
        if turn.scope.clauses or turn.scope.articles or Intent.CALCULATE in turn.intents:
            return None
        nearest = self._nearest_of(turn, policies) if self._fits(turn, policies) else None
        clauses = self._places.texts_of(policies)
        own = next((clause for clause in clauses if clause.id == nearest), None)
        found = article_for(turn, clauses, own)
        return found.id if found is not None else None

    def _nearest_of(self, turn: Turn, policies: tuple[str, ...]) -> ClauseId | None:
        text = self._places.without_names(turn, 0, len(turn.folded))
        if Intent.DEPARTMENT in turn.intents:
            # The words that ask for a body are no words of the matter.
            text = without_bodies(text)
        best = self._selector.rank(text, {}, policies).best
        return best.clause_id if best is not None else None

    def _fits(self, turn: Turn, policies: tuple[str, ...]) -> bool:
        """Whether the message's own words find a clause surely."""
        text = self._places.without_names(turn, 0, len(turn.folded))
        return self._selector.own_relevance(text, policies) >= SUBJECT

    def _names_clause(self, turn: Turn, policies: tuple[str, ...]) -> bool:
        """Whether who is responsible is asked of one matter of a policy that was taken in.

        储能首台套奖励是哪个局负责的 is short, and yet no question about the whole policy.
        """
        if not policies or not self._selector.is_uncharted(policies) or len(turn.matter) < _PHRASE:
            return False
        return turn.intents & _ABOUT_POLICY == {Intent.DEPARTMENT} and self._fits(turn, policies)

    def _or_proposed(
        self,
        turn: Turn,
        ledger: Ledger,
        refusal: str,
        chosen: Chosen,
        policies: tuple[str, ...],
    ) -> tuple[str, Chosen]:
        """Where nothing answers a message: the clauses that the learned reader finds, if any.

        Clauses that words found only faintly, and that by the reader's score have nothing to do
        with the message, are no answer to it. A later message may ask in words that say nothing
        alone.
        """
        is_faint = bool(chosen.groups) and chosen.relevance < SUBJECT and not ledger.matters
        is_faint = is_faint and not refusal
        names = turn.scope.articles or turn.scope.clauses
        text = self._places.without_names(turn, 0, len(turn.folded))
        if is_faint and not names and self._proposer.are_foreign(text, chosen.clauses):
            return UNRELATED, chosen
        may_answer = refusal == UNRELATED and not self._says_nothing(turn)
        proposed = self._proposer.clauses(turn.folded, policies) if may_answer else ()
        if not proposed:
            return refusal, chosen
        whole = Group(0, len(turn.folded), turn.folded, turn.topics)
        return "", Chosen(((whole, proposed),), (), 1.0, ())

    def _with_proposed(
        self,
        turn: Turn,
        parts: tuple[Part, ...],
        unmatched: tuple[Unused, ...],
        policies: tuple[str, ...],
    ) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
        """With the matters that the learned reader finds in stretches that nothing else matched."""
        known = {c for part in parts for c in part.matter.clauses}
        more: list[Part] = []
        left: list[Unused] = []
        for one in unmatched:
            before = [m for m in turn.scope.marks if m.start < one.end and m.policies]
            scope = before[-1].policies if before else policies
            text = turn.folded[one.start : one.end]
            # 我还有个会: words of the language alone name no matter, whatever the reader scores.
            clauses = self._proposer.clauses(text, scope) if content_of(text) else ()
            if not clauses or known & set(clauses):
                left.append(one)
                continue
            known |= set(clauses)
            group = Group(one.start, one.end, turn.folded[one.start : one.end], {})
            more.append(self._new_part(turn, group, clauses, policies, _SEVERAL))
        if not more:
            return parts, unmatched
        spans = [span for part in more for span in part.stretches]
        rest = [_less(part, spans) for part in parts]
        joined = sorted((*rest, *more), key=lambda part: part.stretches[0])
        return tuple(joined), tuple(left)

    def _completed(
        self,
        turn: Turn,
        parts: tuple[Part, ...],
        unmatched: tuple[Unused, ...],
        policies: tuple[str, ...],
    ) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
        """With the matters of stretches that nothing found so far accounts for.

        Whatever kept such a stretch apart or ran it into its neighbour, it is a question of its
        own: it is read as a message would be that says nothing else, in the place that holds there.
        """
        if turn.scope.articles or turn.scope.clauses or Intent.MATCH in turn.intents:
            return parts, unmatched
        if len(turn.folded) > _LONGEST_APART:
            return parts, unmatched
        known = {c for part in parts for c in part.matter.clauses}
        more: list[Part] = []
        for start, end in self._unaccounted(turn, known, unmatched)[:_MOST_APART]:
            clauses = self._of_itself(turn, start, end, known, policies)
            if not clauses:
                continue
            known |= set(clauses)
            text = turn.folded[start:end]
            group = Group(start, end, text, self._topics.named_in(text))
            more.append(self._new_part(turn, group, clauses, policies, _SEVERAL))
        if not more:
            return parts, unmatched
        spans = [span for part in more for span in part.stretches]
        rest = [_less(part, spans) for part in parts]
        left = (u for u in unmatched if not any(s < u.end and u.start < e for s, e in spans))
        joined = sorted((*rest, *more), key=lambda part: part.stretches[0])
        return tuple(joined), tuple(left)

    def _unaccounted(
        self, turn: Turn, known: AbstractSet[ClauseId], unmatched: Sequence[Unused]
    ) -> list[tuple[int, int]]:
        """Stretches that count or ask and hold no word of the matters found, and those left over.

        What all matters are asked for together (这三样都给不给) asks for each.
        """
        found = [(u.start, u.end) for u in unmatched if u.kind == "matter"]
        matters = self._topics.of_clauses(known)
        pointed = [(s, e) for s, e, to in self._hints.places(turn.folded) if to & known]
        told = [
            (f.start, f.end) for f in turn.flags if any(self._hints.tests(c, f.name) for c in known)
        ]
        told += [m.span() for m in _BESIDE_TOLD.finditer(turn.folded)]
        told += [(c.start, c.end) for c in turn.claims]
        asks_all = Intent.EACH in turn.intents or Act.ALL_MATTERS in turn.acts
        asks_all = asks_all or ASKS.search(turn.folded) is None
        for start, end in asked_clauses(turn.folded):
            if any(s < end and start < e for s, e in (*told, *found)):
                continue
            text = turn.folded[start:end]
            asks = ASKS.search(text) is not None and content_of(text) >= _SEVERAL
            # A word that is of a fact in question too names nothing else: 典型案例1个,示范项目2个.
            own = [(s - start, e - start) for s, e in pointed if start <= s < end]
            topics = self._topics.named_in(text if asks else blank(text, own))
            if topics and matters & topics.keys() and not (asks and self._has_kin(topics, known)):
                continue
            if (own and not topics) or _POINTS_AT.search(text):
                continue
            tells = any(q.role == "amount" and start <= q.start < end for q in turn.quantities)
            listed = {turn.folded[start - 1 : start], turn.folded[end - 1]} & {"、", ";"}
            if asks or tells or (topics and (listed or asks_all)):
                found.append((start, end))
        return sorted(found)

    def _has_kin(self, topics: Collection[str], known: Collection[ClauseId]) -> bool:
        """Whether a policy of the matters found has another clause on one of some topics.

        特色园区 and 专业楼宇 are one topic and two clauses of one article.
        """
        policies = {c.policy for c in known}
        return any(
            c.policy in policies and c not in known for t in topics for c in self._clauses_of(t)
        )

    def _of_itself(
        self,
        turn: Turn,
        start: int,
        end: int,
        known: AbstractSet[ClauseId],
        policies: tuple[str, ...],
    ) -> tuple[ClauseId, ...]:
        """The clauses of a stretch read as a message of its own; () if it is none."""
        text = turn.folded[start:end].strip(_MARKS)
        before = [m for m in turn.scope.marks if m.start < end]
        if before and not before[-1].policies:
            return ()
        if before and before[-1].start < start:
            text = turn.folded[before[-1].start : before[-1].end] + text
        if len(text) > _SHARE_APART * len(turn.folded) or turn.as_of is None:
            return ()
        alone = self._by_purpose(text, Ledger(policies=policies), turn.as_of)
        if alone.refusal or alone.query is not None or alone.is_policy_level:
            return ()
        clauses = tuple(dict.fromkeys(focus.clause_id for focus in alone.focus))
        asks = ASKS.search(text) is not None
        is_named = sum(alone.turn.topics.values()) >= _NAMES
        tells = any(q.role == "amount" for q in alone.turn.quantities)
        if not (asks or tells or is_named):
            return ()  # 我老公公司在龙华做机器人的: who it is
        own = turn.folded[start:end].strip(_MARKS)
        if not (asks or tells) and is_of(own, self._facts.texts_of(known)):
            return ()  # 训练语料开放到公共服务平台: in the words of a clause that was found
        if is_named:  # 国际标准, which the place lacks, is no other matter there
            clauses = tuple(
                c for c in clauses if self._topics.of_clauses([c]) & alone.turn.topics.keys()
            )
        is_sure = is_named or alone.relevance >= SUBJECT
        if not (asks or alone.turn.topics):  # 合同100万 tells a sum and no matter
            is_sure = bool(set(clauses) & set(self._proposer.clauses(text, policies)))
        return clauses if is_sure and not known & set(clauses) else ()

    def _with_rivals(
        self, turn: Turn, parts: tuple[Part, ...], policies: tuple[str, ...]
    ) -> tuple[Part, ...]:
        """The only matter of a message with another clause that fits its words nearly as well."""
        if len(parts) != 1 or turn.scope.articles or turn.scope.clauses:
            return parts
        matter = parts[0].matter
        text = self._places.without_names(turn, 0, len(turn.folded))
        ranking = self._selector.fit(text, turn.topics, policies or None)
        own = [r for r in ranking.ranked if r.clause_id in matter.clauses]
        of = {c.policy for c in matter.clauses}
        rest = [
            r
            for r in ranking.ranked
            if r.clause_id not in matter.clauses and r.clause_id.policy in of
        ]
        if not own or not rest:
            return parts
        is_faint = own[0].score < _FAINTLY and turn.quantities
        if rest[0].score < (_NEARLY / 2 if is_faint else _NEARLY) * own[0].score:
            return parts
        return (replace(parts[0], matter=replace(matter, rivals=(rest[0].clause_id,))),)

    def _unmatched(
        self, turn: Turn, chosen: Chosen, strays: Sequence[tuple[int, int]]
    ) -> tuple[Unused, ...]:
        """Stretches of a message about several matters for which no clause was found."""
        found: list[Unused] = []
        for start, end in (*chosen.unmatched, *strays):
            text = turn.folded[start:end]
            head = len(text) - len(text.lstrip(_MARKS))
            tail = len(text.rstrip(_MARKS))
            told = any(start < u.end and u.start < end for u in found)
            # 具身智能机器人：龙华…，龙岗…; 数据这块两个事。
            is_heading = text.rstrip().endswith(":") or _HEADING.search(text) is not None
            if max(content_of(text), unknown_of(_A_THING.sub("", text))) and not (
                told or is_heading
            ):
                found.append(Unused(text[head:tail], start + head, start + tail, "matter"))
        return tuple(found)

    def _new_part(
        self,
        turn: Turn,
        group: Group,
        clauses: tuple[ClauseId, ...],
        policies: tuple[str, ...],
        count: int,
    ) -> Part:
        topics = group.topics if count > 1 else turn.topics
        start, end = (group.start, group.end) if count > 1 else (0, len(turn.folded))
        matter = Matter(
            clauses,
            tuple(dict.fromkeys(c.policy for c in clauses)) if policies else (),
            tuple(sorted(topics.items())),
            self._places.without_names(turn, start, end),
            trail=clauses,
        )
        return Part(None, matter, ((start, end),))

    def _absent_part(self, turn: Turn, chosen: Chosen, policies: tuple[str, ...]) -> Part:
        """A matter that the place asked about does not deal with: kept without clauses."""
        matter = Matter(
            (),
            policies,
            tuple(sorted(turn.topics.items())),
            self._places.without_names(turn, 0, len(turn.folded)),
            absent=chosen.absent,
        )
        return Part(None, matter, ((0, len(turn.folded)),))

    # --- policies as a whole, refusals ---

    def _is_policy_level(self, turn: Turn) -> bool:
        """A question about a policy as a whole: its validity, its name."""
        scope = turn.scope
        about = turn.intents & _ABOUT_POLICY
        if turn.topics or scope.articles or scope.clauses:
            return False
        if any(q.role == "amount" and q.unit not in TIMES for q in turn.quantities):
            return False
        if about:
            asks_bodies = about == {Intent.DEPARTMENT}
            left = content_of(turn.matter)
            return left <= (_SHORT // 2 if asks_bodies else _SHORT)
        asks_all = Intent.MATCH in turn.intents or not turn.intents
        return bool(scope.policies) and asks_all and len(turn.matter) <= 1

    def _is_open(self, turn: Turn) -> bool:
        """A message that asks for support or tells of the company, and names no matter."""
        asks = turn.asks_support or bool(turn.intents & {Intent.CALCULATE, Intent.MATCH})
        tells = self._facts.tells_of_company(turn.flags) and not turn.quantities
        return (asks or tells) and len(turn.matter) <= _SHORT // (1 if tells else 2)

    def _is_matter(self, turn: Turn, policies: tuple[str, ...]) -> bool:
        """Whether a short message (企业上市) names a matter that the policies taken in lack."""
        return self._selector.is_uncharted(policies) and len(turn.matter) > 1

    def _refused(self, turn: Turn, ledger: Ledger) -> str:
        """What the refuse lists and the places settle, before any clause is looked for."""
        if turn.refuse and not self._asks_beside(turn) and not self._is_held(turn, ledger):
            return turn.refuse[0][0]
        if turn.scope.elsewhere and not (turn.scope.policies or turn.scope.parent):
            return "elsewhere"
        if turn.scope.within and not turn.scope.is_named and asks_own(turn):
            return "within"
        return ""

    def _is_held(self, turn: Turn, ledger: Ledger) -> bool:
        """Whether a policy that was taken in speaks of what is refused elsewhere (电影, 社保)."""
        policies = self._places.resolve(turn.scope, ledger.policies)
        if not self._selector.is_uncharted(policies):
            return False
        text = self._places.without_names(turn, 0, len(turn.folded))
        is_allowed = all(kind not in _FORBIDDEN for kind, _, _ in turn.refuse)
        if is_allowed and self._selector.own_relevance(text, policies) >= _HOLDS:
            return True  # 博士买房补多少, where the text says 购房
        return all(
            kind not in _FORBIDDEN and self._places.says(policies, turn.folded[start:end])
            for kind, start, end in turn.refuse
        )

    def _asks_beside(self, turn: Turn) -> bool:
        """Whether a real question stands beside what is refused: noise does not hide it.

        What is forbidden (forging, promises) is refused whatever stands beside it.
        """
        if any(kind in _FORBIDDEN for kind, _, _ in turn.refuse):
            return False
        text = turn.folded
        if turn.scope.articles or turn.scope.clauses:
            return True  # 把前海第三条翻译成人话
        spans = [_item_around(text, start, end) for _, start, end in turn.refuse]
        # What stands behind a colon is what the task is to be done with (翻成英文:…).
        spans = [
            (low, len(text) if _TRANSLATES.search(text, start, high) else high)
            for (low, high), (_, start, _) in zip(spans, turn.refuse, strict=True)
        ]
        rest = blank(text, spans)
        if not rest.strip(" ,。;!?、"):
            return False
        if not _asks_or_tells(turn, rest):
            return False
        if self._topics.named_in(rest):
            return True
        ranking = self._selector.rank(rest, {}, None)
        # A place of the refused clause says nothing of the rest.
        is_scoped = turn.scope.is_named and any(
            not any(low <= start < high for low, high in spans) for start, _ in turn.scope.spans
        )
        signals = with_words(ranking.signals, turn, is_scoped=is_scoped)
        return self._selector.probability(signals) >= SUBJECT

    def _refusal(
        self,
        turn: Turn,
        chosen: Chosen,
        is_policy_level: bool,
        policies: tuple[str, ...],
    ) -> str:
        if is_policy_level and (policies or Intent.STACKING in turn.intents):
            return ""
        if self._places.are_unbinding(policies):
            return ""
        if not chosen.groups and not chosen.absent and not turn.scope.articles:
            return UNRELATED
        least = _ANSWERABLE / 5 if turn.unstated else _ANSWERABLE
        if self._selector.is_uncharted(policies or {c.policy for c in chosen.clauses}):
            # The words of a topic prove nothing of a policy that no topic knows. Words of an aspect
            # (归哪个部门管) stand in no clause and weigh on the matter's own.
            asks_aspect = bool(turn.intents & _ABOUT_POLICY)
            own = self._selector.least / (2 if asks_aspect else 1)
            is_bare = not (turn.quantities or turn.flags or asks_aspect or turn.unstated)
            if is_bare and chosen.relevance < 1 and self._is_beside(turn, policies, chosen):
                return UNRELATED
            if chosen.relevance >= own:
                return ""
            return "" if self._names_one(turn, policies, chosen) else UNRELATED
        if turn.scope.articles:
            return ""
        weight = max(turn.topics.values(), default=0.0)
        # Of a longer message, or one that names a place, mistyped words say more (福田买语枓).
        is_mere = len(turn.matter) <= _SHORT and not turn.scope.is_named
        by_chance = is_mere and self._says_nothing(turn)
        if not weight and chosen.relevance < (_BY_CHANCE if by_chance else least):
            return UNRELATED
        # A word that may name a matter (租) does not carry a message that fits no clause.
        # A draft of one sentence fits nothing well.
        is_draft = any(self._places.are_drafts([policy]) for policy in policies)
        is_weak = 0 < weight < _NAMES and not turn.unstated and not is_draft
        is_weak = is_weak and Intent.VALIDITY not in turn.intents  # 12月17日递首版次还算数不
        return UNRELATED if is_weak and chosen.relevance < _WEAKLY else ""

    def _says_nothing(self, turn: Turn) -> bool:
        """Whether no two characters of a message stand side by side in any policy (飞飞, 低低).

        What is near to such words is near by a character alone. One that is said twice is no word
        of a text in which the end of one word meets the beginning of the next (低空空域).
        """
        pairs = [pair for pair in pairs_of(turn.matter) if pair[0] != pair[1]]
        held = self._selector.held()
        is_said = turn.quantities or turn.flags or self._hints.read(turn.folded)
        is_foreign = any(c.isascii() and c.isalpha() for c in turn.matter)
        return not (is_said or is_foreign or any(pair in held for pair in pairs))

    def _fed(self, turn: Turn, chosen: Chosen, policies: tuple[str, ...]) -> Chosen:
        """Of a policy that was taken in, the near clause that the message's numbers are for.

        650亩虾稻田 is asked of the clause that pays by the 亩, though another speaks of 标准 too.
        """
        if len(chosen.groups) != 1 or turn.scope.articles or not chosen.clauses:
            return chosen
        group, clauses = chosen.groups[0]
        within = {c.policy for c in clauses}
        if len(within) != 1 or not self._selector.is_uncharted(within):
            return chosen
        grows = self._facts.tells_growth(turn)
        if any(
            self._facts.compares_years(clause) if grows else self._facts.may_take(turn, clause)
            for clause in clauses
        ):
            return chosen
        text = self._places.without_names(turn, group.start, group.end)
        ranked = self._selector.rank(text, {}, tuple(within)).ranked[:_FEEDS]
        if not ranked:
            return chosen
        least = _FED * ranked[0].score
        near = [r.clause_id for r in ranked if r.score >= least]
        fed = [
            clause
            for clause in near
            if (self._facts.compares_years(clause) if grows else self._facts.is_fed(turn, clause))
        ]
        return replace(chosen, groups=((group, (fed[0],)),)) if fed else chosen

    def _is_beside(self, turn: Turn, policies: tuple[str, ...], chosen: Chosen) -> bool:
        text = self._places.without_names(turn, 0, len(turn.folded))
        within = policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses))
        return self._selector.is_beside(text, within)

    def _names_one(self, turn: Turn, policies: tuple[str, ...], chosen: Chosen) -> bool:
        text = self._places.without_names(turn, 0, len(turn.folded))
        within = policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses))
        tells = any(
            q.role == "amount" and q.unit not in TIMES and q.value != 1 for q in turn.quantities
        )
        return self._selector.names_one(text, within, tells_sum=tells)

    def _nearest(self, turn: Turn) -> tuple[ClauseId, ...]:
        text = self._places.without_names(turn, 0, len(turn.folded))
        ranking = self._selector.rank(text, turn.topics, None)
        return tuple(r.clause_id for r in ranking.ranked[:2]) if turn.topics else ()


_LONGEST_APART, _MOST_APART, _SHARE_APART = 400, 6, 0.8
"""How long a message may be, how many of its stretches are read by themselves, and how much of it
one may be: what each costs is bounded, and what is read by itself grows shorter."""
_POINTS_AT = lazy("[这那](?:[两二三四几][块项个样笔件条家]|[俩仨些])")
"""What asks of matters told before (这俩市里都补吗)."""
_BESIDE_TOLD = lazy(r"\([^()]*\)")
"""What is told in brackets is of the matter that they follow."""
_FEEDS, _FED = 6, 0.4
"""So many clauses, and from this share of the best score, may be the one that numbers are for."""


def _one_in_row(turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The one of the matters in question that a message names by its place in their row."""
    if len(ledger.current) <= 1 or turn.topics:
        return ()
    if len(ledger.current) == _FEW and _MIDDLE_ONE.search(turn.folded):
        return ledger.current[1:2]
    return ledger.current[-1:] if _LAST_ONE.search(turn.folded) else ()


def _kept_elsewhere(turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The matters in question less the one that a message drops by its place; () if it does not."""
    gone = _that_there(turn, ledger)
    if Act.REMOVE not in turn.acts or gone is None or turn.quantities:
        return ()
    kept = tuple(n for n in ledger.current if n != gone)
    return kept if len(kept) < len(ledger.current) else ()


def _without_name(own: Sequence[Stated], lasting: Sequence[Stated]) -> tuple[Stated, ...]:
    """The flags of a matter that go with it to other clauses.

    Who applies does not, where only the name of the matter said it (孵化器运营呢): then it is
    no lasting fact of the asker.
    """
    said = {(s.name, s.turn) for s in lasting}
    return tuple(s for s in own if s.name != APPLICANT or (s.name, s.turn) in said)


_DROPPED = lazy(
    r"(?:^|(?<=[\s,，。;；!！]))[^\s,，。;；!！?？…\d万]{1,14}?(?:就|先|暂时|暂且)?(?:不提|不说|不聊|不谈|不问|不管|放一放|放一边|搁一?边|搁着|略过|跳过|放着)"
    r"(?:它|他|这个)?(?:了|吧|先|啦)*[\s,，。;；!！]+(?!换|改[成为到])(?=\S)"
)
_LEAST_LEFT = 4
_NUMERALS = frozenset("一二两三四五六七八九十百千万")
_THESE_FEW = lazy("[这那](?:[两二三四][块项个样笔件条]|[俩仨])")
_WORD_OF = 2
_SO_MANY = {"俩": 2, "仨": 3}
_REST = lazy("还?剩下?的?(?:哪|那|这)?[两三四几]?[样项个件条]|其余|其他(?:几|两|三)?[样项个件条]")
_SOME_OF_IT = lazy(
    "(?:里[头面边]?|其中|当中)(?:还|又)?有[^,。;!?]{0,2}?[\\d一二两俩三仨四五六七八九十半百]"
)
"""里有两个是去年的 tells of a part of what was stated, whatever it is."""
_FEW = 3
_MIDDLE_ONE = lazy("中间的?[那这]一?[个笔项件样条]")
_LAST_ONE = lazy("最[后末]的?[那这]一?[个笔项件样条](?!数|结果|金额)")


def _without_dropped(text: str) -> str:
    """A message with blanks for a clause that only puts a matter aside (入表不提了,…)."""
    match = _DROPPED.search(text)
    if match is None or len(text) - (match.end() - match.start()) < _LEAST_LEFT:
        return text
    return text[: match.start()] + "，" * (match.end() - match.start()) + text[match.end() :]


def _only_there(part: Part) -> Part:
    """A part whose matter was asked about in no other place."""
    own = {c.policy for c in part.matter.clauses}
    trail = tuple(c for c in part.matter.trail if c.policy in own)
    return replace(part, matter=replace(part.matter, trail=trail))


def _unheard(turn: Turn, gathered: Gathered, *, supposes: bool) -> tuple[Unused, ...]:
    """What a message that goes on supposes, or whom it counts, that nothing took up."""
    spans = [*turn.scope.spans, *turn.named, *((m.start, m.end) for m in turn.multiples)]
    left = unread_suppositions(turn, spans) if supposes else ()
    return left or askers_left(turn, sum(len(f.cases) for f in gathered.focus))


def _apart_there(turn: Turn, ledger: Ledger, subject: _Subject) -> _Subject:
    """The subject, a matter of its own where one more sum is told of another place.

    After 龙岗租算力620万: 另外福田租的300万 is no more of what was spent there.
    """
    adds = Act.ADD in turn.acts or any(
        adds_more(turn.folded, e) or _ALSO_SPENT.search(turn.folded, 0, e.start)
        for e in turn.expressions
    )
    told = all(e.operands[0].role in ("term", "plus") for e in turn.expressions)
    adds = adds or (told and not _INSTEAD_THERE.search(turn.folded))
    sums = {e.value for e in turn.expressions if e.unit is Unit.YUAN}
    known_sums = {s.value for m in ledger.in_question for s in m.numbers}
    same = _SAME.search(turn.folded) and sums <= known_sums  # 同样是…,420万 is another sum
    moves = _SETTLES.search(turn.folded) or same or Act.CORRECT in turn.acts
    if not (adds and turn.scope.is_named and _counts_money(turn)) or moves:
        return subject

    def own(part: Part) -> Part:
        known = () if part.index is None else ledger.matters[part.index].clauses
        there = {c.policy for c in part.matter.clauses}
        if not known or not there or there & {c.policy for c in known}:
            return part
        alone = replace(part.matter, numbers=(), asker="")
        return _only_there(replace(part, index=None, matter=alone))

    return replace(subject, parts=tuple(map(own, subject.parts)))


def _moved(subject: _Subject, by: int) -> _Subject:
    """The subject of a half, with its places in the whole message."""
    parts = tuple(
        replace(part, stretches=tuple((s + by, e + by) for s, e in part.stretches))
        for part in subject.parts
    )
    unmatched = tuple(replace(u, start=u.start + by, end=u.end + by) for u in subject.unmatched)
    return replace(subject, parts=parts, unmatched=unmatched)


def is_across(expression: Expression, pieces: Sequence[tuple[int, int, int]], folded: str) -> bool:
    """Whether the parts of a number expression stand in more than one piece.

    Two numbers that only take the place of others (算力改成600万,语料改成200万) are read as one
    instead of the other before it is known that they are of two matters; where the first is denied
    (不是600万) that reading holds.
    """
    places = [o.quantity.start for o in expression.operands]
    across = len({n for start, end, n in pieces for p in places if start <= p < end}) > 1
    if not across or expression.relation is not Relation.INSTEAD:
        return across
    return bool(_DENIED.search(folded[max(0, min(places) - 4) : max(places)]))


@cache
def _counts(unit: str) -> re.Pattern[str]:
    return re.compile(f"[\\d一二两三四五六七八九十百千万]{unit}")


def _tells(gathered: Gathered, number: int) -> bool:
    """Whether a message told a number of every matter."""
    return all(any(s.turn == number for s in m.numbers) for _, m in gathered.parts)


def _joint(first: _Subject, second: _Subject) -> _Subject:
    """What both halves of a message are about."""
    return replace(
        first,
        parts=(*first.parts, *second.parts),
        absent=(*first.absent, *second.absent),
        policies=tuple(dict.fromkeys((*first.policies, *second.policies))),
        unmatched=(*first.unmatched, *second.unmatched),
    )


def _asked_again(turn: Turn) -> Turn:
    """A message that asks for a sum once more, without the conditions of sentences before that.

    标杆没评上。龙岗区里那个再跟我说一遍: what was not got is another matter.
    """
    low = max(turn.folded.rstrip(_MARKS).rfind(c) for c in "。;!?") + 1
    amounts = any(q.role == "amount" for q in turn.quantities)
    if Act.REPEAT not in turn.acts or not low or amounts:
        return turn
    return replace(turn, flags=tuple(f for f in turn.flags if f.start >= low))


def _with_district(turn: Turn, ledger: Ledger, places: PlaceFinder) -> tuple[str, ...]:
    """The policies in question, with the district spoken of last where 区里 points to it."""
    above = set(places.above())
    if not turn.scope.own or any(p not in above for p in ledger.policies):
        return ledger.policies
    trail = [c.policy for m in ledger.matters for c in m.trail if c.policy not in above]
    return (*ledger.policies, *trail[-1:])


_ALIAS = lazy(
    "(?:那|就|再说|现在)?(?P<who>[甲乙丙丁戊a-d])(?![a-z\\d])(?:公司|客户|企业|家|方)?(?=[的那改要说问也先后又把换再是在不没只买租花,:])"
)


_THAT_ONE_THERE = lazy(
    "(?:区|市)?(?:那边)?的?[那这]一?(?:个|笔|边|家|块|份|项|条|单|头)"
    "|(?:区|市)?的(?=其实|实际|改|是|只|不|撤|要是|如果|应该|变|又|再)"
)


def _that_there(turn: Turn, ledger: Ledger) -> int | None:
    """The matter spoken of before that is in the place which a message points to (龙岗那个).

    The one spoken of last, of several; a message that names a matter of its own points to none.
    """
    if len(turn.scope.policies) != 1 or turn.topics:
        return None
    if not any(_THAT_ONE_THERE.match(turn.folded, end) for _, end in turn.scope.spans):
        return None
    (policy,) = turn.scope.policies
    found = [
        (m.turn, n)
        for n, m in enumerate(ledger.matters)
        if {c.policy for c in m.clauses} == {policy}
    ]
    return max(found)[1] if found else None


def _by_alias(turn: Turn, ledger: Ledger) -> int | None:
    """The one matter of the asker that a message begins with (乙改主意了), where several ask."""
    match = _ALIAS.match(turn.folded)
    if match is None or len(ledger.matters) < _SEVERAL:
        return None
    found = [n for n, m in enumerate(ledger.matters) if m.text.startswith(match["who"])]
    return found[0] if len(found) == 1 else None


def _less_denied(turn: Turn) -> Turn:
    """The message without what it says that it does not mean."""
    return replace(turn, folded=_NOT_THAT.sub(lambda m: "。" * len(m[0]), turn.folded))


def _is_all(text: str, strays: Sequence[tuple[int, int]]) -> bool:
    """Whether some stretches are all that a message says."""
    return bool(strays) and not blank(text, strays).strip(_MARKS)


_TRANSLATES = lazy("(?:翻|译)[^,。;!?:]{0,6}:")


def _item_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The comma clause around a stretch, or its item of a list parted by slashes."""
    low, high = clause_around(text, start, end)
    before, after = text.rfind("/", low, start), text.find("/", end, high)
    return (low if before < 0 else before + 1), (high if after < 0 else after)


def _without_used(subject: _Subject, gathered: Gathered, number: int) -> tuple[Unused, ...]:
    """The unmatched stretches less those with a number that a matter uses: they belong to it."""
    used = [s.start for _, m in gathered.parts for s in m.numbers if s.turn == number]
    return tuple(u for u in subject.unmatched if not any(u.start <= n < u.end for n in used))


def _told_once(unmatched: Sequence[Unused], numbers: Sequence[Unused]) -> tuple[Unused, ...]:
    """What was not used, without what stands inside a stretch that is told as a whole."""
    inside = [
        n for n in numbers if not any(u.start <= n.start and n.end <= u.end for u in unmatched)
    ]
    return (*unmatched, *inside)


def _back(turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses that a matter had before it moved to another place (还是说回横岗)."""
    if Act.REFER_BACK not in turn.acts or not _GO_BACK.search(turn.folded):
        return ()
    now = {c.policy for c in matter.clauses}
    earlier = [c for c in matter.trail if c.policy not in now]
    return tuple(c for c in earlier if c.policy == earlier[-1].policy) if earlier else ()


def _places_before(turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses of a matter in the place that was asked about first, or in all of them.

    刚才第一个, 三个地方并排列一下.
    """
    policies = tuple(dict.fromkeys(c.policy for c in matter.trail))
    if len(policies) < _SEVERAL or turn.topics:
        return ()
    counts_all = turn.acts.counted == len(policies) and _AGAIN_ALL.search(turn.folded)
    if _ALL_PLACES.search(turn.folded) or counts_all or _FOR_ALL.search(turn.folded):
        return matter.trail
    nth = turn.acts.ordinal
    if not nth or nth > len(policies):
        return ()
    return tuple(c for c in matter.trail if c.policy == policies[nth - 1])


def _turned_to(ledger: Ledger, place: int, clauses: tuple[ClauseId, ...]) -> int | None:
    """The other matter that has the clauses to which one turned: its facts are known."""
    matters = enumerate(ledger.matters)
    return next((n for n, m in matters if n != place and clauses and m.clauses == clauses), None)


def _gathered(turn: Turn, matters: Sequence[Matter]) -> tuple[int, ...]:
    """As many matters, the last spoken of, as the message counts (两个分开再报一遍)."""
    counted = turn.acts.counted
    live = [n for n, m in enumerate(matters) if m.clauses]
    amounts = [q for q in turn.quantities if q.role == "amount" and q.unit is not Unit.COUNT]
    if _FOR_ALL.search(turn.folded) and len(live) > 1 and not turn.scope.is_named:
        return tuple(live)  # 都是66万, 再算一遍
    if Act.REPEAT in turn.acts:
        amounts = []  # 去年就是5600万, 两块再报一遍
    if counted < _SEVERAL or len(live) < _SEVERAL or amounts or turn.scope.is_named:
        return ()
    if counted > len(live) and not _AGAIN_ALL.search(turn.folded):
        return ()
    return tuple(live[-counted:])


def _stacks(turn: Turn) -> bool:
    """Whether a message asks whether something can be got beside what was spoken of."""
    return Intent.STACKING in turn.intents and _BESIDE_IT.search(turn.folded) is not None


_BESIDE_IT = lazy("[跟与和同]|再|又|还|另")


def _takes_along(turn: Turn, ledger: Ledger) -> bool:
    """Whether a message takes the matter to another place: the same, or its sum told again.

    挪到福田, 310万都是采购.
    """
    if not turn.scope.is_named:
        return False
    said = {q.value for q in turn.quantities if q.role == "amount" and q.unit is Unit.YUAN}
    known = {s.value for m in ledger.in_question for s in m.numbers}
    return bool(said & known or _SAME.search(turn.folded))


def _counts_money(turn: Turn) -> bool:
    return any(q.unit is Unit.YUAN and q.role == "amount" for q in turn.quantities)


_NEXT_MATTER = lazy(
    "(?:^|[,。;!?])(?:再|还有|好|那|然后|接着)?(?:问|说|讲)?第[二三四五六七八九](?:件事?|个(?:问题|事情?)|桩事?)"
)
_JOINED = lazy("[和与跟、及]|还有")
_MOST_PAIRS = 20
_ALL_PLACES = lazy(
    "(?:[两二三四几这那]|所有|全部|各)(?:几?个|处)?(?:地方|区|地儿|城区|处)"
    "[^,。;!?]{0,6}(?:列|各|都|一起|并|对比|比|摆|分别|汇总)"
)
_FOR_ALL = lazy("(?:都|全|均)(?:是|按|为)[^,。;!?]{0,12}[,。;!?]?(?:再|重新?)[算列报说来]")
_AGAIN_ALL = lazy("再?(?:报|念|理|列|说|讲|写|摆|给)[^,。;!?]{0,4}[遍次下]|列(?:个|张|出)|都|一起")
_TAKES_BACK = lazy("(?:加|算|补|放|拿|要|捡)(?:上|进)?回[来去]|重新(?:加|算)[上进]|恢复")
_POINTS = lazy(r"[\u4e00-\u9fff]{2}[那这]一?[个项份条款台批笔块件边]")
_TWO_SIDES = lazy("两边|两头|两处|两地|两个?区|相差|差[这那]么多|差在哪|差别")
_GO_BACK = lazy("[说回]回|回到|回头|还是(?:说|问|看)回?")
_PLACED = 1000
"""Above the number of any matter: what tells apart the places of one."""
_FIRST_ONES = lazy("前(?:面)?(?P<n>[两二三四])(?:样|个|项|件|条|笔|块)")
_FEW_FIRST = {"两": 2, "二": 2, "三": 3, "四": 4}
_UNTOUCHED = lazy("(?:不动|不变|照旧|没变|不改|照原来)(?=[,。;!?]|$)")
_HOW_MANY = lazy("多少|几|哪年")
_FIGURE = lazy(r"20[12]\d年?|\d[\d.]*[万亿]|\d{4,}家?")
_EACH_AGAIN = "各多少，再报一遍"
"""What is asked of several askers, where the words of the message say no more than that."""
_INSTEAD = lazy(
    "(?:哦|噢|啊|哎|呃|额|,)*(?:不是|不对|说错|搞错|弄错|错)(?:了|啊|哈|不是|不对|,|。|!)*我?(?:问的|说的|是|要问的)*是"
)
_NOT_THAT = lazy(
    r"(?:^|(?<=[,。;!?]))不是[^,。;!?\d一二两三四五六七八九十百千万]{2,8}(?=[,。;!?]|$)"
)
"""模型备案通过了五个呢,不是算法: what it names is not meant."""
_DENIED = lazy("不是|不对|并非|而非")
_UNITS = lazy("(?<=\\d)[台个辆套件项条场家人款座](?![\u4e00-\u9fff]*元)")
"""What counts things (60台)."""
_MARKS = " ,。;!?、:()"
_PHRASE = 3
"""Characters of own words that may name a matter."""
_FAR = 2.0
"""How much better than the next a clause must fit to be the one that is pointed back to."""
_PLACES = "一二三四五六七八九"
_STAYS = lazy(
    "(?:第(?P<n>[一二三四五六七八九])[个项笔条件]?|其[他它余]的?|别的|剩下?的?)[^,。;!?]{0,6}?"
    "(?:照旧|照算|不[变动改]|没[变动改]|保留|留着|还在|一样|原样)"
)
"""What says that a matter stays as it was, by its place or beside the one that goes."""
_AS_WELL = lazy("(?:另外|此外|同时|还有|对了|哦|再就是|外加|顺便)")
_BOTH_TOLD = lazy(
    "(?:一并|一起|一块儿?|连同(?:前面|刚才|上面)的?)(?:都)?(?:看|算|说|列|报|给|告诉)|(?:各|分别)(?:是|能|补|给|拿)?多少[^,。;!?]{0,2}$"
)
"""同时还有两个模型过了备案,一并看看: what was asked before is told as well."""
_THE_SAME = lazy("(?:是|算)?(?:不是)?(?:一回事|一个东西|一码事|同一个|同一回事|一样的?东西)")
_GOES = lazy(
    "第(?P<n>[一二三四五六七八九])[个项笔条件]?[^,。;!?]{0,6}?(?:去掉|不要|不报|不算|拿掉|删|撤|换)"
)
_LEFT_OUT = lazy(
    "(?:哦|噢|啊|对了|哎呀?)?[,。!]?(?:刚才?|前面|我)?(?:忘(?:记)?了?[说讲提写]|漏[说讲提写]|没[说讲提]到?|补充(?:一下|一点|一句)?|差点忘)"
)
"""What opens a message that says what was left out."""
_HEADING = lazy(
    "(?:[两三四五六七八九几]|[2-9])(?:个|件|项|笔|样|块|桩|条)(?:事情?|问题|内容|东西|情况|数|账)[,。;!?、:()]*$"
)
"""What ends a stretch that only says how many matters follow."""
_MOVE = lazy("搬|迁|挪|换|改|转到|去|到|同样|一样|这笔|那笔|这个|那个|也|呢|的话")


_SETTLES = lazy("搬|迁|挪|落户|入驻")
_INSTEAD_THERE = lazy(
    "拿[到去]|如果|要是|假如|假设|若|万一|换|改|搬|其实|实际|应该|不是|错|还是|放[在到]|去|呢"
)
"""What asks of another place in place of the one before: 换福田, 要是福田300万呢."""
_ALSO_SPENT = lazy(r"还(?![是按算能可没不要会想得用需剩])[^,。!?;\d]{1,8}$")
_FORGOT = lazy("来着|记不得|记不住|忘了|不记得")
_PART_OPENS = lazy(
    r"[\u4e00-\u9fff]{0,4}[,。!]?(?:刚核对|对了|哦|但是?|不过)?,?(?:这?其中|[这那]?里[面头边]|[这那]当中)"
    r"(?:[,有还含是]|(?=[市区省]?(?:里的?|级)?(?:政府|财政|国资|引导)))"
    r"|(?:[^。;!?]{0,6},)?(?:我们?|咱们?)?[那这]?[\d一二两三四五六七八九十百千]+[万亿]元?里[面头边]?有"
    r"|(?:[\u4e00-\u9fff]{1,3}[说讲])?有(?=[\d一二两三四五六七八九十百千])[^,。;!?]{1,12}?[万亿]元?是"
)
"""等下,里面有700万是…, 他说有700万是…: a part of what was told."""
_WHICH = lazy("(?:什么|啥|哪[些个种]|何种)的?$")
_THAN = lazy("比[^,。;!?]{1,8}?(?:多|少|高|低|划算|好|差)")
"""Another place is compared with (为什么比龙岗少)."""
_SAME = lazy("同样|一样的|这笔|那笔|照样|同一[笔份个]|还是这|也是这")
"""What was said before holds in the place that is named now."""


def _moves(turn: Turn) -> bool:
    """Whether a message that names another place keeps its matter (那搬到龙岗去，同样这笔)."""
    return bool(_MOVE.search(turn.folded))


def _one_each(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Stretches about the same clauses are one matter."""
    found: dict[tuple[ClauseId, ...], Part] = {}
    for part in parts:
        known = found.get(part.matter.clauses)
        if known is None:
            part, known = _without_known(part, list(found.values()))
        if known is None:
            found[part.matter.clauses] = part
            continue
        topics = {**dict(known.matter.topics), **dict(part.matter.topics)}
        matter = replace(
            known.matter,
            topics=tuple(sorted(topics.items())),
            text=f"{known.matter.text} {part.matter.text}"[:300],
        )
        key = known.matter.clauses
        found[key] = Part(known.index, matter, (*known.stretches, *part.stretches))
    return tuple(found.values())


def _without_known(part: Part, before: Sequence[Part]) -> tuple[Part, Part | None]:
    """A part less the clauses that one before it is about; with that one, where none is left."""
    known = {c: other for other in before for c in other.matter.clauses}
    own = tuple(c for c in part.matter.clauses if c not in known)
    if own or not part.matter.clauses:
        matter = replace(part.matter, clauses=own, trail=own)
        return (replace(part, matter=matter) if own else part), None
    return part, known[part.matter.clauses[0]]


def _without_gaps(parts: Sequence[Part], length: int) -> tuple[Part, ...]:
    """Stretches between matters belong to the matter before, those at the start to the first."""
    if len({part.stretches for part in parts}) < len(parts):
        return tuple(parts)  # clauses named together, of which each is asked the whole message
    pieces = sorted(
        (start, end, n) for n, part in enumerate(parts) for start, end in part.stretches
    )
    grown: dict[int, list[tuple[int, int]]] = {n: [] for n in range(len(parts))}
    for place, (start, _, n) in enumerate(pieces):
        begin = 0 if place == 0 else start
        stop = pieces[place + 1][0] if place + 1 < len(pieces) else length
        grown[n].append((begin, stop))
    return tuple(Part(part.index, part.matter, tuple(grown[n])) for n, part in enumerate(parts))


def _less(part: Part, strays: Sequence[tuple[int, int]]) -> Part:
    """A matter without the stretches that are about none: no number there is its own."""
    stretches: list[tuple[int, int]] = []
    for start, end in part.stretches:
        for low, high in strays:
            if start <= low and high <= end:
                stretches.append((start, low))
                start = high
        stretches.append((start, end))
    kept = tuple((start, end) for start, end in stretches if start < end)
    return Part(part.index, part.matter, kept) if kept else part


def _same_matters(subject: _Subject, ledger: Ledger) -> _Subject:
    """A matter with the clauses of one that is kept is that one: its facts hold on."""
    known = {m.clauses: n for n, m in enumerate(ledger.matters) if m.clauses}
    parts = []
    for part in subject.parts:
        index = known.get(part.matter.clauses) if part.index is None else None
        if index is None:
            parts.append(part)
            continue
        kept = ledger.matters[index]
        matter = replace(part.matter, numbers=kept.numbers, flags=kept.flags)
        parts.append(Part(index, matter, part.stretches))
    return replace(subject, parts=tuple(parts))


_FORBIDDEN = frozenset({"forge", "promise"})


def _asks_or_tells(turn: Turn, rest: str) -> bool:
    """Whether what stands beside something refused asks, or tells a number or a condition.

    在园区一楼开个轻食店 only says where the licence is wanted.
    """
    numbers = any(q.role == "amount" and rest[q.start : q.end].strip() for q in turn.quantities)
    told = any(rest[f.start : f.end].strip() for f in turn.flags)
    return numbers or told or ASKS.search(rest) is not None


_APPLIES_NOW = lazy(
    "(?:今天|今年|现在|眼下|马上|立马|这就)(?:就|再|来|去|赶紧|抓紧)?(?:申请|申报|申|报|递|交|提交|办)"
    "|(?:改回|回到|退回|还是|挪回|放回)(?:到|在)?(?:今天|今年|现在|眼下)(?!的)"
)
_A_THING = lazy("有?[个件桩](?:事|问题)")
"""还有个事想请教 names nothing yet."""


def _with_twins(turn: Turn, ledger: Ledger, subject: _Subject) -> _Subject:
    """The matter with the others on the same clause, where each is asked for (园区和企业各多少).

    Of as many matters as were spoken of, the others too where one is changed and all are asked for
    again (营收其实是5600万，两块再报一遍).
    """
    if len(subject.parts) != 1 or subject.parts[0].index is None:
        return subject
    (part,) = subject.parts
    each = Intent.EACH in turn.intents and not turn.quantities
    again = Act.REPEAT in turn.acts and turn.acts.counted == len(ledger.matters) > 1
    twins = [
        Part(n, matter, part.stretches)
        for n, matter in enumerate(ledger.matters)
        if n != part.index
        and matter.numbers
        and (again or (each and matter.clauses == part.matter.clauses))
    ]
    both = sorted((part, *twins), key=lambda one: one.index or 0)
    return replace(subject, parts=tuple(both)) if twins else subject


def _goes_on(subject: _Subject) -> bool:
    return any(part.index is not None for part in subject.parts)


def _social(turn: Turn) -> str:
    return next(act.value for act in (Act.ABOUT_PROGRAM, Act.GREET, Act.THANK) if act in turn.acts)


def _view(matter: Matter) -> Memory:
    """A matter as the chooser looks at it."""
    return Memory(
        text=matter.text,
        topics=matter.topics,
        policies=matter.policies,
        focus=matter.clauses,
        trail=matter.trail or matter.clauses,
    )


def _memory(ledger: Ledger) -> Memory:
    """What the rest of the answer needs to know of the conversation."""
    current = ledger.in_question
    return Memory(
        text=" ".join(m.text for m in current),
        topics=tuple(dict.fromkeys(t for m in current for t in m.topics)),
        policies=ledger.policies,
        focus=tuple(c for m in current for c in m.clauses),
        flags=ledger.flags,
        numbers=tuple(s for m in current for s in m.numbers),
        intents=ledger.intents,
    )


def _carried(turn: Turn, ledger: Ledger) -> Turn:
    """The message with the question of the one before, if it has none itself (福田的呢)."""
    if turn.intents & _CARRIED or turn.quantities or len(turn.matter) > _SHORT:
        return turn
    if Intent.CALCULATE in turn.intents:
        return turn
    return replace(turn, intents=turn.intents | (ledger.intents & _CARRIED))


def _asked_there(turn: Turn, ledger: Ledger) -> Turn:
    """A message that names nothing but another place, with what was asked of the one before.

    福田孵化器运营哪个部门管 → 龙华的呢 asks for the department, no sum.
    """
    if not ledger.matters:
        return _carried(turn, ledger)
    if turn.intents or turn.quantities or len(turn.matter) > 1:
        return turn
    return replace(turn, intents=ledger.intents & _ABOUT_IT)


def _lasting(turn: Turn, ledger: Ledger, gathered: Gathered) -> frozenset[Intent]:
    """What goes on being asked: a comparison of policies too, where only a number or place changes.

    哪个补得多 → 算力服务费用改为800万. Cases of one policy (国家级和省级各多少 → 省级的呢) are
    named anew.
    """
    compares = not turn.intents and len({f.clause_id.policy for f in gathered.focus}) > 1
    return ledger.intents & {Intent.TOTAL, *([Intent.COMPARE] if compares else [])}


__all__ = ["UNRELATED", "Understander", "group_matters"]
