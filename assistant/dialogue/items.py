"""Several sums of one fact: of years, of things one by one, of additions; one of them changed.

第二年90万 beside what was said of this year, 第二场花了1100万 of two that cost the same,
追加的那300万撤了 of what was added up: each takes the place of, or is taken off, its own member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.pattern import lazy
from assistant.text.units import Quantity

_PLACES = {c: n for n, c in enumerate("一二三四五六七八九")}
_KIND = "[个场轮次项家台辆款套件批份笔]"
_NTH = lazy(rf"第(?P<nth>[一二三四五六七八九]){_KIND}[^,。;!?\d第]{{0,10}}$")
_LAST_ONE = lazy(rf"(?:另一|另外那?一?|最后那?一?){_KIND}[^,。;!?\d第]{{0,10}}$")
_THING = "[个场轮次项家台辆款套件]"
"""What is capped by itself: a batch, a share or a bill more (又加装一批) is of the same thing."""
_TOLD_OF = "(?:报|做|建|申请?|申报|签|买|租|投|搞|开|立|采购|办)[上出来成]?[了过]?的(?:[那这]一?)?"
"""另报的那个, 后来办的那场: one more thing by what was done with it."""
_ANOTHER = lazy(
    rf"(?:[另又再还]|后来|接着|后面)[^,。;!?\d]{{0,6}}?[一1]{_THING}|另[一1]{_KIND}"
    rf"|另{_KIND}|另外[一1]?{_KIND}|第[二三四五六]{_KIND}|[一1]{_KIND}[^,。;!?\d]{{0,4}}$"
    rf"|(?:另外?|还|又|后来){_TOLD_OF}{_KIND}(?=[^,。;!?\d]{{0,4}}也)"
    rf"|(?:[另又再还]|后来|接着|后面)(?:外|要|想|会|打算|准备)?[有办开建上搞评](?:了|过)?{_KIND}"
    rf"(?![^,。;!?\d]{{0,4}}(?:款|费|钱|账|票|部分|支|花销|成本|[份笔单批]))(?=[^,。;!?\d]{{2}})"
)
_SAME_ONE = lazy(
    rf"追加|增加|加投|补充|同一?{_KIND}|也是[这那]|还是[这那]|[这那]{_KIND}(?:也|还|又)?的?(?=[,。;!?]|$)"
)
_ONE_MORE_THING = lazy(
    "(?:[还又再]|另外?|回头|后来|额外)(?:另外?|又|再|要|想|会|得|打算)?(?:买|签|采购?|租|加|添|付|花|下单|订|投|补|续|办|开|做|上|有|来|进|多)"
    r"[了过出上来签]{0,2}(?:[一1]?[个台份张笔批项套家单辆条款件](?!月|人|点|半)[^,。;!?\d]{1,12}|[一1][份张笔批单])(?=,)"
    r"|补(?:买|签|采购?|租|订|投|办|做)了?[一1]?[个台份张笔批项套家单辆条款件](?!月|人|点|半)[^,。;!?\d]{1,12}(?=,)"
    r"|(?:[还又再]|另外?|后来|额外)(?:另外?|又)?(?![看翻查找核问说听见读瞧等算改换填退撤审被减砍扣删关停拆缩削裁])[^,。;!?\d了过]{1,3}[了过]"
    r"[一1]?[台份张批套款辆场期轮](?!月|人|点|半|次)[^,。;!?\d]{1,12}(?=,)"
    r"|(?:漏|落下?|忘)(?:掉|报|记|算|说|写|填)?了(?:报|记|算|说|写|填)?[一1]?[个台份张笔批项套单条款件](?!月|人|点|半|零|小数)[^,。;!?\d]{0,10}(?=,)"
    r"|(?:(?:隔壁|旁边|边上|对[面门]|楼[上下]|[一二三四五六七八九十\d]+[楼层])[^,。;!?\d没不未的]{0,4}?"
    rf"|(?:另外?|还|又|后来){_TOLD_OF}[个台份笔批项套间层栋条件期]?[^,。;!?\d没不未的]{{0,4}}?"
    r"|(?:另一|第[二三四五])[个台份笔批项套间层栋条件期][^,。;!?\d没不未的]{0,4}?)也"
    r"[^,。;!?\d没不未]{1,4}?(?:下来|下|上|到|完|好|过)?了(?:下来)?(?=,)"
    r"|(?<![^,。;!?])(?:还|又|之前|刚才?|上回|我们?|咱们?|财务|账上|合同|另外)*"
    r"(?:(?:漏|落)(?:掉|下|报|记|算|写|填|加)?了|(?:少|忘|没)了?(?:报|记|算|填|加|列)(?:上|进去?)?了?)"
    r"(?!一半|[这那]|[个一]?[零位两几])[^,。;!?\d是有了零说]{2,8}(?=,)"
    r"|(?<![又再还])(?:加|添|补|增|追加|增加|多)(?:了|配了?|置了?|签了?|租了?|订了?|购了?|采了?|上了?|开了?|买了?|装了?)"
    r"[\d一二两三四五六七八九十]{0,3}[台份张批套款辆场项]级?(?!月|人|点|半|次)[^,。;!?\d]{1,12}(?=,)"
)
"""One more thing, whose number stands in a clause behind it."""
_STANDS_NOW = lazy(
    "(?:现在|如今|目前|眼下|一共|总共|合计|加起来|变成|改成|就是|成了)(?:是|有|达|到|变成|共|了|就)*[^,。;!?\\d]{0,2}$"
)
_OF_SOME = lazy("[\\d两俩二三四五六七八九十]")
_IN_ALL = lazy("一共|总共|合计|加起来")
_STOP = lazy("[。;!?]")
_SEVERAL, _LONG = 2, 4
_MOST_TOLD = 12
_PERIOD = lazy("[上下]半年|第?[一二三四]季度?|年[初中底]|[上中下]旬")
_NOTHING = Decimal(0)
RELATIVE_YEARS = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上年度": -1, "上一年": -1, "上一年度": -1,
    "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "次年": 1, "来年": 1, "出年": 1,
    "后年": 2,
}  # fmt: skip
_NAMES = {0: "今年", 1: "明年", 2: "后年", -1: "去年", -2: "前年"}


def is_another(text: str, start: int) -> bool:
    """Whether a number is that of one more thing (还有一个投了2600万), not of the same."""
    low = max(text.rfind(c, 0, start) for c in "。;!?") + 1
    if _SAME_ONE.search(text, low):
        return False
    return bool(_ANOTHER.search(text, low, start))


def another_called(text: str, start: int) -> str:
    """What one more thing is called (峰会 of 还有个峰会,估计花1200万); "" where nothing is said."""
    low = max(text.rfind(c, 0, start) for c in "。;!?") + 1
    found = list(_ANOTHER.finditer(text, low, start))
    said = _CALLED.match(text, found[0].end(), start) if found else None
    return said.group() if said else ""


_CALLED = lazy("[^,。;!?、\\d]{1,8}")


def is_for_one_more(text: str, start: int) -> bool:
    """Whether a clause before a number, in its sentence, tells of one more thing that it is for.

    还买了台一体机,里面大模型那部分30万; 漏了一张发票,12万: added to what was stated, no part of it.
    """
    low = max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)
    clause = clause_around(text, start, start)[0]
    more = _ONE_MORE_THING.search(text, low, clause)
    if more is None:
        return False
    in_all = _STANDS_NOW.search(text, clause, start)
    # 添了两台存储,一共130万: what the two come to
    return in_all is None or (
        _OF_SOME.search(more.group()) is not None and _IN_ALL.match(in_all.group()) is not None
    )


def opens_one_more(text: str, quantities: Sequence[Quantity], end: int) -> bool:
    """Whether what ends at a place says that the number behind it is of one more thing.

    楼下那间也租下来了, 90平.
    """
    start = next((q.start for q in quantities if q.start >= end), None)
    if start is None or not is_for_one_more(text, start):
        return False
    return not is_for_one_more(text[end:], start - end)


def names_year_of_next(
    text: str, quantities: Sequence[Quantity], start: int, end: int, told: Sequence[Stated]
) -> bool:
    """Whether a clause names the year of the number in the next one, after one told of a year.

    去年租金32万 → 今年换大的,一年52万: what stands before the number is no aside.
    """
    if not any(s.year is not None or s.beside for s in told):
        return False
    if _YEAR_WORD.search(text, start, end) is None:
        return False
    if any(start <= q.start < end for q in quantities):
        return False
    behind = _COMMA_CLAUSE.match(text, end)
    return behind is not None and any(behind.start() <= q.start < behind.end() for q in quantities)


def opened(value: object) -> tuple[FactItem, ...]:
    """The members of a value one by one: two at the same price are two."""
    if isinstance(value, Decimal):
        return (FactItem(value),)
    if not isinstance(value, tuple):
        return ()
    found: list[FactItem] = []
    for item in value:
        found += [replace(item, count=None)] * (item.count or 1)
    return tuple(found)


def one_changed(earlier: Stated, stated: Stated, text: str) -> Stated | None:
    """The members with the one that a text names by its place changed (第二场花了1100万)."""
    if not isinstance(earlier.value, tuple) or not isinstance(stated.value, Decimal):
        return None
    members = list(opened(earlier.value))
    nth, other = _NTH.search(text, 0, stated.start), _LAST_ONE.search(text, 0, stated.start)
    if len(members) < _SEVERAL or not (nth or other):
        return None
    place = _PLACES[nth["nth"]] if nth else len(members) - 1
    if place >= len(members):
        return None
    members[place] = replace(members[place], value=stated.value, start=None, end=None)
    return replace(stated, value=tuple(members), say="", alternatives=())


def calendar_year(year: int, base: int) -> int:
    """A calendar year, of one or of how many years from ``base`` it is."""
    return year if year > _FAR else base + year


def year_word(year: int | None, base: int) -> str:
    """今年, 明年, 去年 of a calendar year; empty for one further away or that is no such."""
    return _NAMES.get(year - base, "") if year is not None and year > _FAR else ""


def year_of(year: int | None, word: str) -> int | None:
    """A calendar year, or how many years from now a word tells; None where none is told."""
    return year if year is not None else RELATIVE_YEARS.get(word)


def with_year(earlier: Stated, stated: Stated, base: int, *, adds: bool = False) -> Stated | None:
    """The sums of the years before with that of another year; None where it is no other year.

    ``base`` is the year of today, by which 今年 beside 2026年 is known; ``adds``: the number is
    more of its year (上年度少记了1500万).
    """
    if stated.year is None or not isinstance(stated.value, Decimal):
        return None
    new = calendar_year(stated.year, base)
    if isinstance(earlier.value, tuple):
        items = earlier.value
        if any(item.year is None for item in items):
            return None
    else:
        if earlier.year is None and not isinstance(earlier.value, Decimal):
            return None
        # What is told without a year is of this one; 今年又过了三个 adds to it.
        undated = base if adds or new != base else new - 1
        was = undated if earlier.year is None else calendar_year(earlier.year, base)
        items = (*earlier.beside, FactItem(Decimal(str(earlier.value)), year=was))
    kept = tuple(i for i in items if i.year is None or calendar_year(i.year, base) != new)
    same = [i for i in items if i not in kept]
    if adds and same:
        return _more_of_year(earlier, stated, items, same)
    year = new if all(i.year is None or i.year > _FAR for i in kept) else stated.year
    members = (*kept, FactItem(stated.value, year=year))
    ordered = tuple(sorted(members, key=lambda i: i.year or 0))
    return replace(stated, value=ordered, say="", alternatives=(), year=None)


def _more_of_year(
    earlier: Stated, stated: Stated, items: Sequence[FactItem], same: Sequence[FactItem]
) -> Stated | None:
    """The sums of several years with more of the one that a number is told for."""
    if len(same) != 1 or not isinstance(stated.value, Decimal):
        return None
    if len(items) == 1:
        return None  # the only one: whoever adds sums adds it
    more = replace(same[0], value=same[0].total + stated.value, count=None, turn=stated.turn)
    members = tuple(more if i is same[0] else i for i in items)
    if isinstance(earlier.value, tuple):
        return replace(stated, value=members, say="", alternatives=(), year=None)
    *beside, own = members
    return replace(
        earlier, value=own.value, beside=tuple(beside), say="", alternatives=(), turn=stated.turn
    )


def more_years(earlier: Stated, stated: Stated, base: int) -> Stated | None:
    """The sums of several years with that of another one told before (2023年38万,2024年50万)."""
    if not isinstance(stated.value, tuple) or not isinstance(earlier.value, Decimal):
        return None
    years = {item.year for item in stated.value}
    if earlier.year is None or None in years:
        return None
    was = calendar_year(earlier.year, base)
    if was in years or any(year is not None and year <= _FAR for year in years):
        return None
    items = (*earlier.beside, FactItem(earlier.value, year=was), *stated.value)
    ordered = tuple(sorted(items, key=lambda i: i.year or 0))
    return replace(stated, value=ordered, say="")


_COMMA_CLAUSE = lazy(",?[^,。;!?]+")
_YEARS_EACH = lazy(
    r"(?P<years>(?:(?:大前年|前年|去年|今年|明年|后年|202\d年?|2[1-9]年?)[、和与跟同,]?){2,})[^,。;!?\d]{0,4}?"
    r"(?:各|分别|都|均|每年|一样|相同)[^,。;!?\d]{0,6}$"
)
_YEAR_WORD = lazy(r"大前年|前年|去年|今年|明年|后年|(?:20)?2\d")
_CENTURY = 2000
_ONLY_THAT = lazy(
    r"(?:[只光]|(?<![清订名账菜榜保传简表下签])单)(?:看|算|说|问|要|论|报|给)?[^,。;!?\d]{0,2}"
    r"(?:今年|明年|后年|去年|前年|20\d\d年?|[这那]一?年|[一二两三四]期)"
    r"|单独?(?:看|算|说)(?=[,。;!?]|$)|(?:今|明|后|去)年这一年|(?:今|明|后)年[这那]一?年"
    r"|就(?:看|算|说|问|要|报|按)?(?:今年|明年|去年)(?=[,。;!?\d一二两三四五六七八九十])"
    r"|[就只光单](?:说|讲|看|算|问|论|报)?(?:[这那]一?[年场笔份个]|第?[一二三四][期批])"
    r"(?=[,。;!?呢吧能给补]|$)"
    r"|(?:今|明|后)年[这那]一?[场笔份批]呢"
)


def of_years(text: str, stated: Stated, base: int) -> Stated:
    """A sum told for each of several years, as one of each (今年明年各买400万)."""
    match = _YEARS_EACH.search(text, 0, stated.start)
    if match is None or not isinstance(stated.value, Decimal):
        return stated
    years = []
    for word in _YEAR_WORD.findall(match["years"]):
        year = RELATIVE_YEARS.get(word)
        number = int(word) if year is None else 0
        years.append(base + year if year is not None else number + _CENTURY * (number < 100))
    items = tuple(FactItem(stated.value, year=year) for year in sorted(set(years)))
    if len(items) < _SEVERAL:
        return stated
    return replace(stated, value=items, year=None, say="", alternatives=())


def is_only(text: str) -> bool:
    """Whether one year or stage is asked for, without those told before (只看明年)."""
    return _ONLY_THAT.search(text) is not None


def of_other_year(earlier: Stated, stated: Stated, base: int) -> Stated | None:
    """A sum of another year than the one before, which is remembered beside it.

    Before a later year, what was told without one is of this one; so are items without years.
    """
    if stated.year is None or not isinstance(stated.value, Decimal) or earlier.is_assumed:
        return None
    if any(item.year is not None for item in opened(earlier.value)) or earlier.total is None:
        return None
    new = calendar_year(stated.year, base)
    if earlier.year is None and new < base:
        return None  # 去年其实是98万 may well correct what was told without a year
    old = base if earlier.year is None else calendar_year(earlier.year, base)
    own = FactItem(earlier.total, year=old)
    kept = tuple(i for i in (*earlier.beside, own) if i.year != new)
    return replace(stated, beside=kept) if old != new else None


def with_beside(stated: Stated, base: int) -> Stated:
    """The sums of all years that were told one after another (两年合计)."""
    if not stated.beside or stated.year is None or not isinstance(stated.value, Decimal):
        return stated
    is_counted = any(i.year is not None and i.year <= _FAR for i in stated.beside)
    own = FactItem(
        stated.value, year=stated.year if is_counted else calendar_year(stated.year, base)
    )
    items = tuple(sorted((*stated.beside, own), key=lambda i: i.year or 0))
    return replace(stated, value=items, beside=(), year=None, say="", alternatives=())


_FAR = 1900


def summed(earlier: Stated, stated: Stated, labels: tuple[str, str]) -> tuple[FactItem, ...]:
    """What a sum is added up of, so that a later message may change or drop a member."""
    if not isinstance(earlier.value, Decimal) or not isinstance(stated.value, Decimal):
        return ()
    before = earlier.parts or (FactItem(earlier.value, kind=labels[0]),)
    own = stated.parts or (FactItem(stated.value, turn=stated.turn),)
    named = (
        replace(m, kind=f"{labels[1]}{m.kind}" if labels[1] != m.kind else m.kind) for m in own
    )
    return (*before, *named)


def less_added(stated: Stated, values: Sequence[Decimal]) -> Stated | None:
    """A sum less a member that a message takes back by its value (追加的300万撤了)."""
    if not isinstance(stated.value, Decimal):
        return None
    members = list(stated.parts)
    gone = [v for v in values if v < stated.value]
    if not gone:
        return None
    for value in gone:
        place = next(
            (n for n, m in reversed(list(enumerate(members))) if value in (m.value, m.total)), None
        )
        if place is None:
            return None
        del members[place]
    value = sum((m.total for m in members), _NOTHING)
    return replace(stated, value=value, parts=_kept(members), say="", alternatives=())


def called_by(text: str, start: int) -> str:
    """The words of the clause before a number, by which a later message calls it (补签那个).

    With the half or the quarter of a year that its sentence tells (下半年要上新,还得再花1800万).
    """
    low, _ = clause_around(text, start, start)
    begin = max((m.end() for m in _STOP.finditer(text, 0, low)), default=0)
    told = text[low:start][-_MOST_TOLD:]
    if not content_of(told) and begin < low and text[low - 1] == ",":
        first = clause_around(text, low - 1, low - 1)[0]
        if _LEFT_OUT.search(text, first, low - 1):  # 外协没算,五十五万
            told = text[first : low - 1][-_MOST_TOLD:] + told
    if _IS_PART.search(told):  # 一体机也买了,150万,大模型那部分占60: of what it is a part
        return _NUMBERS.sub("", text[begin:start])[-2 * _MOST_TOLD :]
    return told if period_in(told) else period_in(text[begin:low]) + told


_NUMBERS = lazy("[\\d.]+[万亿]?元?|[一二两三四五六七八九十百千]+[万亿]元?")
_LEFT_OUT = lazy(
    "(?:漏|落下|忘)了?[算报记填写]?(?:进去)?了?$|没(?:有)?[算报记填写加](?:上|进去?|进来|在内)?$"
)
_IS_PART = lazy("部分(?:占|是|算|就|只|才|有|约|大概)*(?:了|到)?$")


def period_in(text: str) -> str:
    """The part of a year that a text tells last (下半年); empty where there is none."""
    found = [m.group() for m in _PERIOD.finditer(text)]
    return found[-1] if found else ""


def quarter_of(text: str) -> tuple[str, str]:
    """Which part of which division of a year a text tells last: (季, 3), (半, 下).

    ("", "") where it tells none.
    """
    found = list(_PART_OF_YEAR.finditer(text))
    if not found:
        return "", ""
    last = found[-1]
    if last["half"]:
        return "半", last["half"]
    quarter = last["quarter"] or last["q"]
    return "季", _DIGIT.get(quarter, quarter)


_PART_OF_YEAR = lazy(
    "(?P<half>[上下])半年|(?<![\\d一二两三四五六七八九十])第?(?P<quarter>[一二三四1-4])季度?|q(?P<q>[1-4])"
)
_DIGIT = {"一": "1", "二": "2", "三": "3", "四": "4"}


def of_next_part(earlier: Stated, stated: Stated, told: str) -> Stated | None:
    """What was told for parts of a year (上半年80万) with what another part of it comes to.

    ``told`` are the words before the number. None where either is of no such part, or of the same.
    """
    before = members_told(earlier)
    after = members_told(stated) if isinstance(stated.value, tuple) else ()
    if not after and isinstance(stated.value, Decimal):
        after = (FactItem(stated.value, kind=told, turn=stated.turn),)
    known = [quarter_of(m.kind) for m in before]
    fresh = [quarter_of(m.kind) for m in after]
    divisions = {division for division, _ in (*known, *fresh)}
    if not known or not fresh or len(divisions) != 1 or "" in divisions:
        return None
    if set(known) & set(fresh) or len(set(fresh)) < len(fresh):
        return None
    if any(m.year is not None and m.year > _FAR for m in (*before, *after)):
        return None  # of different years; a row of parts of one year is only numbered
    before, after = (tuple(replace(m, year=None) for m in row) for row in (before, after))
    whole = sum((m.total for m in (*before, *after)), _NOTHING)
    return replace(
        stated,
        value=whole,
        parts=(*before, *after),
        terms=(),
        say="",
        alternatives=(),
        places=earlier.every_place,
    )


def members_told(stated: Stated) -> tuple[FactItem, ...]:
    """What a number was told as: its members, each by what it was called; () where unknown."""
    if isinstance(stated.value, tuple):
        return tuple(i for i in stated.value if isinstance(i, FactItem))
    if stated.parts:
        return stated.parts
    if stated.terms and sum((t.value for t in stated.terms if t.is_in), _NOTHING) == stated.value:
        return tuple(FactItem(t.value, kind=t.kind) for t in stated.terms if t.is_in)
    return ()


def part_changed(
    earlier: Stated, stated: Stated, label: str, names: Sequence[str]
) -> Stated | None:
    """A sum with the member that is called the same changed (一体机那部分其实60万).

    ``names`` are the words of the fact: they tell no member from another.
    """
    if not earlier.parts or not isinstance(stated.value, Decimal) or not label:
        return None
    if stated.value == earlier.value:
        return None
    alike = [n for n, m in enumerate(earlier.parts) if m.kind and share(m.kind, label, names)]
    if len(alike) != 1:
        return None
    members = list(earlier.parts)
    members[alike[0]] = replace(members[alike[0]], value=stated.value, count=None, relation="")
    value = sum((m.total for m in members), _NOTHING)
    return replace(
        stated,
        value=value,
        parts=_kept(members),
        say="",
        alternatives=(),
        places=earlier.every_place,
    )


def share(first: str, second: str, names: Sequence[str] = ()) -> bool:
    """Whether two labels have a word in common: two characters that stand in no name, or more."""
    if any(first[n : n + _LONG] in second for n in range(len(first) - _LONG + 1)):
        return True
    pairs = (first[n : n + 2] for n in range(len(first) - 1))
    return any(p in second and not any(p in name for name in names) for p in pairs)


def _kept(members: Sequence[FactItem]) -> tuple[FactItem, ...]:
    return tuple(members) if len(members) >= _SEVERAL else ()
