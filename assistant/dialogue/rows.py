"""Things told one by one with how many they are: 换脸检测、声音克隆、数字人,三个算法.

What is counted has no names of its own; what a message called each of them tells which one a later
message means (声音克隆那个还在公示,没进).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.dialogue.struck import says_out
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_ITEM = r"[^,。;:!?、\s\d一二两三四五六七八九十]{2,10}"
_ROW = lazy(
    rf"(?P<row>(?:{_ITEM}、){{0,12}}{_ITEM}?(?:、|和|跟|与|以及|还有){_ITEM}?)[,:]?(?:这|那|一共|总共|合计|共|我们|就)*"
    r"(?P<n>[二两三四五六七八九十]|\d{1,2})[个项款条套种台]"
)
_ROW_BEHIND = lazy(
    r"(?P<n>[二两三四五六七八九十]|\d{1,2})[个项款条套种台][^,。;:!?、\d]{0,12}[,:](?:分别|一个)?(?:是|叫|为)?"
    rf"(?P<row>{_ITEM}(?:、{_ITEM})*(?:、|和|跟|与|以及|还有){_ITEM})(?=[,。;!?]|$)"
)
"""三个大模型备案了:客服、合同、报税."""
_SPLIT = lazy("、|和|跟|与|以及|还有")
_CLAUSE = lazy("[^,。;!?]+")
_SENTENCE = lazy("[^。;!?]+")
_UNDER_WAY = lazy(
    "还在|正在|在(?:公示|排队|审|走流程|办|补)|[没未](?:进|上|下|过|批|成|到|列|入|有)|等着|卡[住在]"
)
_IN = lazy(
    "(?:[进过成批上列入]|下来|通过|评上|拿到)了|已经?[^,。;!?]{0,4}(?:[进过批上]|下来)|也(?:算|[进过批上])"
)
_ASKS = lazy("[吗么?]|算不算|是不是|行不行|能不能|呢$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """Which of a row a message says are out and in, and the stretches that say so."""

    out: frozenset[int]
    back: frozenset[int]
    spans: tuple[tuple[int, int], ...]


def rows_in(told: str) -> Iterator[tuple[str, ...]]:
    """The rows of a text, each as what its things are called."""
    for match in (*_ROW.finditer(told), *_ROW_BEHIND.finditer(told)):
        items = tuple(filter(None, _SPLIT.split(match["row"])))
        number = read_number(match["n"])
        if number is not None and number.value == len(items) > 1:
            yield items


def said_of(items: tuple[str, ...], text: str) -> Said:
    """What a message says of the things of a row, clause by clause."""
    out, back = set[int](), set[int]()
    spans: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        if _ASKS.search(text, sentence.start(), sentence.end() + 1):
            continue
        open_, since = frozenset[int](), 0
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            low, high = clause.span()
            named = frozenset(n for n in range(len(items)) if _is_named(items, n, clause.group()))
            if named:
                open_, since = named, low
            if not open_:
                continue
            if _UNDER_WAY.search(text, low, high) or says_out(text, low, high):
                out |= open_
                spans.append((since, high))
            elif named and _IN.search(text, low, high):
                back |= open_
                spans.append((low, high))
    return Said(frozenset(out), frozenset(back - out), tuple(spans))


def names_one(rows: Iterable[tuple[str, ...]], text: str) -> bool:
    """Whether a message calls one of a row by its name."""
    return any(_is_named(items, n, text) for items in rows for n in range(len(items)))


def _is_named(items: tuple[str, ...], place: int, clause: str) -> bool:
    """Whether a clause calls one of a row; the first by an end of what stands before the row."""
    item = items[place]
    if item in clause:
        return True
    ends = (item[n:] for n in range(1, len(item) - _SHORTEST + 1)) if place == 0 else ()
    return any(end in clause and not any(end in o for o in items[1:]) for end in ends)
