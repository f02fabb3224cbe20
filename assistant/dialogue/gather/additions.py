"""A new number over the one before: replaced, added, taken off, one of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act, Acts, places_of
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.borne_out import NOT_INSIDE, OMITTED, comes_on_top, was_not_in
from assistant.dialogue.changes import listed
from assistant.dialogue.figures import Figure
from assistant.dialogue.gather.several import BESIDE
from assistant.dialogue.gather.what_ifs import WHAT_IF
from assistant.dialogue.items import (
    another_called,
    called_by,
    is_another,
    is_for_one_more,
    is_only,
    more_years,
    of_next_part,
    of_other_year,
    one_changed,
    part_changed,
    period_in,
    share,
    summed,
    with_year,
)
from assistant.dialogue.members import in_year
from assistant.dialogue.stated import Stated
from assistant.dialogue.still_to_come import NEXT_OF_ROW
from assistant.dialogue.turn import Intent, Turn
from assistant.rules.facts import FactItem
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SECOND = lazy("第(?P<nth>[二2][笔份批次家单])[^,。;!?]{0,4}$")
_CHANGED = lazy("改|变|涨|降|减|退|错|不[是对]|[?吗呢]")
_NEXT_ONE = lazy("下一?[轮次个期批回]")
_JUST_THIS = lazy("[只就光单]这一?[笔份个]?$")
WHOLE_NOW = lazy("(?:一共|总共|合计|累计|总计)(?:会|能|可以|要)?(?:有|是|到|达到?)?了?$")
_ADDED_BEHIND = lazy(
    r"[^,。;!?\d]{0,8}?(?:忘|漏|落|少)了?[加报算记填写列](?:进去|上)?了(?:[,。;!?]|$)"
    r"|[^,。;!?\d]{0,12},(?:你|您)?(?:帮我|给我|麻烦)?(?:再|也|都|要|得|一起)*"
    "(?:[加算并补添](?:上去|进去|进来|到里面|在一起|到一起|一下|上)|(?:加|并)(?:上|入|进))[吧呗啊哈呢了]*(?:[,。;!?]|$)"
)
"""调优的费用330万漏报了, 加上去: a clause that does nothing but add what stands before it."""
_LEFT_OUT = lazy(
    r"(?:漏了|漏报了?|漏算了?|少算了?|少报了?|落下了?|忘了?算)(?!一半)(?:一?[个笔项份块]:?,?)?"
    r"(?! ?[这那])[^,。;!?\d]{0,10}$"
)
_STANDS_NOW = lazy(
    "(?:现在|如今|目前|眼下)(?:是|有|达到?|变成|成了|共|就)*$"
    "|一下子?(?:就)?(?:到|变成)了?$|(?:涨|升|增|加|做|提|跌|降|掉|扩|减)到了?$"
)
_ASKED = lazy("[吗么嘛没]|不(?=[,。;!?]|$)")
"""福田还有吗 asks, and adds nothing."""
_CUTS_BEFORE = lazy(
    "(?:要|得|被|给|把[^,。;!?]{1,6}?){0,3}(?:减|砍|撤|退|削|缩|压|取消|裁|关|停|拆)[掉了去小少减]?[^,。;!?\\d]{0,8},"
)
"""还减了场地,审定460: what is done besides makes it less."""
_BUYS_MORE = lazy(
    "(?<![是按])[又再还另](?:外|要|会|想)?[买签付花投租采做订办加交建开转完][^,。;!?]"
)
_OVER_YEARS = lazy("[算报按][两三]年(?:的)?(?=[,。;!?]|$)|[两三]年(?:一起|一块|合|加|总|都)")
"""下一年回到50万,算两年."""
_PART = lazy("(?:其中|里面|里头|当中)[^,。;!?]{0,6}$")
_SEVERAL = 2
_NEXT_OF_KIND = lazy("第[二三四五六][个场项款台]|另")
_SHARE_OF = lazy("占了?$")
NTH = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_LATER = lazy(r"(?:第([二三四五])年|(明年|次年|下一年|转过年)|(后年))[^。;!?\d]{0,16}$")


def is_next_one(
    turn: Turn, earlier: Stated | None, stated: Stated, figures: Sequence[Figure]
) -> bool:
    """Whether a sum is that of the second of several, after one was told (第二笔12.5万).

    Not where one of ``figures``, the numbers told before, was told as the second itself, nor where
    it is said to change: 第二期合同300万签了, but 第二期改成300万.
    """
    single = earlier is not None and isinstance(earlier.value, Decimal) and not earlier.parts
    if not single or earlier is None or earlier.is_assumed or earlier.turn == stated.turn:
        return False
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    second = _SECOND.search(turn.folded, low, stated.start)
    if second is None and not _CHANGED.search(turn.folded, stated.end):
        second = NEXT_OF_ROW.search(turn.folded[low : stated.start])
    if second is None:
        return False
    return not any(second["nth"] in f"{f.before}{f.lead}{f.words}" for f in figures)


def combined_with(
    earlier: Stated | None,
    stated: Stated,
    role: str,
    acts: Acts,
    label: str = "",
    year: int | None = None,
    turns_year: int = 0,
    *,
    adds: bool = False,
    told: str = "",
) -> Stated:
    """The new number over the one before: replaced, unless words of adding or taking off stand."""
    if earlier is not None and turns_year:
        return _another_year(earlier, stated, turns_year)
    if earlier is not None and isinstance(earlier.value, tuple) and role == "minus":
        return _less_of_several(earlier, stated)
    more = _more_at_a_price(earlier, stated) if role == "plus" else None
    if more is not None:
        return more
    if earlier is not None and isinstance(earlier.value, tuple) and (label or year):
        return _component(earlier, stated, label, year)
    if earlier is None or earlier.is_assumed or not isinstance(earlier.value, Decimal):
        return stated  # what was only assumed (one of each) is no number to add to
    if not isinstance(stated.value, Decimal):
        return stated
    if role == "total":
        return stated
    if role == "minus":
        return summed_up(earlier, stated, -1)
    if role == "plus" or adds:
        parts = summed(earlier, stated, ("", told or label))
        return replace(summed_up(earlier, stated, 1), parts=parts)
    return stated


def _more_at_a_price(earlier: Stated | None, stated: Stated) -> Stated | None:
    """What was told with so many more at a price each (又租了3台,每台5万); None for all else."""
    items = stated.value
    if earlier is None or earlier.is_assumed or not isinstance(items, tuple):
        return None
    if not all(item.count and item.year is None for item in items):
        return None
    known = earlier.value
    if isinstance(known, Decimal):
        known = (FactItem(known, turn=earlier.turn),)
    if not isinstance(known, tuple) or not all(isinstance(item, FactItem) for item in known):
        return None
    return replace(stated, value=(*known, *items), say="", alternatives=())


def told_before(turn: Turn, stated: Stated) -> str:
    """The words of the clause before a number, by which a later message calls it (补签那个)."""
    return called_by(turn.folded, stated.start)


def _more_of_several(earlier: Stated, stated: Stated, label: str, told: str) -> Stated | None:
    """What was told in several sums (300万、450万) with one more, or more of the one it names.

    None where nobody knows which one grows: sums of years beside a sum that is of none of them.
    """
    items = earlier.value
    if not isinstance(items, tuple) or not isinstance(stated.value, Decimal):
        return None
    alike = [n for n, item in enumerate(items) if item.kind and label and share(item.kind, label)]
    kept = list(items)
    if len(alike) == 1 and len(items) > 1 and kept[alike[0]].count is None:
        own = kept[alike[0]]
        kept[alike[0]] = replace(own, value=own.value + stated.value, turn=stated.turn)
    elif any(item.year is not None or item.count is not None for item in items):
        return None
    else:
        kept.append(FactItem(stated.value, kind=told, turn=stated.turn))
    return replace(stated, value=tuple(kept), say="", alternatives=(), places=earlier.every_place)


def _less_of_several(earlier: Stated, stated: Stated) -> Stated:
    """What was told in several numbers (去年30台，今年又40台) less one, off the last of them."""
    items = earlier.value
    if not isinstance(items, tuple) or not isinstance(stated.value, Decimal):
        return stated
    left, kept = stated.value, list(items)
    for n in reversed(range(len(kept))):
        if kept[n].count is not None or kept[n].value is None:
            return stated
        off = min(left, kept[n].value)
        kept[n], left = replace(kept[n], value=kept[n].value - off), left - off
    return replace(earlier, value=tuple(kept), turn=stated.turn)


def of_several(
    turn: Turn,
    earlier: Stated | None,
    stated: Stated,
    role: str,
    label: str,
    names: Sequence[str],
    *,
    is_apart: bool,
) -> Stated | None:
    """A number as one of several that were stated, or as one more of them; None if it is neither.

    ``is_apart``: each of several things is capped on its own.
    """
    if earlier is None or earlier.is_assumed:
        return None
    grown = _with_more_things(turn, earlier, stated) if is_apart and role == "plus" else None
    grown = grown or _of_next_part(turn, earlier, stated, role)
    if grown is not None or not isinstance(stated.value, Decimal):
        return grown
    one = (
        _of_its_member(turn, earlier, stated)
        or one_changed(earlier, stated, turn.folded)
        or _dated(turn, earlier, stated, role)
    )
    if one is not None:
        return one
    adds = role == "plus" or adds_here(turn, stated, role)
    begin = max(turn.folded.rfind(c, 0, stated.start) for c in "。;!?") + 1
    said = _NEXT_OF_KIND.search(turn.folded, begin, stated.start)
    is_next = is_apart and said is not None and is_another(turn.folded, stated.start)
    adds = adds or (is_next and comes_on_top(turn.folded, stated.start, stated.end))
    low = clause_around(turn.folded, stated.start, stated.start)[0]
    if adds and _NEXT_ONE.search(turn.folded, low, stated.start):
        return stated  # 下一轮再融5000万: no more of this one
    corrects = Act.CORRECT in turn.acts or role in ("new", "old", "minus", "total")
    whole = WHOLE_NOW.search(turn.folded, low, stated.start)  # 到后年一共有6个
    alone = is_only(turn.folded)
    sums_up = Intent.TOTAL in turn.intents or _OVER_YEARS.search(turn.folded) is not None
    if not (corrects or whole or alone) and (adds or sums_up):
        dated = with_year(earlier, stated, turn.year, adds=adds)
        if dated is not None:
            return dated
    if not corrects and (alone or not adds) and not WHAT_IF.search(turn.folded):
        other = of_other_year(earlier, stated, turn.year)
        if other is not None:
            return other
    place = _place_of_sum(turn, stated)
    if adds and is_apart and is_another(turn.folded, place):
        return listed(earlier, stated, another_called(turn.folded, place))
    if adds and isinstance(earlier.value, tuple):
        return _more_of_several(earlier, stated, label, told_before(turn, stated)) or earlier
    if adds or role == "minus":  # 又有一家退给我们60万 tells no member anew
        return None
    return _of_part(turn, earlier, stated, label, names)


def _place_of_sum(turn: Turn, stated: Stated) -> int:
    """Where a sum itself begins, behind the one that it is of (再办一场300万)."""
    return next(
        (
            max(o.quantity.start for o in e.operands if o.quantity.unit is not Unit.COUNT)
            for e in turn.expressions
            if e.start == stated.start
            and e.unit is Unit.YUAN
            and any(o.quantity.unit is Unit.COUNT and o.quantity.value == 1 for o in e.operands)
            and any(o.quantity.unit is not Unit.COUNT for o in e.operands)
        ),
        stated.start,
    )


def _of_next_part(turn: Turn, earlier: Stated, stated: Stated, role: str) -> Stated | None:
    """A sum of parts of a year with other parts (下半年110万, after 上半年80万), or of years."""
    corrects = Act.CORRECT in turn.acts or role in ("new", "old", "minus", "total")
    grown = None
    if not (corrects or is_only(turn.folded)):
        grown = of_next_part(earlier, stated, told_before(turn, stated))
    is_row = isinstance(stated.value, tuple) and Intent.TOTAL in turn.intents
    return more_years(earlier, stated, turn.year) if grown is None and is_row else grown


def _of_its_member(turn: Turn, earlier: Stated, stated: Stated) -> Stated | None:
    """The sum with the member changed that a difference names (那300万里退了20万, of 300+200)."""
    old = next(
        (
            e.operands[0].quantity.value
            for e in turn.expressions
            if e.start == stated.start
            and e.relation is Relation.DIFFERENCE
            and [o.role for o in e.operands[1:]] == ["minus"]
        ),
        None,
    )
    members = list(earlier.parts)
    alike = [n for n, member in enumerate(members) if member.total == old]
    if old is None or old == earlier.total or len(alike) != 1 or len(members) < _SEVERAL:
        return None
    if not isinstance(stated.value, Decimal):
        return None
    members[alike[0]] = replace(members[alike[0]], value=stated.value, count=None, relation="")
    whole = sum((m.total for m in members), Decimal(0))
    return replace(
        stated, value=whole, parts=tuple(members), say="", alternatives=(),
        places=earlier.every_place,
    )  # fmt: skip


def _with_more_things(turn: Turn, earlier: Stated, stated: Stated) -> Stated | None:
    """The things of before with several that are added at once (又办了两场,120万和80万)."""
    row = [e for e in turn.expressions if e.start == stated.start and e.relation is Relation.SUM]
    sums = [o.quantity for e in row for o in e.operands if o.quantity.unit is Unit.YUAN]
    if len(sums) < _SEVERAL or sum(q.value for q in sums) != stated.value:
        return None
    known = earlier.value
    own = known if isinstance(known, tuple) else (FactItem(Decimal(str(known))),)
    more = (FactItem(q.value, kind=q.text, start=q.start, end=q.end) for q in sums)
    return replace(stated, value=(*own, *more), say="")


def _of_part(
    turn: Turn, earlier: Stated, stated: Stated, label: str, names: Sequence[str]
) -> Stated | None:
    """A sum with the member of its part of the year, or that is called the same, changed."""
    when = period_in(told_before(turn, stated))
    of_period = part_changed(earlier, stated, when, ()) if when else None
    return of_period or part_changed(earlier, stated, label, names)


def _dated(turn: Turn, earlier: Stated, stated: Stated, role: str) -> Stated | None:
    """The sums of several years with one that is told for its year (后年按80万)."""
    is_alone = is_only(turn.folded) or _JUST_THIS.search(turn.folded, 0, stated.start)
    if is_alone or role in ("plus", "minus"):
        return None
    return in_year(earlier, stated, turn.year)


def adds_here(turn: Turn, stated: Stated, role: str) -> bool:
    """Whether words of adding stand beside a number, with no other thing told between."""
    if Act.CORRECT in turn.acts or role in ("new", "old", "total", "minus"):
        return False
    low = max(turn.folded.rfind(c, 0, stated.start) for c in "。;!?") + 1
    if Intent.TOTAL in turn.intents and _BUYS_MORE.search(turn.folded, low, stated.start):
        return True  # 同一年还买了一体机, 大模型部分占100万, 合起来
    if _ADDED_BEHIND.match(turn.folded, stated.end) or _LEFT_OUT.search(
        turn.folded, low, stated.start
    ):
        return True
    if was_not_in(turn.folded, stated.start):
        return True
    if is_for_one_more(turn.folded, stated.start):
        return True  # 又添了一份一体机合同, 大模型那部分38万
    clause = clause_around(turn.folded, stated.start, stated.start)[0]
    if Act.ADD not in turn.acts or _STANDS_NOW.search(turn.folded, clause, stated.start):
        return False  # 合同追加了, 现在1200万: what it comes to
    joined = [(e.start, e.end) for e in turn.expressions if len(e.operands) > 1]
    _, high = clause_around(turn.folded, stated.start, stated.start)
    return any(
        content_of(turn.folded[end : stated.start]) <= BESIDE
        if start < stated.start
        else end <= high and not any(q.start >= end for q in turn.quantities)
        for start, end in places_of("additions", turn.folded)
        if not any(low <= start and end <= high for low, high in joined)
        and not _ASKED.match(turn.folded, end)
        and not _CUTS_BEFORE.match(turn.folded, end, stated.start)
    )


def is_left_out(turn: Turn, stated: Stated, names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the clause before a sum says of another thing than the whole that it was left out.

    开发费漏了,完成了340万; 外协没算,花了55万; not 研发投入少算了,实际340万.
    """
    low = clause_around(turn.folded, stated.start, stated.end)[0]
    if low == 0 or turn.folded[low - 1] != "," or Act.DOUBT in turn.acts:
        return False
    begin = clause_around(turn.folded, low - 1, low - 1)[0]
    before = turn.folded[begin : low - 1]
    lead = turn.folded[low : stated.start]
    again = _NAMED_AGAIN.match(lead)
    if again is not None and again["what"] in before:
        lead = ""  # 合同里没含税,税是20万
    if _NOT_MORE.search(lead) or content_of(_VERB.sub("", lead)):
        return False
    match = OMITTED.search(before)
    if was_not_in(turn.folded, low - 1) or NOT_INSIDE.search(before):
        return True  # 这没算调优,20万; 场地费没算在内,80万
    if match is None:
        return False
    noun = before[: match.start()]
    if any(part in noun for part in parts):
        return True
    return content_of(noun) >= _SEVERAL and not any(name in noun for name in names)


