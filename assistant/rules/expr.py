"""The expression that a rule is: a small tree of operations, walked by readers.

Editors write kinds (``rate``, ``tiers`` …); each kind compiles to this tree, and no reader knows a
kind. ``read/evaluate.py`` gives its value with the sum shown, ``read/sheet.py`` the same sum as a
spreadsheet formula, ``read/words.py`` in Chinese, ``read/names.py`` the facts it uses,
``read/figures.py`` the numbers it states, ``read/line.py`` where it bends.

Numbers are those of the text, each with what it is called and where in the rule it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from assistant.rules.condition import Condition
from assistant.rules.measure import Measure

Place: TypeAlias = tuple[str | int, ...]
"""Where in the rule something is written: ("amount", "tiers", 0, "rate")."""


UNWRITTEN = "whole"
"""The last part of the place of a number that stands in no text: all of it, a month of a year."""


class Role(StrEnum):
    """What a number of the text does."""

    RATE = "比例"
    SUM = "金额"
    UNIT = "单价"
    SHARE = "限额比例"
    CAP = "上限"
    ITEM_CAP = "单项上限"
    FLOOR = "下限"
    THRESHOLD = "门槛"
    MOST = "最多"


class Unstated(StrEnum):
    """What holds while a fact is not stated.

    NEEDED: the sum is open. NOTHING: none, which is told. ONE: a single item, which is told.
    ONCE: one, without a word (a year). SILENT: left out without a word.
    """

    NEEDED = "needed"
    NOTHING = "nothing"
    ONE = "one"
    ONCE = "once"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text in yuan, as a fraction, or plain.

    ``label`` is what a cell of a sheet calls it, ``quote`` the words it stands in ("": those of the
    rule), ``told`` how a step introduces it ("" for a number that is no step of its own).
    ``is_ceiling``: only the most that the text allows, not a sum it grants.
    """

    value: Decimal
    role: Role
    measure: Measure
    label: str
    where: Place
    quote: str = ""
    told: str = ""
    is_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the asker, of which ``most`` counts at the most.

    ``is_main``: it carries the sum. The facts in ``instead`` may stand in for it.
    """

    name: str
    where: Place
    unstated: Unstated = Unstated.NEEDED
    instead: tuple[str, ...] = ()
    is_main: bool = False
    most: Number | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """The terms added, those in ``less`` taken off; never below 0.

    ``say`` is what the sum is called; with ``is_base`` a sum of 0 gives nothing at all.
    """

    terms: tuple[Expr, ...]
    less: tuple[Expr, ...] = ()
    say: str = ""
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Less:
    """``whole`` − ``taken``, never below 0.

    ``is_room`` tells what is left of a cap; ``needs_more`` that nothing is paid unless the first is
    larger.
    """

    whole: Expr
    taken: Expr
    is_room: bool = False
    needs_more: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """``left`` × ``right``. ``needs_some``: with a count of 0 nothing is paid."""

    left: Expr
    right: Expr
    needs_some: bool = False


@dataclass(frozen=True, slots=True)
class Min:
    """``value``, but not more than ``limit``, which is called ``name``.

    ``unless`` is said, and the limit left out, while the facts of the limit are not stated.
    """

    value: Expr
    limit: Expr
    name: str
    quote: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Max:
    """``value``, but not less than ``floor``, which is called ``name``."""

    value: Expr
    floor: Number
    name: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """From ``at_least`` on this expression holds."""

    at_least: Number
    value: Expr


@dataclass(frozen=True, slots=True)
class Steps:
    """The expression of the highest band that ``by`` reaches; below all of them nothing is paid."""

    bands: tuple[Band, ...]
    by: Fact


@dataclass(frozen=True, slots=True)
class Case:
    """One option of a choice and what it gives."""

    key: str
    value: Expr
    where: Place


@dataclass(frozen=True, slots=True)
class Choose:
    """The option of a choice decides; not stated, the highest is taken and the range told."""

    fact: str
    cases: tuple[Case, ...]
    where: Place


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted fact and the sum for each."""

    fact: Fact
    each: Number


@dataclass(frozen=True, slots=True)
class Count:
    """Things counted, each with its sum, added up.

    At least one count must be stated, the others count as none. ``excluded`` are counts of things
    that are not paid for: stated alone, nothing is paid.
    """

    items: tuple[Counted, ...]
    excluded: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """``then`` if the condition is met, else ``otherwise``; unknown, the latter, which is told.

    ``is_silent``: not told either (nobody asks for a part of the sum).
    """

    test: Condition
    otherwise: Expr
    then: Number
    where: Place
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """``each`` × ``by`` for each month, under ``cap`` for every twelve of them."""

    each: Number
    by: Fact
    months: Fact
    cap: Number | None = None


@dataclass(frozen=True, slots=True)
class Further:
    """How many whole ``step`` lie between ``start`` and what a fact is; none below it."""

    by: Fact
    start: Number
    step: Number


@dataclass(frozen=True, slots=True)
class Parts:
    """The results of other rules of the clause added up."""

    rules: tuple[str, ...]
    where: Place


@dataclass(frozen=True, slots=True)
class Said:
    """Support that is no sum of money, in the words of the text; ``is_given`` in kind."""

    say: str
    is_given: bool


Expr: TypeAlias = (
    Number
    | Fact
    | Add
    | Less
    | Times
    | Min
    | Max
    | Steps
    | Choose
    | Count
    | When
    | Spread
    | Further
    | Parts
    | Said
)
_NODES = (
    Number, Fact, Add, Less, Times, Min, Max, Band, Steps, Case, Choose, Counted, Count, When,
    Spread, Further, Parts, Said,
)  # fmt: skip
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _NODES}
"""What a node of each kind is made of, in the order in which it is written."""
Node: TypeAlias = Expr | Band | Case | Counted


def walk(node: Node) -> tuple[Node, ...]:
    """The node and all below it, in the order in which they are written.

    Remembered by the object: nodes never change, and those of rules are walked for every question.
    """
    known = _walked.get(id(node))
    if known is None:
        found: list[Node] = []
        _gather(node, found)
        if len(_walked) >= _MOST_WALKED:
            _walked.clear()
        known = _walked[id(node)] = node, tuple(found)
    return known[1]


_MOST_WALKED = 8192
_walked: dict[int, tuple[Node, tuple[Node, ...]]] = {}
"""By the id of a node: the node itself, so that no other takes its id, and what is below it."""


def _gather(node: Node, found: list[Node]) -> None:
    found.append(node)
    for child in children(node):
        _gather(child, found)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below."""
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from (one for one in value if type(one) in _FIELDS)
        elif type(value) in _FIELDS:
            yield value
