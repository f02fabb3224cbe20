"""The units of facts as dimensions, so that a derivation or a rule cannot mix them up.

元, 元/月, 元/㎡/月, 元/年, 元/台, ㎡, 个月, 年 and 件 are products of powers of five bases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from assistant.rules.facts import Derivation, FactKind, FactSpec, Per, is_literal

Dimension: TypeAlias = tuple[tuple[str, int], ...]
"""Powers of the bases, without those to the power of 0, in a fixed order."""

_KINDS: Mapping[FactKind, Mapping[str, int]] = {
    FactKind.YUAN: {"yuan": 1},
    FactKind.COUNT: {"item": 1},
    FactKind.SQUARE_METRES: {"square_metre": 1},
    FactKind.MONTHS: {"month": 1},
    FactKind.YEARS: {"year": 1},
    FactKind.FRACTION: {},
    FactKind.FOREIGN: {"foreign": 1},
    FactKind.EXCHANGE: {"yuan": 1, "foreign": -1},
}
_PER: Mapping[Per, Mapping[str, int]] = {
    Per.NONE: {},
    Per.YEAR: {"year": -1},
    Per.MONTH: {"month": -1},
    Per.SQUARE_METRE_MONTH: {"square_metre": -1, "month": -1},
    Per.ITEM: {"item": -1},
}
_MONTHS_A_YEAR = "12"
_LITERALS: Mapping[str, Mapping[str, int]] = {"12": {"month": 1, "year": -1}}
"""What a plain number in a product stands for: twelve months a year."""


def dimension_of(spec: FactSpec) -> Dimension | None:
    """The dimension of a number fact; None for flags and choices."""
    kind = _KINDS.get(spec.kind)
    return None if kind is None else _product((kind, _PER[spec.per]))


def fits(spec: FactSpec, way: Derivation, specs: Mapping[str, FactSpec]) -> bool:
    """Whether a derivation gives the unit of the fact it is for.

    A difference and a comparison need one unit on both sides; a plain number is in that of the
    other.
    """
    if way.product:
        terms = [_term(term, specs) for term in way.product]
        # A price of a month × 12 is that of a year, and in a fact of one year plain yuan.
        of_one_year = [*terms, {"year": 1}] if _MONTHS_A_YEAR in way.product else terms
        return dimension_of(spec) in (_product(terms), _product(of_one_year))
    found = {dimension_of(specs[name]) for name in way.sources}
    if way.share:
        return len(found) == 1 and spec.kind is FactKind.FRACTION
    return len(found) == 1 and (bool(way.more) or dimension_of(spec) in found)


def _term(term: str, specs: Mapping[str, FactSpec]) -> Mapping[str, int]:
    if is_literal(term):
        return _LITERALS.get(term, {})
    return dict(dimension_of(specs[term]) or ())


def _product(parts: Iterable[Mapping[str, int]]) -> Dimension:
    powers: dict[str, int] = {}
    for part in parts:
        for base, power in part.items():
            powers[base] = powers.get(base, 0) + power
    return tuple(sorted((base, power) for base, power in powers.items() if power))
