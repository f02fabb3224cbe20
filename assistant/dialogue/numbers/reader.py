"""The reader that gives expressions to facts, built once from the fact vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dialogue.enumerated import are_alike, are_bare, join_enumerated
from assistant.dialogue.numbers.apart import (
    are_parts,
    by_parts,
    is_apart,
    is_headed,
    parted,
    priced_groups,
    strangers_in,
)
from assistant.dialogue.numbers.as_counted import as_counted
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.cost_parts import by_costs
from assistant.dialogue.numbers.given import Given, load_margins
from assistant.dialogue.numbers.members import (
    asked_year,
    less_members,
    listed,
    may_be_fact,
    members_of,
    price_alone,
    price_and_periods,
)
from assistant.dialogue.numbers.named import (
    by_counted,
    by_heading,
    by_kind,
    by_year,
    counted_as_kind,
    counted_by_head,
    counted_by_name,
    floor_rent,
    growth,
    heads,
    names,
    only_counted_so,
    only_of_unit,
    part_named,
)
from assistant.dialogue.numbers.rivals import (
    one_each,
    without_derived,
    without_unnamed_prices,
)
from assistant.dialogue.numbers.scores import best_facts
from assistant.dialogue.numbers.times import of_two_times
from assistant.dialogue.numbers.together import join_wholes
from assistant.dialogue.numbers.values import stated
from assistant.dialogue.pairs import PairReader, Setting, Wanted, wanted_at
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Relation, is_due
from assistant.text.units import Unit

_LIST = 3
_BARE = 0.5
"""So much of the usual probability is enough where no noun speaks for something else."""


class NumberReader:
    """Gives expressions to facts; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], pairs: PairReader) -> None:
        self._ctx = NumberContext.of(specs, pairs)

    def read(
        self, setting: Setting, expressions: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[Given, ...]:
        """Every expression that may be a fact, with the fact it is given to."""
        settled: list[Given] = []
        joined = join_enumerated(expressions, setting.text)
        joined = self._of_year(joined, setting, wanted)
        joined = self._with_wholes(joined, setting, wanted)
        whole = [m for e in joined if may_be_fact(e) for m in listed(e, setting.text)]
        paid = [e for e in whole if e.unit is Unit.YUAN and not is_due(setting.text, e)]
        if paid:  # 完成了380万,还有120万要明年才付
            whole = [e for e in whole if e.unit is not Unit.YUAN or e in paid]
        whole = self._prices_of_one(whole, wanted)
        parts: list[Expression] = []
        apart: list[Given] = []
        groups, whole = priced_groups(self._ctx, whole, wanted, setting)
        apart += groups
        groups, whole = as_counted(self._ctx, whole, wanted, setting)
        apart += groups
        groups, whole = by_parts(self._ctx, whole, wanted, setting.text)
        apart += groups
        groups, whole = by_costs(self._ctx, whole, wanted, setting)
        apart += groups
        for expression in whole:
            members = members_of(expression)
            if len(members) > 1:
                kinds = by_kind(self._ctx, expression, members, wanted)
                if kinds:
                    apart += [Given(m, f, f, 1.0) for m, f in zip(members, kinds, strict=True)]
                    continue
                own = best_facts(self._ctx, setting, members, wanted)
                if is_apart(self._ctx, expression, members, own, wanted):
                    apart += parted(self._ctx, expression, members, own, wanted, setting)
                    continue
                strangers = self._strangers(expression, members, own, joined, setting)
                apart += [Given(members[n], "", own[n][0], own[n][1]) for n in strangers]
                parts.append(less_members(expression, strangers))
                continue
            parts.append(expression)
        margins = load_margins()
        parts += [p for e in parts for p in price_and_periods(e)]
        for expression, (fact, probability) in zip(
            parts, best_facts(self._ctx, setting, parts, wanted), strict=True
        ):
            if expression.relation is Relation.LIST and are_alike(expression, setting.text):
                fact, probability = self._of_the_things(expression, setting, wanted)
            if not fact or probability < margins.use:
                only = only_of_unit(self._ctx, expression, parts, wanted, setting.text)
                fact, probability = (only, margins.use) if only else (fact, probability)
            told = growth(self._ctx, expression, wanted, setting.text)
            told = told or floor_rent(self._ctx, expression, wanted)
            told = told or part_named(self._ctx, expression, wanted, setting.text)
            told = told or by_year(self._ctx, expression, wanted, whole, fact, probability)
            told = told or counted_by_name(self._ctx, expression, wanted, setting.text)
            told = told or counted_as_kind(self._ctx, expression, wanted)
            told = told or counted_by_head(self._ctx, expression, parts, wanted, setting.text)
            told = told or only_counted_so(self._ctx, expression, parts, wanted, setting.text)
            if not fact or probability < margins.use:
                told = told or by_counted(self._ctx, expression, wanted, setting.text)
            told = told or by_heading(self._ctx, expression, wanted, setting.text)
            if told:
                fact, probability = told, 1.0
            used = fact if probability >= margins.use else ""
            settled.append(Given(expression, used, fact, probability))
        settled = sorted((*settled, *apart), key=lambda g: g.expression.start)
        settled = of_two_times(self._ctx, settled, wanted, setting.text, margins.use)
        settled = without_unnamed_prices(self._ctx, settled, wanted)
        settled = without_derived(self._ctx, settled)
        return one_each(self._ctx, settled, margins, setting)

    def _strangers(
        self,
        expression: Expression,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
        joined: Sequence[Expression],
        setting: Setting,
    ) -> tuple[int, ...]:
        """The members of a list that are something else than the fact that it is of."""
        strangers = strangers_in(expression, members, own)
        fact = max(own, key=lambda o: o[1])[0]
        if not strangers or are_alike(expression, setting.text):
            return ()
        is_one = fact and (
            is_headed(self._ctx, members, setting.text, fact)
            or self._are_the_whole(expression, members, joined, fact, setting.clause_text)
        )
        return () if is_one else strangers

    def _of_the_things(
        self, expression: Expression, setting: Setting, wanted: Sequence[Wanted]
    ) -> tuple[str, float]:
        """The fact of sums of as many things as were counted, whatever each of them is called.

        The one that the likeliest of them is, or the list as a whole; where both are unlikely, the
        only sum that is counted for things alone.
        """
        numbers = [expression, *members_of(expression)]
        best = max(best_facts(self._ctx, setting, numbers, wanted), key=lambda b: b[1])
        use = load_margins().use
        if best[1] >= use or (best[1] >= _BARE * use and are_bare(expression, setting.text)):
            return best[0], max(best[1], use)  # 账单三笔,头一笔120万,…: no noun makes it another's
        needed = wanted_at(wanted, expression.start).needed
        sums = [f for f in sorted(needed) if self._ctx.specs[f].kind is FactKind.YUAN]
        return (sums[0], use) if len(sums) == 1 else best

    def _are_the_whole(
        self,
        expression: Expression,
        members: Sequence[Expression],
        every: Sequence[Expression],
        fact: str,
        clause: str,
    ) -> bool:
        """Whether sums of which none is called by the fact come to a total that is told as well.

        场地40万、搭建65万、请嘉宾25万,一共130万; of 算力300万、食堂50万 the named one is it.
        """
        is_total = any(
            e.value == expression.value and any(o.role in ("total", "restated") for o in e.operands)
            for e in every
        )
        spec = self._ctx.specs[fact]
        is_list = len(members) >= _LIST  # of two parts one may well be of something else
        return (
            is_list
            and is_total
            and not any(heads(spec, m.operands[0].label, clause) for m in members)
        )

    def _with_wholes(
        self, expressions: Sequence[Expression], setting: Setting, wanted: Sequence[Wanted]
    ) -> tuple[Expression, ...]:
        use = load_margins().use

        def are_apart(numbers: Sequence[Expression]) -> bool:
            if len({wanted_at(wanted, n.start).needed for n in numbers}) > 1:
                return True
            if are_parts(self._ctx, numbers, wanted):
                return True  # 订阅35万,部署20万,调优15万: three parts, two of which make the other
            best = best_facts(self._ctx, setting, numbers, wanted)
            facts = {fact for fact, probability in best if probability >= use}
            # 项目总投资 is paid on as a whole, whoever bore a part of it; 一共130万 is it unnamed.
            is_called = any(o.label for o in numbers[-1].operands)
            is_whole = any("总" in self._ctx.specs[f].label for f in facts)
            return len(facts) > 1 or (is_whole and is_called)

        def is_named(numbers: Sequence[Expression], one: Expression) -> bool:
            best = max(best_facts(self._ctx, setting, numbers, wanted), key=lambda b: b[1])[0]
            is_called = any(o.label for o in numbers[-1].operands)
            label, spec = one.operands[0].label, self._ctx.specs.get(best)
            if spec is None or is_called:
                return spec is not None and names(spec, label)
            return heads(spec, label, setting.clause_text)  # 办活动场地40万,…,一共130万

        return join_wholes(expressions, setting.text, setting.clause_text, are_apart, is_named)

    def _of_year(
        self, joined: Sequence[Expression], setting: Setting, wanted: Sequence[Wanted]
    ) -> tuple[Expression, ...]:
        """Of sums told by years the one asked about, unless a rule compares them."""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        if any(self._ctx.specs[f].year_before for f in needed):
            return tuple(joined)
        return tuple(asked_year(e, setting.text) for e in joined)

    def _prices_of_one(
        self, whole: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> list[Expression]:
        """The expressions, a second price of the same things as that of one where a rule pays so.

        车价22万一台,改装8万一台, of ten: the ten are counted once.
        """
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        if not any(self._ctx.specs[f].per is Per.ITEM for f in needed):
            return list(whole)
        return [price_alone(e) for e in whole]

    def stated(self, given: Given, turn: int) -> Stated:
        """The fact that an expression states."""
        return stated(self._ctx, given, turn)
