"""Facts of several years, kinds or items → the cases that a rule is worked out for, one by one.

A rule is about numbers; several contracts, years or rounds make several cases of it. Nothing here
calculates: it only says which facts belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.facts import FactItem, Facts, FactSpec, ScalarFacts, ScalarValue, scalar


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its facts, all scalar, and what sets it apart.

    ``count`` is how many items it stands for, ``times`` how often what it gives is paid (1 where a
    fact holds the count), ``base`` the value of the number that leads it.
    """

    facts: ScalarFacts
    kind: str = ""
    year: int | None = None
    count: Decimal | None = None
    base: Decimal | None = None
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Year:
    """The cases of one calendar year (None: the year is not said), and their items one by one.

    ``cases`` are worked out and added; ``single`` are the same facts item by item, to show what
    each contributes where the cases were added up before the sum.
    """

    year: int | None
    cases: tuple[Case, ...]
    single: tuple[Case, ...]


def is_scalar(facts: Facts) -> bool:
    """Whether no fact has several numbers."""
    return not any(isinstance(value, tuple) for value in facts.values())


def spread(
    facts: Facts,
    looked_at: frozenset[str],
    specs: Mapping[str, FactSpec],
    *,
    by_year: bool,
    each: bool,
    count: str | None = None,
) -> tuple[Year, ...]:
    """The cases of the facts that a rule looks at.

    ``by_year``: the rule pays per year, so each year is a sum of its own. ``each``: every item is a
    case of its own. ``count`` names the fact that says how many items there are; an item's own
    count stands in for it.
    """
    several = {n: v for n, v in facts.items() if isinstance(v, tuple) and n in looked_at}
    fixed = _choices_of(several, scalar(facts), looked_at, specs)
    before = _earlier(several, fixed, looked_at, specs)
    if before:
        return tuple(_series(several, before, fixed, specs, by_year=by_year))
    years = sorted({item.year for items in several.values() for item in items}, key=_year_key)
    groups: list[tuple[int | None, dict[str, tuple[FactItem, ...]]]] = [(None, several)]
    if by_year:
        groups = [(year, _of_year(several, year)) for year in years]
    return tuple(
        _year(year, own, fixed, looked_at, specs, each=each, count=count) for year, own in groups
    )


def _year_key(year: int | None) -> int:
    return -1 if year is None else year


def _of_year(
    several: Mapping[str, tuple[FactItem, ...]], year: int | None
) -> dict[str, tuple[FactItem, ...]]:
    own = {n: tuple(i for i in items if i.year == year) for n, items in several.items()}
    return {name: items for name, items in own.items() if items}


def _year(
    year: int | None,
    own: Mapping[str, tuple[FactItem, ...]],
    fixed: ScalarFacts,
    looked_at: frozenset[str],
    specs: Mapping[str, FactSpec],
    *,
    each: bool,
    count: str | None,
) -> Year:
    single = tuple(_singles(own, fixed, looked_at, specs, count=count))
    if each:
        return Year(year, single, single)
    total: dict[str, ScalarValue] = dict(fixed)
    for name, items in own.items():
        total[name] = sum((item.total for item in items), Decimal(0))
    case = Case(total, year=year, base=_lead_base(own))
    return Year(year, (case,), single)


def _lead_base(own: Mapping[str, tuple[FactItem, ...]]) -> Decimal | None:
    lead = _lead(own)
    return None if lead is None else sum((item.total for item in own[lead]), Decimal(0))


def _lead(own: Mapping[str, tuple[FactItem, ...]]) -> str | None:
    """The fact with the most items; the others go along with it."""
    return max(own, key=lambda name: len(own[name]), default=None)


