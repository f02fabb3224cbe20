"""Where a clause's heading ends: found conservatively, "" rather than wrong."""

from __future__ import annotations

from assistant.text.pattern import lazy

LONGEST = 30
"""A first sentence longer than this is text, not a heading."""

LONGEST_WITH_COMMA = 20
"""A heading may be two phrases with a comma between, but then it is shorter."""

LONGEST_UNSPACED = 20
"""A line right above the text is a heading if it is shorter than a line broken at the margin."""

_COMMAS = "，,"
_ENDS = "。；;！？!?"
_COLONS = "：:"
_GOES_ON = "的按照对對为為与與和及、在于於给給"
"""A line that ends so was only broken at the margin."""


_LONGEST_NAMED = 12
_STATES_SUM = lazy(r"\d\s*(?:[万亿]\s*)?[元%％‰]|百分之[一二三四五六七八九十]")


def _named(line: str) -> int:
    """落户奖励:新引进…: a short name before a colon with text behind it; 0 without.

    What introduces a list (下列情形之一的:, 按以下标准:) is no name.
    """
    at = next((at for at, sign in enumerate(line) if sign in _COLONS), -1)
    if not 2 <= at <= _LONGEST_NAMED or not line[at + 1 :].strip():
        return 0
    name = line[:at]
    is_list = name.endswith(("的", "如下", "标准", "条件", "包括", "单位", "部门", "其中"))
    return 0 if is_list or set(name) & {*_COMMAS, *_ENDS, "、"} else at


_MARKED = lazy(r"\s*[【〖\[](?P<name>[^【】〖〗\[\]]{2,20})[】〗\]]\s*(?=\S)")


def marked_heading(line: str) -> tuple[str, int] | None:
    """【适用对象】本政策适用于…: the name in brackets and where the text behind them begins.

    >>> marked_heading("【适用对象】本政策适用于")
    ('适用对象', 6)
    """
    found = _MARKED.match(line)
    return (found["name"], found.end()) if found is not None else None


def heading_length(line: str, *, alone: int, colon: bool) -> int:
    """How many characters of a clause's first line are its heading; 0 when it has none.

    The first sentence is the heading if it is short and something follows it; a line without a
    full stop is one if it stands alone above the clause's text and has at most ``alone``
    characters (0: no text follows). With ``colon`` (outlines) the heading may end at a colon.

    >>> heading_length("降低企业用数成本。支持企业通过平台购买语料。", alone=0, colon=False)
    8
    >>> heading_length("支持打造平台,集聚海内外人才,给予企业最高10万元。", alone=0, colon=False)
    0
    """
    stop = next((at for at, sign in enumerate(line) if sign in _ENDS), -1)
    if stop < 0 and alone:
        goes_on = line[-1:] in _COLONS + _COMMAS + _GOES_ON
        if len(line) <= alone and not goes_on:
            return len(line)
        if not colon:
            return 0
    if colon:
        at = next((at for at, sign in enumerate(line) if sign in _COLONS), -1)
        if 0 < at <= LONGEST_WITH_COMMA and not set(line[:at]) & {*_COMMAS, *_ENDS}:
            return at
    named = _named(line)
    if named:
        return named
    if stop <= 0 or line[stop] != "。" or not (alone or line[stop + 1 :].strip()):
        return 0
    if _STATES_SUM.search(line, 0, stop):
        return 0  # 更新渔船的,每艘补助20万元。: what is paid is no heading
    limit = LONGEST_WITH_COMMA if set(line[:stop]) & set(_COMMAS) else LONGEST
    return stop if stop <= limit else 0
