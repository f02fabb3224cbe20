"""The lines of each clause: the counted list, other lists of the text, the closing article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.policy.hierarchy import Tree
from assistant.policy.marker import Kind, Line

PARAGRAPH_ENDS = "。；;：:！!？?）)”》"
_LONGEST_NAME = 20
_LONGEST_CELL = 8


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one article and the chapter heading above them.

    ``starts`` are the positions in ``lines`` where its items begin. ``label`` is "" where the
    first line's own marker says it.
    """

    number: int
    chapter: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...] = ()
    label: str = ""

    @property
    def head(self) -> Line:
        """Its first line."""
        return self.lines[0]


@dataclass(slots=True)
class _Gathered:
    """Lines of one clause while they are gathered; ``at`` are their places in the text."""

    series: int
    mark: int | None
    chapter: str
    at: list[int]


def find_blocks(source: str, lines: Sequence[Line], tree: Tree, *, items: bool) -> list[Block]:
    """Gather the lines of every clause, in the order of the text.

    The longest list keeps its numbers; any other list, and 附则, is an article after the last one.
    """
    gathered = _gather(source, lines, tree)
    counted = Counter(part.series for part in gathered if part.mark is not None)
    main = counted.most_common(1)[0][0] if counted else None
    at_of = {mark.at: n for n, mark in enumerate(tree.marks)}
    last = max((tree.marks[p.mark].number for p in gathered if p.mark is not None
                and p.series == main), default=0)  # fmt: skip
    blocks: list[Block] = []
    for group in _groups(gathered, main):
        if group[0].series == main:
            blocks.append(_counted(lines, tree, at_of, group[0], items=items))
            continue
        last += 1
        blocks.append(_listed(source, lines, last, group))
    return blocks


def _groups(gathered: Sequence[_Gathered], main: int | None) -> list[list[_Gathered]]:
    """Parts of the counted list alone, every other list together."""
    groups: list[list[_Gathered]] = []
    for part in gathered:
        same = groups and groups[-1][0].series == part.series != main
        if same and part.mark is not None:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _gather(source: str, lines: Sequence[Line], tree: Tree) -> list[_Gathered]:
    clauses = {tree.marks[n].at: n for n in tree.clauses}
    chapters = {tree.marks[n].at for n in tree.chapters}
    found: list[_Gathered] = []
    current: _Gathered | None = None
    chapter = ""
    for at, line in enumerate(lines):
        if at in chapters:
            current, chapter = None, source[line.start : line.end]
            if _is_clause_itself(at, lines, clauses, chapters):
                current = _Gathered(-2 - at, None, "", [at])
                found.append(current)
        elif line.kind is Kind.CLOSING:
            current = None
            if source[line.start : line.end].startswith("附") and _is_closing_article(
                at, source, lines, clauses
            ):
                current = _Gathered(-2 - at, None, "", [at])
                found.append(current)
        elif line.kind is Kind.VALIDITY and _is_ended(source, lines, current):
            current = None
        elif at in clauses:
            current = _Gathered(tree.marks[clauses[at]].series, clauses[at], chapter, [at])
            found.append(current)
        elif current is not None:
            current.at.append(at)
    return found


def _is_ended(source: str, lines: Sequence[Line], current: _Gathered | None) -> bool:
    if current is None or (current.mark is None and len(current.at) > 1):
        return False
    return source[lines[current.at[-1]].end - 1] in PARAGRAPH_ENDS


def _is_clause_itself(
    at: int, lines: Sequence[Line], clauses: dict[int, int], chapters: set[int]
) -> bool:
    """A heading with text of its own and no counted clause below it (五、保障措施)."""
    below = 0
    for place in range(at + 1, len(lines)):
        if place in clauses:
            return False
        if place in chapters or lines[place].kind in (Kind.CLOSING, Kind.VALIDITY):
            break
        below += lines[place].end - lines[place].start
    own = lines[at].end - lines[at].after
    return lines[at].kind is not Kind.PART and (below > _LONGEST_NAME or own > 2 * _LONGEST_NAME)


def _is_closing_article(
    at: int, source: str, lines: Sequence[Line], clauses: dict[int, int]
) -> bool:
    """附则 with text of its own; 附件 lists what is attached, and 附则 above 第X条 is a heading."""
    if not source[lines[at].start : lines[at].end].endswith(("则", "則")):
        return False
    return at + 1 < len(lines) and at + 1 not in clauses


def _counted(
    lines: Sequence[Line], tree: Tree, at_of: dict[int, int], part: _Gathered, *, items: bool
) -> Block:
    assert part.mark is not None
    number = tree.marks[part.mark].number
    own = tuple(lines[at] for at in part.at)
    if not items:
        return Block(number, part.chapter, own)
    children: dict[Kind, list[int]] = {}
    for place, at in enumerate(part.at[1:], 1):
        n = at_of.get(at)
        if n is not None and tree.marks[n].parent == part.mark:
            kind = tree.marks[n].kind
            if tree.marks[n].number == len(children.get(kind, ())) + 1:
                children.setdefault(kind, []).append(place)
    fewest = 1 if tree.is_nested else 2
    starts = next((found for found in children.values() if len(found) >= fewest), [])
    return Block(number, part.chapter, own, tuple(starts))


def _listed(source: str, lines: Sequence[Line], number: int, group: list[_Gathered]) -> Block:
    """Another list of the text as one article with its parts as items; 附则 as a whole."""
    first = group[0]
    places = [at for part in group for at in part.at]
    own = tuple(lines[at] for at in places)
    if first.mark is None:
        head = source[own[0].start : own[0].end]
        label = "附则" if own[0].kind is Kind.CLOSING else ""
        return Block(number, "", own, (), label or head[: own[0].after - own[0].start])
    starts: list[int] = []
    for part in group:
        starts.append(places.index(part.at[0]))
    return Block(number, first.chapter, own, tuple(starts), _name(source, own))


def _name(source: str, own: Sequence[Line]) -> str:
    """What a list is called: the cell beside it, which table readers put between its lines."""
    for line in own[1:]:
        text = source[line.start : line.end]
        if line.kind is Kind.TEXT and 2 <= len(text) <= _LONGEST_CELL and text.isalpha():
            return text
    return "另列"
