"""Speech repairs: a number that its speaker puts right in the same breath (300万,哎写错了,是380万).

Between the number and the one that takes its place stand editing terms alone: words of slipping,
of stopping oneself, of excuse, of looking again. They are a closed class of talk, whatever the
numbers are of. What stands before the new number says which one it takes the place of: nothing but
a copula the last one, a name (哦不对其他是400万) the nearest that is called by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.text import joining
from assistant.text import relation_words as words
from assistant.text.joining import VALUED, is_kin, years_of
from assistant.text.nodes import Reading, read_nodes
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.relations import Expression
from assistant.text.splice import splice
from assistant.text.units import Unit

_CRIES = "哦噢啊呃额唉哎诶欸哟呀嗐咳嗯喔哈嘿嗨呸喂"
_STRONG = lazy(
    f"[{_CRIES}]{{0,2}}(?:我|我们|刚才?|刚刚|上面|前面|这里|这个|那个|数字?|单位|金额)?(?:我|是|又|给|都)?"
    "(?:[看说记写打算报抄填听数读念输敲认搞弄翻讲按](?:得)?(?:错|岔|串|混|乱|快了|急了|偏|走眼|漏|劈叉|[多少高低大小](?=了)|颠倒|倒|反)"
    "|(?:手|嘴|口|笔|脑子|眼睛?|舌头)(?:抖|滑|误|快|瓢|秃噜|短路|花|打结|打滑)"
    "|颠倒|错了|错啦|不对|不不|更正|纠正|订正|重[说来报讲]|改口|收回|[哦噢啊呃额嗯喔哎]不|不是?(?=[,-]|$))"
    f"(?:了?一?[行列位眼栏页格个下]|[数单字]子?)?[了啦成]?[{_CRIES}吧嘛呢]?"
)
"""That what was just said is wrong: by a slip of eye, tongue or hand, or by its being denied."""
_TURNED = lazy("[颠反倒]")
"""The digits stand in another order (460万,打颠倒了,640万); two numbers may be swapped by it."""
_TOLD_SO = lazy("[^,。]{1,7}[说讲喊醒](?:我|我们)?")
"""By whom it is said: 老板在旁边说不对."""
_WEAK = lazy(
    f"[{_CRIES}]{{0,2}}(?:等[等下]|等一[下会]儿?|稍等|慢着|且慢|抱歉|不好意思|对不起|sorry|见谅"
    "|(?:我|让我|容我)?(?:刚|又|再|重新){0,2}[看查核翻想问对确](?:[看查核翻想问对认一]|了一?)?[眼下遍过]?"
    f"(?:账本?|表|合同|单子|邮件|记录|数)?了?)[{_CRIES}吧嘛了]?|[{_CRIES}]{{1,2}}"
)
"""Stopping oneself, an excuse, looking again: said before a repair, and elsewhere."""
_TAIL = lazy("(?:元|块钱?)?(?:左右|上下)?(?:吧|来着|啊|呢|的样子|好像)?")
_COPULA = lazy(
    "(?:(?:应该|应当|其实|实际上?|准确地?说?|确切地?说?|正确的|对的|真正的?|最后|最终)?(?:就|才|该|得|要)?(?:是|为|按|算)"
    "|应该|应当|其实|实际上?|正确的|改成|改为|换成)(?:大概|差不多|整整)?$"
)
_NAMELESS = lazy(
    "(?:这|那|该)?(?:个|笔|边|里|块|项)?(?:数字?|金额|总额|总数|价格?|它|我|咱们?|我们|人家)?(?:的|应该|其实)*"
    "|[^,。]{0,4}(?:[说讲称回告诉核查算报](?:的|了|过|我|来)?)"
)
"""What stands before a copula and names nothing: 这个数是, 财务说."""
_PIECES = lazy("[^,。、!?:;()\\s-]+")
_TOUCHING = lazy("(?:不对?|[更纠订]正)$")
"""What may stand right before the new number: 哦不4个; 错了2台, 漏了2万 say how many are wrong."""
_STOPS = lazy("[,。、!?:;()\\s-]+")
_RIGHT = lazy("(?:元|块钱?)?(?:才|就)?(?:对|是)(?=[,。;!]|$)")
"""What says behind a number that it is the right one: 5000万才对."""
_NUMBER = "#"
"""Stands for the number behind the last clause: 不是60万 denies it and stops nothing."""
_DENIED = "不没非"
_MOST, _NAME, _REPAIRS = 34, 8, 4
_AFTER = lazy("的(?P<name>[^的,。!?;、:()\\d]{1,8})")


@dataclass(frozen=True, slots=True)
class _Repair:
    """What puts a number right: the name of what it is of, and how many characters say so."""

    name: str
    length: int


def repaired(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The folded text with each number that is put right in the same breath told once, put right.

    >>> repaired("合同300万,哎写错了,是380万,能补多少", ())[0]
    '合同380万,能补多少'
    >>> repaired("人工500万、机房300万,哦不对人工是400万", ())[0]
    '人工400万、机房300万'
    """
    for _ in range(_REPAIRS):
        if not (_STRONG.search(text) or _WEAK.search(text)):
            return text, offsets
        made = _once_repaired(text, offsets)
        if made is None:
            return text, offsets
        text, offsets = made
    return text, offsets


