"""The passes of the expression grammar: each joins neighbours by the words between them.

A pass reads the nodes from left to right and asks of each neighbour pair whether one relation holds
between them; what is joined is one node for the next pass. Order is precedence: what is said twice
and ranges, products, sums and differences, corrections, then alternatives, series and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from assistant.text import joining
from assistant.text import relation_words as words
from assistant.text.joining import SINGLE, VALUED, exceeds, is_kin, is_same_item, years_of
from assistant.text.nodes import Reading
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.saying import term
from assistant.text.units import Unit

Join = Callable[[Reading, Expression, Expression, str], Expression | None]
_MOST = 40
_FAR = 60
_LAST = 3
_FEW = 3
_STOPS = frozenset(words.SENTENCE_STOPS)
_BARE = lazy(r"[,、\s]?")


def join_neighbours(
    reading: Reading, nodes: list[Expression], rule: Join, *, across: bool = False
) -> list[Expression]:
    """Apply one rule to every pair of neighbours, from the left; `across` sentences or within.

    An expression of `_MOST` operands takes no more: nobody says as many in one breath, and so the
    work stays linear in the length of the text.
    """
    joined: list[Expression] = []
    for node in nodes:
        is_open = bool(joined) and len(joined[-1].operands) < _MOST
        gap = reading.gap(joined[-1], node) if is_open else None
        if gap and not across and not _STOPS.isdisjoint(gap):
            gap = None
        one = rule(reading, joined[-1], node, gap) if gap is not None else None
        if one is None:
            joined.append(node)
        else:
            joined[-1] = one
    return joined


def join_one_each(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """一份500万，一份300万; 先付500万，后付300万."""
    if second.relation not in SINGLE or not is_kin(first, second):
        return None
    if first.relation not in (*SINGLE, Relation.SUM):
        return None
    lead = reading.lead(first)
    one = words.ONE_EACH.search(lead + reading.text[first.start : first.operands[0].quantity.start])
    other = words.ONE_EACH.search(reading.text[first.end : second.operands[0].quantity.start])
    ones = bool(one and other and one["of"] == other["of"])
    then = words.THEN.search(gap)
    head = words.FIRST_THEN.search(lead)
    if not ones and not (head and then and head["rest"][:1] == then["rest"][:1]):
        return None
    total = joining.add(_as_yuan(first), _as_yuan(second), Relation.SUM, "term")
    return replace(total, classifier="" if total.unit is Unit.YUAN else total.classifier)


def join_instalments(reading: Reading, nodes: list[Expression]) -> list[Expression]:
    """前面付了230万,尾款还有120万也付了: of one payment, all of it paid.

    Not where the whole is told as well (合同640万,首付192万,尾款448万): that is the sum.
    """
    joined = join_neighbours(reading, nodes, _join_instalment)
    if len(joined) == len(nodes):
        return nodes
    known = {id(n) for n in nodes}
    told = {n.value for n in nodes if n.unit is Unit.YUAN}
    made = [n for n in joined if id(n) not in known]
    return nodes if any(n.value in told for n in made) else joined


def _join_instalment(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    if first.relation not in (*SINGLE, Relation.SUM) or second.relation not in SINGLE:
        return None
    if first.unit is not Unit.YUAN or not is_kin(first, second):
        return None
    is_first = first.relation is Relation.SUM or words.FIRST_PAID_END.search(reading.clause(first))
    if not (is_first and words.THEN_PAID_GAP.fullmatch(gap)):
        return None
    if words.NOT_YET_HEAD.match(reading.tail(second)) or words.NOT_YET_END.search(gap):
        return None
    return joining.add(first, second, Relation.SUM, "term")


def _as_yuan(node: Expression) -> Expression:
    """一台500万 of two such is 500万."""
    if node.unit is Unit.YUAN_PER_UNIT:
        return replace(node, unit=Unit.YUAN, classifier="")
    return node


def join_sum(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """500万+300万, 500万加300万, 500万，又签了300万; and the same with less."""
    if first.relation not in VALUED or second.relation not in VALUED:
        return None
    if not is_kin(first, second):
        return None
    if words.PLUS_GAP.fullmatch(gap):
        if joining.are_things_apart(first, second):
            return joining.add(first, second, Relation.LIST, "item")
        return joining.add(first, second, Relation.SUM, "term")
    if _is_minus(reading, second, gap) and exceeds(first, second):
        return joining.subtract(first, second)
    first_years, second_years = years_of(first), years_of(second)
    if (None, "") not in first_years | second_years and not first_years & second_years:
        return None  # 24年签的980万, 25年再签760万: a series of years
    if adds_in(gap) and _is_added(reading, first, second):
        if first.unit is Unit.COUNT and second.operands[0].label:
            return joining.add(first, second, Relation.LIST, "item")
        joined = joining.add(first, second, Relation.SUM, "term")
        last = max(n for n, o in enumerate(joined.operands) if o.role != "count")
        operands = list(joined.operands)  # 又签了一份170万: the sum is added, not the one
        operands[last] = replace(operands[last], role="plus")
        return replace(joined, operands=tuple(operands))
    return None


def _is_added(reading: Reading, first: Expression, second: Expression) -> bool:
    """Whether the second is more of the same: without a name of its own, or with the first's."""
    around = reading.around(first)
    if not is_same_item(around, first, second) or _is_by_other(reading, around, second):
        return False
    tail, label = reading.tail(second), second.operands[0].label
    if words.NOT_YET_HEAD.match(tail):
        return False  # 完成了380万,还有120万要明年才验收
    is_named = bool(label) and tail.lstrip("的元 ").startswith(label)
    return is_named or bool(words.ADDED_TAIL.match(tail))


