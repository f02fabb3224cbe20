"""Cut the verbatim text of a policy into citeable clauses; the text itself is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.errors import CorpusError
from assistant.policy.bodies import find_bodies
from assistant.policy.clause import Clause, ClauseId, Paragraph
from assistant.policy.heading import LONGEST, LONGEST_UNSPACED, heading_length
from assistant.policy.marker import Kind, Line, read_lines
from assistant.policy.scheme import Scheme, choose_scheme
from assistant.text.numerals import to_chinese

_PARAGRAPH_ENDS = "。；;：:！!？?）)”》"
_LONGEST_CHAPTER = 40


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one clause and the chapter heading above them."""

    chapter: str
    lines: tuple[Line, ...]

    @property
    def head(self) -> Line:
        return self.lines[0]


def parse_clauses(
    policy_id: str,
    source: str,
    numbering: str,
    *,
    citeable: Iterable[int] = (),
    headings: Mapping[str, str] | None = None,
) -> tuple[Clause, ...]:
    """Find the clauses of a text, articles before their items, in the order of the text.

    Args:
        policy_id: what the clause ids begin with.
        source: the verbatim text; title, address and validity lines become no clause.
        numbering: ``article``, ``measure`` or ``outline`` (see scheme.py).
        citeable: the only article numbers to keep; empty keeps all.
        headings: where the source has lost the stop after a heading: number -> heading.

    Raises:
        CorpusError: unknown numbering, a number twice, a citeable number or heading not there.
    """
    lines = read_lines(source)
    scheme = choose_scheme(numbering, lines)
    reader = _ClauseReader(policy_id, source, scheme, dict(headings or {}))
    kept = tuple(citeable)
    blocks = _find_blocks(lines, scheme, source)
    missing = sorted(set(kept) - {block.head.number for block in blocks})
    if missing:
        raise CorpusError(f"{policy_id}：原文里没有编号为 {missing} 的条款，请核对 clauses。")
    clauses: list[Clause] = []
    for block in blocks:
        if not kept or block.head.number in kept:
            clauses += reader.read(block)
    unused = sorted(set(reader.headings) - {str(clause.id.article) for clause in clauses})
    if unused:
        raise CorpusError(f"{policy_id}：没有第 {unused} 条，请核对 headings。")
    return tuple(clauses)


