"""The tree of a text's numbered lines, read off the numbers alone, whatever the numbering.

A line whose number follows the last one of its kind goes on with that list; a 1 begins a list
below what is open (or the same list again below a new parent, or another list of the document); a
number that follows nothing is text. Two levels become ids: the clause level and its items.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.policy.marker import NUMBERED, Kind, Line

_ABOVE_ALL = (Kind.ANNEX, Kind.PART, Kind.SUBPART)
_JUMPS = {Kind.NUMBER: 3, Kind.DECIMAL: 1, Kind.BRACKET_NUMBER: 1, Kind.CIRCLED: 1}
"""How far a list may jump; 条, 一、 and （一） may leave out any numbers."""


@dataclass(slots=True)
class Mark:
    """A numbered line that belongs to a list.

    ``at`` is its place among the lines, ``parent`` the place in the tree's marks of the one it
    stands under (None at the top), ``series`` the list it belongs to.
    """

    at: int
    kind: Kind
    number: int
    parent: int | None
    series: int


@dataclass(slots=True)
class _Open:
    kind: Kind
    mark: int
    number: int
    series: int


@dataclass(slots=True)
class _Builder:
    source: str
    lines: Sequence[Line]
    marks: list[Mark] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    last: dict[Kind, dict[int, int]] = field(default_factory=dict)
    series: int = 0

    def read(self) -> list[Mark]:
        is_closed = False
        for at, line in enumerate(self.lines):
            if line.kind is Kind.CLOSING:
                is_closed = True
            elif line.kind in NUMBERED and not self._is_reference(at, line):
                # Below 附则 and 附件： a list of its own is part of the closing words.
                if is_closed and not self._reopens(line):
                    continue
                is_closed = False
                if not self._is_alone(at, line):
                    self._place(at, line)
        return self.marks

    def _reopens(self, line: Line) -> bool:
        if line.kind in _ABOVE_ALL:
            return True
        return line.number > 1 and self._goes_on_from(line) is not None

    def _goes_on_from(self, line: Line) -> int | None:
        """The oldest list of the kind that stopped right before this number."""
        for series, last in self.last.get(line.kind, {}).items():
            if line.number == last + 1 or (line.kind is Kind.ARTICLE and line.number > last):
                return series
        return None

    def _place(self, at: int, line: Line) -> None:
        kind, number = line.kind, line.number
        if kind in _ABOVE_ALL:
            above = _ABOVE_ALL[: _ABOVE_ALL.index(kind) + 1]
            while self.stack and self.stack[-1].kind not in above:
                self.stack.pop()
        depths = [d for d, level in enumerate(self.stack) if level.kind is kind]
        if depths:
            self._go_on(at, line, depths)
            return
        series = self._goes_on_from(line) if number != 1 else None
        if series is not None:
            self._push(at, line, series)
            return
        if number != 1 and kind in self.last:
            return
        if number == 1 or self._begins_late(at, line):
            self._push(at, line, self._new_series())

    def _go_on(self, at: int, line: Line, depths: list[int]) -> None:
        """A number of a kind that is open: the next of a list, a new list, or text."""
        following = [d for d in depths if line.number == self.stack[d].number + 1]
        if len(following) > 1:  # both an inner and an outer list could go on
            following = following[-1:] if self._ending(at) in "；;，,、" else following[:1]
        if not following:
            jump = _JUMPS.get(line.kind, 9999)
            last = self.stack[depths[0]].number
            following = depths[:1] if last < line.number <= last + jump else []
        if following:
            series = self.stack[following[0]].series
            del self.stack[following[0] :]
            self._push(at, line, series)
        elif line.number == 1:
            # A list inside the sentence, or another list of the text.
            if self._ending(at) not in "：:" or depths[-1] != len(self.stack) - 1:
                del self.stack[depths[-1] :]
            self._push(at, line, self._new_series())

    def _ending(self, at: int) -> str:
        """The last sign above a line, page numbers left out; a blank at the top."""
        for line in reversed(self.lines[:at]):
            if line.kind is not Kind.PAGE:
                return self.source[line.end - 1]
        return " "

    def _push(self, at: int, line: Line, series: int) -> None:
        parent = self.stack[-1].mark if self.stack else None
        self.marks.append(Mark(at, line.kind, line.number, parent, series))
        self.stack.append(_Open(line.kind, len(self.marks) - 1, line.number, series))
        self.last.setdefault(line.kind, {})[series] = line.number

    def _new_series(self) -> int:
        self.series += 1
        return self.series

    def _begins_late(self, at: int, line: Line) -> bool:
        """A text may begin at 第四条 or 六、; a lone number above the count is a document's."""
        following = next((n.number for n in self.lines[at + 1 :] if n.kind is line.kind), None)
        return following == line.number + 1 or (line.kind is Kind.ARTICLE and following != 1)

    def _is_alone(self, at: int, line: Line) -> bool:
        """A 1. without a 2.: the number of a document in a collection, or of a table's row."""
        if line.number != 1 or line.kind not in _JUMPS:
            return False
        below = [other for other in self.lines[at + 1 :] if other.kind in NUMBERED]
        following = next((other.number for other in below if other.kind is line.kind), None)
        return bool(below) and (following not in (2, 1) or (following == 1 and not self.stack))

    def _is_reference(self, at: int, line: Line) -> bool:
        """A marker that only a broken line brought to its front: the real one comes below."""
        if at == 0 or self._ending(at) in "。；;：:！!？?）)”》":
            return False
        for other in self.lines[at + 1 :]:
            if other.kind is line.kind:
                return other.number == line.number and line.number != 1
        return False