def _singles(
    own: Mapping[str, tuple[FactItem, ...]],
    fixed: ScalarFacts,
    looked_at: frozenset[str],
    specs: Mapping[str, FactSpec],
    *,
    count: str | None,
) -> Iterator[Case]:
    lead = _lead(own)
    if lead is None:
        return
    for place, item in enumerate(own[lead]):
        facts: dict[str, ScalarValue] = dict(fixed)
        facts[lead] = item.value
        for name, items in own.items():
            other = _beside(item, place, items, len(own[lead]))
            if name != lead and other is not None:
                facts[name] = other.value
        items_meant = None if item.count is None else Decimal(item.count)
        times = items_meant if items_meant is not None else Decimal(1)
        if count is not None and items_meant is not None:
            facts[count], times = items_meant, Decimal(1)
        facts.update(_choices_named(item.kind, looked_at, specs))
        yield Case(facts, item.kind, item.year, items_meant, item.value, times)


def _beside(
    item: FactItem, place: int, items: tuple[FactItem, ...], length: int
) -> FactItem | None:
    """The item of another fact that belongs to this one: of its kind, else in its place."""
    if item.kind:
        same = [other for other in items if other.kind == item.kind and other.year == item.year]
        if same:
            return same[0]
    return items[place] if len(items) == length else None


AND = "·"
"""Between the classes of an item that is of two (国家标准·参与起草)."""


def _choices_named(
    kind: str, looked_at: frozenset[str], specs: Mapping[str, FactSpec]
) -> tuple[tuple[str, str], ...]:
    """The options that an item's kind names: its whole name, else each of the classes in it."""
    whole = _choice_of(kind, looked_at, specs)
    if whole is not None:
        return (whole,)
    parts = kind.split(AND) if AND in kind else ()
    found = (_choice_of(part, looked_at, specs) for part in parts)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _choice_of(
    kind: str, looked_at: frozenset[str], specs: Mapping[str, FactSpec]
) -> tuple[str, str] | None:
    """The option of a choice that the rule looks at and that an item's kind names."""
    if not kind:
        return None
    for name in sorted(looked_at):
        for key, choice in specs[name].choices.items():
            if kind in (key, choice.label) or kind in choice.words:
                return name, key
    return None


def _choices_of(
    several: Mapping[str, tuple[FactItem, ...]],
    fixed: ScalarFacts,
    looked_at: frozenset[str],
    specs: Mapping[str, FactSpec],
) -> ScalarFacts:
    """The scalars without a choice that the kinds of the items name themselves."""
    named = {
        name
        for items in several.values()
        for item in items
        for name, _ in _choices_named(item.kind, looked_at, specs)
    }
    return {name: value for name, value in fixed.items() if name not in named}


def _earlier(
    several: Mapping[str, tuple[FactItem, ...]],
    fixed: ScalarFacts,
    looked_at: frozenset[str],
    specs: Mapping[str, FactSpec],
) -> dict[str, str]:
    """Fact → the fact of its year before, where its items are a row of years and it is unstated."""
    return {
        specs[name].year_before: name
        for name in looked_at
        if specs[name].year_before in several
        and name not in fixed
        and name not in several
        and len({i.year for i in several[specs[name].year_before]} - {None}) > 1
    }


def _series(
    several: Mapping[str, tuple[FactItem, ...]],
    before: Mapping[str, str],
    fixed: ScalarFacts,
    specs: Mapping[str, FactSpec],
    *,
    by_year: bool,
) -> Iterator[Year]:
    """Years that have a year before them; only the last one where the rule does not pay yearly."""
    dated = {
        name: {
            year: sum((i.total for i in items if i.year == year), Decimal(0))
            for year in {i.year for i in items}
            if year is not None
        }
        for name, items in several.items()
    }
    lead = next(iter(before))
    years = [year for year in sorted(dated[lead]) if year - 1 in dated[lead]]
    for year in years if by_year else years[-1:]:
        facts: dict[str, ScalarValue] = dict(fixed)
        for name, values in dated.items():
            if year in values:
                facts[name] = values[year]
            if name in before and year - 1 in values:
                facts[before[name]] = values[year - 1]
        case = Case(facts, year=year, base=dated[lead][year])
        yield Year(year, (case,), (case,))
