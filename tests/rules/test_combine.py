"""The best lawful combination against trying every set; reasons; silence never gives a sum."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from assistant.rules.cap import Cap, Period
from assistant.rules.combine import (
    Relation,
    Statement,
    best_combination,
    check_statements,
)

WAN = Decimal(10_000)
BOOKS = 200
PROFILES = 10_000 if "CEWEN_PROOF_DRAWS" in os.environ else 1_000


def statement(
    relation: str, rules: Sequence[str], yuan: int | None = None, quote: str = "原文"
) -> Statement:
    cap = None if yuan is None else Cap(yuan=yuan * WAN, period=Period.YEAR, per="每家企业")
    return Statement(
        relation=Relation(relation), rules=tuple(rules), quote=quote, clause="p#1", cap=cap
    )


def tried(amounts: Mapping[str, Decimal], book: Sequence[Statement]) -> Decimal | None:
    """Every set, pair by pair; each shared cap by paying out as much as every cap leaves."""
    names = [name for name in amounts if amounts[name] > 0]
    best: Decimal | None = None
    for size in range(2, len(names) + 1):
        for some in combinations(names, size):
            if all(_lawful(a, b, book) for a, b in combinations(some, 2)):
                total = _total(set(some), amounts, book)
                best = total if best is None else max(best, total)
    alone = max((_total({name}, amounts, book) for name in names), default=None)
    return None if best is None or alone is None or best < alone else best


def _lawful(a: str, b: str, book: Sequence[Statement]) -> bool:
    allowed = False
    for one in book:
        if a not in one.rules or b not in one.rules:
            continue
        if one.relation is Relation.EXCLUDE:
            return False
        if one.relation is Relation.INCLUDE and one.rules[0] in (a, b):
            return False
        if one.relation in (Relation.ALLOW, Relation.SHARE):
            allowed = True
    return allowed


def _total(some: set[str], amounts: Mapping[str, Decimal], book: Sequence[Statement]) -> Decimal:
    """From the outside in: a cap holds for all its rules, also those under a cap inside it."""
    caps = [(set(o.rules), o.cap.yuan) for o in book if o.relation is Relation.SHARE and o.cap]

    def inside(group: set[str], limits: list[tuple[set[str], Decimal]]) -> Decimal:
        total, rest = Decimal(0), set(group)
        outer = [
            (members, most)
            for n, (members, most) in enumerate(limits)
            if not any(
                members < other or (members == other and m < n)
                for m, (other, _) in enumerate(limits)
            )
        ]
        for members, most in outer:
            below = [x for x in limits if x[0] <= members and x != (members, most)]
            total += min(most, inside(rest & members, below))
            rest -= members
        return total + sum((amounts[name] for name in rest), Decimal(0))

    return inside(some, caps)


def _book(random: Random) -> tuple[list[str], list[Statement]]:
    names = [f"p#{n}:r" for n in range(1, random.randint(3, 9))]
    book: list[Statement] = []
    for _ in range(random.randint(1, 6)):
        relation = random.choice(["exclude", "include", "allow", "allow", "share"])
        rules = random.sample(names, random.randint(2, len(names)))
        if relation == "share":
            one = statement("share", rules, random.randint(1, 300))
            if any(True for _ in check_statements([*book, one])):
                continue
            book.append(one)
        else:
            book.append(statement(relation, rules))
    return names, book


def test_the_best_combination_equals_trying_every_set() -> None:
    random, checked = Random(7), 0
    for _ in range(BOOKS):
        names, book = _book(random)
        for _ in range(PROFILES // BOOKS):
            amounts = {
                name: Decimal(random.choice((0, random.randint(1, 200)))) * WAN for name in names
            }
            found, expected = best_combination(amounts, book), tried(amounts, book)
            if found.total is None:
                alone = max((amount for _, amount in found.alone), default=Decimal(0))
                assert expected is None or expected <= alone, (amounts, book)
            else:
                assert found.total == expected, (amounts, book)
            checked += 1
            left = {one.rule_id for one in found.left_out}
            paying = {name for name, amount in amounts.items() if amount}
            assert left | set(found.chosen) == paying
            assert all(one.reason for one in found.left_out)
    assert checked == PROFILES


LUCHENG = {
    "lucheng#1:foreign": 30 * WAN,
    "lucheng#2:fortune": 100 * WAN,
    "lucheng#3:manufacturing": 200 * WAN,
}
ONCE_ONLY = statement(
    "exclude",
    ["lucheng#1:foreign", "lucheng#3:manufacturing"],
    quote="前款奖励与本意见第一条规定的奖励不可重复享受。",
)


def test_lucheng_the_higher_of_two_that_exclude_each_other() -> None:
    highest = statement("exclude", list(LUCHENG), quote="可执行最高额，但不重复享受")
    found = best_combination(LUCHENG, [ONCE_ONLY, highest], {"lucheng#3:manufacturing": "制造业"})
    assert found.chosen == ("lucheng#3:manufacturing",)
    assert found.total is None
    reasons = {one.rule_id: one for one in found.left_out}
    assert "不能重复享受" in reasons["lucheng#1:foreign"].reason
    assert "“制造业”" in reasons["lucheng#1:foreign"].reason
    assert "不重复享受" in reasons["lucheng#2:fortune"].quote


def lucheng_of(projects: int) -> tuple[list[str], list[Statement]]:
    """The text for a company with several projects, each of which several articles may reward.

    附则3: one project takes the highest only; what different projects get may be added; article 3
    says once more that it is not added to article 1.
    """
    articles = ("1:foreign", "2:fortune", "3:manufacturing", "4:agent", "6:trade")
    of = [[f"lucheng#{one}-{n}" for one in articles] for n in range(projects)]
    book = [statement("exclude", names, quote="可执行最高额，但不重复享受") for names in of]
    book.append(statement("allow", [name for names in of for name in names], quote="可叠加执行"))
    book += [statement("exclude", [names[0], names[2]], quote=ONCE_ONLY.quote) for names in of]
    return [name for names in of for name in names], book


@pytest.mark.parametrize("projects", [1, 2, 3])
def test_lucheng_equals_trying_every_set(projects: int) -> None:
    names, book = lucheng_of(projects)
    random = Random(projects)
    for _ in range(PROFILES // 100):
        some = random.sample(names, min(len(names), 9))
        amounts = {name: Decimal(random.choice((0, random.randint(1, 500)))) * WAN for name in some}
        found, expected = best_combination(amounts, book), tried(amounts, book)
        paying = [amount for amount in amounts.values() if amount]
        if found.total is None:
            assert expected is None or expected <= max(paying), amounts
        else:
            assert found.total == expected, amounts
        highest = [
            max(amounts.get(name, Decimal(0)) for name in names[n * 5 : n * 5 + 5])
            for n in range(projects)
        ]
        if sum(1 for one in highest if one) > 1:
            assert found.total == sum(highest)


def test_silence_gives_each_alone_and_no_sum() -> None:
    found = best_combination(LUCHENG, [ONCE_ONLY])
    assert found.total is None
    assert dict(found.alone) == LUCHENG
    reasons = {one.rule_id: one.reason for one in found.left_out}
    assert "没有写明" in reasons["lucheng#2:fortune"]


def test_a_shared_cap_binds_and_is_told() -> None:
    amounts = {"p#1:a": 150 * WAN, "p#2:b": 100 * WAN, "p#3:c": 50 * WAN}
    book = [statement("share", ["p#1", "p#2:b"], 200)]
    found = best_combination(amounts, book)
    assert (found.chosen, found.total) == (("p#1:a", "p#2:b"), 200 * WAN)
    assert found.caps == ("250万元 超过每家企业每年上限 200万元（合计）",)
    assert [one.rule_id for one in found.left_out] == ["p#3:c"]


def test_what_includes_another_is_not_added_to_it() -> None:
    amounts = {"p#1:a": 150 * WAN, "p#2:b": 100 * WAN}
    book = [statement("allow", list(amounts)), statement("include", list(amounts))]
    found = best_combination(amounts, book)
    assert (found.chosen, found.total) == (("p#1:a",), None)
    assert "包含" in found.left_out[0].reason


@pytest.mark.parametrize(
    ("book", "told"),
    [
        ([statement("exclude", ["a"])], "至少"),
        ([statement("share", ["a", "b"])], "cap"),
        ([statement("allow", ["a", "b"], 5)], "cap"),
        ([statement("share", ["a", "b"], 1), statement("share", ["b", "c"], 1)], "包含另一个"),
    ],
)
def test_statements_that_do_not_fit_are_refused(book: list[Statement], told: str) -> None:
    assert told in next(what for _, what in check_statements(book))


def test_two_caps_over_the_same_rules_fit_and_so_do_disjoint_ones() -> None:
    same = [statement("share", ["a", "b"], 2), statement("share", ["b", "a"], 1)]
    apart = [statement("share", ["a", "b"], 2), statement("share", ["c", "d"], 1)]
    inside = [statement("share", ["a", "b", "c"], 2), statement("share", ["b", "a"], 1)]
    assert [list(check_statements(book)) for book in (same, apart, inside)] == [[], [], []]


def test_a_cap_binds_only_when_it_is_passed() -> None:
    amounts = {"p#1:a": 150 * WAN, "p#2:b": 50 * WAN}
    for most, binds in ((199, True), (200, False), (201, False)):
        found = best_combination(amounts, [statement("share", ["p#1", "p#2:b"], most)])
        assert bool(found.caps) is binds
        assert found.total == min(most, 200) * WAN


def test_a_group_of_equal_worth_takes_the_earlier_rules() -> None:
    amounts = {f"p#{n}:r": 100 * WAN for n in range(1, 5)}
    book = [statement("allow", ["p#3", "p#4"]), statement("allow", ["p#1", "p#2"])]
    found = best_combination(amounts, book)
    assert found.chosen == ("p#1:r", "p#2:r")
    assert [total for _, total in found.groups] == [200 * WAN, 200 * WAN]


def test_a_sum_below_one_yuan_counts_and_nothing_does_not() -> None:
    amounts = {"p#1:a": Decimal("0.5"), "p#2:b": Decimal(1), "p#3:c": Decimal(0)}
    found = best_combination(amounts, [statement("allow", list(amounts))])
    assert (found.chosen, found.total) == (("p#1:a", "p#2:b"), Decimal("1.5"))
    assert "p#3:c" not in {one.rule_id for one in found.left_out}