_NAMED_AGAIN = lazy("(?P<what>[^,。;!?\\d]+?)(?:是|有|要|得|花了?|总?共){1,8}$")
_NOT_MORE = lazy("(?:[是为到]|(?<!完)成)了?$|一共|总共|合计|应该|其中|里")
_VERB = lazy("(?:实际|大概|也|就|又|还|另外)*(?:完成|花|付|签|投|用|买|租|做|结|交|支出|发生)?了?$")


def narrows(turn: Turn, stated: Stated, known: Mapping[str, Stated]) -> bool:
    """Whether a number is told to be a part of what was stated before: the whole stays."""
    if stated.name not in known or is_for_one_more(turn.folded, stated.start):
        return False
    if any(e.start == stated.start and e.relation is Relation.INSTEAD for e in turn.expressions):
        return False  # 里头200还没花,实际就600
    lead = turn.folded[max(0, stated.start - 10) : stated.start]
    is_share = Act.REMOVE in turn.acts and _SHARE_OF.search(lead)
    return bool(_PART.search(lead) or is_share)


def later_year(turn: Turn, stated: Stated) -> int:
    """Which year a number is of, when a sum over several years is asked (第二年90万，两年一共)."""
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    if Intent.TOTAL not in turn.intents or WHOLE_NOW.search(turn.folded, low, stated.start):
        return 0
    match = _LATER.search(turn.folded[max(0, stated.start - 20) : stated.start])
    if match is None:
        return 0
    if match.group(1):
        return NTH[match.group(1)]
    return 2 if match.group(2) else 3


