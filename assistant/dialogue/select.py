"""Choose the clauses a message is about; topics are the tie between policies."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from assistant.dialogue.aspects import LOOKS, content_of
from assistant.dialogue.bearing import Bearing
from assistant.dialogue.gate import Gate, Signals
from assistant.dialogue.hints import Hints
from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.dialogue.topics import Topics
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.retrieval.hit import Run
from assistant.retrieval.reader import ClauseReader
from assistant.retrieval.search import Searcher
from assistant.text.normalise import fold
from assistant.text.traditional import as_searched

_RECENT = 64
_TOPIC = 0.16
"""What a topic word of the message adds to the score of that topic's clauses."""
_DEPTH, _TIMES_AS_DEEP = 12, 3
_APART = 2.5
"""By how much the reader must find one clause better for the other not to be meant as well."""
_FITS = 1.0
"""From here on the reader finds that a clause deals with a text, whatever topic words say: of 67
messages of read sets on matters that a policy lacks none came so far, of 20 others eleven did."""
_SURELY_NEARER = 2.0
"""The same in policies that no topic knows, where nothing else is made of what the reader says."""
_SURELY, _FAR_BEFORE = 0.8, 1.2
"""From which probability, and how far before the next, what words find needs no reader."""
_READS, _READ_AT = 0.15, 2.0
"""What the learned reader adds to the score of a clause that surely fits, and its score below zero
that adds half of that; read off the ranks of authors it did not learn from."""
SIBLING = 0.8
"""Without a named place, clauses of the same matter elsewhere count from this share of the best."""
_NEXT = 0.8
"""From which share of the best score the second is meant, where it alone is on the matter."""
_BESIDE = 0.75
_ANY_TRADE = frozenset({"scene-demo"})
"""The matter of AI put to use in any trade: what a draft says of the trade is on it."""
_SAYS, _HELD, _NEAR = 3, 0.34, 0.6
_NAMED_COVER = 0.15
_JOINS = frozenset("的了在是有和与及或一二三四五六七八九十0123456789")
"""Characters that join words: 注册的 is no word."""
"""So many words, less than this share of them held, not this near: read off 139 questions of the
kind that policies of other places answer (two are lost) and the seven that were answered wrongly
(five are not)."""
_APART_BY_ODDS = 0.1
"""Clauses of policies that no topic knows: a second one counts as good as the best (CLOSE) up to
odds of one to three against it."""
_NAMES, _HEADED = 5, 0.12
"""So long a heading, said word for word, names its clause; what that adds to its score."""
CLOSE = 0.9
"""A second clause of the same policy is shown as well from this share of the best."""


