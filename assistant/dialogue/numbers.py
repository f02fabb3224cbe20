"""From the number expressions of a message to facts: each expression is one fact, or none.

A sum, a product, a range is one expression and goes to one fact as a whole, unless its members
carry labels of different facts (算力500万、语料300万). Two expressions that both want the same fact
without a relation between them are a conflict: it is asked about, never added up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise, permutations

from assistant.dialogue.aspects import content_of
from assistant.dialogue.enumerated import join_enumerated
from assistant.dialogue.items import year_of
from assistant.dialogue.language import spending, uncovered
from assistant.dialogue.pairs import (
    FEATURES,
    FILE,
    Pair,
    PairReader,
    Setting,
    Wanted,
    fits_unit,
)
from assistant.dialogue.stated import Stated
from assistant.rules.facts import YEARS, FactItem, FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit


@dataclass(frozen=True, slots=True)
class Margins:
    """From which probability a number is used, and how far ahead of a rival it must be.

    ``unnamed`` is the first for a number behind an unknown word with no word of the fact beside it:
    its figure would be stated without a doubt, a question costs less. All were chosen by hand on
    the tuning parts; ``assistant.evaluation.fit_pairs`` keeps them.
    """

    use: float
    ahead: float
    unnamed: float


_BARE = 100_000
"""A bare number below this may be one of 万, when the sums before it were."""


@cache
def load_margins() -> Margins:
    """The margins beside the weights."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["margins"]
    return Margins(float(found["use"]), float(found["ahead"]), float(found["unnamed"]))


@dataclass(frozen=True, slots=True)
class Given:
    """One expression, or one member of it, with what it is used for; ``fact`` "" if for nothing.

    ``best`` is the fact that came nearest, ``probability`` how near; ``rival`` another expression
    that took the fact.
    """

    expression: Expression
    fact: str
    best: str
    probability: float
    rival: bool = False


