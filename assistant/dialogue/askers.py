"""Several askers in one conversation, each with matters of their own: A在龙岗 …, B在福田 …, 回到A.

Who asks for several calls each by a name that stays: a letter, 甲 and 乙, 老王, 张总, 客户一, 外甥.
What is told of one is never told of another, so a message that names one is read with the matters
of that one alone (`view`), and what follows is put back among the others (`merged`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.dialogue.beside_asker import WHOSE, is_of_their_own
from assistant.dialogue.firm_labels import called_in
from assistant.dialogue.ledger import Ledger, Matter
from assistant.text.normalise import normalise
from assistant.text.of_another import KIN
from assistant.text.pattern import lazy
from assistant.text.relation_words import UNCHANGED
from assistant.text.traditional import to_simplified

_SURNAMES = (
    "王李张刘陈杨赵周吴徐孙朱林郭罗梁宋郑谢韩唐冯董萧"
    "曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛阎余潘杜戴汪姜邹"
    "熊谭廖陆郝崔邱秦顾侯邵孟段汤尹黎武乔贺赖龚"
)
"""The commonest surnames, those aside that make a word behind 小 (小时, 小程序, 小黄车)."""
_NAME = (
    f"(?P<who>(?:{KIN})|小[{_SURNAMES}](?!总)|"
    "[甲乙丙丁戊](?!方)|(?<![a-z\\d])[a-h](?![a-z\\d轮股类级座栋区端款型罩代字点位档楼])|客户[一二三四五六甲乙丙丁a-h]"
    "|老(?![板样平师实公婆家规总早是来的在旧项人年龄区楼房厂店字化小城街农幼少])[\u4e00-\u9fff](?!总)"
    "|(?<![汇老共归一])(?![我你他她它们这那都不也还就谁])[\u4e00-\u9fff]总(?!共|计|量|数|额|体|部|是|结|的来))"
)
_OPENS = lazy(
    "(?:^|(?<=[,。;!?:])(?<![,。;!?:],))(?:哦|噢|啊|哎呀?|诶|唉|喂|嗐|好|行|嗯|对了|那|就|再|先|回到|说回|回头看?|再说|先说|现在"
    "|还有|另外|轮到|至于|然后|最后|换个人|客户|我|俺|咱|他|她|家|的|们|"
    f"{WHOSE}(?:有个|有位|那个)?|"
    "刚才|刚|今天|昨天|早上|,)*" + _NAME + "(?:公司|客户|企业|厂|(?:家|方)?"
    "(?=[的那这改要说问也先后又把换再是在不没有只买租花做建搬想算漏其它他她如假一另加多少比跟和都还最嘛呢走去到属归选报投签已刚今明前上下能可要准打搞弄记写退涨降升返补续追正刚恰整约里新原旧后给让被来过开拿今天昨\\d一二三四五六七八九十百,:、(]))"
)
_KINS_FIRM = lazy(
    f"(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那|还有|另外|然后|,)*(?:我|咱)们?家?(?:有个|那个?)?(?P<who>{KIN})"
    "[^,。;!?\\d]{0,6}?(?:公司|企业|工厂|厂|店|单位|工作室|诊所)"
)
"""我小舅子钟表厂也在横岗: whose firm it is, before a noun of its trade."""
_FIRM_BESIDE = lazy(
    "(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那|对了|还|另外?|我们?|咱们?|集团|手上|里|,)*有?(?:一?[个家])?"
    "(?P<who>(?:兄弟|姐妹|友邻|隔壁|关联)(?:公司|单位|企业|厂|院校?)|隔壁家)"
    "(?=(?:也|是|自己|单独|那边|那家|呢|的|能)(?!.{0,3}(?:卖|供|股东|甲方|乙方|控股)))"
)
"""有个兄弟公司也在龙岗,自己掏钱…: another firm beside the own one."""
_BACK = lazy(
    "(?:回到|说回|再说|先说|回头看?)" + _NAME + "(?:公司|客户|企业|家|厂|方)?(?=[,。;!?]|$)"
)
_ANY = lazy(
    "[甲乙丙丁](?![方级类醇烷])|(?<![a-z\\d])[a-h](?=[\u4e00-\u9fff、,])(?![轮股类级座栋区端款型罩代字点位档楼])"
)
"""A name anywhere: a message on two askers is read whole."""
_SAYS = lazy("(?:又|刚|就|还|也|刚才)*(?:说|讲|告诉|提醒|问|催|让|觉得|以为|嫌|非要|记|查|核)")
_OF = lazy("们?(?:的?(?:公司|企业|厂子|单位|团队|工作室|那家|那边)|公司|客户|企业|家|厂|方)?的?")
_BLANK = lazy(r"(?<=\S)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Asker:
    """Whom a message is about, and the message without the name, as long as before.

    ``reports``: that one says something (张总说是500万), of the own company if never spoken of.
    ``is_beside``: a firm of that one's own is told of beside the speaker's (老周那家去年两亿).
    """

    who: str
    text: str
    reports: bool = False
    is_beside: bool = False


SELF = "我"
"""What the speaker is called in the ledger."""
EACH_AGAIN = "各多少，再报一遍"
"""What is asked of several askers, where the words of the message say no more than that."""
_MINE = lazy(
    "(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那|好|行|嗯|再|就|回到|说回|再说|先说|回头看?|至于|还是|,)*"
    "(?P<who>[我咱俺])"
    "(?:(?=[的呢改]|这边|那边|自己|家|要是|如果|前年|去年|今年|上年|其实|实际|追加|又?再?(?:[加退减]|多[付花签租买加]|少[付花算]|续[签租]|补[签了])"
    "|[又再还][签买租投花])|们(?=自己|家|这[边头家]|[一二三]期|还[要有]|前年|去年|今年|上年|其实|实际|呢|公司|能|可以|该|拿|单位|再|又|追加|退|减|加|把|的))"
)
_THEM = lazy(
    "(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那|好|行|嗯|再|就|回到|说回|再说|先说|至于|,)*"
    "(?P<who>[他她它])们?(?=[的呢家]|那[边家头]|公司|厂)"
)
"""她那家再说一遍: the only other one, after one's own."""
_PRONOUNS = frozenset("他她它")
_TELLS_OWN = lazy("(?:那|就|,)*我(?!们|妈|爸|叔|姨|姐|哥|弟|妹|老|朋|同|国|省|市|区)")
"""Who asks for oneself (我龙岗备案2个), before others are spoken of by name."""