@dataclass(frozen=True, slots=True)
class Tree:
    """The marks of a text and which of them are chapters, clauses and items.

    ``clauses`` and ``chapters`` are places in ``marks``, in order; ``is_nested``: the level below
    starts again under each clause, so that one item is enough to be an item of its own.
    """

    marks: tuple[Mark, ...]
    clauses: tuple[int, ...]
    chapters: frozenset[int]
    is_nested: bool

    def children(self, mark: int) -> list[int]:
        """The marks right below one."""
        return [n for n, other in enumerate(self.marks) if other.parent == mark]


def read_tree(source: str, lines: Sequence[Line], numbering: str = "auto") -> Tree:
    """The tree of a text; of an ``outline`` the top list counts, whatever stands below it."""
    marks = _Builder(source, lines).read()
    if numbering == "article":
        return _article_tree(marks)
    if numbering == "outline":
        top = tuple(n for n, mark in enumerate(marks) if mark.parent is None)
        return Tree(tuple(marks), top, frozenset(), is_nested=False)
    articles = sum(mark.kind is Kind.ARTICLE for mark in marks)
    others = [
        mark
        for mark in marks
        if mark.parent is None and mark.kind not in (*_ABOVE_ALL, Kind.ARTICLE)
    ]
    if articles > 1 or (articles and len(others) < 2):
        return _article_tree(marks)
    return _list_tree(marks)


def _article_tree(marks: list[Mark]) -> Tree:
    clauses = [n for n, mark in enumerate(marks) if mark.kind is Kind.ARTICLE]
    above: set[int] = set()
    for n in clauses:
        parent = marks[n].parent
        while parent is not None:
            above.add(parent)
            parent = marks[parent].parent
    above |= {n for n, mark in enumerate(marks) if mark.kind in (Kind.PART, Kind.SUBPART)}
    inside = frozenset(above) - frozenset(clauses)
    return Tree(tuple(marks), tuple(n for n in clauses if n not in above), inside, False)


def _list_tree(marks: list[Mark]) -> Tree:
    """Go down from the top while the numbers below run on across what stands above them."""
    level = [n for n, mark in enumerate(marks) if mark.parent is None]
    chapters: list[int] = []
    is_nested = False
    while level:
        below: dict[Kind, list[int]] = defaultdict(list)
        inside = set(level)
        for n, mark in enumerate(marks):
            if mark.parent in inside:
                below[mark.kind].append(n)
        if not below:
            break
        children = max(below.values(), key=len)
        if _runs_on(marks, children):
            chapters += level
            level = children
            continue
        only_above = {marks[n].kind for n in level} <= {Kind.ANNEX}
        if only_above and len(level) == 1:
            chapters += level
            level = children
            continue
        # 6.1 is by its own number an item of 6, be it the only one.
        is_nested = _nests(marks, level) or marks[children[0]].kind is Kind.DECIMAL
        break
    return Tree(tuple(marks), tuple(level), frozenset(chapters), is_nested)


def _runs_on(marks: list[Mark], children: list[int]) -> bool:
    """Whether the list goes on under a later parent and starts again under none."""
    firsts: dict[int | None, int] = {}
    for n in children:
        firsts.setdefault(marks[n].parent, marks[n].number)
    later = list(firsts.values())[1:]
    return bool(later) and all(number > 1 for number in later)


def _nests(marks: list[Mark], level: list[int]) -> bool:
    kind, _ = Counter(marks[n].kind for n in level).most_common(1)[0]
    return kind in (Kind.SECTION, Kind.TRACK, Kind.PART)
