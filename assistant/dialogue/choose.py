"""Chooser: the clauses a message is about, group by group, or those it goes on with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from assistant.dialogue.above import beside_mute, from_above
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gate import Signals
from assistant.dialogue.grouping import Group, group_matters
from assistant.dialogue.hints import Hints
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.scope import Mark
from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topic, Topics
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understanding import Memory
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

SUBJECT = 0.6
"""A message without topic words is a subject of its own from this probability."""
_OWN = 0.2
"""Of several stretches only those count that are this probable without the place they name."""
_NO_TOPICS = Topics(())
_CLEARLY, _VERY_CLEARLY, _LEAST = 1.2, 1.6, 0.25
"""How much better than the clauses in question another must be, and how good at least."""
_POINTS = 0.1
"""From which bonus a word of a fact or a rule may turn a message to another clause."""
_FAR_BETTER = 2.0
"""How much better another clause must be for the bare name of a matter that no word list knows."""
_OF_ITS_OWN = 2
"""So many characters beside the words that point say something of their own."""
_NAMED = range(2, 7)
_NOUN = 4
"""Characters at the end of what a grade (市级) stands before, which the text must have as well."""
_NAME = 3
"""Characters behind a place that the text must have right behind it as well."""
_MATCHES = 6
_MOST_READ = 6
"""Of so many stretches of a message, the first ones, the learned reader is asked; no question of
the sets has more, and a reading costs more than all else that is done with a stretch."""
_MARKS_AND_BLANKS = ",。;!?、: "
_COMMA_CLAUSE = lazy(r"[^,。;!?\n]+[,。;!?\n]*")
_ADDS = lazy("(?:另外?|还有?|又|以及|同时|外加|再)")
_SURE, _ADDED, _APART_BY = 0.85, 0.2, 1.5
"""How probably a clause answers a comma clause alone, less where it says that it adds something,
and how much better it fits than the next one: of 449 messages on one matter none is cut, of 11 on
two all are."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Clauses by group, policies in scope that lack the matter, the relevance seen."""

    groups: tuple[tuple[Group, tuple[ClauseId, ...]], ...]
    absent: tuple[str, ...]
    relevance: float
    nearest: tuple[ClauseId, ...]
    bare: float = 1.0
    unmatched: tuple[tuple[int, int], ...] = ()

    @property
    def clauses(self) -> tuple[ClauseId, ...]:
        """All chosen clauses, each once."""
        return tuple(dict.fromkeys(c for _, clauses in self.groups for c in clauses))


_DRAFT = lazy("征求意见稿|意见稿|草案")
"""A draft named as a whole."""


