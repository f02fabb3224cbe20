"""The words with which a message opens what it tells of each of several firms.

Words for a firm (龙华公司, 孵化的初创公司, A厂), names that people call each other by (老二, 张姐),
an order (一家…另一家…), and, where the message counts the firms, a name that no policy has a word
of, right before a verb or a sum (北辰智能租了2200万).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assistant.text.of_another import KIN
from assistant.text.pattern import lazy

_MANY = {"两": 2, "俩": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_UNIT = (
    "(?:公司|企业|工厂|厂家|厂子|厂|单位|学校|高校|大学|学院|职校|医院|诊所|研究院|研究所|院所"
    "|实验室|课题组|事务所|工作室|协会|学会)"
)
_ASKERS = "(?:公司|企业|单位|高校|大学|学院|医院|研究院|研究所|院所|事务所|协会|学会|客户|主体)"
"""Who asks for himself; two factories, shops or laboratories may be one's own."""
_SIDE = "(?:团队|自己|[这那][家边头])?"
_TIE = lazy("母|子|[一二]?分|总|关联|兄弟|姊妹|姐妹|孙|合作|全资|参股")
_LETTER = "[甲乙丙丁戊](?!方)|(?<![a-z\\d])[a-h](?![a-z\\d轮股类级座栋区端款型罩代字点位档楼])"
_SURNAME = "[王李张刘陈杨赵黄周吴徐孙朱林何郭罗高梁宋郑谢韩唐冯许曹曾彭]"
_PERSON = (
    f"[老小]{_SURNAME}|老[大二三四]|{_SURNAME}(?:总(?![共计量数额体部是结])|姐|哥|工|叔|姨|老板)"
    "|[一二三四五1-5]号|客户[一二三甲乙丙a-c]"
)
_LEAD = lazy("(?:还有|另外|此外|然后|而|再|又|那|就|对了|请问|想问|帮|替|代|,)*")
_OWN = lazy(
    "(?:我|咱|俺)们?(?:自己)?(?:这?家(?:公司|企业)?|这边|的?(?:公司|企业|厂))|我司|本公司|本企业|我们自己"
)
_THEIRS = lazy("(?:他|她|它)们?的?(?:那?家(?:公司|企业)?|那边|公司|厂)")
_PERSONS = lazy(
    f"我?(?P<who>{_LETTER}|{_PERSON}|{KIN})(?:的?(?:{_UNIT}|[那这]家|那边)|家(?=[的租买付也]))?"
)
_FIRM = lazy(
    f"(?P<who>[^,。;!?:、\\d]{{0,10}}?{_UNIT}|[^,。;!?:、\\d]{{1,10}}?(?<!一)[那这]家){_SIDE}的?"
)
_OWN_SITE = lazy("[一二三四五新老]厂")
_BEHIND = lazy(f"的?(?:{_UNIT}|[那这]家)?{_SIDE}")
_PRONOUN = lazy(f"我(?!们|的|司|家|这|自己|(?:{KIN}))|[他她它](?!们|的|家|那)")
"""我买算力花了260万, where 我的厂 was told of: only of those that were."""
_NTH = lazy(
    "第(?P<n>[一二三四五])[家个]|另外?一?[家个](?![的人月])|还有一[家个](?![的人月])"
    "|(?<![第另有每])一[家个](?![的人月都])"
)
_JOINT = lazy("和|跟|与|及|以及|,?还有")
_NUM = "[一二两三四五六七八九十百千半]"
FIGURE = lazy(f"\\d|{_NUM}+(?:[万亿千百十]|[个家项台款份条]|(?=平))")
_NAME_ENDS = lazy(
    "[租买购付签在是有过做办花投用拿报开建搞融把被向从给也都则又还只就共这那的]|通过|完成|获|主导"
    f"|调用|申请|入选|评|实|去年|今年|前年|上年|本年|近[两二]年|年度|合同|项目|{_NUM}+[万亿个家项台款千百]|\\d"
)
_VERB = lazy("[租买购付签在是有过做办花用拿报开搞融把被向从给也都则又还只就共,和跟与]")
_WHERE = lazy("[在给跟从向]|[0-9]")
_CLAUSE = lazy("[^,。;!?:、]+[,。;!?:、]?")
_COUNT = lazy(
    "(?:^|(?<=[,。;!?:、]))(?P<lead>[^,。;!?:、\\d]{0,10}?)(?P<n>[两俩三四五2-5])(?:(?<=俩)|[家个位])"
    f"(?P<of>[^,。;!?:、\\d]{{0,6}}?)(?:{_ASKERS}(?!的|[一-龥]{{0,2}}(?:手里|那[里边]))"
    "|(?<=家)(?=[,。:;!?都各分均也一在合问]|$))"
)
_EACH_HAS = lazy("各(?:自)?有一?家")
_DEALT_WITH = lazy("[买购租跟向从找付签用由]|合作|供应|供货|其中|服务商|房东|给(?!.{0,6}问)")
_STEM = lazy(f"(?P<stem>.+?)的?(?:{_UNIT}|[那这][家边])?(?:团队|自己)?")
_GOES_BACK = lazy("(?:回到|说回|再说|先说|再看|回头看?|重算|重新算|单看|只看|先?看)?(?:一下)?")
_ONLY_UNIT = lazy(f"(?P<unit>{_UNIT})(?=的|[那这][家边份笔]|也|又|再|其实|改|是|只|$)")
_NAME_LONG, _ENDING, _SHORT = 8, 2, 2
_ME = "我"
_ORDER = "一二三四五六七八九"


