"""Where a room is: a栋2208, 3号楼5层, 1602室. It names no matter, and its digits count nothing."""

from __future__ import annotations

from assistant.text.pattern import lazy

_ROOM = r"\d{3,4}(?:室|房|号)?(?![\d.]|[万亿元块平㎡个台%w]|多)"
_FLOOR = rf"\d{{1,2}}[楼层](?:{_ROOM})?"
_ADDRESS = lazy(
    rf"(?<![a-z\d])(?:[a-z]\d?(?:栋|座|幢|单元)(?:{_ROOM}|{_FLOOR})?"
    rf"|\d{{1,2}}(?:栋|座|幢|号楼|单元)(?:{_ROOM}|{_FLOOR})|\d{{3,4}}(?:室|房(?!间|子|租|产|屋)))"
)


def addresses_in(text: str) -> list[tuple[int, int]]:
    """The addresses in a folded text: a building with its letter or room, a room with its number.

    >>> text = "龙华a栋2208,房租一年36万,买了3栋楼"
    >>> [text[start:end] for start, end in addresses_in(text)]
    ['a栋2208']
    """
    return [match.span() for match in _ADDRESS.finditer(text)]