class NumberReader:
    """Gives expressions to facts; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], pairs: PairReader) -> None:
        self._specs = specs
        self._pairs = pairs

    def read(
        self, setting: Setting, expressions: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[Given, ...]:
        """Every expression that may be a fact, with the fact it is given to."""
        settled: list[Given] = []
        joined = join_enumerated(expressions, setting.text)
        whole = [m for e in joined if _may_be_fact(e) for m in _listed(e, setting.text)]
        parts: list[Expression] = []
        apart: list[Given] = []
        groups, whole = self._priced_groups(whole, wanted)
        apart += groups
        for expression in whole:
            members = _members(expression)
            if len(members) > 1:
                kinds = self._by_kind(expression, members, wanted)
                if kinds:
                    apart += [Given(m, f, f, 1.0) for m, f in zip(members, kinds, strict=True)]
                    continue
                own = self._score(setting, members, wanted)
                if self._is_apart(expression, members, own, wanted):
                    apart += self._parted(expression, members, own, wanted, setting)
                    continue
                strangers = self._strangers(expression, members, own)
                apart += [Given(members[n], "", own[n][0], own[n][1]) for n in strangers]
                parts.append(_without(expression, strangers))
                continue
            parts.append(expression)
        margins = load_margins()
        parts += [p for e in parts for p in _periods(e)]
        for expression, (fact, probability) in zip(
            parts, self._score(setting, parts, wanted), strict=True
        ):
            if not fact or probability < margins.use:
                only = self._only_of_unit(expression, parts, wanted, setting.text)
                fact, probability = (only, margins.use) if only else (fact, probability)
            told = self._growth(expression, wanted, setting.text)
            told = told or self._part(expression, wanted, setting.text)
            told = told or self._by_year(expression, wanted, whole)
            told = told or self._counted_by_name(expression, wanted, setting.text)
            told = told or self._counted_as_kind(expression, wanted)
            told = told or self._only_counted_so(expression, parts, wanted)
            told = told or self._by_heading(expression, wanted, setting.text)
            if told:
                fact, probability = told, 1.0
            used = fact if probability >= margins.use else ""
            settled.append(Given(expression, used, fact, probability))
        settled = sorted((*settled, *apart), key=lambda g: g.expression.start)
        settled = self._without_derived(settled)
        return self._one_each(settled, margins, setting)

    def _growth(self, expression: Expression, wanted: Sequence[Wanted], text: str) -> str:
        """The fact that is the difference of two years, where a number is said to be it.

        比前年多了1600万 is neither year's own sum.
        """
        start = expression.operands[0].quantity.start
        if expression.unit is not Unit.YUAN or not _MORE_THAN.search(text, 0, start):
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        found = [
            name
            for name in sorted(needed)
            if any(d.difference for d in self._specs[name].derive)
            and any(self._specs[n].year_before for d in self._specs[name].derive
                    for n in d.difference)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else ""

    def _by_year(
        self, expression: Expression, wanted: Sequence[Wanted], others: Sequence[Expression]
    ) -> str:
        """The side of a comparison of two years that a word for a year tells (再上一年4600万).

        Beside a sum of no year that is named as the later one (营收5000万, 上一年4600万) the year
        before is the earlier side.
        """
        if expression.unit is not Unit.YUAN or len(expression.operands) != 1:
            return ""
        operand = expression.operands[0]
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        pairs = [
            (name, spec.year_before)
            for name, spec in sorted(self._specs.items())
            if spec.year_before and name in needed and spec.year_before in needed
        ]
        if len(pairs) != 1 or not operand.year_word or operand.role in ("minus", "plus"):
            return ""
        age, _ = _age(operand, _NO_AGE)
        later = self._specs[pairs[0][1]]
        is_beside = any(
            e is not expression
            and e.unit is Unit.YUAN
            and not e.operands[0].year_word
            and _names(later, e.operands[0].label)
            for e in others
        )
        if age == -1 and is_beside:
            return pairs[0][0]
        return {-2: pairs[0][0], -1: pairs[0][1]}.get(age, "")

    def _part(self, expression: Expression, wanted: Sequence[Wanted], text: str) -> str:
        """The fact that is a part of another (其中的财政投入), where a part is named as it.

        里面有600万是财政的钱: the words may stand behind the number.
        """
        quantity = expression.operands[0].quantity
        lead = text[max(0, quantity.start - 14) : quantity.start]
        is_inside = expression.part_of is not None or _INSIDE.search(lead)
        tail = _PART_TAIL.match(text, quantity.end)
        around = expression.operands[0].label + (tail.group(1) if tail else "")
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        parts = [n for n in sorted(needed) if self._specs[n].label.startswith(_OF_IT)]
        if is_inside:
            found = [name for name in parts if _names(self._specs[name], around)]
        else:  # 财政的1600万, 有市财政六百万, 1600万财政: its own words stand right beside it
            low = max(lead.rfind(c) for c in ",。;!?") + 1
            found = [n for n in parts if _stands_beside(self._specs[n], lead[low:], text, quantity)]
        return found[0] if len(found) == 1 else ""

    def _by_kind(
        self, expression: Expression, members: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[str, ...]:
        """The facts of counts of several kinds that their labels name (2个示范再加2个典型)."""
        if expression.unit is not Unit.COUNT or expression.relation is not Relation.LIST:
            return ()
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        kinds = {
            self._specs[name].unit_name[1:3]: name for name in sorted(needed) if self._counts(name)
        }
        found = tuple(kinds.get(m.operands[0].label[:2], "") for m in members)
        return found if all(found) and len(set(found)) == len(found) else ()

    def _by_heading(self, expression: Expression, wanted: Sequence[Wanted], text: str) -> str:
        """The fact that a heading before several sums names (各年实际租金:2024年36万, …)."""
        if expression.relation not in (Relation.SERIES, Relation.LIST):
            return ""
        heading = _HEADING.search(text, 0, expression.operands[0].quantity.start)
        if heading is None or any(_HEADED.search(o.label) for o in expression.operands[:1]):
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        quantity = _as_quantity(expression)
        found = {
            len(word): name
            for name in sorted(needed, reverse=True)
            if fits_unit(self._specs[name], quantity)
            for word in self._specs[name].words
            if len(word) > 1 and heading["name"].endswith(word)
        }
        return found[max(found)] if found else ""

    def _counted_by_name(self, expression: Expression, wanted: Sequence[Wanted], text: str) -> str:
        """The fact that counts just what stands behind a count (3个项目 of 个项目)."""
        if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
            return ""
        behind = expression.classifier + text[expression.end :].removeprefix("的")
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        found = [
            name
            for name in sorted(needed)
            if self._counts(name)
            and len(self._specs[name].unit_name) > _PLAIN_NAME
            and behind.startswith(self._specs[name].unit_name)
            and content_of(behind[len(self._specs[name].unit_name) :][:_WORD]) < _WORD
        ]
        return found[0] if len(found) == 1 else ""

    def _counted_as_kind(self, expression: Expression, wanted: Sequence[Wanted]) -> str:
        """The one of several counts whose kind stands right before a count (国家1个)."""
        if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        kinds = {
            self._specs[name].unit_name[1:3]: name
            for name in sorted(needed)
            if self._counts(name) and len(self._specs[name].unit_name) > _PLAIN_NAME
        }
        label = expression.operands[0].label
        named = [name for kind, name in kinds.items() if kind in label]  # 国家标准又批了一个
        if len(kinds) < _TWO_KINDS or not (label[-2:] in kinds or len(named) == 1):
            return ""
        return kinds.get(label[-2:], "") or named[0]

    def _only_counted_so(
        self, expression: Expression, others: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> str:
        """The only fact counted with the measure word of a count that stands alone (车…,40台).

        个, 家, 项 and the like count anything.
        """
        is_alone = len(expression.operands) == 1 and not content_of(expression.operands[0].label)
        measure = expression.classifier
        if expression.unit is not Unit.COUNT or not is_alone or measure in _TELLS_NOTHING:
            return ""
        if sum(e.unit is Unit.COUNT and e.classifier == measure for e in others) != 1:
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        found = [
            name
            for name in sorted(needed)
            if self._counts(name)
            and len(self._specs[name].unit_name) > _PLAIN_NAME
            and self._specs[name].unit_name.startswith(measure)
        ]
        return found[0] if len(found) == 1 else ""

    def _only_of_unit(
        self,
        expression: Expression,
        others: Sequence[Expression],
        wanted: Sequence[Wanted],
        text: str,
    ) -> str:
        """The only fact measured in the unit of the only number that is measured in it.

        An area is what a clause about areas asks for, and a sum paid every month what a clause
        about monthly sums asks for, whatever the words beside it; other sums and counts are too
        common for that.
        """
        is_area = expression.unit is Unit.SQUARE_METRE
        is_monthly = _is_monthly(expression, text)
        if expression.unit is Unit.COUNT and expression.value is not None:
            return self._by_head(expression, others, wanted, text)
        if expression.value is None or not (is_area or is_monthly):
            return ""
        alike = [
            e for e in others if e.unit is expression.unit and _is_monthly(e, text) == is_monthly
        ]
        if len(alike) > 1:
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        fitting = [
            name
            for name in sorted(needed)
            if (is_area and self._specs[name].kind is FactKind.SQUARE_METRES)
            or (is_monthly and self._specs[name].per is Per.MONTH)
        ]
        return fitting[0] if len(fitting) == 1 else ""

    def _by_head(
        self,
        expression: Expression,
        others: Sequence[Expression],
        wanted: Sequence[Wanted],
        text: str,
    ) -> str:
        """The fact whose word ends what a count counts: 30个中度失能的本市老人.

        Only where a modifier stands between the two, and for a lone count with such an end.
        """
        ends = {id(e): _PHRASE_BEHIND.match(text, e.end) for e in others if e.unit is Unit.COUNT}
        own = ends.get(id(expression))
        if own is None or len(expression.operands) != 1 or "的" not in own.group():
            return ""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        heads = {
            name: tuple(word for word in self._specs[name].words if len(word) > 1)
            for name in sorted(needed)
            if self._counts(name)
        }
        found = [name for name, words in heads.items() if words and own.group().endswith(words)]
        alike = [
            one
            for key, one in ends.items()
            if key != id(expression) and one is not None and found
            and one.group().endswith(heads[found[0]])
        ]  # fmt: skip
        return found[0] if len(found) == 1 and not alike else ""

    def _without_derived(self, settled: Sequence[Given]) -> list[Given]:
        """Without a number for what follows from two others that are stated more clearly.

        去年4200万、前年2600万 give the increase; a sum less clearly named, or another, is not it.
        """
        clear = {g.fact: g.probability for g in settled if g.fact}
        values = {g.fact: g.expression.value for g in settled if g.fact}

        def follows(given: Given, names: Sequence[str]) -> bool:
            if not names or any(name not in clear for name in names):
                return False
            told = [values[name] for name in names]
            if len(told) == 2 and given.expression.value is not None and None not in told:
                more, less = (value or Decimal(0) for value in told)
                if given.expression.value != more - less:
                    return True
            return all(clear[name] > given.probability for name in names)

        return [
            replace(g, fact="")
            if g.fact and any(follows(g, d.difference) for d in self._specs[g.fact].derive)
            else g
            for g in settled
        ]

    def _priced_groups(
        self, whole: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[list[Given], list[Expression]]:
        """Things of two prices or more, so many of each, as items of the price that is needed.

        10台每台50万, 20台每台28万; and the other expressions.
        """
        main = frozenset[str]().union(*(w.main for w in wanted))
        facts = [
            f for f in sorted(main)
            if self._specs[f].per is Per.ITEM and self._specs[f].kind is FactKind.YUAN
        ]  # fmt: skip
        priced = [e for e in whole if _groups(e)]
        operands = tuple(o for e in priced for g in _groups(e) for o in g)
        kinds = {o.quantity.classifier for o in operands if o.role == "count"}
        if not facts or len(operands) < 2 * _PAIR or len(kinds) != 1:
            return [], list(whole)
        first = priced[0]
        joined = replace(
            first,
            relation=Relation.LIST,
            start=first.start,
            end=priced[-1].end,
            operands=operands,
            value=sum((p.quantity.value * c.quantity.value for e in priced
                       for p, c in _groups(e)), Decimal(0)),
            say="、".join(f"{c.quantity.text}各{p.quantity.text}" for e in priced
                          for p, c in _groups(e)),
        )  # fmt: skip
        return [Given(joined, facts[0], facts[0], 1.0)], [e for e in whole if e not in priced]

    def _prices(
        self, members: Sequence[Expression], setting: Setting, wanted: Sequence[Wanted]
    ) -> dict[int, str]:
        """The prices of one item in a product and the facts that they are, one for each."""
        places = [n for n, m in enumerate(members) if m.operands[0].role == "price"]
        main = frozenset[str]().union(*(w.main for w in wanted))
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        facts = [
            f
            for f in sorted(needed, key=lambda f: (f not in main, f))
            if self._specs[f].per is Per.ITEM and self._specs[f].kind is FactKind.YUAN
        ]
        if len(facts) < 2 or not 0 < len(places) <= len(facts):
            return {}
        chances: dict[tuple[int, str], float] = {}
        own = [_as_quantity(m) for m in members]
        for pair in self._pairs.pairs(replace(setting, quantities=own), wanted):
            chances[pair.quantity, pair.fact] = pair.probability
        labels = [members[n].operands[0].label for n in places]
        if len(places) == 1:
            named = [f for f in facts if any(w in labels[0] for w in self._specs[f].words)]
            if len(named) == 1 and not _WITH.search(labels[0]):
                return {places[0]: named[0]}  # 改造费每台20万
            return {places[0]: facts[0]} if named else {}
        ways = permutations(facts, len(places))
        best = max(
            ways,
            key=lambda way: sum(
                chances.get((n, f), 0.0) + _names(self._specs[f], label)
                for n, f, label in zip(places, way, labels, strict=True)
            ),
        )
        return dict(zip(places, best, strict=True))

    def _strangers(
        self,
        expression: Expression,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
    ) -> tuple[int, ...]:
        """The members of a list or a sum whose own noun says that they are something else.

        算力300万、食堂50万: the list is one of sums, not of fees for computing. A member without
        a noun of its own goes with the others.
        """
        if expression.relation not in (Relation.LIST, Relation.SUM):
            return ()
        if any(o.role == "count" and o.quantity.value != 1 for o in expression.operands):
            return ()
        use = load_margins().use
        named = [fact for fact, probability in own if probability >= use]
        if not named:
            return ()
        return tuple(
            n
            for n, (member, (fact, probability)) in enumerate(zip(members, own, strict=True))
            if (probability < use or fact != named[0])
            and member.operands[0].role != "count"
            and _has_noun(member.operands[0].label)
        )

    def _parted(
        self,
        expression: Expression,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
        wanted: Sequence[Wanted],
        setting: Setting,
    ) -> list[Given]:
        """The members of an expression as facts of their own.

        In a product that the rule takes apart, the count is the number of things that the rule
        counts, and the periods are its years: the relation itself says so.
        """
        margins = load_margins()
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        pair = self._compared(members, own, wanted)
        if expression.relation is Relation.SERIES and pair:
            order = sorted(range(2), key=lambda n: _age(members[n].operands[0], n))
            names = dict(zip(order, pair, strict=True))
            return [
                Given(member, names[n], names[n], max(own[n][1], margins.use))
                for n, member in enumerate(members)
            ]
        given = []
        prices = (
            self._prices(members, setting, wanted)
            if expression.relation is Relation.PRODUCT
            else {}
        )
        for n, (member, (fact, probability)) in enumerate(zip(members, own, strict=True)):
            if n in prices:
                given.append(Given(member, prices[n], prices[n], max(probability, margins.use)))
                continue
            role = member.operands[0].role
            if expression.relation is Relation.PRODUCT and role == "count":
                counts = [f for f in sorted(needed) if self._counts(f)]
                fact, probability = (
                    (fact, max(probability, margins.use))
                    if fact in counts
                    else (counts[0], margins.use)
                    if len(counts) == 1
                    else (fact, probability)
                )
            if role == "periods" and member.unit is Unit.YEAR and YEARS in needed:
                fact, probability = YEARS, max(probability, margins.use)
            if expression.relation is Relation.PRODUCT and role == "price" and fact:
                probability = max(probability, margins.use)
            used = fact if probability >= margins.use else ""
            given.append(Given(member, used, fact, probability))
        return given

    def _compared(
        self,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
        wanted: Sequence[Wanted],
    ) -> tuple[str, str] | None:
        """(earlier, later) facts where the rule compares two years and the message gives both."""
        if len(members) != 2:
            return None
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        pairs = [
            (name, spec.year_before)
            for name, spec in sorted(self._specs.items())
            if spec.year_before and name in needed and spec.year_before in needed
        ]
        best = {fact for fact, _ in own}
        named = [pair for pair in pairs if best & set(pair)]
        return named[0] if len(named) == 1 else None

    def _counts(self, fact: str) -> bool:
        spec = self._specs.get(fact)
        return spec is not None and spec.kind is FactKind.COUNT

    def _score(
        self,
        setting: Setting,
        expressions: Sequence[Expression],
        wanted: Sequence[Wanted],
    ) -> list[tuple[str, float]]:
        """The best fact and its probability for each expression."""
        quantities = [_as_quantity(e) for e in expressions]
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        monthly = {f for f in needed if self._specs[f].per is Per.MONTH}
        best: dict[int, tuple[str, float]] = {}
        ranks: dict[int, float] = {}
        for pair in self._pairs.pairs(replace(setting, quantities=quantities), wanted):
            if not self._may_be(expressions[pair.quantity], pair.fact):
                continue
            if _is_unnamed(pair) or self._is_strange(
                pair, expressions[pair.quantity], setting.text
            ):
                continue
            if (
                monthly
                and pair.fact not in monthly
                and _is_monthly(expressions[pair.quantity], setting.text)
            ):
                continue
            if _rank(pair) > ranks.get(pair.quantity, 0.0):
                ranks[pair.quantity] = _rank(pair)
                best[pair.quantity] = (pair.fact, pair.probability)
        for n, expression in enumerate(expressions):
            # A list scores as its best member does: the label stands before the first of them.
            members = _members(expression)
            if len(members) > 1:
                own = self._pairs.pairs(
                    replace(setting, quantities=[_as_quantity(m) for m in members]), wanted
                )
                for pair in own:
                    # The label of a list stands before its first number.
                    is_listed = expression.relation in (Relation.LIST, Relation.SERIES)
                    if is_listed and pair.quantity > 0:
                        continue
                    if not self._may_be(expression, pair.fact):
                        continue
                    if pair.probability > best.get(n, ("", 0.0))[1]:
                        best[n] = (pair.fact, pair.probability)
        return [best.get(n, ("", 0.0)) for n in range(len(expressions))]

    def _is_strange(self, pair: Pair, expression: Expression, text: str) -> bool:
        """Whether the words of a number say that it is something else than a fact.

        头一年 is the first of several years, no length of anything that a clause demands.
        """
        spec = self._specs[pair.fact]
        is_first = text.endswith("头", 0, expression.start)
        if is_first and spec.kind is FactKind.YEARS and spec.name != YEARS:
            return True
        is_other = self._counts_others(expression, pair) or self._counts_noun(
            expression, pair, text
        )
        return is_other or _is_stranger(pair, expression, text)

    def _counts_others(self, expression: Expression, pair: Pair) -> bool:
        """Whether a count has a noun and a measure word of its own, neither of them the fact's.

        专利37件 counts no filed models, though nobody listed patents.
        """
        name = self._specs[pair.fact].unit_name
        operand = expression.operands[0]
        if expression.unit is not Unit.COUNT or not name or len(expression.operands) != 1:
            return False
        measure = expression.classifier
        if measure in _OF_PEOPLE and name[0] not in _OF_PEOPLE and pair.features[_LABEL_AFTER]:
            return True  # 两家备案模型的服务 counts who sells them
        is_plain = measure in _ANY_MEASURE or measure == name[0]
        named = any(pair.features[n] for n in _LABELS_AT)
        return not (is_plain or named) and content_of(operand.label) >= _WORD

    def _counts_noun(self, expression: Expression, pair: Pair, text: str) -> bool:
        """Whether the noun right behind a count is none of the fact's (请了3个专家)."""
        if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
            return False
        behind = _ENDS_NOUN.split(text[expression.operands[0].quantity.end :][:_NOUN], maxsplit=1)[
            0
        ]
        is_noun = all(uncovered(behind)[:_PAIR]) and len(behind) >= _PAIR
        if not is_noun or behind.endswith("人"):
            return False  # 80个外地人 are people, whatever the measure word
        spec = self._specs[pair.fact]
        names = tuple(map(fold, (spec.label, spec.unit_name, *spec.words)))
        pairs = [behind[i : i + 2] for i in range(len(behind) - 1)]
        return not any(two in name for two in pairs for name in names)

    def _may_be(self, expression: Expression, fact: str) -> bool:
        """A product or a sum is a sum of money, no price of one month or of one item."""
        joined = (Relation.PRODUCT, Relation.SUM, Relation.LIST, Relation.DIFFERENCE)
        if not fits_unit(self._specs[fact], _as_quantity(expression)):
            return False
        per = self._specs[fact].per
        return expression.relation not in joined or per in (Per.NONE, Per.YEAR)

    def _is_apart(
        self,
        expression: Expression,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
        wanted: Sequence[Wanted],
    ) -> bool:
        """Whether the members of a list, a series or a product are numbers of different facts."""
        use = load_margins().use
        facts = [fact for fact, probability in own if probability >= use]
        if expression.relation is Relation.SERIES:
            # 上年度租金25万, 第二年29万: the later years are of what the first names
            facts = [
                fact
                for n, (fact, probability) in enumerate(own)
                if probability >= use and (n == 0 or expression.operands[n].label)
            ]
        if expression.relation is Relation.SERIES and self._compared(members, own, wanted):
            return True
        if expression.relation is not Relation.PRODUCT:
            return len(set(facts)) > 1
        # A rule that has a fact of its own for the price of one item takes price and count apart,
        # and one that counts years takes the sum of one year and the number of years.
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        if YEARS in needed and any(
            o.role == "periods" and o.quantity.unit is Unit.YEAR for o in expression.operands
        ):
            return True
        price = next((m for m in members if m.operands[0].role == "price"), None)
        return price is not None and any(
            self._specs[f].per is Per.ITEM and fits_unit(self._specs[f], _as_quantity(price))
            for f in needed
            if f in self._specs
        )

    def _one_each(
        self, settled: list[Given], margins: Margins, setting: Setting
    ) -> tuple[Given, ...]:
        """One expression for each fact: the more probable; two alike are rivals.

        What really was done stands before what was planned, and a part that is named as the fact
        before a whole that is not.
        """
        by_fact: dict[str, list[int]] = {}
        for n, given in enumerate(settled):
            if given.fact:
                by_fact.setdefault(given.fact, []).append(n)
        for places in by_fact.values():
            if len(places) < 2:
                continue
            ranked = sorted(
                places,
                key=lambda n: (
                    not self._is_whole_count(settled[n]),
                    not _is_actual(settled[n].expression, setting),
                    self._is_mere_part(settled[n], places, settled),
                    -settled[n].probability,
                    n,
                ),
            )
            first = settled[ranked[0]].probability
            if self._is_whole_count(settled[ranked[0]]):
                first += 1
            if _is_actual(settled[ranked[0]].expression, setting):
                first += 1
            for n in ranked[1:]:
                given = settled[n]
                if (
                    _is_part(settled[ranked[0]].expression, given.expression)
                    or first - given.probability >= margins.ahead
                ):
                    settled[n] = replace(given, fact="")
                else:
                    settled[n] = replace(given, rival=True)
        return tuple(settled)

    def _is_whole_count(self, given: Given) -> bool:
        """Whether a count is told to be of all (又多了一项, 共三项), of nothing else by its name.

        分线盒一共14个 counts no algorithms.
        """
        operand = given.expression.operands[0]
        if given.expression.unit is not Unit.COUNT or operand.role != "total":
            return False
        label = operand.label
        words = self._specs[given.fact].words
        return not content_of(label) or any(w in label or label in w for w in words)

    def _is_mere_part(self, given: Given, places: Sequence[int], settled: Sequence[Given]) -> bool:
        """Whether a part (其中) names the fact no better than the whole does."""
        if given.expression.part_of is None:
            return False
        named = _names(self._specs[given.fact], given.expression.operands[0].label)
        others = max(
            (settled[n].probability for n in places if settled[n] is not given), default=0.0
        )
        return not (named and given.probability > others)

    def stated(self, given: Given, turn: int) -> Stated:
        """The fact that an expression states."""
        expression, spec = given.expression, self._specs[given.fact]
        value = _value(expression, spec)
        low, high = expression.low, expression.high
        alternatives: tuple[tuple[str, Decimal], ...] = ()
        is_range = False
        if expression.relation is Relation.RANGE and low is not None and high is not None:
            alternatives = (("low", _in_unit(low, expression, spec)),
                            ("high", _in_unit(high, expression, spec)))  # fmt: skip
            value, is_range = alternatives[0][1], True
        elif expression.relation is Relation.ALTERNATIVES:
            alternatives = tuple(
                (o.quantity.text, _in_unit(o.quantity.value, expression, spec))
                for o in expression.operands
            )
            value = alternatives[0][1]
        return Stated(
            given.fact,
            value,
            expression.start,
            expression.end,
            _text(expression),
            approximate=expression.relation is Relation.APPROXIMATE
            or any(o.quantity.approximate for o in expression.operands),
            closeness=given.probability,
            alternatives=alternatives,
            is_range=is_range,
            bound=expression.bound,
            say=expression.say if expression.relation in _SHOWN else "",
            turn=turn,
            year=_year(expression),
            parts=_parts(expression, turn) if isinstance(value, Decimal) else (),
        )