def _is_by_other(reading: Reading, around: str, second: Expression) -> bool:
    """Whether the words before 又 name something that the first number says nothing of.

    投了450万做示范, 厂里刷墙又花了26万.
    """
    clause = reading.clause(second)
    match = words.PLUS_LEAD.search(clause)
    lead = clause[: match.start()] if match else ""
    pairs = [lead[n : n + 2] for n in range(len(lead) - 1)]
    return len(lead) > _FEW and not any(p in around for p in pairs)


def adds_in(lead: str) -> bool:
    """Whether the words before a number add it to something: 又签了, 再付, 另外."""
    match = words.PLUS_LEAD.search(lead)
    return bool(match and words.FRAME.fullmatch(match["rest"])) or bool(words.ADDS.fullmatch(lead))


def takes_off(lead: str) -> bool:
    """Whether the words before a number take it off something: 退款, 后来减了."""
    if re.search("没|未|不|至少|最少", lead):
        return False  # 至少花了800万 takes nothing off
    piece = re.split(f"[{words.SEPARATORS}]", lead)[-1]
    piece = words.TAKEN_THEN.sub("", piece)
    if words.LEFT_END.search(piece) or words.HELD_AGAINST_OTHER.search(piece):
        return False
    amiss = words.TOLD_AMISS_END.search(piece)
    if amiss:
        return bool(amiss["much"] or amiss["too_much"])
    return bool(words.MINUS_LEAD.fullmatch(piece))


def _is_minus(reading: Reading, second: Expression, gap: str) -> bool:
    if takes_off(gap):
        return True
    return bool(words.MINUS_TAIL.match(reading.tail(second))) and len(gap) <= 4