class Names(NamedTuple):
    """What folded words are: where those of matters begin, a place, or such as no policy has."""

    matters_in: Callable[[str], Iterable[int]]
    of_place: Callable[[str], bool]
    are_unknown: Callable[[str], bool]

    def of_matter(self, words: str) -> bool:
        """Whether folded words name a matter."""
        return any(True for _ in self.matters_in(words))


@dataclass(frozen=True, slots=True)
class Label:
    """Words that open what is told of one: whom they mean, and what of them is only a name."""

    who: str
    start: int
    end: int
    name: tuple[int, int]
    is_firm: bool = True


def called_in(text: str, known: Iterable[str]) -> list[Label]:
    """Where clauses of a later message open with what one of those known is called.

    Short for it too: 启元 of 启元科技, 公司那边 of 孵化的初创公司; what is short for two of them
    calls neither.
    """
    names = [one for one in dict.fromkeys(known) if len(one) >= _SHORT]
    found: list[Label] = []
    for start, end in clauses_in(text) if names else ():
        at = _end_of(_GOES_BACK, text, lead_end(text, start, end), end)
        unit = _ONLY_UNIT.match(text, at, end)
        own = [
            w
            for w in names
            if _shared(text, at, w) >= _SHORT or (unit and w.endswith(unit["unit"]))
        ]
        long = [w for w in own if _shared(text, at, w) == max(_shared(text, at, o) for o in own)]
        if len(long) != 1:
            continue
        behind = _end_of(_BEHIND, text, at + _shared(text, at, long[0]), end)
        found.append(Label(long[0], at, behind, (at, behind)))
    return found


def _shared(text: str, at: int, name: str) -> int:
    """How many characters of a name stand at a place."""
    return next((n for n in range(len(name), 0, -1) if text.startswith(name[:n], at)), 0)


