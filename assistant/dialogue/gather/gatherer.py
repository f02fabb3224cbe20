"""The gatherer of facts, built once; holds no conversation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.boundaries import Boundaries
from assistant.dialogue.gather.additions import summed_up
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.counts import counted_beside, measure_words
from assistant.dialogue.gather.flags import lasting, tells_of_company
from assistant.dialogue.gather.gathering import gather
from assistant.dialogue.gather.kept_after_all import undone_in, undone_of
from assistant.dialogue.gather.known_figures import KnownFigures, known_figures
from assistant.dialogue.gather.lacking import headed
from assistant.dialogue.gather.named_of_row import named_in
from assistant.dialogue.gather.open_question import asked_back, bare_answer
from assistant.dialogue.gather.other_rule import is_told, names_other_rule
from assistant.dialogue.gather.parts import Gathered, Part
from assistant.dialogue.gather.prepared import in_unit
from assistant.dialogue.gather.receipts import less_receipts
from assistant.dialogue.gather.removals import removes_part
from assistant.dialogue.gather.several import counts_told, members_told, names_member
from assistant.dialogue.gather.stakes import Stake, stakes_of
from assistant.dialogue.gather.uses import counts_in, is_fed, may_take, names_needed, tells_growth
from assistant.dialogue.gather.wanting import lacking_sums
from assistant.dialogue.gather.worth import paid_for, sums_paid
from assistant.dialogue.ledger import Matter
from assistant.dialogue.numbers import Given, NumberReader
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.words import Words
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.read.names import choices_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.expressions import Expression


class FactGatherer:
    """Gives the numbers of a message to its matters; holds no conversation."""

    def __init__(
        self,
        rulebook: Rulebook,
        corpus: Corpus,
        reader: NumberReader,
        words: Words,
        bounds: Boundaries | None = None,
    ) -> None:
        self._ctx = GatherContext.of(rulebook, corpus, reader, words, bounds)
        self._policy = corpus.policy

    @property
    def specs(self) -> Mapping[str, FactSpec]:
        """Every fact that rules use."""
        return self._ctx.rulebook.facts

    def gather(
        self, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated], *, asked: str, number: int
    ) -> Gathered:
        """Facts for every part; ``flags`` hold from before, ``number`` counts the message."""
        return gather(self._ctx, turn, parts, flags, asked=asked, number=number)

    def paid_for(self, clause: ClauseId, stated: Sequence[Stated], as_of: date) -> Decimal | None:
        """The only sum that a clause pays out for what is stated."""
        policy = self._policy(clause.policy)
        return paid_for(clause, stated, policy, as_of, self._ctx.rulebook)

    def less_receipts(self, turn: Turn, gathered: Gathered) -> Turn:
        """A message less the sums that it tells as got, once they are facts or told as unused."""
        return less_receipts(self._ctx, turn, gathered)

    def sums_paid(
        self, clause: ClauseId, stated: Sequence[Stated], as_of: date
    ) -> frozenset[Decimal]:
        """Every sum that rules of a clause pay out for what is stated."""
        return sums_paid(clause, stated, self._policy(clause.policy), as_of, self._ctx.rulebook)

    def counts_told(self, turn: Turn, matters: Sequence[Matter]) -> tuple[tuple[int, int], ...]:
        """Where a message says that some of what was counted does not count."""
        return counts_told(self._ctx, turn, matters)

    def names_member(self, turn: Turn, matters: Sequence[Matter], start: int, end: int) -> bool:
        """Whether a stretch of a message names one of several numbers that were stated."""
        return names_member(self._ctx, turn, matters, start, end)

    def members_told(self, turn: Turn, matters: Sequence[Matter]) -> tuple[tuple[int, int], ...]:
        """Where a message says of members of what was stated what becomes of them."""
        return members_told(self._ctx, turn, matters)

    def answers_question(self, turn: Turn, matters: Sequence[Matter]) -> bool:
        """Whether a message is nothing but the number that the answer before asked back for."""
        return any(bare_answer(self._ctx, turn, matter) for matter in matters)

    def other_rule(self, text: str, matter: Matter) -> Rule | None:
        """The rule of a matter that folded words name beside the one that was told of."""
        return names_other_rule(self._ctx, text, matter)

    def tells_of(self, rule: Rule, matter: Matter) -> bool:
        """Whether a number that a rule works with was told of a matter."""
        return is_told(self._ctx, rule, matter)

    def asks_number(self, matters: Sequence[Matter]) -> bool:
        """Whether the answer about the matters in question asked back for a number."""
        return any(asked_back(self._ctx, matter) for matter in matters)

    def asks_sum(self, matters: Sequence[Matter]) -> bool:
        """Whether the answer about the matters in question asked back for a sum of money."""
        facts = self._ctx.rulebook.facts
        asked = [asked_back(self._ctx, matter) for matter in matters]
        return any(name and facts[name].kind is FactKind.YUAN for name in asked)

    def undone_in(self, turn: Turn, matters: Sequence[Matter]) -> tuple[tuple[int, int], ...]:
        """Where a message says that something told before does not go off its sum, or count.

        教育局的钱没下来; 声音克隆那个还在公示,没进.
        """
        return (*undone_in(self._ctx, turn, matters), *named_in(self._ctx, turn, matters))

    def undone_of(
        self, turn: Turn, matter: Matter
    ) -> tuple[Matter, tuple[tuple[int, int], ...]] | None:
        """A matter of which something does not go off its sum after all, and where that is said."""
        return undone_of(self._ctx, turn, matter)

    def measure_words(self, matters: Sequence[Matter]) -> frozenset[str]:
        """The measure words (台, 项) that the counts of some matters were stated with."""
        return measure_words(self._ctx, matters)

    def removes_part(self, turn: Turn, matter: Matter) -> bool:
        """Whether a message takes away some of the facts of a matter, and others stay."""
        return removes_part(self._ctx, turn, matter)

    def needed(self, clause: ClauseId) -> frozenset[str]:
        """The facts without which a clause's rules give no sum."""
        return self._ctx.needed(clause)

    def lacking_sums(self, clause: ClauseId, told: Mapping[str, FactValue]) -> tuple[str, ...]:
        """The sums that a clause's rules still want, where none of them comes to anything yet."""
        return lacking_sums(self._ctx, clause, told)

    def has_rules(self, clause: ClauseId) -> bool:
        """Whether a clause pays something, worked out by a rule or not yet."""
        return bool(self._ctx.rulebook.rules_of(str(clause)))

    def asks_who_applies(self, clause: ClauseId) -> bool:
        """Whether some rule of a clause pays only those of a kind (企业, not 高校)."""
        return any(rule.applicants for rule in self._ctx.rulebook.rules_of(str(clause)))

    def tells_apart(self, clause: ClauseId, other: ClauseId) -> bool:
        """Whether a number decides which of two clauses pays: both test it, by other bounds."""
        return self._ctx.tells_apart(clause, other)

    def only_keeps_from(self, clause: ClauseId, others: Iterable[ClauseId]) -> bool:
        """Whether a clause pays nothing and but keeps the rules of others from paying."""
        rules = self._ctx.rulebook.rules_of
        stated = {c.clause for other in others for r in rules(str(other)) for c in r.conditions}
        return str(clause) in stated and not rules(str(clause))

    def conditions(self, clauses: Iterable[ClauseId]) -> Mapping[str, tuple[str, ...]]:
        """The flags by which rules of some clauses pay or do not → what the conditions say."""
        found: dict[str, list[str]] = {}
        for clause in clauses:
            for rule in self._ctx.rulebook.rules_of(str(clause)):
                for condition in rule.conditions:
                    spec = self.specs[condition.fact]
                    if spec.kind is FactKind.FLAG and condition.is_ is True:
                        own = found.setdefault(condition.fact, [])
                        own += [condition.say, spec.label, *spec.words]
        return {name: tuple(dict.fromkeys(said)) for name, said in found.items()}

    def cases(self, clauses: Iterable[ClauseId]) -> frozenset[str]:
        """The facts that say which case of some clauses is spoken of (新建 or 已建)."""
        rules = (rule for c in clauses for rule in self._ctx.rulebook.rules_of(str(c)))
        return frozenset(condition.fact for rule in rules for condition in rule.when)

    def known_figures(self, matter: Matter) -> KnownFigures:
        """The figures of a matter that words may mean without telling them."""
        return known_figures(self._ctx, matter)

    def paid_each(self, clause: ClauseId) -> bool:
        """Whether a clause pays a sum that nothing is told for, for each of several things."""
        rules = self._ctx.rulebook.rules_of(str(clause))
        caps = [cap for rule in rules for cap in rule.caps]
        return not self._ctx.needs(clause).main and any(
            cap.per[:1] in "每单" for cap in caps if cap.per
        )

    def stakes(
        self, clauses: Iterable[ClauseId], told: Mapping[str, FactValue]
    ) -> tuple[Stake, ...]:
        """The conditions on which the sums of some clauses stand; ``told`` are the facts stated."""
        return stakes_of(self._ctx, clauses, told)

    def counts(self, clauses: Iterable[ClauseId]) -> Mapping[str, tuple[str, ...]]:
        """The counts without which rules of some clauses come to nothing → what they are called."""
        names = frozenset[str]().union(*(self._ctx.needs(c).main for c in clauses))
        return {
            name: (self.specs[name].label, *self.specs[name].words)
            for name in sorted(names)
            if self.specs[name].kind is FactKind.COUNT
        }

    def speaks_of(self, clause: ClauseId, name: str) -> bool:
        """Whether a clause's rules look at a fact at all: as a condition, a choice or a number."""
        return self._ctx.speaks_of(clause, name)

    def figures_of(self, clause: ClauseId) -> frozenset[Decimal]:
        """The sums in the text of a clause, in yuan."""
        return self._ctx.figures_of(clause)

    def takes_money(self, clause: ClauseId) -> bool:
        """Whether some rule of a clause works with a sum that is told."""
        return self._ctx.takes_money(clause)

    def counts_things(self, clause: ClauseId) -> bool:
        """Whether a clause's rules need the number of something."""
        return self._ctx.counts_things(clause)

    def texts_of(self, clauses: Iterable[ClauseId]) -> tuple[str, ...]:
        """The folded texts of some clauses."""
        return self._ctx.texts_of(clauses)

    def headed(
        self, text: str, start: int, end: int, clauses: Iterable[ClauseId], stated: Collection[str]
    ) -> str:
        """The sum that clauses still lack whose noun stands before a number; "" if none."""
        return headed(self._ctx, text, start, end, clauses, stated)

    def counts_lacking(
        self, turn: Turn, start: int, end: int, clauses: Iterable[ClauseId], stated: Collection[str]
    ) -> bool:
        """Whether a stretch tells the one count that clauses still lack (落地了六个小区公司)."""
        every = frozenset[str]().union(*(self._ctx.needs(c).all for c in clauses))
        lacking = {f for f in every if self._ctx.is_count(f)} - set(stated)
        inside = tuple(e for e in turn.expressions if start <= e.start < end)
        own = replace(turn, expressions=inside)
        return counted_beside(self._ctx, own, lacking, ()) is not None

    def names_needed(self, text: str, clauses: Iterable[ClauseId]) -> bool:
        """Whether a text has a number with a word of the names of facts that clauses' rules need.

        生产花了88万 beside 语料生产费用. Words of the language itself (费用, 采购) name nothing.
        """
        return names_needed(self._ctx, text, clauses)

    def counts_in(self, turn: Turn, start: int, end: int, clauses: Iterable[ClauseId]) -> bool:
        """Whether a stretch holds a number of what rules of some clauses look at.

        It is counted in what they count (60人 of 每人), or stands with its words (实缴资本1000万).
        """
        return counts_in(self._ctx, turn, start, end, clauses)

    def names_class(self, text: str, clauses: Iterable[ClauseId]) -> bool:
        """Whether a text names a class that rules of some clauses pay by (考下了技师证)."""
        rules = (r for c in clauses for r in self._ctx.rulebook.rules_of(str(c)) if not r.topic)
        return any(
            self._ctx.classes.mentions(name, text)
            for name in {n for rule in rules for n in choices_of(rule)}
        )

    def may_take(self, turn: Turn, clause: ClauseId) -> bool:
        """Whether a clause has a use for the numbers of a message, as far as anybody knows.

        What no rule works out yet may have one.
        """
        return may_take(self._ctx, turn, clause)

    def tells_growth(self, turn: Turn) -> bool:
        """Whether a message tells the sums of two years (去年1500万,今年2300万; 从2000万涨到…)."""
        return tells_growth(turn)

    def compares_years(self, clause: ClauseId) -> bool:
        """Whether a clause pays for what one year has more than the one before."""
        return self._ctx.compares_years(clause)

    def is_fed(self, turn: Turn, clause: ClauseId) -> bool:
        """Whether a number of a message is one that the rules of a clause work with.

        By its unit of measurement (650亩), or for a sum by a word of the fact beside it
        (设备1800万).
        """
        return is_fed(self._ctx, turn, clause)

    def taking(
        self, clauses: Iterable[ClauseId], expression: Expression, told: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The numbers that clauses' rules look at which an expression may be, by its unit.

        What was received before is never guessed: its own words tell it, or it is one of ``told``.
        """
        clauses = tuple(clauses)
        names = frozenset[str]().union(
            *(self._ctx.needs(c).all | self._ctx.numbers_tested(c) for c in clauses)
        )
        rules = (rule for c in clauses for rule in self._ctx.rulebook.rules_of(str(c)))
        names -= {
            name
            for rule in rules
            for name in (*(cap.less for cap in rule.caps), rule.received)
            if name and name not in told
        }
        return tuple(name for name in sorted(names) if self._ctx.takes(name, expression))

    def in_kept_unit(self, turn: Turn, matters: Iterable[Matter]) -> tuple[Expression, ...]:
        """The expressions of a message, bare numbers in the unit that matters were told in.

        In 万, where none was told: who is sure of it has to say that the unit was left out.
        """
        parts = [Part(None, matter, ()) for matter in matters]
        return in_unit(self._ctx, turn, parts, supposes=True)

    def stated_as(self, expression: Expression, name: str, turn: int) -> Stated:
        """What an expression states as a fact."""
        given = Given(expression, name, name, 1.0)
        return self._ctx.reader.stated(given, turn)

    def summed(self, old: Stated, new: Stated, sign: int) -> Stated:
        """A fact with more added to it, or less taken off."""
        return summed_up(old, new, sign)

    def tells_of_company(self, flags: Sequence[Stated]) -> bool:
        """Whether something lasting about the company is stated (初创), not only its kind."""
        return tells_of_company(self._ctx, flags)

    def lasting(self, flags: Sequence[Stated]) -> tuple[Stated, ...]:
        """The flags that outlive a matter."""
        return lasting(self._ctx, flags)
