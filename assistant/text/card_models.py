"""Models of graphics cards that are called by a number (租4090, 租了5090显卡): 显卡, and no sum.

A number of the series behind 租, a maker or a measure word, or before 显卡, tells which card it is;
with a unit behind it (4090元, 3060平) it stays the number that it is.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_CARD = "显卡"
_SERIES = r"(?:rtx|geforce)?\s?[2-6]0[5-9]0\s?(?:ti|super|d)?(?![\da-z.])"
_LETTERED = r"(?:(?:[abhlv]\d{1,2}0s?|mi\d{3}x?)(?![\da-z.])|910[abc]\d?(?![\da-z.]))"
_MAKER = r"(?:英伟达|昇腾|升腾|华为|nvidia)"
_RENT = r"(?<![月房年日季])(?:租用?|租赁)(?:了|过|着|的是?)?\s?"
_LEAD = rf"(?:{_RENT}{_MAKER}?|{_MAKER}(?:的)?|[\d一二两三四五六七八九十百][张块])\s?"
_NO_UNIT = (
    r"(?!\s?(?:[元块万亿千百十wk平㎡年天人号栋室楼座层]|[个台张套](?!月)"
    r"|一?个月(?![^,，。;；\d]{0,6}\d)))"
)
_CARD_BEHIND = r"\s?的?(?:显卡|gpu|卡(?![车位]))"
_GOES_ON = r"(?=\s|[,，。;；!！?？、]|[花用付交训跑做推一每共总合费来年月两三四五六七八九十半\d]|$)"
_MODELS = (
    lazy(rf"(?<![\d.])(?i:(?P<model>{_SERIES}{_CARD_BEHIND}))"),
    lazy(rf"(?i:{_LEAD})(?i:(?P<model>{_SERIES})){_NO_UNIT}"),
    lazy(rf"(?i:(?:{_RENT}{_MAKER}?|{_MAKER}))\s?(?i:(?P<model>{_LETTERED})){_GOES_ON}"),
)
_OF_ROOM = lazy("房|办公|厂|场地|面积|店|平米|平方")
_MARK = lazy("[,，。;；!！?？]")
_NUMBERED = lazy(r"\d0|910|(?i:mi)\d")


def as_cards(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with 显卡 for each model of one, and the place of each of its characters.

    >>> as_cards("租4090花了80万")[0]
    '租显卡花了80万'
    >>> as_cards("月租4090元")[0]
    '月租4090元'
    """
    if not _NUMBERED.search(text):
        return text, tuple(range(len(text)))
    found = {m.span("model") for pattern in _MODELS for m in pattern.finditer(text)}
    spans = sorted(span for span in found if not _is_of_room(text, *span))
    pieces: list[str] = []
    places: list[int] = []
    kept = 0
    for start, end in spans:
        if start < kept:
            continue
        pieces += [text[kept:start], _CARD]
        places += [*range(kept, start), start, end - 1]
        kept = end
    pieces.append(text[kept:])
    return "".join(pieces), (*places, *range(kept, len(text)))


def _is_of_room(text: str, start: int, end: int) -> bool:
    """Whether the clause around a number speaks of a room: 租4090的办公室."""
    low = max((m.end() for m in _MARK.finditer(text, 0, start)), default=0)
    mark = _MARK.search(text, end)
    return _OF_ROOM.search(text, low, mark.start() if mark else len(text)) is not None
