"""Hints: words of facts and rules that point to the clauses which use them.

"算力费" is a word of the fact compute_fee_yuan, so it points to every clause whose sum is built on
that fact; a word that points to many clauses tells less about each.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from copy import copy
from functools import cached_property

from assistant.dialogue.boundaries import Boundaries
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.needs import names_of, needs_of
from assistant.dialogue.words import Phrases
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.rules.facts import FactKind
from assistant.rules.rulebook import Rulebook
from assistant.text.normalise import fold, fold_word
from assistant.text.pattern import lazy

_MOST = 0.3
_LONG = 4
_LEAST = 2
_VOUCHER = "券"
_QUOTED = lazy("“([^“”]{2,8})”")


def _coined(corpus: Corpus) -> Mapping[str, frozenset[ClauseId]]:
    """Names in quotation marks in the text of one measure only, with the clauses that coin them."""
    found: dict[str, set[ClauseId]] = {}
    measures = {p.id for p in corpus.policies if p.kind is PolicyKind.MEASURE}
    for clause in corpus.clauses:
        for name in _QUOTED.findall(clause.text) if clause.id.policy in measures else ():
            found.setdefault(fold(name), set()).add(clause.id)
    return {
        name: frozenset(clauses)
        for name, clauses in found.items()
        if len({c.policy for c in clauses}) == 1
    }


def _used(rulebook: Rulebook) -> Mapping[str, frozenset[ClauseId]]:
    """Words of facts → the clauses of which some rule needs such a fact."""
    found: dict[str, set[ClauseId]] = {}
    for rule in rulebook.rules:
        clause = ClauseId.parse(rule.id.split(":")[0])
        for fact in needs_of([rule], rulebook.facts).all:
            for word in rulebook.facts[fact].words:
                found.setdefault(fold_word(word), set()).add(clause)
    return {word: frozenset(clauses) for word, clauses in found.items()}


def _sums(rulebook: Rulebook) -> Mapping[ClauseId, frozenset[str]]:
    """Clause → the words of the sums that its rules need."""
    found: dict[ClauseId, set[str]] = {}
    for rule in rulebook.rules:
        clause = ClauseId.parse(rule.id.split(":")[0])
        for fact in needs_of([rule], rulebook.facts).all:
            if rulebook.facts[fact].kind is FactKind.YUAN:
                found.setdefault(clause, set()).update(map(fold, rulebook.facts[fact].words))
    return {clause: frozenset(words) for clause, words in found.items()}


def _conditions(rulebook: Rulebook) -> Mapping[ClauseId, frozenset[str]]:
    """Clause → the words of the flags that its rules test."""
    found: dict[ClauseId, set[str]] = {}
    for rule in rulebook.rules:
        clause = ClauseId.parse(rule.id.split(":")[0])
        for condition in (*rule.conditions, *rule.when):
            spec = rulebook.facts[condition.fact]
            if spec.kind is FactKind.FLAG:
                found.setdefault(clause, set()).update(map(fold, (*spec.words, *spec.denials)))
    return {clause: frozenset(words) for clause, words in found.items()}


def _schemes(rulebook: Rulebook) -> Mapping[str, ClauseId]:
    """The first words of rules that one clause alone bears."""
    names: dict[str, set[ClauseId]] = {}
    for rule in rulebook.rules:
        for word in rule.words[:1]:
            if len(word) > _LEAST:
                names.setdefault(fold(word), set()).add(ClauseId.parse(rule.id.split(":")[0]))
    return {word: next(iter(clauses)) for word, clauses in names.items() if len(clauses) == 1}


def _vouchers(corpus: Corpus, rulebook: Rulebook) -> Mapping[str, frozenset[ClauseId]]:
    """Names of vouchers that one measure alone speaks of, without marks as well (算力券)."""
    texts = {
        clause.id: fold(clause.text)
        for policy in corpus.policies
        for clause in policy.clauses
        if policy.kind is PolicyKind.MEASURE
    }
    return {
        name: frozenset({clause})
        for name, clause in _schemes(rulebook).items()
        if name.endswith(_VOUCHER)
        and {c.policy for c, text in texts.items() if name in text} == {clause.policy}
    }


class _Later:
    """What few messages ask for, worked out when one does."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    @cached_property
    def used(self) -> Mapping[str, frozenset[ClauseId]]:
        """Words of facts → the clauses that need such a fact."""
        return _used(self._rulebook)

    @cached_property
    def schemes(self) -> Mapping[str, ClauseId]:
        """The first words of rules that one clause alone bears."""
        return _schemes(self._rulebook)

    @cached_property
    def ruled(self) -> frozenset[ClauseId]:
        """The clauses that have rules."""
        return frozenset(ClauseId.parse(rule.clause_id) for rule in self._rulebook.rules)

    @cached_property
    def sums(self) -> Mapping[ClauseId, frozenset[str]]:
        """Clause → the words of the sums that its rules need."""
        return _sums(self._rulebook)

    @cached_property
    def sum_words(self) -> frozenset[str]:
        """The words of all sums."""
        return frozenset[str]().union(*self.sums.values())

    @cached_property
    def conditions(self) -> Mapping[ClauseId, frozenset[str]]:
        """Clause → the words of the flags that its rules test."""
        return _conditions(self._rulebook)

    @cached_property
    def holders(self) -> Mapping[ClauseId, ClauseId]:
        """An item without rules → the only item of its article whose rules work with its words."""
        found: dict[ClauseId, set[ClauseId]] = {}
        for rule in self._rulebook.rules:
            own = ClauseId.parse(rule.clause_id)
            for beside in rule.beside:
                other = ClauseId.parse(beside.clause)
                if (other.policy, other.article) == (own.policy, own.article):
                    found.setdefault(other, set()).add(own)
        return {
            other: next(iter(own))
            for other, own in found.items()
            if len(own) == 1 and other not in self.ruled
        }

    def tested(self, clause: ClauseId) -> frozenset[str]:
        """The facts that conditions of the clause's own rules test."""
        rules = self._rulebook.rules_of(str(clause))
        own = (rule for rule in rules if rule.clause_id == str(clause))
        return frozenset(name for rule in own for name in names_of(rule).tested)


