"""A number that takes the place of another: 不是300万，是320万; 预算500万，实际花了400万."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.text import joining
from assistant.text import relation_words as words
from assistant.text.joining import VALUED, in_unit_of, is_kin, is_same_item, years_of
from assistant.text.nodes import Reading
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_LEAST = 10
"""A smaller bare number is a digit that was left out (少写一个1), no sum in 万."""


def join_instead(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """不是300万，是320万; 800万不是1000万; 从800万改成1000万; 报价500万，400万成交."""
    valued = (*VALUED, Relation.RANGE)
    if first.value is not None and first.value >= _LEAST:
        first = _in_unit_of(first, second)
    if words.DENIED_GAP.fullmatch(gap):  # 出了1200万,不是800
        second = _in_unit_of(second, first)
        if first.unit in joining.PRICES and second.unit is Unit.YUAN:  # 每台4万不是14万
            second = replace(second, unit=first.unit, classifier=first.classifier)
    if first.relation not in (*valued, Relation.INSTEAD) or second.relation not in valued:
        return None
    if not is_kin(first, second):
        return None
    if words.DENIED_GAP.fullmatch(gap) or _is_count_denied(first, second, gap):
        return joining.replaced(second, first, new_first=True)
    is_first = first.relation is not Relation.INSTEAD
    is_denied = (
        is_first
        and words.DENIED_END.search(reading.clause(first))
        and words.DENIED_THEN.fullmatch(gap)
    )
    if words.PAID_HEAD.match(reading.tail(second)):
        return None
    is_changed = words.CHANGE_GAP.fullmatch(gap) or words.SLIP_GAP.fullmatch(gap)
    if _OTHERS.search(gap):  # 语料改成800万, 模型那边砍到150万: a change of something else
        return None
    is_part = words.GROSS_NET_GAP.fullmatch(gap) or words.GROUP_OWN_GAP.fullmatch(gap)
    is_net = is_part and joining.exceeds(first, second)
    if is_denied or is_changed or is_net or (is_first and _is_settled(reading, first, second, gap)):
        return joining.replaced(first, second, new_first=False)
    return None


def _in_unit_of(bare: Expression, other: Expression) -> Expression:
    """A bare number in 万 as the other of its correction; in yuan where it is nearer to that.

    出了1200万,不是800 is of 万, 每月8000,不是1.2万 is told to the yuan.
    """
    in_wan = in_unit_of(bare, other)
    if in_wan is bare or not bare.value or not other.value or other.value < 0:
        return in_wan
    # Of two distances on a logarithmic scale the smaller one: bare × 万 and bare lie around it.
    if other.value**2 >= bare.value**2 * _WAN:
        return in_wan
    quantity = replace(bare.operands[0].quantity, unit=Unit.YUAN)
    return replace(bare, unit=Unit.YUAN, operands=(replace(bare.operands[0], quantity=quantity),))


_WAN = 10_000


def _is_count_denied(first: Expression, second: Expression, gap: str) -> bool:
    """是七个算法,不是三个: the second of two counts of one kind is denied."""
    counts = first.unit is second.unit is Unit.COUNT and first.classifier == second.classifier
    is_told = first.relation is not Relation.INSTEAD
    return counts and is_told and words.COUNT_DENIED_GAP.fullmatch(gap) is not None


_OTHERS = lazy("[,，][^,，]{1,8}(?:那边|这边|那头|这头|那块|这块|那个|那笔|那份)")


def _is_settled(reading: Reading, first: Expression, second: Expression, gap: str) -> bool:
    """预算500万，实际花了400万."""
    if re.search(f"[{words.SENTENCE_STOPS}]", gap) or (
        years_of(first) and years_of(first) != years_of(second)
    ):
        return False
    if words.TOTAL_END.search(reading.clause(second)):
        return False  # 后来又加了700万,全都实际投下去了,共1800万
    if words.PLANNED.search(reading.lead(first)):
        return bool(words.SETTLED.search(gap) or words.SETTLED_HEAD.match(reading.tail(second)))
    near = gap.count(",") <= _CLAUSES  # 户头里还躺着两万,办论坛,…,实际花了255万: two things
    if near and _ONLY_DONE.search(gap):  # 合同350万,但今年只完成了220万
        return True
    if near and _DONE_IS.fullmatch(gap) and joining.exceeds(first, second):
        return True  # 合同签了1300万,不过干完活的也就900万
    return near and bool(words.SETTLED_FIRMLY.search(gap)) and is_same_item("", first, second)


_CLAUSES = 2
_ONLY_DONE = lazy(
    "^[^,]{0,3},(?:但|可|不过|结果)?(?:是)?(?:[今去]年|目前|现在)?(?:实际)?(?:上)?只(?:完成|履行|执行|到账|付|花)了?$"
)
_DONE_IS = lazy(
    "[^,。;!?]{0,3},(?:但是?|可是?|不过|结果)?[^,。;!?\\d]{0,6}?(?:完|掉|到|过|成|下来|了)[^,。;!?\\d了]{0,2}的"
    "(?:也就|就|也只|只|才|仅|总共|一共)+有?"
)
