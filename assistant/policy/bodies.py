"""The responsible bodies (责任单位, 牵头单位) that a clause names, and where."""

from __future__ import annotations

import re

from assistant.text.pattern import lazy

_ROLE = "(?:责任|責任|牵头|牽頭|配合|主管|实施|實施|落实|落實|承办|承辦)(?:单位|單位|部门|部門)"
_BRACKETED = lazy(rf"[(（](?={_ROLE}\s*[:：])")
_ROW = lazy(rf"^[ \t\u3000]*(?={_ROLE}\s*[:：])", re.MULTILINE)
_LEADS = lazy(
    "(?P<body>[^,，。；;、\\n]{2,18}?)[为是]本[^,，。；;]{1,6}?的?(?:牵头|主管|责任)(?:部门|单位)"
)
"""区科技和经济发展局为本办法牵头部门."""
_PREFIX = lazy(rf"^{_ROLE}\s*[:：]\s*")
_OPEN, _CLOSE = "(（", ")）"
_SEPARATORS = "，,、；;"


def find_bodies(text: str, offset: int = 0) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """The bodies named in a clause's text, in order, and the place of the first naming.

    The place is that of the bracket (责任单位：…) with its brackets, or of the whole row when the
    source names them in a row of their own; ``offset`` is where ``text`` begins in the source.

    >>> find_bodies("予以支持。(责任单位:市工信局,各区(新区、合作区管委会)政府)")[0]
    ('市工信局', '各区(新区、合作区管委会)政府')
    """
    spans = [span for start in _BRACKETED.finditer(text) if (span := _bracket(text, start.start()))]
    inner = [text[start + 1 : end - 1] for start, end in spans]
    for row in _ROW.finditer(text):
        end = text.find("\n", row.end())
        end = len(text) if end < 0 else end
        spans.append((row.end(), end))
        inner.append(text[row.end() : end].split("。")[0])
    if not spans and (leads := _LEADS.search(text)) is not None:
        spans.append(leads.span("body"))
        inner.append(leads["body"])
    bodies = dict.fromkeys(body for piece in inner for body in _split(piece))
    if not spans or not bodies:
        return (), None
    start, end = min(spans)
    return tuple(bodies), (offset + start, offset + end)


def _bracket(text: str, start: int) -> tuple[int, int] | None:
    """From an opening bracket to after the one that closes it."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
            if depth == 0:
                return start, at + 1
    return None


def _split(text: str) -> list[str]:
    """Cut at separators outside brackets and drop the words for the role."""
    pieces, depth, piece = [], 0, ""
    for sign in text:
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if depth <= 0 and sign in _SEPARATORS:
            pieces.append(piece)
            piece = ""
        else:
            piece += sign
    pieces.append(piece)
    names = (_PREFIX.sub("", piece.strip()).strip(" 。\n") for piece in pieces)
    return [name for name in names if name]


def is_short_for(short: str, full: str) -> bool:
    """Whether 市工信局 may be 市工业和信息化局: its characters in order, first and last the same.

    >>> is_short_for("市工信局", "市工业和信息化局"), is_short_for("市财政局", "市工业和信息化局")
    (True, False)
    """
    if not short or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
