"""Read what the numbers of a text say together: sums, products, ranges, corrections, parts.

Text + quantities → typed `Expression`s. The grammar knows closed classes of words only (relations,
number words, function words), never a noun; two numbers of which the text says no relation stay
apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.text import grammar, tight
from assistant.text import relation_words as words
from assistant.text.added_rows import added_row
from assistant.text.claimed import is_claimed
from assistant.text.corrections import join_instead
from assistant.text.grammar import join_neighbours
from assistant.text.joining import SINGLE, is_kin
from assistant.text.nodes import Reading, read_nodes
from assistant.text.of_another import is_of_another
from assistant.text.paid_periods import over_longer
from assistant.text.parts import link_parts, take_off_parts
from assistant.text.pattern import lazy
from assistant.text.products import (
    join_floor_rent,
    join_free_months,
    join_periods,
    join_products,
    over_named_period,
)
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.row_labels import name_row
from assistant.text.saying import said, term
from assistant.text.units import Quantity, Unit

__all__ = ["Expression", "Operand", "Relation", "find_expressions", "is_due"]

_AFTER = 12
_SHORT = 4
_UNTOLD = (Relation.INSTEAD, Relation.UNREAD)


_SENTENCE_END = lazy("[。;!?]")


def find_expressions(text: str, quantities: Sequence[Quantity]) -> tuple[Expression, ...]:
    """Return the number expressions of a text in the order of their first numbers.

    `text` is folded (`normalise.fold`); `quantities` is what `find_quantities` found in it. Every
    quantity with role ``amount`` or ``unread`` stands in exactly one expression.

    >>> from assistant.text.quantities import find_quantities
    >>> text = "每月65万,租了12个月"
    >>> [e.say for e in find_expressions(text, find_quantities(text))]
    ['65万元 × 12个月 = 780万元']
    """
    reading, nodes = read_nodes(text, quantities)
    nodes = join_neighbours(reading, [_beside(reading, node) for node in nodes], tight.join_one)
    for rule in (tight.join_restated, tight.join_range, tight.join_times):
        nodes = join_neighbours(reading, nodes, rule)
    nodes = join_neighbours(reading, nodes, tight.join_each_year)
    for rule in (grammar.join_one_each, tight.join_prices, grammar.join_counts):
        nodes = join_neighbours(reading, nodes, rule)
    nodes = join_neighbours(reading, nodes, join_free_months)
    nodes = join_products(reading, nodes)
    nodes = [over_named_period(reading, node) for node in join_floor_rent(reading, nodes)]
    nodes = [over_longer(reading, node) for node in nodes]
    nodes = join_neighbours(reading, nodes, join_periods)
    nodes = grammar.join_instalments(reading, nodes)
    told = {
        o.quantity.start
        for n in nodes
        if _is_reported(reading, n)
        or _is_asked_price(reading, n, nodes)
        or _points_back(reading, n, nodes)
        or is_of_another(reading, n, nodes)
        or _says_what_one_gets(reading, n, nodes)
        for o in n.operands
    }
    for rule in (grammar.join_sum, grammar.join_result):
        nodes = join_neighbours(reading, nodes, rule)
    nodes = join_neighbours(reading, nodes, join_instead, across=True)
    nodes = join_neighbours(reading, nodes, grammar.join_either)
    nodes = join_neighbours(reading, nodes, grammar.join_series, across=True)
    nodes = join_neighbours(reading, nodes, grammar.join_list)
    nodes = [name_row(text, grammar.name_years(reading, node)) for node in nodes]
    nodes = take_off_parts(reading, nodes)
    nodes = [_finished(reading, node, told) for node in nodes]
    return link_parts(reading, nodes)


def _beside(reading: Reading, node: Expression) -> Expression:
    """A single number with the bound or approximation that stands beside it."""
    if node.relation is Relation.UNREAD:
        return node
    quantity = node.operands[0].quantity
    lead, tail = reading.clause(node), reading.tail(node)
    match = words.BOUND_END.search(lead) or words.BOUND_HEAD.match(tail)
    if match and match.lastgroup == "less_than" and words.THAT_SUM_END.search(lead):
        return node  # 那3000万没到: the sum that was told did not come
    if match:
        return replace(node, relation=Relation.BOUND, bound=match.lastgroup or "")
    if quantity.high is not None:
        say = f"{term(node)}至{term(replace(node, value=quantity.high))}"
        low, high = quantity.value, quantity.high
        return replace(node, relation=Relation.RANGE, value=None, low=low, high=high, say=say)
    if quantity.approximate or words.ABOUT_HEAD.match(tail):
        return replace(node, relation=Relation.APPROXIMATE, bound="about")
    return node


def _is_asked_price(reading: Reading, node: Expression, nodes: Sequence[Expression]) -> bool:
    """Whether a seller asks the number, and what was paid stands in the same sentence.

    报价500万,400万成交. Alone (报价500万,能补多少) it is all that is told of the sum.
    """
    if not words.PRICED_END.search(reading.comma_clause(node)):
        return False
    return any(
        other.unit is Unit.YUAN
        and not words.PRICED_END.search(reading.comma_clause(other))
        and not _SENTENCE_END.search(
            reading.text, min(node.end, other.end), max(node.start, other.start)
        )
        for other in nodes
        if other is not node
    )


def _points_back(reading: Reading, node: Expression, nodes: Sequence[Expression]) -> bool:
    """Whether a number only speaks of one that was told before it in the message.

    3000万到账,其中500万是政府的,这500万算不算; 有六个算法,一个算法给多少,六个加起来呢.
    """
    is_count, tail = node.unit is Unit.COUNT, reading.tail(node)
    same = bool(words.THIS_END.search(reading.clause(node)))
    same = same or (is_count and words.ALL_HEAD.match(tail) is not None)
    each = is_count and node.value == 1 and words.EACH_ASKED_HEAD.match(tail) is not None
    if not (same or each):
        return False  # no text is looked through for every number that it has
    before = [n.value for n in nodes if n.start < node.start and is_kin(n, node)]
    return same if node.value in before else each and bool(before)


def _says_what_one_gets(reading: Reading, node: Expression, nodes: Sequence[Expression]) -> bool:
    """Whether a count of one only says what each is thought to get, beside how many there are.

    一个模型奖100万,我们有两个.
    """
    if node.unit is not Unit.COUNT or node.value != 1:
        return False
    if not _ONE_GETS.match(reading.text, node.end):
        return False
    return any(n is not node and n.unit is Unit.COUNT and is_kin(n, node) for n in nodes)


_ONE_GETS = lazy(
    r"[^,。;!?\d]{0,8}?(?:奖励?|给|补[贴助]?|资助|发)(?:到|了)?"
    r"(?:[\d一二两三四五六七八九十百]+[^,。;!?]{0,3}[万元]|多少|几)"
)
_NOT_TOLD_AS_FACT = (
    words.REPORTED_END,
    words.DOUBTED_END,
    words.CAP_CHANGED_END,
    words.LACKING_END,
    words.OTHERS_GOT_END,
)


def _is_bonus(reading: Reading, node: Expression, lead: str) -> bool:
    """Whether a number is a prize that is paid, and none that somebody's cost is made of."""
    spent = words.BONUS_SPENT_END
    return bool(words.BONUS_END.search(lead)) and not spent.search(reading.text[: node.start])