class Hints:
    """Phrase → clauses, from the rulebook."""

    def __init__(
        self,
        rulebook: Rulebook,
        corpus: Corpus | None = None,
        bounds: Boundaries | None = None,
    ) -> None:
        """``corpus``: where given, names that only one measure coins (“训力券”) are known too."""
        clause_of = {rule.id: ClauseId.parse(rule.clause_id) for rule in rulebook.rules}
        found: dict[str, set[ClauseId]] = {}
        for rule in rulebook.rules:
            clause = clause_of[rule.id]
            facts = needs_of([rule], rulebook.facts).main
            words = [*rule.words, *(w for f in facts for w in rulebook.facts[f].words)]
            for word in map(fold_word, words):
                if len(word) >= _LEAST:
                    found.setdefault(word, set()).add(clause)
        self._clauses: Mapping[str, frozenset[ClauseId]] = {
            word: frozenset(clauses) for word, clauses in found.items()
        }
        self._bounds = bounds or Boundaries(lambda: self._clauses)
        self._matcher = Phrases.of(found, self._bounds)
        self._words_of: dict[str, list[str]] = {}
        for word, clauses in self._clauses.items():
            for policy in sorted({c.policy for c in clauses}):
                self._words_of.setdefault(policy, []).append(word)
        self.coined = {**_coined(corpus), **_vouchers(corpus, rulebook)} if corpus else {}
        self.rulebook = rulebook
        self._later = _Later(rulebook)

    @property
    def words(self) -> Collection[str]:
        """The words that point to clauses, folded."""
        return self._clauses.keys()

    def parted(self, text: str) -> str:
        """A folded text for retrieval, less words that only run across others (聊到、账面)."""
        return self._bounds.parted(text)

    def read(self, text: str) -> Mapping[ClauseId, float]:
        """Clause -> bonus for a folded text, at most 0.3."""
        bonus: dict[ClauseId, float] = {}
        for word in dict.fromkeys(found for _, _, found in self._matcher.find(text)):
            clauses = self._clauses.get(word, frozenset())
            share = min(len(word), _LONG) / _LONG / (1 + math.log(max(len(clauses), 1)))
            for clause in clauses:
                bonus[clause] = min(_MOST, bonus.get(clause, 0.0) + 0.2 * share)
        return bonus

    def within(self, policies: Collection[str]) -> Hints:
        """The same words, as far as they point to clauses of some policies."""
        narrowed = copy(self)
        found: dict[str, frozenset[ClauseId]] = {}
        for policy in policies:
            for word in self._words_of.get(policy, ()):
                own = frozenset(c for c in self._clauses[word] if c.policy == policy)
                found[word] = found.get(word, frozenset()) | own
        narrowed._clauses, narrowed._matcher = found, Phrases.of(found, self._bounds)
        return narrowed

    def places(self, text: str) -> tuple[tuple[int, int, frozenset[ClauseId]], ...]:
        """(start, end, clauses) of the words of a folded text that point to clauses."""
        every = load_language().every  # 花了, 投入 point to no matter
        return tuple(
            (start, end, self._clauses.get(word, frozenset()))
            for start, end, word in self._matcher.find(text)
            if word not in every
        )

    def uses(self, clause: ClauseId, word: str) -> bool:
        """Whether a folded word is one of a fact that some rule of the clause needs."""
        return clause in self._later.used.get(word, ())

    def is_sum(self, word: str) -> bool:
        """Whether a folded word names a sum that some rule needs."""
        return word in self._later.sum_words

    def is_condition(self, clause: ClauseId, word: str) -> bool:
        """Whether a folded word stands in a word for a condition of the clause's rules.

        备案 of 向主管部门备案.
        """
        return any(word in own for own in self._later.conditions.get(clause, frozenset()))

    def counts(self, clause: ClauseId, word: str) -> bool:
        """Whether a folded word for a sum says one that some rule of the clause needs, or ends it.

        实际投资 of 上年度实际投资.
        """
        words = self._later.sums.get(clause, frozenset())
        return word in self._later.sum_words and any(own.endswith(word) for own in words)

    def wants_sum(self, clause: ClauseId) -> bool:
        """Whether some rule of the clause works with a sum."""
        return clause in self._later.sums

    def tests(self, clause: ClauseId, fact: str) -> bool:
        """Whether a rule of the clause has a condition on this fact."""
        return fact in self._later.tested(clause)

    def tested(self, clause: ClauseId) -> frozenset[str]:
        """The facts that conditions of the clause's rules test."""
        return self._later.tested(clause)

    def is_ruled(self, clause: ClauseId) -> bool:
        """Whether some rule works something out by the clause."""
        return clause in self._later.ruled

    def holder(self, clause: ClauseId) -> ClauseId:
        """The item whose rules work with what an item says of it (前项标准上浮20%), or itself."""
        return self._later.holders.get(clause, clause)

    def named(self, text: str) -> Mapping[str, ClauseId]:
        """The names of schemes in a folded text that one clause alone bears (训力券)."""
        return {name: clause for name, clause in self._later.schemes.items() if name in text}

    def pointed(self, text: str) -> frozenset[ClauseId]:
        """The clauses that specific words (three characters or more) of a folded text point to."""
        words = {found for _, _, found in self._matcher.find(text)}
        return frozenset(
            clause
            for word in words
            if len(word) > _LEAST
            for clause in self._clauses.get(word, frozenset())
        )
