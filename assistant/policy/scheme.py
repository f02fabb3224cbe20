"""Which kind of line is a chapter, a clause and an item under each numbering style.

``article``: 第X条 with （一） or 1. items, under 第X章 (or short 一、) headings.
``measure``: 一、 headings; （一） counted on across them is the clause, 1. its item. A text that
starts again at （一） under each heading has the headings as articles instead (#2.1); one without
（一） counts by 1., and one without either by 一、.
``outline``: summaries and commentary; 一、 or, without those, 1. is the clause, nothing an item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import CorpusError
from assistant.policy.marker import Kind, Line

NUMBERINGS = ("article", "measure", "outline")


@dataclass(frozen=True, slots=True)
class Scheme:
    """Kinds of lines by their role; an article has items from ``fewest_items`` on."""

    chapters: tuple[Kind, ...]
    clause: Kind
    items: tuple[Kind, ...]
    fewest_items: int = 2
    has_colon_headings: bool = False


def choose_scheme(numbering: str, lines: Sequence[Line]) -> Scheme:
    """The scheme of a text.

    Raises:
        CorpusError: the style is none of NUMBERINGS.
    """
    kinds = {line.kind for line in lines}
    if numbering == "article":
        return Scheme((Kind.PART, Kind.SECTION), Kind.ARTICLE, (Kind.BRACKET, Kind.NUMBER))
    if numbering == "outline":
        clause = Kind.SECTION if Kind.SECTION in kinds else Kind.NUMBER
        return Scheme((Kind.PART,), clause, (), has_colon_headings=True)
    if numbering != "measure":
        raise CorpusError(f"不认识编号方式 {numbering!r}，可写：{'、'.join(NUMBERINGS)}。")
    if Kind.BRACKET in kinds and not _is_nested(lines):
        return Scheme((Kind.PART, Kind.SECTION), Kind.BRACKET, (Kind.NUMBER,))
    if Kind.BRACKET in kinds:
        return Scheme((Kind.PART,), Kind.SECTION, (Kind.BRACKET,), fewest_items=1)
    if Kind.NUMBER in kinds:
        return Scheme((Kind.PART, Kind.SECTION), Kind.NUMBER, ())
    return Scheme((Kind.PART,), Kind.SECTION, ())


def _is_nested(lines: Sequence[Line]) -> bool:
    """Whether （一） starts again under a later 一、, or most 一、 have text and no （一）."""
    runs: list[list[int]] = []
    for line in lines:
        if line.kind is Kind.SECTION:
            runs.append([])
        elif line.kind is Kind.BRACKET and runs:
            runs[-1].append(line.number)
    with_items = [run for run in runs if run]
    if any(run[0] == 1 for run in with_items[1:]):
        return True
    return len(with_items) == 1 and len(runs) > 2
