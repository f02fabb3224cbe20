"""Scripts and style sheets made smaller for the wire, by tokens: comments, space, local names.

For our own sources only, which keep to this: every statement ends in a semicolon, one declaration
a statement, a template's ``${…}`` holds no brace and no template, no local name is that of a global
in use. Properties keep their names unless they begin with an underscore.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<template>`(?:\\.|[^`\\])*`)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\d[\w.]*|\.\d+)
    |(?P<regex>(?<=[(,=:?&|!]\s)/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/\w*
      |(?<=[(,=:?&|!])/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/\w*)
    |(?P<mark>=>|\.\.\.|\?\.|[=!]==?|[<>]=|\*\*|\+\+|--|&&|\|\||\?\?|.)""",
    re.DOTALL | re.VERBOSE,
)
_HOLE = re.compile(r"\$\{([^}]*)\}")
_OWN = re.compile(r"_[a-z]\w+")
_DECLARES = frozenset({"const", "let", "function", "class"})
_BEFORE_DECLARED = ("export", "async")
_KEPT = frozenset(
    re.findall(
        r"\w+",
        """as async await break case catch class const continue default delete do else export
        extends false finally for function get if import in instanceof let new null of return set
        static super switch this throw true try typeof undefined void while yield arguments""",
    )
)
_OPENING = ("(", "[", "{")
_CLOSING = (")", "]", "}")
_BEFORE_OBJECT = ("(", ",", "=", ":", "[", "?", "||", "&&", "...", "return", "const", "let")
_BEFORE_METHOD = ("{", "}", ",", "get", "static", "async", ";")
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_CAPITALS = _SMALL.upper()
_WORD = re.compile(r"[\w$]")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s*([{};,>])\s*|(:)\s+")
_CSS_QUOTED = re.compile(r"(?<==)\"([A-Za-z_][\w-]*)\"(?=\])")

Token = tuple[str, str]


def lean_css(source: str) -> str:
    r"""The style sheet without comments and needless space.

    >>> lean_css("/* a */ .b :hover {\n  color: red;\n}")
    '.b :hover{color:red}'
    """
    short = " ".join(_CSS_COMMENT.sub("", source).split())
    short = _CSS_QUOTED.sub(r"\1", _CSS_SPACE.sub(r"\1\2", short))
    return short.replace(";}", "}").replace(" !important", "!important").strip()


def lean_js(source: str) -> str:
    r"""The script without comments and needless space, with short local names.

    >>> lean_js("// Why.\nconst sum = 1;\nconst add = (more) => ({ sum, more: sum + more });")
    'const A=1;const B=(a)=>({sum:A,more:A+a});'
    """
    tokens = list(_tokens(source))
    top = _top_names(tokens)
    out = ""
    for part in _parts(tokens):
        text = _printed(part, _short_names(part, top))
        out += f" {text}" if _would_join(out[-1:], text[0]) else text
    return out