_OF_TIME = {Unit.YEAR: "月", Unit.MONTH: "月"}
"""What is paid by the month is told for months or for years of them."""


def _parts(expression: Expression, turn: int) -> tuple[FactItem, ...]:
    """What a sum was told as: its members (一家60万,一家30万), or a price so many times."""
    if expression.unit is not Unit.YUAN:
        return ()
    if expression.relation is Relation.SUM:
        told = [o for o in expression.operands if o.quantity.unit is Unit.YUAN]
        if sum(o.quantity.value for o in told) != expression.value:
            return ()
        return tuple(FactItem(o.quantity.value, kind=o.label, turn=turn) for o in told)
    if expression.relation is not Relation.PRODUCT or len(expression.operands) != _PAIR:
        return ()
    by_role = {o.role: o for o in expression.operands}
    price, times = by_role.get("price"), by_role.get("count") or by_role.get("periods")
    if price is None or times is None or not price.quantity.value or expression.value is None:
        return ()
    number = expression.value / price.quantity.value
    if number != int(number) or number <= 0:
        return ()
    of = _OF_TIME.get(times.quantity.unit, times.quantity.classifier)
    if of == "月" and price.quantity.unit is Unit.YUAN_PER_YEAR:
        of = "年"
    kind = price.label or times.label
    return (FactItem(price.quantity.value, kind, count=int(number), turn=turn, relation=of),)


