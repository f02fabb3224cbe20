"""How a later message changes what was stated: which of several it means, what it is a part of.

26年那笔不买了, 25年的翻一倍, 第二个撤了 name one of several sums; 里面500万是推理用的 takes
a part off the sum that a condition is not met for; 还有个国际的 is one more of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.items import is_for_one_more, opened
from assistant.dialogue.language import BUYS, uncovered
from assistant.dialogue.members import WHOLE, whole_of
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression, Relation, is_due
from assistant.text.money import format_fraction
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.persons import put_up_for_a_firm
from assistant.text.units import Quantity, Unit

_YEAR = lazy(r"(?<!\d)(?P<year>(?:20)?\d\d)年(?!以|内|期)")
_NTH = lazy(
    r"第(?P<nth>[一二三四五六])[个份笔项次批家台单年]|(?P<last>最后)[那一]?[个份笔项次批家台单]"
)
_PLACES = {c: n for n, c in enumerate("一二三四五六")}
_SEVERAL = 2
_RECENT = 64
_INSIDE = lazy(
    r"(?:其中|里面|里头|里边|当中|之中|(?<![公市区县省乡村城家手哪那这])里|中)[^,。!?;、\d]{0,8}$"
    r"|[那这](?:一?部分|[一]?[块笔份批张些])(?:合同|费用|钱)?(?:还|又|也|倒)?有$"
    r"|占[了掉去到]?(?:其中)?$"
)
_STOP = lazy("[。;!?]")
_ONE_OF_THEM = lazy("(?<!另)(?<!还)(?<!又)(?<!外)有[一1]?[份笔批单张]$")
_AGAIN = lazy(
    r"[又再](?![按算改变换是到成问说报确看来])(?:完成|[^,。!?;、\d按算改变换是到成只]){0,6}$"
    r"|(?<![么至最更很太好不差许])多(?:[报加做上签买租建进开来备过有出]|完成)案?了?$"
    r"|另外?(?:还)?有[一1]?[份笔单个][^,。;!?、\d]{0,8}$"
    r"|(?<![增追更参附])加[买签租订购投][^,。;!?、\d]{0,6}$"
    r"|(?<![^,。;!?年月天后来又])补[投签购采买租建录]了?$"
    r"|另外?的?一?[家位单笔份批场张](?:客户|单位|公司|企业)?(?:也|又|刚|已经?|今天|昨天)*"
    r"[完签付结做交验买租下投办][\u4e00-\u9fff]{0,2}[了过]$"
    r"|(?:补[投签购采买租建录开交付缴寄报记]?|[追加添][签订购投买租开]?)(?:了|来)?[一1](?:张|单|份)$"
    r"|(?<![最更创刷全重从])新(?:增|添|批|过|下来?|出|拿|评|备案?|登记|通过|入选|进|中标?|签|来)了?$"
)
_AS_WELL_DONE = lazy(r"[^,。;!?\d]{0,4}也[^,。;!?\d]{1,4}[下上进][来去]?了")
"""把隔壁60平也租下了: one more beside what was told."""
_PUT_TOGETHER = lazy(
    r"[^。;!?\d]{0,20}?(?:(?:[合并加]|算)(?:并|到|在)?(?:一[起块处]儿?|起来|进[来去])|一(?:起|并|块)(?:算|合并))"
    "(?:算|报|来|进来)?(?:了|吧|呢)?[,。;!?]?$"
)
"""市场部也采购了430万,同一家公司的,合一起: on top of what was told."""
_DIGIT = lazy(r"\d")
_SOME_OF = lazy(
    "(?:^|[,。;!?、]|其中|里面?|里头|当中|里)(?:不过|但)?有$"
    "|(?:后|新|刚|才)(?:加|来|增|买|签)(?:上|进)?来?的?$|(?:前|后)面的?$|原来的?$|剩下的?$|其余的?$|[那这]$"
)
_FURTHER = lazy("[又还再另]")
_PAID_BY = lazy(
    "(?:政府|财政|区里|市里|省里|国家|街道|上级|对方|别人家?|人家|甲方|合作方|赞助商?|股东|集团|母公司|总部)"
    "(?:[^,。;!?]{0,3}(?:出|投|给|垫|掏|承担|赞助|拨|补|付)了?|[出给那的这]{1,2}[笔份]?)$"
)
_BORNE_BY_OTHERS = lazy(
    "(?:^|[,。;!?])(?:那么?|如果|假如|假设|要是|万一|若是?)*+(?![^,。;!?]{0,8}(?:我|咱|本公司|企业|自己|自筹))[^,。;!?\\d]{2,10}?(?:承担|负担|垫付|垫|资助)的"
    "(?:那?部分|费用|钱|数)?[^,。;!?\\d]{0,6}$"
)
"""中心承担的改成了220万: none of what the asker bears."""
_THAT_ONE = lazy(r"[\u4e00-\u9fff]{2}[那这][一]?[个项份条款台批笔]")
_ONE_OF = lazy(
    r"(?:其中|里[头面边]?|当中|有)的?(?:有)?(?:[一两俩二三几半\d])[个项份条款台批笔家套辆场次]?"
)
_AS_WELL = lazy(
    "(?:标准|模型|算法|项目|案例)?(?:[那这]一?[个项])?(?:(?:其实|原来)?也(?!不|没|未|要|得)"
    "|(?:现在|如今|刚|今天|昨天|最后|终于|后来|又|已经?|都)*"
    "(?:(?:改|变|换|转)[成为给到]?(?:由|是|归|让)?|由|归|轮到|交给)"
    "(?:我们|咱们?|俺们|我司|我方|本公司)(?:公司|这边|自己)?(?:来|去)?(?:主导|牵头|领衔|主笔|负责|做主)(?:了|啦|来做))"
)
"""那个国际标准也批下来, 国标那项改由我们主导了 tell of one more."""
_ONE_MORE = lazy(
    "(?:(?:[还又再](?!差|缺|没|少|不|等|是|想)[\u4e00-\u9fff]{0,2}?|另外?有|加|多)了?一?|另外?一)[个项]"
    "[^,。;!?]{0,2}$"
)


def picked(items: Sequence[FactItem], text: str, base: int = 0) -> tuple[int, ...]:
    """Which of several items a text names: by year, by place in the row.

    ``base`` is the year of today, from which 明年 counts.
    """
    years = {int(m["year"]) % 100 + 2000 for m in _YEAR.finditer(text)}
    if base:
        years |= {base + shift for word, shift in _WORDS_OF_YEARS.items() if word in text}
    found = [n for n, item in enumerate(items) if item.year in years]
    for match in _NTH.finditer(text):
        place = len(items) - 1 if match["last"] else _PLACES[match["nth"]]
        if place < len(items):
            found.append(place)
    return tuple(dict.fromkeys([*found, *_by_size(items, text)]))


def points_to(text: str, end: int) -> bool:
    """Whether what stands behind a number makes it the name of what it was told for (300那个)."""
    return _POINTS.match(text, end) is not None


def figures_named(text: str) -> tuple[tuple[int, int, Decimal], ...]:
    """The sums by which a text names what pays them, with their places (那个三百的, 两百万那条).

    A bare number is one of 万, as people say it.
    """
    found = []
    for match in _BY_FIGURE.finditer(text):
        span = match.span("a" if match["a"] else "b")
        numeral = read_number(text, span[0])
        if numeral is None or numeral.end < span[1]:
            continue
        is_bare = "万" not in text[span[0] : match.end()] and numeral.value < _BARE
        found.append((*span, numeral.value * (_WAN if is_bare else 1)))
    return tuple(found)


def _by_size(items: Sequence[FactItem], text: str) -> Iterator[int]:
    """Which of several sums a text names by their values (300那个) or their size (小的那个)."""
    values = [item.value for item in items]
    for match in _BY_VALUE.finditer(text):
        numeral = read_number(match["n"])
        number = numeral.value if numeral and numeral.end == len(match["n"]) else None
        same = [n for n, v in enumerate(values) if number in (v, v / 10_000)]
        yield from same if len(same) == 1 else ()
    size = _BY_SIZE.search(text)
    if size and len(set(values)) > 1:
        wanted = max(values) if size["size"] in "大多高贵" else min(values)
        yield values.index(wanted)


_NARROWS = lazy("(?:^|[,。;!?])(?:那|现在)?[只就光单](?:看|算|说|问|要|论|报|给)")
_NUMBER = r"(?:\d[\d.]*|[一二两三四五六七八九十百千]{1,4})(?:万|亿|w)?"
_BY_FIGURE = lazy(
    rf"(?:[那这]一?[个条笔项]|封顶|最高)(?P<a>{_NUMBER})元?(?:一[个项条家])?(?:封顶)?的"
    rf"|(?<![\d一二两三四五六七八九十百千第])(?P<b>{_NUMBER})元?(?:封顶)?的?[那这]一?[条项档个笔](?!数)"
)
_BARE, _WAN = 10_000, 10_000
_POINTS = lazy("万?元?的?[那这]一?[个份笔项次批家台单场款](?!数)")
_BY_VALUE = lazy(
    r"(?P<n>\d[\d.]*|[一二两三四五六七八九十百千]{2,})万?元?的?[那这]一?[个份笔项次批家台单场款]"
)
_BY_SIZE = lazy("(?P<size>[大小多少高低贵])的?[那这]一?[个份笔项次批家台单场款]")
_WORDS_OF_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}


def less_picked(stated: Stated, text: str, base: int = 0) -> Stated:
    """Several sums less those that a text names (26年那笔不买了)."""
    items = stated.value
    if not isinstance(items, tuple) or len(items) < _SEVERAL:
        return stated
    gone = picked(items, text, base)
    kept = tuple(item for n, item in enumerate(items) if n not in gone)
    return replace(stated, value=kept, say="") if gone and kept else stated


def only_picked(stated: Stated, text: str, base: int = 0) -> Stated:
    """Of several sums those that a message narrows to (就看小的那个, 单算300那份)."""
    items = stated.value
    match = _NARROWS.search(text)
    if match is None or not isinstance(items, tuple) or len(items) < _SEVERAL:
        return stated
    kept = picked(items, text[match.end() :], base)
    if not kept or len(kept) == len(items):
        return stated
    return replace(stated, value=tuple(items[n] for n in kept), say="")


def times(stated: Stated, factor: Decimal, text: str) -> Stated:
    """A sum, or those of several that a text names, multiplied (25年的翻一倍)."""
    if isinstance(stated.value, Decimal):
        return replace(stated, value=stated.value * factor, alternatives=(), say="")
    if not isinstance(stated.value, tuple):
        return stated
    chosen = picked(stated.value, text) or range(len(stated.value))
    items = tuple(
        replace(item, value=item.value * factor) if n in chosen else item
        for n, item in enumerate(stated.value)
    )
    return replace(stated, value=items, alternatives=(), say="")


def listed(earlier: Stated, stated: Stated, told: str = "") -> Stated:
    """What is added as one more of several, each with a cap of its own (还有一个投了2600万).

    ``told``: the words by which a later message calls it.
    """
    if not isinstance(stated.value, Decimal):
        return stated
    known = earlier.value
    items = known if isinstance(known, tuple) else (FactItem(Decimal(str(known))),)
    item = FactItem(stated.value, kind=told, turn=stated.turn if told else None)
    return replace(stated, value=(*items, item), say="")


def kind_added(text: str, kind: str) -> tuple[int, int] | None:
    """Where one more of a kind is told without a number (还有个国际的)."""
    place = text.find(kind) if len(kind) >= _SEVERAL else -1
    while place >= 0:
        end = place + len(kind)
        if _ONE_MORE.search(text, max(0, place - 8), place) or _AS_WELL.match(text, end):
            return place, end
        place = text.find(kind, place + 1)
    return None


_SENT_BACK = lazy("(?:打|退|驳|撤)(?:了)?回(?:来|去)?(?:了|的)?$")
"""又打回来一个 is none that is added."""


def adds_more(text: str, expression: Expression) -> bool:
    """Whether 又 or 再 stands before the verb of a number (还能再下来俩), or 也 租下 behind it."""
    low = max(0, expression.start - 12)
    if is_due(text, expression) or _SENT_BACK.search(text, low, expression.start):
        return False
    return bool(
        _AGAIN.search(text, max(0, expression.start - 12), expression.start)
        or _AS_WELL_DONE.match(text, expression.end)
        or (_PUT_TOGETHER.match(text, expression.end) and not _DIGIT.search(text, 0, low))
    )


def is_apart(text: str, expression: Expression, known: object) -> bool:
    """Whether a number beside one that was stated is somebody else's, or some of those counted.

    政府出了20万; 有一个是今年才批的; 有80平分租给朋友了: none takes the place of what was stated.
    """
    if not isinstance(known, Decimal) or expression.value is None:
        return False
    lead = text[max(0, expression.start - 12) : expression.start]
    if expression.unit is Unit.COUNT:
        is_less = expression.value < known and not _FURTHER.search(lead)
        return is_less and bool(_SOME_OF.search(lead))
    if expression.unit is Unit.SQUARE_METRE and expression.value < known:
        high = clause_around(text, expression.start, expression.end)[1]
        return bool(_SOME_OF.search(lead) and content_of(text[expression.end : high]))
    return expression.value < known and is_of_others(text, expression)


def is_waiting(text: str, low: int, expression: Expression) -> bool:
    """Whether further things are told that do not count yet (还有两个在排队,没进清单).

    Or a sum that is for one more thing which is not done yet.
    """
    if expression.unit is Unit.YUAN:
        span = clause_around(text, expression.start, expression.end)
        return not_done(text, *span, expression) is not None
    return bool(
        _STILL_HAS.search(text, low, expression.start) and _WAITING.match(text, expression.end)
    )


def not_done(text: str, low: int, high: int, expression: Expression) -> int | None:
    """Where a clause begins that tells of one more thing, not done yet, what this sum is for.

    还有一笔调优没做完,九十万: none of what was done. None where nothing says so.
    """
    if low == 0 or text[low - 1] != "," or expression.end > high:
        return None
    if content_of(text[low : expression.start] + text[expression.end : high]):
        return None
    begin = clause_around(text, low - 1, low - 1)[0]
    return begin if _NOT_DONE.search(text, begin, low - 1) else None


_NOT_DONE = lazy(
    "(?:还|另外?)有[^,。;!?\\d]{0,10}?(?:还|尚)?(?:没|未)(?:有|能)?"
    "(?:做[完好]|完[成工]|验收|交付|落地|动工?|开[始工]|履行|跑完|结[束算项]|签[下完]?|定下来|谈[妥成])[^,。;!?\\d]{0,2}$"
)
_STILL_HAS = lazy("还有$")
_WAITING = lazy(r"[^,。;!?\d]{0,6}?(?:在(?:排队|办|审|等|走流程|路上)|正在|等着)")
"""What tells of things that they are under way; 还有3台没批 may be some of those counted."""


def is_of_others(text: str, expression: Expression) -> bool:
    """Whether a number is what others pay or bear (区里出了21万, 中心承担的改成了220万)."""
    return _is_paid_by_others(text, expression.start) or is_borne_by_others(text, expression)


def is_borne_by_others(text: str, expression: Expression) -> bool:
    """Whether a number is told to be what somebody else bears (中心承担的改成了220万)."""
    return _is_borne_by_others(text, expression.start)


@lru_cache(maxsize=_RECENT)  # of one number it is asked for each fact
def _is_paid_by_others(text: str, start: int) -> bool:
    low = clause_around(text, start, start)[0]
    return _PAID_BY.search(text[low:start]) is not None


@lru_cache(maxsize=_RECENT)
def _is_borne_by_others(text: str, start: int) -> bool:
    low = clause_around(text, start, start)[0]
    return _BORNE_BY_OTHERS.search(text, low, start) is not None


def item_denied(text: str, flag: Stated) -> bool:
    """Whether a condition is told of one thing that is named apart (团标那个只是参与, 有一份…)."""
    low = max((m.end() for m in _STOP.finditer(text, 0, flag.start)), default=0)
    return any(p.search(text, low, flag.start) for p in (_THAT_ONE, _NTH, _ONE_OF))


def less_denied(stated: Stated, text: str, flag: Stated) -> Stated | None:
    """Several sums less the one that a condition is denied of by its place (第二份是关联方的)."""
    low = max((m.end() for m in _STOP.finditer(text, 0, flag.start)), default=0)
    several = stated.value if isinstance(stated.value, tuple) else stated.parts
    nth = picked(opened(several), text[low : flag.start])
    if not several or len(nth) != 1 or flag.value is not False:
        return None
    kept = tuple(item for n, item in enumerate(opened(several)) if n not in nth)
    if not kept:
        return None
    if isinstance(stated.value, tuple):
        return replace(stated, value=kept, say="")
    total = sum((item.total for item in kept), Decimal(0))
    return replace(stated, value=total, parts=(), say="")


def lacks_old(expression: Expression, known: Iterable[Stated]) -> bool:
    """Whether a number takes the place of one that was never stated for these facts."""
    old = {o.quantity.value for o in expression.operands if o.role == "old"}
    if expression.relation is not Relation.INSTEAD or not old:
        return False
    values: set[Decimal] = set()
    for stated in known:
        if isinstance(stated.value, tuple):
            values |= {item.value for item in stated.value}
            values.add(sum((item.total for item in stated.value), Decimal(0)))
        elif isinstance(stated.value, Decimal):
            values.add(stated.value)
    return not any(o in (v, v / 10_000, v / 12) for o in old for v in values)


def parts_by_condition(
    text: str,
    expressions: Sequence[Expression],
    numbers: Sequence[Stated],
    flags: Sequence[Stated],
    rules: Sequence[Rule],
    sums: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int], frozenset[int]]:
    """(numbers, starts of flags, starts of numbers used) where a part of a sum has a condition.

    里面500万其实是推理用的: the sum less that part, where the rule asks for training; 420里头300是
    训练: that part alone.
    """
    needed = {
        c.fact: c.is_
        for rule in rules
        for c in rule.conditions
        if c.is_ is not None and not c.or_facts
    }
    kept = list(numbers)
    dropped: set[int] = set()
    used: set[int] = set()
    for e in expressions:  # 1500万, 里面500万是推理用的: already taken off
        if e.relation is Relation.DIFFERENCE and e.operands[-1].role == "minus":
            end = _reach(text, e, expressions)
            dropped |= {
                f.start
                for f in flags
                if f.name in needed
                and e.operands[-1].quantity.end <= f.start < end
                and not is_met(f, needed[f.name])
            }
    wholes = [n for n, s in enumerate(kept) if s.name in sums and _is_sum(s)]
    if len(wholes) != 1 or not needed:
        return tuple(kept), frozenset(dropped), frozenset()
    whole = kept[wholes[0]]
    total = whole.value if isinstance(whole.value, Decimal) else Decimal(0)
    for e in expressions:  # 只有那一半是训练
        end = _reach(text, e, expressions)
        said = [f for f in flags if f.name in needed and e.end <= f.start < min(end, e.end + 8)]
        said = [f for f in said if "," not in text[e.end : f.start]]  # 占比61%, 拟报重大专项
        said = _made_up_of(text, e, flags, needed) or said
        is_share = e.unit is Unit.PERCENT and e.value is not None and 0 < e.value < 1
        if said and is_share and e.value is not None and len(e.operands) == 1:
            met = is_met(said[0], needed[said[0].name])
            share = e.value if met else 1 - e.value
            shown = f"{whole.text}的{e.operands[0].quantity.text}"
            kept[wholes[0]] = replace(
                whole,
                value=total * share,
                text=shown if met else whole.text,
                alternatives=(),
                say="",
            )
            dropped |= {f.start for f in said if not is_met(f, needed[f.name])}
            return tuple(kept), frozenset(dropped), frozenset({e.operands[0].quantity.start})
    # 户头里还剩800万,租算力2000万: what stands before the whole is no part of it.
    is_here = text[whole.start : whole.end] == whole.text
    spans = [
        (e.operands[0].quantity.start, e)
        for e in expressions
        if (_is_part(text, e, total) or _is_one_of_them(text, e, total))
        and not (is_here and e.start < whole.start)
    ]
    # 里面区政府的基金占500万: a number of another fact is no part by a condition.
    others = {s.start for s in kept if s.name != whole.name and s.end > s.start}
    spans = [
        (start, e)
        for start, e in spans
        # nor is one of the sums that the whole was added up from, told of a thing: 一体机里…60万
        if start not in others
        and not (whole.start < start < whole.end and _IN_A_THING.search(text, 0, start))
        and not (_is_added(whole, e) and all(o.value != total for o in expressions))
    ]
    for start, e in spans:
        end = _reach(text, e, expressions)
        said = _made_up_of(text, e, flags, needed)
        said = said or [f for f in flags if f.name in needed and e.end <= f.start < end]
        if not said and _TAKES_UP.search(text, 0, e.start):  # 有家没备案,占八十万
            low = max((m.end() for m in _STOP.finditer(text, 0, e.start)), default=0)
            said = [f for f in flags if f.name in needed and low <= f.start < e.start]
        if not said or e.value is None or whole.start == start:
            continue
        met = is_met(said[0], needed[said[0].name])
        if met and not _is_part(text, e, total):
            continue  # 有一份80万的也是平台上买的 leaves the others as they are
        value = e.value if met else total - e.value
        text_shown = (
            f"{e.operands[0].quantity.text}"
            if met
            else f"{whole.text}−{e.operands[0].quantity.text}"
        )
        kept[wholes[0]] = replace(whole, value=value, text=text_shown, alternatives=(), say="")
        used.add(start)
        dropped |= {
            f.start for f in flags if f.name == said[0].name and not is_met(f, needed[f.name])
        }
        if met:
            used |= {
                o.operands[0].quantity.start for o in expressions if o.value == total - e.value
            }
        used |= {o.operands[0].quantity.start for o in expressions if o.value == total}
        break
    return tuple(kept), frozenset(dropped), frozenset(used)


def _is_added(whole: Stated, e: Expression) -> bool:
    """Whether a number is one of those that the whole was added up from in this message."""
    if e.value is None or not whole.start < e.start < whole.end:
        return False
    return any(item.value == e.value for item in whole.parts)


_IN_A_THING = lazy(
    "[\u4e00-\u9fff](?<![万亿元块千百十])(?<![,。;!?])(?:里[头面]?|中)[^,。;!?\\d]{1,10}$"
)
"""What is inside a thing that is named, not inside a sum (1480万中300万)."""
_TAKES_UP = lazy("占(?:了|到|去|据|比|掉)*[^,。;!?\\d]{0,3}$")


def _made_up_of(
    text: str, e: Expression, flags: Sequence[Stated], needed: Collection[str]
) -> list[Stated]:
    """The conditions of a part that its clause names before the number (推理用的占两成)."""
    low = clause_around(text, e.start, e.end)[0]
    if not _TAKES_UP.search(text, low, e.start):
        return []
    return [f for f in flags if f.name in needed and low <= f.start < e.start][-1:]


_LEFT_OUT = (
    lazy("不(?:包括|包含|含|计入|计算)(?P<what>[^,。;()]{2,20})"),
    lazy("(?:^|[,。;])(?P<what>[^,。;()]{2,20}?)(?:一律|均)?(?:不(?:予)?计入|不列入|除外)"),
    lazy(
        "(?:^|[,。;])(?P<what>[^,。;()]{2,20}?)的?(?:一律|均)?(?:不予|不再|不)(?:贴息|补贴|补助|资助|支持)"
    ),
)
_PAIR = 2
_BOUGHT, _PRICED = f"[{BUYS}拿征]", "(?<![\u4e00-\u9fff])|(?<=[是的有了付交花中里含])"
"""Before a noun that is said in short: 买地, 拿地; 地价, 是地款."""


def less_left_out(
    text: str,
    expressions: Sequence[Expression],
    numbers: Sequence[Stated],
    clauses: Iterable[str],
    sums: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """(numbers, starts used) where a part of a sum is what the clause does not count.

    付了88万,里面有6万是逾期罚息 beside 逾期产生的罚息不计入: the sum less that part.
    """
    kept = list(numbers)
    wholes = [n for n, s in enumerate(kept) if s.name in sums and _is_sum(s)]
    left_out = [m["what"] for clause in clauses for one in _LEFT_OUT for m in one.finditer(clause)]
    if len(wholes) != 1 or not left_out:
        return tuple(numbers), frozenset()
    whole = kept[wholes[0]]
    total = whole.value if isinstance(whole.value, Decimal) else Decimal(0)
    pairs = {what[n : n + _PAIR] for what in left_out for n in range(len(what) - 1)}
    heads = {what[:_PAIR] for what in left_out}
    for e in expressions:
        start = e.operands[0].quantity.start
        if start == whole.start or not _is_part(text, e, total):
            continue
        low = max(text.rfind(sign, 0, start) for sign in ",。;!?") + 1
        said = text[low:start] + text[e.end : _reach(text, e, expressions)]
        own = uncovered(said)
        names = any(said[n : n + _PAIR] in pairs and any(own[n : n + _PAIR])
                    for n in range(len(said) - 1))  # fmt: skip
        names = names or any(_is_said_shortly(head, said) for head in heads)
        if not names or e.value is None:
            continue
        shown = f"{whole.text}−{e.operands[0].quantity.text}"
        kept[wholes[0]] = replace(whole, value=total - e.value, text=shown, alternatives=(), say="")
        return tuple(kept), frozenset({start})
    return tuple(numbers), frozenset()


def _is_said_shortly(head: str, said: str) -> bool:
    """Whether words name a noun of two characters by one of them (买地, 地价: 土地)."""
    one = f"[{re.escape(head)}]"
    return re.search(f"{_BOUGHT}{one}|(?:{_PRICED}){one}[价款钱]", said) is not None


_BORNE = lazy(
    "(?:我们|我司|咱们?|企业|公司|自己|本单位|我方|单位)[^,。;!?]{0,4}?(?:承担|负担|自担|自付|出资?|掏|付)"
    "(?:的|了|费用|部分|金额){0,3}(?:只有|只是|只|有|是|占|才|为)?$"
    "|(?:我们?|我司|咱们?|本公司|自己)(?:和|跟|与|同)[^,。;!?]{1,8}?(?:各自?|一人|每人)(?:出|付|承担|掏|分担|负担)?了?$"
    "|(?:和|跟|与|同)[^,。;!?]{1,10}?(?:各自?|一人|每人)(?:出|付|承担|掏|分担|负担|分摊)了?$"
    "|(?:[只就才仅]|目前|眼下|现在|迄今|至今|实际|真正)(?:为止)?(?:先|只|才|就|实际|真正|已经?)*"
    "(?:完成|履行|执行|到账|到位|到|验收|交付|付|用|收到|进来|进|发生"
    "|认可|认定|认|核定|核准|核|审定|确认|花)[了成]?$"
    "|(?:到账|到位|履行|执行|发生)了$"
)


_OWN_PART = lazy("(?:[只才仅]|(?:我们?|咱们?|自己)(?:实际)?)(?:就|是|要|需)?[出付掏投担][了]?$")
"""合伙人承担一半,我们自己只出550万: the sum is the own share itself."""


def share_of_own(
    text: str,
    expressions: Sequence[Expression],
    numbers: Sequence[Stated],
    sums: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """(numbers, starts used) where a share of a sum is the asker's own (企业承担七成)."""
    wholes = [n for n, s in enumerate(numbers) if s.name in sums and _is_sum(s)]
    shares = [
        e
        for e in expressions
        if e.unit is Unit.PERCENT
        and e.value is not None
        and 0 < e.value < 1
        and (_BORNE.search(text, max(0, e.start - 20), e.start) or _is_others_share(text, e))
    ]
    if len(wholes) != 1 or len(shares) != 1 or shares[0].value is None:
        return tuple(numbers), frozenset()
    if put_up_for_a_firm(text):
        return tuple(numbers), frozenset({shares[0].operands[0].quantity.start})
    whole = numbers[wholes[0]]
    is_told = any(e.start == whole.start and e.value == whole.value for e in expressions)
    if is_told and whole.start > shares[0].end and _OWN_PART.search(text, 0, whole.start):
        return tuple(numbers), frozenset({shares[0].operands[0].quantity.start})
    is_others = _is_others_share(text, shares[0])
    own = 1 - shares[0].value if is_others else shares[0].value
    kept = list(numbers)
    whole = kept[wholes[0]]
    total = whole_of(whole) or (whole.value if isinstance(whole.value, Decimal) else Decimal(0))
    share = shares[0].operands[0].quantity.text
    of = format_fraction(own) if is_others else share
    shown = f"{whole.text.split('的')[0]}的{of}"
    kept[wholes[0]] = replace(
        whole,
        value=total * own,
        text=shown,
        alternatives=(),
        say="",
        parts=(FactItem(total, relation=WHOLE),),
    )
    return tuple(kept), frozenset({shares[0].operands[0].quantity.start})


