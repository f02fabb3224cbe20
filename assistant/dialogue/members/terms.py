"""What a number was told as: a sum of products, of which every factor may be told anew.

1.2万 × 40张 × 10个月, 15台 × 36万 + 20台 × 50万, 1500万 less 300万: all are terms of factors. A
number that something else changed since is read off its members again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.dialogue.members.said import NOTHING, members_of, total
from assistant.dialogue.stated import Factor, Stated, Term
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.saying import shown
from assistant.text.units import Unit

_MONTHS = 12
_TIMES = ("count", "periods", "rate")
_PAIR = 2


def terms_told(e: Expression, turn: int) -> tuple[Term, ...]:
    """The terms that an expression is made of; () where it is no sum of products."""
    if e.value is None or e.unit is not Unit.YUAN:
        return ()
    groups: list[list[Operand]] = []
    for operand in e.operands:
        is_factor = operand.role in _TIMES or operand.role == "price"
        ahead = groups[-1] if groups else []
        if is_factor and ahead and _is_open(ahead, operand):
            ahead.append(operand)
        else:
            groups.append([operand])
    if e.relation is Relation.PRODUCT and len(groups) > 1:
        return ()
    terms = tuple(_term(group, e.relation, turn) for group in groups)
    found = tuple(t for t in terms if t is not None)
    is_whole = len(found) == len(terms) and sum((t.value for t in found), NOTHING) == e.value
    return found if is_whole else ()


def _is_open(group: Sequence[Operand], operand: Operand) -> bool:
    """Whether a factor belongs to the product before it: one price, each other once."""
    roles = [o.role for o in group]
    return "price" in (*roles, operand.role) and operand.role not in roles


def _term(group: Sequence[Operand], relation: Relation, turn: int) -> Term | None:
    sign = -1 if relation is Relation.DIFFERENCE and group[0].role == "minus" else 1
    kind = next((o.label for o in group if o.label), "") or group[0].year_word
    counts = [o for o in group if o.role == "count"]
    periods = [o for o in group if o.role == "periods"]
    per_year = any(o.quantity.unit is Unit.YUAN_PER_YEAR for o in group)
    of = [o.quantity.classifier for o in counts] + ["年" if per_year else "月" for _ in periods]
    factors = []
    for o in group:
        value, unit = o.quantity.value, o.quantity.unit
        if o.role == "price":
            factors.append(Factor(value, Unit.YUAN, "·".join(of)))
        elif o.role == "periods":
            if unit is Unit.YEAR and not per_year:
                value *= _MONTHS
            elif unit not in (Unit.MONTH, Unit.YEAR):
                return None
            factors.append(Factor(value, Unit.MONTH, "年" if per_year else "月"))
        elif o.role == "rate":
            factors.append(Factor(value, Unit.PERCENT))
        else:
            factors.append(Factor(value, unit, o.quantity.classifier))
    return Term(tuple(factors), kind, group[0].year, sign, turn=turn)


def terms_of(stated: Stated, unit: Unit) -> tuple[Term, ...]:
    """The terms that a number comes to; one of a single factor where it was told as one."""
    if stated.is_assumed or stated.alternatives:
        return ()
    now = total(stated.value)
    if now is None:
        return ()
    counted = sum((t.value for t in stated.terms if t.is_in), NOTHING)
    if stated.terms and counted == now:
        return stated.terms
    members = members_of(stated) or (stated.value if isinstance(stated.value, tuple) else ())
    if stated.beside or (members and stated.year is not None):
        return ()
    if not members and len(stated.parts) == 1 and stated.parts[0].total == now:
        members = stated.parts
    if not members:
        return (Term((Factor(now, unit),), turn=stated.turn),)
    return tuple(_of_member(m, unit) for m in members)


def _of_member(member: FactItem, unit: Unit) -> Term:
    if member.count is None:
        factors: tuple[Factor, ...] = (Factor(member.value, unit),)
    else:
        of = member.relation if len(member.relation) <= _PAIR else ""
        times = Unit.MONTH if of in ("月", "年") else Unit.COUNT
        factors = (Factor(member.value, unit, of), Factor(Decimal(member.count), times, of))
    return Term(
        factors, member.kind, member.year, turn=member.turn, start=member.start, end=member.end
    )


def with_terms(stated: Stated, terms: Sequence[Term], number: int) -> Stated:
    """The number as its terms come to, told as they are."""
    counted = [t for t in terms if t.is_in and t.value]
    value = sum((t.value for t in counted), NOTHING)
    members = tuple(_as_member(t) for t in counted)
    now = replace(
        stated, terms=tuple(terms), say="", alternatives=(), turn=number, parts=(), beside=()
    )
    if isinstance(stated.value, tuple) and members:
        return replace(now, value=members)
    plain = all(t.sign > 0 for t in counted)
    is_several = len(members) >= _PAIR or any(m.count is not None for m in members)
    return replace(
        now,
        value=value,
        parts=members if plain and is_several else (),
        say=_said(counted, value) if any(len(t.factors) > 1 for t in counted) else "",
    )


def _as_member(term: Term) -> FactItem:
    """A term as a member: a price so many times where it is one."""
    count = next((f for f in reversed(term.factors) if f.unit in (Unit.COUNT, Unit.MONTH)), None)
    if count is None or count.value != int(count.value) or len(term.factors) == 1:
        return FactItem(term.value, term.kind, term.year, None, term.turn, term.start, term.end)
    return FactItem(
        term.value / count.value,
        term.kind,
        term.year,
        count=int(count.value),
        turn=term.turn,
        start=term.start,
        end=term.end,
        relation=count.of,
    )


def _said(terms: Sequence[Term], value: Decimal) -> str:
    """The sum as it is written (1.2万元 × 60张 × 8个月 = 576万元)."""
    written = ""
    for term in terms:
        product = " × ".join(_shown(f) for f in term.factors)
        written += (" − " if term.sign < 0 else " + ") * bool(written) + product
    return f"{written} = {shown(value, Unit.YUAN)}"


def _shown(factor: Factor) -> str:
    unit = Unit.YEAR if (factor.unit, factor.of) == (Unit.MONTH, "年") else factor.unit
    return shown(factor.value, unit, factor.of)


def leaves(terms: Sequence[Term]) -> Iterator[tuple[int, int, Factor]]:
    """(term, place in it, factor) of every factor."""
    for n, term in enumerate(terms):
        for k, factor in enumerate(term.factors):
            yield n, k, factor


def swapped_members(
    stated: Stated, number: int
) -> Iterator[tuple[tuple[Decimal, Decimal], Stated]]:
    """A number with a factor of one member exchanged for that of another, where it matters."""
    terms = terms_of(stated, Unit.YUAN)
    for a, b in combinations(range(len(terms)), _PAIR):
        for k, (one, two) in enumerate(zip(terms[a].factors, terms[b].factors, strict=False)):
            if k or one.unit is not two.unit or one.value == two.value:
                continue  # prices exchanged or counts exchanged come to the same
            now = list(terms)
            now[a] = replace(terms[a], factors=(two, *terms[a].factors[1:]), turn=number)
            now[b] = replace(terms[b], factors=(one, *terms[b].factors[1:]), turn=number)
            yield (one.value, two.value), with_terms(stated, now, number)