def shown_name(who: str) -> str:
    """What an asker is called in an answer: A公司 for the letter alone, 您 for who speaks."""
    if who == SELF:
        return "您"
    return f"{who.upper()}公司" if who.isascii() and len(who) == 1 else who


_STAYS = (
    "(?:公司|客户|企业|家|方)?(?:那边|那家|那份|那笔|的)?(?:就|暂时)?"
    f"(?:{UNCHANGED}|照原来|先?不[用去]?管|先?别管|先不[说算提]|先放[着一]放?|暂且不[说提])"
)


def with_own(ledger: Ledger) -> Ledger:
    """The ledger with what the speaker asked as 我 told apart from what follows of others."""
    return replace(
        ledger,
        matters=tuple(
            replace(m, asker=SELF) if not m.asker and _TELLS_OWN.match(m.text) else m
            for m in ledger.matters
        ),
    )


def all_own(ledger: Ledger) -> Ledger:
    """The ledger with all that nobody else told as the speaker's."""
    matters = tuple(m if m.asker else replace(m, asker=SELF) for m in ledger.matters)
    return replace(ledger, matters=matters)


def with_others(ledger: Ledger, asker: Asker, message: str) -> tuple[Ledger, Asker]:
    """The ledger with all that was told so far as the speaker's, where another's firm is told of.

    我太太另有一家公司,实际发生205万,她那家呢: nobody stood by name before what was told first.
    Who asks for a firm of his own (我老婆问,她们单位…) reports nothing of the speaker's.
    """
    text = folded(message)[0]
    is_of_theirs = _THEIR_FIRM.search(text) and _THEIRS_ASKED.search(text)
    is_told = _POSSESSED.search(text) or _ON_ITS_OWN.search(text)
    is_of_theirs = (is_of_theirs or is_told) and _FIGURES.search(text)
    is_own = asker.reports and _OF_THEIR_FIRM.search(text)
    if not is_of_theirs or (asker.reports and not is_own) or are_told_apart(ledger):
        if _is_beside(ledger, asker, text):
            return all_own(ledger), replace(asker, reports=False, is_beside=True)
        return ledger, asker
    matters = tuple(replace(m, asker=SELF) for m in ledger.matters)
    return replace(ledger, matters=matters), replace(asker, reports=False)


