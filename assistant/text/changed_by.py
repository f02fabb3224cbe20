"""Read what its sentence makes of an amount behind a comma: 去年300万,今年翻倍.

Read are changes (涨了30%, 缩水四成, 砍掉三分之一, 打八折), what it is of the other
(是去年的80%), how much of a plan was carried out (执行率85%), a share that does not count
(其中20%要剔除) and the tax in it (含税113万,不含税按1.13折回). What changed must be the amount
itself: the clause names nothing that the clause of the amount does not. An amount that was
reached already (今年花了600万,比去年涨了30%) stays; a share of something else (占成本的30%) is
none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.text import joining
from assistant.text.money import format_fraction, format_yuan
from assistant.text.multiples import find_multiples
from assistant.text.nodes import Reading
from assistant.text.numerals import plain, read_number
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.units import Unit

_REACH, _CLAUSES = 44, 3
_FEN = Decimal("0.01")
_STOP = lazy("[。;!?]")
_BEFORE = (
    "去年|前年|上一?年度?|往年|之前|以前|先前|原来|原先|原本|本来|原定|当初|起初"
    "|预算|计划|打算|预计|合同价?|报价"
)
_EARLIER = lazy(_BEFORE)
_NOW = lazy(
    "今年|明年|现在|后来|如今|目前|最后|最终|结果|实际|真正|后面|这次|本次|如果|要是|假如|万一|的话"
)
_AGAINST = lazy(rf"(?:比|较|相比|同比|对比)(?P<what>{_BEFORE}|今年|上次)?")
_ASKS = lazy("多少|几|吗|呢|能[拿领补]|对不对|是不是")
_EMPTY = lazy(
    rf"{_BEFORE}|{_NOW.pattern}|(?:相|同|对)?比|较|了|又|再|还|也|都|就|才|要|会|得|被|给|让|把|将|可能|应该|估计|大概"
    "|差不多|大约|约|整体|总体|总的|总共|一共|全部|直接|竟然|居然|反而|但是?|不过|可是|因为|所以|由于|只|能|我们?|咱们?"
    "|公司|老板|这|那|个|笔|上|下|起来|基础|在|此|的|里|面|一下|幅|价格?|费用?|金额|规模|总[价额]|数|有所|是|为|对方|供应商"
)
"""What says when, who or how much, and names nothing that could have changed instead."""
_DOWN_MORE = lazy(
    r"(?:缩水|缩小|缩|削减|裁减|裁|扣掉|扣除|扣|剔除|剔掉|去掉|刨去|刨掉|拿掉|便宜|优惠|让利|省|砍掉?|减|减少|降|下降|降低)"
    r"(?:掉|去|了|下)?(?:大概|约|差不多)?$"
)
_UP_MORE = lazy(
    r"(?:增加|增长|提高|上涨|上浮|上调|上升|涨|增|多|加|升|贵|扩大|追加|超支|超)(?:出|掉|去|了|花|出来|价)?(?:大概|约|差不多)?$"
)
_CUTS = lazy("砍|打|减|扣|剔|去掉|刨|拿掉|优惠|让利|便宜")
"""What is done to the amount just told, whatever day it was told of."""
_IS_OF = lazy(
    rf"(?:[是有为]|只有|只剩|剩|相当于|等于|达到|只到|不过)(?:了)?(?P<what>{_BEFORE})(?:那?[个笔]?)的?(?:差不多|大概|约)?$"
    rf"|(?:用|花|付|做|投|买|租|签)了?(?P<used>{_BEFORE})(?:那?[个笔]?)的?(?:差不多|大概|约)?$"
)
_DONE = lazy(
    r"(?:执行|完成|到位|支付|付款|使用|兑现|履约|结算)(?:率|比例|进度)?(?:只|才|仅|到|了|是|为|有|达|约|大概|能)*$"
)
_OF_IT = lazy(r"(?:^|[,、])(?:这?其中|这?里[面头]?|当中)(?:有|的|大概|约)*$")
_TAKEN_OUT = lazy(
    "剔除|剔掉|扣除|扣掉|扣减|刨[掉除去]|去掉|减掉|除外|不算|不计|不作数|不认|不合规|算不[上进]|不能算|[要得该][剔扣减刨]"
)
_TAXED, _UNTAXED = (
    lazy("(?<![不未])含税|价税合计|(?<!不)含增值税"),
    lazy("不含税|去税|除税|扣税|剔税"),
)
_TAX = lazy(r"(?:按|除以?|÷|/|用)?\s?1\.(?P<points>\d{1,2})(?![\d万亿])")
_TAX_RATE = lazy(r"(?:税率|税点|增值税|个点的?税|[%点]的?(?:增值)?税)")
_PART = lazy("(?P<whole>[二两三四五六七八九十百]+|\\d+)分之(?P<taken>[一二三四五六七八九]|\\d+)")


def shares_of(nodes: Sequence[Expression]) -> frozenset[int]:
    """Where the shares begin that change an amount told before; they claim nothing."""
    return frozenset(
        o.quantity.start
        for e in nodes
        if e.relation is Relation.PRODUCT
        for o in e.operands
        if o.role == "rate" and o.quantity.start >= e.end
    )


def is_changed(node: Expression) -> bool:
    """Whether an expression is an amount with what the clauses behind it make of it."""
    first = node.operands[0]
    return (
        node.relation is Relation.PRODUCT
        and first.role == "price"
        and node.end == first.quantity.end
        and all(o.quantity.start >= node.end for o in node.operands[1:])
    )


def is_within(nodes: Sequence[Expression], start: int, end: int) -> bool:
    """Whether what changes an amount told before stands in a stretch of the text."""
    return any(start <= at < end for at in shares_of(nodes))


def join_changes(reading: Reading, nodes: Sequence[Expression]) -> list[Expression]:
    """The expressions, each amount with what the clauses behind it make of it."""
    found: list[Expression] = []
    gone: set[int] = set()
    for n, node in enumerate(nodes):
        if n in gone:
            continue
        made = _changed(reading, node, nodes, n)
        if made is not None:
            joined, used = made
            gone.update(used)
            found.append(joined)
        else:
            found.append(node)
    return found


_Made = tuple[Expression, list[int]]


def _changed(
    reading: Reading, node: Expression, nodes: Sequence[Expression], at: int
) -> _Made | None:
    if node.unit not in (Unit.YUAN, Unit.YUAN_PER_YEAR) or node.value is None:
        return None
    if node.relation not in (*joining.SINGLE, Relation.PRODUCT):
        return None
    text = reading.text
    end = _end_of(text, node, nodes, at)
    own = (
        reading.comma_clause(node)
        + text[node.end : max(node.end, _next_comma(text, node.end, end))]
    )
    if _TAXED.search(own) and _UNTAXED.search(text, node.end, end):
        inside = [n for n in range(at + 1, len(nodes)) if nodes[n].start < end]
        return _without_tax(node, nodes, inside, text[node.end : end])
    low = node.end
    for _ in range(_CLAUSES):
        comma = _next_comma(text, low, end)
        if comma < 0 or _ASKS.search(text, low, comma):
            return None
        high = _next_comma(text, comma + 1, end)
        high = end if high < 0 else high
        made = _by_clause(reading, node, nodes, at, comma + 1, high)
        if made is not None:
            return made
        low = comma + 1
    return None


def _end_of(text: str, node: Expression, nodes: Sequence[Expression], at: int) -> int:
    """Where the sentence ends, or the next amount begins."""
    end = min(len(text), node.end + _REACH)
    stop = _STOP.search(text, node.end, end)
    end = stop.start() if stop else end
    for other in nodes[at + 1 :]:
        if other.unit not in (Unit.PERCENT, Unit.NUMBER):
            return min(end, other.start)
    return end


def _next_comma(text: str, low: int, end: int) -> int:
    found = [i for c in ",、" if (i := text.find(c, low, end)) >= 0]
    return min(found, default=-1)


def _by_clause(
    reading: Reading, node: Expression, nodes: Sequence[Expression], at: int, low: int, high: int
) -> _Made | None:
    text = reading.text
    inside = [n for n in range(at + 1, len(nodes)) if low <= nodes[n].start < high]
    own = reading.comma_clause(node)
    for n in inside:
        share = nodes[n]
        if share.unit is not Unit.PERCENT:
            continue
        factor = _factor(own, share, text, low, high)
        if factor is not None:
            return _times(node, share, factor), [n]
    if inside and any(nodes[n].unit is not Unit.PERCENT for n in inside):
        return None
    for multiple in find_multiples(text[low:high])[:1]:
        lead = text[low : low + multiple.start]
        is_of = _IS_OF.search(lead)
        if is_of is not None:
            fits = (is_of["what"] or is_of["used"]) in own
        else:
            fits = _is_of_it(own, lead, text[low:high])
        if fits and not text[low + multiple.start : high].startswith("多"):
            return _by(node, plain(multiple.factor)), inside
    return None


def _factor(own: str, share: Expression, text: str, low: int, high: int) -> Decimal | None:
    """What the amount is multiplied by for a share, None where it is of something else."""
    lead, tail = text[low : share.start], text[share.end : high]
    operand = share.operands[0].quantity
    rate = operand.value
    is_of = _IS_OF.search(lead)
    if is_of is not None:
        return rate if (is_of["what"] or is_of["used"]) in own else None
    if _DONE.search(lead):
        return rate
    if _OF_IT.search("," + lead) and _TAKEN_OUT.search(tail):
        return 1 - rate
    if operand.text.endswith("折"):
        return rate if _is_of_it(own, lead.removesuffix("打").removesuffix("打了"), lead) else None
    down = _DOWN_MORE.search(lead)
    up = None if down else _UP_MORE.search(lead)
    moved = down or up
    if moved is None:
        return None
    before = lead[: moved.start()]
    if _OF_IT.search("," + before):
        before = ""
    if not _is_of_it(own, before, lead + tail):
        return None
    return 1 + rate if up else 1 - rate


def _is_of_it(own: str, lead: str, clause: str) -> bool:
    """Whether the change is one of the amount in the clause `own`, from then to now."""
    left = _EMPTY.sub("", lead)
    if left and left not in own:
        return False
    if against := _AGAINST.search(clause):
        what = against["what"]
        return what in own if what else _EARLIER.search(own) is not None
    if _CUTS.search(clause):
        return True
    return bool(_EARLIER.search(own) or _NOW.search(lead))


def _exact(value: Decimal) -> Decimal:
    return plain(value.quantize(_FEN))


def _times(node: Expression, share: Expression, factor: Decimal) -> Expression:
    """The amount times a factor made of a share; thirds to the fen."""
    value = node.value or Decimal(0)
    part = _PART.fullmatch(share.operands[0].quantity.text)
    whole, taken = (
        (read_number(part["whole"]), read_number(part["taken"])) if part else (None, None)
    )
    if whole and taken and whole.value:
        kept = whole.value - taken.value if factor < 1 else whole.value + taken.value
        if factor == share.operands[0].quantity.value:
            kept = taken.value
        value = value * kept / whole.value
        by = f"{kept:f}/{whole.value:f}"
    else:
        value *= factor
        by = format_fraction(factor)
    return _product(node, _exact(value), by, share.operands[0])


def _by(node: Expression, factor: Decimal) -> Expression:
    return _product(node, _exact((node.value or Decimal(0)) * factor), f"{factor:f}", None)


def _without_tax(
    node: Expression, nodes: Sequence[Expression], inside: list[int], clause: str
) -> _Made | None:
    tax = _TAX.search(clause)
    rate = None
    if tax is not None:
        rate = Decimal(f"0.{tax['points']}")
    elif _TAX_RATE.search(clause):
        shares = [nodes[n] for n in inside if nodes[n].unit is Unit.PERCENT]
        rate = shares[0].operands[0].quantity.value if len(shares) == 1 else None
    if rate is None or not rate < 1:
        return None
    value = _exact((node.value or Decimal(0)) / (1 + rate))
    used = nodes[inside[0]].operands[0] if inside else None
    say = f"{format_yuan(node.value or Decimal(0))} ÷ {plain(1 + rate):f}"
    return _made(node, value, say, used), inside


def _product(node: Expression, value: Decimal, by: str, used: Operand | None) -> Expression:
    shown = node.say or format_yuan(node.value or Decimal(0))
    return _made(node, value, f"{shown} × {by}", used)


def _made(node: Expression, value: Decimal, say: str, used: Operand | None) -> Expression:
    """The amount as it is now: of the year before no more."""
    first = replace(node.operands[0], role="price", year=None, year_word="")
    more = (replace(used, role="rate"),) if used is not None else ()
    if not more:
        say = f"{say} = {format_yuan(value)}"
    operands = (first, *node.operands[1:], *more)
    return replace(node, relation=Relation.PRODUCT, value=value, operands=operands, say=say)