class Ranked(NamedTuple):
    """A clause with its score for a text; ``read`` is the learned reader's, where it was asked."""

    clause_id: ClauseId
    score: float
    read: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked clauses, best first, and the probability that any of them answers."""

    ranked: tuple[Ranked, ...]
    relevance: float
    signals: Signals

    @property
    def best(self) -> Ranked | None:
        """The first, None if there is none."""
        return self.ranked[0] if self.ranked else None

    @property
    def is_read(self) -> bool:
        """Whether the learned reader was asked."""
        return any(r.read is not None for r in self.ranked)

    def of_policy(self, policy: str) -> tuple[Ranked, ...]:
        """The part in one policy."""
        return tuple(r for r in self.ranked if r.clause_id.policy == policy)


class Selector:
    """Ranks clauses for texts and carries clauses over to other policies."""

    def __init__(
        self,
        searcher: Searcher,
        corpus: Corpus,
        topics: Topics,
        hints: Hints,
        gate: Gate,
        reader: ClauseReader | None = None,
    ) -> None:
        """``reader``: the learned reader, where there is one; it only moves what words rank."""
        self._searcher = searcher
        self._reader = reader
        self._corpus = corpus
        self._topics = topics
        self._hints = hints
        self._gate = gate
        # One text is ranked more than once while a message is read.
        self._ranked = lru_cache(maxsize=_RECENT)(self._rank_anew)
        self._fitted = lru_cache(maxsize=_RECENT)(self._fit_anew)
        self.bearing = Bearing(corpus, topics, hints)
        self.unscoped = frozenset(p.id for p in corpus.policies if p.kind is not PolicyKind.DRAFT)
        self._charted = frozenset(c.policy for topic in topics.all for c in topic.clauses)
        self._held: dict[str, frozenset[str]] = {}
        self.binding = tuple(p.id for p in corpus.policies if p.kind is PolicyKind.MEASURE)

    def rank(
        self, text: str, named: Mapping[str, float], policies: Collection[str] | None
    ) -> Ranking:
        """Clauses of some policies (None: all but drafts) for a text with its topic words."""
        scope = None if policies is None else frozenset(policies)
        return self._ranked(text, tuple(named.items()), scope)

    def fit(
        self, text: str, named: Mapping[str, float], policies: Collection[str] | None
    ) -> Ranking:
        """The same, with what the learned reader makes of the text, where there is a reader.

        It adds up to ``_READS`` to the score of a clause and changes no probability. It is not
        asked where words find one clause clearly, nor about words of the language alone (能补多少),
        which name no matter; policies that no topic knows are not what it learned from: there it
        only tells apart two clauses that words find nearly as good.
        """
        ranking = self.rank(text, named, policies)
        if self._reader is None or not content_of(text):
            return ranking
        if ranking.is_read:
            return ranking
        near = ranking.ranked[:2]
        if near and self.is_uncharted([r.clause_id.policy for r in near]):
            return self._nearer(text, ranking)
        if _is_clear(ranking):
            return ranking
        scope = None if policies is None else frozenset(policies)
        return self._fitted(text, tuple(named.items()), scope)

    def read(self, text: str, named: Mapping[str, float], policies: Collection[str]) -> Ranking:
        """As `fit`, the reader asked in any case, where there is one."""
        return self._fitted(text, tuple(named.items()), frozenset(policies))

    def _nearer(self, text: str, ranking: Ranking) -> Ranking:
        """Of two clauses that words find nearly as good, the one that the reader finds far better.

        Of 150 questions on policies of other places whose clauses words left so near, it was sure
        of 47 that one of the two answers, 46 times rightly.
        """
        first, *rest = ranking.ranked[:2]
        if self._reader is None or not rest or rest[0].score < SIBLING * first.score:
            return ranking
        read = self._reader.scores(text, [first.clause_id, rest[0].clause_id])
        if not read or abs(read[0] - read[1]) < _SURELY_NEARER:
            return ranking
        ahead, behind = (first, rest[0]) if read[0] > read[1] else (rest[0], first)
        best = ahead._replace(score=first.score, read=max(read))
        last = behind._replace(score=rest[0].score, read=max(read) - _APART)
        return replace(ranking, ranked=(best, last, *ranking.ranked[2:]))

    def _fit_anew(
        self, text: str, topics: tuple[tuple[str, float], ...], policies: frozenset[str] | None
    ) -> Ranking:
        ranking = self._ranked(text, topics, policies)
        scope = [c.clause_id for c in ranking.ranked if c.clause_id.policy in self._charted]
        if self._reader is None or not text or not scope:
            return ranking
        scope = [
            clause.id
            for policy in sorted({c.policy for c in scope})
            for clause in self._corpus.policy(policy).clauses
            if clause.is_leaf
        ]
        read = dict(zip(scope, self._reader.scores(text, scope), strict=False))
        scores = {r.clause_id: r.score for r in ranking.ranked}
        for clause, score in read.items():
            if clause not in scores and score < -_READ_AT:
                continue
            scores[clause] = scores.get(clause, 0.0) + _READS / (1.0 + math.exp(-score - _READ_AT))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._order(item[0])))
        return replace(ranking, ranked=tuple(Ranked(c, s, read.get(c)) for c, s in ranked))

    def _rank_anew(
        self, text: str, topics: tuple[tuple[str, float], ...], policies: frozenset[str] | None
    ) -> Ranking:
        named = dict(topics)
        scope = self.unscoped if policies is None else policies
        depth = _DEPTH * (_TIMES_AS_DEEP if self.is_uncharted(scope) else 1)
        asked = LOOKS.sub("", text) or text
        run = self._searcher.search(self._hints.parted(asked), k=depth, policies=scope)
        scores = {hit.clause_id: hit.score for hit in run.hits}
        for topic in self._topics.all:
            weight = named.get(topic.id, 0.0)
            for clause in topic.clauses if weight else ():
                if clause.policy in scope:
                    scores[clause] = scores.get(clause, 0.0) + _TOPIC * min(weight, 2.0)
        hints = self._hints.read(text)
        for clause, bonus in hints.items():
            if clause.policy in scope:
                scores[clause] = scores.get(clause, 0.0) + bonus
        for clause in [c for c in scores if c.policy not in self._charted]:
            heading = fold(self._corpus.require(clause).heading)
            if len(heading) >= _NAMES and heading in text:
                scores[clause] += _HEADED
        read: Mapping[ClauseId, float] = {}
        if self.is_uncharted(scope):
            scores, read = self._told_apart(text, run, scores)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._order(item[0])))
        signals = signals_of(run, hints, named, is_scoped=policies is not None)
        relevance = self._gate.probability(signals)
        return Ranking(tuple(Ranked(c, s, read.get(c)) for c, s in ranked), relevance, signals)

    def _told_apart(
        self, text: str, run: Run, scores: Mapping[ClauseId, float]
    ) -> tuple[dict[ClauseId, float], Mapping[ClauseId, float]]:
        """The scores of clauses that no topic knows, as far apart as their odds of being meant.

        The best keeps the best score, so that what is measured by it stays what it was. Also what
        the learned reader made of the first of them.
        """
        sparse = {hit.clause_id: hit.sparse for hit in run.hits}
        found = sorted(scores, key=lambda c: (-sparse.get(c, 0.0), self._order(c)))[:_DEPTH]
        read = dict(zip(found, self._read(text, found), strict=False))
        weights = self._gate.taken_in_ranking
        odds = {c: weights.odds(sparse.get(c, 0.0), read.get(c, 0.0)) for c in found}
        most, best = max(odds.values(), default=0.0), max(scores.values(), default=0.0)
        apart = {c: best * math.exp(_APART_BY_ODDS * (odds[c] - most)) for c in found}
        return apart, read

    def _read(self, text: str, clauses: Sequence[ClauseId]) -> tuple[float, ...]:
        """What the learned reader makes of some clauses; () where it is not asked."""
        if self._reader is None or not content_of(text):
            return ()
        return self._reader.scores(text, clauses)

    def answers(self, text: str, policies: Collection[str], *, share: float = 1.0) -> bool:
        """Whether some clause of policies that no topic knows answers a message.

        ``share``: of what is required, where the message asks in words that stand in no clause.
        """
        signals = self.own_signals(text, policies)
        clauses = [ranked.clause_id for ranked in self.rank(text, {}, policies).ranked]
        read = self._read(text, clauses)
        if not read:
            return self._gate.taken_in.probability(*signals) >= share * self.least
        gate = self._gate.taken_in_read
        return gate.probability(*signals, max(read)) >= share * gate.least

    def probability(self, signals: Signals) -> float:
        """The probability that some clause answers a message with these signals."""
        return self._gate.probability(signals)

    def is_uncharted(self, policies: Collection[str]) -> bool:
        """Whether no policy of at least one stands in any topic: it was taken in, not charted.

        Topics say nothing of such a policy, so they neither find nor deny a matter there.
        """
        return bool(policies) and not self._charted.intersection(policies)

    def own_relevance(self, text: str, policies: Collection[str]) -> float:
        """The probability that a clause of some policies answers, whatever the topics say."""
        return self._gate.taken_in.probability(*self.own_signals(text, policies))

    def own_signals(self, text: str, policies: Collection[str]) -> tuple[float, float, float]:
        """How near some policies are: by meaning, by words, and how many of the words they hold."""
        signals = self.rank(text, {}, policies).signals
        return signals.dense, signals.sparse, self._cover(text, policies)

    def is_beside(self, text: str, policies: Collection[str]) -> bool:
        """Whether a question that tells nothing of its asker is on a matter beside the policies.

        生猪养殖有补贴吗, asked of fishery, comes near 养殖; but most of its words stand nowhere.
        """
        dense, _, cover = self.own_signals(text, policies)
        said = pairs_of(text, covers(text, (plain_words(),)))
        return len(said) >= _SAYS and cover < _HELD and dense < _NEAR

    def names_one(self, text: str, policies: Collection[str], *, tells_sum: bool) -> bool:
        """Whether a message says a word that stands in one clause of the policies alone.

        杀虫灯, GAP: a word of three characters or more that one clause knows is of that clause,
        however far the rest of the message is from it. Where the message tells a number of its own
        (质量总监年薪120万) one of two will do, in two clauses at most.
        """
        known = covers(text, (plain_words(),))
        clauses = [
            fold(as_searched(clause.text))
            for policy in sorted(policies)
            for clause in self._corpus.policy(policy).clauses
            if clause.is_leaf
        ]
        if self._cover(text, policies) < _NAMED_COVER:
            return False
        length, most = (_SAYS - 1, 2) if tells_sum else (_SAYS, 1)
        for i in range(len(text) - length + 1):
            word = text[i : i + length]
            is_free = all(c.isalnum() and c not in _JOINS for c in word)
            if not is_free or any(known[i : i + length]):
                continue
            if 1 <= sum(word in clause for clause in clauses) <= most:
                return True
        return False

    def knows(self, text: str, policies: Collection[str]) -> bool:
        """Whether some three characters of a text that are no plain words stand in the policies."""
        known = covers(text, (plain_words(),))
        held = [
            fold(as_searched(clause.text))
            for policy in sorted(policies)
            for clause in self._corpus.policy(policy).clauses
        ]
        # 国家创新 is a word of the policy though 国家 alone says nothing.
        spans = [(i, i + _SAYS, 0) for i in range(len(text) - _SAYS + 1)]
        spans += [(i, i + _SAYS + 1, _SAYS - 1) for i in range(len(text) - _SAYS)]
        return any(
            text[i:j].isalnum()
            and sum(known[i:j]) <= most
            and any(text[i:j] in clause for clause in held)
            for i, j, most in spans
        )

    @property
    def least(self) -> float:
        """Below this own relevance nothing in policies that no topic knows answers."""
        return self._gate.taken_in.least

    def _cover(self, text: str, policies: Collection[str]) -> float:
        """The share of a message's pairs of characters, plain words apart, held by policies."""
        known = covers(text, (plain_words(),))
        said = pairs_of(text, known)
        held = sum(any(pair in self._pairs(policy) for policy in policies) for pair in said)
        return held / len(said) if said else 0.0

    def _pairs(self, policy: str) -> frozenset[str]:
        if policy not in self._held:
            clauses = self._corpus.policy(policy).clauses
            text = fold(as_searched("\n".join(clause.text for clause in clauses)))
            self._held[policy] = frozenset(pairs_of(text))
        return self._held[policy]

    def taken_in(self, ranking: Ranking) -> tuple[str, ...]:
        """The policy of the best clause, if no topic knows it."""
        best = ranking.best
        if best is None or not self.is_uncharted([best.clause_id.policy]):
            return ()
        return (best.clause_id.policy,)

    def signals(self, text: str, named: Mapping[str, float]) -> Signals:
        """Retrieval's signals for a text, wherever it is answered."""
        return self._ranked(text, tuple(named.items()), None).signals

    def holds(self, clause: str) -> bool:
        """Whether the corpus has a clause of this id."""
        return self._corpus.clause(ClauseId.parse(clause)) is not None

    def held(self) -> frozenset[str]:
        """The pairs of characters that stand in the policies that topics know."""
        return frozenset().union(*(self._pairs(policy) for policy in sorted(self._charted)))

    def charted(self) -> frozenset[str]:
        """The policies that are searched and that topics know."""
        return self.unscoped & self._charted

    def _order(self, clause: ClauseId) -> tuple[str, int, int]:
        return (clause.policy, clause.article, clause.item or 0)

    def per_policy(
        self,
        ranking: Ranking,
        named: Mapping[str, float],
        policies: Sequence[str],
        *,
        wide: bool = False,
    ) -> tuple[tuple[ClauseId, ...], tuple[str, ...]]:
        """The clause of the same matter in each policy, and the policies that lack it.

        ``wide``: a second clause of the matter in a policy counts as well if it is close.
        """
        leader = ranking.best
        if leader is None:
            return (), tuple(policies)
        matters = self._matters(leader.clause_id, named)
        chosen: list[ClauseId] = []
        absent: list[str] = []
        for policy in policies:
            inside = ranking.of_policy(policy)
            alike = [r for r in inside if self._topics.of_clauses([r.clause_id]) & matters]
            if policy not in self._charted:
                alike = [r for r in inside if r.score >= _BESIDE * leader.score]
            if not alike and policy not in self.unscoped and matters & _ANY_TRADE:
                alike = list(inside[:1])  # AI课件 of a draft that speaks of schools
            if alike:
                near = [r for r in alike[1:2] if wide and r.score >= _BESIDE * alike[0].score]
                chosen += [r.clause_id for r in (alike[0], *near)]
            elif inside and policy == leader.clause_id.policy:
                chosen.append(inside[0].clause_id)
            else:
                absent.append(policy)
        # Of several policies of one place, one that deals with the matter is enough.
        regions = {self._corpus.policy(c.policy).region for c in chosen} - {""}
        return tuple(chosen), tuple(
            p for p in absent if self._corpus.policy(p).region not in regions
        )

    def topics_of(self, clause: ClauseId) -> frozenset[str]:
        """The topics that a clause stands in."""
        return self._topics.of_clauses([clause])

    def of_words(
        self, words: Iterable[str], policies: Collection[str] | None
    ) -> tuple[ClauseId, ...]:
        """The best clause for each topic word on its own."""
        chosen = []
        for word in words:
            best = self.rank(word, self._topics.of_word(word), policies).best
            if best is not None:
                chosen.append(best.clause_id)
        return tuple(dict.fromkeys(chosen))

    def in_one(
        self,
        ranking: Ranking,
        everywhere: Ranking,
        policy: str,
        named: Mapping[str, float],
        text: str = "",
    ) -> tuple[tuple[ClauseId, ...], tuple[str, ...]]:
        """The best clause of the only policy in question, and a second that is nearly as good.

        The policy lacks the matter when the message names a topic that none of its clauses
        deals with, while clauses elsewhere do and fit better; not where the reader finds that the
        best clause surely fits the text.
        """
        leader = ranking.best
        if leader is None:
            return (), (policy,)
        if self._is_absent(leader, everywhere, named) and not self._fits(leader, text):
            return (), (policy,)
        near = [r for r in ranking.ranked[:2] if self._topics.of_clauses([r.clause_id]) & {*named}]
        is_told_only = not self._hints.is_ruled(leader.clause_id)  # 市里算力300万
        is_named = len(near) == 1 and near[0] is not leader
        if is_told_only and is_named and near[0].score >= _NEXT * leader.score:
            return (near[0].clause_id,), ()
        least = CLOSE if policy in self.binding else _BESIDE / 2
        second = [
            r
            for r in ranking.ranked[1:2]
            if r.score >= least * leader.score and not _reads_apart(leader, r)
        ]
        return (leader.clause_id, *(r.clause_id for r in second)), ()

    def _is_absent(self, leader: Ranked, everywhere: Ranking, named: Mapping[str, float]) -> bool:
        policy = leader.clause_id.policy
        if policy not in self.binding or policy not in self._charted:
            return False
        inside = {t.id for t in self._topics.all if any(c.policy == policy for c in t.clauses)}
        best = everywhere.best
        if not named or inside & frozenset(named) or best is None:
            return False
        return bool(self._topics.of_clauses([best.clause_id]) & frozenset(named))

    def _fits(self, leader: Ranked, text: str) -> bool:
        """Whether the learned reader finds that a clause surely fits a text."""
        return max(self._read(text, [leader.clause_id]), default=0.0) >= _FITS

    def _matters(self, leader: ClauseId, named: Mapping[str, float]) -> frozenset[str]:
        own = self._topics.of_clauses([leader])
        return own & frozenset(named) or own

    def carry(
        self,
        focus: Iterable[ClauseId],
        policies: Sequence[str],
        text: str,
        named: Mapping[str, float],
    ) -> tuple[tuple[ClauseId, ...], tuple[str, ...]]:
        """The clauses of other policies on the matter of ``focus``, and policies that lack it."""
        focus = tuple(focus)
        matters = self._topics.of_clauses(focus)
        # What was named, else what the rules pay for: 备案 is no model of one's own elsewhere.
        matters = matters & named.keys() or matters & self.bearing.paid(focus) or matters
        ranking = self.rank(text, named, policies)
        chosen: list[ClauseId] = []
        absent: list[str] = []
        places = {self._corpus.policy(c.policy).region for c in focus if c.policy in policies}
        for policy in policies:
            if (
                policy not in self._charted
                and self._corpus.policy(policy).region in places
                and all(c.policy != policy for c in focus)
            ):
                continue  # another policy of the place is in question
            kept = [c for c in focus if c.policy == policy]
            alike = [
                r.clause_id
                for r in ranking.of_policy(policy)
                if self._topics.of_clauses([r.clause_id]) & matters
            ]
            if not alike:
                alike = [
                    c
                    for topic in self._topics.all
                    if topic.id in matters
                    for c in topic.clauses
                    if c.policy == policy
                ]
            if not alike and (policy not in self.unscoped or policy not in self._charted):
                # A draft is a handful of one-line items: the nearest is what it says on the matter.
                # Of a policy without topics, the nearest is all there is to go by.
                alike = [r.clause_id for r in ranking.of_policy(policy)[:1]]
            if kept or alike:
                chosen.extend(kept or alike[:1])
            else:
                absent.append(policy)
        return tuple(dict.fromkeys(chosen)), tuple(absent)

    def by_topic(self, ranking: Ranking, named: Mapping[str, float]) -> tuple[ClauseId, ...]:
        """The best clause of each topic the words name, if they name several."""
        best: dict[str, ClauseId] = {}
        for ranked in ranking.ranked:
            for topic in self._topics.of_clause(ranked.clause_id):
                if topic.id in named:
                    best.setdefault(topic.id, ranked.clause_id)
        chosen = tuple(dict.fromkeys(best.values()))
        return chosen if len(chosen) > 1 else ()

    def siblings(
        self, ranking: Ranking, named: Mapping[str, float], *, wide: bool = False
    ) -> tuple[ClauseId, ...]:
        """The best clause and those of the same matter elsewhere that are nearly as good.

        ``wide``: a comparison, so every policy that deals with the matter counts.
        """
        leader = ranking.best
        if leader is None:
            return ()
        matters = self._matters(leader.clause_id, named)
        chosen: dict[str, ClauseId] = {}
        for ranked in ranking.ranked:
            policy = ranked.clause_id.policy
            near = wide or ranked.score >= SIBLING * leader.score
            if (
                near
                and policy not in chosen
                and self._topics.of_clauses([ranked.clause_id]) & matters
            ):
                chosen[policy] = ranked.clause_id
        return (leader.clause_id, *(c for c in chosen.values() if c != leader.clause_id))


def _reads_apart(first: Ranked, second: Ranked) -> bool:
    """Whether the learned reader finds the first clause far better than the second."""
    if first.read is None or second.read is None:
        return False
    return first.read - second.read >= _APART


def _is_clear(ranking: Ranking) -> bool:
    """Whether words surely find something, and one clause far before the next."""
    first, *rest = ranking.ranked[:2] or (None,)
    if first is None or ranking.relevance < _SURELY:
        return False
    return not rest or first.score >= _FAR_BEFORE * rest[0].score


def signals_of(
    run: Run, hints: Mapping[ClauseId, float], named: Mapping[str, float], *, is_scoped: bool
) -> Signals:
    """The signals of one ranking."""
    top = run.hits[0] if run.hits else None
    return Signals(
        dense=max((hit.dense for hit in run.hits), default=0.0),
        sparse=top.sparse if top is not None else 0.0,
        hint=max(hints.values(), default=0.0) / 0.3,
        topics=min(sum(named.values()), 2.0) / 2.0,
        scope=float(is_scoped),
        support=0.0,
        trade=0.0,
    )