def _year(expression: Expression) -> int | None:
    """The year that all numbers of an expression are said with."""
    years = {year_of(o.year, o.year_word) for o in expression.operands}
    return years.pop() if len(years) == 1 else None


_HEADING = lazy(r"(?P<name>[^,。;!?:、\d]{2,16}):\s*(?:(?:20)?\d\d年|[去今明前后]年)?$")
_HEADED = lazy(r"[^年\d]{2}")
_TWO_KINDS = 2
_ANY_MEASURE = frozenset({"", "个", "项", "款", "种", "家", "只"})
_WORD = 2
_NOUN = 10
"""No noun behind a count is longer."""
_ENDS_NOUN = lazy(r"[,。;!?:、()\d]")
_PLAIN_NAME = 2
"""A name of a unit that is no longer is a measure word and a character: it names nothing."""
_SHOWN = frozenset({Relation.SUM, Relation.DIFFERENCE, Relation.PRODUCT, Relation.LIST})


_BARE_AT, _RECALLED_AT = FEATURES.index("bare"), FEATURES.index("recalled")
_ONE_AT, _LATER_AT = FEATURES.index("only_one"), FEATURES.index("label_later")
_SPOKEN_OF = 0.2
"""How much a fact that is spoken of goes ahead, for a number without a label of its own."""


