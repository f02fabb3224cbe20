"""Firms that one message tells of, each by a name of its own: 星桥科技租…800万,北辰智能租了2200万.

Names of firms are an open class, so none is listed. The message has to say that several ask: it
counts them (两家公司, 三个企业), or clauses open with words for a firm (A厂, 关联公司, 高校) and it
asks for each (各多少). Then each clause belongs to the firm that opened it, or one before it; what
stands before the first, what asks for each and what says something of all belongs to every one.
What is told of one in short (租了2200万) has the words of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dialogue.firm_labels import (
    FIGURE,
    Label,
    Labels,
    Names,
    clauses_in,
    counted,
    counts_in,
    lead_end,
)
from assistant.dialogue.language import own_pairs
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity

Spans = tuple[tuple[int, int], ...]
_Piece = tuple[int, tuple[int, int]]
"""A stretch, and the place in the text where it belongs."""

_NUM = "[一二两三四五六七八九十百千半]"
_TOGETHER = lazy(
    "(?<![混放搁合]在)一起(?![问算看报列说])|共同|联合(?!体)|合伙|合[买租建办投]|平分|平摊|分摊|各[付出]"
    "|公司的?合同[,:]"
)
_SELLS = lazy(
    "[^,。;!?:、]{0,3}?(?:收了|报了?价|开了?票|开具|供货|中标|承建|提供|垫|退给|返还|赔|借给|赞助"
    f"|[说讲]|告诉|提醒|出了?(?=\\d|{_NUM}+[万亿千百])|承担|投了?我们|卖)|[^,。;!?:、]{{0,8}}?给我们"
)
_SUPPLIES = lazy("供应商|供货商|卖家|卖方|房东|报价|投标|中标|评标")
_ASKS_EACH = lazy(
    "各自?(?:能|是|可以?|该|最多|最高)?(?:补|拿|得|领|奖|给|报|支持|资助)?(?:到|给)?(?:多少|几|怎|如何|算)"
    "|各[是能]|分别|各报各|逐[家个]|[两俩三四五]家[^,。;!?]{0,6}(?:多少|几|各)|每家|各自"
    "|都[能可][^,。;!?]{0,4}多少"
)
_EACH_WORDS = lazy(
    "各自|各(?=[是能补拿得领奖给报可该最多支资几])|分别(?:是|能)?|逐家|每家"
    "|[两俩三四五](?:家|边|个公司|个企业)"
)
_OF_ALL = lazy("(?:也|他们|大家|全)?(?:都|均|一律|同样)(?![有是]?[\\d一二两三四五六七八九十])")
_IS_NOT = lazy("(?:就|却|则|可)?(?:不是|没有?|不)[,。;!?、]?")
_IS = lazy("(?:已经?|就|刚)?(?:是|有)(?P<what>[^,。;!?:、]{2,8})")
_DENIES = lazy("[不没无非未别]")
_TIME = lazy("[年月季]")
_FEW, _MOST, _LONGEST, _ONLY_ASKS = 2, 5, 300, 6


@dataclass(frozen=True, slots=True)
class Firm:
    """One that a message tells of: its name, and the stretches of the text that are about it.

    ``filled`` has the words of the firm before for what is told in short (``is_short``).
    """

    who: str
    spans: Spans
    filled: Spans = ()
    is_short: bool = False


def firms_told(text: str, names: Names) -> tuple[Firm, ...]:
    """The firms that a folded message tells of, each with a figure; () where it does not say so."""
    if len(text) > _LONGEST or _TOGETHER.search(text) or _SUPPLIES.search(text):
        return ()
    many = counted(text)
    if many is None or not (many or _ASKS_EACH.search(text)):
        return ()
    labels = Labels(text, names, is_open=many > 0).found()
    if len({one.who for one in labels}) < _FEW:
        return ()
    if any(_SELLS.match(text, one.end) for one in labels):
        return ()
    owned, shared = _shares(text, labels)
    told = [w for w, spans in owned.items() if any(FIGURE.search(text, *s) for s in spans)]
    if not _FEW <= len(told) <= _MOST or len(told) < len(owned) or (many and len(told) != many):
        return ()
    if not (many or {one.who for one in labels if one.is_firm}.issuperset(told)):
        return ()  # A合同300万,B合同200万: contracts
    gone = [one.name for one in labels] + [m.span() for m in _EACH_WORDS.finditer(text)]
    gone += counts_in(text)
    every: list[_Piece] = []
    for clause in shared:
        left = _less((clause,), gone)
        every += (
            [] if _only_asks("".join(text[a:b] for a, b in left)) else [(s[0], s) for s in left]
        )
    called = [(one.start, one.end) for one in labels]
    firms: list[Firm] = []
    before: Spans = ()
    for who in told:
        own = _less(owned[who], gone)
        is_named = names.of_matter("".join(text[low:high] for low, high in own))
        filled = _filled(text, own, before)
        is_short = bool(filled) and not is_named
        spans = _in_order((*every, *_with_denied(text, own, before)))
        firms.append(Firm(who, spans, _in_order((*every, *filled)) if filled else (), is_short))
        before = _less(own, called) if is_named or not before else before
    return tuple(firms)


def _only_asks(said: str) -> bool:
    """Whether what is asked of each says nothing but that something is asked (求能得多少)."""
    said = said.rstrip(",。;!?:、")
    return said.endswith("多少") and len(said) <= _ONLY_ASKS and not _TIME.search(said)


def _in_order(pieces: Iterable[_Piece]) -> Spans:
    """The stretches in the order of the text, what is put in beside what it is put to."""
    return tuple(span for _, span in sorted(pieces, key=lambda one: one[0]) if span[0] < span[1])


def _shares(
    text: str, labels: Sequence[Label]
) -> tuple[dict[str, list[tuple[int, int]]], list[tuple[int, int]]]:
    """Whose each stretch of a message is, and the stretches that are everybody's."""
    owned: dict[str, list[tuple[int, int]]] = {}
    shared: list[tuple[int, int]] = []
    owners: list[str] = []
    is_row = False
    for start, end in clauses_in(text):
        own = [one for one in labels if start <= one.start < end]
        if not own:
            is_each = _ASKS_EACH.search(text, start, end) and not FIGURE.search(text, start, end)
            is_all = is_each or (start > labels[-1].start and _OF_ALL.match(text, start, end))
            mine = owned[owners[0]] if len(owners) == 1 and not is_all else shared
            mine.append((start, end))
            continue
        begin = own[0].start
        if begin > lead_end(text, start, end):
            shared.append((start, begin))  # 上年度房租|甲付了28万
        else:
            begin = start
        owners = list(dict.fromkeys((*(owners if is_row else ()), *(one.who for one in own))))
        rest = own[-1].end
        is_row = rest == end - 1 and text[rest] == "、"
        for one in own:
            owned.setdefault(one.who, [])
        if is_row:
            continue
        if len(owners) > 1:
            shared.append((rest, end))
            owners = []
        else:
            owned[owners[0]].append((begin, end))
    return {who: spans for who, spans in owned.items() if spans}, shared


def _less(spans: Sequence[tuple[int, int]], gone: Sequence[tuple[int, int]]) -> Spans:
    """Stretches without others that stand in them."""
    left = list(spans)
    for low, high in gone:
        cut = []
        for start, end in left:
            if high <= start or end <= low:
                cut.append((start, end))
                continue
            cut += [(a, b) for a, b in ((start, low), (high, end)) if a < b]
        left = cut
    return tuple(left)


def _with_denied(text: str, own: Spans, before: Spans) -> list[_Piece]:
    """一家是初创,…,一家不是: what is denied is what the one before is."""
    pieces: list[_Piece] = []
    for low, high in own:
        is_not = _IS_NOT.fullmatch(text, low, high)
        what = next((m for s in before if (m := _IS.match(text, *s))), None) if is_not else None
        mark = high - (text[high - 1] in ",。;!?、")
        put_in = [(low, what.span("what"))] if what else []
        pieces += [(low, (low, mark)), *put_in, (low, (mark, high))]
    return pieces


def _filled(text: str, own: Spans, before: Spans) -> list[_Piece]:
    """What is told of one with the words that lead to the figures of the one before it."""
    mine, theirs = _with_figures(text, own), _with_figures(text, before)
    if not mine or not theirs:
        return []
    parallel = _parallel(text, own, before, mine, theirs)
    if parallel:
        return parallel
    at, (low, first) = mine[0][0], (theirs[0][0][0], theirs[0][1][0].start)
    kept = _with_denied(text, own, before)
    return [(at[0], (low, first)), *kept] if low < first else kept


_Told = list[tuple[tuple[int, int], list[Quantity]]]


def _with_figures(text: str, spans: Spans) -> _Told:
    """The stretches that tell figures, with them."""
    quantities = [q for q in find_quantities(text) if q.role == "amount"]
    found = [(s, [q for q in quantities if s[0] <= q.start and q.end <= s[1]]) for s in spans]
    return [(span, told) for span, told in found if told]


def _parallel(text: str, own: Spans, before: Spans, mine: _Told, theirs: _Told) -> list[_Piece]:
    """The figures of one in the words of the one before, where it says no more than that one.

    租200平一年实付房租40万 and 租500平一年实付60万 are 500平 and 一年实付房租60万.
    """
    first = [q for _, told in theirs for q in told]
    second = [q for _, told in mine for q in told]
    said = [text[low:high] for (low, high), _ in mine]
    if [q.unit for q in first] != [q.unit for q in second] or any(map(_DENIES.search, said)):
        return []
    pairs = {p for (low, high), _ in theirs for p in own_pairs(text[low:high])}
    if not pairs.issuperset(p for one in _words(text, mine) for p in own_pairs(one)):
        return []
    new = iter(second)
    anchors = [
        span[0] for span, _ in (mine if len(mine) == len(theirs) else mine[:1] * len(theirs))
    ]
    pieces: list[_Piece] = []
    for ((low, high), told), anchor in zip(theirs, anchors, strict=True):
        at = low
        for quantity in told:
            other = next(new)
            pieces += [(anchor, (at, quantity.start)), (anchor, (other.start, other.end))]
            at = quantity.end
        pieces.append((anchor, (at, high)))
    rest = [s for s in own if all(s != span for span, _ in mine)]
    return [*pieces, *_with_denied(text, tuple(rest), before)]


def _words(text: str, told: _Told) -> list[str]:
    """What stands between figures."""
    words = []
    for (low, high), quantities in told:
        at = low
        for quantity in quantities:
            words.append(text[at : quantity.start])
            at = quantity.end
        words.append(text[at:high])
    return words
