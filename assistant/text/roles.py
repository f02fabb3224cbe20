"""Find the numbers that are no amounts: dates, ordinals, telephone numbers, names of things.

They are marked before amounts are read, so that 第九条 never becomes 9 and A100 never 100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.text.pattern import lazy

_N = "零〇一二两三四五六七八九"
_HAN = f"[{_N}十百]"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_PART = "(?:上半年|下半年|年底|年初|年末|年中|底|初|末|份|上旬|中旬|下旬)"

_CALENDAR = (
    rf"(?<!\d){_YEAR}\s*[-~至到]\s*{_YEAR}\s*年度?",
    rf"(?<!\d){_YEAR}\s*[-~]\s*20[123]\d(?![\d.,]|\s*[万亿wk元块个台平㎡%])",
    rf"(?<!\d){_YEAR}\s*年度?(?:{_PART}|\s*{_MONTH}\s*月{_PART}?(?:\s*{_DAY}\s*[日号])?)?",
    rf"(?<!\d){_YEAR}[-./]{_MONTH}(?:[-./]{_DAY})?(?![\d.]|\s*[万亿wk%元块个台平㎡])",
    rf"[一二][零〇九][{_N}]{{2}}年度?(?:{_PART}|{_HAN}{{1,2}}月{_PART}?(?:{_HAN}{{1,3}}[日号])?)?",
    r"(?<![\d.第期租共了满])(?<!\d,)2\d年(?=[^\d,。年]{0,4}(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)[万亿wk])",
    r"(?<![\d.第期租共了满])(?<!\d,)2\d年(?=[^,。年\d]{0,4}[\d一二两三四五六七八九十]"
    r"[^。;!?年]{0,12}(?<!\d)2\d年[^,。;!?年\d]{0,4}[\d一二两三四五六七八九十])",
    rf"(?<![\d.第])(?<!\d,)[23]\d年(?:度|{_PART}|{_MONTH}月{_PART}?(?:{_DAY}[日号])?)",
    r"(?<![\d.,第期])2\d年(?=[成注营收研销申通备完签获入登投拿产签买租缴]|上半|下半|全年|的|那|这|再|才)",
    r"(?<=[看报算要按])2\d年(?!以|[的]?租|内|期)",
    r"(?:(?<=[,。;!?、是么如])|^)2[1-9]年(?!以|[的]?租|内|期|多|来|前|后|之|左右|[,。;!?])",
    rf"(?<![\d.个]){_MONTH}\s*月(?!租|供|付|薪|费|均)(?:{_PART}|\s*{_DAY}\s*[日号])?",
    rf"(?<![{_N}十百\d个])(?:十[一二]?|[一二三四五六七八九])月(?!租|供|付|薪|费|均|\d)"
    rf"(?:{_PART}|{_HAN}{{1,3}}[日号])?",
    rf"(?<![\d.])第?{_MONTH}月?份?[到至~-]{_MONTH}月(?!租|供|付|薪|费|均)份?",
    r"(?<![\d.])第?[1-4][到至~-]第?[2-4]季度",
    r"(?<![\d个])第?[一二三四1-4]季度",
    r"(?<=[去今前]年)一年|[上前下后新][一1]年度?|[上下前后]半年",
    rf"(?<![\d.]){_DAY}号(?!人|楼|线|文|院|馆|令)",
    r"(?<![\d:])\d{1,2}:[0-5]\d(?!\d)",
    r"(?<![\d.])\d{1,2}点(?=[半钟到前后,。]|$)|(?<=[上下中]午|晚上|早上|凌晨|傍晚)\d{1,2}点",
    r"\d0年代|[一二三四五六七八九]十年代",
)
_ORDINAL = (
    rf"第\s*\(?\s*(?:\d+|{_HAN}+)\s*\)?\s*(?:条|款|项|章|节|部分|点|季度|届|批|期|轮|名|位|个|次|年)?",
    rf"\(\s*(?:{_HAN}{{1,3}}|\d{{1,2}})\s*\)",
    rf"(?m:^)\s*(?:\d{{1,2}}[.、)](?![\d.])|{_HAN}{{1,3}}、(?![{_N}][十百千万亿]))",
    rf"(?<=[;。,:!?])\s*(?:\d{{1,2}}[.、)](?!\d)|{_HAN}{{1,2}}、(?![{_N}][十百千万亿]))",
    r"#\d+(?:\.\d+)?",
    r"[一二三]级(?!市|城)",
    r"(?<![几\d一二三四五六七八九十])[一二三四五六]期(?![间限望待])",
)
_PHONE = (
    r"(?<!\d)(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}(?!\d|\.\d|\s*[万亿元块wk])",
    r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)",
    r"(?<!\d)[48]00-\d{3,4}-?\d{3,4}(?!\d)",
    r"(?<!\d)1[12]\d{3}(?=热线|电话)",
)
_NOT_WORD_UNIT = (
    r"(?!(?:kw?|w|wan|yi|wrmb|krmb|m2?|mn|mln|mil|million|bn|billion|thousand|p|rmb|cny|yuan|km|token"
    r"|sqm|sq|square|months?|mos?|years?|yrs?)"
    r"(?![a-z])|(?:w|wan|yi|k|m|mn|mln|mil|million|b|bn|billion|thousand)(?:rmb|cny|yuan|usd|hkd))"
)
_IDENTIFIER = (
    r"[〔\[(]\d{4}[〕\])]\s*\d+号",
    r"(?<![a-z\d])(?!rmb|cny|usd|hkd)[a-z][a-z_]*-?\d++(?:[.-]\d++)*(?!\s*[百千万亿元个家款项%wk台])[a-z\d]*",
    rf"(?<![\d.,¥])(?<!rmb)(?<!cny)(?<!rmb )(?<!cny )\d++(?:\.\d++)?"
    rf"{_NOT_WORD_UNIT}[a-z]++[a-z\d]*+",
    r"(?<![\d.])\d++(?:\.\d++){2,}(?!\s*[万亿元])",
    r"\d+(?:\.\d+)?版(?!权)",
    r"\d{20,}",
    r"(?<!\d)\d{13,19}(?![\d.,]|\s*[万亿元块%])",
    rf"(?:(?<!每)(?:编号|编码|号码)|[\u4e00-\u9fff](?<![{_N}十百千万亿几每各个这那哪第])号)"
    r"(?:[是为]|:|#|no\.?|\s){0,3}(?:[a-z]{1,6}-?)?\d{4,}(?:-\d+)*(?![\d.]"
    r"|\s*(?:[百千万亿元块wk个家台平㎡人位名]|rmb|cny))",
    r"\d+强",
    r"(?<!\d)(?:985|211)(?=高校|大学|院校|工程|[、/]|毕业|硕士|博士)",
    r"(?<![\d.])\d{1,3}(?:号(?=楼|线|文|院|馆|令)|楼|层)",
    rf"{_HAN}{{1,3}}[楼层](?!宇)",
)
_ROLES = {
    "skip": (r"https?://[^\s，。；、）)]+", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"),
    "phone": _PHONE,
    "ratio": (r"(?<![\d:])\d{1,3}:(?:\d|100)(?![\d:.万亿])",),
    "calendar": _CALENDAR,
    "ordinal": _ORDINAL,
    "identifier": _IDENTIFIER,
}
"""Every role in the order in which it is tried at a place."""
_HAVING = {
    "skip": frozenset("/@"),
    "ratio": frozenset(":"),
    "calendar": frozenset("年月季号点:-~./"),
    "ordinal": frozenset("第(#级期.、)"),
}
"""No text without one of these characters has a number of the role."""
_LEADS = {
    "phone": lazy(r"[\d -]{5}", re.ASCII),
    "identifier": lazy(r"[a-z〔\[(版强号码楼层]|\.\d|\d{13}|985|211", re.ASCII),
}
"""What every number of the role stands beside or holds."""


@cache
def _pattern(role: str) -> re.Pattern[str]:
    """Compile at first use: all of them take milliseconds that most texts need not pay."""
    return re.compile("|".join(_ROLES[role]), re.ASCII)


def _may(role: str, text: str) -> bool:
    having = _HAVING.get(role)
    if having is not None:
        return not having.isdisjoint(text)
    return _LEADS[role].search(text) is not None


_BRACKETS = str.maketrans("（）【】［］：．／—–−～", "()[][]:./---~")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text whose number is no amount; role ``skip`` gives no quantity at all."""

    start: int
    end: int
    role: str


def find_marks(folded: str) -> list[Mark]:
    """Return the ranges that are no amounts, in order; `folded` has the text's own offsets.

    At each place the first role of `_ROLES` that matches there counts, as if all were one pattern.
    """
    text = folded.translate(_BRACKETS)
    patterns = {role: _pattern(role) for role in _ROLES if _may(role, text)}
    nexts = {role: pattern.search(text) for role, pattern in patterns.items()}
    found: list[Mark] = []
    while True:
        open_ = [(match.start(), role) for role, match in nexts.items() if match is not None]
        if not open_:
            return found
        start, role = min(open_, key=lambda at: at[0])
        match = nexts[role]
        end = start if match is None else match.end()
        found.append(Mark(start, end, role))
        for other, following in nexts.items():
            if following is not None and following.start() < end:
                nexts[other] = patterns[other].search(text, end)
