"""What gathering looks things up in: rules, words of facts, texts of clauses.

Nothing here knows a message; every question is about a clause, a fact or a matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.dialogue.boundaries import Boundaries, words_of
from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.needs import Needs, needs_of, stand_ins
from assistant.dialogue.numbers import NumberReader
from assistant.dialogue.side_by_side import ClassReader
from assistant.dialogue.stated import Stated
from assistant.dialogue.whereabouts import homes_of
from assistant.dialogue.words import Found, Phrases, Words
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.facts import FactKind, Per, is_literal
from assistant.rules.read.names import names_of, prices_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.expressions import Expression
from assistant.text.gazetteer import Place
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

YEARS = "years"
UNRULED = "尚未核定计算规则"
"""What the reason says of a clause that no rule works out yet, as intake writes it."""
_SPECIFIC = 4
_PRICES_IN = {
    Per.YEAR: (Unit.YUAN, Unit.YUAN_PER_YEAR),
    Per.MONTH: (Unit.YUAN, Unit.YUAN_PER_MONTH),
    Per.ITEM: (Unit.YUAN, Unit.YUAN_PER_UNIT),
    Per.SQUARE_METRE_MONTH: (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_MONTH, Unit.NUMBER),
}
"""In which units a price that a rule counts by the item or the month may be said."""
_WORDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class GatherContext:
    """The rules with their facts, the texts of the clauses, the reader of numbers.

    ``near``: where the words of a fact stand in a text; ``lasting``: the facts that outlive a
    matter; ``counted``: what stands behind a count of things that some rule counts; ``homes``: the
    place of each policy.
    """

    rulebook: Rulebook
    reader: NumberReader
    words: Words
    lasting: frozenset[str]
    texts: Mapping[ClauseId, str]
    classes: ClassReader
    known_needs: dict[ClauseId, Needs]
    figures: dict[ClauseId, frozenset[Decimal]]
    counted: tuple[str, ...]
    near: Mapping[str, Phrases]
    homes: Mapping[str, Place] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rulebook: Rulebook,
        corpus: Corpus,
        reader: NumberReader,
        words: Words,
        bounds: Boundaries | None = None,
    ) -> GatherContext:
        """Built once from the rules and the corpus."""
        lasting = frozenset(words.lasting_facts)
        texts = {c.id: fold(c.text) for c in corpus.clauses}
        classes = ClassReader(rulebook.facts)
        known_needs: dict[ClauseId, Needs] = {}
        figures: dict[ClauseId, frozenset[Decimal]] = {}
        counted = tuple(
            sorted({spec.unit_name[1:] for spec in rulebook.facts.values()
                    if spec.kind is FactKind.COUNT and len(spec.unit_name) > _WORDS})
        )  # fmt: skip
        edges = bounds or Boundaries(lambda: words_of(rulebook.facts))
        near = {
            name: Phrases.of(spec.words, edges)
            for name, spec in rulebook.facts.items()
            if spec.kind not in (FactKind.FLAG, FactKind.CHOICE)
        }
        return cls(
            rulebook=rulebook,
            reader=reader,
            words=words,
            lasting=lasting,
            texts=texts,
            classes=classes,
            known_needs=known_needs,
            figures=figures,
            counted=counted,
            near=near,
            homes=homes_of(corpus),
        )

    def prices(self, part: Part) -> dict[str, str]:
        """The prices of one thing that the rules of a matter multiply, with their counts."""
        found: dict[str, str] = {}
        for rule in self.rules_of(part):
            found |= prices_of(rule)
        return found

    def units_told_in(self, part: Part) -> dict[str, Unit]:
        """The sums and counts of a matter that its rules use, with the unit they are told in."""
        every = frozenset[str]().union(*(self.needs(c).all for c in part.matter.clauses))
        units = {FactKind.YUAN: Unit.YUAN, FactKind.COUNT: Unit.COUNT}
        kinds = {name: self.rulebook.facts[name].kind for name in sorted(every)}
        return {name: units[kind] for name, kind in kinds.items() if kind in units}

    def kind_of(self, name: str) -> str:
        """The word that tells a count from others of the same measure word (国际 of 项国际标准)."""
        kind = self.rulebook.facts[name].unit_name[1:3]
        return kind if len(kind) == _WORDS else ""

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """The words that tell a count from others, the one of its unit first (国际, ISO)."""
        called = {
            fold(word): None
            for spec in self.rulebook.facts.values()
            for word, fact in spec.kinds.items()
            if fact == name
        }
        own = self.kind_of(name)
        return tuple(dict.fromkeys([*([own] if own else []), *called]))

    def is_unruled(self, clause: ClauseId) -> bool:
        """Whether the clause states sums that no rule works out yet: no number can be for it."""
        reason = self.rulebook.not_ruled_reason(str(clause))
        return UNRULED in reason and not self.rulebook.rules_of(str(clause))

    def stands_for(self, part: Part) -> Mapping[str, str]:
        """Facts that serve in place of others in the rules of a matter."""
        return stand_ins(self.rules_of(part))

    def rules_of(self, part: Part) -> list[Rule]:
        """The rules of the clauses of a matter."""
        return [r for c in part.matter.clauses for r in self.rulebook.rules_of(str(c))]

    def capped_apart(self, part: Part) -> frozenset[str]:
        """The sums of rules that cap each of several things apart."""
        found: set[str] = set()
        for rule in self.rules_of(part):
            if any(cap.each_item for cap in rule.caps):
                found |= needs_of([rule], self.rulebook.facts).main
        return frozenset(f for f in found if self.rulebook.facts[f].kind is FactKind.YUAN)

    def label(self, name: str) -> str:
        """What a user reads of a fact."""
        return self.rulebook.facts[name].label

    def is_sum(self, name: str) -> bool:
        """Whether a fact is a whole sum of money, no price of one thing."""
        spec = self.rulebook.facts[name]
        return spec.kind is FactKind.YUAN and spec.per is Per.NONE

    def label_words(self, name: str) -> tuple[str, ...]:
        """The words of a fact that tell it from others, two characters or more."""
        return tuple(w for w in self.rulebook.facts[name].words if len(w) > 1)

    def fits(self, stated: Stated, expression: Expression) -> bool:
        """Whether an expression is in a unit that a stated fact may be told in."""
        return self.takes(stated.name, expression)

    def takes(self, name: str, expression: Expression) -> bool:
        """Whether an expression is in a unit that a fact may be told in."""
        spec = self.rulebook.facts[name]
        kind = spec.kind
        units = {
            FactKind.YUAN: (Unit.YUAN,) if spec.per is Per.NONE else _PRICES_IN[spec.per],
            FactKind.COUNT: (Unit.COUNT, Unit.NUMBER),
            FactKind.SQUARE_METRES: (Unit.SQUARE_METRE,),
            FactKind.MONTHS: (Unit.MONTH, Unit.YEAR),
        }
        return expression.unit in units.get(kind, ())

    def called(self, part: Part) -> str:
        """The words for the sums that the rules of a matter need."""
        main = frozenset[str]().union(*(self.needs(c).main for c in part.matter.clauses))
        words = (w for name in sorted(main) for w in self.rulebook.facts[name].words)
        return " ".join(map(fold, words))

    def sides(self, part: Part) -> frozenset[str]:
        """The choices that tell which case of its clauses a matter is."""
        return frozenset(c.fact for rule in self.rules_of(part) for c in rule.when)

    def is_kind(self, fact: str, text: str) -> bool:
        """Whether a stretch names the kind that a count counts (国际 of 项国际标准)."""
        kind = self.rulebook.facts[fact].unit_name[1:3]
        return len(kind) == 2 and kind in text

    def needed(self, clause: ClauseId) -> frozenset[str]:
        """The facts without which a clause's rules give no sum."""
        return frozenset(self.needs(clause).main)

    def numbers_tested(self, clause: ClauseId) -> frozenset[str]:
        """The numbers by which a clause's rules decide whether they pay."""
        tested = {
            condition.fact
            for rule in self.rulebook.rules_of(str(clause))
            for condition in (*rule.conditions, *rule.when)
        }
        choices = (FactKind.FLAG, FactKind.CHOICE)
        return frozenset(n for n in tested if self.rulebook.facts[n].kind not in choices)

    def tells_apart(self, clause: ClauseId, other: ClauseId) -> bool:
        """Whether a number decides which of two clauses pays: both test it, by other bounds.

        Two that both ask for 会期2天以上 are two matters, not two bands of one.
        """
        bounds, others = self._bounds(clause), self._bounds(other)
        return any(bounds[name] != others[name] for name in bounds.keys() & others.keys())

    def _bounds(self, clause: ClauseId) -> Mapping[str, frozenset[tuple[Decimal | None, ...]]]:
        """The bounds that a clause's rules put on each number by which they decide."""
        found: dict[str, frozenset[tuple[Decimal | None, ...]]] = {}
        for rule in self.rulebook.rules_of(str(clause)):
            for one in (*rule.conditions, *rule.when):
                bounds = (one.at_least, one.more_than, one.at_most, one.less_than)
                if any(bound is not None for bound in bounds):
                    found[one.fact] = found.get(one.fact, frozenset()) | {bounds}
        return found

    def speaks_of(self, clause: ClauseId, name: str) -> bool:
        """Whether a clause's rules look at a fact at all: as a condition, a choice or a number."""
        return any(name in names_of(rule).all for rule in self.rulebook.rules_of(str(clause)))

    def figures_of(self, clause: ClauseId) -> frozenset[Decimal]:
        """The sums in the text of a clause, in yuan."""
        if clause not in self.figures:
            found = find_quantities(self.texts.get(clause, ""))
            self.figures[clause] = frozenset(q.value for q in found if q.unit is Unit.YUAN)
        return self.figures[clause]

    def takes_money(self, clause: ClauseId) -> bool:
        """Whether some rule of a clause works with a sum that is told."""
        facts = self.rulebook.facts
        return any(facts[name].kind is FactKind.YUAN for name in self.needs(clause).all)

    def counts_things(self, clause: ClauseId) -> bool:
        """Whether a clause's rules need the number of something."""
        return any(self.is_count(f) for f in self.needs(clause).all)

    def texts_of(self, clauses: Iterable[ClauseId]) -> tuple[str, ...]:
        """The folded texts of some clauses."""
        return tuple(self.texts[c] for c in clauses)

    def compares_years(self, clause: ClauseId) -> bool:
        """Whether a clause pays for what one year has more than the one before."""
        return any(self.rulebook.facts[name].year_before for name in self.needs(clause).all)

    def is_beyond(self, name: str) -> bool:
        """Whether a fact is how many there are beyond a number: the whole is what people tell.

        Or between two such numbers: what is beyond the one less what is beyond the other.
        """
        ways = [way.difference for way in self.rulebook.facts[name].derive if way.difference]
        return any(is_literal(way[-1]) or all(map(self.is_beyond, way)) for way in ways)

    def is_count(self, name: str) -> bool:
        """Whether a fact counts things."""
        return self.rulebook.facts[name].kind is FactKind.COUNT

    def is_denied(self, fact: str, text: str) -> bool:
        """Whether a text denies what a fact counts."""
        near = self.near[fact]
        return any(is_negated(self.words, text, start) for start, _, _ in near.find(text))

    def denied_at(self, fact: str, text: str) -> Found:
        """Where a text denies what a fact counts."""
        near = self.near[fact]
        return next(f for f in near.find(text) if is_negated(self.words, text, f[0]))

    def mentions(self, fact: str, text: str) -> tuple[Found, ...]:
        """Where specific words (four characters or more) of a fact stand, not denied."""
        return tuple(
            (start, end, word)
            for start, end, word in self.near[fact].find(text)
            if end - start >= _SPECIFIC and not is_negated(self.words, text, start)
        )

    def needs(self, clause: ClauseId) -> Needs:
        """The facts that the rules of a clause need."""
        known = self.known_needs.get(clause)
        if known is None:
            rules = self.rulebook.rules_of(str(clause))
            known = self.known_needs[clause] = needs_of(rules, self.rulebook.facts)
        return known

    def is_taken_in(self, part: Part) -> bool:
        """Whether the rules of a matter are those of a policy that was taken in."""
        rules = self.rules_of(part)
        return bool(rules) and not any(rule.topic for rule in rules)