def _end_of(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    match = pattern.match(text, at, end)
    return match.end() if match else at


def units_in(text: str) -> list[str]:
    """The words for a firm that open clauses of a later message (高校那份合同)."""
    found = []
    for start, end in clauses_in(text):
        at = _end_of(_GOES_BACK, text, lead_end(text, start, end), end)
        unit = _ONLY_UNIT.match(text, at, end)
        found += [unit["unit"]] if unit else []
    return found


def counted(text: str) -> int | None:
    """How many firms a message says that ask; 0 where it counts none, None where it deals with.

    >>> [counted(text) for text in ("两家公司都在龙岗", "龙岗买算力", "从两家公司买算力")]
    [2, 0, None]
    """
    for match in _COUNT.finditer(text):
        if _DEALT_WITH.search(match["lead"] + match["of"]):
            return None
        return _MANY[match["n"]]
    return 2 if _EACH_HAS.search(text) else 0


def counts_in(text: str) -> list[tuple[int, int]]:
    """Where 两家, 三个 stand of firms that are counted."""
    starts = [match.start("n") for match in _COUNT.finditer(text)]
    return [(start, start + 2 - (text[start] == "俩")) for start in starts]


def stem_of(said: str) -> str:
    """What one is called, less the word for a firm behind it.

    >>> [stem_of(said) for said in ("东区公司", "张姐的公司", "高校团队", "企业")]
    ['东区', '张姐', '高校', '企业']
    """
    match = _STEM.fullmatch(said)
    return match["stem"] if match else said


def clauses_in(text: str) -> list[tuple[int, int]]:
    """The clauses of a folded text, each with the mark behind it."""
    return [match.span() for match in _CLAUSE.finditer(text)]


def lead_end(text: str, start: int, end: int) -> int:
    """Where a clause begins behind its first small words (还有, 那)."""
    match = _LEAD.match(text, start, end)
    return match.end() if match else start


class Labels:
    """Finds the words with which a message opens what it tells of each firm."""

    def __init__(self, text: str, names: Names, *, is_open: bool) -> None:
        """``is_open``: the message counts the firms, so that a name alone may open a clause."""
        self._text, self._names, self._is_open = text, names, is_open
        self._stems: dict[str, bool] = {}
        self._called: dict[str, str] = {}
        self._behind: set[str] = set()
        self._nth, self._own = 0, ""
        self._matters = sorted(names.matters_in(text))
        self._counts = [(m.start("n"), m.end()) for m in _COUNT.finditer(text)]

    def found(self) -> list[Label]:
        """All of them, in order; a name known from the words behind it is found the second time."""
        first = self._all()
        self._nth = 0
        return self._all() if self._behind else first

    def _all(self) -> list[Label]:
        labels: list[Label] = []
        for start, end in clauses_in(self._text):
            at = lead_end(self._text, start, end)
            before = len(labels)
            while at < end and (label := self._at(at, end)) is not None:
                if any(low < label.end and label.start < high for low, high in self._counts):
                    break
                labels.append(label)
                joint = _JOINT.match(self._text, label.end, end)
                at = joint.end() if joint else label.end
            if len(labels) == before and (label := self._inside(start, end)):
                labels.append(label)
        return labels

    def _at(self, at: int, end: int) -> Label | None:
        """The label that stands at a place."""
        text = self._text
        if self._is_open and (nth := _NTH.match(text, at, end)):
            return self._of_nth(at, nth.end(), nth["n"])
        if pronoun := _PRONOUN.match(text, at, end):
            known = [self._own] if pronoun.group() == _ME else [*self._called.values()]
            if len(known) == 1 and known[0]:
                return Label(known[0], at, at + 1, (at, at + 1))
        if own := _OWN.match(text, at, end):
            self._own = _ME
            return Label(_ME, at, own.end(), own.span())
        if theirs := _THEIRS.match(text, at, end):
            return Label("另一家", at, theirs.end(), theirs.span())
        if person := _PERSONS.match(text, at, end):
            is_firm = person.end() > person.end("who")
            return self._label(person["who"], at, person.end(), is_name=True, is_firm=is_firm)
        for stem in sorted(self._stems, key=len, reverse=True):
            if len(stem) > 1 and text.startswith(stem, at):
                behind = _BEHIND.match(text, at + len(stem), end)
                return self._label(stem, at, behind.end() if behind else at + len(stem))
        return self._of_firm(at, end) or self._of_name(at, end)

    def _inside(self, start: int, end: int) -> Label | None:
        """The label that stands inside a clause, before a figure: 上年度房租甲付了28万."""
        nth = _NTH.search(self._text, start, end) if self._is_open else None
        if nth and FIGURE.search(self._text, nth.end(), end):
            return self._of_nth(nth.start(), nth.end(), nth["n"])
        places = [(at, s) for s in self._stems if (at := self._text.find(s, start, end)) >= 0]
        for at, stem in sorted(places):
            is_own = not stem.isascii() or _PERSONS.match(self._text, at) is not None
            if is_own and FIGURE.search(self._text, at + len(stem), end):
                return self._label(stem, at, at + len(stem))
        return None

    def _of_nth(self, start: int, end: int, nth: str | None) -> Label:
        """一家…,另一家…: called by their order."""
        self._nth = _ORDER.index(nth) + 1 if nth else self._nth + 1
        return Label(f"第{_ORDER[min(self._nth, len(_ORDER)) - 1]}家", start, end, (start, end))

    def _of_firm(self, at: int, end: int) -> Label | None:
        """龙华公司, 孵化的初创公司, 高校团队."""
        firm = _FIRM.match(self._text, at, end)
        if firm is None:
            return None
        if _OWN_SITE.fullmatch(firm["who"]):
            return None
        lead, of, rest = firm["who"].rpartition("的")
        if _VERB.search(rest) or (of and (len(lead) > _NAME_LONG or _WHERE.search(lead))):
            return None
        if not self._is_open and not of and self._names.of_matter(rest):
            return None
        return self._label(firm["who"], at, firm.end())

    def _of_name(self, at: int, end: int) -> Label | None:
        """北辰智能租了…: what no word of the policies is, before a verb or a sum."""
        ends = _NAME_ENDS.search(self._text, at, end)
        matter = next((n for n in self._matters if at < n < end), end)
        stop = min(ends.start() if ends else end, matter)
        name = self._text[at:stop]
        if not 1 < len(name) <= _NAME_LONG or stop == end:
            return None
        known = next((s for s in self._stems if s.startswith(name)), None)
        if known is not None:
            return self._label(known, at, at + len(name))
        if not self._is_open or self._names.of_place(name) or self._names.of_matter(name):
            return None
        behind = self._text[stop : stop + _ENDING]
        if self._names.are_unknown(name):
            self._behind |= {behind, name[-_ENDING:]} if len(name) > _ENDING else {behind}
        elif not {behind, name[-_ENDING:]} & self._behind or len(name) <= _ENDING:
            return None
        return self._label(name, at, at + len(name), is_name=True)

    def _label(
        self, said: str, start: int, end: int, *, is_name: bool = False, is_firm: bool = True
    ) -> Label:
        """A label, with whom it means: the same as one before where it is short for it."""
        stem = stem_of(said)
        if stem not in self._stems:
            says = self._names.of_place(stem) or not self._names.are_unknown(stem)
            self._stems[stem] = is_name or bool(_TIE.fullmatch(stem)) or not says
            self._called[stem] = stem if is_name or self._stems[stem] else self._text[start:end]
        name = (start, end) if self._stems[stem] else (start, start)
        return Label(self._called[stem], start, end, name, is_firm)
