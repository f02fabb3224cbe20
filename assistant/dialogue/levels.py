"""What asks the district and the city for all that a message tells, at its end or its head.

区跟市,两样,四个数; 先说区里的,再说市里的; 区补、市补分开列; 两级都给我: nothing but the two
levels and words of asking, so that each matter told before is asked about on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.pattern import lazy

_WHOSE = "(?:里[面头边]?|级|一级|[那这]边|层面|政府|两?头)?(?:的|补贴?|奖励?|资助)?"
_OWN = f"(?P<own>本?区{_WHOSE})"
_CITY = f"(?P<city>市{_WHOSE})"
_BOTH = "(?P<both>(?:[市区、和跟与]{0,3}两级|市区|区市)(?:的|都)?)"
_SAYS = (
    "[,。;!?、:\\s]|和|跟|与|还有|以及|先|再|然后|接着|也|都|各自?(?!个?区)|分别|分开|单独|一起|统统|全部?|别漏|"
    "列(?:出来|一下)?|写|算(?:一下|下来|算)?|说(?:一下|说)?|讲|报|给|告诉|要|看|问(?:一下)?|想|请|麻烦|帮|我们?|你|就|"
    "[能可]以?|补|奖|拿|领|多少|几何|怎么|[多几]?钱|数字?|清楚|出来|一下|吧|呢|啊|呀|哈|最[高多]|封顶|顶格|上限|"
    "一?[份遍下次块笔]|[一两二三四五六七八2-8](?:个|样|项|笔|条|份|件|块|遍)(?:数字?|钱|事|补贴)?"
)
_PIECE = lazy(f"{_BOTH}|{_OWN}|{_CITY}|{_SAYS}")
_STARTS = lazy("(?<=[,。;!?:、\\n])")
_HEAD = lazy("[^。;!?,:]{4,24}(?=:)|(?=[^,:]*(?:问|算|列|要|多少))[^。;!?,:]{4,24}(?=,)")
_LEVEL = re.compile("[区市]|两级")


@dataclass(frozen=True, slots=True)
class Levels:
    """Where the two levels are asked about: the whole stretch, and each word of a level."""

    start: int
    end: int
    own: tuple[tuple[int, int], ...]
    city: tuple[tuple[int, int], ...]


def levels_asked(text: str) -> Levels | None:
    """The end or the head of a folded message that asks on both levels; None where none does."""
    if _LEVEL.search(text) is None:
        return None
    for start in _starts(text):
        found = _read(text, start, len(text))
        if found is not None:
            return found
    head = _HEAD.match(text)
    return _read(text, 0, head.end()) if head else None  # 区里市里都问:…


def _starts(text: str) -> Iterator[int]:
    """Where clauses of the last sentences begin, the first one first."""
    low = max(0, len(text) - _LONGEST)
    return (m.start() for m in _STARTS.finditer(text, low))


_LONGEST = 48
"""No such end of a message is longer."""


def _read(text: str, start: int, end: int) -> Levels | None:
    own: list[tuple[int, int]] = []
    city: list[tuple[int, int]] = []
    place = start
    while place < end:
        piece = _PIECE.match(text, place, end)
        if piece is None:
            return None
        if piece["both"]:
            # 市区两级: the first of its characters for one level, the second for the other.
            own.append((place, place + 1))
            city.append((place + 1, place + 2))
        elif piece["own"]:
            own.append(piece.span())
        elif piece["city"]:
            city.append(piece.span())
        place = piece.end()
    return Levels(start, end, tuple(own), tuple(city)) if own and city else None