def _once_repaired(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]] | None:
    """The first repair of a text made, None where there is none."""
    reading, nodes = read_nodes(text, find_quantities(text))
    for n, (last, node) in enumerate(pairwise(nodes), start=1):
        gap = reading.gap(last, node)
        repair = _repair(reading, node, gap) if gap else None
        if repair is None:
            continue
        place = _place_of(reading, nodes[:n], node, repair.name)
        if place is None:
            continue
        old, begins = nodes[place], node.start - repair.length
        if _TURNED.search(text, begins, node.start) and not _has_same_digits(text, old, node):
            continue
        while text[begins - 1] in ",、(-":
            begins -= 1
        new = text[node.start : node.end]
        known = offsets or tuple(range(len(text)))
        told = known[node.start : node.end]
        if joining.in_unit_of(node, old) is not node:
            new, told = f"{new}万", (*told, told[-1])
        behind = _RIGHT.match(text, node.end)
        end = behind.end() if behind else node.end
        if "(" in text[begins : node.start] and text[end : end + 1] == ")":
            end += 1
        if place < n - 1:
            begins = last.start if is_same(last, old) else begins
        text, offsets = splice(text, known, begins, end, "")
        text, offsets = splice(text, offsets, old.start, old.end, new)
        # The new number stands where it was told, not where the wrong one was.
        return text, (*offsets[: old.start], *told, *offsets[old.start + len(new) :])
    return None


def _has_same_digits(text: str, old: Expression, new: Expression) -> bool:
    """Whether two numbers have the same digits in another order: 460万 and 640万."""
    first, second = text[old.start : old.end], text[new.start : new.end]
    return first != second and sorted(first) == sorted(second)


def _repair(reading: Reading, node: Expression, gap: str) -> _Repair | None:
    if node.relation not in VALUED or len(gap) > _MOST or node.unit is Unit.PERCENT:
        return None
    if words.PAID_HEAD.match(reading.tail(node)):
        return None  # 不对,是600万封顶吧: what is paid puts nothing right that was spent
    pieces = [(m.group(), m.start()) for m in _PIECES.finditer(gap, len(_tail(gap)))]
    if not pieces or _STOPS.search(gap[-1]):
        pieces.append(("", len(gap)))
    last, start = pieces.pop()
    rest, is_strong, is_weak = _edited(last + _NUMBER)
    rest = rest.removesuffix(_NUMBER)
    if not rest and last and not _TOUCHING.search(last):
        return None
    copula = _COPULA.search(rest)
    name = rest[: copula.start()] if copula else rest
    while pieces:
        piece, begins = pieces[-1]
        left, strong, weak = _edited(piece)
        called = _slip_of(piece) if left else ""
        if called is None:
            break
        if left:
            name, strong = (called if _NAMELESS.fullmatch(name) else name), True
        is_strong, is_weak = is_strong or strong, is_weak or weak
        start = begins
        pieces.pop()
    between = bool(pieces)
    if not is_strong and (between or not (is_weak and copula)):
        return None
    if _NAMELESS.fullmatch(name):
        name = ""
    elif not copula or name[-1] in _DENIED:
        return None
    after = _AFTER.match(reading.tail(node))
    name = name or (after["name"] if after else "")
    return _Repair(name, len(gap) - start) if len(name) <= _NAME else None


def _tail(gap: str) -> str:
    """What may close the number that is put right: 来着, 左右."""
    found = _TAIL.match(gap)
    return found.group() if found else ""


def _slip_of(piece: str) -> str | None:
    """The name of what a clause says to be wrong (算力报高了), "" for who says so; else None."""
    for start in range(1, min(len(piece), _NAME) + 1):
        found = _STRONG.match(piece, start)
        if found is not None and found.end() == len(piece):
            before = piece[:start]
            return "" if _TOLD_SO.fullmatch(before) else before
    return None


def _edited(piece: str) -> tuple[str, bool, bool]:
    """What is left of a clause behind its editing terms, and whether they are strong or weak."""
    at, is_strong, is_weak = 0, False, False
    while at < len(piece):
        strong = _STRONG.match(piece, at)
        found = strong or _WEAK.match(piece, at)
        if found is None or found.end() == at:
            break
        is_strong, is_weak = is_strong or strong is not None, is_weak or strong is None
        at = found.end()
    return piece[at:], is_strong, is_weak


def _place_of(
    reading: Reading, before: Sequence[Expression], node: Expression, name: str
) -> int | None:
    """Which of the numbers before the repair it takes the place of."""
    for place in range(len(before) - 1, -1, -1):
        old = before[place]
        if old.relation not in VALUED:
            continue
        first, second = _in_one_unit(old, node)
        if not is_kin(first, second) or _differ_in_year(old, node):
            if not name:
                return None
            continue
        if not name and not _edited(reading.text[: old.start])[0]:
            return None  # 140不对,应该是410: the old value says which of those told before
        if not name or _is_called(reading, old, name):
            return _said_first(reading, before, place)
    return None


def _said_first(reading: Reading, before: Sequence[Expression], place: int) -> int:
    """The number that one only says again to put it right: 再上年8000万,唉8000万念错了,7000万."""
    again = before[place]
    if _edited(reading.comma_clause(again))[0]:
        return place
    return next((n for n in range(place) if is_same(before[n], again)), place)


def is_same(first: Expression, second: Expression) -> bool:
    """Whether two numbers are told alike."""
    return first.value == second.value and is_kin(first, second)


def _in_one_unit(old: Expression, new: Expression) -> tuple[Expression, Expression]:
    """Both in the unit of the one that has one: 软件一千二,不,一千五百万."""
    return joining.in_unit_of(old, new), joining.in_unit_of(new, old)


def _differ_in_year(old: Expression, new: Expression) -> bool:
    told = years_of(new) - {(None, "")}
    return bool(told) and told != years_of(old)


def _is_called(reading: Reading, old: Expression, name: str) -> bool:
    """Whether a number is told with the name, before it in its clause or right behind it."""
    said = reading.comma_clause(old) + _STOPS.split(reading.tail(old))[0][:_NAME]
    label = old.operands[-1].label
    return name in said or (len(label) > 1 and label in name)