def _is_unnamed(pair: Pair) -> bool:
    """Whether an unknown word leads to the number and the fact is too uncertain for that.

    A word of the fact beside the number names it all the same.
    """
    if not pair.behind_unknown or any(pair.features[n] for n in _LABELS_BESIDE):
        return False
    return pair.probability < load_margins().unnamed


def _rank(pair: Pair) -> float:
    features = pair.features
    later = features[_ONE_AT] and features[_LATER_AT]
    spoken_of = features[_BARE_AT] and (features[_RECALLED_AT] or later)
    return pair.probability + (_SPOKEN_OF if spoken_of else 0.0)


_REMEMBERED_AT, _UNKNOWN_AT = FEATURES.index("remembered"), FEATURES.index("unknown_1")
_LABEL_AFTER = FEATURES.index("label_after")
_LABELS_BESIDE = tuple(FEATURES.index(n) for n in ("label_before", "label_after"))
_LABELS_AT = tuple(FEATURES.index(f"label_{place}") for place in ("before", "after", "earlier"))


def _is_stranger(pair: Pair, expression: Expression, text: str) -> bool:
    """Whether a number with a noun of its own would take the place of a fact stated before.

    After 算力花了300万, what 去年电费80万 says is no fee of computing; 降到1500万 and 80万呢 are.
    """
    features, operand = pair.features, expression.operands[0]
    if any(features[n] for n in _LABELS_AT) or not features[_REMEMBERED_AT]:
        return False
    has_noun = len(operand.label) > 1 and features[_UNKNOWN_AT]
    changes = operand.role != "term" or _SUPPOSES.search(text)
    return bool(has_noun and not changes)


