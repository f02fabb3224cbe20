"""The sheet one calculation is worked out on: facts in, used facts, steps and gaps out.

Lives only inside ``calculate``; nothing outside it sees a sheet that still changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.rules.estimate import Part, Step
from assistant.rules.facts import (
    Derivation,
    FactKind,
    FactSpec,
    FactValue,
    ScalarFacts,
    ScalarValue,
    is_literal,
)
from assistant.rules.show import show_fact, show_of


class Worksheet:
    """Looks facts up, derives them, and remembers what was used, derived, assumed and missed.

    ``is_shown`` false: only the amount is wanted, so nobody writes the steps down.
    """

    __slots__ = (
        "_open",
        "assumptions",
        "base",
        "counted",
        "facts",
        "foreign",
        "is_shown",
        "lines",
        "missing",
        "period",
        "specs",
        "steps",
        "used",
    )

    def __init__(
        self, facts: ScalarFacts, specs: Mapping[str, FactSpec], *, is_shown: bool = True
    ) -> None:
        self.facts = facts
        self.specs = specs
        self.is_shown = is_shown
        self.used: dict[str, FactValue] = {}
        self.missing: list[str] = []
        self.assumptions: list[str] = []
        self.steps: list[Step] = []
        self.lines: list[Part] = []
        self.base: Decimal | None = None
        self.counted: dict[str, Decimal] = {}
        self.period = ""
        self.foreign: dict[str, str] = {}
        self._open: set[str] = set()

    def value(self, name: str) -> ScalarValue | None:
        """The stated or derived value of a fact, None if neither; using it is remembered."""
        known = self.used.get(name)
        if known is not None and not isinstance(known, tuple):
            return known
        stated = self.facts.get(name)
        if stated is None:
            spec = self.specs.get(name)
            if spec is None:
                return None
            stated = self._derived(spec) if spec.derive and name not in self._open else None
        else:
            spec = self.specs.get(name)
            if spec is not None and spec.derive and name not in self._open:
                self._told_again(spec, stated)
        if stated is not None:
            self.used[name] = stated
            if spec is not None and spec.currency:
                self.foreign[name] = spec.currency
        return stated

    def number(self, name: str) -> Decimal | None:
        """The value of a numeric fact."""
        value = self.value(name)
        return value if isinstance(value, Decimal) else None

    def needed(self, name: str) -> Decimal | None:
        """As number(), and what would have to be asked is remembered as missing."""
        value = self.number(name)
        if value is None:
            self.miss(name)
        return value

    def miss(self, name: str) -> None:
        """Remember that a fact is missing, or the one that would let it be derived.

        What is stated of that way is used: without it another fact would be asked for.
        """
        lacks, has = self._gaps(name)
        self.missing += [gap for gap in lacks if gap not in self.missing]
        for source in has:
            self.value(source)

    def assume(self, text: str) -> None:
        """Remember an assumption once."""
        if text not in self.assumptions:
            self.assumptions.append(text)

    def step(self, text: str, value: Decimal, quote: str = "") -> None:
        """Add a line of the sum."""
        self.steps.append(Step(text, value, quote))

    def label(self, name: str) -> str:
        """What a reader calls the fact."""
        return self.specs[name].label

    def show(self, name: str, value: FactValue) -> str:
        """The value as a reader writes it."""
        return show_fact(self.specs[name], value)

    def _gaps(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The facts to ask for: of the derivation that is nearest to complete, what it lacks.

        Beside them what it has.
        """
        best: tuple[tuple[str, ...], tuple[str, ...]] = ((name,), ())
        for way in self.specs[name].derive:
            has = tuple(source for source in way.sources if self.facts.get(source) is not None)
            lacks = tuple(source for source in way.sources if source not in has)
            if len(has) > len(best[1]) and lacks:
                best = (lacks, has)
        return best

    def _told_again(self, spec: FactSpec, stated: ScalarValue) -> None:
        """Show how a stated value follows where all it follows from is stated with it.

        So an estimate that is worked out again from its own facts is the same in every step.
        """
        for way in spec.derive:
            if any(source not in self.facts for source in way.sources):
                continue
            steps, used = len(self.steps), dict(self.used)
            self._open.add(spec.name)
            found = self._derive(spec, way)
            self._open.discard(spec.name)
            if found == stated:
                return
            del self.steps[steps:]
            self.used = used

    def _derived(self, spec: FactSpec) -> ScalarValue | None:
        self._open.add(spec.name)
        try:
            for way in spec.derive:
                found = self._derive(spec, way)
                if found is not None:
                    return found
        finally:
            self._open.discard(spec.name)
        return None

    def _derive(self, spec: FactSpec, way: Derivation) -> ScalarValue | None:
        terms: list[Decimal] = []
        before, steps = dict(self.used), len(self.steps)
        # What is beyond a number is not of as many as count: 每吨40元，超过5000吨的部分每吨50元.
        is_beyond = bool(way.difference) and is_literal(way.difference[-1])
        read = self.number if is_beyond else self._counting
        for term in way.terms:
            value = Decimal(term) if is_literal(term) else read(term)
            if value is None:
                self.used = before
                del self.steps[steps:]
                return None
            terms.append(value)
        if way.more:
            return terms[0] > terms[1]
        if way.share:
            return self._share_of(spec, way, *terms)
        if way.difference:
            left = terms[0] - terms[1]
            result = max(left, Decimal(0)) if is_beyond else left
            sign, names = " − ", way.difference
        else:
            result, sign, names = _product(terms), " × ", way.product
        if len(terms) > 1 and self.is_shown:
            shown = sign.join(map(self._show_term, names, terms))
            self.step(f"{spec.label}：{shown} = {show_of(spec, result)}", result)
        return result

    def _share_of(
        self, spec: FactSpec, way: Derivation, part: Decimal, whole: Decimal
    ) -> Decimal | None:
        """One sum as a share of another, shown in percent."""
        if whole == 0:
            return None
        result = part / whole
        shown = " ÷ ".join(map(self._show_term, way.share, (part, whole)))
        self.step(f"{spec.label}：{shown} = {show_of(spec, result)}", result)
        return result

    def _counting(self, name: str) -> Decimal | None:
        """The value of a fact, or as much of it as counts."""
        value = self.number(name)
        return value if value is None else self.counted.get(name, value)

    def _show_term(self, term: str, value: Decimal) -> str:
        if is_literal(term):
            return term
        spec = self.specs[term]
        shown = show_of(spec, value)
        return f"{spec.label}{shown}" if spec.kind is FactKind.YUAN else shown


def _product(terms: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for term in terms:
        result *= term
    return result
