"""What the texts say of taking several rules together, and the best lawful combination for a case.

Where the texts are silent on two rules, their amounts are never added: each is given alone. Where
they allow or cap them together, the best set is found exactly: among all sets in which every two
rules are allowed together, the one with the largest sum under the shared caps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.rules.cap import Cap
from assistant.rules.facts import Frozen, Words
from assistant.text.money import format_yuan

ZERO = Decimal(0)


class Relation(StrEnum):
    """What a text says of some rules.

    EXCLUDE: only one of them, the applicant's choice (不重复享受, 就高). INCLUDE: what the first
    pays holds what the others pay (已包含). ALLOW: they may be taken together (可同时享受). SHARE:
    together they stay under one cap (每家每年合计, 市区合计不超过), so they may be taken together.
    """

    EXCLUDE = "exclude"
    INCLUDE = "include"
    ALLOW = "allow"
    SHARE = "share"


class Statement(Frozen):
    """One statement of a text on several rules.

    ``rules`` are ids of rules or of clauses, which mean all their rules. ``quote`` stands word for
    word in the clause (or policy) ``clause``; ``cap`` is the shared cap.
    """

    relation: Relation
    rules: Words
    quote: str
    clause: str
    cap: Cap | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule that pays alone but not with the best set, and why not."""

    rule_id: str
    amount: Decimal
    reason: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Combination:
    """The best lawful set.

    ``total`` is None where no two rules may be added by any text: then ``alone`` is all there is.
    ``caps`` are the shared caps that bind, in words. ``alone`` are the amounts one by one;
    ``groups`` all largest sets of several rules that the texts let be added up, with their sums.
    """

    chosen: tuple[str, ...]
    total: Decimal | None
    left_out: tuple[LeftOut, ...]
    alone: tuple[tuple[str, Decimal], ...]
    caps: tuple[str, ...] = ()
    groups: tuple[tuple[tuple[str, ...], Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class _Shared:
    """A shared cap over some of the rules in question."""

    members: frozenset[str]
    statement: Statement
    yuan: Decimal


def best_combination(
    amounts: Mapping[str, Decimal],
    statements: Sequence[Statement],
    titles: Mapping[str, str] | None = None,
) -> Combination:
    """The best lawful combination of the rules that pay something; ties go to earlier rules.

    ``amounts``: rule id → what it pays alone. Exact; the sets tried are the largest ones in which
    every two rules are allowed together, since no rule taken in addition ever lowers the sum.
    """
    paying = {name: amount for name, amount in amounts.items() if amount > 0}
    names = tuple(paying)
    said = titles or {}
    against = dict(_against(names, statements))
    together = {frozenset(pair) for pair in _together(names, statements)} - set(against)
    shared = _shared(names, statements)
    near = {a: {b for b in names if frozenset((a, b)) in together} for a in names}
    best: tuple[str, ...] = ()
    total = ZERO
    groups: list[tuple[tuple[str, ...], Decimal]] = []
    for some in _largest_sets(names, near):
        ordered = tuple(name for name in names if name in some)
        value = sum_under(ordered, paying, shared)
        if len(ordered) > 1:
            groups.append((ordered, value))
        if value > total or (value == total and _is_earlier(ordered, best, names)):
            best, total = ordered, value
    is_sum = len(best) > 1
    left_out = tuple(
        _left_out(name, best, paying, against, together, said) for name in names if name not in best
    )
    caps = tuple(_binding(best, paying, shared)) if is_sum else ()
    alone = tuple((name, sum_under((name,), paying, shared)) for name in names)
    groups.sort(key=lambda group: (-group[1], group[0]))
    found = total if is_sum else None
    return Combination(best, found, left_out, alone, caps, tuple(groups))


def sum_under(
    names: Sequence[str], amounts: Mapping[str, Decimal], shared: Sequence[_Shared]
) -> Decimal:
    """The sum of some rules under the shared caps, which lie inside one another or apart."""
    left = {name: amounts[name] for name in names}
    for one in sorted(shared, key=lambda cap: len(cap.members)):
        inside = [name for name in left if name in one.members]
        over = sum((left[name] for name in inside), ZERO) - one.yuan
        for name in reversed(inside):
            taken = min(max(over, ZERO), left[name])
            left[name], over = left[name] - taken, over - taken
    return sum(left.values(), ZERO)


def check_statements(statements: Sequence[Statement]) -> Iterator[tuple[int, str]]:
    """What is wrong with some statements of one rulebook: (number, complaint)."""
    caps = [(n, one) for n, one in enumerate(statements) if one.relation is Relation.SHARE]
    for n, one in enumerate(statements):
        if len(one.rules) < 2:
            yield n, "至少要写两条规则（或条款）"
        if (one.cap is not None) != (one.relation is Relation.SHARE):
            yield n, "relation: share 要写 cap，其他关系不写"
    for place, (n, one) in enumerate(caps):
        for _, other in caps[:place]:
            mine, theirs = set(one.rules), set(other.rules)
            if mine & theirs and not (mine <= theirs or theirs <= mine):
                yield n, "两个合计上限的规则只能一个包含另一个，或者互不相干"


def _covered(names: Sequence[str], statement: Statement) -> tuple[str, ...]:
    """The rules in question that the statement is about, in its order."""
    found = []
    for written in statement.rules:
        for name in names:
            clause = name.partition(":")[0]
            is_item = clause.startswith((f"{written}.", f"{written}#"))
            if (name == written or clause == written or is_item) and name not in found:
                found.append(name)
    return tuple(found)


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            yield first, second


def _against(
    names: Sequence[str], statements: Sequence[Statement]
) -> Iterator[tuple[frozenset[str], Statement]]:
    for one in statements:
        covered = _covered(names, one)
        if one.relation is Relation.EXCLUDE:
            for pair in _pairs(covered):
                yield frozenset(pair), one
        elif one.relation is Relation.INCLUDE:
            outer = _covered(names, one.model_copy(update={"rules": one.rules[:1]}))
            for first in outer:
                for other in covered:
                    if other not in outer:
                        yield frozenset((first, other)), one


def _together(names: Sequence[str], statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    for one in statements:
        if one.relation in (Relation.ALLOW, Relation.SHARE):
            yield from _pairs(_covered(names, one))


def _shared(names: Sequence[str], statements: Sequence[Statement]) -> tuple[_Shared, ...]:
    return tuple(
        _Shared(frozenset(_covered(names, one)), one, one.cap.yuan)
        for one in statements
        if one.relation is Relation.SHARE and one.cap is not None
    )


def _largest_sets(names: Sequence[str], near: Mapping[str, set[str]]) -> Iterator[frozenset[str]]:
    """All sets of rules allowed two by two to which none can be added (Bron and Kerbosch)."""
    order = {name: n for n, name in enumerate(names)}

    def grow(inside: set[str], may: set[str], done: set[str]) -> Iterator[frozenset[str]]:
        if not may and not done:
            yield frozenset(inside)
            return
        pivot = max(may | done, key=lambda name: (len(near[name] & may), -order[name]))
        for name in sorted(may - near[pivot], key=order.__getitem__):
            yield from grow(inside | {name}, may & near[name], done & near[name])
            may, done = may - {name}, done | {name}

    if names:
        yield from grow(set(), set(names), set())


def _is_earlier(some: tuple[str, ...], best: tuple[str, ...], names: Sequence[str]) -> bool:
    order = {name: n for n, name in enumerate(names)}
    return bool(some) and (not best or [order[n] for n in some] < [order[n] for n in best])


def _left_out(
    name: str,
    best: Sequence[str],
    amounts: Mapping[str, Decimal],
    against: Mapping[frozenset[str], Statement],
    together: set[frozenset[str]],
    titles: Mapping[str, str],
) -> LeftOut:
    for other in best:
        statement = against.get(frozenset((name, other)))
        if statement is not None:
            shown = titles.get(other, other)
            if statement.relation is Relation.INCLUDE:
                reason = f"与“{shown}”是包含关系，不另外计算"
            else:
                reason = f"与“{shown}”不能重复享受，取金额更高的一组"
            return LeftOut(name, amounts[name], reason, statement.quote)
    silent = next((o for o in best if frozenset((name, o)) not in together), "")
    shown = titles.get(silent, silent)
    return LeftOut(
        name, amounts[name], f"原文没有写明能否与“{shown}”同时享受，只能单独给出，不能相加"
    )


def _binding(
    best: Sequence[str], amounts: Mapping[str, Decimal], shared: Sequence[_Shared]
) -> Iterator[str]:
    for one in shared:
        inside = [name for name in best if name in one.members]
        total = sum((amounts[name] for name in inside), ZERO)
        if total > one.yuan and one.statement.cap is not None:
            name = one.statement.cap.name
            yield f"{format_yuan(total)} 超过{name} {format_yuan(one.yuan)}（合计）"