def join_result(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """65万*12=780万; 1000万，退款200万，实付800万."""
    computed = (Relation.SUM, Relation.DIFFERENCE, Relation.PRODUCT)
    if first.relation not in computed or second.relation not in SINGLE:
        return None
    match = words.EQUALS_GAP.fullmatch(gap)
    if not match or not is_kin(replace(first, classifier=""), replace(second, classifier="")):
        return None
    if first.value != second.value and not match["strict"]:
        return None
    return joining.restated(first, second)


def join_either(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """500万或者800万, 500万还是800万."""
    allowed = (*VALUED, Relation.ALTERNATIVES)
    if first.relation not in allowed or second.relation not in VALUED:
        return None
    if not is_kin(first, second) or not words.OR_GAP.fullmatch(gap):
        return None
    return joining.choice(first, second)


def join_series(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """2025年300万，2026年600万; 从3000万涨到4900万."""
    allowed = (*VALUED, Relation.SERIES)
    if first.relation not in allowed or second.relation not in VALUED:
        return None
    if not is_kin(first, second):
        return None
    is_grown = bool(words.GROWN_GAP.fullmatch(gap)) and first.relation in SINGLE
    if is_grown:
        first, second = _dated(first, "prior"), _dated(second, "current")
    years = years_of(second)
    if (None, "") in years | years_of(first) or years & years_of(first):
        return None
    if not is_grown and not is_same_item(reading.around(first), first, second):
        return None
    say = f"{_dated_term(first)}、{_dated_term(second)}"
    return joining.join(Relation.SERIES, first, second, None, ("item", "item"), say)


def _dated(node: Expression, word: str) -> Expression:
    """The first or second of two years, where no year is said."""
    operand: Operand = node.operands[0]
    if operand.year is None and not operand.year_word:
        operand = replace(operand, year_word=word)
    return replace(node, operands=(operand, *node.operands[1:]))


def _dated_term(node: Expression) -> str:
    if node.relation is Relation.SERIES:
        return node.say
    operand = node.operands[0]
    names = {"prior": "原", "current": "现"}
    year = f"{operand.year}年" if operand.year else names.get(operand.year_word, operand.year_word)
    return year + term(node)


_LOSES = re.compile("[撤退砍剔驳毙刷否黄]|注销|取消|下架|作废|吊销|被[收拿要]|没[过批通]")


def join_list(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """500万、300万; 硬件500万、软件700万; 分别是500万和300万; 1个国际1个国家标准."""
    if second.relation is Relation.ALTERNATIVES and _BARE.fullmatch(gap):
        return joining.choice(first, second) if is_kin(first, second) else None
    allowed = (*VALUED, Relation.LIST)
    if first.relation not in allowed or second.relation not in VALUED:
        return None
    if not is_kin(first, second) or words.ASKS.search(gap) or words.PART_LEAD.search(gap):
        return None
    if words.SETTLED_FIRMLY.search(gap) or _is_yearly(first) is not _is_yearly(second):
        return None
    is_bare = bool(_BARE.fullmatch(gap)) and _is_side_by_side(reading, first, second, gap)
    is_listed = is_bare or words.LIST_GAP.fullmatch(gap)
    is_apart = _is_open_list(reading, first) and words.SHARED_GAP.fullmatch(gap) is not None
    is_apart = is_apart and not words.TOTAL_END.search(reading.clause(second))
    is_counts = first.unit is Unit.COUNT and re.fullmatch(r"[^,。!?;:、了]{0,6}", gap)
    if is_counts and _LOSES.search(gap):
        return None  # 那五个被撤掉三个: so many fewer
    if not (is_listed or is_apart or is_counts):
        return None
    relation = Relation.SUM if "先后" in reading.lead(first) else Relation.LIST
    return joining.add(first, second, relation, "item" if relation is Relation.LIST else "term")


def _is_yearly(node: Expression) -> bool:
    """Whether it is a sum of so much a year: nothing to be listed with a sum of all."""
    return any(o.role == "periods" and o.quantity.unit is Unit.YEAR for o in node.operands)


def name_years(reading: Reading, node: Expression) -> Expression:
    """两年分别是260万和620万: a list with one number for each of as many years."""
    if node.relation is not Relation.LIST or node.unit is not Unit.YUAN:
        return node
    lead = reading.text[max(0, node.start - _FAR) : node.start]
    match = words.YEARS_APART.search(lead)
    if match is None or years_of(node) != {(None, "")}:
        return node
    count = len(node.operands)
    named = [int(y) for y in re.findall(r"20\d\d", match["years"] or "")]
    if len(named) == 2 and named[1] - named[0] == count - 1:
        named = list(range(named[0], named[1] + 1))
    if len(named) != count and words.HOW_MANY.get(match["count"] or "") != count:
        return node
    operands = tuple(
        replace(o, year=named[n])
        if len(named) == count
        else replace(o, year_word=f"第{'一二三四五六七八九'[n]}年")
        for n, o in enumerate(node.operands)
    )
    return replace(node, relation=Relation.SERIES, value=None, operands=operands)


def join_counts(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """第一批10台，第二批5台 and 10台、5台 are counted together before their price is."""
    if first.unit is not Unit.COUNT or words.TURNS.search(gap):
        return None
    if years_of(first) | years_of(second) != {(None, "")}:
        return None
    labels = first.operands[-1].label, second.operands[0].label
    in_turn = gap.startswith(",") and all(label.startswith("第") for label in labels)
    if in_turn and is_kin(first, second) and second.relation in SINGLE:
        return joining.add(first, second, Relation.LIST, "item")
    return join_list(reading, first, second, gap) if "、" in gap or "和" in gap else None


def _is_side_by_side(reading: Reading, first: Expression, second: Expression, gap: str) -> bool:
    """500万，300万 with nothing said of the second alone: not 有800万，300万用来买书."""
    if gap.strip() != ",":
        return True
    if Relation.PRODUCT in (first.relation, second.relation):
        return False
    return not reading.tail(second).lstrip("元 ")[:1].strip("".join(words.SEPARATORS))


def _is_open_list(reading: Reading, first: Expression) -> bool:
    """Whether 分别 announced a list that may go on: 和 before its last item has closed it."""
    if not words.APART.search(reading.lead(first)):
        return False
    ends = sorted((o.quantity.start, o.quantity.end) for o in first.operands)
    between = "".join(reading.text[end:start] for (_, end), (start, _) in pairwise(ends[-_LAST:]))
    return not words.CLOSES.search(between)
