"""Numbers that nothing used, with the words that govern them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import adds_more
from assistant.dialogue.gather.around import classified, governed, is_a, is_one, whole_clause
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.exchanged import ANYTHING
from assistant.dialogue.gather.giving import counts_matters, may_count
from assistant.dialogue.gather.lacking import GENERIC_COUNT
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import own_pairs
from assistant.dialogue.measured import unit_of_count
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.rules.read.names import choices_of, names_of
from assistant.text.expressions import Expression, Relation
from assistant.text.joining import SHARED, TIMES
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_OF_ASKERS = frozenset("家件样")
_OF_FIRMS = lazy("(?:公司|企业|单位|主体|厂|客户)")
_SEVERAL = 2
_NOUN_AFTER = lazy(r"的?[\u4e00-\u9fff]{1,4}?(?=[,。;!?、在和与都也就能可要有被,]|$)")


def _is_idle_count(
    expression: Expression, text: str, listed: Collection[Decimal], parts: Sequence[Part]
) -> bool:
    """Whether a count tells nothing more: as many as were listed, as there are matters."""
    place = expression.operands[0].quantity
    if place.classifier in _OF_ASKERS and _OF_FIRMS.match(text, expression.end):
        return True  # 三家公司各租了600万: who asks is no number of a rule
    if is_one(expression):
        return True  # 办一场大会, 项目一个: one is what is taken where none is told
    if expression.value in listed:
        return True  # 项目有两个，一个800万，一个2500万
    if len(parts) > 1 and place.classifier in _OF_ASKERS and expression.value == len(parts):
        return True  # 我们有两家主体
    places = {c.policy for part in parts for c in part.matter.clauses}
    is_places = len(places) > 1 and expression.value == len(places)
    return is_places and place.classifier in GENERIC_COUNT  # 市级/福田/龙岗三个口径


def _is_told_there(ctx: GatherContext, quantity: Quantity, parts: Sequence[Part]) -> bool:
    """Whether a number stands in the texts in question, and no rule works with any."""
    clauses = [c for part in parts for c in part.matter.clauses]
    return (
        bool(clauses)
        and not any(ctx.rules_of(part) for part in parts)
        and any(quantity.text in text for text in ctx.texts_of(clauses))
    )


def left_unused(
    ctx: GatherContext, turn: Turn, given: Sequence[Given], used: set[int], parts: Sequence[Part]
) -> tuple[Unused, ...]:
    """Numbers that no clause uses, with the words that govern them."""
    claimed = {c.start for c in turn.claims}
    idle = {g.expression.start for g in given if not g.fact} - used - claimed
    listed = {
        Decimal(len(g.expression.operands)): g.expression.start
        for g in given
        if g.fact and g.expression.relation is Relation.LIST
    }
    found = []
    expressions = [
        e for e in turn.expressions if not _is_told_there(ctx, e.operands[0].quantity, parts)
    ]  # 我记得还有个5000亿, of a text that says so
    served = {
        (e.value, e.unit)
        for e in turn.expressions
        if e.value is not None and ({o.quantity.start for o in e.operands} | {e.start}) & used
    }
    lent = {o.quantity.start for e in expressions for o in e.operands if o.role == SHARED}
    for expression in expressions:
        first = expression.operands[0].quantity
        # 12台,每台卖19.8万,每台成本7.5万: that the twelve serve one price excuses no other
        starts = {o.quantity.start for o in expression.operands} | {expression.start}
        starts -= lent
        if starts & used and expression.relation in (Relation.LIST, Relation.SUM):
            # 算力300万、食堂50万: one of them serves, the other is told
            found += [
                Unused(turn.folded[low : o.quantity.end], low, o.quantity.end, "number")
                for o in expression.operands
                if o.quantity.start in idle and not is_a(o.quantity)
                for low in (governed(turn.folded, o.quantity.start, turn.quantities),)
            ]
        is_taken_in = bool(parts) and all(ctx.is_taken_in(part) for part in parts)
        is_again = expression.unit is not Unit.COUNT or not is_taken_in  # 2个… and 2个… of others
        if len(parts) > 1 and is_again and (expression.value, expression.unit) in served:
            continue  # 合同都是800万: said again, and used where it was said first
        # That 10个月 is asked about excuses no price that is paid for as long.
        counted = {o.quantity.start for o in expression.operands if o.role in ("count", "periods")}
        excused = starts - counted if expression.relation is Relation.PRODUCT else starts
        # 3条线,每条改造花70万: that the three are counted uses no price that a rule may test
        spent = excused if is_taken_in else starts
        if spent & used or excused & claimed or expression.relation is Relation.REPORTED:
            continue
        if first.unit in TIMES or first.unit is Unit.PERCENT or not parts:
            continue
        if not may_count(ctx, turn, expression, parts) or Act.DOUBT in turn.acts:
            continue
        if expression.relation is Relation.INSTEAD and expression.value is None:
            continue  # 不是200: taken back, nothing to use
        if any(_is_in_total(expression, g) for g in given if g.fact) or counts_matters(
            ctx, turn, expression, parts
        ):
            continue  # 又多了一项, 共三项: one of the three
        # 2个…、1个…,还有2个…: two were listed, and two more are told behind them
        before = {n for n, at in listed.items() if not is_taken_in or expression.start < at}
        if expression.unit is Unit.COUNT and _is_idle_count(expression, turn.folded, before, parts):
            continue
        if any(g.expression is expression and _is_restated(g, given) for g in given):
            continue  # 合同都是八百万: the number that the fact has already
        alike = any(
            ctx.is_count(s.name) and classified(s) == expression.classifier
            for part in parts
            if part.index is not None
            for s in part.matter.numbers
        )
        goes_on = any(part.index is not None for part in parts)
        is_more = goes_on and (
            _first_role(expression) == "plus" or adds_more(turn.folded, expression)
        )
        left = _left_over(turn, first, is_alike=alike or is_more)
        if left is not None:
            found.append(left)
        found += _rest_of_list(ctx, turn, expression, parts)
    serving = used | {g.expression.start for g in given if g.fact}
    found += _lost_shares(turn, parts, used)
    found += _passed_over(ctx, turn, serving, parts, found)
    found += _never_looked_at(ctx, turn, serving, parts, found)
    found += _of_other_firms(turn, serving, found)
    return tuple(_as_matter(ctx, turn, parts, one) for one in found)


_ANOTHERS = lazy(
    "[^,。;!?\\d]{1,6}?(?:公司|那家|那边|那个?厂|厂里?|单位|家)(?:也|则|是|就|才|又|却)?"
    "(?:[^,。;!?\\d]{0,3}[了过])?$"
)
"""Whose a number is that has no noun of its own (乙公司六个, 我弟那家上了六个)."""
_BARE_END = lazy("[,。;!?]|$")


def _of_other_firms(turn: Turn, used: Collection[int], found: Sequence[Unused]) -> Iterator[Unused]:
    """Counts of another firm, of what was counted of the first: 甲公司两个算法…,乙公司六个.

    Each firm's is worked out for itself; one that is left over is not passed over in silence.
    """
    counts = [q for q in turn.quantities if q.unit is Unit.COUNT and q.role == "amount"]
    for quantity in counts:
        before = [q for q in counts if q.start in used and q.end <= quantity.start]
        alike = any(q.classifier == quantity.classifier for q in before)
        if quantity.start in used or not alike or not _BARE_END.match(turn.folded, quantity.end):
            continue
        low, _ = clause_around(turn.folded, quantity.start, quantity.end)
        if any(u.start <= quantity.start < u.end for u in found):
            continue
        if _ANOTHERS.fullmatch(turn.folded, low, quantity.start):
            yield Unused(turn.folded[low : quantity.end], low, quantity.end, "number")


def _rest_of_list(
    ctx: GatherContext, turn: Turn, expression: Expression, parts: Sequence[Part]
) -> list[Unused]:
    """The further numbers of a list of which none was used: 锅炉一台、水泵6台."""
    if expression.relation is not Relation.LIST or not all(ctx.is_taken_in(p) for p in parts):
        return []
    rest = [o.quantity for o in expression.operands[1:] if o.quantity.value > 1]
    left = (_left_over(turn, quantity, is_alike=True) for quantity in rest)
    return [one for one in left if one is not None]


_PAID_SHARE = lazy(
    "(?:[按补给奖贴报返拿领]|照着?|能到|补助|补贴|奖励|贴息|利率|年化|税率)[^,。;!?]{0,4}$"
)
_PERSON = "人"
_TO_EACH = lazy("个人|本人|每[人名]")
_PAYS_SHARE = lazy("的?(?:比例)?(?:来|去)?(?:补|给|奖|贴|报|返|拿|利率|利息)")


def _never_looked_at(
    ctx: GatherContext,
    turn: Turn,
    used: Collection[int],
    parts: Sequence[Part],
    found: Sequence[Unused],
) -> list[Unused]:
    """Shares and people that are told of a policy that was taken in and that nothing looked at.

    成活率只有78%, 期满留下3人: both may decide what is paid, so neither is passed over in silence.
    What is paid itself (按50%给), and how large the asker's staff is, decide nothing.
    """
    if not parts or not all(ctx.is_taken_in(part) for part in parts) or Act.DOUBT in turn.acts:
        return []
    told = []
    heads = [q for q in turn.quantities if q.role == "headcount"]
    counts_people = any(q.start in used for q in heads) or any(
        unit_of_count(ctx.rulebook.facts[name]) == _PERSON
        for part in parts
        for clause in part.matter.clauses
        for name in ctx.needs(clause).all
    )
    for q in turn.quantities:
        low, high = clause_around(turn.folded, q.start, q.end)
        lead, rest = turn.folded[low : q.start], turn.folded[q.end : high]
        if q.unit is Unit.PERCENT and q.role in ("amount", "share"):
            is_open = _PAID_SHARE.search(lead) is None and _PAYS_SHARE.match(rest) is None
            is_open = is_open and content_of(lead + rest) > 0
        else:
            is_open = q in heads and q.value > 1
            is_open = is_open and (counts_people or _is_of_class(ctx, parts, turn.folded[low:high]))
        if not is_open or q.start in used or any(u.start <= q.start < u.end for u in found):
            continue
        start = governed(turn.folded, q.start, turn.quantities)
        told.append(Unused(turn.folded[start : q.end], start, q.end, "number"))
    return told


def _is_of_class(ctx: GatherContext, parts: Sequence[Part], text: str) -> bool:
    """Whether a text says of people what a rule that counts nobody pays to each of them.

    6名职工拿了技师证, of 技师3000元; 3名在站博士后, of 在站博士后给予个人8万元: how many they are
    decides the sum.
    """
    rules = [
        rule
        for part in parts
        for rule in ctx.rules_of(part)
        if not any(ctx.is_count(name) and name != YEARS for name in names_of(rule).all)
    ]
    classes = {name for rule in rules for name in choices_of(rule)} - ctx.lasting
    if any(ctx.classes.mentions(name, text) for name in classes):
        return True
    said = {*own_pairs(text)}
    quotes = [fold(rule.quote) for rule in rules if _TO_EACH.search(fold(rule.quote))]
    return any(sum(pair in quote for pair in said) >= _SEVERAL for quote in quotes)


def _as_matter(ctx: GatherContext, turn: Turn, parts: Sequence[Part], left: Unused) -> Unused:
    """A number left over, as a matter left out where it is one of another clause.

    另外装了25组柜子, beside a clause on cars: what is added, in a unit that only a rule of another
    clause of the policy works with.
    """
    if not any(ctx.is_taken_in(part) for part in parts):
        return left
    low, high = clause_around(turn.folded, left.start, left.end)
    inside = [q for q in turn.quantities if low <= q.start < high]
    if not _ADDED.match(turn.folded, low) or not inside:
        return left
    here = {str(c) for part in parts for c in part.matter.clauses}
    policies = {c.policy for part in parts for c in part.matter.clauses}
    known = {name for part in parts for c in part.matter.clauses for name in ctx.needs(c).all}
    other = {
        name
        for rule in ctx.rulebook.rules
        if rule.clause_id.partition("#")[0] in policies and rule.clause_id not in here
        for name in {*names_of(rule).all} - known
    }
    if not any(_is_of_unit(ctx, q, name) for q in inside for name in other):
        return left
    return Unused(turn.folded[low:high], low, high, "matter")


def _is_of_unit(ctx: GatherContext, quantity: Quantity, name: str) -> bool:
    spec = ctx.rulebook.facts[name]
    if spec.kind is FactKind.SQUARE_METRES:
        return quantity.unit is Unit.SQUARE_METRE
    is_count = spec.kind is FactKind.COUNT and quantity.unit is Unit.COUNT
    return (
        is_count and quantity.classifier not in ANYTHING and spec.unit_name == quantity.classifier
    )


_ADDED = lazy("(?:另外|此外|除此之外|外加|同时|还有?|再加上)")


def _lost_shares(turn: Turn, parts: Sequence[Part], used: Collection[int]) -> list[Unused]:
    """Shares that a later message tells and that changed nothing (钱只进来七成).

    One that is held against the text, or asked about, is no such share.
    """
    goes_on = bool(parts) and all(part.index is not None for part in parts)
    if not goes_on or Act.DOUBT in turn.acts:
        return []
    taken = {c.start for c in turn.claims if c.is_direct} | set(used)
    found = []
    for e in turn.expressions:
        q = e.operands[0].quantity
        if e.unit is not Unit.PERCENT or q.start in taken or e.relation is Relation.REPORTED:
            continue
        low, high = clause_around(turn.folded, q.start, q.end)
        scales = any(m.start <= q.start < m.end or q.start <= m.start < q.end
                     for m in turn.multiples)  # fmt: skip
        if not scales and not _ASKS_IF.search(turn.folded[low : high + 1]):
            found.append(Unused(turn.folded[low:high], low, high, "number"))
    return found


_ASKS_IF = lazy("[吗吧么?嘛呢]|对不对|是不是|对么|没错|几成|多少")


def _passed_over(
    ctx: GatherContext,
    turn: Turn,
    used: Collection[int],
    parts: Sequence[Part],
    found: Sequence[Unused],
) -> list[Unused]:
    """Counts of several things that nothing used or told, of a policy that was taken in.

    Its rules were read by a program: a number that they have no use for may change the sum.
    """
    if Act.DOUBT in turn.acts or any(part.index is not None for part in parts):
        return []
    if not any(ctx.is_taken_in(part) for part in parts):
        return []
    taken = [(s.start, s.end) for s in turn.flags]
    taken += [(d.start, d.end) for d in turn.dates]
    taken += [*turn.scope.spans, *((c.start, c.end) for c in turn.claims)]
    taken += [(u.start, u.end) for u in found]
    left = []
    for e in turn.expressions:
        if e.unit is not Unit.COUNT or ({e.start} | {o.quantity.start for o in e.operands}) & {
            *used
        }:
            continue
        q = e.operands[0].quantity
        is_held = any(low <= q.start < high for low, high in taken)
        if is_held or q.value <= 1 or e.relation is Relation.REPORTED:
            continue
        if not may_count(ctx, turn, e, parts) or counts_matters(ctx, turn, e, parts):
            continue
        low, high = whole_clause(turn, q.start, q.end)
        left.append(Unused(turn.folded[low:high], low, high, "number"))
    return left


def _is_restated(given: Given, others: Sequence[Given]) -> bool:
    """Whether a number says once more what another says of the same fact."""
    return given.rival and any(
        o.fact == given.fact and not o.rival and o.expression.value == given.expression.value
        for o in others
    )


def _left_over(turn: Turn, quantity: Quantity, *, is_alike: bool) -> Unused | None:
    """A number that nothing uses, with the words around it; None for a count of nothing told.

    ``is_alike``: it counts with the same classifier as a count in question.
    """
    start = governed(turn.folded, quantity.start, turn.quantities)
    end = quantity.end
    if quantity.unit is Unit.COUNT:
        noun = _NOUN_AFTER.match(turn.folded, end)
        end = noun.end() if noun else end
        own = content_of(turn.folded[start:end].replace(quantity.text, ""))
        if own < _SEVERAL and not is_alike:
            return None
    elif quantity.unit is Unit.YUAN:
        start, end = whole_clause(turn, start, end)
    return Unused(turn.folded[start:end], start, end, "number")


def _first_role(expression: Expression) -> str:
    """What the first number of an expression does in it."""
    return expression.operands[0].role


def _is_in_total(expression: Expression, given: Given) -> bool:
    """Whether a count is among those of a count of all that is used."""
    whole = given.expression
    return (
        whole.operands[0].role == "total"
        and whole.unit is expression.unit is Unit.COUNT
        and whole.classifier == expression.classifier
        and whole.value is not None
        and expression.value is not None
        and expression.value < whole.value
    )
