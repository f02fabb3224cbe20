"""The numbers with the members changed that a message names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.borne_out import counted_again
from assistant.dialogue.items import is_for_one_more
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members.batches import one_more_batch, some_of_batch
from assistant.dialogue.members.becoming import IS_NOW, OUT, UNDONE, done_to, told_value
from assistant.dialogue.members.counted_again import some_counted_again
from assistant.dialogue.members.named import is_name, meant, years_from_now
from assistant.dialogue.members.said import (
    NOTHING,
    Changed,
    Said,
    members_of,
    sentence_end,
    single,
    total,
)
from assistant.dialogue.members.shares import (
    ONE_MORE,
    as_many,
    in_place_of_lost,
    less_others,
    less_share,
    one_more_item,
    part_back,
    same_again,
)
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!?]+")
_SEVERAL = 2
_FAR = 1900
_TOTAL = lazy("一共|总共|合计|加起来|加一起|总计|共计|总的|两[年份个]|三[年份个]|都|各|全部")
_BACK = lazy(
    "重(?:新)?[报做买租签办投评谈](?!给|一[遍下次]|[遍下]|出来|我)|(?:又|还是|重新|现在)?[^,。;!?]{0,6}(?:回来|恢复(?!到?(?:原|之前|先前|以前|最初|开头))|批下来|补上来|算回|加回|照旧|照样)|又(?:要|能|可以)?[报做买租签办投]|又(?:批|过|评|签)[上下]?了?|又[^,。;!?没不]{1,3}[成上回]了?(?=[,。;!?]|$)"
    f"|[换用转]回|{UNDONE}"
)
"""What says of one that was out that it is in again."""
_POINTED = lazy(rf"(?:可|但|不过|结果|后来)?[那这]一?{MEASURE}")
_AGAIN = lazy(
    "(?:后来|现在|结果)?(?:又|还是|重新)[^,。;!?\\d没不]{1,4}(?:成|上|回|来|吧|了)*(?=[,。;!?]|$)"
)
_WERE_OUT = lazy(
    "(?:没|未|不)(?P<act>[\u4e00-\u9fff]{1,3}?)(?:下来|上|成|到|过|算)?的[^,。;!?没不未]{0,6}?(?:又|后来|现在|全|都|也)"
    "[^,。;!?没不未]{0,4}?(?:(?P=act)|[算加补放]回)"
)
"""What was out, told by what it had not done, is in again: 没批的又全批了."""
_YEAR_NAMES = {-2: "前年", -1: "去年", 0: "今年", 1: "明年", 2: "后年"}
_GOT_BEFORE = lazy("(?:领|拿|获|得|补|享受?)(?:取|得|到)?过|已经?(?:领|拿|获)")
"""这个平台以前领过1900万 tells what was paid, and changes no member."""
_PER = {
    "月": (Unit.YUAN_PER_MONTH,), "年": (Unit.YUAN_PER_YEAR,),
}  # fmt: skip
_BUYS_MORE = lazy(
    r"[,。;!?]*(?:另外?|又|再|还)(?:又|还|要|会)?[买签租付用进采找跟向订][^,。;!?\d]{0,10}?[一1][家份批笔张个款套台]"
)
"""还用了一家小厂的: one more is bought."""
_CUT = lazy("[只就才仅]|核减|审减|核掉|调减|压|砍|缩|降|减")
_CUT_BY = lazy("(?:核减|审减|调减|砍|减|扣|压|缩|降)(?:[掉去了少下]|出去)*$")
"""又核减了60万 tells how much goes, not what is left."""
_AND_AGAIN = lazy(
    "(?:后来|结果|现在)?(?:(?:又|再|还是)(?![说讲]|通知|表示|告诉|提出|接到|收到|听说)|不对|不是|错了|更正)"
)
"""又砍半 goes on with what was changed last; 又说资金紧张 only reports."""


def change(
    said: Said,
    numbers: Sequence[Stated],
    before: Mapping[str, Stated],
    units: Mapping[str, Unit],
    words: Callable[[str], Sequence[str]],
    pairs: Mapping[str, str],
    listed: Collection[str],
) -> Changed | None:
    """The numbers with the members changed that the message names; None where it changes none.

    ``before`` are the same facts before something was taken off them (what is told to be in again
    is taken from there), ``units`` the facts that may change with the unit that their numbers are
    told in, ``words`` the names of a fact, which tell no member from another, ``pairs`` the prices
    of one thing with the count that they are multiplied by, ``listed`` the sums that are capped
    for each of several things.
    """
    kept = list(numbers)
    spans: list[tuple[int, int]] = []
    facts: set[str] = set()
    for match in _CLAUSE.finditer(said.text):
        whole = _all_back(said, match.span(), kept, before)
        if whole is not None:
            kept[whole[0]] = whole[1]
            spans.append(match.span())
    for price, count in pairs.items():
        batched = one_more_batch(said, kept, price, count) or some_of_batch(
            said, kept, price, count
        )
        if batched is not None:
            kept, span = batched
            spans.append(span)
            facts |= {price, count}
    for place, stated in enumerate(kept):
        is_row = isinstance(stated.value, tuple) and all(
            i.year is None and i.count is None for i in stated.value
        )
        alone = None
        if stated.name not in facts:
            alone = _of_the_whole(
                said,
                stated,
                before.get(stated.name),
                words(stated.name),
                is_sum=stated.name in units,
                is_money=units.get(stated.name) is Unit.YUAN,
                is_listed=stated.name in listed or is_row,
            )
        if alone is not None:
            kept[place], span = alone
            spans.append(span)
            facts.add(stated.name)
    clauses = [m.span() for m in _CLAUSE.finditer(said.text)]
    last: tuple[int, int] | None = None
    for place, (low, high) in enumerate(clauses):
        if any(s <= low < e for s, e in spans):
            continue
        end = clauses[place + 1][1] if place + 1 < len(clauses) else high
        if _is_aside_between(said, clauses[place + 1 : place + 3]):
            end = clauses[place + 2][1]
        done = _clause(said, (low, high, end), kept, before, units, words, last)
        if done is None:
            continue
        index, changed, reach = done
        last = _place_changed(index, kept[index], changed)
        kept[index] = changed
        facts.add(changed.name)
        spans.append((low, reach))
    return Changed(tuple(kept), tuple(spans)) if spans else None


def _is_aside_between(said: Said, after: Sequence[tuple[int, int]]) -> bool:
    """Whether what becomes of something stands behind a clause that only says what it is.

    今年那份有60是买硬件,一体机里的服务器,不算.
    """
    if len(after) < _SEVERAL or said.text[after[0][1]] != ",":
        return False
    (low, high), last = after
    told = [e for e in said.expressions if low <= e.start < last[1]]
    plain = not (OUT.search(said.text, low, high) or IS_NOW.search(said.text, low, high))
    return not told and plain and OUT.match(said.text, *last) is not None


def _of_the_whole(
    said: Said,
    stated: Stated,
    was: Stated | None,
    names: Sequence[str],
    *,
    is_sum: bool,
    is_money: bool,
    is_listed: bool,
) -> tuple[Stated, tuple[int, int]] | None:
    """A number after what a message says of it without naming one of its members."""
    found = None
    if is_sum:
        found = (
            _times_changed(said, stated, names)
            or part_back(said, stated, was)
            or (less_share(said, stated) if is_money else None)
            or less_others(said, stated)
            or same_again(said, stated, is_listed=is_listed)
        )
    if found is None and was is not None:
        found = some_counted_again(said, stated, was)
    if found is None and is_listed:
        found = as_many(said, stated) or one_more_item(said, stated)
        if found is None and was is not None:
            found = in_place_of_lost(said, stated)
    return found


def in_year(earlier: Stated, stated: Stated, base: int) -> Stated | None:
    """Sums of several years with that of a year that is told by itself; None where it is not.

    After 今年100万,明年180万: 后年按80万 is the third, 明年是150万 takes the place of its own.
    """
    members = members_of(earlier)
    shifts = [years_from_now(m, base) for m in members]
    if not members or stated.year is None or not isinstance(stated.value, Decimal):
        return None
    known = [n for n in shifts if n is not None]
    if len(known) < len(members) or any(m.year is None for m in members):
        return None
    shift = stated.year - base if stated.year > _FAR else stated.year
    year = (members[0].year or 0) + shift - known[0]
    kind = members[0].kind and (_YEAR_NAMES.get(shift) or str(base + shift))
    own = FactItem(stated.value, kind=kind, year=year, turn=stated.turn)
    kept = [m for m, n in zip(members, known, strict=True) if n != shift]
    items = tuple(sorted((*kept, own), key=lambda m: m.year or 0))
    if not isinstance(earlier.value, tuple) or len(items) < _SEVERAL:
        return None
    return replace(stated, value=items, year=None, say="", parts=(), alternatives=())


def lost_of(before: Matter, after: Matter) -> tuple[Stated, ...]:
    """The facts of a matter as they were before something was taken off them, the last of each."""
    lost = {s.name: s for s in before.lost}
    now = {s.name: total(s.value) for s in after.numbers}
    for stated in before.numbers:
        was = total(stated.value)
        is_less = was is not None and (now.get(stated.name) or NOTHING) < was
        if is_less and not stated.is_assumed:
            lost[stated.name] = stated
    for name, stated in tuple(lost.items()):
        own, was = now.get(name), total(stated.value)
        if own is not None and was is not None and own >= was:
            del lost[name]
    return tuple(lost.values())


def _clause(
    said: Said,
    stretch: tuple[int, int, int],
    numbers: Sequence[Stated],
    before: Mapping[str, Stated],
    units: Mapping[str, Unit],
    words: Callable[[str], Sequence[str]],
    last: tuple[int, int] | None = None,
) -> tuple[int, Stated, int] | None:
    """(which number, what it is now, where what told it ends) of one clause.

    ``last`` is the member that a clause before it changed, which 那批 goes on with.
    """
    low, high, end = stretch
    found = _named_in(said, (low, high), numbers, before, units, words)
    is_scaled = any(low <= m.start < high for m in said.multiples)
    is_scaled = is_scaled and not _TOTAL.search(said.text, low, high)
    if not found and last is not None and (is_scaled or _POINTED.match(said.text, low)):
        now = members_of(numbers[last[0]])
        found = [(last[0], (last[1],), now, ())] if last[1] < len(now) else []
    if len(found) != 1:
        return None
    n, named, now, gone = found[0]
    stated = numbers[n]
    back = [m for m in named if m >= len(now)]
    own = [m for m in named if m < len(now)]
    anew = [e for e in said.expressions if low <= e.start < end and e.unit is units[stated.name]]
    is_told = len(back) == len(anew) == 1 and not OUT.search(said.text, low, end)
    if back and not own and (is_told or _BACK.search(said.text, low, end)):
        restored = tuple(gone[m - len(now)] for m in back)
        if len(restored) == len(anew) == 1 and not is_name(said, anew[0], restored):
            value = told_value(said, anew[0], restored[0], units[stated.name], is_out=False)
            return n, _rebuilt(stated, (*now, value or restored[0]), said.number), end
        reach = high if _BACK.search(said.text, low, high) else end
        return n, _rebuilt(stated, (*now, *restored), said.number), reach
    if not own or len(now) + len(gone) < _SEVERAL or _TOTAL.search(said.text, low, high):
        return None
    reaches = (end, high) if _is_bare(said, high, end) else (high, end)
    for reach in dict.fromkeys(reaches):
        if reach > high and _names_other(said, (high, reach), now, words(stated.name)):
            break
        left = done_to(said, (low, reach), now, own, units[stated.name])
        if left is not None and reach < end and [m.total for m in left] == [m.total for m in now]:
            continue  # 今年那360里, 有100万是…: the sum only names it
        if left is not None:
            if stated.beside and len(left) == len(now):  # 去年的更正成5个: that year is spoken of
                left = (*(m for k, m in enumerate(left) if k != own[0]), left[own[0]])
            now_told = _rebuilt(stated, left, said.number)
            return n, _told_here(said, (low, reach), stated, now_told, now), reach
    return None


def _place_changed(index: int, before: Stated, after: Stated) -> tuple[int, int] | None:
    """(which number, which of its members) of the one member that a clause changed or put back."""
    was = [(m.value, m.year, m.kind) for m in members_of(before) or single(before)]
    now = [(m.value, m.year, m.kind) for m in members_of(after)]
    fresh = [n for n, own in enumerate(now) if own not in was]
    return (index, fresh[0]) if len(fresh) == 1 else None


def _all_back(
    said: Said, clause: tuple[int, int], numbers: Sequence[Stated], before: Mapping[str, Stated]
) -> tuple[int, Stated] | None:
    """(which number, as it was) where all that was out is said to be in again (没批的又全批了)."""
    lost = [n for n, s in enumerate(numbers) if s.name in before]
    if len(lost) != 1 or not _WERE_OUT.search(said.text, *clause):
        return None
    was = before[numbers[lost[0]].name]
    off = (was.total or 0) - (numbers[lost[0]].total or 0)
    told = [e for e in said.expressions if clause[0] <= e.start < clause[1]]
    if any(e.unit is Unit.YUAN and e.value != off for e in told):
        return None  # 没完成的又做完了50万: so much of it
    if any(counted_again(said.text, e.start, e.end) for e in told if e.unit is Unit.COUNT):
        return None  # 没验收的里头有两个后来验收了
    return lost[0], replace(was, turn=said.number)


def _told_here(
    said: Said,
    stretch: tuple[int, int],
    before: Stated,
    after: Stated,
    members: Sequence[FactItem],
) -> Stated:
    """A number that was changed, with the place of what changed it beside those of before."""
    low, high = stretch
    told = [
        e
        for e in said.expressions
        if low <= e.start < high and not is_name(said, e, members) and e.unit is not Unit.PERCENT
    ]
    if len(told) != 1:
        return after
    quantity = told[0].operands[-1].quantity
    return replace(after, start=quantity.start, end=quantity.end, places=before.every_place)


def _is_bare(said: Said, start: int, end: int) -> bool:
    """Whether a clause is nothing but a number (又砍半,750万)."""
    inside = [e for e in said.expressions if start <= e.start < end]
    if len(inside) != 1:
        return False
    rest = said.text[start : inside[0].start] + said.text[inside[0].end : end]
    return content_of(rest) == 0


def _named_in(
    said: Said,
    clause: tuple[int, int],
    numbers: Sequence[Stated],
    before: Mapping[str, Stated],
    units: Mapping[str, Unit],
    words: Callable[[str], Sequence[str]],
) -> list[tuple[int, tuple[int, ...], tuple[FactItem, ...], tuple[FactItem, ...]]]:
    """(which number, which of its members, those that count, those that are out) of a clause."""
    found = []
    for n, stated in enumerate(numbers):
        if stated.name not in units:
            continue
        now = members_of(stated) or single(stated)
        earlier = before.get(stated.name)
        gone = _gone(earlier, now) if earlier is not None else ()
        if len(now) + len(gone) < _SEVERAL:
            continue
        text, names = said.text[slice(*clause)], words(stated.name)
        named = () if _BACK.search(text) else meant(now, text, said, names, stated.value)
        row = earlier.value if earlier is not None and gone and _BACK.search(text) else None
        named = named or meant((*now, *gone), text, said, names, row)
        named = named or _just_told(stated, now, said, clause)
        named = named or _just_changed(stated, now, said, clause)
        is_again = _POINTED.match(said.text, clause[0]) or _AGAIN.match(said.text, clause[0])
        if not named and len(gone) == 1 and is_again:
            named = (len(now),)  # 那份又签回来了
        if named:
            found.append((n, named, now, gone))
    return found


def _just_told(
    stated: Stated, now: Sequence[FactItem], said: Said, clause: tuple[int, int]
) -> tuple[int, ...]:
    """The member that the message before added, which 那份 means."""
    is_last = bool(stated.parts) and stated.turn == said.number - 1
    is_last = is_last and now[-1].turn == said.number - 1 != now[0].turn
    is_last = is_last and not _GOT_BEFORE.search(said.text, *clause)
    return (len(now) - 1,) if is_last and _POINTED.match(said.text, *clause) else ()


def _times_changed(
    said: Said, stated: Stated, names: Sequence[str]
) -> tuple[Stated, tuple[int, int]] | None:
    """A sum told as a price so many times, with the price or how often told anew.

    After 30台,每台2万: 有10台退了; 每台是2.5万. After API每月8万,用一年: API只用了9个月.
    """
    is_row = isinstance(stated.value, tuple)
    members = stated.value if isinstance(stated.value, tuple) else stated.parts
    counted = [n for n, m in enumerate(members) if m.count is not None]
    total = sum((m.total for m in members), NOTHING)
    if not counted or not (is_row or total == stated.value):
        return None
    for match in _CLAUSE.finditer(said.text):
        low, high = match.span()
        inside = [e for e in said.expressions if low <= e.start < high]
        if len(inside) != 1 or len({o.role for o in inside[0].operands} - {"old", "new"}) > 1:
            continue
        named = meant(members, match.group(), said, names) if len(members) > 1 else ()
        ours = [n for n in counted if n in named] or (counted if not named else [])
        found = [(n, _counted_anew(said, low, high, inside[0], members[n])) for n in ours]
        changed = [(n, item) for n, item in found if item is not None]
        if len(changed) == 1:
            kept = list(members)
            kept[changed[0][0]] = changed[0][1]
            return _of_members(stated, kept, said.number), (low, high)
    return None


_SOME_OF_TIME = lazy("[前后头第再又晚早过每]|最后|其中|里")
"""Before a length of time that is only some of it, or a date."""


def _counted_anew(
    said: Said, low: int, high: int, e: Expression, member: FactItem
) -> FactItem | None:
    """A price so many times after the one number that a clause says of it."""
    quantity, before = e.operands[-1].quantity, member.count or 0
    if e.value is None and e.operands[0].role not in ("minus", "plus"):
        return None
    # 月费不是45,是50万: the period stands before the old price only.
    is_price = quantity.unit is Unit.YUAN and bool(member.relation)
    is_price = is_price and member.relation in said.text[low : e.operands[0].quantity.start]
    if is_price or quantity.unit in _PER.get(member.relation, (Unit.YUAN_PER_UNIT,)):
        is_new = e.operands[-1].role not in ("minus", "plus")
        return replace(member, value=quantity.value, turn=said.number) if is_new else None
    times = quantity.value
    if quantity.unit is Unit.YEAR and member.relation == "月":
        times *= 12
    elif quantity.unit is not Unit.COUNT and not member.relation:
        return None
    of = {Unit.MONTH: "月", Unit.YEAR: "月"}.get(quantity.unit, quantity.classifier)
    if quantity.unit is Unit.YEAR and member.relation == "年":
        of = "年"
    if (member.relation and of != member.relation) or times != int(times):
        return None
    is_out = any(low <= p < high for p in said.out) or OUT.search(said.text, low, high)
    lead, role = said.text[low : quantity.start], e.operands[-1].role
    is_length = quantity.unit in (Unit.MONTH, Unit.YEAR) and not is_out
    is_length = is_length and role in ("term", "total") and not _SOME_OF_TIME.search(lead)
    if role == "new" or IS_NOW.search(lead) or is_length:
        new = int(times)  # 今年一共9个月: how long it is said to be
    elif is_out or role == "minus":
        new = before - int(times)
    elif role == "plus":
        new = before + int(times)
    else:
        return None
    return replace(member, count=new, turn=said.number) if new > 0 else None


def _of_members(stated: Stated, members: Sequence[FactItem], number: int) -> Stated:
    """A sum with other members."""
    if isinstance(stated.value, tuple):
        return replace(stated, value=tuple(members), say="", alternatives=(), turn=number)
    total = sum((m.total for m in members), NOTHING)
    return replace(stated, value=total, parts=tuple(members), say="", alternatives=(), turn=number)


def _just_changed(
    stated: Stated, now: Sequence[FactItem], said: Said, clause: tuple[int, int]
) -> tuple[int, ...]:
    """The member that the message before changed, which 又砍半 goes on with."""
    if stated.turn != said.number - 1 or not _AND_AGAIN.match(said.text, *clause):
        return ()
    if _GOT_BEFORE.search(said.text, *clause):
        return ()
    if is_for_one_more(said.text, clause[1] + 1):
        return ()  # 再加一台一体机, 40万: another one
    changed = [n for n, item in enumerate(now) if item.turn == said.number - 1]
    if len(changed) != 1 or len(now) < _SEVERAL or _is_cut_to_more(said, clause, now[changed[0]]):
        return ()
    return tuple(changed)


def _is_cut_to_more(said: Said, clause: tuple[int, int], item: FactItem) -> bool:
    """Whether what is cut down is left with more than a member was: 又核减,说只认510万 of 240万."""
    high = sentence_end(said.text, clause[0])
    told = [e for e in said.expressions if clause[0] <= e.start < high]
    if len(told) != 1 or len(told[0].operands) != 1 or told[0].value is None:
        return False
    lead = said.text[clause[0] : told[0].start]
    is_left = _CUT.search(lead) is not None and _CUT_BY.search(lead) is None
    return is_left and told[0].unit is Unit.YUAN and told[0].value > item.total


def _gone(earlier: Stated, now: Sequence[FactItem]) -> tuple[FactItem, ...]:
    """The members of before that are no more."""
    left = list(members_of(earlier))
    for item in now:
        same = next(
            (i for i in left if (i.value, i.kind, i.year) == (item.value, item.kind, item.year)),
            None,
        )
        if same is not None:
            left.remove(same)
    return tuple(left)


def _names_other(
    said: Said, stretch: tuple[int, int], now: Sequence[FactItem], names: Sequence[str]
) -> bool:
    return bool(meant(now, said.text[slice(*stretch)], said, names))


def points(text: str, start: int) -> bool:
    """Whether a clause begins with what points to one of several (那份…)."""
    return _POINTED.match(text, start) is not None


def tells_one_more(text: str) -> bool:
    """Whether a stretch tells of one more thing (还要再办一场)."""
    return ONE_MORE.search(text) is not None or _BUYS_MORE.match(text) is not None


def _rebuilt(stated: Stated, members: tuple[FactItem, ...], number: int) -> Stated:
    """The number with other members, told as it was told."""
    if isinstance(stated.value, tuple):
        if not members:
            return replace(stated, value=NOTHING, say="", turn=number)
        return replace(stated, value=members, say="", alternatives=(), turn=number)
    if stated.beside:
        own = members[-1] if members else FactItem(NOTHING)
        return replace(
            stated, value=own.value, year=own.year, beside=members[:-1], say="", turn=number
        )
    total = sum((m.total for m in members), NOTHING)
    parts = members if len(members) >= _SEVERAL else ()
    return replace(stated, value=total, parts=parts, say="", alternatives=(), turn=number)