def _is_beside(ledger: Ledger, asker: Asker, text: str) -> bool:
    """Whether one who was never spoken of is told of beside the speaker, who asked before."""
    if asker.reports or asker.who == SELF or len(ledger.live) != 1:
        return False
    told = ledger.matters[ledger.live[0]]
    names = {m.asker for m in ledger.matters}
    if not (told.numbers or told.flags) or (names - {"", SELF} and SELF not in names):
        return False
    said = "".join(normalise(one).text for one in ledger.earlier)
    place = text.find(asker.who)
    is_new = asker.who not in said and place >= 0
    return is_new and is_of_their_own(text, place + len(asker.who))


_POSSESSED = lazy(
    f"(?:^|(?<=[,。;!?]))(?:那|还有|另外|对了|,)*(?:我|咱)们?(?:{KIN})(?:[他她]们|[他她]?家|那边)的?"
    "(?![^,。;!?]{0,6}(?:说|讲|算|记|看|问|查|提醒|告诉|建议|投|出|给|借|帮|垫))[一-鿿]{2}"
)
"""我妹她们平台建了两年,上年审定运营1100万: what is told is hers."""
_ON_ITS_OWN = lazy(
    "(?:兄弟|姐妹|友邻|隔壁|关联)(?:公司|单位|企业|厂|院校?)(?:也|自己|单独)[^,。;!?]{0,12}(?:[,。;!?]|$)"
)
_OF_THEIR_FIRM = lazy("[他她]们?(?:单位|公司|厂|店|那家|工作室)")
_THEIR_FIRM = lazy(
    "也[在是有做搞租买过拿办]|公司|企业|工厂|厂子|[他她它那]家|[他她]们?家|[那这]边|单位|工作室|学校|实验室|园区|课题"
)
_THEIRS_ASKED = lazy(
    "[他她它]们?(?:那?[家边头]|公司|厂|单位)?(?:呢|[^,。;!?]{0,6}(?:多少|几|啥|能不能|有没有))"
)


def less_unchanged(text: str, known: Collection[str]) -> str:
    """A message with commas for a clause that only says that what one asker told stays (甲不变)."""
    if not known:
        return text
    who = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.sub(
        rf"(?<=[，,。；;！!])(?:{who}){_STAYS}(?=[，,。；;！!？?]|$)",
        lambda match: "，" * len(match[0]),
        text,
    )


