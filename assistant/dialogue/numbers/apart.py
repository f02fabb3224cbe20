"""Members of an expression as facts of their own: prices, counts, years, strangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given, load_margins
from assistant.dialogue.numbers.members import (
    as_quantity,
    batches,
    has_noun,
    members_of,
    year_order,
)
from assistant.dialogue.numbers.named import names
from assistant.dialogue.pairs import Setting, Wanted, fits_unit
from assistant.rules.facts import YEARS, FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.saying import shown
from assistant.text.units import Unit

_PAIR = 2
_AMONG = "其中"
_WITH = lazy("[加和连带含跟及与总共]")
"""What joins two costs to one price (买车加改装每台36万)."""

_INSIDE = lazy(
    "元?[,(]?(?:里面?|里头|其中|当中)的?(?P<label>[^,。;!?\\d]{2,10}?)(?:只|才|就)?[占是算有]?"
)
_OWN_PART = "部分"


def priced_groups(
    ctx: NumberContext,
    whole: Sequence[Expression],
    wanted: Sequence[Wanted],
    setting: Setting,
) -> tuple[list[Given], list[Expression]]:
    """Things at prices of their own, so many of each, as items of the facts that they are.

    10台每台50万, 20台每台28万; 第一批20辆,每辆购置28万、改造15万, 第二批…; and the others.
    """
    main = frozenset[str]().union(*(w.main for w in wanted))
    facts = [
        f for f in sorted(main)
        if ctx.specs[f].per is Per.ITEM and ctx.specs[f].kind is FactKind.YUAN
    ]  # fmt: skip
    found = [(e, group) for e in whole for group in batches(e)]
    kinds = {group[-1].quantity.classifier for _, group in found}
    if not facts or len(found) < _PAIR or len(kinds) != 1:
        return [], list(whole)
    named = []
    for e, group in found:
        members = members_of(replace(e, relation=Relation.PRODUCT, operands=group))
        own = _prices(ctx, members, setting, wanted)
        own = own or ({0: facts[0]} if len(group) == _PAIR else {})
        if len(own) != len(group) - 1:
            return [], list(whole)
        named.append({fact: group[place] for place, fact in own.items()})
    priced = [e for e, _ in found]
    given = []
    for fact in sorted({f for own in named for f in own}):
        pairs = [
            (_each(own.get(fact) or _nothing(group[0])), group[-1])
            for own, (_, group) in zip(named, found, strict=True)
        ]
        joined = replace(
            priced[0],
            relation=Relation.LIST,
            start=priced[0].start,
            end=priced[-1].end,
            operands=tuple(o for pair in pairs for o in pair),
            value=sum((p.quantity.value * c.quantity.value for p, c in pairs), Decimal(0)),
            say="、".join(
                f"{c.quantity.text}各{p.quantity.text}" for p, c in pairs if p.label != _NONE
            ),
        )
        given.append(Given(joined, fact, fact, 1.0))
    return given, [e for e in whole if e not in priced]


def _each(price: Operand) -> Operand:
    """A price in the unit of one, as a second price of the same things is (改造15万)."""
    return replace(price, quantity=replace(price.quantity, unit=Unit.YUAN_PER_UNIT, classifier=""))


_NONE = "无"


def _nothing(price: Operand) -> Operand:
    """What a batch costs of which no such price is told, beside others of which one is."""
    return replace(price, quantity=replace(price.quantity, value=Decimal(0)), label=_NONE)


def _prices(
    ctx: NumberContext, members: Sequence[Expression], setting: Setting, wanted: Sequence[Wanted]
) -> dict[int, str]:
    """The prices of one item in a product and the facts that they are, one for each."""
    places = [n for n, m in enumerate(members) if m.operands[0].role == "price"]
    main = frozenset[str]().union(*(w.main for w in wanted))
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    facts = [
        f
        for f in sorted(needed, key=lambda f: (f not in main, f))
        if ctx.specs[f].per is Per.ITEM and ctx.specs[f].kind is FactKind.YUAN
    ]
    if len(facts) < 2 or not 0 < len(places) <= len(facts):
        return {}
    chances: dict[tuple[int, str], float] = {}
    own = [as_quantity(m) for m in members]
    for pair in ctx.pairs.pairs(replace(setting, quantities=own), wanted):
        chances[pair.quantity, pair.fact] = pair.probability
    labels = [members[n].operands[0].label for n in places]
    if len(places) == 1:
        named = [f for f in facts if any(w in labels[0] for w in ctx.specs[f].words)]
        if len(named) == 1 and not _WITH.search(labels[0]):
            return {places[0]: named[0]}  # 改造费每台20万
        return {places[0]: facts[0]} if named else {}
    ways = permutations(facts, len(places))
    best = max(
        ways,
        key=lambda way: sum(
            chances.get((n, f), 0.0) + names(ctx.specs[f], label)
            for n, f, label in zip(places, way, labels, strict=True)
        ),
    )
    return dict(zip(places, best, strict=True))


_HEADED = lazy(r"([^,。;!?:\d]{2,24})[:,][^,。;!?:\d]*$")


def is_headed(ctx: NumberContext, members: Sequence[Expression], text: str, fact: str) -> bool:
    """Whether a list is told as what one thing cost, and no member has that name for itself.

    生产费用:粗筛38万,转写72万; not 算力费用包括:算力300万,搬家50万.
    """
    spec, start = ctx.specs[fact], members[0].start
    if any(names(spec, m.operands[0].label) for m in members):
        return False
    heading = _HEADED.search(text, max(0, start - 40), start)
    return bool(heading and names(spec, heading.group(1)))


def by_parts(
    ctx: NumberContext, whole: Sequence[Expression], wanted: Sequence[Wanted], text: str
) -> tuple[list[Given], list[Expression]]:
    """Sums that are told part by part of one fact (软件460万,硬件1800万), and the others."""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    given: list[Given] = []
    for fact in sorted(f for f in needed if ctx.specs[f].parts):
        spec = ctx.specs[fact]
        here = [w for w in wanted if fact in w.needed]
        found = [
            (e, tuple(_part_of(spec, m, text) for m in _parts_told(e)))
            for e in whole
            if any(w.start <= e.start < w.end for w in here)
        ]
        found = [(e, kinds) for e, kinds in found if kinds and all(kinds)]
        every = [kind for _, kinds in found for kind in kinds]
        sums = [m for e, _ in found for m in _parts_told(e)]
        total = sum((m.value or Decimal(0) for m in sums), Decimal(0))
        if (
            len(every) < _PAIR
            or len(every) != len({*every})
            or len({o.year for m in sums for o in m.operands} - {None}) > 1
            or any(_is_within(e, [o for o, _ in found], text) for e, _ in found)
            or any(_is_whole(spec, e, total) for e in whole)
        ):
            continue
        counted = [own_part(spec, m, whole, text) or m for m in sums]
        given.append(Given(added_up(counted), fact, fact, 1.0))
        places = {e.start for e in counted}
        told = [*(e for e, _ in found), *(e for e in whole if e.start in places)]
        whole = [e for e in whole if e not in told]
    return given, list(whole)


def own_part(
    spec: FactSpec, item: Expression, rest: Sequence[Expression], text: str
) -> Expression | None:
    """What alone counts of an item, where it is told behind: 一体机70万,里头大模型那块占18万."""
    behind = next((e for e in rest if e.start >= item.end), None)
    if behind is None or behind.unit is not Unit.YUAN or len(behind.operands) != 1:
        return None
    inside = _INSIDE.fullmatch(text, item.end, behind.start)
    if inside is None or not behind.value or not item.value or behind.value >= item.value:
        return None
    named = (w.removesuffix(_OWN_PART) for w in spec.words if w.endswith(_OWN_PART))
    is_own = any(stem and stem in inside["label"] for stem in named)
    return replace(behind, part_of=None) if is_own else None


def added_up(sums: Sequence[Expression]) -> Expression:
    """Several sums as one, shown as they add up."""
    own = sorted(sums, key=lambda e: e.start)
    total = sum((e.value or Decimal(0) for e in own), Decimal(0))
    say = " + ".join(shown(e.value or Decimal(0), Unit.YUAN) for e in own)
    return replace(
        own[0],
        relation=Relation.SUM,
        end=own[-1].end,
        operands=tuple(replace(o, role="term") for e in own for o in e.operands),
        value=total,
        say=f"{say} = {shown(total, Unit.YUAN)}",
    )


def _is_within(e: Expression, others: Sequence[Expression], text: str) -> bool:
    """Whether a sum is a part of another one: said so, or of one that is no part beside it.

    Of 订阅费35万,部署费20万,调优15万 two make the third by chance.
    """
    if e.part_of is None:
        return False
    return len(others) < _PAIR or _AMONG in text[others[0].start : e.start]


def are_parts(ctx: NumberContext, numbers: Sequence[Expression], wanted: Sequence[Wanted]) -> bool:
    """Whether each number is told as another part of one fact, so that none is their whole."""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    for spec in (ctx.specs[name] for name in sorted(needed)):
        kinds = [_part_of(spec, e) for e in numbers] if spec.parts else []
        if kinds and all(kinds) and len({*kinds}) == len(kinds):
            return True
    return False


def _parts_told(e: Expression) -> tuple[Expression, ...]:
    """The sums of an expression that may each be a part of one: one alone, or those of a list."""
    if e.unit is not Unit.YUAN:
        return ()
    if e.relation in (Relation.PLAIN, Relation.APPROXIMATE, Relation.PRODUCT):
        return (e,)
    return members_of(e) if e.relation in (Relation.LIST, Relation.SUM) else ()


def _part_of(spec: FactSpec, e: Expression, text: str = "") -> str:
    """What a sum is a part of one fact as, by the longest of its names in the label.

    Before its year too (API调用费今年40万).
    """
    operand = e.operands[0]
    label, start = operand.label, operand.quantity.start
    if operand.year_word and not label and text[:start].endswith(operand.year_word):
        before = _CLAUSE_END.search(text, 0, start - len(operand.year_word))
        label = before["own"] if before else ""
    named = [part for part in spec.parts if fold(part) in label]
    return max(named, key=len, default="")


_CLAUSE_END = lazy("(?P<own>[^,。;!?:\\d]*)$")


def _is_whole(spec: FactSpec, e: Expression, total: Decimal) -> bool:
    """Whether a sum is the whole itself (合同额70万,其中订阅35万,部署20万)."""
    told = e.unit is Unit.YUAN and e.value is not None and e.value >= total
    label = e.operands[0].label
    return told and names(spec, label) and not _part_of(spec, e)


def strangers_in(
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
        and has_noun(member.operands[0].label)
    )


def parted(
    ctx: NumberContext,
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
    pair = _compared(ctx, members, own, wanted)
    if expression.relation is Relation.SERIES and pair:
        order = sorted(range(2), key=lambda n: year_order(members[n].operands[0], n))
        names = dict(zip(order, pair, strict=True))
        return [
            Given(member, names[n], names[n], max(own[n][1], margins.use))
            for n, member in enumerate(members)
        ]
    given = []
    prices = (
        _prices(ctx, members, setting, wanted) if expression.relation is Relation.PRODUCT else {}
    )
    for n, (member, (fact, probability)) in enumerate(zip(members, own, strict=True)):
        if n in prices:
            given.append(Given(member, prices[n], prices[n], max(probability, margins.use)))
            continue
        role = member.operands[0].role
        if expression.relation is Relation.PRODUCT and role == "count":
            counts = [f for f in sorted(needed) if ctx.counts(f)]
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
    ctx: NumberContext,
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
        for name, spec in sorted(ctx.specs.items())
        if spec.year_before and name in needed and spec.year_before in needed
    ]
    best = {fact for fact, _ in own}
    named = [pair for pair in pairs if best & set(pair)]
    return named[0] if len(named) == 1 else None


def is_apart(
    ctx: NumberContext,
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
    if expression.relation is Relation.SERIES and _compared(ctx, members, own, wanted):
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
        ctx.specs[f].per is Per.ITEM and fits_unit(ctx.specs[f], as_quantity(price))
        for f in needed
        if f in ctx.specs
    )
