"""The page's own words and whole answers in traditional characters; quotes stay as published.

hant.txt is made at release time (benchmarks/make_hant.py) of the words in use. Texts of policies
come in through variables of the templates and are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup
from starlette.responses import Response
from starlette.types import Scope

from assistant.web.drawing.static_files import STATIC, Static

TABLE = Path(__file__).with_name("hant.txt")
FOLDER = "static-hant"
"""Where the converted scripts are served: as deep below the root as the others."""


@cache
def table() -> Mapping[str, str]:
    """Simplified words and characters → traditional."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    entries = [entry for line in lines if not line.startswith("#") for entry in line.split()]
    return {entry[: len(entry) // 2]: entry[len(entry) // 2 :] for entry in entries}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(table(), key=lambda entry: -len(entry))
    return re.compile("|".join(map(re.escape, longest_first)))


def to_hant(text: str) -> str:
    """The text in traditional characters, as far as the table knows them.

    >>> to_hant("复制（含依据），联系主管部门")
    '複製（含依據），聯繫主管部門'
    """
    return _pattern().sub(lambda found: table()[found.group()], text)


_KEPT = frozenset(
    {"quote", "url", "id", "conversation_id", "question", "clause_id", "policy_id", "rule_id"}
    | {"code", "kind", "role", "status", "outcome", "validity", "topic", "met", "fact", "facts"}
    | {"name", "reason", "policy_title"}
)
"""Members of an answer that stay: what is published, and what is no word; draw/hant.js the same."""


def in_hant(value: Any, key: str = "") -> Any:
    """A part of an answer's JSON as its reader sees it."""
    if key in _KEPT:
        return value
    if isinstance(value, str):
        return to_hant(value)
    if isinstance(value, list):
        return [in_hant(one) for one in value]
    if isinstance(value, dict):
        return {name: in_hant(one, name) for name, one in value.items()}
    return value


_SPOKEN = ("aria-label", "title", "placeholder")
"""Attributes whose value a reader sees or hears."""
_ATTRIBUTE = re.compile(rf'\b({"|".join(_SPOKEN)})="([^"]*)"')
_OPEN = frozenset({"br", "img", "input", "hr", "meta", "link", "rect", "line", "path", "circle"})
"""Elements that nothing closes, in HTML and in our drawings."""
_VERBATIM = frozenset({"textarea", "script", "style", "code", "pre"})
"""Elements that hold what the user wrote, or what machines read."""


class _Converting(HTMLParser):
    """Copies markup: words are converted, but not what is marked as published (lang=zh-Hans)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.made: list[str] = []
        self._kept: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        is_kept = tag in _VERBATIM or ("lang", "zh-Hans") in attrs
        if not self._kept:
            raw = _ATTRIBUTE.sub(lambda found: f'{found[1]}="{to_hant(found[2])}"', raw)
        self.made.append(raw)
        if (self._kept or is_kept) and tag not in _OPEN and not raw.endswith("/>"):
            self._kept.append(tag)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.made.append(f"</{tag}>")
        if self._kept and self._kept[-1] == tag:
            self._kept.pop()

    def handle_data(self, data: str) -> None:
        self.made.append(data if self._kept else to_hant(data))

    def handle_entityref(self, name: str) -> None:
        self.made.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.made.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.made.append(f"<!--{data}-->")


def html_in_hant(html: str) -> Markup:
    """Part of a page as its reader sees it, whatever put the words into it; values stay.

    >>> str(html_in_hant('<option value="龙岗区" title="区">龙岗区<q lang="zh-Hans">龙</q>'))
    '<option value="龙岗区" title="區">龍崗區<q lang="zh-Hans">龙</q>'
    """
    parser = _Converting()
    parser.feed(html)
    parser.close()
    return Markup("".join(parser.made))


class Traditional(Extension):
    """Converts what a template itself says: its text, and the literals in its expressions."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Each token, data and strings converted; status words that are compared stay."""
        for token in stream:
            if token.type in ("data", "string") and token.value not in KEYS:
                yield Token(token.lineno, token.type, to_hant(token.value))
            else:
                yield token


KEYS = frozenset({"满足", "不满足", "缺信息"})
"""Words of the contract that templates compare with; they stay as they are."""


class StaticHant(Static):
    """The page's scripts with their words converted."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The converted script; everything that is no script of the page is 404."""
        if not re.fullmatch(r"(draw/)?[a-z]+\.js", path) or not (STATIC / path).is_file():
            return Response(status_code=404)
        response = Response(converted(path), media_type="text/javascript; charset=utf-8")
        response.headers["cache-control"] = "no-cache"
        return response


@cache
def converted(name: str) -> str:
    """A script of the page with its words converted."""
    return to_hant((STATIC / name).read_text(encoding="utf-8"))
