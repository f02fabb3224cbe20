"""Bearing: which rules of a clause are about the matter that a message names.

A clause may say several things. The rule of （十四）促进行业组织发展 pays for an organisation that
settles; forums stand in a sentence of their own, which names no money. Who asks for a forum is
not paid by the rule of the other sentence, whatever words the whole clause shares with the message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.dialogue.hints import Hints
from assistant.dialogue.needs import names_of, needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.topics import Topic, Topics
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.estimate_clause import not_quantified
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_SENTENCE = lazy("[^。\n]+[。\n]*")
_GRANTS = lazy("给予|予以|提供|给付|奖励|补贴|资助|免租")
"""What makes a sentence without a rule say by itself what there is for its matter."""
_WORD = 2
_WON = lazy(
    "(?<![能可想会])(?:拿|得|获|夺|摘|捧)(?:了|到|得|过|下)?(?:个|的|了)?[^,。;!?办]{0,6}?"
    "(?:[一二三特金银铜]等?奖|大奖|奖项|奖杯|[冠亚季]军|奖(?![励补金多]|了?吗))"
)
"""Who won a contest did not hold it: 大赛我们拿了一等奖."""
_SURE = 1.0
"""From which weight on a topic is surely named."""
_KEPT = 256


class Bearing:
    """Tells of the rules of each clause which matters they are about."""

    def __init__(self, corpus: Corpus, topics: Topics, hints: Hints) -> None:
        self._rulebook = hints.rulebook
        self._coined = hints.coined
        self._hints = hints
        self._corpus = corpus
        self._topics = topics
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def only_own(
        self,
        estimates: Sequence[Estimate],
        clause: ClauseId,
        stated: Sequence[Stated],
        understanding: Understanding,
    ) -> tuple[Estimate, ...]:
        """The estimates of a clause that are of what was asked, or one that names no sum.

        What the message itself names is what it asks for, else what its matter was called before;
        a rule of which a condition was stated with it is one of them. What another rule of the
        clause still lacks may stand beside.
        """
        turn, ledger = understanding.turn, understanding.ledger
        matters = [m for m in ledger.in_question if clause in m.clauses]
        named = turn.topics.keys() & self.of(clause).keys() if estimates else set[str]()
        text, first = turn.folded, ledger.turn
        goes_on = not named
        if goes_on:
            named = {topic for m in matters for topic, _ in m.topics}
            text, first = "\n".join((text, *(m.text for m in matters))), 0
        others = self.besides(clause, named, text) if estimates and named else frozenset()
        flags = {s.name for s in stated if isinstance(s.value, (bool, str)) and s.turn >= first}
        sums = {s.name: s.turn for s in stated if isinstance(s.value, Decimal)}
        told = {name for name, at in sums.items() if at < ledger.turn}
        if (
            goes_on and ledger.turn > 1
        ):  # 他们投资额加到7000万: what only another rule works with is of that one
            mine = [r for r in self._rulebook.rules_of(str(clause)) if r.id not in others]
            told |= {n for n in sums if not any(self._works_with(r.id, {n}) for r in mine)}
        others = frozenset(
            rule
            for rule in others
            if not (self._tests(rule, flags) or self._works_with(rule, told))
        )
        own = [e for e in estimates if e.rule_id not in others]
        if not others or not estimates:
            return tuple(estimates)
        if own:
            open_ = EstimateStatus.FACTS_MISSING
            return tuple(e for e in estimates if e.rule_id not in others or e.status is open_)
        titles = "、".join(f"“{title}”" for title in dict.fromkeys(e.title for e in estimates))
        alone = not_quantified(str(clause), estimates[0].as_of, self._rulebook)
        return (replace(alone, reasons=(f"这一条写有金额的是{titles}，不是所问的事项",)),)

    def _tests(self, rule_id: str, flags: Collection[str]) -> bool:
        rule = self._rulebook.rule(rule_id)
        return any(one.fact in flags for one in (*rule.conditions, *rule.when))

    def _works_with(self, rule_id: str, told: Collection[str]) -> bool:
        """Whether numbers that were told before are what a rule works with."""
        return any(one in told for one in names_of(self._rulebook.rule(rule_id)).carrying)

    def besides(self, clause: ClauseId, named: Collection[str], said: str) -> frozenset[str]:
        """The rules of a clause that are about another matter than the topics that are named.

        None of them where a topic says nothing of the rules, where the message calls the clause as
        a whole by a name of its own (语料券), and never a rule of which it says a word; ``said`` is
        folded.
        """
        if "events" in named and _WON.search(said):
            rules = self._rulebook.rules_of(str(clause))
            return frozenset(rule.id for rule in rules if rule.topic == "events")
        known = self.of(clause)
        own = [known[t] for t in named if t in known]
        if not own or any(rules is None for rules in own):
            return frozenset()
        if any(name in said for name, of in self._coined.items() if clause in of):
            return frozenset()
        borne = frozenset[str]().union(*(rules for rules in own if rules is not None))
        return frozenset(
            rule.id
            for rule in self._rulebook.rules_of(str(clause))
            if rule.id not in borne and not any(word in said for word in self._words_of(rule))
        )

    def _words_of(self, rule: Rule) -> Iterator[str]:
        """What the message may call a rule, or say of its conditions."""
        yield from map(fold, rule.words)
        for condition in (*rule.conditions, *rule.when):
            yield from map(fold, self._rulebook.facts[condition.fact].words)

    def is_mute(self, clause: ClauseId, named: Collection[str], said: str) -> bool:
        """Whether all rules of a clause, which has some, are about another matter."""
        rules = self._rulebook.rules_of(str(clause))
        return bool(rules) and len(self.besides(clause, named, said)) == len(rules)

    def paid(self, clauses: Collection[ClauseId]) -> frozenset[str]:
        """The topics that the rules of some clauses pay for."""
        rules = (rule for clause in clauses for rule in self._rulebook.rules_of(str(clause)))
        return frozenset(rule.topic for rule in rules if rule.topic)

    def bears(self, clause: ClauseId, named: Mapping[str, float]) -> bool:
        """Whether a clause pays for what is surely named, and by no sum that is spent on it.

        A platform is paid up to a ceiling: what was spent on it is no sum of another clause. What
        is paid for each (每个备案的模型) was counted: a sum beside its name may be another's.
        """
        if self._hints.wants_sum(clause):
            return False
        sure = {topic for topic, weight in named.items() if weight >= _SURE}
        rules = [r for r in self._rulebook.rules_of(str(clause)) if r.topic in sure]
        return any(not needs_of([rule], self._rulebook.facts).main for rule in rules)

    def paying(self, named: Collection[str], policies: Collection[str]) -> tuple[ClauseId, ...]:
        """The clauses of some policies of which a rule is about one of the topics."""
        found = (ClauseId.parse(r.clause_id) for r in self._rulebook.rules if r.topic in named)
        return tuple(dict.fromkeys(clause for clause in found if clause.policy in policies))

    def _of(self, clause: ClauseId) -> Mapping[str, frozenset[str] | None]:
        """Topic → the rules of the clause that are about it; None where that cannot be told."""
        rules = [r for r in self._rulebook.rules_of(str(clause)) if r.topic]
        found = self._corpus.clause(clause)
        if not rules or found is None:
            return {}
        text, heading = fold(found.text), fold(found.heading)
        spans = [match.span() for match in _SENTENCE.finditer(text)]
        if heading and spans and heading in text[slice(*spans[0])]:
            begin = text.find(heading) + len(
                heading
            )  # what a clause is called is no sentence of it
            spans = [(max(start, begin), end) for start, end in spans if end > begin + 1]
        held = {rule.id: _sentences(rule, text, spans) for rule in rules}
        last = max((max(own, default=-1) for own in held.values()), default=-1)
        ruled = frozenset[int]().union(*held.values())
        free = {
            n
            for n, (start, end) in enumerate(spans)
            if n not in ruled and (n > last or _GRANTS.search(text, start, end))
        }
        of: dict[str, frozenset[str] | None] = {}
        for topic in self._topics.of_clause(clause):
            at = _said_in(topic, text, spans)
            paid = {rule.id for rule in rules if rule.topic == topic.id}
            paid |= {rule.id for rule in rules if held[rule.id] & at}
            is_sure = any(rule.topic == topic.id for rule in rules) or not at - ruled - free
            of[topic.id] = frozenset(paid) if is_sure and (paid or at) else None
        return of


def _sentences(rule: Rule, text: str, spans: Collection[tuple[int, int]]) -> frozenset[int]:
    """The sentences of a clause that a rule quotes."""
    quotes = [fold(quote) for quote in (rule.quote, *rule.more_quotes)]
    places = [(text.find(quote), len(quote)) for quote in quotes]
    return frozenset(
        n
        for n, (start, end) in enumerate(spans)
        for at, length in places
        if at >= 0 and at < end and start < at + length
    )


def _said_in(topic: Topic, text: str, spans: Collection[tuple[int, int]]) -> frozenset[int]:
    """The sentences that hold a word of a topic."""
    words = [fold(word) for word in topic.words if len(word) >= _WORD]
    return frozenset(
        n for n, (start, end) in enumerate(spans) if any(word in text[start:end] for word in words)
    )