class Chooser:
    """Chooses clauses; holds no conversation."""

    def __init__(
        self, selector: Selector, places: PlaceFinder, topics: Topics, hints: Hints
    ) -> None:
        self._selector = selector
        self._places = places
        self._topics = topics
        self._hints = hints

    def choose(self, turn: Turn, before: Memory, policies: tuple[str, ...]) -> Chosen:
        """The clauses of new matters: named by number, or found for each matter."""
        at = self._places.named_at(turn, policies or before.policies)
        named = self._places.named_clauses(turn, policies or before.policies)
        whole = Group(0, len(turn.folded), turn.folded, turn.topics)
        policies = policies or self._coining(turn)
        if not named:
            policies = self._beyond_level(turn, policies)
        called = self._topics.called(turn.folded)
        groups = (whole,) if called else self._groups(turn, policies, at)
        groups = (*groups[:_MOST_READ], *(replace(g, is_read=False) for g in groups[_MOST_READ:]))
        if named and len(groups) < 2:
            others = [p for p in policies if all(c.policy != p for c in named)]
            text = self._places.without_names(turn, 0, len(turn.folded))
            more, absent = (
                self._selector.carry(named, others, text, turn.topics) if others else ((), ())
            )
            if len(at) > 1 and turn.quantities and not more:
                # 第二、三、六条，费用都是510万: what is told holds for each of them
                each = (tuple(dict.fromkeys(found)) for found in at.values())
                return Chosen(tuple((whole, clauses) for clauses in each), absent, 1.0, ())
            return Chosen(((whole, (*named, *more)),), absent, 1.0, ())
        alone = not named and len(groups) < 2
        pair = self._places.paired(turn.folded, policies) if alone else ()
        if pair:  # unless what is told is told of one after the other
            return Chosen(tuple((whole, (clause,)) for clause in pair), (), 1.0, ())
        if turn.scope.articles and (policies or before.policies) and not self._names(turn):
            return Chosen((), (), 1.0, ())  # an article that is not collected, and nothing else
        listed = (
            ()
            if called or self._selector.is_uncharted(policies)
            else self._topics.listed_in(turn.folded, turn.scope.spans)
        )
        if listed and len(groups) < 2:
            clauses = self._selector.of_words(listed, self._places.with_parents(policies))
            if len(clauses) > 1:
                return Chosen(((whole, clauses),), (), 1.0, ())
        scopes = self._places.by_stretch(turn, groups, policies)
        parts = [
            self._named_or_chosen(turn, group, own, at)
            for group, own in zip(groups, scopes, strict=True)
        ]
        if len(parts) > 1:
            parts = [
                self._elsewhere(turn, group, part, at)
                for group, part in zip(groups, parts, strict=True)
            ]
            if not self._selector.is_uncharted(policies):
                parts = [self._on_matter(part) for part in parts]
        found = [part for part in parts if part.clauses]
        covered = {c.policy for part in parts for c in part.clauses}
        # That a place lacks one matter is not told of it where it has another, nor where another
        # place of the message has: the words are.
        lacking = [
            bool(found) and not part.groups and (_is_own(group) or covered.issuperset(part.absent))
            for group, part in zip(groups, parts, strict=True)
        ]
        absent = tuple(
            dict.fromkeys(
                p
                for part, lacks in zip(parts, lacking, strict=True)
                if not lacks
                for p in part.absent
            )
        )
        unmatched = tuple(
            (group.start, group.end)
            for group, part, lacks in zip(groups, parts, lacking, strict=True)
            if len(groups) > 1 and (lacks or (not part.groups and not part.absent))
        )
        return Chosen(
            tuple(pair for part in found for pair in part.groups),
            tuple(p for p in absent if p not in covered),
            max((part.relevance for part in parts), default=0.0),
            tuple(c for part in parts for c in part.nearest)[:3],
            unmatched=unmatched,
        )

    def _names(self, turn: Turn) -> bool:
        """Whether the message names a matter or the sum of one (采购算力), besides the clause.

        A condition's word (注册满几年) names none: it is asked of the clause.
        """
        rest = self._places.without_names(turn, 0, len(turn.folded))
        sums = (rest[s:e] for s, e, _ in self._hints.places(rest))
        return bool(turn.topics) or any(self._hints.is_sum(word) for word in sums)

    def _groups(
        self,
        turn: Turn,
        policies: tuple[str, ...],
        named: Mapping[tuple[int, int], Sequence[ClauseId]],
    ) -> tuple[Group, ...]:
        topics, hints = self._topics, self._hints
        if self._selector.is_uncharted(policies):
            apart = () if named else self._apart(turn, policies)
            if apart:
                return apart
            topics, hints = _NO_TOPICS, hints.within(policies)
        asked = count()
        return group_matters(
            replace(turn, scope=replace(turn.scope, marks=self._marks(turn, policies))),
            topics,
            hints,
            lambda text, scope: self.guess(text, policies if scope is None else scope),
            policies,
            self._places.above(),
            named,
            lambda text, scope: self._best(
                text, policies if scope is None else scope, is_read=next(asked) < _MOST_READ
            ),
        )

    def _marks(self, turn: Turn, policies: tuple[str, ...]) -> tuple[Mark, ...]:
        """Where each stretch says where it is about.

        Where a place has but drafts and the region's measures are asked as well, they hold there.
        A grade that a text itself speaks of (认定为市级名园) is no place within its matter.
        """
        above = self._places.above()
        found: list[Mark] = []
        for mark in turn.scope.marks:
            before = set(found[-1].policies) - set(above) if found else set()
            if mark.policies == above and before and self._is_grade(turn.folded, mark, before):
                continue
            is_draft = self._places.are_drafts(mark.policies)
            if is_draft and set(above) <= set(policies):
                mark = replace(mark, policies=(*mark.policies, *above))
            found.append(mark)
        return tuple(found)

    def _is_grade(self, text: str, mark: Mark, policies: Collection[str]) -> bool:
        """Whether a level's name (市级) is a grade that a policy's own text gives to that noun."""
        word = text[mark.start : mark.end]
        name = text[mark.start : mark.end + _NAME]
        # 进了深圳市首版次软件推广应用指导目录: a name that the district's text holds
        if len(name) == len(word) + _NAME and self._places.says(policies, name):
            return True
        noun = text[mark.end : clause_around(text, mark.start, mark.end)[1]][-_NOUN:]
        return (
            word.endswith("级") and len(noun) == _NOUN and self._places.says(policies, word, noun)
        )

    def _apart(self, turn: Turn, policies: tuple[str, ...]) -> tuple[Group, ...]:
        """The matters of a message about policies that no topic knows; () where it has but one.

        A comma clause begins a matter of its own where another clause of the policies than before
        answers it, clearly and by itself; what answers nothing belongs to the matter before it.
        """
        cuts: list[tuple[int, ClauseId]] = []
        for match in _COMMA_CLAUSE.finditer(turn.folded):
            text = self._places.without_names(turn, *match.span())
            ranking = self._selector.rank(text, {}, policies)
            best, *rest = ranking.ranked[:2] or (None,)
            if best is None or (rest and best.score < _APART_BY * rest[0].score):
                continue
            least = _ADDED if _ADDS.match(match.group()) else _SURE
            if self._selector.own_relevance(text, policies) < least:
                continue
            if cuts and self._is_number_of(turn, *match.span(), cuts[-1][1]):
                continue
            clause = self._hints.holder(best.clause_id)
            if not cuts or cuts[-1][1] != clause:
                cuts.append((match.start() if cuts else 0, clause))
        if len(cuts) < 2:
            return ()
        ends = [*(start for start, _ in cuts[1:]), len(turn.folded)]
        return tuple(
            Group(start, end, turn.folded[start:end], {})
            for (start, _), end in zip(cuts, ends, strict=True)
        )

    def _is_number_of(self, turn: Turn, start: int, end: int, clause: ClauseId) -> bool:
        """Whether a stretch tells but a number that rules of a clause work with (设备投资600万元).

        Whatever other clause is paid by it: it is of the matter that is spoken of.
        """
        spans = [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
        rest = blank(turn.folded, spans)[start:end].strip(_MARKS_AND_BLANKS)
        return len(spans) == 1 and len(rest) > 1 and self._hints.uses(clause, rest)

    def _best(self, text: str, policies: tuple[str, ...], *, is_read: bool) -> ClauseId | None:
        """The clause that fits a stretch best."""
        fit = self._selector.fit if is_read else self._selector.rank
        best = fit(text, self._topics.named_in(text), policies or None).best
        return best.clause_id if best is not None else None

    def _named_or_chosen(
        self,
        turn: Turn,
        group: Group,
        policies: tuple[str, ...] | None,
        named: Mapping[tuple[int, int], Sequence[ClauseId]],
    ) -> Chosen:
        """The clauses of one stretch: those that it names by number, else those found for it."""
        if policies is None:
            return Chosen((), (), 0.0, ())
        own = [c for (s, _), found in named.items() if group.start <= s < group.end for c in found]
        if own:
            topics = dict.fromkeys(sorted(self._topics.of_clauses(own)), 0.5)
            return Chosen(
                ((replace(group, topics=topics), tuple(dict.fromkeys(own))),), (), 1.0, ()
            )
        drafts = [p for p in policies if self._places.are_drafts((p,))]
        if drafts and _DRAFT.search(group.text) and not self._topics.named_in(group.text):
            whole = self._places.all_clauses(drafts)  # 宝安那个征求意见稿给多少
            return Chosen(((replace(group, topics={}), whole),), (), 1.0, ())
        alone = self._alone(turn, group, policies) if group.pointed else None
        return alone or self._choose_group(turn, group, policies)

    def _elsewhere(
        self,
        turn: Turn,
        group: Group,
        part: Chosen,
        named: Mapping[tuple[int, int], Sequence[ClauseId]],
    ) -> Chosen:
        """A stretch whose place lacks the matter, read in the other place that it names.

        龙华没有的贷款贴息, 市里给多少.
        """
        others = tuple(
            mark.policies
            for mark in turn.scope.marks
            if group.start <= mark.start < group.end and mark.policies
        )
        if part.groups or not part.absent or not others or others[-1] == group.scope:
            return part
        return self._named_or_chosen(turn, group, others[-1], named)

    def _alone(self, turn: Turn, group: Group, policies: tuple[str, ...]) -> Chosen | None:
        """A stretch that only weak words point from, read as if it were a message of its own.

        None where that is not sure, and where what the words point to is the better guide: where
        nothing else is said (算力、房租).
        """
        said = self._places.without_names(turn, group.start, group.end)
        spans = [(start, end) for start, end, _ in self._hints.places(said)]
        if content_of(blank(said, spans)) < _OF_ITS_OWN:
            return None
        alone = self._choose_group(turn, replace(group, topics={}), policies)
        is_sure = alone.bare >= _OWN
        if policies and all(c.policy not in policies for c in group.pointed):
            text = self._places.without_names(turn, group.start, group.end)
            is_sure = is_sure or self._selector.rank(text, {}, policies).relevance >= _OWN
        if not alone.groups or not is_sure:
            return None
        found = self._topics.of_clauses(alone.clauses)
        named = replace(group, topics=dict.fromkeys(sorted(found), 0.5))
        return replace(alone, groups=((named, alone.clauses),))

    def _coining(self, turn: Turn) -> tuple[str, ...]:
        """The policy that alone coins the names of a message about no place (算力券归谁管)."""
        if turn.scope.is_named or Intent.COMPARE in turn.intents:
            return ()
        of = [clauses for name, clauses in self._hints.coined.items() if name in turn.folded]
        policies = {clause.policy for clauses in of for clause in clauses}
        return tuple(policies) if len(policies) == 1 else ()

    def _beyond_level(self, turn: Turn, policies: tuple[str, ...]) -> tuple[str, ...]:
        """No place where only a level is named (市里) and another city's policy answers clearly."""
        scope = turn.scope
        if scope.is_placed or not scope.is_named or not policies:
            return policies
        text = self._places.without_names(turn, 0, len(turn.folded))
        other = self._selector.taken_in(self._selector.rank(text, {}, None))
        if not other or other[0] in policies:
            return policies
        is_clear = self._selector.own_relevance(text, other) >= SUBJECT
        fits_here = self._selector.own_relevance(text, policies) >= SUBJECT
        return () if is_clear and not fits_here else policies

    def _on_matter(self, part: Chosen) -> Chosen:
        """Of one stretch among several: only clauses on the matter that its words name.

        Where the best is what all its words point to, no other is (eVTOL跨境航线).
        """
        pairs = []
        for group, clauses in part.groups:
            if clauses[0] in group.shared:
                of = {c.policy for c in group.shared}
                clauses = tuple(c for c in clauses if c in group.shared or c.policy not in of)
            kept = tuple(
                c for c in clauses if self._topics.of_clauses([c]) & frozenset(group.topics)
            )
            if group.topics and kept:
                pairs.append((group, kept))
            elif not group.topics and part.bare >= _OWN:
                pairs.append((group, clauses))
            elif group.topics:
                pairs += self._beyond_matter(group, clauses)
        return replace(part, groups=tuple(pairs))

    def _beyond_matter(
        self, group: Group, clauses: tuple[ClauseId, ...]
    ) -> list[tuple[Group, tuple[ClauseId, ...]]]:
        """A stretch whose own words are surely about another matter than the one it names.

        采购已备案的大模型: a purchase, though 备案 names the matter of filing.
        """
        topics, found = self.guess(group.text, tuple(dict.fromkeys(c.policy for c in clauses)))
        kept = tuple(c for c in clauses if c in found)
        return [(replace(group, topics=topics), kept)] if kept else []

    def guess(
        self, text: str, policies: tuple[str, ...] = ()
    ) -> tuple[Mapping[str, float], frozenset[ClauseId]]:
        """The topics of the clause that retrieval finds for a stretch, if it is sure."""
        ranking = self._selector.rank(text, {}, policies or None)
        # A draft is a handful of one-line items: the nearest is what it says on the matter.
        least = _OWN if policies and self._places.are_drafts(policies) else SUBJECT
        if ranking.best is None or ranking.relevance < least:
            return {}, frozenset()
        found = self._topics.of_clauses([ranking.best.clause_id])
        clauses = frozenset(c for t in self._topics.all if t.id in found for c in t.clauses)
        return dict.fromkeys(sorted(found), 0.5), clauses or frozenset({ranking.best.clause_id})

    def _choose_group(self, turn: Turn, group: Group, policies: tuple[str, ...]) -> Chosen:
        text = self._looked_for(turn, group)
        is_whole = group.end - group.start >= len(turn.folded)
        is_uncharted = self._selector.is_uncharted(policies)
        topics = {} if is_uncharted else group.topics
        called = self._topics.called(turn.folded)
        if called is not None and not is_uncharted:
            topics = {called.id: 1.0}
        asks_bodies = Intent.DEPARTMENT in turn.intents and not policies
        anywhere = self._places.with_bodies() if asks_bodies else None
        fit = self._selector.fit if group.is_read else self._selector.rank
        # Where words find one clause of the policies clearly, they say what else there is as well.
        inside = fit(text, topics, policies) if policies else None
        apart = self._selector.rank if inside and not inside.is_read else fit
        everywhere = apart(text, topics, anywhere)
        ranking = inside or everywhere
        signals = with_words(everywhere.signals, turn, is_scoped=turn.scope.is_named)
        relevance = self._selector.probability(signals)
        if is_uncharted:
            relevance = self._selector.own_relevance(text, policies)
        elif not policies and (other := self._selector.taken_in(everywhere)):
            # Of a policy that no topic knows, its own words must answer.
            relevance = self._selector.own_relevance(text, other)
            if relevance < self._selector.least and self._selector.charted():
                ranking = everywhere = fit(text, topics, self._selector.charted())
                signals = with_words(everywhere.signals, turn, is_scoped=False)
                relevance = self._selector.probability(signals)
        nearest = tuple(r.clause_id for r in everywhere.ranked[:2])
        if Intent.MATCH in turn.intents and policies and not turn.quantities:
            many = tuple(r.clause_id for r in ranking.ranked[:_MATCHES])
            return Chosen(((group, many),), (), relevance, nearest, everywhere.relevance)
        if not policies:
            wide = Intent.COMPARE in turn.intents or called is not None
            clauses = self._selector.siblings(ranking, topics, wide=wide)
            if called is not None and not is_uncharted:
                clauses = self._with_all(called, clauses)
            absent: tuple[str, ...] = ()
        else:
            wide = Intent.COMPARE in turn.intents and not turn.quantities
            clauses, absent = self._selector.per_policy(ranking, topics, policies, wide=wide)
            if len(policies) == 1:
                clauses, absent = self._selector.in_one(
                    ranking, everywhere, policies[0], topics, group.text
                )
            if turn.intents & {Intent.STACKING, Intent.COMPARE} and len(policies) == 1:
                clauses = self._selector.by_topic(ranking, topics) or clauses
            if is_whole:
                clauses = self._places.with_parent(clauses, everywhere, policies, turn)
            names = is_whole or max(topics.values(), default=0) >= 1
            if absent and not clauses and names:
                clauses = from_above(self._selector, self._places, everywhere, topics, policies)
        clauses = self._held(turn, clauses)
        named = topics if is_whole else {}
        more = beside_mute(self._selector, self._places, everywhere, named, turn, clauses)
        clauses = tuple(dict.fromkeys((*clauses, *more)))
        pairs = ((group, clauses),) if clauses else ()
        return Chosen(pairs, absent, relevance, nearest, everywhere.relevance)

    def _held(self, turn: Turn, clauses: tuple[ClauseId, ...]) -> tuple[ClauseId, ...]:
        """The clauses, those that only say something of another's sum as that other's.

        金融机构面积占45%: of the item whose award the item behind it raises from 40% on.
        """
        if not any(q.role == "amount" for q in turn.quantities):
            return clauses
        return tuple(dict.fromkeys(map(self._hints.holder, clauses)))

    def _looked_for(self, turn: Turn, group: Group) -> str:
        """What retrieval looks for; of 福田100万, a place and a sum, what the message says."""
        text = self._places.without_names(turn, group.start, group.end)
        places = [(s, e) for s, e in turn.scope.spans if group.start <= s and e <= group.end]
        bare = content_of(text) == 0 or any(turn.folded[s:e] in text for s, e in places)
        counts = any(group.start <= q.start < group.end for q in turn.quantities)
        if group.topics and group.start and places and counts and bare:
            return self._places.without_names(turn, 0, len(turn.folded))
        return text

    def _with_all(self, topic: Topic, found: tuple[ClauseId, ...]) -> tuple[ClauseId, ...]:
        """A matter that was offered and chosen: whatever policy in the corpus pays for it too."""
        there = {clause.policy for clause in found}
        others = {c.policy: c for c in reversed(topic.clauses) if c.policy not in there}
        return (*found, *(c for p, c in others.items() if not self._places.are_drafts([p])))

    def _names_matter(self, turn: Turn, group: Group) -> bool:
        """Whether a stretch names its matter so clearly that the region's clause may stand in."""
        is_whole = group.end - group.start >= len(turn.folded)
        above = self._places.above()
        pointed = self._hints.read(group.text)
        points_above = any(c.policy in above and pointed[c] >= _POINTS for c in pointed)
        return is_whole or points_above or max(group.topics.values(), default=0.0) >= 1

    def go_on(
        self, turn: Turn, before: Memory, policies: tuple[str, ...], *, may_turn: bool = True
    ) -> Chosen:
        """The same matter: the same clauses, or those of the same matter in the new scope.

        ``may_turn``: a clause of the same policy that fits the message's own words clearly better
        takes over.
        """
        whole = Group(0, len(turn.folded), turn.folded, turn.topics)
        trail = before.focus
        if turn.scope.is_named or policies != before.policies:
            text = f"{before.text} {turn.matter}"
            topics = {**dict(before.topics), **turn.topics}
            if not turn.topics:
                # 还是市里那个: where the conversation has been before, its clause there
                seen = [c for c in before.trail if c.policy in policies and c not in trail]
                trail = (*trail, *seen[-1:])
            clauses, absent = self._selector.carry(trail, policies, text, topics)
            if absent and not clauses:  # 前海呢, where only the region pays: as if asked first
                everywhere = self._selector.rank(text, topics, None)
                clauses = from_above(self._selector, self._places, everywhere, topics, policies)
            return Chosen(((whole, clauses),) if clauses else (), absent, 1.0, trail[:2])
        is_condition = any(self._hints.tests(c, s.name) for c in trail for s in turn.flags)
        pointed = self._hints.read(turn.folded)
        goes_on = bool(turn.quantities) and any(pointed.get(c, 0.0) > 0 for c in trail)
        # 一年累计最多多少: words of the language point to no matter
        turns = turn.topics or any(
            self._hints.places(turn.folded)
            and bonus >= _POINTS
            and c not in trail
            and c.policy in policies
            for c, bonus in pointed.items()
        )
        counts = any(q.value != 1 for q in turn.quantities if q.role == "amount")
        asks_other = turn.is_leaning and not counts and len(turn.matter) in _NAMED
        is_told_only = bool(trail) and not any(self._hints.is_ruled(c) for c in trail)
        if may_turn and not (is_condition or goes_on or turn.is_correction):
            if turns:
                trail = self._refine(turn, before, trail)
            elif asks_other:  # 那语料采购呢: a matter and nothing else
                trail = self._refine(turn, before, trail, least=_FAR_BETTER)
            elif is_told_only and not counts:  # 2025年预计多少, of what an overview tells
                plain = replace(turn, matter="")
                trail = self._refine(plain, before, trail, least=_FAR_BETTER, reads=True)
        if turn.intents & {Intent.STACKING, Intent.COMPARE} and len(before.trail) > 1:
            trail = before.trail
        return Chosen(((whole, trail),), (), 1.0, ())

    def _refine(
        self,
        turn: Turn,
        before: Memory,
        trail: tuple[ClauseId, ...],
        least: float = 0.0,
        *,
        reads: bool = False,
    ) -> tuple[ClauseId, ...]:
        """A better clause of the same policy for the message's own words, if clearly better.

        Each policy in question keeps its own clause or takes its own better one. ``reads``: with
        the learned reader.
        """
        scope = before.policies or tuple(dict.fromkeys(c.policy for c in trail))
        rank = self._selector.fit if reads else self._selector.rank
        ranking = rank(turn.matter or turn.folded, turn.topics, scope)
        best = ranking.best
        if best is None:
            return trail
        scores = {r.clause_id: r.score for r in ranking.ranked}
        is_sure = ranking.relevance >= SUBJECT
        factor = max(least, _CLEARLY if is_sure else _VERY_CLEARLY)
        turned: dict[str, ClauseId] = {}
        for policy in dict.fromkeys(c.policy for c in trail):
            own = next(iter(ranking.of_policy(policy)), None)
            if own is None or own.clause_id in trail or not (is_sure or own.score > _LEAST):
                continue
            kept = max(scores.get(c, 0.0) for c in trail if c.policy == policy)
            if own.score > factor * kept:
                turned[policy] = own.clause_id
        if best.clause_id.policy not in turned and best.clause_id not in trail:
            kept = max((scores.get(clause, 0.0) for clause in trail), default=0.0)
            clearly = best.score > factor * kept and (is_sure or best.score > _LEAST)
            return (best.clause_id,) if clearly else trail
        return tuple(dict.fromkeys(turned.get(c.policy, c) for c in trail))


def _is_own(group: Group) -> bool:
    """Whether a stretch names its matter itself, and not only a place for the one before."""
    return bool(group.pointed) or any(weight >= 1 for weight in group.topics.values())


def with_words(signals: Signals, turn: Turn, *, is_scoped: bool) -> Signals:
    """Retrieval's signals together with those of the words."""
    return replace(
        signals,
        scope=float(is_scoped),
        support=float(turn.asks_support),
        trade=float(turn.names_trade),
    )