def named(message: str, known: Collection[str] = ()) -> Asker | None:
    """The asker whom a message is about: the only one that opens a clause; None for none.

    The speaker is one where others are ``known`` beside (我的改成5个).

    >>> [a and a.who for a in map(named, ("B在福田，也租", "回到A 它花了2100万", "A轮3000万"))]
    ['b', 'a', None]
    """
    text, offsets = folded(message)
    found = [*_OPENS.finditer(text), *_BACK.finditer(text)]
    found = found or list(_KINS_FIRM.finditer(text)) or list(_FIRM_BESIDE.finditer(text))
    called = [(_who(m), *m.span("who")) for m in found]
    others = [who for who in dict.fromkeys(known) if who and who != SELF]
    if not {who for who, _, _ in called} & set(others):
        by_name = [(one.who, *one.name) for one in called_in(text, others)]
        called = by_name or called
    if not called and SELF in known:
        own = list(_MINE.finditer(text))[:1]
        own = own or (list(_THEM.finditer(text))[:1] if len(others) == 1 else [])
        called = [(_who(m), *m.span("who")) for m in own]
    if len({who for who, _, _ in called}) != 1 or len(set(_ANY.findall(text))) > 1:
        return None
    left = list(message)
    for _, start, end in called:
        of = _OF.match(text, end)
        low, high = offsets[start], offsets[(of.end() if of else end) - 1] + 1
        left[low:high] = " " * (high - low)
    reports = any(_SAYS.match(text, m.end()) for m in found)
    who = called[0][0]
    return Asker(others[0] if who in _PRONOUNS else who, "".join(left), reports)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of one of several askers: the message with all else blanked out."""

    who: str
    text: str


_FIRST = lazy(
    _NAME
    + r"(?:公司|客户|企业|厂|家)?(?!合同|项目|产品|方案|标段|批|款|部分|份|类|楼|园)"
    + r"(?=[^,。;!?]{0,24}?[\d一二三四五六七八九十百千]|[在是也租买,:])"
)
_SUPPLIERS = lazy(
    "[跟向从找给][^,。;!?]{0,4}[两三四五2-5]家[^,。;!?]{0,4}(?:买|采购|租|签|付|订)|供应商|供货商|卖家|卖方"
)
"""跟三家买算力:甲家200万: whom it is bought from, not who asks."""
_FOR_ALL = lazy("[,。;!?]?(?:都|全都?|一样|同样|均)")
_ENDS = lazy(
    "[,。;!?](?:请|请问|这)?(?:[两俩三四五]?[个家人位]{0,2}|他们)(?:各|分别|一共|总共|合计|合起来|一块儿?|一起|都)?"
    "(?:能|可以|是|该)?(?:各自?|分别)?(?:能|可以|是)?(?:补|拿|得|领|奖|给|报)?(?:到)?(?:多少|几多|好多|几钱|怎么算)"
    "|[,。;!?](?:各|分别|一共|合起来)[^,。;!?]{0,8}[?]?$|[,。;!?][甲乙丙丁a-h]{2,}[^,。;!?]*$"
)


def told_of_each(message: str, known: Collection[str] = ()) -> tuple[Told, ...]:
    """What a message tells of each of several askers (甲300万乙1800万); () of fewer than two.

    What stands before the first name, and clauses that say something of all (都租智能算力), hold
    for every one. Of those ``known`` from before something else than a number may be told.
    """
    if len(message) > _LONGEST:
        return ()
    text, offsets = folded(message)
    found = [m for m in _FIRST.finditer(text) if not _inside_word(text, m)]
    if len({_who(m) for m in found}) < _SEVERAL or _SUPPLIERS.search(text):
        return ()
    tail = _ENDS.search(text, found[-1].end())
    end = tail.start() if tail else len(text)
    stretches: list[tuple[str, int, int]] = []
    starts = [_opens_at(text, m, found) for m in found]
    for match, after in zip(found, [*starts[1:], end], strict=True):
        shared = _FOR_ALL.search(text, match.end(), after)
        high = shared.start() if shared else after
        stretches.append((_who(match), _opens_at(text, match, found), high))
    every = tuple(dict.fromkeys(who for who, _, _ in stretches))
    asked = tail.group() if tail else ""
    named_there = tuple(who for who in every if who in asked)
    askers = named_there if len(named_there) >= _SEVERAL else every  # 甲乙分别能补多少
    if len(askers) > _MOST:
        return ()
    names = [(m.start("who"), m.end()) for m in found]
    counts = all(
        any(_FIGURES.search(text, low, high) for name, low, high in stretches if name == who)
        for who in askers
    )
    counts = counts or set(askers) <= set(known)
    tells_own = _OWN_TOO.search(text, found[0].end(), end)
    if not counts or tells_own or any(low >= end for _, low, _ in stretches):
        return ()
    told = []
    for who in askers:
        gone = [(low, high) for name, low, high in stretches if name != who]
        gone += [*names, (end, len(text))]
        left = list(message)
        for low, high in gone:
            if low < high:
                first, last = offsets[low], offsets[high - 1] + 1
                left[first:last] = "，" + " " * (last - first - 1)
        told.append(Told(who, "".join(left)))
    return tuple(told)


_LONGEST, _MOST = 300, 6
"""A message is read once for each of them: what a longer one costs nobody waits for."""
_OWN_TOO = lazy("(?<=[,。;!?])我(?:问|有|要|这边|自己|家|买|租)")
"""我问前海 beside 老刘 and 老陈: one more, who has no name."""


def _opens_at(text: str, match: re.Match[str], found: Sequence[re.Match[str]]) -> int:
    """Where the clause of a name begins (福田的乙租…), if no other name stands before it there."""
    low = max(text.rfind(c, 0, match.start()) for c in ",。;!?:、") + 1
    return match.start() if any(low <= m.start() < match.start() for m in found) else low


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """Whether a name is but a part of a word or of a list of names (甲方, 甲乙)."""
    before = text[match.start("who") - 1 : match.start("who")]
    return bool(_ANY.fullmatch(before)) or before in ("和", "跟", "与", "比")


@lru_cache(maxsize=16)
def folded(message: str) -> tuple[str, tuple[int, ...]]:
    """The folded message, blanks as commas, and where each character came from.

    Letters are names here, never the marks of a list.
    """
    spaced = _BLANK.sub(lambda m: "，" * len(m.group()), to_simplified(message))
    normal = normalise(spaced)
    return normal.text, normal.offsets


def _who(match: re.Match[str]) -> str:
    """The name alone (客户A is A)."""
    who = match["who"]
    return who.removeprefix("客户") or who


def moved(before: Ledger, after: Ledger, who: str) -> Ledger:
    """The ledger where what others asked is asked of one more (B也一样): theirs stays as it was."""
    matters = list(after.matters)
    current: list[int] = []
    for n in after.current:
        if n < len(before.matters) and before.matters[n].asker not in ("", who):
            current.append(len(matters))
            matters.append(replace(matters[n], asker=who, trail=()))
            matters[n] = before.matters[n]
        else:
            matters[n] = replace(matters[n], asker=who)
            current.append(n)
    return replace(after, matters=tuple(matters), current=tuple(current))


def several(message: str, ledger: Ledger) -> tuple[tuple[str, ...], str] | None:
    """The askers of whom a message wants the sums again, and the message without their names.

    A和C再报一遍，B不用; 俩人各多少 is about all of them. None where it tells a number.
    """
    known = tuple(dict.fromkeys(m.asker for m in ledger.matters if m.asker))
    if len(known) < _SEVERAL:
        return None
    text, offsets = folded(message)
    spans = [(m.start(), m.end(), m.group()) for m in _ANY.finditer(text)]
    spans += [(at, at + len(who), who) for who in known if (at := text.find(who)) >= 0]
    spans = [s for s in dict.fromkeys(spans) if s[2] in known]
    gone = {who for _, end, who in spans if _NOT_THEM.match(text, end)}
    asked = tuple(who for who in known if who in {s[2] for s in spans} - gone)
    counted = _HEADS.search(text)
    if len(asked) < _SEVERAL and counted is None:
        return None
    taken = [(low, high) for low, high, _ in spans]
    taken += [counted.span()] if counted else []
    left = list(message)
    for low, high in taken:
        first, last = offsets[low], offsets[high - 1] + 1
        left[first:last] = " " * (last - first)
    rest = "".join(left)
    if _FIGURES.search(rest):
        return None
    whole = tuple(who for who in known if who not in gone)
    return (asked if len(asked) >= _SEVERAL else whole), rest


_NOT_THEM = lazy("(?:公司|客户|家)?的?(?:就)?(?:不用|不要|不必|除外|别|不报|不算|先不|算了)")
_HEADS = lazy(
    "(?:[两俩仨二三四五2-5](?:个人|人|家|位|个客户|户)|大家|所有人|每家|每个人|各家)(?=[^,。;!?]{0,3}[各都一分再全]|[的]?再?[报列念])"
)
_FIGURES = lazy(r"\d|[一二两三四五六七八九十百千](?=[万亿百千])")


def of_them(ledger: Ledger, found: tuple[str, ...]) -> Ledger:
    """The ledger with the matters of some askers, all of them in question."""
    own = tuple(m for m in ledger.matters if m.asker in found)
    policies = tuple(dict.fromkeys(p for m in own for p in m.policies))
    return replace(ledger, matters=own, current=tuple(range(len(own))), policies=policies, flags=())


def of_places(ledger: Ledger, places: Sequence[int]) -> Ledger:
    """The ledger with the matters at some places alone, all of them in question."""
    own = tuple(ledger.matters[n] for n in places)
    policies = tuple(dict.fromkeys(p for m in own for p in m.policies))
    return replace(ledger, matters=own, current=tuple(range(len(own))), policies=policies, flags=())


def with_names(ledger: Ledger) -> Ledger:
    """The ledger with the askers of matters whose own words begin with a name (A公司…；B公司…)."""
    names = [{_who(found) for found in _OPENS.finditer(m.text)} for m in ledger.matters]
    if len(set[str]().union(*names)) < _SEVERAL:
        return ledger
    return replace(
        ledger,
        matters=tuple(
            replace(m, asker=next(iter(own))) if len(own) == 1 and not m.asker else m
            for m, own in zip(ledger.matters, names, strict=True)
        ),
    )


_SEVERAL = 2


def view(ledger: Ledger, who: str) -> Ledger:
    """The ledger with the matters of one asker only; the last of them are in question."""
    own = [n for n, m in enumerate(ledger.matters) if m.asker == who]
    place = {old: new for new, old in enumerate(own)}
    last = max((ledger.matters[n].turn for n in own), default=0)
    current = [place[n] for n in ledger.current if n in place] or [
        place[n] for n in own if ledger.matters[n].turn == last
    ]
    policies = tuple(dict.fromkeys(p for n in own for p in ledger.matters[n].policies))
    return replace(
        ledger,
        matters=tuple(ledger.matters[n] for n in own),
        current=tuple(current),
        policies=policies,
        flags=(),
        in_wan=told_in_wan(ledger.matters),
        asked=ledger.asked if own and set(ledger.current) <= set(own) else "",
    )


_DIGITS, _WAN = lazy(r"\d+"), 10_000


def told_in_wan(matters: Iterable[Matter]) -> bool:
    """Whether sums were told in 万, or bare and meant so (合同完成260): others' are told alike."""
    told = [s for m in matters for s in m.numbers if not s.is_assumed]
    return any(
        "万" in s.text
        or "亿" in s.text
        or (s.total or 0) == _WAN * sum(map(int, _DIGITS.findall(s.text))) > 0
        for s in told
    )