def _is_reported(reading: Reading, node: Expression) -> bool:
    """Whether someone else said the number, or the asker doubts it."""
    lead, tail = reading.comma_clause(node), reading.tail(node)
    if any(end.search(lead) for end in _NOT_TOLD_AS_FACT) or _is_bonus(reading, node, lead):
        return True
    if words.RHETORIC_END.search(lead) and words.RHETORIC_TAIL.match(tail):
        return node.relation is not Relation.INSTEAD
    told = words.TOLD_END.search(lead)
    if told and (words.TELLER.search(told["who"]) or words.PAYS.search(told["what"])):
        return True
    if words.NOT_OURS_HEAD.match(tail):
        # 里面有200万是关联公司的, 今年的有100万是子公司卖的: a part of ours
        return not (words.PART_LEAD.search(lead) or words.HAS_SOME_END.search(lead))
    if words.DOUBTED_HEAD.match(tail) or words.MORE_BY_END.search(reading.lead(node)):
        return True
    is_sum = node.unit in (Unit.YUAN, Unit.NUMBER)
    if node.unit in (Unit.YUAN, Unit.YUAN_PER_UNIT) and is_claimed(
        reading.text, node.start - len(lead), node.start, node.end
    ):
        return True
    if is_sum and lead.endswith("都") and words.ALREADY_TAIL.match(tail):
        return True  # 六成都1500了: what the asker reckons
    clause, after = reading.clause(node), reading.text[node.end : node.end + _AFTER]
    if words.THEY_ERRED.match(after) or words.WHOLE_HEAD.match(tail):
        return True
    if len(clause) <= _SHORT and words.WHAT_IS_HEAD.match(after):
        return True
    if words.ECHOED_END.fullmatch(clause) and words.ECHOED_TAIL.match(after):
        return True
    if not clause and node.start == 0 and words.WONDERED_TAIL.match(after):
        return True
    is_asked = words.WOULD_GET_END.search(lead) or words.DENIED_END.search(lead)
    return bool(is_asked and words.ASKED_HEAD.match(tail))


def _finished(reading: Reading, node: Expression, told: set[int]) -> Expression:
    """The expression with its last relation and its words."""
    is_told = node.relation not in _UNTOLD and node.operands[0].quantity.start in told
    clause = reading.clause(node)
    # 听说改造费要涨到每台20万: what it is asked for; 听说封顶调到1300万 is not
    if is_told and not (words.REACHED_END.search(clause) and not words.PAID.search(clause)):
        return replace(node, relation=Relation.REPORTED, say=f"{_plain_words(node)}（转述或存疑）")
    node = _single(reading, node) if node.relation in SINGLE else added_row(reading, node)
    say = said(node)
    return node if say == node.say else replace(node, say=say)