_SUPPOSES = lazy("呢|要是|如果|假如|改|其实|降|升|涨|变成")
_MONTHLY = lazy(r"(?:每个?月|(?<![\d个])月租|(?<![\d十])一个月)[^,。;!?\d]{0,8}$")
_ALL_TOLD = lazy("(?:一共|总共|合计|共计|全部|累计|共)[^,。;!?\\d]{0,4}$")
"""12个月租金一共实付41万: the months are counted in already."""


def _is_monthly(expression: Expression, text: str) -> bool:
    """Whether a sum is said to be that of one month."""
    single = expression.relation in (Relation.PLAIN, Relation.APPROXIMATE)
    return (
        single
        and expression.unit is Unit.YUAN
        and bool(_MONTHLY.search(text[: expression.operands[0].quantity.start]))
        and not _ALL_TOLD.search(text[: expression.operands[0].quantity.start])
    )


_BEHIND_IT = lazy("(?:的?(?:钱|资金|投入|款|那块|部分)|出的|投的|拨的|给的)?(?:[,。;!?了啊吧呢]|$)")
_BEFORE_IT = (
    "(?:那[块笔边]|这[块笔边])?(?:[出投拨给占掏][的了]?|的)?(?:那[块笔])?"
    "(?:是|有|了|只有|一共|共|其实|大概|约)*$"
)


def _stands_beside(spec: FactSpec, lead: str, text: str, quantity: Quantity) -> bool:
    """Whether a word of a fact stands right before a number, or right behind it."""
    for word in map(fold, spec.words):
        if lazy("(?<![非不无])" + re.escape(word) + _BEFORE_IT).search(lead):
            return True
        end = quantity.end + (1 if text[quantity.end : quantity.end + 1] == "元" else 0)
        if text.startswith(word, end) and _BEHIND_IT.match(text, end + len(word)):
            return True
    return False


