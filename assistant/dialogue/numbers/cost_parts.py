"""Sums side by side that are parts of one cost: 场地费120万,搭建80万; 新闻语料160万,财报语料90万.

Two numbers that want one fact are never added up by themselves. A row of sums, each behind a noun
of its own, is one cost told in its parts where each noun has a word of the fact before which
something else tells it apart, where the fact is all that something cost (``FactSpec.costs``), or
where the fact was asked back for and the nouns are of one kind (阿里云300万,腾讯云200万).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.dialogue.cost_rows import CostItem, cost_rows
from assistant.dialogue.numbers.apart import added_up, own_part
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given
from assistant.dialogue.numbers.members import as_quantity, members_of
from assistant.dialogue.numbers.named import heads, names
from assistant.dialogue.numbers.scores import best_facts
from assistant.dialogue.pairs import Setting, Wanted, wanted_at
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_FEWEST = 2
_NO_COST = lazy(
    "(?:资[本产]|收入|营收|营业额|利润|产值|估值|市值|净值|融资|贷款|存款|税额?|销售额|补[贴助]|奖[励金]|资助|押金|保证金)$"
)
"""Money that nobody spent: what stands on the other side of the books."""
_IS_COST = lazy("(?:费用?|款|成本|支出|开支|投入)$")
_HEAD = lazy(
    "(?P<head>[^,。;!?:]{2,16}?)(?:里[面头]?|当?中|包[括含]|含|明细|构成|组成|如下|分别是|(?<!别)是?这[么样][拆分]的|分[为成])*[:,]?$"
)
"""What a row stands behind as its parts."""
_FAR = 24
_PLAIN = (Relation.PLAIN, Relation.APPROXIMATE)


def by_costs(
    ctx: NumberContext, whole: Sequence[Expression], wanted: Sequence[Wanted], setting: Setting
) -> tuple[list[Given], list[Expression]]:
    """Rows of sums that are told as parts of one fact, and the other expressions."""
    given: list[Given] = []
    rest = list(whole)
    quantities = [as_quantity(e) for e in _sums_in(whole)]
    values = {q.start: q.value for q in quantities}
    for row in cost_rows(setting.text, quantities):
        needed = wanted_at(wanted, row[0].start).needed
        specs = [ctx.specs[name] for name in sorted(needed)]
        specs = [s for s in specs if s.kind is FactKind.YUAN and s.per is Per.NONE]
        sums = [e for e in _sums_in(rest) if any(e.start == item.number for item in row)]
        likely: dict[str, float] = {}
        for fact, probability in best_facts(ctx, setting, sums, wanted):
            likely[fact] = likely.get(fact, 0.0) + probability
        specs.sort(key=lambda s: (s.name != setting.asked, -likely.get(s.name, 0.0), s.name))
        for spec in specs:
            is_headed = _is_headed(spec, row, setting.text)
            own = list(row) if is_headed else _parts_of(ctx, spec, specs, row, setting, values)
            sums = [e for e in rest if _covers(e, own)]
            told = [m for e in sums for m in (members_of(e) or (e,))]
            if len(own) >= _FEWEST and len(told) == len(own):
                counted = [own_part(spec, m, rest, setting.text) or m for m in told]
                given.append(Given(added_up(counted), spec.name, spec.name, 1.0))
                places = {e.start for e in counted}
                rest = [e for e in rest if e not in sums and e.start not in places]
                break
    return given, rest


def _is_headed(spec: FactSpec, row: Sequence[CostItem], text: str) -> bool:
    """Whether a row stands behind the name of all that something cost, as what that is made of.

    审定总投入:场租90万,奖金120万: a prize is spent where the whole is said to be made of it.
    """
    head = _HEAD.search(text, max(0, row[0].start - _FAR), row[0].start)
    return spec.costs and head is not None and names(spec, head["head"])


def _sums_in(whole: Sequence[Expression]) -> list[Expression]:
    """The single sums of a message, those of its lists one by one."""
    found: list[Expression] = []
    for e in whole:
        if e.unit is not Unit.YUAN:
            continue
        if e.relation in _PLAIN and len(e.operands) == 1:
            found.append(e)
        elif e.relation in (Relation.LIST, Relation.SUM):
            found += members_of(e)
    return sorted(found, key=lambda e: e.start)


def _covers(e: Expression, own: Sequence[CostItem]) -> bool:
    """Whether an expression is sums of a row and nothing else."""
    places = {item.number for item in own}
    sums = [o.quantity.start for o in e.operands]
    return e.unit is Unit.YUAN and bool(sums) and places.issuperset(sums)


def _parts_of(
    ctx: NumberContext,
    spec: FactSpec,
    specs: Sequence[FactSpec],
    row: Sequence[CostItem],
    setting: Setting,
    values: Mapping[int, Decimal],
) -> list[CostItem]:
    """The items of a row that are parts of a fact: none is the whole of the others."""
    others = [s for s in specs if s is not spec]
    named = [
        item
        for item in row
        if names(spec, item.label) and not any(heads(s, item.label, "") for s in others)
    ]  # 数据入表的服务费 is the fee, whatever it is for
    total = sum((values[item.number] for item in row), Decimal(0))
    has_whole = any(
        heads(one, item.label, setting.clause_text) and values[item.number] * 2 > total
        for item in row
        for one in specs
    )
    things = [i for i in named if heads(spec, i.label, "") and not _IS_COST.search(i.label)]
    if len(things) >= _FEWEST and spec.costs:
        return []  # 展会680万,论坛1200万: each its own
    if spec.costs and not has_whole:
        return [item for item in row if not _is_other(ctx, spec, item)]
    if len(named) >= _FEWEST and not _are_of_one(spec, named):
        return named
    others = [s for s in specs if s is not spec and any(names(s, i.label) for i in row)]
    is_asked = setting.asked == spec.name and not named and not others
    return list(row) if is_asked and _are_alike(row) else []


def _is_other(ctx: NumberContext, spec: FactSpec, item: CostItem) -> bool:
    """Whether a noun is of money that nobody spent, or names another sum of the vocabulary."""
    if _NO_COST.search(item.label):
        return True
    return any(
        one.kind is FactKind.YUAN and not one.costs and heads(one, item.label, "")
        for one in ctx.specs.values()
        if one is not spec and not names(spec, item.label)
    )


def _are_of_one(spec: FactSpec, named: Sequence[CostItem]) -> bool:
    """Whether nothing tells the parts apart but words of the fact: 合同额640万,算力费600万."""
    return any(item.label in spec.words for item in named)


def _are_alike(row: Sequence[CostItem]) -> bool:
    """Whether the nouns are of one kind: they end alike and are about as long."""
    lengths = {len(item.label) for item in row}
    return len({item.label[-1] for item in row}) == 1 and max(lengths) - min(lengths) <= 1