def _plain_words(node: Expression) -> str:
    return said(node) or term(node)


def _single(reading: Reading, node: Expression) -> Expression:
    """A number that stands alone: denied, taken off something said before, added, a total."""
    lead, clause = reading.lead(node), reading.clause(node)
    if reading.text[: node.start].strip() in _SIGNS:  # +300万, -20万: a message of its own
        return _signed(node, reading.text[: node.start].strip())
    if words.DENIED_END.search(clause) and not _is_idle(node):
        denied = _as_role(node, "old")
        return replace(denied, relation=Relation.INSTEAD, value=None, say=f"不是{term(node)}")
    amiss = words.TOLD_AMISS_END.search(clause)
    if amiss and (amiss["little"] or amiss["too_little"]):
        return _as_role(node, "plus")
    is_fewer = node.unit is Unit.COUNT and (
        (words.FEWER_END.search(clause) and not words.BOUGHT_HEAD.match(reading.tail(node)))
        or (words.ONE_MORE_END.search(clause) and words.GOES_HEAD.match(reading.tail(node)))
    )
    if amiss or grammar.takes_off(clause) or is_fewer or _is_overpaid(reading, node):
        less = _as_role(node, "minus")
        return replace(less, relation=Relation.DIFFERENCE, value=None, say=f"减{term(node)}")
    if words.SETTLED_END.fullmatch(clause) or _is_told_anew(clause):
        return _as_role(node, "new")
    if _is_by_so_much(clause):
        return node if is_due(reading.text, node) else _as_role(node, "plus")
    if words.TOTAL_END.search(clause):
        return _as_role(node, "total")
    if words.REACHED_END.search(clause):
        return _as_role(node, "new")
    is_put_in = words.PUT_IN_END.search(clause) and words.PUT_IN_HEAD.match(reading.tail(node))
    if is_put_in or grammar.adds_in(clause) or words.RAISED_END.search(clause):
        return node if is_due(reading.text, node) else _as_role(node, "plus")
    if words.REST_END.search(clause) and words.REST_CAME.match(reading.tail(node)):
        return _as_role(node, "plus")
    if node.unit is Unit.COUNT and not clause and words.IN_ALL_HEAD.match(reading.tail(node)):
        return _as_role(node, "total")  # 第二个题也中了,两个合计
    return _as_role(node, "new") if words.NEW_END.search(lead) else node


_SIGNS = {"+": "plus", "-": "minus"}


def _signed(node: Expression, sign: str) -> Expression:
    """A number that a message tells with nothing but a sign before it."""
    made = _as_role(node, _SIGNS[sign])
    if sign == "+":
        return made
    return replace(made, relation=Relation.DIFFERENCE, value=None, say=f"减{term(node)}")


def _is_by_so_much(clause: str) -> bool:
    """Whether the words before a number say how much more there is: 总投资加了, 每月多.

    一共加了1200万 is all that was added; 比去年多了 is held against another number.
    """
    if not words.MORE_BY_SO_MUCH.search(clause) or words.HELD_AGAINST.search(clause):
        return False
    total = words.TOTAL_END.search(clause)
    return total is None or (
        total.group().startswith("总") and not total.group().startswith("总共")
    )


def _is_overpaid(reading: Reading, node: Expression) -> bool:
    """Whether a sum went over by mistake and came back: 多收了10万,已退."""
    if node.unit is Unit.COUNT or not words.OVERPAID_END.search(reading.clause(node)):
        return False
    after = reading.text[node.end : node.end + _AFTER]
    return words.CAME_BACK_HEAD.match(after) is not None


def is_due(text: str, node: Expression) -> bool:
    """Whether a sum is told not to have been paid yet: 还有120万要明年才付."""
    return words.NOT_YET_HEAD.match(text[node.end : node.end + _AFTER]) is not None


def _is_told_anew(clause: str) -> bool:
    """Whether one of the asker's own people said the number, or it was settled at last."""
    told = words.OWN_TOLD_END.fullmatch(clause)
    if told:
        return not (words.TELLER.search(told["who"]) or words.PAYS.search(told["what"]))
    return bool(words.CAME_OUT_END.fullmatch(clause) or words.AFTER_EVENT_END.fullmatch(clause))


def _is_idle(node: Expression) -> bool:
    """Whether a count is only an article: 不是一个数."""
    return node.unit is Unit.COUNT and node.operands[0].quantity.text.startswith("一")


def _as_role(node: Expression, role: str) -> Expression:
    return replace(node, operands=(replace(node.operands[0], role=role), *node.operands[1:]))
