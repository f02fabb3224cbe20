"""A proposed rule as the grammar read it, every figure with its place; unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.intake.figures import Figure
from assistant.policy.clause import Clause, ClauseId

_YEAR = re.compile("(?:第[一二三四五六七八九十0-9]+|首|次)年")


class Bound(StrEnum):
    """How a threshold compares."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One comparison that must hold: what is measured, how, and with which figure.

    ``is_other``: it may hold in place of the one before it (收入2000万元以上或研发投入300万元以上).
    ``is_assumed``: a sentence behind what is paid demands it (租期不足5年的不予补助); few who ask
    tell it.
    """

    subject: str
    bound: Bound
    figure: Figure
    is_other: bool = False
    is_assumed: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether a value meets it."""
        limit = self.figure.value
        return {
            Bound.AT_LEAST: value >= limit,
            Bound.MORE_THAN: value > limit,
            Bound.AT_MOST: value <= limit,
            Bound.LESS_THAN: value < limit,
        }[self.bound]


@dataclass(frozen=True, slots=True)
class Band:
    """From ``lower`` on (up to ``upper``, where that is stated) of the draft's ``measure``."""

    figure: Figure
    lower: Decimal | None
    upper: Decimal | None = None
    includes_lower: bool = True
    includes_upper: bool = False
    upper_figure: Figure | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in it."""
        low = self.lower
        if low is not None and (value < low or (value == low and not self.includes_lower)):
            return False
        if self.upper is not None:
            return value < self.upper or (value == self.upper and self.includes_upper)
        return True


@dataclass(frozen=True, slots=True)
class Row:
    """What is paid in one case: a rate, a sum, a cap of its own; the case is a name or a band.

    ``also`` must hold as well as the band (10家以上且客房100间以上), in each case of the draft.
    """

    label: str = ""
    band: Band | None = None
    rate: Figure | None = None
    fixed: Figure | None = None
    cap: Figure | None = None
    also: tuple[Threshold, ...] = ()

    @property
    def at(self) -> int:
        """Where its sum or rate stands in the skeleton."""
        paid = self.fixed or self.rate or self.cap
        return paid.at if paid is not None else 0

    def figures(self) -> Iterator[Figure]:
        """The figures it works with."""
        yield from (f for f in (self.rate, self.fixed, self.cap) if f is not None)
        if self.band is not None:
            yield self.band.figure
            if self.band.upper_figure is not None:
                yield self.band.upper_figure
        yield from (one.figure for one in self.also)


@dataclass(frozen=True, slots=True)
class FactorOf:
    """A share (减半) or a raise (上浮20%) of the whole amount for a case that is named.

    ``start`` and ``end`` enclose its words in the skeleton; ``figure`` is the raise's. ``above``
    is the number from which on it holds (连片50亩以上的上浮30%), where no name tells the case.
    ``below`` is the number below which it holds, where it ends.
    ``is_named``: the name tells the case (联合出品单位) and ``above`` is but demanded beside it.
    """

    label: str
    factor: Decimal
    start: int
    end: int
    figure: Figure | None = None
    above: Threshold | None = None
    is_named: bool = False
    below: Threshold | None = None


@dataclass(frozen=True, slots=True)
class SliceOf:
    """What of a sum lies above ``beyond`` and not above ``upto``, and the rate for it."""

    rate: Figure
    beyond: Decimal | None
    upto: Decimal | None
    bounds: tuple[Figure, ...]


class Span(StrEnum):
    """What a cap or sum counts over, as in rules."""

    NONE = "none"
    ONCE = "once"
    YEAR = "year"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CapOf:
    """The most that is paid; ``per`` is what is capped where that is not the applicant."""

    figure: Figure
    span: Span = Span.NONE
    per: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposed rule.

    ``start`` and ``end`` enclose its words in the skeleton; ``who`` is the case as the text puts
    it; ``base`` what a rate applies to; ``measure`` what decides the band; ``per`` the thing that a
    sum is paid for each of ("" for the applicant); ``is_ceiling``: the sum is a maximum.
    ``is_actual``: the whole of what was spent is paid, up to the cap. ``floor`` is the least.
    ``period``: the sum is for each month (or 晚, 天), ``most_months`` of them at the most (年 or
    个月), and for each of ``per``, of which ``most_things`` count. ``beyond``: only what exceeds
    it is paid for; ``most_base``: only so much of the base. A ``period`` with a rate: the rate is
    that of a year (年利率). ``each_cap`` for each of ``each_cap_of`` limits what a rate gives.
    ``more``: so much again for every ``more_step`` above the threshold of its unit. ``added``: so
    much more for each of ``per``. ``above``: for each of what is beyond ``upto`` it is so much.
    ``slices`` cut the base, each with a rate of its own (the first of them is that of the row).
    Of a rent: ``most_area`` counts, ``unit_cap`` is the most for a square metre and month,
    ``price_cap`` the most of what one costs that counts. ``most_years``: a yearly sum is
    paid for so many years.
    ``beside``: a limit for the applicant over all, beside the ``cap`` that is each project's.
    ``difference`` encloses the words by which only the difference to a lower case is paid.
    ``share_cap`` is a rate of another sum that limits it (补助不超过造价的30%).
    ``excluded`` are cases for which nothing is paid (购置二手设备的不补).
    ``notes`` enclose limits that the sum leaves out, which is told.
    ``least``: what comes to less than that is not paid at all.
    ``class_caps`` limit it for each class of applicant ("" for all others), as ``class_counts`` do
    how many are paid for; ``apart`` are cases for which a sentence that is not read pays something
    else, with the place of that sentence.
    ``case`` is its case among the drafts of the same ``group``, each with conditions of its own
    (钢架大棚10亩以上的…;露地30亩以上的…). ``extra``: in that case it is paid on top of another sum.
    ``counted``: of which kind there are so many, where a clause counts several kinds alike.
    ``per_beside``: the thing that the sum before it in one breath is paid for each of.
    ``is_listed``: each item of a list counts a kind, for as many months as are told of all.
    ``is_whole``: of what is paid for each so many, a part of them does not count (不足的部分不计).
    ``adds_up``: each of the bands that are reached is paid.
    ``not_less``: nothing is paid where what decides is less than the year before.
    ``is_grown``: only what there is more of than the time before is paid for (较上年新增的每吨).
    ``part``: only so much of the base is paid for as is of that kind, ``less_part``: all but that.
    """

    clause_id: ClauseId
    start: int
    end: int
    who: str
    rows: tuple[Row, ...]
    base: str = ""
    measure: str = ""
    per: str = ""
    per_figure: Figure | None = None
    span: Span = Span.NONE
    cap: CapOf | None = None
    item_cap: Figure | None = None
    thresholds: tuple[Threshold, ...] = ()
    is_ceiling: bool = False
    is_actual: bool = False
    floor: Figure | None = None
    period: str = ""
    most_months: Figure | None = None
    most_things: Figure | None = None
    most_years: Figure | None = None
    beside: CapOf | None = None
    beyond: Figure | None = None
    most_base: Figure | None = None
    each_cap: Figure | None = None
    each_cap_of: str = ""
    more: Figure | None = None
    more_step: Figure | None = None
    added: Figure | None = None
    upto: Figure | None = None
    above: Figure | None = None
    slices: tuple[SliceOf, ...] = ()
    most_area: Figure | None = None
    unit_cap: Figure | None = None
    price_cap: Figure | None = None
    factors: tuple[FactorOf, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    share_cap: tuple[Figure, str] | None = None
    excluded: tuple[str, ...] = ()
    difference: tuple[int, int] | None = None
    least: Figure | None = None
    class_caps: tuple[tuple[str, Figure], ...] = ()
    class_counts: tuple[tuple[str, Figure], ...] = ()
    apart: tuple[tuple[str, int, int], ...] = ()
    case: str = ""
    group: int = 0
    extra: str = ""
    is_grown: bool = False
    not_less: bool = False
    adds_up: bool = False
    is_whole: bool = False
    is_listed: bool = False
    per_beside: str = ""
    counted: str = ""
    part: str = ""
    less_part: str = ""

    @property
    def is_rent(self) -> bool:
        """Whether it is a rate of a rent, or a rate for each of some years."""
        is_rate = all(row.rate is not None and row.band is None for row in self.rows)
        is_rate = is_rate and not self.slices
        is_one = len(self.rows) == 1 or all(_YEAR.match(row.label) for row in self.rows)
        return (
            is_rate and is_one and not self.period
            and any(one in self.base for one in ("租金", "房租"))
        )  # fmt: skip

    @property
    def is_capped_apart(self) -> bool:
        """Whether each of several things has a limit of its own: they are paid for one by one."""
        if self.item_cap is not None:
            return any(row.rate is not None for row in self.rows) or (
                self.is_actual and self.base.startswith("实际")
            )
        return bool(self.per) and all(row.rate and row.cap and row.label for row in self.rows)

    def _more(self) -> tuple[Figure | None, ...]:
        return (
            self.beyond, self.most_base, self.most_years, self.added, self.more, self.more_step,
            self.each_cap, self.upto, self.above, self.most_area, self.unit_cap, self.price_cap,
        )  # fmt: skip

    def figures(self) -> Iterator[Figure]:
        """Every figure it uses."""
        for row in self.rows:
            yield from row.figures()
        yield from (t.figure for t in self.thresholds)
        if self.cap is not None:
            yield self.cap.figure
        if self.beside is not None:
            yield self.beside.figure
        single = (self.item_cap, self.floor, self.per_figure, self.most_months, self.most_things)
        yield from (f for f in (*single, *self._more()) if f is not None)
        yield from (f.figure for f in self.factors if f.figure is not None)
        yield from (f.above.figure for f in self.factors if f.above is not None)
        if self.share_cap is not None:
            yield self.share_cap[0]
        yield from (figure for _, figure in (*self.class_caps, *self.class_counts))
        for one in self.slices:
            yield from (one.rate, *one.bounds)


def alternatives(thresholds: Iterable[Threshold]) -> tuple[tuple[Threshold, ...], ...]:
    """The thresholds in groups, of each of which one must hold."""
    groups: list[list[Threshold]] = []
    for one in thresholds:
        if one.is_other and groups:
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(map(tuple, groups))


@dataclass(frozen=True, slots=True)
class Leftover:
    """A figure of a clause that is in no rule, and why."""

    figure: Figure
    reason: str


@dataclass(frozen=True, slots=True)
class Tail:
    """Words behind an item, in another clause, that are of what the item pays."""

    clause: Clause
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The drafts of one clause and every figure that is in none of them.

    ``tails`` are the words of other clauses that were read behind its own; ``places`` is where in
    the source each of the leftovers stands, ``unread`` how many of them are sums or rates that the
    text grants.
    """

    clause_id: ClauseId
    drafts: tuple[Draft, ...]
    leftovers: tuple[Leftover, ...]
    tails: tuple[Tail, ...] = ()
    places: tuple[int, ...] = ()
    unread: int = 0

    def place(self, leftover: Leftover) -> int:
        """Where a leftover stands in the source."""
        return self.places[self.leftovers.index(leftover)]