def _tokens(source: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(source):
        if match.lastgroup != "skip":
            yield str(match.lastgroup), match.group()


def _printed(tokens: list[Token], names: Mapping[str, str]) -> str:
    out = ""
    for (kind, text), use in zip(tokens, _uses(tokens), strict=True):
        if kind == "template":
            text = _HOLE.sub(lambda hole: f"${{{_printed(list(_tokens(hole[1])), names)}}}", text)
        elif kind == "name" and (use != "property" or _OWN.fullmatch(text)):
            short = names.get(text, text)
            text = f"{text}:{short}" if use == "both" and short != text else short
        elif text == "}" and out.endswith((";", ",")):
            out = out[:-1]
        out += f" {text}" if _would_join(out[-1:], text[0]) else text
    return out


def _would_join(last: str, first: str) -> bool:
    words = bool(_WORD.match(last) and _WORD.match(first))
    return words or (last == first and first in ("+", "-"))


def _uses(tokens: list[Token]) -> Iterator[str]:
    """For each token: "property", "both" (``{ name }``) or "variable", as far as it is a name."""
    open_: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        before = tokens[at - 1][1] if at else ""
        after = tokens[at + 1][1] if at + 1 < len(tokens) else ""
        if text in _OPENING:
            open_.append("object" if text == "{" and before in _BEFORE_OBJECT else text)
        elif text in _CLOSING and open_:
            open_.pop()
        inside = open_[-1] if open_ and kind == "name" else ""
        is_key = before in (".", "?.") or (after == ":" and before in ("{", ","))
        is_method = after == "(" and before in _BEFORE_METHOD and _opens(tokens, at + 1)
        if is_key or (is_method and inside in ("object", "{")):
            yield "property"
        elif inside == "object" and before in ("{", ",") and after in (",", "}", "="):
            yield "both"
        else:
            yield "variable"


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether the bracket at ``at`` closes in front of a body."""
    depth = 0
    for here in range(at, len(tokens) - 1):
        depth += (tokens[here][1] in _OPENING) - (tokens[here][1] in _CLOSING)
        if depth == 0:
            return tokens[here + 1][1] == "{"
    return False


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    """The file's declarations one by one: what is local to one may be named alike in others."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        is_start = token[1] in _DECLARES or token[1] in _BEFORE_DECLARED
        if depth == 0 and is_start and part and part[-1][1] not in _BEFORE_DECLARED:
            yield part
            part = []
        depth += (token[1] in _OPENING) - (token[1] in _CLOSING)
        part.append(token)
    yield part


def _top_names(tokens: list[Token]) -> dict[str, str]:
    """Names that the whole file sees: its own declarations, and properties with an underscore."""
    used = {text for kind, text in tokens if kind == "name"}
    capitals = (name for name in _letters(_CAPITALS) if name not in used)
    top: dict[str, str] = {}
    for part in _parts(tokens):
        words = [text for _, text in part[:4]]
        if words[0] == "async":
            words = words[1:]
        if words[0] in _DECLARES:
            top[words[1]] = next(capitals)
    own = sorted(name for name in used if _OWN.fullmatch(name))
    return {
        **top,
        **{name: f"_{short}" for name, short in zip(own, _letters(_SMALL), strict=False)},
    }


def _short_names(part: list[Token], top: Mapping[str, str]) -> dict[str, str]:
    """Every declared name in one part, the most used first, each with a short one."""
    code = [*part, *(token for hole in _holes(part) for token in hole)]
    used = Counter(text for kind, text in code if kind == "name")
    declared = _declared(part) - _KEPT
    free = [name for name, _ in used.most_common() if name in declared and name not in top]
    short = (name for name in _letters(_SMALL) if name not in used)
    return {**top, **{name: next(short) for name in free}}


def _holes(tokens: list[Token]) -> Iterator[list[Token]]:
    for kind, text in tokens:
        if kind == "template":
            for hole in _HOLE.finditer(text):
                yield list(_tokens(hole[1]))


def _declared(tokens: list[Token]) -> set[str]:
    """Names after const, let, function, class, import; parameters; names taken out of objects."""
    found = set()
    for at, ((kind, text), use) in enumerate(zip(tokens, _uses(tokens), strict=True)):
        if kind != "name" or use == "property":
            continue
        before = tokens[at - 1][1] if at else ""
        after = tokens[at + 1][1] if at + 1 < len(tokens) else ""
        is_exported = "export" in [text for _, text in tokens[max(at - 3, 0) : at]]
        if (before in _DECLARES and not is_exported) or after == "=>" or use == "both":
            found.add(text)
        if (
            before in ("(", ",", "...")
            and after in (",", ")", "=", "]", "}")
            and _is_parameter(tokens, at)
        ):
            found.add(text)
        if before in ("[", ",", "...") and after in (",", "]") and _is_pattern(tokens, at):
            found.add(text)
    return found


def _is_parameter(tokens: list[Token], at: int) -> bool:
    """Whether the bracket around the name closes in front of a body or an arrow."""
    end = _closing(tokens, at)
    return tokens[end][1] == ")" and end + 1 < len(tokens) and tokens[end + 1][1] in ("=>", "{")


def _is_pattern(tokens: list[Token], at: int) -> bool:
    """Whether the square bracket around the name is filled from an array."""
    end = _closing(tokens, at)
    follows = [text for _, text in tokens[end + 1 : end + 3]]
    return tokens[end][1] == "]" and (follows[:1] in (["="], ["of"]) or follows == [")", "=>"])


def _closing(tokens: list[Token], at: int) -> int:
    depth = 0
    for here in range(at, len(tokens)):
        depth += (tokens[here][1] in _OPENING) - (tokens[here][1] in _CLOSING)
        if depth < 0:
            return here
    return len(tokens) - 1


def _letters(alphabet: str) -> Iterator[str]:
    yield from alphabet
    for number in count():
        yield alphabet[number % len(alphabet)] + str(number // len(alphabet))
