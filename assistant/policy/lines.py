"""The lines of a source; parts that were run together on one line are lines of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.policy.marker import Kind, Line, read_line, read_marker
from assistant.text.pattern import lazy

_INLINE = lazy("[第(（一二三四五六七八九十百0-9①-⑳方专專类類附]")
_DECIMAL = lazy(r"([0-9]{1,2})[.．]([0-9]{1,2})(?![0-9.．%％‰万亿元倍])")
_BARE = lazy(r"([0-9]{1,2})[ \t\u3000]+(?=[^0-9\s])")
_BOUNDARY = "。；;：:！!？?）)”》\u3000 \t"
_SPLIT = (Kind.PART, Kind.SUBPART, Kind.TRACK, Kind.ARTICLE, Kind.SECTION, Kind.BRACKET,
          Kind.NUMBER, Kind.BRACKET_NUMBER, Kind.ANNEX)  # fmt: skip
_FEW_LINES = 3
_HEADING = 30
"""After 第X章 an article begins within so many characters, whatever stands before it."""


def read_lines(source: str) -> tuple[Line, ...]:
    """Every line that is not blank, in order; run-together lines cut at their markers."""
    lines = _numbered_by_decimals(source, _physical_lines(source))
    inline = {at: _inline(source, line) for at, line in enumerate(lines)}
    kinds = _run_together(source, lines, [mark for marks in inline.values() for mark in marks])
    first = {at: _first_of_list(lines, at, marks) for at, marks in inline.items()}
    if not kinds and not any(first.values()):
        return lines
    cut: list[Line] = []
    for at, line in enumerate(lines):
        cuts = [start for kind, _, start in inline[at] if kind in kinds or start in first[at]]
        cut += _cut(source, line, cuts)
    return tuple(cut)


def _physical_lines(source: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    spaced = False
    at = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if not text:
            spaced = True
        else:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(read_line(text, start, spaced=spaced))
            spaced = False
        at += len(raw)
    return tuple(lines)


def _numbered_by_decimals(source: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Bare numbers are headings where decimals run on: 1 集装箱 above 1.1, 1.2, 2 above 2.1.

    A decimal may stand without a blank behind it (1.1新开航线); what is no such number of the run
    (1.5万元) is text.
    """
    found: dict[int, tuple[int, int, int]] = {}
    last = (0, 0)
    for at, line in enumerate(lines):
        match = _DECIMAL.match(source, line.start, line.end)
        if match is None:
            continue
        said = (int(match[1]), int(match[2]))
        if said in ((last[0], last[1] + 1), (last[0] + 1, 1)):
            found[at], last = (*said, match.end()), said
    if len(found) < _FEW_LINES or last[0] < 2:
        return lines
    numbered = list(lines)
    for at, (above, number, after) in found.items():
        if lines[at].kind in (Kind.TEXT, Kind.DECIMAL):
            after += len(source[after : lines[at].end]) - len(
                source[after : lines[at].end].lstrip()
            )
            numbered[at] = replace(lines[at], kind=Kind.DECIMAL, number=number, after=after)
        heading = _BARE.match(source, lines[at - 1].start, lines[at - 1].end) if at else None
        if number == 1 and heading is not None and int(heading[1]) == above:
            numbered[at - 1] = replace(
                lines[at - 1], kind=Kind.NUMBER, number=above, after=heading.end()
            )
    return tuple(numbered)


def _first_of_list(lines: Sequence[Line], at: int, marks: Sequence[_Mark]) -> frozenset[int]:
    """Where the first part of a list stands on the line before the second one.

    第六条 航线运营。(一)…, and (二)… begins the next line.
    """
    if at + 1 >= len(lines) or lines[at + 1].number != 2:
        return frozenset()
    kind = lines[at + 1].kind
    if lines[at].kind is kind or kind not in _SPLIT:
        return frozenset()
    mine = [(number, place) for k, number, place in marks if k is kind]
    return frozenset({mine[0][1]}) if [number for number, _ in mine] == [1] else frozenset()


_Mark = tuple[Kind, int, int]
"""Kind, number and place of a marker inside a line."""


def _inline(source: str, line: Line) -> list[_Mark]:
    """The markers inside a line, behind the end of a sentence, a blank, or a chapter's heading."""
    marks: list[_Mark] = []
    chapter = line.start if line.kind in (Kind.PART, Kind.SUBPART) else -_HEADING
    for match in _INLINE.finditer(source, line.start + 1, line.end):
        at = match.start()
        is_free = source[at - 1] in _BOUNDARY
        if not is_free and (at - chapter > _HEADING or source[at] != "第"):
            continue
        marker = read_marker(source[at : min(line.end, at + 16)])
        if marker is None or marker[0] not in _SPLIT:
            continue
        marks.append((marker[0], marker[1], at))
        if marker[0] in (Kind.PART, Kind.SUBPART):
            chapter = at
    return marks


def _run_together(source: str, lines: Sequence[Line], marks: Sequence[_Mark]) -> frozenset[Kind]:
    """The kinds whose lines were run together: they never or hardly begin a line of their own."""
    if len(marks) < _FEW_LINES:
        return frozenset()
    own = Counter(line.kind for line in lines if line.kind in _SPLIT)
    inside = Counter(kind for kind, _, _ in marks)
    all_own = sum(own.values())
    kinds = set()
    for kind, count in inside.items():
        if own[kind] * 2 >= count:
            continue
        numbers = [number for k, number, _ in marks if k is kind]
        if (all_own < _FEW_LINES and (count >= _FEW_LINES or 1 in numbers)) or (
            own[Kind.ARTICLE] < _FEW_LINES and _stand_as_sentences(source, kind, marks)
        ):
            kinds.add(kind)
    return frozenset(kinds)


def _stand_as_sentences(source: str, kind: Kind, marks: Sequence[_Mark]) -> bool:
    """Whether the parts are measures of their own and no list inside a sentence (…：…；…；…)."""
    places = [at for k, number, at in marks if k is kind and number > 1]
    ended = sum(source[at - 1] in "。！）)” \u3000" for at in places)
    return len(places) >= _FEW_LINES and ended * 5 >= len(places) * 4


def _cut(source: str, line: Line, cuts: Sequence[int]) -> list[Line]:
    if not cuts:
        return [line]
    pieces: list[Line] = []
    for start, end in zip([line.start, *cuts], [*cuts, line.end], strict=True):
        text = source[start:end].rstrip()
        if text:
            pieces.append(read_line(text, start, spaced=line.spaced and not pieces))
    return pieces