def partition(source: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    r"""The outermost clauses and what stands between them; joined they are the source.

    >>> partition("甲\n", ())
    ('甲\n',)
    """
    pieces: list[str] = []
    at = 0
    for clause in sorted(clauses, key=lambda clause: (clause.start, -clause.end)):
        if clause.start < at:
            continue
        pieces += [source[at : clause.start], source[clause.start : clause.end]]
        at = clause.end
    pieces.append(source[at:])
    return tuple(piece for piece in pieces if piece)


def _find_blocks(lines: Sequence[Line], scheme: Scheme, source: str) -> list[_Block]:
    """Gather the lines of each clause; a chapter heading or closing line ends the one above."""
    first = _first_clause(lines, scheme.clause)
    blocks: list[_Block] = []
    current: list[Line] = []
    chapter, last, is_fresh = "", 0, False

    def close() -> None:
        if current:
            blocks.append(_Block(chapter, tuple(current)))
            current.clear()

    for at, line in enumerate(lines):
        starts = line.kind is scheme.clause and at >= first
        if _is_chapter(line, scheme, source):
            close()
            chapter, is_fresh = source[line.start : line.end], True
        elif line.kind is Kind.CLOSING or (
            line.kind is Kind.VALIDITY
            and current
            and source[current[-1].end - 1] in _PARAGRAPH_ENDS
        ):
            close()
        elif starts and (line.number > last or (line.number == 1 and is_fresh)):
            close()
            current.append(line)
            last, is_fresh = line.number, False
        elif current:
            current.append(line)
    close()
    return blocks


def _is_chapter(line: Line, scheme: Scheme, source: str) -> bool:
    if line.kind not in scheme.chapters:
        return False
    if scheme.clause is Kind.ARTICLE and line.kind is Kind.SECTION:
        text = source[line.start : line.end]
        return len(text) <= _LONGEST_CHAPTER and not set(text) & set("。；;")
    return True


def _first_clause(lines: Sequence[Line], kind: Kind) -> int:
    """Where the counting begins: a lone number above it (a number of the document) is skipped."""
    found = [(at, line.number) for at, line in enumerate(lines) if line.kind is kind]
    for (at, number), (_, following) in pairwise(found):
        if number == 1 or following != 1:
            return at
    return found[-1][0] if found else 0


@dataclass(frozen=True, slots=True)
class _ClauseReader:
    """Turns blocks of lines into clauses."""

    policy_id: str
    source: str
    scheme: Scheme
    headings: dict[str, str]

    def read(self, block: _Block) -> list[Clause]:
        """The article and its items."""
        number = block.head.number
        label = _label(self.scheme.clause, number)
        starts = self._item_starts(block.lines)
        lead = block.lines[: starts[0]] if starts else block.lines
        whole = self._clause(
            ClauseId(self.policy_id, number), label, block, lead, is_leaf=not starts
        )
        clauses = [whole]
        for start, stop in pairwise([*starts, len(block.lines)]):
            item = _Block(block.chapter, block.lines[start:stop])
            item_label = label + _label(item.head.kind, item.head.number)
            item_id = ClauseId(self.policy_id, number, item.head.number)
            clauses.append(self._clause(item_id, item_label, item, item.lines, is_leaf=True))
        return clauses

    def _item_starts(self, lines: Sequence[Line]) -> list[int]:
        """Positions of the lines that begin items counted 1, 2, 3 and on."""
        for kind in self.scheme.items:
            starts: list[int] = []
            for at, line in enumerate(lines[1:], 1):
                if line.kind is kind and line.number == len(starts) + 1:
                    starts.append(at)
            if len(starts) >= self.scheme.fewest_items:
                return starts
        return []

    def _clause(
        self,
        clause_id: ClauseId,
        label: str,
        block: _Block,
        lead: Sequence[Line],
        *,
        is_leaf: bool,
    ) -> Clause:
        start, end = block.head.start, block.lines[-1].end
        heading, body = self._heading(clause_id, block.lines)
        bodies, span = find_bodies(self.source[start:end], start)
        return Clause(
            id=clause_id,
            label=label,
            heading=heading,
            chapter=block.chapter,
            text=self.source[start:end],
            start=start,
            end=end,
            paragraphs=self._paragraphs(body, lead),
            is_leaf=is_leaf,
            bodies=bodies,
            bodies_span=span,
        )

    def _heading(self, clause_id: ClauseId, lines: Sequence[Line]) -> tuple[str, int]:
        """The heading and where the text after it begins."""
        head = lines[0]
        stated = self.headings.get(str(clause_id.article)) if clause_id.item is None else None
        if stated is not None:
            if not self.source.startswith(stated, head.after):
                raise CorpusError(
                    f"{clause_id}：原文并不以 {stated!r} 开头，请从 source.txt 照抄 headings。"
                )
            return stated, head.after + len(stated)
        line = self.source[head.after : head.end]
        colon = self.scheme.has_colon_headings
        alone = 0
        if len(lines) > 1:
            alone = LONGEST if lines[1].spaced else LONGEST_UNSPACED
        length = heading_length(line, alone=alone, colon=colon)
        body = head.after + length
        if length and body < head.end:
            body += 1
            body += len(self.source[body : head.end]) - len(self.source[body : head.end].lstrip())
        return line[:length].rstrip(), body

    def _paragraphs(self, body: int, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
        """The paragraphs after label and heading; a line that was broken off goes on below."""
        spans: list[tuple[int, int]] = []
        for line in lines:
            start = max(line.start, body)
            if start >= line.end:
                continue
            goes_on = (
                bool(spans)
                and not line.spaced
                and line.kind is Kind.TEXT
                and self.source[spans[-1][1] - 1] not in _PARAGRAPH_ENDS
            )
            if goes_on:
                spans[-1] = (spans[-1][0], line.end)
            else:
                spans.append((start, line.end))
        return tuple(Paragraph(start, end) for start, end in spans)


def _label(kind: Kind, number: int) -> str:
    """The label written canonically: 第九条, （二）, 一、, 1."""
    match kind:
        case Kind.ARTICLE:
            return f"第{to_chinese(number)}条"
        case Kind.BRACKET:
            return f"（{to_chinese(number)}）"
        case Kind.SECTION:
            return f"{to_chinese(number)}、"
        case _:
            return f"{number}."
