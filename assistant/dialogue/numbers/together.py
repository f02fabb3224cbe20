"""Sums of one sentence of which one is all the others together: 清洗40万,标注20万,一共60万.

Arithmetic says what belongs together better than any word. Where nothing tells the parts apart the
whole is what was spent. Where one part alone is what the clause pays for, that part is, shown as
what is left of the whole: 其中服务器硬件150万,剩下230万是订阅; 中心扛了100万,剩下400万我们掏的.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.saying import shown
from assistant.text.units import Unit

_MOST, _MOSTLY = 6, 0.7
_ROLES = frozenset({"term", "plus", "total", "new", "price", "count", "periods"})
_SENTENCE = lazy("[。;!?]")
_OURS = lazy(
    "(?:(?:我们|我司|我方|咱们?|(?<![\u4e00-\u9fff])自己|(?<![家子母方])公司|本单位)(?:自己|公司|实际)?(?:这?边)?"
    "(?:只|就|才|是|来|要)?(?:掏|出|付|承担|投|负担|扛)|自筹|自掏"
    "|(?:我们|我司|我方|咱们?)[^,。;!?\\d]{0,6}(?:掏|出|付|承担|投|扛)的)"
)
_THEIRS = lazy(
    "(?:掏|出|(?<![首预已支实])付|承担|扛|负担|垫|包|补贴|支持|赞助|减免|拨|给)(?:了|掉|的)?[^,。;!?\\d]{0,4}$"
)
_NOT_YET = lazy("还没|没有?|未|尚|才[能会]|还?要(?:等|到)?[明后下]|[明后]年|下个?[月季年]|以后|待")
_PAYS_DONE = lazy("完成合同|实际|发生")
"""What a clause says that pays on what came about, not on the contract."""
_DONE = lazy("(?:完成|验收|履行|交付|到账|到位|付清|实际发生|发生)(?:了|掉|完|的)?")
_TOTAL = lazy("总|合同|全部|一起|共")
_LEFT = lazy("剩|其余|余下|另外的")
_TAIL = lazy("(?:部分|那块|那部分|费用?|款|的)$")
_FOREIGN_NOUN = "foreign"
_REST = lazy("剩[下余]?的?|其余的?|余下的?|另外的?|还有")
_BEHIND = lazy("[,。;!?、和与及跟:()\\d]")
_FOREIGN = lazy("不算|不含|不在|不属|别算|除外|不是|跟.{0,6}无关")


def join_wholes(
    expressions: Sequence[Expression],
    text: str,
    clause_text: str,
    are_apart: Callable[[Sequence[Expression]], bool],
    is_named: Callable[[Sequence[Expression], Expression], bool],
) -> tuple[Expression, ...]:
    """The expressions, each whole with its parts as one.

    ``are_apart`` tells whether numbers are of different facts, which are never put together,
    ``is_named`` whether the label of one of several numbers names the fact that they are.
    """
    found = list(expressions)
    for at, whole in enumerate(expressions):
        series = _series_of(expressions, at, text)
        if series is not None and series in found and not are_apart((series, whole)):
            again = tuple(replace(o, role="restated") for o in whole.operands)
            told = replace(series, operands=(*series.operands, *again), end=whole.end)
            found = [told if e is series else e for e in found if e is not whole]
            continue
        parts = _parts_of(expressions, at, text)
        if not parts or whole not in found or any(p not in found for p in parts):
            continue
        if any(p.part_of is None for p in parts) and not _is_told(whole, parts, text):
            continue  # 甲200万,乙150万,丙50万 add up by chance
        if are_apart((*parts, whole)):
            continue
        named = [is_named((*parts, whole), p) for p in parts]
        joined = _joined(whole, parts, named, text, clause_text)
        if joined is None:
            continue
        first = min((*parts, whole), key=lambda e: e.start)
        found[found.index(first)] = joined
        found = [e for e in found if e is joined or (e is not whole and e not in parts)]
    return tuple(found)


def _is_single(e: Expression) -> bool:
    return (
        e.unit is Unit.YUAN
        and e.value is not None
        and e.relation in (Relation.PLAIN, Relation.APPROXIMATE, Relation.PRODUCT, Relation.SUM)
        and all(o.role in _ROLES for o in e.operands)
    )


def _series_of(row: Sequence[Expression], at: int, text: str) -> Expression | None:
    """The sums of several years right before what they come to: 25年300万,26年600万,一共900万."""
    whole = row[at]
    before = [e for e in row[:at] if e.unit is Unit.YUAN][-1:]
    if not before or not _is_single(whole) or before[0].relation is not Relation.SERIES:
        return None
    if _SENTENCE.search(text, before[0].end, whole.start):
        return None
    total = sum((o.quantity.value for o in before[0].operands), Decimal(0))
    return before[0] if total == whole.value else None


def _parts_of(row: Sequence[Expression], at: int, text: str) -> tuple[Expression, ...]:
    """The sums right before or right behind one that they add up to; at least two of them."""
    whole = row[at]
    if not _is_single(whole) or whole.relation is not Relation.PLAIN or not whole.value:
        return ()
    for step in (1, -1):
        total, parts, n = Decimal(0), list[Expression](), at + step
        while 0 <= n < len(row) and len(parts) < _MOST:
            one = row[n]
            n += step
            if one.unit is not Unit.YUAN:
                continue
            low, high = sorted((whole, one), key=lambda e: e.start)
            if not _is_single(one) or _SENTENCE.search(text, low.end, high.start):
                break
            total += one.value or Decimal(0)
            parts.append(one)
            if total >= whole.value:
                break
        years = {(o.year, o.year_word) for e in (whole, *parts) for o in e.operands}
        if len(years - {(None, "")}) > 1:
            continue  # 25年300万,26年600万,一共900万: each year by itself
        if total == whole.value and len(parts) > 1:
            return tuple(sorted(parts, key=lambda e: e.start))
    return ()


def _is_told(whole: Expression, parts: Sequence[Expression], text: str) -> bool:
    """Whether one is told as the whole (合同总价) or another as what is left (剩下230万)."""
    low, _ = clause_around(text, whole.start, whole.end)
    if _TOTAL.search(text, low, whole.operands[0].quantity.start):
        return True
    return any(_LEFT.search(text, clause_around(text, p.start, p.end)[0], p.start) for p in parts)


def _joined(
    whole: Expression,
    parts: Sequence[Expression],
    named: Sequence[bool],
    text: str,
    clause_text: str,
) -> Expression | None:
    signs = [_counts(p, own, text, clause_text) for p, own in zip(parts, named, strict=True)]
    start = min(whole.start, parts[0].start)
    end = max(whole.end, parts[-1].end)
    own = [p for p, sign in zip(parts, signs, strict=True) if sign in (True, None)]
    is_told_apart = any(sign is True or sign is False for sign in signs)
    if len(own) == len(parts) or not is_told_apart:
        return _all_of(whole, parts, start, end)
    if len(own) != 1:
        return None
    return _rest_of(whole, [p for p in parts if p not in own], own[0], start, end)


def _all_of(whole: Expression, parts: Sequence[Expression], start: int, end: int) -> Expression:
    if any(p.relation is Relation.PRODUCT for p in parts):
        return replace(whole, start=start, end=end)
    terms = tuple(replace(o, role="term") for p in parts for o in p.operands)
    again = tuple(replace(o, role="restated") for o in whole.operands)
    return replace(
        whole,
        relation=Relation.SUM,
        operands=(*terms, *again),
        start=start,
        end=end,
        part_of=None,
        say=" + ".join(map(_money, parts)) + f" = {_money(whole)}",
    )


def _rest_of(
    whole: Expression, others: Sequence[Expression], own: Expression, start: int, end: int
) -> Expression:
    """What is left of the whole: the one part that counts."""
    term = tuple(replace(o, role="term") for o in whole.operands)
    less = tuple(replace(o, role="minus") for p in others for o in p.operands)
    again = tuple(replace(o, role="restated") for o in own.operands)
    label = own.operands[0].label or whole.operands[0].label
    say = f"{_money(whole)} − {' − '.join(map(_money, others))} = {_money(own)}"
    return replace(
        whole,
        relation=Relation.DIFFERENCE,
        value=own.value,
        operands=(replace(term[0], label=label), *term[1:], *less, *again),
        start=start,
        end=end,
        part_of=None,
        say=say,
    )


def _money(e: Expression) -> str:
    return shown(e.value or Decimal(0), Unit.YUAN)


def _counts(part: Expression, is_named: bool, text: str, clause_text: str) -> bool | str | None:
    """Whether a part is what the clause pays for; None where nothing says so.

    Who paid it, whether it was done, and whether its own noun is one of the clause's; a noun that
    is none of it (`_FOREIGN_NOUN`) says less than those.
    """
    start = part.operands[0].quantity.start
    low, high = clause_around(text, part.start, part.end)
    before, behind = text[low:start], text[part.end : high]
    if _OURS.search(before + "元" + behind):
        return True
    if _FOREIGN.search(behind):
        return False
    if _NOT_YET.search(before) or _NOT_YET.search(behind):
        return False if _PAYS_DONE.search(clause_text) else None  # 尾款448万年底结, of a contract
    if _THEIRS.search(before):
        return False
    if _DONE.search(before) and _PAYS_DONE.search(clause_text):
        return True
    noun = _REST.sub("", part.operands[0].label) or _BEHIND.split(behind.lstrip("元的是为"))[0]
    if is_named or _shares_words(noun, clause_text):
        return True
    return _FOREIGN_NOUN if content_of(noun) > 1 and clause_text else None


def _shares_words(noun: str, clause_text: str) -> bool:
    """Whether most of a noun is made of words of the clause: 订阅, not 服务器硬件 of 模型服务."""
    noun = _TAIL.sub("", noun) or noun
    at: set[int] = set()
    for n in range(len(noun) - 1):
        if noun[n : n + 2] in clause_text:
            at |= {n, n + 1}
    return len(at) > _MOSTLY * len(noun)
