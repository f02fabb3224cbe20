"""Lists in a message: their numbering (1、…2、…, ①…②…), and labels told apart from their numbers.

Numbering: text → text of the same length in which each marker is a semicolon, filled up with
characters that folding drops. Only markers that count up from one in order are numbering: "2、3月"
is none. Respective lists (算力、语料分别是300万、200万): which stretches of a text, put in order,
give each label its number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.text.pattern import lazy

_DROPPED = "\u200b"
_CIRCLED = lazy("[\u2460-\u2473\u2474-\u2487\u2776-\u277f\u2780-\u2789\u278a-\u2793]")
_FORMS = (
    lazy(r"[(（](?P<n>\d{1,2})[)）](?![条项款])"),
    lazy(
        r"(?:(?<=[。；;！？!?\n：:，, 　少吗呢])|^)[(（](?P<n>[一二三四五六七八九])[)）]"
        r"(?![条项款、,，和与跟至到])"
    ),
    lazy(r"[(（]?(?P<n>[甲乙丙丁戊己庚辛])(?:[)）]|[、.．])"),
    lazy(r"(?<![\d.第])(?P<n>\d{1,2})[、.．)）](?![\d.])"),
    lazy(r"(?:(?<=[。；;！？!?\n：:，, 　])|^)(?P<n>\d)[ 　]+(?=[“\u4e00-\u9fffA-Za-z])"),
    lazy(r"(?:(?<=[。；;！？!?\n：: 　])|^)(?P<n>[一二三四五六七八九])(?:、|是(?!个|家|种))"),
    lazy(r"(?:(?<=[。；;！？!?\n：:，, 　])|^)第(?P<n>[一二三四五六七八九])[、，,：:]"),
    lazy(
        r"(?:(?<=[。；;！？!?\n：:，, 　])|^)(?P<n>\d)(?=[\u4e00-\u9fff])"
        r"(?!年(?!度))(?![个项台款件套家条月日号天点成万亿千百十元块倍层栋平名位人次种笔份辆场期代轮季周小分间亩处批类级])"
    ),
)
_LETTERS = lazy(
    r"(?:(?<=[。；;！？!?\n：:，, 　])|^)(?P<n>[A-H])(?=[\u4e00-\u9fff])"
    r"(?![类级股轮座栋区家司厂企项组队方公单])"
)
"""A去年租金实付60万 B采购算力80万; A公司 and A轮 are names."""
_SLASH = lazy(
    r"(?<=[万亿元块个项台款件条%）)])[ 　]*(/)(?=[ 　]*[\u4e00-\u9fff]{2})"
    r"(?![ 　]*[十百千万亿]?[年月季天日周台个家项平人次件套辆款条间层㎡])"
)
"""A slash behind a number parts items (运营费900万/算力1100万); before a unit it is a price."""
_SPACED = lazy(
    r"(?<=[\u4e00-\u9fff）)])(?:[ 　]+(?P<a>/)[ 　]+|(?P<b>／))"
    r"(?=[“\u4e00-\u9fffA-Z]|\d[\d.]*[万亿w]?元?[\u4e00-\u9fff]{2})"
)
"""A slash with blanks round it, or a wide one, parts items, whatever they are."""
_NUMERALS = {
    c: n
    for s in ("一二三四五六七八九", "ABCDEFGH", "甲乙丙丁戊己庚辛")
    for n, c in enumerate(s, start=1)
}
_TABLE = str.maketrans("|｜", "，，")


def without_numbering(text: str) -> str:
    """The text with the markers of its lists turned into semicolons; the length stays.

    >>> without_numbering("①租算力②买语料").replace("\u200b", "")
    '租算力；买语料'
    >>> without_numbering("1、租算力2、买语料").replace("\u200b", "")
    '租算力；买语料'
    >>> without_numbering("前海：（一）所得税；（二）办论坛").replace("\u200b", "")
    '前海：；所得税；；办论坛'
    >>> without_numbering("2、3月都租了算力")
    '2、3月都租了算力'
    """
    left = list(text.translate(_TABLE))
    # - 龙岗 / 购买算力 / 900万, line by line: the slashes part what is said of one thing
    rows = sum(_SPACED.search(line) is not None for line in text.split("\n"))
    for pattern, mark in ((_SLASH, "；"), (_SPACED, "，" if rows > 1 else "；")):
        for match in pattern.finditer(text):
            left[match.start(match.lastindex or 0)] = mark
    spans = [m.span() for m in _CIRCLED.finditer(text)]
    if len(spans) < 2 or points_back(text):
        forms = (*_FORMS, _LETTERS)
        spans = next((found for form in forms if (found := _counting(form, text))), [])
    for start, end in spans:
        is_first = not text[:start].strip()
        left[start:end] = [_DROPPED if is_first else "；", *_DROPPED * (end - start - 1)]
    return "".join(left)


def points_back(text: str) -> tuple[tuple[int, int], ...]:
    """The place and the number of each circled number that names an item of an earlier list.

    Those of a list count up from one and are none.

    >>> points_back("②改成260万")
    ((0, 2),)
    >>> points_back("①租算力②买语料")
    ()
    """
    found = tuple((m.start(), _circled(m.group())) for m in _CIRCLED.finditer(text))
    is_list = len(found) > 1 and [n for _, n in found] == list(range(1, len(found) + 1))
    return () if is_list else tuple((at, n) for at, n in found if 0 < n < len(_ORDINALS))


_ORDINALS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """How the item of a list is named (2 → 第二个); 1 to 9."""
    return f"第{_ORDINALS[number]}个"


def _circled(character: str) -> int:
    """The number in a circle, brackets or a disc; 0 for none."""
    return int(unicodedata.numeric(character, 0))


def _counting(form: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The places of markers that count 1, 2, 3 … in order; none where there are fewer than two."""
    found: list[tuple[int, int]] = []
    for match in form.finditer(text):
        number = match["n"]
        value = _NUMERALS.get(number) or int(number)
        if value == len(found) + 1:
            found.append(match.span())
    return found if len(found) > 1 else []