_PHRASE_BEHIND = lazy("[^,。;!?:、()\\d]{2,14}(?=[,。;!?]|$)")
_TELLS_NOTHING = frozenset({"", *"个家项件份次人名位种类条套批笔轮场期届年月天块"})
_OF_IT = "其中"
_INSIDE = lazy("(?:其中|里面?|里头|当中|含)[^,。;!?\\d]{0,10}$")
_PART_TAIL = lazy("(?:元|块)?(?:是|为|来自|由|属于|算)?([^,。;!?]{1,14})")
_NO_AGE = 99
_MORE_THAN = lazy("比[^,。;!?]{0,8}(?:多|增加|增长|涨|高)(?:投入?|花|用)?了?出?$")
_ACTUAL = lazy("(?:实际|真正|最后|最终|到头来)[^,。;!?、\\d]{0,6}$")


_DONE = lazy("(?:完成|验收|履行|执行|交付|结算|支付|付|发生)(?:了|掉|完|的)?(?:是|有|为|到)?$")
_PAYS_DONE = lazy("完成合同|实际|发生")
"""What a clause says that pays on what came about (完成合同金额, 实际发生), not on the contract."""


def _is_actual(expression: Expression, setting: Setting) -> bool:
    """Whether a number is what really came about, beside one that was planned.

    合同350万,只完成了220万: where the clause pays on what was done.
    """
    lead = setting.text[: expression.operands[0].quantity.start]
    is_done = _PAYS_DONE.search(setting.clause_text) and _DONE.search(lead)
    return bool(_ACTUAL.search(lead) or is_done)


def _names(spec: FactSpec, label: str) -> bool:
    """Whether a label holds a word of a fact."""
    return any(word in label for word in spec.words)


def in_kept_unit(expression: Expression, scale: Decimal) -> Expression:
    """A bare number that follows sums stated in 万 is in 万 as well (改成590)."""
    if expression.unit is not Unit.NUMBER or expression.relation is Relation.UNREAD:
        return expression
    numbers = [o.quantity.value for o in expression.operands]
    if any(not 0 < n < _BARE for n in numbers) or any(
        o.quantity.role != "amount" for o in expression.operands
    ):
        return expression
    if any(_IN_WORDS.fullmatch(o.quantity.text) for o in expression.operands):
        scale = Decimal(1)  # 洗车卡6千: it says itself how much; 投到八百 is of 万
    operands = tuple(
        replace(o, quantity=replace(o.quantity, value=o.quantity.value * scale, unit=Unit.YUAN))
        for o in expression.operands
    )
    ends = (expression.value, expression.low, expression.high)
    value, low, high = (None if v is None else v * scale for v in ends)
    return replace(
        expression, operands=operands, value=value, low=low, high=high, unit=Unit.YUAN, say=""
    )


def _may_be_fact(expression: Expression) -> bool:
    """Not what somebody said, was denied, or cannot be read."""
    if expression.relation in (Relation.REPORTED, Relation.UNREAD):
        return False
    if expression.relation is Relation.INSTEAD and expression.value is None:
        return False
    return not (expression.relation is Relation.DIFFERENCE and expression.value is None)


_IN_WORDS = lazy(r"\d[\d.]*[千百]")
_NTH_YEAR = lazy("第([一二三四五六七八九])年")
_LAST_YEAR = lazy("上一?年度?")
_AGES = (
    (lazy("大前年"), -3),
    (lazy("前年|上上年|再上|再前|前一年"), -2),
    (lazy("去年|上年|上一年"), -1),
    (lazy("今年|本年"), 0),
)
"""Words for years → how many years ago; calendar years count by themselves."""


def _age(operand: Operand, place: int) -> tuple[int, int]:
    """A key that puts the earlier year first: calendar years, words for years, else as said."""
    if operand.year is not None:
        return operand.year, place
    word = operand.year_word
    for pattern, age in _AGES:
        if pattern.match(word):
            return age, place
    nth = _NTH_YEAR.match(word)
    if nth:  # 第二年 comes after the year that the sums begin with
        return "一二三四五六七八九".index(nth.group(1)), place
    return (0 if not word else place - 9), place


def _periods(expression: Expression) -> tuple[Expression, ...]:
    """The price and the number of periods of a product, which may be facts of their own as well."""
    if expression.relation is not Relation.PRODUCT:
        return ()
    if all(o.role != "periods" for o in expression.operands):
        return ()
    return _members(expression)


_OF = lazy("里面?|中|当中|之中")


def _listed(expression: Expression, text: str) -> tuple[Expression, ...]:
    """A list whose items stand in clauses of their own without labels is no list.

    算法是4个,2个还在排队: nothing says that the two belong together.
    """
    if expression.relation is not Relation.LIST:
        return (expression,)
    ends = [o.quantity for o in expression.operands]
    if expression.unit is Unit.COUNT and any(
        _OF.search(text[a.end : b.start]) for a, b in pairwise(ends)
    ):
        return _members(expression)[-1:]  # 三个模型里两个过了备案: the two that did
    loose = any("," in text[a.end : b.start] for a, b in pairwise(ends))
    labelled = all(o.label for o in expression.operands)
    return _members(expression) if loose and not labelled else (expression,)


def _members(expression: Expression) -> tuple[Expression, ...]:
    """The numbers of a list, a series, a product or alternatives as expressions of their own."""
    if expression.relation not in (
        Relation.LIST, Relation.SERIES, Relation.PRODUCT, Relation.SUM,
    ):  # fmt: skip
        return (expression,)
    return tuple(
        Expression(
            Relation.APPROXIMATE if o.quantity.approximate else Relation.PLAIN,
            o.quantity.value, o.quantity.unit, None, None, o.quantity.start, o.quantity.end, (o,),
            classifier=o.quantity.classifier,
        )
        for o in expression.operands
    )  # fmt: skip


