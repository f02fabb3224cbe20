"""The engine against plain loops over lists of years, kinds and items: equal to the fen."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from assistant.rules.calculate import calculate
from assistant.rules.facts import FactItem
from assistant.rules.parse_facts import sort_kinds
from assistant.rules.sheet_formula import sheet_formula
from tests.rules.arithmetic import to_fen
from tests.rules.case_files import policy_of, rulebook
from tests.rules.draw_facts import kinks_of
from tests.rules.formulas import compute
from tests.rules.oracle.lists import LISTED, Entry, Listed

DRAWS = int(os.environ.get("CEWEN_PROOF_DRAWS", "5000"))
"""How many lists are drawn; ``make proof`` draws 100 000."""
FEN = Decimal("0.01")
NAMES = ("甲", "乙", "丙", "丁", "戊")


def _draw(listed: Listed, kinks: list[Decimal], random: Random) -> list[Entry]:
    is_dated = listed.has_years and (random.random() < 0.7 or listed.rule.endswith("rd-increase"))
    entries: list[Entry] = []
    for n in range(random.randint(1, 5)):
        year = 2023 + (n if listed.rule.endswith("rd-increase") else random.randint(0, 4))
        count = random.randint(1, 4) if listed.has_counts and random.random() < 0.3 else 1
        kind = random.choice(listed.kinds)
        value = _value(listed, kinks, random)
        entries.append((year if is_dated else None, kind, count, value))
    return entries


def _value(listed: Listed, kinks: list[Decimal], random: Random) -> Decimal:
    if listed.is_counted:
        return Decimal(random.randint(1, 6))
    if random.random() < 0.5:
        near = random.choice(kinks).quantize(FEN) + random.randint(-3, 3) * FEN
        return max(near, FEN)
    return Decimal(random.randint(1, 9999)).scaleb(random.randint(-2, 5))


def _items(entries: list[Entry]) -> tuple[FactItem, ...]:
    return tuple(
        FactItem(value, kind or NAMES[n], year, None if count == 1 else count)
        for n, (year, kind, count, value) in enumerate(entries)
    )


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: str(listed.rule))
def test_lists_give_what_the_loop_gives_and_no_total_is_above_a_cap(listed: Listed) -> None:
    book, random = rulebook(), Random(listed.rule)
    rule = book.rule(listed.rule)
    kinks = kinks_of(rule, book)
    for _ in range(-(-DRAWS // len(LISTED))):
        entries = _draw(listed, kinks, random)
        if listed.rule.endswith("rd-increase") and len(entries) < 2:
            continue
        facts = sort_kinds({listed.fact: _items(entries)}, book.facts)
        found = calculate(
            rule, facts, policy=policy_of(rule.id), as_of=date(2025, 6, 1), rulebook=book
        )
        assert found.amount == to_fen(listed.pays(entries)), entries
        formula = sheet_formula(found, book)
        assert formula is None or compute(formula) == found.amount, entries
        if len(entries) > 1 and found.amount:
            assert found.lines, entries
            if len(found.lines) > 1 and rule.several.value != "best":
                assert sum(line.amount for line in found.lines) >= found.amount - len(entries)
