"""Source text as safe HTML: paragraphs, with marked passages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_PLACES = re.compile(r"\s*\[\d+\]")
_MARKS = re.compile(r"\s*\[\d+\]|\*\*|^(?:[-*]|#+)\s+", re.MULTILINE)


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def bare(text: str) -> str:
    """A sentence without its [1] marks and Markdown stars: the page draws both itself.

    >>> bare("最高**240万元**[1][2]。")
    '最高240万元。'
    """
    return _MARKS.sub("", text).strip()


def worded(text: str) -> Markup:
    """A sentence with **its stars** as <strong> and without [1] marks.

    >>> str(worded("最高 **240万元**。[1]"))
    '最高 <strong>240万元</strong>。'
    """
    html = Markup()
    for at, part in enumerate(_PLACES.sub("", text).split("**")):
        html += Markup("<strong>{}</strong>" if at % 2 else "{}").format(part)
    return html


def ticked(text: str) -> Markup:
    """The text with what stands between back-ticks as code.

    >>> str(ticked("用 `Accept` 头。"))
    '用 <code>Accept</code> 头。'
    """
    html = Markup()
    for at, part in enumerate(text.split("`")):
        html += Markup("<code>{}</code>" if at % 2 else "{}").format(part)
    return html


def marked(text: str, spans: Iterable[tuple[int, int]], name: str = "quote") -> Markup:
    """``text`` escaped, one <p> a line, with the half-open ``spans`` inside <mark>.

    The first mark has the id ``name``, "" for none. A span over several lines is marked in each of
    them; spans that overlap are joined, and what lies outside the text is cut off.

    >>> str(marked("甲乙丙", [(1, 2)]))
    '<p>甲<mark id="quote">乙</mark>丙</p>'
    """
    joined = _join(spans, len(text))
    parts: list[Markup] = []
    is_first = True
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        html, at = Markup(), line.start()
        for start, end in joined:
            low, high = max(start, at), min(end, line.end())
            if low >= high:
                continue
            mark = Markup(' id="{}"').format(name) if is_first and name else Markup()
            is_first = False
            html += escape(text[at:low]) + Markup("<mark{}>{}</mark>").format(mark, text[low:high])
            at = high
        parts.append(Markup("<p>{}</p>").format(html + escape(text[at : line.end()])))
    return Markup().join(parts)


def _join(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s), min(e, length)) for s, e in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined
