"""A part of the sum of one of several years that does not count: 去年有40万是采购设备,不是语料费用.

The year is named by its word, its number or its place, or by its sum (那130万里有40万…). So much
goes off that year alone; what is asked of all of them stays asked. What the year's sum is now
(去年改成100万) is no part of it; a part of which nothing says that it is out is told further on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.items import RELATIVE_YEARS, calendar_year
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.rules.facts import FactItem, FactKind
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SENTENCE = lazy("[^。;!?]+")
_YEAR = lazy(
    "(?P<word>大前年|前年|去年|今年|明年|后年|当年)|(?:20)?(?P<number>\\d\\d)年(?:度|份)?"
    "|(?:第(?P<nth>[一二三])|(?P<first>[头首]一?))年"
)
_NTH = {"一": 1, "二": 2, "三": 3}
_PART = lazy(
    "(?:度|份)?(?:的|那)?(?:[^,。;!?\\d]{0,6}?[\\d.]+(?:万|亿)?元?)?(?:里[头面边]?|当中|其中|中|有)"
    "[,的]?(?:还|也|又)?有?(?:的|差不多|大概|大约|约)?$"
)
"""Between the year and its part: 去年(那130万)里有."""
_OUT = lazy(
    "不是(?!吗)|不算|不能算|算不[上进]|不计|不含|不属于|不认|没认|没有?(?:通过|用上?|做完|完成|验收)|剔|刨|扣|拿掉|去掉|除掉|减掉|减去|退"
)
_IS = lazy("(?:是|属于|算|用(?:于|在|来)|[买采租付])")
_ASKS = lazy("[?吗]|能不能|算不算|是不是|如果|要是|假如")
_ENDS = lazy("[,](?=[^,。;!?]*(?:合计|一共|总共|加起来|重算|重新?算|改一下|多少|[两二三]年))")


def off_one_year(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters less what is no part of one year's sum, and the message without what says so."""
    if Act.DOUBT in turn.acts or _ASKS.search(turn.folded):
        return turn, tuple(parts)
    for sentence in _SENTENCE.finditer(turn.folded):
        low, high = sentence.span()
        for q in turn.quantities:
            if q.unit is not Unit.YUAN or q.role != "amount" or not low <= q.start < high:
                continue
            if not _OUT.search(turn.folded, q.end, high):
                continue
            for n, part in enumerate(parts):
                found = _less(ctx, turn, part, q, low, number)
                if found is None:
                    continue
                end = _ENDS.search(turn.folded, q.end, high)
                span = low, end.start() if end else high
                rest = replace(without_spans(turn, (span,)), folded=blank(turn.folded, (span,)))
                own = replace(part, matter=replace(part.matter, numbers=found))
                return rest, (*parts[:n], own, *parts[n + 1 :])
    return turn, tuple(parts)


def _less(
    ctx: GatherContext, turn: Turn, part: Part, q: Quantity, low: int, number: int
) -> tuple[Stated, ...] | None:
    """The numbers of a matter with one year's less by a part; None where none is meant."""
    if part.index is None:
        return None
    lead = turn.folded[low : q.start]
    for stated in part.matter.numbers:
        spec = ctx.rulebook.facts[stated.name]
        items = _items(stated)
        if spec.kind is not FactKind.YUAN or not items:
            continue
        place = _meant(turn, lead, items)
        if place is None or not 0 < q.value < items[place].value or items[place].count is not None:
            continue
        old = items[place]
        item = replace(old, value=old.value - q.value, turn=number, start=q.start, end=q.end)
        read = [(e.start, e.end) for e in turn.expressions if e.start <= q.start < e.end]
        now = _with(stated, place, item, tuple((number, *at) for at in read))
        return tuple(now if s is stated else s for s in part.matter.numbers)
    return None


def _items(stated: Stated) -> tuple[FactItem, ...]:
    """The sums of the years of a number, its own first where the others stand beside it."""
    if isinstance(stated.value, tuple):
        known = stated.value
        return known if len(known) > 1 and all(i.year is not None for i in known) else ()
    if isinstance(stated.value, Decimal) and stated.beside and stated.year is not None:
        return (FactItem(stated.value, year=stated.year), *stated.beside)
    return ()


def _with(
    stated: Stated, place: int, item: FactItem, read: tuple[tuple[int, int, int], ...]
) -> Stated:
    stated = replace(stated, places=(*stated.every_place, *read), say="", parts=(), terms=())
    if isinstance(stated.value, tuple):
        kept = (*stated.value[:place], item, *stated.value[place + 1 :])
        return replace(stated, value=kept)
    if place == 0:
        return replace(stated, value=item.value)
    return replace(stated, beside=(*stated.beside[: place - 1], item, *stated.beside[place:]))


def _meant(turn: Turn, lead: str, items: Sequence[FactItem]) -> int | None:
    """Which of the years a part is told of, by what stands before it."""
    named = list(_YEAR.finditer(lead))
    if not named:
        whole = [n for n, i in enumerate(items) if _names_sum(turn, lead, i)]
        return whole[0] if len(whole) == 1 else None
    last = named[-1]
    if _PART.match(lead, last.end()) is None:
        return None
    if last["nth"] or last["first"]:
        place = _NTH.get(last["nth"] or "一", 1) - 1
        return place if place < len(items) else None
    year = int(last["number"]) + 2000 if last["number"] else None
    word = last["word"] or ""
    if year is None and word in RELATIVE_YEARS:
        year = turn.year + RELATIVE_YEARS[word]
    fit = [
        n
        for n, i in enumerate(items)
        if (word and i.kind == word)
        or (i.year is not None and calendar_year(i.year, turn.year) == year)
    ]
    exact = [n for n in fit if word and items[n].kind == word] or fit
    return exact[0] if len(exact) == 1 else None


def _names_sum(turn: Turn, lead: str, item: FactItem) -> bool:
    """Whether a part is said to be in the sum of a year, which is told again (那190万里有)."""
    low = 0
    for q in turn.quantities:
        at = lead.rfind(turn.folded[q.start : q.end])
        if q.value == item.value and at >= low and _IN_SUM.fullmatch(lead, at + q.end - q.start):
            return True
    return False


_IN_SUM = lazy("元?(?:里[头面边]?|当中|其中|中)[,的]?(?:还|也|又)?有?(?:的|差不多|大概|约)?")