def _another_year(earlier: Stated, stated: Stated, year: int) -> Stated:
    """The sums of the years before with that of one more year."""
    if not isinstance(stated.value, Decimal):
        return stated
    known = earlier.value
    items = known if isinstance(known, tuple) else (FactItem(Decimal(str(known)), year=1),)
    kept = tuple(item for item in items if item.year != year)
    return replace(stated, value=(*kept, FactItem(stated.value, year=year)), say="")


def _component(earlier: Stated, stated: Stated, label: str, year: int | None = None) -> Stated:
    """One item of several replaced by what is called the same (硬件改成800万), or its year's."""
    items = earlier.value if isinstance(earlier.value, tuple) else ()
    if not isinstance(stated.value, Decimal):
        return stated
    alike = [n for n, item in enumerate(items) if item.kind and share(item.kind, label)]
    if year is not None:
        alike = [n for n, item in enumerate(items) if item.year == year] or alike
    if len(alike) != 1:
        return stated
    changed = list(items)
    changed[alike[0]] = replace(items[alike[0]], value=stated.value)
    return replace(
        earlier,
        value=tuple(changed),
        say="",
        turn=stated.turn,
        start=stated.start,
        end=stated.end,
        places=earlier.every_place,
    )


def summed_up(earlier: Stated, stated: Stated, sign: int) -> Stated:
    """What was stated with more added to it, or less taken off."""
    if not isinstance(earlier.value, Decimal) or not isinstance(stated.value, Decimal):
        return stated
    mark = "+" if sign > 0 else "−"
    worked, equals, result = stated.text.partition(" = ")
    told = worked if sign > 0 or not equals else result  # 900万+70万元 + 65万元 is no 135万元
    return replace(
        stated,
        value=earlier.value + sign * stated.value,
        text=f"{earlier.text}{mark}{told}",
        approximate=earlier.approximate or stated.approximate,
        alternatives=tuple((text, v + sign * stated.value) for text, v in earlier.alternatives),
        is_range=earlier.is_range,
        say="",
        places=earlier.every_place,
    )


def last_of_each(merged: Sequence[Stated]) -> tuple[Stated, ...]:
    """One statement a fact: of several in one message a total counts, else the first."""
    found: dict[str, Stated] = {}
    for stated in merged:
        found.setdefault(stated.name, stated)
    return tuple(found.values())
