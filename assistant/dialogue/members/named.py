"""Which of several members a clause names: by value, letter, year, place, size, count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.figures import by_their_words
from assistant.dialogue.items import year_of
from assistant.dialogue.language import unknown_of
from assistant.dialogue.members.said import Said
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE

_SEVERAL = 2
_WAN = 10_000
_FAR = 1900
_RUN = 4
_CENTURY = 2000
_THAT = rf"[那这](?:一?{MEASURE}|[两俩仨几]|[二三四五六七八九\d]+{MEASURE})"
_YEAR = lazy(r"(?<!\d)(?P<year>(?:20)?\d\d)(?:那)?年(?!以|内|期|前|后)")
_YEAR_WORD = lazy("大前年|前年|去年|今年|本年度|当年|明年|次年|后年|上一?年度?")
_NTH_YEAR = lazy("第(?P<nth>[一二三四五])年")
_NTH = lazy(rf"第(?P<nth>[一二三四五六七八九]){MEASURE}")
_FIRST = lazy(
    r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[的是把就说按看给和跟将但还有算报退撤改连只光]))(?:头|首(?!次)|前|老|旧)"
    r"|以前|先前|前[面头边]|最早|最先|最初|最开始|当初|起先|[一刚]?(?:一)?开始|刚开头|开头|起初|原来|原先|本来|之前)"
    rf"的?(?:那|这|的)?一?{MEASURE}(?!月|年)"
    rf"|第一(?:{MEASURE})"
)
"""折旧那块 is named by what it is, 旧那份 by when it was told."""
_LAST = lazy(
    rf"(?:后[面头边来]?|末|最后|最末)的?(?:那|这|的)?一?{MEASURE}(?!月|年)(?!(?<=项)目|(?<=处)理|(?<=条)件)"
    rf"|(?:新|刚才?|追加?|新增|加|补|另外?|再)(?:加|签|买|租|增|投|说|报)?的?(?:那|这)一?{MEASURE}(?!月|年)"
    rf"|(?:追加?|新增|后来?(?:又|再)?[加签买租投补增追]|加上去|补签)的(?:那|这)?"
)
_BY_VALUE = lazy(
    rf"(?P<n>(?<!\d)\d[\d.]*|[一二两三四五六七八九十百千]{{2,12}})(?:万|w)?元?块?的?(?:{_THAT}|的(?=[没不退黄取撤]))"
    r"|[那这](?P<of>\d[\d.]*|[一二两三四五六七八九十百千]{2,12})(?:万|w)?元?块?(?=其?[里中有]|当中|的?(?:一半|[一二两三四五六七八九\d]成)"
    r"|(?=[\u4e00-\u9fff])(?![个台家条项款份批笔块张套件年月天万亿元呢吗吧多零一二两三四五六七八九十百千]))"
)
"""2600那个, 那30万里头…: a member called by its value."""
_BY_SIZE = lazy(rf"(?:最|更|较)?(?P<size>[大小多少高低贵]|便宜)的?(?:那|这)一?{MEASURE}")
_BY_COUNT = lazy(rf"[那这](?P<n>[两俩仨二三四五六七八九十]|\d+){MEASURE}?")
_FIRST_YEAR = lazy("(?:前面|头|首|最早|最开始)的?(?:那|这)?一?年(?!度?[内底])")
_LAST_YEAR = lazy(
    "下一年|(?:后面|最后|末)的?(?:那|这)?一?年(?!度?[内底])|(?<![以之往])后(?:那|这)?一年(?!度?[内底])"
)
_MIDDLE = lazy(rf"中间的?(?:那|这)?一?(?:{MEASURE}|年)")
_LETTER = lazy(r"(?<![a-z0-9])(?P<name>[a-z]|[甲乙丙丁戊己])(?![a-z0-9])")
_SMALLER = "小少低便宜"
_PLACES = {c: n for n, c in enumerate("一二三四五六七八九")}
COUNTS = {"两": 2, "俩": 2, "仨": 3, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9, "十": 10}  # fmt: skip
_ONE_MORE = lazy("(?:后来|回头|接着|今年|明年|[我咱]们?)*(?:[又再还另]|外加|追加|加上)")
_ONE_MORE_OF = lazy(
    "(?:后来|回头|接着|今年|明年|[我咱]们?)*[又再还另](?:外)?(?:新|补|追)?[签加买租订付投配上添下采][了过]?一?[笔份单批](?!改|退|涨|降)"
)
_NUMBER_BEHIND = lazy(
    r"(?P<lead>(?:(?![一二两三四五六七八九十百千])[\u4e00-\u9fff]){1,2})"
    r"[\d一二两三四五六七八九十百千][\d.零一二两三四五六七八九百千十]*(?:万|亿|w)"
)
_NOW_IS = lazy(
    "(?:只|就|才|其实|实际|改|最[后终])[^,。;!?]{0,3}$|[降涨压减核缩加提升调变砍增审谈]+[到成为至](?:了|是|的)?$"
    "|[定审核批认](?:下来|定|完|成)?(?:是|为|成|了|的|只|有|剩)*$"
)
_POINTED_AT = lazy(rf"(?P<name>[^,。;!?\d]{{2,6}}?)的?[那这]一?{MEASURE}")
_DESIGNATOR = lazy(
    r"第?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?P<of>月|期|季度?|周|阶段)|(?P<half>[上下]半年|年[初中底末])"
)
"""What tells one of several by its stage or its time: 一期, 第2期, 三月份, 下半年."""


_NOT_THERE = lazy("不在[^,。;!?\\d没不]{1,5}(?:办|开|做|搞|落|建)?了")
"""不在龙岗了 names no thing by its place."""


def meant(
    members: Sequence[FactItem],
    clause: str,
    said: Said,
    names: Sequence[str],
    row: object = None,
) -> tuple[int, ...]:
    """Which of several members a clause names; () where it names none, or all.

    ``row`` is the value that they are the members of, where the words of the messages that told
    them may name them too: a row of things (a tuple), or a sum, whose first member was told with
    the matter itself and is named by none of its words.
    """
    clause = _NOT_THERE.sub("", clause)
    if _ONE_MORE_OF.match(clause):
        return ()  # 又签了一笔API的40万: one more, whatever it is called
    for way in (_by_value, _by_letter, _by_designator, _by_year, _by_place, _by_size, _by_count):
        found = tuple(dict.fromkeys(way(members, clause, said)))
        if found and len(found) < len(members):
            return found
    if any(m.kind for m in members[1:]):
        # else what stands before all of them (审定总投入分别240万、700万) tells none apart
        alike = _pointed_at(members, clause) or tuple(
            n for n, m in enumerate(members) if m.kind and _calls(m.kind, clause, names)
        )
        if len(alike) == 1:
            return alike
        if found := called([m.kind for m in members], clause, names):
            return found
        if found := _by_noun(members, clause, said, names, row):
            return found
    if row is None or len(members) < _SEVERAL or not said.figures:
        return ()
    if any(
        unknown_of(m["lead"]) and not _NOW_IS.search(clause, 0, m.end("lead"))
        for m in _NUMBER_BEHIND.finditer(clause)
    ):
        return ()  # 码头今年亏了300万: what nobody knows was done with it
    names = (*names, *said.conditions)
    pointed = " ".join(m["name"] for m in _POINTED_AT.finditer(clause))
    if _ONE_MORE.match(clause):
        return by_their_words(members, pointed, said.figures, names) if pointed else ()
    found = by_their_words(members, clause, said.figures, names, pointed)
    if isinstance(row, tuple) or (found and 0 not in found):
        return found
    return by_their_words(members, pointed, said.figures, ())


def called(kinds: Sequence[str], clause: str, names: Sequence[str]) -> tuple[int, ...]:
    """The one member that a clause calls by what only it was told with (部署那块).

    A word of the fact itself tells one from others only where all were told with words.
    """
    is_each = all(kinds)

    def tells(pair: str, n: int) -> bool:
        if pair not in clause or not (content_of(pair) or pair == kinds[n]):
            return False
        if any(pair in other for m, other in enumerate(kinds) if m != n):
            return False
        return is_each or not any(pair in name for name in names)

    found = [
        n
        for n, kind in enumerate(kinds)
        if any(tells(kind[k : k + 2], n) for k in range(len(kind) - 1))
    ]
    return tuple(found) if len(found) == 1 else ()


def _by_noun(
    members: Sequence[FactItem], clause: str, said: Said, names: Sequence[str], row: object
) -> tuple[int, ...]:
    """The one member told with a word of the fact that a clause opens with (一体机退了).

    The others must have been told without it, by word of the messages that told them. Of a sum
    the clause must say that it is gone; of things one by one (峰会, 大赛) it may say anything.
    """
    noun = max((w for w in names if clause.startswith(w)), key=len, default="")
    is_row = isinstance(row, tuple)
    if len(noun) < _SEVERAL or not (is_row or _OF_NOUN.match(clause, len(noun))):
        return ()
    told = [[f.words for f in said.figures if f.value in (m.value, m.total)] for m in members]
    own = [
        n
        for n, m in enumerate(members)
        if noun in m.kind or (is_row and any(noun in words for words in told[n]))
    ]
    others = [words for n, each in enumerate(told) if n not in own for words in each]
    is_told = all(told[n] for n in range(len(members)) if n not in own)
    if len(own) != 1 or not is_told or any(noun in words for words in others):
        return ()
    return tuple(own)


_OF_NOUN = lazy(
    rf"(?:的?[那这]一?{MEASURE})?(?:我们|后来|最后|其实|已经|又|也|都|全|给)*[退撤取不没黄作]"
)


def _pointed_at(members: Sequence[FactItem], clause: str) -> tuple[int, ...]:
    """The one member that a clause points at by its own noun: 金融那个审下来实际投资只认1900万.

    What the sum is called (实际投资) may stand in the noun of another.
    """
    pointed = [m["name"].removeprefix("那") for m in _POINTED_AT.finditer(clause)]
    found = [
        n
        for n, m in enumerate(members)
        if m.kind and any(p in m.kind or m.kind in p for p in pointed)
    ]
    return tuple(found) if len(found) == 1 else ()


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
        said_as = match["n"] or match["of"]
        numeral = read_number(said_as)
        if numeral is None or numeral.end != len(said_as):
            continue
        wanted = (numeral.value, numeral.value * _WAN)
        same = [n for n, m in enumerate(members) if m.value in wanted or m.total in wanted]
        yield from same if len(same) == 1 else ()


def _designators(text: str) -> frozenset[tuple[Decimal | str, str]]:
    found: set[tuple[Decimal | str, str]] = set()
    for match in _DESIGNATOR.finditer(text):
        numeral = read_number(match["n"]) if match["n"] else None
        if numeral is not None:
            found.add((numeral.value, match["of"][:1]))
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
    own = [years_from_now(m, said.base) for m in members]
    yield from (n for n, shift in enumerate(own) if shift is not None and shift in shifts)
    for match in _NTH_YEAR.finditer(clause):
        place = _PLACES[match["nth"]]
        if place < len(members) and all(m.year is not None for m in members):
            yield _in_years(members)[place]


def years_from_now(member: FactItem, base: int) -> int | None:
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
        row = _row_told_last(members)
        if _PLACES[match["nth"]] < len(row):
            yield row[_PLACES[match["nth"]]]
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


def _row_told_last(members: Sequence[FactItem]) -> Sequence[int]:
    """The members that are counted: those that the last message told in a row, else all.

    After 900万, then 又签了两单,一单70万一单65万, 第二单 is the 65万.
    """
    turns = [m.turn for m in members if m.turn is not None]
    last = [n for n, m in enumerate(members) if turns and m.turn == max(turns)]
    is_row = _SEVERAL <= len(last) < len(members) and last[-1] == len(members) - 1
    return last if is_row else range(len(members))


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
    wanted = COUNTS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 0)
    same = [n for n, m in enumerate(members) if m.count == wanted]
    yield from same if len(same) == 1 else ()


def is_name(said: Said, e: Expression, members: Sequence[FactItem]) -> bool:
    """Whether a number only names a member (2600那个)."""
    begin = e.start - (said.text[e.start - 1 : e.start] in ("那", "这"))
    match = _BY_VALUE.match(said.text, e.start) or _BY_VALUE.match(said.text, begin)
    return (
        match is not None
        and match.end() > e.end - 1
        and bool(tuple(_by_value(members, said.text[match.start() : match.end()], said)))
    )