_OWN_PAYS = lazy(
    "(?:(?<![替帮给为母总子分家])(?:我们?|我司|咱们?|俺们?|企业|公司|本单位|我方|单位)"
    "|(?:(?<![\u4e00-\u9fff])|(?<=[是由靠得要只就才再还后里中]))自(?:己|家))(?:公司|企业|单位|自己|这边|一方|只|就|实际|要|得|共){0,3}"
    "(?:承担|负担|自担|自付|自筹|自掏|出资?|掏|付|拿|担|扛|认下?)(?:的|了|腰包|费用|部分|金额|只有|只是|是|有){0,3}$"
    "|(?:^|[,。;!?里中])(?:其中|实际|只|就|要|得|再){0,3}自(?:己|行)?(?:掏|付|担|筹|负|缴|出|扛|垫)(?:腰包|资金|资)?(?:的|了|费用|部分|金额|只有|只是|是|有){0,3}$"
)
_OTHERS_PAY = lazy(
    "[\u4e00-\u9fff]{2,10}?(?:已经?|都|就|先|帮|给|替|另|来|会|要|负责|那边|里面?){0,3}"
    "(?:承担|负担|自担|自付|出资?|掏|付|拿|担|扛|认下?|补|补贴|贴|报销|减免|免|垫|包)(?:的|了|掉|过|费用|部分|金额|是|有){0,3}$"
)
_REST_IS_OWN = lazy(
    "(?:剩下?的?|剩余的?|余下的?|其余的?|其他的?|差额)[^,。;!?\\d]{0,4}?"
    "(?:我们?|我司|咱们?|俺们?|企业|公司|自己|自家|自掏|自付|自担|自筹)"
)