def merged(ledger: Ledger, after: Ledger, who: str) -> Ledger:
    """The ledger after a message that was read with one asker's matters, the others put back."""
    own = [n for n, m in enumerate(ledger.matters) if m.asker == who]
    matters = list(ledger.matters)
    place: dict[int, int] = {}
    for n, matter in enumerate(after.matters):
        matter = replace(matter, asker=who)
        if n < len(own):
            place[n] = own[n]
            matters[own[n]] = matter
        else:
            place[n] = len(matters)
            matters.append(matter)
    current = tuple(place[n] for n in after.current)
    return replace(after, matters=tuple(matters), current=current, in_wan=False)


def labelled(before: Ledger, after: Ledger, asker: Asker, message: str) -> Ledger:
    """The ledger after the first message that names an asker: its new matters are that one's.

    Where it tells of a firm of somebody of the speaker's own (我师弟公司在前海), what the speaker
    told before stays as it was, for 我这边 to come back to.
    """
    who = asker.who
    if not asker.reports and _KINS_FIRM.search(folded(message)[0]):
        return moved(all_own(before), after, who)

    def own(n: int, matter: Matter) -> Matter:
        return (
            replace(matter, asker=who) if n in after.current or n >= len(before.matters) else matter
        )

    return replace(after, matters=tuple(own(n, m) for n, m in enumerate(after.matters)))


def are_told_apart(ledger: Ledger) -> bool:
    """Whether the conversation has spoken of an asker by name before."""
    return any(m.asker for m in ledger.matters)