_COUNTED = lazy(r"(?:第?[一二两三四五\d]|另)[\u4e00-\u9fff]")
_JOINING = lazy("[加再又还另外和与及是的了共]")


def _has_noun(label: str) -> bool:
    """Whether a label says more than that money was spent on another one (又花了, 另一笔)."""
    rest = _JOINING.sub("", _COUNTED.sub("", label))
    lead = next((end for start, end, _ in spending().find(rest) if start == 0), 0)
    return len(rest[lead:]) > 1


def _without(expression: Expression, left: Sequence[int]) -> Expression:
    """A list or a sum less some of its members."""
    if not left:
        return expression
    rest = [
        m
        for n, m in enumerate(_members(expression))
        if n not in left and m.operands[0].role != "count"
    ]
    if len(rest) == 1:
        return rest[0]
    operands = tuple(m.operands[0] for m in rest)
    value = sum((o.quantity.value for o in operands), start=Decimal(0))
    say = " + ".join(o.quantity.text for o in operands)
    start, end = operands[0].quantity.start, operands[-1].quantity.end
    return replace(expression, value=value, operands=operands, start=start, end=end, say=say)


def _as_quantity(expression: Expression) -> Quantity:
    first = expression.operands[0].quantity
    values = [v for v in (expression.value, expression.low, first.value) if v is not None]
    return Quantity(
        values[0],
        expression.unit,
        expression.start,
        expression.end,
        first.text,
        classifier=expression.classifier,
        approximate=first.approximate,
    )


def _value(expression: Expression, spec: FactSpec) -> Decimal | tuple[FactItem, ...]:
    words = [o.year_word for o in expression.operands]
    if expression.relation is Relation.SERIES and words == ["prior", "current"]:
        return expression.operands[1].quantity.value  # 从900万降到650万: what holds now
    if expression.relation is Relation.SERIES and _LAST_YEAR.match(spec.label):
        ages = [_age(o, 9)[0] for o in expression.operands]
        if -1 in ages and min(ages) < -1:  # 前年1800万, 上一年度1400万: the label says which
            return expression.operands[ages.index(-1)].quantity.value
    groups = _groups(expression) if expression.relation is Relation.LIST else ()
    if groups:
        return tuple(
            FactItem(price.quantity.value, count=int(count.quantity.value),
                     start=price.quantity.start, end=count.quantity.end)
            for price, count in groups
        )  # fmt: skip
    if expression.relation is Relation.SERIES or (
        expression.relation is Relation.LIST and len(expression.operands) > 1
    ):
        return tuple(_item(o, n, expression) for n, o in enumerate(expression.operands))
    if expression.relation is Relation.PRODUCT:
        priced = _priced(expression)
        if priced is not None:
            return (priced,)
    value = expression.value
    if value is None:
        value = expression.low if expression.low is not None else Decimal(0)
    return _in_unit(value, expression, spec)


_PAIR = 2


def _groups(expression: Expression) -> tuple[tuple[Operand, Operand], ...]:
    """The (price, count) pairs that a product, a list or a sum is made of; else nothing."""
    found = expression.operands
    if len(found) < _PAIR or len(found) % _PAIR:
        return ()
    pairs = tuple(zip(found[::_PAIR], found[1::_PAIR], strict=True))
    priced = all(
        count.role == "count"
        and price.quantity.unit is Unit.YUAN_PER_UNIT
        and count.quantity.value == int(count.quantity.value)
        for price, count in pairs
    )
    return pairs if priced else ()


_WITH = lazy("[加和连带含跟及与总共]")
"""What joins two costs to one price (买车加改装每台36万)."""


_OF_PEOPLE = frozenset("家名位人")
"""Measure words of persons and companies."""


def _priced(expression: Expression) -> FactItem | None:
    """Unit price × count as one item with its count (3场，每场100万)."""
    price = next((o for o in expression.operands if o.role == "price"), None)
    count = next((o for o in expression.operands if o.role == "count"), None)
    if price is None or count is None or len(expression.operands) != 2:
        return None
    if count.quantity.value != int(count.quantity.value):
        return None
    return FactItem(price.quantity.value, count=int(count.quantity.value),
                    start=expression.start, end=expression.end)  # fmt: skip


def _item(operand: Operand, n: int, expression: Expression) -> FactItem:
    year = operand.year
    if year is None and expression.relation is Relation.SERIES:
        year = n + 1
    return FactItem(
        operand.quantity.value,
        kind=operand.year_word or operand.label,
        year=year,
        start=operand.quantity.start,
        end=operand.quantity.end,
    )


def _in_unit(value: Decimal, expression: Expression, spec: FactSpec) -> Decimal:
    if spec.kind is FactKind.MONTHS and expression.unit is Unit.YEAR:
        return value * 12
    return value


def _text(expression: Expression) -> str:
    if expression.relation is Relation.PLAIN or len(expression.operands) == 1:
        return expression.operands[0].quantity.text
    return expression.say or "、".join(o.quantity.text for o in expression.operands)


def _is_part(whole: Expression, part: Expression) -> bool:
    """Whether one is told to be a part of the other (其中)."""
    return part.part_of is not None or whole.part_of is not None


def given_ranges(given: Iterable[Given]) -> tuple[tuple[int, int], ...]:
    """The places of the expressions that were used."""
    return tuple((g.expression.start, g.expression.end) for g in given if g.fact)


__all__ = ["Given", "Margins", "NumberReader", "Pair", "given_ranges", "load_margins"]
