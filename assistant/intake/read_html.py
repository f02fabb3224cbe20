"""A page of a web site: its main text, tables as rows, without menus and scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.intake.read_text import decode
from assistant.intake.reading import Reading, tidy

_DROPPED = (
    "script, style, noscript, template, nav, header, footer, aside, form, iframe, svg, button"
)
_MAIN = (
    "article, main, #zoom, #UCAP-CONTENT, .TRS_Editor, .article-content, .pages_content, "
    "#content, .content, .article, .news_content, .xxgk_content, .wznr"
)
_BLOCKS = frozenset(
    "p div section article table tr li h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl dt dd br".split()  # noqa: SIM905
)
_META = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{3,20})""")
_ENOUGH = 0.5
"""A part of the page is its main text when it holds this share of its characters."""


def read_html(path: Path) -> Reading:
    """A page that was saved."""
    from selectolax.lexbor import LexborHTMLParser

    data = path.read_bytes()
    named = _META.search(data[:3000])
    text = ""
    if named is not None:
        try:
            text = data.decode(named.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            text = ""
    tree: Any = LexborHTMLParser(text or decode(data, path)[0])
    title = tree.css_first("title")
    for node in tree.css(_DROPPED):
        node.decompose()
    body = tree.body
    whole = len(body.text(deep=True)) if body is not None else 0
    candidates = [node for node in tree.css(_MAIN) if len(node.text(deep=True)) > _ENOUGH * whole]
    main = min(candidates, key=lambda node: len(node.text(deep=True)), default=body)
    lines = "" if main is None else _text(main)
    headline = tree.css_first("h1")
    name = headline.text(strip=True) if headline is not None else ""
    if not name and title is not None:
        name = re.split(r"[-_|—]", title.text(strip=True))[0].strip()
    url = tree.css_first('link[rel="canonical"]')
    address = url.attributes.get("href") or "" if url is not None else ""
    return Reading(tidy(_collapsed(lines)), "网页", title=name, url=address)


def _text(node: Any) -> str:
    """The text with a line for every block; cells of a row are joined by blanks."""
    parts: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            parts.append(re.sub(r"[ \t\r\n\u00a0]+", " ", child.text_content or ""))
        elif child.tag == "table":
            parts.append("\n" + _table(child) + "\n")
        elif child.tag in _BLOCKS:
            parts.append("\n" + _text(child) + "\n")
        elif child.tag not in ("-comment", "-doctype"):
            parts.append(_text(child))
    return "".join(parts)


def _table(table: Any) -> str:
    """One row a line; a table that only lays out the page is read like any block."""
    rows = []
    for row in table.css("tr"):
        cells = [_collapsed(_text(cell)) for cell in row.css("td, th")]
        if any(cell.count("\n") > 1 for cell in cells):
            return "\n".join("\n".join(cells) for cells in [cells])
        rows.append(" | ".join(cell.replace("\n", "") for cell in cells))
    return "\n".join(rows)


def _collapsed(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
