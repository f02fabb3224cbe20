"""Cut the verbatim text of a policy into citeable clauses; the text itself is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.errors import CorpusError
from assistant.policy.blocks import PARAGRAPH_ENDS, Block, find_blocks
from assistant.policy.bodies import find_bodies
from assistant.policy.clause import Clause, ClauseId, Paragraph
from assistant.policy.heading import (
    LONGEST,
    LONGEST_UNSPACED,
    heading_length,
    marked_heading,
)
from assistant.policy.hierarchy import Tree, read_tree
from assistant.policy.lines import read_lines
from assistant.policy.marker import Kind, Line
from assistant.text.numerals import to_chinese
from assistant.text.pattern import lazy

NUMBERINGS = ("auto", "article", "measure", "outline")
"""``auto`` reads the numbering off the text; ``article`` and ``measure`` say that 第X条 is, or is
not, what counts the clauses; ``outline`` is for summaries and commentary: the top list alone, no
items, headings that end at a colon."""

_STATES_SUM = lazy(
    r"[0-9]\s*(?:[%％‰]|[万萬亿億]?\s*[元圓圆])(?=.{0,60}(?:奖|獎|补|補|资助|資助))"
    r"|(?:奖|獎|补|補|资助|資助).{0,60}?[0-9]\s*(?:[%％‰]|[万萬亿億]?\s*[元圓圆])"
)


def parse_clauses(
    policy_id: str,
    source: str,
    numbering: str = "auto",
    *,
    citeable: Iterable[int] = (),
    headings: Mapping[str, str] | None = None,
) -> tuple[Clause, ...]:
    """Find the clauses of a text, articles before their items, in the order of the text.

    Text above the first number becomes article 0 where it promises sums, and no clause otherwise.

    Args:
        policy_id: what the clause ids begin with.
        source: the verbatim text; title, address and validity lines become no clause.
        numbering: one of NUMBERINGS.
        citeable: the only article numbers to keep; empty keeps all.
        headings: where the source has lost the stop after a heading: number -> heading.

    Raises:
        CorpusError: unknown numbering, a citeable number or heading not there.
    """
    if numbering not in NUMBERINGS:
        raise CorpusError(f"不认识编号方式 {numbering!r}，可写：{'、'.join(NUMBERINGS)}。")
    is_outline = numbering == "outline"
    lines = read_lines(source)
    if numbering == "measure":
        lines = tuple(_as_text(line) if line.kind is Kind.ARTICLE else line for line in lines)
    tree = read_tree(source, lines, numbering)
    reader = _ClauseReader(policy_id, source, is_outline, dict(headings or {}))
    kept = tuple(citeable)
    blocks = find_blocks(source, lines, tree, items=not is_outline)
    missing = sorted(set(kept) - {block.number for block in blocks})
    if missing:
        raise CorpusError(f"{policy_id}：原文里没有编号为 {missing} 的条款，请核对 clauses。")
    if not blocks and numbering == "auto":
        return _whole(policy_id, source, lines)
    clauses: list[Clause] = [] if kept else _preamble(policy_id, source, lines, blocks, tree)
    for block in blocks:
        if not kept or block.number in kept:
            clauses += reader.read(block)
    unused = sorted(set(reader.headings) - {str(clause.id.article) for clause in clauses})
    if unused:
        raise CorpusError(f"{policy_id}：没有第 {unused} 条，请核对 headings。")
    return tuple(clauses)


def _whole(policy_id: str, source: str, lines: Sequence[Line]) -> tuple[Clause, ...]:
    """A text without any number is one clause, its lines the paragraphs."""
    if not lines:
        return ()
    start, end = lines[0].start, lines[-1].end
    parts = tuple(Paragraph(line.start, line.end) for line in lines)
    bodies, span = find_bodies(source[start:end], start)
    clause_id = ClauseId(policy_id, 1)
    return (
        Clause(clause_id, "全文", "", "", source[start:end], start, end, parts, True, bodies, span),
    )


def _as_text(line: Line) -> Line:
    return replace(line, kind=Kind.TEXT, number=0, after=line.start)


def _preamble(
    policy_id: str, source: str, lines: Sequence[Line], blocks: Sequence[Block], tree: Tree
) -> list[Clause]:
    """The lines above the first number, from the first that promises a sum to the last."""
    starts = [block.head.start for block in blocks[:1]]
    starts += [lines[tree.marks[n].at].start for n in sorted(tree.chapters)[:1]]
    end = min(starts, default=0)
    above = [line for line in lines if line.end <= end]
    found = [n for n, line in enumerate(above) if _STATES_SUM.search(source, line.start, line.end)]
    if not found:
        return []
    own = above[found[0] : found[-1] + 1]
    start, end = own[0].start, own[-1].end
    parts = tuple(Paragraph(line.start, line.end) for line in own)
    clause_id = ClauseId(policy_id, 0)
    return [Clause(clause_id, "前言", "", "", source[start:end], start, end, parts)]


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


@dataclass(frozen=True, slots=True)
class _ClauseReader:
    """Turns blocks of lines into clauses."""

    policy_id: str
    source: str
    is_outline: bool
    headings: dict[str, str]

    def read(self, block: Block) -> list[Clause]:
        """The article and its items."""
        number = block.number
        label = block.label or _label(block.head.kind, number)
        starts = block.starts
        lead = block.lines[: starts[0]] if starts else block.lines
        article = ClauseId(self.policy_id, number)
        whole = self._clause(article, label, block, lead, is_leaf=not starts)
        clauses = [whole]
        for start, stop in pairwise([*starts, len(block.lines)]):
            item = Block(number, block.chapter, block.lines[start:stop])
            item_label = label + _label(item.head.kind, item.head.number)
            item_id = ClauseId(self.policy_id, number, item.head.number)
            clauses.append(self._clause(item_id, item_label, item, item.lines, is_leaf=True))
        return clauses

    def _clause(
        self,
        clause_id: ClauseId,
        label: str,
        block: Block,
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
        marked = marked_heading(line)
        if marked is not None:
            return marked[0], head.after + marked[1]
        colon = self.is_outline or head.kind is Kind.NUMBER
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
                and self.source[spans[-1][1] - 1] not in PARAGRAPH_ENDS
            )
            if goes_on:
                spans[-1] = (spans[-1][0], line.end)
            else:
                spans.append((start, line.end))
        return tuple(Paragraph(start, end) for start, end in spans)


def _label(kind: Kind, number: int) -> str:
    """The label written canonically: 第九条, （二）, 一、, 1., （1）, ①, 附件2."""
    han = to_chinese(number)
    return {
        Kind.ANNEX: f"附件{number}",
        Kind.PART: f"第{han}章",
        Kind.SUBPART: f"第{han}节",
        Kind.TRACK: f"方向{han}",
        Kind.ARTICLE: f"第{han}条",
        Kind.SECTION: f"{han}、",
        Kind.BRACKET: f"（{han}）",
        Kind.BRACKET_NUMBER: f"（{number}）",
        Kind.CIRCLED: chr(ord("①") + number - 1),
    }.get(kind, f"{number}.")
