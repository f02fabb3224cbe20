"""Three charts as data: bars, an amount against a fact, validity on a time line.

Every chart holds the rows of the table that stands beside it; the drawing repeats no number that
the table does not have. templates/charts.html draws them: across in percent, down in rem, so that
words keep their size at any width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from assistant.answer.geometry import place, share, ticks
from assistant.policy.policy import Policy
from assistant.rules.facts import FactKind
from assistant.rules.show import show_number
from assistant.text.money import format_yuan

PLOT = 1000
"""The plot of a line chart is this wide and high; the page stretches it."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount; ``state`` is the status of its estimate."""

    label: str
    shown: str
    width: str
    state: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts side by side, the largest first."""

    title: str
    say: str
    bars: tuple[Bar, ...]
    head: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis; ``side`` is where its words go: start, middle or end."""

    at: str
    shown: str
    side: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """The amount of one rule; ``top`` is where it stops rising, if it does."""

    number: int
    label: str
    points: str
    top_words: str
    top_at: str = ""
    top_height: str = ""
    own_height: str = ""
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Amounts against one fact; ``own`` is the user's own value."""

    title: str
    say: str
    fact: str
    lines: tuple[Line, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    own: Tick | None
    head: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a policy is in force."""

    label: str
    shown: str
    start: str
    width: str
    state: str


@dataclass(frozen=True, slots=True)
class Spans:
    """Validity on a time line; ``today`` is the day that was asked about."""

    title: str
    say: str
    spans: tuple[Span, ...]
    years: tuple[Tick, ...]
    today: Tick | None
    head: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """What a bar is drawn from."""

    label: str
    title: str
    amount: Decimal
    state: str
    note: str = ""


def bars(amounts: Sequence[Amount], title: str = "各政策的最高金额") -> Bars | None:
    """The bars of at least two amounts, one of them above zero; else None."""
    known = sorted(amounts, key=lambda found: -found.amount)
    if len(known) < 2 or known[0].amount <= 0:
        return None
    drawn = tuple(
        Bar(
            found.label,
            format_yuan(found.amount),
            share(found.amount, known[0].amount),
            found.state,
        )
        for found in known
    )
    say = "，".join(f"{bar.label}{bar.shown}" for bar in drawn)
    rows = tuple(
        (found.label, found.title, format_yuan(found.amount), found.note) for found in known
    )
    return Bars(title, say, drawn, ("政策", "事项", "金额", "性质"), rows)


@dataclass(frozen=True, slots=True)
class Top:
    """Where a line stops rising: the value of the fact, if need be rounded, and the amount."""

    value: Decimal
    amount: Decimal
    exact: Decimal

    @property
    def is_rounded(self) -> bool:
        """Whether ``value`` only says about where it is."""
        return self.value != self.exact

    def shown(self, kind: FactKind) -> str:
        """The value in words: 2000万元, 约1666.67万元."""
        return f"{'约' if self.is_rounded else ''}{show_number(kind, self.value)}"


@dataclass(frozen=True, slots=True)
class Course:
    """What a line is drawn from: exact corners, what is on top, the amount at some values."""

    label: str
    points: tuple[tuple[Decimal, Decimal], ...]
    top: Top | None
    at: tuple[Decimal, ...]


def steps(
    courses: Sequence[Course],
    fact: str,
    kind: FactKind,
    values: Sequence[Decimal],
    own: Decimal | None,
    near: Mapping[Decimal, str] = MappingProxyType({}),
) -> Steps | None:
    """Lines over a common axis; ``values`` are the rows of the table, where ``at`` was taken.

    ``near`` are the words for values that are told about only, as their amounts are.
    """
    if not courses:
        return None
    across = ticks(max(x for course in courses for x, _ in course.points))
    up = ticks(max(y for course in courses for _, y in course.points))
    right, top = across[-1], up[-1]
    own_row = values.index(own) if own in values else None
    lines = tuple(
        _line(n, course, right, top, kind, own_row) for n, course in enumerate(courses, start=1)
    )
    say = f"横轴是{fact}，纵轴是金额。" + "；".join(f"{c.label}{c.top_words}" for c in lines)
    sides = ("start", *("middle",) * (len(across) - 2), "end")
    return Steps(
        title=f"金额随{fact}的变化",
        say=say,
        fact=fact,
        lines=lines,
        across=tuple(
            Tick(share(x, right), show_number(kind, x), side)
            for x, side in zip(across, sides, strict=True)
        ),
        up=tuple(Tick(_height(y, top), format_yuan(y)) for y in up),
        own=None
        if own is None
        else Tick(share(own, right), show_number(kind, own), _side(own, right)),
        head=(fact, *(course.label for course in courses)),
        rows=tuple(
            (
                near.get(x) or show_number(kind, x),
                *(_sum(course.at[n], is_near=x in near) for course in courses),
            )
            for n, x in enumerate(values)
        ),
    )


def _sum(amount: Decimal, *, is_near: bool) -> str:
    """The amount; of a value that is told about only, in hundreds of yuan."""
    rounded = amount.quantize(Decimal("1E2"))
    if not is_near or rounded == amount:
        return format_yuan(amount)
    return f"约{format_yuan(Decimal(int(rounded)))}"


def _line(
    number: int, course: Course, right: Decimal, top: Decimal, kind: FactKind, own: int | None
) -> Line:
    points = " ".join(
        f"{place(x, right, PLOT)},{PLOT - place(y, top, PLOT)}" for x, y in course.points
    )
    words, at, height = "", "", ""
    if course.top is not None:
        words = f"最高{format_yuan(course.top.amount)}，从{course.top.shown(kind)}起"
        at, height = share(course.top.value, right), _height(course.top.amount, top)
    return Line(
        number=number,
        label=course.label,
        points=points,
        top_words=words or "没有写明上限",
        top_at=at,
        top_height=height,
        own_height="" if own is None else _height(course.at[own], top),
        own_words="" if own is None else format_yuan(course.at[own]),
    )


def _height(y: Decimal, top: Decimal) -> str:
    """From above, as drawings count."""
    return f"{Decimal(100) - place(y, top, 100)}%"


def _side(x: Decimal, right: Decimal) -> str:
    return "start" if x < right / 2 else "end"


def spans(policies: Sequence[Policy], status: Sequence[str], as_of: date) -> Spans | None:
    """The policies that state both days; ``status`` are the words for each policy's validity."""
    dated = [p for p in policies if p.first_day and p.last_day]
    rows = tuple(
        (policy.short_title or policy.title, _day(policy.first_day), _day(policy.last_day), words)
        for policy, words in zip(policies, status, strict=True)
    )
    if not dated:
        return None
    first = min(policy.first_day.year for policy in dated if policy.first_day)
    last = max(policy.last_day.year for policy in dated if policy.last_day) + 1
    start, whole = date(first, 1, 1), Decimal((date(last, 1, 1) - date(first, 1, 1)).days)

    def at(day: date) -> Decimal:
        return Decimal((day - start).days)

    words_of = {policy.id: words for policy, words in zip(policies, status, strict=True)}
    drawn = tuple(
        Span(
            label=policy.region,
            shown=words_of[policy.id],
            start=share(at(policy.first_day), whole),
            width=share(at(policy.last_day) - at(policy.first_day) + 1, whole),
            state=policy.status_on(as_of).value,
        )
        for policy in dated
        if policy.first_day and policy.last_day
    )
    years = range(first, last + 1)
    sides = ("start", *("middle",) * (len(years) - 2), "end")
    marks = tuple(
        Tick(share(at(date(year, 1, 1)), whole), str(year), side)
        for year, side in zip(years, sides, strict=True)
    )
    inside = start <= as_of < date(last, 1, 1)
    today = Tick(share(at(as_of), whole), as_of.isoformat(), _side(at(as_of), whole))
    say = "；".join(f"{row[0]}{row[1]}至{row[2]}，{row[3]}" for row in rows)
    head = ("政策", "起", "止", "效力")
    return Spans("有效期", say, drawn, marks, today if inside else None, head, rows)


def _day(day: date | None) -> str:
    return "未写明" if day is None else day.isoformat()