_NUMBER = r"(?:[\d.]+|[一二两三四五六七八九十百千万亿]+)(?:[万亿千百]|w)?(?:元|块|个|项|台|款|件)?"
_NUMBERS = lazy(
    rf",?(?:分别|依次|各)(?:是|为|花了?|用了?|有|投了?|:)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:、|和|与|,)(?!一[起共并块次同律般旦直定些道切]){_NUMBER})+)"
)
_NO_LABEL = lazy(r"[,。;!?:\d]")
_FIRST_LABEL = 14
_LABEL = 12
"""No label has more characters, the first of them with what leads to it."""
_AND = lazy("、|和|与|,")


def respective(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a folded text in an order that puts each number behind its own label.

    Where labels and numbers are not told apart, or are not as many, it is the whole text. Whoever
    joins the stretches puts a comma before the next label.

    >>> text = "算力、语料分别是300万、200万,各补多少"
    >>> [text[low:high] for low, high in respective(text)]
    ['算力', '300万', '语料', '200万', ',各补多少']
    """
    whole = ((0, len(text)),) if text else ()
    match, start = next(_labelled(text), (None, 0))
    if match is None:
        return _shared_number(text) or _former_and_latter(text) or whole
    labels = _items(text, start, match.start())
    numbers = _items(text, *match.span("numbers"))
    if len(labels) != len(numbers):
        return whole
    pairs = [span for pair in zip(labels, numbers, strict=True) for span in pair]
    spans = [(0, start), *pairs, (match.end(), len(text))]
    return tuple((low, high) for low, high in spans if low < high)


_FORMER = lazy(
    r"(?P<one>[\u4e00-\u9fff]{2,12}?)(?:和|与|跟|及|、)(?P<two>[\u4e00-\u9fff]{2,12}?)"
    r"(?:这?[两二](?:件事?|个|样|项|块|条|笔))?[:,。;](?P<former>前者[^。!?]{2,40}?)[,;。]"
    r"(?P<latter>后者[^。!?]{2,60})"
)
_WHICH = len("前者")


def _former_and_latter(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches that put what is told of the former and the latter behind their names.

    >>> text = "算力和语料两件事:前者合同200万,后者花了30万"
    >>> [text[low:high] for low, high in _former_and_latter(text)]
    ['算力', '合同200万', '语料', '花了30万']
    """
    match = _FORMER.search(text)
    if match is None:
        return ()
    former, latter = match.span("former"), match.span("latter")
    spans = [
        (0, match.start("one")),
        match.span("one"),
        (former[0] + _WHICH, former[1]),
        match.span("two"),
        (latter[0] + _WHICH, len(text)),
    ]
    return tuple((low, high) for low, high in spans if low < high)


_EACH = lazy(
    r"(?P<first>[\u4e00-\u9fff]{2,24}(?:\([^()]{1,30}\))?)(?P<more>(?:、[\u4e00-\u9fff]{1,8})*)(?:、|和|与|跟|及|以及)"
    r"(?P<last>[\u4e00-\u9fff]{2,10}?)(?:我们?|咱们?|我司|公司)?[都也]?各自?"
    r"(?:[\u4e00-\u9fff]{1,3}了|有|是|为|拿|花|投|用|买|主导|牵头)?"
    rf"(?P<number>{_NUMBER}(?<![\d.一二两三四五六七八九十百千]))(?!数|金额|答案|结果|说法)"
)


_SHARES = lazy("(?:国际|国家|行业|团体|地方|企业|重大|重点|面上|级|新建|已建|境内|跨境|[大中小])$")
"""What of two kinds the first is called by, where only the last has their noun."""


def _shared_number(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches that put one number behind each thing it is told for; () where there is none.

    Kinds may share the noun that ends the last of them.

    >>> def read(text):
    ...     return [text[low:high] for low, high in _shared_number(text)]
    >>> read("国际、国家和行业标准各2项")
    ['国际', '标准', '2项', '国家', '标准', '2项', '行业标准', '2项']
    >>> read("算力和语料各花了300万")
    ['算力', '300万', '语料', '300万']
    >>> read("语料(非关联,平台买的)和算力各花了200万")
    ['语料(非关联,平台买的)', '200万', '算力', '200万']
    >>> read("国际标准跟国家标准我们各主导了一项")[:2]
    ['国际标准', '一项']
    >>> read("典型案例和示范项目各2个")
    ['典型案例', '2个', '示范项目', '2个']
    """
    match = _EACH.search(text)
    if match is None:
        return ()
    number, last = match.span("number"), match.span("last")
    kinds, low = [match.span("first")], match.start("more")
    for kind in match["more"].split("、")[1:]:
        kinds.append((low + 1, low + 1 + len(kind)))
        low += 1 + len(kind)
    size = kinds[1][1] - kinds[1][0] if len(kinds) > 1 else (last[1] - last[0]) // 2
    head = (last[0] + size, last[1])
    is_shared = (
        size > 1
        and head[0] < head[1]
        and all(end - start == size for start, end in kinds[1:])
        and not text[: kinds[0][1]].endswith(text[slice(*head)])
        and (len(kinds) > 1 or _SHARES.search(text, 0, kinds[0][1]) is not None)
    )
    spans = [(0, kinds[0][0])]
    for kind in kinds:
        spans += [kind, head, number] if is_shared else [kind, number]
    spans += [last, number, (match.end(), len(text))]
    return tuple((low, high) for low, high in spans if low < high)


_RUN_ON = lazy(
    r"(?<=[\u4e00-\u9fff])(?<![了有过着是为到共和与第每各这那几上下前后近])"
    r"(?:\d+|[一二两三四五六七八九十])(?P<unit>[个项条件款台场])"
    r"(?=[\u4e00-\u9fff]{2,8}?(?:\d+|[一二两三四五六七八九十])(?P=unit)(?:[,。;!?、]|$))"
)


def run_on(text: str) -> tuple[int, ...]:
    """Where counts behind their nouns follow one another without a mark in a folded text.

    >>> run_on("国际标准一项国家标准一项")
    (6,)
    >>> run_on("有一项国际标准两项国家标准")
    ()
    """
    return tuple(match.end() for match in _RUN_ON.finditer(text))


def _labelled(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each list of numbers with the place where the list of its labels begins."""
    low = 0
    for match in _NUMBERS.finditer(text):
        for stop in _NO_LABEL.finditer(text, low, match.start()):
            low = stop.end()
        start = _first_label(text, low, match.start())
        if start is not None:
            yield match, start


def _first_label(text: str, low: int, high: int) -> int | None:
    """Where labels that end at ``high`` begin, as far to the left as they can.

    Two labels at least, with 、, 和 or 与 between; worked out from the right, a place at a time: a
    pattern would try every way to part them, and 和和和和… has more than can be tried.
    """
    joins = bytearray(high + 1 - low)
    joins[high - low] = 1
    for at in range(high - 2, low, -1):
        if text[at] not in "、和与":
            continue
        for end in range(at + 2, min(at + 1 + _LABEL, high) + 1):
            if text[end - 1] == "、":
                break
            if joins[end - low]:
                joins[at - low] = 1
                break
    joins[high - low] = 0
    first = next((at for at in range(len(joins)) if joins[at]), None)
    if first is None:
        return None
    return next(at for at in range(len(joins)) if any(joins[at + 1 : at + 1 + _FIRST_LABEL])) + low


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for joint in _AND.finditer(text, start, end):
        found.append((start, joint.start()))
        start = joint.end()
    return [*found, (start, end)]