def _is_others_share(text: str, e: Expression) -> bool:
    """Whether somebody else bears a share and the rest is the asker's: 中心出40%,剩下我们出."""
    low, _ = clause_around(text, e.start, e.end)
    paid = _OTHERS_PAY.search(text, low, e.start) and not _OWN_PAYS.search(text, low, e.start)
    return bool(paid and _REST_IS_OWN.search(text, e.end))


def part_of_own(
    text: str, expressions: Sequence[Expression], numbers: Sequence[Stated], sums: Collection[str]
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """(numbers, starts used) where a clause pays on the part that the asker bears alone.

    总费用800万,我们自己出500万: the 500万; 总费用300万,政府出了100万,剩下的自己掏: 200万. ``sums``
    are the facts of such clauses.
    """
    wholes = [n for n, s in enumerate(numbers) if s.name in sums and _is_sum(s)]
    if len(wholes) != 1:
        return tuple(numbers), frozenset()
    kept = list(numbers)
    whole = kept[wholes[0]]
    total = whole.value if isinstance(whole.value, Decimal) else Decimal(0)
    parts = [
        e
        for e in expressions
        if e.unit is Unit.YUAN
        and len(e.operands) == 1
        and e.value is not None
        and 0 < e.value < total
        and e.start != whole.start
    ]
    leads = {e.start: text[clause_around(text, e.start, e.end)[0] : e.start] for e in parts}
    own = [e for e in parts if _OWN_PAYS.search(leads[e.start])]
    if not own:
        own = [e for e in parts if _WE_PAY.match(text, e.end)]
    others = [e for e in parts if e not in own and _OTHERS_PAY.search(leads[e.start])]
    if len(own) == 1 and own[0].value is not None:
        kept[wholes[0]] = replace(
            whole,
            value=own[0].value,
            text=own[0].operands[0].quantity.text,
            alternatives=(),
            say="",
        )
        return tuple(kept), frozenset(e.start for e in (*own, *others))
    if not own and others and _REST_IS_OWN.search(text, others[-1].end):
        rest = total - sum((e.value for e in others if e.value is not None), Decimal(0))
        shown = " − ".join([whole.text, *(e.operands[0].quantity.text for e in others)])
        if rest > 0:
            kept[wholes[0]] = replace(whole, value=rest, say=shown, alternatives=())
            return tuple(kept), frozenset(e.start for e in others)
    return tuple(kept), frozenset()


_LEFT_TO_US = lazy(
    "(?<![替帮给为母总子分家])(?:我们?|我司|咱们?|俺们?|企业|公司|自己|自家|本单位|我方)[^,。;!?]{0,8}?"
    "(?:只|就|还|才|仅)?剩下?(?:了|有|的是?)?$"
)


_LEFT = lazy("(?:剩下?|其余|余下|另外)的?$")
_WE_PAY = lazy(
    "(?:元|块)?(?:才?是|归|由|都)?(?:我们?|我司|咱们?|公司|企业|自己)[^,。;!?\\d]{0,3}?(?:掏|出|付|承担|负担|拿|担|扛)"
    "|(?:元|块)?(?:才?是|归|由|都)?自(?:掏|付|担|筹|缴|扛)"
)
"""剩下360万我们掏: what the asker bears."""


def left_to_us(
    text: str, expressions: Sequence[Expression], numbers: Sequence[Stated], sums: Collection[str]
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """(numbers, starts used) where a part is somebody's and what is left is the asker's.

    712万里头480万是景区投的,我们自己投的就剩232万: the 232万, if the parts make up the whole.
    """
    wholes = [n for n, s in enumerate(numbers) if s.name in sums and _is_sum(s)]
    if len(wholes) != 1:
        return tuple(numbers), frozenset()
    whole = numbers[wholes[0]]
    parts = [
        (e, e.value)
        for e in expressions
        if e.unit is Unit.YUAN and len(e.operands) == 1 and e.value is not None
    ]
    for own, value in parts:
        low, _ = clause_around(text, own.start, own.end)
        is_left = _LEFT.search(text, 0, own.start) and _WE_PAY.match(text, own.end)
        if not (is_left or _LEFT_TO_US.search(text[low : own.start])):
            continue
        totals: dict[object, tuple[int, ...]] = {whole.value: (own.start,)}
        if is_left:  # 总共500万,中心承担140万: whichever of them was taken for the sum
            told = {v: (e.start, own.start) for e, v in parts if e.start < low and v > value}
            totals |= {v: at for v, at in told.items() if whole.value in (v, value, v - value)}
        for total, taken in totals.items():
            rest = next((e for e, v in parts if e.start < low and v + value == total), None)
            if rest is not None:
                kept = list(numbers)
                said = own.operands[0].quantity.text
                kept[wholes[0]] = replace(whole, value=value, text=said, alternatives=(), say="")
                return tuple(kept), frozenset((*taken, rest.start))
    return tuple(numbers), frozenset()


def _is_sum(stated: Stated) -> bool:
    return isinstance(stated.value, Decimal) and stated.value > 0 and not stated.is_assumed


def _is_part(text: str, e: Expression, total: Decimal) -> bool:
    """Whether a number is told to be a part of the sum that was stated."""
    if _sum_of(e) is None or e.value is None or not 0 < e.value < total:
        return False
    if e.unit is not Unit.YUAN or is_for_one_more(text, e.start):
        return False
    return bool(_INSIDE.search(text, max(0, e.start - 16), e.start))


def _is_one_of_them(text: str, e: Expression, total: Decimal) -> bool:
    """Whether a number is one of several that the sum is of: 有一份80万的,是关联方卖的."""
    own = _sum_of(e)
    if own is None or e.value is None or not 0 < e.value < total:
        return False
    if e.unit is not Unit.YUAN or is_for_one_more(text, e.start):
        return False
    return bool(_ONE_OF_THEM.search(text, max(0, own.start - 8), own.start))


def _sum_of(e: Expression) -> Quantity | None:
    """The only number of an expression, beside which one may be counted (一份80万)."""
    counted = [o.quantity for o in e.operands if o.quantity.value != 1 or o.quantity.unit is e.unit]
    return counted[0] if len(counted) == 1 else None


def _reach(text: str, e: Expression, expressions: Sequence[Expression]) -> int:
    """Where what is said of a number ends: the sentence's end, or the next number."""
    stop = _STOP.search(text, e.end)
    end = stop.start() + 1 if stop else len(text)
    return min([end, *(o.start for o in expressions if o.start > e.start)])


def is_met(flag: Stated, needed: object) -> bool:
    """Whether what was said of a condition is what the condition asks for."""
    wanted = {"true": True, "false": False}.get(str(needed).lower(), needed)
    return flag.value == wanted
