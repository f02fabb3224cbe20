"""What was stated in several numbers: which of them a message means, and what becomes of it.

Sums of years (今年90万,明年120万), of things one by one (又签了一份200万的), of batches
(8台每台36万,5台每台52万) and counts of years are all members of one fact. A clause that names one
of them (后年那个, 后面那份, 2600那个, B那份, 便宜的那批) and says what becomes of it (砍到100万,
黄了, 没评上, 退了一半, 又签回来了) changes that one; the others stay. A clause that names none
changes none here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.items import year_of
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Relation
from assistant.text.multiples import Multiple
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!?]+")
_STOP = lazy("[。;!?]")
_SEVERAL = 2
_WAN = 10_000
_FAR = 1900
_RUN = 4
_MOST_TOLD = 12
"""So many characters of the words that a member was told with are kept."""
_CENTURY = 2000
_KIND = "[个份笔项次批家台辆套款单轮场块期间处层栋]"
_THAT = rf"[那这](?:一?{_KIND}|[两俩仨几]|[二三四五六七八九\d]+{_KIND})"
_YEAR = lazy(r"(?<!\d)(?P<year>(?:20)?\d\d)(?:那)?年(?!以|内|期|前|后)")
_YEAR_WORD = lazy("大前年|前年|去年|今年|本年度|当年|明年|次年|后年|上一?年度?")
_NTH_YEAR = lazy("第(?P<nth>[一二三四五])年")
_NTH = lazy(rf"第(?P<nth>[一二三四五六七八九]){_KIND}")
_FIRST = lazy(
    rf"(?:头|首|前|先前|前[面头边]|最早|最先|一开始|开头|起初|原来|原先|本来|之前|老|旧)的?(?:那|这|的)?一?{_KIND}(?!月|年)"
    rf"|第一(?:{_KIND})"
)
_LAST = lazy(
    rf"(?:后[面头边来]?|末|最后|最末)的?(?:那|这|的)?一?{_KIND}(?!月|年)"
    rf"|(?:新|刚才?|追加|新增|加|补|另外?|再)(?:加|签|买|租|增|投|说|报)?的?(?:那|这)一?{_KIND}(?!月|年)"
    rf"|(?:追加|新增|后来?(?:又|再)?[加签买租投补增]|加上去|补签)的(?:那|这)?"
)
_BY_VALUE = lazy(
    rf"(?P<n>\d[\d.]*|[一二两三四五六七八九十百千]{{2,}})(?:万|w)?元?块?的?(?:{_THAT}|的(?=[没不退黄取撤]))"
)
_BY_SIZE = lazy(rf"(?:最|更|较)?(?P<size>[大小多少高低贵]|便宜)的?(?:那|这)一?{_KIND}")
_BY_COUNT = lazy(rf"[那这](?P<n>[两俩仨二三四五六七八九十]|\d+){_KIND}?")
_FIRST_YEAR = lazy("(?:前面|头|首|最早|最开始)的?(?:那|这)?一?年(?!度?[内底])")
_LAST_YEAR = lazy("(?:后面|最后|末)的?(?:那|这)?一?年(?!度?[内底])")
_MIDDLE = lazy(rf"中间的?(?:那|这)?一?(?:{_KIND}|年)")
_LETTER = lazy(r"(?<![a-z0-9])(?P<name>[a-z]|[甲乙丙丁戊己])(?![a-z0-9])")
_TOTAL = lazy("一共|总共|合计|加起来|加一起|总计|共计|总的|两[年份个]|三[年份个]|都|各|全部")
_SMALLER = "小少低便宜"
_OUT = lazy(
    "不算|不能算|算不上|不作数|不做数|作废|不符|不满足|没有?(?:[进过报批通达拿定发备登入列评签买租成办做谈付开中选来花用给收]|被|能|了)|还没|尚未|未(?![来必])"
    "|被(?:撤|驳|退|拒|取消|否|注销|下架)|撤销|注销|黄了|泡汤|吹了|取消|推迟|延后|延期|改期|顺延|[扣去除拿撤删刨][掉去除下]"
    "|[撤退]了?(?!一半|[\\d一二两三四五六七八九十百千万%])|剔除|得剔|毙了?|否了|驳了|[没不]批|没过会|没认|没收到|泡了|不[报要做买租签办投弄搞干续订采付]了?|停了|先?别算|拿走|没戏|解约|终止|报废|停了"
)
"""What says of one of several that it is out."""
_BACK = lazy(
    "重(?:新)?[报做买租签办投评谈]|(?:又|还是|重新|现在)?[^,。;!?]{0,6}(?:回来|恢复|批下来|补上来|算回|加回|照旧|照样)|又(?:要|能|可以)?[报做买租签办投]|又(?:批|过|评|签)[上下]?了?|又[^,。;!?没不]{1,3}[成上回]了?(?=[,。;!?]|$)"
)
"""What says of one that was out that it is in again."""
_LESS = lazy("(?:退|少|砍掉?|减|扣|降|便宜|优惠|抹|压)(?:了|掉|下|去)*$")
_MORE = lazy(
    "(?:涨|多|加|追加|增加|补|添)(?:了|上|到)*$|(?:加上|追加|又加|再加|另加)了?[^,。;!?\\d到至成为]{1,4}$|多[花付用投交]了?$"
)
_TO = lazy("(?:到|成|为|至)了?$")
_LEFT = lazy("(?:只|就|还|仅)?剩下?|[只仅就]有?|变成|改[成为到]")
_POINTED = lazy(rf"(?:可|但|不过|结果|后来)?[那这]一?{_KIND}")
_AGAIN = lazy(
    "(?:后来|现在|结果)?(?:又|还是|重新)[^,。;!?\\d没不]{1,4}(?:成|上|回|来|吧|了)*(?=[,。;!?]|$)"
)
_FURTHER = lazy("又|另|还有|再|后来|加上|连[前上]|一起|一块")
_INSIDE = lazy(
    "(?:其中|里[面头边]?|(?:^|(?<=[,。;!?万亿元个台项份笔那批]))有|剩下|当中|中(?!间))[^,。;!?]{0,6}$"
)
_MOVED = lazy("(?:挪|移|改|推|放|转|顺延|延)(?:到|至)(?:前年|去年|今年|明年|后年|下)")
_TIMES_YEARS = lazy("^[^×]*× (?P<n>[2-9])年")
_PLACES = {c: n for n, c in enumerate("一二三四五六七八九")}
_COUNTS = {"两": 2, "俩": 2, "仨": 3, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9, "十": 10}  # fmt: skip
_NOTHING, _WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers as they stand, and the stretches of the message that told it."""

    numbers: tuple[Stated, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says, as far as it may change members.

    ``base`` is the year of today, ``number`` counts the message; ``out`` are the places of
    conditions that it denies and of words of taking away.
    """

    text: str
    expressions: tuple[Expression, ...]
    multiples: tuple[Multiple, ...]
    out: tuple[int, ...]
    base: int
    number: int


def members_of(stated: Stated) -> tuple[FactItem, ...]:
    """The members of a number that was told in several; () of a single one."""
    if isinstance(stated.value, tuple):
        return stated.value if len(stated.value) >= _SEVERAL else ()
    if stated.parts and sum((p.total for p in stated.parts), _NOTHING) == stated.value:
        return stated.parts if len(stated.parts) >= _SEVERAL else ()
    yearly = _TIMES_YEARS.search(stated.say)
    if yearly and isinstance(stated.value, Decimal):  # 400万元 × 3年
        years = int(yearly["n"])
        return tuple(FactItem(stated.value / years, year=n + 1) for n in range(years))
    if stated.beside and isinstance(stated.value, Decimal):
        own = FactItem(stated.value, year=stated.year)
        return (*stated.beside, own)
    return ()


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
    for price, count in pairs.items():
        batched = _one_more_batch(said, kept, price, count) or _some_of_batch(
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
                is_listed=stated.name in listed or is_row,
            )
        if alone is not None:
            kept[place], span = alone
            spans.append(span)
            facts.add(stated.name)
    clauses = [m.span() for m in _CLAUSE.finditer(said.text)]
    for place, (low, high) in enumerate(clauses):
        if any(s <= low < e for s, e in spans):
            continue
        end = clauses[place + 1][1] if place + 1 < len(clauses) else high
        done = _clause(said, (low, high, end), kept, before, units, words)
        if done is None:
            continue
        index, changed, reach = done
        kept[index] = changed
        facts.add(changed.name)
        spans.append((low, reach))
    return Changed(tuple(kept), tuple(spans)) if spans else None


def _of_the_whole(
    said: Said,
    stated: Stated,
    was: Stated | None,
    names: Sequence[str],
    *,
    is_sum: bool,
    is_listed: bool,
) -> tuple[Stated, tuple[int, int]] | None:
    """A number after what a message says of it without naming one of its members."""
    found = None
    if is_sum:
        found = (
            _times_changed(said, stated, names)
            or _part_back(said, stated, was)
            or _less_share(said, stated)
            or _less_others(said, stated)
        )
    if found is None and is_listed:
        found = _as_many(said, stated) or _one_more_item(said, stated)
    return found


def in_year(earlier: Stated, stated: Stated, base: int) -> Stated | None:
    """Sums of several years with that of a year that is told by itself; None where it is not.

    After 今年100万,明年180万: 后年按80万 is the third, 明年是150万 takes the place of its own.
    """
    members = members_of(earlier)
    shifts = [_shift(m, base) for m in members]
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


_YEAR_NAMES = {-2: "前年", -1: "去年", 0: "今年", 1: "明年", 2: "后年"}


def lost_of(before: Matter, after: Matter) -> tuple[Stated, ...]:
    """The facts of a matter as they were before something was taken off them, the last of each."""
    lost = {s.name: s for s in before.lost}
    now = {s.name: _total(s.value) for s in after.numbers}
    for stated in before.numbers:
        was = _total(stated.value)
        is_less = was is not None and (now.get(stated.name) or _NOTHING) < was
        if is_less and not stated.is_assumed:
            lost[stated.name] = stated
    for name, stated in tuple(lost.items()):
        own, was = now.get(name), _total(stated.value)
        if own is not None and was is not None and own >= was:
            del lost[name]
    return tuple(lost.values())


def _sentence_end(text: str, place: int) -> int:
    """Where the sentence around a place ends."""
    stop = _STOP.search(text, place)
    return stop.start() if stop else len(text)


def _total(value: object) -> Decimal | None:
    if isinstance(value, tuple):
        return sum((item.total for item in value), _NOTHING)
    return value if isinstance(value, Decimal) else None


def _clause(
    said: Said,
    stretch: tuple[int, int, int],
    numbers: Sequence[Stated],
    before: Mapping[str, Stated],
    units: Mapping[str, Unit],
    words: Callable[[str], Sequence[str]],
) -> tuple[int, Stated, int] | None:
    """(which number, what it is now, where what told it ends) of one clause."""
    low, high, end = stretch
    found = _named_in(said, (low, high), numbers, before, units, words)
    if len(found) != 1:
        return None
    n, named, now, gone = found[0]
    stated = numbers[n]
    back = [m for m in named if m >= len(now)]
    own = [m for m in named if m < len(now)]
    anew = [e for e in said.expressions if low <= e.start < end and e.unit is units[stated.name]]
    is_told = len(back) == len(anew) == 1 and not _OUT.search(said.text, low, end)
    if back and not own and (is_told or _BACK.search(said.text, low, end)):
        restored = tuple(gone[m - len(now)] for m in back)
        if len(restored) == len(anew) == 1 and not _is_name(said, anew[0], restored):
            value = _told(said, anew[0], restored[0], units[stated.name], is_out=False)
            return n, _rebuilt(stated, (*now, value or restored[0]), said.number), end
        reach = high if _BACK.search(said.text, low, high) else end
        return n, _rebuilt(stated, (*now, *restored), said.number), reach
    if not own or len(now) < _SEVERAL or _TOTAL.search(said.text, low, high):
        return None
    reaches = (end, high) if _is_bare(said, high, end) else (high, end)
    for reach in dict.fromkeys(reaches):
        if reach > high and _names_other(said, (high, reach), now, words(stated.name)):
            break
        left = _done_to(said, (low, reach), now, own, units[stated.name])
        if left is not None:
            if stated.beside and len(left) == len(now):  # 去年的更正成5个: that year is spoken of
                left = (*(m for k, m in enumerate(left) if k != own[0]), left[own[0]])
            now_told = _rebuilt(stated, left, said.number)
            return n, _told_here(said, (low, reach), stated, now_told, now), reach
    return None


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
        if low <= e.start < high and not _is_name(said, e, members) and e.unit is not Unit.PERCENT
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
        now = members_of(stated) or _single(stated)
        earlier = before.get(stated.name)
        gone = _gone(earlier, now) if earlier is not None else ()
        if len(now) + len(gone) < _SEVERAL:
            continue
        text, names = said.text[slice(*clause)], words(stated.name)
        named = () if _BACK.search(text) else meant(now, text, said, names)
        named = named or meant((*now, *gone), text, said, names)
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
    return (len(now) - 1,) if is_last and _POINTED.match(said.text, *clause) else ()


_ALIKE = lazy(
    rf"(?P<n>[两俩仨二三四五六]|[2-6]){_KIND}[^,。;!?\d]{{0,4}},?(?:每|各|都)(?:{_KIND}|自|是|要|得|也)*[^,。;!?\d]{{0,2}}"
    r"(?:这么|那么|这个数|那个数|一样|同样|照这|差不多)[^,。;!?\d]{0,4}"
)


_PAID_BY_OTHERS = lazy(
    "(?:其实|都)?(?:是|由|靠)(?!我|咱|俺|自己|公司自|本)[^,。;!?\\d]{2,8}?(?:贴|垫付?|承担|出|补贴|分担|掏|付|给)的?(?=[,。;!?]|$)"
)
_NOT_OURS = lazy(
    "不是|不(?:让|给|能|许|可以?|准)?算|不属|剔|扣掉|去掉|拿掉|除去|另一[场个份项]|别的|关联|没在?[^,。;!?]{0,4}(?:买|签|付)"
)


def _less_share(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """A sum less the share of it that does not count (那120万里头有一半是买机床的,不是研发)."""
    if not isinstance(stated.value, Decimal) or stated.is_assumed:
        return None
    for e in said.expressions:
        low = clause_around(said.text, e.start, e.start)[0]
        stop = _sentence_end(said.text, e.end)
        share_of = e.operands[0].quantity.value
        if e.unit is not Unit.PERCENT or not 0 < share_of < 1 or len(e.operands) != 1:
            continue
        others = _NOT_OURS.search(said.text, e.end, stop) or _PAID_BY_OTHERS.match(said.text, e.end)
        if not _INSIDE.search(said.text, low, e.start) or not others:
            continue
        names = [x for x in said.expressions if low <= x.start < e.start and x.unit is Unit.YUAN]
        if any(x.value != stated.value for x in names):
            continue
        value = stated.value * (_WHOLE - share_of)
        now = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
        return now, (low, stop)
    return None


WHOLE = "whole"
"""The relation of the only part of a sum that is a share of it."""


def whole_of(stated: Stated) -> Decimal | None:
    """The sum that a number is the asker's own share of; None where it is none."""
    own = stated.parts[0] if len(stated.parts) == 1 else None
    return own.value if own is not None and own.relation == WHOLE else None


_OURS_AGAIN = lazy(
    "(?:全|都|全部|一律|统统)(?:部)?(?:是|由|归|改)?(?:我们|咱们?|我司|公司|企业|自己)(?:自己)?(?:出|付|掏|承担|负担|投)"
    "|(?:我们|咱们?|我司|自己)[^,。;!?没不]{0,4}(?:补上|补齐|垫上|还给|还清|还上|还了)[^,。;!?]{0,3}了?"
)
"""What others paid of a sum is the asker's after all (合作方退出了,全是我们出)."""
_NEVER_CAME = lazy(
    "(?:元|块)?的?(?:最后|后来|结果|最终|其实|又|也|都){0,2}(?:没有?|未)(?:能|有)?(?:给|批|到|拨|退|付|下|发|成)|(?:元|块)?的?(?:最后|后来){0,1}(?:黄了|泡汤|取消)"
)
_BACK_AGAIN = lazy("[又再重][^,。;!?]{0,6}(?:了|回|上|来)|[^,。;!?]{0,3}回来|恢复")
_SINCE = lazy("后来|现在|已经?|又|补|换|改|转|了")


def _part_back(
    said: Said, stated: Stated, was: Stated | None
) -> tuple[Stated, tuple[int, int]] | None:
    """What was taken off a sum, counted again (那200万后来换成第三方了)."""
    ours = None if said.expressions else _OURS_AGAIN.search(said.text)
    whole = whole_of(stated)
    if ours is not None and whole is not None:
        return replace(stated, value=whole, parts=(), say="", turn=said.number), ours.span()
    before = _total(was.value) if was is not None else None
    now = _total(stated.value)
    if was is None or before is None or now is None or before <= now:
        return None
    if ours is not None:
        return replace(was, turn=said.number), ours.span()
    for e in said.expressions:
        low, high = clause_around(said.text, e.start, e.end)
        if e.value is None or e.unit is not Unit.YUAN:
            continue
        is_all = e.value == before - now and said.text[max(0, e.start - 1) : e.start] in (
            "那",
            "这",
        )
        if is_all and _NEVER_CAME.match(said.text, e.end):
            return replace(was, turn=said.number), (low, high)  # what was taken off never came
        if _OUT.search(said.text, e.end, high):
            continue
        if any(e.end <= p < high for p in said.out):
            continue
        if is_all and _SINCE.search(said.text, e.end, high):
            return replace(was, turn=said.number), (low, high)
        is_some = 0 < e.value < before - now and _INSIDE.search(said.text, low, e.start)
        if is_some and _BACK_AGAIN.search(said.text, e.end, high):  # 退的里头有100万又买回来了
            value = now + e.value
            more = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
            return more, (low, high)
    return None


_NOT_ALL_OURS = lazy(
    "(?:不|没|并非)(?:是)?(?:都|全)(?:是)?(?:由)?(?:我们?|咱们?|我司|公司|企业|自己)(?:出|付|掏|承担|负担)"
)
_BY_OTHERS = lazy(
    "(?:^|[,。;!?])(?!我|咱|俺|公司自)[^,。;!?\\d]{2,8}?(?:自己|那边|方面)?(?:贴|垫|承担|出|补贴|分担|掏|付)了?$"
)


def _less_others(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """A sum less what others paid of it (不是都我们出,中心自己贴了240万)."""
    match = _NOT_ALL_OURS.search(said.text)
    if match is None or not isinstance(stated.value, Decimal) or stated.is_assumed:
        return None
    told = [e for e in said.expressions if e.unit is Unit.YUAN and e.start >= match.end()]
    if len(told) != 1 or told[0].value is None or not 0 < told[0].value < stated.value:
        return None
    if not _BY_OTHERS.search(said.text, match.end(), told[0].start):
        return None
    value = stated.value - told[0].value
    now = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
    return now, (match.start(), told[0].end)


_PER = {
    "月": (Unit.YUAN_PER_MONTH,), "年": (Unit.YUAN_PER_YEAR,),
}  # fmt: skip
_IS_NOW = lazy(
    "(?:其实|实际上?|实际只|应该|只有?|就|才|改|变|是|到|成|算)(?:了|成|为|到|是|有|用|租|买|付|卖|来)*$"
)


def _times_changed(
    said: Said, stated: Stated, names: Sequence[str]
) -> tuple[Stated, tuple[int, int]] | None:
    """A sum told as a price so many times, with the price or how often told anew.

    After 30台,每台2万: 有10台退了; 每台是2.5万. After API每月8万,用一年: API只用了9个月.
    """
    is_row = isinstance(stated.value, tuple)
    members = stated.value if isinstance(stated.value, tuple) else stated.parts
    counted = [n for n, m in enumerate(members) if m.count is not None]
    total = sum((m.total for m in members), _NOTHING)
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


def _counted_anew(
    said: Said, low: int, high: int, e: Expression, member: FactItem
) -> FactItem | None:
    """A price so many times after the one number that a clause says of it."""
    quantity, before = e.operands[-1].quantity, member.count or 0
    if e.value is None and e.operands[0].role not in ("minus", "plus"):
        return None
    if quantity.unit in _PER.get(member.relation, (Unit.YUAN_PER_UNIT,)):
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
    is_out = any(low <= p < high for p in said.out) or _OUT.search(said.text, low, high)
    lead, role = said.text[low : quantity.start], e.operands[-1].role
    if role == "new" or _IS_NOW.search(lead):
        new = int(times)
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
    total = sum((m.total for m in members), _NOTHING)
    return replace(stated, value=total, parts=tuple(members), say="", alternatives=(), turn=number)


_THAT_ALONE = lazy("[那这]一?[个场项件届家轮][^,。;!?]{0,6}多少")
"""秋天还有一场,那场能拿多少 asks for that one alone."""
_ONE_MORE = lazy(
    r"(?:[又再另]|还有|还想|多|后来|下半年|上半年)[^,。;!?\d]{0,8}?[一1][个场项件届家轮笔份批](?!一半|月|人|点)"
)


def _one_more_item(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """One more of what is capped for each (示范项目又多评上一个,投资2600万)."""
    match = _ONE_MORE.search(said.text)
    if match is None or stated.beside or stated.is_assumed or _THAT_ALONE.search(said.text):
        return None
    stop = _sentence_end(said.text, match.end())
    told = [e for e in said.expressions if match.end() <= e.start < stop and e.unit is Unit.YUAN]
    if len(told) != 1 or told[0].value is None or told[0].operands[0].role in ("new", "minus"):
        return None
    items = stated.value if isinstance(stated.value, tuple) else _single(stated)
    low = clause_around(said.text, match.start(), match.start())[0]
    kind = said.text[low : match.end()][-_MOST_TOLD:]
    more = FactItem(told[0].value, kind=kind, turn=said.number)
    now = replace(stated, value=(*items, more), say="", parts=(), alternatives=(), turn=said.number)
    return now, (match.start(), told[0].end)


def _as_many(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """What was told of one as the same for each of several (两场,每场都这么花)."""
    match = _ALIKE.search(said.text)
    if match is None or not isinstance(stated.value, Decimal):
        return None
    number = _COUNTS.get(match["n"]) or int(match["n"])
    items = tuple(FactItem(stated.value) for _ in range(number))
    now = replace(
        stated, value=items, say="", parts=(), beside=(), alternatives=(), turn=said.number
    )
    return now, match.span()


_AND_AGAIN = lazy("(?:后来|结果|现在)?(?:又|再|还是|不对|不是|错了|更正)")


def _just_changed(
    stated: Stated, now: Sequence[FactItem], said: Said, clause: tuple[int, int]
) -> tuple[int, ...]:
    """The member that the message before changed, which 又砍半 goes on with."""
    if stated.turn != said.number - 1 or not _AND_AGAIN.match(said.text, *clause):
        return ()
    changed = [n for n, item in enumerate(now) if item.turn == said.number - 1]
    return tuple(changed) if len(changed) == 1 and len(now) > 1 else ()


def _one_more_batch(
    said: Said, numbers: Sequence[Stated], price: str, count: str
) -> tuple[list[Stated], tuple[int, int]] | None:
    """So many more at a price of their own (又批下来5台,一台52万) beside those of before."""
    by_name = {s.name: s for s in numbers}
    known = by_name.get(price)
    batches = _batches(known, by_name.get(count)) if known is not None else ()
    told = [
        e
        for e in said.expressions
        if e.relation is Relation.PRODUCT
        and e.unit is Unit.YUAN
        and [o.role for o in e.operands] == ["price", "count"]
    ]
    if known is None or not batches or len(told) != 1 or not _FURTHER.search(said.text):
        return None
    value, number = (o.quantity.value for o in told[0].operands)
    if number != int(number) or number <= 0:
        return None
    own = FactItem(value, count=int(number))
    now = replace(known, value=(*batches, own), say="", alternatives=(), turn=said.number)
    return _with_batches(said, numbers, now, count, told[0])


def _some_of_batch(
    said: Said, numbers: Sequence[Stated], price: str, count: str
) -> tuple[list[Stated], tuple[int, int]] | None:
    """Some of those that cost the same, which cost something else (里头有一台花了60万)."""
    by_name = {s.name: s for s in numbers}
    known = by_name.get(price)
    batches = _batches(known, by_name.get(count)) if known is not None else ()
    if known is None or len(batches) != 1 or batches[0].count is None:
        return None
    for e in said.expressions:
        roles = [o.role for o in e.operands]
        if e.unit is not Unit.YUAN or "count" not in roles or len(roles) != _SEVERAL:
            continue
        number = e.operands[roles.index("count")].quantity.value
        value = e.operands[1 - roles.index("count")].quantity.value
        low = clause_around(said.text, e.start, e.start)[0]
        if not _INSIDE.search(said.text, low, e.start) or not 0 < number < batches[0].count:
            continue
        rest = replace(batches[0], count=batches[0].count - int(number))
        items = (rest, FactItem(value, count=int(number)))
        now = replace(known, value=items, say="", alternatives=(), turn=said.number)
        return _with_batches(said, numbers, now, count, e)
    return None


def _with_batches(
    said: Said, numbers: Sequence[Stated], now: Stated, count: str, e: Expression
) -> tuple[list[Stated], tuple[int, int]]:
    kept = [now if s.name == now.name else s for s in numbers if s.name != count]
    low = max((said.text.rfind(c, 0, e.start) for c in "。;!?"), default=-1) + 1
    high = _sentence_end(said.text, e.end)
    return kept, (low, high)


def _batches(price: Stated, count: Stated | None) -> tuple[FactItem, ...]:
    """So many at a price, as batches; () where that is not known."""
    if isinstance(price.value, tuple):
        return price.value if all(i.count is not None for i in price.value) else ()
    number = count.value if count is not None else None
    if not isinstance(price.value, Decimal) or not isinstance(number, Decimal):
        return ()
    return (FactItem(price.value, count=int(number)),) if number == int(number) > 0 else ()


def _single(stated: Stated) -> tuple[FactItem, ...]:
    return (FactItem(stated.value),) if isinstance(stated.value, Decimal) else ()


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
    return _ONE_MORE.search(text) is not None


def meant(
    members: Sequence[FactItem], clause: str, said: Said, names: Sequence[str]
) -> tuple[int, ...]:
    """Which of several members a clause names; () where it names none, or all."""
    for way in (_by_value, _by_letter, _by_designator, _by_year, _by_place, _by_size, _by_count):
        found = tuple(dict.fromkeys(way(members, clause, said)))
        if found and len(found) < len(members):
            return found
    if not any(m.kind for m in members[1:]):
        return ()  # what stands before all of them (审定总投入分别240万、700万) tells none apart
    alike = [n for n, m in enumerate(members) if m.kind and _calls(m.kind, clause, names)]
    return tuple(alike) if len(alike) == 1 else ()


def _calls(told: str, clause: str, names: Sequence[str]) -> bool:
    """Whether a clause has a word of those that a member was told with (补签那个)."""
    runs = (told[n : n + _RUN] for n in range(len(told) - _RUN + 1))
    if any(run in clause for run in runs):
        return True  # 年会期间那场: common words, but four in a row
    pairs = (told[n : n + 2] for n in range(len(told) - 1))
    return any(
        pair in clause and content_of(pair) and not any(pair in name for name in names)
        for pair in pairs
    )


def _by_value(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    for match in _BY_VALUE.finditer(clause):
        numeral = read_number(match["n"])
        if numeral is None or numeral.end != len(match["n"]):
            continue
        wanted = (numeral.value, numeral.value * _WAN)
        same = [n for n, m in enumerate(members) if m.value in wanted or m.total in wanted]
        yield from same if len(same) == 1 else ()


_DESIGNATOR = lazy(
    r"第?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?P<of>月|期|季度)|(?P<half>[上下]半年|年[初中底末])"
)
"""What tells one of several by its stage or its time: 一期, 第2期, 三月份, 下半年."""


def _designators(text: str) -> frozenset[tuple[Decimal | str, str]]:
    found: set[tuple[Decimal | str, str]] = set()
    for match in _DESIGNATOR.finditer(text):
        numeral = read_number(match["n"]) if match["n"] else None
        if numeral is not None:
            found.add((numeral.value, match["of"]))
        elif match["half"]:
            found.add((match["half"], ""))
    return frozenset(found)


def _by_designator(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    wanted = _designators(clause)
    same = [n for n, m in enumerate(members) if wanted and wanted & _designators(m.kind)]
    yield from same if len(same) == 1 else ()


def _by_letter(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    for match in _LETTER.finditer(clause):
        same = [n for n, m in enumerate(members) if _letter(m.kind) == match["name"]]
        yield from same if len(same) == 1 else ()


def _letter(kind: str) -> str:
    match = _LETTER.search(kind)
    return match["name"] if match else ""


def _by_year(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    shifts = {year_of(None, m.group()) for m in _YEAR_WORD.finditer(clause)} - {None}
    shifts |= {int(m["year"]) % 100 + _CENTURY - said.base for m in _YEAR.finditer(clause)}
    own = [_shift(m, said.base) for m in members]
    yield from (n for n, shift in enumerate(own) if shift is not None and shift in shifts)
    for match in _NTH_YEAR.finditer(clause):
        place = _PLACES[match["nth"]]
        if place < len(members) and all(m.year is not None for m in members):
            yield _in_years(members)[place]


def _shift(member: FactItem, base: int) -> int | None:
    """How many years from this one a member is of; None where it is not told."""
    told = year_of(None, member.kind[:3]) if member.kind else None
    if told is None and member.kind:
        word = _YEAR_WORD.search(member.kind)
        told = year_of(None, word.group()) if word else None
    if told is not None:
        return told
    if member.year is None:
        return None
    return member.year - base if member.year > _FAR else None


def _in_years(members: Sequence[FactItem]) -> list[int]:
    """The places of members in the order of their years."""
    return sorted(range(len(members)), key=lambda n: members[n].year or 0)


def _by_place(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    for match in _NTH.finditer(clause):
        if _PLACES[match["nth"]] < len(members):
            yield _PLACES[match["nth"]]
            return
    dated = all(m.year is not None for m in members)
    if _MIDDLE.search(clause) and len(members) == _SEVERAL + 1:
        yield 1
    elif dated and _FIRST_YEAR.search(clause):
        yield _in_years(members)[0]
    elif dated and _LAST_YEAR.search(clause):
        yield _in_years(members)[-1]
    elif _FIRST.search(clause) and len(members) == _SEVERAL:
        yield 0
    elif _LAST.search(clause):
        yield len(members) - 1


def _by_size(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    size = _BY_SIZE.search(clause)
    values = [m.value for m in members]
    if size and len(set(values)) > 1:
        wanted = min(values) if size["size"] in _SMALLER else max(values)
        if values.count(wanted) == 1:
            yield values.index(wanted)


def _by_count(members: Sequence[FactItem], clause: str, said: Said) -> Iterator[int]:
    match = _BY_COUNT.search(clause)
    if match is None:
        return
    wanted = _COUNTS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 0)
    same = [n for n, m in enumerate(members) if m.count == wanted]
    yield from same if len(same) == 1 else ()


def _done_to(
    said: Said,
    stretch: tuple[int, int],
    members: tuple[FactItem, ...],
    own: Sequence[int],
    unit: Unit,
) -> tuple[FactItem, ...] | None:
    """The members after what a stretch says of those that it names; None if it says nothing."""
    low, high = stretch
    inside = [
        e for e in said.expressions if low <= e.start < high and not _is_name(said, e, members)
    ]
    is_out = any(low <= p < high for p in said.out) or _OUT.search(said.text, low, high)
    if _MOVED.search(said.text, low, high):
        return None  # 被退的那个挪到明年再备
    if len(inside) > 1 and len(own) == 1:  # 第一年那300万有一半是…: the sum names it again
        inside = [e for e in inside if e.value != members[own[0]].value] or inside
    if len(own) == 1:
        mine = members[own[0]]
        value = _new_value(said, low, inside, mine, unit, is_out=bool(is_out))
        if value is not None:
            return _put(members, own[0], value)
    if any(e.unit is unit for e in inside):
        return None
    factor = next((m.factor for m in said.multiples if low <= m.start < high), None)
    if factor is not None:
        return tuple(
            replace(m, value=m.value * factor, turn=said.number, start=None, end=None)
            if n in own
            else m
            for n, m in enumerate(members)
        )
    if is_out:
        return tuple(m for n, m in enumerate(members) if n not in own)
    return None


def _put(members: tuple[FactItem, ...], place: int, new: FactItem | None) -> tuple[FactItem, ...]:
    kept = list(members)
    if new is None or (new.count == 0) or new.value <= 0:
        del kept[place]
    else:
        kept[place] = new
    return tuple(kept)


def _is_name(said: Said, e: Expression, members: Sequence[FactItem]) -> bool:
    """Whether a number only names a member (2600那个)."""
    match = _BY_VALUE.match(said.text, e.start)
    return (
        match is not None
        and match.end() > e.end - 1
        and bool(tuple(_by_value(members, said.text[e.start : match.end()], said)))
    )


def _new_value(
    said: Said,
    low: int,
    inside: Sequence[Expression],
    member: FactItem,
    unit: Unit,
    *,
    is_out: bool,
) -> FactItem | None:
    """What a member is after the one number that a clause says of it."""
    prices = (Unit.YUAN_PER_UNIT,) if member.count is not None else ()
    told = [e for e in inside if e.unit is unit or e.unit in prices]
    shares = [e for e in inside if e.unit is Unit.PERCENT]
    some = [e for e in inside if e.unit is Unit.COUNT and e.value is not None]
    if member.count is not None and len(some) == 1 and not told:
        number = some[0].value
        role = some[0].operands[-1].role
        if (number and role == "new") or _IS_NOW.search(said.text, low, some[0].start):
            return replace(member, count=int(number or 0), turn=said.number)
        if is_out and number is not None and 0 < number < member.count:
            return replace(member, count=member.count - int(number))
        return None
    if len(told) == 1 and not (shares and unit is Unit.YUAN and is_out):
        return _told(said, told[0], member, unit, is_out=is_out)
    if len(shares) == 1 and not told:
        share_of = shares[0].operands[0].quantity.value
        if not 0 < share_of < 1:
            return None
        lead = said.text[max(low, shares[0].start - 6) : shares[0].start]
        if _INSIDE.search(lead) and not is_out:
            return None  # what becomes of that share stands in the next clause
        is_off = shares[0].operands[0].role == "minus" or (
            _LESS.search(lead) and not _TO.search(lead)
        )
        factor = _WHOLE - share_of if is_off or is_out else share_of
        return replace(member, value=member.value * factor, turn=said.number, start=None, end=None)
    return None


def _told(
    said: Said, e: Expression, member: FactItem, unit: Unit, *, is_out: bool
) -> FactItem | None:
    value = e.value
    role = e.operands[0].role
    if value is None and role in ("minus", "plus"):
        value = e.operands[0].quantity.value
    if e.relation is Relation.LIST and e.operands[0].quantity.value == member.value:
        value, role = e.operands[-1].quantity.value, e.operands[-1].role  # 那俩有一个
    if value is None or e.relation in (Relation.RANGE, Relation.REPORTED):
        return None
    if is_out and value == member.value:
        return replace(member, value=_NOTHING)  # 追加的300万撤了
    lead = said.text[max(0, e.start - 8) : e.start]
    is_off = (role == "minus" or _LESS.search(lead)) and not _TO.search(lead)
    is_more = (role == "plus" or _MORE.search(lead)) and not _TO.search(lead)
    low = clause_around(said.text, e.start, e.start)[0]
    is_some = unit is Unit.COUNT or _INSIDE.search(said.text, low, e.start)
    if is_some and not is_out and role == "term" and value < member.value:
        return None  # 400里有80是…: what becomes of it stands in the next clause
    if is_some and is_out and value < member.value:
        is_off, is_more = not _LEFT.search(lead), False
    if is_off:
        new = member.value - value
    elif is_more:
        new = member.value + value
    else:
        new = value
    return (
        replace(member, value=new, turn=said.number, start=None, end=None, relation="")
        if new >= 0
        else None
    )


_ALONE = lazy("单独?(?:看|说|算|问|讲|报|论|是|给|能|拿)|单独|只(?:看|说|问|讲)")
_THIS_ONE = lazy(rf"单?(?:看|说|算|问)这一?(?:{_KIND}|年)")
_FIRST_OF = lazy(rf"(?:前|头)(?P<n>[两二三四])(?:{_KIND}|年)")


def viewed(said: Said, stated: Stated, words: Sequence[str]) -> Stated:
    """Of several numbers those that a message asks about alone (第二年单独是多少, 前两场合计).

    What was stated stays as it is: only this answer is about some of it.
    """
    members = members_of(stated)
    if len(members) < _SEVERAL or stated.beside:
        return stated
    chosen: tuple[int, ...] = ()
    first = _FIRST_OF.search(said.text)
    if first:
        chosen = tuple(range(_COUNTS[first["n"]]))
    elif _THIS_ONE.search(said.text):
        chosen = tuple(n for n, m in enumerate(members) if m.turn == said.number)
    elif _ALONE.search(said.text):
        chosen = meant(members, said.text, said, words)
    if not chosen or len(chosen) >= len(members):
        return stated
    kept = tuple(members[n] for n in chosen)
    if isinstance(stated.value, tuple):
        return replace(stated, value=kept, say="")
    return replace(
        stated, value=sum((m.total for m in kept), _NOTHING), parts=(), beside=(), say=""
    )


def _rebuilt(stated: Stated, members: tuple[FactItem, ...], number: int) -> Stated:
    """The number with other members, told as it was told."""
    if isinstance(stated.value, tuple):
        if not members:
            return replace(stated, value=_NOTHING, say="", turn=number)
        return replace(stated, value=members, say="", alternatives=(), turn=number)
    if stated.beside:
        own = members[-1] if members else FactItem(_NOTHING)
        return replace(
            stated, value=own.value, year=own.year, beside=members[:-1], say="", turn=number
        )
    total = sum((m.total for m in members), _NOTHING)
    parts = members if len(members) >= _SEVERAL else ()
    return replace(stated, value=total, parts=parts, say="", alternatives=(), turn=number)
